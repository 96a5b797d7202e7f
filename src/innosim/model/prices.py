"""What a setting of levers costs, known before any run, and settings at equal resources (ODD, Levers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import median

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.resolved import Change, Regime, Scenario

AMOUNTS = tuple(lever.name for lever in LEVERS.values() if lever.amount)
HIGHEST = {lever.name: lever.high for lever in LEVERS.values()}

NOTHING = 1e-9  # per mille of B: below this nothing is missing

HIGHEST_FACTOR = 2.0**20  # a million times: when that is not enough, caps are in the way

HALVINGS = 80  # as many as a factor's bits are told apart by, and more


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
    return sum(price_by_lever(scenario, regime).values())


def spends(scenario: Scenario, regime: Regime) -> bool:
    """Say whether a regime pays for anything at all."""
    return standing_price(scenario, regime) > 0.0


def envelope(scenario: Scenario, regimes: Iterable[Regime]) -> float:
    """Return the price that equal resources meet: the file's, else the median of those that spend.

    Pass all regimes of the file, whichever of them a run picks.
    """
    given = value_of(scenario, "envelope_mdkk")
    if given >= 0.0:
        return given
    prices = [standing_price(scenario, regime) for regime in regimes if spends(scenario, regime)]
    return median(prices) if prices else 0.0


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


def _with_pool(scenario: Scenario, regime: Regime, target: float) -> Regime:
    """Return the regime with what is still missing put into the pool, as far as its cap goes."""
    missing = (target - standing_price(scenario, regime)) / (
        value_of(scenario, "budget_mdkk") / 1000.0
    )
    if missing <= NOTHING:
        return regime
    cap = HIGHEST["pool"]

    def raised(levers: Mapping[str, float]) -> dict[str, float]:
        if "pool" not in levers:
            return dict(levers)
        return {**levers, "pool": min(cap, levers["pool"] + missing)}

    changes = tuple(Change(c.month, raised(c.levers), c.sources) for c in regime.changes)
    return replace(regime, levers=raised(regime.levers), changes=changes)


def to_price(scenario: Scenario, regime: Regime, target: float) -> Regime:
    """Return the regime with its amounts multiplied by one factor so that its price meets ``target``.

    Found by bisection; caps are respected and the remainder goes to the pool. A regime that buys
    nothing keeps its hours and money; one whose fixed levers alone cost more keeps amounts of zero.
    """
    if not spends(scenario, regime):
        return regime
    if standing_price(scenario, scaled(regime, 0.0)) >= target:
        return scaled(regime, 0.0)  # not a hair above zero: a hair still buys a whole laboratory
    low, high = 0.0, 1.0
    while standing_price(scenario, scaled(regime, high)) < target and high < HIGHEST_FACTOR:
        high *= 2.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if standing_price(scenario, scaled(regime, middle)) < target:
            low = middle
        else:
            high = middle
    return _with_pool(scenario, scaled(regime, high if high < HIGHEST_FACTOR else low), target)


def at_equal_resources(scenario: Scenario, regimes: Mapping[str, Regime]) -> dict[str, Regime]:
    """Return every regime at the envelope of the scenario's file (ODD, Levers)."""
    target = envelope(scenario, scenario.regimes.values())
    return {name: to_price(scenario, regime, target) for name, regime in regimes.items()}
