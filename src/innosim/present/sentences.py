"""Sentences with numbers that answer a scenario's question, in English and Danish.

They put a `Contest` or an `Against` into words and know no number but theirs, so that they can't say more than the verdicts do.
"""

from __future__ import annotations

from collections.abc import Sequence

from innosim.analysis.claims import (
    TOPICS,
    Against,
    Contest,
    Payer,
    Side,
    against,
    contest,
    usual_cost,
)
from innosim.analysis.comparison import Comparison, Contrast
from innosim.analysis.ranking import Together
from innosim.analysis.verdicts import LEAST_PAIRS, Verdict
from innosim.present.words.language import Language, listed, say
from innosim.present.words.natural import clause, figure, in_a_list, measure
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import (
    AS_COSTED,
    COSTS,
    EQUAL_RESOURCES,
    METRICS,
    PARAMETERS,
    REASONS,
    Text,
)
from innosim.scenario.catalogue.declare import Values
from innosim.scenario.catalogue.metric_terms import NO_REPLICATION
from innosim.scenario.contrasts import Asked


def sentences(comparison: Comparison, lang: Language = "en") -> tuple[str, ...]:
    """The answer to what the scenario asks: its own contrasts, else the ways of governing on the usual topics; the baseline once."""
    if not comparison.regimes:
        return (say(_ALONE, lang),)
    few = _too_few(comparison, lang)
    if few:
        return (few,)
    asked = comparison.scenario.contrasts
    told = [one for one in asked if one in comparison.contrasts]
    said = [of_contrast(comparison, *one, lang) for one in told] or [
        of_contest(comparison, contest(comparison, topic), lang)
        for topic in TOPICS
        if topic in comparison.contrasted
    ]
    found = against(comparison)
    if found.regimes:
        said.append(of_baseline(found, comparison.scenario.values, lang))
    if len(told) < len(asked):
        said.append(_not_answered([one for one in asked if one not in told], lang))
    return tuple(said)


_ALONE = Text(
    "Only one regime was run: nothing to compare it with.",
    "Kun ét regime er kørt: intet at sammenligne med.",
)


def _not_answered(asked: Sequence[Asked], lang: Language) -> str:
    """What the scenario asks of regimes that were not compared here."""
    names = "; ".join(f"{one} - {other} ({metric})" for one, other, metric in asked)
    words = Text(
        f"Asked by the scenario, and not compared here: {names}.",
        f"Spurgt om i scenariet, og ikke sammenlignet her: {names}.",
    )
    return say(words, lang)


def _too_few(comparison: Comparison, lang: Language) -> str:
    """That there are too few runs for anything to be said; "" where there are enough, or the levers are all equal."""
    pairs = max(
        (
            each.pairs
            for contrast in comparison.contrasts.values()
            for each in contrast.differences
            if not each.equal
        ),
        default=LEAST_PAIRS,
    )
    runs = (
        Text("1 run is", "1 kørsel")
        if pairs == 1
        else Text(f"{pairs} runs are", f"{pairs} kørsler")
    )
    words = Text(
        f"{runs.en} too few to say who is ahead: {LEAST_PAIRS} are the least.",
        f"{runs.da} er for {'lidt' if pairs == 1 else 'få'} til at sige, hvem der er foran: {LEAST_PAIRS} er det mindste.",
    )
    return say(words, lang) if pairs < LEAST_PAIRS else ""


def of_contest(comparison: Comparison, found: Contest, lang: Language = "en") -> str:
    """Ways of governing on one metric: their levels, and who is shown to be ahead."""
    if not found.levels:
        return _nothing(comparison, found, lang)
    values = comparison.scenario.values
    (top, best), *rest = found.levels
    opening = clause(found.metric, top, best, values, lang)
    others = [f"{name} {figure(found.metric, level, values, lang)}" for name, level in rest]
    if len(others) > MOST_LEVELS:
        last = Text("last of {0}, {1}", "sidst af {0} {1}")
        count = say(counted(len(found.levels)), lang)
        kept = max(2, min(len(found.ahead), MOST_LEVELS) - 1)
        others = [*others[:kept], say(last, lang).format(count, others[-1])]
    said = f"{_begun(listed([opening, *others], lang))}: {_standing(found, lang)}."
    return f"{said} {_left_out(found, lang)}" if found.left_out else said


