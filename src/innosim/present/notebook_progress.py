"""How far a run is, in a notebook: one line that is drawn again, with time left; elsewhere nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

Progress = Callable[[int, int], None]

_PAUSE = 0.2
"""Seconds between two drawings."""


@contextmanager
def watching(compile_seconds: Callable[[], float]) -> Iterator[Progress | None]:
    """Give what takes the counts (replications done, all there are), or None where nobody looks.

    ``compile_seconds`` estimates the wait before the first replication, 0 where the model is on disk.
    """
    if not in_notebook():
        yield None
        return
    line = _Line(compile_seconds())
    try:
        yield line
    finally:
        line.clear()


def in_notebook() -> bool:
    """Whether this is a kernel with a notebook in front of it."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


class _Line:
    """A progress bar of the browser's own, so that no widget needs to be installed."""

    def __init__(self, compile_seconds: float) -> None:
        display: Any = import_module("IPython.display")
        self._html = display.HTML
        self._began = time.monotonic()
        self._drawn = 0.0
        self._first: int | None = None
        waiting = (
            f"Compiling the model, once: about {compile_seconds:.0f} s"
            if compile_seconds
            else "Running"
        )
        self._handle = display.display(display.HTML(waiting), display_id=True)

    def __call__(self, done: int, total: int) -> None:
        """Draw the counts, but not more often than the eye can follow."""
        if self._first is None:
            self._first = done
            return
        now = time.monotonic()
        if now - self._drawn >= _PAUSE or done == total:
            self._drawn = now
            self._handle.update(self._html(bar(done, total, self._left(done, total, now))))

    def clear(self) -> None:
        """Take the line away."""
        self._handle.update(self._html(""))

    def _left(self, done: int, total: int, now: float) -> float:
        ran = done - (self._first or 0)
        return (now - self._began) / ran * (total - done) if ran > 0 else 0.0


def bar(done: int, total: int, left: float) -> str:
    """The line as HTML: a bar, the count, and the seconds left."""
    return (
        f"<progress value='{done}' max='{total}'></progress> {done:,} of {total:,} replications,"
        f" {left:.0f} s left"
    )
