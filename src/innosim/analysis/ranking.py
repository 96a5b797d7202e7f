"""Several regimes at once: ranks that hold together, letters, shortfall to the best, and whom nobody beats.

The intervals of all pairs are widened so that they hold together with 95 % confidence (Bonferroni): with six
regimes fifteen statements are made at once, and one in twenty must not come to three in four.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from string import ascii_letters

import numpy as np

from innosim.analysis.comparison import Comparison, Contrast
from innosim.analysis.frames import only_cuts
from innosim.analysis.verdicts import (
    DOWN,
    NONE,
    SHOWN_EQUAL,
    UP,
    Difference,
    Verdict,
    is_material,
    overall,
    verdict_on,
)
from innosim.experiment.intervals import Interval, cut_to, widened
from innosim.experiment.measure import difference_bounds, together
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import HEADLINES, METRICS
from innosim.scenario.errors import known


@dataclass(frozen=True)
class Letter:
    """A group of regimes none of which is shown to differ from another.

    ``open`` is true where some pair of them is undecided, or only was the same in all runs; else all are shown equal, but for what does not matter.
    """

    letter: str
    open: bool

    def __str__(self) -> str:
        return self.letter + ("?" if self.open else "")


@dataclass(frozen=True)
class Standing:
    """One regime among those ranked on a metric in one cost mode.

    ``first`` and ``last`` are the best and the worst rank that the pairs allow. ``shortfall`` is how much it is behind the best one in the
    metric's unit, the simultaneous interval with it; None for the best itself. ``best`` is the share of replications in
    which it is the best of those ranked, ties shared.
    """

    regime: str
    first: int
    last: int
    letters: tuple[Letter, ...]
    shortfall: Difference | None
    best: float


@dataclass(frozen=True)
class Ranking:
    """All regimes on one metric in one cost mode, the best first.

    ``left_out`` have no verdict (only those who try can fail; undefined; too few runs) and block nobody. ``pairs`` are the
    verdicts that hold together.
    """

    metric: str
    cost: str
    standings: tuple[Standing, ...]
    left_out: tuple[str, ...]
    pairs: Mapping[tuple[str, str], Verdict]

    @argued()
    def standing(self, regime: str) -> Standing | None:
        """Where a regime stands; None where it is left out.

        Raises:
            ArgumentError: it is none of those to be ranked.
        """
        known("regime", (*(one.regime for one in self.standings), *self.left_out), regime)
        return next((one for one in self.standings if one.regime == regime), None)

    @property
    def leaders(self) -> tuple[str, ...]:
        """The regimes that no other is shown to be better than, the best first."""
        return tuple(one.regime for one in self.standings if one.first == 1)

    @property
    def leader(self) -> str:
        """The regime that is shown to be better than every other that is ranked; "" where none is."""
        top = self.standings[0] if len(self.standings) > 1 else None
        return top.regime if top is not None and top.last == 1 else ""


def together_on(comparison: Comparison, metric: str) -> Together:
    """The pairs of a metric that hold together, made once a comparison."""
    made: dict[str, Together] = vars(comparison).setdefault("_together", {})
    if metric not in made:
        made[metric] = Together(comparison, metric)
    return made[metric]


class Together:
    """All pairs of regimes on one metric, with intervals so wide that they hold together in each cost mode.

    However few are told of, the whole comparison is one answer: ranks, letters and sentences rest on these, so
    that none says more than another.
    """

    def __init__(self, comparison: Comparison, metric: str) -> None:
        self.comparison, self.metric = comparison, metric
        everyone = (*comparison.regimes, comparison.baseline)
        if metric in comparison.contrasted:
            self.pairs = tuple(
                math.comb(len(_judged(comparison, metric, cost, everyone)), 2)
                for cost in comparison.costs
            )
        else:  # without a better direction each was held against the baseline alone
            self.pairs = tuple(len(comparison.regimes) for _ in comparison.costs)

    def contrast(self, one: str, other: str) -> Contrast:
        """One regime less another.

        Raises:
            KeyError: these two were not contrasted on this metric.
        """
        found = self.comparison.contrast(one, other, self.metric)
        least = self.comparison.effects[self.metric]
        measured = self.comparison.measured[self.comparison.costs[0], one, self.metric]
        apart = difference_bounds(measured.bounds)
        wide = tuple(
            wide_of(each, pairs, apart)
            for each, pairs in zip(found.differences, self.pairs, strict=True)
        )
        verdicts = tuple(
            own if own in NONE else verdict_on(each, METRICS[self.metric].better, least)
            for own, each in zip(found.verdicts, wide, strict=True)
        )
        interaction = found.interaction and wide_of(
            found.interaction, max(self.pairs), difference_bounds(apart)
        )
        return replace(
            found,
            differences=wide,
            verdicts=verdicts,
            interaction=interaction,
            overall=overall(verdicts, material=is_material(interaction, least)),
        )


def ranking(comparison: Comparison, metric: str, cost: str, regimes: Sequence[str] = ()) -> Ranking:
    """Rank ``regimes``, all of ``comparison`` where none are named, on a metric in one cost mode.

    Raises:
        KeyError: the metric has no better direction, or was not compared.
    """
    everyone = tuple(dict.fromkeys(regimes)) or (*comparison.regimes, comparison.baseline)
    ranked = _judged(comparison, metric, cost, everyone)
    sign = 1.0 if METRICS[metric].better == "up" else -1.0
    order = sorted(ranked, key=lambda name: -sign * comparison.level(cost, name, metric).mean)
    found = _in_mode(together_on(comparison, metric), cost, order)
    letters, best = _letters(order, found), chances(comparison, metric, cost, order)
    top = order[0] if order else ""
    standings = tuple(
        Standing(
            regime,
            first=1 + sum(found[regime, other][1] in DOWN for other in order if other != regime),
            last=len(order)
            - sum(found[regime, other][1] in UP for other in order if other != regime),
            letters=letters[regime],
            shortfall=None if regime == top else found[top, regime][0],
            best=best[regime],
        )
        for regime in order
    )
    left_out = tuple(name for name in everyone if name not in ranked)
    return Ranking(metric, cost, standings, left_out, {pair: one[1] for pair, one in found.items()})


def _judged(
    comparison: Comparison, metric: str, cost: str, everyone: Sequence[str]
) -> tuple[str, ...]:
    """The regimes that have a verdict against at least one other; a metric that only those who try can fail leaves cuts out."""
    place = comparison.costs.index(cost)
    scenario = comparison.scenario
    trying = [
        name for name in everyone if not (METRICS[metric].trying and only_cuts(scenario, name))
    ]

    def judged(one: str) -> bool:
        others = (name for name in trying if name != one)
        return any(
            comparison.contrast(one, other, metric).verdicts[place] not in NONE for other in others
        )

    return tuple(name for name in trying if judged(name))


def chances(
    comparison: Comparison, metric: str, cost: str, regimes: Sequence[str]
) -> dict[str, float]:
    """In what share of replications each of ``regimes`` is the best of them, ties shared; NaN where the metric has in none a value under all.

    Of a ratio, best is who contributes most to the pooled one. Who is not among them decides nothing.
    """
    if not regimes:
        return {}
    measured = together([comparison.measured[cost, name, metric] for name in regimes])
    rows = np.array([each.contributions for each in measured])
    if rows.shape[1] == 0:
        return dict.fromkeys(regimes, math.nan)
    top = rows.max(axis=0) if METRICS[metric].better == "up" else rows.min(axis=0)
    first = (rows == top).astype(np.float64)
    shares = (first / first.sum(axis=0)).mean(axis=1)
    return {name: float(share) for name, share in zip(regimes, shares, strict=True)}


def _in_mode(
    joint: Together, cost: str, order: Sequence[str]
) -> dict[tuple[str, str], tuple[Difference, Verdict]]:
    """Every pair's difference in one cost mode, and the verdict on it."""
    place = joint.comparison.costs.index(cost)
    found = {
        (one, other): joint.contrast(one, other) for one in order for other in order if one != other
    }
    return {pair: (each.differences[place], each.verdicts[place]) for pair, each in found.items()}


