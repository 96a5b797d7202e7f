"""What the commands that answer from a result share: a console to print to, and errors said in a sentence."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from innosim.present.words.language import LANGUAGES, Language, say
from innosim.scenario.catalogue import COST_BY_FLAG, Text
from innosim.scenario.places import no_option

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


class WholeNumber(click.IntRange):
    """A whole number; one with marks for thousands is told how it is typed here."""

    def _describe_range(self) -> str:
        """Say nothing in the help of a range without ends; click would say `x<=None`."""
        return super()._describe_range() if (self.min, self.max) != (None, None) else ""

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Take the number as it is typed; 12.0 is one too."""
        from innosim.scenario.numerals import readings

        if isinstance(value, str):
            value = re.sub(r"^([+-]?\d+)\.00?$", r"\1", value.strip())
            try:
                return super().convert(int(value), param, ctx)
            except ValueError:
                whole = [int(each) for each in readings(value) if each.is_integer()]
                right = f"; write {whole[0]}" if whole else ""
                self.fail(
                    f"{value!r} is not a whole number as it is typed here{right}.", param, ctx
                )
        return super().convert(value, param, ctx)


def one_by_one(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return names that may have been typed with commas between, too; one that is known stays whole."""
    known = tuple(known)
    found: list[str] = []
    for name in names:
        several = "," in name and name not in known
        found += [each.strip() for each in name.split(",") if each.strip()] if several else [name]
    return tuple(found)


class FolderName(click.Path):
    """A folder's name; an empty one, as an unset variable of a shell gives, is not the folder one stands in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Take the name as it is typed."""
        from innosim.experiment.errors import FolderError
        from innosim.experiment.place import as_typed

        try:
            return as_typed(value)
        except FolderError as error:
            self.fail(str(error), param, ctx)


def stdout() -> Console:
    """A console on standard output, as wide as COLUMNS says, else as the terminal; where there is none, as usual."""
    from rich.console import Console

    from innosim.present.tables import WIDTH

    wide = shutil.get_terminal_size((WIDTH, 0)).columns
    return Console(highlight=False, width=wide)


def next_command(command: str, folder: str, lang: Language) -> str:
    """What to type next, as it can be typed."""
    chosen = "" if lang == LANGUAGES[0] else f" --lang {lang}"
    called = os.environ.get(CALLED, "innosim")
    return f"{say(_THEN, lang)}: {called} {command} {quote(no_option(folder))}{chosen}"


_THEN = Text("then", "dernæst")
CALLED = "INNOSIM_CALLED"
"""The variable in which what starts innosim, as start.py does, says how it was called."""


@contextmanager
def said() -> Iterator[None]:
    """Turn what was asked in vain (a regime, a metric, an idea) into a sentence and exit code 2."""
    from innosim.analysis.frames import AnalysisError

    try:
        yield
    except AnalysisError as error:
        sentence = str(error)
        raise click.UsageError(sentence[:1].upper() + sentence[1:]) from error
