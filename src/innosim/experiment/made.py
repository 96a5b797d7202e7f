"""What innosim wrote into a folder, and what is another's: the first may be replaced or removed, the second never.

Of a result the manifest has the hashes of the files that came with it. Folders that later commands write keep a record of
their own, `RECORD`. A file that is not as it was written is another's too: whoever changed it wants to keep it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from innosim.experiment.aside import Aside
from innosim.experiment.errors import FolderError
from innosim.experiment.files import (
    UNFINISHED,
    digest_of,
    is_file,
    json_object,
    present,
    said_clearly,
    write_text,
    write_whole,
)
from innosim.experiment.manifest import MANIFEST_FILE, TIMINGS_FILE, is_manifest
from innosim.experiment.place import as_typed
from innosim.scenario.catalogue import TABLES

TABLE_FILES = {table: f"{table}.parquet" for table in TABLES}

RECORD = ".innosim.json"
"""In a folder of figures or exported tables: the hashes of the files that innosim wrote there, by name."""

_BY_NAME = frozenset({*TABLE_FILES.values(), MANIFEST_FILE, TIMINGS_FILE})
"""Files of a result that are made again where they are damaged: what is not as it was written is set aside, and not lost."""
_AS_WRITTEN = frozenset(
    {"summary.csv", "README.md", "codebook.csv", "datapackage.json", "read.R", "read.do"}
)
"""Files of a result that a reader may have changed: ours as long as they are as they were written."""
OF_A_RESULT = _BY_NAME | _AS_WRITTEN
"""Names of all files that come with a result."""
_FOLDERS = frozenset({"csv", "dta", "figures"})
"""Folders in a result that later commands write, each with its record."""


@contextmanager
def made_in(folder: Path) -> Iterator[Made]:
    """Write files into ``folder``, which is made where it is missing.

    Raises:
        FolderError: it cannot be written (DiskFullError where there is no room), or a file in the way is another's.
    """
    place = as_typed(folder)
    with said_clearly(place):
        place.mkdir(parents=True, exist_ok=True)
        try:
            yield Made(place)
        except BaseException:
            remove_empty(place)  # where not even the first file could be written
            raise


class Made:
    """The files that innosim wrote into one folder of figures or of exported tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hashes = _recorded(folder)
        self._anothers = present(folder / RECORD) and not self._hashes

    def write(self, name: str, write: Callable[[BinaryIO], None]) -> Path:
        """Write a file of the folder, whole or not at all; return it. One that is there and ours is replaced.

        Raises:
            FolderError: what is there is another's; nothing was written.
            OSError: it could not be written.
        """
        path = self._folder / name
        if self._anothers:
            path = self._folder / RECORD
        if present(path) and not self.ours(path):
            raise FolderError(
                f"{path.as_posix()} is there, and is not as innosim wrote it: move it, or name another folder with --out."
            )
        write_whole(path, write, noting=lambda digest: self._note(name, digest))
        return path

    def strangers(self) -> Iterator[str]:
        """Go over the names of what is there and not ours, or no longer as it was written."""
        for path in sorted(self._folder.iterdir()):
            if not self.ours(path):
                yield path.name

    def remove(self) -> None:
        """Remove what is ours, the record last, and the folder where nothing else is in it."""
        for name in self._hashes:
            path = self._folder / name
            if present(path) and self.ours(path):
                path.unlink()
        if not any(self.strangers()):
            (self._folder / RECORD).unlink(missing_ok=True)
            remove_empty(self._folder)

    def ours(self, path: Path) -> bool:
        """Say whether a file in the folder is ours, and as it was written."""
        name = path.name.removesuffix(UNFINISHED)
        if not is_file(path) or name not in {*self._hashes, RECORD} or self._anothers:
            return False
        if name == RECORD:
            return True
        return path.name != name or digest_of(path) in self._hashes[name]

    def _note(self, name: str, digest: str) -> None:
        """Keep the hash of what comes beside that of what is there: killed in between, either is ours."""
        before = [each for each in self._hashes.get(name, ())[-1:] if each != digest]
        self._hashes[name] = [*before, digest]
        text = json.dumps({"innosim": _KIND, "sha256": self._hashes}, indent=1)
        write_text(self._folder / RECORD, text + "\n")


_KIND = "files written by innosim"


def strangers(folder: Path, written: Mapping[str, str]) -> list[str]:
    """Return what is in a result's folder and not ours; ``written`` are the hashes of its manifest, by name."""
    exported = Made(folder)
    return sorted(
        name
        for path in folder.iterdir()
        if not exported.ours(path)
        for name in _strangers(path, written)
    )


def _strangers(path: Path, written: Mapping[str, str]) -> Iterator[str]:
    if path.name in _FOLDERS and path.is_dir() and not path.is_symlink():
        yield from (f"{path.name}/{name}" for name in Made(path).strangers())
    elif not is_file(path) or path.name not in OF_A_RESULT:
        yield path.name
    elif path.name in _AS_WRITTEN and is_changed(path, written):
        yield f"{path.name} (changed)"


def is_changed(path: Path, written: Mapping[str, str]) -> bool:
    """Say whether a file is there and does not hold what was written, as far as that is known."""
    return is_file(path) and written.get(path.name, "") not in ("", digest_of(path))


def remove_result(folder: Path, written: Mapping[str, str], aside: Aside) -> None:
    """Remove the files of a result that `strangers` has been asked about, and the folder where nothing else is in it.

    What is called as ours is, and does not hold what was written, as far as that is known, goes ``aside``, for somebody may have
    changed or put it there.
    """
    if not folder.is_dir():
        return
    exported = Made(folder)
    for path in sorted(folder.iterdir(), key=lambda path: path.name == MANIFEST_FILE):
        if path.name in _FOLDERS and path.is_dir() and not path.is_symlink():
            Made(path).remove()
        elif exported.ours(path):
            if path.name != RECORD:
                path.unlink()
        elif is_file(path) and path.name.removesuffix(UNFINISHED) in OF_A_RESULT:
            if is_proven(path, written):
                path.unlink()
            else:
                aside.take(path)
    exported.remove()
    remove_empty(folder)


def is_proven(path: Path, written: Mapping[str, str]) -> bool:
    """Say whether a file called as one of a result is holds what innosim wrote (the hashes of ``written``, by name), or never became whole."""
    if path.name == MANIFEST_FILE:
        return is_manifest(path)
    if path.name == TIMINGS_FILE:
        return set(json_object(path.read_bytes())) == {"seconds", "jobs"}
    return path.name.endswith(UNFINISHED) or written.get(path.name) == digest_of(path)


def remove_empty(folder: Path) -> None:
    """Remove a folder; one that another's file is in stays."""
    with suppress(OSError):  # not empty
        folder.rmdir()


def _recorded(folder: Path) -> dict[str, list[str]]:
    """Return the hashes that a folder's record has; none where there is no record that can be read."""
    if not is_file(folder / RECORD):
        return {}
    try:
        found = json_object((folder / RECORD).read_bytes())
        hashes = found["sha256"] if found["innosim"] == _KIND else {}
        return {name: [str(each) for each in some] for name, some in hashes.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
