"""From what was read to a verdict: the interval of each effect, and whether it lies where it was predicted to."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from innosim.analysis.patterns.declare import Broken, Pattern, Prediction, Rows, over
from innosim.experiment.intervals import Interval, cut_to, interval, t_quantile, widened

LEAST_RUNS = 10
"""Replications below which nothing is said to hold or not."""


class Holding(StrEnum):
    """Whether what was predicted is found."""

    HELD = "held"
    """The whole interval lies where it was predicted to."""
    NOT_HELD = "not held"
    """The whole interval lies elsewhere."""
    UNDECIDED = "undecided"
    """The interval lies on both sides, or too little was run."""


@dataclass(frozen=True)
class Tested:
    """One prediction, with the effect that was measured and its 95 % interval; ``wide`` holds for all predictions of the pattern together.

    That all must hold makes a pattern harder to show, so each is held by its own interval; but one of many may fail by luck, so it fails by the wide one.
    """

    predicted: Prediction
    effect: Interval
    wide: Interval

    @property
    def standing(self) -> Holding:
        """Whether it was found."""
        least, most = self.predicted.least, self.predicted.most
        if holding_of(self.effect, least, most) is Holding.HELD:
            return Holding.HELD
        return holding_of(self.wide, least, most)

    @property
    def room(self) -> float:
        """How far the interval's nearer end lies inside what was predicted, in half-widths: below 0 it does not hold."""
        _, low, high, _ = self.effect
        half = (high - low) / 2.0
        inside = min(low - self.predicted.least, self.predicted.most - high)
        if math.isnan(inside):
            return -math.inf
        return inside / half if half > 0.0 else math.copysign(math.inf, inside)


@dataclass(frozen=True)
class Judged:
    """A pattern that was run: a finding for each prediction, and the same under each broken rule that was run; ``rows`` are what was read."""

    pattern: Pattern
    replications: int
    findings: tuple[Tested, ...]
    rows: Rows = field(repr=False, compare=False)
    broken: tuple[tuple[Broken, tuple[Tested, ...]], ...] = field(default=())

    @cached_property
    def standing(self) -> Holding:
        """Held where all is; not held where anything is not; else undecided."""
        found = {each.standing for each in self.counted}
        if found == {Holding.HELD}:
            return Holding.HELD
        return Holding.NOT_HELD if Holding.NOT_HELD in found else Holding.UNDECIDED

    @property
    def held(self) -> int:
        """How many of its predictions hold."""
        return sum(each.standing is Holding.HELD for each in self.counted)

    @property
    def counted(self) -> tuple[Tested, ...]:
        """The findings that decide, in their order."""
        return tuple(each for each in self.findings if each.predicted.counts)

    @property
    def shown(self) -> tuple[Tested, ...]:
        """Its findings, of each group the one nearest to failing."""
        nearest: dict[str, Tested] = {}
        for place, each in enumerate(self.findings):
            group = each.predicted.group
            key = group.en if group is not None else str(place)
            if key not in nearest or each.room < nearest[key].room:
                nearest[key] = each
        return tuple(nearest.values())

    def still_held(self) -> list[tuple[Broken, Prediction]]:
        """Return what holds though its rule was broken: then the pattern shows something else."""
        return [
            (broken, findings[place].predicted)
            for broken, findings in self.broken
            for place in broken.gone
            if findings[place].standing is Holding.HELD
        ]


def judged(pattern: Pattern, rows: Rows) -> tuple[Tested, ...]:
    """Return a finding for each prediction of a pattern from what was read."""
    together = sum(each.counts for each in pattern.predicted)
    found = []
    for each in pattern.predicted:
        effect = effect_of(each, rows)
        wide = widened(effect, together)
        found.append(Tested(each, effect, cut_to(wide, (0.0, 1.0)) if each.share else wide))
    return tuple(found)


def holding_of(effect: Interval, least: float, most: float) -> Holding:
    """Return where an interval lies: all of it between ``least`` and ``most``, all of it outside on one side, or neither."""
    _, low, high, n = effect
    if n < LEAST_RUNS or math.isnan(low):
        return Holding.UNDECIDED
    if least < low and high < most:
        return Holding.HELD
    if high < least or low > most:
        return Holding.NOT_HELD
    # Predicted to be over 0, and no run differs at all.
    return Holding.NOT_HELD if low == high and low in (least, most) else Holding.UNDECIDED


def effect_of(predicted: Prediction, rows: Rows) -> Interval:
    """Return the effect's mean, or the one number of all replications with a jackknife's interval; those with nothing to read are left out."""
    used = over(rows, _defined(predicted, rows))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.asarray(predicted.effect(used), dtype=float)
    if found.ndim:
        return interval(found[np.isfinite(found)], bounded=predicted.share)
    n = _count(used)
    return jackknifed(
        lambda there: float(np.asarray(predicted.effect(over(used, there)))), float(found), n
    )


def jackknifed(statistic: Callable[[np.ndarray], float], whole: float, n: int) -> Interval:
    """Return a statistic of ``n`` replications with a jackknife's interval.

    Args:
        statistic: takes a mask (n,) of the replications that it is made of.
        whole: what it is of all of them.
    """
    if n < 2 or not math.isfinite(whole):
        return Interval(whole, math.nan, math.nan, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        without = np.array([statistic(left) for left in ~np.eye(n, dtype=bool)])
    half = float(t_quantile(n) * math.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
    return Interval(whole, whole - half, whole + half, n)


def _defined(predicted: Prediction, rows: Rows) -> np.ndarray:
    """Return which replications have all that is read."""
    n = _count(rows)
    there = np.ones(n, dtype=bool)
    for seen in rows.values():
        for name, values in seen.items():
            if not predicted.reads or name in predicted.reads:
                there &= ~np.isnan(values.reshape(-1, n)).any(axis=0)
    return there


def _count(rows: Rows) -> int:
    seen = next(iter(rows.values()))
    return int(next(iter(seen.values())).shape[-1])
