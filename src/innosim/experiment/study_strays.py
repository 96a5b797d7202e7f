"""Files in the folders of a study's tables that count for nothing there, and whose rows whoever reads the whole folder reads all the same.

Two processors that ran one chunk to other bits, a file of another study that was copied there, what another version named otherwise: a row would stand twice. What of it is innosim's
goes when the study is whole; a file of any other name is another's, and is told of only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from innosim.experiment.aside import Aside
from innosim.experiment.chunks import Chunk
from innosim.experiment.files import present
from innosim.experiment.study_files import LEAD, is_as_named, key_in
from innosim.experiment.study_store import StudyStore

_READ = ".parquet"
"""What those read who read all of a folder."""


@dataclass(frozen=True)
class Strays:
    """Files that count for nothing: ``twice`` of chunks that are there already, ``elsewhere`` of none of this study's, ``others`` not of innosim's name."""

    twice: tuple[Path, ...] = ()
    elsewhere: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.twice, *self.elsewhere, *self.others)


def strays_in(
    store: StudyStore, keys: Mapping[Chunk, str], finished: Mapping[Chunk, Path]
) -> Strays:
    """Return what counts for nothing; of a chunk that is not finished any file may yet come to count."""
    counted = set(_counted(store, finished))
    there = {keys[chunk] for chunk in finished}
    waited = set(keys.values()) - there
    twice, elsewhere, others = [], [], []
    for folder in store.folders():
        for path in sorted(folder.iterdir()):
            if path in counted or path.suffix != _READ:
                continue
            key = key_in(path)
            if not key:
                others.append(path)
            elif key in there:
                twice.append(path)
            elif key not in waited:
                elsewhere.append(path)
    return Strays(tuple(twice), tuple(elsewhere), tuple(others))


def _counted(store: StudyStore, finished: Mapping[Chunk, Path]) -> Iterator[Path]:
    for path in finished.values():
        yield store.folder / LEAD / path.name
        for table, name in store.said(path).get("beside", {}).items():
            yield store.folder / table / name


def clear_strays(strays: Strays, folder: Path) -> Path | None:
    """Remove what is there twice and as it was written, and set aside what else is named as innosim names it; return where that went.

    Raises:
        OSError: one of them cannot be moved.
    """
    aside = Aside(folder)
    again = [path for path in strays.twice if not is_as_named(path)]
    for path in strays.twice:
        if path not in again:
            path.unlink(missing_ok=True)
    for path in (*again, *strays.elsewhere):
        if present(path):  # who else ends this study now may have been quicker
            with suppress(FileNotFoundError):
                aside.take(path)
    return aside.folder
