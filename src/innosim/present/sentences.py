"""Sentences with numbers that answer a scenario's question, in English and Danish.

They put a `Contest` or an `Against` into words and know no number but theirs, so that they can't say more than the verdicts do.
"""

from __future__ import annotations

from collections.abc import Sequence

from innosim.analysis.claims import TOPICS, Contest, Payer, against, contest, usual_cost
from innosim.analysis.comparison import Comparison
from innosim.analysis.verdicts import LEAST_PAIRS, Verdict
from innosim.present.baseline_sentence import of_baseline
from innosim.present.contrast_sentence import of_contrast
from innosim.present.nothing_said import nothing_said
from innosim.present.words.language import Language, begun, counted, listed, say
from innosim.present.words.natural import clause, figure, in_a_list, measure
from innosim.present.words.outcomes import AS_THE_LEVERS, EQUAL_WORDS, VERDICT_NAMES, in_all
from innosim.scenario.catalogue import (
    COSTS,
    HEADLINES,
    PARAMETERS,
    Text,
)
from innosim.scenario.contrasts import Asked
from innosim.scenario.numerals import plainly


def sentences(
    comparison: Comparison, lang: Language = "en", *, most: int | None = None, brief: bool = False
) -> tuple[str, ...]:
    """The answer to what the scenario asks: its own contrasts (``most`` of them), else the ways of governing on the usual topics; the baseline once, or ``brief``."""
    if not comparison.regimes:
        return (say(_ALONE, lang),)
    few = _too_few(comparison, lang)
    if few:
        return (few,)
    asked = comparison.scenario.contrasts
    there = [one for one in asked if one in comparison.contrasts]
    told = there[:most]
    said = [of_contrast(comparison, *one, lang) for one in told] or [
        of_contest(comparison, contest(comparison, topic), lang, brief=brief)
        for topic in TOPICS
        if topic in comparison.contrasted
    ]
    if told:
        said[-1] += f" {_beside(len(there) - len(told), lang)}"
    elif said:
        said[0] = _under(usual_cost(comparison), said[0], lang)
    found = against(comparison)
    if found.regimes:
        last = of_baseline(found, comparison.scenario.values, lang, brief=brief)
        said.append(_under(found.cost, last, lang) if told else last)
    if len(there) < len(asked):
        said.append(_not_answered([one for one in asked if one not in there], lang))
    return tuple(said)


def _under(cost: str, sentence: str, lang: Language) -> str:
    """A sentence with the cost mode in front that what it says is of."""
    mode = begun(say(COSTS[cost].short, lang))
    return f"{mode}: {sentence}"


def _beside(left: int, lang: Language) -> str:
    """What the ranges of contrasts are, and how many more are asked for than told."""
    more = Text(
        f" {counted(left).en.capitalize()} more {'is' if left == 1 else 'are'} asked for, and told by compare.",
        f" {counted(left).da.capitalize()} til er der spurgt om; compare svarer.",
    )
    return say(_RANGES, lang) + (say(more, lang) if left else "")


_RANGES = Text(
    "(In brackets: 95% for all pairs of regimes at once.)",
    "(I parentes: 95 % for alle par af regimer på én gang.)",
)


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
    count = max((one.n + one.undefined for one in comparison.levels), default=LEAST_PAIRS)
    alike = all(each.equal for found in comparison.contrasts.values() for each in found.differences)
    if alike or count >= LEAST_PAIRS:
        return ""
    runs = (
        Text("1 run is", "1 kørsel")
        if count == 1
        else Text(f"{count} runs are", f"{count} kørsler")
    )
    words = Text(
        f"{runs.en} too few to say who is ahead: {LEAST_PAIRS} are the least.",
        f"{runs.da} er for {'lidt' if count == 1 else 'få'} til at sige, hvem der er foran: {LEAST_PAIRS} er det mindste.",
    )
    return say(words, lang)


def of_contest(
    comparison: Comparison, found: Contest, lang: Language = "en", *, brief: bool = False
) -> str:
    """Ways of governing on one metric: their levels, and who is shown to be ahead; where it is not ``brief``, who is behind those that lead together."""
    if not found.levels:
        return nothing_said(comparison, found.cost, found.metric, found.left_out, lang)
    values = comparison.scenario.values
    (top, best), *rest = found.levels
    opening = clause(found.metric, top, best, values, lang)
    others = [f"{name} {figure(found.metric, level, values, lang)}" for name, level in rest]
    if len(others) > MOST_LEVELS:
        last = Text("last of {0}, {1}", "sidst af {0} {1}")
        count = say(counted(len(found.levels)), lang)
        kept = max(2, min(len(found.ahead), MOST_LEVELS) - 1)
        others = [*others[:kept], say(last, lang).format(count, others[-1])]
    said = f"{begun(listed([opening, *others], lang))}: {_standing(found, lang, brief=brief)}."
    return f"{said} {_left_out(found, lang)}" if found.left_out else said


MOST_LEVELS = 4
"""Levels that stand after the best in a sentence; of more, the first ones and the last."""


def _left_out(found: Contest, lang: Language) -> str:
    """Who has no verdict: left out, and blocking nobody."""
    names = listed(found.left_out, lang)
    words = Text(f"Left out, without a verdict: {names}.", f"Udeladt, uden vurdering: {names}.")
    return say(words, lang)


def _standing(found: Contest, lang: Language, *, brief: bool) -> str:
    """What is shown of who is ahead."""
    if found.turns_on:
        return say(not_ranked_by(found.turns_on), lang)
    if found.leader:
        perhaps = _LITTLE if brief else _PERHAPS
        much = say(_CLEARLY if found.clearly else perhaps, lang).format(found.leader)
        return much + _payer(found, lang, brief=brief)
    behind = "" if brief else _behind(found, lang)
    return _level(found, lang) + behind + _led_elsewhere(found, lang, brief=brief)


