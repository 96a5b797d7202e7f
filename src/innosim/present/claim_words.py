"""A claim in words: what is claimed, in what share of plausible models it holds, what decides it, and what refutes it."""

from __future__ import annotations

from collections.abc import Collection

from innosim.analysis.claim import Claim
from innosim.analysis.claim_deciders import Edge
from innosim.experiment.credible import ENOUGH_CREDIBLE
from innosim.present.claim_numbers import (
    amount,
    explained,
    holding_share,
    measured_difference,
    short_name,
    value,
)
from innosim.present.words.language import Language, begun, listed, number, percent, say
from innosim.scenario.catalogue import COSTS, METRICS, Text
from innosim.scenario.claimed import Claimed, ClaimRelation

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
    size = amount(claimed.metric, claimed.size, lang, own=claimed.own_size)
    if claimed.relation == ClaimRelation.EQUAL:
        return say(_EQUAL, lang).format(claimed.one, claimed.other, name, size)
    words = say(_BETTER if metric.better else _HIGHER, lang)
    told = words.format(claimed.one, claimed.other, name)
    told += say(_LESS, lang) if metric.better == "down" else ""
    return told + (say(_BY, lang).format(size) if claimed.size else "")


_HOLDS = Text(
    "{0}: holds in {1} of {2} plausible models {3}",
    "{0}: holder i {1} af {2} plausible modeller {3}",
)
_ALSO = Text(", in {0} {1}", ", i {0} {1}")
_CREDIBLE = Text(
    "Among the {0} that are credible in magnitude it holds in {1}.",
    "Blandt de {0}, hvis størrelsesordener er troværdige, holder det i {1}.",
)
_NEAREST = Text(
    "{0} all {1} magnitudes that could be judged; among the {2} nearest to that it holds in {3}.",
    "{0} alle {1} størrelsesordener, der kunne bedømmes; blandt de {2}, der er nærmest, holder det i {3}.",
)
_NO_GROUP = Text(
    "{0} all {1} magnitudes that could be judged, and the {2} nearest to that would be {3} of all: no share is told of them.",
    "{0} alle {1} størrelsesordener, der kunne bedømmes, og de {2} nærmeste ville være {3} af alle: om dem vises ingen andel.",
)
_NONE_INSIDE = Text("No model is inside", "Ingen model er inden for")
_ONE_INSIDE = Text("Of all models 1 is inside", "Af alle modeller er 1 inden for")
_SOME_INSIDE = Text("Of all models {0} are inside", "Af alle modeller er {0} inden for")


def claim_sentences(claim: Claim, lang: Language) -> tuple[str, ...]:
    """All that is found of a claim, the share first."""
    found = (holding(claim, lang), _of_credible(claim, lang), *deciding(claim, lang))
    return tuple(each for each in found if each)


def deciding(claim: Claim, lang: Language, *, most: int | None = None) -> tuple[str, str, str]:
    """What decides it (so many parameters at ``most``), the box and what refutes it; each parameter's meaning is told once."""
    turns = [each.field for each in (claim.deciders or ())[:most]]
    box = [each.field for each in (claim.box.bounds if claim.box else ())]
    return (
        _turns_on(claim, lang, most),
        boxed(claim, lang, turns),
        refutation(claim, lang, [*turns, *box]),
    )


def holding(claim: Claim, lang: Language) -> str:
    """In what share of models it holds, in each cost mode."""
    first = claim.shown
    others = [mode for mode in claim.modes if mode.cost != claim.cost]
    told = say(_HOLDS, lang).format(
        begun(statement(claim.claimed, lang)),
        holding_share(first.all, lang),
        number(first.all.holds.n, 0, lang),
        say(COSTS[first.cost].short, lang),
    )
    for mode in others:
        told += say(_ALSO, lang).format(
            holding_share(mode.all, lang), say(COSTS[mode.cost].short, lang)
        )
    return told + "."


def _of_credible(claim: Claim, lang: Language) -> str:
    judged = claim.judged
    if judged is None or not judged.bands:
        return ""
    words = {0: _NONE_INSIDE, 1: _ONE_INSIDE}.get(judged.inside, _SOME_INSIDE)
    inside = say(words, lang).format(number(judged.inside, 0, lang))
    if not judged.many:
        would = min(ENOUGH_CREDIBLE, judged.judged)
        share = percent(would / max(1, judged.judged), lang)
        return say(_NO_GROUP, lang).format(inside, len(judged.bands), would, share)
    groups = [(mode, mode.credible) for mode in claim.modes if mode.credible is not None]
    groups.sort(key=lambda each: each[0].cost != claim.cost)
    n = max((group.holds.n for _, group in groups), default=0)
    if n == 0:
        return ""
    told = [
        f"{holding_share(group, lang)} {say(COSTS[mode.cost].short, lang)}"
        for mode, group in groups
    ]
    among = listed(told, lang)
    if judged.nearest:
        return say(_NEAREST, lang).format(inside, len(judged.bands), n, among)
    return say(_CREDIBLE, lang).format(n, among)


_TURNS = Text("It turns on {0}.", "Det afhænger af {0}.")
_NOTHING = Text(
    "No single parameter is shown to decide it.",
    "Det er ikke påvist, at nogen enkelt parameter afgør det.",
)
_IN_PART = Text(
    "No single parameter is shown to decide it over its whole plausible range, but a part of one stands out:",
    "Det er ikke påvist, at nogen enkelt parameter afgør det over hele sit plausible spænd, men en del af et spænd skiller sig ud:",
)
_LACKING = Text(
    'What decides it is not shown: pip install "innosim[studies]" brings what that takes.',
    'Hvad der afgør det, vises ikke: pip install "innosim[studies]" henter, hvad det kræver.',
)
_MORE = Text("more helps", "mere hjælper")
_HURTS = Text("more hurts", "mere skader")


