"""How far ideas come, and who is the bottleneck: where they wait and for whom, and where the hours go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import (
    ENTERED,
    Frames,
    happened,
    home_grown,
    kept_replications,
    months_of,
    of,
    of_run,
    sparked_in_run,
)
from innosim.experiment.intervals import Floats
from innosim.scenario.catalogue.codes import DECIDERS
from innosim.scenario.catalogue.indicator_columns import INDICATORS, QUEUE
from innosim.scenario.catalogue.metric_terms import FOLLOWED

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Stages:
    """Home-grown ideas by how far they came, in one cost mode.

    ``reached`` has the number a year that reached each phase, mean over the ``replications`` whose
    biographies were kept. Where ``followed``, they are those sparked early enough to be followed for
    `FOLLOWED` months, and operation counts within these: the last over the first then is the metric
    ``conversion``. A shorter run counts all ideas, and whatever they reached by its end.
    """

    reached: Floats
    replications: int
    followed: bool


def stages(result: Frames, cost: str, regime: str) -> Stages:
    """How far the home-grown ideas of ``regime`` came: 0 where it has none, NaN where no biographies were kept."""
    followed = is_followed(result)
    months = months_of(result) - (FOLLOWED if followed else 0)
    own = of(result.ideas, cost, regime)
    own = sparked_in_run(own[home_grown(own)])
    own = own[own["month_sparked"].astype(float) < months]
    runs = kept_replications(result)
    reached = np.array(_reached(own, followed=followed), dtype=float)
    return Stages(reached * 12.0 / (months * runs if runs else math.nan), runs, followed)


def is_followed(result: Frames) -> bool:
    """Whether the run is long enough for any idea to be followed for `FOLLOWED` months."""
    return months_of(result) > FOLLOWED


def _reached(own: pd.DataFrame, *, followed: bool) -> tuple[int, ...]:
    sparked, operation = happened(own["month_sparked"]), happened(own["month_operation"])
    in_time = np.isfinite(operation) & ((operation - sparked <= FOLLOWED) | (not followed))
    counts = [int(np.isfinite(happened(own[column])).sum()) for column in ENTERED.values()]
    return (*counts[:-1], int(in_time.sum()))


_BY = ["cost", "regime"]

LEAD_PARTS: tuple[str, ...] = (
    "months_work",
    "months_waiting_gate",
    "months_waiting_hours",
    "months_on_shelf",
)
"""The parts of the time from spark to operation, in months."""

GATEKEEPERS: tuple[str, ...] = tuple(DECIDERS.queues)
"""Whose queues are kept as indicators."""

HOURS: tuple[str, ...] = tuple(
    name for name, column in INDICATORS.items() if column.unit == "hours"
)
"""Hours by kind: every indicator that counts hours."""


@dataclass(frozen=True)
class Bottlenecks:
    """Three frames, a row per cost mode and regime each, means over replications.

    ``lead_time``: home-grown ideas in operation, n and their mean months from spark to operation, the first
    and the last both counted, split into `LEAD_PARTS` and ``other`` (months that count as none of these). ``waiting``: the same split for
    all home-grown ideas, whatever became of them. ``queues``: ideas waiting for each gatekeeper, mean over
    months, and ``longest`` (whose queue is longest, "" where nobody waits). ``hours``: thousand hours a
    year by kind, mean over months. The first two rest on the ``replications`` whose biographies were kept, and
    have no row where none were; the others on all.
    """

    lead_time: pd.DataFrame
    waiting: pd.DataFrame
    queues: pd.DataFrame
    hours: pd.DataFrame
    replications: int


def bottlenecks(result: Frames) -> Bottlenecks:
    """Split lead time, count queues and hours. Regimes without ideas have no row in ``lead_time``."""
    return Bottlenecks(
        _lead_time(result),
        _waiting(result),
        _queues(of_run(result.indicators)),
        _hours(of_run(result.indicators)),
        kept_replications(result),
    )


def _own(result: Frames) -> pd.DataFrame:
    return sparked_in_run(of_run(result.ideas[home_grown(result.ideas)]))


def _lead_time(result: Frames) -> pd.DataFrame:
    own = _own(result)
    taken = own[own["month_operation"].notna()]
    # Work is done in the month of the spark and in the month before operation begins: count both ends.
    months = taken["month_operation"].astype(float) - taken["month_sparked"].astype(float) + 1.0
    parts = taken[list(LEAD_PARTS)].astype(float)
    split = taken[_BY].assign(months=months, **{name: parts[name] for name in LEAD_PARTS})
    split["other"] = months - parts.sum(axis=1)
    return _means(split)


def _waiting(result: Frames) -> pd.DataFrame:
    own = _own(result)
    return _means(own[[*_BY, *LEAD_PARTS]].astype(dict.fromkeys(LEAD_PARTS, float)))


def _means(frame: pd.DataFrame) -> pd.DataFrame:
    groups = frame.groupby(_BY, observed=True, sort=False)
    means = groups.mean()
    means.insert(0, "n", groups.size())
    return means.reset_index()


def _queues(indicators: pd.DataFrame) -> pd.DataFrame:
    columns = [QUEUE + who for who in GATEKEEPERS]
    means = indicators.groupby(_BY, observed=True, sort=False)[columns].mean()
    means.columns = list(GATEKEEPERS)
    longest = means.idxmax(axis=1).where(means.max(axis=1) > 0.0, "")
    return means.assign(longest=longest).reset_index()


def _hours(indicators: pd.DataFrame) -> pd.DataFrame:
    means = indicators.groupby(_BY, observed=True, sort=False)[list(HOURS)].mean()
    return (means * 12.0 / 1000.0).reset_index()
