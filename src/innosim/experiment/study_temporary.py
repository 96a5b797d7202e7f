"""A study that is run into a folder of its own choosing, or into one that goes with its last user."""

from __future__ import annotations

import weakref
from multiprocessing import parent_process
from multiprocessing.util import Finalize
from pathlib import Path

from innosim.experiment.engine import Engine
from innosim.experiment.leftovers import TemporaryFolder
from innosim.experiment.runner import Progress
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_runner import run_study


class Keeper:
    """Holds a temporary folder as long as somebody holds this."""

    def __init__(self, folder: TemporaryFolder) -> None:
        weakref.finalize(self, folder.remove)
        if parent_process() is not None:  # a worker ends without the above
            Finalize(None, folder.remove, exitpriority=0)


def run_study_in(
    folder: Path | None,
    plan: StudyPlan,
    engine: Engine,
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
    searching: Progress | None = None,
) -> tuple[Path, Keeper | None]:
    """Run a study into ``folder``, or where there is none into a temporary one; return where it is and what keeps it there.

    Raises:
        PlanError, FolderError, DiskFullError: as `run_study`.
    """
    if folder is not None:
        outcome = run_study(
            plan, folder, engine, jobs=jobs, force=force, progress=progress, searching=searching
        )
        return outcome.folder, None
    temporary = TemporaryFolder()
    try:
        run_study(plan, temporary.result, engine, jobs=jobs, progress=progress, searching=searching)
    except BaseException:
        temporary.remove()
        raise
    return temporary.result, Keeper(temporary)
