"""Writing so that a file is there whole or not at all, and saying so when it cannot be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from innosim.experiment.errors import DiskFullError, FolderError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file beside ``path`` and put it in place when it is whole and on the disk.

    Raises:
        OSError: it could not be written; nothing is left of it.
    """
    unfinished = path.with_name(path.name + ".tmp")
    try:
        with unfinished.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with plain line ends, the same bytes on every system."""
    write_whole(path, lambda stream: _put(stream, text))


@contextmanager
def said_clearly(folder: Path) -> Iterator[None]:
    """Turn errors of the file system, while writing for ``folder``, into sentences.

    Raises:
        DiskFullError: there is no room left.
        FolderError: it cannot be written for another reason.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(
                f"The disk is full: what is finished is kept in {partial_of(folder).as_posix()}; "
                "make room, and the same command goes on from there."
            ) from error
        why = error.strerror or type(error).__name__
        raise FolderError(f"{folder.as_posix()} cannot be written: {why}.") from error


def partial_of(folder: Path) -> Path:
    """Return the folder beside ``folder`` in which a result grows until it is whole."""
    return folder.with_name(folder.name + ".partial")


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8"))
