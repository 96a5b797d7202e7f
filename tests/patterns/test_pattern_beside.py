"""What the patterns rest on beside their verdicts: equal levers are equal, nothing is lost where nothing happens, a crossing lies between."""

from dataclasses import replace

import numpy as np
import pytest

from innosim.analysis.patterns import PATTERNS, chosen
from innosim.analysis.patterns.contract import crossing
from innosim.analysis.patterns.declare import PatternArm, metrics
from innosim.analysis.patterns.running import rows_of
from innosim.analysis.patterns.tolerance import _reached
from innosim.scenario.errors import ArgumentError


def test_at_the_same_levers_there_is_no_difference():
    """Two names, one regime: what P11 reads is equal, bit for bit."""
    arms = {name: PatternArm(levers={"vision": 0.1}) for name in ("one", "another")}
    twins = replace(PATTERNS["P11"], arms=arms, values={"months": 36})
    rows = rows_of(twins, 3, jobs=1)
    for name, values in rows["one"].items():
        np.testing.assert_array_equal(values, rows["another"][name])


def test_without_losses_there_is_nothing_to_lead_in():
    """Nobody is blamed for nothing: the broken setting of P7."""
    sides = {
        "contract": {"contract": 1.0, "involvement": 0.1},
        "asked": {"contract": 0.0, "involvement": 0.9},
    }
    values = {"expected_involvement": 0.8, "contract_credit": 2.0}
    arms = {name: PatternArm(levers=levers, values=values) for name, levers in sides.items()}
    rows = rows_of(replace(PATTERNS["P7"], arms=arms), 4, jobs=1)
    lead = rows["contract"]["backing_mean"] - rows["asked"]["backing_mean"]
    assert abs(lead).max() < 1e-3


def test_a_crossing_lies_between_the_amounts_around_it():
    assert crossing((0.0, 1.0, 2.0), [0.0, 0.2, -0.2]) == pytest.approx(1.5)
    assert crossing((0.0, 1.0, 2.0), [0.0, 0.2, 0.1]) == float("inf")


def test_a_level_is_reached_between_two_months():
    assert _reached(np.array([0.0, 1.0, 3.0]), 2.0) == pytest.approx(1.5)
    assert _reached(np.array([0.0, 1.0]), 2.0) == 2.0
    assert _reached(np.array([3.0]), 2.0) == 0.0


def test_what_is_read_hangs_on_no_number_of_threads():
    pattern = replace(PATTERNS["P6"], read=metrics("backing_mean", "value_per_year"))
    one, two = (rows_of(pattern, 6, jobs=jobs) for jobs in (1, 2))
    for arm in pattern.arms:
        for name in one[arm]:
            np.testing.assert_array_equal(one[arm][name], two[arm][name])


def test_patterns_are_chosen_by_name_and_a_wrong_name_is_told_the_right_one():
    assert [each.name for each in chosen(("p4", "P13B"))] == ["P4", "P13b"]
    assert len(chosen(())) == len(PATTERNS)
    with pytest.raises(ArgumentError, match="did you mean P1"):
        chosen(("P1x",))
