"""A regime's levers as rules read them, a row a month: amounts in this town's hours, FTE and mDKK."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.prices import (
    number,
    partner_count,
    partner_hours,
    per_thousand,
    settings,
    vision_hours,
    whole,
)
from innosim.scenario.resolved import Regime, Scenario


def reach(amount: float, half: float) -> float:
    """Return how far an amount reaches, 0-1, with diminishing returns: half at ``half``."""
    return amount / (amount + half)


def lever_values(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, float]:
    """Return a row of levers as the model reads them: amounts in this town's hours, FTE and mDKK."""
    permille = number(scenario, "budget_mdkk") / 1000.0
    month = number(scenario, "effective_hours") / 12.0
    tracks = whole(scenario, levers["tracks"])
    staff = sum(
        levers[n] for n in ("laboratories", "sorting_staff", "measurement_staff", "spread_staff")
    )
    partners = partner_count(scenario, levers["partners"]) / number(scenario, "staff") * 1000.0
    laboratory_fte = per_thousand(scenario, levers["laboratories"])
    cover = number(scenario, "laboratory_cover")
    straight = "vision ambition protected_time protection local_approval involvement contract coupling tolerance cuts_only"
    return {
        **{name: levers[name] for name in straight.split()},
        "pool_mdkk": levers["pool"] * permille,
        "training_mdkk": levers["training"] * permille,
        "training_share": reach(levers["training"], number(scenario, "training_half")),
        "partner_share": reach(partners, number(scenario, "partner_half")),
        "measurement_share": reach(
            levers["measurement_staff"], number(scenario, "measurement_half")
        ),
        "spread_share": reach(levers["spread_staff"], number(scenario, "spread_half")),
        "sorting_hours": per_thousand(scenario, levers["sorting_staff"]) * month,
        "staff_hours": per_thousand(scenario, staff) * month,
        "track_hours": tracks * number(scenario, "track_staff_hours") / 12.0,
        "partner_hours": partner_hours(scenario, levers) / 12.0,
        "vision_hours": vision_hours(scenario, levers) / 12.0,
        "mystery_hours": number(scenario, "mystery_hours"),
        "mystery_months": levers["mystery_months"],
        "tracks": tracks,
        "laboratories": max(1, round(laboratory_fte / cover)) if laboratory_fte > 0.0 else 0,
        "sorting": 1 if levers["sorting_staff"] > 0.0 else 0,
    }


def levers_table(
    scenario: Scenario, regime: Regime, months: int
) -> tables.Table[tables.LeversInForce]:
    """Return the levers in force, a row a month."""
    table: Any = np.zeros(months, tables.layout(tables.LeversInForce))
    for first, levers in settings(scenario, regime):
        for name, value in lever_values(scenario, levers).items():
            table[name][first:] = value
    return table
