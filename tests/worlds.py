"""Worlds of known truth: runs of two regimes in two cost modes, drawn anew under each seed, and what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from innosim.analysis.compare import pair
from innosim.analysis.verdicts import (
    Difference,
    Overall,
    Verdict,
    is_material,
    overall,
    verdict_on,
)
from innosim.experiment.intervals import Floats
from innosim.experiment.measure import Measure, interaction, measure_of

TOWN = {"months": 144, "staff": 8500}
Draw = Callable[[np.random.Generator, Floats, float], Measure]
"""Runs of one regime in one mode: from chance, the luck that all share (uniform, one a run), and the regime's effect."""


@dataclass(frozen=True)
class Said:
    """The verdict of each mode, and that over both."""

    modes: tuple[Verdict, ...]
    both: Overall


def judged(one: tuple[Measure, ...], other: tuple[Measure, ...], sesoi: float | None) -> Said:
    """What is said of two regimes, each in the same cost modes."""
    better = one[0].metric.better or "up"
    modes = tuple(
        verdict_on(pair(a, b).difference, better, sesoi) for a, b in zip(one, other, strict=True)
    )
    mean, low, high, n = interaction((one[1], other[1]), (one[0], other[0]))
    apart = Difference(n, mean, low, high, zero=False)
    return Said(modes, overall(modes, material=is_material(apart, sesoi)))


def rates(
    draw: Draw,
    n: int,
    worlds: int,
    *,
    effects: tuple[float, float],
    sesoi: float | None,
    seed: int = 0,
) -> tuple[Counter[Verdict], Counter[Verdict]]:
    """How often each verdict falls, in the first mode and over both; ``effects`` are the first regime's in the two modes."""
    alone: Counter[Verdict] = Counter()
    both: Counter[Verdict] = Counter()
    for world in range(worlds):
        chance = np.random.default_rng([seed, n, world])
        luck = chance.uniform(size=n)
        one = tuple(draw(chance, luck, effect) for effect in effects)
        other = tuple(draw(chance, luck, 0.0) for _ in effects)
        said = judged(one, other, sesoi)
        alone[said.modes[0]] += 1
        both[said.both.verdict] += 1
    return alone, both


def _mean(values: Floats) -> Measure:
    return measure_of("value_per_year", lambda _: values, TOWN)


def bell(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A mean of values that are about normal: half of the variance is luck that all share."""
    return _mean(5.0 + effect + 3.46 * (luck - 0.5) + chance.normal(size=luck.size))


def skewed(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A mean of values with a long tail to the right, as money has."""
    return _mean(effect + luck + chance.gamma(2.0, 1.0, luck.size))


def months(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A share of 144 months near its upper end: nine in ten on average, and many runs with all of them."""
    share = chance.beta(5.0 * (0.9 + effect), 5.0 * (0.1 - effect), luck.size)
    held = np.round(share * 144.0) / 144.0
    return measure_of("support_majority_share", lambda _: held, TOWN)


def elections(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A share of three elections lost: one in seven."""
    lost = chance.binomial(3, 0.15 + effect, luck.size) / 3.0
    return measure_of("power_lost", lambda _: lost, TOWN)


def per_krone(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A pooled ratio of money: a fifth of what is spent is lost, more of it in large runs, in some nothing is spent."""
    spent = chance.gamma(3.0, 3.0, luck.size) * (chance.uniform(size=luck.size) > 0.05)
    lost = spent * np.maximum(
        0.0, 0.2 + effect + 0.1 * (luck - 0.5) + chance.normal(0.0, 0.05, luck.size)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(spent > 0.0, lost / spent, np.nan)
    columns = {"failure_cost_share": share, "failed_mdkk": lost, "spent_on_ideas_mdkk": spent}
    return measure_of("failure_cost_share", columns.__getitem__, TOWN)


def of_ideas(chance: np.random.Generator, luck: Floats, effect: float) -> Measure:
    """A pooled ratio of counts: of some six ideas a run a third, in few runs none at all."""
    sparked = chance.poisson(3.0 + 6.0 * luck).astype(np.float64)
    operated = chance.binomial(sparked.astype(int), 0.33 + effect).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(sparked > 0.0, operated / sparked, np.nan)
    columns = {"conversion": share, "operated_in_time": operated, "sparked_in_time": sparked}
    return measure_of("conversion", columns.__getitem__, TOWN)


KINDS: dict[str, tuple[Draw, float]] = {
    "mean": (bell, 1.0),
    "skewed mean": (skewed, 1.0),
    "share of months": (months, 0.05),
    "share of elections": (elections, 0.15),
    "ratio of money": (per_krone, 0.03),
    "ratio of counts": (of_ideas, 0.1),
}
"""What is measured, with a size that may matter: of the order of what ten runs can tell."""
