"""What failure costs, early and late: the metric ``failure_cost_mdkk_per_year`` in the parts it is made of."""

from __future__ import annotations

import numpy as np

from innosim.analysis.frames import Frames, monthly, months_of, of
from innosim.experiment.intervals import Floats

PARTS = ("given_up", "early", "late", "living", "harm")
"""Ideas rejected or lapsed; stopped in the model phase; stopped or rolled back once implementation had begun;
living at the end and truly not worth their rest; what operating ideas of negative worth lost."""


def failure_parts(result: Frames, cost: str, regime: str) -> Floats:
    """mDKK a year by replication (rows, ascending) and by `PARTS` (columns).

    A row adds up to the replication's ``failure_cost_mdkk_per_year``; ``late`` over ``early`` and ``late`` is
    its ``late_failure_share``.
    """
    runs = of(result.metrics, cost, regime).set_index("replication").sort_index()
    ended = of(monthly(result), cost, regime).groupby("replication")["failed_cost_mdkk"].sum()
    months = months_of(result)
    failed, halted, late = (
        runs[name].to_numpy(dtype=float)
        for name in ("failed_mdkk", "halted_mdkk", "late_failed_mdkk")
    )
    harm = runs["lost_in_operation_mdkk_per_year"].to_numpy(dtype=float) * months / 12.0
    counted = ended.reindex(runs.index).to_numpy(dtype=float)  # each idea in the month it failed
    living = failed - harm - counted
    parts = np.column_stack([counted - halted, halted - late, late, living, harm])
    # Sums taken in another order leave a rounding where a part is nothing.
    parts[np.abs(parts) < 1e-9] = 0.0
    return parts * 12.0 / months
