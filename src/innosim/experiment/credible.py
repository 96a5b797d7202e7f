"""Which of many plausible models are credible in magnitude, judged by what the metrics of a few replications tell.

Bands that need months, ideas or dozens of replications are left out. Each model is judged as the bands were set: under a pressure of 1 % a year, as
costed, levels of single regimes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Floats
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

CREDIBLE_REGIMES: tuple[str, ...] = tuple(dict.fromkeys(band.regime for band in TOLD))


@dataclass(frozen=True)
class JudgedByBands:
    """A band as it holds in a town, from ``low`` to ``high``, and in what share of models it does."""

    band: Band
    low: float
    high: float
    inside: float


ENOUGH_CREDIBLE = 30
"""Models of which a share says anything: where fewer are inside all bands, the nearest to them stand for the credible ones."""

NEAREST = 0.1
"""What part of all models that is, or `ENOUGH_CREDIBLE` where that is more."""


@dataclass(frozen=True)
class Credible:
    """Which models (draws,) are taken as credible: those ``inside`` every band that could be judged, or the ``nearest`` where too few are."""

    draws: NDArray[np.bool_]
    bands: tuple[JudgedByBands, ...]
    inside: int
    nearest: bool

    @property
    def of(self) -> int:
        """How many bands there are in all."""
        return len(BANDS)


def with_presets(scenario: Scenario) -> Scenario:
    """Return the scenario with the regimes whose levels are judged, under the pressure that bands were set at."""
    presets = {name: shipped(name, scenario.values) for name in CREDIBLE_REGIMES}
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
    away = np.zeros(len(runs.points))
    judged = []
    for band in TOLD:
        level = runs.values(AS_COSTED, band.regime, band.metric).mean(axis=1)
        if np.isnan(level).all():
            continue  # the run is too short for it
        level = 1.0 - level if band.lost else level
        low, high = _ends(band, runs.town)
        out = np.maximum(np.maximum(low - level, level - high), 0.0) / (high - low)
        judged.append(JudgedByBands(band, low, high, float((out[~np.isnan(out)] == 0.0).mean())))
        away += np.nan_to_num(out, nan=np.inf) ** 2
    away[list(runs.failures)] = np.inf
    return taken_as_credible(away, tuple(judged))


def taken_as_credible(away: Floats, bands: tuple[JudgedByBands, ...]) -> Credible:
    """Take those models as credible that are inside all bands, or are nearest to that; ``away`` is how far out each is (draws), inf where it is not known."""
    inside = int((away == 0.0).sum())
    if inside >= ENOUGH_CREDIBLE or not bands:
        return Credible(away == 0.0, bands, inside, nearest=False)
    known = int(np.isfinite(away).sum())
    many = min(known, max(ENOUGH_CREDIBLE, round(NEAREST * len(away))))
    nearest = np.zeros(len(away), dtype=np.bool_)
    nearest[np.argsort(away, kind="stable")[:many]] = True
    return Credible(nearest, bands, inside, nearest=True)


def _ends(band: Band, town: Values) -> tuple[float, float]:
    scale = float(town[band.grows]) / float(PARAMETERS[band.grows].default) if band.grows else 1.0
    return scale * band.low, scale * band.high
