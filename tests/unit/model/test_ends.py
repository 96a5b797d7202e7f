"""Every parameter and lever at both ends of what is plausible and of what may be declared, and drawn at random between: no crash, nothing undefined, every output within bounds.

Bounds follow from an output's unit: a share lies in 0-1, counts, hours and months are not negative, money is of the size of the town's budget.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from towns import Tables, changed, lived, middle, village

from innosim.scenario.catalogue import LEVERS, PARAMETERS, TABLES
from innosim.scenario.catalogue.declare import Lever, Parameter
from innosim.scenario.errors import ScenarioError
from innosim.scenario.fields import RELATIONS
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Scenario
from innosim.scenario.whole import fit_to_run

# The length and number of runs and their seed are no part of the model; pressure is a series of its own.
APART = ("months", "replications", "seed", PRESSURE.name)
VARIED = [name for name in PARAMETERS if name not in APART]
NUMBERS = [name for name in VARIED if not isinstance(PARAMETERS[name].default, (bool, str))]
FREE = [name for name in NUMBERS if not any(name in relation.names for relation in RELATIONS)]
REGIMES = ("framed", "top-down")

UNITS = {(table, c.name): str(c.unit) for table in TABLES for c in TABLES[table].columns}
LEAST = {
    "share": 0.0,
    "index 0-1": 0.0,
    "count": 0.0,
    "hours": 0.0,
    "months": 0.0,
    "hours a year": 0.0,
}
MOST = {"share": 1.0, "index 0-1": 1.0}
OTHERWISE = {
    ("indicators", "backing_above_home"): (-1.0, 1.0),  # a difference of shares
    ("metrics", "backing_mean"): (-1.0, 1.0),  # likewise
    ("indicators", "workload_mean"): (0.0, np.inf),  # hours asked for per hour there is
    ("indicators", "quality_mean"): (0.0, 100.0),  # an index, divided by 1 % at the least
}
BUDGETS = 1000.0
"""Money in a column is less than so many budgets: worth is some spreads of the largest idea, which is no more than the budget."""


def at(parameter: Parameter, end: float) -> float:
    return type(parameter.default)(end)  # type: ignore[return-value]


def wrong(tables: Tables, budget: float) -> Iterator[str]:
    """Outputs that are infinite or outside their bounds, and indicators that are undefined throughout a month."""
    for table, columns in tables.items():
        for name, values in columns.items():
            unit = UNITS.get((table, name), "")
            if values.dtype.kind != "f" or not len(values):
                continue
            least, most = OTHERWISE.get(
                (table, name), (LEAST.get(unit, -np.inf), MOST.get(unit, np.inf))
            )
            if unit.startswith("mDKK"):
                least, most = -BUDGETS * budget, BUDGETS * budget
            here = values[~np.isnan(values)]
            if len(here) and not (least - 1e-9 <= here.min() and here.max() <= most + 1e-9):
                yield f"{table}.{name} from {here.min():g} to {here.max():g}"
            if table == "indicators" and np.isnan(values).any() and name not in MAY_BE_UNDEFINED:
                yield f"{table}.{name} is undefined"


MAY_BE_UNDEFINED = frozenset({"ildsjaele_energy"})
"""Of nobody there is no mean."""


def tried(scenario: Scenario, regime: str) -> list[str]:
    """What is wrong with a run of a scenario that may be run; nothing where it is refused."""
    try:
        fit = fit_to_run(scenario)
    except ScenarioError:
        return []
    found = lived(fit, regime)
    assert found.reached == fit.values["months"]
    return list(wrong(found.tables(ideas=True), float(fit.values["budget_mdkk"])))


@pytest.mark.parametrize("name", VARIED)
def test_it_runs_at_both_ends_of_what_is_plausible(name: str) -> None:
    parameter = PARAMETERS[name]
    for town in (village(months=24), middle(months=24)):
        for end in (parameter.low, parameter.high):
            for regime in REGIMES:
                assert tried(changed(town, **{name: at(parameter, end)}), regime) == []


@pytest.mark.parametrize("name", NUMBERS)
def test_it_runs_at_both_ends_of_what_may_be(name: str) -> None:
    """Three were divided by at the least that was allowed."""
    parameter = PARAMETERS[name]
    for end in parameter.limits:
        for regime in REGIMES:
            assert tried(village(months=24, **{name: at(parameter, end)}), regime) == []


@pytest.mark.parametrize("lever", LEVERS)
def test_it_runs_at_both_ends_of_each_lever(lever: str) -> None:
    town = village(months=24)
    for regime in REGIMES:
        usual = town.regimes[regime]
        for end in (LEVERS[lever].low, LEVERS[lever].high):
            changed_ = replace(usual, levers={**usual.levers, lever: end})
            assert tried(replace(town, regimes={**town.regimes, regime: changed_}), regime) == []


def between(parameter: Parameter, share: float) -> float:
    """The value at this share of the way between the limits."""
    least, most = parameter.limits
    if isinstance(parameter.default, int):
        return min(int(most), int(least + share * (most - least + 1)))
    return float(least + share * (most - least))


def set_to(lever: Lever, share: float) -> float:
    value = lever.low + share * (lever.high - lever.low)
    return value if lever.kind == "number" else float(round(value))


@pytest.mark.parametrize("tenth", range(10))
def test_it_runs_wherever_it_may_be(tenth: int) -> None:
    """Two hundred towns, each with all that may vary drawn evenly over all that is allowed, under levers drawn likewise."""
    rng = np.random.default_rng(tenth)
    for _ in range(20):
        town = village(
            months=24, **{name: between(PARAMETERS[name], rng.random()) for name in FREE}
        )
        usual = town.regimes["framed"]
        levers = {name: set_to(lever, rng.random()) for name, lever in LEVERS.items()}
        framed = replace(usual, levers={**levers, "cuts_only": 0.0})
        fit = fit_to_run(replace(town, regimes={**town.regimes, "framed": framed}))
        assert list(wrong(lived(fit, "framed").tables(ideas=True), 55.0)) == []


def test_the_bounds_bite() -> None:
    tables = lived(village(months=24), "framed").tables(ideas=True)
    assert list(wrong(tables, 55.0)) == []
    for name, value in (("support_mean", 1.5), ("sparked", -1.0), ("quality_mean", -0.1), ("cut_mdkk", 1e9), ("support_mean", np.nan)):  # fmt: skip
        spoilt = {**tables, "indicators": {**tables["indicators"]}}
        spoilt["indicators"][name] = np.where(np.arange(24) == 3, value, tables["indicators"][name])
        assert [each.split()[0] for each in wrong(spoilt, 55.0)] == [f"indicators.{name}"]
