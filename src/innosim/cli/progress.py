"""How far a run is, on standard error: compiling announced first, then replications and time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self, cast

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from innosim.cli.terminal import Beside
from innosim.present.words.language import Language, number, say
from innosim.scenario.catalogue import Text
from innosim.scenario.spoken import runs_counted

_REPLICATIONS = Text("replications", "kørsler")
_LEFT = Text("left", "tilbage")
_RUNNING = Text("Running", "Kører")
_COMPILING = Text("Compiling", "Oversætter")
_FINDING = Text("Finding equal resources", "Afpasser styringsformerne til samme forbrug")
_AT_MOST = Text(": at most {0} pilots.", ": højst {0} prøvekørsler.")
_FOUND = Text(
    "Found equal resources with {0} pilots",
    "Afpassede styringsformerne til samme forbrug med {0} prøvekørsler",
)
_TO_RUN = Text("{0} to run{1}.", "{0} at køre{1}.")
_ALREADY = Text(
    ", {0} of them done before it was stopped", ", heraf {0} færdige, før den blev standset"
)
_RAN = Text("Ran {0}", "Kørte {0}")
_ONCE = Text(
    "Compiling the model, once on this machine: about {0} s.",
    "Oversætter modellen, én gang på denne maskine: omkring {0} s.",
)
_COMPILED = Text("Compiled in {0} s.", "Oversat på {0} s.")
_IN = Text("{0} in {1} s.", "{0} på {1} s.")


class RunProgress:
    """Takes counts of replications; a bar on a terminal, a line at the start and the end elsewhere."""

    def __init__(
        self,
        compile_seconds: Callable[[], float],
        *,
        quiet: bool,
        lang: Language = "en",
        kept: bool = True,
        alone: bool = True,
    ) -> None:
        """``compile_seconds`` is asked when the run begins; ``quiet`` shows nothing at all; ``kept`` is whether anything may be there from before.

        Where what is counted may be others' work too, it is not ``alone``: then `ended` is told what was run here.
        """
        self._kept, self._alone = kept, alone
        self._compile_seconds = compile_seconds
        self._lang = lang
        self._console = Console(file=cast("IO[str]", Beside()), quiet=quiet, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn(say(_REPLICATIONS, lang)),
            TimeRemainingColumn(),
            TextColumn(say(_LEFT, lang)),
            console=self._console,
            transient=True,
            disable=quiet or not self._console.is_terminal,
        )
        self._task = self._bar.add_task(say(_RUNNING, lang), total=None)
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
        self._stop()

    def searching(self, done: int, total: int) -> None:
        """Take the count of pilots, and how many there may be at most."""
        if not self._begun:
            most = say(_AT_MOST, self._lang).format(self._whole(total))
            self._begin(total, _FINDING, say(_FINDING, self._lang) + most)
        self._counted(_FINDING, done, total)
        if done == total:
            self._end(say(_FOUND, self._lang).format(self._whole(done)))

    def __call__(self, done: int, total: int) -> None:
        """Take the count; the first one tells what was there already."""
        if not self._begun:
            self._first = done if self._kept else 0
            if done < total:
                before = self._first
                already = say(_ALREADY, self._lang).format(self._whole(before)) if before else ""
                told = say(_TO_RUN, self._lang).format(self._runs(total), already)
                self._begin(total, _RUNNING, told)
        self._counted(_RUNNING, done, total)
        if self._alone and done == total and total > self._first:
            self._end(say(_RAN, self._lang).format(self._runs(total - self._first)))

    def ended(self, ran: int) -> None:
        """Take how many replications were run here, of work that is not done alone."""
        if ran:
            self._end(say(_RAN, self._lang).format(self._runs(ran)))

    def _runs(self, count: int) -> str:
        return say(runs_counted(count), self._lang)

    def _whole(self, count: int) -> str:
        return number(count, 0, self._lang)

    def _seconds(self, places: int = 0) -> str:
        """How long what was begun last has taken."""
        return number(time.perf_counter() - self._begun, places, self._lang)

    def _counted(self, doing: Text, done: int, total: int) -> None:
        if self._compiling and done > self._first:
            self._compiling = False
            self._console.print(say(_COMPILED, self._lang).format(self._seconds()))
            self._begun = time.perf_counter()
            described = say(doing, self._lang)
            self._bar.reset(self._task, total=total, completed=done, description=described)
        if not self._bar.disable:  # which costs as much as a small town's months
            self._bar.update(self._task, completed=done, total=total)

    def _begin(self, total: int, doing: Text, what: str) -> None:
        self._begun = time.perf_counter()
        self._console.print(what)
        seconds = self._compile_seconds()
        if seconds > 0:
            self._compiling = True
            self._console.print(say(_ONCE, self._lang).format(number(seconds, 0, self._lang)))
        self._bar.start()
        described = say(_COMPILING if self._compiling else doing, self._lang)
        self._bar.reset(self._task, total=total, description=described)

    def _stop(self) -> None:
        if not self._bar.disable:  # Rich before 14 ends even a bar that is not shown with a line
            self._bar.stop()

    def _end(self, what: str) -> None:
        """Say what was done and how long it took; what comes next begins anew."""
        self._stop()
        self._console.print(say(_IN, self._lang).format(what, self._seconds(1)))
        self._begun = 0.0
        self._first = 0
