"""The second reader: figures entered again from the evidence, compared with what the project uses.

Each number here was typed from the evidence, the model's first specification or the founding note, not from the
catalogue, and stands with its unit; signs and factors are what goes wrong. Where the catalogue holds
a number in another unit, the conversion is written out.
"""

import pytest

from innosim.scenario.catalogue import HEADLINES, LEVERS, METRICS, PARAMETERS
from innosim.scenario.places import preset_names
from innosim.scenario.pressure import HIGH_YEARS, PRESSURE
from innosim.scenario.reader import load

RANDERS_B = 3_900.0  # mDKK a year
RANDERS_STAFF = 8_500

# name: (figure, tolerance, unit)
FIGURES = {
    "population": (96_000, 0, "count"),
    "council_seats": (31, 0, "count"),
    "departments": (4, 0, "count"),  # chief executive + 4 directors
    "units": (350, 0, "count"),
    "staff": (RANDERS_STAFF, 0, "count"),
    "fte_share": (6_800 / 8_500, 0, "share"),
    "effective_hours": (1_500, 0, "hours a year"),
    "budget_mdkk": (RANDERS_B, 0, "mDKK a year"),
    "wage_mdkk": (0.00029, 0, "mDKK an hour"),
    "workload_start": (0.97, 0, "share"),
    "overrun_tail": (1 / 6, 0.005, "share"),  # 1 in 6 a black swan
    "overrun_runaway": (2.0, 0, "factor"),  # +200 %: twice the plan on top of it
    "chief_exit": (21 / 98 * 12 / 13, 0.005, "a year"),  # 21 of 98 in 13 months
    "turnover_low": (0.25, 0, "share"),  # 25-50 % of seats change
    "turnover_high": (0.50, 0, "share"),
    "loss_weight": (2.25, 0, "factor"),
    "loss_exponent": (0.88, 0, "coefficient"),
    "public_memory": (12, 0, "months"),
    "home_half_life": (24, 0, "months"),
    "home_fall": (0.03, 0, "share"),
    "case_floor": (2, 0, "per mille of B"),
    "case_scale": (0.0003 * 1_000, 1e-12, "per mille of B"),  # B x .0003
    "contract_credit": (30, 0, "per mille of B"),  # of 20-60
    "mandate_bar": (0.5, 0, "share"),
    "demand_follow": (0.6, 0, "share"),
    "domain_limit": (0.3, 0, "share"),
    "unit_limit": (0.5 / RANDERS_B * 1_000, 0.001, "per mille of B"),  # .5 mDKK
    "council_limit": (2, 0, "per mille of B"),
    "council_radicality": (0.7, 0, "share"),
    "size_staff": (0.03, 0, "mDKK a year"),
    "size_manager": (0.1, 0, "mDKK a year"),
    "size_politician": (1 / RANDERS_B * 1_000, 0.005, "per mille of B"),  # 1 mDKK
    "size_director": (5 / RANDERS_B * 1_000, 0.005, "per mille of B"),  # 5 mDKK
    "luck_together": (0.3, 0, "share"),
    "shelf_months": (36, 0, "months"),
    "shelf_returns": (2, 0, "count"),
    "window_gap": (1.5, 0, "factor"),
    "open_months": (24, 0, "months"),
    "answers_enough": (2, 0, "count"),
    "contract_pick": (5, 0, "count"),  # Fredericia picked five
    "months_direction": (1, 0, "months"),
    "months_model": (2.5, 0, "months"),
    "months_implementation": (4, 0, "months"),
    "lapse_months": (12, 0, "months"),
    "least_progress": (1 / 20, 0, "share"),  # under a twentieth is no work
    "ramp_months": (12, 0, "months"),
    "copy_cost": (1 / 3, 0.001, "share"),
    "active_share": (0.025 / 0.05, 0, "share"),  # champions 2.5 % of staff, in posts of 5 %
    "months": (144, 0, "months"),  # three council terms
}

# name: (lowest, highest) that the source gives, which the plausible range or the default must keep
RANGES = {
    "case_floor": (1, 4),
    "contract_credit": (20, 60),
    "phase_ratio": (1.4, 3),
    "demand_follow": (0, 1),
    "size_spread": (0.8, 1.2),
    "quality_price": (0.25, 1.0),
}

COUNCILS = {"randers": 31, "silkeborg": 31, "fredericia": 21, "odense": 29}
PEOPLE = {"randers": 96_000, "silkeborg": 89_707, "fredericia": 51_275, "odense": 207_762}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_sources(name: str) -> None:
    figure, tolerance, unit = FIGURES[name]
    parameter = PARAMETERS[name]
    assert parameter.unit == unit
    assert parameter.default == pytest.approx(figure, abs=tolerance or 1e-12, rel=0)


@pytest.mark.parametrize("name", RANGES)
def test_a_range_is_the_sources(name: str) -> None:
    low, high = RANGES[name]
    parameter = PARAMETERS[name]
    assert low <= float(parameter.default) <= high
    assert parameter.low <= low + 1e-12
    assert parameter.high >= high - 1e-12


def test_the_start_values_that_a_trial_had() -> None:
    tried = {
        "value_base": -0.05, "value_question": 0.2, "value_radicality": 0.15, "luck_base": 0.25,
        "luck_radical": 0.4, "memo_sd": 0.5, "own_sd": 0.35, "sorting_sd": 0.1, "premium": 0.1,
        "work_sd": 0.8, "spark_post": 0.045, "spark_unit": 0.028, "spark_manager": 0.025,
        "spark_director": 0.16, "copy_near": 0.007, "copy_far": 0.0006, "cut_harm": 0.6,
        "cut_fatigue": 3, "anchor_base": 0.7, "anchor_gain": 0.3, "support_step": 0.0007,
    }  # fmt: skip
    for name, value in tried.items():  # starting points, so within the range, sign included
        assert PARAMETERS[name].low <= value <= PARAMETERS[name].high, name


