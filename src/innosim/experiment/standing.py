"""How far what grows in a folder is, a study or a run: what is done and left, how fast it goes, what failed, and what is not as it was written."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from innosim.experiment.equal_use import is_scaled
from innosim.experiment.files import digest_of, is_file, partial_of
from innosim.experiment.going_on import StoppedRun, stopped_run
from innosim.experiment.manifest import FILES, MANIFEST_FILE, read_manifest
from innosim.experiment.place import as_named, as_typed
from innosim.experiment.plan import BLOCK
from innosim.experiment.result import StoredResult
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_folder import holds_study
from innosim.experiment.study_manifest import open_plan
from innosim.experiment.study_runs import runs_in_store
from innosim.experiment.study_store import StudyStore
from innosim.experiment.study_strays import strays_in
from innosim.scenario.resolved import Json

STUDY_KIND, RUN, RESULT = "study", "run", "result"
"""What a folder holds: a study, a run that is not finished, or the result of one that is."""


@dataclass(frozen=True)
class HowFar:
    """How far it is.

    ``done`` of ``total`` replications are there, over all regimes and points; of a run that is not finished, at most so many are to be run. ``rate`` is replications a second while it
    went, NaN where that is not known, and ``last`` seconds since something was added. ``failures`` are sentences by point. ``files`` is how many files were looked at, and ``damaged`` which of
    them are not as they were written. ``strays`` are files of a study's folder that count for nothing, and that whoever reads all of the folder reads too. ``searching``: factors are not found yet.
    """

    kind: str
    folder: Path
    name: str
    replications: int
    points: int
    done: int
    total: int
    rate: float = math.nan
    last: float = math.nan
    failures: Mapping[int, str] = field(default_factory=dict)
    files: int = 0
    damaged: tuple[Path, ...] = ()
    strays: tuple[Path, ...] = ()
    searching: bool = False

    @property
    def left(self) -> float:
        """Seconds until all is done, at the pace it had; NaN where that is not known."""
        return (self.total - self.done) / self.rate if self.rate > 0.0 else math.nan


def how_far(folder: str | os.PathLike[str], *, finished: bool = False) -> HowFar:
    """Say how far the study or the run in a folder is, or going to it.

    Args:
        folder: of a study, of a result, or where a run grows.
        finished: look at a result that is there, even where another run is on its way to the folder.

    Raises:
        ResultError: there is none.
        FolderError: the folder's name is none, or a run is there of which nothing is known.
    """
    place = as_named(as_typed(folder))
    if holds_study(place):
        return _of_study(place)
    stopped = None if finished and is_file(place / MANIFEST_FILE) else stopped_at(place)
    if stopped is not None:
        return _of_stopped(stopped)
    if not place.is_dir():
        StoredResult(place)  # which says why it is none, and what may be meant
    return _of_result(place, read_manifest(place))


def stopped_at(folder: Path) -> StoppedRun | None:
    """Return the run that was stopped on the way to a folder, whether that or the growing one was named."""
    folder = as_named(folder)
    ending = partial_of(Path("x")).name[1:]
    if folder.name.endswith(ending):
        return stopped_run(folder.with_name(folder.name.removesuffix(ending)))
    return stopped_run(folder)


def _of_study(folder: Path) -> HowFar:
    told = open_plan(folder)
    searching = told.plan.base.levels and told.equal is None
    plan = _as_it_will_be(told.plan) if searching else told.plan
    store = StudyStore(folder)
    keys = store.keys(plan, told.manifest["model_sha256"])
    there = store.finished(keys)
    sizes = [plan.size(chunk) for chunk in there]
    rate, last = _pace(list(there.values()), sizes)
    damaged = tuple(store.damaged())
    strays = tuple(path for path in strays_in(store, keys, there).all if path not in damaged)
    return HowFar(
        STUDY_KIND,
        folder,
        told.manifest["name"],
        plan.replications,
        len(plan.points),
        sum(sizes),
        sum(plan.size(chunk) for chunk in plan.chunks),
        rate,
        last,
        runs_in_store(plan, store, there).failures,
        2 + sum(1 for table in store.tables for _ in (folder / table).glob("*.parquet")),
        damaged,
        strays,
        searching=searching,
    )


def _as_it_will_be(plan: StudyPlan) -> StudyPlan:
    """Return a plan with factors that are not found yet, so that it has the runs that it will have: a regime that is scaled is run in each cost mode."""
    scenario = plan.base.scenario
    scaled = [name for name in plan.base.regimes if is_scaled(scenario, scenario.regimes[name])]
    return replace(plan, factors=dict.fromkeys(scaled, _ANY))


_ANY = 2.0
"""A factor that is not 1."""


def _of_stopped(run: StoppedRun) -> HowFar:
    note = run.note
    damaged = run.damaged()
    whole = [path for path in run.parts if path not in damaged]
    firsts = [int(path.stem.partition("-")[2]) for path in whole]
    sizes = [min(BLOCK, note["replications"] - first) for first in firsts]
    rate, last = _pace(whole, sizes)
    arms = run.at_most // -(-note["replications"] // BLOCK)
    return HowFar(
        RUN,
        run.folder,
        note["name"],
        note["replications"],
        1,
        sum(sizes),
        arms * note["replications"],
        rate,
        last,
        files=len(run.parts),
        damaged=tuple(damaged),
    )


def _of_result(folder: Path, manifest: Json) -> HowFar:
    written = manifest.get(FILES, {})
    arms = len(manifest["arms"]) * manifest["replications"]
    damaged = [
        folder / name
        for name, digest in written.items()
        if not is_file(folder / name) or digest_of(folder / name) != digest
    ]
    return HowFar(
        RESULT,
        folder,
        manifest["name"],
        manifest["replications"],
        1,
        arms,
        arms,
        files=1 + len(written),
        damaged=tuple(damaged),
    )


_SOME = 50
"""Of so many chunks, the last ones, the pace is taken."""
_PAUSE = 20.0
"""So many times the usual time between two chunks is no work but a pause."""
_LEAST = 1.0
"""Seconds that are never a pause."""


def _pace(paths: Sequence[Path], sizes: Sequence[int]) -> tuple[float, float]:
    """Return replications a second, from the times at which the last chunks were written and without pauses, and seconds since the last one."""
    times = sorted((path.stat().st_mtime, size) for path, size in zip(paths, sizes, strict=True))
    if not times:
        return math.nan, math.nan
    last = max(0.0, time.time() - times[-1][0])
    some = times[-_SOME:]
    gaps = [(two[0] - one[0], two[1]) for one, two in pairwise(some)]
    if not gaps:
        return math.nan, last
    most = max(_LEAST, _PAUSE * median(gap for gap, _ in gaps))
    worked = [(gap, size) for gap, size in gaps if gap <= most]
    seconds = sum(gap for gap, _ in worked)
    return (sum(size for _, size in worked) / seconds if seconds > 0.0 else math.nan), last
