"""Shares freed of the noise of few replications, in worlds whose truth is known."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from claim_worlds import noisy

from innosim.analysis.claim_shares import (
    MOST_NOISE,
    ModelShare,
    Seen,
    likely_between,
    noise_of,
    seen,
    shares_between,
    spread_of_truth,
    wilson,
)
from innosim.experiment.intervals import Floats

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
        inside += share.low <= truth <= share.high
    assert abs(np.mean(errors)) < 0.06
    assert abs(np.mean(errors)) < abs(np.mean(counted)) + 0.03
    assert inside >= len(SEEDS) - 1


def _at_noise(part: float) -> float:
    """Return the noise (standard deviation) that is such a part of the variance seen where that of truth is 1."""
    return math.sqrt(part / (1.0 - part))


COVERED: dict[str, Callable[[Floats, Floats], tuple[Floats, Floats, float]]] = {
    "no noise": lambda z, u: (z, 0.0 * z + 0.02, 0.5),
    "noise .3": lambda z, u: (z, 0.0 * z + _at_noise(0.3), 0.5),
    "noise .5": lambda z, u: (z, 0.0 * z + _at_noise(0.5), 0.5),
    "noise .83, rare": lambda z, u: (z, 0.0 * z + _at_noise(0.83), 1.64),
    "noise .98, narrow": lambda z, u: (0.15 * z, 0.0 * z + 1.05, 0.2),
    "one truth": lambda z, u: (0.0 * z, 0.0 * z + 1.0, 0.2),
    "two groups": lambda z, u: (np.where(u < 0.4, 1.0, -1.0), 0.0 * z + _at_noise(0.3), 0.5),
    "noisier where larger": lambda z, u: (z, 0.2 + 0.5 * np.abs(z), 0.5),
    "six in ten exactly 0": lambda z, u: (np.where(u < 0.6, 0.0, z + 0.5), np.where(u < 0.6, 0.0, 0.7), 0.0),
    "few move, much noise": lambda z, u: (np.where(u < 0.7, 0.0, z), np.where(u < 0.7, 0.0, 2.0), 0.0),
}  # fmt: skip
"""True differences, the noise of a draw's mean, and a limit, from a normal and an even number."""


def _share_of(world: str, seed: int, draws: int) -> tuple[ModelShare, float]:
    """Return the share that is told, and the true one of endless draws."""
    random = np.random.default_rng(seed)
    true, sd, limit = COVERED[world](random.normal(size=draws), random.random(draws))
    all_true, *_ = COVERED[world](random.normal(size=100_000), random.random(100_000))
    found = seen(noisy(true, sd, seed + 1000))
    (share,) = shares_between(found, spread_of_truth(found), [(limit, math.inf)])
    return share, float((all_true > limit).mean())


def test_intervals_have_the_true_share_in_them() -> None:
    """In nine of ten made-up studies, whatever the truth and the noise, less four standard errors for so few studies: in each world, and in all together."""
    studies = 8
    covered = {}
    for world in COVERED:
        told = [_share_of(world, seed, 150) for seed in range(studies)]
        covered[world] = sum(share.low <= true <= share.high for share, true in told)
    by_luck = 4.0 * math.sqrt(0.9 * 0.1 * studies)
    assert {world: many for world, many in covered.items() if many < 0.9 * studies - by_luck} == {}
    every = studies * len(COVERED)
    assert sum(covered.values()) >= 0.9 * every - 4.0 * math.sqrt(0.9 * 0.1 * every)


def test_an_interval_is_as_wide_as_noise_makes_it() -> None:
    """Without noise it is about Wilson's; the more noise, the wider."""
    wide = []
    for world in ("no noise", "noise .3", "noise .5"):
        share, _ = _share_of(world, 1, DRAWS)
        wide.append(share.high - share.low)
        if world == "no noise":
            assert wide[0] < 1.4 * (share.counted_high - share.counted_low)
    assert wide[0] < wide[1] < wide[2] < 0.6


