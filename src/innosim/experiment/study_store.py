"""The store of a study: a folder to which chunks are added, each whole or not at all, by whoever works on it.

::

    study.json            what is run, and at which factors; sealed
    points.parquet        a row a point: what is varied, and how its scenario differs from the base
    metrics/KEY-HASH.parquet        the metrics of a chunk; so with other tables that are kept

KEY is the hash of what a chunk is of (the points' scenarios, the model's rules, what is kept), HASH that of the file's bytes. So nothing needs a
lock: who runs a chunk again writes the same file once more, what was cut or changed is known by its name, and what is there is never run again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import uuid
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.chunks import Chunk
from innosim.experiment.errors import FolderError
from innosim.experiment.files import UNFINISHED, digest_of, is_file, is_folder, sync_folder
from innosim.experiment.made import remove_empty
from innosim.experiment.schema import study_schema
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_chunk import ChunkRows
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Json, resolved_to_json

STUDY_FILE = "study.json"
POINTS_FILE = "points.parquet"
PILOTS_FILE = "pilots.json"
_DIGITS = 24
"""Digits of a hash in a name: 96 bits."""
_NAME = re.compile(rf"([0-9a-f]{{{_DIGITS}}})-([0-9a-f]{{{_DIGITS}}})\.parquet", re.ASCII)
_SAID = b"innosim"
"""Where a file of metrics says of which chunk it is, which points failed, and what else is kept of it."""
_LEAD = "metrics"
"""The table that is written last: with it a chunk is there."""


class StudyStore:
    """The chunks of one study in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keys(self, plan: StudyPlan, model: str) -> dict[Chunk, str]:
        """Return the key of each chunk: what it is of, hashed; ``model`` is the digest of the rules."""
        told = [_told_of(plan, point) for point in range(len(plan.points))]
        shared = json.dumps(
            [
                model,
                plan.base.keep.words(plan.replications),
                list(plan.base.costs),
                list(plan.base.regimes),
            ]
        )
        found = {}
        for chunk in plan.chunks:
            whole = hashlib.sha256(shared.encode())
            for point in range(chunk.point, chunk.point_stop):
                whole.update(told[point].encode())
            whole.update(repr((chunk.point, chunk.first, chunk.stop)).encode())
            found[chunk] = whole.hexdigest()[:_DIGITS]
        return found

    def finished(self, keys: Mapping[Chunk, str]) -> dict[Chunk, Path]:
        """Return the files of metrics of finished chunks; one that is not as it was written, or lacks a table, is not among them."""
        there = dict(self._named(_LEAD))
        return {
            chunk: there[key]
            for chunk, key in keys.items()
            if key in there and self._is_whole(there[key])
        }

    def damaged(self) -> list[Path]:
        """Return files of chunks that are not as they were written."""
        return [
            path for table in TABLES for _, path in self._named(table) if not _is_as_named(path)
        ]

    def write(self, key: str, chunk: Chunk, rows: ChunkRows) -> None:
        """Keep a finished chunk.

        Raises:
            OSError: it could not be written; what is left of it counts for nothing.
        """
        beside = {
            table: self._put(table, key, found, {})
            for table, found in sorted(rows.tables.items())
            if table != _LEAD
        }
        said = {
            "chunk": [chunk.point, chunk.point_stop, chunk.first, chunk.stop],
            "failed": {str(point): why for point, why in rows.failed.items()},
            "beside": beside,
        }
        none = pa.Table.from_batches([], schema=study_schema(_LEAD))
        self._put(_LEAD, key, rows.tables.get(_LEAD, none), said)

    def _put(self, table: str, key: str, rows: pa.Table, said: Json) -> str:
        """Write one table of a chunk and return its name, which holds the hash of its bytes."""
        body = io.BytesIO()
        told = rows.combine_chunks()
        if said:
            told = told.replace_schema_metadata({_SAID: json.dumps(said, sort_keys=True)})
        pq.write_table(told, body, compression="zstd", version="2.6", data_page_version="1.0")
        held = body.getbuffer()
        name = f"{key}-{hashlib.sha256(held).hexdigest()[:_DIGITS]}.parquet"
        folder = self.folder / table
        folder.mkdir(exist_ok=True)
        # Its own unfinished name: several machines may write the same chunk at once.
        unfinished = folder / f"{name}.{uuid.uuid4().hex[:12]}{UNFINISHED}"
        try:
            with unfinished.open("xb") as stream:
                stream.write(held)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(folder / name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(folder)
        return name

    def tidy(self, keys: Mapping[Chunk, str]) -> None:
        """Remove what writers left that were killed, chunks that are none of the study's any more, and the pilots: once all chunks are there nobody needs them."""
        wanted = set(keys.values())
        for table in TABLES:
            for key, path in tuple(self._named(table)):
                if key not in wanted and _is_as_named(path):
                    path.unlink()
            for path in sorted((self.folder / table).glob(f"*{UNFINISHED}")):
                path.unlink(missing_ok=True)
        (self.folder / PILOTS_FILE).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove what of a study is as it was written; what is not, or is another's, stays."""
        for table in TABLES:
            for _, path in tuple(self._named(table)):
                if _is_as_named(path):
                    path.unlink()
            for path in sorted((self.folder / table).glob(f"*{UNFINISHED}")):
                path.unlink(missing_ok=True)
            remove_empty(self.folder / table)
        for name in (PILOTS_FILE, POINTS_FILE, STUDY_FILE):
            (self.folder / name).unlink(missing_ok=True)

    def said(self, path: Path) -> Json:
        """Return what a file of metrics says of its chunk."""
        metadata = pq.read_schema(path).metadata or {}
        found: Json = json.loads(metadata.get(_SAID, b"{}"))
        return found

    def _is_whole(self, lead: Path) -> bool:
        """Say whether a chunk is as it was written, all tables of it."""
        if not _is_as_named(lead):
            return False
        beside = self.said(lead).get("beside", {})
        return all(_is_as_named(self.folder / table / name) for table, name in beside.items())

    def _named(self, table: str) -> Iterator[tuple[str, Path]]:
        """Go over files of chunks of a table, by key."""
        folder = self.folder / table
        if not is_folder(folder):
            return
        for path in sorted(folder.iterdir()):
            named = _NAME.fullmatch(path.name)
            if named is not None and is_file(path):
                yield named[1], path

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables that are kept."""
        return tuple(table for table in TABLES if is_folder(self.folder / table))


def _is_as_named(path: Path) -> bool:
    """Say whether a file's bytes are those that its name tells of."""
    named = _NAME.fullmatch(path.name)
    return named is not None and is_file(path) and digest_of(path)[:_DIGITS] == named[2]


def _told_of(plan: StudyPlan, point: int) -> str:
    """Return all that decides the values at a point, as text."""
    found = plan.points[point]
    if found.scenario is None:
        return json.dumps(["failed", found.failure])
    whole = resolved_to_json(found.scenario)
    town = {name: whole[name] for name in ("values", "pressure", "start_up")}
    arms = [
        [arm.costs, arm.regime.name, dict(arm.regime.levers)]
        + [[change.month, dict(change.levers)] for change in arm.regime.changes]
        for arm in plan.arms(point)
    ]
    return json.dumps([town, arms], sort_keys=True)


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that is there and holds something that is no study.

    Raises:
        FolderError: it does.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise FolderError(f"{folder.as_posix()} is a file: name a folder with --out.")
    others = [path.name for path in folder.iterdir() if path.name != PILOTS_FILE]
    if others and not is_file(folder / STUDY_FILE):
        raise FolderError(
            f"{folder.as_posix()} holds {min(others)}, and is no study: name another folder with --out."
        )
