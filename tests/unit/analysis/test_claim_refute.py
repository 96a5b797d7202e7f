"""The smallest single change that refutes a claim, where the truth is a line."""

import itertools
import math

import numpy as np
import pytest

from innosim.analysis.claim_refute import (
    FRESH,
    HALVINGS,
    LOOKS,
    Reach,
    claim_holds,
    decided,
    smallest_refutation,
)
from innosim.experiment.intervals import Interval, interval
from innosim.scenario.claimed import Claimed, ClaimRelation

CLAIM = Claimed("framed", "bottom-up", "backing_mean", ClaimRelation.BETTER, 0.01)
EQUAL = Claimed("framed", "bottom-up", "backing_mean", ClaimRelation.EQUAL, 0.01)


class Line:
    """A difference that falls with ``a`` and rises slowly with ``b``; intervals narrow with replications."""

    def __init__(self, half: float = 0.001) -> None:
        self.asked: list[tuple[str, float, range]] = []
        self.half = half

    def __call__(self, field: str, value: float, numbers: range) -> Interval | None:
        self.asked.append((field, value, numbers))
        if field == "c":
            return None
        mean = {"a": 0.05 - 0.08 * (value - 0.2), "b": 0.05 + 0.001 * value, "d": 0.05 - 0.2 * (value - 3.0)}[field]  # fmt: skip
        half = self.half * math.sqrt(LOOKS[0] / len(numbers))
        return Interval(mean, mean - half, mean + half, len(numbers))


class Steps:
    """A difference that is over the limit until a parameter is so far from its own value, a share of its range, and under it from there on."""

    def __init__(self, limits: dict[str, tuple[float, float]], reaches: dict[str, Reach]) -> None:
        self.limits, self.reaches = limits, reaches

    def __call__(self, field: str, value: float, numbers: range) -> Interval | None:
        reach = self.reaches[field]
        moved = (value - reach.own) / (reach.high - reach.low)
        down, up = self.limits[field]
        mean = 0.0 if moved >= up or -moved >= down else 0.05
        return Interval(mean, mean - 0.001, mean + 0.001, len(numbers))

    def smallest(self) -> float:
        """The smallest change that refutes, of a range; infinite where there is none within the ranges."""
        found = [math.inf]
        for field, reach in self.reaches.items():
            span = reach.high - reach.low
            for limit, room in zip(self.limits[field], (reach.own - reach.low, reach.high - reach.own), strict=True):  # fmt: skip
                moved = math.ceil(limit * span) / span if reach.whole else limit
                found += [moved] if moved * span <= room else []
        return min(found)


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
    assert sum(field == "a" for field, _, _ in line.asked) <= 2 * len(LOOKS)


NEAR_ENOUGH = 0.5**HALVINGS + 0.002
"""To how much of a range the smallest change is found: the way halved so often, and values of so few digits."""


def test_of_two_the_smaller_is_told_whichever_is_asked_first() -> None:
    """One refutes from half of its range on, the other from a tenth: each order finds the tenth."""
    reaches = {name: Reach(name, 0.0, 0.0, 1.0) for name in "xy"}
    world = Steps({"x": (math.inf, 0.5), "y": (math.inf, 0.1)}, reaches)
    for order in ("xy", "yx"):
        found = smallest_refutation(CLAIM, world, [reaches[name] for name in order])
        assert found is not None
        assert found.field == "y"
        assert found.moved == pytest.approx(0.1, abs=NEAR_ENOUGH)


def test_whatever_the_limits_the_smallest_is_told() -> None:
    """Over worlds of up to four parameters, counted ones among them, each with limits, a range and a place of its own, in each order."""
    random = np.random.default_rng(12)
    refuted = 0
    for _ in range(150):
        reaches, limits = {}, {}
        for name in "abcd"[: random.integers(1, 5)]:
            whole = bool(random.random() < 0.3)
            low, wide = (0.0, 12.0) if whole else (random.normal() * 100.0, 10.0 ** random.uniform(-3.0, 3.0))  # fmt: skip
            own = low + wide * random.random()
            reaches[name] = Reach(name, float(round(own)) if whole else own, low, low + wide, whole)
            down, up = random.uniform(0.03, 1.2, 2)
            limits[name] = (float(down), float(up))
        world = Steps(limits, reaches)
        smallest = world.smallest()
        for order in itertools.permutations(reaches.values()):
            found = smallest_refutation(CLAIM, world, order)
            assert (found is None) == math.isinf(smallest)
            if found is not None:
                assert smallest - 0.002 <= found.moved <= smallest + NEAR_ENOUGH
        refuted += math.isfinite(smallest)
    assert 100 < refuted < 150


def test_what_cannot_be_run_is_passed_over() -> None:
    """Far off nothing can be run: the turn is found nearer, and another parameter is asked all the same."""

    class Broken(Line):
        def __call__(self, field: str, value: float, numbers: range) -> Interval | None:
            return None if value > 0.85 else super().__call__(field, value, numbers)

    found = smallest_refutation(CLAIM, Broken(), [Reach("a", 0.2, 0.0, 1.0)])
    assert found is not None
    assert found.value == pytest.approx(0.71, abs=0.03)


def noisy(seed: int, mean: float, sd: float = 0.05):
    """Asked of noise alone: a new luck at each value, the same for whoever asks again."""

    def asked(field: str, value: float, numbers: range) -> Interval:
        key = [seed, *field.encode(), *np.float64(value).tobytes()]
        luck = np.random.default_rng(key).normal(mean, sd, FRESH.stop)
        return interval(luck[numbers.start : numbers.stop])

    return asked


def most_of(tries: int, share: float = 0.025) -> float:
    """What a share of so many tries stays under but for chance (three standard errors)."""
    return tries * share + 3.0 * math.sqrt(tries * share * (1.0 - share))


def test_looking_again_and_again_shows_what_is_not_there_no_more_often_than_is_said() -> None:
    """At the limit itself each of "holds" and "does not" is shown in 2.5 % of cases at most, over all looks."""
    tries = 3000
    said = []
    for seed in range(tries):
        found = decided(CLAIM, noisy(seed, CLAIM.size), "", math.nan)
        assert found is not None
        said.append(claim_holds(CLAIM, found))
    for wrong in (True, False):
        assert 0 < said.count(wrong) <= most_of(tries)


def test_dozens_of_values_refute_by_chance_no_more_often_than_one() -> None:
    """Where the truth is at the limit whatever is changed, a refutation is told in 2.5 % of searches at most."""
    reaches = [Reach(name, 0.5, 0.0, 1.0) for name in "abcde"]
    tries = 400
    told = sum(
        smallest_refutation(CLAIM, noisy(seed, CLAIM.size), reaches) is not None
        for seed in range(tries)
    )
    assert told <= most_of(tries)


def test_what_is_told_is_what_fresh_replications_show() -> None:
    """Not what the search saw, from which it was picked."""
    line = Line()
    found = smallest_refutation(CLAIM, line, [Reach("a", 0.2, 0.0, 1.0)])
    assert found is not None
    assert found.difference.n == len(FRESH)
    assert (found.field, found.value, FRESH) in line.asked


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
    assert [numbers for _, _, numbers in line.asked] == [range(LOOKS[0])]
    line = Line(half=0.05)
    found = decided(CLAIM, line, "a", 0.7)
    assert found is not None
    assert line.asked[-1][2] == range(LOOKS[-1])
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
