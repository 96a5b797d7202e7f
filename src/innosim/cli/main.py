"""The front of the command line: finds commands by name, imports one only when it is used."""

from __future__ import annotations

import ast
import difflib
import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Sequence

import click

from innosim import __version__, cli
from innosim.cli.terminal import failures, streams

_ORDER = ("run", "compare", "trace", "check", "show", "scenarios", "new", "schema", "magnitudes")
"""Commands that come first in the help, in this order; others follow by name."""

_SHORT_HELP = re.compile(r"""short_help=(["'])(.*?)\1""")


class LazyGroup(click.Group):
    """A group whose commands are the modules of `innosim.cli`; their sources tell what they are."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it over
        """Return the names of all commands, those most used first."""
        names = sorted(name for name in _modules() if _source_of(name))
        return sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None; a bare shell of it where only help is asked for."""
        source = _source_of(cmd_name) if cmd_name in _modules() else ""
        if not source:
            return None
        if ctx.meta.get("innosim.listing"):
            return click.Command(cmd_name, short_help=_short_help(source))
        command: click.Command = importlib.import_module(f"innosim.cli.{cmd_name}").command
        return command

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


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; errors end in a sentence on standard error and an exit code."""
    streams.prepare()
    try:
        code = front.main(args=args, prog_name="innosim", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - no traceback reaches a user
        failures.end(error)
    raise SystemExit(code if isinstance(code, int) else 0)


def _modules() -> set[str]:
    """Return the names of the modules in this folder that may be commands."""
    found = pkgutil.iter_modules(cli.__path__)
    return {module.name for module in found if not module.ispkg and module.name.islower()}


def _source_of(name: str) -> str:
    """Return a command's source; empty where the module does not begin as a command does."""
    spec = importlib.util.find_spec(f"innosim.cli.{name}")
    source = getattr(spec.loader, "get_source", lambda _: None)(spec.name) if spec else None
    return source if source and f"`innosim {name}`:" in source.partition("\n")[0] else ""


def _short_help(source: str) -> str:
    """Return the line of help: the command's own, else the rest of the module's first line."""
    found = _SHORT_HELP.search(source)
    if found:
        return found[2]
    text = ast.get_docstring(ast.parse(source)) or ""
    return text.partition("\n")[0].partition("`:")[2].strip()
