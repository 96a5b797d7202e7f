"""A claim in tables: shares by cost mode and group of models, and the parameters that decide it."""

from __future__ import annotations

from innosim.analysis.claim import Claim
from innosim.experiment.draws import declared
from innosim.present.claim_notes import group_name, notes
from innosim.present.claim_numbers import ahead_share, short_name, value, verdict_share
from innosim.present.claim_words import statement
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, begun, number, say
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, Text

_MODELS, _WHO = Text("models", "modeller"), Text("who pays", "hvem betaler")
_AHEAD = Text("ahead at all", "foran i det hele taget")
_PARAMETER, _MEANING = Text("parameter", "parameter"), Text("meaning", "betydning")
_INDEX, _MORE = Text("PAWN", "PAWN"), Text("more of it", "mere af den")
_HELPS, _HURTS = Text("helps", "hjælper"), Text("hurts", "skader")
_DECIDES = Text("What decides it, {0}", "Hvad der afgør det, {0}")
_RANGE = Text("plausible", "plausibel")


def claim_sheets(claim: Claim, lang: Language = "en") -> tuple[Sheet, ...]:
    """The shares, then the deciders where there are any."""
    return (shares_sheet(claim, lang), *((_deciders(claim, lang),) if claim.deciders else ()))


def shares_sheet(claim: Claim, lang: Language) -> Sheet:
    """The share of models in each verdict on the true difference, in each cost mode."""
    verdicts = tuple(claim.shown.all.verdicts)
    head = (
        say(_WHO, lang),
        say(_MODELS, lang),
        "n",
        *(say(VERDICT_NAMES[each], lang) for each in verdicts),
        say(_AHEAD, lang),
    )
    rows = tuple(
        (
            say(COSTS[mode.cost].head, lang),
            group_name(group, claim.judged, lang),
            number(group.holds.n, 0, lang),
            *(verdict_share(group, each, lang) for each in verdicts),
            ahead_share(group, lang),
        )
        for mode in sorted(claim.modes, key=lambda each: each.cost != claim.cost)
        for group in mode.groups
    )
    return Sheet(
        begun(statement(claim.claimed, lang)),
        head,
        rows,
        notes(claim, lang),
        left=frozenset({0, 1}),
        keys=2,
    )


def _deciders(claim: Claim, lang: Language) -> Sheet:
    rows = []
    for each in claim.deciders or ():
        parameter = declared(each.field)
        span = f"{value(parameter.low, lang)}\u2013{value(parameter.high, lang)}"
        more = say(_HELPS if each.helps > 0.0 else _HURTS, lang)
        rows.append(
            (
                short_name(each.field),
                say(parameter.meaning, lang),
                span,
                number(each.index, 2, lang),
                more,
            )
        )
    head = tuple(say(each, lang) for each in (_PARAMETER, _MEANING, _RANGE, _INDEX, _MORE))
    title = say(_DECIDES, lang).format(say(COSTS[claim.cost].short, lang))
    return Sheet(title, head, tuple(rows), left=frozenset({0, 1, 4}), wrapped=frozenset({1}))
