"""A metric over replications: its level and its difference to a baseline, the same in every output.

A ratio is pooled, sum over sum: a mean of ratios would give a replication with one failed idea the
weight of one with a hundred. Its numerator and denominator are metrics too; the declaration names them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from innosim.experiment.intervals import (
    Floats,
    Interval,
    Paired,
    interval,
    paired,
    pooled_difference,
    pooled_ratio,
)
from innosim.scenario.catalogue import METRICS, Metric


@dataclass(frozen=True)
class Measure:
    """One metric of one regime: a value per replication, NaN where undefined or not run.

    ``parts`` are numerators and denominators, likewise, where the metric is a ratio.
    """

    metric: Metric
    values: Floats
    parts: tuple[Floats, Floats] | None

    @property
    def n(self) -> int:
        """Replications in which the metric is defined."""
        return int(np.sum(~np.isnan(self.values)))

    @property
    def interval(self) -> Interval:
        """Mean, or pooled ratio, and its 95 % interval; ``n`` counts where the metric is defined."""
        if self.parts is None:
            return interval(self.values)
        return pooled_ratio(*self.parts)._replace(n=self.n)

    def against(self, base: Measure) -> Paired:
        """This regime less ``base``, replication by replication; of a ratio, the difference of two pooled ones."""
        found = paired(self.values, base.values, self.metric.better)
        if self.parts is None or base.parts is None:
            return found
        pooled = pooled_difference(*self.parts, *base.parts)
        equal = found.zero and pooled.mean == 0.0
        return found._replace(difference=pooled._replace(n=found.difference.n), zero=equal)


def measure_of(name: str, column: Callable[[str], Floats]) -> Measure:
    """One metric, from what gives a column of the metrics by its name (one value a replication)."""
    metric = METRICS[name]
    parts = None if metric.ratio is None else (column(metric.ratio[0]), column(metric.ratio[1]))
    return Measure(metric, column(name), parts)
