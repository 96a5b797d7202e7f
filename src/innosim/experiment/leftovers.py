"""Temporary folders of results that nobody saved: each held by its process, and removed by a later one where that is gone.

A process that is killed cannot remove its folders. Each has a note that says what it is and which folder it is of, and its process
holds the note locked: the system lets go of that when the process ends, however it does.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from innosim.experiment.aside import Aside
from innosim.experiment.errors import ExperimentError
from innosim.experiment.files import is_file, is_folder, try_lock
from innosim.experiment.growing import sealed_text
from innosim.experiment.made import remove_empty, remove_result, strangers
from innosim.experiment.manifest import written_in
from innosim.experiment.unfinished import Unfinished

_PREFIX = "innosim-"
_NOTE = "temporary.json"
_RESULT = "result"


class TemporaryFolder:
    """A new temporary folder for a result; other processes let it be as long as this one lives."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._process = os.getpid()
        self._note = os.open(self.path / _NOTE, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with suppress(
            OSError
        ):  # a disk without locks: without its text nobody takes it for left behind
            try_lock(self._note)
            os.write(self._note, _text_of(self.path))

    @property
    def result(self) -> Path:
        """Where the result is put."""
        return self.path / _RESULT

    def remove(self) -> None:
        """Remove the folder in the process that made it; a fork of that has no part in it."""
        if os.getpid() == self._process and self._note >= 0:
            os.close(self._note)  # Windows does not remove what is open
            self._note = -1
            shutil.rmtree(self.path, ignore_errors=True)


@cache
def remove_leftovers() -> None:
    """Remove, once in a process, what processes that are gone left of ours; what cannot be proven ours stays."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
        with suppress(OSError, ExperimentError):  # another's, in use, or being removed just now
            if is_folder(folder) and is_file(folder / _NOTE) and _is_this_user_s(folder):
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    note = os.open(folder / _NOTE, os.O_RDWR)
    try:
        try_lock(note)  # raises where its process lives
        if os.read(note, _MOST) != _text_of(folder) or not _is_cleared(folder / _RESULT):
            return
        if sys.platform != "win32":  # which does not remove what is open
            (folder / _NOTE).unlink()
    finally:
        os.close(note)
    if sys.platform == "win32":
        (folder / _NOTE).unlink()
    remove_empty(folder)


_MOST = 1000
"""Bytes of the note at most; it has some 150."""


def _is_cleared(result: Path) -> bool:
    """Remove a result, and what there is of an unfinished one; say whether that was all there was beside the note."""
    if is_folder(result) and not strangers(result, written_in(result)):
        remove_result(result, written_in(result), Aside(result))
    Unfinished(result).clear()
    return [path.name for path in result.parent.iterdir()] == [_NOTE]


def _text_of(folder: Path) -> bytes:
    return sealed_text("temporary folder", {"folder": folder.name}).encode()


def _is_this_user_s(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
