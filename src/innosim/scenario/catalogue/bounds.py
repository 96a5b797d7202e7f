"""Within what an output lies: the bounds of a column, by its unit where its declaration states none of its own.

A bound is a number, or so many times facts of the town and the run: money is held against the budget, months against
the length of the run. Some follow from how a value is made (a share, a count, what is a part of the budget); those of worth and
of quality are assumed, far beyond what any town has shown, and there to find what has run away.
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

    @property
    def rule(self) -> str:
        """The bound as it is reckoned, ``1000 x budget_mdkk``; empty where there is none."""
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

RUN_AWAY = 1000.0
"""Assumed: so many budgets no sum of money comes to, nor any worth per krone. The largest idea is at most the budget, and worth some spreads of it."""

EITHER_SIGN = within(times(-RUN_AWAY, "budget_mdkk"), times(RUN_AWAY, "budget_mdkk"))
"""Of worth, which may be negative, and of what is given back."""

BOUNDS: dict[str, Bounds] = {
    "share": SHARE,
    "yes/no": SHARE,
    "index 0-1": SHARE,
    "index": within(0.0, 100.0),  # of quality: it is divided by 1 % at the least
    "per krone": within(-RUN_AWAY, RUN_AWAY),
    "sd": within(-12.0, 12.0),  # two draws of 53 bits, none beyond 8.3, at right angles
    "mDKK": within(0.0, times(RUN_AWAY, "budget_mdkk")),
    "mDKK a year": within(0.0, times(RUN_AWAY, "budget_mdkk")),
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
