"""What decides a claim is found where something does, and nothing is found where nothing does."""

import numpy as np
import pytest

from innosim.analysis.claim_deciders import _correlations, box_of, deciders_of, in_box

NAMES = tuple(f"relationships.p{n}" for n in range(60))


def drawn(seed: int, draws: int = 400) -> np.ndarray:
    return np.random.default_rng(seed).random((draws, len(NAMES)))


def test_a_box_is_found_with_its_sides() -> None:
    """It fails where one parameter is over and another under a value."""
    points = drawn(0)
    fails = (points[:, 7] > 0.6) & (points[:, 20] < 0.5)
    box = box_of(points, NAMES, 1.0 - fails)
    assert box is not None
    assert box.fails
    sides = {(each.field, each.over) for each in box.bounds}
    assert sides == {("relationships.p7", True), ("relationships.p20", False)}
    assert box.density > 0.9
    assert box.coverage > 0.9
    inside = in_box(box, points, NAMES)
    assert inside.mean() == pytest.approx(box.size)
    assert fails[inside].mean() == pytest.approx(box.density)


def test_where_it_mostly_fails_the_box_is_of_where_it_holds() -> None:
    """Of what is rare one is told."""
    points = drawn(1)
    box = box_of(points, NAMES, (points[:, 3] > 0.7) * 1.0)
    assert box is not None
    assert not box.fails
    assert box.bounds[0].field == "relationships.p3"


def test_chance_has_no_box() -> None:
    """Of twenty worlds in which nothing decides, four at most have a box: 5 % are to be expected, and three standard errors lie between."""
    found = sum(
        box_of(drawn(seed, 200), NAMES, np.random.default_rng(seed + 50).random(200)) is not None
        for seed in range(20)
    )
    assert found <= 4


def test_deciders_stand_out_of_made_up_parameters() -> None:
    """Those that do something are found, in order, with their direction; nothing else is."""
    pytest.importorskip("SALib")
    points = drawn(2)
    noise = np.random.default_rng(9).normal(size=len(points))
    holds = 1.0 / (1.0 + np.exp(-(6.0 * points[:, 4] - 4.0 * points[:, 9] + noise)))
    found = deciders_of(points, NAMES, holds)
    assert [each.field for each in found[:2]] == ["relationships.p4", "relationships.p9"]
    assert found[0].helps > 0.0 > found[1].helps
    assert len(found) <= 3
    nothing = deciders_of(points, NAMES, np.random.default_rng(3).random(len(points)))
    assert len(nothing) <= 1


def test_what_always_holds_has_no_deciders() -> None:
    """Nothing is to be decided."""
    pytest.importorskip("SALib")
    assert deciders_of(drawn(3), NAMES, np.ones(400)) == ()
    assert box_of(drawn(3), NAMES, np.ones(400)) is None


@pytest.mark.parametrize("seed", range(5))
def test_of_a_parameter_of_two_values_that_hurts_it_is_said_that_more_hurts(seed: int) -> None:
    """With one replication a draw counts 0 or 1: ties on both sides, which are no correlation."""
    pytest.importorskip("SALib")
    points = drawn(seed, 1500)[:, :8]
    points[:, 4] = points[:, 4] > 0.5
    random = np.random.default_rng(seed)
    holds = (random.random(len(points)) < 0.6 - 0.2 * points[:, 4]) * 1.0
    found = {each.field: each for each in deciders_of(points, NAMES[:8], holds)}
    assert found["relationships.p4"].helps < 0.0


def test_ties_are_no_correlation() -> None:
    """Of a column of few values that has nothing to do with y, as of one that is y, whatever the order of draws."""
    random = np.random.default_rng(11)
    few = random.integers(0, 3, (2000, 3)).astype(float)
    yes_no = (random.random(2000) < 0.3) * 1.0
    found = _correlations(np.column_stack([few, yes_no, -yes_no]), yes_no)
    assert np.abs(found[:3]).max() < 0.08
    assert found[3:] == pytest.approx([1.0, -1.0])
    stats = pytest.importorskip("scipy.stats")
    assert found[0] == pytest.approx(stats.spearmanr(few[:, 0], yes_no).statistic)
