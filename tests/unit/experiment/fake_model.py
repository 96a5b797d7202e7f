"""A model of arithmetic alone: fills every column of the catalogue from seed, levers and replication.

It stands in for the real one where a test is about running and storing, not about municipalities.
"""

import time
import zlib
from collections.abc import Mapping

import numpy as np

from innosim.experiment.engine import Columns, Engine
from innosim.experiment.pilots import USE
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Regime, Scenario

ROWS = {"metrics": 1, "gates": 4, "ledger": 6, "bookings": 3, "ideas": 9}

LIVED: list[int] = []
"""Replications whose past was lived, in order."""

RAN: list[int] = []
"""Replications that were run, in order."""

LABELS = {
    table: {
        column.name: ("import", "copy", "rejected", "ildsjæl")
        for column in TABLES[table].columns
        if column.dtype == "text"
    }
    for table in TABLES
}


class FakeRun:
    """One regime's runs; ``pause`` seconds a replication, so that a test can stop it half way."""

    def __init__(self, scenario: Scenario, regime: Regime, pause: float = 0.0) -> None:
        self._scenario, self._pause = scenario, pause
        self._levers = zlib.crc32(repr(sorted(regime.levers.items())).encode())
        self._regime = regime
        self._replication = -1

    def past(self, replication: int) -> int:
        time.sleep(self._pause)
        LIVED.append(replication)
        return replication

    def run(self, replication: int, *, past: int | None = None) -> None:
        assert past in {None, replication}
        RAN.append(replication)
        time.sleep(self._pause)
        self._replication = replication

    def tables(self, *, ideas: bool) -> Mapping[str, Columns]:
        months = int(self._scenario.values["months"])
        kept = [table for table in TABLES if ideas or table != "ideas"]
        return {table: self._table(table, ROWS.get(table, months)) for table in kept}

    def metrics(self) -> Columns:
        return self._table("metrics", 1)

    def tables_before(self, past: int, *, ideas: bool) -> Mapping[str, Columns]:
        self._replication, months = past, int(self._scenario.values["startup_months"])
        return {"indicators": self._table("indicators", months, -months)}

    def _table(self, table: str, rows: int, first: int = 0) -> Columns:
        key = [int(self._scenario.values["seed"]), self._replication % 2**31, self._levers]
        random = np.random.default_rng([*key, zlib.crc32(table.encode())])
        columns: dict[str, np.ndarray] = {}
        for column in TABLES[table].columns:
            if column.name == "month":
                columns[column.name] = np.arange(first, first + rows)
            elif column.dtype == "float":
                values = random.uniform(size=rows)
                columns[column.name] = np.where(values < 0.05, np.nan, values)
            elif column.dtype == "int":
                columns[column.name] = random.integers(-1, 2**49, size=rows)
            else:
                columns[column.name] = random.integers(-1, 4, size=rows).astype(np.int8)
        if table == "metrics":
            columns[USE] = np.array([used(self._regime) + 0.001 * self._replication])
        return columns


def used(regime: Regime) -> float:
    """What pilot 0 would use: half of it no amount."""
    return 0.5 + 2.0 * regime.levers["pool"]


def fake_engine(pause: float = 0.0, digest: str = "fake") -> Engine:
    """Return an engine of fake runs."""
    return Engine(
        simulator=lambda scenario, regime: FakeRun(scenario, regime, pause),
        labels=LABELS,
        digest=digest,
        compile_seconds=lambda: 0.0,
    )
