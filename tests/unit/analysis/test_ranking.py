"""Ranks, letters, shortfall and whom nobody beats, on results whose order is known."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from scipy import stats

from innosim.analysis import ranking as ranking_
from innosim.analysis.compare import compare
from innosim.analysis.ranking import Letter, Ranking, letter, ranking, unbeaten
from innosim.scenario.catalogue import HEADLINES, METRICS

METRIC = "value_per_year"
COST = "equal_resources"
N = 40


@pytest.fixture(scope="module")
def ranked(make: Callable[..., Any]) -> Callable[..., Ranking]:
    """A maker of rankings of regimes with these levels, each with luck of its own."""

    def made(levels: Mapping[str, float], *, noise: float, sesoi: float = 1.0) -> Ranking:
        return ranking(_compared(make, levels, noise, sesoi), METRIC, COST)

    return made


def _compared(
    make: Callable[..., Any], levels: Mapping[str, float], noise: float, sesoi: float
) -> Any:
    result = make(tuple(levels), n=N)
    for place, (name, level) in enumerate(levels.items()):
        rows = (result.metrics["cost"] == COST) & (result.metrics["regime"] == name)
        luck = np.random.default_rng(place).normal(size=N)
        result.metrics.loc[rows, METRIC] = level + noise * (luck - luck.mean()) / luck.std(ddof=1)
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % len(levels))}
    return compare(result, sesoi={METRIC: sesoi})


def letters(found: Ranking) -> dict[str, str]:
    return {one.regime: "".join(map(str, one.letters)) for one in found.standings}


def test_a_clear_order_gives_each_a_rank_and_a_letter(ranked: Callable[..., Ranking]) -> None:
    found = ranked({"c": 0.0, "a": 20.0, "b": 10.0}, noise=0.1)
    assert [(one.regime, one.first, one.last) for one in found.standings] == [
        ("a", 1, 1), ("b", 2, 2), ("c", 3, 3),
    ]  # fmt: skip
    assert letters(found) == {"a": "a", "b": "b", "c": "c"}
    assert (found.leader, found.leaders) == ("a", ("a",))
    assert found.standings[0].shortfall is None
    assert found.standings[2].shortfall is not None
    assert found.standings[2].shortfall.mean == pytest.approx(20.0)
    assert [one.best for one in found.standings] == [1.0, 0.0, 0.0]


def test_shown_equal_and_undecided_look_different(ranked: Callable[..., Ranking]) -> None:
    equal = ranked({"a": 10.2, "b": 10.0, "c": 0.0}, noise=0.1)
    assert letters(equal) == {"a": "a", "b": "a", "c": "b"}
    open_ = ranked({"a": 10.5, "b": 10.0, "c": 0.0}, noise=3.0)
    assert letters(open_) == {"a": "a?", "b": "a?", "c": "b"}
    assert open_.standings[0].letters == (Letter("a", open=True),)
    assert (open_.leader, open_.leaders) == ("", ("a", "b"))


def test_a_chain_shares_letters_pairwise(ranked: Callable[..., Ranking]) -> None:
    """a and b, b and c are not told apart, a and c are."""
    found = ranked({"a": 12.0, "b": 10.9, "c": 9.8}, noise=2.6, sesoi=0.2)
    assert letters(found) == {"a": "a?", "b": "a?b?", "c": "b?"}
    assert [(one.first, one.last) for one in found.standings] == [(1, 2), (1, 3), (2, 3)]


def test_the_intervals_of_all_pairs_hold_at_once(make: Callable[..., Any]) -> None:
    """With four regimes six differences are told at once: each at 1 - .05 / 6."""
    found = _compared(make, {"a": 3.0, "b": 2.0, "c": 1.0, "d": 0.0}, 1.0, 0.1)
    own = found.contrast("a", "d", METRIC).differences[found.costs.index(COST)]
    short = ranking(found, METRIC, COST).standings[-1].shortfall
    assert short is not None
    factor = stats.t.ppf(1 - 0.025 / 6, N - 1) / stats.t.ppf(0.975, N - 1)
    assert short.high - short.mean == pytest.approx(factor * (own.high - own.mean))


def test_who_has_no_verdict_is_left_out_and_blocks_nobody(result: Any) -> None:
    found = ranking(compare(result), "failure_cost_mdkk_per_year", COST)
    assert found.left_out == ("shaving",)
    assert found.leader == "top-down"


def test_ties_share_being_best(make: Callable[..., Any]) -> None:
    found = _compared(make, {"a": 5.0, "b": 5.0, "c": 0.0}, 0.0, 1.0)
    assert {one.regime: one.best for one in ranking(found, METRIC, COST).standings} == {
        "a": 0.5, "b": 0.5, "c": 0.0,
    }  # fmt: skip


def test_nobody_beats_the_best_of_one_headline(make: Callable[..., Any]) -> None:
    """Two regimes, each best on one headline; a third worse on all; a fourth equal to the first but for too little."""
    names = ("a", "b", "c", "d")
    result = make(names, n=20)
    for metric in HEADLINES:
        sign = 1.0 if METRICS[metric].better == "up" else -1.0
        best = {"a": 10.0, "b": 10.0, "c": 0.0, "d": 9.9}
        if metric == "value_per_year":
            best["b"] = 30.0
        if metric == "throughput_per_year":
            best["b"] = 5.0
        for place, name in enumerate(names):
            rows = result.metrics["regime"] == name
            luck = np.random.default_rng(place).normal(size=int(rows.sum())) * 1e-6
            result.metrics.loc[rows, metric] = sign * best[name] + luck
            for part in METRICS[metric].ratio or ():
                result.metrics.loc[rows, part] = 1.0
            if METRICS[metric].ratio:
                result.metrics.loc[rows, METRICS[metric].ratio[0]] = sign * best[name] + luck
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % len(names))}
    found = compare(result, "a", sesoi=dict.fromkeys(HEADLINES, 1.0))
    nobody = unbeaten(found, COST)
    assert set(nobody.by_what_matters) == {"a", "b", "d"}
    assert "c" not in nobody.clearly


def test_no_two_letters_are_alike() -> None:
    made = [letter(place) for place in range(120)]
    assert (made[0], made[25], made[26], made[51], made[52], made[104]) == (
        "a", "z", "A", "Z", "a'", "a''",
    )  # fmt: skip
    assert len(set(made)) == 120


def test_thirty_regimes_in_a_clear_order_have_thirty_letters(make: Callable[..., Any]) -> None:
    levels = {f"r{place:02}": 30.0 - place for place in range(30)}
    found = ranking(_compared(make, levels, 0.01, 0.1), METRIC, COST)
    given = [each.letters[0].letter for each in found.standings]
    assert len(set(given)) == 30


def test_who_is_not_ranked_decides_nothing_of_who_is_best(make: Callable[..., Any]) -> None:
    """Of a and b, b is best in a quarter of the runs; c, which is best in all, is not among them, and d has a value in five."""
    result = make(("a", "b", "c", "d"), n=N)
    luck = np.arange(N) % 4 == 0
    levels = {
        "a": np.full(N, 5.0) + np.arange(N) * 0.01,
        "b": np.where(luck, 9.0, 1.0),
        "c": np.full(N, 90.0),
        "d": np.where(np.arange(N) < 5, 50.0, np.nan),
    }
    for name, level in levels.items():
        for cost in ("as_costed", COST):
            rows = (result.metrics["cost"] == cost) & (result.metrics["regime"] == name)
            result.metrics.loc[rows, METRIC] = level
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 4)}
    found = compare(result, sesoi={METRIC: 1.0})
    two = ranking(found, METRIC, COST, ("a", "b"))
    assert {one.regime: one.best for one in two.standings} == {"a": 0.75, "b": 0.25}
    everyone = ranking(found, METRIC, COST)
    assert everyone.left_out == ("d",)  # 5 values of 40 are no verdict
    assert {one.regime: one.best for one in everyone.standings} == {"c": 1.0, "a": 0.0, "b": 0.0}


def test_letters_of_forty_alike_come_at_once() -> None:
    """Groups were found without a pivot: twice as long for each regime that is level with the others."""
    names = [f"way-{place:02}" for place in range(40)]
    near = {one: {other for other in names if other != one} for one in names}
    assert ranking_._cliques(near, set(), set(names), set()) == [set(names)]
    apart = {one: near[one] - {"way-00"} if one == "way-39" else near[one] for one in names}
    apart["way-00"] = near["way-00"] - {"way-39"}
    found = ranking_._cliques(apart, set(), set(names), set())
    assert sorted(map(sorted, found)) == sorted(
        [sorted({*names} - {"way-00"}), sorted({*names} - {"way-39"})]
    )