def wide_of(found: Difference, pairs: int, bounds: tuple[float, float]) -> Difference:
    """A difference within ``bounds`` with an interval so wide that so many ``pairs`` hold together."""
    own = Interval(found.mean, found.low, found.high, found.pairs)
    mean, low, high, n = cut_to(widened(own, pairs), bounds)
    return replace(found, pairs=n, mean=mean, low=low, high=high, together=max(1, pairs))


def letter(place: int) -> str:
    """The letter of a place from 0 on: a to z, A to Z, then a', b': no two are alike, nor read as others when they stand together."""
    round_, nth = divmod(place, len(ascii_letters))
    return ascii_letters[nth] + "'" * round_


def _letters(
    order: Sequence[str], found: Mapping[tuple[str, str], tuple[Difference, Verdict]]
) -> dict[str, tuple[Letter, ...]]:
    """A letter for every largest group in which no two are shown to differ, from the best on."""
    near = {
        one: {other for other in order if other != one and found[one, other][1] not in UP | DOWN}
        for one in order
    }
    groups = sorted(
        (
            tuple(sorted(group, key=order.index))
            for group in _cliques(near, set(), set(order), set())
        ),
        key=lambda group: [order.index(name) for name in group],
    )
    letters: dict[str, list[Letter]] = {name: [] for name in order}
    for place, group in enumerate(groups):
        open_ = any(found[pair][1] not in SHOWN_EQUAL for pair in combinations(group, 2))
        for name in group:
            letters[name].append(Letter(letter(place), open_))
    return {name: tuple(given) for name, given in letters.items()}


