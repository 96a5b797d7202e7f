"""Verdicts: every case of interval, smallest effect of interest and direction, and of two cost modes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innosim.analysis.verdicts import Difference, Verdict, overall, turned, verdict_on

NAN = math.nan


@pytest.mark.parametrize(
    ("low", "high", "sesoi", "better", "expected"),
    [
        (1.0, 3.0, 0.5, "up", Verdict.BETTER),
        (1.0, 3.0, 0.5, "down", Verdict.WORSE),
        (1.0, 3.0, None, "", Verdict.HIGHER),
        (-3.0, -1.0, 0.5, "up", Verdict.WORSE),
        (-3.0, -1.0, 0.5, "down", Verdict.BETTER),
        (-3.0, -1.0, None, "", Verdict.LOWER),
        (-1.0, 3.0, 0.5, "up", Verdict.UNDECIDED),
        (-1.0, 3.0, 0.5, "down", Verdict.UNDECIDED),
        (-1.0, 3.0, None, "", Verdict.UNDECIDED),
        (-1.0, 3.0, 3.0, "up", Verdict.NEGLIGIBLE),
        (-1.0, 3.0, 2.9, "up", Verdict.UNDECIDED),
        (1.0, 3.0, 3.0, "up", Verdict.NEGLIGIBLE),  # certain, and too small to matter
        (-3.0, -1.0, 3.0, "down", Verdict.NEGLIGIBLE),
        (1.0, 3.0, 2.0, "up", Verdict.BETTER),
        (-0.1, 0.1, 0.0, "up", Verdict.UNDECIDED),
        (0.0, 1.0, 0.5, "up", Verdict.UNDECIDED),  # zero is still inside
        (-1.0, 0.0, 0.5, "up", Verdict.UNDECIDED),
        (
            -1.0,
            1.0,
            2.0,
            "",
            Verdict.NEGLIGIBLE,
        ),  # a size of interest may be set without a direction
        (NAN, NAN, 5.0, "up", Verdict.UNDECIDED),
    ],
)
def test_interval_size_and_direction_decide(
    low: float, high: float, sesoi: float | None, better: str, expected: Verdict
) -> None:
    difference = Difference(20, (low + high) / 2, low, high, zero=False)
    assert verdict_on(difference, better, sesoi) == expected


@pytest.mark.parametrize("better", ["up", "down", ""])
@pytest.mark.parametrize("sesoi", [None, 0.0, 1.0])
def test_exactly_equal_is_no_difference_even_with_one_pair(
    better: str, sesoi: float | None
) -> None:
    assert verdict_on(Difference(1, 0.0, NAN, NAN, zero=True), better, sesoi) == Verdict.ZERO
    assert verdict_on(Difference(9, 0.0, 0.0, 0.0, zero=True), better, sesoi) == Verdict.ZERO
    assert verdict_on(Difference(0, NAN, NAN, NAN, zero=False), better, sesoi) == Verdict.UNDEFINED


@given(
    low=st.floats(-10, 10),
    width=st.floats(0, 10),
    sesoi=st.none() | st.floats(0, 10),
    better=st.sampled_from(["up", "down", ""]),
)
def test_seen_from_the_other_side_it_is_the_same_finding(
    low: float, width: float, sesoi: float | None, better: str
) -> None:
    here = Difference(20, low, low, low + width, zero=False)
    there = Difference(20, -low, -here.high, -here.low, zero=False)
    assert verdict_on(there, better, sesoi) == turned(verdict_on(here, better, sesoi))


@given(low=st.floats(-10, 10), width=st.floats(0, 10), sesoi=st.floats(0, 10))
def test_better_is_never_said_of_an_interval_that_holds_zero(
    low: float, width: float, sesoi: float
) -> None:
    said = verdict_on(Difference(20, low, low, low + width, zero=False), "up", sesoi)
    if low <= 0.0 <= low + width:
        assert said in (Verdict.UNDECIDED, Verdict.NEGLIGIBLE)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_modes_that_agree_give_their_verdict(verdict: Verdict) -> None:
    assert overall([verdict]) == overall([verdict, verdict]) == verdict


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ((Verdict.BETTER, Verdict.WORSE), Verdict.DEPENDS),
        ((Verdict.BETTER, Verdict.UNDECIDED), Verdict.DEPENDS),
        ((Verdict.HIGHER, Verdict.LOWER), Verdict.DEPENDS),
        ((Verdict.NEGLIGIBLE, Verdict.WORSE), Verdict.DEPENDS),
        ((Verdict.ZERO, Verdict.NEGLIGIBLE), Verdict.NEGLIGIBLE),
        ((Verdict.ZERO, Verdict.BETTER), Verdict.DEPENDS),
        ((Verdict.UNDEFINED, Verdict.BETTER), Verdict.UNDECIDED),
        ((Verdict.NOT_RANKED, Verdict.ZERO), Verdict.UNDECIDED),
    ],
)
def test_modes_that_differ(modes: tuple[Verdict, Verdict], expected: Verdict) -> None:
    assert overall(modes) == overall(modes[::-1]) == expected


def test_a_verdict_needs_a_mode() -> None:
    with pytest.raises(ValueError, match="at least one cost mode"):
        overall([])
