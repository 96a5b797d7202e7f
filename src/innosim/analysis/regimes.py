"""What a regime is, before how it fared: the levers in which it differs, what they cost, what was spent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from innosim.analysis.frames import Frames, costs_of, of, regimes_of
from innosim.model.prices import price_by_lever, standing_price
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.declare import Said
from innosim.scenario.resolved import Change, Regime, Scenario


def regimes_as_run(result: Frames, cost: str) -> dict[str, Regime]:
    """The regimes of ``result`` as they were run in one cost mode, from its manifest.

    Taken from the manifest and not computed again, so that a later change of prices does not change
    what is said to have been run.
    """
    return {
        arm["regime"]: _as_run(result.scenario.regimes[arm["regime"]], arm)
        for arm in result.manifest["arms"]
        if arm["cost"] == cost
    }


def _as_run(regime: Regime, arm: Mapping[str, Any]) -> Regime:
    sources = {change.month: change.sources for change in regime.changes}
    changes = tuple(
        Change(change["month"], change["levers"], sources.get(change["month"], {}))
        for change in arm["changes"]
    )
    return replace(regime, levers=arm["levers"], changes=changes)


APART = 0.1
"""Spends further apart than this share of the larger one are said to be apart (ODD, Levers)."""


@dataclass(frozen=True)
class LeverDifference:
    """One lever in which a regime differs: its value, the baseline's, and its standing price in mDKK a year.

    ``changes`` are dated new values, as (month, value). ``price`` is 0 for a lever that is not paid.
    """

    lever: str
    value: float
    baseline: float
    price: float
    changes: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Identity:
    """What a regime is: the levers in which it differs from the baseline, and its standing price.

    ``price`` is in mDKK a year, dated changes averaged over the horizon.
    """

    regime: str
    title: Said
    baseline: str
    differences: tuple[LeverDifference, ...]
    price: float


@dataclass(frozen=True)
class Spend:
    """Standing price and realised spend of a regime in one cost mode, mDKK a year, means over replications."""

    cost: str
    regime: str
    standing: float
    realised: float


def what_a_regime_is(scenario: Scenario, regime: str, baseline: str = "") -> Identity:
    """The levers in which ``regime`` differs from ``baseline`` (the scenario's own), as costed.

    Raises:
        AnalysisError: no such regime in the scenario.
    """
    base = scenario.regimes[baseline or scenario.baseline]
    return _identity(scenario, scenario.regimes[regime], base)


def what_was_run(result: Frames, cost: str, baseline: str = "") -> dict[str, Identity]:
    """What each regime was in one cost mode: at equal resources its amounts are not the file's."""
    run = regimes_as_run(result, cost)
    wanted = baseline or result.scenario.baseline
    base = run.get(wanted, result.scenario.regimes[wanted])  # the run may have left it out
    return {name: _identity(result.scenario, regime, base) for name, regime in run.items()}


def _identity(scenario: Scenario, regime: Regime, base: Regime) -> Identity:
    prices = price_by_lever(scenario, regime)
    return Identity(
        regime=regime.name,
        title=regime.title,
        baseline=base.name,
        differences=_differences(regime, base, prices),
        price=standing_price(scenario, regime),
    )


def _differences(
    regime: Regime, base: Regime, prices: Mapping[str, float]
) -> tuple[LeverDifference, ...]:
    """The levers whose value differs at the start or at any later date."""
    found = []
    for lever in LEVERS.values():
        name = lever.name
        changes = tuple(
            (change.month, change.levers[name])
            for change in regime.changes
            if name in change.levers
        )
        theirs = tuple(
            (change.month, change.levers[name]) for change in base.changes if name in change.levers
        )
        if regime.levers[name] != base.levers[name] or changes != theirs:
            difference = LeverDifference(
                name, regime.levers[name], base.levers[name], prices.get(name, 0.0), changes
            )
            found.append(difference)
    return tuple(found)


def spends_of(result: Frames) -> tuple[Spend, ...]:
    """Standing price and realised spend of every regime that was run, in every cost mode."""
    found = []
    for cost in costs_of(result.metrics):
        for regime in regimes_of(result):
            rows = of(result.metrics, cost, regime)
            if len(rows):
                standing = float(rows["standing_price_mdkk_per_year"].mean())
                realised = float(rows["realised_spend_mdkk_per_year"].mean())
                found.append(Spend(cost, regime, standing, realised))
    return tuple(found)


def far_apart(spends_: tuple[Spend, ...]) -> dict[str, tuple[Spend, Spend]]:
    """Per cost mode, the least and the most that a regime that spends really spent, where over 10 % apart."""
    found = {}
    for cost in dict.fromkeys(spend.cost for spend in spends_):
        spending = sorted(
            (spend for spend in spends_ if spend.cost == cost and spend.standing > 0.0),
            key=lambda spend: spend.realised,
        )
        if spending and apart(spending[0].realised, spending[-1].realised):
            found[cost] = (spending[0], spending[-1])
    return found


def apart(one: float, other: float) -> bool:
    """Whether two amounts are more than 10 % apart, as a share of the larger."""
    largest = max(abs(one), abs(other))
    return largest > 0.0 and not math.isnan(largest) and abs(one - other) > APART * largest


def same_as(result: Frames, baseline: str) -> frozenset[str]:
    """The regimes whose every metric is, bit for bit, the baseline's in every cost mode and replication."""
    frame = result.metrics.sort_values(["cost", "replication"])
    # What a setting costs is known before the run; being the same is about what happened.
    known = {"cost", "regime", "replication", "standing_price_mdkk_per_year"}
    measured = [name for name in frame.columns if name not in known]
    values = {
        str(name): rows[measured].to_numpy(dtype="float64", na_value=np.nan)
        for name, rows in frame.groupby("regime", observed=True)
    }
    reference = values.pop(baseline, None)
    if reference is None:
        return frozenset()
    return frozenset(
        regime
        for regime, found in values.items()
        if np.array_equal(found, reference, equal_nan=True)
    )
