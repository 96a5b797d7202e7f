"""What a study's points say: each regime's level, its paired difference to the baseline at the same point, and to itself at a reference point.

All points share seed and replications, so that replication 17 of one point and of another is the same town with the same
potential ideas: what is varied is the cause of their difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from innosim.analysis.alike import felt, levers_of
from innosim.analysis.compare import pair
from innosim.analysis.frames import AnalysisError, only_cuts
from innosim.analysis.verdicts import Difference, Verdict, verdict_on
from innosim.experiment.intervals import Floats
from innosim.experiment.measure import Measure, measure_of
from innosim.scenario.catalogue import METRICS
from innosim.scenario.errors import instead
from innosim.scenario.numbers import number_of
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.varying import declaration_of, full_of, regime_in, told_values

Setting = Mapping[str, Any]


class PointRuns(Protocol):
    """A study's runs as analysis sees them: plain arrays, a row a point."""

    @property
    def points(self) -> tuple[Setting, ...]:
        """The varied values of each point."""

    @property
    def costs(self) -> tuple[str, ...]:
        """Cost modes that were run."""

    @property
    def regimes(self) -> tuple[str, ...]:
        """Regimes that were run."""

    @property
    def baseline(self) -> str:
        """The regime that the others are held against."""

    @property
    def failures(self) -> Mapping[int, str]:
        """Points that could not be run, each with the sentence why."""

    def scenario_at(self, point: int) -> Scenario:
        """The scenario as it is at a point."""

    def regime_at(self, point: int, cost: str, regime: str) -> Regime:
        """A regime as it is run at a point: at equal resources with its amounts scaled."""

    def values(self, cost: str, regime: str, metric: str) -> Floats:
        """One metric (points, replications), NaN where undefined, failed or not run yet."""

    @property
    def replications(self) -> int:
        """Replications of each regime at each point."""

    @property
    def done(self) -> NDArray[np.bool_]:
        """Which points have all their replications, or failed."""


@dataclass(frozen=True)
class HeldAgainst:
    """One paired difference and what may be said of it."""

    difference: Difference
    verdict: Verdict


