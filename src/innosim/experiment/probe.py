"""Replications of a few regimes at one point after another, to find where something turns: run at once, in order, and not kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

import numpy as np

from innosim.experiment.engine import Engine
from innosim.experiment.intervals import Floats
from innosim.experiment.threads import GivenUpError, how_many, work_off
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Regime, Scenario

Probed: TypeAlias = Mapping[str, Mapping[str, Floats]]
"""By regime and metric: a value a replication."""


def probed(
    scenario: Scenario,
    regimes: Mapping[str, Regime],
    replications: range,
    engine: Engine,
    jobs: int | None = None,
) -> Probed:
    """Run these replications of regimes, each with one past for all of them.

    Args:
        scenario: the town.
        regimes: as they are run, at whatever they use.
        replications: their numbers.
        engine: the model.
        jobs: threads; no value depends on it.

    Raises:
        BrokenBooks: the books do not balance.
    """
    threads = how_many(jobs)
    found = {name: np.full((len(replications), len(METRICS)), np.nan) for name in regimes}
    stop = threading.Event()
    shares = [replications[place::threads] for place in range(min(threads, len(replications)))]
    some = partial(_some, scenario, regimes, engine, stop, found, replications)
    work_off([partial(some, share) for share in shares], threads, stop)
    return {
        name: {metric: rows[:, place] for place, metric in enumerate(METRICS)}
        for name, rows in found.items()
    }


def _some(
    scenario: Scenario,
    regimes: Mapping[str, Regime],
    engine: Engine,
    stop: threading.Event,
    found: Mapping[str, Floats],
    all_of_them: range,
    numbers: range,
) -> None:
    """Run some of the replications, with simulators of their own."""
    runs = {name: engine.simulator(scenario, regime) for name, regime in regimes.items()}
    first = next(iter(runs.values()))
    begins_at_work = int(scenario.values["startup_months"]) > 0
    for number in numbers:
        past = first.past(number) if begins_at_work else None
        for name, run in runs.items():
            if stop.is_set():
                raise GivenUpError
            run.run(number, past=past)
            metrics = run.metrics()
            row = all_of_them.index(number)
            found[name][row] = [float(metrics[metric][0]) for metric in METRICS]
