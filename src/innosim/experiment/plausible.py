"""A scenario at many places of the space of plausible models, as points of a study.

A place is laid over the scenario through the same door as ``--set``. Of thousands that takes minutes, so only some go that way; the others are made
from the scenario's values, where that gives for those exactly what the door gives. A study checks all of them as a file is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from innosim.experiment.draws import SEED_FIELD, declared, draw_seed, full_field, in_order, value_at
from innosim.experiment.intervals import Floats
from innosim.experiment.study import Point, Setting, points_of
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Regime, Scenario


def settings_at(
    base: Scenario, names: Sequence[str], places: Floats, seeds: Sequence[int]
) -> list[dict[str, Any]]:
    """Return the settings at places of the ranges of some parameters.

    Args:
        base: the scenario.
        names: of the parameters.
        places: (points, parameters), 0-1.
        seeds: of each point, the number of the world that it is in: points of one world share their potential ideas.
    """
    parameters = [declared(name) for name in names]
    fields = [full_field(parameter) for parameter in parameters]
    seed = int(base.values["seed"])
    found = []
    for row, world in zip(places, seeds, strict=True):
        setting = {
            field: value_at(base, parameter, float(place))
            for field, parameter, place in zip(fields, parameters, row, strict=True)
        }
        found.append({**in_order(base, setting), SEED_FIELD: draw_seed(seed, world)})
    return found


def points_at(base: Scenario, settings: Sequence[Setting]) -> tuple[Point, ...]:
    """Return a point a setting of parameters."""
    tried = list(settings[:: max(1, len(settings) // _TRIED)])
    laid = [
        (setting, point.scenario)
        for setting, point in zip(tried, points_of(base, tried), strict=True)
        if point.scenario is not None
    ]
    if len(settings) <= len(tried) or len(laid) < 2:
        return points_of(base, settings)
    followers = _followers([base, *(scenario for _, scenario in laid)])
    if any(_made(base, setting, followers) != scenario for setting, scenario in laid):
        return points_of(base, settings)
    return tuple(Point(dict(each), _made(base, each, followers)) for each in settings)


_TRIED = 4
"""How many points go through the door, to see that making them gives the same."""

_Followers = Mapping[str, Sequence[str]]
"""Levers that are as much as is expected here, by regime; what is before month 0 under "". """


def _followers(scenarios: Sequence[Scenario]) -> _Followers:
    """Return the levers that follow a parameter: those that have its value in all these scenarios, between which it differs."""
    seen = {
        name: [(each.values, each.regimes[name].levers) for each in scenarios]
        for name in scenarios[0].regimes
    }
    seen[""] = [(each.values, each.start_up) for each in scenarios]
    return {
        name: [
            lever.name
            for lever in LEVERS.values()
            if lever.expected
            and all(levers[lever.name] == values[lever.expected] for values, levers in pairs)
        ]
        for name, pairs in seen.items()
    }


def _made(base: Scenario, setting: Setting, followers: _Followers) -> Scenario:
    """Return the base with a setting's values in force."""
    given = {field.partition(".")[2]: value for field, value in setting.items()}
    share = given.pop(PRESSURE.name, None)
    values = {**base.values, **given}
    pressure = base.pressure if share is None else (float(share),) * len(base.pressure)

    def follow(levers: Mapping[str, float], name: str) -> dict[str, float]:
        moved = {lever: float(values[LEVERS[lever].expected]) for lever in followers[name]}
        return {**levers, **moved}

    def regime(each: Regime) -> Regime:
        return (
            replace(each, levers=follow(each.levers, each.name)) if followers[each.name] else each
        )

    return replace(
        base,
        values=values,
        pressure=pressure,
        pressure_rule=None,
        regimes={name: regime(each) for name, each in base.regimes.items()},
        start_up=follow(base.start_up, ""),
    )
