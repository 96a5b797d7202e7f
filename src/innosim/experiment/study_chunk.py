"""One chunk of a study is run: on whatever thread, process or machine, to the same bits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from innosim.experiment.chunks import Chunk
from innosim.experiment.engine import Columns, Engine, Run
from innosim.experiment.histories import town_of
from innosim.experiment.schema import study_table
from innosim.experiment.study import StudyArm, StudyPlan
from innosim.experiment.threads import GivenUpError
from innosim.experiment.years import by_year
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Scenario


@dataclass
class ChunkRows:
    """The rows of a chunk by table, and the sentences of points that failed in it, by their place."""

    tables: dict[str, pa.Table]
    failed: dict[int, str]


@dataclass(frozen=True)
class Watch:
    """Who watches a chunk that is run: told of every replication, and asked whether to stop."""

    stop: threading.Event = field(default_factory=threading.Event)
    ran: Callable[[int], None] = lambda _: None


_First = tuple[int, str, str, int]
"""Point, cost mode, regime and replication: what a row is of."""


def run_chunk(plan: StudyPlan, chunk: Chunk, engine: Engine, watch: Watch) -> ChunkRows:
    """Run a chunk, one replication after the other; pasts are shared by all that enter them.

    Where the model fails at a point (``engine.fails``) that is kept as the point's failure, and never run again; whatever else goes wrong, a fault of ours or one that passes, ends the study.

    Raises:
        GivenUpError: it was stopped.
        Exception: of something that is no failing of the model at a point.
    """
    pasts = _Pasts()
    found: dict[str, list[tuple[_First, Columns]]] = {table: [] for table in TABLES}
    failed: dict[int, str] = {}
    for point in range(chunk.point, chunk.point_stop):
        scenario = plan.points[point].scenario
        if scenario is None:
            failed[point] = plan.points[point].failure
            continue
        at_point: dict[str, list[tuple[_First, Columns]]] = {table: [] for table in TABLES}
        try:
            for arm in plan.arms(point):
                _run_arm(plan, (point, scenario), arm, chunk, engine, pasts, watch, at_point)
        except engine.fails as error:
            failed[point] = str(error)
            continue
        for table, rows in at_point.items():
            found[table] += rows
    names = (plan.base.costs, plan.base.regimes)
    tables = {
        table: study_table(table, rows, names, engine.labels)
        for table, rows in found.items()
        if rows
    }
    return ChunkRows(tables, failed)


def _run_arm(
    plan: StudyPlan,
    at: tuple[int, Scenario],
    arm: StudyArm,
    chunk: Chunk,
    engine: Engine,
    pasts: _Pasts,
    watch: Watch,
    found: Mapping[str, list[tuple[_First, Columns]]],
) -> None:
    """Run a regime's replications at a point, and take their rows for each cost mode in which they count."""
    point, scenario = at
    run = engine.simulator(scenario, arm.regime)
    begins_at_work = int(scenario.values["startup_months"]) > 0
    for replication in range(chunk.first, chunk.stop):
        if watch.stop.is_set():
            raise GivenUpError
        past = pasts.of(scenario, replication, run) if begins_at_work else None
        run.run(replication, past=past)
        for table, columns in _kept(plan, run, replication).items():
            found[table] += [
                ((point, cost, arm.regime.name, replication), columns) for cost in arm.costs
            ]
        watch.ran(1)


def _kept(plan: StudyPlan, run: Run, replication: int) -> dict[str, Columns]:
    """Return what is kept of the replication just run, by table."""
    keep = plan.base.keep
    if not keep.ledger and replication >= keep.ideas:
        return {"metrics": run.metrics()}
    tables = run.tables(ideas=replication < keep.ideas)
    kept = {name: rows for name, rows in tables.items() if keep.keeps(name, replication)}
    if keep.yearly:
        kept["indicators"] = by_year(kept["indicators"])
    return kept


class _Pasts:
    """Pasts of the town that was last run: they are the same under every regime, and at every point that changes levers alone."""

    def __init__(self) -> None:
        self._town = ""
        self._of: int | None = None
        self._found: dict[int, Any] = {}

    def of(self, scenario: Scenario, replication: int, run: Run) -> Any:
        """Return a replication's past, lived once."""
        if id(scenario) != self._of:
            self._of = id(scenario)
            town = town_of(scenario)
            if town != self._town:
                self._town, self._found = town, {}
        if replication not in self._found:
            self._found[replication] = run.past(replication)
        return self._found[replication]
