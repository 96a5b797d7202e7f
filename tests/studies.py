"""A made-up study for tests: plain arrays of every metric at every point, the same at every call, no model behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from innosim.experiment.plan import make_plan
from innosim.experiment.study import Point, StudyPlan, points_of
from innosim.scenario.catalogue import AS_COSTED, EQUAL_RESOURCES, METRICS
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.varying import declaration_of


@dataclass(frozen=True)
class MadeUpRuns:
    """What analysis sees of a study."""

    points: tuple[Mapping[str, Any], ...]
    costs: tuple[str, ...]
    regimes: tuple[str, ...]
    baseline: str
    base: Scenario
    at_points: tuple[Point, ...]
    failures: Mapping[int, str] = field(default_factory=dict)
    made: Mapping[tuple[str, str, str], np.ndarray] = field(default_factory=dict)
    waiting: tuple[int, ...] = ()

    factors: Mapping[str, float] = field(default_factory=dict)

    def values(self, cost: str, regime: str, metric: str) -> np.ndarray:
        return self.made[cost, regime, metric]

    def scenario_at(self, point: int) -> Scenario:
        return self.at_points[point].scenario or self.base

    def regime_at(self, point: int, cost: str, regime: str) -> Regime:
        return self._plan.as_run(self.scenario_at(point), cost, regime)

    @cached_property
    def _plan(self) -> StudyPlan:
        return StudyPlan(make_plan(self.base), (), self.factors)

    @property
    def replications(self) -> int:
        return int(next(iter(self.made.values())).shape[1])

    @property
    def done(self) -> np.ndarray:
        return np.array([at not in self.waiting for at in range(len(self.points))])


def place_in_range(name: str, value: Any) -> float:
    """Where a value lies between the plausible ends, 0 to 1; what is no number at 0."""
    found = declaration_of(name)
    if isinstance(value, str | Mapping) or found is None:
        return 0.0
    return (float(value) - found.low) / ((found.high - found.low) or 1.0)


def made_up(
    scenario: Scenario,
    points: Sequence[Mapping[str, Any]],
    *,
    replications: int = 12,
    costs: tuple[str, ...] = (AS_COSTED, EQUAL_RESOURCES),
    failures: Mapping[int, str] | None = None,
    undefined: Mapping[tuple[str, str], int] | None = None,
    waiting: tuple[int, ...] = (),
    regimes: tuple[str, ...] = (),
    factors: Mapping[str, float] | None = None,
) -> MadeUpRuns:
    """Levels that change with what is varied, in another direction for each regime; one luck a replication, shared by all.

    ``undefined``: by regime and metric, in how many of the first replications at the last point it has no value.
    """
    names = regimes or tuple(scenario.regimes)
    made = _made(points, names, costs, replications)
    for (regime, name), count in (undefined or {}).items():
        for cost in costs:
            made[cost, regime, name][-1, :count] = np.nan
    for at in {*(failures or {}), *waiting}:
        for values in made.values():
            values[at] = np.nan
    return MadeUpRuns(
        tuple(points), costs, names, scenario.baseline, scenario, points_of(scenario, points), failures or {}, made, waiting, factors or {}
    )  # fmt: skip


def _made(
    points: Sequence[Mapping[str, Any]],
    names: tuple[str, ...],
    costs: tuple[str, ...],
    replications: int,
) -> dict[tuple[str, str, str], np.ndarray]:
    """Every metric by cost mode and regime (points, replications)."""
    made: dict[tuple[str, str, str], np.ndarray] = {}
    moved = np.array([sum(place_in_range(n, v) for n, v in point.items()) for point in points])
    for cost_at, cost in enumerate(costs):
        for at, regime in enumerate(names):
            for place, (name, metric) in enumerate(METRICS.items()):
                luck = np.random.default_rng([place, 1]).normal(size=replications)
                own = np.random.default_rng([place, at, 2]).normal(size=(len(points), replications))
                tilt = (at - 2.0) * 0.35 + 0.2 * cost_at
                level = 3.0 + 0.5 * at + np.outer(moved * tilt, np.ones(replications))
                values = level + 0.3 * luck + 0.15 * own
                share = metric.unit == "share"
                made[cost, regime, name] = 1.0 / (1.0 + np.exp(4.0 - values)) if share else values
            for metric in METRICS.values():  # a ratio is what its parts make of it
                if metric.ratio is not None:
                    above, below = (made[cost, regime, part] for part in metric.ratio)
                    above[:] = made[cost, regime, metric.name] * below
    return made
