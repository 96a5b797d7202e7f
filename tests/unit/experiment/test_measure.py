"""What is said of a metric's replications is said of those, and of that quantity, that its mean is of."""

from collections.abc import Sequence

import numpy as np
import pytest

from innosim.experiment.measure import Measure, interaction, measure_of, together

NAN = float("nan")
TOWN = {"months": 144, "staff": 8500}


def conversion(operated: Sequence[float], sparked: Sequence[float]) -> Measure:
    above, below = np.array(operated), np.array(sparked)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(below > 0.0, above / below, NAN)
    return measure_of(
        "conversion",
        {"conversion": ratio, "operated_in_time": above, "sparked_in_time": below}.__getitem__,
        TOWN,
    )


def test_runs_in_which_a_ratio_is_undefined_count_in_nothing() -> None:
    """Six runs without an idea say nothing of who is ahead, of how sure that is, or of what pairing is worth."""
    ours, theirs = [3.0, 4.0, 2.0, 5.0], [4.0, 1.0, 1.0, 2.0]
    sparked = [6.0, 5.0, 7.0, 8.0]
    known = conversion(ours, sparked).against(conversion(theirs, sparked))
    none = [0.0] * 6
    more = conversion(ours + none, sparked + none).against(
        conversion(theirs + [1.0] * 6, sparked + [9.0] * 6)
    )
    assert more.undefined == 6
    assert more._replace(undefined=0) == known
    assert known.difference.n == 4
    level = conversion(ours + none, sparked + none)
    assert level.interval == conversion(ours, sparked).interval
    assert np.isnan(level.contributions[4:]).all()


def test_contributions_of_a_pair_have_the_difference_as_their_mean() -> None:
    """Also where the other is undefined in a run of its own: both are then of the runs they share."""
    one = conversion([3.0, 4.0, 2.0, 5.0], [6.0, 5.0, 7.0, 8.0])
    other = conversion([4.0, 0.0, 1.0, 2.0], [9.0, 0.0, 7.0, 3.0])
    shared = together((one, other))
    gaps = shared[0].contributions - shared[1].contributions
    found = one.against(other)
    assert found.difference.mean == pytest.approx(gaps.mean())
    assert found.beats == np.mean(gaps > 0)


def test_a_ratio_of_counts_has_a_step() -> None:
    """One idea of five: no half-width is under a tenth."""
    found = conversion([2.0] * 12, [5.0] * 12)
    assert found.grid == pytest.approx(0.2)
    assert found.interval.high - found.interval.mean > 0.1 - 1e-12
    other = conversion([1.0] * 12, [5.0] * 12)
    apart = found.against(other).difference
    assert apart.high - apart.low >= 0.2


def test_the_step_of_an_interaction_is_that_of_two_differences() -> None:
    months = np.full(12, 36.0)
    made = [
        measure_of("throughput_per_year", lambda _, each=each: months + each, TOWN)
        for each in (3.0, 2.0, 1.0, 1.0)
    ]
    grid = made[0].grid
    found = interaction((made[0], made[1]), (made[2], made[3]))
    assert (found.mean, found.low, found.high) == pytest.approx((1.0, 1.0 - grid, 1.0 + grid))
