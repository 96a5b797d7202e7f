"""The factor that meets a target: on functions whose roots are known."""

import pytest

from innosim.experiment.secant import MOST_TRIES, WITHIN, Ending, meet


@pytest.mark.parametrize(
    ("value", "target", "factor"),
    [
        (lambda k: 5.0 * k, 20.0, 4.0),
        (lambda k: 5.0 * k, 1.0, 0.2),
        (lambda k: 8.0 + 2.0 * k, 30.0, 11.0),
        (lambda k: 8.0 + 2.0 * k, 9.0, 0.5),
        (lambda k: 10.0 * k / (1.0 + k), 9.0, 9.0),
        (lambda k: 3.0 * k * k, 75.0, 5.0),
    ],
)
def test_a_known_root_is_found_within_three_per_cent(value, target, factor) -> None:
    tried = []
    found = meet(lambda k: tried.append(k) or value(k), target, 100.0)
    assert found.ending == Ending.MET
    assert abs(found.value - target) <= WITHIN * target
    assert found.factor == pytest.approx(factor, rel=0.3)
    assert found.value == value(found.factor)
    assert len(tried) < 10


def test_what_meets_the_target_as_it_is_stays_as_it_is() -> None:
    assert meet(lambda k: 10.0 + k, 11.2, 100.0) == (1.0, 11.0, Ending.MET)


@pytest.mark.parametrize(("target", "value"), [(11.0, 10.0), (14.0, 15.0), (12.5, 10.0)])
def test_over_a_step_the_nearer_side_is_taken(target, value) -> None:
    """10 up to half the setting, 15 beyond it."""
    tried = []
    found = meet(lambda k: tried.append(k) or (10.0 if k < 0.5 else 15.0), target, 100.0)
    assert (found.value, found.ending) == (value, Ending.STEP)
    assert found.factor == pytest.approx(0.5, abs=0.01)
    assert len(tried) <= MOST_TRIES


def test_a_hair_above_nothing_is_a_step_too() -> None:
    found = meet(lambda k: 0.0 if k == 0.0 else 4.0 + k, 1.0, 100.0)
    assert (found.factor, found.ending) == (0.0, Ending.STEP)


def test_out_of_reach_is_told_with_how_far_it_got() -> None:
    assert meet(lambda k: 8.0 + k, 5.0, 100.0) == (0.0, 8.0, Ending.TOO_HIGH)
    found = meet(lambda k: 8.0 + k, 50.0, 12.0)
    assert found == (12.0, 20.0, Ending.TOO_LOW)


def test_what_does_not_grow_ends() -> None:
    found = meet(lambda _: 8.0, 50.0, 1e9)
    assert found.ending == Ending.TOO_LOW
