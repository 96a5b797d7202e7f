"""Work on threads that can be stopped: the first error, or Ctrl-C, stops all of it, and what is done beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from innosim.experiment.errors import PlanError
from innosim.scenario.errors import as_given
from innosim.scenario.numbers import whole_number

_PATIENCE = 5.0
"""Seconds that work that is stopped waits for its threads; a replication takes milliseconds."""


class GivenUpError(Exception):
    """The work ends; what this thread has begun is thrown away."""


def work_off(tasks: Iterable[Callable[[], None]], jobs: int, stop: threading.Event) -> None:
    """Do all tasks, in order, on so many threads; ``stop`` is set where one fails or the user stops.

    Raises:
        Exception: the first that a task raised.
        KeyboardInterrupt: as it came.
    """
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="innosim")
    futures = {pool.submit(task) for task in tasks}
    try:
        _wait_for_all(futures)
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        wait({each for each in futures if not each.cancelled()}, timeout=_PATIENCE)
        raise
    pool.shutdown()


def _wait_for_all(futures: set[Future[None]]) -> None:
    """Wait, waking now and then: on Windows, Ctrl-C reaches no thread that sleeps without end."""
    pending = futures
    while pending:
        done, pending = wait(pending, timeout=0.2, return_when=FIRST_COMPLETED)
        for future in done:
            future.result()


_Result = TypeVar("_Result")

_WAKE = 0.2
"""Seconds after which who waits looks whether all was stopped."""


class Arrivals:
    """What has been finished, for who waits for it in an order of its own."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._there: set[Hashable] = set()
        self._news = threading.Condition()

    def came(self, what: Hashable) -> None:
        """Tell that something is finished."""
        with self._news:
            self._there.add(what)
            self._news.notify_all()

    def wait_for(self, what: Hashable) -> None:
        """Wait until it is finished.

        Raises:
            GivenUpError: all was stopped; what is there already is given up too, as much of it may wait.
        """
        with self._news:
            while not self._stop.is_set():
                if what in self._there:
                    return
                self._news.wait(_WAKE)
        raise GivenUpError


class TaskBeside(Generic[_Result]):
    """One task on a thread of its own, beside work that it waits for; whichever fails stops the other, and that failure is raised.

    Entered it runs; left by an error it is stopped, and waited for, as it may hold files open.
    """

    def __init__(self, task: Callable[[], _Result], stop: threading.Event) -> None:
        self._stop = stop
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="innosim-beside")
        self._task = task

    def __enter__(self) -> Self:
        self._future = self._pool.submit(self._task)
        self._future.add_done_callback(self._ended)
        return self

    def _ended(self, future: Future[_Result]) -> None:
        if future.exception() is not None:
            self._stop.set()

    def result(self) -> _Result:
        """Return what the task made, or raise what it raised; wakes now and then, as `work_off` does."""
        while not self._future.done():
            wait([self._future], timeout=_WAKE)
        return self._future.result()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stop.set()
        self._pool.shutdown()
        if isinstance(error, GivenUpError):  # it was the task that failed
            raise self._future.exception() or error


MOST_JOBS = 1024


def how_many(jobs: object) -> int:
    """Return how many threads to use, for None as many as there are processors.

    Raises:
        PlanError: it is no such number.
    """
    if jobs is None:
        return os.cpu_count() or 1
    whole = whole_number(jobs)
    if whole is None or not 1 <= whole <= MOST_JOBS:
        raise PlanError(
            f"jobs is {as_given(jobs)}; it is a whole number from 1 to {MOST_JOBS}, or None."
        )
    return whole
