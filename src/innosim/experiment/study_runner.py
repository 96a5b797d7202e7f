"""How a study runs: factors first, then chunks, each kept when it is finished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from innosim.experiment.engine import Engine
from innosim.experiment.files import said_clearly
from innosim.experiment.place import resolved_to_grow
from innosim.experiment.runner import Progress
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_begin import begin_study
from innosim.experiment.study_manifest import read_study, study_identity
from innosim.experiment.study_strays import put_away
from innosim.experiment.study_work import ALL, Finished, Hands, Share, Threads, Work
from innosim.experiment.threads import how_many

__all__ = ["Share", "StudyOutcome", "run_study"]


@dataclass(frozen=True)
class StudyOutcome:
    """Where the study is; ``ran`` are the replications that were run now, ``left`` those that other shards are to run.

    ``aside`` is where files went that stood in the study's folder and count for nothing in it, or were not as innosim wrote them; None where there were none.
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
    folder = resolved_to_grow(folder)
    with said_clearly(folder):
        begun = begin_study(plan, folder, engine, threads, force=force, searching=searching)
        work = Work(begun.plan, folder, engine, progress, finished, begun.owner)
        work.begin(share)
        (hands or Threads(threads)).work(work)
        left = work.end()
        aside = None if left else _tidied(work, engine)
    return StudyOutcome(folder, work.ran, left, aside or begun.aside)


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
    return put_away(strays, work.store.folder)