MOST_LEVELS = 4
"""Levels that stand after the best in a sentence; of more, the first ones and the last."""


def _left_out(found: Contest, lang: Language) -> str:
    """Who has no verdict: left out, and blocking nobody."""
    names = listed(found.left_out, lang)
    words = Text(f"Left out, without a verdict: {names}.", f"Udeladt, uden vurdering: {names}.")
    return say(words, lang)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _standing(found: Contest, lang: Language) -> str:
    """What is shown of who is ahead."""
    if found.turns_on:
        return say(not_ranked_by(found.turns_on), lang)
    if found.leader:
        much = _CLEARLY if found.clearly else _PERHAPS
        return say(much, lang).format(found.leader) + say(_PAYERS[found.payer], lang)
    if found.identical:
        return say(
            Text(
                "no difference, as their levers are the same",
                "ingen forskel, da virkemidlerne er de samme",
            ),
            lang,
        )
    if found.equal:
        return say(Text("no difference that matters", "ingen forskel af betydning"), lang)
    if len(found.ahead) == len(found.levels):
        return say(Text("undecided who is ahead", "uafklaret, hvem der er foran"), lang)
    if len(found.ahead) == 1:
        alone = Text(
            "only {0} is not shown to be behind any", "kun {0} er ikke vist at ligge efter nogen"
        )
        return say(alone, lang).format(found.ahead[0])
    between = {
        None: Text("undecided between {0}", "uafklaret mellem {0}"),
        Verdict.NEGLIGIBLE: Text(
            "no difference that matters between {0}", "ingen forskel af betydning mellem {0}"
        ),
        Verdict.ZERO: Text(
            "no difference between {0}, as their levers are the same",
            "ingen forskel mellem {0}, da virkemidlerne er de samme",
        ),
    }[found.tied]
    return say(between, lang).format(_those(found, lang))


def _those(found: Contest, lang: Language) -> str:
    """The regimes nobody is shown to be ahead of: by name, or three and more by where they stand in the sentence."""
    order = tuple(name for name, _ in found.levels)
    if len(found.ahead) < 3 or found.ahead != order[: len(found.ahead)]:
        return listed(found.ahead, lang)
    return say(Text("the first {0}", "de første {0}"), lang).format(
        say(counted(len(found.ahead)), lang)
    )


def counted(count: int) -> Text:
    """A small number in words."""
    spelt = _SPELT.get(count)
    return Text(str(count), str(count)) if spelt is None else Text(*spelt)


_SPELT = {
    2: ("two", "to"),
    3: ("three", "tre"),
    4: ("four", "fire"),
    5: ("five", "fem"),
    6: ("six", "seks"),
    7: ("seven", "syv"),
    8: ("eight", "otte"),
    9: ("nine", "ni"),
    10: ("ten", "ti"),
}


_CLEARLY = Text("{0} is clearly ahead", "{0} er klart foran")
_PERHAPS = Text(
    "{0} is ahead, perhaps by too little to matter",
    "{0} er foran, måske ubetydeligt",
)

_PAYERS = {
    Payer.WHOEVER: Text(", whoever pays", ", uanset forbruget"),
    Payer.BY_HOW_MUCH: Text(
        ", whoever pays; by how much depends",
        ", uanset forbruget; hvor meget, afhænger af det",
    ),
    Payer.DEPENDS: Text(
        ", at equal resources; it depends on who pays",
        ", ved lige ressourcer; det afhænger af forbruget",
    ),
    Payer.NOT_BOTH: Text(
        ", at equal resources; as costed that is not shown",
        ", ved lige ressourcer; til egen pris er det ikke vist",
    ),
    Payer.ONE_MODE: Text("", ""),
}


