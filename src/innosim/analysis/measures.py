"""The metrics of a result, regime by regime, one value a replication."""

from __future__ import annotations

import numpy as np

from innosim.analysis.frames import Frames
from innosim.experiment.measure import Measure, measure_of


class Measures:
    """The metrics of a result, as arrays of one value per replication that any regime was run for, ascending.

    A replication that a regime was not run for is NaN, as is an undefined metric; `undefined` tells them apart.
    """

    def __init__(self, result: Frames) -> None:
        replications = np.unique(result.metrics["replication"].to_numpy())
        self._town = result.scenario.values
        groups = result.metrics.groupby(["cost", "regime"], observed=True, sort=False)
        self._ran = {(str(cost), str(regime)): len(rows) for (cost, regime), rows in groups}
        self._rows = {
            (str(cost), str(regime)): rows.set_index("replication").reindex(replications)
            for (cost, regime), rows in groups
        }
        self._there = {
            (str(cost), str(regime)): np.isin(replications, rows["replication"].to_numpy())
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
                metric,
                lambda name: rows[name].to_numpy(dtype=np.float64, na_value=np.nan),
                self._town,
            )
        return self._made[key]

    def shared(self, cost: str, one: str, other: str) -> int:
        """Replications that both of two regimes were run for."""
        return int(np.sum(self._there[cost, one] & self._there[cost, other]))

    def undefined(self, cost: str, regime: str, metric: str) -> int:
        """Replications that ``regime`` was run for but in which the metric has no value."""
        return self._ran[cost, regime] - self.of(cost, regime, metric).n
