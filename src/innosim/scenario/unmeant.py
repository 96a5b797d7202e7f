"""What a scenario may say and surely does not mean: values at odds with each other, or a thousand times too small.

Nothing here is wrong, and nothing is refused: each is a sentence, in both languages, with the usual ratio and what the value comes to
in kroner, hours or people. What regimes may say so is in `unmeant_levers`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.catalogue.declare import Text
from innosim.scenario.pressure import PRESSURE, asked_for, rule_of, unused
from innosim.scenario.resolved import Scenario
from innosim.scenario.spoken import filled, in_full, in_three_digits, kroner, per_cent
from innosim.scenario.unmeant_levers import TOO_SMALL, of_regimes

Values = Mapping[str, Any]

MOST_NOTES = 8
"""Notes that are told of a scenario; of more it is said how many there are."""

APART = 1.5
"""How far from Randers a ratio may be, either way: assumed. Danish municipalities do one job under one law."""

HALF_DONE = 1.15
"""The same where some of its facts were changed and others are still Randers': assumed, more than towns of one size differ."""


@dataclass(frozen=True)
class Ratio:
    """Two facts of a town that go together, what they come to and what is usual: that of the catalogue's town, Randers."""

    fields: tuple[str, ...]
    words: Text
    of: Callable[[Values], float]
    shown: Callable[[float], Text]
    apart: float = APART
    half_done: float = HALF_DONE


def _wages(values: Values) -> float:
    hours = values["staff"] * values["fte_share"] * values["effective_hours"]
    return float(hours * values["wage_mdkk"] / values["budget_mdkk"])


RATIOS: tuple[Ratio, ...] = (
    Ratio(
        ("population", "staff"),
        Text("{it} inhabitants to an employee", "{it} indbyggere pr. ansat"),
        lambda v: v["population"] / v["staff"],
        in_three_digits,
    ),
    Ratio(
        ("budget_mdkk", "population"),
        Text("{it} of budget an inhabitant", "et budget på {it} pr. indbygger"),
        lambda v: v["budget_mdkk"] / v["population"],
        kroner,
    ),
    Ratio(
        ("wage_mdkk", "staff", "fte_share", "effective_hours", "budget_mdkk"),
        Text("wages of {it} of the budget", "lønninger på {it} af budgettet"),
        _wages,
        per_cent,
        apart=1.3,  # 58 to 99 %; above 100 % it is refused: assumed
        half_done=1.2,  # 63 to 91 %
    ),
    Ratio(
        ("staff", "units"),
        Text("{it} employees to a unit", "{it} ansatte pr. enhed"),
        lambda v: v["staff"] / v["units"],
        in_three_digits,
        apart=3.0,  # 8.1 to 73: managers' spans of control differ more than towns do
        half_done=3.0,
    ),
)

LEAST_STAFF, MOST_STAFF = 100, 60_000
"""Employees between which the model was tried: the village has 120, and no Danish municipality 60,000. What it says elsewhere nobody has looked at."""


def unmeant(scenario: Scenario) -> tuple[Text, ...]:
    """Sentences on what is surely not meant, the town's first, at most `MOST_NOTES` and one on how many more there are."""
    found = [
        *_of_ratios(scenario.values),
        *_of_size(scenario.values),
        *_of_pressure(scenario),
        *of_regimes(scenario),
    ]
    more = len(found) - MOST_NOTES
    rest = Text(f"and {more} more such.", f"og {more} mere af samme slags.")
    return (*found[:MOST_NOTES], *([rest] if more > 0 else ()))


_AT_ODDS = Text(
    "{given}{left}: that is {here}; in Randers {there}.",
    "{given}{left}: det er {here}; i Randers {there}.",
)
_LEFT = Text(" ({fields} as in Randers)", " ({fields} som i Randers)")


def _of_ratios(values: Values) -> Iterator[Text]:
    usual = {name: parameter.default for name, parameter in PARAMETERS.items()}
    for ratio in RATIOS:
        here, there = ratio.of(values), ratio.of(usual)
        kept = [name for name in ratio.fields if values[name] == usual[name]]
        given = [(name, in_full(values[name])) for name in ratio.fields if name not in kept]
        most = ratio.half_done if kept and given else ratio.apart
        if max(here / there, there / here) > most:
            yield filled(
                _AT_ODDS,
                {
                    "given": Text(
                        ", ".join(f"{name} {value.en}" for name, value in given),
                        ", ".join(f"{name} {value.da}" for name, value in given),
                    ),
                    "left": filled(_LEFT, {"fields": ", ".join(kept)}) if kept else "",
                    "here": filled(ratio.words, {"it": ratio.shown(here)}),
                    "there": ratio.shown(there),
                },
            )


_SIZE = Text(
    "staff {staff}: the model was tried on towns of {least} to {most} employees, and set for Randers' 8,500.",
    "staff {staff}: modellen er prøvet på kommuner med {least} til {most} ansatte og er indstillet efter de 8.500 i Randers.",
)


def _of_size(values: Values) -> Iterator[Text]:
    staff = values["staff"]
    if not LEAST_STAFF <= staff <= MOST_STAFF:
        yield filled(
            _SIZE,
            {"staff": in_full(staff), "least": in_full(LEAST_STAFF), "most": in_full(MOST_STAFF)},
        )


_TINY = Text(
    "uncertainties.pressure asks for {asked} a January; {share} of the budget, as is usual, is {usual}.",
    "uncertainties.pressure kræver {asked} hver januar; {share} af budgettet, som er det almindelige, er {usual}.",
)
_UNUSED = Text(
    "uncertainties.pressure has {given} values, and the run {years} Januaries: those after January number {years} are not used.",
    "uncertainties.pressure har {given} værdier, og kørslen har {years} januarer: dem efter januar nummer {years} bliver ikke brugt.",
)
_UNREACHED = Text(
    "uncertainties.pressure reaches {end} in January number {given}, and the run has {years}: it gets to {last}.",
    "uncertainties.pressure når {end} i januar nummer {given}, og kørslen har {years}: den kommer til {last}.",
)


def _of_pressure(scenario: Scenario) -> Iterator[Text]:
    """A saving too small to be one, and values that the run is too short for."""
    usual, budget = float(PRESSURE.default), float(scenario.values["budget_mdkk"])
    years = math.ceil(float(scenario.values["months"]) / 12)
    rule = rule_of(scenario.pressure_rule, scenario.pressure)
    if rule is None:
        rule = {"kind": "series", "values": list(scenario.pressure)}
    for share in dict.fromkeys(asked_for(rule)):
        if 0.0 < share < usual / TOO_SMALL:
            yield filled(
                _TINY,
                {
                    "asked": kroner(share * budget),
                    "share": per_cent(usual),
                    "usual": kroner(usual * budget),
                },
            )
    late = unused(rule, years)
    given = str(years + late)
    if late and rule["kind"] == "series":
        yield filled(_UNUSED, {"given": given, "years": str(years)})
    elif late:
        last, end = scenario.pressure[years - 1], float(rule["to"])
        yield filled(
            _UNREACHED,
            {"end": per_cent(end), "given": given, "years": str(years), "last": per_cent(last)},
        )
