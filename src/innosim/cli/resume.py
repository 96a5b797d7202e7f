"""`innosim resume`: a study or a run that was stopped goes on, from its folder alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import FolderName, lang_option
from innosim.cli.study_options import Workers, left_elsewhere, run_shown, study_options
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from innosim.experiment.going_on import StoppedRun


@click.command("resume", short_help="Go on with a study or a run that was stopped.")
@click.argument("folder", metavar="DIR", type=FolderName())
@study_options
@lang_option
@click.option("--quiet", is_flag=True, help="No progress and no answer.")
def command(
    folder: Path,
    jobs: int | None,
    shard: tuple[int, int],
    dask: str | None,
    lang: Language,
    quiet: bool,
) -> None:
    """Run what is not there yet of the study in DIR, of each study in it, or of the run that was to be put there.

    All it needs is in the folder: the scenario's file may be gone. What is damaged is run again.
    """
    from innosim.experiment.standing import how_far, stopped_at
    from innosim.experiment.study_folder import holds_study
    from innosim.experiment.study_folders import several_studies

    workers = Workers(jobs, shard, dask)
    several = several_studies(folder)
    if several:
        _studies(folder, several, workers, lang, quiet=quiet)
        return
    if holds_study(folder):
        _study(folder, workers, lang, quiet=quiet)
        return
    stopped = stopped_at(folder)
    if stopped is not None:
        _run(stopped, workers, lang, quiet=quiet)
        return
    found = how_far(folder)
    _say(_DAMAGED if found.damaged else _WHOLE, folder, lang, quiet=quiet)


def _studies(
    folder: Path, several: Sequence[Path], workers: Workers, lang: Language, *, quiet: bool
) -> None:
    """Go on with each study of a folder, and say which command then gives the answer."""
    from innosim.cli.status import answered_by

    for each in several:
        _study(each, workers, lang, quiet=quiet)
    if not quiet:
        write_line(answered_by(folder, several, lang))


def _study(folder: Path, workers: Workers, lang: Language, *, quiet: bool) -> None:
    from innosim.experiment.engine import installed, versions
    from innosim.experiment.errors import FolderError
    from innosim.experiment.study_manifest import open_plan

    told = open_plan(folder)
    engine = installed()
    made = {"model_sha256": engine.digest, "versions": versions()}
    if any(told.manifest[name] != now for name, now in made.items()):
        made_by = told.manifest["versions"].get("innosim")
        raise FolderError(
            f"{folder.as_posix()} was made by another version of the model (innosim {made_by}, or of what it stands on): only that goes on with it."
        )
    outcome = run_shown(told.plan, folder, engine, workers, quiet=quiet, lang=lang)
    left = left_elsewhere(outcome, lang)
    if left and not quiet:
        write_line(left)
        return
    _say(_ALL, outcome.folder, lang, quiet=quiet)


def _run(stopped: StoppedRun, workers: Workers, lang: Language, *, quiet: bool) -> None:
    from innosim.cli.progress import RunProgress
    from innosim.cli.run import file_notes, run_and_say, show_answer
    from innosim.experiment.engine import installed

    if workers.dask is not None or workers.shard != (1, 1):
        raise click.UsageError(
            "this is a run, which one machine runs on threads: --shard and --dask are for studies, such as innosim sweep makes."
        )
    engine = installed()
    progress = RunProgress(engine.compile_seconds, quiet=quiet, lang=lang)
    outcome = run_and_say(
        stopped.plan(engine.digest),
        stopped.folder,
        engine,
        progress,
        jobs=workers.jobs,
        force=False,
    )
    for said in file_notes(outcome):
        write_line(say(said, lang), err=True)
    if not quiet:
        show_answer(outcome, lang, full=False)


def _say(what: Text, folder: Path, lang: Language, *, quiet: bool) -> None:
    from innosim.cli.run import near

    if not quiet:
        write_line(say(what, lang).format(near(folder.absolute())))


_ALL = Text(
    "{0}: all is run. The command that began the study shows its answer.",
    "{0}: alt er kørt. Den kommando, der begyndte undersøgelsen, viser svaret.",
)
_WHOLE = Text(
    "{0} holds a finished result: nothing is left to run.",
    "{0} har et færdigt resultat: der er intet tilbage at køre.",
)
_DAMAGED = Text(
    "{0} holds a finished result that is damaged (innosim verify says where): the command that made it makes it again.",
    "{0} har et færdigt resultat, der er beskadiget (innosim verify siger hvor): den kommando, der lavede det, laver det igen.",
)
