"""A regime's levers as rules read them, a row a month: amounts in this town's hours, FTE and mDKK."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.prices import added, settings
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.declare import Price
from innosim.scenario.catalogue.prices import partner_count, whole
from innosim.scenario.resolved import Regime, Scenario


def diminishing(amount: float, half: float) -> float:
    """Return how far an amount reaches, 0-1, with diminishing returns: half at ``half``."""
    return amount / (amount + half)


def charges(prices: Mapping[str, Price]) -> dict[str, float]:
    """Return what the books charge, from the prices of all levers: hours a month by who gives them, money a year."""
    return {
        "pool_mdkk": 12.0 * prices["pool"].money_mdkk,
        "bought_mdkk": 12.0 * added(p.money_mdkk for name, p in prices.items() if name != "pool"),
        "lever_staff_hours": added(price.staff for price in prices.values()),
        "meeting_hours": added(price.meetings for price in prices.values()),
        "board_hours": added(price.board for price in prices.values()),
        "council_hours": added(price.council for price in prices.values()),
        "question_hours": added(price.for_a_question for price in prices.values()),
        "ildsjael_hours": added(price.for_an_ildsjael for price in prices.values()),
    }


def lever_values(values: Mapping[str, Any], levers: Mapping[str, float]) -> dict[str, float]:
    """Return a row of levers as rules read them: each as it is set, or as what it comes to here."""
    prices = {
        name: lever.price(values, levers)
        for name, lever in LEVERS.items()
        if lever.price is not None
    }
    partners = partner_count(values, levers["partners"]) / values["staff"] * 1000.0
    return {
        **levers,
        **charges(prices),
        "sorting_hours": prices["sorting_staff"].staff,
        "laboratory_hours": prices["laboratories"].staff,
        "training_share": diminishing(levers["training"], values["training_half"]),
        "partner_share": diminishing(partners, values["partner_half"]),
        "measurement_share": diminishing(levers["measurement_staff"], values["measurement_half"]),
        "spread_share": diminishing(levers["spread_staff"], values["spread_half"]),
        "tracks": whole(values, levers["tracks"]),
        "sorting": 1 if levers["sorting_staff"] > 0.0 else 0,
    }


def levers_table(
    scenario: Scenario, regime: Regime, months: int
) -> tables.Table[tables.LeversInForce]:
    """Return the levers in force, a row a month; those before month 0, an ordinary town's, at the end."""
    before = int(scenario.values["startup_months"])
    table: Any = np.zeros(months + before, tables.LEVER_ROW)
    for first, levers in settings(scenario, regime):
        for name, value in lever_values(scenario.values, levers).items():
            table[name][first:months] = value
    for name, value in lever_values(scenario.values, scenario.start_up).items():
        table[name][months:] = value
    return table
