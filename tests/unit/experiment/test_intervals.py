"""Intervals against known values, and zero that stays zero."""

import math

import numpy as np
import pytest

from innosim.experiment.intervals import (
    contributions,
    cut_to,
    interval,
    may_still_differ,
    paired,
    pooled_difference,
    pooled_interaction,
    pooled_ratio,
    t_quantile,
    widened,
)


def test_interval_by_hand() -> None:
    """1..5: mean 3, s = sqrt(2.5), t(.975, 4) = 2.7764451."""
    mean, low, high, n = interval([1, 2, 3, 4, 5])
    half = 2.7764451051977987 * math.sqrt(2.5 / 5)
    assert (mean, n) == (3.0, 5)
    assert (low, high) == pytest.approx((3 - half, 3 + half), rel=1e-12)


def test_undefined_is_left_out_and_shows_in_n() -> None:
    """A null replication narrows n, not the mean."""
    assert interval([1.0, math.nan, 3.0]).n == 2
    assert interval([1.0, math.nan, 3.0]).mean == 2.0
    assert math.isnan(interval([math.nan]).mean)
    assert math.isnan(interval([]).mean)


def test_one_replication_has_a_mean_and_no_interval() -> None:
    """One run says nothing of spread."""
    only = interval([4.0])
    assert only.mean == 4.0
    assert math.isnan(only.low)
    assert math.isnan(only.high)


def test_equal_values_give_exactly_zero() -> None:
    """Equal regimes differ by 0.0, not by a rounding, and the sign of zero is plain."""
    values = np.full(7, 0.1) + np.arange(7) * 0.3
    same = paired(values, values)
    assert same.difference == (0.0, 0.0, 0.0, 7)
    assert math.copysign(1.0, same.difference.mean) == 1.0
    assert same.beats == 0.5
    assert same.variance_ratio == 0.0
    assert same.zero
    assert interval([0.1] * 10).low == 0.1


def test_a_constant_shift_is_no_zero() -> None:
    """A difference without spread is still a difference."""
    assert not paired([1.0, 2.0, 4.0], [0.0, 1.0, 3.0]).zero
    assert not paired([math.nan], [math.nan]).zero


def test_beats_counts_ties_half_and_knows_the_direction() -> None:
    """Two better, one tie, one worse of four."""
    up = paired([2, 2, 1, 0], [1, 1, 1, 1])
    down = paired([2, 2, 1, 0], [1, 1, 1, 1], better="down")
    assert up.beats == 0.625
    assert down.beats == 0.375


def test_pairs_with_an_undefined_side_are_counted_out() -> None:
    """Either side may be undefined."""
    both = paired([1.0, math.nan, 3.0, 4.0], [1.0, 2.0, math.nan, 2.0])
    assert both.undefined == 2
    assert both.difference.n == 2


def test_variance_ratio_sees_pairing() -> None:
    """Independent sides give about 1, equal luck well below, opposite luck above."""
    random = np.random.default_rng(1)
    luck, noise = random.normal(size=4000), random.normal(size=4000)
    # the ratio of two sample variances of 4,000 has a standard error of about sqrt(2/4000) * 2
    assert paired(luck, noise).variance_ratio == pytest.approx(1.0, abs=0.15)
    assert paired(luck + 0.1 * noise, luck).variance_ratio < 0.02
    assert paired(-luck, luck).variance_ratio == pytest.approx(2.0, rel=1e-9)
    assert math.isnan(paired([1.0, 1.0], [2.0, 2.0]).variance_ratio)


def test_lengths_must_agree() -> None:
    """Pairs are by replication."""
    with pytest.raises(ValueError, match="3 and 2"):
        paired([1, 2, 3], [1, 2])


def test_pooled_ratio_weighs_by_denominator() -> None:
    """3 of 300 and 1 of 1 are 4 of 301."""
    assert pooled_ratio([3, 1], [300, 1]).mean == pytest.approx(4 / 301)
    assert math.isnan(pooled_ratio([0.0, 0.0], [0.0, 0.0]).mean)


def test_jackknife_of_a_mean_is_the_usual_interval() -> None:
    """With denominators of one the ratio is the mean, and the jackknife exact."""
    values = [1.0, 4.0, 2.0, 8.0]
    assert pooled_ratio(values, [1.0] * 4) == pytest.approx(interval(values), rel=1e-12)


def test_jackknife_covers() -> None:
    """Of 400 intervals about 95 % hold the true ratio (binomial se 1.1 points, so 4 se)."""
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        below = random.uniform(5, 15, 60)
        above = 0.3 * below + random.normal(0, 1, 60)
        _, low, high, _ = pooled_ratio(above, below)
        hits += low <= 0.3 <= high
    assert hits / 400 == pytest.approx(0.95, abs=0.044)


def test_pooled_difference_of_equals_is_exactly_zero() -> None:
    """Zero means zero, for ratios too."""
    above, below = [1.0, 2.0, 2.5], [3.0, 7.0, 5.0]
    assert pooled_difference(above, below, above, below) == (0.0, 0.0, 0.0, 3)


def test_t_quantile_needs_two() -> None:
    """Two values: one degree of freedom."""
    assert t_quantile(2) == pytest.approx(12.706204736, rel=1e-8)
    assert math.isnan(t_quantile(1))


def test_a_shares_interval_stays_within_its_bounds() -> None:
    """On the logit: the half-width is that of the mean over m (1 - m)."""
    values = [0.9] * 15 + [1.0] * 5
    plain, within = interval(values), interval(values, bounded=True)
    assert plain.mean == within.mean == pytest.approx(0.925)
    half = (plain.mean - plain.low) / (0.925 * 0.075)
    logit = math.log(0.925 / 0.075)
    assert within.low == pytest.approx(1 / (1 + math.exp(half - logit)))
    assert within.high == pytest.approx(1 / (1 + math.exp(-half - logit)))
    assert 0.0 < within.low < within.high < 1.0


