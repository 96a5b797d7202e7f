"""Fates of the same ideas under two regimes, as a table."""

from __future__ import annotations

from innosim.analysis.fates import Fates
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, rounded, say
from innosim.present.words.outcomes import FATES, word
from innosim.scenario.catalogue import COSTS, Text


def fates_sheet(fates: Fates, lang: Language = "en") -> Sheet:
    """Good and bad ideas apart: number of common ideas per fate, their worth under each, and the others."""
    rows = tuple(_row(fates, line, lang) for line in fates.table.to_dict("records"))
    head = (
        say(Text("idea", "idé"), lang),
        say(Text("in operation", "i drift"), lang),
        say(Text("common", "fælles"), lang),
        f"{say(Text('worth', 'udbytte'), lang)} {fates.first}",
        f"{say(Text('worth', 'udbytte'), lang)} {fates.second}",
        say(Text("still open", "stadig åbne"), lang),
        say(Text("one only", "kun ét sted"), lang),
    )
    title = Text(
        f"The same ideas under {fates.first} and {fates.second}, {COSTS[fates.cost].short.en}",
        f"De samme idéer under {fates.first} og {fates.second}, {COSTS[fates.cost].short.da}",
    )
    return Sheet(say(title, lang), head, rows, _notes(fates, lang), frozenset({0, 1}))


def _row(fates: Fates, line: dict[str, object], lang: Language) -> tuple[str, ...]:
    quality = Text("good", "god") if line["good"] else Text("bad", "dårlig")
    fate = word(FATES, str(line["fate"]), lang).format(first=fates.first, second=fates.second)
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
    basis = Text(
        f"{fates.common} common of {fates.union} ideas in {fates.replications} replications; worth is true worth,"
        " mDKK a year. Good: true worth over 0, mean of the regimes under which the idea sparked.",
        f"{fates.common} fælles af {fates.union} idéer i {fates.replications} gentagelser; udbytte er sandt,"
        " mio. kr. pr. år. God: sandt udbytte over 0 i gennemsnit af de regimer, hvor idéen opstod.",
    )
    turned = Text(
        f"{fates.turned} common ideas are worth having under only one of the two.",
        f"{fates.turned} fælles idéer er kun noget værd under det ene regime.",
    )
    return (say(basis, lang), *((say(turned, lang),) if fates.turned else ()))
