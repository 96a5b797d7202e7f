"""The two languages: which there are, the one place where one is picked, and how units, numbers and letters are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, get_args

from innosim.scenario.catalogue import UNITS, Column
from innosim.scenario.catalogue.declare import Text
from innosim.scenario.errors import known

Language = Literal["en", "da"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The first is the one spoken where nobody chose."""

_AND = Text(" and ", " og ")


def say(text: Text, lang: Language) -> str:
    """``text`` in one language.

    Raises:
        ValueError: another language.
    """
    return text.da if known("language", LANGUAGES, lang) == "da" else text.en


def capital(text: Text) -> Text:
    """``text`` as it begins a sentence or heads a panel."""
    return Text(text.en[:1].upper() + text.en[1:], text.da[:1].upper() + text.da[1:])


def begun(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str], lang: Language) -> str:
    """``items`` as a list in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + say(_AND, lang) + items[-1]


def counted(count: int) -> Text:
    """A small number in words."""
    return _SPELT_OUT.get(count, Text(str(count), str(count)))


_SPELT_OUT = {
    place: Text(en, da)
    for place, (en, da) in enumerate(
        zip(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
            ["én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"],
            strict=True,
        ),
        start=1,
    )
}


_UNSAID = frozenset({"share", "count", "a year", "months", "yes/no"})
"""Units that the name or the axis already says."""


def unit(name: str, lang: Language) -> str:
    """A unit of the catalogue in ``lang``."""
    return say(UNITS[name], lang)


def heading(column: Column, lang: Language) -> str:
    """A panel's title: name and, where it is not plain from the name or the axis, the unit."""
    name = say(capital(column.called), lang)
    return name if column.unit in _UNSAID else f"{name}, {unit(column.unit, lang)}"


_MARKS = Text(",.", ".,")  # between thousands, before decimals
_PER_CENT = Text("%", "\u00a0%")


def number(value: float, decimals: int, lang: Language, *, signed: bool = False) -> str:
    """``value`` as a reader of ``lang`` writes it: 1,234.5 or 1.234,5, with a true minus."""
    if value != value:  # noqa: PLR0124  (NaN)
        return "–"
    text = f"{value:{'+' if signed else ''},.{decimals}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")  # a rounded zero has no sign
    grouped = text.translate(str.maketrans(",.", say(_MARKS, lang)))
    return grouped.replace("-", "\u2212")


def with_marks(plain: str, lang: Language) -> str:
    """A number that is written with a decimal point and no other mark, with the language's."""
    return plain.replace(".", say(_MARKS, lang)[1])


def percent(share: float, lang: Language, *, decimals: int = 0) -> str:
    """A share as per cent: 62% in English, 62 % in Danish."""
    if share != share:  # noqa: PLR0124  (NaN)
        return "–"
    return number(100.0 * share, decimals, lang) + say(_PER_CENT, lang)


def points(share: float, lang: Language, *, decimals: int = 0) -> str:
    """A difference of two shares in percentage points, signed."""
    return number(100.0 * share, decimals, lang, signed=True) + "\u00a0pp"


def decimals(value: float, half: float = math.nan) -> int:
    """Decimals that show two digits of the half-width, or three of the value where there is none.

    Three at most, so that a column stays narrow, unless nothing would be left of the number.
    """
    size, digits = (abs(half), 2) if math.isfinite(half) and half != 0.0 else (abs(value), 3)
    if not math.isfinite(size) or size == 0.0:
        return 0
    most = 3 if size >= 0.001 else 5
    return min(max(digits - 1 - math.floor(math.log10(size)), 0), most)


def rounded(value: float, lang: Language, *, half: float = math.nan, signed: bool = False) -> str:
    """``value`` with as many decimals as it is known to."""
    return number(value, decimals(value, half), lang, signed=signed)


_TO = Text(" to ", " til ")

_LOPSIDED = 0.02
"""An interval whose middle is further from its mean, in half-widths, is told by its ends."""


def with_half(
    value: float, low: float, high: float, lang: Language, *, signed: bool = False
) -> str:
    """Mean and half-width of a symmetric interval: 24.3 ±1.2; the ends of another, as of a share: 92 (79 to 97).

    Without an interval the mean stands alone.
    An exact zero with an interval of no width is written 0, so that it cannot be read as a small one.
    """
    half = (high - low) / 2.0
    if math.isnan(half):
        return rounded(value, lang, signed=signed)
    if half == 0.0:
        return rounded(value, lang, signed=signed and value != 0.0)
    places = decimals(value, half)
    mean = number(value, places, lang, signed=signed)
    if abs((low + high) / 2.0 - value) > _LOPSIDED * half:
        ends = (number(end, places, lang) for end in (low, high))
        return f"{mean} ({say(_TO, lang).join(ends)})"
    return f"{mean} ±{number(half, places, lang)}"


_SPELT = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "à": "a", "É": "E",
        "±": "+-", "≥": ">=", "≤": "<=", "–": "-", "—": "-", "−": "-", "×": "x", "→": "->",
        "“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "\u00a0": " ", "─": "-",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """``text`` in ASCII, for a console that can hold no more; what has no spelling becomes "?"."""
    return text.translate(_SPELT).encode("ascii", "replace").decode("ascii")


def fitting(text: str, encoding: str) -> str:
    """``text`` as it is where ``encoding`` can hold it, else with what it cannot hold spelt out."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return in_ascii(text)
    return text
