"""Writing so that a file is there whole or not at all and on the disk, and saying so when it cannot be written."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from innosim.experiment.errors import DiskFullError, FolderError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""No room on the disk, or none left of what this user may fill."""
_CHUNK = ".parquet"
"""What a finished chunk of a study ends with."""
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What file systems say that cannot write a folder through; then nothing more can be done."""

UNFINISHED = ".innosim-unfinished"
"""What the name of a file ends with until it is whole: as no file of a user's does."""


def write_whole(
    path: Path, write: Callable[[BinaryIO], None], *, noting: Callable[[str], None] | None = None
) -> None:
    """Write a file beside ``path`` and put it in place when it is whole and on the disk.

    ``noting`` is told the SHA-256 of the bytes before they are put in place.

    Raises:
        OSError: it could not be written; nothing is left of it.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    _make_way(unfinished)
    if present(path) and not is_file(path):
        raise FolderError(_no_file_of_ours(path))
    try:
        with unfinished.open("xb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if noting is not None:
            noting(digest_of(unfinished))
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _make_way(unfinished: Path) -> None:
    """Remove what a writer that was killed left; never write through a link, into what it leads to.

    Raises:
        FolderError: it is no file.
    """
    if not present(unfinished):
        return
    if not is_file(unfinished):
        raise FolderError(_no_file_of_ours(unfinished))
    unfinished.unlink()


def is_file(path: Path) -> bool:
    """Say whether a file is there, and no link to one."""
    return path.is_file() and not path.is_symlink()


def is_folder(path: Path) -> bool:
    """Say whether a folder is there, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def present(path: Path) -> bool:
    """Say whether anything is there, a link to nothing too."""
    return os.path.lexists(path)


def _no_file_of_ours(path: Path) -> str:
    return f"{path.as_posix()} is in the way, and no file of innosim's: move it, and the same command goes on."


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with plain line ends, the same bytes on every system."""
    write_whole(path, lambda stream: _put(stream, text))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def try_lock(handle: int) -> None:
    """Take the system's lock of an open file, which goes with the process.

    Raises:
        OSError: another has it, or the disk has no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sync_file(path: Path) -> None:
    """Have a file that another library wrote on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


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
            kept = [
                each
                for each, some in (
                    (partial_of(folder), "parts/*.part"),
                    (folder, f"metrics/*{_CHUNK}"),
                )
                if any(each.glob(some))
            ]
            there = (
                f"what is finished is kept in {kept[0].as_posix()}; make room, and the same command goes on from there."
                if kept
                else f"make room for {folder.as_posix()}, and do the same again."
            )
            raise DiskFullError(f"The disk is full: {there}") from error
        raise FolderError(_why_not(folder, error)) from error


def _why_not(folder: Path, error: OSError) -> str:
    """Return why ``folder`` cannot be written, with the path that is in the way, or that is gone, where the system tells it."""
    path = (
        Path(os.fsdecode(error.filename))
        if isinstance(error.filename, str | bytes | Path)
        else folder
    )
    if isinstance(error, FileExistsError | IsADirectoryError | NotADirectoryError):
        return f"{_nearest(path).as_posix()} is in the way of what is to be written: move it, and do the same again."
    to_be_made = (partial_of(folder), folder, *folder.parents)
    if isinstance(error, FileNotFoundError) and path in to_be_made and path.parent.is_dir():
        return f"{folder.as_posix()} cannot be made: no folder can be put into {path.parent.as_posix()}; name another with --out."
    if isinstance(error, FileNotFoundError):
        return f"{path.as_posix()} is gone: it was removed while {folder.as_posix()} was written; do the same again."
    return f"{folder.as_posix()} cannot be written: {error.strerror or type(error).__name__}."


def _nearest(path: Path) -> Path:
    """Return the first of a path's folders that is none, else the path."""
    return next(
        (each for each in reversed(path.parents) if present(each) and not each.is_dir()), path
    )


def partial_of(folder: Path) -> Path:
    """Return the folder beside ``folder`` in which a result grows until it is whole."""
    return folder.parent / f"{folder.name}.partial"


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8"))


def json_object(text: bytes) -> dict[str, Any]:
    """Return the JSON object that ``text`` holds; {} where it holds none, whatever else it is."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
