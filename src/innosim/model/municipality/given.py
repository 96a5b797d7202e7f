"""What a municipality is founded with: its seed, the number of its replication and its regime, as a user or Mesa gives them."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

import numpy as np

from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.errors import ArgumentError, as_given, instead
from innosim.scenario.numbers import whole_number
from innosim.scenario.overlay import Overrides, as_overrides, laid_over
from innosim.scenario.own_regime import with_regimes
from innosim.scenario.reader import load
from innosim.scenario.resolved import Regime, Scenario, ScenarioLike


def seed_of(rng: object) -> object:
    """Return the seed that Mesa's ``rng`` gives: a number is one, a generator draws one."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**31))
    return rng


def _iteration() -> int:
    """Return the number of the iteration where ``mesa.batch_run`` builds a model, else 0.

    Mesa tells a model of it in no other way, and three iterations would be one run three times.
    """
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name == "_model_run_func" and "iteration" in frame.f_locals:
            return int(frame.f_locals["iteration"])
        frame = frame.f_back
    return 0


def number_of_run(replication: object, rng: object) -> int:
    """Return the number of the replication: the one given, else the iteration's; where Mesa draws a seed for each iteration, 0.

    Raises:
        ArgumentError: it is no such number, or one is given and would be run again and again.
    """
    iteration = _iteration() if rng is None else 0
    if replication is None:
        return iteration
    if iteration:
        raise ArgumentError(
            "replication is given, and iterations are more than one: each would be the same run. Leave replication out, or iterations."
        )
    return _replication(replication)


def _replication(number: object) -> int:
    found = whole_number(number)
    if found is None or not 0 <= found < MOST_REPLICATIONS:
        raise ArgumentError(
            f"replication is {as_given(number)}; it is a whole number from 0 to {MOST_REPLICATIONS - 1}."
        )
    return found


MOST_REPLICATIONS = int(PARAMETERS["replications"].limits[1])


def with_seed(scenario: Scenario, seed: Any) -> Scenario:
    """Return the scenario with another seed, where one is given."""
    return scenario if seed is None else replace(scenario, values={**scenario.values, "seed": seed})


def founded_in(
    scenario: ScenarioLike, overrides: Overrides, regime: str | Regime | None
) -> Scenario:
    """Return the scenario with what is set over it, and with a regime of one's own among its regimes."""
    if isinstance(scenario, Scenario):
        found = laid_over(scenario, overrides) if overrides else scenario
    else:
        found = load(scenario, as_overrides(overrides))
    return with_regimes(found, [regime]) if isinstance(regime, Regime) else found


def regime_of(scenario: Scenario, name: str | None) -> Regime:
    """Return the regime of that name, the scenario's first where none is given.

    Raises:
        ArgumentError: the scenario has no such regime.
    """
    if name is None:
        return next(iter(scenario.regimes.values()))
    if name not in scenario.regimes:
        raise ArgumentError(
            f"{scenario.name} has no regime {name!r}: {instead(name, scenario.regimes)}"
        )
    return scenario.regimes[name]
