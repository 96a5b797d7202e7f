"""What the commands that run a study share: who runs it, a bar on standard error, and what Ctrl-C leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from innosim.cli.answering import WholeNumber
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, number, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from innosim.experiment.engine import Engine
    from innosim.experiment.study import StudyPlan
    from innosim.experiment.study_runner import StudyOutcome
    from innosim.experiment.study_work import Finished, Hands, Share

_Command = TypeVar("_Command", bound=Callable[..., object])


@dataclass(frozen=True)
class Workers:
    """Who runs a study: threads here or workers of a cluster, and which share of it."""

    jobs: int | None = None
    shard: tuple[int, int] = (1, 1)
    dask: str | None = None

    @property
    def share(self) -> Share:
        """Which chunks are run here; of shard 0 none."""
        from innosim.experiment.study_work import Share

        number, of = self.shard
        return Share(number - 1, of) if number else Share(0, 0)

    def hands(self, engine: Engine) -> Hands | None:
        """Who runs chunks: None for threads."""
        if self.dask is None:
            return None
        from innosim.experiment.study_dask import cluster

        return cluster(self.dask, engine, self.jobs)


if TYPE_CHECKING:
    _OfTwo = click.ParamType[tuple[int, int]]
else:  # the lowest click has no generic type
    _OfTwo = click.ParamType


class _Shard(_OfTwo):
    """One of so many shards, as 3/40; 0/40 runs none."""

    name = "I/N"

    def convert(
        self,
        value: str | tuple[int, int],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """Take it as it is typed."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value.strip())
        number, of = (int(found[1]), int(found[2])) if found else (1, 0)
        if not 0 <= number <= of or not of:
            self.fail(
                f"{value!r} is no shard: write I/N, such as 3/40 for the third of forty (1 is the first; 0/40 makes all ready and runs none).",
                param,
                ctx,
            )
        return number, of


jobs_option = click.option(
    "--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads, or workers of --dask local [as many as processors]."
)  # fmt: skip
shard_option = click.option(
    "--shard", type=_Shard(), default=(1, 1), metavar="I/N",
    help="Run only the I-th of N shares, as a job of an array does; 0/N makes all ready and runs none.",
)  # fmt: skip
dask_option = click.option(
    "--dask", metavar="ADDRESS|local", help="Run on the workers of a Dask scheduler, or on new ones here."
)  # fmt: skip


def study_options(command: _Command) -> _Command:
    """Give a command --jobs, --shard and --dask; they come as ``jobs``, ``shard`` and ``dask``, of which `Workers` is made."""
    return jobs_option(shard_option(dask_option(command)))


def run_shown(
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    workers: Workers,
    *,
    force: bool = False,
    quiet: bool = False,
    lang: Language = "en",
    finished: Finished | None = None,
) -> StudyOutcome:
    """Run a study with a bar on standard error.

    Raises:
        StoppedError: Ctrl-C; it says what is kept.
        ExperimentError: see `run_study`.
    """
    from innosim.cli.progress import RunProgress
    from innosim.cli.run import near
    from innosim.cli.terminal import StoppedError
    from innosim.experiment.place import resolved_to_grow
    from innosim.experiment.study_runner import run_study

    done = [0, 0]

    def count(now: int, total: int) -> None:
        done[:] = now, total
        progress(now, total)

    try:
        with RunProgress(engine.compile_seconds, quiet=quiet, lang=lang, alone=False) as progress:
            outcome = run_study(
                plan,
                folder,
                engine,
                jobs=workers.jobs,
                force=force,
                share=workers.share,
                hands=workers.hands(engine),
                progress=count,
                searching=progress.searching,
                finished=finished,
            )
            progress.ended(outcome.ran)
    except KeyboardInterrupt:
        place = resolved_to_grow(folder)
        where = near(place)
        what = f"finished chunks are in {where}, and the same command, or innosim resume {where}, goes on from them."
        if not any((place / "metrics").glob("*.parquet")):
            what = "nothing was finished yet, and the same command begins again."
        raise StoppedError(f"Stopped: {what}") from None
    if outcome.aside is not None:
        write_line(say(_ASIDE, lang).format(near(outcome.folder), near(outcome.aside)), err=True)
    return outcome


_ASIDE = Text(
    "Files in {0} that count for nothing in this study are now in {1}.",
    "Filer i {0}, der ikke tæller med i denne undersøgelse, er nu i {1}.",
)


def left_elsewhere(outcome: StudyOutcome, lang: Language) -> str:
    """Say what other shards have still to run; "" where nothing is left: only then there is an answer to show."""
    from innosim.cli.run import near

    if not outcome.left:
        return ""
    told = Text(
        "{0} replications are left for other shards: innosim status {1} tells how far they are, and the command without --shard shows the answer.",
        "{0} kørsler er tilbage til andre dele: innosim status {1} fortæller, hvor langt de er, og kommandoen uden --shard viser svaret.",
    )
    return say(told, lang).format(number(outcome.left, 0, lang), near(outcome.folder))
