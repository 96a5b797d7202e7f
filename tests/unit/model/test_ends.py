"""Every parameter and lever at both ends of what is plausible and of what may be declared, and drawn at random between: no crash, nothing undefined, every output within bounds.

The bounds are those that the output's own declaration states.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fitting import beside, drawn
from towns import Tables, changed, lived, middle, randers, village

from innosim.experiment.schema import null_of
from innosim.scenario.catalogue import LEVERS, PARAMETERS, TABLES
from innosim.scenario.catalogue.declare import Lever, Parameter
from innosim.scenario.fields import RELATIONS
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Scenario
from innosim.scenario.whole import fit_to_run

# The length and number of runs and their seed are no part of the model; pressure is a series of its own.
APART = ("months", "replications", "seed", PRESSURE.name)
VARIED = [name for name in PARAMETERS if name not in APART]
NUMBERS = [name for name in VARIED if not isinstance(PARAMETERS[name].default, (bool, str))]
FREE = [name for name in NUMBERS if not any(name in relation.names for relation in RELATIONS)]
REGIMES = ("framed", "top-down", "shaving")

BOUNDS = {(table, c.name): c.lies for table in TABLES for c in TABLES[table].columns}
NUMERIC = [(table, c.name) for table in TABLES for c in TABLES[table].columns if c.dtype in ("int", "float")]  # fmt: skip
ROUNDING = 1e-9
"""Of 1, and of the budget where that is more: books that differ by less balance."""

MAY_BE_UNDEFINED = frozenset({"ildsjaele_energy"})
"""Of nobody there is no mean."""


def at(parameter: Parameter, end: float) -> float:
    return type(parameter.default)(end)  # type: ignore[return-value]


def defined(table: str, name: str, values: Any) -> Any:
    """The values that there are: whole numbers have one for what is undefined, others NaN."""
    if values.dtype.kind == "f":
        return values[~np.isnan(values)]
    return values[values != null_of(table, name)].astype(np.float64)


def wrong(tables: Tables, town: Mapping[str, Any]) -> Iterator[str]:
    """Outputs outside the bounds that their declarations state, and indicators that are undefined in a month."""
    close = ROUNDING * max(1.0, float(town["budget_mdkk"]))
    for table, name in NUMERIC:
        values = tables.get(table, {}).get(name)
        if values is None:
            continue
        least, most = BOUNDS[table, name].of(town)
        here = defined(table, name, values)
        if not (np.isfinite(here) & (here >= least - close) & (here <= most + close)).all():
            yield f"{table}.{name} from {here.min():g} to {here.max():g}, not {least:g} to {most:g}"
        if table == "indicators" and len(here) < len(values) and name not in MAY_BE_UNDEFINED:
            yield f"{table}.{name} is undefined"


def tried(scenario: Scenario, regime: str) -> list[str]:
    """What is wrong with a run of a scenario, start-up and all; one that is refused ends the test."""
    fit = fit_to_run(scenario)
    found = lived(fit, regime)
    assert found.reached == fit.values["months"]
    both = (found.tables(ideas=True), found.tables_before(ideas=True))
    return [each for tables in both for each in wrong(tables, fit.values)]


@pytest.mark.parametrize("name", VARIED)
def test_it_runs_at_both_ends_of_what_is_plausible(name: str) -> None:
    parameter = PARAMETERS[name]
    for town in (village(months=24), middle(months=24)):
        for end in (parameter.low, parameter.high):
            for regime in REGIMES:
                fits = beside(name, at(parameter, end), town.values)
                assert tried(changed(town, **fits), regime) == []


@pytest.mark.parametrize("name", NUMBERS)
def test_it_runs_at_both_ends_of_what_may_be(name: str) -> None:
    """Three were divided by at the least that was allowed."""
    parameter, town = PARAMETERS[name], village(months=24)
    for end in parameter.limits:
        for regime in REGIMES:
            fits = beside(name, at(parameter, end), town.values)
            assert tried(changed(town, **fits), regime) == []


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
            months=60, **{name: between(PARAMETERS[name], rng.random()) for name in FREE}
        )
        assert tried(levered(town, rng), "framed") == []


def levered(town: Scenario, rng: np.random.Generator) -> Scenario:
    """The town with the levers of its framed regime drawn."""
    levers = {name: set_to(lever, rng.random()) for name, lever in LEVERS.items()}
    framed = replace(town.regimes["framed"], levers={**levers, "cuts_only": 0.0})
    return replace(town, regimes={**town.regimes, "framed": framed})


@pytest.mark.parametrize("tenth", range(10))
def test_it_runs_whatever_town_it_is(tenth: int) -> None:
    """A hundred towns, each with people, seats, money and limits drawn together over all that their relations allow, and all else too."""
    rng = np.random.default_rng(100 + tenth)
    for place in range(10):
        other = {name: between(PARAMETERS[name], rng.random()) for name in FREE}
        town = village(months=36, **{**(other if place % 2 else {}), **drawn(rng, 36, 200)})
        assert tried(levered(town, rng), "framed") == []


@pytest.mark.parametrize("regime", REGIMES)
def test_it_is_within_bounds_in_a_town_of_full_size(regime: str) -> None:
    """Places of ideas run to hundreds there, where the village has a dozen."""
    assert tried(randers(months=24), regime) == []
    assert tried(levered(randers(months=12), np.random.default_rng(7)), regime) == []


@pytest.fixture(scope="module")
def sound() -> tuple[Tables, Mapping[str, Any]]:
    """Tables of a run long enough that every metric has a value, and its town."""
    town = village(months=60)
    return lived(town, "framed").tables(ideas=True), town.values


@pytest.mark.parametrize(("table", "name"), NUMERIC)
def test_the_bounds_bite(sound: tuple[Tables, Mapping[str, Any]], table: str, name: str) -> None:
    """One value beyond an end is found and named; so is an infinite one, where there is no end."""
    tables, town = sound
    assert list(wrong(tables, town)) == []
    values = tables[table][name]
    beyond = [end * 1.01 + sign for end, sign in zip(BOUNDS[table, name].of(town), (-2.5, 2.5), strict=True)]  # fmt: skip
    if values.dtype.kind != "f":
        beyond = [np.trunc(each) for each in beyond if np.isfinite(each) and np.trunc(each) != null_of(table, name)]  # fmt: skip
    for value in beyond:
        spoilt = np.where(np.arange(len(values)) == len(values) - 1, value, values)
        found = list(wrong({**tables, table: {**tables[table], name: spoilt.astype(values.dtype)}}, town))  # fmt: skip
        assert [each.split()[0] for each in found] == [f"{table}.{name}"]


def test_what_is_undefined_in_a_month_is_found(sound: tuple[Tables, Mapping[str, Any]]) -> None:
    tables, town = sound
    spoilt = np.where(np.arange(60) == 3, np.nan, tables["indicators"]["support_mean"])
    found = wrong({"indicators": {**tables["indicators"], "support_mean": spoilt}}, town)
    assert list(found) == ["indicators.support_mean is undefined"]
