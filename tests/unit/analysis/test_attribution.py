"""Differences split among levers and mechanisms: on made-up set functions, on mixes of levers, and in a small town."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import innosim
from innosim.analysis.attribution import REST, Among
from innosim.analysis.changes import changes_of
from innosim.analysis.frames import AnalysisError
from innosim.analysis.shapley import design
from innosim.analysis.splitting import Asked, split
from innosim.analysis.verdicts import Verdict
from innosim.analysis.why import ask, explain
from innosim.experiment.engine import installed
from innosim.experiment.mixes import MIX, differing, mixed, path_of, with_mechanisms, with_mix
from innosim.experiment.study_runner import run_study
from innosim.model.prices import standing_price
from innosim.scenario.catalogue import HEADLINES, LEVERS
from innosim.scenario.resolved import Change, Scenario
from innosim.scenario.whole import fit_to_run

TOWN = {"months": 144, "staff": 8500, "budget_mdkk": 3900.0}


def made_up(columns: dict[str, np.ndarray], players: int, pairs: int = 4, **more) -> Asked:
    """A set function whose metrics are these columns (sets, replications)."""
    names = tuple(f"lever {number}" for number in range(players))
    return Asked(names, design(players, pairs, 1), (columns.__getitem__,), TOWN, **more)


def additive(sizes: list[float], n: int = 12, noise: float = 0.0) -> np.ndarray:
    plan = design(len(sizes), 4, 1)
    draws = np.random.default_rng(5)
    own = np.array(sizes)[:, None] + noise * draws.normal(size=(len(sizes), n))
    return 10.0 + draws.normal(size=n) + plan.sets @ own


# Splits


def test_parts_are_what_they_were_made_of_and_add_up_to_what_a_comparison_says() -> None:
    sizes = [3.0, 0.0, -1.0, 0.02, 5.0]
    found = split(made_up({"value_per_year": additive(sizes, noise=0.1)}, 5), "value_per_year", 1.0)
    assert [part.contribution for part in found.parts] == pytest.approx(sizes, abs=0.15)
    assert found.rounding == pytest.approx(0.0, abs=1e-13)
    total = math.fsum(part.contribution for part in found.parts)
    assert total == pytest.approx(found.whole.mean, abs=1e-13)
    assert found.levels[0] - found.levels[1] == pytest.approx(found.whole.mean)
    assert found.part("lever 0").verdict == Verdict.CLEARLY_BETTER
    assert found.part("lever 3").verdict == Verdict.NEGLIGIBLE
    assert [part.name for part in found.ordered][:3] == ["lever 4", "lever 0", "lever 2"]
    assert found.part("lever 4").shown


def test_who_changes_nothing_is_said_to_be_the_same_in_all_runs() -> None:
    found = split(made_up({"value_per_year": additive([2.0, 0.0, 1.0])}, 3), "value_per_year", 1.0)
    idle = found.part("lever 1")
    assert (idle.contribution, idle.low, idle.high, idle.zero) == (0.0, 0.0, 0.0, True)
    assert idle.verdict == Verdict.SAME
    assert not idle.shown


def test_less_is_better_where_it_is() -> None:
    column = additive([3.0, -3.0, 0.0], noise=0.1)
    found = split(
        made_up({"failure_cost_mdkk_per_year": column}, 3), "failure_cost_mdkk_per_year", 1.0
    )
    assert found.part("lever 0").verdict == Verdict.CLEARLY_WORSE
    assert found.part("lever 1").verdict == Verdict.CLEARLY_BETTER


def test_a_ratio_is_pooled_and_its_parts_still_add_up() -> None:
    draws = np.random.default_rng(3)
    plan = design(8, 4, 1)
    above, below = draws.uniform(1.0, 2.0, (2, len(plan.sets), 15))
    columns = {
        "failure_cost_share": above / below,
        "failed_mdkk": above,
        "spent_on_ideas_mdkk": below,
    }
    found = split(made_up(columns, 8), "failure_cost_share", 0.02)
    whole = above[1].sum() / below[1].sum() - above[0].sum() / below[0].sum()
    assert found.whole.mean == pytest.approx(whole, abs=1e-14)
    assert math.fsum(part.contribution for part in found.parts) == pytest.approx(whole, abs=1e-13)


def test_replications_without_a_value_under_some_mix_are_left_out_and_counted() -> None:
    column = additive([1.0, 2.0, 3.0], noise=0.3)
    column[5, 2] = column[6, 2] = column[3, 7] = math.nan
    found = split(made_up({"value_per_year": column}, 3), "value_per_year", 1.0)
    assert (found.undefined, found.left_out, found.whole.pairs) == (3, 2, 10)
    kept = np.delete(column, [2, 7], axis=1)
    assert found.whole.mean == pytest.approx((kept[1] - kept[0]).mean())
    assert found.rounding == pytest.approx(0.0, abs=1e-13)


def test_orders_that_pass_a_mix_without_any_value_are_left_out_and_counted() -> None:
    plan = design(9, 4, 1)
    column = additive([1.0] * 9)
    lost = int(plan.paths[2, 4])  # of the second pair
    passed = sum(bool((plan.paths[[2 * pair, 2 * pair + 1]] == lost).any()) for pair in range(4))
    column[lost] = math.nan
    found = split(made_up({"value_per_year": column}, 9), "value_per_year", 1.0)
    assert (found.orders_left_out, found.left_out) == (passed, 0)
    assert [part.contribution for part in found.parts] == pytest.approx([1.0] * 9)


@pytest.mark.parametrize("players", [3, 9])
def test_where_an_end_has_no_value_nothing_is_split(players: int) -> None:
    column = additive([1.0] * players)
    column[1] = math.nan
    found = split(made_up({"value_per_year": column}, players), "value_per_year", 1.0)
    assert found.verdict == Verdict.UNDEFINED
    assert found.parts == ()
    assert math.isnan(found.whole.mean)


def test_too_few_replications_have_numbers_and_no_verdicts() -> None:
    found = split(
        made_up({"value_per_year": additive([1.0, 2.0], 4, 0.1)}, 2), "value_per_year", 1.0
    )
    assert {part.verdict for part in found.parts} == {Verdict.TOO_FEW}


def test_of_two_regimes_the_difference_is_split_with_what_is_left_without_anybody() -> None:
    plan = design(3, 4, 1)
    base, own = additive([1.0, 0.0, 0.5], noise=0.1), additive([4.0, 0.0, -1.0], noise=0.1)
    columns = [{"value_per_year": own + 7.0}, {"value_per_year": base}]
    places = {tuple(row): place for place, row in enumerate(plan.sets.tolist())}
    alone = tuple(places[tuple(each != player for each in range(3))] for player in range(3))
    asked = Asked(
        ("a", "b", "c"), plan, tuple(each.__getitem__ for each in columns), TOWN, alone
    )  # fmt: skip
    found = split(asked, "value_per_year", 1.0)
    assert [part.name for part in found.parts] == ["a", "b", "c", REST]
    assert [part.contribution for part in found.parts] == pytest.approx(
        [3.0, 0.0, -1.5, 7.0], abs=0.2
    )
    total = math.fsum(part.contribution for part in found.parts)
    assert total == pytest.approx(found.whole.mean, abs=1e-13)
    gone = {each.name: each.gone for each in found.alone}
    assert gone == pytest.approx({"a": 3.0, "b": 0.0, "c": -1.5}, abs=0.2)
    assert found.alone[0].difference == pytest.approx(found.whole.mean - gone["a"])


# Mixes


@pytest.fixture(scope="module")
def village() -> Scenario:
    return innosim.load("village", ["run.months=36"])


def dated(scenario: Scenario, regime: str, *changes: tuple[int, dict[str, float]]) -> Scenario:
    """The scenario with dated changes in one of its regimes."""
    made = tuple(
        Change(month, levers, dict.fromkeys(levers, "assumed"), at)
        for at, (month, levers) in enumerate(changes)
    )
    regimes = {**scenario.regimes, regime: replace(scenario.regimes[regime], changes=made)}
    return fit_to_run(replace(scenario, regimes=regimes))


def test_a_mix_has_these_levers_from_one_regime_and_all_others_from_the_other(village) -> None:
    mix = mixed(village, "framed", "bottom-up", {"pool", "tracks"})
    framed, other = village.regimes["framed"], village.regimes["bottom-up"]
    for lever in LEVERS:
        side = framed if lever in ("pool", "tracks") else other
        assert mix.levers[lever] == side.levers[lever]
    levers = differing(village, "framed", "bottom-up")
    assert mixed(village, "framed", "bottom-up", levers).levers == framed.levers
    assert mixed(village, "framed", "bottom-up", ()).levers == other.levers


def test_a_lever_and_its_dated_changes_move_together(village) -> None:
    town = dated(village, "framed", (12, {"pool": 5.0, "vision": 0.9}), (24, {"pool": 0.0}))
    town = dated(town, "bottom-up", (12, {"protected_time": 0.01}), (30, {"pool": 2.0}))
    mix = mixed(town, "framed", "bottom-up", {"pool"})
    assert path_of(mix, "pool", 36) == ((0, 3.1), (12, 5.0), (24, 0.0))
    assert path_of(mix, "vision", 36) == ((0, 0.2),)
    assert path_of(mix, "protected_time", 36) == ((0, 0.004), (12, 0.01))
    every = mixed(town, "framed", "bottom-up", differing(town, "framed", "bottom-up"))
    for lever in LEVERS:
        assert path_of(every, lever, 36) == path_of(town.regimes["framed"], lever, 36)


def test_changes_that_change_nothing_make_no_difference(village) -> None:
    pool = village.regimes["framed"].levers["pool"]
    twin = replace(village.regimes["framed"], name="twin")
    town = replace(village, regimes={**village.regimes, "twin": twin})
    town = dated(town, "twin", (12, {"pool": pool}))
    assert differing(town, "framed", "twin") == ()
    with pytest.raises(AnalysisError, match="the same setting of levers"):
        ask(town, ("framed", "twin"), 4)


def test_every_mix_is_a_scenario_that_may_be_run(village) -> None:
    for among in Among:
        question = ask(village, ("framed", "top-down"), 3, among)
        plan = question.plan
        assert all(point.scenario is not None for point in plan.points)
        assert len({tuple(point.varied.items()) for point in plan.points}) == len(plan.points)
        sides = {MIX} if among == Among.LEVERS else {"framed", "top-down"}
        assert set(plan.base.regimes) == sides


def test_without_mechanisms_each_is_off_and_one_that_was_off_stays_so(village) -> None:
    none = with_mechanisms(village, "framed", "top-down", ())
    some = with_mechanisms(village, "framed", "top-down", ("blame",))
    assert not any(none.values[name] for name in ("blame", "silos", "threat_rigidity"))
    assert some.values["blame"]
    assert not some.values["threat_rigidity"]
    assert set(none.regimes) == {"framed", "top-down"}


@pytest.mark.parametrize("among", [Among.LEVERS, Among.MECHANISMS])
@pytest.mark.parametrize("orders", [(2, 3), (3, 4), (4, 20), (2, 1000)])
def test_more_orders_go_on_with_what_is_there(village, among: Among, orders) -> None:
    """Of few mechanisms all sets are valued where many orders are asked for: what is there begins them too."""
    few, many = (ask(village, ("framed", "bottom-up"), each, among) for each in orders)
    assert many.mixes[: len(few.mixes)] == few.mixes
    assert len(set(many.mixes)) == len(many.mixes)
    assert many.alone == few.alone


def test_prices_add_up_also_where_one_hangs_on_another(village) -> None:
    town = dated(village, "framed", (12, {"mystery_months": 8.0, "tracks": 2.0}))
    changes, price = changes_of(town, ("framed", "bottom-up"))
    whole = standing_price(town, town.regimes["framed"]) - standing_price(
        town, town.regimes["bottom-up"]
    )
    assert price == pytest.approx(whole)
    assert math.fsum(each.price for each in changes) == pytest.approx(whole)
    exact = {each.name: each.price for each in changes}
    # The price of months in mystery hangs on tracks alone: both split it evenly.
    few = ("tracks", "mystery_months")
    base = town.regimes["bottom-up"]
    prices = {
        levers: standing_price(town, mixed(town, "framed", "bottom-up", levers))
        for levers in ((), few[:1], few[1:], few)
    }
    own = prices[few[:1]] - prices[()]
    both = prices[few] - prices[()]
    assert exact["tracks"] + exact["mystery_months"] == pytest.approx(both)
    assert exact["tracks"] == pytest.approx((own + both - (prices[few[1:]] - prices[()])) / 2.0)
    assert base.levers["tracks"] == 0.0


# A town


def only(village: Scenario, **levers: float) -> Scenario:
    """The village with a regime `other` that is framed but for some levers."""
    framed = village.regimes["framed"]
    other = replace(framed, name="other", preset=None, levers={**framed.levers, **levers})
    return fit_to_run(replace(village, regimes={**village.regimes, "other": other}))


def test_two_regimes_that_differ_in_one_lever_give_it_all(village, tmp_path: Path) -> None:
    town = only(village, pool=0.0)
    found = explain(
        town, ("framed", "other"), tmp_path / "why", installed(), replications=10, jobs=1
    )
    assert [each.name for each in found.changes] == ["pool"]
    assert found.orders[Among.LEVERS] == 0
    assert found.mixes[Among.LEVERS] == 2
    run = innosim.run(town, regimes=("framed", "other"), cost="as_costed", replications=10, jobs=1)
    compared = run.compare(between=("framed", "other"))
    for metric in HEADLINES:
        whole = compared.contrast("framed", "other", metric).differences[0]
        part = found.of(metric).part("pool")
        assert found.of(metric).whole.mean == whole.mean
        assert part.contribution == pytest.approx(whole.mean, abs=1e-12)


def test_a_lever_that_does_nothing_gets_nothing(village, tmp_path: Path) -> None:
    """Months in mystery do nothing where there are no questions."""
    town = only(only(village, tracks=0.0), tracks=0.0, mystery_months=0.0, pool=1.0)
    framed = replace(town.regimes["framed"], levers={**town.regimes["framed"].levers, "tracks": 0.0})  # fmt: skip
    town = fit_to_run(replace(town, regimes={**town.regimes, "framed": framed}))
    found = explain(
        town, ("framed", "other"), tmp_path / "why", installed(), replications=10, jobs=1
    )
    assert [each.name for each in found.changes] == ["mystery_months", "pool"]
    for metric in HEADLINES:
        assert found.of(metric).part("mystery_months").zero


@pytest.fixture(scope="module")
def found(village, tmp_path_factory: pytest.TempPathFactory) -> innosim.Attribution:
    return innosim.why(
        village, ("framed", "bottom-up"), replications=10, permutations=2, mechanisms=True, jobs=1,
        out=tmp_path_factory.mktemp("why") / "mixes",
    )  # fmt: skip


def test_in_a_town_parts_add_up_to_what_a_comparison_says(village, found) -> None:
    run = innosim.run(
        village, regimes=("framed", "bottom-up"), cost="as_costed", replications=10, jobs=1
    )
    compared = run.compare(between=("framed", "bottom-up"))
    for metric in HEADLINES:
        whole = compared.contrast("framed", "bottom-up", metric).differences[0]
        for among in Among:
            one = found.of(metric, among)
            assert one.whole.mean == pytest.approx(whole.mean, abs=1e-15)
            assert (one.whole.low, one.whole.high) == pytest.approx((whole.low, whole.high))
            total = math.fsum(part.contribution for part in one.parts)
            assert total == pytest.approx(whole.mean, abs=1e-12)


def test_the_table_has_a_row_a_part_and_one_for_the_whole(found) -> None:
    table = found.table
    levers = table[(table["among"] == "levers") & (table["metric"] == "value_per_year")]
    assert len(levers) == len(found.changes) + 1
    parts, whole = levers.iloc[:-1], levers.iloc[-1]
    assert whole["part"] == "difference"
    assert parts["contribution"].sum() == pytest.approx(whole["contribution"])
    assert parts["price_mdkk"].sum() == pytest.approx(whole["price_mdkk"])
    mechanisms = table[(table["among"] == "mechanisms") & (table["metric"] == "value_per_year")]
    assert mechanisms["difference_without"].notna().sum() == 19


def test_each_mechanism_alone_off_is_what_running_without_it_says(village, found) -> None:
    without = innosim.load("village", ["run.months=36", "switches.investment=false"])
    run = innosim.run(
        without, regimes=("framed", "bottom-up"), cost="as_costed", replications=10, jobs=1
    )
    compared = run.compare(between=("framed", "bottom-up"))
    for metric in HEADLINES:
        then = compared.contrast("framed", "bottom-up", metric).differences[0].mean
        alone = {each.name: each for each in found.of(metric, "mechanisms").alone}
        assert alone["investment"].difference == pytest.approx(then, abs=1e-12)
        gone = found.of(metric).whole.mean - then
        assert alone["investment"].gone == pytest.approx(gone, abs=1e-12)


def test_more_orders_of_mechanisms_run_only_what_they_add(tmp_path: Path) -> None:
    town = innosim.load("village", ["run.months=3", "run.startup_months=0", "run.replications=1"])
    there = 0
    for orders in (2, 3):
        question = ask(town, ("framed", "bottom-up"), orders, Among.MECHANISMS)
        outcome = run_study(question.plan, tmp_path / "mixes", installed(), jobs=1)
        assert outcome.ran == 2 * (len(question.mixes) - there) > 0
        there = len(question.mixes)


def test_what_was_run_is_not_run_again(village, found, tmp_path: Path) -> None:
    question = ask(replace(village, values={**village.values, "replications": 10}), ("framed", "bottom-up"), 2)  # fmt: skip
    folder = tmp_path / "mixes"
    told: list[tuple[int, int]] = []

    def asked(orders: int) -> innosim.Attribution:
        return explain(
            village, ("framed", "bottom-up"), folder, installed(), replications=10,
            orders=orders, jobs=1, progress=lambda _: lambda done, total: told.append((done, total)),
        )  # fmt: skip

    first = asked(2)
    mixes = len(question.mixes)
    assert told[0] == (0, 10 * mixes)
    told.clear()
    assert asked(2).table.equals(first.table)
    assert told == [(10 * mixes, 10 * mixes)]
    told.clear()
    asked(3)
    assert told[0][0] >= 10 * (mixes - 20)  # but for the last chunk, which has other points now
    assert first.table.query("among == 'levers'").equals(
        found.table.query("among == 'levers'").reset_index(drop=True)
    )


def test_what_is_varied_says_which_regime_each_lever_is_from(village) -> None:
    levers, mechanisms = (
        ask(village, ("framed", "bottom-up"), 2, each).plan.points for each in Among
    )
    assert levers[0].varied["pool"] == "bottom-up"
    assert levers[1].varied["pool"] == "framed"
    assert mechanisms[0].varied["switches.blame"] is False
    assert mechanisms[1].varied["switches.blame"] is True


@pytest.mark.parametrize(
    ("between", "orders", "said"),
    [
        (("framed", "framed"), 4, "an explanation needs two regimes, not 'framed' twice"),
        (("frame", "routine"), 4, "no regime 'frame': did you mean framed?"),
    ],
)
def test_what_cannot_be_asked_is_refused(village, between, orders, said) -> None:
    with pytest.raises(AnalysisError, match=said):
        ask(village, between, orders)


@pytest.mark.parametrize("orders", [0, 1, -3, 2.5, 10**9, "many"])
def test_a_number_of_orders_that_is_none_is_refused(village, orders) -> None:
    with pytest.raises(AnalysisError, match=r"permutations is .*; it is a whole number from 2"):
        innosim.why(village, ("framed", "routine"), permutations=orders)


def test_regimes_of_cuts_only_are_not_ranked_on_failure(village, tmp_path: Path) -> None:
    found = explain(
        village, ("routine", "shaving"), tmp_path / "why", installed(), replications=10, jobs=1
    )
    assert found.of("failure_cost_mdkk_per_year").verdict == Verdict.NOT_RANKED
    assert found.of("throughput_per_year").verdict != Verdict.NOT_RANKED


def test_a_mix_alone_stands_in_its_scenario(village) -> None:
    made = with_mix(village, "framed", "bottom-up", ("pool",))
    assert tuple(made.regimes) == (MIX,)
    assert made.baseline == MIX
    assert made.contrasts == ()
    assert made.regimes[MIX].sources["pool"] == "framed"
    assert made.regimes[MIX].sources["vision"] == "bottom-up"
