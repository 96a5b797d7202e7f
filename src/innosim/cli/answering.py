"""What the commands that answer from a result share: a console to print to, and errors said in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import COST_BY_FLAG

if TYPE_CHECKING:
    from rich.console import Console

lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language.",
)


class CostChoice(click.Choice[str]):
    """The cost modes by their names on the command line, written with ``-`` or ``_``."""

    def __init__(self, *others: str) -> None:
        super().__init__([*COST_BY_FLAG, *others])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the name as it is typed."""
        return super().convert(value.replace("_", "-"), param, ctx)


class FolderName(click.Path):
    """A folder's name; an empty one, as an unset variable of a shell gives, is not the folder one stands in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Take the name as it is typed."""
        if not os.fspath(value):
            self.fail("it is empty: name a folder.", param, ctx)
        return super().convert(value, param, ctx)


def stdout() -> Console:
    """A console on standard output, as wide as the terminal; where there is none, as COLUMNS says, else usual."""
    from rich.console import Console

    from innosim.present.tables import WIDTH

    console = Console(highlight=False)
    if console.is_terminal or os.environ.get("COLUMNS", "").isdigit():
        return console
    return Console(highlight=False, width=WIDTH)


@contextmanager
def said() -> Iterator[None]:
    """Turn what was asked in vain (a regime, a metric, an idea) into a sentence and exit code 2."""
    from innosim.analysis.frames import AnalysisError

    try:
        yield
    except AnalysisError as error:
        sentence = str(error)
        raise click.UsageError(sentence[:1].upper() + sentence[1:]) from error
