"""The catalogue: every parameter, switch, lever and output column, each declared once.

What the modules of this folder declare by subject is collected here by name, by section and by
subject. All that repeats a default, a unit or a meaning (the schema, the reference pages, the
codebook, the sliders) is made from these collections.
"""

from __future__ import annotations

from innosim.scenario.catalogue import (
    budget,
    development,
    gates,
    hours,
    ideas,
    operation,
    people,
    prices,
    public,
    questions,
    run,
    sparks,
    spread,
    switches,
    town,
    world,
)
from innosim.scenario.catalogue.columns import (
    AS_COSTED,
    COST_BY_FLAG,
    COSTS,
    EQUAL_RESOURCES,
    KEY_COLUMNS,
    START_UP,
    TABLES,
)
from innosim.scenario.catalogue.declare import (
    UNITS,
    Column,
    Lever,
    Metric,
    Parameter,
    Reason,
    Section,
    Text,
    by_name,
)
from innosim.scenario.catalogue.indicator_columns import INDICATORS
from innosim.scenario.catalogue.levers import LEVERS
from innosim.scenario.catalogue.metric_columns import METRICS, REASONS

__all__ = [
    "AS_COSTED",
    "COSTS",
    "COST_BY_FLAG",
    "EQUAL_RESOURCES",
    "HEADLINES",
    "INDICATORS",
    "KEY_COLUMNS",
    "LEVERS",
    "METRICS",
    "OUTCOMES",
    "PARAMETERS",
    "PURPOSE",
    "REASONS",
    "SECTIONS",
    "START_UP",
    "SUBJECTS",
    "TABLES",
    "UNITS",
    "Column",
    "Lever",
    "Metric",
    "Parameter",
    "Reason",
    "Section",
    "Text",
]

PURPOSE = Text(
    "explanation and illustration, not prediction", "forklaring og illustration, ikke forudsigelse"
)
"""What every result is for."""


def _section(section: Section) -> tuple[Parameter, ...]:
    return tuple(p for p in PARAMETERS.values() if p.section == section)


def _subjects() -> dict[str, tuple[Parameter, ...]]:
    names = dict.fromkeys(p.subject for p in PARAMETERS.values())
    return {name: tuple(p for p in PARAMETERS.values() if p.subject == name) for name in names}


_SUBJECTS = (
    town,
    world,
    ideas,
    questions,
    sparks,
    gates,
    development,
    operation,
    spread,
    public,
    people,
    budget,
    hours,
    prices,
    switches,
    run,
)
"""The modules that declare parameters, each those of the subject that is its name."""

PARAMETERS: dict[str, Parameter] = by_name(
    parameter for module in _SUBJECTS for parameter in module.PARAMETERS
)
"""All parameters by name, switches among them, in the order of a scenario file."""

SECTIONS: dict[Section, tuple[Parameter, ...]] = {
    "municipality": _section("municipality"),
    "uncertainties": _section("uncertainties"),
    "relationships": _section("relationships"),
    "switches": _section("switches"),
    "run": _section("run"),
}
"""The parameters of each section of a scenario file; the pressure has a form of its own."""

SUBJECTS: dict[str, tuple[Parameter, ...]] = _subjects()
"""The parameters of each subject of the model, in the order they were declared."""

OUTCOMES: dict[str, Metric] = {
    name: metric for name, metric in METRICS.items() if metric.role == "outcome"
}
"""The metrics that are compared between regimes."""

HEADLINES: tuple[str, ...] = tuple(name for name, metric in OUTCOMES.items() if metric.headline)
"""The outcomes that are shown where nobody chose."""
