"""How far a run is, on standard error: compiling announced first, then replications and time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self, cast

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from innosim.cli.terminal import Beside


class RunProgress:
    """Takes counts of replications; a bar on a terminal, a line at the start and the end elsewhere."""

    def __init__(self, compile_seconds: Callable[[], float], *, quiet: bool) -> None:
        """``compile_seconds`` is asked when the run begins; ``quiet`` shows nothing at all."""
        self._compile_seconds = compile_seconds
        self._console = Console(file=cast("IO[str]", Beside()), quiet=quiet, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("replications"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=self._console,
            transient=True,
            disable=quiet or not self._console.is_terminal,
        )
        self._task = self._bar.add_task("Running", total=None)
        self._begun = 0.0
        self._first = 0
        self._compiling = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def searching(self, done: int, total: int) -> None:
        """Take the count of pilots, and how many there may be at most."""
        if not self._begun:
            self._begin(total, "Finding equal use", f"Finding equal use: at most {total:,} pilots.")
        self._counted("Finding equal use", done, total)
        if done == total:
            self._end(f"Found equal use with {done:,} pilots")

    def __call__(self, done: int, total: int) -> None:
        """Take the count; the first one tells what was there already."""
        if not self._begun:
            self._first = done
            if done < total:
                self._begin(total, "Running", f"{total:,} replications to run" + _already(done))
        self._counted("Running", done, total)
        if done == total and total > self._first:
            self._end(f"Ran {total - self._first:,} replications")

    def _counted(self, doing: str, done: int, total: int) -> None:
        if self._compiling and done > self._first:
            self._compiling = False
            self._console.print(f"Compiled in {time.perf_counter() - self._begun:.0f} s.")
            self._begun = time.perf_counter()
            self._bar.reset(self._task, total=total, completed=done, description=doing)
        self._bar.update(self._task, completed=done, total=total)

    def _begin(self, total: int, doing: str, what: str) -> None:
        self._begun = time.perf_counter()
        self._console.print(what)
        seconds = self._compile_seconds()
        if seconds > 0:
            self._compiling = True
            self._console.print(
                f"Compiling the model, once on this machine: about {seconds:.0f} s."
            )
        self._bar.start()
        self._bar.reset(
            self._task, total=total, description="Compiling" if self._compiling else doing
        )

    def _end(self, what: str) -> None:
        """Say what was done and how long it took; what comes next begins anew."""
        self._bar.stop()
        self._console.print(f"{what} in {time.perf_counter() - self._begun:.1f} s.")
        self._begun = 0.0
        self._first = 0


def _already(done: int) -> str:
    return f", {done:,} of them done before it was stopped." if done else "."
