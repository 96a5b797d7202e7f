"""An indicator over the months: the runs' median and how far apart they are, and when things happened in most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import Frames, monthly, of, of_run
from innosim.experiment.intervals import Floats
from innosim.scenario.catalogue import START_UP

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Course:
    """An indicator of one regime in one cost mode, month by month, in the indicator's unit.

    ``median``, ``low`` and ``high`` have the shape (months,), NaN where no replication has a value; the band
    between the last two holds the share of replications that was asked for, and is NaN of a single one. ``first`` is
    the month of the first of them.
    """

    median: Floats
    low: Floats
    high: Floats
    first: int = 0

    @property
    def end(self) -> float:
        """The last median there is, NaN where there is none."""
        known = self.median[np.isfinite(self.median)]
        return float(known[-1]) if known.size else float("nan")


def over_time(result: Frames, cost: str, regime: str, indicator: str, band: float = 0.5) -> Course:
    """The course of ``indicator`` with a band that holds the middle ``band`` (0-1) of the replications."""
    return _course(of(monthly(result), cost, regime), indicator, band)


def before_month_0(result: Frames, indicator: str, band: float = 0.5) -> Course:
    """The course of ``indicator`` in the months before month 0, which are the same under every regime; empty where there are none."""
    frame = monthly(result)
    return _course(frame[frame["regime"] == START_UP], indicator, band)


def share_above(result: Frames, cost: str, regime: str, indicator: str, level: float) -> Floats:
    """The share of replications, month by month (months,), in which ``indicator`` is above ``level``."""
    return _share(of(monthly(result), cost, regime), indicator, level)


def share_before_month_0(result: Frames, indicator: str, level: float) -> Floats:
    """The same share in the months before month 0, which are the same under every regime; empty where there are none."""
    frame = monthly(result)
    return _share(frame[frame["regime"] == START_UP], indicator, level)


def _share(frame: pd.DataFrame, indicator: str, level: float) -> Floats:
    holds = frame[indicator].astype("float64") > level
    found: Floats = holds.groupby(frame["month"]).mean().to_numpy(dtype="float64")
    return found


def _course(frame: pd.DataFrame, indicator: str, band: float) -> Course:
    rows = frame[["replication", "month", indicator]]
    if rows.empty:
        nothing = np.empty(0)
        return Course(nothing, nothing, nothing)
    wide = rows.pivot_table(
        index="replication", columns="month", values=indicator, dropna=False, observed=True
    ).to_numpy(dtype="float64", na_value=np.nan)
    median, low, high = (np.full(wide.shape[1], np.nan) for _ in range(3))
    known = np.isfinite(wide).any(axis=0)
    median[known] = np.nanmedian(wide[:, known], axis=0)
    if wide.shape[0] > 1 and known.any():
        edges = (0.5 - band / 2.0, 0.5 + band / 2.0)
        low[known], high[known] = np.nanquantile(wide[:, known], edges, axis=0)
    return Course(median, low, high, int(rows["month"].min()))


def months_with(result: Frames, cost: str, indicator: str) -> list[int]:
    """Months in which ``indicator`` was above 0 in at least half of the runs, over all regimes."""
    rows = of_run(monthly(result))
    rows = rows[rows["cost"] == cost]
    share = (rows[indicator].astype("float64") > 0).groupby(rows["month"]).mean()
    return [int(month) for month in share.index[share >= 0.5]]