def test_a_limit_out_of_reach_is_beyond_no_draw() -> None:
    """Where nothing that was seen comes near the limit, the interval is about that of a count of none, or of all."""
    found = seen(noisy(np.random.default_rng(7).normal(size=100), 0.7, 7))
    none, every = shares_between(found, spread_of_truth(found), [(9.0, math.inf), (-9.0, math.inf)])
    assert none.share == 0.0
    assert none.high < 0.05
    assert every.share == 1.0
    assert every.low > 0.95


def test_exactly_nothing_is_neither_ahead_nor_behind() -> None:
    """Draws that show 0 in every replication are on neither side of 0, counted and freed of noise."""
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        true = np.where(random.random(DRAWS) < 0.6, 0.0, random.normal(size=DRAWS) + 0.5)
        found = seen(noisy(true, np.where(true == 0.0, 0.0, 0.7), seed))
        less = float(np.nextafter(0.0, -1.0))
        limits = [(0.0, math.inf), (less, 0.0), (-math.inf, less)]
        ahead, nothing, behind = shares_between(found, spread_of_truth(found), limits)
        assert ahead.share == pytest.approx((true > 0.0).mean(), abs=0.06)
        assert nothing.share == pytest.approx((true == 0.0).mean(), abs=0.01)
        assert nothing.counted == pytest.approx((true == 0.0).mean())
        assert ahead.share + nothing.share + behind.share == pytest.approx(1.0)
        assert ahead.high < 0.5


def test_what_is_alike_by_chance_is_no_point_of_mass() -> None:
    """Differences in steps are often alike in both replications; then hardly any draw is sure to have just that truth."""
    random = np.random.default_rng(0)
    steps = np.round(random.normal(size=(DRAWS, 2)) * 0.8)
    rare = np.where(random.random((DRAWS, 2)) < 0.2, random.normal(size=(DRAWS, 2)), 0.0)
    nothing = np.zeros((DRAWS, 2))
    for found, most in ((seen(steps), 0.2), (seen(rare), 0.35)):
        assert (found.noise == 0.0).mean() > 0.2
        assert found.ties[(found.difference == 0.0) & (found.noise == 0.0)].max() < most
    assert seen(np.concatenate([nothing, rare[:20]])).ties[:DRAWS].min() > 0.9


def test_where_noise_hides_it_bounds_are_told_and_what_would_do() -> None:
    """From so much noise on a share is its bounds; as many replications as would do leave less of it; one truth is not told from noise."""
    random = np.random.default_rng(2)
    true = random.normal(size=DRAWS)
    clear, hidden = seen(noisy(true, 0.5, 2)), seen(noisy(true, 1.6, 2))
    for found, bounds in ((clear, False), (hidden, True)):
        (share,) = shares_between(found, spread_of_truth(found), [(LIMIT, math.inf)])
        assert share.bounds == noise_of(found).too_much == bounds
    assert noise_of(clear).enough == 0
    told = noise_of(hidden)
    assert told.apart
    again = seen(noisy(true, 1.6 * math.sqrt(2.0 / told.enough), 3, replications=told.enough))
    assert noise_of(again).part < MOST_NOISE
    assert not noise_of(seen(noisy(np.zeros(DRAWS), 1.0, 4))).apart


def test_a_group_is_not_pulled_towards_all() -> None:
    """A group whose truth is other than that of all has its own share."""
    random = np.random.default_rng(6)
    among = np.arange(500) < 60
    true = random.normal(size=500) * 0.5 + np.where(among, 1.0, -0.5)
    found = seen(noisy(true, 0.7, 6))
    truth = spread_of_truth(found)
    (share,) = shares_between(found, truth, [(LIMIT, math.inf)], among)
    own = float((true[among] > LIMIT).mean())
    pulled = float(likely_between(found, truth, LIMIT, math.inf)[among].mean())
    assert abs(share.share - own) < abs(pulled - own)
    assert share.low <= own <= share.high


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
    """A draw without a value has none; ``among`` counts its draws alone."""
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
