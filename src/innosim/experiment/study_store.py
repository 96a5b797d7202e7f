"""The store of a study: a folder to which chunks are added, each whole or not at all, by whoever works on it.

::

    study.json            what is run, and at which factors; sealed
    points.parquet        a row a point: what is varied, and how its scenario differs from the base
    metrics/KEY-HASH.parquet        the metrics of a chunk; so with other tables that are kept

KEY is the hash of what a chunk is of (the points' scenarios, the model's rules, what is kept), HASH that of the file's bytes. So nothing needs a
lock: who runs a chunk again writes the same file once more, what was cut or changed is known by its name, and what is there is never run again.

Whoever reads a table's folder reads all of it. So a file that counts for no chunk of the study is told of, and goes when the study is whole: see `study_strays`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from innosim.experiment.chunks import Chunk
from innosim.experiment.files import is_file, is_folder
from innosim.experiment.parts import PILOTS_FILE
from innosim.experiment.pilots import is_pilots
from innosim.experiment.shared_files import remove_left_behind, write_shared
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_files import (
    LEAD,
    ChunkFile,
    chunk_files,
    is_as_named,
    named_in,
    said_in,
)
from innosim.experiment.study_keys import keys_of
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Json

STUDY_FILE = "study.json"
POINTS_FILE = "points.parquet"
POINTS_MARK = {b"innosim": b"points of a study"}
"""By this a file of points is known to be ours while its study is not written yet."""

_Signature: TypeAlias = tuple[int, int, int]
"""A file's number, size and time of change: while they stay it need not be read again."""

_SELDOM = 20.0
"""A folder that took some time to be looked through is not looked through again for so many times as long: of thousands of files that is a twentieth of one thread's time at most."""


class StudyStore:
    """The chunks of one study in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, tuple[_Signature, bool]] = {}
        self._told: dict[Path, tuple[_Signature, Json]] = {}
        self._leads: dict[str, list[Path]] = {}
        self._look_again = 0.0

    def keys(self, plan: StudyPlan, model: str) -> dict[Chunk, str]:
        """Return the key of each chunk: what it is of, hashed; ``model`` is the digest of the rules."""
        return keys_of(plan, model)

    def finished(self, keys: Mapping[Chunk, str]) -> dict[Chunk, Path]:
        """Return the files of metrics of finished chunks; one that is not as it was written, or lacks a table, is not among them."""
        there = named_in(self.folder / LEAD)
        found = {}
        for chunk, key in keys.items():
            whole = next(filter(self._is_whole, _oldest_first(there.get(key, []))), None)
            if whole is not None:
                found[chunk] = whole
        return found

    def has(self, key: str) -> bool:
        """Say whether one chunk is finished, and as it was written; of what others finished just now it may not know yet."""
        now = time.monotonic()
        if now >= self._look_again:
            self._leads = named_in(self.folder / LEAD)
            self._look_again = now + _SELDOM * (time.monotonic() - now)
        return any(map(self._is_whole, self._leads.get(key, ())))

    def damaged(self) -> list[Path]:
        """Return files of chunks that are not as they were written, and those of metrics beside which a table is lost."""
        found = [
            path
            for table in TABLES
            for _, path in chunk_files(self.folder / table)
            if not self._is_as_named(path)
        ]
        leads = (path for _, path in chunk_files(self.folder / LEAD) if path not in found)
        return found + [
            lost
            for lead in leads
            for table, name in self.said(lead).get("beside", {}).items()
            if not is_file(lost := self.folder / table / name)
        ]

    def keep(self, key: str, files: Iterable[ChunkFile]) -> bool:
        """Keep the files of a finished chunk; say whether they were not there yet.

        Raises:
            OSError: they could not be written; what is left of them counts for nothing.
        """
        if self.has(key):
            return False
        new = False
        for each in files:
            folder = self.folder / each.table
            folder.mkdir(exist_ok=True)
            if not self._is_as_named(folder / each.name):
                write_shared(folder / each.name, each.held)
                new = True
        return new

    def tidy(self) -> None:
        """Remove what writers left that were killed, and the pilots: once all chunks are there nobody needs them."""
        for folder in (self.folder, *self.folders()):
            remove_left_behind(folder)
        if is_pilots(self.folder / PILOTS_FILE):
            (self.folder / PILOTS_FILE).unlink(missing_ok=True)

    def told(self) -> list[Json]:
        """Return what each chunk that is as it was written says of its study; {} of one that says nothing."""
        leads = (path for _, path in chunk_files(self.folder / LEAD))
        return [self.said(path).get("study", {}) for path in leads if self._is_as_named(path)]

    def said(self, path: Path) -> Json:
        """Return what a file of metrics says of its chunk."""
        signature = _signature(path)
        found = self._told.get(path)
        if found is None or found[0] != signature:
            found = self._told[path] = (signature, said_in(path))
        return found[1]

    def _is_whole(self, lead: Path) -> bool:
        """Say whether a chunk is as it was written, all tables of it."""
        if not self._is_as_named(lead):
            return False
        beside = self.said(lead).get("beside", {})
        return all(self._is_as_named(self.folder / table / name) for table, name in beside.items())

    def _is_as_named(self, path: Path) -> bool:
        """Say whether a file is as it was written; it is read once, as long as the disk says that it is the same."""
        try:
            signature = _signature(path)
        except FileNotFoundError:
            return False
        found = self._read.get(path)
        if found is None or found[0] != signature:
            found = self._read[path] = (signature, is_as_named(path))
        return found[1]

    def folders(self) -> Iterator[Path]:
        """Go over the folders of the tables that are kept."""
        return (self.folder / table for table in self.tables)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are kept."""
        return tuple(table for table in TABLES if is_folder(self.folder / table))


def _oldest_first(paths: list[Path]) -> list[Path]:
    """Return files of one chunk, the one first that others may read already: of one that two processors ran, to other bits, there may be two."""
    if len(paths) < 2:
        return paths

    def age(path: Path) -> tuple[int, str]:
        try:
            return path.lstat().st_mtime_ns, path.name
        except FileNotFoundError:
            return 0, path.name

    return sorted(paths, key=age)


def _signature(path: Path) -> _Signature:
    held = path.lstat()
    return held.st_ino, held.st_size, held.st_mtime_ns
