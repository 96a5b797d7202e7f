"""Money and hours by hand, rule by rule: bookings, the pool, advances, own money, hours bought and given, quality."""

from math import exp
from typing import Any

import numpy as np
import pandas as pd
import pytest
from bench import founded
from towns import changed, free, lived, middle, steered

from innosim.model.ledger import (
    DEBT,
    HOURS_AVAILABLE,
    HOURS_COORDINATION,
    HOURS_LEVER_STAFF,
    IDEAS,
    OPERATIONS,
    POOL,
    pairs_entered,
)
from innosim.model.rules import development
from innosim.model.rules.budget import book, repay_bookings, settle_booking
from innosim.model.rules.departments import lay_hours_out, take_hours_back
from innosim.model.rules.development import drive_of, hours_met, money_met, open_laboratories
from innosim.model.rules.funds import grant_pool, pay, repay_debt
from innosim.model.rules.gates import open_gates
from innosim.model.rules.hours import hours, set_quality, settle_hours
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import (
    BOARD,
    IMPLEMENTATION,
    MODEL,
    NO_CHAMPION,
    OPERATION,
    SORTING,
)

E1 = 0.6


def operating(town: Any, promised: float) -> Any:
    """The first idea, which has worked half a year in the first department by January 0, with a saving promised."""
    idea = town.ideas[0]
    idea.phase, idea.month_operation, idea.ramp = OPERATION, -7, 24.0
    idea.department, idea.promised_saving = 0, promised
    idea.first_booking = -1
    town.running[0].idea, town.running[0].since = 0, -7
    town.state[0].running = 1
    return idea


def reach(town: Any, now: int, idea: Any, hours: float, money: float) -> float:
    """How much of a month's plan its hours, its money and its drive allow."""
    met = hours_met(town, idea, hours), money_met(town, now, idea, hours, money)
    return min(*met, drive_of(town, idea))


def units_of(town: Any, field: str, department: int = 0) -> np.ndarray[Any, Any]:
    managers = [m for m in town.managers if m.department == department]
    return np.array([getattr(manager, field) for manager in managers])


def january_of(town: Any, field: str) -> np.ndarray[Any, Any]:
    """What units have, savings taken out so far."""
    take_hours_back(town, 0)
    return units_of(town, field)


def test_a_booked_saving_takes_hours_at_once_and_demand_as_far_as_it_comes():
    """Booked 2.0, of which 1.2 comes: the rest is a cut of the department that booked it, without money or hours."""
    town = founded(cut_harm=E1, emergency_factor=1.5, demand_follow=0.6)
    town.levers[0].coupling = 1.0
    lay_hours_out(town, 0)
    idea = operating(town, 2.0)
    department, other = town.departments[0], town.departments[1]
    hours, demand, money = january_of(town, "hours"), january_of(town, "demand"), department.budget
    assert book(town, 0, 0, 10.0) == pytest.approx(2.0)
    share = 2.0 / money
    assert department.budget == pytest.approx(money - 2.0)
    assert january_of(town, "hours") == pytest.approx(hours * (1.0 - share))
    assert (january_of(town, "demand") == demand).all()
    idea.realised_saving = 1.2
    settle_booking(town, 11, town.bookings[0])
    assert department.budget == pytest.approx(money - 2.0)
    assert january_of(town, "hours") == pytest.approx(hours * (1.0 - share))
    left = (1.0 - 0.6 * share) * (1.0 - 0.6 * 0.4 * share)
    assert january_of(town, "demand") == pytest.approx(demand * left)
    assert department.harvested == idea.harvested == pytest.approx(1.2)
    assert department.cut_so_far == pytest.approx(0.4 * share)
    assert department.cut_factor == pytest.approx(exp(-E1 * 0.4 * share * 1.5))
    assert (other.cut_factor, other.cut_so_far) == (1.0, 0.0)
    assert town.state[0].cuts_total == pytest.approx(0.8)
    assert town.indicators[11].emergency_mdkk == pytest.approx(0.8)


def test_a_booked_saving_that_comes_in_full_takes_hours_and_demand_by_the_same_share():
    town = founded()
    town.levers[0].coupling = 0.5
    lay_hours_out(town, 0)
    idea = operating(town, 3.0)
    load = january_of(town, "demand") / january_of(town, "hours")
    book(town, 0, 0, 10.0)
    idea.realised_saving = 4.0
    settle_booking(town, 11, town.bookings[0])
    assert january_of(town, "demand") / january_of(town, "hours") == pytest.approx(load)
    assert town.state[0].cuts_total == 0.0
    assert town.state[0].harvested_total == pytest.approx(1.5)


