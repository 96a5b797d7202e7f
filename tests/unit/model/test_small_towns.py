"""What a small town has is small too: an office with less time a month than a case takes judges all the same."""

import pytest
from towns import free, lived, village

from innosim.scenario.catalogue.codes import DECIDERS, SORTING


def test_sorting_staff_of_a_small_town_judge_what_their_hours_are_enough_for():
    """.5 per 1,000 of 120 staff are .06 FTE, 7.5 hours a month; a case takes 10, so three are judged in four months."""
    town = village(months=144, startup_months=0, shelf_returns=0)
    run = lived(town, free(sorting_staff=0.5))
    counts = run.tables(ideas=True)["gates"]
    judged = int(counts["judged"][counts["decider"] == SORTING].sum())
    month = run.tables(ideas=True)["indicators"]
    assert float(run.town.levers["sorting_hours"][0]) == pytest.approx(7.5)
    assert 0 < judged <= 144 * 7.5 / 10 + 1
    paid = float(month["hours_lever_staff"].sum())
    assert paid == pytest.approx(10.0 * judged, abs=10.0), (
        "all hours paid for went to cases, or returned"
    )
    assert len(DECIDERS) > SORTING
