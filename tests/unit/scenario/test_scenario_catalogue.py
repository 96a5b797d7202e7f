"""The catalogue holds together: both languages, ranges, names that tables can bear."""

import importlib
import math
import pkgutil

import numpy as np
import pytest

from innosim.experiment.summary import SUMMARY
from innosim.scenario import catalogue
from innosim.scenario.catalogue import (
    COSTS,
    INDICATORS,
    KEY_COLUMNS,
    LEVERS,
    METRICS,
    PARAMETERS,
    REASONS,
    SECTIONS,
    SUBJECTS,
    TABLES,
    UNITS,
)
from innosim.scenario.catalogue.declare import Column, Lever, Metric, Parameter, Text, by_name
from innosim.scenario.pressure import PRESSURE

ALL_PARAMETERS = [*PARAMETERS.values(), PRESSURE]
COLUMNS = [*KEY_COLUMNS, *(column for table in TABLES.values() for column in table.columns)]
DECLARED = [*ALL_PARAMETERS, *LEVERS.values(), *COLUMNS]
TAKEN = set(dir(np.recarray))

MAY_PASS_ONE = {
    "cost_radical",
    "cost_share",
    "disturbance_share",
    "laboratory_cost",
    "overrun_typical",
    "silo_worth",
    "winding_share",
    "workload_start",
}
"""Ratios to something that is not a whole: an overrun, a load, a cost per krone at stake."""


@pytest.mark.parametrize(
    "declared", DECLARED, ids=[f"{place}-{d.name}" for place, d in enumerate(DECLARED)]
)
def test_both_languages_are_there(declared: Parameter | Lever | Column) -> None:
    for text in (declared.meaning.en, declared.meaning.da):
        assert text == text.strip()
        assert text
        assert not text.endswith(".") or text.endswith("...")
    assert declared.meaning.en != declared.meaning.da


def _short_names() -> dict[str, Text]:
    """Every text that a table or a sentence is made from."""
    said = {f"metric {metric.name}": metric.short for metric in METRICS.values()}
    said |= {f"indicator {name}": column.called for name, column in INDICATORS.items()}
    said |= {f"lever {lever.name}": lever.short for lever in LEVERS.values()}
    said |= {f"reason {reason.name}": reason.words for reason in REASONS.values()}
    said |= {f"row of {name}": table.row for name, table in TABLES.items()}
    said |= {f"cost mode {mode.name}": mode.short for mode in COSTS.values()}
    said |= {f"head of {mode.name}": mode.head for mode in COSTS.values()}
    return said | {f"unit {name}": text for name, text in UNITS.items() if name != "coefficient"}


@pytest.mark.parametrize(("what", "text"), _short_names().items())
def test_short_names_are_there_and_start_small(what: str, text: Text) -> None:
    for said in (text.en, text.da):
        assert said, what
        assert said == said.strip()
        assert said[0] == said[0].lower() or said.startswith("FTE"), what


def test_every_unit_has_words() -> None:
    assert {declared.unit for declared in (*DECLARED, *SUMMARY)} <= set(UNITS)


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_a_metric_is_declared_whole(metric: Metric) -> None:
    """A headline has a direction and a size that matters; a ratio has its parts, which are nothing else's."""
    assert not metric.headline or (metric.better in ("up", "down") and metric.sesoi is not None)
    assert metric.better in ("up", "down", "")
    assert metric.better or metric.sesoi is None
    assert not metric.turns_on or metric.turns_on in PARAMETERS
    assert not metric.headline or metric.role == "outcome"
    assert REASONS[metric.undefined.name] is metric.undefined
    for part in metric.ratio or ():
        assert METRICS[part].role == "part"
        assert METRICS[part].ratio is None


def test_every_part_is_of_a_ratio() -> None:
    parts = {part for metric in METRICS.values() for part in metric.ratio or ()}
    assert parts == {name for name, metric in METRICS.items() if metric.role == "part"}


@pytest.mark.parametrize("parameter", ALL_PARAMETERS, ids=lambda p: p.name)
def test_a_default_lies_in_its_range(parameter: Parameter) -> None:
    assert parameter.source
    if isinstance(parameter.default, bool | str):
        return
    least, most = parameter.limits
    assert all(map(math.isfinite, (least, most)))
    assert least <= parameter.low <= parameter.default <= parameter.high <= most
    assert parameter.low < parameter.high
    if parameter.unit == "share" and parameter.name not in MAY_PASS_ONE:
        assert least >= 0
        assert most <= 1


@pytest.mark.parametrize("lever", list(LEVERS.values()), ids=lambda lever: lever.name)
def test_a_lever_can_be_zero(lever: Lever) -> None:
    assert lever.low <= 0 < lever.high
    assert (lever.kind == "yes/no") == (lever.unit == "yes/no") == (lever.off is not None)
    assert lever.source


def test_names_are_unique_and_none_is_also_a_levers() -> None:
    assert not set(PARAMETERS) & set(LEVERS)
    assert PRESSURE.name not in PARAMETERS
    for name, table in TABLES.items():
        names = [column.name for column in (*KEY_COLUMNS, *table.columns)]
        assert len(names) == len(set(names)), name


def test_a_name_given_twice_is_found() -> None:
    parameter = PARAMETERS["seed"]
    with pytest.raises(ValueError, match="two parameters are called seed"):
        by_name([parameter, parameter])


@pytest.mark.parametrize("name", [*PARAMETERS, *LEVERS])
def test_a_name_is_no_attribute_of_a_table(name: str) -> None:
    assert name not in TAKEN
    assert name.isascii()
    assert name.isidentifier()
    assert name == name.lower()


def test_a_file_of_the_catalogue_declares_the_subject_that_is_its_name() -> None:
    declared = {
        found.name: {parameter.subject for parameter in module.PARAMETERS}
        for found in pkgutil.iter_modules(catalogue.__path__)
        for module in [importlib.import_module(f"{catalogue.__name__}.{found.name}")]
        if hasattr(module, "PARAMETERS")
    }
    assert declared == {name: {name} for name in SUBJECTS}


def test_sections_and_subjects_hold_every_parameter_once() -> None:
    for collected in (SECTIONS, SUBJECTS):
        names = [p.name for parameters in collected.values() for p in parameters]
        assert sorted(names) == sorted(PARAMETERS)


def test_money_is_marked_as_money() -> None:
    for parameter in PARAMETERS.values():
        assert parameter.money == parameter.unit.startswith("mDKK"), parameter.name


WHOLE_MONTHS = {"merger_month", "months", "startup_months", "visible_months"}
"""Months that are counted; others are measured, and a default like 18 would refuse 18.5."""


def test_months_are_measured_unless_they_are_counted() -> None:
    whole = {p.name for p in PARAMETERS.values() if p.unit == "months" and type(p.default) is int}
    assert whole == WHOLE_MONTHS
