"""A study's metrics as a pandas frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.study_runs import StudyRuns

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("point", "cost", "regime", "replication")


def metrics_frame(runs: StudyRuns) -> pd.DataFrame:
    """Return a row per point, cost mode, regime and replication that was run and did not fail, in that order."""
    import pandas as pd

    tables = []
    for path in runs.files.values():
        with pq.ParquetFile(path) as file:
            tables.append(file.read().replace_schema_metadata(None))
    if not tables:
        return pd.DataFrame(columns=list(KEYS))
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    for name, order in (("cost", runs.costs), ("regime", runs.regimes)):
        frame[name] = pd.Categorical(frame[name].astype(str), categories=list(order))
    kept = frame[~frame["point"].isin(list(runs.failures))]
    return kept.sort_values(list(KEYS), kind="stable").reset_index(drop=True)
