"""`innosim sweep`: a scenario at many points, each a setting of what is varied, and what that changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import (
    CostChoice,
    FolderName,
    WholeNumber,
    lang_option,
    next_command,
    one_by_one,
    said,
    stdout,
)
from innosim.cli.study_options import Workers, left_elsewhere, run_shown, study_options
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import COST_BY_FLAG, COSTS, Text

if TYPE_CHECKING:
    from innosim.analysis.study_comparison import StudyComparison
    from innosim.experiment.study import StudyPlan
    from innosim.experiment.study_runner import StudyOutcome
    from innosim.scenario.catalogue.declare import Said
    from innosim.scenario.reader import Override

_COSTS = {flag: (name,) for flag, name in COST_BY_FLAG.items()} | {"both": tuple(COSTS)}


@dataclass(frozen=True)
class _Asked:
    """A study that may be run: its plan, what it is called, and where it goes where nobody says."""

    plan: StudyPlan
    title: Said
    question: Said
    folder: Path


@click.command("sweep", short_help="Vary anything in a scenario, and show what that changes.")
@click.argument("scenario", metavar="FILE|NAME")
@click.option(
    "--vary", multiple=True, metavar="SECTION.FIELD=VALUES",
    help="Values as a,b,c or LOWEST:HIGHEST:COUNT; several --vary cross.",
)  # fmt: skip
@click.option("--linked", is_flag=True, help="Walk several --vary together instead.")
@click.option(
    "--regime", "regimes", multiple=True, metavar="NAME",
    help="Only this one, or these with commas; may be given again [all].",
)  # fmt: skip
@click.option(
    "--replications", type=WholeNumber(), metavar="N",
    help="Replications at each point [the scenario's].",
)  # fmt: skip
@click.option(
    "--months", type=WholeNumber(), metavar="N", help="Months simulated [the scenario's]."
)
@click.option("--seed", type=WholeNumber(), metavar="S", help="Seed of all draws [the scenario's].")
@click.option(
    "--cost", type=CostChoice("both"), default=None,
    help="Regimes as they are costed, or brought to equal use at the base point [both].",
)  # fmt: skip
@click.option(
    "--keep", multiple=True, metavar="WORDS",
    help="Beside metrics, which are always kept: monthly or yearly, ideas[:N] [metrics].",
)  # fmt: skip
@click.option(
    "--set", "fields", multiple=True, metavar="SECTION.FIELD=VALUE",
    help="Change a field at all points.",
)  # fmt: skip
@click.option("--baseline", default="", metavar="NAME", help="Regime all are held against.")
@click.option(
    "--reference", multiple=True, metavar="FIELD=VALUE",
    help="Point that others are held against [the scenario's own setting, else the first].",
)  # fmt: skip
@click.option("--metric", "metrics", multiple=True, metavar="NAME", help="Show this metric's table and figure alone.")  # fmt: skip
@study_options
@click.option("--out", type=FolderName(), metavar="DIR", help="Folder [results/NAME-sweep, or results/STUDY].")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace another study in that folder.")
@lang_option
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--quiet", is_flag=True, help="No progress, no answer and no figures.")
def command(
    scenario: str,
    vary: tuple[str, ...],
    linked: bool,
    regimes: tuple[str, ...],
    replications: int | None,
    months: int | None,
    seed: int | None,
    cost: str | None,
    keep: tuple[str, ...],
    fields: tuple[str, ...],
    baseline: str,
    reference: tuple[str, ...],
    metrics: tuple[str, ...],
    jobs: int | None,
    shard: tuple[int, int],
    dask: str | None,
    out: Path | None,
    force: bool,
    lang: Language,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run the scenario in FILE, or an installed one by its NAME, at every setting of what is varied; or a study file.

    The same ideas come up at every point. What is finished is kept: the same command goes on where it was; with more replications, or
    more values after those of before (of several --vary, after those of the first), it runs only what is new.
    """
    from innosim.cli.run import _as_overrides, _refuse_unkept
    from innosim.scenario.catalogue import OUTCOMES
    from innosim.scenario.errors import instead

    _refuse_unkept(keep)
    unknown = [name for name in metrics if name not in OUTCOMES]
    if unknown:
        raise click.BadParameter(f"no metric {unknown[0]!r}: {instead(unknown[0], OUTCOMES)}", param_hint="--metric")  # fmt: skip
    run_section = {"replications": replications, "months": months, "seed": seed}
    over: list[str | Override] = [*fields, *_as_overrides(run_section)]
    asked = _asked(scenario, vary, over, regimes, cost, keep, linked=linked)
    from innosim.analysis.study_ahead import check_asked
    from innosim.experiment.engine import installed
    from innosim.experiment.study_runs import open_study

    at = _reference(reference) if reference else None
    with said():  # before hours of running
        check_asked(asked.plan, baseline, at)
    workers = Workers(jobs, shard, dask)
    outcome = run_shown(
        asked.plan, out or asked.folder, installed(), workers, force=force, quiet=quiet, lang=lang
    )
    if outcome.left:
        if not quiet:
            write_line(left_elsewhere(outcome, lang), err=True)
        return
    if quiet and not as_json:
        return
    runs = open_study(outcome.folder).runs
    from innosim.analysis.study_comparison import compare_study

    with said():
        found = compare_study(runs, runs.scenario, baseline=baseline, reference=at, metrics=metrics)
        if as_json:
            write_line(_json(found, outcome))
            return
        _show(found, asked, outcome, metrics, lang)


