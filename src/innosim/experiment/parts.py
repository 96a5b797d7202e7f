"""Finished blocks of a run on disk, so that a run that was stopped goes on where it was, and the tables they become.

A block is one file: an Arrow stream a table, one after the other. Its folder carries the fingerprint of
the plan; blocks of another plan are dropped, for one of them in a result would be a lie. Tables are made
of them in the order of the plan, a few blocks in memory at a time.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.errors import FolderError
from innosim.experiment.files import write_text, write_whole
from innosim.experiment.folder import TABLE_FILES
from innosim.experiment.manifest import TableFacts
from innosim.experiment.plan import Block, Plan
from innosim.experiment.schema import ValueDigest, file_schema, part_schema, with_keys
from innosim.scenario.catalogue import START_UP, TABLES

PLAN_FILE = "plan.json"
_SUFFIX = ".part"
BEFORE = frozenset(["indicators", "ideas"])
"""Tables that tell of the months before month 0 too."""
OF_TWINS = frozenset(["metrics"])
"""Tables that tell of twins: they are held against regimes, and no stories of their ideas are told."""
_FAST = pa.ipc.IpcWriteOptions(compression="lz4")


class Parts:
    """The blocks of one plan in one folder; each may be written by a thread of its own."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder / "parts"
        note = folder / PLAN_FILE
        if _fingerprint(note) != fingerprint:
            note.unlink(missing_ok=True)
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        for unfinished in self._folder.glob("*.tmp"):
            unfinished.unlink()
        write_text(note, json.dumps({"innosim": "unfinished run", "fingerprint": fingerprint}))

    @property
    def pilots(self) -> Path:
        """The file for what pilots of this plan found."""
        return self._folder / "pilots.json"

    def has(self, block: Block) -> bool:
        """Say whether the block is finished and can be read; one that cannot is removed."""
        path = self._path(block)
        if not path.exists():
            return False
        try:
            self.read(block)
        except (pa.ArrowException, OSError):
            path.unlink()
            return False
        return True

    def write(self, block: Block, tables: Mapping[str, pa.RecordBatch]) -> None:
        """Keep a finished block: the rows of every table of the catalogue.

        Raises:
            OSError: it could not be written; nothing is left of it.
        """
        write_whole(self._path(block), lambda stream: _write(stream, tables))

    def read(self, block: Block) -> dict[str, pa.Table]:
        """Return the tables of a finished block.

        Raises:
            OSError: it is not there, or it is damaged (pa.ArrowException may come too).
        """
        with self._path(block).open("rb") as stream:
            return {table: _read(stream, table) for table in TABLES}

    def _path(self, block: Block) -> Path:
        return self._folder / f"{block.arm:04d}-{block.first:07d}{_SUFFIX}"


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that innosim did not make as the place where a result grows.

    Raises:
        FolderError: it is there, not empty, and holds no unfinished run.
    """
    known = folder.is_dir() and (not any(folder.iterdir()) or (folder / PLAN_FILE).exists())
    if folder.exists() and not known:
        raise FolderError(
            f"{folder.as_posix()} is in the way and innosim did not make it: move it, "
            "or name another folder with --out."
        )


def _fingerprint(note: Path) -> str:
    try:
        return str(json.loads(note.read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _write(stream: BinaryIO, tables: Mapping[str, pa.RecordBatch]) -> None:
    for table in TABLES:
        with pa.ipc.new_stream(stream, part_schema(table), options=_FAST) as writer:
            writer.write_batch(tables[table])


def _read(stream: BinaryIO, table: str) -> pa.Table:
    with pa.ipc.open_stream(stream) as reader:
        found = reader.read_all()
    if found.schema != part_schema(table):
        raise pa.ArrowInvalid(f"not the columns of {table}")
    return found


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


def _regimes(plan: Plan, table: str) -> tuple[str, ...]:
    """Return what may stand in a table's column of regimes."""
    before = (START_UP,) if plan.begins_at_work and table in BEFORE else ()
    twins = tuple(twin.name for twin in plan.twins) if table in OF_TWINS else ()
    return (*before, *plan.regimes, *twins)


def _tables_of(plan: Plan, regime: str) -> Collection[str]:
    """Return the tables in which a regime, a twin or the months before month 0 stand."""
    if regime == START_UP:
        return BEFORE
    return TABLES if regime in plan.regimes else OF_TWINS


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
        keys = [(place, arm.cost, arm.regime.name) for place, arm in enumerate(plan.arms)]
        if plan.begins_at_work:
            keys.insert(0, (plan.start_up, plan.costs[0], START_UP))
        for place, cost, regime in keys:
            for block in plan.blocks_of(place):
                for table, rows in parts.read(block).items():
                    if table in _tables_of(plan, regime):
                        names = (regime, _regimes(plan, table))
                        files[table].append(with_keys(rows, table, (cost, plan.costs), names))
        for file in files.values():
            file.finish()
        return {table: file.facts for table, file in files.items()}
