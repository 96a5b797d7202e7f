"""What the commands that answer from a result share: a console to print to, and errors said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
"""Columns written where there is no terminal to ask: every table fits."""


def stdout() -> Console:
    """A console on standard output, as wide as the terminal and 100 columns where there is none."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


@contextmanager
def said() -> Iterator[None]:
    """Turn what was asked in vain (a regime, a metric, an idea) into a sentence and exit code 2."""
    from innosim.analysis.errors import AnalysisError

    try:
        yield
    except AnalysisError as error:
        sentence = str(error)
        raise click.UsageError(sentence[:1].upper() + sentence[1:]) from error
