"""A claim in words: what is claimed, in what share of plausible models it holds, what decides it, and what refutes it."""

from __future__ import annotations

import math

from innosim.analysis.claim import Claim, Counted, InMode
from innosim.analysis.claim_deciders import Edge
from innosim.analysis.claim_shares import ModelShare
from innosim.experiment.intervals import Interval
from innosim.present.words.language import (
    Language,
    begun,
    listed,
    number,
    percent,
    points,
    say,
    unit,
    with_half,
    with_marks,
)
from innosim.scenario.catalogue import COSTS, METRICS, Text
from innosim.scenario.claimed import Claimed, ClaimRelation
from innosim.scenario.numerals import plainly

_SHARES = frozenset({"share", "index", "index 0-1"})
"""Units whose differences are told in percentage points."""
_UNSAID = frozenset({"count", "a year", "months", "coefficient"})

_BETTER = Text("{0} is better than {1} on {2}", "{0} er bedre end {1} på {2}")
_HIGHER = Text("{0} is higher than {1} on {2}", "{0} er højere end {1} på {2}")
_EQUAL = Text(
    "{0} differs from {1} by no more than {3} on {2}", "{0} afviger højst {3} fra {1} på {2}"
)
_BY = Text(", by more than {0}", ", med mere end {0}")
_LESS = Text(" (less is better)", " (mindre er bedre)")


def statement(claimed: Claimed, lang: Language) -> str:
    """What is claimed, in a clause."""
    metric = METRICS[claimed.metric]
    name = say(metric.short, lang)
    size = amount(claimed.metric, claimed.size, lang)
    if claimed.relation == ClaimRelation.EQUAL:
        return say(_EQUAL, lang).format(claimed.one, claimed.other, name, size)
    words = say(_BETTER if metric.better else _HIGHER, lang)
    told = words.format(claimed.one, claimed.other, name)
    told += say(_LESS, lang) if metric.better == "down" else ""
    return told + (say(_BY, lang).format(size) if claimed.size else "")


def amount(metric: str, value: float, lang: Language, *, signed: bool = False) -> str:
    """A difference in a metric with its unit: 1 pp, 2.5 mDKK a year."""
    declared = METRICS[metric]
    if declared.unit in _SHARES:
        told = points(value, lang, decimals=_places(100.0 * value))
        return told if signed else told.lstrip("+")
    told = number(value, _places(value), lang, signed=signed)
    return told if declared.unit in _UNSAID else f"{told} {unit(declared.unit, lang)}"


def _places(value: float) -> int:
    size = abs(value)
    return 0 if size >= 10.0 or value == round(value) else 1 if size >= 1.0 else 2


def share(found: ModelShare, lang: Language) -> str:
    """A share with its interval: 62% (57 to 66)."""
    if not found.n:
        return "–"
    low, high = (number(100.0 * end, 0, lang) for end in (found.low, found.high))
    return f"{percent(found.share, lang)} ({low}\u2013{high})"


_HOLDS = Text(
    "{0}: holds in {1} of {2} plausible models {3}",
    "{0}: holder i {1} af {2} plausible modeller {3}",
)
_ALSO = Text(", in {0} {1}", ", i {0} {1}")
_CREDIBLE = Text(
    "Among the {0} that are credible in magnitude it holds in {1}.",
    "Blandt de {0}, der er troværdige i størrelse, holder det i {1}.",
)
_NEAREST = Text(
    "Of all models {0} are inside all {1} magnitudes that could be judged; among the {2} nearest to that it holds in {3}.",
    "Af alle modeller er {0} inden for alle {1} størrelser, der kunne bedømmes; blandt de {2}, der er nærmest, holder det i {3}.",
)


def claim_sentences(claim: Claim, lang: Language) -> tuple[str, ...]:
    """All that is found of a claim, the share first."""
    found = (
        holding(claim, lang),
        _of_credible(claim, lang),
        _turns_on(claim, lang),
        boxed(claim, lang),
        refutation(claim, lang),
    )
    return tuple(each for each in found if each)


def holding(claim: Claim, lang: Language) -> str:
    """In what share of models it holds, in each cost mode."""
    first = claim.shown
    others = [mode for mode in claim.modes if mode.cost != claim.cost]
    told = say(_HOLDS, lang).format(
        begun(statement(claim.claimed, lang)),
        share(first.all.holds, lang),
        number(first.all.holds.n, 0, lang),
        say(COSTS[first.cost].short, lang),
    )
    for mode in others:
        told += say(_ALSO, lang).format(
            share(mode.all.holds, lang), say(COSTS[mode.cost].short, lang)
        )
    return told + "."


def _of_credible(claim: Claim, lang: Language) -> str:
    if claim.judged is None:
        return ""
    groups = [(mode, mode.credible) for mode in claim.modes if mode.credible is not None]
    groups.sort(key=lambda each: each[0].cost != claim.cost)
    n = max((group.holds.n for _, group in groups), default=0)
    if n == 0:
        return ""
    told = [
        f"{share(group.holds, lang)} {say(COSTS[mode.cost].short, lang)}" for mode, group in groups
    ]
    judged, among = claim.judged, listed(told, lang)
    if judged.nearest:
        return say(_NEAREST, lang).format(judged.inside, len(judged.bands), n, among)
    return say(_CREDIBLE, lang).format(n, among)


