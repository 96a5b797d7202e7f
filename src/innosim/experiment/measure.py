"""A metric over replications: its level and its difference to another regime's, the same in every output.

A ratio is pooled, sum over sum: a mean of ratios would give a replication with one failed idea the
weight of one with a hundred. Its numerator and denominator are metrics too; the declaration names them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import (
    ANYWHERE,
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
from innosim.scenario.catalogue.bounds import DIFFERENCE, SHARE
from innosim.scenario.catalogue.declare import Values


@dataclass(frozen=True)
class Measure:
    """One metric of one regime: a value per replication, NaN where undefined or not run.

    ``parts`` are numerators and denominators, likewise, where the metric is a ratio: all three are NaN wherever one is, so
    that all that is said of it rests on the same replications. ``grid`` is the smallest step between two values, 0 where there is none,
    and ``bounds`` are within what a share lies.
    """

    metric: Metric
    values: Floats
    parts: tuple[Floats, Floats] | None
    grid: float = 0.0
    bounds: tuple[float, float] = ANYWHERE

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
        return pooled_ratio(*self.parts, grid=self.grid, bounded=bounded)

    @cached_property
    def contributions(self) -> Floats:
        """What each replication contributes to the level: its value, or its part in a pooled ratio; NaN where undefined."""
        return self.values if self.parts is None else contributions(*self.parts)

    def against(self, base: Measure) -> Paired:
        """This regime less ``base`` over the replications in which both are defined; of a ratio, the difference of two pooled ones.

        How often one is ahead and what pairing is worth are of what each replication contributes to those same two means.
        """
        ours, theirs = together((self, base))
        grid, bounds = max(self.grid, base.grid), difference_bounds(self.bounds)
        found = paired(
            ours.contributions,
            theirs.contributions,
            self.metric.better,
            grid=grid,
            bounds=bounds,
        )._replace(undefined=len(self.values) - ours.n)
        if ours.parts is None or theirs.parts is None:
            return found
        pooled = pooled_difference(*ours.parts, *theirs.parts, grid=grid, bounds=bounds)
        alike = ours.n > 0 and bool(np.array_equal(ours.values, theirs.values))
        return found._replace(difference=pooled, zero=alike and pooled.mean == 0.0)

    def over(self, there: NDArray[np.bool_]) -> Measure:
        """The same over some of the replications."""
        parts = None if self.parts is None else (self.parts[0][there], self.parts[1][there])
        return replace(self, values=self.values[there], parts=parts)


def together(measures: Sequence[Measure]) -> list[Measure]:
    """The measures over the replications in which all of them are defined."""
    there = np.all([~np.isnan(each.values) for each in measures], axis=0)
    return [each.over(there) for each in measures]


def difference_bounds(bounds: tuple[float, float]) -> tuple[float, float]:
    """Within what the difference of two quantities lies that both lie within ``bounds``."""
    most = bounds[1] - bounds[0]
    return -most, most


def interaction(pair: tuple[Measure, Measure], other: tuple[Measure, Measure]) -> Interval:
    """How much the difference within ``pair`` differs from that within ``other``, replication by replication.

    The two pairs are the same regimes in two cost modes: whether it matters who pays is this, tested as one. Its floor is that of two
    differences, as it is made of two.
    """
    a, b, c, d = together((*pair, *other))
    bounds = difference_bounds(difference_bounds(a.bounds))
    grid = 2.0 * max(each.grid for each in (*pair, *other))
    if a.parts is None or b.parts is None or c.parts is None or d.parts is None:
        return paired(a.values - b.values, c.values - d.values, grid=grid, bounds=bounds).difference
    return pooled_interaction((*a.parts, *b.parts), (*c.parts, *d.parts), grid=grid, bounds=bounds)


def measure_of(name: str, column: Callable[[str], Floats], town: Values | None = None) -> Measure:
    """One metric, from what gives a column of the metrics by its name (one value a replication).

    ``town`` are the values of its scenario, from which the grid follows; without them there is none.
    """
    metric, values = METRICS[name], column(name)
    parts = None
    if metric.ratio is not None:
        rows = np.array([values, *(column(part) for part in metric.ratio)])
        values, above, below = np.where(np.isnan(rows).any(axis=0), np.nan, rows)
        parts = (above, below)
    # Of other units the bounds are assumed, far out, and there to find what has run away.
    bounds = metric.lies.of({}) if metric.lies in (SHARE, DIFFERENCE) else ANYWHERE
    grid = _grid(metric, parts, town) if town is not None else 0.0
    return Measure(metric, values, parts, grid, bounds)


def _grid(metric: Metric, parts: tuple[Floats, Floats] | None, town: Values) -> float:
    """The smallest step of a metric; of a ratio of counts, one in the mean denominator."""
    if metric.grid is not None:
        return metric.grid(town)
    if metric.ratio is None or parts is None or METRICS[metric.ratio[0]].unit != "count":
        return 0.0
    below = parts[1][~np.isnan(parts[1])]
    mean = float(np.mean(below)) if below.size else 0.0
    return 1.0 / mean if mean > 0.0 else 0.0
