"""Comparisons: equal regimes, pairing, undefined metrics, cost modes, smallest effects, errors."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from innosim.analysis.claims import TOPICS, contest
from innosim.analysis.compare import compare, smallest_effects
from innosim.analysis.frames import AnalysisError
from innosim.analysis.ranking import Together
from innosim.analysis.verdicts import Verdict
from innosim.scenario.catalogue import HEADLINES, METRICS


def test_equal_regimes_show_no_difference_anywhere(twins: Any) -> None:
    found = compare(twins)
    assert {row.verdict for row in found.findings} == {Verdict.ZERO}
    assert {row.difference for row in found.findings} == {0.0}
    assert {row.beats for row in found.findings} == {0.5}
    assert {found.between(a, b, m) for (a, b, m) in found.contrasts} == {Verdict.ZERO}
    assert set(found.table["overall"]) == {"no difference"}
    assert all(contest(found, metric, found.regimes).tied == Verdict.ZERO for metric in TOPICS)


def test_equal_constant_regimes_are_equal_too(make: Callable[..., Any]) -> None:
    result = make(("one", "baseline"), equal=True)
    result.metrics["throughput_per_year"] = 3.0
    row = compare(result).finding("as_costed", "one", "throughput_per_year")
    assert row.verdict == Verdict.ZERO
    assert (row.difference_low, row.difference_high) == (0.0, 0.0)


def test_a_single_replication_decides_nothing(make: Callable[..., Any]) -> None:
    found = compare(make(n=1), "framed")
    verdicts = {row.verdict for row in found.findings}
    assert verdicts <= {Verdict.TOO_FEW, Verdict.UNDEFINED, Verdict.NOT_RANKED}


def test_the_numbers_are_those_of_the_frame(result: Any) -> None:
    row = compare(result).finding("as_costed", "framed", "support_mean")
    frame = result.metrics[result.metrics["cost"] == "as_costed"].set_index(
        ["regime", "replication"]
    )
    mine, theirs = frame.loc["framed"]["support_mean"], frame.loc["shaving"]["support_mean"]
    difference = mine - theirs
    assert row.n == row.pairs == 20
    assert row.mean == pytest.approx(mine.mean())
    assert row.difference == pytest.approx(difference.mean())
    assert row.difference_high - row.difference == pytest.approx(
        2.093024 * difference.std() / np.sqrt(20), rel=1e-5
    )
    assert row.beats == pytest.approx((difference > 0).mean())
    assert row.variance_ratio == pytest.approx(difference.var() / (mine.var() + theirs.var()))
    assert (
        row.verdict == Verdict.CLEARLY_WORSE
    )  # the made-up levels rise with a regime's place, and shaving is last


def test_pairing_that_blurs_is_seen(make: Callable[..., Any]) -> None:
    result = make()
    framed = result.metrics["regime"] == "framed"
    result.metrics.loc[framed, "support_mean"] = -result.metrics.loc[framed, "support_mean"]
    assert compare(result).finding("as_costed", "framed", "support_mean").variance_ratio > 1.0


def test_where_nothing_varies_the_ratio_is_undefined(make: Callable[..., Any]) -> None:
    result = make()
    result.metrics["support_mean"] = 0.5
    found = compare(result)
    assert math.isnan(found.finding("as_costed", "framed", "support_mean").variance_ratio)


def test_undefined_metrics_say_for_how_many_and_why(make: Callable[..., Any]) -> None:
    result = make()
    frame = result.metrics
    frame.loc[(frame["regime"] == "framed") & (frame["replication"] < 5), "late_failure_share"] = (
        np.nan
    )
    row = compare(result, "top-down").finding("as_costed", "framed", "late_failure_share")
    assert (row.n, row.undefined, row.why, row.pairs) == (15, 5, "nothing_failed", 15)
    shaving = compare(result).finding("as_costed", "framed", "lead_time_months")
    assert (shaving.pairs, shaving.verdict) == (0, Verdict.UNDEFINED)
    level = compare(result).level("as_costed", "shaving", "lead_time_months")
    assert (level.n, level.undefined, level.why) == (0, 20, "no_ideas")


def test_a_run_too_short_is_the_reason(make: Callable[..., Any]) -> None:
    result = make()
    object.__setattr__(result.scenario, "values", {**result.scenario.values, "months": 24})
    result.metrics["conversion"] = np.nan
    assert compare(result).finding("as_costed", "framed", "conversion").why == "too_short"


def test_who_has_no_ideas_is_not_ranked_on_failure(result: Any) -> None:
    found = compare(result)
    row = found.finding("as_costed", "framed", "failure_cost_mdkk_per_year")
    assert row.verdict == Verdict.NOT_RANKED
    everyone = (*found.regimes, "shaving")
    there = contest(found, "failure_cost_mdkk_per_year", everyone)
    assert [name for name, _ in there.levels] == ["top-down", "bottom-up", "framed"]
    assert (there.leader, there.left_out) == ("top-down", ("shaving",))
    held = compare(result, "framed")
    assert held.verdict("shaving", "failure_cost_mdkk_per_year") == Verdict.NOT_RANKED
    assert held.verdict("top-down", "failure_cost_mdkk_per_year") == Verdict.CLEARLY_BETTER
    assert METRICS["failure_cost_mdkk_per_year"].trying


def test_modes_that_disagree_depend_on_who_pays(make: Callable[..., Any]) -> None:
    result = make()
    turned = (result.metrics["cost"] == "equal_resources") & (result.metrics["regime"] == "framed")
    result.metrics.loc[turned, "support_mean"] += 50.0
    found = compare(result)
    assert found.finding("as_costed", "framed", "support_mean").verdict == Verdict.CLEARLY_WORSE
    assert (
        found.finding("equal_resources", "framed", "support_mean").verdict == Verdict.CLEARLY_BETTER
    )
    assert found.verdict("framed", "support_mean") == Verdict.DEPENDS
    interaction = found.contrast("framed", "shaving", "support_mean").interaction
    assert interaction is not None
    d = _interaction_by_hand(result.metrics, "framed", "shaving", "support_mean")
    assert interaction.mean == pytest.approx(d.mean())
    half = 2.093024 * d.std(ddof=1) / np.sqrt(20)
    assert interaction.high - interaction.mean == pytest.approx(half, rel=1e-5)


def _interaction_by_hand(frame: Any, one: str, other: str, metric: str) -> Any:
    wide = frame.pivot(index="replication", columns=["cost", "regime"], values=metric)
    equal = wide["equal_resources"][one] - wide["equal_resources"][other]
    return (equal - (wide["as_costed"][one] - wide["as_costed"][other])).to_numpy()


def test_unequal_words_alone_show_nothing(make: Callable[..., Any]) -> None:
    """Without any interaction the two modes may differ in a word; that it depends on who pays is then never said."""
    for seed in range(60):
        result = make(n=10)
        luck = np.random.default_rng(seed)
        frame = result.metrics
        for cost in ("as_costed", "equal_resources"):
            for name, level in (("framed", 0.6), ("shaving", 0.0)):
                rows = (frame["cost"] == cost) & (frame["regime"] == name)
                frame.loc[rows, "support_mean"] = level + luck.normal(size=10)
        found = compare(result, sesoi={"support_mean": 0.5}, metrics=("support_mean",))
        modes = found.contrast("framed", "shaving", "support_mean").verdicts
        opposed = {Verdict.WORSE, Verdict.CLEARLY_WORSE} & set(modes)
        if not opposed:
            there = found.contrast("framed", "shaving", "support_mean")
            material = there.interaction is not None and (
                there.interaction.low > 0.5 or there.interaction.high < -0.5
            )
            assert (there.overall.verdict == Verdict.DEPENDS) == material


def test_the_leader_is_ahead_of_all_others_at_once(result: Any) -> None:
    found = compare(result)
    there = contest(found, "support_majority_share", (*found.regimes, "shaving"))
    assert (there.leader, there.elsewhere) == ("shaving", "shaving")
    assert there.ahead == ("shaving",)


def test_regime_against_regime(result: Any) -> None:
    found = compare(result, between=("framed", "top-down"))
    assert (found.regimes, found.baseline) == (("framed",), "top-down")
    assert found.verdict("framed", "support_mean") == Verdict.CLEARLY_BETTER
    with pytest.raises(AnalysisError, match="two regimes"):
        compare(result, between=("framed", "framed"))


@pytest.mark.parametrize("baseline", ["nonsense", "routine", "top-down"])
def test_a_baseline_beside_a_pair_is_refused(result: Any, baseline: str) -> None:
    with pytest.raises(
        AnalysisError, match=f"^baseline is '{baseline}' beside between, .*one of them"
    ):
        compare(result, baseline, between=("framed", "top-down"))


def test_one_cost_mode_alone(make: Callable[..., Any]) -> None:
    result = make()
    result.metrics = result.metrics[result.metrics["cost"] == "as_costed"]
    found = compare(result)
    assert found.costs == ("as_costed",)
    assert len(found.costs) == 1


def test_smallest_effects_come_from_the_call_the_scenario_the_catalogue(result: Any) -> None:
    object.__setattr__(result.scenario, "sesoi", {"support_mean": 0.5})
    try:
        assert smallest_effects(result.scenario, {})["support_mean"] == 0.5
        assert smallest_effects(result.scenario, {"support_mean": 0.2})["support_mean"] == 0.2
        assert smallest_effects(result.scenario, {})["throughput_per_year"] == 5.0
        assert smallest_effects(result.scenario, {})["conversion"] is None
    finally:
        object.__setattr__(result.scenario, "sesoi", {})


@pytest.mark.parametrize("size", [-1.0, float("nan"), float("inf"), 1e300])
def test_a_smallest_effect_is_a_size(result: Any, size: float) -> None:
    with pytest.raises(AnalysisError, match="must be 0 to"):
        compare(result, sesoi={"support_mean": size})


def test_unknown_names_are_answered_with_the_known(result: Any) -> None:
    with pytest.raises(AnalysisError, match="framed"):
        compare(result, "framd")
    with pytest.raises(AnalysisError, match="support_mean"):
        compare(result, sesoi={"support": 1.0})
    with pytest.raises(AnalysisError, match="no metric 'suport_mean': did you mean support_mean"):
        compare(result, metrics=("support_mean", "suport_mean"))
    with pytest.raises(AnalysisError, match="no metric 'failed_mdkk'"):
        compare(result, sesoi={"failed_mdkk": 1.0})


@pytest.mark.parametrize("name", [name for name, metric in METRICS.items() if metric.ratio])
def test_a_ratio_is_the_sum_of_its_numerators_over_that_of_its_denominators(
    result: Any, name: str
) -> None:
    above, below = METRICS[name].ratio
    frame = result.metrics[result.metrics["cost"] == "as_costed"].set_index("regime")
    ours, theirs = (
        frame.loc[regime][above].sum() / frame.loc[regime][below].sum()
        for regime in ("framed", "top-down")
    )
    row = compare(result, "top-down").finding("as_costed", "framed", name)
    assert row.pooled
    assert row.mean == pytest.approx(ours)
    assert row.difference == pytest.approx(ours - theirs)
    assert row.low < row.mean < row.high
    assert row.difference_low < row.difference < row.difference_high


def test_equal_ratios_of_unequal_weight_are_no_zero(make: Callable[..., Any]) -> None:
    """Replication by replication the same share, but more of what failed where the share is large."""
    frame = (result := make()).metrics
    framed = frame["regime"] == "framed"
    frame.loc[framed, "late_failure_share"] = frame.loc[
        frame["regime"] == "top-down", "late_failure_share"
    ].to_numpy()
    row = compare(result, "top-down").finding("as_costed", "framed", "late_failure_share")
    assert row.difference != 0.0
    assert row.verdict != Verdict.ZERO


def test_what_is_divided_and_what_is_paid_are_no_outcomes(result: Any) -> None:
    compared = set(compare(result).metrics)
    assert compared == {name for name, metric in METRICS.items() if metric.role == "outcome"}
    assert not compared & {part for metric in METRICS.values() for part in metric.ratio or ()}


def test_only_the_metrics_asked_for_are_compared(result: Any) -> None:
    found = compare(result, metrics=("conversion", "value_per_year"))
    assert found.metrics == ("value_per_year", "conversion")
    assert contest(found, "value_per_year").metric == "value_per_year"
    with pytest.raises(AnalysisError, match="value_per_year"):
        contest(found, "conversion")


def test_a_comparison_needs_no_table_but_the_metrics(result: Any) -> None:
    bare = replace(result, indicators=None, ideas=None)
    assert set(HEADLINES) < set(compare(bare).metrics)


def test_nobody_is_ranked_where_the_order_turns_on_an_assumption(result: Any) -> None:
    """By how long the agenda has its mandate each stands against the baseline, and against nobody else."""
    assert METRICS["mandate_share"].turns_on == "gains_seen"
    there = contest(compare(result), "mandate_share")
    assert (there.leader, there.turns_on) == ("", "gains_seen")


def test_whoever_has_no_ideas_is_named_as_left_out_also_where_nothing_was_used(
    make: Callable[..., Any],
) -> None:
    """The one left out is named, not the baseline, and once."""
    result = make()
    none = result.metrics["regime"] == "shaving"
    result.metrics.loc[none, "spent_on_ideas_mdkk"] = 0.0
    result.metrics.loc[none, ["failed_mdkk", "failure_cost_share"]] = np.nan
    found = compare(result, "framed")
    everyone = (*found.regimes, "framed")
    for metric in ("failure_cost_share", "failure_cost_mdkk_per_year"):
        assert contest(found, metric, everyone).left_out == ("shaving",)
    assert set(found.table.loc[found.table["headline"], "metric"]) == set(HEADLINES)


def test_a_verdict_of_equal_runs_knows_in_how_many_they_may_differ(
    make: Callable[..., Any],
) -> None:
    """Of all pairs at once more may differ than of one: with four regimes six are told."""
    result = make()
    result.metrics["power_lost"] = 0.25
    found = compare(result)
    alone = found.contrast("framed", "top-down", "power_lost")
    assert alone.overall.verdict == Verdict.SAME
    assert alone.may_differ == pytest.approx(3.841459 / 23.841459)
    assert found.finding("as_costed", "framed", "power_lost").may_differ == alone.may_differ
    at_once = Together(found, "power_lost").contrast("framed", "top-down")
    assert at_once.overall.verdict == Verdict.SAME
    assert at_once.may_differ == pytest.approx(2.638257**2 / (20 + 2.638257**2), rel=1e-5)
    assert math.isnan(found.contrast("framed", "top-down", "value_per_year").may_differ)


def test_without_a_smallest_effect_a_comparison_depends_only_where_modes_are_opposed(
    make: Callable[..., Any],
) -> None:
    result = make()
    more = (result.metrics["cost"] == "equal_resources") & (result.metrics["regime"] == "framed")
    metric = "saved_per_used"
    result.metrics.loc[more, METRICS[metric].ratio[0]] *= 1.5
    found = compare(result)
    assert found.effects[metric] is None
    there = found.contrast("framed", "top-down", metric)
    assert there.interaction is not None
    assert there.interaction.low > 0.0  # an interaction, and nobody said from where it matters
    assert there.overall.verdict != Verdict.DEPENDS
    asked = compare(result, sesoi={metric: 0.0}).contrast("framed", "top-down", metric)
    assert asked.overall.verdict == Verdict.DEPENDS
