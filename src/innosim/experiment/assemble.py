"""Finished blocks become the tables of a result: in the plan's order, a few blocks in memory at a time."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.digest import ValueDigest
from innosim.experiment.folder import TABLE_FILES
from innosim.experiment.manifest import TableFacts
from innosim.experiment.parts import Parts
from innosim.experiment.plan import Plan
from innosim.experiment.schema import file_schema, with_keys
from innosim.scenario.catalogue import TABLES

ROW_GROUP = 65_536
"""Rows of every row group but the last: fixed, as the bytes of a file depend on it."""


class TableFile:
    """One Parquet file that grows; its bytes depend on its rows alone, not on how they came."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._waiting: list[pa.Table] = []
        self._rows_waiting = 0
        self._rows = 0
        self._schema = schema
        self._digest = ValueDigest(schema)
        texts = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        self._writer = pq.ParquetWriter(
            path,
            schema,
            version="2.6",
            compression="zstd",
            compression_level=3,
            use_dictionary=texts,
            data_page_version="1.0",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()

    @property
    def facts(self) -> TableFacts:
        """Rows taken so far and the hash of their values."""
        return TableFacts(self._rows, self._digest.hexdigest())

    def append(self, rows: pa.Table) -> None:
        """Take the next rows; full row groups are written and let go."""
        self._digest.update(rows)
        self._rows += rows.num_rows
        self._waiting.append(rows)
        self._rows_waiting += rows.num_rows
        if self._rows_waiting >= ROW_GROUP:
            self._write_full_groups()

    def finish(self) -> None:
        """Write the rows that are left; a table without any keeps its columns."""
        rest = pa.concat_tables(self._waiting) if self._waiting else self._schema.empty_table()
        if rest.num_rows or self._rows == 0:
            self._writer.write_table(rest.combine_chunks(), row_group_size=ROW_GROUP)
        self._waiting = []

    def _write_full_groups(self) -> None:
        rows = pa.concat_tables(self._waiting)
        full = rows.num_rows - rows.num_rows % ROW_GROUP
        for start in range(0, full, ROW_GROUP):
            group = rows.slice(start, ROW_GROUP).combine_chunks()
            self._writer.write_table(group, row_group_size=ROW_GROUP)
        self._waiting = [rows.slice(full)]
        self._rows_waiting = rows.num_rows - full


def assemble(plan: Plan, parts: Parts, folder: Path) -> dict[str, TableFacts]:
    """Write the tables of ``plan`` into ``folder`` and return their facts, by table.

    Raises:
        OSError: they could not be written.
    """
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(TableFile(folder / TABLE_FILES[table], file_schema(table)))
            for table in TABLES
        }
        for place, arm in enumerate(plan.arms):
            cost, regime = (arm.cost, plan.costs), (arm.regime.name, plan.regimes)
            for block in plan.blocks_of(place):
                for table, rows in parts.read(block).items():
                    files[table].append(with_keys(rows, table, cost, regime))
        for file in files.values():
            file.finish()
        return {table: file.facts for table, file in files.items()}
