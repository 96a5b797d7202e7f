"""`innosim trace`: one idea under every regime, lived again with every event kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import CostChoice, FolderName, WholeNumber, lang_option, said, stdout
from innosim.present.words.language import Language
from innosim.scenario.catalogue import COST_BY_FLAG, COSTS, EQUAL_RESOURCES

if TYPE_CHECKING:
    from rich.console import Console

    from innosim.analysis.biography import Biography
    from innosim.analysis.fates import Fates
    from innosim.analysis.frames import Frames


@click.command("trace", short_help="Follow one idea under every regime.")
@click.argument("folder", metavar="DIR", type=FolderName())
@click.option(
    "--idea",
    type=WholeNumber(),
    default=None,
    metavar="ID",
    help="The idea's identity [a telling one].",
)
@click.option(
    "--replication",
    type=WholeNumber(min=0),
    default=None,
    metavar="R",
    help="Replication [the idea's, or 0].",
)
@click.option("--between", nargs=2, metavar="A B", default=None, help="Only these two regimes.")
@click.option(
    "--cost", type=CostChoice(), default=None,
    help=f"Cost mode [{COSTS[EQUAL_RESOURCES].flag} where it was run].",
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
    from innosim.analysis.fates import place_of, telling
    from innosim.analysis.frames import cost_of, kept_of, refuse_unrun
    from innosim.experiment.result import open_result
    from innosim.present.picked import picked_words

    console = stdout()
    with said():
        result = open_result(folder)
        if replication is not None:
            refuse_unrun(result, replication)
        mode = cost_of(result, COST_BY_FLAG[cost] if cost else "")
        found = _fates(result, between, mode, needed=idea is None)
        asked, restricted = idea is not None, replication
        if idea is None and found is not None:
            _print_fates(found, console, lang)
            replication, idea = telling(found, replication)
        told = biography(
            result, idea or 0, replication=replication or 0, regimes=between or (), cost=mode
        )
    place = place_of(found, told.replication, told.idea) if found else None
    picked = picked_words(
        found,
        place,
        lang,
        asked=asked,
        replication=restricted,
        kept=kept_of(result).ideas > 0,
    )
    print_biography(told, picked, console, lang)


def _fates(
    result: Frames, between: tuple[str, str] | None, cost: str, *, needed: bool
) -> Fates | None:
    """The fates of the ideas of two regimes; None where there are none, unless they are ``needed``."""
    from innosim.analysis.fates import fates, pair_to_follow
    from innosim.analysis.frames import AnalysisError

    try:
        first, second = between or pair_to_follow(result, cost)
        return fates(result, first, second, cost)
    except AnalysisError:
        if needed:
            raise
        return None


def _print_fates(found: Fates, console: Console, lang: Language) -> None:
    from innosim.present.idea_tables import fates_sheet
    from innosim.present.tables import print_line, print_sheet

    print_sheet(fates_sheet(found, lang), console)
    print_line("", console)


def print_biography(told: Biography, picked: str, console: Console, lang: Language) -> None:
    """Print how the idea was picked, the facts side by side, then what happened under each regime."""
    from innosim.present.idea_tables import facts_sheet, terms_of_gates, timeline
    from innosim.present.tables import print_line, print_sheet

    print_line(picked, console)
    print_line("", console)
    print_sheet(facts_sheet(told, lang), console)
    for life in told.lives:
        print_line("", console)
        print_line(life.regime, console)
        for when, what in timeline(life, lang):
            print_line(what, console, start=f"  {when}")
    terms = terms_of_gates(told, lang)
    if terms:
        print_line("", console)
        print_line(terms, console)
