"""`innosim trace`: one idea under every regime, lived again with every event kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import lang_option, said, stdout
from innosim.present.words.language import Language
from innosim.scenario.catalogue import COST_BY_FLAG

if TYPE_CHECKING:
    from rich.console import Console

    from innosim.analysis.biography import Biography
    from innosim.analysis.frames import Frames


@click.command("trace", short_help="Follow one idea under every regime.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--idea", type=int, default=None, metavar="ID", help="The idea's identity [a telling one]."
)
@click.option(
    "--replication",
    type=click.IntRange(min=0),
    default=None,
    metavar="R",
    help="Replication [the idea's, or 0].",
)
@click.option("--between", nargs=2, metavar="A B", default=None, help="Only these two regimes.")
@click.option(
    "--cost", type=click.Choice(list(COST_BY_FLAG)), default=None,
    help="Cost mode [the first that was run].",
)  # fmt: skip
@lang_option
def command(
    folder: Path,
    idea: int | None,
    replication: int | None,
    between: tuple[str, str] | None,
    cost: str | None,
    lang: Language,
) -> None:
    """Follow one idea of the result in DIR under every regime, side by side.

    Without --idea, first the fates of the ideas that two regimes share, then one on which they part ways.
    """
    from innosim.analysis.biography import biography
    from innosim.analysis.frames import cost_of
    from innosim.experiment.result import open_result

    console = stdout()
    with said():
        result = open_result(folder)
        mode = cost_of(result, COST_BY_FLAG[cost] if cost else "")
        if idea is None:
            replication, idea = _telling(result, between, mode, replication, console, lang)
        told = biography(
            result, idea, replication=replication or 0, regimes=between or (), cost=mode
        )
    _print(told, console, lang)


def _telling(
    result: Frames,
    between: tuple[str, str] | None,
    cost: str,
    replication: int | None,
    console: Console,
    lang: Language,
) -> tuple[int, int]:
    """Print the fates of the ideas that two regimes share; return replication and identity of a telling one."""
    from innosim.analysis.fates import fates, pair_to_follow, telling
    from innosim.present.idea_tables import fates_sheet
    from innosim.present.tables import print_line, print_sheet

    first, second = between or pair_to_follow(result, cost)
    found = fates(result, first, second, cost)
    print_sheet(fates_sheet(found, lang), console)
    print_line("", console)
    return telling(found, replication)


def _print(told: Biography, console: Console, lang: Language) -> None:
    """Print the facts side by side, then what happened under each regime."""
    from innosim.present.idea_tables import facts_sheet, timeline
    from innosim.present.tables import print_line, print_sheet

    print_sheet(facts_sheet(told, lang), console)
    for life in told.lives:
        print_line("", console)
        print_line(life.regime, console)
        for line in timeline(life, lang):
            print_line(f"  {line}", console)
