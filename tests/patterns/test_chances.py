"""The helper for claims about chance: it lets true claims pass and false ones fail."""

import numpy as np
import pytest
from chances import is_above, is_below, is_near, is_share_near, mean_and_error

DRAWS = np.random.default_rng(7).normal(0.2, 1.0, 400)


def test_mean_and_standard_error_are_those_of_the_textbook():
    mean, error = mean_and_error([float(n) for n in range(1, 11)])
    assert mean == 5.5
    assert error == pytest.approx(np.sqrt(55 / 6) / np.sqrt(10))


def test_a_true_claim_passes_and_a_false_one_fails():
    assert is_near(DRAWS, 0.2)
    assert not is_near(DRAWS, 0.6)
    assert is_above(DRAWS, -0.1)
    assert not is_above(DRAWS, 0.15), "true of the mean, but not surely"
    assert is_below(DRAWS, 0.5)
    assert not is_below(DRAWS, 0.25)
    assert is_share_near(540, 1_000, 0.5)
    assert not is_share_near(580, 1_000, 0.5)


def test_undefined_values_are_left_out_and_too_few_are_no_ground_for_a_claim():
    assert mean_and_error([np.nan, *range(10)]) == mean_and_error(range(10))
    with pytest.raises(AssertionError, match="only 3 values"):
        is_above([1.0, 2.0, 3.0, np.nan], 0.0)
