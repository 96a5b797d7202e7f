"""Cuts alone (P9): they cost more quality each year."""

from __future__ import annotations

import numpy as np

from innosim.analysis.patterns.declare import (
    Broken,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    indicators,
)
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.declare import Text


def _losses(simulator: Simulator) -> dict[str, Floats]:
    """Quality lost each year, as a share of what the year began with."""
    (mean,) = indicators(simulator, "quality_mean")
    quality = np.concatenate([[1.0], mean[11::12]])
    return {"lost": 1.0 - quality[1:] / quality[:-1]}


def _least_rise(rows: Rows) -> float:
    """The least that a year costs more than the year before it, of means."""
    return float(np.diff(rows["shaving"]["lost"].mean(axis=-1)).min())


def _times(rows: Rows) -> float:
    lost = rows["shaving"]["lost"].mean(axis=-1)
    return float(lost[-1] / lost[0])


P9 = Pattern(
    "P9",
    Text("shaving costs more quality each year", "nedskæringer koster mere kvalitet for hvert år"),
    {"shaving": PatternArm("shaving")},
    _losses,
    (
        Prediction(
            Text(
                "quality lost in a year less in the year before, the least of eleven",
                "kvalitet tabt i et år minus året før, det mindste af elleve",
            ),
            _least_rise,
            least=0.0,
            unit="share",
        ),
        Prediction(
            Text(
                "quality lost in the twelfth year over the first",
                "kvalitet tabt i det tolvte år i forhold til det første",
            ),
            _times,
            least=1.5,
            unit="factor",
        ),
    ),
    replications=24,
    built_in=True,
    broken=(
        Broken(
            Text(
                "no fatigue of cuts, no wear, nothing under way at month 0",
                "ingen nedskæringstræthed, intet slid, intet i gang ved måned 0",
            ),
            {"cut_fatigue": 0.0, "overload_wear": 0.0, "startup_months": 0},
            gone=(1,),
        ),
    ),
)

DECLARED = (P9,)
