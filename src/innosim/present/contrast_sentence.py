"""One regime against another in a sentence, as a scenario asks for it: levels, differences and verdicts in each cost mode."""

from __future__ import annotations

from innosim.analysis.claims import usual_cost
from innosim.analysis.comparison import Comparison, Contrast
from innosim.analysis.ranking import together_on
from innosim.analysis.verdicts import NONE, Verdict
from innosim.present.nothing_said import nothing_said
from innosim.present.words.language import Language, begun, listed, say
from innosim.present.words.natural import clause, figure, measure
from innosim.present.words.outcomes import EQUAL_WORDS, VERDICT_NAMES, in_all
from innosim.scenario.catalogue import COSTS, METRICS, PARAMETERS, Text


def of_contrast(comparison: Comparison, one: str, other: str, metric: str, lang: Language) -> str:
    """One regime against another on a metric that the scenario asks for, in every cost mode that was run."""
    found = together_on(comparison, metric).contrast(one, other)
    values, cost = comparison.scenario.values, usual_cost(comparison)
    if NONE.issuperset(found.verdicts):
        return nothing_said(comparison, cost, metric, (one, other), lang)
    first, second = (comparison.level(cost, name, metric).mean for name in (one, other))
    opening = clause(metric, one, first, values, lang)
    # The levels that open the sentence are those in the usual cost mode: it comes first.
    order = sorted(range(len(comparison.costs)), key=lambda place: comparison.costs[place] != cost)
    parts = [
        _in_mode(comparison, found, place, lang, levels=bool(nth))
        for nth, place in enumerate(order)
    ]
    versus = f"{other} {figure(metric, second, values, lang)}"
    whole = found.overall.verdict == Verdict.DEPENDS
    if whole:
        parts.append(say(VERDICT_NAMES[Verdict.DEPENDS], lang))
    equal = all(verdict == Verdict.ZERO for verdict in found.verdicts)
    if METRICS[metric].turns_on and not equal:
        parts.append(
            say(TURNS_ON, lang).format(say(PARAMETERS[METRICS[metric].turns_on].meaning, lang))
        )
    return f"{begun(opening)}, {versus}: {'; '.join(parts)}."


TURNS_ON = Text(
    "it turns on the {0}, which is hardly known", "det afhænger af noget, man knap kender ({0})"
)


_POINTS = Text(" points", " point")
"""Of a difference between two per cents."""


def _in_mode(
    comparison: Comparison, found: Contrast, place: int, lang: Language, *, levels: bool
) -> str:
    """The difference in one cost mode with its interval and the verdict on it, behind both ``levels`` where they were not told."""
    cost, values, verdict = (
        comparison.costs[place],
        comparison.scenario.values,
        found.verdicts[place],
    )
    mode = say(COSTS[cost].short, lang)
    if levels:
        both = (
            figure(found.metric, comparison.level(cost, name, found.metric).mean, values, lang)
            for name in (found.one, found.other)
        )
        mode = f"{mode} {listed(tuple(both), lang)}:"
    if verdict in NONE:
        return f"{mode} {say(VERDICT_NAMES[verdict], lang)}"
    difference = found.differences[place]
    if verdict in EQUAL_WORDS and verdict != Verdict.NEGLIGIBLE:
        return f"{mode} {say(EQUAL_WORDS[verdict], lang).format(**in_all(difference.pairs, difference.may_differ, lang))}"
    mean, low, high = (
        figure(found.metric, each, values, lang, signed=True)
        for each in (difference.mean, difference.low, difference.high)
    )
    to = say(Text("to", "til"), lang)
    points = say(_POINTS, lang) if measure(found.metric).en == "%" else ""
    return f"{mode} {mean}{points} ({low} {to} {high}), {say(VERDICT_NAMES[verdict], lang)}"
