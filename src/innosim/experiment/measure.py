"""A metric over replications: its level and its difference to another regime's, the same in every output.

A ratio is pooled, sum over sum: a mean of ratios would give a replication with one failed idea the
weight of one with a hundred. Its numerator and denominator are metrics too; the declaration names them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from innosim.experiment.intervals import (
    Floats,
    Interval,
    Paired,
    contributions,
    interval,
    paired,
    pooled_difference,
    pooled_interaction,
    pooled_ratio,
)
from innosim.scenario.catalogue import METRICS, Metric
from innosim.scenario.catalogue.declare import Values


@dataclass(frozen=True)
class Measure:
    """One metric of one regime: a value per replication, NaN where undefined or not run.

    ``parts`` are numerators and denominators, likewise, where the metric is a ratio; ``grid`` the smallest step
    between two values, 0 where there is none.
    """

    metric: Metric
    values: Floats
    parts: tuple[Floats, Floats] | None
    grid: float = 0.0

    @property
    def n(self) -> int:
        """Replications in which the metric is defined."""
        return int(np.sum(~np.isnan(self.values)))

    @property
    def interval(self) -> Interval:
        """Mean, or pooled ratio, and its 95 % interval; ``n`` counts where the metric is defined."""
        bounded = self.metric.bounded
        if self.parts is None:
            return interval(self.values, grid=self.grid, bounded=bounded)
        return pooled_ratio(*self.parts, bounded=bounded)._replace(n=self.n)

    @cached_property
    def contributions(self) -> Floats:
        """What each replication contributes to the level: its value, or its part in a pooled ratio."""
        return self.values if self.parts is None else contributions(*self.parts)

    def against(self, base: Measure) -> Paired:
        """This regime less ``base``, replication by replication; of a ratio, the difference of two pooled ones."""
        ours, theirs = self.contributions, base.contributions
        found = paired(ours, theirs, self.metric.better, grid=self.grid)
        if self.parts is None or base.parts is None:
            return found
        pooled = pooled_difference(*self.parts, *base.parts)
        same = paired(self.values, base.values)
        if same.difference.n == 0:  # parts without a value of their own make none together
            return found._replace(difference=same.difference, undefined=same.undefined, zero=False)
        equal = same.zero and pooled.mean == 0.0
        return found._replace(
            difference=pooled._replace(n=same.difference.n), undefined=same.undefined, zero=equal
        )


def interaction(pair: tuple[Measure, Measure], other: tuple[Measure, Measure]) -> Interval:
    """How much the difference within ``pair`` differs from that within ``other``, replication by replication.

    The two pairs are the same regimes in two cost modes: whether it matters who pays is this, tested as one.
    """
    (a, b), (c, d) = pair, other
    if a.parts is None or b.parts is None or c.parts is None or d.parts is None:
        return interval((a.values - b.values) - (c.values - d.values), grid=a.grid)
    return pooled_interaction((*a.parts, *b.parts), (*c.parts, *d.parts))


def measure_of(name: str, column: Callable[[str], Floats], town: Values | None = None) -> Measure:
    """One metric, from what gives a column of the metrics by its name (one value a replication).

    ``town`` are the values of its scenario, from which the grid follows; without them there is none.
    """
    metric = METRICS[name]
    parts = None if metric.ratio is None else (column(metric.ratio[0]), column(metric.ratio[1]))
    grid = metric.grid(town) if town is not None and metric.grid is not None else 0.0
    return Measure(metric, column(name), parts, grid)
