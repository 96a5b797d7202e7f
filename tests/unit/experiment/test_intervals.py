"""Intervals against known values, and zero that stays zero."""

import math

import numpy as np
import pytest

from innosim.experiment.intervals import (
    interval,
    paired,
    pooled_difference,
    pooled_ratio,
    t_quantile,
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
