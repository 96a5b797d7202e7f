"""The files of one chunk of a study: tables as the bytes of Parquet files, whose names say what they are of and what they hold."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.chunks import Chunk
from innosim.experiment.files import digest_of, is_file
from innosim.experiment.schema import study_schema
from innosim.experiment.study_chunk import ChunkRows
from innosim.experiment.study_keys import DIGITS
from innosim.scenario.resolved import Json

LEAD = "metrics"
"""The table that is written last: with it a chunk is there."""
_NAME = re.compile(rf"([0-9a-f]{{{DIGITS}}})-([0-9a-f]{{{DIGITS}}})\.parquet", re.ASCII)
_SAID = b"innosim"
"""Where a file of metrics says of which chunk it is, which points failed, and what else is kept of it."""


@dataclass(frozen=True)
class ChunkFile:
    """One table of a chunk: its name and the bytes of its file."""

    table: str
    name: str
    held: bytes


def as_files(key: str, chunk: Chunk, rows: ChunkRows, study: Json) -> list[ChunkFile]:
    """Return the files of a chunk, in the order in which they are written; ``study`` is what it says of its study (`Origins`)."""
    found = [
        _file(table, key, rows.tables[table], {}) for table in sorted(rows.tables) if table != LEAD
    ]
    said = {
        "chunk": [chunk.point, chunk.point_stop, chunk.first, chunk.stop],
        "failed": {str(point): why for point, why in rows.failed.items()},
        "beside": {each.table: each.name for each in found},
        "study": study,
    }
    none = pa.Table.from_batches([], schema=study_schema(LEAD))
    return [*found, _file(LEAD, key, rows.tables.get(LEAD, none), said)]


def _file(table: str, key: str, rows: pa.Table, said: Json) -> ChunkFile:
    body = io.BytesIO()
    told = rows.combine_chunks()
    if said:
        told = told.replace_schema_metadata({_SAID: json.dumps(said, sort_keys=True)})
    pq.write_table(told, body, compression="zstd", version="2.6", data_page_version="1.0")
    held = body.getvalue()
    return ChunkFile(table, f"{key}-{hashlib.sha256(held).hexdigest()[:DIGITS]}.parquet", held)


def said_in(path: Path) -> Json:
    """Return what a file of metrics says of its chunk."""
    metadata = pq.read_schema(path).metadata or {}
    found: Json = json.loads(metadata.get(_SAID, b"{}"))
    return found


def key_in(path: Path) -> str:
    """Return the key in the name of a file of a chunk; "" where it is none."""
    named = _NAME.fullmatch(path.name)
    return named[1] if named is not None and is_file(path) else ""


def named_in(folder: Path) -> dict[str, list[Path]]:
    """Return what is named as a file of a chunk is in a table's folder, by key; its names alone are read, in no order."""
    found: dict[str, list[Path]] = {}
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if (named := _NAME.fullmatch(path.name)) is not None:
                found.setdefault(named[1], []).append(path)
    return found


def chunk_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Go over the files of chunks in a table's folder, by key; one that was cut or changed is among them."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if key := key_in(path):
                yield key, path


def is_as_named(path: Path) -> bool:
    """Say whether a file's bytes are those that its name tells of."""
    named = _NAME.fullmatch(path.name)
    return named is not None and is_file(path) and digest_of(path)[:DIGITS] == named[2]
