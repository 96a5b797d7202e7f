"""How a parameter, a lever, a switch or an output column is declared: once, with all that is made from it.

The JSON Schema, the reference pages, the ODD tables, the sensitivity ranges and the codebook of a
result folder are all read from these declarations; nothing repeats a default, a label or a unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from innosim.scenario.catalogue.bounds import BOUNDS, SHARE, Bounds


@dataclass(frozen=True)
class Text:
    """One meaning in the two languages of the house."""

    en: str
    da: str


Said: TypeAlias = Text | str
"""What a file calls something: a text for each language, or one for both."""


def in_both(said: Said) -> Text:
    """What a file calls something, in the two languages."""
    return said if isinstance(said, Text) else Text(said, said)


Unit: TypeAlias = str
"""A key of `UNITS`."""

Dtype: TypeAlias = Literal["int", "float", "text", "bool"]

UNITS: dict[Unit, Text] = {
    "share": Text("share", "andel"),  # 0-1
    "index": Text("index", "indeks"),  # a quality-like index, 1 at the start
    "index 0-1": Text("index, 0-1", "indeks, 0-1"),  # backing and confidence of a member
    "per krone": Text("per krone", "pr. krone"),  # worth a year per krone at stake a year
    "sd": Text("sd", "std.afv."),  # of a standard normal draw
    "mDKK": Text("mDKK", "mio. kr."),
    "mDKK a year": Text("mDKK a year", "mio. kr. pr. år"),
    "mDKK an hour": Text("mDKK an hour", "mio. kr. pr. time"),
    "per mille of B": Text("per mille of the budget", "promille af budgettet"),  # a year
    "hours": Text("hours", "timer"),
    "hours a month": Text("hours a month", "timer pr. måned"),
    "hours a year": Text("hours a year", "timer pr. år"),
    "FTE": Text("FTE", "årsværk"),
    "FTE per 1,000 staff": Text("FTE per 1,000 staff", "årsværk pr. 1.000 ansatte"),
    "per 1,000 staff": Text("per 1,000 staff", "pr. 1.000 ansatte"),
    "month": Text("month", "måned"),
    "months": Text("months", "måneder"),
    "year": Text("year", "år"),
    "years": Text("years", "år"),
    "count": Text("number", "antal"),
    "number": Text("number", "nummer"),  # of one among several
    "identity": Text("identity", "identitet"),
    "a month": Text("a month", "pr. måned"),  # a rate or hazard
    "a year": Text("a year", "pr. år"),
    "factor": Text("factor", "faktor"),
    "coefficient": Text("", ""),  # of a logistic or linear form
    "yes/no": Text("yes/no", "ja/nej"),
    "text": Text("text", "tekst"),
    "series": Text("series", "række"),
    "the metric's": Text("the metric's", "målets"),
}
"""Every unit, with its words behind a number."""

Section = Literal["municipality", "uncertainties", "relationships", "switches", "run"]

Value = bool | int | float | str

Values: TypeAlias = Mapping[str, Any]
"""A scenario's values by name, or a regime's levers."""


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
class Price:
    """What a lever takes a month: hours by who gives them, and money (mDKK).

    Two prices hang on what a month brings: hours for each question then in mystery, and for each ildsjæl
    whom a manager then shields. ``questions`` and ``ildsjaele`` are how many to expect: the standing price
    counts these, the books those that there are.
    """

    staff: float = 0.0  # people whom the lever employs
    meetings: float = 0.0  # staff of units, for meetings and coordination
    set_aside: float = 0.0  # staff of units, for ideas; a rule sets them aside
    board: float = 0.0
    council: float = 0.0
    for_a_question: float = 0.0  # staff of units
    for_an_ildsjael: float = 0.0  # its manager
    money_mdkk: float = 0.0  # paid as the months go; the pool's is granted to ideas instead
    questions: float = 0.0
    ildsjaele: float = 0.0

    @property
    def hours(self) -> float:
        """Hours a month in all, at the counts to expect."""
        fixed = self.staff + self.meetings + self.set_aside + self.board + self.council
        return fixed + self.for_a_question * self.questions + self.for_an_ildsjael * self.ildsjaele


@dataclass(frozen=True)
class Lever:
    """One lever of a regime: its range, its price at a setting, what it is paid in, and [N].

    ``short`` is its name in a table or a sentence; ``off`` is what is said where it is a yes/no lever that the
    baseline has and a regime has not; ``price`` takes a scenario's values and all levers of a regime, and is
    left out where a lever costs nothing.
    """

    name: str
    short: Text
    family: Literal["direction", "room", "gates", "politics", "learning"]
    unit: Unit
    low: float
    high: float
    meaning: Text
    paid_in: str
    source: str
    price: Callable[[Values, Values], Price] | None = None
    amount: bool = False  # a priced amount, multiplied at equal resources
    kind: Literal["number", "yes/no", "whole"] = "number"
    off: Text | None = None
    expected: str = (
        ""  # the parameter that "expected" stands for in a file, where that may be written
    )


@dataclass(frozen=True)
class Column:
    """One column of an output table: unit and meaning, and a short name where it is shown by one.

    ``bounds`` are those within which its values lie, where they are not its unit's.
    """

    name: str
    unit: Unit
    meaning: Text
    dtype: Dtype = "float"
    short: Text | None = None
    bounds: Bounds | None = None

    @property
    def lies(self) -> Bounds:
        """Within what its values lie: its own bounds, or those of its unit."""
        return BOUNDS[self.unit] if self.bounds is None else self.bounds

    @property
    def called(self) -> Text:
        """The short name where there is one, else the meaning."""
        return self.short or self.meaning


@dataclass(frozen=True)
class OutputTable:
    """One output table: its columns after the key columns, and what a row of it is."""

    columns: tuple[Column, ...]
    row: Text


@dataclass(frozen=True)
class CostMode:
    """Who pays for the levers: the mode as it stands in a sentence (``short``) and over a column."""

    name: str
    short: Text
    head: Text

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class Reason:
    """Why a metric has no value in a replication.

    ``lacks_ideas`` marks what is wanting of an idea: of a regime that asks for none, that is said instead.
    """

    name: str
    words: Text
    lacks_ideas: bool = True


@dataclass(frozen=True)
class SmallestEffect:
    """The smallest difference that matters, in a metric's unit: assumed, before any result was looked at.

    It is ``size`` in a town of the sizes in ``grows``, facts of a town with that of the catalogue's own, and in
    proportion to them elsewhere; the same everywhere where ``grows`` is empty.
    """

    size: float
    grows: tuple[tuple[str, float], ...] = ()

    def of(self, values: Values) -> float:
        """The size in the town that has these ``values``."""
        size = self.size
        for name, typical in self.grows:
            size *= float(values[name]) / typical
        return size

    @property
    def rule(self) -> str:
        """The size as it is reckoned: ``5 x staff / 8500``."""
        factors = (f" x {name} / {typical:g}" for name, typical in self.grows)
        return f"{self.size:g}{''.join(factors)}"


@dataclass(frozen=True)
class Aloud:
    """How a metric is said: ``clause`` of a regime {0}, its level {1} and the run's {months}; ``listed`` among others, by default its short name.

    ``factor`` turns a value into what is said, from the values of the town and run, with so many ``places``; ``head`` and ``sub`` head
    a narrow column of it.
    """

    clause: Text
    head: Text
    sub: Text
    factor: Callable[[Values], float]
    places: int
    listed: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Metric(Column):
    """One metric: a value a replication, and all there is to say of it.

    An "outcome" is compared between regimes; a "part" is there to be divided, and a "price" is told with
    what a regime is. ``ratio`` names the parts, numerator first, of a ratio with a denominator of its own
    in every replication; it is pooled over them. (Shares of months or of what was required share their
    denominator, so that their mean is the pooled ratio.) ``months`` is the shortest run that has a value,
    ``undefined`` why a longer one may have none. ``trying`` marks what only those with ideas can fare badly
    in: who has none is not ranked. ``turns_on`` names a parameter that the order of regimes turns on, so that they are
    not ranked at one value of it. ``grid`` gives the smallest
    step between two values in a town and run of these values; ``aloud`` is how a headline is said. ``better`` is the direction that is, "" where neither is, ``sesoi`` the smallest
    effect of interest; a ``headline`` has both, and is shown where nobody chose.
    """

    short: Text
    role: Literal["outcome", "part", "price"]
    undefined: Reason
    better: Literal["up", "down", ""] = ""
    sesoi: SmallestEffect | None = None
    headline: bool = False
    ratio: tuple[str, str] | None = None
    months: int = 0
    trying: bool = False
    turns_on: str = ""
    grid: Callable[[Values], float] | None = None
    aloud: Aloud | None = None

    @property
    def bounded(self) -> bool:
        """Whether it is a share that cannot leave 0-1."""
        return self.unit == "share" and self.lies == SHARE


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


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def by_name(declared: Iterable[_N]) -> dict[str, _N]:
    """Return the declarations by name, in their order.

    Raises:
        ValueError: two of them have the same name.
    """
    named: dict[str, _N] = {}
    for each in declared:
        if each.name in named:
            raise ValueError(f"two {type(each).__name__.lower()}s are called {each.name}")
        named[each.name] = each
    return named
