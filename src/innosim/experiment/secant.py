"""The factor at which something that grows with it meets a target: a secant that keeps the target between its ends."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

WITHIN = 0.03
"""Share of the target by which it may be missed and still is met (ODD, Levers)."""

MOST_TRIES = 24
"""Factors tried before what is found is taken for what there is."""

NEXT_TO = 0.01
"""Two factors nearer to each other than this have nothing between them worth a try: there is a step."""

MOST_GROWTH = 4.0
"""How many times its last value the next factor may be, while the target has not been passed."""

LEAST_GROWTH = 1.1


class Ending(StrEnum):
    """How a search for a factor ended, or that there was nothing to search for."""

    MET = "met"
    STEP = "step"
    TOO_HIGH = "too high"
    TOO_LOW = "too low"
    STAYS = "stays"


class Found(NamedTuple):
    """A factor, what came of it, and how the search ended."""

    factor: float
    value: float
    ending: Ending


class _Point(NamedTuple):
    factor: float
    value: float


def meet(value: Callable[[float], float], target: float, highest: float) -> Found:
    """Return the factor from 0 to ``highest`` at which ``value`` meets ``target``, 1 where that does.

    Where the value jumps over the target, the side of the step that is nearer: the lower one of two as near. Where even
    0 gives too much or ``highest`` too little, that end, and that it is too high or too low.
    """
    search = _Search(value, target)
    low, high = search.ends(highest)
    if search.met is not None:
        return Found(*search.met, Ending.MET)
    if low is None or high is None:
        end = low or high
        assert end is not None  # noqa: S101 - one of the two was tried
        return Found(*end, Ending.TOO_LOW if high is None else Ending.TOO_HIGH)
    return search.between(low, high)


class _Search:
    def __init__(self, value: Callable[[float], float], target: float) -> None:
        self._value, self._target = value, target
        self._tries = 0
        self.met: _Point | None = None

    def at(self, factor: float) -> _Point:
        """Try a factor; the first that meets the target is kept."""
        self._tries += 1
        point = _Point(factor, self._value(factor))
        if self.met is None and abs(point.value - self._target) <= WITHIN * self._target:
            self.met = point
        return point

    def ends(self, highest: float) -> tuple[_Point | None, _Point | None]:
        """Return a point below and one above the target; None for a side on which there is none, or none is needed."""
        first = self.at(1.0)
        if self.met is not None:
            return None, None
        if first.value > self._target:
            nothing = self.at(0.0)
            return (None, nothing) if nothing.value > self._target else (nothing, first)
        return self._upwards(first, highest)

    def _upwards(self, low: _Point, highest: float) -> tuple[_Point | None, _Point | None]:
        before = _Point(0.0, 0.0)
        while low.factor < highest and self._tries < MOST_TRIES:
            wanted = self._secant(before, low)
            least, most = LEAST_GROWTH * low.factor, MOST_GROWTH * low.factor
            point = self.at(min(highest, max(least, min(most, wanted))))
            if self.met is not None or point.value > self._target:
                return low, point
            before, low = low, point
        return low, None

    def between(self, low: _Point, high: _Point) -> Found:
        """Search between a point below the target and one above it."""
        moved = ""
        again = False
        while self._tries < MOST_TRIES and not _narrow(low, high):
            width = high.factor - low.factor
            middle = low.factor + width / 2.0
            wanted = middle if again else self._secant(low, high)
            edge = 0.02 * width
            point = self.at(max(low.factor + edge, min(high.factor - edge, wanted)))
            if self.met is not None:
                return Found(*self.met, Ending.MET)
            side = "high" if point.value > self._target else "low"
            again, moved = side == moved, side
            low, high = (low, point) if side == "high" else (point, high)
        nearer = low if self._target - low.value <= high.value - self._target else high
        return Found(*nearer, Ending.STEP)

    def _secant(self, one: _Point, other: _Point) -> float:
        """Return where the line through two points meets the target; far up where it never does."""
        rise = other.value - one.value
        if rise <= 0.0:
            return MOST_GROWTH * other.factor
        return one.factor + (self._target - one.value) * (other.factor - one.factor) / rise


def _narrow(low: _Point, high: _Point) -> bool:
    return high.factor - low.factor <= NEXT_TO * max(high.factor, NEXT_TO)
