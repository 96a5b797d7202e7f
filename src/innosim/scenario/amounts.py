"""Amounts of money as people write them: "25 mDKK", "25,5 mio. kr.", "DKK 25 million", "25.000.000,- kr"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from innosim.scenario.errors import Complaint, describe, short
from innosim.scenario.numerals import NUMERAL, ONE_WAY, TWO_WAYS, plainly, readings


@dataclass(frozen=True)
class Amount:
    """An amount of kroner in mDKK, and as it was written."""

    mdkk: float
    written: str


_KRONER = ("danske kroner", "danske kr", "kroner", "krone", "kr", "dkk")
_SHORT = {"m": 1.0, "k": 1e-3, "t": 1e-3, "bn": 1e3}
"""Scales that mean one only where kroner are named too."""

_LONG = {
    "millioner": 1.0, "millions": 1.0, "million": 1.0, "mill": 1.0, "mio": 1.0, "tusinde": 1e-3, "tusind": 1e-3, "thousand": 1e-3,
    "milliarder": 1e3, "milliard": 1e3, "mia": 1e3,
}  # fmt: skip
_OF_KRONER = 1e-6

_FOREIGN = {
    "euro": ("euro", "eur", "€"), "dollars": ("dollars", "dollar", "usd", "us$", "$"), "pounds": ("pund", "pounds", "pound", "gbp", "£"),
    "Swedish kronor": ("sek", "kronor"), "Norwegian kroner": ("nok",),
}  # fmt: skip

_GAP = "[ .\u00a0\u2009\u202f]*"
_SPACE = "[ \u00a0\u2009\u202f]"


def _either(words: tuple[str, ...]) -> str:
    """A pattern of any of the words in small and large letters; the schema's dialect has no flag for that."""
    return "(?:" + "|".join("".join(_in_any_case(c) for c in word) for word in words) + ")"


def _in_any_case(letter: str) -> str:
    if letter == " ":
        return _GAP
    return f"[{letter}{letter.upper()}]" if letter.isalpha() else re.escape(letter)


def _pattern(number: str, kroner: tuple[str, ...] = _KRONER) -> str:
    """A pattern of amounts, in whose numbers, units before and units behind groups stand."""
    money, long = _either(kroner), _either(tuple(_LONG))
    scale = f"(?:{long}|{_either(tuple(_SHORT))})"
    unit = f"(?:{scale}{_GAP}{money}|{money}{_GAP}{long}|{money}|{long})"
    forms = (
        rf"({number})(?:,-)?{_GAP}({unit})",
        rf"({number}){_SPACE}+(1\.?000{_SPACE}*{money})",
        rf"({number}),-",
        rf"({unit}){_GAP}({number})(?:,-)?",
        rf"({money}){_GAP}({number}){_GAP}({scale})",
        rf"({TWO_WAYS})(?:,-)?{_GAP}({money})",
        rf"({TWO_WAYS}),-",
        rf"({money}){_GAP}({TWO_WAYS})(?:,-)?",
    )
    return rf"^{_SPACE}*(?:{'|'.join(forms)})[.]?{_SPACE}*$"


PATTERN = re.sub(r"\((?!\?)", "(?:", _pattern(ONE_WAY))
"""What an amount that is read looks like, for the schema."""


@cache
def _compiled(kroner: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of amounts of any money, compiled when it is first asked for: that takes longer than to read a scenario."""
    return re.compile(_pattern(NUMERAL, kroner), re.ASCII)


EXAMPLE = "25 mDKK"


def read_amount(text: str) -> Amount | Complaint | None:
    """The amount that a text is; what is wrong with one that may be two, or is of other money; None of what is no amount."""
    found = amounts_of(text)
    if len(found) == 1:
        return found[0]
    shown = f"is {describe(text.strip())}"
    if found:
        mark = "comma" if "," in _numeral(text) else "point"
        what = f"{shown}, whose {mark} may mark thousands or decimals"
        ways = (f'"{plainly(each.mdkk)} mDKK"' for each in found)
        return Complaint(what, f"write {' or '.join(ways)}")
    for name, money in _FOREIGN.items():
        if len(text) <= _LONGEST and _compiled(money).fullmatch(text):
            return Complaint(f"{shown}, an amount in {name}", f'write it in kroner, as "{EXAMPLE}"')
    return None


def amounts_of(text: str) -> tuple[Amount, ...]:
    """The amount that a text is, or the two that it may be; none of what is no amount."""
    found = _compiled(_KRONER).fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return ()
    parts = [part for part in found.groups() if part is not None]
    numbers = readings(next(part for part in parts if readings(part)))
    one = _mdkk_of(" ".join(part for part in parts if not readings(part)))
    if one == _OF_KRONER:
        numbers = numbers[
            :1
        ]  # of a krone there are hundredths, and no thousandths: 39.000 kr. are thousands
    return tuple(Amount(number * one, short(text.strip(), 40)) for number in numbers)


_LONGEST = 1000
"""Characters; a longer text is no amount, and matching takes time."""


def _mdkk_of(unit: str) -> float:
    """How many mDKK one of a unit is."""
    plain = re.sub(r"[^a-z0-9]", "", unit.lower()).replace("danske", "")
    for name in _KRONER:
        plain = plain.removesuffix(name).removeprefix(name)
    return {"": _OF_KRONER, "1000": 1e-3, **_SHORT, **_LONG}[plain]


def _numeral(text: str) -> str:
    found = re.search(NUMERAL, text)
    return found[0] if found else ""
