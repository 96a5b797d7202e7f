"""A fault put into each book between two months stops the run, and the sentence names month, rule and row."""

import numpy as np
import pytest
from towns import lived, middle, steered, village

from innosim.model import month as month_module
from innosim.model.rules import development
from innosim.model.simulator import BrokenBooks, Simulator
from innosim.scenario.catalogue.codes import BOOKS

NOW = 17  # no January, no meeting, no year's end
LEDGER, HOURS, IDEAS, SHARES, FINITE, ROOM, POOL, BOOKINGS, DEBT = (
    words.en for words in list(BOOKS.values())[1:]
)


def until(month: int, *, plain: bool = False) -> Simulator:
    """A middling town that books savings, run up to a month."""
    scenario = middle(months=60, memo_optimism=0.4)
    regime = steered(scenario.regimes["framed"], coupling=1.0)
    simulator = Simulator(scenario, regime, plain=plain)
    simulator.start(0)
    simulator.advance(month)
    return simulator


def breach_after(simulator: Simulator, months: int = 1) -> BrokenBooks:
    """The breach that the next months end in."""
    with pytest.raises(BrokenBooks) as caught:
        simulator.advance(simulator.reached + months)
    return caught.value


def first_living(simulator: Simulator, situation: int = 0) -> int:
    """The row of the first living idea in a situation, at work where nothing else is said."""
    town = simulator.town
    living = town.living[: town.state["living"][0]]
    return int(living[town.ideas["situation"][living] == situation][0])


def money_out_of_nowhere(town):
    town.balances[3] += 1.0


def money_in_both_balance_and_opening(town):
    town.balances[3] += 1.0
    town.opening[3] += 1.0