@pytest.mark.parametrize("n", [10, 40, 200])
def test_where_all_runs_are_at_an_end_the_interval_is_wilsons(n: int) -> None:
    z2 = 1.959963984540054**2
    assert interval([1.0] * n, bounded=True)[1:3] == (pytest.approx(n / (n + z2)), 1.0)
    assert interval([0.0] * n, bounded=True)[1:3] == (0.0, pytest.approx(z2 / (n + z2)))
    assert may_still_differ(n) == pytest.approx(z2 / (n + z2))


def test_equal_values_are_no_certainty_on_a_grid() -> None:
    found = paired([2.0] * 12, [1.0] * 12, grid=0.5)
    assert (found.difference.low, found.difference.high) == (0.75, 1.25)
    wide = paired([0.0, 10.0] * 6, [0.0] * 12, grid=0.5)
    assert wide.difference == paired([0.0, 10.0] * 6, [0.0] * 12).difference


def test_contributions_have_the_pooled_ratio_as_their_mean() -> None:
    above, below = [1.0, 4.0, 2.0, math.nan], [2.0, 5.0, 9.0, 1.0]
    found = contributions(above, below)
    assert np.nanmean(found) == pytest.approx(7.0 / 16.0)
    assert math.isnan(found[3])
    assert found[0] == pytest.approx(7 / 16 + (1.0 - 2.0 * 7 / 16) / (16 / 3))


def test_an_interaction_is_the_difference_of_two_differences() -> None:
    rng = np.random.default_rng(5)
    ratios = [rng.uniform(1, 2, size=12) for _ in range(8)]
    found = pooled_interaction(ratios[:4], ratios[4:])

    def statistic(keep: np.ndarray) -> float:
        a, b, c, d, e, f, g, h = (each[keep].sum() for each in ratios)
        return (a / b - c / d) - (e / f - g / h)

    whole = np.ones(12, bool)
    assert found.mean == pytest.approx(statistic(whole))
    left = np.array([statistic(np.arange(12) != place) for place in range(12)])
    half = 2.200985 * math.sqrt(11 / 12 * ((left - left.mean()) ** 2).sum())
    assert found.high - found.mean == pytest.approx(half, rel=1e-5)


def test_widened_holds_for_so_many_at_once() -> None:
    found = interval([1.0, 2.0, 3.0, 4.0])
    assert widened(found, 1) == found
    wide = widened(found, 15)
    assert (wide.high - wide.mean) / (found.high - found.mean) == pytest.approx(8.575172 / 3.182446)


def test_a_difference_of_shares_stays_between_minus_one_and_one() -> None:
    """Cut at what can be, and nowhere else: the end that lies inside is the paired one."""
    ours, theirs = [1.0] * 9 + [0.2], [0.0] * 9 + [0.4]
    free, within = paired(ours, theirs).difference, paired(ours, theirs, bounds=(-1, 1)).difference
    assert free.high > 1.0
    assert within == (free.mean, free.low, 1.0, 10)
    assert cut_to(free._replace(mean=3.0), (-1, 1)).high == free.high  # no share at all
    assert paired([5.0, 9.0, 20.0], [0.0] * 3, bounds=(-1, 1)) == paired([5.0, 9.0, 20.0], [0.0] * 3)  # fmt: skip


@pytest.mark.parametrize(("ours", "mean"), [(1.0, 0.5), (0.5, 0.0), (0.0, -0.5)])
@pytest.mark.parametrize("n", [10, 200])
def test_shares_that_differ_alike_in_all_runs_leave_room_for_those_that_may_not(
    ours: float, mean: float, n: int
) -> None:
    rest = may_still_differ(n)
    found = paired([ours] * n, [0.5] * n, bounds=(-1.0, 1.0), grid=0.001).difference
    assert found.mean == mean
    assert found.low == pytest.approx(mean - rest * (mean + 1.0))
    assert found.high == pytest.approx(mean + rest * (1.0 - mean))
    top = paired([1.0] * n, [0.0] * n, bounds=(-1.0, 1.0)).difference
    assert (top.low, top.high) == (pytest.approx(1.0 - 2.0 * rest), 1.0)
    assert pooled_difference([ours] * n, [1] * n, [0.5] * n, [1] * n, bounds=(-1, 1)) == (
        pytest.approx(tuple(paired([ours] * n, [0.5] * n, bounds=(-1, 1)).difference))
    )


def test_pooled_ratios_that_do_not_vary_are_no_certainty_on_a_grid() -> None:
    ones, halves = [1.0] * 12, [2.0] * 12
    level = pooled_ratio(ones, halves, grid=0.5)
    assert (level.low, level.high) == (0.25, 0.75)
    apart = pooled_difference(ones, ones, ones, halves, grid=0.5)
    assert (apart.mean, apart.low, apart.high) == (0.5, 0.25, 0.75)
    both = pooled_interaction((ones, ones, ones, halves), (ones, halves, ones, ones), grid=1.0)
    assert (both.mean, both.low, both.high) == (1.0, 0.5, 1.5)
    wide = pooled_ratio([0.0, 10.0] * 6, ones, grid=0.5)
    assert wide == pooled_ratio([0.0, 10.0] * 6, ones)


def test_of_many_statements_at_once_more_runs_may_still_differ() -> None:
    """Bonferroni, as of an interval: 15 statements at 1 - .05 / 15 each, z = 2.9352."""
    assert may_still_differ(40, 1) == may_still_differ(40)
    assert may_still_differ(40, 15) == pytest.approx(2.935199**2 / (40 + 2.935199**2), rel=1e-5)
