"""Verdicts on differences of known truth, in each direction, and what two cost modes allow together."""

import math
from dataclasses import replace
from itertools import product

import pytest

from innosim.analysis.verdicts import (
    DOWN,
    UP,
    Difference,
    Verdict,
    is_material,
    overall,
    turned,
    verdict_on,
)

V = Verdict
ONE_MODE = tuple(verdict for verdict in V if verdict != V.DEPENDS)
"""What one cost mode alone can say."""

SCALE = (
    # mean, half-width, smallest effect, verdict where up is better
    (5.0, 1.0, 2.0, V.CLEARLY_BETTER),
    (3.0, 1.0, 2.0, V.BETTER),  # touches what may be too little: low is 2.0, not beyond
    (2.0, 1.0, 2.0, V.BETTER),
    (0.5, 1.0, 2.0, V.NEGLIGIBLE),
    (0.5, 1.0, 1.0, V.UNDECIDED),
    (0.0, 1.0, 1.0, V.NEGLIGIBLE),
    (0.01, 0.005, 1.0, V.NEGLIGIBLE),  # certain, and too little to matter
    (0.01, 0.005, 0.0, V.CLEARLY_BETTER),  # everything matters
    (0.0, 0.1, 0.0, V.UNDECIDED),
)


def found(mean: float, half: float, n: int = 20) -> Difference:
    return Difference(n, mean, mean - half, mean + half, zero=False)


@pytest.mark.parametrize(("mean", "half", "sesoi", "verdict"), SCALE)
def test_the_scale_in_both_directions(
    mean: float, half: float, sesoi: float, verdict: Verdict
) -> None:
    assert verdict_on(found(mean, half), "up", sesoi) == verdict
    assert verdict_on(found(-mean, half), "down", sesoi) == verdict
    assert verdict_on(found(-mean, half), "up", sesoi) == turned(verdict)
    assert verdict_on(found(mean, half), "down", sesoi) == turned(verdict)


def test_without_a_better_direction_it_is_higher_or_lower() -> None:
    assert verdict_on(found(5, 1), "", None) == V.HIGHER
    assert verdict_on(found(-5, 1), "", 2.0) == V.LOWER
    assert verdict_on(found(-0.5, 1), "", 2.0) == V.NEGLIGIBLE


def test_without_a_smallest_effect_nothing_is_clear() -> None:
    assert verdict_on(found(5, 1), "up", None) == V.BETTER
    assert verdict_on(found(-5, 1), "up", None) == V.WORSE


def test_equal_by_construction_is_not_equal_by_luck() -> None:
    alike = Difference(20, 0.0, 0.0, 0.0, zero=True)
    assert verdict_on(alike, "up", 1.0) == V.SAME
    assert verdict_on(Difference(20, 0.0, 0.0, 0.0, zero=True, equal=True), "up", 1.0) == V.ZERO
    assert (
        verdict_on(Difference(1, 0.0, math.nan, math.nan, zero=True, equal=True), "up", 1.0)
        == V.ZERO
    )


@pytest.mark.parametrize("n", [1, 2, 9])
def test_no_verdict_under_ten_replications(n: int) -> None:
    assert verdict_on(found(5, 0.1, n), "up", 1.0) == V.TOO_FEW
    assert verdict_on(Difference(n, 0.0, 0.0, 0.0, zero=True), "up", 1.0) == V.TOO_FEW
    assert verdict_on(found(5, 0.1, 10), "up", 1.0) == V.CLEARLY_BETTER


def test_no_pair_is_undefined_even_of_equal_levers() -> None:
    none = Difference(0, math.nan, math.nan, math.nan, zero=False, equal=True)
    assert verdict_on(none, "up", 1.0) == V.UNDEFINED


