"""Two results held against each other, replication by replication, where their ideas are the same: what differs between them is the cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from innosim.analysis.alike import felt
from innosim.analysis.compare import smallest_effects
from innosim.analysis.frames import AnalysisError, Frames, costs_of, named, only_cuts, regimes_of
from innosim.analysis.measures import Measures
from innosim.analysis.study import HeldAgainst
from innosim.analysis.verdicts import Difference, Verdict, verdict_on
from innosim.experiment.intervals import Interval
from innosim.experiment.measure import Measure
from innosim.scenario.catalogue import METRICS, OUTCOMES
from innosim.scenario.errors import instead, several
from innosim.scenario.numerals import plainly
from innosim.scenario.resolved import Scenario

_RUN_ONLY = frozenset({"replications", "seed"})
_PLACES = ("departments", "units", "council_seats")
"""Facts of a town that say how many posts it has, each with ideas of its own."""


@dataclass(frozen=True)
class CrossCell:
    """One metric of one regime in one cost mode, in both results; the difference is the second less the first.

    ``beats`` is the share of pairs in which the second is better, ties counted half.
    """

    cost: str
    regime: str
    metric: str
    first: Interval
    second: Interval
    held: HeldAgainst
    beats: float


@dataclass(frozen=True)
class Across:
    """Two results compared. ``pairs`` are the regimes held against each other, that of the first result first; of most both have one name."""

    first: Frames
    second: Frames
    pairs: tuple[tuple[str, str], ...]
    costs: tuple[str, ...]
    metrics: tuple[str, ...]
    replications: int
    effects: Mapping[str, float | None]
    differs: tuple[str, ...]
    cells: Mapping[tuple[str, str, str], CrossCell]

    def cell(self, cost: str, regime: str, metric: str) -> CrossCell:
        """One cell, by the first result's regime."""
        return self.cells[cost, regime, metric]


def compare_results(
    first: Frames,
    second: Frames,
    *,
    between: tuple[str, str] | None = None,
    metrics: str | Iterable[str] = (),
    sesoi: Mapping[str, float] | None = None,
) -> Across:
    """Hold the second result against the first: each regime that both have, or one of the first ``between`` one of the second.

    Raises:
        AnalysisError: results whose ideas are not the same (another seed, no replication that both have), no regime or
            cost mode that both have, or an unknown regime or metric.
    """
    _refuse_unlike(first, second)
    numbers = sorted(set(first.runs.replication.tolist()) & set(second.runs.replication.tolist()))
    if not numbers:
        raise AnalysisError("the two results have no replication in common: nothing can be paired")
    pairs = _pairs(first, second, between)
    costs = tuple(cost for cost in costs_of(first) if cost in costs_of(second))
    if not costs:
        raise AnalysisError("the two results have no cost mode in common: run both as costed, or both at equal resources")  # fmt: skip
    wanted = several(metrics)
    for name in wanted:
        if name not in OUTCOMES:
            raise AnalysisError(f"no metric {name!r}: {instead(name, OUTCOMES)}")
    chosen = tuple(name for name in OUTCOMES if not wanted or name in wanted)
    effects = smallest_effects(first.scenario, {} if sesoi is None else sesoi)
    sides = _Side(first, numbers), _Side(second, numbers)
    cells = {
        (cost, one, metric): _cell(sides, cost, one, other, metric, effects)
        for cost in costs
        for one, other in pairs
        if sides[0].has(cost, one) and sides[1].has(cost, other)
        for metric in chosen
    }
    differs = tuple(what_differs(first.scenario, second.scenario, pairs))
    return Across(first, second, pairs, costs, chosen, len(numbers), effects, differs, cells)


def _refuse_unlike(first: Frames, second: Frames) -> None:
    seeds = [int(each.scenario.values["seed"]) for each in (first, second)]
    if seeds[0] != seeds[1]:
        raise AnalysisError(
            f"the two results have other ideas, as their seeds are {seeds[0]} and {seeds[1]}: replication 17 of one is no twin of the other's."
            f" Run the second again with --seed {seeds[0]}"
        )


