"""The levers in which two regimes differ, and what each change adds to the price."""

from __future__ import annotations

import numpy as np

from innosim.analysis.attribution import LeverChange
from innosim.analysis.shapley import EVERYONE, NO_ONE, design, shapley_values
from innosim.experiment.mixes import differing, mixed, path_of
from innosim.model.prices import standing_price
from innosim.scenario.resolved import Scenario


def changes_of(
    scenario: Scenario, between: tuple[str, str]
) -> tuple[tuple[LeverChange, ...], float]:
    """The levers that differ, with what each adds to the standing price, and the whole difference in price, mDKK a year.

    A price may hang on another lever, as that of months in mystery on how many questions there are, and is split as differences are. As none
    hangs on more than one other, one order and its reverse split it exactly.
    """
    one, other = between
    months = int(scenario.values["months"])
    levers = differing(scenario, one, other)
    plan = design(len(levers), 1, 1)
    mixes = [
        {name for name, there in zip(levers, row, strict=True) if there}
        for row in plan.sets.tolist()
    ]
    prices = np.array([standing_price(scenario, mixed(scenario, one, other, mix)) for mix in mixes])
    ours, theirs = (scenario.regimes[name] for name in between)
    changes = tuple(
        LeverChange(lever, path_of(ours, lever, months), path_of(theirs, lever, months), price)
        for lever, price in zip(levers, shapley_values(plan, prices).tolist(), strict=True)
    )
    return changes, float(prices[EVERYONE] - prices[NO_ONE])
