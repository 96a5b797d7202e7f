"""The metrics of a result, and two regimes paired on one of them.

Under keyed chance replication 17 of one regime and replication 17 of another are the same town under
the same luck, so that their difference is caused by the regimes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from innosim.analysis.frames import Frames
from innosim.analysis.verdicts import Difference
from innosim.experiment.measure import Measure, measure_of


class Measures:
    """The metrics of a result, as arrays of one value per replication that any regime was run for, ascending.

    A replication that a regime was not run for is NaN, as is an undefined metric; `undefined` tells them apart.
    """

    def __init__(self, result: Frames) -> None:
        replications = np.unique(result.metrics["replication"].to_numpy())
        groups = result.metrics.groupby(["cost", "regime"], observed=True, sort=False)
        self._ran = {(str(cost), str(regime)): len(rows) for (cost, regime), rows in groups}
        self._rows = {
            (str(cost), str(regime)): rows.set_index("replication").reindex(replications)
            for (cost, regime), rows in groups
        }
        self._made: dict[tuple[str, str, str], Measure] = {}

    def has(self, cost: str, regime: str) -> bool:
        """Whether ``regime`` was run in this cost mode."""
        return (cost, regime) in self._rows

    def of(self, cost: str, regime: str, metric: str) -> Measure:
        """One metric of one regime."""
        key = (cost, regime, metric)
        if key not in self._made:
            rows = self._rows[cost, regime]
            self._made[key] = measure_of(
                metric, lambda name: rows[name].to_numpy(dtype=np.float64, na_value=np.nan)
            )
        return self._made[key]

    def undefined(self, cost: str, regime: str, metric: str) -> int:
        """Replications that ``regime`` was run for but in which the metric has no value."""
        return self._ran[cost, regime] - self.of(cost, regime, metric).n


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


def pair(first: Measure, second: Measure) -> Pairing:
    """``first`` less ``second`` over the replications in which both are defined."""
    found = first.against(second)
    n, (mean, low, high, _) = found.difference.n, found.difference
    nothing_varies = found.zero and n > 1 and math.isnan(found.variance_ratio)
    return Pairing(
        Difference(n, mean, low, high, found.zero),
        found.beats,
        0.0 if nothing_varies else found.variance_ratio,
    )
