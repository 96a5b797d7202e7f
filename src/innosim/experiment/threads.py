"""Work on threads that can be stopped: the first error, or Ctrl-C, stops all of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

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
