"""Arrow schemas of the output tables, made from the column catalogue, columns put into them, and a hash of their values.

Undefined is null in a file, never NaN: R and DuckDB read it as missing, and no NaN payload can make two
equal files differ.

Parquet promises equal bytes only for equal versions of its writer. The hash is over columns: name and
kind, then each value (whole numbers as 64 bits, null as -1; numbers as their 64 bits, null as one NaN;
texts by their own hash), so that chunks, row groups and compression do not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from innosim.experiment.engine import Columns, Labels
from innosim.scenario.catalogue import KEY_COLUMNS, TABLES, Column, Text
from innosim.scenario.catalogue.codes import NEVER


def null_of(table: str, column: str) -> int:
    """Return what stands for undefined in a column of whole numbers: a month is never -1 for that, since it is one."""
    units = {each.name: each.unit for each in TABLES[table].columns}
    return _null(units.get(column, ""))


def _null(unit: str) -> int:
    return int(NEVER) if unit in {"month", "year"} else -1


def every_column(table: str) -> tuple[Column, ...]:
    """Return the columns of ``table`` as a file holds them, keys first."""
    return (*KEY_COLUMNS, *TABLES[table].columns)


@cache
def part_schema(table: str) -> pa.Schema:
    """Return the schema of a block: as in the file, without cost mode and regime."""
    return pa.schema([_field(column) for column in (KEY_COLUMNS[-1], *TABLES[table].columns)])


@cache
def file_schema(table: str) -> pa.Schema:
    """Return the schema of the finished file."""
    return pa.schema([_field(column) for column in every_column(table)])


def to_arrow(
    table: str, replications: Sequence[tuple[int, Columns]], labels: Labels
) -> pa.RecordBatch:
    """Return the rows of ``table`` of some replications, one after the other.

    Args:
        table: its name in the catalogue.
        replications: number of each, and its columns, one array (rows) each; -1 is null in whole and
            coded ones (in months and years NEVER is), NaN in the others.
        labels: texts of coded columns, by table and column.

    Raises:
        ValueError: columns other than the catalogue's, or of unequal length.
    """
    declared = TABLES[table].columns
    first = declared[0].name
    for _, columns in replications:
        _check(table, columns, [column.name for column in declared])
    numbers = np.array([number for number, _ in replications], dtype=np.int64)
    rows = np.array([len(columns[first]) for _, columns in replications], dtype=np.int64)
    arrays = [_whole(np.repeat(numbers, rows), pa.int64())]
    for column in declared:
        values = [np.asarray(columns[column.name]) for _, columns in replications]
        joined = np.concatenate(values) if values else np.empty(0)
        arrays.append(_array(column, joined, labels.get(table, {}).get(column.name, ())))
    return pa.record_batch(arrays, schema=part_schema(table))


def with_keys(
    part: pa.Table, table: str, cost: tuple[str, Sequence[str]], regime: tuple[str, Sequence[str]]
) -> pa.Table:
    """Return a block's rows as the file holds them; ``cost`` and ``regime`` are (name, all names)."""
    arrays = [_constant(*cost, part.num_rows), _constant(*regime, part.num_rows), *part.columns]
    return pa.table(arrays, schema=file_schema(table))


def part_of_rows(
    rows: pa.Table, here: NDArray[np.intp], table: str, labels: Mapping[str, Sequence[str]]
) -> pa.RecordBatch:
    """Return rows of a finished file as a block holds them: without cost mode and regime, texts by the codes of ``labels``."""
    schema, arrays = part_schema(table), []
    for name in schema.names:
        column = rows[name]
        if pa.types.is_dictionary(column.type):
            texts = labels.get(name, ())
            codes = _places_of(column, texts)[here]
            arrays.append(_coded(codes.astype(np.int32), texts))
        else:
            taken = _taken(column, here)
            arrays.append(
                taken.chunk(0) if taken.num_chunks else pa.array([], schema.field(name).type)
            )
    return pa.record_batch(arrays, schema=schema)


def _places_of(column: pa.ChunkedArray, texts: Sequence[str]) -> NDArray[np.int64]:
    """Return a column of texts as places among ``texts``, -1 where undefined."""
    found = codes_of(column, texts)
    valid = [_numbers(chunk.indices)[1] for chunk in column.chunks]
    return np.where(np.concatenate([np.empty(0, np.bool_), *valid]), found, -1)


POINT = Column("point", "number", Text("point of the study", "undersøgelsens punkt"), dtype="int")


@cache
def study_schema(table: str) -> pa.Schema:
    """Return the schema of a study's table: as in the file of a run, led by the point."""
    return pa.schema([_field(POINT), *file_schema(table)])


