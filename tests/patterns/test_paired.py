"""What the scripts of the docs say of two settings: means and errors from known numbers, and on which side of the smallest effect."""

import numpy as np
import pytest
from pages import between
from paired import Moved, level, moved
from remake_levers import HEADLINES, standing

from innosim.scenario.catalogue import METRICS

RATIO = next(name for name, metric in METRICS.items() if metric.ratio and metric.role == "outcome")


def test_a_mean_is_paired_and_leaves_out_what_has_no_value():
    one = {"value_per_year": np.array([3.0, 5.0, np.nan, 9.0])}
    other = {"value_per_year": np.array([1.0, 2.0, 3.0, 5.0])}
    found = moved("value_per_year", one, other, 1.0)
    assert found.mean == pytest.approx(3.0)
    assert found.error == pytest.approx(1.0 / np.sqrt(3.0))
    assert level("value_per_year", one) == pytest.approx(17.0 / 3.0)


def test_a_ratio_is_pooled_and_its_error_the_jackknifes():
    above, below = METRICS[RATIO].ratio
    one = {above: np.array([1.0, 2.0, 6.0]), below: np.array([2.0, 4.0, 6.0])}
    nothing = {above: np.zeros(3), below: np.ones(3)}
    found = moved(RATIO, one, nothing, 0.1)
    assert found.mean == pytest.approx(9.0 / 12.0)
    left_out = np.array([8.0 / 10.0, 7.0 / 8.0, 3.0 / 6.0])
    by_hand = np.sqrt(2.0 / 3.0 * ((left_out - left_out.mean()) ** 2).sum())
    assert found.error == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("mean", "error", "words", "where"),
    [
        (0.0, 0.0, "0", "none"),
        (-2.0, 0.25, "**-2.00 ± 0.25**", "moves"),
        (0.25, 0.25, "+0.25 ± 0.25", "none"),
        (1.0, 0.25, "+1.00 ± 0.25 ?", "open"),
    ],
)
def test_it_is_said_on_which_side_of_the_smallest_effect_a_difference_lies(
    mean, error, words, where
):
    found = Moved(mean, error, 1.0)
    assert str(found) == words
    assert standing([found, *[Moved(0.0, 0.0, 1.0)] * (len(HEADLINES) - 1)]) == where


def test_no_value_is_a_dash_and_decides_nothing():
    found = Moved(float("nan"), float("nan"), 1.0)
    assert str(found) == "-"
    assert not found.reaches
    assert not found.under


def test_only_what_stands_between_the_marks_is_replaced():
    page = "before <!-- it -->\nold\n<!-- /it --> after"
    assert between(page, "it", "new") == "before <!-- it -->\nnew\n<!-- /it --> after"
    with pytest.raises(ValueError, match="no <!-- other -->"):
        between(page, "other", "new")
