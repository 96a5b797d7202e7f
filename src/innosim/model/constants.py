"""A scenario's values as the one row of constants that rules read: a sub-record a subject, and what is derived."""

from __future__ import annotations

from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.prices import standing_price, value_of
from innosim.scenario.catalogue import SUBJECTS
from innosim.scenario.resolved import Regime, Scenario


def constants_dtype() -> np.dtype[np.void]:
    """Return the dtype of all constants: one sub-record per subject of the catalogue, and the derived."""
    subjects: list[tuple[str, Any]] = []
    for subject, parameters in SUBJECTS.items():
        whole_ = [p.name for p in parameters if isinstance(p.default, (bool, int))]
        floats = [p.name for p in parameters if p.name not in whole_]
        subjects.append((subject, [(n, "<f8") for n in floats] + [(n, "<i8") for n in whole_]))
    return np.dtype([*subjects, ("derived", tables.layout(tables.Derived))])


def derived_values(scenario: Scenario, regime: Regime) -> dict[str, float]:
    """Return what follows from the scenario's values: limits in mDKK, places of columns."""
    budget = value_of(scenario, "budget_mdkk")
    permille = budget / 1000.0
    return {
        "budget_mdkk": budget,
        "permille_mdkk": permille,
        "unit_limit_mdkk": value_of(scenario, "unit_limit") * permille,
        "council_limit_mdkk": value_of(scenario, "council_limit") * permille,
        "size_director_mdkk": value_of(scenario, "size_director") * permille,
        "size_politician_mdkk": value_of(scenario, "size_politician") * permille,
        "standing_price_mdkk": standing_price(scenario, regime),
        "fte": value_of(scenario, "staff") * value_of(scenario, "fte_share"),
        "spark_citizen_unit": value_of(scenario, "spark_citizen")
        * value_of(scenario, "population")
        / 1000.0
        / value_of(scenario, "units"),
        "links": int(min(value_of(scenario, "outside_links"), tables.LINKS_MOST)),
        "links_inside": int(value_of(scenario, "links_inside")),
        "links_outside": int(value_of(scenario, "links_outside")),
    }


def constants_table(scenario: Scenario, regime: Regime) -> tables.Table[tables.Constants]:
    """Return the one row of constants."""
    table: Any = np.zeros(1, constants_dtype())
    for subject, parameters in SUBJECTS.items():
        for parameter in parameters:
            table[subject][parameter.name] = scenario.values[parameter.name]
    for name, value in derived_values(scenario, regime).items():
        table["derived"][name] = value
    return table
