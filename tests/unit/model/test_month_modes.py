"""Compiled, plain and stepped through Mesa: the same bits; and no rule compiled for a literal."""

import pytest
from towns import Tables, differences, village

from innosim.model.handle import Handle
from innosim.model.rulebook import rulebook
from innosim.model.simulator import Simulator
from innosim.scenario.resolved import Regime, Scenario

MONTHS = 50  # past the first election


def shaken(startup_months: int = 0) -> Scenario:
    """A village in which most things happen: many posts, shocks, roll-backs, a merger."""
    lively = {"post_share": 0.15, "regulation_rate": 0.6, "rollback_rate": 0.1, "merger_month": 20}
    return village(months=MONTHS, startup_months=startup_months, **lively)


def run(scenario: Scenario, regime: Regime, *, plain: bool) -> tuple[Tables, Tables]:
    simulator = Simulator(scenario, regime, events=True, plain=plain)
    simulator.run(1)
    return simulator.tables(ideas=True), {"events": simulator.events()}


@pytest.mark.plain
@pytest.mark.parametrize(("name", "before"), [("framed", 0), ("framed", 12), ("top-down", 0)])
def test_compiled_has_the_plain_bits(name, before):
    """Every table and every event, past an election, of a town with a past and without one."""
    scenario = shaken(startup_months=before)
    compiled, events = run(scenario, scenario.regimes[name], plain=False)
    plain, plain_events = run(scenario, scenario.regimes[name], plain=True)
    assert compiled["indicators"]["sparked"].sum() > 30
    assert differences(compiled, plain) == []
    assert differences(events, plain_events) == []


@pytest.mark.parametrize("name", ["framed", "top-down"])
def test_stepped_through_mesa_has_the_compiled_bits(name):
    """A month at a time, with agents standing over the rows and a data collector reading."""
    from innosim.model.municipality import Municipality

    scenario = shaken()
    compiled, _ = run(scenario, scenario.regimes[name], plain=False)
    town = Municipality(scenario, regime=name, replication=1)
    while town.running:
        town.step()
    assert town.month == MONTHS
    town._innosim_simulator.reckon()
    assert differences(compiled, town._innosim_simulator.tables(ideas=True)) == []


def test_no_rule_is_compiled_for_a_literal():
    """A literal integer would compile its callee anew for every value."""
    if not rulebook().compiled:
        pytest.skip("rules are not compiled here")
    simulator = Simulator(village(months=1), village().regimes["framed"])
    simulator.run(0)
    rules = rulebook().loaded(Handle(simulator.town)).object.rules
    assert len(rules) > 200, "few rules have been compiled"
    assert [each for each in rules if "iteral" in each] == []