def test_wages_are_three_quarters_of_the_budget() -> None:
    hours = 6_800 * 1_500
    assert hours == 10_200_000
    assert hours * float(PARAMETERS["wage_mdkk"].default) / RANDERS_B == pytest.approx(
        0.76, abs=0.002
    )


def test_one_per_cent_of_hours_is_29_6_million() -> None:
    assert 102_000 * float(PARAMETERS["wage_mdkk"].default) == pytest.approx(29.6, abs=0.05)


def test_champions_are_two_and_a_half_per_cent_of_staff() -> None:
    active = float(PARAMETERS["post_share"].default) * float(PARAMETERS["active_share"].default)
    assert active == pytest.approx(0.025)


@pytest.mark.parametrize("town", COUNCILS)
def test_a_towns_facts(town: str) -> None:
    values = load(town).values
    assert values["council_seats"] == COUNCILS[town]
    assert values["majority_seats"] + values["minority_seats"] == COUNCILS[town]
    assert values["population"] == PEOPLE[town]


def test_councils_expect_what_the_note_says() -> None:
    expected = {town: float(load(town).values["expected_involvement"]) for town in COUNCILS}
    assert expected["fredericia"] < 0.5 < expected["randers"]
    assert expected["fredericia"] == min(expected.values())
    assert expected["randers"] == max(expected.values())


def test_pressure() -> None:
    assert PRESSURE.default == 0.01
    assert (PRESSURE.low, PRESSURE.high) == (0.0, 0.02)
    assert PRESSURE.limits == (0.0, 0.04)
    assert HIGH_YEARS == 3


def test_protected_time_is_tenths_of_a_per_cent() -> None:
    """.2-.6 % of hours, not 5 [E]; the presets keep to .2-.4."""
    regimes = load("randers").regimes
    without = ("routine", "shaving")  # an ordinary town sets nothing aside
    times = [r.levers["protected_time"] for name, r in regimes.items() if name not in without]
    assert all(0.002 <= time <= 0.004 for time in times)


def test_the_pool_is_aarhus_by_head() -> None:
    by_head = 125 * 96_000 / 1e6  # DKK a head, in mDKK for Randers
    assert by_head == 12.0
    framed = load("randers").regimes["framed"]
    assert LEVERS["pool"].unit == "per mille of B"
    assert framed.levers["pool"] == pytest.approx(by_head / RANDERS_B * 1_000, abs=0.05)


def test_tracks_are_counted_by_staff() -> None:
    regimes = load("randers").regimes
    assert LEVERS["tracks"].unit == "per 1,000 staff"
    odense, fredericia = load("odense").values, load("fredericia").values
    nine = regimes["framed"].levers["tracks"] * float(odense["staff"]) / 1_000
    five = regimes["top-down"].levers["tracks"] * float(fredericia["staff"]) / 1_000
    assert round(nine) == 9
    assert round(five) == 5
    assert (nine, five) == pytest.approx((9, 5), abs=0.1)


def test_directions_of_the_talks() -> None:
    """What the talks say of one town against another, whatever the sizes."""
    r = {name: regime.levers for name, regime in load("randers").regimes.items()}
    assert r["top-down"]["contract"] == 1
    assert [r[name]["contract"] for name in ("bottom-up", "framed", "randers")] == [0, 0, 0]
    assert r["top-down"]["involvement"] < r["framed"]["involvement"] < r["randers"]["involvement"]
    assert r["top-down"]["mystery_months"] == max(each["mystery_months"] for each in r.values())
    assert r["top-down"]["ambition"] == max(each["ambition"] for each in r.values())
    assert r["framed"]["coupling"] == max(each["coupling"] for each in r.values())
    assert r["framed"]["laboratories"] > 0
    assert r["framed"]["training"] == max(each["training"] for each in r.values())
    assert r["bottom-up"]["local_approval"] == max(each["local_approval"] for each in r.values())
    assert r["bottom-up"]["ambition"] < r["framed"]["ambition"]
    assert r["shaving"]["cuts_only"] == 1
    assert set(preset_names()) == {*r, "routine", "scanning"}


def test_routine_is_an_ordinary_town_without_a_programme() -> None:
    """As much involvement as the council expects, half of what is small decided locally, some partners, all else zero."""
    levers = load("randers").start_up
    set_to = {name: value for name, value in levers.items() if value != 0.0}
    assert set_to == {"involvement": 0.8, "local_approval": 0.5, "partners": 0.35}


@pytest.mark.parametrize(
    ("metric", "better"),
    [
        ("value_per_year", "up"),
        ("throughput_per_year", "up"),
        ("failure_cost_mdkk_per_year", "down"),
        ("failure_cost_share", "down"),
        ("mandate_share", "up"),
        ("support_majority_share", "up"),
        ("pressure_met_without_cuts", "up"),
        ("service_quality_end", "up"),
    ],
)
def test_which_way_a_headline_is_better(metric: str, better: str) -> None:
    assert METRICS[metric].headline
    assert METRICS[metric].better == better


def test_the_headlines_are_these_eight() -> None:
    assert len(HEADLINES) == 8
