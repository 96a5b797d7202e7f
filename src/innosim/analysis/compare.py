"""Compare regimes with a baseline, or two regimes with each other, paired replication by replication.

Under keyed chance replication 17 of one regime and replication 17 of another are the same town under
the same luck, so that their difference is caused by the regimes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from innosim.analysis.comparison import Comparison, Contrast, Finding, Level
from innosim.analysis.frames import AnalysisError, Frames, costs_of, named, only_cuts, regimes_of
from innosim.analysis.measures import Measures
from innosim.analysis.regimes import levers_as_run
from innosim.analysis.verdicts import Difference, Verdict, is_material, overall, verdict_on
from innosim.experiment.measure import Measure, interaction
from innosim.scenario.catalogue import METRICS, OUTCOMES
from innosim.scenario.catalogue.metric_terms import NO_IDEAS, NO_REPLICATION, TOO_SHORT
from innosim.scenario.errors import as_given, instead, several
from innosim.scenario.fields import MOST_EFFECT
from innosim.scenario.numbers import number_of
from innosim.scenario.resolved import Scenario, usual_baseline


def compare(
    result: Frames,
    baseline: str = "",
    *,
    between: tuple[str, str] | None = None,
    sesoi: Mapping[str, float] | None = None,
    metrics: str | Iterable[str] = (),
) -> Comparison:
    """Compare every regime of ``result`` with ``baseline``, or ``between[0]`` with ``between[1]``.

    Args:
        result: a result with the frame ``metrics``.
        baseline: a regime's name; by default the scenario's own baseline. Not beside ``between``.
        between: two regimes; the second then is the baseline.
        sesoi: smallest effect of interest by metric, in the metric's unit; goes before the scenario's,
            which goes before the catalogue's.
        metrics: those to compare, all outcomes by default.

    Raises:
        AnalysisError: a regime or metric that this result does not have; a smallest effect of interest that is negative or not a number, or a pair of one regime.
    """
    limits = smallest_effects(result.scenario, {} if sesoi is None else sesoi)
    regimes, against = _sides(result, baseline, between)
    wanted = several(metrics)
    for name in wanted:
        _outcome(name)
    chosen = tuple(name for name in OUTCOMES if not wanted or name in wanted)
    measures = Measures(result)
    costs = tuple(
        cost
        for cost in costs_of(result)
        if all(measures.has(cost, regime) for regime in (*regimes, against))
    )
    levers = {cost: levers_as_run(result, cost) for cost in costs}
    work = _Work(result.scenario, measures, limits, costs, levers)
    everyone = (*regimes, against)
    contrasted = tuple(metric for metric in chosen if METRICS[metric].better)
    contrasts = work.contrasts(everyone, chosen, contrasted)
    return Comparison(
        scenario=result.scenario,
        baseline=against,
        regimes=regimes,
        costs=costs,
        metrics=chosen,
        contrasted=contrasted,
        findings=tuple(
            work.finding(cost, contrasts[regime, against, metric])
            for metric in chosen
            for regime in regimes
            for cost in costs
        ),
        levels=tuple(
            work.level(cost, regime, metric)
            for metric in chosen
            for regime in everyone
            for cost in costs
        ),
        contrasts=contrasts,
        measured={
            (cost, regime, metric): measures.of(cost, regime, metric)
            for cost in costs
            for regime in everyone
            for metric in chosen
        },
        effects=limits,
    )


def smallest_effects(scenario: Scenario, chosen: Mapping[str, float]) -> dict[str, float | None]:
    """The smallest effect of interest of every outcome: ``chosen``, else the scenario's, else the catalogue's.

    Raises:
        AnalysisError: a metric that does not exist; a size that is negative or not a number.
    """
    known = scenario.effects
    limits = {name: known.get(name) for name in OUTCOMES}
    if not isinstance(chosen, Mapping):
        raise AnalysisError(
            f"smallest effects are sizes by metric, as {{'power_lost': 0.01}}, not {chosen!r}"
        )
    for name, size in chosen.items():
        _outcome(name)
        number = number_of(size)
        if number is None or not 0.0 <= number <= MOST_EFFECT:
            raise AnalysisError(
                f"the smallest effect of interest of {name} must be 0 to {MOST_EFFECT:,.0f}, not {as_given(size)}"
            )
        limits[name] = float(number)
    return limits


def _outcome(name: str) -> None:
    """Refuse what is no metric."""
    if name not in OUTCOMES:
        raise AnalysisError(f"no metric {name!r}: {instead(name, OUTCOMES)}")


def _sides(
    result: Frames, baseline: str, between: tuple[str, str] | None
) -> tuple[tuple[str, ...], str]:
    """The regimes to be judged and the one they are held against."""
    if between is not None:
        if baseline:
            raise AnalysisError(
                f"baseline is {as_given(baseline)} beside between, whose second regime is the baseline: give one of them."
            )
        pair: Any = between
        if isinstance(pair, str) or len(pair) != 2:
            raise AnalysisError(
                f"between takes two regimes, as ('framed', 'routine'), not {between!r}"
            )
        one, other = (named(result, regime) for regime in between)
        if one == other:
            raise AnalysisError(f"a comparison needs two regimes, not {one!r} twice")
        return (one,), other
    against = named(result, baseline or _default(result))
    return tuple(name for name in regimes_of(result) if name != against), against


def _default(result: Frames) -> str:
    """The scenario's baseline; where it was not run, what those that were would have."""
    return usual_baseline(regimes_of(result), result.scenario.baseline)


