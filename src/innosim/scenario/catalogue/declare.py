"""How a parameter, a lever, a switch or an output column is declared: once, with all that is made from it.

The JSON Schema, the reference pages, the ODD tables, the sensitivity ranges and the codebook of a
result folder are all read from these declarations; nothing repeats a default, a label or a unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "share",  # 0-1
    "index",  # a quality-like index, 1 at the start
    "per krone",  # worth a year per krone at stake a year
    "sd",  # of a standard normal draw
    "mDKK",
    "mDKK a year",
    "mDKK an hour",
    "per mille of B",  # of the operating budget, a year
    "hours",
    "hours a month",
    "hours a year",
    "FTE",
    "FTE per 1,000 staff",
    "per 1,000 staff",
    "months",
    "years",
    "count",
    "a month",  # a rate or hazard
    "a year",
    "factor",
    "coefficient",  # of a logistic or linear form
    "yes/no",
    "text",
    "series",
]

Section = Literal["municipality", "uncertainties", "relationships", "switches", "run", "metrics"]

Value = bool | int | float | str


@dataclass(frozen=True)
class Text:
    """One meaning in the two languages of the house."""

    en: str
    da: str


@dataclass(frozen=True)
class Parameter:
    """One number (or yes/no) a scenario may set.

    ``source`` is "assumed" or a citation: "[N §3.1]", "[E]" and the name of an entry of the evidence, or
    "Author (year)"; ``how`` says how the number was got from it. ``low`` and ``high`` are the plausible range used in sensitivity
    analysis; ``least`` and ``most`` are hard limits a scenario may not cross, the plausible range
    where they are left out.
    ``money`` marks values that scale with the unit of money.
    """

    name: str
    section: Section
    subject: str
    unit: Unit
    default: Value
    low: float
    high: float
    meaning: Text
    source: str
    how: str = ""
    least: float | None = None
    most: float | None = None
    money: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """The hard limits (least, most), the plausible range where none are given."""
        least = self.low if self.least is None else self.least
        most = self.high if self.most is None else self.most
        return least, most


@dataclass(frozen=True)
class Lever:
    """One lever of a regime: its range, whether it is a priced amount, what it is paid in, and [N]."""

    name: str
    family: Literal["direction", "room", "gates", "politics", "learning"]
    unit: Unit
    low: float
    high: float
    meaning: Text
    paid_in: str
    source: str
    amount: bool = False  # a priced amount, multiplied at equal resources
    kind: Literal["number", "yes/no", "whole"] = "number"


@dataclass(frozen=True)
class Column:
    """One column of one output table: unit and meaning; ``better`` for headline metrics."""

    table: str
    name: str
    unit: Unit | str
    meaning: Text
    dtype: Literal["int", "float", "text", "bool"] = "float"
    headline: bool = False
    better: Literal["up", "down", ""] = ""
    sesoi: float | None = None


class Subject:
    """A subject of the catalogue: declares parameters of one section under one heading."""

    def __init__(self, section: Section, name: str) -> None:
        self.section: Section = section
        self.name = name

    def parameter(  # noqa: PLR0913 - a declaration is a row of a table
        self,
        name: str,
        unit: Unit,
        default: Value,
        span: tuple[float, float],
        en: str,
        da: str,
        source: str = "assumed",
        how: str = "",
        *,
        limits: tuple[float, float] | None = None,
        money: bool = False,
    ) -> Parameter:
        """Declare one parameter; ``span`` is the plausible range, ``limits`` what a scenario may not cross."""
        least, most = limits if limits is not None else span
        return Parameter(
            name,
            self.section,
            self.name,
            unit,
            default,
            span[0],
            span[1],
            Text(en, da),
            source,
            how,
            least,
            most,
            money,
        )
