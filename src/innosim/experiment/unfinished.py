"""The folder beside a result in which it grows: whose it is, one run at a time, and what is removed when it is done."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from innosim.experiment.errors import FolderError
from innosim.experiment.files import UNFINISHED, json_object, partial_of, write_text
from innosim.experiment.made import remove_empty, remove_result
from innosim.experiment.manifest import FILES, loose_manifest, run_words, sealed
from innosim.experiment.parts import PILOTS_FILE, is_part, run_of_part
from innosim.scenario.resolved import Json

_NOTE, _LOCK, _PARTS, _STAGING, _REPLACED = "plan.json", "lock", "parts", "result", "replaced"
_OURS = frozenset({_NOTE, _NOTE + UNFINISHED, _LOCK, _PARTS, _STAGING, _REPLACED})
_MARKER = "unfinished run"
_TOLD = ("fingerprint", "name", "seed", "replications", "months", "versions")
"""What of a run the note has, to know it again and to tell of it."""


class Unfinished:
    """FOLDER.partial: the lock, the run's note, its finished parts, the result as it is put together, and what gives way.

    ``changed`` is FOLDER.changed, where tables go that somebody has changed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = partial_of(folder)
        self.changed = folder.with_name(folder.name + ".changed")
        self.parts = self.path / _PARTS
        self.staging = self.path / _STAGING
        self.replaced = self.path / _REPLACED
        self._lock = self.path / _LOCK
        self._dropped = False
        self._made: tuple[
            Path, ...
        ] = ()  # the folders round it that were not there, the nearest first

    @contextmanager
    def claimed(self, run: Mapping[str, Any], *, force: bool) -> Iterator[None]:
        """Hold the folder for ``run`` (its identity with its fingerprint); what there is of it is kept.

        Raises:
            FolderError: another run holds it, it has another run's parts (``force`` drops them), or it is no folder of ours.
            OSError: it cannot be written.
        """
        self._refuse_foreign()
        handle = self._taken()
        try:
            self._refuse_other_run(run, force=force)
            note = sealed({"innosim": _MARKER, **{name: run[name] for name in _TOLD}})
            write_text(self.path / _NOTE, json.dumps(note, ensure_ascii=False))
            self.parts.mkdir(exist_ok=True)
            yield
        finally:
            os.close(handle)
            if (
                self._dropped and sys.platform == "win32"
            ):  # a file that is open cannot be removed there
                self._lock.unlink(missing_ok=True)
                self._remove_empty()

    def emptied_staging(self) -> Path:
        """Return the folder in which the result is put together, with nothing in it.

        Raises:
            FolderError: another's file is in it.
        """
        remove_result(self.staging, {})
        if self.staging.exists():
            raise FolderError(
                f"{self.staging.as_posix()} is in the way: it holds what innosim did not write; move it, "
                "and the same command goes on."
            )
        self.staging.mkdir()
        return self.staging

    def remove_replaced(self) -> None:
        """Remove what gave way; tables that are not as they were written go to ``changed``."""
        written = loose_manifest(self.replaced).get(FILES, {})
        remove_result(self.replaced, written, self.changed)

    def drop(self) -> None:
        """Remove all of it that innosim made, the lock last; what is another's stays, and the folder round it."""
        self._empty()
        self._dropped = True
        if sys.platform != "win32":
            self._lock.unlink(missing_ok=True)
            self._remove_empty()

    def _remove_empty(self) -> None:
        """Remove the folder and those that were made for it, where nothing is in them: a run that was refused leaves no trace."""
        for folder in (self.path, *self._made):
            remove_empty(folder)

    def tidy(self, run: Mapping[str, Any]) -> None:
        """Remove what a run left that is in place: one that was killed while it tidied up."""
        if not self.path.is_dir() or self._foreign():
            return
        held = self._held()
        if held is not None and held["fingerprint"] != run["fingerprint"]:
            return
        try:
            with self.claimed(run, force=False):
                self.drop()
        except FolderError:  # another run has just begun there
            return

    def _empty(self) -> None:
        """Remove all but the lock; the note last, so that it is known whose the rest is."""
        if self.parts.is_dir():
            for path in sorted(self.parts.iterdir()):
                name = path.name.removesuffix(UNFINISHED)
                if (is_part(name) or name == PILOTS_FILE) and path.is_file():
                    path.unlink()
            remove_empty(self.parts)
        remove_result(self.staging, {})
        self.remove_replaced()
        for name in (_NOTE + UNFINISHED, _NOTE):
            (self.path / name).unlink(missing_ok=True)

    def _refuse_foreign(self) -> None:
        if self._foreign():
            raise FolderError(
                f"{self.path.as_posix()} is in the way, and is not as innosim makes it: move it, "
                "or name another folder with --out."
            )

    def _foreign(self) -> bool:
        """Say whether something is there that is no unfinished run; what another put into one is left alone."""
        if not os.path.lexists(self.path):
            return False
        if not self.path.is_dir() or self.path.is_symlink():
            return True
        if _begins_as_ours(self.path / _NOTE):
            return False
        names = {path.name for path in self.path.iterdir()}
        return not names <= _OURS or (_NOTE in names and not self._run_of_parts())

    def _held(self) -> Json | None:
        """Return what is known of the run whose parts are there; None where there are none."""
        noted = _noted(self.path / _NOTE)
        if noted is not None:
            return noted
        of_parts = self._run_of_parts()
        return {"fingerprint": of_parts} if of_parts else None

    def _run_of_parts(self) -> str:
        """Return the run that a part says it is of, where the note is lost; "" without any."""
        if not self.parts.is_dir():
            return ""
        found = (run_of_part(path) for path in sorted(self.parts.iterdir()) if is_part(path.name))
        return next((run for run in found if run), "")

    def _refuse_other_run(self, run: Mapping[str, Any], *, force: bool) -> None:
        held = self._held()
        if held is None or held["fingerprint"] == run["fingerprint"]:
            return
        if not force:
            raise FolderError(
                f"{self.path.as_posix()} holds what is finished of another run ({run_words(held, run)}): run that one again to go on "
                "with it, add --force to drop it, or name another folder with --out."
            )
        self._empty()

    def _taken(self) -> int:
        """Return the lock, held."""
        for _ in range(_TRIES):
            self._made = self._made or tuple(
                each for each in self.path.parents if not each.exists()
            )
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o644)
            except FileNotFoundError:
                continue  # a run that is done has just removed the folder
            try:
                self._take(handle)
                if _same(handle, self._lock):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # it was removed, by a run that is done, before we had it
        raise FolderError(
            f"{self.path.as_posix()} cannot be held: other runs come and go there; name another folder with --out."
        )

    def _take(self, handle: int) -> None:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            folder = self.path.as_posix()
            if error.errno not in _TAKEN:
                raise FolderError(
                    f"{folder} cannot be locked ({error.strerror}): name a folder on another disk with --out."
                ) from error
            raise FolderError(
                f"Another run is writing to {folder}: wait for it, or name another folder with --out."
            ) from error


_TRIES = 100
_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


def _same(handle: int, path: Path) -> bool:
    """Say whether the open file is still the one of that name."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(handle)
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)


def _noted(note: Path) -> Json | None:
    """Return what a run's note says; None where it is not there, is another's or not as it was written."""
    try:
        found = json_object(note.read_bytes())
    except OSError:
        return None
    return found if found.get("innosim") == _MARKER and found == sealed(found) else None


def _begins_as_ours(note: Path) -> bool:
    """Say whether a run's note is ours, one too that was damaged further on."""
    try:
        return note.read_bytes().startswith(f'{{"innosim": "{_MARKER}"'.encode())
    except OSError:
        return False
