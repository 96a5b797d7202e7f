"""By which rule an idea was picked to be told, and where it stands among all by that rule."""

from __future__ import annotations

from innosim.analysis.fates import Fates, Place
from innosim.present.words.language import Language, number, rounded, say
from innosim.scenario.catalogue import Text
from innosim.scenario.spoken import runs_counted

_RULE = Text(
    "ideas that sparked under both regimes first, of these the ones in operation under only one, then the larger true"
    " worth, gains and losses alike",
    "først idéer, der opstod under begge regimer, blandt dem de, der er i drift under kun ét, derefter størst sand"
    " værdi, gevinst som tab",
)
_PICKED = Text("Picked by a rule: {0}.", "Valgt efter en regel: {0}.")
_ASKED = Text(
    "Asked for by its number; without one, an idea is picked by a rule: {0}.",
    "Bedt om ved sit nummer; uden et vælges en idé efter en regel: {0}.",
)
_OF_RUN = Text("Here only from replication {0}.", "Her kun fra kørsel {0}.")
_RANK = Text(
    "By that rule it is {0} of {1} ideas under {2} and {3}; by the size of its true worth alone, {4}: {5} mDKK a year, be it gain or loss,"
    " where the middle idea has {6}.",
    "Efter den regel er den {0} af {1} idéer under {2} og {3}; alene efter den sande værdis størrelse {4}: {5} mio. kr. pr. år, gevinst"
    " eller tab, hvor den midterste idé har {6}.",
)
_SHARED = Text("{0} (shared with {1})", "{0} (delt med {1})")
_NO_RANK = Text(
    "It has no rank: it is not among the {0} ideas that were kept of {1} and {2}, in {3}.",
    "Den har ingen plads: den er ikke blandt de {0} idéer, der er gemt fra {1} og {2}, i {3}.",
)
_NO_PAIR = Text(
    "It has no rank, as there are no two regimes with ideas to rank it under.",
    "Den har ingen plads, da der ikke er to regimer med idéer at placere den under.",
)

_NONE_KEPT = Text(
    "It has no rank, as no ideas were kept to rank it among.",
    "Den har ingen plads, da der ikke er gemt idéer at placere den blandt.",
)


def picked_words(
    found: Fates | None,
    place: Place | None,
    lang: Language,
    *,
    asked: bool,
    replication: int | None = None,
    kept: bool = True,
) -> str:
    """How an idea came to be told, and its rank by the rule that picks one.

    ``asked`` is whether it was asked for by number; ``replication`` is the one that the choice was restricted to.
    Without ``found`` there are no two regimes whose ideas could be ranked, or none of them were ``kept``.
    """
    parts = [say(_ASKED if asked else _PICKED, lang).format(say(_RULE, lang))]
    if not asked and replication is not None:
        parts.append(say(_OF_RUN, lang).format(replication))
    parts.append(_rank(found, place, lang) if kept or found else say(_NONE_KEPT, lang))
    return " ".join(parts)


def _rank(found: Fates | None, place: Place | None, lang: Language) -> str:
    if found is None:
        return say(_NO_PAIR, lang)
    pair = (found.first, found.second)
    if place is None:
        ideas = number(found.union, 0, lang)
        return say(_NO_RANK, lang).format(ideas, *pair, say(runs_counted(found.replications), lang))
    by_rule = _numbered(place.rank, place.shared, lang)
    by_worth = _numbered(place.rank_by_worth, place.shared_by_worth, lang)
    sizes = (rounded(worth, lang) for worth in (place.worth, place.middle))
    return say(_RANK, lang).format(by_rule, number(place.ideas, 0, lang), *pair, by_worth, *sizes)


def _numbered(rank: int, shared: int, lang: Language) -> str:
    told = say(
        Text(f"the {number(rank, 0, 'en')}{_ending(rank)}", f"nr. {number(rank, 0, 'da')}"), lang
    )
    return say(_SHARED, lang).format(told, number(shared, 0, lang)) if shared else told


def _ending(rank: int) -> str:
    """The English ending of an ordinal number."""
    if rank % 100 in (11, 12, 13):
        return "th"
    return ("th", "st", "nd", "rd", *["th"] * 6)[rank % 10]
