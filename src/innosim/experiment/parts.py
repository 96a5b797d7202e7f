"""Finished blocks of a run on disk, so that a run that was stopped goes on where it was.

A block is one file: an Arrow stream a table, one after the other. Its folder carries the fingerprint of
the plan; blocks of another plan are dropped, for one of them in a result would be a lie.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from innosim.experiment.errors import FolderError
from innosim.experiment.files import write_text, write_whole
from innosim.experiment.plan import Block
from innosim.experiment.schema import part_schema
from innosim.scenario.catalogue import TABLES

PLAN_FILE = "plan.json"
_SUFFIX = ".part"
_FAST = pa.ipc.IpcWriteOptions(compression="lz4")


class Parts:
    """The blocks of one plan in one folder; each may be written by a thread of its own."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder / "parts"
        note = folder / PLAN_FILE
        if _fingerprint(note) != fingerprint:
            note.unlink(missing_ok=True)
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        for unfinished in self._folder.glob("*.tmp"):
            unfinished.unlink()
        write_text(note, json.dumps({"innosim": "unfinished run", "fingerprint": fingerprint}))

    def has(self, block: Block) -> bool:
        """Say whether the block is finished and can be read; one that cannot is removed."""
        path = self._path(block)
        if not path.exists():
            return False
        try:
            self.read(block)
        except (pa.ArrowException, OSError):
            path.unlink()
            return False
        return True

    def write(self, block: Block, tables: Mapping[str, pa.RecordBatch]) -> None:
        """Keep a finished block: the rows of every table of the catalogue.

        Raises:
            OSError: it could not be written; nothing is left of it.
        """
        write_whole(self._path(block), lambda stream: _write(stream, tables))

    def read(self, block: Block) -> dict[str, pa.Table]:
        """Return the tables of a finished block.

        Raises:
            OSError: it is not there, or it is damaged (pa.ArrowException may come too).
        """
        with self._path(block).open("rb") as stream:
            return {table: _read(stream, table) for table in TABLES}

    def _path(self, block: Block) -> Path:
        return self._folder / f"{block.arm:04d}-{block.first:07d}{_SUFFIX}"


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that innosim did not make as the place where a result grows.

    Raises:
        FolderError: it is there, not empty, and holds no unfinished run.
    """
    known = folder.is_dir() and (not any(folder.iterdir()) or (folder / PLAN_FILE).exists())
    if folder.exists() and not known:
        raise FolderError(
            f"{folder.as_posix()} is in the way and innosim did not make it: move it, "
            "or name another folder with --out."
        )


def _fingerprint(note: Path) -> str:
    try:
        return str(json.loads(note.read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _write(stream: BinaryIO, tables: Mapping[str, pa.RecordBatch]) -> None:
    for table in TABLES:
        with pa.ipc.new_stream(stream, part_schema(table), options=_FAST) as writer:
            writer.write_batch(tables[table])


def _read(stream: BinaryIO, table: str) -> pa.Table:
    with pa.ipc.open_stream(stream) as reader:
        found = reader.read_all()
    if found.schema != part_schema(table):
        raise pa.ArrowInvalid(f"not the columns of {table}")
    return found
