"""Two regimes on one metric, paired by replication.

Under keyed chance replication 17 of one regime and replication 17 of another are the same town under
the same luck, so that their difference is caused by the regimes. A metric comes as a `Measure`: the
values, and numerator and denominator too where it is a ratio that can be pooled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from innosim.analysis.verdicts import Difference
from innosim.experiment.intervals import (
    Interval,
    interval,
    paired,
    pooled_difference,
    pooled_ratio,
)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measure:
    """One metric of one regime: arrays of one value per replication, NaN where undefined or not run.

    ``numerator`` and ``denominator`` are given, both, where the metric is a ratio to be pooled.
    """

    values: Floats
    ran: npt.NDArray[np.bool_]
    numerator: Floats | None = None
    denominator: Floats | None = None

    @property
    def n(self) -> int:
        """Replications in which the metric is defined."""
        return int(np.sum(~np.isnan(self.values)))

    @property
    def undefined(self) -> int:
        """Replications that were run but in which the metric is undefined."""
        return int(np.sum(self.ran)) - self.n

    @property
    def pooled(self) -> bool:
        """Whether the ratio is pooled over replications rather than averaged."""
        return self.numerator is not None and self.denominator is not None

    @property
    def interval(self) -> Interval:
        """Mean (or pooled ratio) and its 95 % interval."""
        if self.numerator is not None and self.denominator is not None:
            found = pooled_ratio(self.numerator, self.denominator)
            return found._replace(n=self.n)
        return interval(self.values)


@dataclass(frozen=True)
class Pairing:
    """Two regimes on one metric.

    ``beats`` is the share of pairs in which the first is better (higher, where neither direction is
    better) plus half the ties. ``variance_ratio`` is Var(paired)/Var(independent): over 1, pairing has
    blurred the comparison instead of sharpening it.
    """

    difference: Difference
    beats: float
    variance_ratio: float
    pooled: bool


def pair(first: Measure, second: Measure, better: str) -> Pairing:
    """``first`` less ``second`` over the replications in which both are defined."""
    both = ~(np.isnan(first.values) | np.isnan(second.values))
    a, b = first.values[both], second.values[both]
    simple = paired(a, b, better or "up")
    zero = len(a) > 0 and bool(np.array_equal(a, b))
    found, pooled = simple.difference, False
    if not zero:
        ratio = _pooled(first, second)
        if ratio is not None:
            found, pooled = ratio, True
    return Pairing(
        Difference(len(a), found.mean, found.low, found.high, zero),
        simple.beats,
        0.0 if zero and math.isnan(simple.variance_ratio) and len(a) > 1 else simple.variance_ratio,
        pooled,
    )


def _pooled(first: Measure, second: Measure) -> Interval | None:
    """The difference of two pooled ratios, or None where either can't be pooled."""
    parts = (first.numerator, first.denominator, second.numerator, second.denominator)
    if any(part is None for part in parts):
        return None
    above, below, base_above, base_below = (part for part in parts if part is not None)
    found = pooled_difference(above, below, base_above, base_below)
    return None if math.isnan(found.mean) else found
