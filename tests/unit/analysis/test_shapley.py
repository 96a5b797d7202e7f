"""Shapley values against what is known of them in closed form, and their intervals against what is drawn."""

import math
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest

from innosim.analysis.shapley import (
    EVERYONE,
    NO_ONE,
    Sampled,
    Walks,
    by_pair,
    design,
    intervals,
    means,
    ratios,
    shapley_values,
    without,
)


def valued(plan: Walks, game) -> np.ndarray:
    """The value of each set of a design: ``game`` takes the players inside."""
    return np.array([game(frozenset(np.flatnonzero(row).tolist())) for row in plan.sets])


def by_definition(players: int, game) -> np.ndarray:
    """Shapley values as they are defined, over all orders."""
    found = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        inside = frozenset()
        for each in order:
            found[each] += game(inside | {each}) - game(inside)
            inside |= {each}
    return found / len(orders)


def crooked(inside: frozenset[int]) -> float:
    """A set function with interactions of every order."""
    return math.sin(sum((each + 1.3) ** 2 for each in inside)) + len(inside) ** 2 * 0.1


@pytest.mark.parametrize("players", [1, 2, 3, 4, 5, 6])
def test_of_few_players_the_values_are_those_of_the_definition(players: int) -> None:
    plan = design(players, 10, seed=1)
    assert plan.exact
    assert len(plan.sets) == 2**players
    found = shapley_values(plan, valued(plan, crooked))
    np.testing.assert_allclose(found, by_definition(players, crooked), rtol=0, atol=1e-13)


@pytest.mark.parametrize("seed", range(5))
def test_single_effects_and_pairs_are_split_exactly_by_one_order_and_its_reverse(seed: int) -> None:
    draws = np.random.default_rng(seed)
    players = 9
    own, both = draws.normal(size=players), np.triu(draws.normal(size=(players, players)), 1)

    def game(inside: frozenset[int]) -> float:
        there = sorted(inside)
        return float(own[there].sum() + both[np.ix_(there, there)].sum())

    plan = design(players, 1, seed)
    assert not plan.exact
    closed = own + (both.sum(axis=0) + both.sum(axis=1)) / 2.0
    np.testing.assert_allclose(shapley_values(plan, valued(plan, game)), closed, atol=1e-12)


@pytest.mark.parametrize(("players", "pairs"), [(3, 5), (8, 4), (12, 7)])
def test_contributions_add_up_to_the_whole_difference(players: int, pairs: int) -> None:
    plan = design(players, pairs, seed=3)
    values = valued(plan, crooked)
    found = shapley_values(plan, values)
    assert math.fsum(found) == pytest.approx(values[EVERYONE] - values[NO_ONE], abs=1e-14)


@pytest.mark.parametrize("players", [4, 10])
def test_who_changes_nothing_gets_exactly_nothing(players: int) -> None:
    plan = design(players, 4, seed=8)
    values = valued(plan, lambda inside: crooked(inside - {2}))
    found = shapley_values(plan, values)
    assert found[2] == 0.0
    assert math.copysign(1.0, found[2]) == 1.0
    assert np.all(found[[0, 1, 3]] != 0.0)


def test_one_player_alone_gets_the_whole_difference_bit_for_bit() -> None:
    plan = design(1, 10, seed=1)
    values = np.array([[0.1, 0.7], [0.3, 1e-17]])
    np.testing.assert_array_equal(shapley_values(plan, values)[0], values[1] - values[0])


def test_two_who_are_alike_get_the_same() -> None:
    plan = design(5, 10, seed=1)
    found = shapley_values(plan, valued(plan, lambda inside: float(len(inside & {1, 3}) == 2)))
    np.testing.assert_allclose(found, [0.0, 0.5, 0.0, 0.5, 0.0], atol=1e-15)


def test_each_set_stands_once_and_orders_are_walked_both_ways() -> None:
    plan = design(11, 6, seed=2)
    assert len({tuple(row) for row in plan.sets.tolist()}) == len(plan.sets)
    assert not plan.sets[NO_ONE].any()
    assert plan.sets[EVERYONE].all()
    np.testing.assert_array_equal(plan.orders[0::2], plan.orders[1::2, ::-1])
    for order, path in zip(plan.orders, plan.paths, strict=True):
        for at, place in enumerate(path):
            assert set(np.flatnonzero(plan.sets[place])) == set(order[:at])


def test_more_orders_begin_with_those_of_fewer_and_a_seed_draws_its_own() -> None:
    few, many = design(17, 3, seed=5), design(17, 9, seed=5)
    np.testing.assert_array_equal(few.orders, many.orders[:6])
    np.testing.assert_array_equal(few.sets, many.sets[: len(few.sets)])
    assert not np.array_equal(few.orders, design(17, 3, seed=6).orders)
    assert few.orders[0].tolist() == [16, 6, 11, 13, 7, 12, 14, 15, 0, 9, 4, 1, 2, 10, 5, 3, 8]


@pytest.mark.parametrize("players", [1, 2, 3, 5, 8])
def test_more_orders_only_add_sets_also_where_all_are_valued_in_the_end(players: int) -> None:
    besides = [frozenset(range(players)) - {each} for each in range(players)]
    plans = [design(players, pairs, 5, besides) for pairs in range(1, 40)]
    for few, many in pairwise(plans):
        np.testing.assert_array_equal(few.sets, many.sets[: len(few.sets)])
        assert len(many.sets) >= len(few.sets)
    assert plans[-1].exact
    assert len(plans[-1].sets) == 2**players
    assert players < 5 or not plans[0].exact


