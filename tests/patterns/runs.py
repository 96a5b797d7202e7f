"""Replications of Randers, paired by number: the same ideas, elections and shocks under each regime."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from innosim.model.simulator import Simulator
from innosim.scenario.resolved import Regime, Scenario

Reading = Callable[[Simulator], float]
REPLICATIONS = 24


def read(
    scenario: Scenario, regime: Regime, reading: Reading, replications: int = REPLICATIONS
) -> np.ndarray[Any, Any]:
    """What ``reading`` makes of each replication."""
    simulator = Simulator(scenario, regime)
    found = []
    for replication in range(replications):
        simulator.run(replication)
        found.append(reading(simulator))
    return np.array(found, dtype=float)


def metric(name: str) -> Reading:
    """A metric of the replication."""
    return lambda simulator: float(simulator.tables(ideas=False)["metrics"][name][0])


def indicator(simulator: Simulator, name: str) -> np.ndarray[Any, Any]:
    """An indicator, month by month."""
    return simulator.tables(ideas=False)["indicators"][name]


def several(
    scenario: Scenario,
    regime: Regime,
    readings: Iterable[Reading],
    replications: int = REPLICATIONS,
) -> list[np.ndarray[Any, Any]]:
    """Several readings of the same replications, a row each."""
    wanted = list(readings)
    rows = read(scenario, regime, lambda s: [r(s) for r in wanted], replications)  # type: ignore[arg-type,return-value]
    return list(rows.T)
