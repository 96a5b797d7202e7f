"""Laboratory staff at work: on wide ideas of any department in direction and model, best first (ODD, Development)."""

import numpy as np
import pytest
from towns import differences, free, middle, steered, village

from innosim.model.rules.development import development, laboratory_offer, learn
from innosim.model.rules.endings import face_public
from innosim.model.rules.phases import need_hours
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue.codes import AT_WORK, DIRECTION, IMPLEMENTATION, MODEL

MONTHS = 72


def run_of(staff, scenario=middle, replication=0, **how):
    town = scenario(months=MONTHS, startup_months=0)
    regime = steered(town.regimes["framed"], laboratories=staff)
    simulator = Simulator(town, regime, **how)
    simulator.run(replication)
    return simulator


def ideas_of(simulator):
    return simulator.town.ideas[: simulator.town.state["ideas"][0]]


@pytest.fixture(scope="module")
def staffed():
    return run_of(2.0)


def test_they_work_on_wide_ideas_alone_and_no_more_than_they_have(staffed):
    ideas = ideas_of(staffed)
    theirs = ideas["laboratory_hours"] > 0.0
    assert theirs.any()
    assert np.all(ideas["wide"][theirs] == 1)
    assert np.all(ideas["laboratory_hours"] <= ideas["worked_hours"])
    used = staffed.town.indicators["hours_laboratory"][:MONTHS]
    assert np.all(used <= staffed.town.levers["laboratory_hours"][:MONTHS] * (1.0 + 1e-12))
    assert used.sum() == pytest.approx(ideas["laboratory_hours"].sum())


def test_their_hours_are_of_the_idea_and_no_overhead(staffed):
    tables = staffed.tables(ideas=True)
    months, metrics = tables["indicators"], tables["metrics"]
    assert months["innovation_spending_mdkk"].sum() == pytest.approx(
        ideas_of(staffed)["spent"].sum()
    )
    wage = staffed.scenario.values["wage_mdkk"]
    standing = (
        months["hours_lever_staff"] + months["hours_coordination"] + months["hours_leadership"]
    )
    bought = staffed.town.levers["bought_mdkk"][:MONTHS] / 12.0
    paid = ((standing - months["hours_laboratory"]) * wage + bought).sum()
    assert metrics["overhead_mdkk_per_year"][0] == pytest.approx(paid * 12.0 / MONTHS)


def test_without_staff_nothing_is_of_a_laboratory():
    none = run_of(0.0)
    assert not none.town.indicators["hours_laboratory"].any()
    assert not ideas_of(none)["laboratory_hours"].any()


def test_with_them_wide_ideas_wait_less_for_hours():
    """Direction and model of ten replications."""

    def waited(staff):
        months = waits = 0
        for replication in range(10):
            ideas = ideas_of(run_of(staff, replication=replication))
            young = ideas[(ideas["wide"] == 1) & (ideas["phase"] <= MODEL)]
            months += young["months_work"].sum()
            waits += young["months_waiting_hours"].sum()
        return waits / (waits + months)

    assert waited(4.0) < waited(0.0)


@pytest.fixture
def waiting():
    """A town before its development step, in which two wide ideas have no hours but a laboratory's."""
    town = middle(months=MONTHS, startup_months=0)
    simulator = Simulator(town, free(laboratories=1.0, pool=20.0), plain=True)
    simulator.start(0)
    now = 24
    simulator.advance(now)
    view = plain_view(simulator.town)
    state = view.state[0]
    state.pool_left, state.mandate = 100.0, 1
    young = []
    for place in range(state.living):
        idea = view.ideas[view.living[place]]
        if idea.wide == 1 and len(young) < 2:
            idea.phase, idea.situation, idea.work_left = DIRECTION, AT_WORK, 1.0
            idea.belief, idea.stake, idea.cost = 1.0 + len(young), 5.0, 1.0
            idea.silo, idea.pace_months = 0, 6.0
            idea.worked_hours, idea.laboratory_hours, idea.months_work = 0.0, 0.0, 0
            young.append(idea)
        elif idea.situation == AT_WORK:
            idea.situation = -1
    for department in view.departments:
        department.protected_left = department.slack_left = 0.0
    for director in view.board:
        director.hours_left = 100.0
    assert len(young) == 2
    return view, now, young


def test_the_best_first_as_much_as_its_pace_can_use(waiting):
    view, now, (second, best) = waiting
    need = need_hours(view, best)
    view.levers[now].laboratory_hours = need * 0.5
    development(view, now)
    assert best.laboratory_hours > 0.0
    assert second.laboratory_hours < best.laboratory_hours
    assert best.laboratory_hours == best.worked_hours
    assert best.laboratory_hours + second.laboratory_hours <= need * 0.5 + 1e-9


def test_enough_staff_serve_both_whatever_their_departments(waiting):
    view, now, young = waiting
    view.levers[now].laboratory_hours = 1e6
    development(view, now)
    assert all(idea.laboratory_hours > 0.0 and idea.months_work > 0 for idea in young)


def test_half_its_hours_make_an_idea_cheaper_until_it_is_implemented(waiting):
    view, _, (idea, _) = waiting
    need = need_hours(view, idea)
    cost = view.constants[0].development.laboratory_cost
    idea.worked_hours, idea.laboratory_hours = 10.0, 4.0
    assert need_hours(view, idea) == need
    idea.laboratory_hours = 5.0
    assert need_hours(view, idea) == pytest.approx(cost * need)
    idea.phase = IMPLEMENTATION
    assert laboratory_offer(view, idea) == 0.0
    half = need_hours(view, idea)
    idea.laboratory_hours = 0.0
    assert need_hours(view, idea) == half


def test_half_its_hours_teach_more(waiting):
    """A tenth of the work tells 1 + `laboratory_lift` times as much."""
    view, now, young = waiting
    k = view.constants[0].development
    told = []
    for idea, theirs in zip(young, (4.0, 5.0), strict=True):
        idea.phase, idea.worked_hours, idea.laboratory_hours = MODEL, 10.0, theirs
        before = 1.0 / idea.variance
        learn(view, now, idea, 0.1)
        told.append(1.0 / idea.variance - before)
    assert told[1] == pytest.approx(told[0] * (1.0 + k.laboratory_lift))


def test_half_its_hours_make_a_failure_less_visible(waiting):
    """With nothing left to see, what fails loudly elsewhere is no case."""
    view, now, _ = waiting
    k = view.constants[0]
    k.world.publicity, k.development.laboratory_quiet = 1.0, 0.0
    state = view.state[0]
    rows = [view.living[place] for place in range(state.living)]
    loud, quiet = (row for row in rows if view.ideas[row].stake == 5.0)
    for row, theirs in ((loud, 4.0), (quiet, 5.0)):
        idea = view.ideas[row]
        idea.phase, idea.worked_hours, idea.laboratory_hours = MODEL, 10.0, theirs
        idea.spent_from_model = 1e3
        face_public(view, now, row)
    assert (view.ideas[loud].case, view.ideas[quiet].case) == (1, 0)


def test_plain_is_compiled():
    runs = [run_of(20.0, village, plain=plain) for plain in (True, False)]
    assert ideas_of(runs[0])["laboratory_hours"].any()
    assert differences(*(run.tables(ideas=True) for run in runs)) == []
