"""Ratios over replications are pooled: sum over sum, with the jackknife for its interval (ODD, Metrics).

A mean of ratios gives a replication with one failed idea the weight of one with a hundred. Numerator and
denominator are not stored as columns; where other tables hold them they are put together here, and used
only if they give back the stored ratio in every replication. Otherwise the mean of ratios stands, said so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import Frames, Panel, months_of
from innosim.analysis.paired import Floats, Measure

if TYPE_CHECKING:
    import pandas as pd

_FOREIGN = ("import", "copy")
_KEYS = ["cost", "regime", "replication"]
_CLOSE = 1e-6


class Measures:
    """The metrics of a result as `Measure`s, ratios with their parts where these could be found."""

    def __init__(self, result: Frames) -> None:
        self._result = result
        self._panel = Panel(result.metrics)
        self._parts: dict[str, pd.DataFrame | None] = {}
        self._measures: dict[tuple[str, str, str], Measure] = {}

    def has(self, cost: str, regime: str) -> bool:
        """Whether ``regime`` was run in this cost mode."""
        return self._panel.has(cost, regime)

    def of(self, cost: str, regime: str, metric: str) -> Measure:
        """One metric of one regime; arrays of one value per replication, in ascending order."""
        key = (cost, regime, metric)
        if key not in self._measures:
            self._measures[key] = self._made(cost, regime, metric)
        return self._measures[key]

    def _made(self, cost: str, regime: str, metric: str) -> Measure:
        values = self._panel.values(cost, regime, metric)
        ran = self._panel.ran(cost, regime)
        parts = self._found(metric)
        if parts is None:
            return Measure(values, ran)
        key = (cost, regime)
        rows = parts.loc[key].reindex(self._panel.replications) if key in parts.index else None
        if rows is None:
            return Measure(values, ran)
        above, below = rows["above"].to_numpy(float), rows["below"].to_numpy(float)
        if not _gives_back(values, above, below):
            return Measure(values, ran)
        return Measure(values, ran, above, below)

    def _found(self, metric: str) -> pd.DataFrame | None:
        if metric not in self._parts:
            finder = _FINDERS.get(metric)
            self._parts[metric] = None if finder is None else finder(self._result)
        return self._parts[metric]


def _gives_back(values: Floats, above: Floats, below: Floats) -> bool:
    """Whether the parts exist wherever the ratio is defined, and divide to it."""
    defined = ~np.isnan(values)
    if not np.any(defined) or np.any(~(below[defined] > 0.0)):
        return False
    return bool(
        np.allclose(above[defined] / below[defined], values[defined], rtol=_CLOSE, atol=1e-9)
    )


def _sums(frame: pd.DataFrame, above: pd.Series, below: pd.Series) -> pd.DataFrame:
    """Sums of two series over each cost mode, regime and replication."""
    parts = frame[_KEYS].assign(above=above.astype(float), below=below.astype(float))
    parts = parts.astype({"cost": str, "regime": str})
    return parts.groupby(_KEYS)[["above", "below"]].sum().sort_index()


def _failure_cost_share(result: Frames) -> pd.DataFrame:
    """Failure cost over what was spent on ideas.

    What was spent is the failure cost over the share; where nothing failed the share is 0 and tells
    nothing, but then nothing was wound down either, and the months' spending on ideas is all there was.
    """
    metrics = result.metrics
    failed = metrics["failure_cost_mdkk_per_year"] * (months_of(result) / 12.0)
    parts = _sums(metrics, failed, failed / metrics["failure_cost_share"].where(failed > 0.0))
    if bool(((failed > 0.0) | metrics["failure_cost_share"].isna()).all()):
        return parts  # and the months need not be read at all
    months = result.indicators
    nothing = months["innovation_spending_mdkk"] * 0.0
    spent = _sums(months, nothing, months["innovation_spending_mdkk"])["below"]
    return parts.assign(
        below=parts["below"].where(parts["above"] > 0.0, spent.reindex(parts.index))
    )


def _conversion(result: Frames) -> pd.DataFrame | None:
    """In operation within 48 months over sparked, of home-grown ideas sparked by H-49.

    None where biographies were kept of some replications only.
    """
    if result.manifest["ideas"] < result.manifest["replications"]:
        return None
    ideas = result.ideas
    early = ideas["month_sparked"].astype(float) <= months_of(result) - 49
    own = ideas[early & ~ideas["origin"].isin(_FOREIGN)]
    taken = own["month_operation"].astype(float) - own["month_sparked"].astype(float)
    return _sums(own, taken <= 48.0, taken.isna() | taken.notna())


_FINDERS: dict[str, Callable[[Frames], pd.DataFrame | None]] = {
    "failure_cost_share": _failure_cost_share,
    "conversion": _conversion,
}

RATIOS = frozenset({*_FINDERS, "late_failure_share"})
"""Ratios with a denominator of their own in every replication; no table holds the parts of the last. Shares of months and of the saving required
are none of these: all replications share the denominator, and so their mean is the pooled ratio."""
