"""Each switch off: its mechanism has its neutral effect, and nothing else changes (ODD, Switches and books)."""

from dataclasses import replace

import numpy as np
import pytest
from towns import changed, differences, free, lived, middle, outcome, steered

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import SECTIONS
from innosim.scenario.catalogue.codes import DECIDERS, EVENTS
from innosim.scenario.resolved import Regime, Scenario

MONTHS = 108  # two councils sit

NEUTRAL = {
    "cuts_hurt": {"cut_harm": 0.0},
    "disturbance": {"disturbance_share": 0.0},
    "escalation": {"stop_sunk": 0.0},
    "ownership_shield": {"shield": 0.0},
    "silos": {"silo_pace": 1.0},
    "burning_platform": {"platform_pull": 0.0, "platform_radicality": 0.0},
    "spread_of_culture": {"culture_spread": 0.0},
    "learning_from_measurement": {"measurement_lift": 0.0},
    "copying": {"look_inside": 0.0, "look_outside": 0.0},
    "exit_of_ildsjaele": {"exit_base": 0.0, "exit_fatigue": 0.0},
    "director_turnover": {"chief_exit": 0.0, "director_exit": 0.0},
    "investment": {"advance_years": 0.0},
    "discretion": {"discretion_share": 0.0},
    "voice": {"voice_pull": 0.0},
}
"""The strength at which a mechanism does nothing."""

BY_CONSEQUENCE = {
    "booking_in_advance",
    "contract_price",
    "threat_rigidity",
    "blame",
    "elections",
    "windows",
}


def busy(**values: float) -> tuple[Scenario, Regime]:
    """A town in which every mechanism is at work, without a past."""
    scenario = middle(months=MONTHS, startup_months=0, silo_share=0.3, post_share=0.1, **values)
    return scenario, steered(scenario.regimes["framed"], coupling=0.8)


def off(scenario: Scenario, switch: str) -> Scenario:
    return changed(scenario, **{switch: False})


def test_every_switch_is_tested_here():
    assert {p.name for p in SECTIONS["switches"]} == set(NEUTRAL) | BY_CONSEQUENCE


@pytest.mark.parametrize("switch", NEUTRAL)
def test_off_is_the_neutral_strength_and_nothing_else(switch):
    """Bit for bit in every table; and on, it does something."""
    scenario, regime = busy()
    without = outcome(off(scenario, switch), regime)
    neutral = changed(scenario, **NEUTRAL[switch])
    assert differences(without, outcome(neutral, regime)) == []
    assert differences(without, outcome(scenario, regime)) != []


def test_a_contract_without_its_price_costs_the_board_nothing():
    """Neither engagement nor directors; what it bears is borne all the same."""
    scenario, regime = busy()
    under = steered(regime, contract=1.0)
    without = outcome(off(scenario, "contract_price"), under)
    neutral = changed(scenario, contract_exit=0.0, contract_engagement=0.0)
    assert differences(without, outcome(neutral, under)) == []
    assert differences(without, outcome(scenario, under)) != []
    assert without["indicators"]["credit_used_permille"].max() > 0.0


def test_booking_off_is_coupling_at_zero():
    """Coupling is free, so nothing else moves where nothing is advanced on it."""
    scenario, regime = busy(investment=False)
    without = outcome(off(scenario, "booking_in_advance"), regime)
    assert differences(without, outcome(scenario, steered(regime, coupling=0.0))) == []
    assert len(without["bookings"]["idea"]) == 0
    assert without["indicators"]["emergency_mdkk"].sum() == 0.0
    assert len(outcome(scenario, regime)["bookings"]["idea"]) > 0


