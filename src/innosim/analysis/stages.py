"""How far home-grown ideas come: from spark to operation, of those that are followed long enough to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import Frames, happened, home_grown, months_of, of
from innosim.experiment.intervals import Floats

if TYPE_CHECKING:
    import pandas as pd

STAGES = ("sparked", "model", "implementation", "operation")

FOLLOWED = 48
"""Months within which an idea counts as having reached operation, as in the metric ``conversion``."""


@dataclass(frozen=True)
class Stages:
    """Home-grown ideas by how far they came, in one cost mode.

    ``reached`` has the shape (4,), the number that reached each of `STAGES`, a year, mean over the
    ``replications`` whose biographies were kept. Where ``followed``, they are those sparked early enough to
    be followed for `FOLLOWED` months, and operation counts within these: the last over the first then is the
    metric ``conversion``. A shorter run counts all ideas, and whatever they reached by its end.
    """

    reached: Floats
    replications: int
    followed: bool


def stages(result: Frames, cost: str, regime: str) -> Stages:
    """How far the home-grown ideas of ``regime`` came; all 0 where it has none."""
    followed = is_followed(result)
    months = months_of(result) - (FOLLOWED if followed else 0)
    own = of(result.ideas, cost, regime)
    own = own[home_grown(own) & (own["month_sparked"].astype(float) < months)]
    runs = kept_replications(result, cost)
    reached = np.array(_reached(own, followed=followed), dtype=float)
    return Stages(reached * 12.0 / (months * max(runs, 1)), runs, followed)


def is_followed(result: Frames) -> bool:
    """Whether the run is long enough for any idea to be followed for `FOLLOWED` months."""
    return months_of(result) > FOLLOWED


def kept_replications(result: Frames, cost: str) -> int:
    """Of how many replications biographies were kept; a regime without ideas has them too, empty."""
    ideas = result.ideas
    return int(ideas.loc[ideas["cost"] == cost, "replication"].nunique())


def _reached(own: pd.DataFrame, *, followed: bool) -> tuple[int, ...]:
    sparked, operation = happened(own["month_sparked"]), happened(own["month_operation"])
    in_time = np.isfinite(operation) & ((operation - sparked <= FOLLOWED) | (not followed))
    return (
        len(own),
        int(np.isfinite(happened(own["month_model"])).sum()),
        int(np.isfinite(happened(own["month_implementation"])).sum()),
        int(in_time.sum()),
    )
