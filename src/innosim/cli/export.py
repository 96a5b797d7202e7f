"""`innosim export`: the tables of a result for Stata and for spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from innosim.cli.answering import FolderName
from innosim.cli.terminal import write_line


class _Format(click.Choice[str]):
    """What is written; who asks for a workbook is told what a spreadsheet opens."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value.lower() in {"xlsx", "xls", "excel", "ods"}:
            self.fail("for a spreadsheet write --to csv, with --decimal comma for a Danish one.")
        found: str = super().convert(value, param, ctx)
        return found


@click.command("export", short_help="Write a result's tables for Stata or a spreadsheet.")
@click.argument("folder", metavar="DIR", type=FolderName())
@click.option("--to", "to", type=_Format(["dta", "csv"]), required=True, help="Stata files or CSV.")
@click.option(
    "--decimal",
    type=click.Choice(["point", "comma"]),
    default="point",
    show_default=True,
    help="Of CSV; with comma, columns are parted by semicolons, as Danish spreadsheets expect.",
)
@click.option("--out", type=FolderName(), metavar="DIR", help="Folder [DIR/dta, DIR/csv].")
def command(folder: Path, to: str, decimal: str, out: Path | None) -> None:
    """Write every table of the result in DIR as .dta (Stata 14 and newer) or .csv."""
    from innosim.experiment.export import export_csv, export_dta
    from innosim.experiment.result import StoredResult

    if to == "dta" and decimal == "comma":
        raise click.UsageError("--decimal is for --to csv; Stata files hold numbers, not texts.")
    result = StoredResult(folder)
    if result.other_edition:
        write_line(result.other_edition, err=True)
    target = out or folder / to
    written = (
        export_dta(result, target) if to == "dta" else export_csv(result, target, decimal=decimal)
    )
    empty = [
        f"{table}.{to}" for table, facts in result.manifest["tables"].items() if not facts["rows"]
    ]
    without = f" Without rows: {', '.join(empty)}." if empty else ""
    where = "this folder" if target == Path() else target.as_posix()
    write_line(f"Wrote {', '.join(path.name for path in written)} to {where}.{without}")
