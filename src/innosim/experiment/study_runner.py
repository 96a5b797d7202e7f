"""How a study runs: factors first, then chunks, each kept when it is finished."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from innosim.experiment.engine import Engine
from innosim.experiment.equal_use import EqualUse, find_equal_use
from innosim.experiment.errors import FolderError, PlanError, ResultError
from innosim.experiment.files import said_clearly
from innosim.experiment.made import remove_empty
from innosim.experiment.parts import PILOTS_FILE
from innosim.experiment.place import resolved
from innosim.experiment.runner import Progress
from innosim.experiment.shared_files import write_shared
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_manifest import (
    Told,
    factors_of,
    open_plan,
    read_study,
    refuse_other,
    study_identity,
    write_study,
)
from innosim.experiment.study_store import STUDY_FILE, StudyStore, refuse_foreign
from innosim.experiment.study_strays import clear_strays
from innosim.experiment.study_work import ALL, Finished, Hands, Share, Threads, Work
from innosim.experiment.threads import how_many
from innosim.scenario.resolved import Json

__all__ = ["Share", "StudyOutcome", "run_study"]


@dataclass(frozen=True)
class StudyOutcome:
    """Where the study is; ``ran`` are the replications that were run now, ``left`` those that other shards are to run.

    ``aside`` is where files went that stood in the study's folder and count for nothing in it, None where there were none.
    """

    folder: Path
    ran: int
    left: int
    aside: Path | None = None


def run_study(  # noqa: PLR0913 - all but the first three by name
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    *,
    jobs: int | None = None,
    force: bool = False,
    share: Share = ALL,
    hands: Hands | None = None,
    progress: Progress | None = None,
    searching: Progress | None = None,
    finished: Finished | None = None,
) -> StudyOutcome:
    """Run what of a study is not there yet; what is finished is kept, chunk by chunk, and never run again.

    The same study goes on where it was; one of more points or more replications keeps what is there. Several may work on one folder at once, from several
    machines too: what one has finished no other runs.

    Args:
        plan: what varies.
        folder: made with its parents.
        engine: the model.
        jobs: threads; by default as many as there are processors. No value depends on it.
        force: replace another study.
        share: which chunks are run here.
        hands: who runs them; by default ``jobs`` threads. Pilots that find factors are always run on threads, here.
        progress: replications done, those of an earlier try among them, and all there are; from any thread, never from two at once.
        searching: likewise with pilots.
        finished: told of all that is finished, every few seconds and at the end, never from two threads at once.

    Raises:
        PlanError: a number of jobs that is none, or a regime that cannot be brought to equal use.
        FolderError: something else is at ``folder``, another study, or one of another model.
        LostError: what was finished here is gone again.
        DiskFullError: no room; finished chunks are kept.
        KeyboardInterrupt: as it came; finished chunks are kept.
    """
    threads = how_many(jobs)
    folder = resolved(folder)
    with said_clearly(folder):
        plan = _begun(plan, folder, engine, threads, force=force, searching=searching)
        work = Work(plan, folder, engine, progress, finished)
        work.begin(share)
        (hands or Threads(threads)).work(work)
        left = work.end()
        aside = None if left else _tidied(work, engine)
    return StudyOutcome(folder, work.ran, left, aside)


def _tidied(work: Work, engine: Engine) -> Path | None:
    """Leave nothing in the folder of a study that is whole but what counts for it; return where the rest went."""
    work.store.tidy()
    strays = work.strays()
    if not strays.all:
        return None
    # Read after the folder was: where another gives the study more points meanwhile, what is a stray to us may be a chunk of theirs.
    there, ours = read_study(work.store.folder), study_identity(work.plan, engine.digest)
    grown = [list(size) for size in work.plan.grown]
    if (there["fingerprint"], there["grown"]) != (ours["fingerprint"], grown):
        return None
    return clear_strays(strays, work.store.folder)


def _begun(
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    jobs: int,
    *,
    force: bool,
    searching: Progress | None,
) -> StudyPlan:
    """Return the plan with its factors, once its folder tells of it: from the first moment on whose the folder is, then at which factors."""
    refuse_foreign(folder)
    asked = study_identity(plan, engine.digest)
    found = _found(plan, folder, asked, force=force)
    equal = None
    if found is not None:
        equal = found.equal
        plan = replace(plan, grown=_grown(found, plan))
    folder.mkdir(parents=True, exist_ok=True)
    if found is None or found.manifest["fingerprint"] != asked["fingerprint"]:
        write_study(folder, plan, asked, equal)
    if equal is None and plan.base.levels:
        try:
            equal = _search(plan, folder, engine, jobs, searching)
        except PlanError:  # a regime that cannot be brought to equal use: there is no such study
            StudyStore(folder).remove()
            remove_empty(folder)
            raise
        write_study(folder, plan, asked, equal)
    return replace(plan, factors=factors_of(equal))


def _grown(found: Told, plan: StudyPlan) -> tuple[tuple[int, int], ...]:
    """Return the sizes that a study had before, that of the folder among them where it is to have more."""
    there = (len(found.plan.points), found.plan.replications)
    more = there != (len(plan.points), plan.replications)
    return (*found.plan.grown, there) if more else found.plan.grown


def _search(
    plan: StudyPlan, folder: Path, engine: Engine, jobs: int, searching: Progress | None
) -> EqualUse:
    """Find factors at the base point; where others search too, all find the same."""
    return find_equal_use(
        plan.base,
        engine,
        jobs=jobs,
        kept=folder / PILOTS_FILE,
        write=lambda path, text: write_shared(path, text.encode()),
        progress=searching,
    )


def _found(plan: StudyPlan, folder: Path, asked: Json, *, force: bool) -> Told | None:
    """Return the study that is there and that the plan goes on with; another is removed where that is asked for."""
    if not (folder / STUDY_FILE).exists():
        return None
    try:
        told = open_plan(folder)
        refuse_other(told, plan, asked, folder)
    except (FolderError, ResultError) as error:
        if not force:
            raise FolderError(str(error)) from None
        StudyStore(folder).remove()
        return None
    return told
