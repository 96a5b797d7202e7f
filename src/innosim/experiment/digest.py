"""A hash of the values of a table, whatever version or system wrote the file.

Parquet promises equal bytes only for equal versions of its writer. The hash is over columns: name and
kind, then each value (whole numbers as 64 bits, null as -1; numbers as their 64 bits, null as one NaN;
texts by their own hash), so that chunks, row groups and compression do not matter.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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


def _bits(buffer: pa.Buffer, rows: slice) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(buffer, dtype=np.uint8), bitorder="little")[rows].astype(
        bool
    )
