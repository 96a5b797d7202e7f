"""A study compared: every metric of every regime at every point, with both differences, as cells and as a tidy frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from innosim.analysis.compare import reason, smallest_effects
from innosim.analysis.frames import AnalysisError
from innosim.analysis.leads import Lead, lead_at
from innosim.analysis.study import HeldAgainst, PointRuns, Setting, StudyMeasures
from innosim.scenario.catalogue import OUTCOMES
from innosim.scenario.catalogue.metric_terms import NO_REPLICATION
from innosim.scenario.errors import instead, several
from innosim.scenario.resolved import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Cell:
    """One metric of one regime at one point in one cost mode.

    ``mean``, ``low`` and ``high`` are its level with a 95 % interval over ``n`` replications; ``undefined`` counts those run in which it has
    no value, and ``why`` is the key of the reason. ``to_baseline`` is the difference to the baseline at the same point, None of
    the baseline itself; ``to_reference`` that to the same regime at the reference point, None there.
    """

    point: int
    cost: str
    regime: str
    metric: str
    n: int
    undefined: int
    why: str
    mean: float
    low: float
    high: float
    to_baseline: HeldAgainst | None
    to_reference: HeldAgainst | None


def compare_study(
    runs: PointRuns,
    scenario: Scenario,
    *,
    baseline: str = "",
    reference: object = None,
    metrics: str | Iterable[str] = (),
    sesoi: Mapping[str, float] | None = None,
) -> StudyComparison:
    """Hold every regime at every point against the baseline there, and against itself at a reference point.

    Args:
        runs: what was run.
        scenario: the base point's.
        baseline: a regime; the study's own where left out.
        reference: a point, by its number or by varied values; the base's own setting where it is one, else the first point.
        metrics: those to compare, all outcomes by default.
        sesoi: smallest effects of interest by metric, before the scenario's.

    Raises:
        AnalysisError: a regime, metric or point that this study does not have.
    """
    limits = smallest_effects(scenario, {} if sesoi is None else sesoi)
    measures = StudyMeasures(runs, scenario, baseline, limits)
    wanted = several(metrics)
    for name in wanted:
        if name not in OUTCOMES:
            raise AnalysisError(f"no metric {name!r}: {instead(name, OUTCOMES)}")
    chosen = tuple(name for name in OUTCOMES if not wanted or name in wanted)
    at = measures.reference if reference is None else measures.point_of(reference)
    return StudyComparison(measures, chosen, at)


@dataclass(frozen=True)
class StudyComparison:
    """A study's points compared; each cell is made when it is first asked for.

    ``reference`` is the number of the point that others are held against, -1 where none was run.
    """

    measures: StudyMeasures
    metrics: tuple[str, ...]
    reference: int

    @property
    def points(self) -> tuple[Setting, ...]:
        """The varied values of each point."""
        return self.measures.runs.points

    @property
    def costs(self) -> tuple[str, ...]:
        """Cost modes that were run."""
        return self.measures.runs.costs

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes, the baseline last."""
        every = self.measures.runs.regimes
        return (*(name for name in every if name != self.baseline), self.baseline)

    @property
    def baseline(self) -> str:
        """What others are held against at each point."""
        return self.measures.baseline

    def cell(self, point: int, cost: str, regime: str, metric: str) -> Cell:
        """All there is to say of one regime on one metric at a point."""
        made: dict[tuple[int, str, str, str], Cell] = vars(self).setdefault("_cells", {})
        key = (point, cost, regime, metric)
        if key not in made:
            made[key] = cell_of(self.measures, *key, self.reference)
        return made[key]

    def lead(self, point: int, cost: str, metric: str) -> Lead:
        """Who leads at a point."""
        made: dict[tuple[int, str, str], Lead] = vars(self).setdefault("_leads", {})
        key = (point, cost, metric)
        if key not in made:
            made[key] = lead_at(self.measures, *key)
        return made[key]

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every cell as a tidy frame, the varied values in columns of their own."""
        cells = tuple(
            self.cell(point, cost, regime, metric)
            for metric in self.metrics
            for point in self.measures.there
            for cost in self.costs
            for regime in self.regimes
        )
        return cells_frame(cells, self.points)


def cell_of(
    measures: StudyMeasures, point: int, cost: str, regime: str, metric: str, reference: int
) -> Cell:
    """One cell; ``reference`` is a point, -1 for none."""
    found = measures.of(point, cost, regime, metric)
    own = found.interval
    undefined = len(found.values) - found.n
    why = "" if own.n else NO_REPLICATION.name
    if undefined:
        why = reason(measures.runs.scenario_at(point), regime, metric)
    base, moved = None, None
    if regime != measures.baseline:
        base = measures.to_other(point, cost, regime, measures.baseline, metric)
    if reference not in (-1, point):
        moved = measures.to_point(point, reference, cost, regime, metric)
    return Cell(
        point, cost, regime, metric, own.n, undefined, why, own.mean, own.low, own.high, base, moved,
    )  # fmt: skip


def cells_frame(cells: tuple[Cell, ...], points: tuple[Setting, ...]) -> pd.DataFrame:
    """Cells as a tidy frame: the varied values first, then the key, the level and both differences with their verdicts."""
    import pandas as pd

    rows = []
    for cell in cells:
        row: dict[str, Any] = {"point": cell.point, **points[cell.point]}
        row |= {name: getattr(cell, name) for name in _PLAIN}
        for name, held in (("baseline", cell.to_baseline), ("reference", cell.to_reference)):
            row |= _flat(name, held)
        rows.append(row)
    return pd.DataFrame(rows)


_PLAIN = ("cost", "regime", "metric", "n", "undefined", "why", "mean", "low", "high")


def _flat(name: str, held: HeldAgainst | None) -> dict[str, Any]:
    found = held.difference if held is not None else None
    return {
        f"to_{name}": math.nan if found is None else found.mean,
        f"to_{name}_low": math.nan if found is None else found.low,
        f"to_{name}_high": math.nan if found is None else found.high,
        f"to_{name}_pairs": 0 if found is None else found.pairs,
        f"to_{name}_verdict": "" if held is None else held.verdict.value,
    }
