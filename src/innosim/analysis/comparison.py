"""A comparison of regimes: what every metric says of each against a baseline, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

from innosim.analysis.verdicts import Verdict, overall
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.resolved import Scenario

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
    Var(paired)/Var(independent), NaN where nothing varies. ``pooled`` says that a ratio is sum over sum with a jackknife
    interval. Everything is in the metric's own unit; what cannot be computed is NaN.
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
    better: str
    sesoi: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Level:
    """The baseline itself on one metric: mean, 95 % interval, replications counted and undefined."""

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
class Comparison:
    """Regimes against a baseline (or one regime against one other), metric by metric.

    ``findings`` holds every finding, ``levels`` the baseline's own values, ``pairs`` the headline metrics
    of every regime against every other; sentences are made from those.
    """

    scenario: Scenario
    baseline: str
    regimes: tuple[str, ...]
    costs: tuple[str, ...]
    metrics: tuple[str, ...]
    findings: tuple[Finding, ...]
    levels: tuple[Level, ...]
    pairs: Mapping[tuple[str, str, str], tuple[Verdict, ...]]

    @cached_property
    def _index(self) -> dict[tuple[str, str, str], Finding]:
        return {(one.cost, one.regime, one.metric): one for one in self.findings}

    def finding(self, cost: str, regime: str, metric: str) -> Finding:
        """One finding; a cost mode may be written with ``-`` or ``_``.

        Raises:
            KeyError: no such cost mode, regime or metric in this comparison.
        """
        return self._index[cost_named(cost), regime, metric]

    def of_metric(self, metric: str) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """Each regime with its findings, one a cost mode, for one metric."""
        for regime in self.regimes:
            yield regime, tuple(self.finding(cost, regime, metric) for cost in self.costs)

    def verdict(self, regime: str, metric: str) -> Verdict:
        """The verdict over the cost modes that were run: equal, or "depends on who pays"."""
        return overall([self.finding(cost, regime, metric).verdict for cost in self.costs])

    def between(self, regime: str, other: str, metric: str) -> Verdict:
        """The verdict on any two regimes, for a headline metric."""
        return overall(self.pairs[regime, other, metric])

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every finding as a frame: the columns of `Finding`, ``overall``, and ``headline`` where the metric is one."""
        import pandas as pd

        names = [field.name for field in fields(Finding)]
        frame = pd.DataFrame(
            [[getattr(one, name) for name in names] for one in self.findings], columns=names
        )
        frame["verdict"] = [one.verdict.value for one in self.findings]
        frame["overall"] = [self.verdict(one.regime, one.metric).value for one in self.findings]
        frame["headline"] = [METRICS[one.metric].headline for one in self.findings]
        return frame
