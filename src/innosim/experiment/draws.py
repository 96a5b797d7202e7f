"""Plausible models, drawn by number: a value for every parameter that the catalogue calls uncertain.

A draw is keyed by its number and the parameter's name: draw 7 is the same among 20 as among 500, and no parameter that comes to the
catalogue moves what another is drawn at. Parameters are independent but for the joint rule of `ORDERED`.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from typing import Any

from innosim.scenario.catalogue import PARAMETERS, SECTIONS
from innosim.scenario.catalogue.declare import Parameter, Section
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Scenario

UNCERTAIN_SECTIONS: tuple[Section, ...] = ("uncertainties", "relationships")
"""Sections whose parameters are unsure: facts of a town are known, switches are another model, and the run is chosen."""

NEVER_DRAWN = frozenset({"merger_month"})
"""What is dated by a scenario and is no uncertainty: a draw leaves it as it is."""

ORDERED: tuple[tuple[str, str], ...] = (
    ("relationships.unit_limit", "relationships.council_limit"),
)
"""The joint rule: pairs of fields of which the first is never more than the second, or no scenario would have them. Drawn over it, it is as much."""

SEED_FIELD = "run.seed"
"""The column of a draw's own seed. With one seed for all, two replications' luck would be every draw's, and never average out."""

_KEY = 2014
_SEEDS = 2**31


def uncertain(base: Scenario) -> tuple[Parameter, ...]:
    """Return the parameters that a draw gives a value, in the catalogue's order, the pressure last.

    A pressure that changes over the years is what a scenario asks of; it stays, and is not among them.
    """
    named = tuple(
        parameter
        for section in UNCERTAIN_SECTIONS
        for parameter in SECTIONS[section]
        if parameter.name not in NEVER_DRAWN
    )
    return (*named, PRESSURE) if len(set(base.pressure)) <= 1 else named


def full_field(parameter: Parameter) -> str:
    """Return the name of a parameter with its section, as a setting has it: ``uncertainties.pressure``."""
    return f"{parameter.section}.{parameter.name}"


def declared(field: str) -> Parameter:
    """Return the declaration of what `full_field` names."""
    name = field.rpartition(".")[2]
    return PRESSURE if name == PRESSURE.name else PARAMETERS[name]


def chance(name: str, draw: int) -> float:
    """Return a number strictly inside 0-1 that hangs on the parameter's name and the draw's number alone."""
    digest = hashlib.sha256(f"{_KEY}/{draw}/{name}".encode()).digest()
    return (int.from_bytes(digest[:6], "big") + 0.5) / 2.0**48


def drawn(base: Scenario, draw: int) -> dict[str, Any]:
    """Return the settings of a draw by field, its own seed with them; laid over the scenario they make one plausible model."""
    settings = {
        full_field(each): value_at(base, each, chance(each.name, draw)) for each in uncertain(base)
    }
    return {**in_order(base, settings), SEED_FIELD: draw_seed(int(base.values["seed"]), draw)}


def in_order(base: Scenario, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return plausible settings after the joint rule: the first of a pair is at most what the second is set to, or is in the base."""
    found = dict(settings)
    for lesser, greater in ORDERED:
        most = found.get(greater, base.values[greater.rpartition(".")[2]])
        if lesser in found:
            found[lesser] = min(found[lesser], most)
        elif greater in found:
            found[greater] = max(most, base.values[lesser.rpartition(".")[2]])
    return found


def draw_seed(seed: int, draw: int) -> int:
    """Return a draw's own seed, which hangs on the scenario's and the draw's number."""
    digest = hashlib.sha256(f"{_KEY}/{draw}/seed/{seed}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % _SEEDS


def value_at(base: Scenario, parameter: Parameter, chance: float) -> bool | int | float:
    """Return the value of a parameter at a place (0-1) of its plausible range in this town."""
    scale = _scale(base, parameter)
    low, high = span(base, parameter)
    moved = (low, high) != (scale * parameter.low, scale * parameter.high)
    ends = (low, high) if moved else (parameter.low, parameter.high)
    found = at_place(*ends, chance, type(parameter.default))
    return found if moved or isinstance(found, int) else scale * found


def at_place(low: float, high: float, place: float, kind: type) -> bool | int | float:
    """Return what stands at a place (0-1) of a range: further up is more, and yes is more than no; each of whole numbers has as much of the range.

    Args:
        low: of the range.
        high: of the range.
        place: within it.
        kind: of the value: bool, int, or anything else for any number.
    """
    if kind is bool:
        return place >= 0.5
    if kind is int:
        return min(math.floor(low + place * (high - low + 1.0)), math.floor(high))
    return low + place * (high - low)


def span(base: Scenario, parameter: Parameter) -> tuple[float, float]:
    """Return the plausible range; where this town has a value of its own it is moved in proportion, within the hard limits."""
    scale, (least, most) = _scale(base, parameter), parameter.limits
    low, high = scale * parameter.low, scale * parameter.high
    return min(max(low, least), most), min(max(high, least), most)


def _scale(base: Scenario, parameter: Parameter) -> float:
    """Return how many times the usual value this town's own is; 1 of what is counted, and of the pressure."""
    if parameter is PRESSURE or isinstance(parameter.default, bool | int | str):
        return 1.0
    own, usual = float(base.values[parameter.name]), float(parameter.default)
    return own / usual if usual else 1.0


def own_value(base: Scenario, parameter: Parameter) -> float:
    """Return what the scenario itself has, yes as 1 and no as 0."""
    if parameter.name == PRESSURE.name:
        return float(base.pressure[0]) if base.pressure else 0.0
    return float(base.values[parameter.name])


def as_override(field: str, value: Any) -> str:
    """Return a setting as it is typed behind ``--set``."""
    return f"{field}={str(value).lower() if isinstance(value, bool) else repr(value)}"


def overrides(settings: Mapping[str, Any]) -> list[str]:
    """Return settings as they are typed behind ``--set``."""
    return [as_override(field, value) for field, value in settings.items()]
