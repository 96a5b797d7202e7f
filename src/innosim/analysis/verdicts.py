"""What a paired difference lets one say: the only place where numbers turn into a judgement.

A verdict is made from a 95 % interval, the direction that is better and the smallest effect of
interest. Sentences, tables and figures repeat verdicts; none of them judges again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What may be said of one regime against another on one metric."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    ZERO = "no difference"
    NEGLIGIBLE = "no difference that matters"
    UNDECIDED = "undecided"
    UNDEFINED = "undefined"
    NOT_RANKED = "not ranked"
    DEPENDS = "depends on who pays"


@dataclass(frozen=True)
class Difference:
    """A paired difference, one regime less another, in the metric's own unit.

    ``low`` and ``high`` bound the 95 % interval and are NaN with fewer than two pairs; ``zero`` is
    true where every single pair differs by exactly 0.
    """

    pairs: int
    mean: float
    low: float
    high: float
    zero: bool


def verdict_on(difference: Difference, better: str, sesoi: float | None) -> Verdict:
    """The verdict on ``difference``; ``better`` is "up", "down" or "" and ``sesoi`` its unit or None.

    A difference inside the smallest effect of interest does not matter even where it is certain;
    a metric on which neither direction is better is called higher or lower, never better or worse.
    """
    if difference.pairs == 0:
        return Verdict.UNDEFINED
    if difference.zero:
        return Verdict.ZERO
    if math.isnan(difference.low) or math.isnan(difference.high):
        return Verdict.UNDECIDED
    if sesoi is not None and -sesoi <= difference.low and difference.high <= sesoi:
        return Verdict.NEGLIGIBLE
    if difference.low > 0.0:
        return _named(up=True, better=better)
    if difference.high < 0.0:
        return _named(up=False, better=better)
    return Verdict.UNDECIDED


def _named(*, up: bool, better: str) -> Verdict:
    """The word for a difference that is certainly above (``up``) or below zero."""
    if better == "":
        return Verdict.HIGHER if up else Verdict.LOWER
    return Verdict.BETTER if up == (better == "up") else Verdict.WORSE


def overall(modes: Sequence[Verdict]) -> Verdict:
    """One verdict from the verdicts of the cost modes that were run (at least one).

    Both must agree, otherwise it depends on who pays. Exactly none and none that matters agree that
    nothing matters. Where a mode has no verdict at all, there is no disagreement to report: undecided.
    """
    if not modes:
        raise ValueError("a verdict needs at least one cost mode")
    said = set(modes)
    if len(said) == 1:
        return modes[0]
    if said == {Verdict.ZERO, Verdict.NEGLIGIBLE}:
        return Verdict.NEGLIGIBLE
    if said & {Verdict.UNDEFINED, Verdict.NOT_RANKED}:
        return Verdict.UNDECIDED
    return Verdict.DEPENDS


def turned(verdict: Verdict) -> Verdict:
    """The same finding said from the other side: if A is better than B, B is worse than A."""
    return _TURNED.get(verdict, verdict)


_TURNED = {
    Verdict.BETTER: Verdict.WORSE,
    Verdict.WORSE: Verdict.BETTER,
    Verdict.HIGHER: Verdict.LOWER,
    Verdict.LOWER: Verdict.HIGHER,
}