def _level(found: Contest, lang: Language) -> str:
    """What is shown of those that nobody is shown to be ahead of, where they are several or no leader."""
    if found.tied is not None:
        words = say(EQUAL_WORDS[found.tied], lang).format(
            **in_all(found.runs, found.may_differ, lang)
        )
        if found.level:
            return words
        because = say(AS_THE_LEVERS, lang) if found.tied == Verdict.ZERO else ""
        return f"{words.removesuffix(because)} {say(_BETWEEN, lang)} {_those(found, lang)}{because}"
    if len(found.ahead) == len(found.levels):
        return say(Text("undecided who is ahead", "uafklaret, hvilken der er foran"), lang)
    if len(found.ahead) == 1:
        alone = Text(
            "only {0} is not shown to be behind any", "kun {0} er ikke vist at ligge efter nogen"
        )
        return say(alone, lang).format(found.ahead[0])
    return f"{verdict_word(Verdict.UNDECIDED, lang)} {say(_BETWEEN, lang)} {_those(found, lang)}"


_BETWEEN = Text("between", "mellem")


def _behind(found: Contest, lang: Language) -> str:
    """Who is left: somebody is shown to be ahead of each of them."""
    rest = [name for name, _ in found.levels if name not in found.ahead]
    if len(found.ahead) == 1 or not found.ahead:
        return ""
    if len(rest) > 2:
        return say(Text("; the others are behind", "; de andre er bagud"), lang)
    be = "is" if len(rest) == 1 else "are"
    words = Text(f"; {listed(rest, 'en')} {be} behind", f"; {listed(rest, 'da')} er bagud")
    return say(words, lang) if rest else ""


def _those(found: Contest, lang: Language) -> str:
    """The regimes nobody is shown to be ahead of: by name, or three and more by where they stand in the sentence."""
    order, count = tuple(name for name, _ in found.levels), len(found.ahead)
    if count < 3 or found.ahead != order[:count]:
        return listed(found.ahead, lang)
    if len(order) > MOST_LEVELS + 1 and count >= MOST_LEVELS:
        words, total = Text("the best {0} of {1}", "de bedste {0} af {1}"), len(order)
    else:
        words, total = Text("the first {0}", "de første {0}"), 0
    return say(words, lang).format(say(counted(count), lang), say(counted(total), lang))


_CLEARLY = Text("{0} is clearly ahead", "{0} er klart foran")
_LITTLE = Text("{0} is ahead, maybe barely", "{0} er foran, måske kun lidt")
_PERHAPS = Text(
    "{0} is ahead, perhaps by too little to matter",
    "{0} er foran, måske uden betydning",
)


def _payer(found: Contest, lang: Language, *, brief: bool) -> str:
    """Whether the lead turns on who pays, and who else has it."""
    if found.payer == Payer.DEPENDS and found.elsewhere:
        return _led_elsewhere(found, lang, brief=brief)
    there = COSTS[found.other].short if found.other else Text("", "")
    return say(_PAYERS[found.payer], lang).format(say(there, lang))


_PAYERS = {
    Payer.WHOEVER: Text(", whoever pays", ", uanset forbruget"),
    Payer.BY_HOW_MUCH: Text(
        ", whoever pays; by how much depends",
        ", uanset forbruget; hvor meget, afhænger af det",
    ),
    Payer.DEPENDS: Text(
        "; it depends on who pays: {0} nobody is shown to be",
        "; det afhænger af forbruget: {0} er ingen vist at være det",
    ),
    Payer.NOT_BOTH: Text(
        "; {0} that is not shown",
        "; {0} er det ikke vist",
    ),
    Payer.ONE_MODE: Text("", ""),
}


def _led_elsewhere(found: Contest, lang: Language, *, brief: bool) -> str:
    """Who is ahead in the other cost mode, and how surely by what matters there."""
    if not found.elsewhere:
        return ""
    lead = _CLEARLY if found.elsewhere_clearly else _LITTLE if brief else _PERHAPS
    # In Danish the verb comes before the name.
    words = Text(
        f"; {{0}} {lead.en.format('{1}')}", f"; {{0}} er {{1}} {lead.da.removeprefix('{0} er ')}"
    )
    return say(words, lang).format(say(COSTS[found.other].short, lang), found.elsewhere)


def what_matters(comparison: Comparison, lang: Language) -> str:
    """From what on a difference in each headline metric matters, in the units that sentences have."""
    values = comparison.scenario.values
    told = [
        f"{say(in_a_list(metric), lang)} {figure(metric, size, values, lang)} {say(measure(metric), lang)}"
        for metric in HEADLINES
        if (size := comparison.effects.get(metric)) is not None
    ]
    words = Text("A difference matters from: {0}.", "En forskel betyder noget fra: {0}.")
    return say(words, lang).format("; ".join(told))


def verdict_word(verdict: Verdict, lang: Language) -> str:
    """A verdict in words."""
    return say(VERDICT_NAMES[verdict], lang)


def not_ranked_by(parameter: str) -> Text:
    """Why regimes are not ranked where their order turns on ``parameter``, and how to vary it."""
    declared = PARAMETERS[parameter]
    field = f"--set {declared.section}.{parameter}="
    return Text(
        f"not ranked, as the order turns on the {declared.meaning.en}, which is hardly known: vary it with"
        f" {field}{plainly(declared.low)} to {plainly(declared.high)}",
        f"ikke rangordnet, da rækkefølgen afhænger af noget, man knap kender ({declared.meaning.da}): varier det med"
        f" {field}{plainly(declared.low)} til {plainly(declared.high)}",
    )
