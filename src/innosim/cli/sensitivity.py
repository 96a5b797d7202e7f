"""`innosim sensitivity`: which of all that is unsure a difference between two regimes hangs on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.analysis.usual import (
    FEWEST_DRAWS,
    FEWEST_REPLICATIONS,
    FEWEST_TRAJECTORIES,
    POINT_REPLICATIONS,
    SECOND_DRAWS,
    TRAJECTORIES,
)
from innosim.cli.answering import CostChoice, FolderName, WholeNumber, lang_option, said, stdout
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import AS_COSTED, COST_BY_FLAG, COSTS, OUTCOMES, Text

if TYPE_CHECKING:
    from innosim.analysis.sensitivity import Findings

_STEP = (
    Text(
        "Screening of {0} uncertain parameters.",
        "Screening af {0} usikre parametre.",
    ),
    Text("Draws of the {0} strongest.", "Trækninger af de {0} stærkeste."),
)


@click.command("sensitivity", short_help="Find what of all that is unsure an outcome hangs on.")
@click.argument("scenario", metavar="FILE|NAME")
@click.option(
    "--of", "asked", required=True, metavar='"A - B"', help="A regime, or a regime less another."
)
@click.option(
    "--metric", "metrics", multiple=True, metavar="NAME", help="Only this one, in full; may be given again [headlines]."
)  # fmt: skip
@click.option(
    "--trajectories", type=WholeNumber(FEWEST_TRAJECTORIES, 10_000), default=TRAJECTORIES, show_default=True, metavar="N",
    help="Of the screening; each takes a point a parameter.",
)  # fmt: skip
@click.option(
    "--draws", type=WholeNumber(FEWEST_DRAWS, 1_000_000), default=SECOND_DRAWS, show_default=True, metavar="N",
    help="Of the strongest parameters, in the second step.",
)  # fmt: skip
@click.option(
    "--replications", type=WholeNumber(FEWEST_REPLICATIONS, 1_000_000), default=POINT_REPLICATIONS, show_default=True, metavar="N",
    help="Of each regime at each point.",
)  # fmt: skip
@click.option(
    "--cost", type=CostChoice(), default=COSTS[AS_COSTED].flag, show_default=True,
    help="Regimes as they are costed, or at equal use as at the file's values.",
)  # fmt: skip
@click.option("--set", "fields", multiple=True, metavar="SECTION.FIELD=VALUE", help="Change a field.")  # fmt: skip
@click.option("--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads [as many as processors].")  # fmt: skip
@click.option("--out", type=FolderName(), metavar="DIR", help="Folder [results/NAME-sensitivity].")
@click.option("--force", is_flag=True, help="Replace another study in that folder.")
@lang_option
@click.option("--full", is_flag=True, help="A table a metric too.")
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    scenario: str,
    asked: str,
    metrics: tuple[str, ...],
    trajectories: int,
    draws: int,
    replications: int,
    cost: str,
    fields: tuple[str, ...],
    jobs: int | None,
    out: Path | None,
    force: bool,
    lang: Language,
    full: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Screen all uncertain parameters of the scenario in FILE, or an installed one by its NAME, for what an outcome hangs on.

    Morris' screening over all plausible ranges first, then delta indices of the strongest. An effect that is no larger than replication noise
    would make it is said to be so. What is finished is kept: the same command goes on, and more trajectories or draws keep what is there.
    """
    from innosim.scenario.errors import instead
    from innosim.scenario.reader import load

    for name in metrics:
        if name not in OUTCOMES:
            raise click.BadParameter(
                f"no metric {name!r}: {instead(name, OUTCOMES)}", param_hint="--metric"
            )
    resolved = load(scenario, [*fields, f"run.replications={replications}"])
    folder = out or Path("results", f"{resolved.name}-sensitivity")
    from innosim.analysis.sensitivity import of_named

    with said():
        of = of_named(asked, tuple(resolved.regimes))
    from innosim.analysis.sensitivity_study import run_sensitivity
    from innosim.cli.progress import RunProgress
    from innosim.experiment.engine import installed

    engine = installed()

    def step(number: int, parameters: int) -> None:
        if not quiet:
            write_line(say(_STEP[number - 1], lang).format(parameters), err=True)

    found = run_sensitivity(
        resolved,
        of,
        folder,
        engine,
        metrics=metrics,
        cost=COST_BY_FLAG[cost],
        count=trajectories,
        draws=draws,
        jobs=jobs,
        force=force,
        progress=lambda: RunProgress(engine.compile_seconds, quiet=quiet, lang=lang),
        step=step,
    )
    again = _again(scenario, asked, (trajectories, draws, replications), cost, fields)
    from innosim.present.sensitivity_tables import save_sensitivity

    written = save_sensitivity(found, folder / "figures", again, lang=lang)
    _answer(found, lang, full=full or bool(metrics), as_json=as_json)
    if not quiet and not as_json:
        n, where = len(written), (folder / "figures").as_posix()
        many = Text(
            f"Table and figures: {n} files in {where}", f"Tabel og figurer: {n} filer i {where}"
        )
        write_line(say(many, lang))


def _answer(found: Findings, lang: Language, *, full: bool, as_json: bool) -> None:
    from innosim.present.sensitivity_tables import (
        overview,
        sensitivity_json,
        sensitivity_sheets,
    )
    from innosim.present.tables import print_sheet

    if as_json:
        write_line(
            json.dumps(sensitivity_json(found), ensure_ascii=False, indent=1, allow_nan=False)
        )
        return
    sheets = sensitivity_sheets(found, lang) if full else (overview(found, lang),)
    for place, sheet in enumerate(sheets):
        if place:
            write_line()
        print_sheet(sheet, stdout())


def _again(
    scenario: str, asked: str, counts: tuple[int, int, int], cost: str, fields: tuple[str, ...]
) -> str:
    """What is typed to make it again."""
    from shlex import quote

    trajectories, draws, replications = counts
    words = [f"innosim sensitivity {quote(scenario)} --of {quote(asked)}"]
    words += [f"--trajectories {trajectories} --draws {draws} --replications {replications}"]
    words += [f"--set {quote(field)}" for field in fields]
    if cost != COSTS[AS_COSTED].flag:
        words.append(f"--cost {cost}")
    return " ".join(words)
