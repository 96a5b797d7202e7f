"""The catalogue: every parameter, switch, lever and output column, each declared once.

What the modules of this folder declare by subject is collected here by name, by section and by
subject. All that repeats a default, a unit or a meaning (the schema, the reference pages, the
codebook, the sliders) is made from these collections.
"""

from __future__ import annotations

from collections.abc import Iterable

from innosim.scenario.catalogue import (
    budget,
    columns,
    development,
    gates,
    hours,
    ideas,
    levers,
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
from innosim.scenario.catalogue.declare import Column, Lever, Parameter, Section, Text

__all__ = [
    "KEY_COLUMNS",
    "LEVERS",
    "METRICS",
    "PARAMETERS",
    "SECTIONS",
    "SUBJECTS",
    "TABLES",
    "Column",
    "Lever",
    "Parameter",
    "Section",
    "Text",
]


def _by_name(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    named: dict[str, Parameter] = {}
    for parameter in parameters:
        if parameter.name in named:
            raise ValueError(f"two parameters are called {parameter.name}")
        named[parameter.name] = parameter
    return named


def _section(section: Section) -> tuple[Parameter, ...]:
    return tuple(p for p in PARAMETERS.values() if p.section == section)


def _subjects() -> dict[str, tuple[Parameter, ...]]:
    names = dict.fromkeys(p.subject for p in PARAMETERS.values())
    return {name: tuple(p for p in PARAMETERS.values() if p.subject == name) for name in names}


_SUBJECTS = (
    *(town, world, ideas, questions, sparks, gates, development, operation),
    *(spread, public, people, budget, hours, prices, switches, run),
)
"""The modules that declare parameters, each those of the subject that is its name."""

PARAMETERS: dict[str, Parameter] = _by_name(
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

LEVERS: dict[str, Lever] = levers.LEVER_BY_NAME
"""All levers by name, by family."""

TABLES: dict[str, tuple[Column, ...]] = columns.TABLES
"""The columns of each output table, after its key columns."""

KEY_COLUMNS: tuple[Column, ...] = columns.REGIME
"""The key columns that stand first in every output table."""

METRICS: dict[str, Column] = {column.name: column for column in columns.METRICS}
"""The metrics by name; ``sesoi`` is the smallest effect of interest where one is declared."""
