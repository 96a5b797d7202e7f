"""Numbers of every kind a sampler hands over mean what Python's own mean; a yes or no is none."""

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import innosim
from innosim.analysis.compare import smallest_effects
from innosim.analysis.frames import AnalysisError
from innosim.experiment.errors import PlanError
from innosim.model.municipality import Municipality
from innosim.scenario.errors import ScenarioInvalidError
from innosim.scenario.numbers import number_of, whole_number, yes_or_no
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change, Scenario
from innosim.scenario.whole import fit_to_run

FIVE = [
    5, 5.0, np.int8(5), np.uint64(5), np.float16(5), np.float32(5), np.float64(5), np.longdouble(5), Decimal(5), Decimal("5.0"),
    Fraction(5), Fraction(10, 2), np.array(5), np.array([5.0]), np.array([[5]], np.int16), np.array([Decimal(5)], object),
    np.ma.array([5.0], mask=[False]), pd.Series([5.0]), pd.Series([5], dtype="Int64"),
]  # fmt: skip
TENTH = [
    0.1, np.float16(0.1), np.float32(0.1), np.float64(0.1), Decimal("0.1"), Fraction(1, 10), np.array(0.1), np.array([0.1], np.float32),
]  # fmt: skip
NONE = [
    True, False, np.True_, np.array(True), np.array([False]), None, "5", b"5", np.str_("5"), np.array(["5"]), 5j, np.complex64(5), [5], (5,),
    {5}, {}, np.array([]), np.array([5, 5]), np.array([None], object), np.ma.masked, np.ma.array([5.0], mask=[True]), pd.NA, pd.NaT,
    np.datetime64(5, "ns"), np.timedelta64(5), pd.Series([pd.NA], dtype="Int64"), object(),
]  # fmt: skip


def kinds(values: list[Any]) -> list[str]:
    return [f"{type(value).__name__}{place}" for place, value in enumerate(values)]


@pytest.mark.parametrize("value", FIVE, ids=kinds(FIVE))
def test_a_whole_number_of_any_kind(value: object) -> None:
    assert (number_of(value), whole_number(value), type(whole_number(value))) == (5, 5, int)
    assert type(number_of(value)) in (int, float)


@pytest.mark.parametrize("value", TENTH, ids=kinds(TENTH))
def test_a_number_of_any_kind_is_as_it_is_written(value: object) -> None:
    """A largest 0.1 of few bits is no more than 0.1."""
    assert (number_of(value), type(number_of(value)), whole_number(value)) == (0.1, float, None)


@pytest.mark.parametrize("value", NONE, ids=kinds(NONE))
def test_what_is_no_number(value: object) -> None:
    assert (number_of(value), whole_number(value)) == (None, None)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Decimal("1e999999"), math.inf), (Decimal("-1e400"), -math.inf), (Decimal("1e-999999"), 0.0), (Fraction(10**400, 3), math.inf),
        (Decimal("-Infinity"), -math.inf), (np.float32("inf"), math.inf), (np.uint64(2**64 - 1), 2**64 - 1),
        (Decimal(2**70), 2**70), (10**400, 10**400),
    ],
)  # fmt: skip
def test_numbers_of_any_size(value: object, number: float) -> None:
    assert number_of(value) == number


def test_a_number_that_is_none_is_none() -> None:
    for value in (Decimal("nan"), Decimal("sNaN"), np.float32("nan"), np.array([np.nan])):
        number = number_of(value)
        assert isinstance(number, float)
        assert math.isnan(number)


def test_a_yes_or_no_of_any_kind() -> None:
    assert [yes_or_no(v) for v in (True, np.True_, np.array([True]), np.array(False))] == [
        True,
        True,
        True,
        False,
    ]
    assert {yes_or_no(v) for v in (1, 0.0, "true", None, np.array([True, True]), np.int8(1))} == {
        None
    }


def handed_over(make: Any) -> Scenario:
    """The village with one number of each kind that there is, in what ``make`` makes of it."""
    village = load("village")
    framed = village.regimes["framed"]
    levers = {
        **framed.levers,
        "pool": make(2.5),
        "contract": make(1.0),
        "protected_time": make(0.01),
    }
    later = Change(make(24), {"pool": make(0.5)}, {})  # type: ignore[arg-type]
    regime = replace(framed, levers=levers, changes=(later,))
    return replace(
        village,
        values={**village.values, "premium": make(0.5), "units": make(6), "seed": make(8)},
        pressure=tuple(make(0.015) for _ in village.pressure),
        regimes={**village.regimes, "framed": regime},
        sesoi={"support_mean": make(0.25)},
        start_up={**village.start_up, "pool": make(0.5)},
    )  # fmt: skip


KINDS = {
    "float32": np.float32, "float64": np.float64, "0-d": np.array, "of one": lambda v: np.array([v]), "Decimal": lambda v: Decimal(str(v)),
    "Fraction": lambda v: Fraction(str(v)),
}  # fmt: skip


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_scenario_of_them_is_the_one_of_python_s_own(make: Any) -> None:
    """Pressure, levers, dated changes and smallest effects were run as they came, or refused."""
    fit, own = fit_to_run(handed_over(make)), fit_to_run(handed_over(lambda v: v))
    assert fit == own
    assert repr(fit) == repr(own)


WRONG = [True, np.True_, "0.5", None, [0.5], np.array([0.5, 0.5])]


@pytest.mark.parametrize("value", WRONG, ids=kinds(WRONG))
def test_what_is_no_number_is_refused_wherever_one_is_meant(value: Any) -> None:
    with pytest.raises(ScenarioInvalidError) as refused:
        fit_to_run(handed_over(lambda _: value))
    fields = {problem.field for problem in refused.value.problems}
    assert fields >= {
        "relationships.premium", "municipality.units", "run.seed", "uncertainties.pressure[0]", "regime.framed.pool",
        "regime.framed.protected_time", "regime.framed.change[0].month", "regime.framed.change0.pool", "metrics.support_mean",
        "start_up.pool",
    }  # fmt: skip


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_arguments_of_them(make: Any) -> None:
    village = load("village")
    assert smallest_effects(village, {"support_mean": make(0.5)})["support_mean"] == 0.5
    town = Municipality("village", seed=make(8), replication=make(2))
    assert (town.resolved.values["seed"], town.replication) == (8, 2)
    unit = next(iter(town.agents))
    share = next(name for name in type(unit).shares if name in unit.fields)
    setattr(unit, share, make(0.5))
    assert getattr(unit, share) == 0.5


@pytest.mark.parametrize("value", WRONG, ids=kinds(WRONG))
def test_arguments_that_are_none(value: Any) -> None:
    with pytest.raises(AnalysisError, match="smallest effect of interest of support_mean must be"):
        smallest_effects(load("village"), {"support_mean": value})
    if value is not None:
        with pytest.raises(PlanError, match="months is"):
            innosim.run("village", months=value)
