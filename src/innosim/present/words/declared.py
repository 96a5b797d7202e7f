"""What the catalogue declares, as it is said: units, and the head of a panel."""

from __future__ import annotations

from innosim.present.words.language import Language, capital, say
from innosim.scenario.catalogue import UNITS, Column

_UNSAID = frozenset({"share", "count", "a year", "months", "yes/no"})
"""Units that the name or the axis already says."""


def unit(name: str, lang: Language) -> str:
    """A unit of the catalogue in ``lang``."""
    return say(UNITS[name], lang)


def heading(column: Column, lang: Language) -> str:
    """A panel's title: name and, where it is not plain from the name or the axis, the unit."""
    name = say(capital(column.called), lang)
    return name if column.unit in _UNSAID else f"{name}, {unit(column.unit, lang)}"
