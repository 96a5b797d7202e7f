"""Whose a folder is that a study is to go to: innosim's, nobody's yet, or another's, which is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.errors import FolderError
from innosim.experiment.files import UNFINISHED, is_file, json_object, present
from innosim.experiment.manifest import sealed
from innosim.experiment.parts import PILOTS_FILE
from innosim.experiment.pilots import is_pilots
from innosim.experiment.study_files import LEAD, chunk_files
from innosim.experiment.study_store import POINTS_FILE, POINTS_MARK, STUDY_FILE
from innosim.scenario.catalogue import TABLES

_BEGINS = b'{\n "format": "innosim study"'
"""With this a study's file begins: so one that was cut or changed is known as ours."""


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that is there and holds something that is no study, nor what a study writes before it is one, whether or not it is to give way.

    Raises:
        FolderError: it does, or something stands where a table's folder is to be.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise FolderError(f"{folder.as_posix()} is a file: name a folder with --out.")
    if is_anothers(folder):
        raise FolderError(
            f"{folder.as_posix()} holds a {STUDY_FILE} that is not innosim's: name another folder with --out."
        )
    if not holds_study(folder):
        others = [path.name for path in folder.iterdir() if not _begins(path)]
        if others:
            raise FolderError(
                f"{folder.as_posix()} holds {min(others)}, and is no study: name another folder with --out."
            )
    for place in (folder / table for table in TABLES):
        if present(place) and not place.is_dir():
            raise FolderError(
                f"{place.as_posix()} is in the way, and no folder of innosim's: move it, and the same command goes on."
            )
    for place in (folder / name for name in (STUDY_FILE, POINTS_FILE, PILOTS_FILE)):
        if present(place) and not is_file(place):
            raise FolderError(
                f"{place.as_posix()} is in the way, and no file of innosim's: move it, and the same command goes on."
            )


def holds_study(folder: Path) -> bool:
    """Say whether a study is in a folder, or what is left of one: what it says of itself, or chunks."""
    return is_file(folder / STUDY_FILE) or holds_chunks(folder)


def holds_chunks(folder: Path) -> bool:
    """Say whether there are files that are called as those of chunks are."""
    return any(True for _ in chunk_files(folder / LEAD))


def is_anothers(folder: Path) -> bool:
    """Say whether a folder's study.json is not innosim's, and never was: nothing else of a study is there either."""
    path = folder / STUDY_FILE
    if not is_file(path):
        return False
    held = path.read_bytes()
    ours = not held or held.startswith(_BEGINS) or tells_of_study(path)
    return not ours and not holds_chunks(folder) and not is_points(folder / POINTS_FILE)


def tells_of_study(path: Path) -> bool:
    """Say whether a file is what a study says of itself, as it was written."""
    found = json_object(path.read_bytes()) if is_file(path) else {}
    return str(found.get("format", "")).startswith("innosim") and found == sealed(found)


def is_points(path: Path) -> bool:
    """Say whether a file has the mark of a study's points."""
    try:
        return is_file(path) and dict(pq.read_schema(path).metadata or {}) == POINTS_MARK
    except (OSError, pa.ArrowException, ValueError):
        return False


def _begins(path: Path) -> bool:
    """Say whether a file is what a study writes before it has chunks: its points, what pilots used, or one of these not yet whole."""
    if path.name.endswith(UNFINISHED):
        return path.name.startswith((f"{POINTS_FILE}.", f"{STUDY_FILE}.", f"{PILOTS_FILE}."))
    if path.name == PILOTS_FILE:
        return is_pilots(path)
    return path.name == POINTS_FILE and is_points(path)
