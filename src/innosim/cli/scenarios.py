"""`innosim scenarios`: the scenarios and presets that come with innosim."""

from __future__ import annotations

import click

from innosim.cli.terminal.streams import say


@click.command("scenarios", short_help="List the scenarios that come with innosim.")
def command() -> None:
    """List the installed scenarios with what each asks, and the presets that regimes start from."""
    from innosim.scenario.places import installed_folder, installed_names, preset_names
    from innosim.scenario.reader import load

    names = installed_names()
    wide = max(map(len, names), default=0)
    for name in names:
        scenario = load(name)
        say(f"{name:<{wide}}  {scenario.title}")
        regimes = ", ".join(scenario.regimes)
        say(f"{'':<{wide}}  regimes: {regimes}")
    say(f"\nPresets: {', '.join(preset_names())}")
    say(f"Folder:  {installed_folder().as_posix()}")
    say("Run one: innosim run village.  Start your own: innosim new NAME --from randers")