def _turns_on(claim: Claim, lang: Language, most: int | None) -> str:
    if claim.deciders is None:
        return say(_LACKING, lang)
    if not claim.deciders:
        return say(_NOTHING if claim.box is None else _IN_PART, lang)
    told = [
        f"{explained(each.field, lang)}, {say(_MORE if each.helps > 0.0 else _HURTS, lang)}"
        for each in claim.deciders[:most]
    ]
    return say(_TURNS, lang).format("; ".join(told))


_FAILS = Text("It fails most where {0}", "Det svigter mest, hvor {0}")
_WHERE = Text("It holds most where {0}", "Det holder mest, hvor {0}")
_DENSE = Text(
    ": there in {0} of {1} models, against {2} of all {3}; {4} of where it does so lies there.",
    ": der i {0} af {1} modeller mod {2} af alle {3}; {4} af de modeller, hvor det sker, ligger der.",
)
_SOUGHT = Text(
    " That was searched for in the same models, and so is too good: of models kept out of the search it is {0}.",
    " Det er søgt frem i de samme modeller og derfor for godt: af modeller, der holdes uden for søgningen, er det {0}.",
)
_SOUGHT_ALL = Text(
    " That was searched for in the same models, and so is too good.",
    " Det er søgt frem i de samme modeller og derfor for godt.",
)
_OVER, _UNDER = Text("{0} is over {1}", "{0} er over {1}"), Text("{0} is under {1}", "{0} er under {1}")  # fmt: skip


def boxed(claim: Claim, lang: Language, known: Collection[str] = ()) -> str:
    """The box in which it fails, or holds, with what its parameters mean where that is not ``known`` yet."""
    box = claim.box
    if box is None:
        return ""
    where = listed([_bound(each, lang, known) for each in box.bounds], lang)
    density, usual, coverage = (
        percent(each, lang) for each in (box.density, box.usual, box.coverage)
    )
    inside, draws = (number(each, 0, lang) for each in (box.inside, box.draws))
    told = say(_FAILS if box.fails else _WHERE, lang).format(where)
    told += say(_DENSE, lang).format(density, inside, usual, draws, coverage)
    if box.kept_out != box.kept_out:  # NaN
        return told + say(_SOUGHT_ALL, lang)
    return told + say(_SOUGHT, lang).format(percent(box.kept_out, lang))


def _bound(bound: Edge, lang: Language, known: Collection[str]) -> str:
    words = _OVER if bound.over else _UNDER
    return say(words, lang).format(explained(bound.field, lang, known), value(bound.value, lang))


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
    " Det er ikke påvist, at nogen enkelt ændring af {0} inden for dens plausible spænd afviser den.",
)
_TRIED_OF_ALL = Text(
    " As none is shown to decide it, the {0} parameters that the difference goes with most were tried.",
    " Da det ikke er påvist, at nogen afgør det, er de {0} parametre prøvet, som forskellen følger mest.",
)
_NONE_TRIED = Text(
    " All models show the same difference, so that no change is looked for.",
    " Alle modeller viser den samme forskel, så der søges ingen ændring.",
)


def refutation(claim: Claim, lang: Language, known: Collection[str] = ()) -> str:
    """How the scenario itself answers, and the smallest change that refutes the claim; what parameters mean where that is not ``known`` yet."""
    base = claim.base
    if base is None or not base.difference.n:
        return ""
    metric = claim.claimed.metric
    told = say(_BASE, lang).format(
        measured_difference(metric, base.difference, lang),
        base.difference.n,
        say(COSTS[claim.cost].short, lang),
    )
    if not base.holds:
        return say(_OPEN if base.holds is None else _REFUTED, lang).format(told)
    told = say(_SHOWN, lang).format(told)
    if not claim.tried:
        return told + say(_NONE_TRIED, lang)
    if not claim.deciders and claim.box is None:
        told += say(_TRIED_OF_ALL, lang).format(len(claim.tried))
    if claim.refuted is not None:
        change = claim.refuted
        return told + say(_SMALLEST, lang).format(
            explained(change.field, lang, known),
            value(change.own, lang),
            value(change.value, lang),
            percent(change.moved, lang),
            measured_difference(metric, change.difference, lang),
            change.difference.n,
        )
    names = [short_name(each) for each in claim.tried]
    if len(names) > 1:
        names[-2:] = [say(_EITHER, lang).format(*names[-2:])]
    return told + say(_NO_CHANGE, lang).format(", ".join(names))


_EITHER = Text("{0} or {1}", "{0} eller {1}")


_SO_FAR = Text("{0} of {1} models: {2}", "{0} af {1} modeller: {2}")
_SO_FAR_HOLDS = Text("{0} holds in {1} {2}", "{0} holder i {1} {2}")


def so_far(claims: tuple[Claim, ...], draws: int, lang: Language) -> str:
    """A first estimate, in a line."""
    told = [
        say(_SO_FAR_HOLDS, lang).format(
            str(each.claimed),
            holding_share(each.shown.all, lang),
            say(COSTS[each.cost].short, lang),
        )
        for each in claims
    ]
    return say(_SO_FAR, lang).format(claims[0].draws, draws, "; ".join(told)) + "."
