"""One run at a time may write to a folder; the system lets go of the lock when the run dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innosim.experiment.errors import FolderError

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
