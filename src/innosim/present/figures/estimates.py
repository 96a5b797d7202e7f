"""Numbers behind the figures: per replication and regime, in the one arithmetic of the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Interval, interval, paired

if TYPE_CHECKING:
    import pandas as pd

FAILED = ("rejected", "stopped", "lapsed", "rolled_back")
FOREIGN = ("import", "copy")
Floats = NDArray[np.float64]


def column_of(frame: pd.DataFrame, regime: str, column: str) -> pd.Series:
    """``column`` of one regime by replication, ascending, nulls as NaN."""
    rows = frame.loc[frame["regime"] == regime, ["replication", column]]
    return rows.set_index("replication")[column].astype("float64").sort_index()


def level(frame: pd.DataFrame, regime: str, column: str) -> Interval:
    """Mean of ``column`` over the replications of ``regime``, with its 95 % interval."""
    return interval(column_of(frame, regime, column).to_numpy())


def difference(frame: pd.DataFrame, regime: str, baseline: str, column: str) -> Interval:
    """``regime`` less ``baseline`` in the replications that both were run for."""
    one = column_of(frame, regime, column)
    other = column_of(frame, baseline, column)
    shared = one.index.intersection(other.index)
    return paired(one.loc[shared].to_numpy(), other.loc[shared].to_numpy()).difference


def is_zero(found: Interval) -> bool:
    """Whether a difference is exactly none, run by run: with any spread the interval would be wider."""
    return found.n > 0 and found.mean == 0.0 and (found.n == 1 or found.low == found.high)


def replications(frame: pd.DataFrame) -> int:
    """How many replications ``frame`` has rows of."""
    return int(frame["replication"].nunique())


def months(column: pd.Series) -> Floats:
    """A column of months as floats, NaN where it never happened."""
    values = column.astype("float64").to_numpy(copy=True)
    values[values < 0] = np.nan
    return values


def equal_regimes(metrics: pd.DataFrame, regimes: Sequence[str], baseline: str) -> frozenset[str]:
    """The regimes whose every metric is, bit for bit, the baseline's in every cost mode and run."""
    frame = metrics.sort_values(["cost", "replication"])
    # What a setting costs is known before the run; equality is about what happened.
    keys = {"cost", "regime", "replication", "standing_price_mdkk_per_year"}
    measured = [name for name in frame.columns if name not in keys]
    values = {
        str(name): rows[measured].to_numpy(dtype="float64", na_value=np.nan)
        for name, rows in frame.groupby("regime", observed=True)
    }
    reference = values.get(baseline)
    if reference is None:
        return frozenset()
    return frozenset(
        regime
        for regime in regimes
        if regime != baseline
        and regime in values
        and np.array_equal(values[regime], reference, equal_nan=True)
    )
