"""A Parquet file that grows by rows, whatever pieces they come in."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.manifest import TableFacts
from innosim.experiment.schema import ValueDigest

ROW_GROUP = 65_536
"""Rows of every row group but the last: fixed, as the bytes of a file depend on it."""


class TableFile:
    """One Parquet file that grows; its bytes depend on its rows alone, not on how they came. Who names it has it on the disk first."""

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
        """Rows taken and the hash of their values, when it is finished."""
        return TableFacts(self._rows, self._digest.hexdigest())

    def append(self, rows: pa.Table) -> None:
        """Take the next rows; full row groups are written and let go."""
        self._rows += rows.num_rows
        self._waiting.append(rows)
        self._rows_waiting += rows.num_rows
        if self._rows_waiting >= ROW_GROUP:
            self._write_full_groups()

    def finish(self) -> None:
        """Write the rows that are left; a table without any keeps its columns."""
        rest = pa.concat_tables(self._waiting) if self._waiting else self._schema.empty_table()
        if rest.num_rows or self._rows == 0:
            self._write(rest.combine_chunks())
        self._waiting = []

    def _write_full_groups(self) -> None:
        rows = pa.concat_tables(self._waiting)
        full = rows.num_rows - rows.num_rows % ROW_GROUP
        for start in range(0, full, ROW_GROUP):
            self._write(rows.slice(start, ROW_GROUP).combine_chunks())
        self._waiting = [rows.slice(full)]
        self._rows_waiting = rows.num_rows - full

    def _write(self, group: pa.Table) -> None:
        """Hash and write a row group: one piece a column, where blocks come in many."""
        self._digest.update(group)
        self._writer.write_table(group, row_group_size=ROW_GROUP)
