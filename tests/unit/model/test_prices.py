"""The standing price by hand, and settings at equal resources (ODD, Levers)."""

from dataclasses import replace

import numpy as np
import pytest
from towns import free, lived, middle, quiet, randers, steered

from innosim.model.ledger import ACCOUNTS
from innosim.model.prices import (
    HIGHEST,
    added,
    cap_factor,
    levers_at,
    price_by_lever,
    scaled,
    standing_price,
)
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.codes import SORTING
from innosim.scenario.resolved import Regime

WAGE, STAFF, FTE_HOURS, B = 0.00029, 8_500.0, 6_800 * 1_500.0, 3_900.0
"""Randers: wage an hour, staff, effective hours a year of all, budget."""

BY_HAND = {
    "protected_time": (0.003, 0.003 * FTE_HOURS * WAGE),
    "pool": (3.1, 3.1 * B / 1000.0),
    "training": (1.0, B / 1000.0),
    "sorting_staff": (0.5, 0.5 * 8.5 * 1_500 * WAGE),
    "laboratories": (0.3, 0.3 * 8.5 * 1_500 * WAGE),
    "measurement_staff": (0.4, 0.4 * 8.5 * 1_500 * WAGE),
    "spread_staff": (0.2, 0.2 * 8.5 * 1_500 * WAGE),
    "tracks": (0.56, 5 * (60 + 300) * WAGE),
    "vision": (1.0, 0.3 * STAFF * 0.5 * WAGE),
    "ambition": (1.0, 0.3 * STAFF * 0.5 * WAGE),
    "protection": (0.5, 12 * 1.0 * STAFF * 0.05 * 0.5 * 0.5 * WAGE),
    "involvement": (1.0, 12 * (31 * 4.0 + 15.0) * WAGE),
    "partners": (3.0 / 8.5, 24.0 * 3 * 2 / 2 * WAGE),
}
"""Lever: setting, and what it costs a year by hand. Tracks: 4.76, so five; three partners: three pairs."""

NEVER_PRICED = {"local_approval", "contract", "coupling", "tolerance", "cuts_only"}
NOTHING_ALONE = {"mystery_months"}  # without tracks there is no question to be in mystery


@pytest.mark.parametrize("lever", BY_HAND)
def test_a_levers_price_is_what_it_comes_to_by_hand(lever):
    """Hours at the wage, staff by the FTE, money in per mille of B; nothing else is charged."""
    setting, price = BY_HAND[lever]
    found = price_by_lever(randers(), free(**{lever: setting}))
    assert found[lever] == pytest.approx(price)
    assert sum(found.values()) == pytest.approx(price)


def test_every_lever_is_priced_or_known_to_be_free():
    assert set(BY_HAND) | NEVER_PRICED | NOTHING_ALONE == set(LEVERS)
    for lever in NEVER_PRICED | NOTHING_ALONE:
        assert standing_price(randers(), free(**{lever: 1.0})) == 0.0
    for lever in LEVERS.values():
        assert (lever.price is None) == (lever.name in NEVER_PRICED) == (lever.paid_in == "none")


def test_mystery_is_priced_by_the_questions_to_expect():
    """A question is in mystery for m of m + 24 months."""
    found = price_by_lever(randers(), free(tracks=0.56, mystery_months=8.0))
    assert found["tracks"] == pytest.approx(BY_HAND["tracks"][1])
    assert found["mystery_months"] == pytest.approx(5 * 12 * 20 * 8 / 32 * WAGE)


def test_prices_of_levers_add_up():
    """No discount for buying much."""
    setting = {lever: value for lever, (value, _) in BY_HAND.items()}
    total = sum(price for _, price in BY_HAND.values())
    assert standing_price(randers(), free(**setting)) == pytest.approx(total)


def test_dated_changes_are_averaged_over_the_horizon():
    """Pool 2 for a year, 4 for the three years after, protected time from month 30 to the end: 18 of 48 months."""
    scenario = randers(months=48)
    regime = steered(free(pool=2.0), (12, {"pool": 4.0}), (30, {"protected_time": 0.002}))
    expected = (2.0 * 12 + 4.0 * 36) / 48 * B / 1000.0 + 18 / 48 * 0.002 * FTE_HOURS * WAGE
    assert standing_price(scenario, regime) == pytest.approx(expected)
    assert levers_at(scenario, regime, 11)["pool"] == 2.0
    assert levers_at(scenario, regime, 12)["pool"] == 4.0
    beyond = steered(regime, (48, {"training": 5.0}))
    assert standing_price(scenario, beyond) == standing_price(scenario, regime)


