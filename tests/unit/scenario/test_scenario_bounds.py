"""Bounds of outputs, as they are reckoned and as they are said."""

import math

import pytest

from innosim.scenario.catalogue import KEY_COLUMNS, METRICS, PARAMETERS, TABLES
from innosim.scenario.catalogue.bounds import BEFORE_THE_END, BOUNDS, BUDGET, within
from innosim.scenario.catalogue.declare import Column, Text
from innosim.scenario.reader import load

RANDERS = load("randers").values
COLUMNS = [*KEY_COLUMNS, *(column for table in TABLES.values() for column in table.columns)]


def declared(name: str) -> Column:
    return next(column for column in COLUMNS if column.name == name)


@pytest.mark.parametrize(
    ("name", "least", "most", "rule"),
    [
        ("mandate_share", 0.0, 1.0, ("0", "1")),
        ("backing_above_home", -1.0, 1.0, ("-1", "1")),
        ("cut_mdkk", 0.0, 3900.0, ("0", "budget_mdkk")),
        ("value_per_year", -46_800.0, 46_800.0, ("-12 x budget_mdkk", "12 x budget_mdkk")),
        (
            "used_mdkk",
            0.0,
            795_600.0,
            ("0", "12 x budget_mdkk + budget_mdkk x months + budget_mdkk x startup_months"),
        ),
        (
            "slot",
            0.0,
            425.0,
            ("0", "the largest of staff x post_share, units - 1, departments, council_seats - 1"),
        ),
        ("month_sparked", -48.0, 143.0, ("-startup_months", "months - 1")),
        ("months_work", 0.0, 192.0, ("0", "startup_months + months")),
        ("pressure_met_without_cuts", -math.inf, 1.0, ("", "1")),
        ("failure_cost_share", 0.0, math.inf, ("0", "")),
        ("ramp_months", 1.0, 24.0, ("1", "ramp_months x ramp_slow")),
    ],
)
def test_a_bound_is_reckoned_of_a_town_and_said_by_its_rule(
    name: str, least: float, most: float, rule: tuple[str, str]
) -> None:
    found = declared(name).lies
    assert found.of(RANDERS) == (least, most)
    assert (found.least.rule, found.most.rule) == rule


def test_worth_is_what_its_form_allows() -> None:
    """A thousand budgets bounded nothing: the form of worth allows 29 in Randers, and 473 where all that makes it is at its limit."""
    least, most = declared("true_worth").lies.of(RANDERS)
    assert -least == most == pytest.approx(29.3 * RANDERS["budget_mdkk"])
    assert declared("believed_spark").lies.of(RANDERS)[1] == pytest.approx(29.3)
    limits = {
        n: p.limits[1] for n, p in PARAMETERS.items() if not isinstance(p.default, bool | str)
    }
    assert declared("believed_spark").lies.of(limits)[1] == 473.0
    for name in ("value_base", "believed_base", "memo_optimism"):
        assert max(map(abs, PARAMETERS[name].limits)) <= 2.0
    for name in ("value_question", "import_worth", "value_radicality"):
        assert PARAMETERS[name].limits == (0.0, 2.0)


def test_hours_are_those_of_the_staff() -> None:
    _, most = declared("hours_available").lies.of(RANDERS)
    staff = RANDERS["staff"] * RANDERS["fte_share"]
    assert most == pytest.approx(staff * RANDERS["effective_hours"] / 12)
    rule = "staff x fte_share x effective_hours / 12"
    assert declared("hours_available").lies.most.rule == rule
    assert declared("hours_operations").lies.most.rule.endswith(" x overtime / 12")


def test_every_column_lies_somewhere() -> None:
    """The least is below the most, in the town and run of the catalogue; every unit of a column has bounds."""
    for column in COLUMNS:
        least, most = column.lies.of(RANDERS)
        assert least < most, column.name


def test_a_column_states_its_own_bounds_or_has_its_units() -> None:
    meaning = Text("tried", "prøvet")
    assert Column("tried", "share", meaning).lies is BOUNDS["share"]
    own = within(0.0, BUDGET)
    assert Column("tried", "mDKK", meaning, bounds=own).lies is own


def test_a_metric_is_bounded_where_it_is_a_share_within_0_to_1() -> None:
    unbounded = {name for name, each in METRICS.items() if each.unit == "share" and not each.bounded}  # fmt: skip
    assert unbounded == {"backing_mean", "failure_cost_share", "pressure_met_without_cuts"}
    assert not METRICS["value_per_year"].bounded


def test_a_sum_of_bounds_is_said_with_its_signs() -> None:
    assert (BUDGET + BEFORE_THE_END).rule == "budget_mdkk + months - 1"
    assert (BUDGET + BEFORE_THE_END).of(RANDERS) == 3900.0 + 143.0
