"""The smallest single change that refutes a claim: one parameter moved from the scenario's own value within its plausible range.

The claim is asked again at values along the range, with the same replications, so many as it takes to decide, and the range is
halved between a value at which it is not refuted and one at which it is. A parameter is looked into no further than the smallest
change found so far. That the claim turns once along the way is taken for granted; a claim that turns and turns back may be missed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from innosim.experiment.intervals import Interval
from innosim.scenario.claimed import Claimed, ClaimRelation

FIRST, MOST_PAIRS = 20, 80
"""Replications that a value is asked with: first, and at most where that many do not decide."""

HALVINGS = 5
"""To a thirty-second of the way."""

Asked: TypeAlias = Callable[[str, float, int], Interval | None]
"""The paired difference (better upwards) with a field at a value, over so many replications; None where the scenario may not be so."""


@dataclass(frozen=True)
class Reach:
    """A parameter's own value in the scenario, and its plausible range; ``whole`` where it is counted."""

    field: str
    own: float
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True)
class Refuted:
    """A value at which the claim is shown not to hold, others as they are; ``moved`` is the share of the plausible range from the scenario's own value."""

    field: str
    own: float
    value: float
    moved: float
    difference: Interval


def claim_holds(claimed: Claimed, found: Interval) -> bool | None:
    """Say whether an interval shows that a claim holds, or that it does not; None where it shows neither."""
    if not found.n or found.low != found.low:
        return None
    size = claimed.size
    if claimed.relation == ClaimRelation.EQUAL:
        if -size <= found.low and found.high <= size:
            return True
        return False if found.low > size or found.high < -size else None
    if found.low > size:
        return True
    return False if found.high <= size else None


def decided(claimed: Claimed, asked: Asked, field: str, value: float) -> Interval | None:
    """Return the difference with a field at a value over as many replications as show whether the claim holds, or over the most there may be."""
    n = FIRST
    while True:
        found = asked(field, value, n)
        if found is None or n >= MOST_PAIRS or claim_holds(claimed, found) is not None:
            return found
        n *= 2


def smallest_refutation(claimed: Claimed, asked: Asked, reaches: Sequence[Reach]) -> Refuted | None:
    """Return the smallest single change among parameters at which the claim is shown not to hold; None where there is none."""
    best: Refuted | None = None
    for reach in reaches:
        for end in (reach.low, reach.high):
            found = _towards(claimed, asked, reach, end, 1.0 if best is None else best.moved)
            best = found or best
    return best


def _towards(
    claimed: Claimed, asked: Asked, reach: Reach, end: float, most: float
) -> Refuted | None:
    """Return the nearest refutation on the way to an end of a range, where it moves by less than ``most`` of it."""
    span = reach.high - reach.low
    far = min(abs(end - reach.own), most * span)
    if span <= 0.0 or far <= 0.0:
        return None
    sign = 1.0 if end > reach.own else -1.0
    near, best = 0.0, _at(claimed, asked, reach, sign * far)
    if best is None or (most < 1.0 and best.moved >= most):
        return None
    for _ in range(HALVINGS):
        middle = 0.5 * (near + best.moved * span)
        value = _value(reach, sign * middle)
        if value in (_value(reach, sign * near), best.value):
            break
        found = _at(claimed, asked, reach, sign * middle)
        near, best = (near, found) if found is not None else (middle, best)
    return best


def _at(claimed: Claimed, asked: Asked, reach: Reach, change: float) -> Refuted | None:
    """Return the change as a refutation where it is one."""
    value = _value(reach, change)
    found = decided(claimed, asked, reach.field, value)
    if found is None or claim_holds(claimed, found) is not False:
        return None
    moved = abs(value - reach.own) / (reach.high - reach.low)
    return Refuted(reach.field, reach.own, value, moved, found)


def _value(reach: Reach, change: float) -> float:
    """Return the value so far off, with three digits of the range, or whole, and within the range."""
    value = reach.own + change
    if reach.whole:
        return float(round(value))
    digits = float(f"{value:.4g}")
    return min(max(digits, min(reach.low, reach.own)), max(reach.high, reach.own))
