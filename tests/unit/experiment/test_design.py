"""Designs: grids and samples, in an order and with values that depend on nothing but what was asked for."""

import numpy as np
import pytest

from innosim.experiment.design import METHODS, design_of, morris, uncertain_ranges
from innosim.experiment.errors import PlanError
from innosim.experiment.screening import trajectories
from innosim.scenario.reader import load
from innosim.scenario.sampling import read_sample
from innosim.scenario.varying import read_typed

BASE = load("village")


def test_several_fields_cross_the_last_changing_fastest() -> None:
    design = design_of(read_typed(["pressure=0,0.01", "elections=true,false"]), BASE)
    taken = [tuple(each.values()) for each in design.settings]
    assert taken == [(0.0, True), (0.0, False), (0.01, True), (0.01, False)]
    assert design.names == ("uncertainties.pressure", "switches.elections")
    assert design.sampled == ()


def test_linked_fields_are_walked_together() -> None:
    design = design_of(read_typed(["pressure=0,0.01", "staff=120,130"]), BASE, linked=True)
    assert [tuple(each.values()) for each in design.settings] == [(0.0, 120), (0.01, 130)]
    with pytest.raises(PlanError, match=r"uncertainties\.pressure has 2, municipality\.staff has 1"):  # fmt: skip
        design_of(read_typed(["pressure=0,0.01", "staff=120"]), BASE, linked=True)


def test_too_many_points_are_refused_before_they_are_made() -> None:
    with pytest.raises(PlanError, match="1,000,000 points are more than 100,000"):
        design_of(read_typed(["pressure=0:0.02:1000", "publicity=0:1:1000"]), BASE)


@pytest.mark.parametrize(("method", "points"), [("lhs", 8), ("sobol", 8), ("morris", 8)])
def test_a_sample_is_the_same_each_time_and_within_its_ranges(method: str, points: int) -> None:
    sample = read_sample(method, {"memo_sd": [0.3, 0.8], "units": [3, 6], "elections": None}, points)  # fmt: skip
    one, other = (design_of((), BASE, sample=sample, linked=each) for each in (False, True))
    assert one.settings == other.settings
    assert len(one.settings) == points
    for each in one.settings:
        assert 0.3 <= each["relationships.memo_sd"] <= 0.8
        assert each["municipality.units"] in range(3, 7)
        assert isinstance(each["switches.elections"], bool)
    assert one.sampled == one.names


def test_a_latin_hypercube_has_one_point_in_each_step() -> None:
    found = METHODS["lhs"](10, 3, 1)
    for column in found.T:
        assert sorted(np.floor(column * 10).astype(int)) == list(range(10))


def test_along_a_trajectory_one_field_changes_at_a_step() -> None:
    found = morris(12, 3, 1)
    for start in range(0, len(found), 4):
        changed = (np.diff(found[start : start + 4], axis=0) != 0.0).sum(axis=1)
        assert changed.tolist() == [1, 1, 1]
    with pytest.raises(PlanError, match="one trajectory through 3 fields takes 4"):
        morris(3, 3, 1)
    assert not np.array_equal(found, morris(12, 3, 2)), "a sample hangs on the seed"
    np.testing.assert_array_equal(found, trajectories(["1/0", "1/1", "1/2"], 3).rows())


def test_a_sample_crosses_with_what_is_varied() -> None:
    sample = read_sample("lhs", ["memo_sd"], 3)
    design = design_of(read_typed(["pressure=0,0.01"]), BASE, sample=sample)
    assert len(design.settings) == 6
    assert design.sampled == ("relationships.memo_sd",)
    with pytest.raises(PlanError, match="is both varied and sampled"):
        design_of(read_typed(["memo_sd=0.5"]), BASE, sample=sample)


def test_all_that_is_uncertain_is_around_the_scenario_s_own_values() -> None:
    ranges = {each.name: each for each in uncertain_ranges(BASE)}
    assert len(ranges) > 200
    assert "municipality.staff" not in ranges
    # the village's limit is not Randers', and is unsure around its own
    limit = ranges["relationships.unit_limit"]
    assert limit.low < 2.0 < limit.high
