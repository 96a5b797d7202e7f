"""Compare regimes with a baseline, or two regimes with each other, paired replication by replication.

Under keyed chance replication 17 of one regime and replication 17 of another are the same town under
the same luck, so that their difference is caused by the regimes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from innosim.analysis.comparison import Comparison, Finding, Level
from innosim.analysis.frames import AnalysisError, Frames, costs_of, named, only_cuts, regimes_of
from innosim.analysis.measures import Measures
from innosim.analysis.verdicts import Difference, Verdict, turned, verdict_on
from innosim.experiment.measure import Measure
from innosim.scenario.catalogue import HEADLINES, METRICS, OUTCOMES
from innosim.scenario.catalogue.metric_terms import NO_IDEAS, NO_REPLICATION, TOO_SHORT
from innosim.scenario.errors import instead
from innosim.scenario.resolved import Scenario, usual_baseline, usual_effects


def compare(
    result: Frames,
    baseline: str = "",
    *,
    between: tuple[str, str] | None = None,
    sesoi: Mapping[str, float] | None = None,
    metrics: Iterable[str] = (),
) -> Comparison:
    """Compare every regime of ``result`` with ``baseline``, or ``between[0]`` with ``between[1]``.

    Args:
        result: a result with the frame ``metrics``.
        baseline: a regime's name; by default the scenario's own baseline.
        between: two regimes; the second then is the baseline.
        sesoi: smallest effect of interest by metric, in the metric's unit; goes before the scenario's,
            which goes before the catalogue's.
        metrics: those to compare, all outcomes by default.

    Raises:
        AnalysisError: a regime or metric that this result does not have; a smallest effect of interest that is negative or not a number, or a pair of one regime.
    """
    limits = smallest_effects(result.scenario, sesoi or {})
    regimes, against = _sides(result, baseline, between)
    wanted = tuple(metrics)
    for name in wanted:
        _outcome(name)
    chosen = tuple(name for name in OUTCOMES if not wanted or name in wanted)
    work = _Work(result.scenario, Measures(result), limits)
    costs = tuple(
        cost
        for cost in costs_of(result.metrics)
        if all(work.measures.has(cost, regime) for regime in (*regimes, against))
    )
    cells = [(cost, regime, metric) for metric in chosen for regime in regimes for cost in costs]
    return Comparison(
        scenario=result.scenario,
        baseline=against,
        regimes=regimes,
        costs=costs,
        metrics=chosen,
        findings=tuple(
            work.finding(cost, regime, against, metric) for cost, regime, metric in cells
        ),
        levels=tuple(work.level(cost, against, metric) for metric in chosen for cost in costs),
        pairs=work.pairs(costs, (*regimes, against)),
    )


def smallest_effects(scenario: Scenario, chosen: Mapping[str, float]) -> dict[str, float | None]:
    """The smallest effect of interest of every outcome: ``chosen``, else the scenario's, else the catalogue's.

    Raises:
        AnalysisError: a metric that does not exist; a size that is negative or not a number.
    """
    usual = usual_effects(scenario.values)
    limits = {name: scenario.sesoi.get(name, usual.get(name)) for name in OUTCOMES}
    for name, size in chosen.items():
        _outcome(name)
        if not size >= 0.0:
            raise AnalysisError(
                f"the smallest effect of interest of {name} must be 0 or more, not {size}"
            )
        limits[name] = size
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
    """One comparison in the making: the measures and the smallest effects that its rows are made from."""

    def __init__(
        self, scenario: Scenario, measures: Measures, limits: Mapping[str, float | None]
    ) -> None:
        self.scenario = scenario
        self.measures = measures
        self.limits = limits

    def finding(self, cost: str, regime: str, against: str, metric: str) -> Finding:
        """One finding."""
        found = self._pair(cost, regime, against, metric)
        level = self.level(cost, regime, metric)
        return Finding(
            cost=cost,
            regime=regime,
            against=against,
            metric=metric,
            n=level.n,
            undefined=level.undefined,
            why=level.why,
            mean=level.mean,
            low=level.low,
            high=level.high,
            pairs=found.difference.pairs,
            difference=found.difference.mean,
            difference_low=found.difference.low,
            difference_high=found.difference.high,
            beats=found.beats,
            variance_ratio=found.variance_ratio,
            pooled=METRICS[metric].ratio is not None,
            better=METRICS[metric].better,
            sesoi=self.limits[metric],
            verdict=self._judge(found, regime, against, metric),
        )

    def level(self, cost: str, regime: str, metric: str) -> Level:
        """A regime's own value."""
        own = self.measures.of(cost, regime, metric).interval
        undefined = self.measures.undefined(cost, regime, metric)
        why = "" if own.n else NO_REPLICATION.name
        if undefined:
            why = reason(self.scenario, regime, metric)
        return Level(cost, regime, metric, own.n, undefined, why, own.mean, own.low, own.high)

    def pairs(
        self, costs: tuple[str, ...], regimes: tuple[str, ...]
    ) -> dict[tuple[str, str, str], tuple[Verdict, ...]]:
        """Verdicts of every regime against every other, one a cost mode, on the headline metrics."""
        said: dict[tuple[str, str, str], tuple[Verdict, ...]] = {}
        for metric in HEADLINES:
            for one, other in combinations(regimes, 2):
                verdicts = tuple(
                    self._judge(self._pair(cost, one, other, metric), one, other, metric)
                    for cost in costs
                )
                said[one, other, metric] = verdicts
                said[other, one, metric] = tuple(turned(verdict) for verdict in verdicts)
        return said

    def _judge(self, found: Pairing, regime: str, against: str, metric: str) -> Verdict:
        """What may be said of one regime against another in one cost mode."""
        said = verdict_on(found.difference, METRICS[metric].better, self.limits[metric])
        ranked = not METRICS[metric].trying or not (
            only_cuts(self.scenario, regime) or only_cuts(self.scenario, against)
        )
        # Equal is equal; but failing less than those who try is no merit of those who don't.
        return said if ranked or said in (Verdict.ZERO, Verdict.UNDEFINED) else Verdict.NOT_RANKED

    def _pair(self, cost: str, regime: str, against: str, metric: str) -> Pairing:
        return pair(*(self.measures.of(cost, name, metric) for name in (regime, against)))


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
