"""The metrics of a result or of a study, regime by regime, one value a replication."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from innosim.analysis.frames import Frames
from innosim.experiment.intervals import Floats, contributions
from innosim.experiment.measure import Measure, measure_of
from innosim.experiment.study_runs import StudyRuns
from innosim.scenario.catalogue import METRICS


class Measures:
    """The metrics of a result, as arrays of one value per replication that any regime was run for, ascending.

    A replication that a regime was not run for is NaN, as is an undefined metric; `undefined` tells them apart.
    """

    def __init__(self, result: Frames) -> None:
        self._runs = runs = result.runs
        self._town = result.scenario.values
        self._replications = np.array(sorted(set(runs.replication.tolist())))
        pairs = dict.fromkeys(zip(runs.cost.tolist(), runs.regime.tolist(), strict=True))
        self._rows = {pair: np.flatnonzero(runs.of(*pair)) for pair in pairs}
        self._made: dict[tuple[str, str, str], Measure] = {}

    def has(self, cost: str, regime: str) -> bool:
        """Whether ``regime`` was run in this cost mode."""
        return (cost, regime) in self._rows

    def of(self, cost: str, regime: str, metric: str) -> Measure:
        """One metric of one regime."""
        key = (cost, regime, metric)
        if key not in self._made:
            self._made[key] = measure_of(
                metric, lambda name: self._column(cost, regime, name), self._town
            )
        return self._made[key]

    def _column(self, cost: str, regime: str, metric: str) -> Floats:
        rows = self._rows[cost, regime]
        found = np.full(len(self._replications), np.nan)
        found[self._places(rows)] = self._runs.metrics[metric][rows]
        return found

    def _places(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Where the replications of such rows stand among all."""
        return np.searchsorted(self._replications, self._runs.replication[rows])

    def shared(self, cost: str, one: str, other: str) -> int:
        """Replications that both of two regimes were run for."""
        return int(np.sum(self._there(cost, one) & self._there(cost, other)))

    def _there(self, cost: str, regime: str) -> NDArray[np.bool_]:
        """Of which replications there is a run."""
        found = np.zeros(len(self._replications), dtype=np.bool_)
        found[self._places(self._rows[cost, regime])] = True
        return found

    def undefined(self, cost: str, regime: str, metric: str) -> int:
        """Replications that ``regime`` was run for but in which the metric has no value."""
        return len(self._rows[cost, regime]) - self.of(cost, regime, metric).n


def contributed(runs: StudyRuns, cost: str, regimes: Sequence[str], metric: str) -> list[Floats]:
    """Return what each replication of a study contributes to a metric of regimes: (points, replications) each, NaN where any of them has none.

    Of a pooled ratio that is its part in it, so that the mean at a point is the ratio of each, and their difference that of two pooled ones.
    """
    values = [runs.values(cost, regime, metric) for regime in regimes]
    nowhere = np.isnan(values).any(axis=0)
    ratio = METRICS[metric].ratio
    if ratio is None:
        return [np.where(nowhere, np.nan, each) for each in values]
    found = []
    for regime in regimes:
        above, below = (np.where(nowhere, np.nan, runs.values(cost, regime, part)) for part in ratio)  # fmt: skip
        found.append(np.array([contributions(a, b) for a, b in zip(above, below, strict=True)]))
    return found