def _cliques(
    near: Mapping[str, set[str]], inside: set[str], open_: set[str], done: set[str]
) -> list[set[str]]:
    """All largest groups in which everyone is near everyone else (Bron & Kerbosch 1973)."""
    if not open_ and not done:
        return [inside]
    found: list[set[str]] = []
    # Whoever is near the one that is near most is in a group with that one, or with one who is not near it (Tomita 2006): without, forty alike take for ever.
    pivot = max(sorted(open_ | done), key=lambda one: len(open_ & near[one]))
    for name in sorted(open_ - near[pivot]):
        found += _cliques(near, inside | {name}, open_ & near[name], done & near[name])
        open_, done = open_ - {name}, done | {name}
    return found


@dataclass(frozen=True)
class Unbeaten:
    """The regimes that nobody beats on every headline metric they are ranked on, in one cost mode.

    ``clearly``: no other is clearly better on all. ``by_what_matters``: no other is better or shown equal on all, and clearly
    better on one at least; the smaller set. ``everyone`` are those with a verdict.
    """

    cost: str
    everyone: tuple[str, ...]
    clearly: tuple[str, ...]
    by_what_matters: tuple[str, ...]


def unbeaten(comparison: Comparison, cost: str) -> Unbeaten:
    """Whom nobody beats on every headline metric (Pareto), by the verdicts that hold together; metrics left to what is assumed are passed over."""
    place = comparison.costs.index(cost)
    everyone = (*comparison.regimes, comparison.baseline)
    metrics = [
        name for name in HEADLINES if name in comparison.contrasted and not METRICS[name].turns_on
    ]

    joint = [Together(comparison, metric) for metric in metrics]

    def said(one: str, other: str) -> list[Verdict]:
        found = (each.contrast(one, other).verdicts[place] for each in joint)
        return [verdict for verdict in found if verdict not in NONE]

    judged = tuple(
        name for name in everyone if any(said(name, other) for other in everyone if other != name)
    )

    def none_beats(beats: Callable[[list[Verdict]], bool]) -> tuple[str, ...]:
        return tuple(
            name
            for name in judged
            if not any(beats(said(other, name)) for other in everyone if other != name)
        )

    return Unbeaten(cost, judged, none_beats(_clearly_on_all), none_beats(_no_worse_on_any))


def _clearly_on_all(verdicts: list[Verdict]) -> bool:
    return bool(verdicts) and all(one == Verdict.CLEARLY_BETTER for one in verdicts)


def _no_worse_on_any(verdicts: list[Verdict]) -> bool:
    no_worse = all(one in SHOWN_EQUAL or one in UP for one in verdicts)
    return no_worse and Verdict.CLEARLY_BETTER in verdicts
