"""An experiment whose result lives as long as the object that holds it: for notebooks and scripts."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from innosim.experiment.engine import Engine
from innosim.experiment.plan import Plan
from innosim.experiment.result import StoredResult
from innosim.experiment.runner import Progress, run_plan


def run_temporarily(
    plan: Plan, engine: Engine, *, jobs: int | None = None, progress: Progress | None = None
) -> StoredResult:
    """Run ``plan`` and return its result, kept in a temporary folder until `StoredResult.save`.

    The folder goes when the result is no longer used. The arguments are those of `run_plan`.

    Raises:
        DiskFullError: no room for temporary files.
    """
    folder = Path(tempfile.mkdtemp(prefix="innosim-"))
    try:
        run_plan(plan, folder / "result", engine, jobs=jobs, progress=progress)
        result = StoredResult(folder / "result")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(result, shutil.rmtree, folder, ignore_errors=True)
    return result
