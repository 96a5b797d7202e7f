"""What a paired difference lets one say: the only place where numbers turn into a judgement.

A verdict is made from a 95 % interval, the direction that is better and the smallest effect of
interest: one scale, from clearly better to clearly worse. Equivalence is the inclusion of the interval in the smallest
effect (two one-sided tests at 2.5 % each: Schuirmann 1987). Sentences, tables and figures repeat verdicts; none of them judges again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from innosim.experiment.intervals import may_still_differ

LEAST_PAIRS = 10
"""Replications below which no verdict is given."""


class Verdict(StrEnum):
    """What may be said of one regime against another on one metric, in the order of the scale."""

    CLEARLY_BETTER = "clearly better"
    """The whole interval lies beyond the smallest effect of interest."""
    BETTER = "better"
    """The whole interval lies on the better side of 0, perhaps by too little to matter."""
    HIGHER = "higher"
    """As better, of a metric on which neither direction is."""
    NEGLIGIBLE = "no difference that matters"
    """The whole interval lies within the smallest effect of interest, to either side."""
    ZERO = "no difference"
    """The levers as run are equal: there can be none."""
    SAME = "the same in all runs"
    """Every pair is equal though the levers are not; another run may still differ."""
    UNDECIDED = "undecided"
    """The interval allows more than one of these."""
    LOWER = "lower"
    """As worse, of a metric on which neither direction is."""
    WORSE = "worse"
    """The whole interval lies on the worse side of 0, perhaps by too little to matter."""
    CLEARLY_WORSE = "clearly worse"
    """The whole interval lies beyond the smallest effect of interest, on the worse side."""
    DEPENDS = "depends on who pays"
    """The two cost modes differ by what matters, or say the opposite."""
    NOT_RANKED = "not ranked"
    """Only those who try can fail."""
    TOO_FEW = "too few runs"
    """Under ten runs."""
    UNDEFINED = "undefined"
    """No pair in which the metric has a value under both, or under ten though there are more runs."""


UP = frozenset({Verdict.CLEARLY_BETTER, Verdict.BETTER, Verdict.HIGHER})
DOWN = frozenset({Verdict.CLEARLY_WORSE, Verdict.WORSE, Verdict.LOWER})
NONE = frozenset({Verdict.UNDEFINED, Verdict.TOO_FEW, Verdict.NOT_RANKED})
"""Where there is no verdict at all."""
SHOWN_EQUAL = frozenset({Verdict.NEGLIGIBLE, Verdict.ZERO})
"""Shown not to differ by what matters."""


@dataclass(frozen=True)
class Difference:
    """A paired difference, one regime less another, in the metric's own unit.

    ``low`` and ``high`` bound the 95 % interval and are NaN with fewer than two pairs; ``zero`` is
    true where every single pair differs by exactly 0, ``equal`` where the levers as run are equal.
    ``undefined`` counts the replications of both that are no pair, as the metric has no value under one of them; ``together`` is how many
    such intervals hold at once with 95 % confidence.
    """

    pairs: int
    mean: float
    low: float
    high: float
    zero: bool
    equal: bool = False
    undefined: int = 0
    together: int = 1

    @property
    def runs(self) -> int:
        """Replications that both were run for, whether or not the metric has a value there."""
        return self.pairs + self.undefined

    @property
    def may_differ(self) -> float:
        """The largest share of runs that may still differ where none of these did and the levers do; else NaN."""
        if self.equal or not self.zero:
            return math.nan
        return may_still_differ(self.pairs, self.together)


def verdict_on(difference: Difference, better: str, sesoi: float | None) -> Verdict:
    """The verdict on ``difference``; ``better`` is "up", "down" or "" and ``sesoi`` its unit or None.

    A difference inside the smallest effect of interest does not matter even where it is certain;
    a metric on which neither direction is better is called higher or lower, never better or worse.
    """
    if difference.pairs == 0:
        return Verdict.UNDEFINED
    if difference.equal:
        return Verdict.ZERO
    if difference.pairs < LEAST_PAIRS:
        return Verdict.TOO_FEW if difference.runs < LEAST_PAIRS else Verdict.UNDEFINED
    if difference.zero:
        return Verdict.SAME
    low, high = difference.low, difference.high
    if math.isnan(low) or math.isnan(high):
        return Verdict.UNDECIDED
    if sesoi is not None and -sesoi <= low and high <= sesoi:
        return Verdict.NEGLIGIBLE
    if low > 0.0:
        return _named(up=True, clearly=sesoi is not None and low > sesoi, better=better)
    if high < 0.0:
        return _named(up=False, clearly=sesoi is not None and high < -sesoi, better=better)
    return Verdict.UNDECIDED


def _named(*, up: bool, clearly: bool, better: str) -> Verdict:
    """The word for a difference that is certainly above (``up``) or below zero, ``clearly`` beyond what matters."""
    if better == "":
        return Verdict.HIGHER if up else Verdict.LOWER
    if up == (better == "up"):
        return Verdict.CLEARLY_BETTER if clearly else Verdict.BETTER
    return Verdict.CLEARLY_WORSE if clearly else Verdict.WORSE


@dataclass(frozen=True)
class Overall:
    """One verdict over the cost modes that were run.

    ``by_how_much`` is true where neither mode contradicts the direction and how much it is differs: either the two differ by what
    matters, or one of them shows no difference that matters. ``only`` is the place of the one cost mode that has a verdict where the other has none, else -1.
    """

    verdict: Verdict
    by_how_much: bool = False
    only: int = -1


def overall(modes: Sequence[Verdict], *, material: bool = False) -> Overall:
    """One verdict from the verdicts of the cost modes that were run (one or two).

    It depends on who pays only where that is shown: the difference between the two differences is
    ``material`` (its own interval lies beyond the smallest effect of interest), or one mode says better and the other worse.
    Unequal words alone show nothing.
    """
    if not modes:
        raise ValueError("a verdict needs at least one cost mode")
    if len(modes) == 1:
        return Overall(modes[0])
    judged = [place for place, mode in enumerate(modes) if mode not in NONE]
    if not judged:
        return Overall(modes[0])
    if len(judged) < len(modes):
        return Overall(modes[judged[0]], only=judged[0])
    return _of_two(modes[0], modes[-1], material=material)


def is_material(interaction: Difference | None, sesoi: float | None) -> bool:
    """Whether two cost modes are shown to differ by more than the smallest effect of interest; of none it cannot be said what matters."""
    if sesoi is None or interaction is None or interaction.pairs < LEAST_PAIRS:
        return False
    return interaction.low > sesoi or interaction.high < -sesoi


def _of_two(one: Verdict, other: Verdict, *, material: bool) -> Overall:
    """The verdict over two cost modes that each have one."""
    signs = {_sign(one), _sign(other)}
    if signs == {1, -1}:
        return Overall(Verdict.DEPENDS)
    if signs in ({1}, {-1}):
        return Overall(one if one == other else _plain(one, other), by_how_much=material)
    if one in _FLAT and other in _FLAT:
        return Overall(_flatter(one, other))
    if material:
        return Overall(Verdict.DEPENDS)
    if {one, other} & _OPEN:
        return Overall(Verdict.UNDECIDED)
    return Overall(_plain(one, other), by_how_much=True)


def _plain(one: Verdict, other: Verdict) -> Verdict:
    """The weaker word of a direction: the one that both allow."""
    words = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
    up = 1 in (_sign(one), _sign(other))
    known = next((word for word in words if word in (one, other)), None)
    return known or (Verdict.BETTER if up else Verdict.WORSE)


def _flatter(one: Verdict, other: Verdict) -> Verdict:
    """Equal levers and equal runs are equal runs; but equal by luck is not shown to matter too little."""
    if one == other:
        return one
    if Verdict.SAME not in (one, other):
        return Verdict.NEGLIGIBLE
    return Verdict.SAME if Verdict.ZERO in (one, other) else Verdict.UNDECIDED


_FLAT = SHOWN_EQUAL | {Verdict.SAME}
_OPEN = frozenset({Verdict.UNDECIDED, Verdict.SAME})
"""What in one cost mode shows neither a direction nor that there is too little of it."""


def _sign(verdict: Verdict) -> int:
    return 1 if verdict in UP else -1 if verdict in DOWN else 0


def turned(verdict: Verdict) -> Verdict:
    """The same finding said from the other side: if A is better than B, B is worse than A."""
    return _TURNED.get(verdict, verdict)


_TURNED = {
    Verdict.CLEARLY_BETTER: Verdict.CLEARLY_WORSE,
    Verdict.BETTER: Verdict.WORSE,
    Verdict.HIGHER: Verdict.LOWER,
    Verdict.LOWER: Verdict.HIGHER,
    Verdict.WORSE: Verdict.BETTER,
    Verdict.CLEARLY_WORSE: Verdict.CLEARLY_BETTER,
}