def test_a_harvest_that_comes_late_repays_the_ideas_own_bookings_the_oldest_first():
    """Two bookings of one idea with another's between them; the third is not due yet, and is owed nothing."""
    town = founded()
    town.levers[0].coupling = 1.0
    first, other = operating(town, 2.0), town.ideas[1]
    other.ramp, other.department, other.promised_saving, other.first_booking = 24.0, 0, 5.0, -1
    for row in (0, 1, 0):
        book(town, 0, row, 10.0)
    for place in (0, 1, 2):
        settle_booking(town, 11, town.bookings[place])
    book(town, 0, 0, 10.0)
    assert [town.bookings[place].idea for place in range(4)] == [0, 1, 0, 0]
    assert (first.first_booking, first.last_booking, other.last_booking) == (0, 3, 1)
    left = [town.bookings[place].never_came for place in range(4)]
    assert left == [town.bookings[place].booked for place in range(3)] + [0.0]
    repay_bookings(town, 0, left[0] + 0.5)
    owed = [town.bookings[place].never_came for place in range(4)]
    assert owed == pytest.approx([0.0, left[1], left[2] - 0.5, 0.0])
    assert [town.bookings[place].late for place in range(4)] == pytest.approx(
        [left[0], 0.0, 0.5, 0.0]
    )


def test_planners_count_on_a_ramp_of_their_own():
    """Half a year in, with eighteen months planned: all of it a year from now, a year before that two thirds."""
    due = {}
    for months in (6, 0):
        town = founded(planned_ramp_months=18.0)
        town.levers[0].coupling = 1.0
        operating(town, 3.0).month_operation = -1 - months
        due[months] = book(town, 0, 0, 10.0)
    assert due == {6: pytest.approx(3.0), 0: pytest.approx(2.0)}


def test_no_pool_in_a_january_without_the_mandate_and_the_rest_of_the_year_once_it_is_won_back():
    town = founded()
    state = town.state[0]
    for now in range(12):
        town.levers[now].pool_mdkk = 12.0
    state.mandate = 0
    for now in range(4):
        grant_pool(town, now)
        assert (state.pool_left, state.pool_granted) == (0.0, 0.0)
    state.mandate = 1
    for now in range(4, 7):
        grant_pool(town, now)
        assert (state.pool_left, state.pool_granted) == (pytest.approx(8.0), 12.0)


@pytest.mark.parametrize("gained", [-5.0, -0.1, 0.0, 0.2])
def test_quality_is_never_under_zero_and_gains_are_added(gained):
    """Near zero a loss counts as much as a gain: the slope is one on both sides."""
    town = founded()
    department = town.departments[0]
    department.cut_factor, department.gained = 0.9, gained
    set_quality(town, department, 0.0, 0.0)
    assert department.quality > 0.0
    if gained >= 0.0:
        assert department.quality == pytest.approx(0.9 + gained)
    else:
        assert 0.9 + gained < department.quality < 0.9


def test_worn_quality_stays_within_its_bounds_whatever_overload():
    town = founded(overload_wear=1.0, slack_repair=5.0)
    department = town.departments[0]
    for overload, slack in [(50.0, 0.0), (0.0, 50.0), (50.0, 50.0)]:
        set_quality(town, department, overload, slack)
        assert 0.0 <= department.condition <= 1.0


def implemented(town: Any, **fields: float) -> Any:
    """The first idea, wide, in implementation, with a saving of 1.0 promised."""
    idea = town.ideas[0]
    idea.phase, idea.wide, idea.department, idea.home = IMPLEMENTATION, 1, 0, 0
    idea.champion, idea.promised_saving = NO_CHAMPION, 1.0
    for name, value in fields.items():
        setattr(idea, name, value)
    return idea


def test_a_wide_idea_draws_an_advance_after_the_pool_and_before_own_money():
    """Two years of half of 1.0, once; the debt is the town's, a quarter of it repaid in January."""
    town = founded(advance_years=2.0)
    town.levers[0].coupling = 0.5
    idea, state, department = implemented(town), town.state[0], town.departments[0]
    state.pool_left, department.money_left = 0.25, 5.0
    pay(town, 0, idea, 0.75)
    assert (state.pool_left, idea.advanced, department.money_left) == (0.0, 0.5, 5.0)
    pay(town, 0, idea, 0.75)
    assert (idea.advanced, state.debt, department.money_left) == (1.0, 1.0, 4.75)
    assert pairs_entered(town, 0, IDEAS, DEBT) == 1.0
    assert pairs_entered(town, 0, IDEAS, POOL) == pairs_entered(town, 0, IDEAS, OPERATIONS) == 0.25
    assert town.indicators[0].money_spent_mdkk == 1.5
    idea.advanced = 0.0  # as if it had ended: what it drew is owed all the same
    repay_debt(town, 0)
    assert (state.debt_repaid, state.debt, town.balances[DEBT]) == (0.25, 0.75, -0.75)
    assert town.indicators[0].money_spent_mdkk == 1.5


