"""A comparison of regimes: what every metric says of each against a baseline, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from innosim.analysis.frames import NotComparedError
from innosim.analysis.verdicts import Difference, Overall, Verdict, turned
from innosim.experiment.measure import Measure
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import instead
from innosim.scenario.resolved import Scenario

_Held = TypeVar("_Held")

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Finding:
    """One metric of one regime in one cost mode, against another regime.

    ``mean``, ``low``, ``high`` are the regime's own mean and 95 % interval over ``n`` replications;
    ``undefined`` counts those in which the metric has no value and ``why`` is the key of the reason
    ("" where none is undefined; see `undefined.reason`). ``difference`` is regime less
    ``against`` over ``pairs`` replications. ``beats`` is the share of pairs in which the regime is
    better (higher, where neither direction is), ties counted half; ``variance_ratio``
    Var(paired)/Var(independent), NaN where nothing varies; both are of what each replication contributes to the mean. ``pooled`` says that a ratio is sum over sum with a jackknife
    interval. ``may_differ`` is the largest share of runs that may still differ where none of these did, else NaN. Everything is in the metric's own unit; what cannot be computed is NaN.
    """

    cost: str
    regime: str
    against: str
    metric: str
    n: int
    undefined: int
    why: str
    mean: float
    low: float
    high: float
    pairs: int
    difference: float
    difference_low: float
    difference_high: float
    beats: float
    variance_ratio: float
    pooled: bool
    may_differ: float
    better: str
    sesoi: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Level:
    """One regime on one metric: mean, 95 % interval, replications counted and undefined."""

    cost: str
    regime: str
    metric: str
    n: int
    undefined: int
    why: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Contrast:
    """One regime less another on one metric, in every cost mode that was run.

    ``differences``, ``beats`` and ``verdicts`` hold one each a cost mode; of the differences ``together`` says how many hold at once. ``interaction`` is how much the difference at
    equal resources differs from that as costed, with its own interval; None with one cost mode.
    """

    one: str
    other: str
    metric: str
    differences: tuple[Difference, ...]
    beats: tuple[float, ...]
    verdicts: tuple[Verdict, ...]
    interaction: Difference | None
    overall: Overall

    @property
    def may_differ(self) -> float:
        """The largest share of runs that may still differ in a mode in which none of these did; NaN where there is no such mode."""
        alike = (
            difference.may_differ
            for difference, verdict in zip(self.differences, self.verdicts, strict=True)
            if verdict == Verdict.SAME
        )
        return max(alike, default=math.nan)

    def turned(self) -> Contrast:
        """The same contrast said from the other side."""
        return Contrast(
            self.other,
            self.one,
            self.metric,
            tuple(_negative(each) for each in self.differences),
            tuple(1.0 - share for share in self.beats),
            tuple(turned(verdict) for verdict in self.verdicts),
            None if self.interaction is None else _negative(self.interaction),
            replace(self.overall, verdict=turned(self.overall.verdict)),
        )


_NO_INTERACTION = Difference(0, math.nan, math.nan, math.nan, zero=False)
"""With one cost mode."""


def _negative(found: Difference) -> Difference:
    """A difference the other way round; nothing is plain 0."""
    return replace(found, mean=0.0 - found.mean, low=0.0 - found.high, high=0.0 - found.low)


@dataclass(frozen=True)
class Comparison:
    """Regimes against a baseline (or one regime against one other), metric by metric.

    ``findings`` holds every finding, ``levels`` every regime's own values, ``contrasts`` each regime against each
    other on the metrics in ``contrasted`` and against the baseline on all; ``measured`` holds, by cost mode, regime and metric, the
    replications that all this rests on. ``effects`` are the smallest effects of interest.
    """

    scenario: Scenario
    baseline: str
    regimes: tuple[str, ...]
    costs: tuple[str, ...]
    metrics: tuple[str, ...]
    contrasted: tuple[str, ...]
    findings: tuple[Finding, ...]
    levels: tuple[Level, ...]
    contrasts: Mapping[tuple[str, str, str], Contrast]
    measured: Mapping[tuple[str, str, str], Measure]
    effects: Mapping[str, float | None]

    @cached_property
    def _index(self) -> dict[tuple[str, str, str], Finding]:
        return {(one.cost, one.regime, one.metric): one for one in self.findings}

    @cached_property
    def _levels(self) -> dict[tuple[str, str, str], Level]:
        return {(one.cost, one.regime, one.metric): one for one in self.levels}

    @argued()
    def finding(self, cost: str, regime: str, metric: str) -> Finding:
        """One finding; a cost mode may be written with ``-`` or ``_``.

        Raises:
            NotComparedError: no such cost mode, regime or metric in this comparison.
        """
        return self._found(self._index, (cost_named(cost), regime, metric))

    @argued()
    def level(self, cost: str, regime: str, metric: str) -> Level:
        """One regime's own value; a cost mode may be written with ``-`` or ``_``.

        Raises:
            NotComparedError: no such cost mode, regime or metric in this comparison.
        """
        return self._found(self._levels, (cost_named(cost), regime, metric))

    @argued()
    def of_metric(self, metric: str) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """Each regime with its findings, one a cost mode, for one metric."""
        for regime in self.regimes:
            yield regime, tuple(self.finding(cost, regime, metric) for cost in self.costs)

    @argued()
    def contrast(self, one: str, other: str, metric: str) -> Contrast:
        """One regime less another on one metric.

        Raises:
            NotComparedError: these two were not contrasted on this metric.
        """
        return self._found(self.contrasts, (one, other, metric))

    def _found(
        self, held: Mapping[tuple[str, str, str], _Held], key: tuple[str, str, str]
    ) -> _Held:
        if key in held:
            return held[key]
        for place, part in enumerate(key):
            there = dict.fromkeys(each[place] for each in held)
            if part not in there:
                raise NotComparedError(
                    f"{part!r} is not in this comparison: {instead(part, there)}"
                )
        raise NotComparedError(f"{key[0]} and {key[1]} were not compared on {key[2]}")

    @argued()
    def verdict(self, regime: str, metric: str) -> Verdict:
        """The verdict against the baseline over the cost modes that were run."""
        return self.contrast(regime, self.baseline, metric).overall.verdict

    @argued()
    def between(self, regime: str, other: str, metric: str) -> Verdict:
        """The verdict on any two regimes, for a metric that all were contrasted on."""
        return self.contrast(regime, other, metric).overall.verdict

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every finding as a frame, each pair judged by itself: the columns of `Finding`, and ``headline`` where the metric is one.

        What holds of both cost modes stands beside either: ``overall`` is the verdict over both, ``by_how_much`` whether the amount depends on
        who pays, ``only`` the one mode that has a verdict ("" where both have, or none), and ``interaction`` how much the two differ, with
        its interval, over ``interaction_pairs`` replications (NaN and 0 with one mode).
        """
        import pandas as pd

        names = [field.name for field in fields(Finding)]
        frame = pd.DataFrame(
            [[getattr(one, name) for name in names] for one in self.findings], columns=names
        )
        frame["verdict"] = [one.verdict.value for one in self.findings]
        both = [self.contrast(one.regime, one.against, one.metric) for one in self.findings]
        frame["overall"] = [each.overall.verdict.value for each in both]
        frame["by_how_much"] = [each.overall.by_how_much for each in both]
        frame["only"] = [
            self.costs[each.overall.only] if each.overall.only >= 0 else "" for each in both
        ]
        apart = [each.interaction or _NO_INTERACTION for each in both]
        frame["interaction"] = [each.mean for each in apart]
        frame["interaction_low"] = [each.low for each in apart]
        frame["interaction_high"] = [each.high for each in apart]
        frame["interaction_pairs"] = [each.pairs for each in apart]
        frame["headline"] = [METRICS[one.metric].headline for one in self.findings]
        return frame
