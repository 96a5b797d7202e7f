"""What ideas wait for, as tables and in a sentence each: how long, how many at a time, how many a year."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from innosim.analysis.waits import (
    ENOUGH,
    EVERY_DECIDER,
    LACKS,
    PHASES_WORKED,
    RUNS_TO_NAME,
    WORK,
    Wait,
    Waits,
)
from innosim.experiment.intervals import Interval
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, listed, rounded, say, with_half
from innosim.scenario.catalogue import COSTS, INDICATORS, Text
from innosim.scenario.catalogue.codes import DECIDERS
from innosim.scenario.catalogue.indicator_columns import QUEUE

_MONTHS = Text(
    "Months waited for each decision or phase of work, {0}",
    "Måneder i vente pr. afgørelse eller fase med arbejde, {0}",
)
_WAITING = Text(
    "Ideas under way, by what they do or wait for, mean number at a time, {0}",
    "Idéer undervejs efter, hvad de gør eller venter på, gennemsnitligt antal ad gangen, {0}",
)
_A_YEAR = Text(
    "Decisions and phases of work a year, {0}", "Afgørelser og faser med arbejde pr. år, {0}"
)

_LITTLE = Text(
    "Ideas waiting at a time over decisions a month (Little's law); for lack of hours, money or drive, over phases of"
    " work finished a month. ±half a 95 % interval over n = {0} runs.",
    "Idéer i vente ad gangen delt med afgørelser pr. måned (Littles lov); for mangel på timer, penge eller drivkraft"
    " delt med faser, hvis arbejde blev færdigt pr. måned. ±halvdelen af et 95 %-interval over n = {0} kørsler.",
)
_RARE = Text(
    "(): fewer than {0} in all runs. –: undefined, as nothing was decided.",
    "(): færre end {0} i alle kørsler. –: ikke defineret, da intet blev afgjort.",
)
_PROGRESS = Text(
    "An idea at work counts by the progress it made, the rest of its month by what was scarcest.",
    "En idé under arbejde tæller med den fremdrift, den gjorde, resten af dens måned med det, der var knappest.",
)
_SERVED = Text(
    "Decisions are yes or no; of a board place, those given.",
    "Afgørelser er ja eller nej; af bordpladser dem, der blev givet.",
)

_ALL = Text("deciders in all", "beslutningstagere i alt")
_A_DECISION = Text("months a decision", "måneder pr. afgørelse")
_A_PHASE = Text("months a phase of work", "måneder pr. fase med arbejde")

_ONE = Text("{0}: the bottleneck is {1}", "{0}: flaskehalsen er {1}")
_MOST = Text("; most ideas wait for: {0} ({1} of {2})", "; flest idéer venter på: {0} ({1} af {2})")
_SEVERAL = Text(
    "{0}: no one bottleneck can be told from the others: {1}",
    "{0}: ingen enkelt flaskehals kan skilles fra de andre: {1}",
)
_FEW = Text(
    "{0}: the longest wait is for {1}; fewer than {2} runs name no bottleneck",
    "{0}: længst er ventetiden på {1}; færre end {2} kørsler udpeger ingen flaskehals",
)
_NONE = Text(
    "{0}: no bottleneck, as hardly anything was waited for",
    "{0}: ingen flaskehals, da næsten intet blev ventet på",
)
_NO_IDEAS = Text(
    "{0}: no ideas were worked on or decided", "{0}: ingen idéer blev bearbejdet eller afgjort"
)
_THIS = Text(
    "{0} ({1} {2}, {3} a year; {4} of {5} ideas waiting)",
    "{0} ({1} {2}, {3} pr. år; {4} af {5} ventende idéer)",
)
_HARDLY = Text(
    "{0} ({1} served a year while {2} ideas wait at a time)",
    "{0} ({1} får svar pr. år, mens {2} idéer venter ad gangen)",
)


def wait_sheets(found: tuple[Waits, ...], lang: Language = "en") -> tuple[Sheet, ...]:
    """Of each cost mode: how long for each, with what is the bottleneck; how many at a time; how many a year."""
    return tuple(
        sheet
        for cost in dict.fromkeys(of.cost for of in found)
        for sheet in _of_mode(tuple(of for of in found if of.cost == cost), lang)
    )


def bottleneck_sentence(found: Waits, lang: Language = "en") -> str:
    """What is the bottleneck of a regime, with its number, or why none can be named."""
    said = [_this(wait, found.waiting, lang) for wait in found.longest]
    if found.bottleneck is not None:
        told = say(_ONE, lang).format(found.regime, said[0]) + _crowd(found, lang)
    elif not said:
        idle = all(wait.served == wait.waiting.mean == 0.0 for wait in found.each)
        told = say(_NO_IDEAS if idle else _NONE, lang).format(found.regime)
    elif found.few:
        told = say(_FEW, lang).format(found.regime, said[0], RUNS_TO_NAME)
    else:
        told = say(_SEVERAL, lang).format(found.regime, listed(said, lang))
    return f"{told}."


def _crowd(found: Waits, lang: Language) -> str:
    """What most ideas wait for, where that is not the bottleneck: a short wait that many have."""
    most = found.most_awaited
    if most is None or most == found.bottleneck:
        return ""
    here, in_all = (rounded(value, lang) for value in (most.waiting.mean, found.waiting))
    return say(_MOST, lang).format(_in_full(most.what, lang), here, in_all)


def _of_mode(found: tuple[Waits, ...], lang: Language) -> tuple[Sheet, ...]:
    said = tuple(bottleneck_sentence(of, lang) for of in found)
    runs = max(of.replications for of in found)
    little = (say(_LITTLE, lang).format(runs), say(_RARE, lang).format(ENOUGH))
    return (
        _sheet(found, say(_MONTHS, lang), _months, (*said, *little), lang, without=(WORK,)),
        _sheet(found, say(_WAITING, lang), _waiting, (say(_PROGRESS, lang),), lang),
        _served_sheet(found, lang),
    )


def _sheet(
    found: tuple[Waits, ...],
    title: str,
    cell: Callable[[Wait, Language], str],
    notes: tuple[str, ...],
    lang: Language,
    without: tuple[str, ...] = (),
) -> Sheet:
    """What is waited for down, regimes across."""
    shown = [wait.what for wait in found[0].each if wait.what not in without]
    rows = tuple((_name(what, lang), *(cell(of.of(what), lang) for of in found)) for what in shown)
    mode = say(COSTS[found[0].cost].short, lang)
    return Sheet(title.format(mode), ("", *(of.regime for of in found)), rows, notes)


def _served_sheet(found: tuple[Waits, ...], lang: Language) -> Sheet:
    """Phases of work finished, whatever they lacked, and decisions."""
    made = _sheet(found, say(_A_YEAR, lang), _a_year, (say(_SERVED, lang),), lang, LACKS)
    (_, *phases), *decisions = made.rows
    rows = ((say(INDICATORS[PHASES_WORKED].called, lang), *phases), *decisions)
    return replace(made, rows=rows)


def _name(what: str, lang: Language) -> str:
    """What it is called at the head of a row."""
    if what == EVERY_DECIDER:
        return say(_ALL, lang)
    if what.startswith(QUEUE):
        return say(DECIDERS.heads[what.removeprefix(QUEUE)], lang)
    return say(INDICATORS[what].called, lang)


def _in_full(what: str, lang: Language) -> str:
    """What it is called in a sentence."""
    if not what.startswith(QUEUE):
        return _name(what, lang)
    who = DECIDERS.queues[what.removeprefix(QUEUE)]
    return " / ".join(say(DECIDERS[name], lang) for name in who)


def _this(wait: Wait, all_waiting: float, lang: Language) -> str:
    of_what = say(_A_DECISION if wait.what.startswith(QUEUE) else _A_PHASE, lang)
    many = rounded(wait.a_year.mean, lang)
    if not wait.enough:
        waiting = rounded(wait.waiting.mean, lang)
        return say(_HARDLY, lang).format(_in_full(wait.what, lang), many, waiting)
    here, in_all = (rounded(value, lang) for value in (wait.waiting.mean, all_waiting))
    return say(_THIS, lang).format(
        _in_full(wait.what, lang), _spread(wait.months, lang), of_what, many, here, in_all
    )


def _months(wait: Wait, lang: Language) -> str:
    if math.isnan(wait.months.mean):
        return "–"
    told = _spread(wait.months, lang)
    return told if wait.enough else f"({told})"


def _waiting(wait: Wait, lang: Language) -> str:
    return _spread(wait.waiting, lang)


def _a_year(wait: Wait, lang: Language) -> str:
    return _spread(wait.a_year, lang)


def _spread(found: Interval, lang: Language) -> str:
    return with_half(found.mean, found.low, found.high, lang)
