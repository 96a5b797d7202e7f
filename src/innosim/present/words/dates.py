"""A month of a run as a date: month 30 is July 2016."""

from __future__ import annotations

from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text
from innosim.scenario.catalogue.columns import START_YEAR

_MONTHS = Text(
    "January February March April May June July August September October November December",
    "januar februar marts april maj juni juli august september oktober november december",
)


def date(month: int, lang: Language) -> str:
    """The calendar month of a month of the run: July 2016."""
    year, name = _parts(month, lang)
    return f"{name} {year}"


def dates(first: int, last: int, lang: Language) -> str:
    """The calendar months from one to another, the year once where it is one: May–June 2014."""
    if first == last:
        return date(first, lang)
    (year, name), (other, _) = _parts(first, lang), _parts(last, lang)
    return f"{name if year == other else date(first, lang)}–{date(last, lang)}"


def month_and_date(month: int, lang: Language) -> str:
    """A month of the run with its date: 30 (July 2016)."""
    return f"{month} ({date(month, lang)})".replace("-", "\u2212")


def _parts(month: int, lang: Language) -> tuple[int, str]:
    year, within = divmod(month, 12)
    return START_YEAR + year, say(_MONTHS, lang).split()[within]
