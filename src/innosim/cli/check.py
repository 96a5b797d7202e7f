"""`innosim check`: whether scenario files can be run, and every sentence on why not."""

from __future__ import annotations

import click

from innosim.cli.terminal.streams import write_line


@click.command("check", short_help="Check scenario files without running them.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def command(files: tuple[str, ...]) -> None:
    """Check each FILE (or installed scenario); all that is wrong is said at once."""
    from innosim.cli.terminal.failures import USAGE, exit_with
    from innosim.scenario.errors import ScenarioError
    from innosim.scenario.reader import load

    wrong = False
    for file in files:
        try:
            scenario = load(file)
        except ScenarioError as error:
            wrong = True
            write_line(str(error), err=True)
        else:
            runs = f"{scenario.values['replications']} replications of {scenario.values['months']} months"
            write_line(f"{file}: fine; {', '.join(scenario.regimes)}; {runs}.")
    if wrong:
        exit_with(USAGE)
