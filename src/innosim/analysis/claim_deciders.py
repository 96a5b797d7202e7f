"""What decides whether a claim holds: which parameters, and one box in which it fails (or holds).

Deciders are ordered by their PAWN index (Pianosi & Wagener 2018, by SALib): how far the distribution of the difference moves when one
parameter is known. With hundreds of parameters and hundreds of draws the strongest of many that do nothing looks strong, so each must
be over what made-up parameters reach. The box is the one of at most three bounds with the greatest weighted relative accuracy
(Lavrač, Flach & Zupan 1999): its size times how much more often the claim fails in it. It is told only where shuffled draws hardly have such a box.
"""

from __future__ import annotations

import importlib
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Floats
from innosim.model.maths import normal_quantile

SHUFFLES = 200
"""Shuffled draws that a box is held against."""

CHANCE = 0.05
"""How often chance alone may give a decider, or a box."""

MOST_BOUNDS = 3
LEAST_SIDE = 0.05
"""Share of draws that a bound leaves on either side, at least."""

_SLIDES = 5


@dataclass(frozen=True)
class Decider:
    """A parameter that the claim turns on: its PAWN index, and whether more of it helps (rank correlation with how likely the claim holds)."""

    field: str
    index: float
    helps: float


@dataclass(frozen=True)
class Edge:
    """One side of a box: a parameter over, or under, a value."""

    field: str
    over: bool
    value: float


@dataclass(frozen=True)
class Box:
    """Where the claim ``fails``, or holds where it mostly fails.

    ``density`` is the share of what is in the box that does so, ``usual`` that of all draws, ``coverage`` the part of all those that lie in
    it, ``size`` the share of draws in it, ``chance`` how often shuffled draws have a box as good.
    """

    fails: bool
    bounds: tuple[Edge, ...]
    density: float
    usual: float
    coverage: float
    size: float
    chance: float


