"""What a regime may say and surely does not mean: levers far below any preset's, a preset that has no say, no levers at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.declare import UNITS, Lever, Text
from innosim.scenario.places import preset_names
from innosim.scenario.resolved import ORDINARY, Regime, Scenario
from innosim.scenario.shipped import PROGRAMMES, shipped
from innosim.scenario.spoken import filled, in_full, in_three_digits, kroner, per_cent

Values = Mapping[str, Any]
Presets = Mapping[str, Mapping[str, float]]

TOO_SMALL = 20.0
"""How many times smaller than in any preset a value must be before another unit was surely meant: assumed."""


def of_regimes(scenario: Scenario) -> Iterator[Text]:
    """Sentences on each regime, in their order."""
    presets = {name: shipped(name, scenario.values).levers for name in preset_names()}
    for regime in scenario.regimes.values():
        yield from _of_nothing(regime)
        yield from _of_preset(regime, scenario, presets)
        yield from _of_levers(regime, scenario.values, presets)


_NOTHING = Text(
    "regime.{name} has no preset and sets no lever, so that all are zero: not even an ordinary town, which is"
    ' preset = "{ordinary}".',
    "regime.{name} har intet preset og sætter ingen virkemidler, så alle er nul: ikke engang en almindelig kommune, som er"
    ' preset = "{ordinary}".',
)


def _of_nothing(regime: Regime) -> Iterator[Text]:
    if regime.preset is None and not any(regime.levers.values()) and not regime.changes:
        yield filled(_NOTHING, {"name": regime.name, "ordinary": ORDINARY})


_NO_SAY = Text(
    'regime.{name} has preset = "{preset}", but each of its levers has a line of its own, and {most} are as in {other}: delete'
    " these lines to get the preset's.",
    'regime.{name} har preset = "{preset}", men hvert virkemiddel har sin egen linje, og {most} er som i {other}: slet de linjer for'
    " at få dem, der hører til {preset}.",
)
_ALL, _ALL_BUT = Text("all", "alle"), Text("all but {few}", "alle på nær {few}")


def _of_preset(regime: Regime, scenario: Scenario, presets: Presets) -> Iterator[Text]:
    """A preset that was changed where every lever stands: nothing is left of it."""
    written = [f"regime.{regime.name}.{lever}" in scenario.places for lever in LEVERS]
    preset = regime.preset or ""
    if preset not in presets or not all(written):
        return
    apart = {
        name: [lever for lever, value in levers.items() if regime.levers[lever] != value]
        for name, levers in presets.items()
    }
    nearest = min(apart, key=lambda name: (len(apart[name]), name != preset))
    if nearest != preset:
        few = ", ".join(apart[nearest])
        most = filled(_ALL_BUT, {"few": few}) if few else _ALL
        yield filled(
            _NO_SAY, {"name": regime.name, "preset": preset, "most": most, "other": nearest}
        )


_AMOUNT = Text(
    "regime.{name}.{lever}{when} is {value} {unit}: {comes}; presets have {between}, {least} and more.",
    "regime.{name}.{lever}{when} er {value} {unit}: {comes}; udgangspunkterne har {between}, altså mindst {least}.",
)
_SHARE = Text(
    "regime.{name}.{lever}{when} is {value}, which is {comes}; presets have {between}, {least} and more.",
    "regime.{name}.{lever}{when} er {value}, altså {comes}; udgangspunkterne har {between}, altså mindst {least}.",
)
_WHEN = Text(" from month {month}", " fra måned {month}")
_BETWEEN = Text("{low} to {high}", "{low} til {high}")


def _of_levers(regime: Regime, values: Values, presets: Presets) -> Iterator[Text]:
    settings = [
        (Text("", ""), regime.levers),
        *((filled(_WHEN, {"month": str(c.month)}), c.levers) for c in regime.changes),
    ]
    for when, levers in settings:
        for name, value in levers.items():
            low, high = _usual(LEVERS[name], presets)
            if not 0.0 < value < low / TOO_SMALL:
                continue
            lever = LEVERS[name]
            ends = (in_full(low), in_full(high))
            yield filled(
                _SHARE if lever.unit == "share" else _AMOUNT,
                {
                    "name": regime.name,
                    "lever": name,
                    "when": when,
                    "value": in_full(value),
                    "unit": UNITS[lever.unit],
                    "comes": _COMES_TO[lever.unit](value, values),
                    "between": ends[0]
                    if low == high
                    else filled(_BETWEEN, {"low": ends[0], "high": ends[1]}),
                    "least": _COMES_TO[lever.unit](low, values),
                },
            )


def _usual(lever: Lever, presets: Presets) -> tuple[float, float]:
    """The least and the most of an amount or a share that a preset asks for; zeros where there is none, or it is no such thing."""
    if lever.unit not in _COMES_TO:
        return 0.0, 0.0
    asked = [presets[preset][lever.name] for preset in PROGRAMMES]
    some = [value for value in asked if value > 0.0]
    return (min(some), max(some)) if some else (0.0, 0.0)


_A_YEAR, _IN_ALL, _HOURS = (
    Text("{it} a year", "{it} om året"),
    Text("{it} in all", "{it} i alt"),
    Text("{it} hours a year", "{it} timer om året"),
)

_COMES_TO: Mapping[str, Callable[[float, Values], Text]] = {
    "share": lambda value, _: per_cent(value),
    "per mille of B": lambda value, v: filled(
        _A_YEAR, {"it": kroner(value * v["budget_mdkk"] / 1000.0)}
    ),
    "per 1,000 staff": lambda value, v: filled(
        _IN_ALL, {"it": in_three_digits(value * v["staff"] / 1000.0)}
    ),
    "FTE per 1,000 staff": lambda value, v: filled(
        _HOURS, {"it": in_three_digits(value * v["staff"] / 1000.0 * v["effective_hours"])}
    ),
}
"""What a value comes to in this town, by its unit."""
