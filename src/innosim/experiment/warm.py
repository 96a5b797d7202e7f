"""A model that is kept at hand for whoever watches: loaded, its threads waiting, its pasts lived."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from innosim.experiment.engine import Engine, Run
from innosim.experiment.equal_use import find_equal_use
from innosim.experiment.errors import PlanError
from innosim.experiment.histories import town_of
from innosim.experiment.intervals import Floats, Interval
from innosim.experiment.measure import measure_of
from innosim.experiment.plan import Plan, make_plan, run_value
from innosim.experiment.threads import how_many
from innosim.scenario.arguments import argued, refuse_outside
from innosim.scenario.catalogue import AS_COSTED, METRICS, PARAMETERS
from innosim.scenario.errors import known
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.whole import fit_to_run

FIRST_SHOWN = 4
"""Replications of the first partial answer; each that follows has twice as many."""


@dataclass(frozen=True)
class SoFar:
    """What the first ``replications`` of ``wanted`` replications of a regime say.

    ``metrics`` has each metric as an array (replications,), in its own unit, NaN where it is undefined: replication n is the one that
    a run of the same scenario calls so.
    """

    regime: Regime
    cost: str
    replications: int
    wanted: int
    metrics: Mapping[str, Floats]
    town: Mapping[str, Any]

    @argued()
    def level(self, metric: str) -> Interval:
        """Return the metric's mean, or pooled ratio, with its 95 % interval.

        Raises:
            ArgumentError: no such metric.
        """
        return measure_of(
            known("metric", METRICS, metric), self.metrics.__getitem__, self.town
        ).interval


class WarmSimulator:
    """A scenario's town, ready to be run under any of its regimes and again when something is changed.

    May be asked from any thread; who asks anew should close the answers that are no longer wanted: their replications are then given up.
    """

    def __init__(
        self, scenario: Scenario, engine: Engine, *, jobs: int | None = None, ahead: int = 0
    ) -> None:
        """Load the model, and begin to live the pasts of ``ahead`` replications.

        Raises:
            ScenarioInvalidError: a scenario that may not be run.
            PlanError: a number of jobs that is none.
            ArgumentError: more replications ahead than a run may have, or fewer than none.
        """
        refuse_outside("ahead", ahead, 0, int(PARAMETERS["replications"].limits[1]))
        scenario = fit_to_run(scenario)
        self.scenario, self._engine = scenario, engine
        self._jobs = how_many(jobs)
        self._closed = False
        self._pool = ThreadPoolExecutor(self._jobs, thread_name_prefix="innosim-warm")
        self._own = threading.local()
        self._pasts = _Pasts()
        self._pilots = tempfile.TemporaryDirectory(
            prefix="innosim-pilots-", ignore_cleanup_errors=True
        )
        first = next(iter(scenario.regimes.values()))
        engine.simulator(scenario, first).run(0)  # alone: it loads or compiles the model
        for number in range(ahead):
            self._pool.submit(self._past, scenario, first, number)

    @argued(but=("replications",))
    def run(
        self,
        regime: str,
        scenario: Scenario | None = None,
        *,
        cost: str = AS_COSTED,
        replications: int = 100,
    ) -> Iterator[SoFar]:
        """Go over what ever more replications say, `FIRST_SHOWN` of them first, all in the end.

        What is gone over no further is given up as soon as the iterator is closed or let go.

        Args:
            regime: name of a regime.
            scenario: another one, such as the same with another lever; by default the one it was made with.
            cost: "as_costed" or "equal_resources"; for the latter a factor is found first, which takes as long as a hundred replications
                or more where this very setting has not been asked for before.
            replications: how many in the end.

        Raises:
            PlanError: an unknown regime or cost mode, a number of replications that is none, a regime that cannot be brought to equal use;
                or the simulator is closed.
            ScenarioInvalidError: a scenario that was changed and may not be run.
        """
        if self._closed:
            raise PlanError("This simulator is closed: make another with innosim.simulator(...).")
        wanted = run_value("replications", replications)
        plan = make_plan(
            self.scenario if scenario is None else scenario, regimes=(regime,), costs=(cost,)
        )
        return self._growing(plan.scenario, self._setting(plan), plan.costs[0], wanted)

    def close(self) -> None:
        """Let the threads go; what is being run is given up."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pilots.cleanup()

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the threads go."""
        self.close()

    def _setting(self, plan: Plan) -> Regime:
        """Return the plan's one regime as it is run in the plan's one cost mode."""
        if plan.levels:
            kept = Path(self._pilots.name, f"{town_of(plan.scenario)}.json")
            equal = find_equal_use(plan, self._engine, jobs=self._jobs, kept=kept)
            plan = replace(plan, equal=equal.regimes(plan.scenario))
        return plan.arms[0].regime

    def _growing(
        self, scenario: Scenario, regime: Regime, cost: str, wanted: int
    ) -> Iterator[SoFar]:
        """Run all replications on the threads, and tell of the first so many whenever they are there."""
        given_up = threading.Event()
        tasks = [
            self._pool.submit(self._one, scenario, regime, number, given_up)
            for number in range(wanted)
        ]
        try:
            for shown in _growing(wanted):
                rows = [task.result() for task in tasks[:shown]]
                columns = {name: np.array([row[name] for row in rows]) for name in METRICS}
                yield SoFar(regime, cost, shown, wanted, columns, scenario.values)
        finally:
            given_up.set()
            for task in tasks:
                task.cancel()

    def _one(
        self, scenario: Scenario, regime: Regime, number: int, given_up: threading.Event
    ) -> Mapping[str, float]:
        """Run a replication and return its metrics."""
        if given_up.is_set():
            return {}
        run = self._simulator(scenario, regime)
        run.run(number, past=self._past(scenario, regime, number))
        return {name: float(column[0]) for name, column in run.metrics().items()}

    def _past(self, scenario: Scenario, regime: Regime, number: int) -> Any:
        """Return a replication's past, which is the same under any regime; None where a run has none."""
        if not int(scenario.values["startup_months"]):
            return None
        return self._pasts.of(town_of(scenario), number, self._simulator(scenario, regime).past)

    def _simulator(self, scenario: Scenario, regime: Regime) -> Run:
        """Return this thread's simulator of a setting; it is made anew where the last was of another."""
        if getattr(self._own, "setting", None) != (scenario, regime):
            self._own.run = self._engine.simulator(scenario, regime)
            self._own.setting = (scenario, regime)
        run: Run = self._own.run
        return run


class _Pasts:
    """Pasts of the town that was last asked for: of a Randers each has two megabytes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._town = ""
        self._found: dict[int, Future[Any]] = {}

    def of(self, town: str, number: int, live: Callable[[int], Any]) -> Any:
        """Return a past; it is lived once, by whoever asks first.

        Raises:
            Exception: what ``live`` raises; who waits for this past gets it too.
        """
        with self._lock:
            if town != self._town:
                self._town, self._found = town, {}
            mine = number not in self._found
            found = self._found.setdefault(number, Future())
        if mine:
            try:
                found.set_result(live(number))
            except BaseException as error:
                found.set_exception(error)
                raise
        return found.result()


def _growing(wanted: int) -> Iterator[int]:
    """Go over the numbers of replications after which something is shown."""
    shown = FIRST_SHOWN
    while shown < wanted:
        yield shown
        shown *= 2
    yield wanted
