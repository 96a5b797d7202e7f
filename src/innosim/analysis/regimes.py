"""What a regime is, before how it fared: the levers in which it differs, what they cost, what was used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from innosim.analysis.frames import Frames, costs_of, regimes_of
from innosim.analysis.measures import Measures
from innosim.experiment.equal_use import EqualUse, equal_use_from_json
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
        if arm["cost"] == cost and arm["regime"] in result.scenario.regimes  # a twin is none
    }


def _as_run(regime: Regime, arm: Mapping[str, Any]) -> Regime:
    sources = {change.month: change.sources for change in regime.changes}
    changes = tuple(
        Change(change["month"], change["levers"], sources.get(change["month"], {}))
        for change in arm["changes"]
    )
    return replace(regime, levers=arm["levers"], changes=changes)


def levers_as_run(result: Frames, cost: str) -> dict[str, object]:
    """What each regime's levers were in one cost mode, dated changes among them: equal where nothing can differ."""
    return {
        name: (
            dict(regime.levers),
            tuple((change.month, dict(change.levers)) for change in regime.changes),
        )
        for name, regime in regimes_as_run(result, cost).items()
    }


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
class Use:
    """What a regime was to cost and what innovation really used in one cost mode, mDKK a year, means over replications.

    ``protected_used`` and ``pool_used`` are shares of what was offered, NaN where nothing was.
    """

    cost: str
    regime: str
    price: float
    use: float
    protected_used: float
    pool_used: float


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


def uses_of(result: Frames) -> tuple[Use, ...]:
    """Price, use, and use of what was offered of every regime that was run, in every cost mode."""
    measures = Measures(result)
    return tuple(
        Use(
            cost,
            regime,
            *(
                measures.of(cost, regime, metric).interval.mean
                for metric in (
                    "standing_price_mdkk_per_year",
                    "used_mdkk_per_year",
                    "protected_used_share",
                    "pool_used_share",
                )
            ),
        )
        for cost in costs_of(result)
        for regime in regimes_of(result)
        if measures.has(cost, regime)
    )


def equal_use_of(result: Frames) -> EqualUse | None:
    """How regimes were brought to equal use; None where they were not, or by another version."""
    stored = result.manifest.get("equal_use")
    return None if stored is None else equal_use_from_json(stored)


def same_as(result: Frames, baseline: str) -> frozenset[str]:
    """The regimes whose levers as run are, in every cost mode, the baseline's: nothing can differ under them.

    What came out alike is no proof of it: with few runs, or where hardly anything happens, it may be luck.
    """
    levers = [levers_as_run(result, cost) for cost in costs_of(result)]
    return frozenset(
        regime
        for regime in regimes_of(result)
        if regime != baseline
        and all(
            regime in run and baseline in run and run[regime] == run[baseline] for run in levers
        )
    )
