"""`innosim show`: a scenario in full, every field with its value, unit and meaning."""

from __future__ import annotations

import click

from innosim.cli.terminal.streams import write_line


@click.command("show", short_help="Show a scenario in full.")
@click.argument("file", metavar="FILE|NAME")
@click.option("--sources", is_flag=True, help="Also where each number comes from.")
def command(file: str, sources: bool) -> None:
    """Show the scenario in FILE with every field, those it leaves to the defaults too.

    What is shown is itself a scenario file.
    """
    from innosim.scenario.reader import load
    from innosim.scenario.write import show

    write_line(show(load(file), sources=sources).removesuffix("\n"))
