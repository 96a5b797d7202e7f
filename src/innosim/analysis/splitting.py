"""From runs of mixes to a difference in its parts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from innosim.analysis.attribution import REST, Alone, Part, Split
from innosim.analysis.shapley import (
    EVERYONE,
    NO_ONE,
    Booleans,
    Sampled,
    Walks,
    intervals,
    means,
    ratios,
    shapley_values,
    without,
)
from innosim.analysis.verdicts import Difference, Verdict, verdict_on
from innosim.experiment.intervals import Floats, Interval, cut_to
from innosim.experiment.measure import Measure, difference_bounds, measure_of
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.declare import Values

Column = Callable[[str], Floats]
"""Gives a column of the metrics by name: (sets, replications), NaN where undefined or not run."""


@dataclass(frozen=True)
class Asked:
    """A set function to be split: players by ``names``, and how its sets are walked.

    ``regimes`` are one column or two: of one the value of a set is split, of two the difference between them. Columns have the sets of ``design``, in its order;
    ``alone`` are the places of those without one player each, where these are asked for.
    """

    names: tuple[str, ...]
    design: Walks
    regimes: tuple[Column, ...]
    town: Values
    alone: tuple[int, ...] = ()


def split(asked: Asked, metric: str, sesoi: float | None, *, ranked: bool = True) -> Split:
    """One metric's difference in its parts.

    Args:
        asked: the set function.
        metric: its name.
        sesoi: the smallest effect of interest, in its unit; None where there is none.
        ranked: whether the two regimes may be ranked on it at all.
    """
    columns = [_Metric(metric, column) for column in asked.regimes]
    defined = np.all([each.defined for each in columns], axis=0)
    plan, there, lost = _kept(asked, defined)
    whole, levels = _whole(asked, metric, there)
    better = METRICS[metric].better
    verdict = verdict_on(whole, better, sesoi) if ranked else Verdict.NOT_RANKED
    undefined, left_out = int((~defined).sum()), int(defined.shape[1] - there.sum())
    counted = (undefined, left_out, lost)
    if not there.any():
        none = Difference(0, math.nan, math.nan, math.nan, False, undefined=defined.shape[1])
        nothing = Verdict.UNDEFINED if ranked else Verdict.NOT_RANKED
        return Split(metric, none, nothing, (math.nan, math.nan), (), *counted, rounding=0.0)
    judged = _Judged(metric, better, sesoi, ranked=ranked)
    values = _valued(columns, there)
    parts = judged.parts(asked.names, plan, values)
    if len(columns) > 1:
        parts.append(judged.rest(values))
    alone = tuple(
        judged.alone(name, values, place)
        for name, place in zip(asked.names, asked.alone, strict=False)
    )
    total = math.fsum(part.contribution for part in parts)
    return Split(
        metric,
        whole,
        verdict,
        levels,
        tuple(parts),
        *counted,
        rounding=total - whole.mean,
        alone=alone,
    )


class _Metric:
    """One metric of one regime over sets and replications; a ratio with its parts, all three NaN wherever one is."""

    def __init__(self, metric: str, column: Column) -> None:
        ratio = METRICS[metric].ratio
        self.values = column(metric)
        self.parts = None if ratio is None else (column(ratio[0]), column(ratio[1]))
        rows = (self.values, *(self.parts or ()))
        self.defined: Booleans = np.logical_not(np.any(np.isnan(rows), axis=0))

    def sampled(self, there: Booleans) -> Sampled:
        """The set function over some replications."""
        if self.parts is None:
            return means(self.values[:, there])
        return ratios(*(each[:, there] for each in self.parts))


def _valued(columns: Sequence[_Metric], there: Booleans) -> Sampled:
    """What is split: a regime's value, or one regime's less another's."""
    found = [each.sampled(there) for each in columns]
    if len(found) == 1:
        return found[0]
    return Sampled(found[0].whole - found[1].whole, found[0].left - found[1].left)


