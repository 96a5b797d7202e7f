"""What a setting of levers costs, known before any run, and settings with more or less of it (ODD, Levers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.resolved import Change, Regime, Scenario

AMOUNTS = tuple(lever.name for lever in LEVERS.values() if lever.amount)
HIGHEST = {lever.name: lever.high for lever in LEVERS.values()}


def value_of(scenario: Scenario, name: str) -> float:
    """Return a parameter of the scenario as a float."""
    return float(scenario.values[name])


def setting_price(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, float]:
    """Return the price of each lever at one setting, mDKK a year; free levers are left out."""
    wage = value_of(scenario, "wage_mdkk")
    prices = {
        lever.name: lever.price(scenario.values, levers)
        for lever in LEVERS.values()
        if lever.price is not None
    }
    return {name: 12.0 * (price.hours * wage + price.money_mdkk) for name, price in prices.items()}


def settings(scenario: Scenario, regime: Regime) -> list[tuple[int, Mapping[str, float]]]:
    """Return the regime's settings over time: (first month, levers), changes laid over what went before."""
    months = int(scenario.values["months"])
    found: list[tuple[int, Mapping[str, float]]] = [(0, dict(regime.levers))]
    for change in sorted(regime.changes, key=lambda c: c.month):
        if change.month < months:
            found.append((change.month, {**found[-1][1], **change.levers}))
    return found


def levers_at(scenario: Scenario, regime: Regime, month: int) -> Mapping[str, float]:
    """Return the setting in force in a month."""
    return [levers for first, levers in settings(scenario, regime) if first <= month][-1]


def price_by_lever(scenario: Scenario, regime: Regime) -> dict[str, float]:
    """Return the standing price of each lever, mDKK a year, dated changes averaged over the horizon."""
    months = int(scenario.values["months"])
    total: dict[str, float] = {}
    found = settings(scenario, regime)
    ends = [first for first, _ in found[1:]] + [months]
    for (first, levers), end in zip(found, ends, strict=True):
        for name, price in setting_price(scenario, levers).items():
            total[name] = total.get(name, 0.0) + price * (end - first) / months
    return total


def standing_price(scenario: Scenario, regime: Regime) -> float:
    """Return the standing price of a regime, mDKK a year: a closed form, known before any run."""
    return added(price_by_lever(scenario, regime).values())


def _scaled_setting(levers: Mapping[str, float], factor: float) -> dict[str, float]:
    """Return a setting with its amounts multiplied, no lever over its cap."""
    return {
        name: min(HIGHEST[name], value * factor) if name in AMOUNTS else value
        for name, value in levers.items()
    }


def scaled(regime: Regime, factor: float) -> Regime:
    """Return a regime with all amounts multiplied by one factor, dated changes among them."""
    changes = tuple(
        Change(c.month, _scaled_setting(c.levers, factor), c.sources) for c in regime.changes
    )
    return replace(regime, levers=_scaled_setting(regime.levers, factor), changes=changes)


def cap_factor(scenario: Scenario, regime: Regime) -> float:
    """Return the factor at which every amount is at its cap in every setting; 0 where there is no amount."""
    return max(
        (
            HIGHEST[name] / levers[name]
            for _, levers in settings(scenario, regime)
            for name in amounts_in(levers)
        ),
        default=0.0,
    )


def amounts_in(levers: Mapping[str, float]) -> frozenset[str]:
    """Return the amounts that a setting has any of."""
    return frozenset(name for name in AMOUNTS if levers.get(name, 0.0) > 0.0)


def added(numbers: Iterable[float]) -> float:
    """Return the sum, each number added to what came before: Python's own rounds floats otherwise from 3.12 on."""
    total = 0.0
    for number in numbers:
        total += number
    return total
