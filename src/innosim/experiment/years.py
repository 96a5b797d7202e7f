"""Indicators a year: what is kept of them where a row a month would be too much."""

from __future__ import annotations

import numpy as np

from innosim.experiment.engine import Columns

_MONTHS_A_YEAR = 12
_MONTH = "month"


def by_year(indicators: Columns) -> Columns:
    """Return a row a year of the indicators of one run: each is its mean over the year's months in which it is defined, NaN where it is in none.

    Args:
        indicators: columns (months) each, ``month`` among them, which goes up. A year begins in a month that is a whole number of years from
            month 0; ``month`` is the first of its months that was run.
    """
    months = np.asarray(indicators[_MONTH])
    years = months // _MONTHS_A_YEAR
    starts = np.flatnonzero(np.diff(years, prepend=years[:1] - 1))
    found = {name: _means(np.asarray(values), starts) for name, values in indicators.items()}
    return {**found, _MONTH: months[starts]}


def _means(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    if not len(starts):
        return values
    defined = ~np.isnan(values)
    sums = np.add.reduceat(np.where(defined, values, 0.0), starts)
    months = np.add.reduceat(defined.astype(np.float64), starts)
    return np.divide(sums, months, out=np.full(len(starts), np.nan), where=months > 0.0)
