"""The metrics of a study as plain arrays: what analysis works on. Columns are read when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from innosim.experiment.chunks import Chunk
from innosim.experiment.intervals import Floats
from innosim.experiment.schema import codes_of, values_of
from innosim.experiment.study import Setting, StudyPlan
from innosim.experiment.study_manifest import open_plan
from innosim.experiment.study_store import StudyStore
from innosim.scenario.catalogue import METRICS
from innosim.scenario.errors import known
from innosim.scenario.resolved import Json, Regime, Scenario


@dataclass(frozen=True)
class StudyRuns:
    """What is finished of a study.

    ``files`` are the metrics of finished chunks, and ``failures`` the sentences of points that failed, by place.
    """

    plan: StudyPlan
    files: Mapping[Chunk, Path]
    failures: Mapping[int, str]

    @property
    def points(self) -> tuple[Setting, ...]:
        """What is varied, point by point."""
        return tuple(point.varied for point in self.plan.points)

    @property
    def scenario(self) -> Scenario:
        """The base point's scenario."""
        return self.plan.base.scenario

    @property
    def costs(self) -> tuple[str, ...]:
        """The cost modes that are run."""
        return self.plan.base.costs

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that are run."""
        return self.plan.base.regimes

    @property
    def baseline(self) -> str:
        """What the others are compared with."""
        return self.plan.base.baseline

    @property
    def replications(self) -> int:
        """Replications of each regime at each point."""
        return self.plan.replications

    @property
    def town(self) -> Mapping[str, Any]:
        """The values of the base point's scenario."""
        return self.scenario.values

    def scenario_at(self, point: int) -> Scenario:
        """Return the scenario as it is at a point; the base point's where that could not be."""
        return self.plan.points[point].scenario or self.scenario

    def regime_at(self, point: int, cost: str, regime: str) -> Regime:
        """Return a regime as it is run at a point."""
        return self.plan.as_run(self.scenario_at(point), cost, regime)

    def values(self, cost: str, regime: str, metric: str) -> Floats:
        """Return a metric: (points, replications), NaN where it is undefined, the point failed or nothing was run yet.

        Raises:
            ArgumentError: no such cost mode, regime or metric in this study.
        """
        place = known("cost mode", self.costs, cost), known("regime", self.regimes, regime)
        column = self._column(known("metric", METRICS, metric))
        found = np.full((len(self.plan.points), self.replications), np.nan)
        here = self._of(*place)
        found[self._keys["point"][here], self._keys["replication"][here]] = column[here]
        found[list(self.failures)] = np.nan
        return found

    @cached_property
    def done(self) -> NDArray[np.bool_]:
        """Say of each point whether all its replications are there; of one that failed too."""
        found = np.zeros((len(self.plan.points), self.replications), dtype=np.bool_)
        for chunk in self.files:
            found[chunk.point : chunk.point_stop, chunk.first : chunk.stop] = True
        return np.asarray(found.all(axis=1))

    def _of(self, cost: str, regime: str) -> NDArray[np.bool_]:
        costs, regimes = self.costs.index(cost), self.regimes.index(regime)
        found: NDArray[np.bool_] = (self._keys["cost"] == costs) & (self._keys["regime"] == regimes)
        return found

    @cached_property
    def _keys(self) -> dict[str, NDArray[np.int64]]:
        """Point, cost mode, regime and replication of each row; cost modes and regimes by their places."""
        table = self._read(["point", "cost", "regime", "replication"])
        return {
            "point": values_of(table["point"]).astype(np.int64),
            "replication": values_of(table["replication"]).astype(np.int64),
            "cost": codes_of(table["cost"], self.costs),
            "regime": codes_of(table["regime"], self.regimes),
        }

    @cached_property
    def _columns(self) -> dict[str, Floats]:
        return {}

    def _column(self, metric: str) -> Floats:
        if metric not in self._columns:
            self._columns[metric] = values_of(self._read([metric])[metric])
        return self._columns[metric]

    def _read(self, names: list[str]) -> pa.Table:
        tables = []
        for path in self.files.values():
            with pq.ParquetFile(path) as file:
                tables.append(file.read(columns=names).replace_schema_metadata(None))
        if tables:
            return pa.concat_tables(tables)
        from innosim.experiment.schema import study_schema

        return pa.Table.from_batches([], schema=study_schema("metrics")).select(names)


def runs_in_store(plan: StudyPlan, store: StudyStore, files: Mapping[Chunk, Path]) -> StudyRuns:
    """Return what finished chunks hold."""
    failures = {place: point.failure for place, point in enumerate(plan.points) if point.failure}
    for path in files.values():
        for place, why in store.said(path).get("failed", {}).items():
            failures.setdefault(int(place), str(why))
    return StudyRuns(plan, files, dict(sorted(failures.items())))


@dataclass(frozen=True)
class StoredStudy:
    """A study in its folder, whole or not yet."""

    folder: Path
    manifest: Json
    runs: StudyRuns

    @property
    def scenario(self) -> Scenario:
        """The base point's scenario."""
        return self.runs.scenario


def open_study(folder: Path) -> StoredStudy:
    """Open a study; what of it is finished can be asked for.

    Raises:
        ResultError: there is none, or it is not whole.
    """
    told = open_plan(folder)
    store = StudyStore(folder)
    keys = store.keys(told.plan, told.manifest["model_sha256"])
    return StoredStudy(folder, told.manifest, runs_in_store(told.plan, store, store.finished(keys)))
