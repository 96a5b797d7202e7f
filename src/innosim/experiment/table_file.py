"""One Parquet file of a result as it grows: row groups of a fixed size, each column packed as suits what is in it.

A number of which few values are about, such as a count, is kept as a dictionary of them; one with all its digits has its bytes put
by significance, those of the exponents together, which packs smaller. Whole numbers that go up row by row
are kept as steps. Which it is follows from the rows of the first group alone, so that equal rows make equal bytes. All are read
back bit for bit, and by any reader of Parquet since 2023.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.manifest import TableFacts
from innosim.experiment.schema import ValueDigest, numbers_of

ROW_GROUP = 65_536
"""Rows of every row group but the last: fixed, as the bytes of a file depend on it."""
_PIECES = 64
"""Pieces that may wait: blocks of metrics have ten rows each, and a row group of them would be thousands of tables of sixty columns."""


class TableFile:
    """One Parquet file that grows; its bytes depend on its rows alone, not on how they came. Who names it has it on the disk first."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path = path
        self._waiting: list[pa.Table] = []
        self._rows_waiting = 0
        self._rows = 0
        self._schema = schema
        self._digest = ValueDigest(schema)
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    @property
    def facts(self) -> TableFacts:
        """Rows taken and the hash of their values, when it is finished."""
        return TableFacts(self._rows, self._digest.hexdigest())

    def append(self, rows: pa.Table) -> None:
        """Take the next rows; full row groups are written and let go."""
        if not rows.num_rows:
            return  # a column takes as much memory for no rows as for ten
        self._rows += rows.num_rows
        self._waiting.append(rows)
        self._rows_waiting += rows.num_rows
        if self._rows_waiting >= ROW_GROUP:
            self._write_full_groups()
        elif len(self._waiting) >= _PIECES:
            self._waiting = [pa.concat_tables(self._waiting).combine_chunks()]

    def finish(self) -> None:
        """Write the rows that are left; a table without any keeps its columns."""
        none = pa.Table.from_batches([], schema=self._schema)  # `empty_table` imports pandas
        rest = pa.concat_tables(self._waiting) if self._waiting else none
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
        if self._writer is None:
            self._writer = _writer(self._path, group)
        self._writer.write_table(group, row_group_size=ROW_GROUP)


_SAMPLE = 4096
"""Rows of the first group at most, spread evenly, that decide how a column is packed."""
_COMES_OFTEN = 8
"""A dictionary pays where a value comes as often as this in the sample."""
_HARDLY_TWICE = 0.9
"""Bytes by significance pay where so many of the sample's values are different: where many come again, zstd finds them as they stand."""
_SMALL_STEP = 2**16


def _writer(path: Path, first: pa.Table) -> pq.ParquetWriter:
    """Open a file for tables like ``first``, its first row group."""
    encodings = {field.name: _encoding(first[field.name]) for field in first.schema}
    return pq.ParquetWriter(
        path,
        first.schema,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=[name for name, encoding in encodings.items() if not encoding],
        column_encoding={name: encoding for name, encoding in encodings.items() if encoding},
        data_page_version="1.0",
    )


def _encoding(column: pa.ChunkedArray) -> str:
    """Return how a column is written, "" for a dictionary."""
    if pa.types.is_dictionary(column.type):
        return ""
    if pa.types.is_boolean(column.type):
        return "PLAIN"
    held = numbers_of(column)
    sample = held[:: max(1, len(held) // _SAMPLE)]
    different = len(np.unique(sample))
    if different * _COMES_OFTEN <= len(sample):
        return ""
    if pa.types.is_floating(column.type):
        stretch = held[:_SAMPLE]  # what regimes share lies side by side
        hardly = min(different / len(sample), len(np.unique(stretch)) / len(stretch))
        return "BYTE_STREAM_SPLIT" if hardly > _HARDLY_TWICE else "PLAIN"
    steps = np.abs(np.diff(sample))
    return "PLAIN" if steps.sum() > _SMALL_STEP * len(sample) else "DELTA_BINARY_PACKED"
