"""`innosim run`: a scenario becomes a folder of results and an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import (
    CostChoice,
    FolderName,
    WholeNumber,
    lang_option,
    next_command,
    one_by_one,
)
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import AS_COSTED, COST_BY_FLAG, COSTS, Text

if TYPE_CHECKING:
    from innosim.cli.progress import RunProgress
    from innosim.experiment.engine import Engine
    from innosim.experiment.plan import Plan
    from innosim.experiment.runner import Outcome
    from innosim.scenario.reader import Override

_COSTS = {flag: (name,) for flag, name in COST_BY_FLAG.items()} | {"both": tuple(COSTS)}


def _refuse_ideas(_: click.Context, __: click.Parameter, given: str | None) -> None:
    """Say what is written now instead of the earlier option ``--ideas``."""
    if given is None:
        return
    words = {"all": "monthly,ideas", "none": "monthly", "0": "monthly"}
    instead = words.get(given, f"monthly,ideas:{given if given.isdigit() else 'N'}")
    raise click.UsageError(f"--ideas is now said with --keep: write --keep {instead}.")


@click.command("run", short_help="Run a scenario and show how its regimes fared.")
@click.argument("scenario", metavar="FILE|NAME")
@click.option(
    "--regime", "regimes", multiple=True, metavar="NAME",
    help="Only this one, or these with commas; may be given again [all].",
)  # fmt: skip
@click.option(
    "--replications", type=WholeNumber(), metavar="N", help="Replications [the scenario's]."
)
@click.option(
    "--months", type=WholeNumber(), metavar="N", help="Months simulated [the scenario's]."
)
@click.option("--seed", type=WholeNumber(), metavar="S", help="Seed of all draws [the scenario's].")
@click.option(
    "--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads [as many as processors]."
)
@click.option(
    "--keep", multiple=True, metavar="WORDS",
    help="Beside metrics, which are always kept: metrics (no more), monthly or yearly, ideas[:N] [monthly,ideas:20].",
)  # fmt: skip
@click.option("--ideas", hidden=True, expose_value=False, callback=_refuse_ideas, help="Is --keep.")
@click.option(
    "--cost",
    type=CostChoice("both"),
    default="both",
    show_default=True,
    help="Regimes as they are costed, or brought to equal use.",
)
@click.option(
    "--politics", is_flag=True,
    help="Also run each regime's politics twin: an ordinary town with its politics.",
)  # fmt: skip
@click.option(
    "--set", "fields", multiple=True, metavar="SECTION.FIELD=VALUE", help="Change a field."
)
@click.option("--out", type=FolderName(), metavar="DIR", help="Folder [results/NAME].")
@click.option("--force", is_flag=True, help="Replace another result in that folder.")
@lang_option
@click.option("--full", is_flag=True, help="Every table, as `compare` shows them.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON instead of the answer.")
@click.option("--quiet", is_flag=True, help="No progress and no answer.")
def command(
    scenario: str,
    regimes: tuple[str, ...],
    replications: int | None,
    months: int | None,
    seed: int | None,
    jobs: int | None,
    keep: tuple[str, ...],
    cost: str,
    politics: bool,
    fields: tuple[str, ...],
    out: Path | None,
    force: bool,
    lang: Language,
    full: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run the scenario in FILE, or an installed one by its NAME.

    Writes a folder of results and shows, for each regime, how it fared and its difference to the
    baseline. A run that was stopped goes on where it was; the same run again only shows its answer.
    """
    from innosim.scenario.reader import load

    run_section = {"replications": replications, "months": months, "seed": seed}
    overrides: list[str | Override] = [*fields, *_as_overrides(run_section)]
    _refuse_twins_alone(cost, politics=politics)
    resolved = load(scenario, overrides)
    _refuse_unkept(keep)
    regimes = one_by_one(regimes, resolved.regimes)
    engine = _engine_for(tuple(resolved.regimes), regimes)
    from innosim.cli.progress import RunProgress
    from innosim.experiment.plan import make_plan
    from innosim.scenario.unmeant import unmeant

    plan = make_plan(resolved, regimes=regimes, costs=_COSTS[cost], keep=keep, politics=politics)
    for note in () if quiet else unmeant(resolved):
        write_line(f"{say(_UNMEANT, lang)} {say(note, lang)}", err=True)
    progress = RunProgress(engine.compile_seconds, quiet=quiet, lang=lang)
    outcome = run_and_say(
        plan, out or Path("results", resolved.name), engine, progress, jobs=jobs, force=force
    )
    for said in file_notes(outcome):
        write_line(say(said, lang), err=True)
    if as_json:
        write_line(_summary_json(plan, outcome))
    elif not quiet:
        show_answer(outcome, lang, full=full)


def _as_overrides(run_section: dict[str, int | None]) -> list[Override]:
    """Return the options as fields of the run section, refused by the name that was typed."""
    from innosim.experiment.errors import PlanError
    from innosim.experiment.plan import run_value
    from innosim.scenario.reader import Override

    given = {name: value for name, value in run_section.items() if value is not None}
    for name, value in given.items():
        try:
            run_value(name, value)
        except PlanError as error:
            raise click.UsageError(f"--{error}") from None
    return [Override(f"run.{name}={value}", f"--{name}") for name, value in given.items()]


