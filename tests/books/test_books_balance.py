"""The books balance under any scenario, any levers and any dated changes; and what was asked for is accounted for."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from numpy import testing
from towns import free, middle, steered, village

from innosim.model.ledger import ACCOUNTS, DEBT, OPERATIONS
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.catalogue.declare import Lever, Parameter
from innosim.scenario.resolved import Regime, Scenario

IDEA_HOURS = ("protected_used", "slack_used", "discretion", "implementation")

FREE = {
    name: p
    for name, p in PARAMETERS.items()
    if p.subject not in {"town", "run"} and p.low <= p.high and not isinstance(p.default, str)
}
"""Parameters that may take any value of their range beside any values of the others."""


def value_at(parameter: Parameter, place: float) -> float:
    """The value at a place of the parameter's plausible range, 0 its low end and 1 its high end."""
    value = parameter.low + place * (parameter.high - parameter.low)
    if isinstance(parameter.default, bool):
        return place < 0.5
    return round(value) if isinstance(parameter.default, int) else value


def setting_at(lever: Lever, place: float) -> float:
    """The setting at a place of a lever's range; the lowest tenth is zero, so that levers are often off."""
    value = lever.low + place * (lever.high - lever.low) if place > 0.1 else 0.0
    if lever.kind == "yes/no":
        return float(place > 0.7)
    return float(round(value)) if lever.kind == "whole" else value


places = st.floats(0.0, 1.0, allow_nan=False)
values = st.dictionaries(st.sampled_from(sorted(FREE)), places, max_size=40).map(
    lambda drawn: {name: value_at(FREE[name], place) for name, place in drawn.items()}
)
levers = st.fixed_dictionaries(dict.fromkeys(LEVERS, places)).map(
    lambda drawn: {name: setting_at(LEVERS[name], place) for name, place in drawn.items()}
)
some_levers = st.dictionaries(st.sampled_from(sorted(LEVERS)), places, min_size=1, max_size=6).map(
    lambda drawn: {name: setting_at(LEVERS[name], place) for name, place in drawn.items()}
)
changes = st.lists(st.tuples(st.integers(1, 71), some_levers), max_size=3, unique_by=lambda c: c[0])
pressures = st.lists(st.floats(0.0, 0.02), min_size=6, max_size=6)  # years


def regime_of(setting: dict[str, float], dated: list[tuple[int, dict[str, float]]]) -> Regime:
    """A regime of these levers; an all-cuts lever is drawn too rarely to matter here and is left off."""
    return steered(free(**{**setting, "cuts_only": 0.0}), *dated)


def with_pressure(scenario: Scenario, pressure: list[float]) -> Scenario:
    """The scenario under a series of yearly pressures."""
    return replace(scenario, pressure=tuple(pressure))


def run_from_0(scenario: Scenario, regime: Regime, replication: int = 0) -> tuple[Simulator, float]:
    """A run, and what all departments had at month 0, less what is given back to a gap that is still to come."""
    simulator = Simulator(scenario, regime)
    simulator.start(replication)
    simulator.advance(0)
    town, state = simulator.town, simulator.town.state[0]
    assert not town.bookings["booked"][: state["bookings"]].any(), "an ordinary town books nothing"
    had = float(town.departments["budget"].sum() - state["next_gap"])
    simulator.advance(simulator.months)
    simulator.reckon()
    return simulator, had


