"""Small towns to run in tests: scenarios and regimes with some values changed, and runs compared bit for bit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change, Regime, Scenario

Tables = dict[str, dict[str, np.ndarray[Any, Any]]]

MIDDLE = {
    "population": 9_600, "council_seats": 15, "majority_seats": 8, "minority_seats": 7, "departments": 3,
    "units": 35, "staff": 850, "budget_mdkk": 390.0, "unit_limit": 0.6, "council_limit": 4.0,
}  # fmt: skip


@cache
def installed(name: str) -> Scenario:
    """An installed scenario, read once."""
    return load(name)


def changed(scenario: Scenario, **values: float) -> Scenario:
    """The scenario with other values; the last January's pressure is held over a longer horizon."""
    unknown = values.keys() - scenario.values.keys()
    assert not unknown, unknown
    made = replace(scenario, values={**scenario.values, **values})
    years = (int(made.values["months"]) + 11) // 12
    pressure = made.pressure + (made.pressure[-1],) * (years - len(made.pressure))
    return replace(made, pressure=pressure)


def village(**values: float) -> Scenario:
    """Five units, 120 staff."""
    return changed(installed("village"), **values)


def middle(**values: float) -> Scenario:
    """A tenth of Randers: 35 units in three departments."""
    return changed(installed("randers"), **{**MIDDLE, **values})


def quiet(**values: float) -> Scenario:
    """The same tenth without pressure or shocks, so that hours stay what they were."""
    calm = middle(regulation_rate=0.0, **values)
    return replace(calm, pressure=(0.0,) * len(calm.pressure))


def randers(**values: float) -> Scenario:
    """The front door."""
    return changed(installed("randers"), **values)


def steered(regime: Regime, *changes: tuple[int, Mapping[str, float]], **levers: float) -> Regime:
    """The regime with other settings; each of ``changes`` is a month and what changes then."""
    assert levers.keys() <= LEVERS.keys(), levers.keys() - LEVERS.keys()
    dated = tuple(Change(month, dict(new), {}) for month, new in changes)
    return replace(regime, levers={**regime.levers, **levers}, changes=(*regime.changes, *dated))


def free(**levers: float) -> Regime:
    """A regime of these levers and no others."""
    return steered(Regime("free", "free", None, dict.fromkeys(LEVERS, 0.0), (), {}), **levers)


def lived(scenario: Scenario, regime: Regime | str, replication: int = 0) -> Simulator:
    """One replication, run to the end."""
    chosen = scenario.regimes[regime] if isinstance(regime, str) else regime
    simulator = Simulator(scenario, chosen)
    simulator.run(replication)
    return simulator


def outcome(scenario: Scenario, regime: Regime | str, replication: int = 0) -> Tables:
    """All tables of one replication."""
    return lived(scenario, regime, replication).tables(ideas=True)


def differences(one: Tables, other: Tables, scale: Mapping[str, float] | None = None) -> list[str]:
    """Columns that are not equal to the last bit; those named in ``scale`` are multiplied first."""
    factors = scale or {}
    found = []
    for table, columns in one.items():
        for name, values in columns.items():
            first = values * factors[f"{table}.{name}"] if f"{table}.{name}" in factors else values
            if first.tobytes() != other[table][name].astype(first.dtype).tobytes():
                found.append(f"{table}.{name}")
    return found
