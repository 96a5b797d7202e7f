"""P17 (can fail): meetings alone, a contract alone, tolerance alone move no headline by its smallest effect.

On an ordinary town and on cuts alone. Booking alone is excepted for backing: it promises.
"""

import numpy as np
import pytest
from paired import side_by_side, with_levers
from towns import differences, middle, outcome, steered

from innosim.analysis.patterns.alone import P17, SET_ALONE
from innosim.analysis.patterns.judging import Holding
from innosim.analysis.patterns.study import study_pattern
from innosim.scenario.catalogue import METRICS

SETTINGS = {words.en: levers for words, levers in SET_ALONE.values()}
NOBODY_PROMISED = {place for place, each in enumerate(P17.predicted) if each.counts}


def test_a_lever_of_politics_alone_moves_no_headline_by_its_smallest_effect():
    """Measured; that it is surely under it is in docs/patterns.md's table, of more replications.

    Booking alone is the exception that shows that this can fail.
    """
    judged = study_pattern(P17, 16, jobs=2)
    for place in NOBODY_PROMISED:
        found = judged.findings[place]
        assert np.isnan(found.effect.mean) or abs(found.effect.mean) < 1.0, found
        assert found.standing is not Holding.NOT_HELD, found
    booked = [each for each in judged.findings if not each.predicted.counts]
    assert min(each.effect.high for each in booked) < -1.0


EMPTY = {"startup_months": 0, "months": 96}


@pytest.mark.parametrize("levers", SETTINGS.values(), ids=SETTINGS)
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
