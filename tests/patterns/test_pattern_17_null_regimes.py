"""P17 (can fail): meetings alone, a contract alone, tolerance alone move no headline by its smallest effect.

On an ordinary town and on cuts alone. Booking alone is excepted for backing: it promises.
"""

import numpy as np
import pytest
from paired import moved, side_by_side, with_levers
from remake_null_regimes import ALONE
from towns import differences, middle, outcome, randers, steered

from innosim.scenario.catalogue import HEADLINES, METRICS

BASES = ("routine", "shaving")
NOTHING_PROMISED = [name for name, levers in ALONE.items() if "coupling" not in levers]
BOOKED = next(name for name, levers in ALONE.items() if "coupling" in levers)


@pytest.mark.parametrize("base", BASES)
def test_a_lever_of_politics_alone_moves_no_headline_by_its_smallest_effect(base):
    """Measured; that it is surely under it is in docs/patterns.md's table, of more replications.

    Booking alone is the exception that shows that this can fail.
    """
    scenario = randers()
    regime = scenario.regimes[base]
    settings = {name: with_levers(regime, **levers) for name, levers in ALONE.items()}
    runs = side_by_side(scenario, {"": regime, **settings}, range(24))
    for name in NOTHING_PROMISED:
        for metric in HEADLINES:
            found = moved(metric, runs[name], runs[""], scenario.effects[metric])
            assert np.isnan(found.mean) or abs(found.mean) < found.smallest, (name, metric, found)
    booked = moved("backing_mean", runs[BOOKED], runs[""], scenario.effects["backing_mean"])
    assert booked.mean + 4.0 * booked.error < 0.0
    assert moved("mandate_share", runs[BOOKED], runs[""], 0.05).mean < -0.05


EMPTY = {"startup_months": 0, "months": 96}


@pytest.mark.parametrize("levers", ALONE.values(), ids=ALONE)
def test_where_nothing_is_tried_politics_have_no_way_to_any_outcome(levers):
    """Cuts alone, in a town that is empty at month 0: nothing to back, to book, to bear or to stop; bit for bit."""
    scenario = middle(**EMPTY)
    shaving = scenario.regimes["shaving"]
    found = side_by_side(scenario, {"": shaving, "it": with_levers(shaving, **levers)}, range(4))
    outcomes = [name for name, metric in METRICS.items() if metric.role == "outcome"]
    paid = {name for name in outcomes if name.startswith(("used_", "overhead_", "saved_per_used"))}
    for name in set(outcomes) - paid:
        np.testing.assert_array_equal(found["it"][name], found[""][name], err_msg=name)


NO_WAY = {
    "coupling without booking in advance and without advances": (
        {"booking_in_advance": False, "investment": False},
        {"coupling": 1.0},
    ),
    "tolerance that moves no stop and no safety": (
        {"stop_tolerance": 0.0, "safety_step": 0.0},
        {"tolerance": -1.0},
    ),
    "mystery without a question": ({}, {"mystery_months": 9.0}),
    "the same under another name": ({}, {}),
}


@pytest.mark.parametrize(("values", "levers"), NO_WAY.values(), ids=NO_WAY)
def test_a_lever_without_a_way_to_anything_changes_no_bit_of_any_table(values, levers):
    scenario = middle(months=96, **values)
    regime = scenario.regimes["routine"]
    assert not differences(outcome(scenario, regime), outcome(scenario, steered(regime, **levers)))


def test_with_their_ways_open_the_same_levers_change_something():
    """The broken setting: so that the test above can fail."""
    scenario = middle(months=96)
    routine = outcome(scenario, "routine")
    for levers in ({"coupling": 1.0}, {"tolerance": -1.0}, {"mystery_months": 9.0, "tracks": 1.0}):
        assert differences(
            routine, outcome(scenario, steered(scenario.regimes["routine"], **levers))
        )
