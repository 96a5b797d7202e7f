"""`innosim schema`: the JSON Schema of scenario files, made from the catalogue."""

from __future__ import annotations

import json

import click

from innosim.cli.terminal.streams import write_line


@click.command("schema", short_help="Print the JSON Schema of scenario files.")
@click.option("--preset", is_flag=True, help="That of preset files instead.")
def command(preset: bool) -> None:
    """Print the JSON Schema that lets an editor complete and check a scenario file."""
    from innosim.scenario.schema import preset_schema, scenario_schema

    # ASCII, so that the file it is sent to is UTF-8 whatever the console's encoding
    write_line(json.dumps(preset_schema() if preset else scenario_schema(), indent=1))
