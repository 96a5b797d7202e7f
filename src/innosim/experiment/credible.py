"""Which of many plausible models are credible in magnitude (MODEL §8), judged by what the metrics of a few replications tell.

Bands that need months, ideas or dozens of replications are left out. Each model is judged as the bands were set: under a pressure of 1 % a year, as
costed, levels of single regimes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.magnitudes import BANDS, Band
from innosim.experiment.study import Point
from innosim.experiment.study_runs import StudyRuns
from innosim.scenario.catalogue import AS_COSTED, PARAMETERS
from innosim.scenario.catalogue.declare import Values
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Scenario
from innosim.scenario.shipped import shipped

TOLD: tuple[Band, ...] = tuple(band for band in BANDS if band.metric)
"""The bands that the mean of a metric tells."""

REGIMES: tuple[str, ...] = tuple(dict.fromkeys(band.regime for band in TOLD))


@dataclass(frozen=True)
class Judged:
    """A band as it holds in a town, from ``low`` to ``high``, and in what share of models it does."""

    band: Band
    low: float
    high: float
    inside: float


@dataclass(frozen=True)
class Credible:
    """Which models (draws,) are inside every band that could be judged, and how many of the bands that was."""

    draws: NDArray[np.bool_]
    bands: tuple[Judged, ...]

    @property
    def of(self) -> int:
        """How many bands there are in all."""
        return len(BANDS)


def with_presets(scenario: Scenario) -> Scenario:
    """Return the scenario with the regimes whose levels are judged, under the pressure that bands were set at."""
    presets = {name: shipped(name, scenario.values) for name in REGIMES}
    share = float(PRESSURE.default)
    return replace(
        scenario,
        regimes={**scenario.regimes, **presets},
        pressure=tuple(share for _ in scenario.pressure),
        pressure_rule=None,
    )


def credible_points(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points at which the same models are judged."""
    return tuple(
        point
        if point.scenario is None
        else replace(point, scenario=with_presets(point.scenario))
        for point in points
    )  # fmt: skip


def credible(runs: StudyRuns) -> Credible:
    """Judge the models of a study of `credible_points`; one that failed is not credible."""
    inside = np.ones(len(runs.points), dtype=np.bool_)
    inside[list(runs.failures)] = False
    judged = []
    for band in TOLD:
        level = runs.values(AS_COSTED, band.regime, band.metric).mean(axis=1)
        if np.isnan(level).all():
            continue  # the run is too short for it
        level = 1.0 - level if band.lost else level
        low, high = _ends(band, runs.town)
        there = (level >= low) & (level <= high)
        judged.append(Judged(band, low, high, float(there[~np.isnan(level)].mean())))
        inside &= there | np.isnan(level)
    return Credible(inside, tuple(judged))


def _ends(band: Band, town: Values) -> tuple[float, float]:
    scale = float(town[band.grows]) / float(PARAMETERS[band.grows].default) if band.grows else 1.0
    return scale * band.low, scale * band.high