def an_entry_never_made(town):
    town.entries[NOW // 12, town.pair_of[5, 3]] += 1.0


def an_entry_between_accounts_that_have_no_column(town):
    town.balances[2] += 1.0
    town.balances[5] -= 1.0
    town.entries[NOW // 12, town.pair_of[2, 5]] += 1.0


def a_pool_that_is_not_its_account(town):
    town.state["pool_left"] += 1e-3


def a_debt_that_is_not_its_account(town):
    town.state["debt"] += 1e-3


def an_idea_from_nowhere(town):
    town.state["total_sparked"] += 1


def an_idea_lost(town):
    town.state["living"] -= 1


def an_end_counted_twice(town):
    town.state["total_rejected"] += 1


def an_openness_over_one(town):
    town.managers["openness"][4] = 1.5


def an_ownership_over_one(town):
    town.council["ownership"][2] = 1.5


def a_support_under_zero(town):
    town.council["support"][6] = -0.25


def an_energy_over_one(town):
    town.posts["energy"][5] = 1.01


def a_unit_without_hours(town):
    town.managers["hours"][7] = 0.0


def a_table_that_ran_full(town):
    town.state["no_room"] = 1


@pytest.mark.parametrize(
    ("fault", "rule", "row"),
    [
        (money_out_of_nowhere, LEDGER, 3),
        (money_in_both_balance_and_opening, LEDGER, -1),
        (an_entry_never_made, LEDGER, 3),
        (an_entry_between_accounts_that_have_no_column, LEDGER, 0),
        (a_pool_that_is_not_its_account, POOL, -1),
        (a_debt_that_is_not_its_account, DEBT, -1),
        (an_idea_from_nowhere, IDEAS, -1),
        (an_idea_lost, IDEAS, -1),
        (an_end_counted_twice, IDEAS, -1),
        (an_openness_over_one, SHARES, 4),
        (an_ownership_over_one, SHARES, 2),
        (a_support_under_zero, SHARES, 6),
        (an_energy_over_one, SHARES, 5),
        (a_unit_without_hours, HOURS, 7),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_is_caught_where_it_was_made(fault, rule, row):
    """Money, pool, ideas, shares and hours: the month, the rule that broke and the row."""
    simulator = until(NOW)
    fault(simulator.town)
    breach = breach_after(simulator)
    assert (breach.month, breach.rule, breach.row) == (NOW, rule, row)
    assert f"month {NOW}" in str(breach)
    assert rule in str(breach)
    assert (f"row {row}" in str(breach)) == (row >= 0)


def test_a_full_table_is_a_breach_and_not_an_idea_less():
    """Nothing vanishes: an idea that finds no row stops the run, and says how many there were."""
    simulator = until(NOW)
    a_table_that_ran_full(simulator.town)
    breach = breach_after(simulator)
    assert breach.rule == ROOM
    assert breach.row == simulator.town.state["ideas"][0]


def test_a_table_too_small_is_noticed_by_the_rules_themselves(monkeypatch):
    """Without the look ahead for room, the spark that finds none is the breach (plain)."""
    scenario = village(months=60)
    simulator = Simulator(scenario, scenario.regimes["framed"], plain=True)
    simulator.start(0)
    simulator.advance(6)
    monkeypatch.setattr(month_module, "has_room", lambda town: True)
    rows = int(simulator.town.state["ideas"][0])
    simulator.town = simulator.town._replace(ideas=simulator.town.ideas[:rows].copy())
    assert breach_after(simulator, months=24).rule == ROOM


def settled_booking(simulator: Simulator) -> int:
    bookings = simulator.town.bookings[: simulator.town.state["bookings"][0]]
    return int(np.flatnonzero(bookings["settled"] == 1)[0])


@pytest.mark.parametrize("field", ["harvested", "late", "never_came", "booked"])
def test_a_booking_that_is_not_made_up_of_its_parts_is_caught(field):
    """Booked = harvested + late + never came, by booking."""
    simulator = until(40)
    row = settled_booking(simulator)
    simulator.town.bookings[field][row] += 0.001
    breach = breach_after(simulator)
    assert (breach.month, breach.rule, breach.row) == (40, BOOKINGS, row)


def test_a_booking_that_is_not_in_the_ledger_is_caught():
    """Savings counted on and not yet due are the balance of their account."""
    simulator = until(40)
    bookings = simulator.town.bookings[: simulator.town.state["bookings"][0]]
    row = int(np.flatnonzero(bookings["settled"] == 0)[0])
    bookings["booked"][row] += 0.001
    breach = breach_after(simulator)
    assert (breach.month, breach.rule, breach.row) == (40, BOOKINGS, -1)


def test_hours_used_beyond_those_given_are_caught_by_kind(monkeypatch):
    """A broken rule that finds every need covered uses hours that nobody gave (plain)."""
    simulator = until(6, plain=True)
    monkeypatch.setattr(development, "covered", lambda available, need: 1.0)
    breach = breach_after(simulator)
    assert breach.rule == HOURS
    assert 0 <= breach.row < len(simulator.town.managers)


def test_an_overdrawn_director_is_caught(monkeypatch):
    """Attention is a budget: a director who gives hours that are not there stops the run (plain)."""
    simulator = until(6, plain=True)

    def lavish(town, idea):
        town.board[idea.department + 1].hours_left -= 100.0

    monkeypatch.setattr(development, "take_attention", lavish)
    assert breach_after(simulator, months=6).rule == HOURS


NOT_NUMBERS = [
    ("council", "support"), ("council", "home"), ("board", "engagement"), ("managers", "demand"),
    ("managers", "safety"), ("managers", "culture"), ("managers", "workload"),
    ("posts", "energy"), ("departments", "condition"), ("departments", "cut_factor"),
    ("departments", "gained"), ("departments", "shock"), ("departments", "budget"),
    ("departments", "realised"), ("state", "loss_memory"), ("state", "gain_memory"),
    ("state", "visible_gap"), ("state", "debt"), ("state", "pool_granted"), ("state", "cuts_total"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "field"), NOT_NUMBERS, ids=lambda value: value)
@pytest.mark.parametrize("value", [np.nan, np.inf], ids=["nan", "inf"])
def test_what_is_no_number_is_caught_before_it_is_clipped(table, field, value):
    """min(1, max(0, NaN)) is a number again: so NaN is looked for before a month reads it."""
    simulator = until(NOW)
    getattr(simulator.town, table)[field][0] = value
    breach = breach_after(simulator)
    assert (breach.month, breach.rule) == (NOW, FINITE)
    assert breach.row == (-1 if table == "state" else 0)


@pytest.mark.parametrize(
    "field", ["belief", "variance", "theta", "stake", "cost", "work_left", "pace_months", "spent"]
)
def test_an_idea_that_is_no_number_is_caught(field):
    """The same for what an idea is, costs and is believed to be worth."""
    simulator = until(NOW)
    row = first_living(simulator)
    simulator.town.ideas[field][row] = np.nan
    breach = breach_after(simulator)
    assert (breach.month, breach.rule, breach.row) == (NOW, FINITE, row)


def test_a_pool_or_ledger_that_is_no_number_is_caught():
    """NaN compares false with everything: the checks are written so that it fails them."""
    for name, rule in (("pool_left", POOL), ("balances", LEDGER)):
        simulator = until(NOW)
        if name == "balances":
            simulator.town.balances[5] = np.nan
        else:
            simulator.town.state["pool_left"] = np.nan
        assert breach_after(simulator).rule == rule


def test_a_saving_booked_on_an_idea_rolled_back_does_not_come():
    """What was booked falls due in January; of an idea that no longer works there is nothing to harvest."""
    scenario = middle(memo_optimism=0.4, rollback_rate=0.1, value_base=-0.15)
    simulator = lived(scenario, steered(scenario.regimes["framed"], coupling=1.0))
    town = simulator.town
    bookings = town.bookings[: town.state["bookings"][0]]
    ideas = town.ideas[bookings["idea"]]
    january = 12 * (bookings["year"] + 1)
    gone = (ideas["end"] == 3) & (ideas["end_month"] < january) & (bookings["settled"] == 1)
    assert gone.sum() > 0
    assert bookings["harvested"][gone].sum() == 0.0