_TURNS = Text("It turns on {0}.", "Det afhænger af {0}.")
_NOTHING = Text(
    "No single parameter is shown to decide it.", "Ingen enkelt parameter er vist at afgøre det."
)
_LACKING = Text(
    'What decides it is not shown: pip install "innosim[studies]" brings what that takes.',
    'Hvad der afgør det, vises ikke: pip install "innosim[studies]" henter, hvad det kræver.',
)
_MORE = Text("more helps", "mere hjælper")
_HURTS = Text("more hurts", "mere skader")


def _turns_on(claim: Claim, lang: Language) -> str:
    if claim.deciders is None:
        return say(_LACKING, lang)
    if not claim.deciders:
        return say(_NOTHING, lang)
    told = [
        f"{short_name(each.field)} ({say(_MORE if each.helps > 0.0 else _HURTS, lang)})"
        for each in claim.deciders
    ]
    return say(_TURNS, lang).format(listed(told, lang))


_FAILS = Text("It fails most where {0}", "Det svigter mest, hvor {0}")
_WHERE = Text("It holds most where {0}", "Det holder mest, hvor {0}")
_DENSE = Text(
    ": there in {0} of models, against {1} of all; {2} of where it does so lies there.",
    ": der i {0} af modellerne mod {1} af alle; {2} af de modeller, hvor det sker, ligger der.",
)
_OVER, _UNDER = Text("{0} is over {1}", "{0} er over {1}"), Text("{0} is under {1}", "{0} er under {1}")  # fmt: skip


def boxed(claim: Claim, lang: Language) -> str:
    """The box in which it fails, or holds."""
    box = claim.box
    if box is None:
        return ""
    where = listed([_bound(each, lang) for each in box.bounds], lang)
    shares = (percent(each, lang) for each in (box.density, box.usual, box.coverage))
    words = say(_FAILS if box.fails else _WHERE, lang).format(where)
    return words + say(_DENSE, lang).format(*shares)


def _bound(bound: Edge, lang: Language) -> str:
    words = _OVER if bound.over else _UNDER
    return say(words, lang).format(short_name(bound.field), value(bound.value, lang))


def short_name(field: str) -> str:
    """A parameter's name without its section."""
    return field.rpartition(".")[2]


def value(given: float, lang: Language) -> str:
    """A parameter's value in three digits."""
    return with_marks(plainly(float(f"{given:.3g}")), lang)


_BASE = Text(
    "At the scenario's own constants the difference is {0} over {1} runs {2}",
    "Med scenariets egne konstanter er forskellen {0} over {1} kørsler {2}",
)
_SHOWN = Text("{0}: the claim is shown.", "{0}: påstanden er vist.")
_REFUTED = Text(
    "{0}: the claim is refuted there, and no change is looked for.",
    "{0}: påstanden er afvist der, og der søges ingen ændring.",
)
_OPEN = Text(
    "{0}: the claim is not shown there, and no change that refutes it is looked for.",
    "{0}: påstanden er ikke vist der, og der søges ingen ændring, som afviser den.",
)
_SMALLEST = Text(
    " The smallest single change that refutes it: {0} from {1} to {2}, {3} of its plausible range ({4} over {5} runs).",
    " Den mindste enkelte ændring, der afviser den: {0} fra {1} til {2}, {3} af dens plausible spænd ({4} over {5} kørsler).",
)
_NO_CHANGE = Text(
    " No single change of {0} within its plausible range is shown to refute it.",
    " Ingen enkelt ændring af {0} inden for dens plausible spænd er vist at afvise den.",
)


def refutation(claim: Claim, lang: Language) -> str:
    """How the scenario itself answers, and the smallest change that refutes the claim."""
    base = claim.base
    if base is None or not base.difference.n:
        return ""
    told = say(_BASE, lang).format(
        _measured(claim, base.difference, lang),
        base.difference.n,
        say(COSTS[claim.cost].short, lang),
    )
    if not base.holds:
        return say(_OPEN if base.holds is None else _REFUTED, lang).format(told)
    told = say(_SHOWN, lang).format(told)
    if claim.refuted is not None:
        change = claim.refuted
        return told + say(_SMALLEST, lang).format(
            short_name(change.field),
            value(change.own, lang),
            value(change.value, lang),
            percent(change.moved, lang),
            _measured(claim, change.difference, lang),
            change.difference.n,
        )
    if not claim.tried:
        return told
    names = [short_name(each) for each in claim.tried]
    either = Text(" or ", " eller ")
    return told + say(_NO_CHANGE, lang).format(say(either, lang).join(names))


def _measured(claim: Claim, found: Interval, lang: Language) -> str:
    mean, low, high, _ = found
    metric = METRICS[claim.claimed.metric]
    if metric.unit in _SHARES:
        mean, low, high = (100.0 * each for each in (mean, low, high))
        return f"{with_half(mean, low, high, lang, signed=True)} pp"
    return with_half(mean, low, high, lang, signed=True)