def assert_accounted_for(simulator: Simulator, had: float) -> None:
    """All that was asked for, booked, sparked and worked is found again; the run began with so much money."""
    town, state = simulator.town, simulator.town.state[0]
    b = float(simulator.scenario.values["budget_mdkk"])
    bookings = town.bookings[: state["bookings"]]
    outstanding = bookings["booked"][bookings["settled"] == 0].sum()
    met = state["harvested_total"] - state["rolled_back_harvest"] + state["cuts_total"]
    testing.assert_allclose(
        state["required"], met + outstanding + state["next_gap"], rtol=0, atol=1e-9 * b
    )
    left = had - town.departments["budget"].sum()
    testing.assert_allclose(left, met + outstanding, rtol=0, atol=1e-9 * b)
    due = bookings[bookings["settled"] == 1]
    testing.assert_allclose(
        due["booked"], due["harvested"] + due["late"] + due["never_came"], rtol=0, atol=1e-9 * b
    )
    testing.assert_allclose(
        due["emergency"], due["booked"] - due["harvested"], rtol=0, atol=1e-9 * b
    )
    testing.assert_allclose(town.balances.sum(), 0.0, atol=1e-9 * b)
    lent = town.ideas["advanced"][: state["ideas"]].sum()
    repaid = town.entries[:, town.pair_of[DEBT, OPERATIONS]].sum()
    testing.assert_allclose(state["debt"], lent - repaid, rtol=0, atol=1e-9 * b)
    ideas = town.ideas[: state["ideas"]]
    assert len(set(ideas["identity"].tolist())) == len(ideas), "an idea is in the table twice"
    assert (ideas["end"] == 0).sum() == state["living"]
    assert (ideas["end"] == 5).sum() == state["running"]
    for end, name in enumerate(("rejected", "stopped", "rolled_back", "lapsed"), start=1):
        assert (ideas["end"] == end).sum() == state[f"total_{name}"]
    assert_hours_entered_once(simulator)


def assert_hours_entered_once(simulator: Simulator) -> None:
    """Every hour available is entered once; only overtime is entered beside it."""
    hours = simulator.town.indicators  # of the months before month 0 as well
    wage = float(simulator.scenario.values["wage_mdkk"])
    overtime = float(simulator.scenario.values["overtime"])
    entered = -simulator.town.balances[ACCOUNTS.names.index("hours available")]
    available = hours["hours_available"].sum() * wage
    ideas = sum(
        hours[f"hours_{kind}"].sum() * wage for kind in (*IDEA_HOURS, "disturbance", "dossier")
    )
    assert entered >= available * (1.0 - 1e-9)
    assert entered <= available * (1.0 + overtime) + ideas + 1e-9


@settings(max_examples=60, derandomize=True)
@given(values=values, setting=levers, dated=changes, pressure=pressures)
def test_a_village_balances_whatever_is_set(values, setting, dated, pressure):
    """60 months of a village after a year of start-up, with random constants, switches, levers, dated changes and pressure."""
    scenario = with_pressure(village(months=60, startup_months=12, **values), pressure)
    assert_accounted_for(*run_from_0(scenario, regime_of(setting, dated)))


@settings(max_examples=25, derandomize=True)
@given(values=values, setting=levers, dated=changes, pressure=pressures)
def test_a_middling_town_balances_whatever_is_set(values, setting, dated, pressure):
    """72 months of an empty town with 35 units, three departments and a council of 15."""
    scenario = with_pressure(middle(months=72, startup_months=0, **values), pressure)
    assert_accounted_for(*run_from_0(scenario, regime_of(setting, dated), replication=3))


def test_the_front_door_balances_with_everything_in_play():
    """Randers, framed, full coupling under optimism and frequent roll-backs: every account has entries."""
    scenario = middle(memo_optimism=0.4, rollback_rate=0.1, overrun_tail=0.3)
    # The first replication in which something harvested is rolled back.
    simulator, had = run_from_0(scenario, steered(scenario.regimes["framed"], coupling=1.0), 1)
    assert_accounted_for(simulator, had)
    state = simulator.town.state[0]
    assert state["rolled_back_harvest"] > 0.0
    assert simulator.town.indicators["emergency_mdkk"].sum() > 0.0
    used = simulator.town.entries[:, simulator.town.pair_of].sum(axis=0)
    silent = [
        name
        for place, name in enumerate(ACCOUNTS)
        if used[place].sum() + used[:, place].sum() == 0.0
    ]
    assert not silent


def test_the_accounting_can_fail():
    """A krone cut and not asked for is noticed by this file's own checks, too."""
    scenario = village(months=24)
    simulator, had = run_from_0(scenario, scenario.regimes["framed"])
    assert_accounted_for(simulator, had)
    simulator.town.state["cuts_total"] += 0.01
    with testing.assert_raises(AssertionError):
        assert_accounted_for(simulator, had)
