"""The metrics of a result as plain arrays, a row a run: what the answer is made from, as pandas takes half a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Floats
from innosim.scenario.catalogue import METRICS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Runs:
    """One row per cost mode, regime and replication that was run; ``metrics`` by name, NaN where undefined."""

    cost: NDArray[np.str_]
    regime: NDArray[np.str_]
    replication: NDArray[np.int64]
    metrics: Mapping[str, Floats]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.replication)

    def of(self, cost: str, regime: str) -> NDArray[np.bool_]:
        """Return which rows are of a regime in a cost mode."""
        found: NDArray[np.bool_] = (self.cost == cost) & (self.regime == regime)
        return found


def runs_in(path: Path) -> Runs:
    """Return the runs in a file of metrics.

    Raises:
        OSError: it cannot be read.
        pyarrow.ArrowException: it is damaged.
    """
    import pyarrow.parquet as pq

    from innosim.experiment.schema import texts_of, values_of

    with pq.ParquetFile(path) as file:  # read_table would import pandas
        table = file.read().combine_chunks()
    there = [name for name in METRICS if name in table.column_names]
    return Runs(
        texts_of(table["cost"]),
        texts_of(table["regime"]),
        values_of(table["replication"]).astype(np.int64),
        {name: values_of(table[name]) for name in there},
    )


def runs_of(frame: pd.DataFrame) -> Runs:
    """Return the runs that a frame of metrics holds."""

    def column(name: str) -> Any:
        return frame[name].to_numpy(dtype=np.float64, na_value=np.nan)

    return Runs(
        frame["cost"].to_numpy(dtype=np.str_),
        frame["regime"].to_numpy(dtype=np.str_),
        frame["replication"].to_numpy(dtype=np.int64),
        {name: column(name) for name in METRICS if name in frame},
    )
