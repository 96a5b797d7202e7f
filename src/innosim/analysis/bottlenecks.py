"""How far ideas come, where their months and the hours go, and what is the bottleneck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from innosim.analysis.frames import (
    ENTERED,
    Frames,
    happened,
    home_grown,
    kept_replications,
    monthly,
    months_of,
    of,
    of_run,
    sparked_in_run,
)
from innosim.analysis.waits import Waits, ends, waits, waits_frame
from innosim.experiment.intervals import Floats, interval, pooled_ratio
from innosim.scenario.catalogue.indicator_columns import INDICATORS
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
_RUN = [*_BY, "replication"]

LEAD_PARTS: tuple[str, ...] = (
    "months_work",
    "months_waiting_gate",
    "months_waiting_hours",
    "months_on_shelf",
)
"""The parts of the time from spark to operation, in months."""

HOURS: tuple[str, ...] = tuple(
    name for name, column in INDICATORS.items() if column.unit == "hours"
)
"""Hours by kind: every indicator that counts hours."""


@dataclass(frozen=True)
class Bottlenecks:
    """What ideas wait for, and three frames, a row per cost mode and regime each, with 95 % intervals over replications.

    ``waits`` holds what ideas wait for under each cost mode and regime, and ``waits_table`` has it as a frame: how
    many wait, how many are served a year, how long each waits, with 95 % intervals, and what is the bottleneck.

    Each number stands beside the ends of its interval, ``months`` beside ``months_low`` and ``months_high``.
    ``lead_time``: home-grown ideas in operation, ``n`` in all and ``ideas`` a replication, and their mean months from spark to
    operation, the first and the last both counted, split into `LEAD_PARTS` and ``other`` (months that count as none of these). ``waiting``: the
    same split for all home-grown ideas, whatever became of them. Months an idea are sums over sums, with the jackknife's
    interval. ``hours``: thousand hours a year by kind. The first two frames rest on the ``replications`` whose biographies were
    kept, and have no row where none were; all else on all.
    """

    lead_time: pd.DataFrame
    waiting: pd.DataFrame
    hours: pd.DataFrame
    replications: int
    waits: tuple[Waits, ...]

    @property
    def waits_table(self) -> pd.DataFrame:
        """``waits`` as a frame, a row per cost mode, regime and what is waited for."""
        return waits_frame(self.waits)


def bottlenecks(result: Frames) -> Bottlenecks:
    """Split lead time, reckon waits, count hours. Regimes without ideas have no row in ``lead_time``."""
    return Bottlenecks(
        _lead_time(result),
        _waiting(result),
        _hours(of_run(monthly(result))),
        kept_replications(result),
        waits(result),
    )


def _own(result: Frames) -> pd.DataFrame:
    return sparked_in_run(of_run(result.ideas[home_grown(result.ideas)]))


def _lead_time(result: Frames) -> pd.DataFrame:
    own = _own(result)
    taken = own[own["month_operation"].notna()]
    # Work is done in the month of the spark and in the month before operation begins: count both ends.
    months = taken["month_operation"].astype(float) - taken["month_sparked"].astype(float) + 1.0
    parts = taken[list(LEAD_PARTS)].astype(float)
    split = taken[_RUN].assign(months=months, **{name: parts[name] for name in LEAD_PARTS})
    split["other"] = months - parts.sum(axis=1)
    return _an_idea(split, kept_replications(result))


def _waiting(result: Frames) -> pd.DataFrame:
    own = _own(result)
    months = own[[*_RUN, *LEAD_PARTS]].astype(dict.fromkeys(LEAD_PARTS, float))
    return _an_idea(months, kept_replications(result))


def _an_idea(ideas: pd.DataFrame, replications: int) -> pd.DataFrame:
    """Ideas a replication, and what one takes: sum over sum, so that a run with three ideas weighs less than one with three hundred."""
    names = [name for name in ideas.columns if name not in _RUN]
    rows = []
    for (cost, regime), mine in ideas.groupby(_BY, observed=True, sort=False):
        runs = mine.groupby("replication")
        # A run without any such idea is a run too.
        counts = runs.size().reindex(range(replications), fill_value=0)
        sums = runs[names].sum().reindex(range(replications), fill_value=0.0)
        many = counts.to_numpy(dtype=np.float64)
        row = {"cost": cost, "regime": regime, "n": len(mine), **ends("ideas", interval(many))}
        for name in names:
            row |= ends(name, pooled_ratio(sums[name].to_numpy(dtype=np.float64), many))
        rows.append(row)
    return _frame(rows, ("n", *_with_ends("ideas", *names)))


def _hours(indicators: pd.DataFrame) -> pd.DataFrame:
    runs = indicators.groupby(_RUN, observed=True, sort=False)[list(HOURS)].mean() * 12.0 / 1000.0
    rows = []
    for (cost, regime), mine in runs.groupby(level=_BY, observed=True, sort=False):
        row = {"cost": cost, "regime": regime}
        for name in HOURS:
            row |= ends(name, interval(mine[name].to_numpy(dtype=np.float64)))
        rows.append(row)
    return _frame(rows, _with_ends(*HOURS))


def _with_ends(*names: str) -> tuple[str, ...]:
    return tuple(column for name in names for column in (name, f"{name}_low", f"{name}_high"))


def _frame(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """The rows as a frame that has its columns even where there is no row."""
    import pandas as pd

    return pd.DataFrame(rows, columns=[*_BY, *columns])
