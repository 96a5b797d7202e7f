"""The front of the command line: finds commands by name, imports one only when it is used."""

from __future__ import annotations

import difflib
import gc
import importlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from innosim import __version__
from innosim.cli import terminal

_ORDER = ("run", "compare", "trace", "check", "show", "scenarios", "new", "schema", "magnitudes")
"""Commands that come first in the help, in this order; others follow by name."""

_DECLARED = re.compile(r'^@click\.command\("([\w-]+)", short_help="(.*)"\)$', re.MULTILINE)


class LazyGroup(click.Group):
    """A group of the commands that the modules of `innosim.cli` declare; their sources tell which."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it over
        """Return the names of all commands, those most used first."""
        names = sorted(_commands())
        return sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None; a bare shell of it where only help is asked for."""
        if cmd_name not in _commands():
            return None
        module, short_help = _commands()[cmd_name]
        if ctx.meta.get("innosim.listing"):
            return click.Command(cmd_name, short_help=short_help)
        held = vars(importlib.import_module(f"innosim.cli.{module}")).values()
        return next(x for x in held if isinstance(x, click.Command) and x.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        ctx.meta["innosim.listing"] = True
        super().format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; of an unknown one, name the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f"did you mean {near[0]}?" if near else "innosim --help lists them."
            raise click.UsageError(f"There is no command {name!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    "innosim",
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="innosim %(version)s")
@click.pass_context
def front(ctx: click.Context) -> None:
    """Simulate how ways of governing innovation fare in a municipality when the budget tightens.

    Begin with: innosim run village (seconds), then innosim run randers (the real thing).
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


_OBJECTS_MADE = 100_000
"""After so many new objects garbage is looked for: a command makes many that last, next to none in circles, and ends soon."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; errors end in a sentence on standard error and an exit code.

    Given arguments it runs in somebody's process, which it leaves as it is, with threads of their own.
    """
    terminal.prepare()
    if args is None:
        gc.set_threshold(_OBJECTS_MADE)
    try:
        terminal.refuse_nowhere()
        code = front.main(args=args, prog_name="innosim", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - no traceback reaches a user
        terminal.end(error, alone=args is None)
    raise SystemExit(code if isinstance(code, int) else 0)


@cache
def _commands() -> dict[str, tuple[str, str]]:
    """Return the module and the line of help of each command, as the modules beside this one declare them."""
    return {
        name: (file.stem, short_help)
        for file in Path(__file__).parent.glob("*.py")
        for name, short_help in _DECLARED.findall(file.read_text(encoding="utf-8"))
    }
