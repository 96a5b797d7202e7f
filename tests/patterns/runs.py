"""Replications of a town, paired by number: the same past, ideas, elections and shocks under each regime."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Regime, Scenario

Reading = Callable[[Simulator], Any]
"""What is read of a replication: a number, or several."""

REPLICATIONS = 24


def side_by_side(
    scenario: Scenario,
    regimes: Mapping[str, Regime],
    reading: Reading,
    replications: int = REPLICATIONS,
) -> dict[str, np.ndarray[Any, Any]]:
    """What ``reading`` makes of each replication, the last axis, under each regime; all regimes enter one past."""
    runs = {name: Simulator(scenario, regime) for name, regime in regimes.items()}
    found: dict[str, list[Any]] = {name: [] for name in runs}
    first = next(iter(runs.values()))
    for replication in range(replications):
        past = first.past(replication)
        for name, run in runs.items():
            run.run(replication, past=past)
            found[name].append(reading(run))
    return {name: np.array(rows, dtype=float).T for name, rows in found.items()}


def read(
    scenario: Scenario, regime: Regime, reading: Reading, replications: int = REPLICATIONS
) -> np.ndarray[Any, Any]:
    """What ``reading`` makes of each replication of one regime."""
    return side_by_side(scenario, {"it": regime}, reading, replications)["it"]


def metric(name: str) -> Reading:
    """A metric of the replication."""
    return lambda simulator: float(simulator.tables(ideas=False)["metrics"][name][0])


def metrics(*names: str) -> Reading:
    """Several metrics of the replication."""

    def reading(simulator: Simulator) -> list[float]:
        table = simulator.tables(ideas=False)["metrics"]
        return [float(table[name][0]) for name in names]

    return reading


every_metric: Reading = metrics(*METRICS)


def by_name(rows: Sequence[np.ndarray[Any, Any]]) -> dict[str, np.ndarray[Any, Any]]:
    """What `every_metric` read, by metric."""
    return dict(zip(METRICS, rows, strict=True))


def indicator(simulator: Simulator, name: str) -> np.ndarray[Any, Any]:
    """An indicator, month by month."""
    return simulator.tables(ideas=False)["indicators"][name]
