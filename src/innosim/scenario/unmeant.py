"""What a scenario may say and surely does not mean: values at odds with each other, or a thousand times too small.

Nothing here is wrong, and nothing is refused: each is a sentence with the usual ratio and what the value comes to in kroner, hours or people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.catalogue.declare import UNITS, Lever
from innosim.scenario.resolved import ORDINARY, Regime, Scenario
from innosim.scenario.shipped import PROGRAMMES, shipped

Values = Mapping[str, Any]

MOST_NOTES = 8
"""Notes that are told of a scenario; of more it is said how many there are."""

APART = 1.5
"""How far from Randers a ratio may be, either way: assumed. Danish municipalities do one job under one law."""

HALF_DONE = 1.15
"""The same where some of its facts were changed and others are still Randers': assumed, more than towns of one size differ."""

TOO_SMALL = 20.0
"""How many times smaller than in any preset an amount must be before another unit was surely meant: assumed."""


@dataclass(frozen=True)
class Ratio:
    """Two facts of a town that go together, what they come to and what is usual: that of the catalogue's town, Randers."""

    fields: tuple[str, ...]
    words: str
    of: Callable[[Values], float]
    shown: Callable[[float], str]
    apart: float = APART
    half_done: float = HALF_DONE


def _wages(values: Values) -> float:
    hours = values["staff"] * values["fte_share"] * values["effective_hours"]
    return float(hours * values["wage_mdkk"] / values["budget_mdkk"])


def _kroner(mdkk: float) -> str:
    return f"DKK {1e6 * mdkk:,.0f}"


def _people(count: float) -> str:
    return f"{count:,.0f}" if count >= 100.0 else f"{count:.3g}"


def _plain(value: float) -> str:
    """A number without a power of ten."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")


RATIOS: tuple[Ratio, ...] = (
    Ratio(
        ("population", "staff"),
        "{0} inhabitants to an employee",
        lambda v: v["population"] / v["staff"],
        _people,
    ),
    Ratio(
        ("budget_mdkk", "population"),
        "{0} of budget an inhabitant",
        lambda v: v["budget_mdkk"] / v["population"],
        _kroner,
    ),
    Ratio(
        ("wage_mdkk", "staff", "fte_share", "effective_hours", "budget_mdkk"),
        "wages of {0} of the budget",
        _wages,
        lambda share: f"{100.0 * share:.3g} %",
        apart=1.3,  # 58 to 100 %, above which it is refused: assumed
        half_done=1.3,
    ),
    Ratio(
        ("staff", "units"),
        "{0} employees to a unit",
        lambda v: v["staff"] / v["units"],
        _people,
        apart=3.0,  # 8 to 72: managers' spans of control differ more than towns do
        half_done=3.0,
    ),
)

LEAST_STAFF, MOST_STAFF = 100, 60_000
"""Employees between which the model was tried: the village has 120, and no Danish municipality 60,000. What it says elsewhere nobody has looked at."""


def unmeant(scenario: Scenario) -> tuple[str, ...]:
    """Sentences on what is surely not meant, the town's first, at most `MOST_NOTES` and one on how many more there are."""
    found = [
        *_of_ratios(scenario.values),
        *_of_size(scenario.values),
        *(note for regime in scenario.regimes.values() for note in _of_regime(regime, scenario)),
    ]
    more = len(found) - MOST_NOTES
    return (*found[:MOST_NOTES], *([f"and {more} more such."] if more > 0 else ()))


def _of_ratios(values: Values) -> Iterator[str]:
    usual = {name: parameter.default for name, parameter in PARAMETERS.items()}
    for ratio in RATIOS:
        here, there = ratio.of(values), ratio.of(usual)
        kept = [name for name in ratio.fields if values[name] == usual[name]]
        given = ", ".join(
            f"{name} {_plain(values[name])}" for name in ratio.fields if name not in kept
        )
        most = ratio.half_done if kept and given else ratio.apart
        if max(here / there, there / here) > most:
            left = f" ({', '.join(kept)} as in Randers)" if kept else ""
            yield f"{given}{left}: that is {ratio.words.format(ratio.shown(here))}; in Randers {ratio.shown(there)}."


def _of_size(values: Values) -> Iterator[str]:
    staff = values["staff"]
    if not LEAST_STAFF <= staff <= MOST_STAFF:
        yield (
            f"staff {staff:,}: the model was tried on towns of {LEAST_STAFF} to {MOST_STAFF:,} employees, and set for Randers' 8,500."
        )


def _of_regime(regime: Regime, scenario: Scenario) -> Iterator[str]:
    if regime.preset is None and not any(regime.levers.values()) and not regime.changes:
        yield (
            f"regime.{regime.name} has no preset and sets no lever, so that all are zero: not even an ordinary town,"
            f' which is preset = "{ORDINARY}".'
        )
    settings = [
        ("", regime.levers),
        *((f" from month {c.month}", c.levers) for c in regime.changes),
    ]
    for when, levers in settings:
        for name, value in levers.items():
            usual = _usual(LEVERS[name], scenario.values)
            if usual and 0.0 < value < usual[0] / TOO_SMALL:
                lever, (low, high) = LEVERS[name], usual
                between = f"{low:g}" if low == high else f"{low:g} to {high:g}"
                yield (
                    f"regime.{regime.name}.{name}{when} is {_plain(value)} {UNITS[lever.unit].en}: {_comes_to(lever, value, scenario.values)};"
                    f" presets have {between}, {_comes_to(lever, low, scenario.values)} and more."
                )


def _usual(lever: Lever, values: Values) -> tuple[float, float] | None:
    """The least and the most of an amount that a shipped preset asks for; None of what is no amount."""
    if lever.unit not in _AMOUNTS:
        return None
    asked = [shipped(preset, values).levers[lever.name] for preset in PROGRAMMES]
    some = [value for value in asked if value > 0.0]
    return (min(some), max(some)) if some else None


_AMOUNTS: Mapping[str, Callable[[float, Values], str]] = {
    "per mille of B": lambda value, v: f"{_kroner(value * v['budget_mdkk'] / 1000.0)} a year",
    "per 1,000 staff": lambda value, v: f"{_people(value * v['staff'] / 1000.0)} in all",
    "FTE per 1,000 staff": lambda value, v: (
        f"{_people(value * v['staff'] / 1000.0 * v['effective_hours'])} hours a year"
    ),
}
"""What an amount comes to in this town, by its unit."""


def _comes_to(lever: Lever, value: float, values: Values) -> str:
    return _AMOUNTS[lever.unit](value, values)
