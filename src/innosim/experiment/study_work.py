"""The chunks of a study that are still to be run, and threads that run them; others may work on the same folder, near or far."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from innosim.experiment.chunks import Chunk
from innosim.experiment.engine import Engine
from innosim.experiment.runner import Progress
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_chunk import POINT_ERRORS, Watch, run_chunk
from innosim.experiment.study_files import ChunkFile, as_files
from innosim.experiment.study_runs import StudyRuns, runs_in_store
from innosim.experiment.study_store import StudyStore
from innosim.experiment.threads import GivenUpError, work_off

Finished: TypeAlias = Callable[[StudyRuns], None]
"""Told of all that is finished, now and then."""

TELL_EVERY = 5.0
"""Seconds between two tellings of what is finished, at least: it is read from the disk each time."""


@dataclass(frozen=True)
class Share:
    """Which chunks are run here: every ``of``-th, from the ``number``-th (0 is the first); of none, no chunk is."""

    number: int = 0
    of: int = 1

    def take(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """Return the chunks of this share."""
        return list(chunks[self.number :: self.of]) if self.of else []


ALL = Share()


class Work:
    """What of a study is to be done here: chunks are taken, run by whoever can, and kept."""

    def __init__(
        self,
        plan: StudyPlan,
        folder: Path,
        engine: Engine,
        progress: Progress | None = None,
        finished: Finished | None = None,
    ) -> None:
        self.plan, self.engine = plan, engine
        self.store = StudyStore(folder)
        self.keys = self.store.keys(plan, engine.digest)
        self.stop = threading.Event()
        self.ran = 0
        """Replications that were run here and kept."""
        self._progress, self._finished = progress, finished
        self._counting = threading.Lock()
        self._telling = threading.Lock()
        self._waiting: list[Chunk] = []
        self._told = time.monotonic()
        self._done = 0
        self._total = sum(plan.size(chunk) for chunk in plan.chunks)

    def begin(self, share: Share) -> None:
        """See what is there already, and what of this share is to be run."""
        there = self.store.finished(self.keys)
        self._waiting = [chunk for chunk in share.take(self.plan.chunks) if chunk not in there]
        self._waiting.reverse()
        self.count(sum(self.plan.size(chunk) for chunk in there))

    def take(self) -> Chunk | None:
        """Return the next chunk that nobody has finished yet, None where there is none."""
        while True:
            with self._counting:
                if not self._waiting or self.stop.is_set():
                    return None
                chunk = self._waiting.pop()
            if not self.store.has(self.keys[chunk]):
                return chunk
            self.count(self.plan.size(chunk))
            self._met()

    def put_back(self, chunk: Chunk) -> None:
        """Let a chunk that was taken, and came to nothing, be taken again."""
        with self._counting:
            self._waiting.append(chunk)

    def keep(self, chunk: Chunk, files: Iterable[ChunkFile]) -> None:
        """Keep a chunk that was run, and tell who wants to know.

        Raises:
            OSError: it could not be written.
        """
        if self.store.keep(self.keys[chunk], files):
            with self._counting:
                self.ran += self.plan.size(chunk)
        else:
            self._met()
        self._tell()

    def _met(self) -> None:
        """Go on in an order of one's own, as somebody else works on these chunks too: so two seldom run the same one."""
        with self._counting:
            random.shuffle(self._waiting)

    def end(self) -> int:
        """Tell of all that is finished; return how many replications nobody has run yet, and tidy up where there are none."""
        there = self.store.finished(self.keys)
        if self._finished is not None:
            self._finished(runs_in_store(self.plan, self.store, there))
        left = [chunk for chunk in self.plan.chunks if chunk not in there]
        if not left:
            self.store.tidy()
        return sum(self.plan.size(chunk) for chunk in left)

    def _tell(self) -> None:
        """Tell whoever wants to know of what is finished, not too often."""
        if self._finished is None:
            return
        with self._telling:
            if time.monotonic() - self._told < TELL_EVERY:
                return
            self._finished(runs_in_store(self.plan, self.store, self.store.finished(self.keys)))
            self._told = time.monotonic()

    def count(self, more: int) -> None:
        """Take the count of replications that are done."""
        with self._counting:
            self._done += more
            if self._progress is not None:
                self._progress(self._done, self._total)


class Hands(Protocol):
    """Who runs chunks."""

    def work(self, work: Work) -> None:
        """Take chunks, run and keep them until there are no more."""


class Threads:
    """Threads of this process, each with one chunk at a time."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._warming = threading.Lock()
        self._warm = False

    def work(self, work: Work) -> None:
        """Take chunks, run and keep them until there are no more.

        Raises:
            Exception: the first that was raised on a thread.
            KeyboardInterrupt: as it came.
        """
        work_off([lambda: self._one_by_one(work)] * self._jobs, self._jobs, work.stop)

    def _one_by_one(self, work: Work) -> None:
        while (chunk := work.take()) is not None:
            self._warmed(work, chunk)
            rows = run_chunk(work.plan, chunk, work.engine, Watch(work.stop, work.count))
            work.keep(chunk, as_files(work.keys[chunk], chunk, rows))
        if work.stop.is_set():
            raise GivenUpError

    def _warmed(self, work: Work, chunk: Chunk) -> None:
        """Run one replication of anything alone before all others: it loads or compiles the model."""
        if self._warm:
            return
        with self._warming:
            if not self._warm:
                warm_up(work.plan, chunk, work.engine)
                self._warm = True


def warm_up(plan: StudyPlan, chunk: Chunk, engine: Engine) -> None:
    """Run one replication of the first point of a chunk that has any; where that fails it is for the chunk to say, which lets other points go on."""
    for point in range(chunk.point, chunk.point_stop):
        scenario = plan.points[point].scenario
        if scenario is not None:
            with suppress(*POINT_ERRORS):
                engine.simulator(scenario, plan.arms(point)[0].regime).run(chunk.first)
            return