# as costed, at equal resources, by how much they differ is material: overall, by how much depends, only in
TWO = (
    (V.CLEARLY_BETTER, V.CLEARLY_BETTER, False, V.CLEARLY_BETTER, False, -1),
    (V.CLEARLY_BETTER, V.CLEARLY_BETTER, True, V.CLEARLY_BETTER, True, -1),
    (V.CLEARLY_BETTER, V.BETTER, False, V.BETTER, False, -1),
    (V.HIGHER, V.HIGHER, False, V.HIGHER, False, -1),
    (V.BETTER, V.NEGLIGIBLE, False, V.BETTER, True, -1),
    (V.CLEARLY_BETTER, V.NEGLIGIBLE, False, V.BETTER, True, -1),
    (V.CLEARLY_BETTER, V.NEGLIGIBLE, True, V.DEPENDS, False, -1),
    (V.HIGHER, V.NEGLIGIBLE, False, V.HIGHER, True, -1),
    (V.BETTER, V.ZERO, False, V.BETTER, True, -1),
    (V.BETTER, V.WORSE, False, V.DEPENDS, False, -1),
    (V.CLEARLY_WORSE, V.BETTER, False, V.DEPENDS, False, -1),
    (V.BETTER, V.UNDECIDED, False, V.UNDECIDED, False, -1),
    (V.BETTER, V.UNDECIDED, True, V.DEPENDS, False, -1),
    (V.NEGLIGIBLE, V.UNDECIDED, False, V.UNDECIDED, False, -1),
    (V.UNDECIDED, V.UNDECIDED, False, V.UNDECIDED, False, -1),
    (V.UNDECIDED, V.UNDECIDED, True, V.DEPENDS, False, -1),
    (V.NEGLIGIBLE, V.NEGLIGIBLE, True, V.NEGLIGIBLE, False, -1),  # in neither does it matter
    (V.ZERO, V.NEGLIGIBLE, False, V.NEGLIGIBLE, False, -1),
    (V.ZERO, V.ZERO, False, V.ZERO, False, -1),
    (V.SAME, V.ZERO, False, V.SAME, False, -1),
    (V.SAME, V.SAME, False, V.SAME, False, -1),
    (V.SAME, V.NEGLIGIBLE, False, V.UNDECIDED, False, -1),  # equal by luck is not shown to be equal
    (V.SAME, V.BETTER, False, V.UNDECIDED, False, -1),
    (V.SAME, V.CLEARLY_WORSE, True, V.DEPENDS, False, -1),
    (V.SAME, V.UNDECIDED, False, V.UNDECIDED, False, -1),
    (V.UNDEFINED, V.BETTER, False, V.BETTER, False, 1),
    (V.CLEARLY_WORSE, V.TOO_FEW, False, V.CLEARLY_WORSE, False, 0),
    (V.NOT_RANKED, V.NOT_RANKED, False, V.NOT_RANKED, False, -1),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "material", "verdict", "by_how_much", "only"), TWO)
def test_two_cost_modes_together(
    one: Verdict, other: Verdict, material: bool, verdict: Verdict, by_how_much: bool, only: int
) -> None:
    there = overall([one, other], material=material)
    assert (there.verdict, there.by_how_much, there.only) == (verdict, by_how_much, only)
    back = overall([other, one], material=material)
    assert (back.verdict, back.by_how_much) == (verdict, by_how_much)
    assert back.only == (-1 if only < 0 else 1 - only)


@pytest.mark.parametrize(("one", "other"), list(product(ONE_MODE, ONE_MODE)))
@pytest.mark.parametrize("material", [False, True])
def test_it_depends_only_where_that_is_shown(one: Verdict, other: Verdict, material: bool) -> None:
    """Whatever two modes say, a word that one of them does not allow is never the word for both."""
    said = overall([one, other], material=material).verdict
    opposed = (one in UP and other in DOWN) or (one in DOWN and other in UP)
    if said == V.DEPENDS:
        assert opposed or material
    if said in UP:
        assert not {one, other} & DOWN
    turned_round = overall([turned(one), turned(other)], material=material).verdict
    assert turned_round == turned(said)


def test_one_cost_mode_speaks_for_itself() -> None:
    for verdict in ONE_MODE:
        assert overall([verdict]).verdict == verdict
    with pytest.raises(ValueError, match="at least one"):
        overall([])


def test_where_the_metric_lacks_a_value_runs_are_not_too_few() -> None:
    """Three of 200 runs have a value: undefined in 197. Three runs are too few."""
    lacking = Difference(3, 5.0, 4.0, 6.0, zero=False, undefined=197)
    assert (verdict_on(lacking, "up", 1.0), lacking.runs) == (V.UNDEFINED, 200)
    assert verdict_on(Difference(3, 5.0, 4.0, 6.0, zero=False), "up", 1.0) == V.TOO_FEW
    nothing = Difference(0, math.nan, math.nan, math.nan, zero=False, undefined=200)
    assert (verdict_on(nothing, "up", 1.0), nothing.runs) == (V.UNDEFINED, 200)


def test_of_equal_runs_it_is_known_in_how_many_they_may_still_differ() -> None:
    alike = Difference(40, 0.0, 0.0, 0.0, zero=True)
    assert alike.may_differ == pytest.approx(3.841459 / 43.841459)
    assert replace(alike, together=15).may_differ == pytest.approx(0.1772, abs=1e-4)
    assert math.isnan(replace(alike, equal=True).may_differ)
    assert math.isnan(replace(alike, zero=False).may_differ)


@pytest.mark.parametrize(
    ("sesoi", "low", "high", "shown"),
    [
        (1.0, 1.1, 3.0, True),
        (1.0, 0.9, 3.0, False),
        (1.0, -3.0, -1.1, True),
        (0.0, 0.1, 3.0, True),
        (None, 0.1, 3.0, False),  # what matters was not said, and so it is not shown to
        (1.0, math.nan, math.nan, False),
    ],
)
def test_an_interaction_is_shown_beyond_what_matters(
    sesoi: float | None, low: float, high: float, shown: bool
) -> None:
    assert is_material(Difference(20, 2.0, low, high, zero=False), sesoi) == shown
    assert not is_material(Difference(9, 2.0, low, high, zero=False), sesoi)
    assert not is_material(None, sesoi)