@pytest.mark.parametrize(
    "fields", [{"wide": 0}, {"phase": MODEL}, {"promised_saving": -1.0}], ids=str
)
def test_who_may_not_draw_an_advance_pays_the_rest_oneself(fields):
    town = founded(advance_years=2.0)
    town.levers[0].coupling = 0.5
    pay(town, 0, implemented(town, **fields), 0.5)
    assert town.state[0].debt == 0.0
    assert pairs_entered(town, 0, IDEAS, OPERATIONS) == 0.5


def test_own_money_is_kept_within_the_year_and_used_first_by_small_ideas():
    town = founded(own_money=2.0, own_money_wide=0.5)
    manager, department = town.managers[0], town.departments[0]
    for now in (0, 1, 2):
        hours(town, now)
    unit = 0.002 * department.budget * manager.size_share / 4.0
    assert manager.money_left == pytest.approx(unit)
    assert department.money_left == pytest.approx(0.0005 * department.budget / 4.0)
    town.state[0].pool_left = 1.0
    pay(town, 2, implemented(town, wide=0), unit + 0.25)
    assert manager.money_left == pytest.approx(0.0, abs=1e-12)
    assert town.state[0].pool_left == pytest.approx(0.75)
    pay(town, 2, implemented(town), 1.0)
    assert town.state[0].pool_left == 0.0
    hours(town, 0)
    assert manager.money_left == pytest.approx(unit / 3.0), "what is unspent lapses in January"


@pytest.mark.parametrize("fields", [{"place": 1}, {"first": BOARD}, {"second": BOARD}], ids=str)
def test_hours_that_lack_are_bought_for_what_the_board_has_said_yes_to(fields):
    """The department has a quarter of the hours; what the idea may not buy it waits for."""
    found = {}
    for unasked in (True, False):
        town = founded(least_drive=1.0)
        town.state[0].pool_left = 50.0
        idea = implemented(town, **({} if unasked else fields))
        town.departments[0].ordinary_left = 100.0
        found[unasked] = reach(town, 0, idea, 400.0, 1.0)
    assert found == {True: 0.25, False: 1.0}


def test_hours_are_not_bought_for_what_has_no_place_nor_from_own_money():
    town = founded(least_drive=1.0)
    town.departments[0].ordinary_left, town.departments[0].money_left = 100.0, 50.0
    assert reach(town, 0, implemented(town, place=1), 400.0, 1.0) == 0.25
    town.state[0].pool_left = 50.0
    assert reach(town, 0, implemented(town, place=0), 400.0, 1.0) == 0.25


def test_in_a_run_bought_hours_are_paid_and_carry_wide_ideas(monkeypatch):
    """Under a tight cap the same ideas, begun in the same month, are sooner in operation, for more money, than where nobody may buy."""
    scenario = middle(months=72, startup_months=0, implementation_cap=0.002)
    regime = steered(scenario.regimes["framed"], pool=2.0)
    runs = []
    for _ in range(2):
        simulator = Simulator(scenario, regime, plain=True)
        simulator.run(0)
        runs.append(simulator.tables(ideas=True))
        monkeypatch.setattr(development, "buys_hours", lambda idea: False)
    assert runs[0]["indicators"]["hours_bought"].sum() > 0.0
    assert not runs[1]["indicators"]["hours_bought"].any()
    wide = [pd.DataFrame(t["ideas"]).query("unit < 0 and month_operation >= 0") for t in runs]
    both = wide[0].merge(wide[1], on=["idea", "month_implementation"])
    sooner = both[both["month_operation_x"] < both["month_operation_y"]]
    assert len(sooner) > 2
    assert not (both["month_operation_x"] > both["month_operation_y"]).any()
    assert (sooner["spent_money_x"] > sooner["spent_money_y"]).all()