def study_table(
    table: str,
    rows: Sequence[tuple[tuple[int, str, str, int], Columns]],
    names: tuple[Sequence[str], Sequence[str]],
    labels: Labels,
) -> pa.Table:
    """Return the rows of a study's table.

    Args:
        table: its name in the catalogue.
        rows: point, cost mode, regime and replication of each piece, and its columns, as `to_arrow` takes them.
        names: all cost modes and all regimes, which are the categories of their columns.
        labels: texts of coded columns, by table and column.
    """
    part = to_arrow(table, [(key[-1], columns) for key, columns in rows], labels)
    first = TABLES[table].columns[0].name
    many = np.array([len(columns[first]) for _, columns in rows], dtype=np.int64)
    point, cost, regime = (np.repeat(np.array(each), many) for each in _keys(rows, names))
    arrays = [
        _whole(point.astype(np.int64), pa.int64()),
        _coded(cost.astype(np.int32), names[0]),
        _coded(regime.astype(np.int32), names[1]),
        *part.columns,
    ]
    return pa.table(arrays, schema=study_schema(table))


def _keys(
    rows: Sequence[tuple[tuple[int, str, str, int], Columns]],
    names: tuple[Sequence[str], Sequence[str]],
) -> tuple[list[int], list[int], list[int]]:
    """Return point, and places of cost mode and regime, of each piece."""
    costs, regimes = ({name: place for place, name in enumerate(each)} for each in names)
    keys = [key for key, _ in rows]
    return [k[0] for k in keys], [costs[k[1]] for k in keys], [regimes[k[2]] for k in keys]


def replications_of(rows: pa.Table) -> NDArray[np.int64]:
    """Return the number of each row's replication."""
    return _whole_numbers(rows, KEY_COLUMNS[-1].name)


def _whole_numbers(rows: pa.Table, name: str) -> NDArray[np.int64]:
    chunks = [_numbers(chunk)[0] for chunk in rows.column(name).chunks]
    return np.concatenate([np.empty(0, np.int64), *chunks])


def side_by_side(rows: pa.Table, table: str) -> pa.Table:
    """Return rows by replication, then by what a row is of where that is numbered (a month, a year, an idea), else in their order."""
    lead = TABLES[table].columns[0]
    keys = [KEY_COLUMNS[-1].name, *([lead.name] if lead.dtype == "int" else [])]
    columns = [_whole_numbers(rows, key) for key in keys]
    order = np.lexsort(columns[::-1])
    whole = rows.combine_chunks()
    return pa.table([_taken(column, order) for column in whole.columns], schema=whole.schema)


def _taken(column: pa.ChunkedArray, order: NDArray[np.intp]) -> pa.ChunkedArray:
    """Return the rows of a column, of one chunk or none, in an order; Arrow's own way imports what takes a fortieth of a second."""
    if not column.num_chunks:
        return column
    chunk = column.chunk(0)
    if pa.types.is_dictionary(chunk.type):
        codes, valid = _numbers(chunk.indices)
        indices = _nullable(codes[order], ~valid[order], chunk.indices.type)
        return pa.chunked_array([pa.DictionaryArray.from_arrays(indices, chunk.dictionary)])
    values, valid = _numbers(chunk)
    if pa.types.is_boolean(chunk.type):
        return pa.chunked_array([_bits_of(values[order])])
    return pa.chunked_array([_nullable(values[order], ~valid[order], chunk.type)])


def _field(column: Column) -> pa.Field:
    types: Mapping[str, Any] = {
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "text": pa.dictionary(pa.int32(), pa.string()),
    }
    return pa.field(column.name, types[column.dtype])


def _array(column: Column, values: NDArray[np.generic], texts: Sequence[str]) -> pa.Array:
    if column.dtype == "float":
        numbers = values.astype(np.float64)
        return _nullable(numbers, np.isnan(numbers), pa.float64())
    if column.dtype == "int":
        return _whole(values.astype(np.int64), pa.int64(), _null(column.unit))
    if column.dtype == "bool":
        return _bits_of(values.astype(np.bool_))
    codes = values.astype(np.int32)
    if codes.size and codes.max() >= len(texts):
        raise ValueError(f"{column.name} has code {codes.max()}, which has no label")
    return _coded(codes, texts)


def _bits_of(values: NDArray[np.bool_]) -> pa.Array:
    bits = pa.py_buffer(np.packbits(values, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, bits])


def _coded(codes: NDArray[np.int32], texts: Sequence[str]) -> pa.DictionaryArray:
    indices = _whole(codes, pa.int32())
    return pa.DictionaryArray.from_arrays(indices, _strings(texts))


def _strings(texts: Sequence[str]) -> pa.Array:
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def _whole(values: NDArray[np.integer[Any]], kind: pa.DataType, null: int = -1) -> pa.Array:
    return _nullable(values, values == null, kind)


