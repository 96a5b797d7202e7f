"""`innosim scenarios`: the scenarios and presets that come with innosim."""

from __future__ import annotations

import click

from innosim.cli.terminal.streams import write_line


@click.command("scenarios", short_help="List the scenarios that come with innosim.")
def command() -> None:
    """List the installed scenarios with what each asks, and the presets that regimes start from."""
    from innosim.scenario.places import installed_folder, installed_names, preset_names
    from innosim.scenario.reader import load

    names = installed_names()
    wide = max(map(len, names), default=0)
    for name in names:
        scenario = load(name)
        write_line(f"{name:<{wide}}  {scenario.title}")
        regimes = ", ".join(scenario.regimes)
        write_line(f"{'':<{wide}}  regimes: {regimes}")
    write_line(f"\nPresets: {', '.join(preset_names())}")
    write_line(f"Folder:  {installed_folder().as_posix()}")
    write_line("Run one: innosim run village.  Start your own: innosim new NAME --from randers")
