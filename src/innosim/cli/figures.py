"""`innosim figures`: draw a result, for slides and for papers."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import CostChoice, FolderName, lang_option, said
from innosim.present.figures import FIGURES
from innosim.present.style import Format
from innosim.present.words.language import Language
from innosim.scenario.catalogue import COST_BY_FLAG, COSTS, EQUAL_RESOURCES
from innosim.scenario.places import no_option

if TYPE_CHECKING:
    from innosim.analysis.frames import Frames

_NAMES = tuple(row.name for row in FIGURES)
_OF_A_STUDY = ("map", "curve", "strip")


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
    "--figure", "names", type=click.Choice([*_NAMES, *_OF_A_STUDY]), multiple=True, default=_NAMES,
    help="Only this one; may be given again [all]. Of a study: map, curve; of a sample: strip.",
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
    """Draw the result, or the study, in DIR: every figure, at both sizes, as PNG and SVG.

    Each figure states what it rests on and the command that makes it again.
    """
    from innosim.experiment.result import open_result
    from innosim.experiment.study_folder import holds_study
    from innosim.present.pages import save_all

    target = out or folder / "figures"
    mode = COST_BY_FLAG[cost] if cost else ""
    if holds_study(folder):
        written = _of_a_study(folder, target, sizes, formats, names, mode, lang)
        click.echo(_told(len(written), target, lang))
        return
    strange = [name for name in names if name in _OF_A_STUDY]
    if strange:
        raise click.UsageError(f"{strange[0]} is a figure of a study: {folder.as_posix()} is none.")
    result = open_result(folder)
    with said():
        written = save_all(
            result,
            target,
            sizes=sizes,
            formats=formats,
            lang=lang,
            names=names,
            cost=mode,
            before=before,
        )
    click.echo(f"{_told(len(written), target, lang)}{_left_out(result, names, written, lang)}")


def _told(n: int, target: Path, lang: Language) -> str:
    """How many figures are where."""
    from innosim.present.words.language import say
    from innosim.scenario.catalogue import Text

    where = target.as_posix()
    many = Text(f"{n} figure{'s' * (n != 1)} in {where}", f"{n} figur{'er' * (n != 1)} i {where}")
    return say(many, lang)


def _of_a_study(
    folder: Path,
    target: Path,
    sizes: tuple[str, ...],
    formats: tuple[Format, ...],
    names: tuple[str, ...],
    cost: str,
    lang: Language,
) -> list[Path]:
    """Draw a study: who leads where, and each headline metric against what was varied."""
    from innosim.analysis.study_comparison import compare_study
    from innosim.experiment.study_runs import open_study
    from innosim.present.study_answer import save_study_figures

    runs = open_study(folder).runs
    wanted = tuple(name for name in names if name in _OF_A_STUDY)
    with said():
        return save_study_figures(
            compare_study(runs, runs.scenario), target, sizes=sizes, formats=formats, lang=lang,
            cost=cost, names=wanted or _OF_A_STUDY,
            command=f"innosim figures {quote(no_option(folder.as_posix()))}",
        )  # fmt: skip


def _left_out(result: Frames, names: tuple[str, ...], written: list[Path], lang: Language) -> str:
    """Which of the figures asked for this result cannot have, and why, with what keeps what they need; "" where it has all."""
    from innosim.analysis.frames import kept_of, words_with
    from innosim.present.figures import FIGURES
    from innosim.present.words.basis import NOT_KEPT
    from innosim.present.words.language import say
    from innosim.scenario.catalogue import Text

    lacking = [name for name in names if not any(p.name.startswith(f"{name}-") for p in written)]
    if not lacking:
        return ""
    kept = kept_of(result)
    without = {row.name for row in FIGURES if not row.has(kept)}
    few = Text("fewer than two regimes with ideas to show", "under to regimer med idéer at vise")
    no_ideas = f"{say(NOT_KEPT, lang)} (--keep {words_with(result, ideas=1)})"
    months = say(Text("months not kept", "måneder ikke gemt"), lang)
    reasons = {
        f"{months} (--keep {words_with(result, monthly=True)})": [
            n for n in lacking if n in without
        ],
        say(few, lang) if kept.ideas else no_ideas: [n for n in lacking if n not in without],
    }
    no, both = say(Text("not", "ikke"), lang), say(Text(" and ", " og "), lang)
    return "".join(f"; {no} {both.join(some)}: {why}" for why, some in reasons.items() if some)
