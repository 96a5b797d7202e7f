"""Why two regimes differ, in sentences: a metric each, with the levers or mechanisms that are shown to raise or lower the difference."""

from __future__ import annotations

import math
from collections.abc import Iterator

from innosim.analysis.attribution import REST, Among, Attribution, Part, Split
from innosim.analysis.verdicts import DOWN, NONE, UP, Verdict
from innosim.present.contrast_sentence import TURNS_ON
from innosim.present.words.language import Language, begun, listed, number, rounded, say
from innosim.present.words.natural import in_a_list, measure
from innosim.present.words.outcomes import EQUAL_WORDS, NOT_RANKED, UNDEFINED, VERDICT_NAMES, in_all
from innosim.present.words.parts import part_name
from innosim.present.words.steps import level, step
from innosim.scenario.catalogue import METRICS, PARAMETERS, Text

_TO = Text("to", "til")
_RAISED = Text("Raised by {0}", "Forskellen hæves af {0}")
_LOWERED = Text("Lowered by {0}", "Forskellen sænkes af {0}")
_BOTH = Text("{0}; lowered by {1}", "{0}; sænkes af {1}")
_NOBODY = {
    Among.LEVERS: Text(
        "No lever alone is shown to move it by what matters",
        "Det er ikke påvist, at noget enkelt virkemiddel flytter den med noget af betydning",
    ),
    Among.MECHANISMS: Text(
        "No mechanism alone is shown to move it by what matters",
        "Det er ikke påvist, at nogen enkelt mekanisme flytter den med noget af betydning",
    ),
}
_MOST = 5
"""Parts that are named in a sentence; the table has all."""


def attribution_sentences(
    found: Attribution, lang: Language = "en", among: Among = Among.LEVERS
) -> tuple[str, ...]:
    """A sentence or two a metric."""
    return tuple(
        _of_metric(found, found.splits[among][metric], among, lang) for metric in found.metrics
    )


def _of_metric(found: Attribution, split: Split, among: Among, lang: Language) -> str:
    opening = f"{begun(_named(split.metric, lang))}: {_levels(found, split, lang)}"
    if split.verdict in NONE:  # the opening says it
        return f"{opening}."
    moved = _moved(found, split, among, lang)
    if METRICS[split.metric].turns_on:
        turns = say(PARAMETERS[METRICS[split.metric].turns_on].meaning, lang)
        moved += f" ({say(TURNS_ON, lang).format(turns)})"
    return f"{opening}. {moved}."


def _named(metric: str, lang: Language) -> str:
    unit = say(measure(metric), lang)
    return f"{say(in_a_list(metric), lang)}{f' ({unit})' if unit else ''}"


def _levels(found: Attribution, split: Split, lang: Language) -> str:
    """Both levels, the difference with its interval and the verdict on it."""
    if split.verdict == Verdict.UNDEFINED:
        return say(UNDEFINED, lang)
    levels = [
        f"{name} {level(found, split.metric, each, lang)}"
        for name, each in zip(found.between, split.levels, strict=True)
    ]
    if split.verdict == Verdict.NOT_RANKED:
        return f"{', '.join(levels)}: {say(NOT_RANKED, lang)}"
    whole = split.whole
    if split.verdict in EQUAL_WORDS and split.verdict != Verdict.NEGLIGIBLE:
        words = say(EQUAL_WORDS[split.verdict], lang)
        return f"{', '.join(levels)}: {words.format(**in_all(whole.pairs, whole.may_differ, lang))}"
    mean, low, high = (
        step(found, split.metric, each, lang) for each in (whole.mean, whole.low, whole.high)
    )
    between = f" ({low} {say(_TO, lang)} {high})" if not math.isnan(whole.low) else ""
    return f"{', '.join(levels)}: {mean}{between}, {say(VERDICT_NAMES[split.verdict], lang)}"


def _moved(found: Attribution, split: Split, among: Among, lang: Language) -> str:
    """Which parts are shown to raise the difference, and which to lower it; what is shown to be too small to matter is not told."""
    shown = [
        part
        for part in split.ordered
        if part.shown and part.verdict in UP | DOWN and part.name != REST
    ][:_MOST]
    up = [_part(found, split, part, among, lang) for part in shown if part.contribution > 0.0]
    down = [_part(found, split, part, among, lang) for part in shown if part.contribution < 0.0]
    if up and down:
        raised = say(_RAISED, lang).format(listed(up, lang))
        return say(_BOTH, lang).format(raised, listed(down, lang))
    if up or down:
        return say(_RAISED if up else _LOWERED, lang).format(listed(up or down, lang))
    return say(_NOBODY[among], lang)


