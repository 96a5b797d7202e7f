"""How an experiment runs: blocks on threads, each kept when finished and put into tables in order, then the whole put in place."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from innosim.experiment.adding import holds_fewer, take_over
from innosim.experiment.assembling import assemble
from innosim.experiment.engine import Columns, Engine, Run
from innosim.experiment.equal_use import EqualUse, find_equal_use
from innosim.experiment.errors import FolderError, PlanError
from innosim.experiment.explain import explanations
from innosim.experiment.files import UNFINISHED, digest_of, said_clearly
from innosim.experiment.folder import publish, refuse_unwritable, standing
from innosim.experiment.histories import Histories
from innosim.experiment.leftovers import remove_leftovers
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.manifest import (
    MANIFEST_FILE,
    TIMINGS_FILE,
    TableFacts,
    fingerprinted,
    manifest_text,
)
from innosim.experiment.parts import DamagedPartError, Parts
from innosim.experiment.place import resolved
from innosim.experiment.plan import Block, Plan
from innosim.experiment.schema import to_arrow
from innosim.experiment.summary import summarise, summary_csv
from innosim.experiment.threads import Arrivals, GivenUpError, TaskBeside, how_many, work_off
from innosim.experiment.unfinished import Unfinished
from innosim.experiment.years import by_year
from innosim.scenario.catalogue import START_UP, TABLES
from innosim.scenario.resolved import Json

Progress: TypeAlias = Callable[[int, int], None]
"""Called with replications done, those of an earlier try among them, and all there are."""


@dataclass(frozen=True)
class Outcome:
    """Where the result is; ``ran`` is False where this very run was there already.

    ``damaged`` are files of a result that was there which were lost or not as they were written: it was made again. What was not
    as innosim wrote it, and gave way or stood where the result grew, is in ``aside``. ``changed`` are files that somebody has changed, and that were left so.
    ``added`` says that replications were added to those of a result that was there.
    """

    folder: Path
    ran: bool
    damaged: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    aside: Path | None = None
    added: bool = False


def run_plan(
    plan: Plan,
    folder: Path,
    engine: Engine,
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
    searching: Progress | None = None,
) -> Outcome:
    """Run ``plan`` and put the result at ``folder``, whole or not at all.

    A run that was stopped goes on from its finished blocks. The same run already there is left as it is
    (`ran` is False) unless ``force``, which runs it again, or a table of it is damaged. To the same run of fewer replications those that it lacks are added. ``force`` also replaces another result and drops
    another run's finished blocks, never anything else. At equal resources pilots come first, which find what regimes then are.

    Args:
        plan: what varies.
        folder: made with its parents; beside it FOLDER.partial, until the result is whole.
        engine: the model.
        jobs: threads; by default as many as there are processors. The result does not depend on it.
        force: replace another result, drop another run's blocks.
        progress: see `Progress`; may be called from any thread, never from two at once.
        searching: likewise with pilots run, and how many there are at most.

    Raises:
        PlanError: a number of jobs that is none, or a regime that cannot be brought to equal use; nothing of the run was begun.
        FolderError: something else is at ``folder``, another run writes there, or no result can be put there; nothing was changed.
        NotPlacedError: something has come there while the run went on; the sentence says where the finished result is.
        DiskFullError: finished blocks are kept.
        KeyboardInterrupt: as it came; finished blocks are kept.
    """
    remove_leftovers()
    whole = fingerprinted(plan, engine.digest)
    threads = how_many(jobs)
    folder = resolved(folder)
    with said_clearly(folder):
        fewer = not force and holds_fewer(folder, whole)
        found = standing(folder, whole, force=force or fewer)
        unfinished = Unfinished(folder)
        if found.there:
            unfinished.tidy(whole)
            return Outcome(folder, ran=False, changed=found.changed, aside=unfinished.aside.folder)
        refuse_unwritable(folder)
        with unfinished.claimed(whole, force=force):
            work = _Work(engine, threads, progress, searching, folder if fewer else None)
            try:
                made = work.run(plan, unfinished, whole)
            except PlanError:
                unfinished.drop()
                raise
            _put_in_place(made, unfinished, folder, whole, force=force)
            unfinished.drop()
    return Outcome(
        folder, ran=True, damaged=found.damaged, aside=unfinished.aside.folder, added=made.added
    )


@dataclass(frozen=True)
class _Work:
    """What works, who watches, and where a result is of fewer replications of the same run."""

    engine: Engine
    jobs: int
    progress: Progress | None
    searching: Progress | None
    fewer: Path | None

    def run(self, plan: Plan, unfinished: Unfinished, whole: Json) -> _Made:
        """Find equal use where it is asked for, then run; parts that are found damaged are run again."""
        started = time.perf_counter()
        parts = Parts(unfinished.parts, whole["fingerprint"])
        found = self._search(plan, parts) if plan.levels else None
        if found is not None:
            plan = replace(plan, equal=found.regimes(plan.scenario))
        added = self.fewer is not None and take_over(
            self.fewer, whole, plan, parts, self.engine.labels
        )
        if self.fewer is not None and not added:
            standing(self.fewer, whole, force=False)  # before hours of work rather than after them
        searched = time.perf_counter()
        for _ in range(_TRIES):
            workers = _Workers(plan, parts, self.engine, self.progress)
            writing = partial(assemble, plan, parts, unfinished.emptied_staging(), workers.wait_for)
            try:
                with TaskBeside(writing, workers.stop) as tables:
                    workers.work(self.jobs)
                    simulated = time.perf_counter()
                    facts = tables.result()
            except DamagedPartError:
                continue
            except BaseException:
                unfinished.remove_staging()  # parts are what is finished
                raise
            seconds = {"searching": searched - started, "simulating": simulated - searched}
            seconds["writing"] = time.perf_counter() - simulated
            return _Made(plan, found, facts, seconds, self.jobs, added)
        raise FolderError(
            f"{unfinished.parts.as_posix()} does not give back what is written to it: name a folder on another disk with --out."
        )

    def _search(self, plan: Plan, parts: Parts) -> EqualUse:
        return find_equal_use(
            plan, self.engine, jobs=self.jobs, kept=parts.pilots, progress=self.searching
        )


_TRIES = 3
"""How often finished parts may be found damaged before the disk is blamed."""


@dataclass(frozen=True)
class _Made:
    """A run whose tables are written: as it was run, what they hold, the seconds that this try took, on how many threads, and whether a result was added to."""

    plan: Plan
    found: EqualUse | None
    facts: Mapping[str, TableFacts]
    seconds: Mapping[str, float]
    jobs: int
    added: bool


def _put_in_place(
    made: _Made, unfinished: Unfinished, folder: Path, whole: Json, *, force: bool
) -> None:
    """Write what explains the tables, the manifest last, and publish the whole."""
    staging = unfinished.staging
    rows = summarise(staging / (TABLE_FILES["metrics"] + UNFINISHED), made.plan)
    _write(staging, {"summary.csv": summary_csv(rows), **explanations(made.plan, made.facts)})
    files = {
        path.name.removesuffix(UNFINISHED): digest_of(path) for path in sorted(staging.iterdir())
    }
    equal_use = None if made.found is None else made.found.as_json()
    text = manifest_text(whole, made.plan, equal_use, made.facts, files)
    _write(staging, {TIMINGS_FILE: _timings(made.seconds, made.jobs), MANIFEST_FILE: text})
    unfinished.name_staged()
    # looked at again: what the run was added to may give way, and nothing that has come since
    publish(unfinished, folder, whole, force=force or holds_fewer(folder, whole))


def _write(staging: Path, texts: Mapping[str, str]) -> None:
    """Write files of the result by names of unfinished ones; `Unfinished.name_staged` has all on the disk before it names them."""
    for name, text in texts.items():
        with (staging / (name + UNFINISHED)).open("xb") as stream:
            stream.write(text.encode("utf-8"))


class _Workers:
    """Threads that take blocks in order, each with a simulator of its own."""

    def __init__(self, plan: Plan, parts: Parts, engine: Engine, progress: Progress | None) -> None:
        self._plan, self._parts, self._engine, self._progress = plan, parts, engine, progress
        self._own = threading.local()
        self.stop = threading.Event()
        self._arrivals = Arrivals(self.stop)
        self._counting = threading.Lock()
        self._warming = threading.Lock()
        self._warm = False
        self._done = 0
        self._total = plan.simulated

    def work(self, jobs: int) -> None:
        """Run all blocks that are not finished yet; the first error stops all threads."""
        waiting = []
        for block in self._plan.blocks():
            if self._parts.has(block):
                self._arrivals.came(block)
            else:
                waiting.append(block)
        self._count(self._total - sum(block.stop - block.first for block in waiting))
        self._histories = Histories(waiting)
        work_off([partial(self._block, block) for block in waiting], jobs, self.stop)

    def _block(self, block: Block) -> None:
        run = self._simulator(block.arm)
        found: dict[str, list[tuple[int, Columns]]] = {table: [] for table in TABLES}
        if self._plan.begins_at_work:
            for replication in self._while_wanted(block):
                self._one(
                    lambda number: self._histories.live(number, run.past), START_UP, replication
                )
        for replication in self._while_wanted(block):
            keeps, ideas = self._plan.keep.keeps, replication < self._plan.keep.ideas
            for table, columns in self._tables(run, block.arm, replication, ideas).items():
                if keeps(table, replication):
                    short = self._plan.keep.yearly and table == "indicators"
                    rows = by_year(columns) if short else columns
                    found[table].append((replication, rows))
            if replication < block.stop - 1:  # the last one counts when the block is kept
                self._count(1)
        labels = self._engine.labels
        # popped, so that the model's arrays and Arrow's are not all in memory at once
        held = {name: to_arrow(name, found.pop(name), labels) for name in TABLES}
        self._parts.write(block, held)
        self._count(1)
        self._arrivals.came(block)

    def wait_for(self, block: Block) -> None:
        """Wait until a block is finished.

        Raises:
            GivenUpError: it never will be, as all was stopped.
        """
        self._arrivals.wait_for(block)

    def _while_wanted(self, block: Block) -> Iterator[int]:
        """Go over the block's replications until the run is to stop."""
        for replication in range(block.first, block.stop):
            if self.stop.is_set():
                raise GivenUpError
            yield replication

    def _tables(self, run: Run, place: int, replication: int, ideas: bool) -> Mapping[str, Columns]:
        """Return the tables of a replication of an arm, or of the months before month 0."""
        past = self._histories.take(replication) if self._plan.begins_at_work else None
        if place == self._plan.start_up:
            return run.tables_before(past, ideas=ideas)
        arm = self._plan.arms[place]
        where = f"regime {arm.regime.name}, {arm.cost}"
        self._one(lambda number: run.run(number, past=past), where, replication)
        return run.tables(ideas=ideas)

    def _one(self, act: Callable[[int], None], where: str, replication: int) -> None:
        """Run; the very first goes alone, as it loads or compiles the model for all."""
        try:
            if self._warm:
                act(replication)
                return
            with self._warming:
                act(replication)
                self._warm = True
        except Exception as error:
            error.add_note(f"{where}, replication {replication}")
            raise

    def _simulator(self, arm: int) -> Run:
        """Return this thread's simulator of an arm; the past needs one of any."""
        if getattr(self._own, "arm", None) != arm:
            regime = self._plan.arms[0 if arm == self._plan.start_up else arm].regime
            self._own.run = self._engine.simulator(self._plan.scenario, regime)
            self._own.arm = arm
        run: Run = self._own.run
        return run

    def _count(self, more: int) -> None:
        with self._counting:
            self._done += more
            if self._progress is not None:
                self._progress(self._done, self._total)


def _timings(seconds: Mapping[str, float], jobs: int) -> str:
    """Return how long this try took; a result that went on from an earlier one shows the rest only."""
    rounded = {name: round(value, 3) for name, value in seconds.items()}
    return json.dumps({"seconds": rounded, "jobs": jobs}, indent=1) + "\n"