def _nullable(values: NDArray[Any], null: NDArray[np.bool_], kind: pa.DataType) -> pa.Array:
    """Return an Arrow array over the numbers; ``pa.array`` would import pandas, which is slow."""
    valid = pa.py_buffer(np.packbits(~null, bitorder="little"))
    numbers = pa.py_buffer(np.where(null, 0, values).astype(values.dtype))
    return pa.Array.from_buffers(kind, len(values), [valid, numbers])


def _constant(name: str, names: Sequence[str], rows: int) -> pa.DictionaryArray:
    """Return ``name`` in every row; all ``names``, in their order, are its categories."""
    return _coded(np.full(rows, list(names).index(name), dtype=np.int32), names)


def _check(table: str, columns: Columns, declared: list[str]) -> None:
    if set(columns) != set(declared):
        odd = ", ".join(sorted(set(columns) ^ set(declared)))
        raise ValueError(f"columns of {table} are not the catalogue's: {odd}")
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns of {table} have unequal lengths: {lengths}")


_DTYPES = {"double": np.float64, "int64": np.int64, "int32": np.int32}


class ValueDigest:
    """Takes a table in pieces, in order."""

    def __init__(self, schema: pa.Schema) -> None:
        self._columns = {name: hashlib.sha256() for name in schema.names}
        self._kinds = {field.name: _kind(field.type) for field in schema}

    def update(self, table: pa.Table) -> None:
        """Take the next rows."""
        for name, digest in self._columns.items():
            for chunk in table.column(name).chunks:
                digest.update(_bytes(chunk, self._kinds[name]))

    def hexdigest(self) -> str:
        """Return the hash over all columns so far."""
        whole = hashlib.sha256()
        for name, digest in self._columns.items():
            whole.update(f"{name}\0{self._kinds[name]}\0{digest.hexdigest()}\n".encode())
        return whole.hexdigest()


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return "text"
    if pa.types.is_floating(kind):
        return "float"
    return "int"


def _bytes(chunk: pa.Array, kind: str) -> bytes:
    if kind == "text":
        hashes = [
            hashlib.sha256(text.encode()).digest()[:8] for text in chunk.dictionary.to_pylist()
        ]
        table = np.array([b"\0" * 8, *hashes], dtype="V8")
        codes, valid = _numbers(chunk.indices)
        return table[np.where(valid, codes + 1, 0)].tobytes()
    numbers, valid = _numbers(chunk)
    if kind == "float":
        return np.where(valid, numbers, np.nan).astype("<f8").tobytes()
    return np.where(valid, numbers, -1).astype("<i8").tobytes()


def _numbers(chunk: pa.Array) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the numbers of a chunk and where they are valid; ``to_numpy`` would import pandas."""
    validity, numbers = chunk.buffers()
    rows = slice(chunk.offset, chunk.offset + len(chunk))
    if pa.types.is_boolean(chunk.type):
        values: NDArray[Any] = _bits(numbers, rows)
    else:
        values = np.frombuffer(numbers, dtype=_DTYPES[str(chunk.type)])[rows]
    valid = np.ones(len(chunk), dtype=np.bool_) if validity is None else _bits(validity, rows)
    return values, valid


def values_of(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Return a column of numbers, NaN where undefined; Arrow's own ways would import pandas."""
    parts = [_numbers(chunk) for chunk in column.chunks]
    found = [np.where(valid, numbers, np.nan) for numbers, valid in parts]
    return np.concatenate([np.empty(0), *found])


def numbers_of(column: pa.ChunkedArray) -> NDArray[Any]:
    """Return the numbers of a column that are there, as they are kept."""
    parts = [_numbers(chunk) for chunk in column.chunks]
    return np.concatenate([np.empty(0, dtype=_DTYPES[str(column.type)]), *(n[v] for n, v in parts)])


def texts_of(column: pa.ChunkedArray) -> NDArray[np.str_]:
    """Return a column of texts, none of them undefined."""
    found = [
        np.array(chunk.dictionary.to_pylist(), dtype=np.str_)[_numbers(chunk.indices)[0]]
        for chunk in column.chunks
    ]
    return np.concatenate([np.empty(0, dtype="U1"), *found])


def codes_of(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int64]:
    """Return a column of texts as places among ``names``."""
    places = {name: place for place, name in enumerate(names)}
    found = [
        np.array([places.get(text, -1) for text in chunk.dictionary.to_pylist()])[
            _numbers(chunk.indices)[0]
        ]
        for chunk in column.chunks
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def _bits(buffer: pa.Buffer, rows: slice) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(buffer, dtype=np.uint8), bitorder="little")[rows].astype(
        bool
    )
