"""A scenario that is put together in Python has fields of the kind that is meant, or is refused with each that is not named."""

import copy
import pickle
from collections import ChainMap, OrderedDict
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import innosim
from innosim.experiment.errors import PlanError
from innosim.experiment.plan import make_plan, with_run_values
from innosim.model.municipality import Municipality
from innosim.scenario.catalogue import Text
from innosim.scenario.errors import ArgumentError, ScenarioError, ScenarioInvalidError
from innosim.scenario.reader import load
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.whole import fit_to_run

VILLAGE = load("village", ["run.months=24"])
FRAMED = VILLAGE.regimes["framed"]
STRANGE = (None, 5, 0.02, True, "x", b"x", [None], (), {}, {"kind": "foo"}, object(), float("nan"))


def refused_or_run(scenario: Any) -> None:
    """Nothing but a sentence of the scenario's own comes of it."""
    try:
        found = with_run_values(scenario, replications=2)
        make_plan(found, costs=("as_costed",))
    except (ScenarioError, PlanError, ArgumentError) as error:
        assert len(str(error)) > 20  # noqa: PT017


@pytest.mark.parametrize("name", [field.name for field in fields(Scenario)])
@pytest.mark.parametrize("odd", STRANGE, ids=[f"odd-{n}" for n in range(len(STRANGE))])
def test_every_field_of_a_scenario(name: str, odd: Any) -> None:
    refused_or_run(replace(VILLAGE, **{name: odd}))


@pytest.mark.parametrize("odd", STRANGE, ids=[f"odd-{n}" for n in range(len(STRANGE))])
def test_how_long_it_runs(odd: Any) -> None:
    refused_or_run(replace(VILLAGE, values={**VILLAGE.values, "months": odd}))


@pytest.mark.parametrize("name", [field.name for field in fields(Regime)])
@pytest.mark.parametrize("odd", STRANGE, ids=[f"odd-{n}" for n in range(len(STRANGE))])
def test_every_field_of_a_regime(name: str, odd: Any) -> None:
    regimes = {**VILLAGE.regimes, "framed": replace(FRAMED, **{name: odd})}
    refused_or_run(replace(VILLAGE, regimes=regimes))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pressure": 0.02}, r"pressure is 0\.02; it is a share for each year"),
        ({"pressure_rule": {"kind": "constant", "value": 0.02}}, "pressure_rule is .* another pressure is given as pressure"),
        ({"sesoi": None}, "sesoi is None; it is a mapping"),
        ({"regimes": {**VILLAGE.regimes, "framed": None}}, r"regime\.framed is None; it is an innosim Regime"),
        ({"regimes": {"a\nb": replace(FRAMED, name="a\nb")}, "baseline": "a\nb"}, "is no name of a regime"),
        ({"contrasts": (("framed", "routine", "nometric"),)}, "contrasts names nometric, which is no metric"),
        ({"contrasts": (("framed", "framed", "value_per_year"),)}, "contrasts sets framed against itself"),
        ({"contrasts": (("framed", "routine"),)}, r"contrasts holds .*each is \(regime, other, metric\)"),
    ],
)  # fmt: skip
def test_what_was_taken_or_ended_in_an_error_of_pythons(changed: Any, said: str) -> None:
    scenario = replace(VILLAGE, **changed)
    for used in (with_run_values, make_plan, Municipality):
        with pytest.raises(ScenarioInvalidError, match=said):
            used(scenario)


def test_a_scenario_is_not_changed_in_place() -> None:
    """Under a result that was open it was, and another idea's life was told as its own."""
    for held in (VILLAGE.values, VILLAGE.regimes, VILLAGE.sesoi, FRAMED.levers):
        for act in (
            lambda held=held: held.__setitem__("staff", 1),
            lambda held=held: held.update(staff=1),
            lambda held=held: held.pop("staff", None),
            lambda held=held: held.clear(),
        ):
            with pytest.raises(ArgumentError, match="is not changed in place: make another"):
                act()
    for same in (copy.deepcopy(VILLAGE), pickle.loads(pickle.dumps(VILLAGE))):  # noqa: S301 - ours
        assert same == VILLAGE
        assert type(same.values) is type(VILLAGE.values)
    assert replace(VILLAGE, values={**VILLAGE.values, "staff": 121}).values["staff"] == 121


HUGE = 10**400


@pytest.mark.parametrize(
    "values",
    [
        *({name: odd} for name in ("staff", "units", "council_seats", "months", "startup_months", "seed", "budget_mdkk", "fte_share") for odd in (-5, 0, "x", HUGE, Fraction(HUGE), pd.NA, 120 + 0j)),
        {None: 1, (1, 2): 3, 5: 6},
    ],
)  # fmt: skip
def test_values_that_no_town_has(values: Any) -> None:
    """A kept simulator built its town of them unchecked, which ended Python; some were no sentence of ours anywhere."""
    scenario = replace(VILLAGE, values={**VILLAGE.values, **values})
    try:
        fit_to_run(with_run_values(scenario, replications=2))
    except (ScenarioError, PlanError) as error:
        assert len(str(error)) > 20  # noqa: PT017
        with pytest.raises(ScenarioError):
            innosim.simulator(scenario)
        with pytest.raises(ScenarioError):
            Municipality(scenario)


@pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series])
def test_shares_of_any_kind_are_a_pressure(kind: Any) -> None:
    shares = [0.02, 0.01]
    given = kind(shares)
    scenario = fit_to_run(replace(VILLAGE, pressure=given))
    shares.append(0.5)
    assert scenario.pressure == (0.02, 0.01)
    exact = [Fraction(1, 50), Decimal("0.01")]
    assert fit_to_run(replace(VILLAGE, pressure=exact)).pressure == (0.02, 0.01)


@pytest.mark.parametrize("kind", [MappingProxyType, OrderedDict, ChainMap, dict])
def test_a_mapping_of_any_kind_is_the_scenarios_own(kind: Any) -> None:
    mine = {**VILLAGE.values}
    scenario = replace(VILLAGE, values=kind(mine))
    mine["staff"] = 200
    assert scenario.values["staff"] == VILLAGE.values["staff"]
    assert pickle.loads(pickle.dumps(scenario)) == copy.deepcopy(scenario) == VILLAGE  # noqa: S301


@pytest.mark.parametrize(
    ("field", "odd"),
    [
        ("name", "\ud800"), ("title", "a\udcff"), ("question", "\ud800"), ("title", Text(5, "b")), ("title", Text("a", None)),
        ("asked", ("village", b"x")), ("asked", (None,)),
    ],
)  # fmt: skip
def test_texts_that_no_file_holds(field: str, odd: Any) -> None:
    """They were met when the result was written, after all had been run."""
    with pytest.raises(ScenarioInvalidError, match=f"{field} holds .* no text that a file may"):
        fit_to_run(replace(VILLAGE, **{field: odd}))


@pytest.mark.parametrize("odd", [{"title": Text("a", 5)}, {"preset": "\ud800"}, {"sources": {1: "x"}}, {"sources": {"pool": None}}])  # fmt: skip
def test_texts_of_a_regime_that_no_file_holds(odd: Any) -> None:
    regimes = {**VILLAGE.regimes, "framed": replace(FRAMED, **odd)}
    with pytest.raises(ScenarioInvalidError, match=r"regime\.framed\..* no text that a file may"):
        fit_to_run(replace(VILLAGE, regimes=regimes))
