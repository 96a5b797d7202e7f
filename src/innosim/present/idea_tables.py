"""Ideas as tables: one under every regime, month by month, and the fates of the same ones under two."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from innosim.analysis.biography import JUDGED, WAITS, Biography, Life
from innosim.analysis.fates import Fates
from innosim.present.tables import Sheet
from innosim.present.words.dates import dates, month_and_date
from innosim.present.words.language import Language, listed, number, rounded, say
from innosim.present.words.outcomes import END_NAMES, FATE_NAMES, word
from innosim.scenario.catalogue import COSTS, Text
from innosim.scenario.catalogue.codes import (
    CAUSES,
    DECIDERS,
    EVENTS,
    HAS_LAPSED,
    PHASES,
    WAITED_GATE,
    WAS_REJECTED,
    WAS_ROLLED_BACK,
    WAS_STOPPED,
)
from innosim.scenario.spoken import marked, runs_counted

_TEXTS: Mapping[str, Mapping[str, Text]] = {
    "end": END_NAMES,
    "phase": PHASES,
    "end_cause": CAUSES,
    "decider": DECIDERS,
}

_FACTS: tuple[tuple[str, Text], ...] = (
    ("end", Text("what became of it", "hvad der skete")),
    ("phase", Text("in phase", "i fase")),
    ("end_cause", Text("because", "fordi")),
    ("decider", Text("decided last by", "sidst afgjort af")),
    ("true_worth", Text("true worth, mDKK a year", "sand værdi, mio. kr. pr. år")),
    ("stake", Text("at stake, mDKK a year", "på spil, mio. kr. pr. år")),
    ("radicality", Text("radicality", "radikalitet")),
    ("luck", Text("luck in saving", "held i besparelse")),
    ("luck_quality", Text("luck in quality", "held i kvalitet")),
    ("believed_spark", Text("believed at spark", "vurderet ved opståen")),
    (
        "believed_model",
        Text("last decider of model gate believed", "sidste vurdering ved port til model"),
    ),
    (
        "believed_implementation",
        Text(
            "last decider of implementation gate believed",
            "sidste vurdering ved port til implementering",
        ),
    ),
    ("promised", Text("promised, mDKK a year", "lovet, mio. kr. pr. år")),
    ("realised", Text("realised, mDKK a year", "realiseret, mio. kr. pr. år")),
    ("months_work", Text("months of work", "måneder med arbejde")),
    ("months_waiting_gate", Text("months for a decision", "måneder på en afgørelse")),
    ("months_waiting_hours", Text("months for hours or money", "måneder på timer eller penge")),
    ("months_on_shelf", Text("months on the shelf", "måneder på hylden")),
    ("spent_money", Text("money spent, mDKK", "penge brugt, mio. kr.")),
    ("spent_hours", Text("hours spent", "timer brugt")),
    ("anchoring", Text("anchoring", "forankring")),
    ("case", Text("a public case", "offentlig sag")),
)

_NO_VALUE = "–"
_UNDEFINED = Text(
    "–: undefined there: it did not spark, never came so far, or has not ended.",
    "–: ikke defineret dér: den opstod ikke, nåede aldrig så langt eller er ikke sluttet.",
)
_TERMS = Text(
    "Believed: worth a year, per krone at stake; at a gate, what its last decider expected once dossier and own look were weighed together."
    " Months of work and waiting count the first and the last month both: at most one more than from the one to the other. Luck: in standard deviations. Anchoring: how far the unit"
    " that uses it has made it its own, 0-1.",
    "Vurdering: årlig værdi pr. krone på spil; ved en port, hvad den sidste beslutningstager ventede, da sag og eget blik var vejet sammen."
    " Måneder med arbejde og ventetid tæller første og sidste måned med: højst én mere end fra den ene til den anden. Held: i standardafvigelser. Forankring: hvor langt den"
    " enhed, der bruger den, har gjort den til sin egen, 0-1.",
)
_GATE_TERMS = Text(
    "At a gate, per krone at stake: what the dossier says of it before the decider looks, with one standard deviation of what may be"
    " true (sd: no interval of a mean); the signal of the decider's own look; and the bar that the two, weighed together, are held against.",
    "Ved en port, pr. krone på spil: hvad sagen siger om den, før beslutningstageren ser på den, med én standardafvigelse for, hvad der kan"
    " være sandt (sd: intet interval for et gennemsnit); signalet fra beslutningstagerens eget blik; og grænsen, som de to, vejet sammen,"
    " holdes op mod.",
)
_REGIME = 14
"""Columns that a regime keeps beside others, so that a month with its date stands on one line."""
_NO_DRAW = Text("(by no draw of its own)", "(uden egen trækning)")
_NEVER_DRAWN = Text("(no draw: it could not come up)", "(intet trukket: den kunne ikke opstå)")


def facts_sheet(told: Biography, lang: Language = "en") -> Sheet:
    """A row per fact and a column per regime; facts that no regime has are left out."""
    rows = [_spark_row(told, lang)]
    for name, words in _FACTS:
        values = [life.facts.get(name) for life in told.lives]
        if any(value not in (None, "") for value in values):
            rows.append((say(words, lang), *(_value(name, value, lang) for value in values)))
    idea = Text("Idea", "Idé")
    rest = Text(f"replication {told.replication}", f"kørsel {told.replication}")
    title = f"{say(idea, lang)} {told.idea}, {say(rest, lang)}, {say(COSTS[told.cost].short, lang)}"
    head = ("", *(life.regime for life in told.lives))
    wrapped = frozenset(range(1, len(head)))
    notes = (say(_TERMS, lang), *drift_notes(told, lang))
    if any(cell == _NO_VALUE for row in rows for cell in row):
        notes = (say(_UNDEFINED, lang), *notes)
    return Sheet(title, head, tuple(rows), notes, wrapped=wrapped, narrow=_REGIME)


def timeline(life: Life, lang: Language = "en") -> Iterator[tuple[str, str]]:
    """When and what, an event each, the months of one waiting drawn together; all of when is equally wide."""
    if not life.sparked:
        yield "", spark_words(life, lang)
        return
    told = [
        (_months(first, last), dates(first, last, lang), _event(event, life, lang))
        for first, last, event in _runs(life)
    ]
    wide = max((len(months) for months, *_ in told), default=0)
    named = max((len(date) for _, date, _ in told), default=0)
    for months, date, words in told:
        yield f"{months:>{wide}}  {date:<{named}}  ", words


def terms_of_gates(told: Biography, lang: Language) -> str:
    """What the numbers of a judgement are; "" where no story holds one."""
    judged = any(life.events["event"].isin(JUDGED).any() for life in told.lives if life.sparked)
    return say(_GATE_TERMS, lang) if judged else ""


def _months(first: int, last: int) -> str:
    """Months of the run from one to another; those before month 0 have a minus."""
    told = f"{first}" if first == last else f"{first}–{last}"
    return told.replace("-", "\u2212")


def spark_words(life: Life, lang: Language) -> str:
    """Whether the idea sparked, and by what chance and draw."""
    words = Text("sparked", "opstod") if life.sparked else Text("not sparked", "ikke opstået")
    if math.isnan(life.chance) or math.isnan(life.draw):
        why = _NO_DRAW if life.sparked else _NEVER_DRAWN
        return f"{say(words, lang)} {say(why, lang)}"
    chance, draw = _small(life.chance, lang), _small(life.draw, lang)
    by = Text(f"(chance {chance}, draw {draw})", f"(chance {chance}, trukket {draw})")
    return f"{say(words, lang)} {say(by, lang)}"


def drift_notes(told: Biography, lang: Language) -> tuple[str, ...]:
    """For which regimes the installed version tells another story than the stored result."""
    notes = [_drift(regime, metrics, lang) for regime, metrics in told.drift.items()]
    if not told.same_model and not notes:
        other = Text(
            "Made by another version or build of innosim, which gives the same metrics here.",
            "Lavet af en anden version eller udgave af innosim, som her giver de samme mål.",
        )
        notes.append(say(other, lang))
    return tuple(notes)


def _drift(regime: str, metrics: tuple[str, ...], lang: Language) -> str:
    few = listed(metrics[:3], lang) + (" …" if len(metrics) > 3 else "")
    words = Text(
        f"WARNING: the installed version does not give the result's values for {regime} ({few}): what is"
        " told here is another story than the stored one.",
        f"ADVARSEL: den installerede version giver ikke resultatets værdier for {regime} ({few}): det, der"
        " fortælles her, er en anden historie end den gemte.",
    )
    return say(words, lang)


def _small(value: float, lang: Language) -> str:
    """A chance or a draw, with decimals enough that a small one is not nothing."""
    return number(value, 2 if value >= 0.1 else 4, lang)


def _spark_row(told: Biography, lang: Language) -> tuple[str, ...]:
    """When it sparked, or by what chance and draw it did not."""
    label = say(Text("sparked in month", "opstod i måned"), lang)
    cells = [
        month_and_date(int(life.facts["month_sparked"]), lang)
        if life.sparked
        else spark_words(life, lang)
        for life in told.lives
    ]
    return (label, *cells)


def _value(name: str, value: Any, lang: Language) -> str:
    if value is None or value == "":
        return _NO_VALUE
    if name in _TEXTS:
        return word(_TEXTS[name], str(value), lang)
    if isinstance(value, bool):
        return say(Text("yes", "ja") if value else Text("no", "nej"), lang)
    return rounded(float(value), lang)


def _runs(life: Life) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Events with their first and last month: waiting for the same in months on end is one event."""
    held: tuple[int, int, dict[str, Any]] | None = None
    for event in life.events.to_dict("records"):
        month = int(event["month"])
        if held is not None and _goes_on(held[2], event) and month == held[1] + 1:
            held = (held[0], month, held[2])
            continue
        if held is not None:
            yield held
        held = (month, month, event)
    if held is not None:
        yield held


