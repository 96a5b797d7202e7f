"""A metric's level or difference in the words and units it is said aloud in (`catalogue.aloud`)."""

from __future__ import annotations

from innosim.present.words.language import Language, number, rounded, say, unit
from innosim.scenario.catalogue import METRICS, Text
from innosim.scenario.catalogue.aloud import in_hundred
from innosim.scenario.catalogue.declare import Values


def figure(
    metric: str, value: float, values: Values, lang: Language, *, signed: bool = False
) -> str:
    """A level or a difference as a bare number in the unit it is said in, with two digits that count at least."""
    aloud = METRICS[metric].aloud
    if aloud is None:
        share = METRICS[metric].unit == "share"
        return rounded(value * (in_hundred(values) if share else 1.0), lang, signed=signed)
    scaled, places = value * aloud.factor(values), aloud.places
    while 0.0 < abs(scaled) < 10.0 ** (1 - places) and places < _MOST_PLACES:
        places += 1
    return number(scaled, places if round(scaled, places) else 0, lang, signed=signed)


_MOST_PLACES = 5
"""Decimals; what rounds to nothing at so many is 0."""


def clause(metric: str, name: str, value: float, values: Values, lang: Language) -> str:
    """What is the case under a regime."""
    column, shown = METRICS[metric], figure(metric, value, values, lang)
    if column.aloud is not None:
        return say(column.aloud.clause, lang).format(name, shown, months=values["months"])
    unit_ = say(measure(metric), lang)
    return f"{say(column.short, lang)}{f' ({unit_})' if unit_ else ''}: {name} {shown}"


def measure(metric: str) -> Text:
    """The unit that a metric is said in."""
    column = METRICS[metric]
    if column.aloud is not None:
        return column.aloud.sub
    if column.unit == "share":
        return Text("%", "pct.")
    return Text(unit(column.unit, "en"), unit(column.unit, "da"))


def in_a_list(metric: str) -> Text:
    """A metric as it is named among others in a sentence."""
    column = METRICS[metric]
    return (column.aloud.listed if column.aloud is not None else None) or column.short