def _pairs(
    first: Frames, second: Frames, between: tuple[str, str] | None
) -> tuple[tuple[str, str], ...]:
    if between is not None:
        return ((named(first, between[0]), named(second, between[1])),)
    both = [name for name in regimes_of(first) if name in regimes_of(second)]
    if not both:
        ones, others = (", ".join(regimes_of(each)) for each in (first, second))
        raise AnalysisError(
            f"the two results have no regime in common ({ones}; {others}): name one of each with --between"
        )
    return tuple((name, name) for name in both)


class _Side:
    """One result's metrics over the replications that both have."""

    def __init__(self, result: Frames, numbers: list[int]) -> None:
        self._measures = Measures(result)
        own = sorted(set(result.runs.replication.tolist()))
        self._kept = np.isin(np.array(own), np.array(numbers))
        self.scenario = result.scenario
        self._arms: dict[tuple[str, str], Any] = {
            (str(arm["cost"]), str(arm["regime"])): (arm.get("levers"), arm.get("changes"))
            for arm in result.manifest.get("arms", ())
        }

    def has(self, cost: str, regime: str) -> bool:
        """Whether a regime was run in a cost mode."""
        return self._measures.has(cost, regime)

    def of(self, cost: str, regime: str, metric: str) -> Measure:
        """A metric over the replications that both have."""
        return self._measures.of(cost, regime, metric).over(self._kept)

    def levers(self, cost: str, regime: str) -> Any:
        """The levers of a regime as it was run; None where that is not known."""
        return self._arms.get((cost, regime))


def _cell(
    sides: tuple[_Side, _Side],
    cost: str,
    one: str,
    other: str,
    metric: str,
    effects: Mapping[str, float | None],
) -> CrossCell:
    before, after = sides[0].of(cost, one, metric), sides[1].of(cost, other, metric)
    found = after.against(before)
    mean, low, high, pairs = found.difference
    difference = Difference(pairs, mean, low, high, found.zero, undefined=len(after.values) - pairs)
    if _alike(sides, cost, one, other):
        difference = replace(difference, low=mean, high=mean, equal=True)
    verdict = verdict_on(difference, METRICS[metric].better, effects.get(metric))
    cuts = only_cuts(sides[0].scenario, one) or only_cuts(sides[1].scenario, other)
    if METRICS[metric].trying and cuts and verdict not in (Verdict.ZERO, Verdict.UNDEFINED):
        verdict = Verdict.NOT_RANKED
    return CrossCell(
        cost,
        one,
        metric,
        before.interval,
        after.interval,
        HeldAgainst(difference, verdict),
        found.beats,
    )


def _alike(sides: tuple[_Side, _Side], cost: str, one: str, other: str) -> bool:
    """Whether nothing differs that the regime could feel: neither the town nor its levers as run."""
    levers = [side.levers(cost, name) for side, name in zip(sides, (one, other), strict=True)]
    towns = [side.scenario for side in sides]
    return levers[0] is not None and levers[0] == levers[1] and felt(towns[0]) == felt(towns[1])


def what_differs(one: Scenario, other: Scenario, pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Go over what differs between two scenarios, each as ``field a -> b``."""
    for name, value in one.values.items():
        if name not in _RUN_ONLY and other.values.get(name) != value:
            yield f"{name} {_shown(value)} -> {_shown(other.values.get(name))}"
    if tuple(one.pressure) != tuple(other.pressure):
        yield f"pressure {_pressure(one.pressure)} -> {_pressure(other.pressure)}"
    for first, second in pairs:
        own, others = one.regimes[first], other.regimes[second]
        called = first if first == second else f"{first}/{second}"
        for lever, value in own.levers.items():
            if others.levers.get(lever) != value:
                yield f"{called}.{lever} {_shown(value)} -> {_shown(others.levers.get(lever))}"
        if own.changes != others.changes:
            yield f"{called}'s dated changes"


def other_posts(one: Scenario, other: Scenario) -> tuple[str, ...]:
    """Facts in which two towns differ that decide how many posts have ideas."""
    return tuple(name for name in _PLACES if one.values.get(name) != other.values.get(name))


def _shown(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return plainly(float(value), 6)


def _pressure(shares: Iterable[float]) -> str:
    taken = list(dict.fromkeys(float(each) for each in shares))
    if len(taken) == 1:
        return plainly(taken[0], 6)
    return f"{plainly(min(taken), 6)} to {plainly(max(taken), 6)}"
