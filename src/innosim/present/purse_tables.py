"""The purse as a finance department would set it out, year by year."""

from __future__ import annotations

from innosim.analysis.purse import Purse
from innosim.present.tables import Sheet, Span
from innosim.present.words.language import Language, capital, number, say
from innosim.present.words.outcomes import PURSE_NAMES
from innosim.scenario.catalogue import COSTS, Text

_SUMS = {
    "asked": ("harvested_gap", "booked", "planned_cuts"),
    "booked": ("harvested", "emergency", "outstanding"),
    "emergency": ("late", "never_came"),
}
_GROUPS = (
    (Text("the year's gap", "årets behov"), 4),
    (Text("what became of the booked", "hvad der blev af det indarbejdede"), 5),
)
"""Names of the first and the last columns, and how many they are."""


def purse_sheets(purse: Purse, lang: Language = "en") -> tuple[Sheet, ...]:
    """The years of each regime in each cost mode, as they stand in ``purse``."""
    kept = purse.years[["regime", "cost"]].drop_duplicates().to_numpy()
    return tuple(_years_sheet(purse, str(regime), str(cost), lang) for regime, cost in kept)


def _years_sheet(purse: Purse, regime: str, cost: str, lang: Language) -> Sheet:
    """How each year's gap was met, and what became of what was booked for it; mDKK, with a sum line."""
    frame = purse.years[(purse.years["regime"] == regime) & (purse.years["cost"] == cost)]
    title = Text(
        f"The purse of {regime}, {COSTS[cost].short.en}: mDKK, means over n = {purse.runs} replications",
        f"Regnskabet for {regime}, {COSTS[cost].short.da}: mio. kr., gennemsnit over n = {purse.runs} kørsler",
    )
    total = Text("sum", "i alt")
    years = [
        (str(int(line["year"]) + 1), [float(line[name]) for name in PURSE_NAMES])
        for line in frame.to_dict("records")
    ]
    years.append((say(total, lang), [float(frame[name].sum()) for name in PURSE_NAMES]))
    rows, brief = (
        tuple((year, *(number(value, places, lang) for value in values)) for year, values in years)
        for places in (3, 1)
    )
    head = (say(Text("year", "år"), lang), *(say(text, lang) for text in PURSE_NAMES.values()))
    notes = (_sums(lang), _agreement(purse, lang))
    return Sheet(say(title, lang), head, rows, notes, groups=_groups(lang), brief=brief)


def _groups(lang: Language) -> tuple[Span, ...]:
    """The columns that say how the gap was met, and those that follow what was booked."""
    groups, at = [], 1
    for name, count in _GROUPS:
        groups.append(Span(say(name, lang), tuple(range(at, at + count))))
        at += count
    return tuple(groups)


def _sums(lang: Language) -> str:
    """Which columns add up to which."""
    sums = [" + ".join(say(PURSE_NAMES[part], lang) for part in parts) for parts in _SUMS.values()]
    wholes = [say(capital(PURSE_NAMES[whole]), lang) for whole in _SUMS]
    return " ".join(f"{whole} = {parts}." for whole, parts in zip(wholes, sums, strict=True))


def _agreement(purse: Purse, lang: Language) -> str:
    """Whether bookings and ledger agree, in a sentence."""
    if purse.agrees:
        return say(
            Text("It agrees with the ledger to the øre.", "Det stemmer med hovedbogen på øren."),
            lang,
        )
    lines = len(purse.differences)
    return say(
        Text(
            f"IT DOES NOT AGREE with the ledger in {lines} lines.",
            f"DET STEMMER IKKE med hovedbogen i {lines} linjer.",
        ),
        lang,
    )
