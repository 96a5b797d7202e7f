"""Results that are kept for a while: in a folder that goes with its last user, and that crosses a process border as its files."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.util import Finalize
from pathlib import Path

from innosim.experiment.engine import Engine
from innosim.experiment.errors import DiskFullError
from innosim.experiment.files import UNFINISHED, said_clearly
from innosim.experiment.leftovers import TemporaryFolder
from innosim.experiment.manifest import MANIFEST_FILE
from innosim.experiment.plan import Plan
from innosim.experiment.result import StoredResult
from innosim.experiment.runner import Progress, run_plan


def run_temporarily(
    plan: Plan,
    engine: Engine,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    searching: Progress | None = None,
) -> StoredResult:
    """Run ``plan`` and return its result, kept in a temporary folder until `StoredResult.save`.

    The folder goes when the result is no longer used. The arguments are those of `run_plan`.

    Raises:
        PlanError: a regime cannot be brought to equal use, or a number of jobs that is none.
        DiskFullError: no room for temporary files; nothing is kept.
    """
    return _kept_for_a_while(
        lambda folder: run_plan(
            plan, folder, engine, jobs=jobs, progress=progress, searching=searching
        )
    )


def files_of(result: StoredResult) -> dict[str, bytes]:
    """Return all files of a result, by the place they have in its folder."""
    return {
        path.relative_to(result.folder).as_posix(): path.read_bytes()
        for path in sorted(result.folder.rglob("*"))
        if path.is_file()
    }


def carried(files: dict[str, bytes]) -> StoredResult:
    """Return the result of these files, in a temporary folder of this process.

    Raises:
        DiskFullError: no room for temporary files; nothing is kept.
    """
    return _kept_for_a_while(lambda folder: _write(folder, files))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write them whole, the manifest first: killed in between, it is known whose they are."""
    with said_clearly(folder):
        for name in sorted(files, key=lambda name: name != MANIFEST_FILE):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(path.name + UNFINISHED)
            unfinished.write_bytes(files[name])
            unfinished.rename(path)


def _kept_for_a_while(fill: Callable[[Path], object]) -> StoredResult:
    with _folder() as folder:
        fill(folder.result)
        result = StoredResult(folder.result)
    weakref.finalize(result, folder.remove)
    if parent_process() is not None:  # a worker ends without the above
        Finalize(None, folder.remove, exitpriority=0)
    return result


@contextmanager
def _folder() -> Iterator[TemporaryFolder]:
    """A new temporary folder, which stays unless something goes wrong."""
    folder = TemporaryFolder()
    try:
        yield folder
    except BaseException as error:
        folder.remove()
        if isinstance(error, DiskFullError):
            raise DiskFullError(
                f"The disk is full: there is no room for temporary files in {folder.path.parent.as_posix()}, and nothing of the run is kept."
            ) from error
        raise
