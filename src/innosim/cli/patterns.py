"""`innosim patterns`: whether the model shows the patterns that it should, each predicted before it is measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import FolderName, WholeNumber, lang_option, one_by_one, stdout
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from innosim.analysis.patterns.declare import Pattern
    from innosim.analysis.patterns.judging import Judged


@click.command("patterns", short_help="Test the model against patterns set beforehand.")
@click.option(
    "--only", multiple=True, metavar="P4", help="Only this one; may be given again [all]."
)
@click.option(
    "--replications", type=WholeNumber(2, 1_000_000), metavar="N",
    help="Of each setting (of P15, draws) [each pattern's own].",
)  # fmt: skip
@click.option(
    "--broken", is_flag=True, help="Also break rules on purpose: the patterns must be gone."
)
@click.option(
    "--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads [as many as processors]."
)
@click.option(
    "--out", type=FolderName(), metavar="DIR", help="Also write tables and figures there [none]."
)
@lang_option
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    only: tuple[str, ...],
    replications: int | None,
    broken: bool,
    jobs: int | None,
    out: Path | None,
    lang: Language,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run each pattern and say whether it holds, does not hold, or is undecided.

    A pattern says in which direction something moves, and from where; what was measured stands beside it with its 95 % interval. Built-in
    ones follow from one rule; the others are tests that can fail.
    """
    from innosim.analysis.patterns import PATTERNS, chosen
    from innosim.analysis.patterns.running import Progress
    from innosim.analysis.patterns.study import study_patterns
    from innosim.cli.progress import RunProgress
    from innosim.experiment.engine import installed
    from innosim.scenario.errors import ArgumentError

    try:
        patterns = chosen(one_by_one(only, PATTERNS))
    except ArgumentError as error:
        raise click.BadParameter(str(error), param_hint="--only") from None
    engine = installed()

    def begun(pattern: Pattern, _: int) -> Progress:
        if not quiet:
            write_line(f"{pattern.name}: {say(pattern.says, lang)}", err=True)
        return RunProgress(
            engine.compile_seconds, quiet=quiet or pattern.runs is not None, lang=lang, kept=False
        )

    found = study_patterns(
        patterns, replications=replications, broken=broken, jobs=jobs, begun=begun
    )
    if out is not None:
        written = _written(found, out, replications, lang)
        if not quiet:
            n, where = len(written), out.as_posix()
            write_line(say(Text(f"{n} files in {where}", f"{n} filer i {where}"), lang), err=True)
    if as_json:
        from innosim.present.pattern_tables import patterns_json

        write_line(json.dumps(patterns_json(found, lang), ensure_ascii=False, indent=1))
        return
    from innosim.present.pattern_tables import pattern_sheets
    from innosim.present.tables import print_sheet

    for place, sheet in enumerate(pattern_sheets(found, lang)):
        if place:
            write_line("")
        print_sheet(sheet, stdout())


def _written(
    found: tuple[Judged, ...], out: Path, replications: int | None, lang: Language
) -> list[Path]:
    """Write the table and a figure a pattern."""
    from innosim.present.pattern_tables import save_patterns

    return save_patterns(found, out, replications=replications, lang=lang)
