"""Files in a folder that several processes and machines write at once: whole or not there, and nobody needs a lock that others wait for.

Each writer has an unfinished file of its own, which it holds locked while it writes: so it is known of one that was killed that nobody writes there any more. Where a
disk has no locks, or another machine wrote it, it must be old too. A writer whose unfinished file is gone all the same writes it again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from innosim.experiment.errors import FolderError
from innosim.experiment.files import UNFINISHED, is_file, present, sync_folder, try_lock

_TRIES = 5
"""How often a writer may find its unfinished file gone; twice would be odd."""
_OLD = 600.0
"""Seconds after which nobody still writes an unfinished file: it takes a small part of one."""
_HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""What a system says of a file that another holds."""
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a system says of a disk that has no hard links."""
_HERE = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
"""This machine, in names of unfinished files."""


def write_shared(path: Path, held: bytes | memoryview) -> None:
    """Put a file in place when it is whole and on the disk, whoever else writes it too.

    Raises:
        OSError: it could not be written; nothing is left of it.
        FolderError: a folder or a link has its name, or its unfinished file was removed again and again.
    """
    _put(path, held, _replace)


def write_first(path: Path, held: bytes | memoryview) -> bool:
    """Put a file in place as `write_shared`, where there is none yet; say whether it was: of several at once one is the first.

    Raises:
        OSError, FolderError: as `write_shared`.
    """
    try:
        _put(path, held, _link)
    except FileExistsError:
        return False
    return True


_Place: TypeAlias = Callable[[Path, Path], None]
"""Puts a whole file in place."""


def _replace(unfinished: Path, path: Path) -> None:
    unfinished.replace(path)


def _link(unfinished: Path, path: Path) -> None:
    """Put it in place, and never over another.

    Raises:
        FileExistsError: another is there.
    """
    if sys.platform == "win32":
        unfinished.rename(path)
        return
    try:
        path.hardlink_to(unfinished)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if present(path):  # looked at first, which is nearly as good
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        unfinished.replace(path)
    else:
        unfinished.unlink()


def _put(path: Path, held: bytes | memoryview, place: _Place) -> None:
    for _ in range(_TRIES):
        if present(path) and not is_file(path):
            raise FolderError(
                f"{path.as_posix()} is in the way, and no file of innosim's: move it, and the same command goes on."
            )
        unfinished = path.with_name(f"{path.name}.{_HERE}{uuid.uuid4().hex[:12]}{UNFINISHED}")
        try:
            _write(unfinished, path, held, place)
        except FileNotFoundError:
            if not path.parent.is_dir():
                raise
            continue  # another machine took it for one that a killed writer left
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        return
    raise FolderError(
        f"{path.as_posix()} cannot be written: its unfinished file is removed again and again."
    )


def _write(unfinished: Path, path: Path, held: bytes | memoryview, place: _Place) -> None:
    with unfinished.open("xb") as stream:
        with suppress(OSError):  # a disk without locks
            try_lock(stream.fileno())
        stream.write(held)
        stream.flush()
        os.fsync(stream.fileno())
        if sys.platform != "win32":  # which renames no open file
            place(unfinished, path)
    if sys.platform == "win32":
        place(unfinished, path)


def unfinished_of(path: Path) -> bool:
    """Say whether a name is that of an unfinished file."""
    return path.name.endswith(UNFINISHED) and is_file(path)


def remove_left_behind(folder: Path) -> None:
    """Remove unfinished files in a folder whose writers are gone."""
    for path in sorted(filter(unfinished_of, folder.iterdir())):
        if _is_left_behind(path):
            path.unlink(missing_ok=True)


def _is_left_behind(path: Path) -> bool:
    """Say whether nobody writes an unfinished file any more."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:  # it has just been put in place, or is another user's
        return False
    try:
        here = f".{_HERE}" in path.name
        old = time.time() - os.fstat(handle).st_mtime > _OLD
        try:
            try_lock(handle)
        except OSError as error:
            return error.errno not in _HELD and old
        return here or old
    finally:
        os.close(handle)
