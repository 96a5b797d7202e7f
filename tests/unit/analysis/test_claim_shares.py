"""Shares freed of the noise of few replications, in worlds whose truth is known."""

import math

import numpy as np
import pytest
from claim_worlds import noisy

from innosim.analysis.claim_shares import (
    Seen,
    has_own_spread,
    likely_between,
    seen,
    shares_between,
    spread_of_truth,
    wilson,
)

LIMIT = 0.5
DRAWS = 400
SEEDS = range(6)

WORLDS = {
    "even": lambda z, e: (z, 0.0 * z + 0.6),
    "shifted": lambda z, e: (z + 1.5, 0.0 * z + 0.8),
    "nothing at all": lambda z, e: (0.0 * z, 0.0 * z + 0.6),
    "often nothing": lambda z, e: (np.where(e < 1.0, 0.0, z), 0.0 * z + 0.5),
    "noisier where larger": lambda z, e: (z, 0.2 + 0.5 * np.abs(z)),
    "long tail": lambda z, e: (e - 1.0, 0.2 + 0.3 * e),
    "quiet": lambda z, e: (z, 0.0 * z + 0.02),
}
"""True differences and the noise of a draw's mean, from a normal and an exponential."""


@pytest.mark.parametrize("world", WORLDS)
def test_the_share_is_that_of_true_differences(world: str) -> None:
    """Over a few worlds of a kind the error is small on average, and smaller than that of counting where noise is large."""
    errors, counted, inside = [], [], 0
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        true, sd = WORLDS[world](random.normal(size=DRAWS), random.exponential(size=DRAWS))
        found = seen(noisy(true, sd, seed + 100))
        (share,) = shares_between(found, spread_of_truth(found), [(LIMIT, math.inf)])
        truth = float((true > LIMIT).mean())
        errors.append(share.share - truth)
        counted.append(share.counted - truth)
        inside += share.low - 0.03 <= truth <= share.high + 0.03
    assert abs(np.mean(errors)) < 0.06
    assert abs(np.mean(errors)) < abs(np.mean(counted)) + 0.03
    assert inside >= len(SEEDS) - 1


def test_noise_alone_is_no_difference() -> None:
    """Of draws that differ in nothing, counting puts a fifth beyond the limit; freed of noise hardly any is."""
    found = seen(noisy(np.zeros(DRAWS), 0.6, 0))
    (share,) = shares_between(found, spread_of_truth(found), [(LIMIT, math.inf)])
    assert share.counted > 0.15
    assert share.share < 0.05


def test_shares_of_verdicts_are_all_there_is() -> None:
    """Below, between and above add up to one, counted and freed of noise."""
    found = seen(noisy(np.random.default_rng(3).normal(size=DRAWS), 0.5, 3))
    limits = [(-math.inf, -LIMIT), (-LIMIT, LIMIT), (LIMIT, math.inf)]
    shares = shares_between(found, spread_of_truth(found), limits)
    assert sum(each.share for each in shares) == pytest.approx(1.0)
    assert sum(each.counted for each in shares) == pytest.approx(1.0)


def test_with_one_replication_shares_are_as_counted() -> None:
    """Nothing is known of the noise."""
    found = seen(noisy(np.random.default_rng(4).normal(size=DRAWS), 0.5, 4, replications=1))
    assert spread_of_truth(found) is None
    (share,) = shares_between(found, None, [(LIMIT, math.inf)])
    assert share.share == share.counted
    assert (share.low, share.high) == wilson(share.counted, DRAWS)


def test_undefined_draws_are_left_out_and_a_group_counts_alone() -> None:
    """A draw without a value has none; ``among`` counts its draws alone; so few that they have no spread of their own, with that of all."""
    differences = noisy(np.random.default_rng(5).normal(size=DRAWS), 0.4, 5)
    differences[:10, 0] = np.nan
    found = seen(differences)
    truth = spread_of_truth(found)
    likely = likely_between(found, truth, LIMIT, math.inf)
    assert np.isnan(likely[:10]).all()
    assert not np.isnan(likely[10:]).any()
    among = np.arange(DRAWS) < 60
    (share,) = shares_between(found, truth, [(LIMIT, math.inf)], among)
    assert share.n == 50
    (few,) = shares_between(found, truth, [(LIMIT, math.inf)], np.arange(DRAWS) < 25)
    assert few.n == 15
    assert not has_own_spread(few.n)
    assert few.share == pytest.approx(likely[10:25].mean())
    (none,) = shares_between(found, truth, [(LIMIT, math.inf)], np.zeros(DRAWS, dtype=np.bool_))
    assert none.n == 0
    assert math.isnan(none.share)


@pytest.mark.parametrize(
    "found",
    [
        Seen(np.zeros(50), np.zeros(50)),
        Seen(np.full(50, 2.0), np.zeros(50)),
        Seen(np.arange(5.0), np.ones(5)),
        Seen(np.full(50, np.nan), np.full(50, np.nan)),
    ],
)
def test_without_spread_or_draws_no_truth_is_made_up(found: Seen) -> None:
    """All alike, too few, or none defined: shares stay as counted."""
    assert spread_of_truth(found) is None


def test_wilson_holds_the_share() -> None:
    """At the ends too, and for any number, whole or not."""
    for share in (0.0, 0.3, 1.0):
        low, high = wilson(share, 12.5)
        assert 0.0 <= low <= share <= high <= 1.0


@pytest.mark.parametrize("shift", [-0.8, 0.8])
def test_the_share_of_a_group_is_not_drawn_towards_that_of_all(shift: float) -> None:
    """Of thirty draws unlike the others: with the spread of all their share is off by .1 to .2, always the same way; by their own it is not."""
    errors = []
    for seed in range(16):
        random = np.random.default_rng(seed)
        true = random.normal(size=DRAWS)
        group = np.arange(DRAWS) < 30
        true[group] = true[group] * 0.6 + shift
        found = seen(noisy(true, 0.8, seed + 1000))
        (share,) = shares_between(found, spread_of_truth(found), [(LIMIT, math.inf)], group)
        assert share.low <= share.share <= share.high
        errors.append(share.share - float((true[group] > LIMIT).mean()))
    assert abs(np.mean(errors)) < 0.07