def _asked(
    scenario: str,
    vary: tuple[str, ...],
    over: Sequence[str | Override],
    regimes: tuple[str, ...],
    cost: str | None,
    keep: tuple[str, ...],
    *,
    linked: bool,
) -> _Asked:
    """The study that is asked for, of a study file or of what is typed."""
    from innosim.scenario.study_file import find_file, is_study

    path = find_file(scenario)
    if is_study(path):
        return _of_file(scenario, vary, over, regimes, cost, keep, linked=linked)
    return _typed(scenario, vary, over, regimes, cost, keep, linked=linked)


def _of_file(
    name: str,
    vary: tuple[str, ...],
    over: Sequence[str | Override],
    regimes: tuple[str, ...],
    cost: str | None,
    keep: tuple[str, ...],
    *,
    linked: bool,
) -> _Asked:
    """A study file's study; what is typed beside it goes before what it says."""
    from innosim.experiment.study_plan import plan_of_file
    from innosim.scenario.reader import Override
    from innosim.scenario.study_file import load_study

    if vary or linked:
        raise click.UsageError(
            f"{name} is a study, which says itself what is varied: leave out {'--vary' if vary else '--linked'}."
        )
    more = [each if isinstance(each, Override) else Override(each) for each in over]
    study = load_study(name, more)
    plan = plan_of_file(
        study,
        regimes=one_by_one(regimes, study.scenario.regimes),
        costs=_COSTS[cost] if cost else (),
        keep=keep,
    )
    return _Asked(plan, study.title, study.question, Path("results", study.name))


def _typed(
    name: str,
    vary: tuple[str, ...],
    over: Sequence[str | Override],
    regimes: tuple[str, ...],
    cost: str | None,
    keep: tuple[str, ...],
    *,
    linked: bool,
) -> _Asked:
    """The study of what is typed; all that is wrong with it is said at once."""
    from innosim.experiment.plan import check_regimes
    from innosim.experiment.study_plan import plan_of
    from innosim.scenario.errors import Problem, ScenarioError, ScenarioInvalidError
    from innosim.scenario.reader import load
    from innosim.scenario.varying import read_typed

    problems: list[Problem] = []
    try:
        base = load(name, over)
    except ScenarioError as error:
        base, problems = None, list(error.problems)
    if not vary:
        if problems:
            raise ScenarioInvalidError(problems)
        raise click.UsageError(
            f"nothing is varied: write --vary, such as --vary uncertainties.pressure=0:0.02:5, or name a study file for {name}."
        )
    try:
        varied = read_typed(vary, regimes=None if base is None else base.regimes)
    except ScenarioError as error:
        varied, problems = (), [*problems, *error.problems]
    if problems or base is None:
        raise ScenarioInvalidError(problems)
    chosen = one_by_one(regimes, base.regimes)
    check_regimes(chosen, tuple(base.regimes))
    plan = plan_of(
        name, base, varied, linked=linked, overrides=over, regimes=chosen,
        costs=_COSTS[cost or "both"], keep=keep,
    )  # fmt: skip
    return _Asked(plan, base.title, base.question, Path("results", f"{base.name}-sweep"))


