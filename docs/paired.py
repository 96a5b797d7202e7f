"""Settings run side by side, for the scripts here: replications paired by number, each with one past for all settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Regime, Scenario

Outcomes: TypeAlias = dict[str, npt.NDArray[np.float64]]
"""Every metric by name, a value a replication; NaN where it has none."""

ERRORS = 2.0
"""Standard errors by which a difference must clear its smallest effect, on either side, for that to be said."""


@dataclass(frozen=True)
class Moved:
    """How far one setting lies from another in a metric, its standard error, and that metric's smallest effect."""

    mean: float
    error: float
    smallest: float

    @property
    def equal(self) -> bool:
        """Whether no replication differs at all."""
        return self.mean == 0.0 and self.error == 0.0

    @property
    def under(self) -> bool:
        """Whether it surely lies under the smallest effect."""
        return abs(self.mean) + ERRORS * self.error < self.smallest

    @property
    def reaches(self) -> bool:
        """Whether it surely reaches the smallest effect."""
        return abs(self.mean) - ERRORS * self.error >= self.smallest

    def __str__(self) -> str:
        """Return mean and error, marked by what they say of the smallest effect."""
        if np.isnan(self.mean):
            return "-"
        if self.equal:
            return "0"
        digits = 2 if self.smallest >= 0.5 else 3
        words = f"{self.mean:+.{digits}f} ± {self.error:.{digits}f}"
        return f"**{words}**" if self.reaches else words if self.under else f"{words} ?"


def side_by_side(
    scenario: Scenario, regimes: Mapping[str, Regime], replications: Iterable[int]
) -> dict[str, Outcomes]:
    """Run these replications of all regimes; each begins in the same town at work."""
    runs = {name: Simulator(scenario, regime) for name, regime in regimes.items()}
    found: dict[str, list[list[float]]] = {name: [] for name in runs}
    first = next(iter(runs.values()))
    for replication in replications:
        past = first.past(replication)
        for name, run in runs.items():
            run.run(replication, past=past)
            metrics = run.tables(ideas=False)["metrics"]
            found[name].append([float(metrics[metric][0]) for metric in METRICS])
    return {
        name: dict(zip(METRICS, np.array(rows, dtype=float).T, strict=True))
        for name, rows in found.items()
    }


def with_levers(regime: Regime, **levers: float) -> Regime:
    """Return the regime with other values of these levers, from the start to the end."""
    assert not regime.changes, "a preset has no dated changes"
    return replace(regime, levers={**regime.levers, **levers})


def level(metric: str, runs: Outcomes) -> float:
    """Return the mean over replications that have a value; a ratio with its own denominators is pooled."""
    parts = METRICS[metric].ratio
    if parts is None:
        values = runs[metric]
        return float(np.nanmean(values)) if not np.isnan(values).all() else float("nan")
    return _pooled(parts, runs, np.ones(len(runs[parts[0]]), dtype=bool))


def moved(metric: str, runs: Outcomes, other: Outcomes, smallest: float) -> Moved:
    """Return how far a metric lies over the other's, paired; of a pooled ratio the error is the jackknife's."""
    parts = METRICS[metric].ratio
    if parts is None:
        difference = runs[metric] - other[metric]
        difference = difference[~np.isnan(difference)]
        if len(difference) < 2:
            return Moved(float("nan"), float("nan"), smallest)
        error = float(difference.std(ddof=1)) / sqrt(len(difference))
        return Moved(float(difference.mean()), error, smallest)
    n = len(runs[parts[0]])
    each = ~np.eye(n, dtype=bool)
    left_out = np.array([_pooled(parts, runs, k) - _pooled(parts, other, k) for k in each])
    error = sqrt((n - 1) / n * float(((left_out - left_out.mean()) ** 2).sum()))
    return Moved(level(metric, runs) - level(metric, other), error, smallest)


def _pooled(parts: tuple[str, str], runs: Outcomes, which: npt.NDArray[np.bool_]) -> float:
    above, below = (float(runs[part][which].sum()) for part in parts)
    return above / below if below else float("nan")
