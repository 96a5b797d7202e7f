"""Settings run side by side, for the scripts here: replications paired by number, each with one past for all settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Regime, Scenario

Outcomes: TypeAlias = dict[str, npt.NDArray[np.float64]]
"""Every metric by name, a value a replication; NaN where it has none."""

UNDER_IT, REACHES_IT, UNCLEAR, EQUAL = "under", "reaches", "unclear", "equal"


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


def level(metric: str, runs: Mapping[str, npt.NDArray[np.float64]]) -> float:
    """Return the mean over replications that have a value; a ratio with its own denominators is pooled."""
    parts = METRICS[metric].ratio
    if parts is None:
        values = runs[metric]
        return float(np.nanmean(values)) if not np.isnan(values).all() else float("nan")
    above, below = (float(runs[part].sum()) for part in parts)
    return above / below if below else float("nan")


def moved(metric: str, runs: Outcomes, other: Outcomes) -> tuple[float, float]:
    """Return how far a metric lies over the other's, paired, and the standard error of that."""
    parts = METRICS[metric].ratio
    if parts is None:
        difference = (runs[metric] - other[metric])[~np.isnan(runs[metric] - other[metric])]
        if len(difference) < 2:
            return float("nan"), float("nan")
        return float(difference.mean()), float(difference.std(ddof=1) / sqrt(len(difference)))
    n = len(runs[parts[0]])
    left_out = np.array([_pooled(parts, runs, k) - _pooled(parts, other, k) for k in range(n)])
    spread = sqrt((n - 1) / n * float(((left_out - left_out.mean()) ** 2).sum()))
    return level(metric, runs) - level(metric, other), spread


def against_smallest(mean: float, error: float, smallest: float, errors: float = 2.0) -> str:
    """Say on which side of the smallest effect a difference lies, by this many standard errors."""
    if mean == 0.0 and error == 0.0:
        return EQUAL
    if abs(mean) + errors * error < smallest:
        return UNDER_IT
    return REACHES_IT if abs(mean) - errors * error >= smallest else UNCLEAR


def _pooled(parts: tuple[str, str], runs: Outcomes, without: int) -> float:
    above, below = (float(np.delete(runs[part], without).sum()) for part in parts)
    return above / below if below else float("nan")