def _reference(given: tuple[str, ...]) -> dict[str, object]:
    """The varied values of a point as typed."""
    from innosim.scenario.varying import read_typed

    found = read_typed(given, "--reference")
    several = [each.name for each in found if len(each.values) != 1]
    if several:
        raise click.UsageError(f"--reference names one point: give {several[0]} one value.")
    return {each.name: each.values[0] for each in found}


def _show(
    found: StudyComparison,
    asked: _Asked,
    outcome: StudyOutcome,
    metrics: tuple[str, ...],
    lang: Language,
) -> None:
    """Print the answer, draw the figures, and say where all of it is."""
    from innosim.present.study_answer import (
        heading_lines,
        save_study_figures,
        study_basis,
        study_sheets,
    )
    from innosim.present.tables import print_line, print_sheet

    console = stdout()
    for line in heading_lines(asked.title, asked.question, lang):
        print_line(line, console)
    print_line(study_basis(found, lang), console)
    for sheet in study_sheets(found, metrics, lang):
        write_line()
        print_sheet(sheet, console)
    where = _near(outcome.folder)
    figures = save_study_figures(
        found, outcome.folder / "figures", sizes=("slide",), formats=("png",), lang=lang,
        metrics=metrics, command=_typed_again(),
    )  # fmt: skip
    write_line()
    here = (
        Text("Study", "Undersøgelse")
        if outcome.ran
        else Text("Earlier study", "Tidligere undersøgelse")
    )
    n = len(figures)
    drawn = Text(f"{n} slide{'s' * (n != 1)} in", f"{n} lysbilled{'er' if n != 1 else 'e'} i")
    more = f"; {say(drawn, lang)} {where}/figures" if figures else ""
    print_line(f"{say(here, lang)}: {where}{more}", console)
    for line in _further(metrics, where, lang):
        print_line(line, console)


def _further(metrics: tuple[str, ...], where: str, lang: Language) -> Iterator[str]:
    """What may be typed next."""
    if not metrics:
        words = Text(
            "Another metric: the same command with --metric NAME (nothing is run again).",
            "Et andet mål: samme kommando med --metric NAVN (intet køres igen).",
        )
        yield say(words, lang)
    yield next_command("figures", where, lang)


def _typed_again() -> str:
    """The command as it was typed, for the foot of a figure; without what decides no number."""
    import sys

    words = ["innosim", *sys.argv[1:]]
    kept, skip = [], False
    for word in words:
        if skip or word in ("--quiet", "--force"):
            skip = False
            continue
        if word in _NO_NUMBER:
            skip = True
            continue
        if not word.startswith(tuple(f"{name}=" for name in _NO_NUMBER)):
            kept.append(quote(word))
    return " ".join(kept)


_NO_NUMBER = ("--jobs", "--shard", "--dask", "--lang", "--out")
"""Options with a value that decide no number."""


def _json(found: StudyComparison, outcome: StudyOutcome) -> str:
    from innosim.present.study_answer import study_json

    whole = {"study": _near(outcome.folder), "ran": outcome.ran, **study_json(found)}
    return json.dumps(whole, indent=1, allow_nan=False, ensure_ascii=False)


def _near(folder: Path) -> str:
    """Return the path as short as it can be typed from here."""
    here = Path.cwd()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()
