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
    baseline: str,
    between: tuple[str, str] | None,
    sesoi: tuple[str, ...],
    metrics: tuple[str, ...],
    as_json: bool,
    lang: Language,
) -> None:
    """Compare the regimes of the result in DIR.

    First the sentences, then what each regime is and what it costs, then a table a metric with both cost modes side by
    side. With --metric, the table of that metric and nothing else.
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
