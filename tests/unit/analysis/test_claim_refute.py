"""The smallest single change that refutes a claim, where the truth is a line."""

import math

import pytest

from innosim.analysis.claim_refute import (
    FIRST,
    MOST_PAIRS,
    Reach,
    claim_holds,
    decided,
    smallest_refutation,
)
from innosim.experiment.intervals import Interval
from innosim.scenario.claimed import Claimed, ClaimRelation

CLAIM = Claimed("framed", "bottom-up", "backing_mean", ClaimRelation.BETTER, 0.01)
EQUAL = Claimed("framed", "bottom-up", "backing_mean", ClaimRelation.EQUAL, 0.01)


class Line:
    """A difference that falls with ``a`` and rises slowly with ``b``; intervals narrow with replications."""

    def __init__(self, half: float = 0.001) -> None:
        self.asked: list[tuple[str, float, int]] = []
        self.half = half

    def __call__(self, field: str, value: float, n: int) -> Interval | None:
        self.asked.append((field, value, n))
        if field == "c":
            return None
        mean = {"a": 0.05 - 0.08 * (value - 0.2), "b": 0.05 + 0.001 * value, "d": 0.05 - 0.2 * (value - 3.0)}[field]  # fmt: skip
        half = self.half * math.sqrt(FIRST / n)
        return Interval(mean, mean - half, mean + half, n)


def test_the_turn_is_found_on_the_nearest_side() -> None:
    """The line meets the smallest effect at .7: half of the range away."""
    found = smallest_refutation(CLAIM, Line(), [Reach("a", 0.2, 0.0, 1.0)])
    assert found is not None
    assert found.value == pytest.approx(0.71, abs=0.03)
    assert found.moved == pytest.approx(found.value - 0.2)
    assert found.difference.high <= CLAIM.size


def test_the_smaller_change_is_told_and_others_are_not_followed_further() -> None:
    """A parameter that needs more is asked once, at the change found so far."""
    line = Line()
    reaches = [Reach("d", 3.0, 2.0, 4.0), Reach("a", 0.2, 0.0, 1.0)]
    found = smallest_refutation(CLAIM, line, reaches)
    assert found is not None
    assert found.field == "d"
    assert sum(field == "a" for field, _, _ in line.asked) <= 4


def test_there_may_be_none() -> None:
    """Within the range nothing refutes it, and what may not be asked refutes nothing."""
    reaches = [Reach("b", 0.5, 0.0, 1.0), Reach("c", 0.5, 0.0, 1.0), Reach("a", 0.2, 0.2, 0.2)]
    assert smallest_refutation(CLAIM, Line(), reaches) is None


def test_counted_parameters_move_in_whole_steps() -> None:
    """Months are whole."""
    found = smallest_refutation(CLAIM, Line(), [Reach("d", 3.0, 0.0, 12.0, whole=True)])
    assert found is not None
    assert found.value == 4.0


def test_as_many_replications_as_it_takes_to_decide() -> None:
    """A clear difference takes the first ones; one at the limit takes the most, and then refutes nothing."""
    line = Line()
    decided(CLAIM, line, "a", 0.2)
    assert [n for _, _, n in line.asked] == [FIRST]
    line = Line(half=0.05)
    found = decided(CLAIM, line, "a", 0.7)
    assert found is not None
    assert line.asked[-1][2] == MOST_PAIRS
    assert claim_holds(CLAIM, found) is None


@pytest.mark.parametrize(
    ("low", "high", "better", "equal"),
    [
        (0.02, 0.03, True, False),
        (0.0, 0.03, None, None),
        (-0.005, 0.005, False, True),
        (-0.03, -0.02, False, False),
        (math.nan, math.nan, None, None),
    ],
)
def test_what_an_interval_shows(
    low: float, high: float, better: bool | None, equal: bool | None
) -> None:
    """That a claim holds, that it does not, or neither."""
    found = Interval((low + high) / 2.0, low, high, 20)
    assert claim_holds(CLAIM, found) is better
    assert claim_holds(EQUAL, found) is equal