def _refuse_unkept(keep: tuple[str, ...]) -> None:
    """Refuse words that keep nothing known, by the option that was typed, before the model is imported."""
    from innosim.experiment.errors import PlanError
    from innosim.experiment.keep import keep_of

    try:
        keep_of(keep, 1)
    except PlanError as error:
        raise click.UsageError(f"--{error}") from None


def _refuse_twins_alone(cost: str, *, politics: bool) -> None:
    if politics and AS_COSTED not in _COSTS[cost]:
        raise click.UsageError(
            f"--politics compares regimes as costed: leave out --cost {cost}, or write --cost both."
        )


def _engine_for(known: tuple[str, ...], regimes: tuple[str, ...]) -> Engine:
    """Return the model; a misspelt regime is refused first, for the import takes a second or two."""
    from innosim.experiment.plan import check_regimes

    check_regimes(regimes, known)
    from innosim.experiment.engine import installed

    return installed()


def run_and_say(
    plan: Plan, folder: Path, engine: Engine, shown: RunProgress, *, jobs: int | None, force: bool
) -> Outcome:
    """Run with a bar on standard error.

    Raises:
        StoppedError: Ctrl-C; it says what is kept.
        ExperimentError: see `run_plan`.
    """
    from innosim.cli.terminal import StoppedError
    from innosim.experiment.files import partial_of
    from innosim.experiment.growing import PARTS_FOLDER
    from innosim.experiment.place import resolved
    from innosim.experiment.runner import run_plan

    try:
        with shown as progress:
            return run_plan(
                plan,
                folder,
                engine,
                jobs=jobs,
                force=force,
                progress=progress,
                searching=progress.searching,
            )
    except KeyboardInterrupt:
        kept = partial_of(resolved(folder))
        what = f"finished parts are in {near(kept)}, and the same command goes on from them."
        if not any((kept / PARTS_FOLDER).glob("*.*")):
            what = "nothing was finished yet, and the same command begins again."
        raise StoppedError(f"Stopped: {what}") from None


_UNMEANT = Text("Surely not meant?", "Næppe meningen?")


def file_notes(outcome: Outcome) -> Iterator[Text]:
    """Go over what is to be said of files that were not as they were written."""
    if outcome.added:
        there = near(outcome.folder)
        yield Text(
            f"Replications were added to those in {there}, which were not run again.",
            f"Der er føjet kørsler til dem i {there}, som ikke blev kørt igen.",
        )
    if outcome.damaged:
        lost, aside = _and(outcome.damaged), outcome.aside
        kept = Text("", "")
        if aside:
            there = near(aside)
            kept = Text(f"; what stood there is in {there}", f"; det, der stod der, er i {there}")
        yield Text(
            f"Of the earlier run {lost.en} had been lost or changed: the result was made again{kept.en}.",
            f"Fra den tidligere kørsel var {lost.da} gået tabt eller ændret: resultatet er lavet igen{kept.da}.",
        )
    elif outcome.aside:
        there = near(outcome.aside)
        yield Text(
            f"Files that were not as innosim wrote them are kept in {there}.",
            f"Filer, der ikke var, som innosim skrev dem, er gemt i {there}.",
        )
    if outcome.changed:
        names, where = _and(outcome.changed), near(outcome.folder)
        yield Text(
            f"In {where} {names.en} is not as innosim wrote it; move it, and the same command makes it again.",
            f"I {where} er {names.da} ikke, som innosim skrev det; flyt det, så laver den samme kommando det igen.",
        )


def _and(names: Sequence[str]) -> Text:
    return Text(" and ".join(names), " og ".join(names))


def show_answer(outcome: Outcome, lang: Language, *, full: bool) -> None:
    """Print the answer, where the result is, and what to type next."""
    from innosim.analysis.compare import compare
    from innosim.analysis.frames import regimes_of
    from innosim.cli.answering import stdout
    from innosim.experiment.result import open_result
    from innosim.present.answer import print_answer, print_comparison

    result, console = open_result(outcome.folder), stdout()
    if full:
        print_comparison(result, compare(result), console, lang=lang)
    else:
        print_answer(result, console, lang=lang)
    where = near(outcome.folder)
    here = Text("Result", "Resultat") if outcome.ran else Text("Earlier run", "Tidligere kørsel")
    further = "compare" if len(regimes_of(result)) > 1 else "figures"
    write_line(f"{say(here, lang)}: {where}; {next_command(further, where, lang)}")


def _summary_json(plan: Plan, outcome: Outcome) -> str:
    from innosim.experiment.made import TABLE_FILES
    from innosim.experiment.result import open_result
    from innosim.experiment.summary import summarise
    from innosim.present.comparison import beside_json

    result = open_result(outcome.folder)
    metrics = outcome.folder / TABLE_FILES["metrics"]
    told = ("name", "seed", "months", "replications", "baseline", "regimes", "costs")
    answer = {
        "result": near(outcome.folder),
        "ran": outcome.ran,
        **{name: result.manifest[name] for name in told},
        **beside_json(result),
        "summary": [asdict(row) for row in summarise(metrics, plan)],
    }
    return json.dumps(answer, indent=1, allow_nan=False)


def near(folder: Path) -> str:
    """Return the path as short as it can be typed from here."""
    here = Path.cwd()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()
