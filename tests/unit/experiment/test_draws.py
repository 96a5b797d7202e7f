"""Draws are keyed by number and name, within plausible ranges, and cross the same door as a file."""

import dataclasses

import numpy as np
import pytest

from innosim.experiment.design import setting_of
from innosim.experiment.draws import (
    ORDERED,
    SEED_FIELD,
    at_place,
    declared,
    draw_seed,
    drawn,
    full_field,
    in_order,
    overrides,
    span,
    uncertain,
    value_at,
)
from innosim.experiment.study import make_study, points_of
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.reader import load
from innosim.scenario.varying import Range

RANDERS = load("randers")


def test_a_draw_is_the_same_among_few_and_many() -> None:
    """It hangs on its number alone; another number is another model with another seed."""
    assert drawn(RANDERS, 7) == drawn(RANDERS, 7)
    one, other = drawn(RANDERS, 7), drawn(RANDERS, 8)
    assert one.keys() == other.keys()
    assert one[SEED_FIELD] != other[SEED_FIELD]
    assert draw_seed(2014, 7) != draw_seed(2015, 7)


def test_values_lie_in_their_ranges_and_fill_them() -> None:
    """From one end to the other, whole where they are counted."""
    for parameter in uncertain(RANDERS):
        low, high = span(RANDERS, parameter)
        ends = [value_at(RANDERS, parameter, u) for u in (1e-9, 1.0 - 1e-9)]
        assert ends == pytest.approx([low, high], abs=1e-6 * max(1.0, high - low))
        assert declared(full_field(parameter)) is parameter


def test_a_pressure_that_changes_is_what_is_asked_and_stays() -> None:
    """Only a constant one is drawn."""
    names = {each.name for each in uncertain(load("pressure-shock"))}
    assert PRESSURE.name not in names
    assert PRESSURE.name in {each.name for each in uncertain(RANDERS)}


def test_points_have_the_draws_values_and_their_own_seeds() -> None:
    """Laid over the scenario they are what a file with these fields would be, and a study leaves the seeds apart."""
    settings = [drawn(RANDERS, draw) for draw in range(2)]
    points = points_of(RANDERS, settings)
    plan = make_study(RANDERS, points, regimes=("framed",))
    for setting, point in zip(settings, plan.points, strict=True):
        assert point.scenario is not None
        again = load("randers", overrides(setting))
        assert dict(point.scenario.values) == dict(again.values)
        assert point.scenario.pressure == again.pressure
        assert point.scenario.values["seed"] == setting[SEED_FIELD]
    own = dataclasses.replace(points[0], varied={})
    held = make_study(RANDERS, [own], regimes=("framed",)).points[0].scenario
    assert held is not None
    assert held.values["seed"] == RANDERS.values["seed"]


def test_no_draw_breaks_the_joint_rule() -> None:
    """A village's limits overlap: a draw over the rule is at it, all others stay as they were, and every draw is a model."""
    village = load("village")
    ((lesser, greater),) = ORDERED
    settings = [drawn(village, draw) for draw in range(200)]
    at_it = [each for each in settings if each[lesser] == each[greater]]
    assert 5 <= len(at_it) <= 30
    assert all(each[lesser] <= each[greater] for each in settings)
    assert not [each for each in points_of(village, settings) if each.failure]
    own = village.values["unit_limit"], village.values["council_limit"]
    assert in_order(village, {lesser: 3.0, greater: 2.5}) == {lesser: 2.5, greater: 2.5}
    assert in_order(village, {lesser: 9.0}) == {lesser: own[1]}
    assert in_order(village, {greater: 0.5}) == {greater: own[0]}
    assert in_order(village, {lesser: 3.0}) == {lesser: 3.0}


def test_further_up_a_range_is_more() -> None:
    """Of yes and no, which is not more; of whole numbers, each of as much of the range, below zero too; as a sample of a study has it."""
    places = [0.05, 0.35, 0.65, 0.95]
    assert [at_place(0.0, 1.0, place, bool) for place in places] == [False, False, True, True]
    assert [at_place(-2.0, 1.0, place, int) for place in places] == [-2, -1, 0, 1]
    assert at_place(2.0, 6.0, 0.25, float) == 3.0
    ranges = [Range("switches.elections", 0.0, 1.0), Range("municipality.units", 3.0, 6.0)]
    for place in places:
        setting = setting_of(ranges, np.full(2, place))
        assert setting["switches.elections"] == at_place(0.0, 1.0, place, bool)
        assert setting["municipality.units"] == at_place(3.0, 6.0, place, int)
