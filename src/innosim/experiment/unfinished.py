"""The folder beside a result in which it grows: whose it is, one run at a time, and what is removed when it is done."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from innosim.experiment.aside import Aside
from innosim.experiment.errors import FolderError
from innosim.experiment.files import (
    UNFINISHED,
    digest_of,
    is_file,
    is_folder,
    partial_of,
    sync_file,
    sync_folder,
    try_lock,
    write_text,
)
from innosim.experiment.growing import (
    LOCK,
    MARKER,
    NOTE,
    PARTS_FOLDER,
    REPLACED,
    STAGED,
    STAGING,
    in_the_way,
    is_called_as_ours,
    not_ours,
    not_staged,
    noted,
    of_another_kind,
    run_of_parts,
    sealed_text,
)
from innosim.experiment.made import remove_empty, remove_result
from innosim.experiment.manifest import MANIFEST_FILE, run_words, written_in
from innosim.scenario.resolved import Json

_NOTED = ("fingerprint", "name", "seed", "replications", "months", "versions")
"""What of a run the note has, to know it again and to tell of it."""
_TO_GO_ON = ("costs", "regimes", "monthly", "yearly", "ideas", "twins", "scenario", "asked")
"""What more it has, so that the run can go on from the folder alone."""


class Unfinished:
    """FOLDER.partial: the lock, the run's note, its finished parts, the result as it is put together, and what gives way.

    Files that are not as they were written go ``aside``.
    """

    def __init__(self, folder: Path) -> None:
        self.path = partial_of(folder)
        self.parts = self.path / PARTS_FOLDER
        self.staging = self.path / STAGING
        self.replaced = self.path / REPLACED
        self._lock = self.path / LOCK
        self.aside = Aside(folder)
        self._dropped = False
        self._made: tuple[
            Path, ...
        ] = ()  # the folders round it that were not there, the nearest first

    @contextmanager
    def claimed(self, run: Mapping[str, Any], *, force: bool) -> Iterator[None]:
        """Hold the folder for ``run`` (its identity with its fingerprint); what there is of it is kept.

        Raises:
            FolderError: another run holds it, it has another run's parts (``force`` drops them), it is no folder of ours, or a link or
                folder has the place of a file.
            OSError: it cannot be written.
        """
        self._refuse_foreign()
        handle = self._taken()
        try:
            drops = self._drops_other_run(run, force=force)
            if os.fstat(handle).st_size:
                handle = self._taken_anew(handle)
                drops = self._drops_other_run(run, force=force)
            self._set_aside(not_ours(self.path))
            if drops:
                self._empty()
            more = {name: run[name] for name in _TO_GO_ON if name in run}
            text = sealed_text(MARKER, {**{name: run[name] for name in _NOTED}, **more})
            write_text(self.path / NOTE, text)
            self.parts.mkdir(exist_ok=True)
            yield
        except (OSError, FolderError) as error:
            if not self._dropped and not _same(handle, self._lock):
                raise FolderError(
                    f"{self.path.as_posix()} was removed while the run went on, and what was finished with it: the same command begins again."
                ) from error
            raise
        finally:
            os.close(handle)
            if (
                self._dropped and sys.platform == "win32"
            ):  # a file that is open cannot be removed there
                self._lock.unlink(missing_ok=True)
                self._remove_empty()

    def emptied_staging(self) -> Path:
        """Return the folder in which the result is put together, with nothing in it; what a run did not put there is set aside."""
        self._set_aside(not_staged(self.path))
        self.remove_staging()
        self.staging.mkdir()
        return self.staging

    def name_staged(self) -> None:
        """Give the files of the finished result their names, once it is noted what each holds: so it is known whose they are.

        The manifest comes first: where the note is lost, it tells of the others.
        """
        files = [path for path in self.staging.rglob(f"*{UNFINISHED}") if is_file(path)]
        found = sorted(files, key=lambda path: (path.name != MANIFEST_FILE + UNFINISHED, path))
        names = {path: path.with_name(path.name.removesuffix(UNFINISHED)) for path in found}
        hashes = {
            name.relative_to(self.staging).as_posix(): digest_of(path)
            for path, name in names.items()
        }
        write_text(self.path / STAGED, sealed_text("staged files", {"files": hashes}))
        for path, name in names.items():
            sync_file(path)
            path.rename(name)
        for folder in {name.parent for name in names.values()}:
            sync_folder(folder)

    def remove_staging(self) -> None:
        """Remove what a run put together, and the note of it where nothing else is left."""
        others = set(not_staged(self.path))
        for path in sorted(self.staging.rglob("*"), reverse=True):
            if is_folder(path):
                remove_empty(path)
            elif path not in others:
                path.unlink()
        remove_empty(self.staging)
        if not self.staging.exists():
            (self.path / STAGED).unlink(missing_ok=True)

    def remove_replaced(self) -> None:
        """Remove what gave way; files that are not as they were written go aside."""
        remove_result(self.replaced, written_in(self.replaced), self.aside)

    def _set_aside(self, found: Iterable[Path]) -> None:
        for path in tuple(found):
            self.aside.take(path)

    def give_up(self) -> None:
        """Remove what was put together; and all, unless there are finished parts."""
        self.remove_staging()
        if not any(self.parts.iterdir()):
            self.drop()

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
        if not self.path.is_dir() or in_the_way(self.path):
            return
        held = self._held()
        if held is not None and held["fingerprint"] != run["fingerprint"]:
            return
        try:
            with self.claimed(run, force=False):
                self.drop()
        except FolderError:  # another run has just begun there, or something in it is not ours
            return

    def clear(self) -> None:
        """Remove all of it, whichever run it is of, unless a run goes on there."""
        self.tidy({**dict.fromkeys(_NOTED, ""), **(self._held() or {})})

    def _empty(self) -> None:
        """Remove all but the lock; the note last, so that it is known whose the rest is."""
        if is_folder(self.parts):
            for path in filter(is_called_as_ours, sorted(self.parts.iterdir())):
                path.unlink()
            remove_empty(self.parts)
        self.remove_staging()
        self.remove_replaced()
        for name in (STAGED, NOTE):
            (self.path / (name + UNFINISHED)).unlink(missing_ok=True)
        (self.path / NOTE).unlink(missing_ok=True)

    def _refuse_foreign(self) -> None:
        found = in_the_way(self.path)
        if found == self.path:
            raise FolderError(
                f"{self.path.as_posix()} is in the way, and is not as innosim makes it: move it, "
                "or name another folder with --out."
            )
        if found is not None:
            raise FolderError(_not_our_kind(found))

    def _refuse_another_kind(self) -> None:
        found = next(of_another_kind(self.path), None)
        if found is not None:
            raise FolderError(_not_our_kind(found))

    def _held(self) -> Json | None:
        """Return what is known of the run whose parts are there; None where there are none."""
        note = noted(self.path / NOTE)
        if note is not None:
            return note
        of_parts = run_of_parts(self.parts)
        return {"fingerprint": of_parts} if of_parts else None

    def _drops_other_run(self, run: Mapping[str, Any], *, force: bool) -> bool:
        """Say whether it holds another run's parts, which are to be dropped.

        Raises:
            FolderError: it does, and they are not; or a link or folder has the place of a file.
        """
        self._refuse_another_kind()
        held = self._held()
        if held is None or held["fingerprint"] == run["fingerprint"]:
            return False
        if not force:
            raise FolderError(
                f"{self.path.as_posix()} holds what is finished of another run ({run_words(held, run)}): run that one again to go on "
                "with it, add --force to drop it, or name another folder with --out."
            )
        return True

    def _taken(self) -> int:
        """Return the lock, held."""
        for _ in range(_TRIES):
            self._made = self._made or tuple(
                each for each in self.path.parents if not each.exists()
            )
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                handle = os.open(self._lock, _OPENED, 0o644)
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

    def _taken_anew(self, handle: int) -> int:
        """Return a lock of our own, held, in place of one with text in it, as ours has none: that is somebody's, and is set aside.

        Raises:
            FolderError: Windows moves no file that is open, and closed it would be no lock.
        """
        if sys.platform == "win32":
            raise FolderError(_not_our_kind(self._lock))
        self.aside.take(self._lock)
        own = self._taken()
        os.close(handle)
        return own

    def _take(self, handle: int) -> None:
        try:
            try_lock(handle)
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
_OPENED = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
"""Never through a link, to what it leads to."""
_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


def _same(handle: int, path: Path) -> bool:
    """Say whether the open file is still the one of that name."""
    try:
        there = path.stat()
    except OSError:
        return False
    held = os.fstat(handle)
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)


def _not_our_kind(path: Path) -> str:
    return f"{path.as_posix()} is in the way, and is not of the kind that innosim makes: move it, and the same command goes on."
