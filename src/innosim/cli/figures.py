"""`innosim figures`: draw a result, for slides and for papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import CostChoice, FolderName, lang_option, said
from innosim.present.figures import FIGURES
from innosim.present.style import Format
from innosim.present.words.language import Language
from innosim.scenario.catalogue import COST_BY_FLAG, COSTS, EQUAL_RESOURCES

if TYPE_CHECKING:
    from innosim.analysis.frames import Frames

_NAMES = tuple(row.name for row in FIGURES)


@click.command("figures", short_help="Draw the figures of a result.")
@click.argument("folder", metavar="DIR", type=FolderName())
@click.option(
    "--size", "sizes", type=click.Choice(["slide", "paper"]), multiple=True, default=("slide", "paper"),
    help="Slide (16:9, 20 pt) or paper (a column, 7.5 pt) [both].",
)  # fmt: skip
@click.option(
    "--format", "formats", type=click.Choice(["png", "svg"]), multiple=True, default=("png", "svg"),
    help="File format [both].",
)  # fmt: skip
@click.option(
    "--figure", "names", type=click.Choice(_NAMES), multiple=True, default=_NAMES,
    help="Only this one; may be given again [all].",
)  # fmt: skip
@click.option(
    "--cost", type=CostChoice(), default=None,
    help=f"Cost mode [{COSTS[EQUAL_RESOURCES].flag} where it was run]; metrics show both.",
)  # fmt: skip
@click.option(
    "--before", is_flag=True, help="In figures over time, also the months before month 0."
)
@lang_option
@click.option(
    "--out", type=FolderName(), default=None, metavar="DIR",
    help="Where to write [figures in the result's folder].",
)  # fmt: skip
def command(
    folder: Path,
    sizes: tuple[str, ...],
    formats: tuple[Format, ...],
    names: tuple[str, ...],
    cost: str | None,
    before: bool,
    lang: Language,
    out: Path | None,
) -> None:
    """Draw the result in DIR: every figure, at both sizes, as PNG and SVG.

    Each figure states what it rests on and the command that makes it again.
    """
    from innosim.experiment.result import open_result
    from innosim.present.pages import save_all

    result = open_result(folder)
    target = out or folder / "figures"
    with said():
        written = save_all(
            result,
            target,
            sizes=sizes,
            formats=formats,
            lang=lang,
            names=names,
            cost=COST_BY_FLAG[cost] if cost else "",
            before=before,
        )
    many = "1 figure" if len(written) == 1 else f"{len(written)} figures"
    click.echo(f"{many} in {target.as_posix()}{_left_out(result, names, written)}")


def _left_out(result: Frames, names: tuple[str, ...], written: list[Path]) -> str:
    """Which of the figures asked for this result cannot have, and why; "" where it has all."""
    from innosim.analysis.frames import kept_of
    from innosim.experiment.keep import MONTHLY
    from innosim.present.figures import FIGURES
    from innosim.present.words.basis import NOT_KEPT

    lacking = [name for name in names if not any(p.name.startswith(f"{name}-") for p in written)]
    if not lacking:
        return ""
    kept = kept_of(result)
    without = {row.name for row in FIGURES if not row.has(kept)}
    ideas = "fewer than two regimes with ideas to show" if kept.ideas else NOT_KEPT.en
    months = f"months not kept (--keep {MONTHLY})"
    reasons = {
        months: [name for name in lacking if name in without],
        ideas: [name for name in lacking if name not in without],
    }
    return "".join(f"; not {' and '.join(some)}: {why}" for why, some in reasons.items() if some)