_FREED = Text(
    "Shares are of true differences: the noise of {0} replications a model is taken off, which is {1} of the variance seen; as counted it holds in {2}.",
    "Andele er af sande forskelle: støjen fra {0} kørsler pr. model er trukket fra, {1} af den varians, der ses; som talt holder det i {2}.",
)
_COUNTED = Text(
    "Shares are as counted: with one replication a model nothing is known of its noise.",
    "Andele er som talt: med én kørsel pr. model vides intet om støjen.",
)
_NOISY = Text(
    "There is as much noise as difference: more --replications would tell more.",
    "Der er lige så megen støj som forskel: flere --replications ville sige mere.",
)
_JUDGED = Text(
    "Credible: inside {0} of {1} magnitudes, those that few replications tell, each at a pressure of 1%.",
    "Troværdig: inden for {0} af {1} størrelser, dem som få kørsler kan vise, hver ved et pres på 1 %.",
)
_JUDGED_NEAR = Text(
    "Credible: the {2} nearest to {0} of {1} magnitudes, those that few replications tell, each at a pressure of 1%; inside all are {3}.",
    "Troværdig: de {2}, der er nærmest {0} af {1} størrelser, dem som få kørsler kan vise, hver ved et pres på 1 %; inden for alle er {3}.",
)
_LEANS = Text(
    "Only {0} of the credible have a value, too few for a spread of their own: their shares lean towards those of all.",
    "Kun {0} af de troværdige har en værdi, for få til en spredning for sig: deres andele trækkes mod alles.",
)
_FAILED = Text("{0} draws could not be run: {1}", "{0} træk kunne ikke køres: {1}")
_NOT_RUN = Text(
    "The search for a change that refutes it passed over what could not be run: {0} ({1}).",
    "Søgningen efter en ændring, der afviser den, sprang over, hvad der ikke kunne køres: {0} ({1}).",
)
_ITSELF = Text("the scenario itself", "scenariet selv")
_ONE_OF = Text("{0} at {1}", "{0} ved {1}")
_VALUES_OF = Text("{0} values, the first {1}", "{0} værdier, den første {1}")
_UNDEFINED = Text(
    "In {0} the metric has no value.",
    "I {0} har målet ingen værdi.",
)


def notes(claim: Claim, lang: Language) -> tuple[str, ...]:
    """What the shares rest on."""
    shown = claim.shown
    told = [_freed(claim, shown, lang)]
    if shown.noise >= 0.5:
        told.append(say(_NOISY, lang))
    if claim.judged is not None:
        judged = claim.judged
        words = say(_JUDGED_NEAR if judged.nearest else _JUDGED, lang)
        many = int(judged.draws.sum())
        told.append(words.format(len(judged.bands), judged.of, many, judged.inside))
    if shown.credible is not None and shown.credible.leans:
        told.append(say(_LEANS, lang).format(shown.credible.holds.n))
    if claim.failed:
        told.append(say(_FAILED, lang).format(len(claim.failed), next(iter(claim.failed.values()))))
    if claim.not_run:
        told.append(_passed_over(claim, lang))
    undefined = claim.draws - len(claim.failed) - shown.all.holds.n
    if undefined > 0:
        told.append(say(_UNDEFINED, lang).format(undefined))
    return tuple(told)


def _passed_over(claim: Claim, lang: Language) -> str:
    """What the search for a refutation could not ask."""
    first, many = claim.not_run[0], len(claim.not_run)
    where = say(_ITSELF, lang)
    if first.field:
        where = say(_ONE_OF, lang).format(short_name(first.field), value(first.value, lang))
    told = where if many == 1 else say(_VALUES_OF, lang).format(many, where)
    return say(_NOT_RUN, lang).format(told, first.why.removesuffix("."))


def _freed(claim: Claim, shown: InMode, lang: Language) -> str:
    if math.isnan(shown.noise):
        return say(_COUNTED, lang)
    return say(_FREED, lang).format(
        claim.replications, percent(shown.noise, lang), percent(shown.all.holds.counted, lang)
    )


GROUPS = {
    "all": Text("all", "alle"),
    "credible": Text("credible", "troværdige"),
}
"""The groups of models that are counted."""


def group_name(group: Counted, lang: Language) -> str:
    """What a group of models is called."""
    return say(GROUPS[group.group], lang)


_SO_FAR = Text("{0} of {1} models: {2}", "{0} af {1} modeller: {2}")
_SO_FAR_HOLDS = Text("{0} holds in {1} {2}", "{0} holder i {1} {2}")


def so_far(claims: tuple[Claim, ...], draws: int, lang: Language) -> str:
    """A first estimate, in a line."""
    told = [
        say(_SO_FAR_HOLDS, lang).format(
            str(each.claimed), share(each.shown.all.holds, lang), say(COSTS[each.cost].short, lang)
        )
        for each in claims
    ]
    return say(_SO_FAR, lang).format(claims[0].draws, draws, "; ".join(told)) + "."