def _part(found: Attribution, split: Split, part: Part, among: Among, lang: Language) -> str:
    size = step(found, split.metric, part.contribution, lang)
    return f"{part_name(among, part.name, lang)} {size}"


_READ = {
    Among.LEVERS: Text(
        "Contributions of levers to {0} less {1}, as costed, each in its metric's unit: every column adds up to its last row. In brackets: not shown to"
        " differ from 0 (95%, each for itself). *: shown even if all of a column are to hold at once. Price: standing price, {0} less {1}, mDKK a"
        " year. A lever and its dated changes move together.",
        "Virkemidlernes bidrag til {0} minus {1}, til egen pris, i målets enhed: hver kolonne summer til sin sidste række. I parentes: ikke vist"
        " forskelligt fra 0 (95 %, hver for sig). *: vist, selv om alle i en kolonne skal holde på én gang. Pris: fast pris, {0} minus {1}, mio. kr."
        " pr. år. Et virkemiddel og dets daterede ændringer følges ad.",
    ),
    Among.MECHANISMS: Text(
        "How much of {0} less {1} each mechanism carries; what is left with all of them off stands in a row of its own.",
        "Hvor meget af {0} minus {1} hver mekanisme bærer; hvad der er tilbage uden nogen af dem, har sin egen række.",
    ),
}
_OVER_ORDERS = Text(
    "Shapley values over {0} random orders and their reverses: {1} {2}, {3} replications of each; intervals cover both, orders and replications.",
    "Shapley-værdier over {0} tilfældige rækkefølger og deres omvendte: {1} {2}, {3} kørsler af hver; intervaller dækker både rækkefølger og kørsler.",
)
_OVER_ALL = Text(
    "Shapley values over all {1} {2}, {3} replications of each.",
    "Shapley-værdier over alle {1} {2}, {3} kørsler af hver.",
)
_MIXES = {
    Among.LEVERS: Text("mixes of levers", "blandinger af virkemidler"),
    Among.MECHANISMS: Text("mixes of mechanisms", "blandinger af mekanismer"),
}
_LEFT_OUT = Text(
    "{0}: {1} of {2} replications left out, as some mix has no value there ({3} runs without one).",
    "{0}: {1} af {2} kørsler udeladt, da en blanding ingen værdi har der ({3} kørsler uden).",
)
_ORDERS_LEFT_OUT = Text(
    "{0}: {1} of {2} orders left out, as they pass a mix that never has a value.",
    "{0}: {1} af {2} rækkefølger udeladt, da de passerer en blanding, der aldrig har en værdi.",
)
_FAILED = Text("{0} mixes failed: {1}", "{0} blandinger mislykkedes: {1}")


def reading(found: Attribution, among: Among, lang: Language) -> str:
    """How a table of contributions is read."""
    return say(_READ[among], lang).format(*found.between)


def rests_on(found: Attribution, among: Among, lang: Language) -> str:
    """Over which mixes and how many replications it was split."""
    orders, mixes = found.orders[among], number(found.mixes[among], 0, lang)
    words = _OVER_ORDERS if orders else _OVER_ALL
    return say(words, lang).format(orders, mixes, say(_MIXES[among], lang), found.replications)


def undefined_words(found: Attribution, among: Among, lang: Language) -> Iterator[str]:
    """Where a metric had no value, and what was left out for that; and mixes that failed."""
    for metric, split in found.splits[among].items():
        name = begun(say(in_a_list(metric), lang))
        if split.left_out:
            counts = (split.left_out, found.replications, number(split.undefined, 0, lang))
            yield say(_LEFT_OUT, lang).format(name, *counts)
        if split.orders_left_out:
            yield say(_ORDERS_LEFT_OUT, lang).format(
                name, split.orders_left_out, found.orders[among]
            )
    if found.failures and among == found.among[0]:
        yield say(_FAILED, lang).format(len(found.failures), found.failures[0])


def price_words(price: float, lang: Language) -> str:
    """A difference in price, signed."""
    return rounded(price, lang, signed=True)
