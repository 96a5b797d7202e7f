"""Whose a study's folder is while it runs: without a lock, but looked at before each chunk is kept, so that two studies never mix in one folder."""

from __future__ import annotations

import threading
from pathlib import Path

from innosim.experiment.errors import FolderError, ResultError
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_manifest import base_told, read_study, same_kept, study_identity
from innosim.experiment.study_store import STUDY_FILE


class Owner:
    """The study that a folder is to hold as long as it runs: this one, or what others made of it with more points or replications."""

    def __init__(self, plan: StudyPlan, folder: Path, model: str) -> None:
        self._asked = study_identity(plan, model)
        self._sizes = [*map(list, plan.grown), [len(plan.points), plan.replications]]
        self._folder = folder
        self._seen: tuple[int, int, int] | None = None
        self._looking = threading.Lock()

    def check(self) -> None:
        """Look whether it still is; what was looked at is not read again as long as it is the same.

        Raises:
            FolderError: it is another's now, or no longer says whose it is.
        """
        with self._looking:
            signature = self._signature()
            if signature is None or signature != self._seen:
                self._read()
                self._seen = signature

    def _read(self) -> None:
        where = self._folder.as_posix()
        try:
            found = read_study(self._folder)
        except ResultError:
            raise FolderError(
                f"{where}/{STUDY_FILE} was removed or changed while the study ran; what is finished is kept, and the same command goes on from it."
            ) from None
        sizes = [*found["grown"], [found["points"], found["replications"]]]
        same = (
            base_told(found) == base_told(self._asked)
            and same_kept(found, self._asked)
            and found["model_sha256"] == self._asked["model_sha256"]
            and sizes[: len(self._sizes)] == self._sizes
            and (
                len(sizes) > len(self._sizes)
                or found["points_sha256"] == self._asked["points_sha256"]
            )
        )
        if not same:
            raise FolderError(
                f"{where} was given to another study, or to other points of this one, while this ran: name another folder with --out."
            )

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            held = (self._folder / STUDY_FILE).lstat()
        except FileNotFoundError:
            return None
        return held.st_ino, held.st_size, held.st_mtime_ns
