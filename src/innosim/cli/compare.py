"""`innosim compare`: how regimes fared against a baseline, how sure that is, and whether it depends on who pays."""

from __future__ import annotations

import json
from pathlib import Path

import click

from innosim.cli.answering import FolderName, lang_option, next_command, said, stdout
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language


@click.command("compare", short_help="Compare the regimes of a result.")
@click.argument("folder", metavar="DIR", type=FolderName())
@click.argument("second", metavar="[DIR]", type=FolderName(), required=False)
@click.option(
    "--baseline",
    default="",
    metavar="NAME",
    help="Regime all are held against [the scenario's own].",
)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    default=None,
    help="Compare regime A with regime B instead.",
)
@click.option(
    "--sesoi", multiple=True, metavar="METRIC=SIZE",
    help="Smallest effect of interest of a metric, in its own unit; a smaller difference does not matter. Its table is shown too.",
)  # fmt: skip
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    help="Show this metric alone; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@lang_option
def command(
    folder: Path,
    second: Path | None,
    baseline: str,
    between: tuple[str, str] | None,
    sesoi: tuple[str, ...],
    metrics: tuple[str, ...],
    as_json: bool,
    lang: Language,
) -> None:
    """Compare the regimes of the result in DIR; or two results with each other, replication by replication.

    First the sentences, then what each regime is and what it costs, then a table a metric with both cost modes side by
    side. With --metric, the table of that metric and nothing else.

    Of two results each regime that both have is held against itself, or with --between A of the first DIR against B of the second.
    Their ideas must be the same: they have one seed.
    """
    from innosim.analysis.compare import compare
    from innosim.analysis.frames import can_be_followed
    from innosim.experiment.result import open_result
    from innosim.present.answer import asked_of, print_comparison, print_metrics
    from innosim.present.comparison import comparison_json
    from innosim.scenario.catalogue import HEADLINES, OUTCOMES
    from innosim.scenario.errors import instead

    unknown = [name for name in metrics if name not in OUTCOMES]
    if unknown:
        raise click.BadParameter(
            f"no metric {unknown[0]!r}: {instead(unknown[0], OUTCOMES)}",
            param_hint="--metric",
        )
    sizes = _sizes(sesoi)
    shown = tuple(dict.fromkeys((*(metrics or HEADLINES), *sizes)))
    if second is not None:
        if baseline:
            raise click.UsageError("--baseline is of one result: of two, each regime is held against itself.")  # fmt: skip
        _two(folder, second, between, sizes, metrics, lang, as_json=as_json)
        return
    with said():
        result = open_result(folder)
        comparison = compare(
            result,
            baseline,
            between=between,
            sesoi=sizes,
            metrics=() if as_json else (*asked_of(result), *shown),
        )
    if as_json:
        click.echo(
            json.dumps(
                comparison_json(result, comparison), ensure_ascii=False, indent=1, allow_nan=False
            )
        )
        return
    printed = print_metrics if metrics else print_comparison
    printed(result, comparison, stdout(), metrics=shown, lang=lang)
    if not metrics:
        further = "trace" if can_be_followed(result) else "figures"
        write_line(next_command(further, folder.as_posix(), lang))


def _two(
    folder: Path,
    second: Path,
    between: tuple[str, str] | None,
    sizes: dict[str, float],
    metrics: tuple[str, ...],
    lang: Language,
    *,
    as_json: bool,
) -> None:
    """Hold the second result against the first."""
    from innosim.analysis.across import compare_results
    from innosim.experiment.result import open_result
    from innosim.present.across_tables import across_json, across_sheets, opening
    from innosim.present.tables import print_line, print_sheet
    from innosim.scenario.catalogue import HEADLINES

    with said():
        found = compare_results(
            open_result(folder),
            open_result(second),
            between=between,
            metrics=() if as_json else (*(metrics or HEADLINES), *sizes),
            sesoi=sizes,
        )
    names = _called(folder, second)
    if as_json:
        click.echo(json.dumps(across_json(found, names), ensure_ascii=False, indent=1, allow_nan=False))  # fmt: skip
        return
    console = stdout()
    for line in () if metrics else opening(found, names, lang):
        print_line(line, console)
    for at, sheet in enumerate(across_sheets(found, names, found.metrics, lang)):
        if at or not metrics:
            write_line()
        print_sheet(sheet, console)


def _called(one: Path, other: Path) -> tuple[str, str]:
    """What two folders are called: by their own names where these differ, else by their paths."""
    if one.name != other.name:
        return one.name, other.name
    return one.as_posix(), other.as_posix()


def _sizes(given: tuple[str, ...]) -> dict[str, float]:
    """``metric=size`` as numbers; a decimal comma is read as a point."""
    sizes = {}
    for one in given:
        name, _, size = one.partition("=")
        if name.strip() in sizes:
            raise click.BadParameter(f"{name.strip()} is given twice", param_hint="--sesoi")
        try:
            sizes[name.strip()] = float(size.replace(",", "."))
        except ValueError:
            raise click.BadParameter(
                f"{one!r} is not METRIC=SIZE, such as support_mean=0.01", param_hint="--sesoi"
            ) from None
    return sizes