def test_managers_give_small_ideas_hours_where_there_are_no_others():
    """With every lever at zero: more is worked and operates, no more than the share is given, and it adds to workload."""
    scenario = middle(months=72, startup_months=0, slack_share=0.0)
    found = {
        share: lived(changed(scenario, discretion_share=share), free()).tables(ideas=True)
        for share in (0.0, 0.005)
    }
    given = found[0.005]["indicators"]["hours_discretion"]
    available = found[0.005]["indicators"]["hours_available"]
    assert given.sum() > 0.0
    assert (given <= 0.005 * available).all()
    assert not found[0.0]["indicators"]["hours_discretion"].any()
    operating = [t["indicators"]["home_grown_operating"].sum() for t in found.values()]
    assert operating[0] < operating[1]
    assert (
        found[0.005]["indicators"]["workload_mean"][:12].sum()
        > found[0.0]["indicators"]["workload_mean"][:12].sum()
    )


def test_an_advance_is_repaid_in_vacant_hours_and_is_no_cut():
    """Debt rises as ideas spend; cuts stay what the gap leaves, and the debt falls once nothing more is lent."""
    scenario = middle(months=96)
    regime = steered(scenario.regimes["framed"], (48, {"coupling": 0.0}), coupling=0.8)
    months = lived(scenario, regime).tables(ideas=False)["indicators"]
    debt = months["debt_mdkk"]
    assert debt[47] > 0.0
    assert debt[60] == pytest.approx(0.75 * debt[59])
    met = months["harvested_mdkk"] + months["booked_mdkk"] + months["cut_mdkk"]
    np.testing.assert_allclose(met, months["gap_mdkk"], rtol=0, atol=1e-9)


HOURS_OF_STAFF = (HOURS_LEVER_STAFF, HOURS_COORDINATION)

STAFF = {"sorting_hours": 300.0, "laboratory_hours": 200.0, "lever_staff_hours": 600.0}
"""Of the levers' staff a hundred hours a month are neither sorting's nor laboratories'."""


def month_with_idle_staff(most: float = 1.0) -> Any:
    """A town at the end of a month in which sorting had work for 180 of 300 hours and laboratories for 150 of 200; meetings took 50."""
    town = founded(staff_most=most, workload_start=1.1, workload_spread=0.0)
    row = town.levers[0]
    for name, value in STAFF.items():
        setattr(row, name, value)
    row.meeting_hours = 50.0
    hours(town, 0)
    open_gates(town, 0)
    open_laboratories(town, 0)
    assert (town.offices[SORTING], town.state[0].laboratory_left) == (300.0, 200.0)
    town.offices[SORTING] -= 180.0
    town.state[0].laboratory_left -= 150.0
    return town


def test_what_sorting_and_laboratories_had_no_work_for_returns_to_operations():
    """Claimed 650 hours of all units', of which 480 had work: 170 are operations' at the month's end, in the books too."""
    town = month_with_idle_staff()
    had = units_of(town, "hours", 0)
    whole = sum(manager.hours for manager in town.managers)
    assert town.state[0].staff_share == pytest.approx(650.0 / whole)
    assert units_of(town, "capacity") == pytest.approx(had * (1.0 - 650.0 / whole))
    settle_hours(town, 0)
    assert town.indicators[0].hours_lever_staff == pytest.approx(430.0)
    assert town.indicators[0].hours_coordination == 50.0
    assert town.state[0].staff_share == pytest.approx(480.0 / whole)
    assert units_of(town, "capacity") == pytest.approx(had * (1.0 - 480.0 / whole))
    assert units_of(town, "workload") == pytest.approx(1.1 / (1.0 - 480.0 / whole))
    wage = town.constants[0].town.wage_mdkk
    staff = {
        account: pairs_entered(town, 0, account, HOURS_AVAILABLE) for account in HOURS_OF_STAFF
    }
    assert staff == pytest.approx(
        {HOURS_LEVER_STAFF: 430.0 * wage, HOURS_COORDINATION: 50.0 * wage}
    )


def test_no_more_returns_than_was_claimed():
    """Where staff may take 500 hours of those 650, the 480 with work stand, and where 400, nothing returns."""
    whole = sum(manager.hours for manager in founded().managers)
    for most, left in ((500.0, 480.0), (400.0, 400.0)):
        town = month_with_idle_staff(most / whole)
        had = units_of(town, "hours")
        assert units_of(town, "capacity") == pytest.approx(had * (1.0 - most / whole))
        settle_hours(town, 0)
        assert units_of(town, "capacity") == pytest.approx(had * (1.0 - left / whole))
