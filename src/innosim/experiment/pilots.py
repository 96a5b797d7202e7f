"""What a regime uses on innovation, by pilot replications of the same town that no result reports."""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from innosim.experiment.engine import Engine
from innosim.experiment.files import json_object, write_text
from innosim.experiment.manifest import sealed
from innosim.experiment.threads import GivenUpError, work_off
from innosim.scenario.resolved import Regime, Scenario

PILOTS = tuple(range(-1, -21, -1))
"""Numbers of the pilot replications: those that are reported begin at 0."""

USE = "used_mdkk_per_year"
"""The metric that equal resources make equal."""


class Pilots:
    """Runs a regime's pilot replications and keeps what they used, so that no setting is run twice.

    A pilot's past is lived once, whatever the regime. With ``kept``, a file, a search that was stopped finds there
    what it had found. The means do not depend on the number of threads.
    """

    def __init__(
        self,
        scenario: Scenario,
        engine: Engine,
        jobs: int,
        *,
        kept: Path | None = None,
        write: Callable[[Path, str], None] = write_text,
        ran: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._scenario, self._engine, self._jobs, self._ran = scenario, engine, jobs, ran
        self._begins_at_work = int(scenario.values["startup_months"]) > 0
        self._file, self._write = kept, write
        self._kept = _read(kept)
        self._pasts: dict[int, Any] = {}
        self._asked: set[str] = set()
        self._stop = threading.Event()
        self._counting = threading.Lock()
        self._warm = False

    def use(self, regime: Regime) -> float:
        """Return the regime's mean use, mDKK a year."""
        key = _key(regime)
        if key not in self._kept:
            self._kept[key] = self._run(regime)
            if self._file is not None:
                self._write(self._file, json.dumps(sealed({"used": self._kept})))
        elif key not in self._asked:
            self._ran(len(PILOTS))
        self._asked.add(key)
        return math.fsum(self._kept[key]) / len(PILOTS)

    @property
    def count(self) -> int:
        """Replications that the answers so far rest on, whether they were run now or kept."""
        return len(self._asked) * len(PILOTS)

    def _run(self, regime: Regime) -> list[float]:
        used: dict[int, float] = {}
        numbers = list(PILOTS)
        if not self._warm:  # the very first goes alone, as it loads or compiles the model for all
            self._some(regime, [numbers.pop(0)], used)
            self._warm = True
        shares = [numbers[place :: self._jobs] for place in range(min(self._jobs, len(numbers)))]
        work_off(
            [partial(self._some, regime, share, used) for share in shares], self._jobs, self._stop
        )
        return [used[number] for number in PILOTS]

    def _some(self, regime: Regime, numbers: list[int], used: dict[int, float]) -> None:
        """Run some of the pilots with a simulator of their own; nobody else runs these numbers."""
        run = self._engine.simulator(self._scenario, regime)
        for number in numbers:
            if self._stop.is_set():
                raise GivenUpError
            try:
                if self._begins_at_work and number not in self._pasts:
                    self._pasts[number] = run.past(number)
                run.run(number, past=self._pasts.get(number))
            except Exception as error:
                error.add_note(f"regime {regime.name}, pilot {number}")
                raise
            used[number] = float(run.metrics()[USE][0])
            with self._counting:
                self._ran(1)


def _key(regime: Regime) -> str:
    """Return what tells one setting from another, whatever the regime is called."""
    levers = [regime.levers, *(change.levers for change in regime.changes)]
    months = [change.month for change in regime.changes]
    numbers = [{name: float(value) for name, value in each.items()} for each in levers]
    whole = json.dumps([numbers, months], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _read(file: Path | None) -> dict[str, list[float]]:
    """Return what an earlier try kept; nothing where the file is not there or not as it was written."""
    return {} if file is None else _used_in(file) or {}


def is_pilots(file: Path) -> bool:
    """Say whether a file holds what pilots used, as it was written."""
    return _used_in(file) is not None


def _used_in(file: Path) -> dict[str, list[float]] | None:
    try:
        found = json_object(file.read_bytes())
    except OSError:
        return None
    return dict(found["used"]) if "used" in found and found == sealed(found) else None
