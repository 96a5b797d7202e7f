"""Shapley values of a set function: a difference between all and none, split among what makes it, by random orders and their reverses.

Players are put in one after another; what the value then changes by is a player's marginal contribution in that order, and its Shapley value
(Shapley 1953) is the mean over orders. Within an order marginals add up to the whole difference, and so do their means. An order is walked forwards and backwards
(antithetic: Mitchell et al. 2022), by which effects of single players and of pairs are split exactly. Of few players all subsets are valued
instead, and nothing is left to chance.

A set is a row of yes and no, a column a player. Nothing here knows of regimes, levers or metrics.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import LEVEL, Floats, Interval
from innosim.experiment.student import student_quantile

FEWEST = 2
"""Pairs of orders below which nothing is known of how much hangs on the order."""

NO_ONE, EVERYONE = 0, 1
"""The places of the set of nobody and of that of all, in every design."""

Booleans = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Walks:
    """Which sets are valued, and the walks through them that make marginal contributions.

    ``sets`` (sets, players) holds each set once, that of nobody first, that of all next, and those that are valued besides; those of more orders stand behind those of fewer. A walk is an order; ``orders`` (walks, players) holds the
    players as they come in, ``paths`` (walks, players + 1) the places of the sets before and after each. ``weights`` (walks,) add up to 1 over each
    player's marginals in ``exact`` designs, whose walks are single steps; else walks come in pairs, an order and its reverse, and weigh the same.
    """

    players: int
    sets: Booleans
    orders: Places
    paths: Places
    exact: bool
    weights: Floats

    @property
    def pairs(self) -> int:
        """Orders that were drawn, each walked both ways; 0 of an exact design."""
        return 0 if self.exact else len(self.orders) // 2

    def used(self, pairs: Booleans) -> Booleans:
        """Which sets (sets,) the walks of these ``pairs`` (pairs,) pass through; of an exact design all."""
        found = np.zeros(len(self.sets), dtype=np.bool_)
        walked = self.paths if self.exact else self.paths[np.repeat(pairs, 2)]
        found[walked.ravel()] = True
        return found


def design(players: int, pairs: int, seed: int, besides: Iterable[frozenset[int]] = ()) -> Walks:
    """The sets to value for so many players: all of them where that is no more than the orders would take, else those of ``pairs`` random orders and their reverses.

    Args:
        players: one or more.
        pairs: orders drawn; the more, the less hangs on which.
        seed: the same seed draws the same orders on every machine; more pairs begin with the orders of fewer, and have their sets first, all sets too.
        besides: sets that are valued whether an order passes them or not.

    Raises:
        ValueError: no player, or no order.
    """
    if players < 1 or pairs < 1:
        raise ValueError(f"{players} players in {pairs} orders have no Shapley values")
    drawn = min(pairs, _most_drawn(players))
    orders = _orders(players, drawn, seed)
    walks = [[frozenset(order[:at]) for at in range(players + 1)] for order in orders]
    met = {frozenset[int](): NO_ONE, frozenset(range(players)): EVERYONE}
    for inside in (*besides, *(each for walk in walks for each in walk)):
        met.setdefault(inside, len(met))
    return _walked(players, orders, walks, met) if drawn == pairs else _exact(players, met)


def _most_drawn(players: int) -> int:
    """How many pairs of orders there are to draw at most: with one more all sets are no more than the orders would take."""
    return -(-(2**players - 2) // (2 * (players - 1))) - 1 if players > 1 else 0


def _orders(players: int, pairs: int, seed: int) -> list[tuple[int, ...]]:
    """Random orders, each with its reverse."""
    draws = random.Random(seed)  # noqa: S311 - its stream of numbers is the same in every Python
    found: list[tuple[int, ...]] = []
    for _ in range(pairs):
        keys = [draws.random() for _ in range(players)]
        order = tuple(sorted(range(players), key=keys.__getitem__))
        found += [order, order[::-1]]
    return found


def _walked(
    players: int,
    orders: Sequence[tuple[int, ...]],
    walks: Sequence[Sequence[frozenset[int]]],
    met: Mapping[frozenset[int], int],
) -> Walks:
    """The design of walks through whole orders; ``met`` are the places of sets."""
    paths = np.array([[met[each] for each in walk] for walk in walks], dtype=np.intp)
    weights = np.full(len(orders), 1.0 / len(orders))
    return Walks(players, _rows(met, players), np.array(orders, np.intp), paths, False, weights)


def _exact(players: int, met: dict[frozenset[int], int]) -> Walks:
    """The design of all subsets: each player joins each set without it once, weighed by the share of orders in which it does. Those that are ``met`` keep their places."""
    everyone = range(players)
    # Summed in an order of their own, which hangs on no orders drawn.
    subsets = [
        frozenset(each) for size in range(players + 1) for each in combinations(everyone, size)
    ]
    for each in subsets:
        met.setdefault(each, len(met))
    steps = [(each, subset) for subset in subsets for each in everyone if each not in subset]
    orders = np.array([[each] for each, _ in steps], dtype=np.intp)
    paths = np.array([[met[s], met[s | {each}]] for each, s in steps], dtype=np.intp)
    weights = np.array([1.0 / (players * math.comb(players - 1, len(s))) for _, s in steps])
    return Walks(players, _rows(met, players), orders, paths, True, weights)


def _rows(met: Iterable[frozenset[int]], players: int) -> Booleans:
    return np.array([[each in inside for each in range(players)] for inside in met], dtype=np.bool_)


def shapley_values(plan: Walks, values: Floats) -> Floats:
    """Each player's contribution.

    Args:
        plan: the design.
        values: of each set, in the design's order (sets,) or (sets, n): whatever is split, once or n times over.

    Returns:
        (players,) or (players, n); sums over players are the value of all less that of nobody, to rounding.
    """
    steps = values[plan.paths[:, 1:]] - values[plan.paths[:, :-1]]
    found = np.zeros((plan.players, *values.shape[1:]))
    for walk, weight in enumerate(plan.weights):
        found[plan.orders[walk]] += weight * steps[walk]
    return found + 0.0  # no minus zero


def by_pair(plan: Walks, values: Floats) -> Floats:
    """Each player's contribution in each order and its reverse alone, (pairs, players); none of an exact design.

    Args:
        plan: the design.
        values: of each set (sets,).
    """
    steps = values[plan.paths[:, 1:]] - values[plan.paths[:, :-1]]
    found = np.zeros((2 * plan.pairs, plan.players))
    if plan.pairs:
        np.put_along_axis(found, plan.orders, steps, axis=1)
    return (found[0::2] + found[1::2]) / 2.0


def without(plan: Walks, pairs: Booleans) -> Walks:
    """The design with some of its ``pairs`` (pairs,) of orders only; its sets stay as they are."""
    walks = np.repeat(pairs, 2)
    count = int(walks.sum())
    return Walks(
        plan.players,
        plan.sets,
        plan.orders[walks],
        plan.paths[walks],
        plan.exact,
        np.full(count, 1.0 / max(count, 1)),
    )


@dataclass(frozen=True)
class Sampled:
    """A set function that is known from replications.

    ``whole`` (sets,) is each set's value over all of them; ``left`` (sets, n) the same with one replication left out each. Of a mean, its
    interval from these is Student's; of a pooled ratio, which is a sum over a sum, it is the jackknife's.
    """

    whole: Floats
    left: Floats

    @property
    def n(self) -> int:
        """Replications."""
        return int(self.left.shape[1])


def means(values: Floats) -> Sampled:
    """The set function of means, from a value a set and replication (sets, n)."""
    n = values.shape[1]
    sums = np.array([math.fsum(row) for row in values.tolist()])
    return Sampled(sums / max(n, 1), (sums[:, None] - values) / max(n - 1, 1))


def ratios(above: Floats, below: Floats) -> Sampled:
    """The set function of pooled ratios, from a numerator and a denominator a set and replication (sets, n); NaN where nothing is left to divide by."""
    tops, bottoms = (np.array([math.fsum(row) for row in each.tolist()]) for each in (above, below))
    with np.errstate(divide="ignore", invalid="ignore"):
        left = (tops[:, None] - above) / (bottoms[:, None] - below)
        whole = tops / bottoms
    return Sampled(
        np.where(np.isfinite(whole), whole, np.nan), np.where(np.isfinite(left), left, np.nan)
    )


def intervals(plan: Walks, sampled: Sampled, together: int = 1) -> list[Interval]:
    """Each player's contribution with a 95 % interval, over replications and over which orders were drawn.

    The variance is that of the jackknife over replications plus that between pairs of orders; each holds a little of what is left of the other, so
    that the interval is rather too wide. Its degrees of freedom are Satterthwaite's (1946). Without two replications, or two pairs of orders
    where orders were drawn, there is no interval.

    Args:
        plan: the design.
        sampled: values of its sets.
        together: so many intervals hold at once with 95 % confidence (Bonferroni).
    """
    n, pairs = sampled.n, plan.pairs
    whole = shapley_values(plan, sampled.whole)
    left = shapley_values(plan, sampled.left)
    over_runs = (n - 1) ** 2 / n * _variances(left) if n > 1 else np.full(len(whole), np.nan)
    over_orders = np.zeros(len(whole))
    if not plan.exact:
        over_orders = (
            _variances(by_pair(plan, sampled.whole).T) / pairs
            if pairs >= FEWEST
            else np.full(len(whole), np.nan)
        )
    level = 1.0 - (1.0 - LEVEL) / max(together, 1)
    found = []
    for mean, one, other in zip(
        whole.tolist(), over_runs.tolist(), over_orders.tolist(), strict=True
    ):
        half = _half(one, other, n, pairs, level)
        found.append(Interval(mean, mean - half, mean + half, n))
    return found


def _half(over_runs: float, over_orders: float, n: int, pairs: int, level: float) -> float:
    """Half an interval of a mean whose variance has two parts, known to so many degrees of freedom less one each."""
    variance = over_runs + over_orders
    if math.isnan(variance) or variance == 0.0:
        return variance
    shares = [(over_runs, n - 1)] + ([(over_orders, pairs - 1)] if pairs > 1 else [])
    freedom = variance**2 / math.fsum(part**2 / each for part, each in shares)
    return student_quantile(max(1, math.floor(freedom + 1e-9)), level) * math.sqrt(variance)


def _variances(rows: Floats) -> Floats:
    """The sample variance of each row (rows, n); 0 where all are equal, bit for bit."""
    alike = rows.max(axis=1) == rows.min(axis=1)
    return np.where(alike, 0.0, rows.var(axis=1, ddof=1))
