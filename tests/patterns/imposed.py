"""Towns under an amount of losses a year that comes from outside: their own failures never come into public."""

from __future__ import annotations

from typing import Any

import numpy as np
from towns import village

from innosim.model.simulator import Simulator
from innosim.scenario.resolved import Regime, Scenario

JUNE = 5

COUNCIL = {"council_seats": 31, "majority_seats": 18, "minority_seats": 13}


def small_town(**values: float) -> Scenario:
    """A village with a council of Randers' size, empty at month 0, in which no failure becomes a case."""
    return village(**COUNCIL, publicity=0.0, startup_months=0, **values)


def under_losses(
    scenario: Scenario, regime: Regime, permille: float, metric: str, replications: int = 10
) -> np.ndarray[Any, Any]:
    """A metric of each replication in which innovation loses so many per mille of B each June, and no more."""
    simulator = Simulator(scenario, regime)
    months = int(scenario.values["months"])
    found = []
    for replication in range(replications):
        simulator.start(replication)
        for june in range(JUNE, months, 12):
            simulator.advance(june)
            simulator.town.state["loss_push"] += permille
        simulator.advance(months)
        simulator.reckon()
        found.append(float(simulator.tables(ideas=False)["metrics"][metric][0]))
    return np.array(found)


def crossing(amounts: list[float], differences: list[float]) -> float:
    """The amount of losses at which a lead turns, between the two around it; infinite where it does not turn."""
    for at in range(1, len(amounts)):
        before, after = differences[at - 1], differences[at]
        if before > 0.0 >= after:
            part = before / (before - after)
            return amounts[at - 1] + part * (amounts[at] - amounts[at - 1])
    return float("inf")
