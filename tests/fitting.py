"""Values of a town that stand in a relation, made to fit: beside one that is given, or all of them drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from innosim.scenario.catalogue import PARAMETERS

WAGES = 0.76
"""Wages over the budget, as in Randers."""

SEATS = int(PARAMETERS["council_seats"].limits[1])
Values = Mapping[str, Any]


def _council(name: str, value: int) -> dict[str, Any]:
    if name == "council_seats":
        minority = (value - 1) // 2
        return {"majority_seats": value - minority, "minority_seats": minority}
    if name == "majority_seats":
        minority = min(value - 1, SEATS - value)
        return {"council_seats": value + minority, "minority_seats": minority}
    return {"council_seats": 2 * value + 1, "majority_seats": value + 1}


def _people(name: str, value: int, now: Values) -> dict[str, Any]:
    if name == "departments":
        return {"units": max(now["units"], value), "staff": max(now["staff"], value)}
    if name == "units":
        return {"departments": min(now["departments"], value), "staff": max(now["staff"], value)}
    units = min(now["units"], value)
    return {"units": units, "departments": min(now["departments"], units)}


def _money(name: str, now: dict[str, Any]) -> dict[str, Any]:
    """A wage, or where that is given a budget, that makes wages what they are in Randers; people where neither can."""
    hours = now["fte_share"] * now["effective_hours"]
    least, most = PARAMETERS["wage_mdkk"].limits
    if name == "wage_mdkk":
        budget = now["staff"] * hours * now["wage_mdkk"] / WAGES
        return {"budget_mdkk": float(np.clip(budget, *PARAMETERS["budget_mdkk"].limits))}
    wage = float(np.clip(WAGES * now["budget_mdkk"] / (now["staff"] * hours), least, most))
    if now["staff"] * hours * wage <= now["budget_mdkk"]:
        return {"wage_mdkk": wage}
    if name == "budget_mdkk":
        staff = int(WAGES * now["budget_mdkk"] / (hours * least))
        return {"wage_mdkk": wage, "staff": staff, "population": 11 * staff}
    return {"wage_mdkk": wage, "budget_mdkk": now["staff"] * hours * wage / WAGES}


def beside(name: str, value: Any, now: Values) -> dict[str, Any]:
    """The parameter at this value, and those that stand in a relation with it at values that fit, else as they are ``now``."""
    new = {**now, name: value}
    if name.endswith("_seats"):
        new |= _council(name, value)
    if name in ("departments", "units", "staff"):
        new |= _people(name, value, now)
    if name in ("units", "staff", "departments", "fte_share", "effective_hours", "budget_mdkk", "wage_mdkk"):  # fmt: skip
        new |= _money(name, new)
    if name in ("turnover_low", "turnover_high"):
        new["turnover_low"] = min(value, now["turnover_low"])
        new["turnover_high"] = max(value, now["turnover_high"])
        new[name] = value
    if name == "unit_limit":
        new["council_limit"] = max(value, now["council_limit"])
    if name == "council_limit":
        new["unit_limit"] = min(value, now["unit_limit"])
    if name == "merger_month":
        new["months"] = max(now["months"], value + 1)
    return {each: new[each] for each in new if new[each] != now[each] or each == name}


def drawn(rng: np.random.Generator, months: int, most_units: int) -> dict[str, Any]:
    """A town drawn over all that relations allow, of at most so many units: counts and money evenly by size."""

    def by_size(name: str, least: float, most: float) -> float:
        low, high = PARAMETERS[name].limits
        low, high = max(low, least), min(high, most)
        return float(np.clip(np.exp(rng.uniform(np.log(low), np.log(high))), low, high))

    def evenly(name: str, low: float = -np.inf, high: float = np.inf) -> float:
        least, most = PARAMETERS[name].limits
        return float(rng.uniform(max(least, low), min(most, high)))

    seats = int(rng.integers(3, SEATS + 1))
    minority = int(rng.integers(1, (seats - 1) // 2 + 1))
    departments = int(rng.integers(1, 13))
    units = int(by_size("units", departments, most_units))
    staff = int(by_size("staff", max(10, units), 100 * units))
    fte, hours = evenly("fte_share"), evenly("effective_hours")
    wage = by_size("wage_mdkk", 0.0, 60_000.0 / (staff * fte * hours))
    council_limit = by_size("council_limit", 0.0, np.inf)
    low = evenly("turnover_low")
    return {
        "council_seats": seats, "minority_seats": minority, "majority_seats": seats - minority, "departments": departments,
        "units": units, "staff": staff, "fte_share": fte, "effective_hours": hours, "wage_mdkk": wage,
        "budget_mdkk": by_size("budget_mdkk", staff * fte * hours * wage, np.inf), "council_limit": council_limit,
        "unit_limit": by_size("unit_limit", 0.0, council_limit), "turnover_low": low, "turnover_high": evenly("turnover_high", low),
        "envelope_mdkk": -1.0 if rng.random() < 0.5 else evenly("envelope_mdkk", 0.0),
        "startup_months": 12 * int(rng.integers(0, 5)), "merger_month": int(rng.integers(-1, months)),
    }  # fmt: skip
