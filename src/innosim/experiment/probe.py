"""Replications of a few regimes at one point after another, to find where something turns: run at once, and kept, so that who looks again runs nothing.

A file a point, named by all that decides its values. A study would have its points known before it begins; here what is asked next hangs on what was answered.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.engine import Engine
from innosim.experiment.files import said_clearly
from innosim.experiment.intervals import Floats
from innosim.experiment.shared_files import write_shared
from innosim.experiment.study_chunk import POINT_ERRORS
from innosim.experiment.study_keys import DIGITS, told_of_regime, told_of_town
from innosim.experiment.threads import GivenUpError, how_many, work_off
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Regime, Scenario

_Held: TypeAlias = dict[str, NDArray[np.generic]]
"""What a file holds of some replications: of each regime, by its place, its rows (replications, metrics), or why they could not be run."""


@dataclass(frozen=True)
class Probed:
    """What replications of regimes at a point came to: by regime and metric a value a replication, or the sentence why they could not be run."""

    values: Mapping[str, Mapping[str, Floats]]
    failure: str = ""


class Probes:
    """Runs replications at points, and keeps in a folder what was run."""

    def __init__(self, folder: Path, engine: Engine, jobs: int | None = None) -> None:
        self._folder, self._engine, self._jobs = folder, engine, jobs

    def at(self, scenario: Scenario, regimes: Mapping[str, Regime], numbers: range) -> Probed:
        """Return these replications of regimes, each with one past for all of them; what cannot be run is told, and lets others go on.

        Args:
            scenario: the town.
            regimes: as they are run, at whatever they use.
            numbers: of the replications; the same ones are found again, others are run.

        Raises:
            DiskFullError: no room; what was run before is kept.
            FolderError: the folder cannot be written.
        """
        path = self._folder / f"{self._name(scenario, regimes)}.npz"
        held, some = _read(path), f"{numbers.start}-{numbers.stop}"
        names = [f"{some}/{place}" for place in range(len(regimes))]
        failed = f"{some}/failed"
        if failed not in held and not held.keys() >= set(names):
            try:
                rows = _run(scenario, regimes, numbers, self._engine, self._jobs)
                held |= dict(zip(names, rows.values(), strict=True))
            except POINT_ERRORS as error:
                held[failed] = np.array(str(error) or type(error).__name__)
            with said_clearly(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
                write_shared(path, _written(held))
        if failed in held:
            return Probed({}, str(held[failed]))
        return Probed(
            {
                regime: {
                    metric: held[name][:, place].astype(np.float64)
                    for place, metric in enumerate(METRICS)
                }
                for regime, name in zip(regimes, names, strict=True)
            }
        )

    def _name(self, scenario: Scenario, regimes: Mapping[str, Regime]) -> str:
        """Return a name that hangs on all that decides values: the model, its metrics, the town, and the regimes."""
        told = [told_of_town(scenario), *map(told_of_regime, regimes.values())]
        whole = json.dumps([self._engine.digest, list(METRICS), told], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]


def _written(held: _Held) -> bytes:
    """Return what a file holds as its bytes; each array has a checksum there."""
    stream = io.BytesIO()
    np.savez(stream, **held)  # type: ignore[arg-type]
    return stream.getvalue()


def _read(path: Path) -> _Held:
    """Return what a file holds; nothing where there is none, or it is not as it was written: it is run again."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return {}


def _run(
    scenario: Scenario,
    regimes: Mapping[str, Regime],
    numbers: range,
    engine: Engine,
    jobs: int | None,
) -> dict[str, Floats]:
    """Run replications of regimes: rows (replications, metrics) by regime; no value depends on the number of threads."""
    threads = how_many(jobs)
    found = {name: np.full((len(numbers), len(METRICS)), np.nan) for name in regimes}
    stop = threading.Event()
    shares = [numbers[place::threads] for place in range(min(threads, len(numbers)))]
    some = partial(_some, scenario, regimes, engine, stop, found, numbers)
    work_off([partial(some, share) for share in shares], threads, stop)
    return found


def _some(
    scenario: Scenario,
    regimes: Mapping[str, Regime],
    engine: Engine,
    stop: threading.Event,
    found: Mapping[str, Floats],
    all_of_them: range,
    numbers: range,
) -> None:
    """Run some of the replications, with simulators of their own."""
    runs = {name: engine.simulator(scenario, regime) for name, regime in regimes.items()}
    first = next(iter(runs.values()))
    begins_at_work = int(scenario.values["startup_months"]) > 0
    for number in numbers:
        past = first.past(number) if begins_at_work else None
        for name, run in runs.items():
            if stop.is_set():
                raise GivenUpError
            run.run(number, past=past)
            metrics = run.metrics()
            row = all_of_them.index(number)
            found[name][row] = [float(metrics[metric][0]) for metric in METRICS]