def test_threat_rigidity_is_off_unless_asked_for_and_makes_timid():
    """It takes the platform's place: without strength it is a town without one, with it ideas are less radical."""
    scenario, regime = busy()
    bold = changed(scenario, platform_radicality=0.1)
    rigid = changed(bold, threat_rigidity=True)
    powerless = outcome(changed(rigid, rigidity_radicality=0.0, rigidity_local=0.0), regime)
    assert differences(powerless, outcome(off(bold, "burning_platform"), regime)) == []
    timid = outcome(changed(rigid, rigidity_local=0.0), regime)
    means = [t["ideas"]["radicality"].mean() for t in (timid, powerless, outcome(bold, regime))]
    assert means == sorted(means)
    assert means[0] < means[1] < means[2]


def test_threat_rigidity_moves_decisions_up():
    """Unit managers judge less of what may be carried out while a gap is visible."""
    scenario, regime = busy()
    local = steered(regime, local_approval=0.8)
    rigid = changed(scenario, threat_rigidity=True, rigidity_radicality=0.0)

    def judged_by_directors(town: Scenario) -> int:
        gates = outcome(town, local)["gates"]
        chosen = gates["decider"] == DECIDERS.names.index("director")
        return int(gates["judged"][chosen].sum())

    assert judged_by_directors(rigid) > judged_by_directors(changed(rigid, rigidity_local=0.0))


def test_blame_off_no_loss_is_remembered_and_cuts_cost_no_support():
    """Under cuts alone support then only goes home, whatever is cut; with the same members the rest of the town is as it was."""
    scenario, _ = busy(elections=False)
    shaving = scenario.regimes["shaving"]
    unblamed, blamed = outcome(off(scenario, "blame"), shaving), outcome(scenario, shaving)
    assert not unblamed["indicators"]["loss_permille"].any()
    deeper = replace(scenario, pressure=tuple(0.02 for _ in scenario.pressure))
    worse = outcome(off(deeper, "blame"), shaving)["indicators"]
    assert (
        worse["support_mean"][:11].tobytes()
        == unblamed["indicators"]["support_mean"][:11].tobytes()
    )
    public = ("support", "loss", "gain", "mandate")
    touched = [
        name for name in differences(unblamed, blamed) if not name.split(".")[1].startswith(public)
    ]
    assert touched == []


def test_elections_off_the_council_stays():
    """No seat changes hands and ownership is never reset; without a council's part nothing else moves."""
    scenario, regime = busy()
    stays, changes = lived(off(scenario, "elections"), regime), lived(scenario, regime)
    assert not stays.town.council["person"].any()
    assert changes.town.council["person"].any()
    assert not stays.tables(ideas=False)["indicators"]["election"].any()
    assert changes.tables(ideas=False)["indicators"]["election"].sum() == 2
    one, other = stays.tables(ideas=True), changes.tables(ideas=True)
    before = {k: v[:46].tobytes() for k, v in one["indicators"].items()}
    assert before == {k: v[:46].tobytes() for k, v in other["indicators"].items()}


def test_windows_off_no_idea_comes_back_from_the_shelf():
    """What is shelved stays there until the shelf runs out; before the first window nothing differs."""
    scenario, regime = busy()

    def events(town: Scenario) -> tuple[list[str], Simulator]:
        simulator = Simulator(town, regime, events=True)
        simulator.run(0)
        return [EVENTS.names[code] for code in simulator.events()["event"]], simulator

    without, shut = events(off(scenario, "windows"))
    with_, opened = events(scenario)
    assert "returned from the shelf" not in without
    assert "shelved" in without
    assert "returned from the shelf" in with_
    first = int(
        opened.events()["month"][[e == "returned from the shelf" for e in with_].index(True)]
    )
    one, other = (s.tables(ideas=False)["indicators"] for s in (shut, opened))
    assert all(one[name][:first].tobytes() == other[name][:first].tobytes() for name in one)


def test_without_any_mechanism_ideas_still_spark():
    """With every lever at zero and every switch off the town lives on (ODD, Gates)."""
    scenario, _ = busy()
    bare = scenario
    for switch in SECTIONS["switches"]:
        bare = off(bare, switch.name)
    tables = outcome(bare, free())
    assert tables["indicators"]["sparked"].sum() > 100
    assert np.isfinite(tables["indicators"]["quality_mean"]).all()
