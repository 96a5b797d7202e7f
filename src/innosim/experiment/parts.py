"""Finished blocks of a run on disk, so that a run that was stopped goes on where it was, and the tables they become.

A block is one file: a line that says of which run and which block it is, with a hash of both and of all that follows, then an
Arrow stream a table, one after the other. One that is not as it was written, or in another's place, is made again: in a result it would
be a lie. Tables are made of them in the order of the plan, a few blocks in memory at a time.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from innosim.experiment.errors import FolderError
from innosim.experiment.files import (
    UNFINISHED,
    is_file,
    json_object,
    present,
    write_whole,
)
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.manifest import TableFacts
from innosim.experiment.plan import Block, Plan
from innosim.experiment.schema import file_schema, part_schema, with_keys
from innosim.experiment.table_file import TableFile
from innosim.scenario.catalogue import START_UP, TABLES
from innosim.scenario.resolved import Json

PILOTS_FILE = "pilots.json"
_NAME = re.compile(r"\d{4}-\d{7}\.part", re.ASCII)
_KIND = "innosim part"
_MOST_HEAD = 1000
"""Bytes of a part's first line at most; it has some 200."""
BEFORE = frozenset(["indicators", "ideas"])
"""Tables that tell of the months before month 0 too."""
OF_TWINS = frozenset(["metrics"])
"""Tables that tell of twins: they are held against regimes, and no stories of their ideas are told."""
# Blocks run on threads of their own, and their columns are short: handing them to Arrow's threads costs more than the packing.
_WRITING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)


class DamagedPartError(Exception):
    """A part is not there, or not as it was written."""


class Parts:
    """The blocks of one run in one folder; each may be written by a thread of its own."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder, self._fingerprint = folder, fingerprint
        for path in self._folder.iterdir():
            if is_part(path.name.removesuffix(UNFINISHED)) and path.name.endswith(UNFINISHED):
                path.unlink()

    @property
    def pilots(self) -> Path:
        """The file for what pilots of this plan found."""
        return self._folder / PILOTS_FILE

    def has(self, block: Block) -> bool:
        """Say whether the block is finished and as it was written; one that is not is removed."""
        path = self._path(block)
        if not present(path):
            return False
        try:
            self._body(block)
        except DamagedPartError:
            _remove_damaged(path)
            return False
        return True

    def write(self, block: Block, tables: Mapping[str, pa.RecordBatch]) -> None:
        """Keep a finished block: the rows of every table of the catalogue.

        Raises:
            OSError: it could not be written; nothing is left of it.
        """
        body = io.BytesIO()
        for table in TABLES:
            with pa.ipc.new_stream(body, part_schema(table), options=_WRITING) as writer:
                writer.write_batch(tables[table])
        held = body.getbuffer()
        head = {**self._claim(block), "sha256": self._digest(block, held)}
        write_whole(
            self._path(block), lambda stream: _put(stream, json.dumps(head).encode() + b"\n", held)
        )

    def read(self, block: Block) -> dict[str, pa.Table]:
        """Return the tables of a finished block.

        Raises:
            DamagedPartError: it is not there, or not as it was written; it is removed.
        """
        try:
            stream = io.BytesIO(self._body(block))
        except DamagedPartError:
            _remove_damaged(self._path(block))
            raise
        return {table: _read(stream, table) for table in TABLES}

    def _body(self, block: Block) -> bytes:
        """Return what follows the first line, which says of which run and block it is, and the hash of both."""
        path = self._path(block)
        if not is_file(path):
            raise DamagedPartError(path.name)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            raise DamagedPartError(path.name) from None
        if json_object(head) != {**self._claim(block), "sha256": self._digest(block, body)}:
            raise DamagedPartError(path.name)
        return body

    def _claim(self, block: Block) -> Json:
        """Return what a part says it is."""
        return {
            "kind": _KIND,
            "run": self._fingerprint,
            "arm": block.arm,
            "first": block.first,
            "stop": block.stop,
        }

    def _digest(self, block: Block, body: bytes | memoryview) -> str:
        return _digest_of(self._claim(block), body)

    def _path(self, block: Block) -> Path:
        return self._folder / f"{block.arm:04d}-{block.first:07d}.part"


def is_part(name: str) -> bool:
    """Say whether a file is called as parts are."""
    return _NAME.fullmatch(name) is not None


def _remove_damaged(path: Path) -> None:
    """Remove a part that was damaged.

    Raises:
        FolderError: what has its name was never one.
    """
    if not present(path):
        return
    if not part_bears_mark(path):
        raise FolderError(
            f"{path.as_posix()} is in the way, and innosim did not write it: move it, and the same command goes on."
        )
    path.unlink()


def part_bears_mark(path: Path) -> bool:
    """Say whether a file is a part, one too that was damaged in one place: its first line has two marks of ours. Nothing at all is what a power cut leaves."""
    if not is_file(path):
        return False
    with path.open("rb") as stream:
        head = stream.readline(_MOST_HEAD)
    return not head or any(mark in head for mark in _MARKS)


def begins_as_part(path: Path) -> bool:
    """Say whether a file holds no more than the first bytes of a part: what a writer leaves that was killed just then."""
    return is_file(path) and _MARKS[0].startswith(path.read_bytes()[: len(_MARKS[0]) + 1])


_MARKS = (f'{{"kind": "{_KIND}"'.encode(), b', "sha256": "')


def run_of_part(path: Path) -> str:
    """Return the fingerprint of the run that a part proves to be of, by its hash; "" where it proves nothing."""
    try:
        head, _, body = path.read_bytes().partition(b"\n") if is_file(path) else (b"", b"", b"")
    except OSError:
        return ""
    said = json_object(head)
    digest = said.pop("sha256", "")
    if said.get("kind") != _KIND or digest != _digest_of(said, body):
        return ""
    return str(said.get("run", ""))


def _digest_of(claim: Json, body: bytes | memoryview) -> str:
    """Return the hash of what a part says it is and of all that follows."""
    whole = hashlib.sha256(json.dumps(claim).encode())
    whole.update(body)
    return whole.hexdigest()


def _put(stream: BinaryIO, *pieces: bytes | memoryview) -> None:
    stream.writelines(pieces)


def _read(stream: BinaryIO, table: str) -> pa.Table:
    with pa.ipc.open_stream(stream, options=_READING) as reader:
        found = reader.read_all()
    if found.schema != part_schema(table):
        raise pa.ArrowInvalid(f"not the columns of {table}")
    return found


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
    """Write the tables of ``plan`` into ``folder``, by names of unfinished files, and return their facts, by table.

    Raises:
        DamagedPartError: a part is not as it was written; it is removed.
        OSError: they could not be written.
    """
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(
                TableFile(folder / (TABLE_FILES[table] + UNFINISHED), file_schema(table))
            )
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
