"""Running a pattern's arms side by side: replications paired by number, each with one past for all arms of a town."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from innosim.analysis.patterns.declare import Pattern, PatternArm, Rows
from innosim.experiment.threads import how_many, work_off
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change, Regime, Scenario

JUNE = 5
CHUNK = 4
"""Replications of a town's arms that one thread runs in a row."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many runs of how many are done."""


def rows_of(
    pattern: Pattern,
    replications: int,
    *,
    jobs: int | None = None,
    broken: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Rows:
    """Run a pattern and return what was read of each arm, replications on the last axis.

    Args:
        replications: of each arm.
        broken: values that break a rule, in all arms.
        jobs: threads; by default one a core. What is read does not depend on it.
    """
    if pattern.runs is not None:
        return pattern.runs(replications, how_many(jobs))
    towns = _towns(pattern, broken or {})
    found: dict[str, list[Any]] = {arm: [None] * replications for arm in pattern.arms}
    total, done, told = replications * len(pattern.arms), 0, threading.Lock()
    stop = threading.Event()

    def run(town: Scenario, arms: Mapping[str, PatternArm], first: int) -> None:
        nonlocal done
        sims = {name: Simulator(town, regime_run(town, arm)) for name, arm in arms.items()}
        for number in range(first, min(first + CHUNK, replications)):
            for name, read in _side_by_side(sims, arms, pattern, number):
                if stop.is_set():
                    return
                found[name][number] = read
                with told:
                    done += 1
                    if progress is not None:
                        progress(done, total)

    tasks = [
        _task(run, town, arms, first)
        for town, arms in towns
        for first in range(0, replications, CHUNK)
    ]
    work_off(tasks, how_many(jobs), stop)
    return {arm: _stacked(rows) for arm, rows in found.items()}


def changed(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario with other values, which need not be plausible; the last January's pressure is held over a longer horizon.

    Raises:
        KeyError: a parameter that is none.
    """
    unknown = values.keys() - PARAMETERS.keys()
    if unknown:
        raise KeyError(f"no parameter {min(unknown)}")
    made = replace(scenario, values={**scenario.values, **values})
    years = (int(made.values["months"]) + 11) // 12
    return replace(made, pressure=(made.pressure + (made.pressure[-1],) * years)[:years])


def regime_run(scenario: Scenario, arm: PatternArm) -> Regime:
    """Return the regime that an arm runs."""
    if arm.regime:
        regime = scenario.regimes[arm.regime]
    else:
        regime = Regime("free", "free", None, dict.fromkeys(LEVERS, 0.0), (), {})
    levers = {**regime.levers, **arm.levers}
    dated = tuple(
        Change(
            month,
            {name: levers[name] if value is None else value for name, value in new.items()},
            {},
        )
        for month, new in arm.changes
    )
    return replace(regime, levers=levers, changes=(*regime.changes, *dated))


def _towns(
    pattern: Pattern, broken: Mapping[str, Any]
) -> list[tuple[Scenario, dict[str, PatternArm]]]:
    """Return the towns that are run, each with its arms: those whose values are the same have one past."""
    base = load(pattern.scenario)
    alike: dict[tuple[tuple[str, Any], ...], dict[str, PatternArm]] = defaultdict(dict)
    for name, arm in pattern.arms.items():
        values = {**pattern.values, **arm.values, **broken}
        alike[tuple(sorted(values.items()))][name] = arm
    return [(changed(base, dict(values)), arms) for values, arms in alike.items()]


def _task(
    run: Callable[[Scenario, Mapping[str, PatternArm], int], None],
    town: Scenario,
    arms: Mapping[str, PatternArm],
    first: int,
) -> Callable[[], None]:
    return lambda: run(town, arms, first)


def _side_by_side(
    sims: Mapping[str, Simulator], arms: Mapping[str, PatternArm], pattern: Pattern, number: int
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Run one replication of all arms of a town and go over what is read of each."""
    first = next(iter(sims.values()))
    past = first.past(number) if first.before else None
    for name, simulator in sims.items():
        if arms[name].losses:
            _under_losses(simulator, arms[name].losses, number)
        else:
            simulator.run(number, past=past)
        yield name, pattern.read(simulator)


def _under_losses(simulator: Simulator, permille: float, number: int) -> None:
    """Run a replication in which innovation loses so many per mille of the budget each June, from outside."""
    simulator.start(number)
    for june in range(JUNE, simulator.months, 12):
        simulator.advance(june)
        simulator.town.state["loss_push"] += permille
    simulator.advance(simulator.months)
    simulator.reckon()


def _stacked(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        name: np.moveaxis(np.array([row[name] for row in rows], dtype=float), 0, -1)
        for name in rows[0]
    }
