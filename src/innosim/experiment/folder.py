"""The folder a result goes to: what may stand there, one run at a time, and how the whole is put in place at once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from innosim.experiment.errors import ChangedError, FolderError, ResultError
from innosim.experiment.files import partial_of
from innosim.experiment.manifest import edition, read_manifest, version_of
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Json

TABLE_FILES = {table: f"{table}.parquet" for table in TABLES}

OURS = frozenset(
    {
        *TABLE_FILES.values(),
        "manifest.json",
        "timings.json",
        "summary.csv",
        "README.md",
        "codebook.csv",
        "datapackage.json",
        "read.R",
        "read.do",
        "csv",
        "dta",
        "figures",
    }
)
"""Names that innosim writes into a result's folder; only these are ever replaced."""


def is_there(folder: Path, run: Mapping[str, Any], *, force: bool) -> bool:
    """Say whether this very run (its identity with its fingerprint) is in ``folder``; writes nothing.

    Raises:
        FolderError: something else is there that may not be replaced.
    """
    if not os.path.lexists(folder):
        return False
    if not folder.is_dir():
        raise FolderError(f"{folder.as_posix()} is a file: name a folder with --out.")
    if not any(folder.iterdir()):
        return False
    try:
        manifest = read_manifest(folder)
    except ChangedError as error:
        if not force:
            raise FolderError(str(error)) from None
        _refuse_others_files(folder)
        return False
    except ResultError:
        raise FolderError(
            f"{folder.as_posix()} holds something that is not a result of innosim: "
            "name another folder with --out."
        ) from None
    if manifest.get("fingerprint") == run["fingerprint"] and not force:
        return True
    if not force:
        raise FolderError(
            f"{folder.as_posix()} holds another run ({_told(manifest, run)}): "
            "add --force to replace it, or name another folder with --out."
        )
    _refuse_others_files(folder)
    return False


def publish(staging: Path, folder: Path) -> None:
    """Put the finished ``staging`` folder in place; one already there gives way.

    Killed between the two renames it leaves nothing at ``folder``, never half a result.

    Raises:
        OSError: it could not be moved.
    """
    replaced = partial_of(folder) / "replaced"
    shutil.rmtree(replaced, ignore_errors=True)
    if folder.exists():
        folder.rename(replaced)
    staging.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)


def _told(there: Json, run: Mapping[str, Any]) -> str:
    """Return what is there, or, where that is no different, what it was made with."""
    asked_for = ("name", "seed", "replications", "months")
    parts = {name: there.get(name, "?") for name in asked_for}
    told = "{name}, seed {seed}, {replications} replications of {months} months".format(**parts)
    made, now = version_of(there), version_of(run)
    if edition(made) != edition(now):
        return f"{told}, of another edition of the model: innosim {made}, and only that goes on with it"
    made_with = ("versions", "model_sha256")
    of_this_very_run = ("fingerprint", "asked")
    if all(there.get(n) == run[n] for n in run if n not in (*made_with, *of_this_very_run)):
        return f"{told}, the same but for the version of innosim or of what it stands on"
    if parts != {name: run[name] for name in asked_for}:
        return told
    if any(there.get(name) != run[name] for name in made_with):
        return f"{told}, made by another version of innosim"
    return f"{told}, with other options or settings"


def _refuse_others_files(folder: Path) -> None:
    others = sorted(path.name for path in folder.iterdir() if path.name not in OURS)
    if others:
        raise FolderError(
            f"{folder.as_posix()} also holds {others[0]}, which innosim did not write: "
            "move it, or name another folder with --out."
        )


LOCK_FILE = "lock"


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this run.

    Raises:
        FolderError: another run holds it.
    """
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise FolderError(
            f"Another run is writing to {folder.as_posix()}: wait for it, "
            "or name another folder with --out."
        ) from error
