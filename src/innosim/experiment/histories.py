"""Pasts that are lived once and shared: by all regimes of a replication, on whatever threads those run."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from innosim.experiment.plan import Block
from innosim.scenario.resolved import Scenario, resolved_to_json


class Histories:
    """The pasts of the replications that are being run; each is let go when the last block that needs it has it."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._needed = Counter(each for block in blocks for each in range(block.first, block.stop))
        self._found: dict[int, Future[Any]] = {}
        self._lock = threading.Lock()

    def live(self, replication: int, past: Callable[[int], Any]) -> None:
        """Live a past, unless another thread has begun to.

        Raises:
            Exception: what ``past`` raises; who waits for this past gets it too.
        """
        with self._lock:
            if replication in self._found:
                return
            mine = self._found[replication] = Future[Any]()
        try:
            mine.set_result(past(replication))
        except BaseException as error:
            mine.set_exception(error)
            raise

    def take(self, replication: int) -> Any:
        """Return a past that was begun; wait for it where it is not finished."""
        with self._lock:
            future = self._found[replication]
        past = future.result()
        with self._lock:
            self._needed[replication] -= 1
            if self._needed[replication] == 0:
                del self._found[replication]
        return past


def town_of(scenario: Scenario) -> str:
    """Return what tells one town and its past from another, whatever regimes are held against each other."""
    whole = resolved_to_json(scenario)
    town = {name: whole[name] for name in ("values", "pressure", "start_up")}
    return hashlib.sha256(json.dumps(town, sort_keys=True).encode()).hexdigest()