@pytest.mark.parametrize("lever", [*BY_HAND, "mystery_months"])
def test_the_books_charge_each_lever_its_price(lever):
    """Payer by payer and month by month: hours of staff, units, directors, councillors and managers, and money.

    What hangs on a month is counted as it was: questions in mystery when hours are claimed, ildsjæle shielded. Of sorting
    and laboratory staff only those hours are charged that had work: the rest was operations'. A case begun is ended next month.
    """
    scenario = quiet(months=24, startup_months=0)
    chosen = {"mystery_months": 8.0, "tracks": 4.0} if lever == "mystery_months" else {}
    setting = chosen or {lever: BY_HAND[lever][0]}
    regime = free(**setting)
    price = {
        name: each.price(scenario.values, regime.levers)
        for name, each in LEVERS.items()
        if name in setting
    }
    simulator = Simulator(scenario, regime)
    simulator.start(0)
    in_mystery = idle_in_all = 0
    for month in range(24):
        simulator.advance(month + 1)
        town = simulator.town.arrays()
        seen = town["indicators"][month]
        shielded = town["managers"]["shielded"].sum()
        idle = max(0.0, town["offices"][SORTING]) + town["state"]["laboratory_left"][0]
        assert idle == 0.0 or lever in {"sorting_staff", "laboratories"}
        idle_in_all += idle
        charged = {
            "staff": seen["hours_lever_staff"],
            "units": seen["hours_coordination"],
            "leaders": seen["hours_leadership"],
            "set aside": seen["hours_protected"],
        }
        assert charged == pytest.approx(
            {
                "staff": sum(p.staff for p in price.values()) - idle,
                "units": sum(p.meetings + p.for_a_question * in_mystery for p in price.values()),
                "leaders": sum(
                    p.board + p.council + p.for_an_ildsjael * shielded for p in price.values()
                ),
                "set aside": sum(p.set_aside for p in price.values()),
            }
        )
        in_mystery = seen["questions_in_mystery"]
    assert idle_in_all < 24 * sum(p.staff for p in price.values()) or idle_in_all == 0.0
    entries, names = town["entries"][:, town["pair_of"]], ACCOUNTS.names
    money = sum(
        entries[:, names.index(account), names.index("operations")]
        for account in ("pool", "training")
    )
    assert money == pytest.approx(12.0 * sum(p.money_mdkk for p in price.values()))
    hours = entries[:, names.index("hours coordination"), names.index("hours available")]
    units = town["indicators"]["hours_coordination"].reshape(-1, 12).sum(axis=1)
    assert hours == pytest.approx(units * scenario.values["wage_mdkk"])
    staff = entries[:, names.index("hours lever staff"), names.index("hours available")]
    used = town["indicators"]["hours_lever_staff"].reshape(-1, 12).sum(axis=1)
    assert staff == pytest.approx(used * scenario.values["wage_mdkk"])
    led = entries[:, names.index("hours leadership"), names.index("hours of leaders")]
    theirs = town["indicators"]["hours_leadership"].reshape(-1, 12).sum(axis=1)
    assert led == pytest.approx(theirs * scenario.values["wage_mdkk"])


def test_the_questions_in_mystery_to_expect_are_near_those_that_come():
    """Over twenty towns of ten years. More are in mystery than expected: poor ones never open."""
    scenario = quiet(months=120, startup_months=0)
    regime = free(tracks=4.0, mystery_months=8.0)
    price = LEVERS["mystery_months"].price(scenario.values, regime.levers)
    towns = [lived(scenario, regime, replication).town for replication in range(20)]
    came = np.mean([town.indicators["questions_in_mystery"].mean() for town in towns])
    assert 1.2 < came / price.questions < 2.0


@pytest.mark.parametrize(("before", "low", "high"), [(0, 0.8, 1.0), (48, 0.6, 0.8)])
def test_the_ildsjaele_to_expect_are_those_of_the_founding(before, low, high):
    """Over ten towns of ten years: protection is priced at the ildsjæle of the founding, of whom a start-up leaves fewer."""
    scenario = middle(months=120, startup_months=before)
    regime = steered(scenario.regimes["framed"], protection=0.5)
    price = LEVERS["protection"].price(scenario.values, regime.levers)
    active = [
        lived(scenario, regime, replication)
        .tables(ideas=False)["indicators"]["ildsjaele_active"]
        .mean()
        for replication in range(10)
    ]
    assert low < 0.5 * np.mean(active) / price.ildsjaele < high


def test_the_price_is_what_the_metrics_say():
    """Hours and money that levers really take come to the standing price, where nothing varies in time and nobody is idle."""
    scenario = middle(months=48, startup_months=12)
    regime = free(training=1.0, spread_staff=1.0, measurement_staff=0.5, vision=0.5, ambition=0.5)
    run = lived(scenario, regime).tables(ideas=False)["metrics"]
    assert run["overhead_mdkk_per_year"][0] == pytest.approx(standing_price(scenario, regime))
    assert run["standing_price_mdkk_per_year"][0] == standing_price(scenario, regime)


def test_the_cap_factor_is_where_every_amount_stands_at_its_cap():
    scenario = randers()
    regime = steered(free(pool=2.0, training=0.5), (12, {"protected_time": 0.001}))
    most = scaled(regime, cap_factor(scenario, regime))
    assert most.levers["pool"] == HIGHEST["pool"]
    assert most.changes[0].levers["protected_time"] == HIGHEST["protected_time"]
    assert cap_factor(scenario, free(vision=1.0)) == 0.0


def test_scaling_keeps_what_is_no_amount():
    regime = Regime("x", "x", None, dict.fromkeys(LEVERS, 0.5), (), {})
    twice = scaled(replace(regime), 2.0)
    assert twice.levers["vision"] == 0.5
    assert twice.levers["training"] == 1.0
    assert twice.levers["protected_time"] == HIGHEST["protected_time"]


def test_a_sum_is_the_same_on_every_python() -> None:
    """Python's own makes up for rounding from 3.12 on: bits would differ."""
    assert added([1e16, 1.0, -1e16]) == 0.0
    assert added([0.1] * 10) != 1.0
    assert added([]) == 0.0
