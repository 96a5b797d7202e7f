"""The purse as a finance department would set it out: year by year, and booking by booking."""

from __future__ import annotations

from innosim.analysis.purse import Purse
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, say
from innosim.present.words.numbers import number
from innosim.scenario.catalogue import COSTS, Text

_YEARS = {
    "asked": Text("to be met", "at finde"),
    "harvested_gap": Text("ideas", "idéer"),
    "booked": Text("booked", "indregnet"),
    "planned_cuts": Text("cuts", "besparelser"),
    "harvested": Text("came", "kom"),
    "emergency": Text("emergency", "nødbesp."),
    "late": Text("late", "for sent"),
    "never_came": Text("never", "aldrig"),
    "outstanding": Text("not due", "ikke forfaldet"),
}
_ENTRIES = ("booked", "harvested", "emergency", "late", "never_came", "outstanding")


def years_sheet(purse: Purse, regime: str, cost: str, lang: Language = "en") -> Sheet:
    """How each year's gap was met, and what became of what was booked for it; mDKK, with a sum line."""
    frame = purse.years[(purse.years["regime"] == regime) & (purse.years["cost"] == cost)]
    title = Text(
        f"The purse of {regime}, {COSTS[cost].short.en}: mDKK, means over replications",
        f"Regnskabet for {regime}, {COSTS[cost].short.da}: mio. kr., gennemsnit over gentagelser",
    )
    total = Text("sum", "i alt")
    rows = [
        (str(int(line["year"]) + 1), *(number(float(line[name]), 3, lang) for name in _YEARS))
        for line in frame.to_dict("records")
    ]
    rows.append((say(total, lang), *(number(float(frame[name].sum()), 3, lang) for name in _YEARS)))
    head = (say(Text("year", "år"), lang), *(say(text, lang) for text in _YEARS.values()))
    meaning = Text(
        "To be met = ideas + booked + cuts. Booked = came + emergency + not due; emergency = late + never.",
        "At finde = idéer + indregnet + besparelser. Indregnet = kom + nødbesp. + ikke forfaldet;"
        " nødbesp. = for sent + aldrig.",
    )
    return Sheet(say(title, lang), head, tuple(rows), (say(meaning, lang), agreement(purse, lang)))


def entries_sheet(purse: Purse, lang: Language = "en") -> Sheet:
    """Booking by booking; mDKK to the øre."""
    title = Text(
        "Savings booked in advance, booking by booking, mDKK",
        "Besparelser indregnet på forhånd, post for post, mio. kr.",
    )
    head = (
        say(Text("idea", "idé"), lang),
        say(Text("year", "år"), lang),
        *(say(_YEARS[name], lang) for name in _ENTRIES),
    )
    rows = tuple(
        (
            str(int(line["idea"])),
            str(int(line["year"]) + 1),
            *(number(float(line[name]), 8, lang) for name in _ENTRIES),
        )
        for line in purse.entries.to_dict("records")
    )
    return Sheet(say(title, lang), head, rows, (agreement(purse, lang),))


def agreement(purse: Purse, lang: Language) -> str:
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
