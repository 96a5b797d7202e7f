"""Within what an output lies: the bounds of a column, by its unit where its declaration states none of its own.

A bound is a number, or so many times facts of the town and the run: money is held against the budget, months against
the length of the run. Some follow from how a value is made (a share, a count, what is a part of the budget); those of sums of
money over all ideas and of quality are assumed, beyond what any town has shown, and there to find what has run away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Bound:
    """One end: a sum of ``terms``, each a size times values of a scenario by name."""

    terms: tuple[tuple[float, tuple[str, ...]], ...]

    def of(self, values: Mapping[str, Any]) -> float:
        """The bound in the town and run that has these ``values``."""
        return sum(size * math.prod(float(values[n]) for n in names) for size, names in self.terms)

    def __add__(self, other: Bound) -> Bound:
        """The sum of two."""
        return Bound((*self.terms, *other.terms))

    def by(self, *names: str, size: float = 1.0) -> Bound:
        """So many times this bound, and times these values of a scenario."""
        return Bound(tuple((size * each, (*own, *names)) for each, own in self.terms))

    @property
    def rule(self) -> str:
        """The bound as it is reckoned, ``12 x budget_mdkk``; empty where there is none."""
        if not all(math.isfinite(size) for size, _ in self.terms):
            return ""
        said = [_term(size, names) for size, names in self.terms]
        return " + ".join(said).replace("+ -", "- ")


def _term(size: float, names: tuple[str, ...]) -> str:
    product = " x ".join(names)
    if not names:
        return f"{size:.15g}"
    if abs(size) == 1.0:
        return f"{'-' if size < 0.0 else ''}{product}"
    parts = 1.0 / size
    return f"{product} / {parts:g}" if parts == round(parts) else f"{size:g} x {product}"


@dataclass(frozen=True)
class Largest:
    """One end: the largest of some sums."""

    ends: tuple[Bound, ...]

    def of(self, values: Mapping[str, Any]) -> float:
        """The bound in the town and run that has these ``values``."""
        return max(end.of(values) for end in self.ends)

    @property
    def rule(self) -> str:
        """The bound as it is reckoned."""
        return f"the largest of {', '.join(end.rule for end in self.ends)}"


End: TypeAlias = float | Bound | Largest


def times(size: float, *names: str) -> Bound:
    """So many times these values of a scenario."""
    return Bound(((size, names),))


def sum_of(*terms: tuple[Any, ...], also: str = "") -> Bound:
    """The sum of terms, each a size and names; ``also`` is a value by which all of it comes once more."""
    bound = Bound(tuple((float(size), tuple(names)) for size, *names in terms))
    return bound + bound.by(also) if also else bound


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a column may hold, both among them."""

    least: Bound | Largest
    most: Bound | Largest

    def of(self, values: Mapping[str, Any]) -> tuple[float, float]:
        """Both in the town and run that has these ``values``."""
        return self.least.of(values), self.most.of(values)


def within(least: End, most: End = math.inf) -> Bounds:
    """The bounds from ``least`` to ``most``, without a top where that is left out."""
    return Bounds(_bound(least), _bound(most))


def _bound(end: End) -> Bound | Largest:
    return times(end) if isinstance(end, float | int) else end


BUDGET = times(1.0, "budget_mdkk")
BEFORE_THE_END = times(1.0, "months") + times(-1.0)
"""The last month."""
LAST_SLOT = Largest(
    (
        times(1.0, "staff", "post_share"),
        times(1.0, "units") + times(-1.0),
        times(1.0, "departments"),
        times(1.0, "council_seats") + times(-1.0),
    )
)
"""The last place that an idea can come from: a post of an ildsjæl, a unit, a chair of the board (with the chief's) or a seat."""

ALL_HOURS = times(1.0 / 12.0, "staff", "fte_share", "effective_hours")
"""What all of the staff can work in a month."""

HOURS_WITH_OVERTIME = ALL_HOURS + times(
    1.0 / 12.0, "staff", "fte_share", "effective_hours", "overtime"
)

SHARE = within(0.0, 1.0)
DIFFERENCE = within(-1.0, 1.0)
"""Of two shares."""

ANYTHING = within(-math.inf)
FROM_ZERO = within(0.0)
OF_THE_BUDGET = within(0.0, BUDGET)
OF_THE_STAFF = within(0.0, times(1.0, "staff"))
OF_ALL_HOURS = within(0.0, ALL_HOURS)

FAR_OUT = 9.0
"""Spreads that no normal draw is from its mean: one of 53 bits comes to 8.3."""

WORTH = sum_of(
    (
        2.0 + 2.0 + 2.0 + 2.0,
    ),  # of m0, a question, an import and radicality, none of which may be more
    (FAR_OUT, "luck_base"),
    (FAR_OUT, "luck_radical"),
    also="quality_price",  # as much again lies in quality
) + sum_of((2.0,), (FAR_OUT, "memo_sd"))  # and a memo errs by its optimism and its spread
"""Worth per krone at stake, true, believed or promised: what the form of worth cannot leave; in Randers 29, where all is at its limit 473."""

WORTH_OF_AN_IDEA = WORTH.by("budget_mdkk")
"""No idea concerns more than all there is."""

RUN_AWAY = 12.0
"""Assumed: so many budgets a year are neither spent nor saved by all ideas together. Of towns drawn over all that may be, none came to two."""

ALL_YEARS = times(RUN_AWAY, "budget_mdkk") + times(RUN_AWAY / 12.0, "budget_mdkk", "months") + times(RUN_AWAY / 12.0, "budget_mdkk", "startup_months")  # fmt: skip
"""The same over a run and the year that has begun."""

A_YEAR = times(RUN_AWAY, "budget_mdkk")
EITHER_SIGN = within(A_YEAR.by(size=-1.0), A_YEAR)
"""Of worth a year, which may be negative."""

OF_AN_IDEA = within(WORTH_OF_AN_IDEA.by(size=-1.0), WORTH_OF_AN_IDEA)

BOUNDS: dict[str, Bounds] = {
    "share": SHARE,
    "yes/no": SHARE,
    "index 0-1": SHARE,
    "index": within(0.0, 100.0),  # of quality: it is divided by 1 % at the least
    "per krone": within(WORTH.by(size=-1.0), WORTH),
    "sd": within(-12.0, 12.0),  # two draws of 53 bits, none beyond 8.3, at right angles
    "mDKK": within(0.0, ALL_YEARS),
    "mDKK a year": within(0.0, A_YEAR),
    "per mille of B": FROM_ZERO,
    "hours": FROM_ZERO,
    "hours a year": FROM_ZERO,
    "a year": FROM_ZERO,
    "factor": FROM_ZERO,
    "count": FROM_ZERO,
    "number": FROM_ZERO,
    "identity": within(0.0, 2.0**49),
    "month": within(times(-1.0, "startup_months"), BEFORE_THE_END),
    "months": within(0.0, times(1.0, "startup_months") + times(1.0, "months")),
    "year": within(0.0, times(1.0 / 12.0, "months")),
    "text": ANYTHING,
    "the metric's": ANYTHING,
}
"""By unit, for columns that state none of their own."""