def _kept(asked: Asked, defined: Booleans) -> tuple[Walks, Booleans, int]:
    """The walks and the replications that a split can rest on, and how many pairs of orders are left out.

    A pair of orders is left out that passes a set without a value in any replication; then the replications are in which a set that is left
    has none.
    """
    plan = asked.design
    ever: Booleans = np.any(defined, axis=1)
    needed, lost = np.ones(len(plan.sets), dtype=np.bool_), 0
    if not plan.exact:
        walks = np.all(ever[plan.paths], axis=1)
        kept: Booleans = walks[0::2] & walks[1::2]
        needed, lost = plan.used(kept), int(np.sum(~kept))
        plan = without(plan, kept) if lost else plan
    if not needed.any():
        return plan, np.zeros(defined.shape[1], dtype=np.bool_), lost
    needed[[place for place in asked.alone if ever[place]]] = True
    return plan, np.all(defined[needed], axis=0), lost


def _whole(asked: Asked, metric: str, there: Booleans) -> tuple[Difference, tuple[float, float]]:
    """The whole difference as a comparison has it, over these replications, and the two levels."""
    base = NO_ONE if len(asked.regimes) == 1 else EVERYONE
    rows = [(asked.regimes[0], EVERYONE), (asked.regimes[-1], base)]
    ours, theirs = (_measure(asked, metric, column, row).over(there) for column, row in rows)
    mean, low, high, n = (found := ours.against(theirs)).difference
    difference = Difference(n, mean, low, high, found.zero, undefined=int((~there).sum()))
    return difference, (ours.interval.mean, theirs.interval.mean)


def _measure(asked: Asked, metric: str, column: Column, row: int) -> Measure:
    return measure_of(metric, lambda name: column(name)[row], asked.town)


@dataclass(frozen=True)
class _Judged:
    """Turns intervals into parts, each judged on the one scale."""

    metric: str
    better: str
    sesoi: float | None
    ranked: bool

    def parts(self, names: Sequence[str], plan: Walks, sets: Sampled) -> list[Part]:
        """Each player's part."""
        found = intervals(plan, sets)
        at_once = intervals(plan, sets, together=len(names))
        moved = np.abs(shapley_values(plan, sets.left)).max(axis=1, initial=0.0) > 0.0
        return [
            self._part(name, one, joint, zero=not moves and one.mean == 0.0)
            for name, one, joint, moves in zip(names, found, at_once, moved.tolist(), strict=True)
        ]

    def rest(self, sets: Sampled) -> Part:
        """What is there when nobody is."""
        found = _jackknifed(sets, NO_ONE, None)
        return self._part(REST, found, found, zero=found.low == found.high == 0.0)

    def alone(self, name: str, values: Sampled, place: int) -> Alone:
        """The value without one player, and by how much it is then less."""
        found = self._cut(_jackknifed(values, EVERYONE, place))
        return Alone(
            name,
            float(values.whole[place]),
            found.mean,
            found.low,
            found.high,
            self._verdict(found, zero=found.low == found.high == 0.0),
        )

    def _part(self, name: str, found: Interval, at_once: Interval, *, zero: bool) -> Part:
        found, at_once = self._cut(found), self._cut(at_once)
        shown = at_once.low > 0.0 or at_once.high < 0.0
        verdict = self._verdict(found, zero=zero)
        return Part(name, found.mean, found.low, found.high, zero, shown, verdict)

    def _cut(self, found: Interval) -> Interval:
        """An interval within what a difference of the metric can be."""
        if not METRICS[self.metric].bounded:
            return found
        return cut_to(found, difference_bounds((0.0, 1.0)))

    def _verdict(self, found: Interval, *, zero: bool) -> Verdict:
        if not self.ranked:
            return Verdict.NOT_RANKED
        difference = Difference(found.n, found.mean, found.low, found.high, zero)
        if math.isnan(found.mean):
            difference = replace(difference, pairs=0)
        return verdict_on(difference, self.better, self.sesoi)


def _jackknifed(sets: Sampled, one: int, other: int | None) -> Interval:
    """One set's value, or its difference to another's, with its interval over replications."""
    places = [one] if other is None else [other, one]
    rows = Sampled(sets.whole[places], sets.left[places])
    if other is None:
        rows = Sampled(np.append(0.0, rows.whole), np.vstack([np.zeros(sets.n), rows.left]))
    return intervals(_ONE, rows)[0]


_ONE = Walks(
    1,
    np.array([[False], [True]]),
    np.array([[0]], np.intp),
    np.array([[0, 1]], np.intp),
    True,
    np.ones(1),
)
"""The design of one player: its contribution is the whole difference."""
