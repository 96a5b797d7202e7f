"""Mixes of two regimes, and scenarios without some of their mechanisms: what is run to tell where a difference comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from innosim.scenario.catalogue import LEVERS, SECTIONS
from innosim.scenario.resolved import Change, Regime, Scenario

MIX = "mix"
"""The regime of a scenario that holds a mix."""

Path = tuple[tuple[int, float], ...]
"""A lever over time: its value from month 0, then (month, value) wherever it changes."""


def path_of(regime: Regime, lever: str, months: int) -> Path:
    """A lever over the run, without changes that change nothing or come after the end."""
    found = [(0, float(regime.levers[lever]))]
    for change in sorted(regime.changes, key=lambda each: each.month):
        value = float(change.levers.get(lever, found[-1][1]))
        if change.month < months and value != found[-1][1]:
            found.append((change.month, value))
    return tuple(found)


def differing(scenario: Scenario, one: str, other: str) -> tuple[str, ...]:
    """The levers in which two regimes of a scenario differ at any time of the run, in the catalogue's order."""
    months = int(scenario.values["months"])
    ours, theirs = scenario.regimes[one], scenario.regimes[other]
    return tuple(
        lever for lever in LEVERS if path_of(ours, lever, months) != path_of(theirs, lever, months)
    )


def mixed(scenario: Scenario, one: str, other: str, levers: Collection[str]) -> Regime:
    """The regime that has these ``levers`` from ``one``, each with its dated changes, and all others from ``other``.

    Each lever's value lies within its range, as it does in the regime that it is from, and no lever binds another: every mix is a regime
    that a file might hold.
    """
    months = int(scenario.values["months"])
    sides = (scenario.regimes[one], scenario.regimes[other])
    paths = {lever: path_of(sides[lever not in levers], lever, months) for lever in LEVERS}
    sources = {lever: one if lever in levers else other for lever in LEVERS}
    changes: dict[int, dict[str, float]] = {}
    for lever, path in paths.items():
        for month, value in path[1:]:
            changes.setdefault(month, {})[lever] = value
    return Regime(
        name=MIX,
        title=MIX,
        preset=None,
        levers={lever: path[0][1] for lever, path in paths.items()},
        changes=tuple(
            Change(month, changes[month], {name: sources[name] for name in changes[month]}, at)
            for at, month in enumerate(sorted(changes))
        ),
        sources=sources,
    )


def with_mix(scenario: Scenario, one: str, other: str, levers: Collection[str]) -> Scenario:
    """The scenario with one regime alone, the mix, so that all mixes differ in nothing else."""
    regimes = {MIX: mixed(scenario, one, other, levers)}
    return replace(scenario, regimes=regimes, baseline=MIX, contrasts=())


def mechanisms_of(scenario: Scenario) -> tuple[str, ...]:
    """The mechanisms that are on in a scenario: those that can be switched off in it."""
    return tuple(each.name for each in SECTIONS["switches"] if scenario.values[each.name])


def with_mechanisms(scenario: Scenario, one: str, other: str, on: Iterable[str]) -> Scenario:
    """The scenario with two of its regimes, and of the mechanisms that are on in it these alone."""
    kept = frozenset(on)
    values = {
        **scenario.values,
        **{name: name in kept for name in mechanisms_of(scenario)},
    }
    regimes = {name: scenario.regimes[name] for name in (one, other)}
    return replace(scenario, values=values, regimes=regimes, baseline=other, contrasts=())