_ENDINGS = tuple(
    EVENTS.names[end] for end in (WAS_REJECTED, WAS_STOPPED, WAS_ROLLED_BACK, HAS_LAPSED)
)


def _goes_on(before: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    return event["event"] in WAITS and all(
        before[key] == event[key] for key in ("event", "decider", "phase")
    )


def _event(event: Mapping[str, Any], life: Life, lang: Language) -> str:
    """One event in words: who decided, on what dossier and own signal, against what bar; of its end, why."""
    name, decider = str(event["event"]), str(event["decider"])
    parts = [word(EVENTS, name, lang)]
    if name in (EVENTS.names[WAITED_GATE], *JUDGED):
        parts.append(word(DECIDERS, decider, lang))
    if name in JUDGED:
        parts.append(_judgement(event, lang))
    cause = word(CAUSES, str(life.facts.get("end_cause") or ""), lang)
    if name in _ENDINGS and cause:
        parts.append(f"({cause})")
    return " ".join(part for part in parts if part)


def _judgement(event: Mapping[str, Any], lang: Language) -> str:
    mean, sd, signal, bar = (
        number(float(event[key]), 3, lang) for key in ("belief", "sd", "signal", "bar")
    )
    words = Text(
        f"(dossier {mean}, sd {sd}, own signal {signal}, bar {bar})",
        f"(sagen {mean}, sd {sd}, eget indtryk {signal}, grænse {bar})",
    )
    return say(words, lang)


def fates_sheet(fates: Fates, lang: Language = "en") -> Sheet:
    """Good and bad ideas apart: number of common ideas per fate, their worth under each, and the others."""
    rows = tuple(_row(fates, line, lang) for line in fates.table.to_dict("records"))
    head = (
        say(Text("idea", "idé"), lang),
        say(Text("fate", "skæbne"), lang),
        say(Text("common", "fælles"), lang),
        f"{say(Text('worth', 'værdi'), lang)} {fates.first}",
        f"{say(Text('worth', 'værdi'), lang)} {fates.second}",
        say(Text("open", "åbne"), lang),
        say(Text("one only", "kun ét sted"), lang),
    )
    title = Text(
        f"The same ideas under {fates.first} and {fates.second}, {COSTS[fates.cost].short.en}",
        f"De samme idéer under {fates.first} og {fates.second}, {COSTS[fates.cost].short.da}",
    )
    return Sheet(say(title, lang), head, rows, _notes(fates, lang), frozenset({0, 1}), keys=2)


def _row(fates: Fates, line: dict[str, object], lang: Language) -> tuple[str, ...]:
    quality = Text("good", "god") if line["good"] else Text("bad", "dårlig")
    fate = word(FATE_NAMES, str(line["fate"]), lang).format(first=fates.first, second=fates.second)
    worth = [rounded(float(str(line[f"worth_{side}"])), lang) for side in ("first", "second")]
    return (
        say(quality, lang),
        fate,
        str(line["common"]),
        *worth,
        str(line["open"]),
        str(line["only_one"]),
    )


def _notes(fates: Fates, lang: Language) -> tuple[str, ...]:
    runs = runs_counted(fates.replications)
    common, union = (marked(f"{n:,}") for n in (fates.common, fates.union))
    basis = Text(
        f"{common.en} common of {union.en} ideas in {runs.en}, of every origin, copies and what was"
        " brought from elsewhere among them; worth is true worth, mDKK a year. Good: true worth over 0, mean of the regimes under which the idea sparked.",
        f"{common.da} fælles af {union.da} idéer i {runs.da}, af enhver oprindelse, også efterligninger og"
        " det, der kom udefra; værdi er den sande, mio. kr. pr. år. God: sand værdi over 0 i gennemsnit af de regimer, hvor idéen opstod.",
    )
    turned = Text(
        f"{fates.turned} common ideas are worth having under only one of the two.",
        f"{fates.turned} fælles idéer er kun noget værd under det ene regime.",
    )
    return (say(basis, lang), *((say(turned, lang),) if fates.turned else ()))
