"""Politics twins: an ordinary town with a regime's politics, so that what the programme brings stands apart (ODD, Levers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.resolved import ORDINARY, Change, Regime, Scenario
from innosim.scenario.shipped import shipped

T = TypeVar("T")

POLITICS = tuple(lever.name for lever in LEVERS.values() if lever.family == "politics")
"""The levers that a twin has from its regime; all others are routine's."""

ORDINARY_TOWN = "routine as shipped"
"""What the twins' own baseline is called in tables; no regime can be called so, nor as a twin is."""


def twin_name(regime: str) -> str:
    """Return what a regime's twin is called in tables."""
    return f"twin of {regime}"


def twins_of(scenario: Scenario, regimes: Mapping[str, Regime]) -> tuple[Regime, ...]:
    """Return the twin of each regime that has politics of its own, after the ordinary town that they vary.

    Routine itself, by its levers, has none, and a regime of cuts alone has no ideas to stand behind.
    """
    ordinary = shipped(ORDINARY, scenario.values)
    twins = tuple(
        _twin(regime, ordinary)
        for regime in regimes.values()
        if not is_ordinary(regime, ordinary) and not _only_cuts(regime)
    )
    return (replace(ordinary, name=ORDINARY_TOWN), *twins) if twins else ()


def is_ordinary(regime: Regime, ordinary: Regime) -> bool:
    """Say whether a regime is the ordinary town itself."""
    return not regime.changes and dict(regime.levers) == dict(ordinary.levers)


def _only_cuts(regime: Regime) -> bool:
    return all(
        levers.get("cuts_only", 1.0) == 1.0
        for levers in (regime.levers, *(change.levers for change in regime.changes))
    )


def _twin(regime: Regime, ordinary: Regime) -> Regime:
    changes = tuple(
        Change(change.month, _politics(change.levers), _politics(change.sources))
        for change in regime.changes
        if _politics(change.levers)
    )
    return replace(
        ordinary,
        name=twin_name(regime.name),
        title=f"Routine with the politics of {regime.name}",
        levers={**ordinary.levers, **_politics(regime.levers)},
        changes=changes,
        sources={**ordinary.sources, **_politics(regime.sources)},
    )


def _politics(of: Mapping[str, T]) -> dict[str, T]:
    return {name: value for name, value in of.items() if name in POLITICS}