def _nothing(comparison: Comparison, found: Contest, lang: Language) -> str:
    """Why nothing is said: who is not ranked, what keeps the metric from having a value, or too few runs."""
    name, why = METRICS[found.metric].short, _why_nothing(comparison, found)
    words = Text(
        f"Of {name.en} nothing can be said: {why.en}.",
        f"Om {name.da} kan intet siges: {why.da}.",
    )
    return say(words, lang)


def _why_nothing(comparison: Comparison, found: Contest) -> Text:
    place = comparison.costs.index(found.cost)
    said = {
        comparison.contrast(one, other, found.metric).verdicts[place]
        for one in found.left_out
        for other in found.left_out
        if one != other
    }
    if Verdict.NOT_RANKED in said:
        return Text("only those who try can fail", "kun den, der forsøger, kan fejle")
    if Verdict.TOO_FEW in said:
        return Text("too few runs", "for få kørsler")
    whys = (comparison.level(found.cost, name, found.metric).why for name in found.left_out)
    return REASONS[next((why for why in whys if why), NO_REPLICATION.name)].words


def of_contrast(comparison: Comparison, one: str, other: str, metric: str, lang: Language) -> str:
    """One regime against another on a metric that the scenario asks for, in every cost mode that was run."""
    found = Together(comparison, metric).contrast(one, other)
    values, cost = comparison.scenario.values, usual_cost(comparison)
    first, second = (comparison.level(cost, name, metric).mean for name in (one, other))
    opening = clause(metric, one, first, values, lang)
    # The levels are those in the usual cost mode: its difference stands beside them.
    order = sorted(range(len(comparison.costs)), key=lambda place: comparison.costs[place] != cost)
    parts = [_in_mode(comparison, found, place, lang) for place in order]
    versus = f"{other} {figure(metric, second, values, lang)}"
    whole = found.overall.verdict == Verdict.DEPENDS
    if whole:
        parts.append(verdict_word(Verdict.DEPENDS, lang))
    equal = all(verdict == Verdict.ZERO for verdict in found.verdicts)
    if METRICS[metric].turns_on and not equal:
        parts.append(
            say(_TURNS_ON, lang).format(say(PARAMETERS[METRICS[metric].turns_on].meaning, lang))
        )
    return f"{_begun(opening)}, {versus}: {'; '.join(parts)}."


_TURNS_ON = Text(
    "it turns on the {0}, which is hardly known", "det afhænger af: {0}, som næppe kendes"
)


def _in_mode(comparison: Comparison, found: Contrast, place: int, lang: Language) -> str:
    """The difference in one cost mode, with its interval and the verdict on it."""
    difference, cost = found.differences[place], COSTS[comparison.costs[place]]
    mean, low, high = (
        figure(found.metric, each, comparison.scenario.values, lang, signed=True)
        for each in (difference.mean, difference.low, difference.high)
    )
    to = say(Text("to", "til"), lang)
    return f"{mean} ({low} {to} {high}) {say(cost.short, lang)}, {verdict_word(found.verdicts[place], lang)}"


def of_baseline(found: Against, values: Values, lang: Language = "en") -> str:
    """All ways against the baseline: in what all of them and some of them are ahead, and, once, all the bad news."""
    behind = _metrics(found.behind)
    bad = "; ".join(_bad(metric, found, values, lang) for metric in behind)
    mode = say(_MODES[found.cost], lang)
    good = _good(found, lang)
    ending = say(_BEHIND if bad else _NONE_BEHIND[bool(good)], lang).format(bad)
    nobody = say(_NOBODY, lang).format(found.baseline)
    return f"{mode} {good or nobody}{ending}."


