"""The smallest single change that refutes a claim: one parameter moved from the scenario's own value within its plausible range.

The claim is asked again at values along each way from there, to an end of the range: first as far off as the smallest change found so far, then
halving between a value that does not refute it and one that does. That the claim turns once along the way is taken for granted; a claim
that turns and turns back may be missed.

Dozens of values are asked, each up to three times, and the nearest that refutes is picked: by chance alone some would. So what is told is held
against replications that the search has not seen (`_confirmed`), and an error is made in 2.5 % of searches at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from innosim.experiment.intervals import Interval, widened
from innosim.scenario.claimed import Claimed, ClaimRelation

LOOKS = (20, 40, 80)
"""Replications after which it is looked whether a value decides: so many at first, more where they do not."""

FRESH = range(LOOKS[-1], 3 * LOOKS[-1])
"""Replications that the search does not see, with which what it found is held: so many that what it saw in fewer is mostly seen again."""

CONFIRMED_WAYS = 2
"""Ways, the nearest first, along which what was found is held against fresh replications; both hold together (Bonferroni)."""

HALVINGS = 5
"""To a thirty-second of the way."""


def parts_of(numbers: range) -> list[range]:
    """Return replications that are asked for as the parts in which they are run: one a look, and the fresh ones."""
    whole = (0, *LOOKS, FRESH.stop)
    return [range(*ends) for ends in pairwise(whole) if numbers.start <= ends[0] < numbers.stop]


Asked: TypeAlias = Callable[[str, float, range], Interval | None]
"""The paired difference (better upwards) with a field at a value, over these replications; None where it could not be run."""


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


def decided(
    claimed: Claimed, asked: Asked, field: str, value: float, *, together: int = len(LOOKS)
) -> Interval | None:
    """Return the difference with a field at a value over as many replications as show whether the claim holds, or over the most there may be.

    Its interval is so wide that those of all looks hold together: who stops at the first that decides would else be wrong twice as often as is said.
    """
    found: Interval | None = None
    for n in LOOKS:
        seen = asked(field, value, range(n))
        if seen is None:
            return None
        found = widened(seen, together)
        if claim_holds(claimed, found) is not None:
            break
    return found


def smallest_refutation(claimed: Claimed, asked: Asked, reaches: Sequence[Reach]) -> Refuted | None:
    """Return the smallest single change among parameters at which the claim is shown not to hold; None where none is."""
    ways: list[list[Refuted]] = []
    for reach in reaches:
        for sign in (-1.0, 1.0):
            most = min((way[-1].moved for way in ways), default=None)
            found = _along(claimed, asked, reach, sign, most)
            if found and (most is None or found[-1].moved < most):
                ways.append(found)
    return _confirmed(claimed, asked, ways)


def _along(
    claimed: Claimed, asked: Asked, reach: Reach, sign: float, most: float | None
) -> list[Refuted]:
    """Return what refutes on the way to an end of a range, the nearest last, where it moves by no more than ``most`` of it."""
    way = _Way(reach, sign)
    far = way.longest if most is None else way.within(most)
    found: list[Refuted] = []
    near, beyond = 0.0, math.nan  # no refutation; one, or what cannot be run
    for _ in range(HALVINGS + 1):
        if far <= near:
            break
        # Plain intervals: what is found here by chance does not stand before fresh replications.
        seen = decided(claimed, asked, reach.field, way.value(far), together=1)
        if seen is not None and claim_holds(claimed, seen) is False:
            found.append(way.refuted(far, seen))
            beyond = far
        elif seen is None and not found:
            beyond = far
        elif math.isnan(beyond):
            break  # not even so far off
        else:
            near = far
        far = way.between(near, beyond)
    return found


@dataclass(frozen=True)
class _Way:
    """The way from a parameter's own value to one end of its range, in its own unit."""

    reach: Reach
    sign: float

    @property
    def _span(self) -> float:
        return self.reach.high - self.reach.low

    @property
    def longest(self) -> float:
        end = self.reach.high if self.sign > 0.0 else self.reach.low
        return max(0.0, self.sign * (end - self.reach.own)) if self._span > 0.0 else 0.0

    def within(self, most: float) -> float:
        """Return how far one may go and move by no more than ``most`` of the range."""
        far = min(self.longest, most * self._span)
        return float(int(far + 1e-9)) if self.reach.whole else far

    def between(self, near: float, far: float) -> float:
        """Return the middle; ``near`` itself where there is no value between the two."""
        middle = 0.5 * (near + far)
        if self.reach.whole:
            return float(int(middle))
        same = self.value(middle) in (self.value(near), self.value(far))
        return near if same else middle

    def value(self, change: float) -> float:
        """Return the value so far off, in thousandths of the range or finer, or whole, and within the range."""
        value = self.reach.own + self.sign * change
        if self.reach.whole:
            return float(round(value))
        low, high = sorted((self.reach.own, self.reach.own + self.sign * self.longest))
        return min(max(round(value, math.ceil(3.0 - math.log10(self._span))), low), high)

    def refuted(self, change: float, found: Interval) -> Refuted:
        """Return the change as a refutation."""
        value, own = self.value(change), self.reach.own
        return Refuted(self.reach.field, own, value, abs(value - own) / self._span, found)


def _confirmed(claimed: Claimed, asked: Asked, ways: Sequence[Sequence[Refuted]]) -> Refuted | None:
    """Return the smallest of the changes found that fresh replications refute the claim at too, with what these show; None where they do at none.

    Along a way what was found is tried in a fixed order, the farthest first, and no further than the first that is not confirmed: all tries on a way
    together are wrong no more often than one (Maurer, Hothorn & Lehmacher 1995).
    """
    best: Refuted | None = None
    for way in sorted(ways, key=lambda each: each[-1].moved)[:CONFIRMED_WAYS]:
        if best is not None and best.moved <= way[-1].moved:
            break
        for each in way:
            fresh = asked(each.field, each.value, FRESH)
            wide = None if fresh is None else widened(fresh, CONFIRMED_WAYS)
            if wide is None or claim_holds(claimed, wide) is not False:
                break
            if best is None or each.moved < best.moved:
                best = Refuted(each.field, each.own, each.value, each.moved, wide)
    return best
