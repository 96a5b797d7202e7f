"""Numbers as people write them: with a comma or a point for decimals, with either or a space between thousands.

The patterns are plain enough for Python and for the JSON Schema's dialect, so that an editor and the reader agree.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Self

_GAP = "[ _'\u00a0\u2009\u202f]"
"""What may stand between thousands and cannot be taken for a decimal mark."""

_GROUPED = rf"[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?"
_BOTH_MARKS = r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:,\d{3})+\.\d+"
_MARKED_TWICE = r"[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3}){2,}"
TWO_WAYS = r"[1-9]\d{0,2}[.,]\d{3}"
_DECIMAL = rf"(?!{TWO_WAYS}(?!\d))\d*[.,]\d+"
_WHOLE = r"\d[\d_]*"

ONE_WAY = rf"(?:{_GROUPED}|{_BOTH_MARKS}|{_MARKED_TWICE}|{_DECIMAL}|{_WHOLE})"
"""Numbers that can be read in one way only."""

NUMERAL = rf"(?:{TWO_WAYS}(?![\d.,])|{ONE_WAY})"
"""The same, and those such as 25.000: twenty-five thousand to a Dane, and twenty-five to others."""


def readings(numeral: str) -> tuple[float, ...]:
    """What a numeral may mean: one number, two where its mark may stand for thousands or for decimals, none where it is no numeral."""
    written = numeral.strip()
    if re.fullmatch(TWO_WAYS, written):
        return float(re.sub("[.,]", "", written)), float(written.replace(",", "."))
    if not re.fullmatch(ONE_WAY, written):
        return ()
    plain = re.sub(_GAP, "", written)
    marks = re.findall("[.,]", plain)
    if len(marks) > 1 and len(set(marks)) == 1:
        return (float(re.sub("[.,]", "", plain)),)
    whole, mark, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d+))?", plain).groups()  # type: ignore[union-attr]  # it fits any text
    return (float(re.sub("[.,]", "", whole) + (f".{decimals}" if mark else "")),)


def plainly(value: float, digits: int = 12) -> str:
    """A number as a person and a TOML file write it: no power of ten, no mark between thousands."""
    return f"{Decimal(f'{value:.{digits}g}'):f}"


class Written(float):
    """A number of a TOML file that remembers how it was written: 8.500 is 8.5 there, and 8,500 to a Dane."""

    text: str

    def __new__(cls, text: str) -> Self:
        """Take the number from its text."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def in_thousands(self) -> int | None:
        """The whole number that a Dane writes so; None of what is written in no such way."""
        return int(self.text.replace(".", "")) if re.fullmatch(TWO_WAYS, self.text) else None