class _Work:
    """One comparison in the making: what its rows are made from."""

    def __init__(
        self,
        scenario: Scenario,
        measures: Measures,
        limits: Mapping[str, float | None],
        costs: tuple[str, ...],
        levers: Mapping[str, Mapping[str, object]],
    ) -> None:
        self.scenario = scenario
        self.measures = measures
        self.limits = limits
        self.costs = costs
        self.levers = levers

    def finding(self, cost: str, contrast: Contrast) -> Finding:
        """One finding."""
        place, metric = self.costs.index(cost), contrast.metric
        level = self.level(cost, contrast.one, metric)
        difference, verdict = contrast.differences[place], contrast.verdicts[place]
        found = self._pair(cost, contrast.one, contrast.other, metric)
        return Finding(
            cost=cost,
            regime=contrast.one,
            against=contrast.other,
            metric=metric,
            n=level.n,
            undefined=level.undefined,
            why=level.why,
            mean=level.mean,
            low=level.low,
            high=level.high,
            pairs=difference.pairs,
            difference=difference.mean,
            difference_low=difference.low,
            difference_high=difference.high,
            beats=contrast.beats[place],
            variance_ratio=found.variance_ratio,
            pooled=METRICS[metric].ratio is not None,
            may_differ=difference.may_differ if verdict == Verdict.SAME else math.nan,
            better=METRICS[metric].better,
            sesoi=self.limits[metric],
            verdict=verdict,
        )

    def level(self, cost: str, regime: str, metric: str) -> Level:
        """A regime's own value."""
        own = self.measures.of(cost, regime, metric).interval
        undefined = self.measures.undefined(cost, regime, metric)
        why = "" if own.n else NO_REPLICATION.name
        if undefined:
            why = reason(self.scenario, regime, metric)
        return Level(cost, regime, metric, own.n, undefined, why, own.mean, own.low, own.high)

    def contrasts(
        self, regimes: tuple[str, ...], metrics: tuple[str, ...], contrasted: tuple[str, ...]
    ) -> dict[tuple[str, str, str], Contrast]:
        """Every regime against the last, the baseline, on every metric; on those ``contrasted`` against every other."""
        made: dict[tuple[str, str, str], Contrast] = {}
        for metric in metrics:
            for one, other in combinations(regimes, 2):
                if metric in contrasted or other == regimes[-1]:
                    made[one, other, metric] = self.contrast(one, other, metric)
                    made[other, one, metric] = made[one, other, metric].turned()
        return made

    def contrast(self, one: str, other: str, metric: str) -> Contrast:
        """One regime less another."""
        found = [self._pair(cost, one, other, metric) for cost in self.costs]
        verdicts = tuple(self._judge(each.difference, one, other, metric) for each in found)
        interaction = self._interaction(one, other, metric)
        return Contrast(
            one,
            other,
            metric,
            tuple(each.difference for each in found),
            tuple(each.beats for each in found),
            verdicts,
            interaction,
            overall(verdicts, material=is_material(interaction, self.limits[metric])),
        )

    def _judge(self, found: Difference, one: str, other: str, metric: str) -> Verdict:
        """What may be said of one regime against another in one cost mode."""
        said = verdict_on(found, METRICS[metric].better, self.limits[metric])
        ranked = self._is_ranked(one, metric) and self._is_ranked(other, metric)
        # Equal is equal; but failing less than those who try is no merit of those who don't.
        return said if ranked or said in (Verdict.ZERO, Verdict.UNDEFINED) else Verdict.NOT_RANKED

    def _is_ranked(self, regime: str, metric: str) -> bool:
        return not METRICS[metric].trying or not only_cuts(self.scenario, regime)

    def _interaction(self, one: str, other: str, metric: str) -> Difference | None:
        if len(self.costs) < 2:
            return None
        costed, equal = (
            (self.measures.of(cost, one, metric), self.measures.of(cost, other, metric))
            for cost in self.costs
        )
        mean, low, high, n = interaction(equal, costed)
        runs = min(self._runs(cost, one, other) for cost in self.costs)
        found = Difference(n, mean, low, high, zero=False, undefined=runs - n)
        if all(self._alike(cost, one, other) for cost in self.costs):
            return replace(found, low=mean, high=mean, zero=True, equal=True)
        return found

    def _alike(self, cost: str, one: str, other: str) -> bool:
        """Whether the levers of two regimes as run are equal."""
        return bool(self.levers[cost][one] == self.levers[cost][other])

    def _runs(self, cost: str, one: str, other: str) -> int:
        """Replications that both were run for."""
        return self.measures.shared(cost, one, other)

    def _pair(self, cost: str, regime: str, against: str, metric: str) -> Pairing:
        found = pair(*(self.measures.of(cost, name, metric) for name in (regime, against)))
        difference = found.difference
        undefined = self._runs(cost, regime, against) - difference.pairs
        difference = replace(difference, undefined=undefined)
        if self._alike(cost, regime, against):
            # Equal by construction: what no other run could make differ is no interval.
            mean = difference.mean
            difference = replace(difference, low=mean, high=mean, equal=True)
        return replace(found, difference=difference)


def reason(scenario: Scenario, regime: str, metric: str) -> str:
    """The key of the reason why ``metric`` is undefined in some replications of ``regime``."""
    declared = METRICS[metric]
    if int(scenario.values["months"]) < declared.months:
        return TOO_SHORT.name
    if declared.undefined.lacks_ideas and only_cuts(scenario, regime):
        return NO_IDEAS.name
    return declared.undefined.name


@dataclass(frozen=True)
class Pairing:
    """Two regimes on one metric.

    ``beats`` is the share of pairs in which the first is better (higher, where neither direction is
    better) plus half the ties. ``variance_ratio`` is Var(paired)/Var(independent): over 1, pairing has
    blurred the comparison instead of sharpening it; NaN where nothing varies.
    """

    difference: Difference
    beats: float
    variance_ratio: float


def pair(first: Measure, second: Measure) -> Pairing:
    """``first`` less ``second`` over the replications in which both are defined."""
    found = first.against(second)
    mean, low, high, n = found.difference
    return Pairing(Difference(n, mean, low, high, found.zero), found.beats, found.variance_ratio)
