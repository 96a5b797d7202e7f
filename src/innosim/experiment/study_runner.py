"""How a study runs: factors first, then chunks on threads, each kept when it is finished."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from innosim.experiment.chunks import Chunk
from innosim.experiment.engine import Engine
from innosim.experiment.equal_use import find_equal_use
from innosim.experiment.errors import FolderError, ResultError
from innosim.experiment.files import said_clearly
from innosim.experiment.place import resolved
from innosim.experiment.runner import Progress
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_chunk import ChunkRows, Watch, run_chunk
from innosim.experiment.study_manifest import (
    Told,
    factors_of,
    identity,
    open_plan,
    refuse_other,
    write_study,
)
from innosim.experiment.study_runs import StudyRuns, runs_in_store
from innosim.experiment.study_store import PILOTS_FILE, STUDY_FILE, StudyStore, refuse_foreign
from innosim.experiment.threads import how_many, work_off
from innosim.scenario.resolved import Json

Finished = Callable[[StudyRuns], None]
"""Told of all that is finished, now and then."""

TELL_EVERY = 5.0
"""Seconds between two tellings of what is finished, at least: it is read from the disk each time."""


@dataclass(frozen=True)
class StudyOutcome:
    """Where the study is; ``ran`` are the replications that were run now, and ``left`` those that other shards are to run."""

    folder: Path
    ran: int
    left: int


@dataclass(frozen=True)
class Share:
    """Which chunks are run here: every ``of``-th, from the ``number``-th (0 is the first)."""

    number: int = 0
    of: int = 1

    def take(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """Return the chunks of this share."""
        return list(chunks[self.number :: self.of])


def run_study(  # noqa: PLR0913 - all but the first three by name
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    *,
    jobs: int | None = None,
    force: bool = False,
    share: Share = Share(),
    progress: Progress | None = None,
    searching: Progress | None = None,
    finished: Finished | None = None,
) -> StudyOutcome:
    """Run what of a study is not there yet; what is finished is kept, chunk by chunk, and never run again.

    The same study goes on where it was; one of more points or more replications keeps what is there. Several may work on one folder at once.

    Args:
        plan: what varies.
        folder: made with its parents.
        engine: the model.
        jobs: threads; by default as many as there are processors. No value depends on it.
        force: replace another study.
        share: which chunks are run here.
        progress: replications done, those of an earlier try among them, and all there are; from any thread, never from two at once.
        searching: likewise with pilots.
        finished: told of all that is finished, every few seconds and at the end, from this thread.

    Raises:
        PlanError: a number of jobs that is none, or a regime that cannot be brought to equal use.
        FolderError: something else is at ``folder``, another study, or one of another model.
        DiskFullError: no room; finished chunks are kept.
        KeyboardInterrupt: as it came; finished chunks are kept.
    """
    threads = how_many(jobs)
    folder = resolved(folder)
    with said_clearly(folder):
        plan = _begun(plan, folder, engine, threads, force=force, searching=searching)
        work = _Work(plan, folder, engine, progress, finished)
        ran = work.run(share, threads)
        left = work.left()
        if left == 0:
            work.store.tidy(work.keys)
    return StudyOutcome(folder, ran, left)


def _begun(
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    jobs: int,
    *,
    force: bool,
    searching: Progress | None,
) -> StudyPlan:
    """Return the plan with its factors, once its folder tells of it."""
    refuse_foreign(folder)
    asked = identity(plan, engine.digest)
    found = _found(plan, folder, asked, force=force)
    if found is not None and (found.equal is not None or not plan.base.levels):
        plan = replace(plan, factors=factors_of(found.equal))
        if found.manifest["fingerprint"] != asked["fingerprint"]:
            write_study(folder, plan, asked, found.equal)
        return plan
    folder.mkdir(parents=True, exist_ok=True)
    equal = None
    if plan.base.levels:
        kept = folder / PILOTS_FILE
        equal = find_equal_use(plan.base, engine, jobs=jobs, kept=kept, progress=searching)
    plan = replace(plan, factors=factors_of(equal))
    write_study(folder, plan, asked, equal)
    return plan


def _found(plan: StudyPlan, folder: Path, asked: Json, *, force: bool) -> Told | None:
    """Return the study that is there and that the plan goes on with; another is removed where that is asked for."""
    if not (folder / STUDY_FILE).exists():
        return None
    try:
        told = open_plan(folder)
        refuse_other(told, plan, asked, folder)
    except (FolderError, ResultError) as error:
        if not force:
            raise FolderError(str(error)) from None
        StudyStore(folder).remove()
        return None
    return told


class _Work:
    """The chunks of a study that are not there yet, on threads."""

    def __init__(
        self,
        plan: StudyPlan,
        folder: Path,
        engine: Engine,
        progress: Progress | None,
        finished: Finished | None,
    ) -> None:
        self._plan, self._engine, self._progress, self._finished = plan, engine, progress, finished
        self.store = StudyStore(folder)
        self.keys = self.store.keys(plan, engine.digest)
        self._watch = Watch(threading.Event(), self._ran)
        self._counting = threading.Lock()
        self._writing = threading.Lock()
        self._warming = threading.Lock()
        self._warm = False
        self._told = time.monotonic()
        self._done = 0
        self._total = sum(plan.size(chunk) for chunk in plan.chunks)

    def run(self, share: Share, jobs: int) -> int:
        """Run this share of the chunks that are not there; return how many replications that took."""
        there = self.store.finished(self.keys)
        waiting = [chunk for chunk in share.take(self._plan.chunks) if chunk not in there]
        self._ran(sum(self._plan.size(chunk) for chunk in there))
        work_off([partial(self._chunk, chunk) for chunk in waiting], jobs, self._watch.stop)
        if self._finished is not None:
            self._finished(self._so_far())
        return sum(self._plan.size(chunk) for chunk in waiting)

    def left(self) -> int:
        """Return how many replications are not there yet."""
        there = self.store.finished(self.keys)
        return sum(self._plan.size(chunk) for chunk in self._plan.chunks if chunk not in there)

    def _chunk(self, chunk: Chunk) -> None:
        rows = self._simulated(chunk)
        self.store.write(self.keys[chunk], chunk, rows)
        self._tell()

    def _simulated(self, chunk: Chunk) -> ChunkRows:
        """Run a chunk; the very first goes alone, as it loads or compiles the model for all."""
        if not self._warm:
            with self._warming:
                if not self._warm:
                    self._load(chunk)
                    self._warm = True
        return run_chunk(self._plan, chunk, self._engine, self._watch)

    def _load(self, chunk: Chunk) -> None:
        """Run one replication of anything: it loads or compiles the model."""
        for point in range(chunk.point, chunk.point_stop):
            scenario = self._plan.points[point].scenario
            if scenario is not None:
                arm = self._plan.arms(point)[0]
                self._engine.simulator(scenario, arm.regime).run(chunk.first)
                return

    def _tell(self) -> None:
        """Tell whoever wants to know of what is finished, not too often."""
        if self._finished is None:
            return
        with self._writing:
            if time.monotonic() - self._told < TELL_EVERY:
                return
            self._finished(self._so_far())
            self._told = time.monotonic()

    def _so_far(self) -> StudyRuns:
        return runs_in_store(self._plan, self.store, self.store.finished(self.keys))

    def _ran(self, more: int) -> None:
        with self._counting:
            self._done += more
            if self._progress is not None:
                self._progress(self._done, self._total)
