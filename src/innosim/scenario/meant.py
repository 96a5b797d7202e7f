"""What was meant by a text where a number or a yes or no is wanted: "1 %", "3,9 mia. kr.", "12 timer", "8.500 ansatte", "ja"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innosim.scenario.amounts import amounts_of
from innosim.scenario.numerals import NUMERAL, plainly, readings

_SHARES = {
    "%": 0.01, "pct": 0.01, "procent": 0.01, "percent": 0.01, "per cent": 0.01, "‰": 0.001, "promille": 0.001, "per mille": 0.001,
}  # fmt: skip
_HOURS = {
    "t": 1.0,
    "h": 1.0,
    "time": 1.0,
    "timer": 1.0,
    "hour": 1.0,
    "hours": 1.0,
    "minutter": 1 / 60,
    "minutes": 1 / 60,
}
_MONTHS = {
    "md": 1.0, "mdr": 1.0, "måned": 1.0, "måneder": 1.0, "maaned": 1.0, "maaneder": 1.0, "month": 1.0, "months": 1.0,
    "år": 12.0, "aar": 12.0, "year": 12.0, "years": 12.0,
}  # fmt: skip
_COUNTS = {
    "tusind": 1e3, "tusinde": 1e3, "thousand": 1e3, "mio": 1e6, "mill": 1e6, "million": 1e6, "millioner": 1e6, "stk": 1.0,
    "personer": 1.0, "people": 1.0, "indbyggere": 1.0, "borgere": 1.0, "inhabitants": 1.0, "ansatte": 1.0, "medarbejdere": 1.0,
    "employees": 1.0, "staff": 1.0, "pladser": 1.0, "mandater": 1.0, "medlemmer": 1.0, "seats": 1.0, "enheder": 1.0, "units": 1.0,
    "institutioner": 1.0, "forvaltninger": 1.0, "departments": 1.0, "kørsler": 1.0, "gentagelser": 1.0, "runs": 1.0,
    "replications": 1.0,
}  # fmt: skip

_WORDS: dict[str, dict[str, float]] = {
    "share": _SHARES,
    "index 0-1": _SHARES,
    "a year": _SHARES,
    "a month": _SHARES,
    "per mille of B": {word: 1000.0 * share for word, share in _SHARES.items()},
    "hours": _HOURS,
    "hours a month": _HOURS,
    "hours a year": _HOURS,
    "months": _MONTHS,
    "years": {word: months / 12.0 for word, months in _MONTHS.items()},
    "count": _COUNTS,
}
"""How many of each unit a word that may stand behind a number is."""

_PERIODS = {
    "year": r"år|aar|året|year|årligt?|yearly|annually|budgetår",
    "month": r"måned|måneden|maaned|md|month|månedligt?|monthly",
    "hour": r"time|timen|hour|t|h",
}
_PERIOD = re.compile(
    rf"(?i)(?:\s*/\s*|\s+(?:pr\.?|per|om|i|a|an)\s+|\s+)(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _PERIODS.items())})\.?$"
)

_YES = ("true", "yes", "ja", "on", "sand", "sandt", "til")
_NO = ("false", "no", "nej", "off", "falsk", "fra")


def yes_no_meant(text: str) -> str:
    """The word of a TOML file that is meant by "ja", "off" or "True"; nothing where it is neither."""
    plain = text.strip().casefold()
    return "true" if plain in _YES else "false" if plain in _NO else ""


def numbers_meant(text: str, unit: str, least: float, most: float, *, whole: bool) -> list[str]:
    """Numbers of this unit that a text may mean and that may stand here: none, one, or two where it can be read two ways."""
    found = _in_unit(text.strip(), unit)
    if whole and len(found) > 1:
        found = found[:1]  # nobody gives a whole number decimals
    fit = [value for value in found if least <= value <= most]
    return [plainly(value) for value in fit if not whole or value == int(value)]


def amount_meant(text: str) -> str:
    """The amount of mDKK that a text is, where it can be read in one way; else nothing."""
    found = amounts_of(_without_period(without_about(text.strip()), "mDKK a year"))
    return _sayable([each.mdkk for each in found])


def count_meant(text: str) -> str:
    """The count that a text begins with, where a word tells of what; else nothing."""
    found = re.fullmatch(rf"({NUMERAL})\s*[^\W\d]+", text.strip()[:200])
    return _sayable(readings(found[1]) if found else ())


def of_another_period(text: str, unit: str) -> tuple[str, str]:
    """The number in ``unit`` that a text says of another period, and that period; nothing where it says none, or in two ways."""
    plain = f" {without_about(text.strip())}"
    found = _PERIOD.search(plain[:200])
    if found is None or found.lastgroup is None:
        return "", ""
    rest = plain[: found.start()].strip()
    if readings(rest):
        return "", ""  # a bare number, of no unit
    numbers = _in_unit(rest, unit)
    return (_sayable(numbers[:1] if "hours" in unit else numbers), found.lastgroup)


def _sayable(numbers: Sequence[float]) -> str:
    """The number where there is one, and it is none of very many digits; else nothing."""
    return plainly(numbers[0]) if len(numbers) == 1 and numbers[0] < _MOST_SAYABLE else ""


_MOST_SAYABLE = 1e9


_ABOUT = re.compile(r"(?i)^\s*(?:ca\.?|cirka|omkring|about|approx\.?|~|≈)\s*")
"""Words before a number that make it no other number."""

_DURING = re.compile(r"(?i)^\s*(?:over|i|in|during|i løbet af|within|inden for)\s+")
"""Words before a number of years that make it no other number."""

_OF_BUDGET = re.compile(r"(?i)\s*(?:af budgettet|of the budget)\s*$")


def without_about(text: str) -> str:
    """The text without "ca." before it."""
    return _ABOUT.sub("", text)


def _in_unit(text: str, unit: str) -> tuple[float, ...]:
    """What the text comes to in the unit, in each way in which it can be read."""
    text = without_about(text)
    if unit in ("years", "months"):
        text = _DURING.sub("", text)
    if unit in ("share", "per mille of B"):
        text = _OF_BUDGET.sub("", text)
    matched = re.fullmatch(rf"([+\-\u2212\u2013]?)\s*({NUMERAL})\s*(.*)", text[:200], re.DOTALL)
    if matched is not None:
        sign = -1.0 if matched[1] in ("-", "\u2212", "\u2013") else 1.0
        factor = _factor(matched[3].strip(), unit)
        if factor is not None:
            return tuple(sign * factor * value for value in readings(matched[2]))
    if not unit.startswith("mDKK"):
        return ()
    return tuple(each.mdkk for each in amounts_of(_without_period(text, unit)))


def _factor(words: str, unit: str) -> float | None:
    """How many of the unit one of what the words say is; None of words that say another."""
    known = _WORDS.get(unit, {})
    for said in (words, _without_period(words, unit)):
        plain = said.casefold().strip(" .,;")
        if not plain:
            return 1.0
        if plain in known:
            return known[plain]
    return None


def _without_period(words: str, unit: str) -> str:
    """The words without "a year" and the like at their end, where the unit is of the same period."""
    found = _PERIOD.search(f" {words}")
    if found is None:
        return words
    own = unit.rsplit(maxsplit=1)[-1] if unit.rsplit(maxsplit=1)[-1] in _PERIODS else "year"
    return f" {words}"[: found.start()].strip() if found.lastgroup == own else words
