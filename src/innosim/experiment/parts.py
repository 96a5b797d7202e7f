"""Finished blocks of a run on disk, so that a run that was stopped goes on where it was, and the tables they become.

A block is one file: a line that says of which run and which block it is, with a hash of both and of all that follows, then an
Arrow stream a table, one after the other. One that is not as it was written, or in another's place, is made again: in a result it would
be a lie.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
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
from innosim.experiment.plan import Block
from innosim.experiment.schema import part_schema
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Json

PILOTS_FILE = "pilots.json"
_NAME = re.compile(r"\d{4}-\d{7}\.part", re.ASCII)
_KIND = "innosim part"
_HELD = "tables"
_MOST_HEAD = 1000
"""Bytes of a part's first line at most; it has some 200."""
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
        """Keep a finished block: the rows of every table of the catalogue; one without rows takes nothing.

        Raises:
            OSError: it could not be written; nothing is left of it.
        """
        body = io.BytesIO()
        names = [table for table in TABLES if tables[table].num_rows]
        for table in names:
            with pa.ipc.new_stream(body, part_schema(table), options=_WRITING) as writer:
                writer.write_batch(tables[table])
        held = body.getbuffer()
        said = {**self._claim(block), _HELD: names}
        head = {**said, "sha256": _digest_of(said, held)}
        write_whole(
            self._path(block),
            lambda stream: _put_pieces(stream, json.dumps(head).encode() + b"\n", held),
        )

    def read(self, block: Block) -> dict[str, pa.Table]:
        """Return the tables of a finished block.

        Raises:
            DamagedPartError: it is not there, or not as it was written; it is removed.
        """
        try:
            names, body = self._body(block)
        except DamagedPartError:
            _remove_damaged(self._path(block))
            raise
        stream = io.BytesIO(body)
        return {
            table: _read(stream, table) if table in names else _without_rows(table)
            for table in TABLES
        }

    def _body(self, block: Block) -> tuple[list[str], bytes]:
        """Return which tables have rows, and what follows the first line, which says of which run and block it is, and the hash of all."""
        path = self._path(block)
        if not is_file(path):
            raise DamagedPartError(path.name)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            raise DamagedPartError(path.name) from None
        said = json_object(head)
        digest = said.pop("sha256", "")
        if said != {**self._claim(block), _HELD: said.get(_HELD)} or digest != _digest_of(
            said, body
        ):
            raise DamagedPartError(path.name)
        return said[_HELD], body

    def _claim(self, block: Block) -> Json:
        """Return what a part says it is."""
        return {
            "kind": _KIND,
            "run": self._fingerprint,
            "arm": block.arm,
            "first": block.first,
            "stop": block.stop,
        }

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


def _put_pieces(stream: BinaryIO, *pieces: bytes | memoryview) -> None:
    stream.writelines(pieces)


def _without_rows(table: str) -> pa.Table:
    return pa.Table.from_batches([], schema=part_schema(table))  # `empty_table` imports pandas


def _read(stream: BinaryIO, table: str) -> pa.Table:
    with pa.ipc.open_stream(stream, options=_READING) as reader:
        found = reader.read_all()
    if found.schema != part_schema(table):
        raise pa.ArrowInvalid(f"not the columns of {table}")
    return found