def _good(found: Against, lang: Language) -> str:
    """In what all ways are ahead of the baseline, and in what some are; "" where none is in anything."""
    some = [_some(metric, who, lang) for metric, who in found.partly]
    if not found.ahead:
        words = Text("ahead of {0}: {1}", "foran {0}: {1}")
        return say(words, lang).format(found.baseline, listed(some, lang)) if some else ""
    words = Text("{0} {1} {2} in {3}", "er {0} foran {2} i {3}")
    lead = "leads" if len(found.regimes) == 1 else "lead"
    all_in = listed([say(in_a_list(name), lang) for name in found.ahead], lang)
    said = say(words, lang).format(_everyone(found.regimes, lang), lead, found.baseline, all_in)
    return ", ".join([said, listed(some, lang)]) if some else said


def _some(metric: str, who: Sequence[str], lang: Language) -> str:
    """Which of the ways are ahead in one metric: by name, three and more by how many."""
    told = listed(who, lang) if len(who) < 3 else say(counted(len(who)), lang)
    return f"{told} {say(Text('in', 'i'), lang)} {say(in_a_list(metric), lang)}"


_MODES = {
    AS_COSTED: Text("As costed", "Til egen pris"),
    EQUAL_RESOURCES: Text("At equal resources", "Ved lige ressourcer"),
}


_NOBODY = Text("nobody is shown to lead {0} in anything", "er ingen vist at være foran {0} i noget")
_BEHIND = Text("; behind: {0}", "; bagud: {0}")
_NONE_BEHIND = {
    True: Text(
        "; none is shown to be behind in anything that is compared",
        "; ingen er vist at være bagud i noget, der sammenlignes",
    ),
    False: Text(", nor to be behind", " eller bagud i noget"),
}
"""By whether there is good news."""


def _metrics(sides: tuple[Side, ...]) -> list[str]:
    return list(dict.fromkeys(side.metric for side in sides))


def _everyone(regimes: tuple[str, ...], lang: Language) -> str:
    if len(regimes) == 1:
        return regimes[0]
    if len(regimes) == 2:
        return say(Text("both {0}", "både {0}"), lang).format(listed(regimes, lang))
    return say(Text("all {0}", "alle {0}"), lang).format(say(counted(len(regimes)), lang))


def _bad(metric: str, found: Against, values: Values, lang: Language) -> str:
    """One metric on which some are behind, with by how much."""
    behind = [one for side in found.behind if side.metric == metric for one in side.differences]
    by = [f"{name} {figure(metric, mean, values, lang, signed=True)}" for name, mean in behind]
    told = ", ".join(by) if len(by) <= MOST_LEVELS else _worst(behind, by, lang)
    return f"{say(in_a_list(metric), lang)} ({say(measure(metric), lang)}: {told})"


def _worst(behind: Sequence[tuple[str, float]], by: Sequence[str], lang: Language) -> str:
    """How many are behind, and who by the most."""
    place = max(range(len(behind)), key=lambda each: abs(behind[each][1]))
    words = Text("{0}, at most {1}", "{0}, højst {1}")
    return say(words, lang).format(say(counted(len(behind)), lang), by[place])


def verdict_word(verdict: Verdict, lang: Language) -> str:
    """A verdict in words."""
    return say(VERDICT_NAMES[verdict], lang)


def not_ranked_by(parameter: str) -> Text:
    """Why regimes are not ranked where their order turns on ``parameter``, and how to vary it."""
    declared = PARAMETERS[parameter]
    field = f"--set {declared.section}.{parameter}="
    return Text(
        f"not ranked, as the order turns on the {declared.meaning.en}, which is hardly known: vary it with"
        f" {field}{declared.low:g} to {declared.high:g}",
        f"ikke rangordnet, da rækkefølgen afhænger af: {declared.meaning.da}, som næppe kendes: varier den med"
        f" {field}{declared.low:g} til {declared.high:g}",
    )