class StudyMeasures:
    """A study's metrics point by point, each made once.

    Args:
        runs: what was run.
        scenario: the base point's.
        baseline: the regime that others are held against; the study's own where left out.
        sesoi: smallest effects of interest that go before the scenario's.

    Raises:
        AnalysisError: no such regime.
    """

    def __init__(
        self,
        runs: PointRuns,
        scenario: Scenario,
        baseline: str = "",
        sesoi: Mapping[str, float | None] | None = None,
    ) -> None:
        self.runs, self.scenario = runs, scenario
        self.baseline = self.regime(baseline or runs.baseline)
        self.effects: dict[str, float | None] = {**scenario.effects, **(sesoi or {})}
        self._made: dict[tuple[int, str, str, str], Measure] = {}
        self._values: dict[tuple[str, str, str], Floats] = {}
        self._feels: dict[int, object] = {}

    def regime(self, name: str) -> str:
        """Return the name of a regime that was run.

        Raises:
            AnalysisError: it was not.
        """
        if name not in self.runs.regimes:
            raise AnalysisError(
                f"no regime {name!r} in this study: {instead(name, self.runs.regimes)}"
            )
        return name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What is varied, by its full names."""
        return tuple(dict.fromkeys(name for point in self.runs.points for name in point))

    @cached_property
    def there(self) -> tuple[int, ...]:
        """The points that may be looked at, as all of them was run, in their order."""
        failed = self.runs.failures
        return tuple(int(at) for at in np.flatnonzero(self.runs.done) if int(at) not in failed)

    @cached_property
    def reference(self) -> int:
        """The point that others are held against: the base's own setting where it is one of them, else the first that was run; -1 where none was."""
        own = {name: value_of_point(self.scenario, name) for name in self.names}
        fits = (at for at in self.there if all(same(self.runs.points[at].get(name), own[name]) for name in self.names))  # fmt: skip
        return next(fits, self.there[0] if self.there else -1)

    def point_of(self, given: object) -> int:
        """Return the number of a point, given as it is or by varied values (those not named as at the usual reference point).

        Raises:
            AnalysisError: there is no such point, or it was not run.
        """
        if isinstance(given, Mapping):
            return self._point_at({full_of(str(name)): value for name, value in given.items()})
        number = number_of(given)
        if number is None or number not in range(len(self.runs.points)):
            raise AnalysisError(
                f"there is no point {given!r} in this study: they are numbered from 0 to {len(self.runs.points) - 1}"
            )
        return self._ran(int(number))

    def _point_at(self, wanted: Setting) -> int:
        for name in wanted:
            if name not in self.names:
                raise AnalysisError(f"{name} is not varied here: {instead(name, self.names)}")
        usual = self.runs.points[max(self.reference, 0)]
        whole = {**usual, **wanted}
        for at, point in enumerate(self.runs.points):
            if all(same(point.get(name), value) for name, value in whole.items()):
                return self._ran(at)
        for name, value in wanted.items():
            taken = list(dict.fromkeys(told_values(point.get(name)) for point in self.runs.points))
            if told_values(value) not in taken:
                raise AnalysisError(
                    f"{name} is never {told_values(value)} here: {instead('', taken)}"
                )
        raise AnalysisError(
            f"there is no point at {', '.join(f'{name} = {told_values(value)}' for name, value in whole.items())}"
        )

    def _ran(self, at: int) -> int:
        if at in self.runs.failures:
            raise AnalysisError(f"point {at} failed: {self.runs.failures[at]}")
        if at not in self.there:
            raise AnalysisError(f"point {at} was not run yet")
        return at

    def of(self, point: int, cost: str, regime: str, metric: str) -> Measure:
        """One metric of one regime at one point."""
        key = (point, cost, regime, metric)
        if key not in self._made:
            self._made[key] = measure_of(
                metric,
                lambda name: self._column(cost, regime, name)[point],
                self.runs.scenario_at(point).values,
            )
        return self._made[key]

    def _column(self, cost: str, regime: str, metric: str) -> Floats:
        key = (cost, regime, metric)
        if key not in self._values:
            self._values[key] = self.runs.values(cost, regime, metric)
        return self._values[key]

    def to_other(self, point: int, cost: str, one: str, other: str, metric: str) -> HeldAgainst:
        """One regime less another at the same point."""
        ranked = all(self._is_ranked(name, metric, point) for name in (one, other))
        ours, theirs = (self.of(point, cost, name, metric) for name in (one, other))
        return self._held(ours, theirs, metric, ranked=ranked, alike=self._alike(point, cost, one, other))  # fmt: skip

    def to_point(self, point: int, other: int, cost: str, regime: str, metric: str) -> HeldAgainst:
        """A regime at one point less the same at another."""
        ours, theirs = (self.of(at, cost, regime, metric) for at in (point, other))
        ranked = all(self._is_ranked(regime, metric, at) for at in (point, other))
        untouched = self._untouched(point, other, cost, regime)
        return self._held(ours, theirs, metric, ranked=ranked, alike=untouched)

    def _held(
        self, ours: Measure, theirs: Measure, metric: str, *, ranked: bool, alike: bool
    ) -> HeldAgainst:
        found = pair(ours, theirs).difference
        found = replace(found, undefined=len(ours.values) - found.pairs)
        if alike:
            found = replace(found, low=found.mean, high=found.mean, equal=True)
        verdict = verdict_on(found, METRICS[metric].better, self.effects.get(metric))
        if not ranked and verdict not in (Verdict.ZERO, Verdict.UNDEFINED):
            verdict = Verdict.NOT_RANKED
        return HeldAgainst(found, verdict)

    def is_ranked(self, regime: str, metric: str, point: int) -> bool:
        """Whether a metric says which of two is better, of this regime there: what only those who try can fail in says nothing of cuts alone."""
        turns = METRICS[metric].turns_on
        return bool(METRICS[metric].better) and not turns and self._is_ranked(regime, metric, point)

    def _is_ranked(self, regime: str, metric: str, point: int) -> bool:
        return not METRICS[metric].trying or not only_cuts(self.runs.scenario_at(point), regime)

    def _untouched(self, point: int, other: int, cost: str, regime: str) -> bool:
        """Whether nothing differs between two points that the regime could feel."""
        levers = [levers_of(self.runs.regime_at(at, cost, regime)) for at in (point, other)]
        return levers[0] == levers[1] and self._felt(point) == self._felt(other)

    def _felt(self, point: int) -> object:
        if point not in self._feels:
            self._feels[point] = felt(self.runs.scenario_at(point))
        return self._feels[point]

    def _alike(self, point: int, cost: str, one: str, other: str) -> bool:
        """Whether two regimes have equal levers as they are run there."""
        levers = [levers_of(self.runs.regime_at(point, cost, name)) for name in (one, other)]
        return levers[0] == levers[1]


def value_of_point(scenario: Scenario, name: str) -> Any:
    """What a scenario itself has in a field; None of a pressure that changes, or of what it does not have."""
    last = name.rpartition(".")[2]
    if regime_in(name):
        found = scenario.regimes.get(regime_in(name))
        return None if found is None else found.levers.get(last)
    if name == f"{PRESSURE.section}.{PRESSURE.name}":
        return scenario.pressure[0] if len(set(scenario.pressure)) == 1 else None
    return scenario.values.get(last)


def same(one: object, other: object) -> bool:
    """Whether two values of a field are the same, to what a file writes; yes is 1."""
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        return one == other
    first, second = (float(each) for each in (one, other))  # type: ignore[arg-type]  # numbers, yes or no
    return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-15)


def short_names(names: tuple[str, ...]) -> dict[str, str]:
    """Each varied field by the shortest name that tells it from the others: ``pressure``, ``framed.protected_time``."""

    def cut(name: str) -> str:
        parts = name.split(".")
        return ".".join(parts[1:])

    found = {name: cut(name) for name in names}
    lasts = [name.rpartition(".")[2] for name in names]
    return {
        name: short if regime_in(name) or lasts.count(short) > 1 else name.rpartition(".")[2]
        for name, short in found.items()
    }


def counts_as_share(name: str) -> bool:
    """Whether a field is a share, and may be shown as per cent."""
    found = declaration_of(name)
    return found is PRESSURE or str(getattr(found, "unit", "")) == "share"
