"""How often what is said is false where the truth is known: at most one in twenty, whatever is measured and however many runs.

A rate of 5 % in so many worlds has a standard error; four of them lie between the promise and the line. What this finds is a verdict that is
false in a tenth of all cases, and it found a quarter to a half: of unequal words, and of stars.
"""

import math
from collections import Counter
from collections.abc import Set as AbstractSet

import numpy as np
import pytest
from worlds import KINDS, rates

from innosim.analysis.verdicts import DOWN, UP, Verdict

WORLDS = 150
MOST = 0.05 + 4.0 * math.sqrt(0.05 * 0.95 / WORLDS)
ALL_KINDS = pytest.mark.parametrize("kind", KINDS)
RUNS = pytest.mark.parametrize("n", [10, 40, 200])


def share(found: Counter[Verdict], verdicts: AbstractSet[Verdict]) -> float:
    return sum(found[verdict] for verdict in verdicts) / found.total()


@ALL_KINDS
@RUNS
def test_of_two_that_are_alike_none_is_better(kind: str, n: int) -> None:
    """Other seeds of the same regime, and the least effect that can be asked for: any at all."""
    draw, _ = KINDS[kind]
    alone, both = rates(draw, n, WORLDS, effects=(0.0, 0.0), sesoi=0.0)
    assert share(alone, UP | DOWN) <= MOST
    assert share(both, UP | DOWN) <= MOST
    assert share(both, {Verdict.DEPENDS}) <= MOST


@ALL_KINDS
@RUNS
def test_without_an_interaction_nothing_depends_on_who_pays(kind: str, n: int) -> None:
    """One is better by as much in both modes; the words of the modes then differ often."""
    draw, size = KINDS[kind]
    _, both = rates(draw, n, WORLDS, effects=(size, size), sesoi=size / 4.0, seed=1)
    assert share(both, {Verdict.DEPENDS}) <= MOST
    less_is_better = draw(np.random.default_rng(0), np.zeros(1), 0.0).metric.better == "down"
    assert share(both, UP if less_is_better else DOWN) <= MOST


@ALL_KINDS
@RUNS
def test_what_matters_is_not_called_too_little(kind: str, n: int) -> None:
    """A difference of just the smallest effect, in both modes and in one of them."""
    draw, size = KINDS[kind]
    alone, both = rates(draw, n, WORLDS, effects=(size, size), sesoi=size, seed=2)
    assert share(alone, {Verdict.NEGLIGIBLE}) <= MOST
    assert share(both, {Verdict.NEGLIGIBLE}) <= MOST
    _, one = rates(draw, n, WORLDS, effects=(size, 0.0), sesoi=size, seed=3)
    assert share(one, {Verdict.NEGLIGIBLE}) <= MOST


def test_what_is_there_is_found() -> None:
    """The rates above are not those of one who never says anything."""
    draw, size = KINDS["mean"]
    alone, both = rates(draw, 40, 40, effects=(3 * size, 3 * size), sesoi=size)
    assert share(alone, {Verdict.CLEARLY_BETTER}) > 0.9
    assert share(both, {Verdict.CLEARLY_BETTER}) > 0.9
    _, apart = rates(draw, 40, 40, effects=(2 * size, -2 * size), sesoi=size)
    assert share(apart, {Verdict.DEPENDS}) > 0.9
    level, _ = rates(draw, 200, 40, effects=(0.0, 0.0), sesoi=size)
    assert share(level, {Verdict.NEGLIGIBLE}) > 0.9


def test_without_a_smallest_effect_only_opposed_modes_depend() -> None:
    """A large interaction with one direction is no dependence where nobody said what matters."""
    draw, size = KINDS["mean"]
    _, same = rates(draw, 40, 40, effects=(6 * size, 2 * size), sesoi=None)
    assert share(same, {Verdict.DEPENDS}) == 0.0
    _, one = rates(draw, 40, 40, effects=(6 * size, 0.0), sesoi=None)
    assert share(one, {Verdict.DEPENDS}) <= MOST
    _, opposed = rates(draw, 40, 40, effects=(6 * size, -6 * size), sesoi=None)
    assert share(opposed, {Verdict.DEPENDS}) > 0.9