def deciders_of(
    points: Floats, names: Sequence[str], holds: Floats, *, most: int = 6, seed: int = 0
) -> tuple[Decider, ...]:
    """Return the parameters that decide it, the strongest first, those only that stand out of made-up ones.

    Args:
        points: (draws, parameters).
        names: of the parameters.
        holds: how likely the claim holds (draws), NaN where it is undefined.
        most: so many at most.
        seed: of the made-up parameters.

    Raises:
        ImportError: SALib is not installed.
    """
    pawn: Any = importlib.import_module("SALib.analyze.pawn")
    there = ~np.isnan(holds)
    x, y = points[there], holds[there]
    if len(y) < 4 * _SLIDES or y.min() == y.max():
        return ()
    random = np.random.default_rng(seed)
    # Places: what a parameter is measured in is no matter. Made-up ones are shuffled ones.
    places = _order(x)
    made_up = random.permuted(places, axis=0)
    problem = {"num_vars": 2 * x.shape[1], "names": [str(n) for n in range(2 * x.shape[1])]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, about how SALib 1.5 calls it
        found = pawn.analyze(problem, np.hstack([places, made_up]), y, S=_SLIDES)
    index = np.asarray(found["mean"], dtype=np.float64)
    real, null = index[: x.shape[1]], index[x.shape[1] :]
    # The index's tail is longer than a normal's, so the level is stricter than the one that is meant.
    bar = float(null.mean() + null.std() * normal_quantile(1.0 - 0.2 * CHANCE / x.shape[1]))
    helps = _correlations(x, y)
    order = np.argsort(-real, kind="stable")
    return tuple(
        Decider(names[at], float(real[at]), float(helps[at]))
        for at in order[:most]
        if real[at] > bar
    )


def box_of(points: Floats, names: Sequence[str], holds: Floats, *, seed: int = 0) -> Box | None:
    """Return the box in which the claim fails, or holds where it mostly fails; None where chance has one as good.

    Args:
        points: (draws, parameters).
        names: of the parameters.
        holds: how likely the claim holds (draws), NaN where it is undefined.
        seed: of the shuffles.
    """
    there = ~np.isnan(holds)
    x, holding = points[there], holds[there]
    if len(holding) < 2.0 / LEAST_SIDE:
        return None
    fails = float(holding.mean()) >= 0.5
    y = 1.0 - holding if fails else holding
    inside = np.ones(len(y), dtype=np.bool_)
    bounds: list[Edge] = []
    chance = 1.0
    random = np.random.default_rng(seed)
    while len(bounds) < MOST_BOUNDS:
        found = _best(x[inside], y[inside], float(y.mean()), len(y))
        if found is None:
            break
        gain, at, over, value = found
        by_chance = _by_chance(
            x[inside], y[inside], float(y.mean()), len(y), gain, random
        )  # fmt: skip
        if by_chance > CHANCE:
            break
        chance = by_chance if not bounds else chance
        bounds.append(Edge(names[at], over, value))
        inside &= (x[:, at] > value) == over
    if not bounds:
        return None
    return Box(
        fails,
        _merged(bounds),
        float(y[inside].mean()),
        float(y.mean()),
        float(y[inside].sum() / y.sum()),
        float(inside.mean()),
        chance,
    )


def in_box(box: Box, points: Floats, names: Sequence[str]) -> NDArray[np.bool_]:
    """Return which points lie in a box (draws)."""
    inside = np.ones(len(points), dtype=np.bool_)
    for bound in box.bounds:
        inside &= (points[:, names.index(bound.field)] > bound.value) == bound.over
    return inside


def _best(x: Floats, y: Floats, usual: float, n: int) -> tuple[float, int, bool, float] | None:
    """Return the bound that makes a box better by most: the accuracy it adds, the parameter, whether over, and the value; None where none does."""
    order = np.argsort(x, axis=0, kind="stable")
    best = _accuracies(x, order, y, usual, n)
    if best is None:
        return None
    now = float((y - usual).sum()) / n
    gain, cut, at, over = best
    if gain <= now + 1e-12:
        return None
    column = x[order[:, at], at]
    return gain - now, at, over, _between(float(column[cut]), float(column[cut + 1]))


def _accuracies(
    x: Floats, order: NDArray[np.intp], y: Floats, usual: float, n: int
) -> tuple[float, int, int, bool] | None:
    """Return the greatest accuracy of any bound on any parameter, the place of its cut, the parameter, and whether over it."""
    least = math.ceil(LEAST_SIDE * n)
    rows = len(y)
    if rows < 2 * least:
        return None
    above = np.cumsum((y - usual)[order], axis=0) / n
    whole = above[-1]
    cuts = above[least - 1 : rows - least]
    ordered = np.take_along_axis(x, order, axis=0)
    apart = ordered[least - 1 : rows - least] < ordered[least : rows - least + 1]
    under = np.where(apart, cuts, -np.inf)
    over = np.where(apart, whole - cuts, -np.inf)
    both = np.stack([under, over])
    side, cut, at = np.unravel_index(int(np.argmax(both)), both.shape)
    found = float(both[side, cut, at])
    return None if math.isinf(found) else (found, int(cut) + least - 1, int(at), bool(side))


def _by_chance(
    x: Floats, y: Floats, usual: float, n: int, gain: float, random: np.random.Generator
) -> float:
    """Return how often shuffled draws have a bound that adds as much."""
    order = np.argsort(x, axis=0, kind="stable")
    now = float((y - usual).sum()) / n
    as_good = 0
    for _ in range(SHUFFLES):
        found = _accuracies(x, order, random.permutation(y), usual, n)
        as_good += found is not None and found[0] - now >= gain
    return (as_good + 1) / (SHUFFLES + 1)


def _between(low: float, high: float) -> float:
    """Return a value between two, with as few digits as tell them apart."""
    middle = 0.5 * (low + high)
    for digits in range(1, 16):
        short = float(f"{middle:.{digits}g}")
        if low <= short < high:
            return short
    return middle


def _merged(bounds: Sequence[Edge]) -> tuple[Edge, ...]:
    """Return the bounds without those that a tighter one on the same side makes idle."""
    last = {(each.field, each.over): each for each in bounds}
    return tuple(last.values())


def _correlations(x: Floats, y: Floats) -> Floats:
    """Return the rank correlation of each column with y (Spearman 1904).

    Ties have the rank in their middle. In any order of both, such as that of draws, they would be a correlation by themselves: y has many where
    draws are counted as 0 and 1, and so has a parameter of few whole numbers.
    """
    from scipy.stats import rankdata

    ranks, other = rankdata(x, axis=0), rankdata(y)
    a = ranks - ranks.mean(axis=0)
    b = other - other.mean()
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.nan_to_num(a.T @ b / np.sqrt((a**2).sum(axis=0) * (b**2).sum()))
    return found


def _order(x: Floats) -> Floats:
    """Return the place of each value in its column, so that PAWN's classes are of as many draws each; of ties in the order of draws, which is any."""
    places: Floats = np.argsort(np.argsort(x, axis=0, kind="stable"), axis=0).astype(np.float64)
    return places