def test_sets_that_are_valued_besides_change_no_contribution() -> None:
    besides = [frozenset(range(9)) - {each} for each in range(9)]
    plain, more = design(9, 4, 3), design(9, 4, 3, besides)
    assert len(more.sets) > len(plain.sets)
    found = [shapley_values(plan, valued(plan, crooked)) for plan in (plain, more)]
    np.testing.assert_array_equal(*found)


def test_sampled_orders_come_near_the_definition() -> None:
    """Of seven players, over many draws of few orders: unbiased."""
    exact = by_definition(7, crooked)
    plans = [design(7, 5, seed) for seed in range(400)]
    found = np.array([shapley_values(plan, valued(plan, crooked)) for plan in plans])
    error = found.std(axis=0, ddof=1) / math.sqrt(len(plans))
    assert np.all(np.abs(found.mean(axis=0) - exact) < 4.0 * error)


def test_the_mean_over_pairs_is_the_contribution() -> None:
    plan = design(9, 6, seed=4)
    values = valued(plan, crooked)
    np.testing.assert_allclose(
        by_pair(plan, values).mean(axis=0), shapley_values(plan, values), atol=1e-14
    )
    kept = np.array([True, False, True, True, False, False])
    np.testing.assert_allclose(
        shapley_values(without(plan, kept), values), by_pair(plan, values)[kept].mean(axis=0)
    )


def test_of_means_the_interval_is_students() -> None:
    values = np.array([[1.0, 2.0, 4.0, 3.0], [2.0, 5.0, 5.0, 7.0]])
    found = intervals(design(1, 2, 1), means(values))[0]
    differences = values[1] - values[0]
    half = 3.182446305284263 * differences.std(ddof=1) / 2.0
    assert found.mean == pytest.approx(differences.mean())
    assert found.high - found.mean == pytest.approx(half)
    assert found.n == 4


def test_of_ratios_sums_are_divided_and_parts_still_add_up() -> None:
    draws = np.random.default_rng(7)
    plan = design(8, 3, seed=1)
    above, below = draws.uniform(0, 1, (2, len(plan.sets), 15))
    sampled = ratios(above, below)
    np.testing.assert_allclose(sampled.whole, above.sum(axis=1) / below.sum(axis=1))
    total = math.fsum(each.mean for each in intervals(plan, sampled))
    whole = (
        above[EVERYONE].sum() / below[EVERYONE].sum() - above[NO_ONE].sum() / below[NO_ONE].sum()
    )
    assert total == pytest.approx(whole, abs=1e-14)


def test_a_ratio_of_nothing_is_undefined() -> None:
    sampled = ratios(np.zeros((2, 3)), np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    assert np.isnan(sampled.whole[0])
    assert np.isnan(sampled.left[1, 1])
    assert sampled.whole[1] == 0.0


def test_one_replication_or_one_order_has_no_interval() -> None:
    plan = design(9, 1, seed=1)
    two = means(np.random.default_rng(1).normal(size=(len(plan.sets), 2)))
    assert all(math.isnan(each.low) for each in intervals(plan, two))
    single = Sampled(two.whole, two.left[:, :1])
    assert all(math.isnan(each.low) for each in intervals(design(1, 1, 1), Sampled(single.whole[:2], single.left[:2])))  # fmt: skip


def test_intervals_cover_the_true_values_nineteen_times_of_twenty() -> None:
    """Both sources are drawn: replications of a noisy set function, and orders; effects of three at a time are what orders differ by."""
    draws = np.random.default_rng(2026)
    players, n, pairs = 7, 10, 8
    threes = list(combinations(range(players), 3))
    covered = []
    for trial in range(300):
        size = dict(zip(threes, draws.normal(size=len(threes)), strict=True))

        def game(inside: frozenset[int], size: dict[tuple[int, ...], float] = size) -> float:
            return sum(each for three, each in size.items() if inside.issuperset(three))

        truth = [sum(s for t, s in size.items() if each in t) / 3.0 for each in range(players)]
        plan = design(players, pairs, seed=trial)
        own = draws.normal(size=(players, n)) * 0.5
        values = valued(plan, game)[:, None] + plan.sets @ own
        values = values + 0.1 * draws.normal(size=values.shape)
        found = intervals(plan, means(values))
        covered += [each.low <= true <= each.high for each, true in zip(found, truth, strict=True)]
    assert 0.935 < np.mean(covered) < 0.99


def test_intervals_that_hold_together_are_wider() -> None:
    plan = design(3, 5, seed=1)
    values = means(np.random.default_rng(1).normal(size=(8, 12)))
    for alone, joint in zip(intervals(plan, values), intervals(plan, values, 3), strict=True):
        assert joint.low < alone.low < alone.high < joint.high
        assert joint.mean == alone.mean


@pytest.mark.parametrize(("players", "pairs"), [(0, 1), (3, 0)])
def test_nobody_has_no_share(players: int, pairs: int) -> None:
    with pytest.raises(ValueError, match="no Shapley values"):
        design(players, pairs, seed=1)
