"""All mechanisms off, all levers at zero: savings, cuts and quality by hand."""

from math import exp

import numpy as np
import pytest
from towns import changed, free, lived, middle

from innosim.scenario.catalogue import SECTIONS
from innosim.scenario.resolved import Scenario

P = 0.01
E1, E2 = 0.6, 3.0


def bare(**values: float) -> Scenario:
    """A town whose only mechanism is the one a test turns on; nothing wears and nothing shocks."""
    off = {switch.name: False for switch in SECTIONS["switches"]}
    still = {"overload_wear": 0.0, "regulation_rate": 0.0, "cut_harm": E1, "cut_fatigue": E2}
    return changed(middle(months=144, startup_months=0), **{**off, **still, **values})


def test_under_cuts_alone_each_january_cuts_p_of_b():
    """cut = p B twelve times; nothing is harvested, booked or left over."""
    scenario = bare()
    run = lived(scenario, "shaving")
    indicators = run.tables(ideas=False)["indicators"]
    b = scenario.values["budget_mdkk"]
    january = indicators["month"] % 12 == 0
    np.testing.assert_allclose(indicators["cut_mdkk"][january], P * b, rtol=1e-12)
    assert not indicators["cut_mdkk"][~january].any()
    for name in ("harvested_mdkk", "booked_mdkk", "emergency_mdkk", "sparked"):
        assert not indicators[name].any()
    metrics = run.tables(ideas=False)["metrics"]
    assert metrics["cuts_mdkk_per_year"][0] == pytest.approx(P * b)
    assert metrics["pressure_met_without_cuts"][0] == 0.0


def test_cuts_that_do_not_hurt_leave_quality_at_one():
    indicators = lived(bare(), "shaving").tables(ideas=False)["indicators"]
    assert (indicators["quality_mean"] == 1.0).all()


def test_quality_under_cuts_is_the_product_of_what_each_cut_leaves():
    """q = prod exp(-e1 c (1 + e2 C)), c this cut's share of the budget left, C the shares before it."""
    indicators = lived(bare(cuts_hurt=True), "shaving").tables(ideas=False)["indicators"]
    quality, so_far = 1.0, 0.0
    for year in range(12):
        share = P / (1.0 - P * year)
        quality *= exp(-E1 * share * (1.0 + E2 * so_far))
        so_far += share
        months = indicators["quality_mean"][12 * year : 12 * year + 12]
        np.testing.assert_allclose(months, quality, rtol=1e-12)


def test_hours_and_demand_after_cuts_by_hand():
    """Hours fall by the share cut, demand by demand_follow of it: so workload rises by a known factor."""
    scenario = bare(demand_follow=0.6, workload_spread=0.0)
    indicators = lived(scenario, "shaving").tables(ideas=False)["indicators"]
    workload = scenario.values["workload_start"]
    for year in range(12):
        share = P / (1.0 - P * year)
        workload *= (1.0 - 0.6 * share) / (1.0 - share)
        months = indicators["workload_mean"][12 * year : 12 * year + 12]
        np.testing.assert_allclose(months, workload, rtol=1e-12)


def test_savings_of_ideas_by_hand_and_what_they_leave_to_cut():
    """Realised = z theta_s x months / ramp over what operates, times anchoring where it is of worth; January harvests what is new of it."""
    scenario = bare(post_share=0.1, spark_unit=0.06)
    run = lived(scenario, free())
    town = run.town
    ideas = town.ideas[: town.state["ideas"][0]]
    running = ideas[ideas["end"] == 5]
    assert len(running) > 20
    kept = np.where(running["theta"] > 0.0, running["anchoring"], 1.0)
    ramp = np.minimum(1.0, (144 - 1 - running["month_operation"]) / running["ramp"])
    saving = ramp * running["stake"] * running["theta_saving"] * kept
    indicators = run.tables(ideas=False)["indicators"]
    assert indicators["realised_savings_mdkk"][-1] == pytest.approx(saving.sum(), rel=1e-9)
    mix = 0.25 * (
        np.where(np.isin(running["origin"], (0, 1, 5)), 1.0, scenario.values["leader_part"])
    )
    assert (running["anchoring"] >= scenario.values["anchor_base"] + 0.3 * mix - 1e-12).all()
    b = scenario.values["budget_mdkk"]
    january = indicators["month"] % 12 == 0
    met = indicators["harvested_mdkk"] + indicators["cut_mdkk"]
    np.testing.assert_allclose(met[january], indicators["gap_mdkk"][january], rtol=1e-12)
    again = town.state["rolled_back_harvest"][0] - town.state["next_gap"][0]
    assert indicators["gap_mdkk"].sum() == pytest.approx(12 * P * b + again)
    assert indicators["harvested_mdkk"].sum() > 0.0
    assert (
        indicators["harvested_mdkk"].sum()
        <= np.maximum(ideas["realised_saving"], 0).sum()
        + 1e-9
        + (town.state["rolled_back_harvest"][0])
    )


def test_zero_levers_cost_nothing():
    metrics = lived(bare(), free()).tables(ideas=False)["metrics"]
    assert metrics["standing_price_mdkk_per_year"][0] == 0.0
    assert metrics["overhead_mdkk_per_year"][0] == 0.0
