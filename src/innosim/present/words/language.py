"""The two languages: which there are, and the one place where one of them is picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from innosim.scenario.catalogue.declare import Text

Language = Literal["en", "da"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The first is the one spoken where nobody chose."""

_AND = Text(" and ", " og ")


def say(text: Text, lang: Language) -> str:
    """``text`` in one language."""
    return text.da if lang == "da" else text.en


def capital(text: Text) -> Text:
    """``text`` as it begins a sentence or heads a panel."""
    return Text(text.en[:1].upper() + text.en[1:], text.da[:1].upper() + text.da[1:])


def listed(items: Sequence[str], lang: Language) -> str:
    """``items`` as a list in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + say(_AND, lang) + items[-1]
