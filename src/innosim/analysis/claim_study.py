"""A claim's study: draws of all uncertain parameters, the magnitudes of each, and the search for what refutes it."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from innosim.analysis.claim import (
    AtBase,
    Claim,
    NotRun,
    claimed_in_mode,
    decide,
    differences,
    points_array,
)
from innosim.analysis.claim_refute import (
    Reach,
    claim_holds,
    decided,
    parts_of,
    smallest_refutation,
)
from innosim.analysis.claim_shares import LEAST_DRAWS
from innosim.analysis.frames import shown_cost
from innosim.analysis.usual import CLAIM_DRAWS, CLAIM_REPLICATIONS
from innosim.experiment.credible import (
    CREDIBLE_REGIMES,
    Credible,
    credible,
    credible_points,
    with_presets,
)
from innosim.experiment.draws import declared, drawn, own_value, span
from innosim.experiment.engine import Engine
from innosim.experiment.intervals import Interval
from innosim.experiment.measure import measure_of
from innosim.experiment.plan import with_run_values
from innosim.experiment.probe import Probed, Probes
from innosim.experiment.runner import Progress
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_runner import run_study
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.model.prices import scaled
from innosim.scenario.catalogue import AS_COSTED, COSTS, EQUAL_RESOURCES, METRICS
from innosim.scenario.claimed import Claimed
from innosim.scenario.resolved import Scenario

MOST_TRIED = 5
"""Deciding parameters along which a refutation is looked for."""

ESTIMATE_EVERY = 30.0
"""Seconds between two estimates, at least."""

DRAWN, JUDGED_BY, PROBED = "draws", "magnitudes", "changes"
"""Folders in a claim's folder: of the two studies, the first with the regimes in its name, and of what the search for a refutation ran."""


@dataclass(frozen=True)
class Watching:
    """Who watches: progress of replications and of pilots, an estimate now and then, and the stage that begins."""

    progress: Progress | None = None
    searching: Progress | None = None
    estimate: Callable[[Sequence[Claim]], None] | None = None
    stage: Callable[[str], None] = lambda _: None


def run_claims(  # noqa: PLR0913 - all but the first four by name
    scenario: Scenario,
    claims: Sequence[Claimed],
    folder: Path,
    engine: Engine,
    *,
    draws: int = CLAIM_DRAWS,
    replications: int = CLAIM_REPLICATIONS,
    costs: Sequence[str] = (),
    jobs: int | None = None,
    force: bool = False,
    watching: Watching = Watching(),
) -> tuple[Claim, ...]:
    """Hold claims on one scenario against draws of all its uncertain parameters.

    What is run is kept in ``folder``, and the same claim, one with more draws, or another on the same regimes goes on from there: the same runs nothing,
    and of another only the search for what refutes it asks at values of its own.

    Raises:
        PlanError: a regime cannot be brought to equal use, or a number of jobs that is none.
        FolderError: something else is in the folder, or studies of another model or scenario.
    """
    base = with_run_values(scenario, replications=replications)
    modes = tuple(costs) or tuple(COSTS)
    watching.stage(DRAWN)
    points = points_of(scenario, [drawn(scenario, draw) for draw in range(draws)])
    names = dict.fromkeys(name for each in claims for name in (each.one, each.other))
    plan = make_study(base, points, regimes=names, costs=modes)

    last = time.monotonic()

    def told(runs: StudyRuns) -> None:
        nonlocal last
        if watching.estimate is None or time.monotonic() - last < ESTIMATE_EVERY:
            return
        if LEAST_DRAWS <= runs.done.sum() < draws:
            watching.estimate([counted_models(runs, each) for each in claims])
        last = time.monotonic()

    runs = _studied(plan, folder / _name(plan), engine, jobs, watching, force=force, told=told)
    watching.stage(JUDGED_BY)
    judging = make_study(
        with_presets(base), credible_points(points), regimes=CREDIBLE_REGIMES, costs=(AS_COSTED,)
    )
    judged = credible(
        _studied(judging, folder / JUDGED_BY, engine, jobs, watching, force=force, told=None)
    )
    watching.stage("refuting")
    # The scenario as it was given knows where it came from, and so can be varied.
    found = [replace(counted_models(runs, each, judged), scenario=scenario) for each in claims]
    probes = Probes(folder / PROBED, engine, jobs)
    return tuple(_decided(each, runs, probes) for each in found)


def _name(plan: StudyPlan) -> str:
    """Return the name of the folder of draws: claims on the same regimes share one."""
    regimes, costs = plan.base.regimes, plan.base.costs
    name = "-".join((DRAWN, *regimes, *(costs if len(costs) == 1 else ())))
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{DRAWN}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


_LONGEST_NAME = 80


def _studied(
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    jobs: int | None,
    watching: Watching,
    *,
    force: bool,
    told: Callable[[StudyRuns], None] | None,
) -> StudyRuns:
    run_study(
        plan,
        folder,
        engine,
        jobs=jobs,
        force=force,
        progress=watching.progress,
        searching=watching.searching,
        finished=told,
    )
    return open_study(folder).runs


def counted_models(runs: StudyRuns, claimed: Claimed, judged: Credible | None = None) -> Claim:
    """Count a claim over what is finished of a study of draws."""
    modes = tuple(
        claimed_in_mode(
            differences(runs, claimed, cost),
            claimed,
            cost,
            None if judged is None else judged.draws,
        )
        for cost in runs.costs
    )
    return Claim(
        runs.scenario,
        claimed,
        int(runs.done.sum()),
        runs.replications,
        runs.failures,
        modes,
        judged,
        shown_cost(runs.costs),
        factors=runs.plan.factors,
    )


def _decided(claim: Claim, runs: StudyRuns, probes: Probes) -> Claim:
    """Return the claim with what decides it and what refutes it."""
    points, names = points_array(runs)
    deciders, box = decide(points, names, claim.shown)
    fields = [each.field for each in deciders or ()]
    fields += [bound.field for bound in (box.bounds if box else ()) if bound.field not in fields]
    found = replace(claim, deciders=deciders, box=box)
    return _Asking(found, probes).answer(fields[:MOST_TRIED])


class _Asking:
    """Asks a claim again at other values of one parameter, in the cost mode that is shown."""

    def __init__(self, claim: Claim, probes: Probes) -> None:
        self._claim, self._probes = claim, probes
        self._not_run: dict[tuple[str, float], NotRun] = {}

    def answer(self, fields: Sequence[str]) -> Claim:
        """Return the claim with how the scenario itself answers, the smallest change that refutes it, and what was tried and could not be run."""
        claim = self._claim
        claimed, scenario = claim.claimed, claim.scenario
        none = Interval(math.nan, math.nan, math.nan, 0)
        found = decided(claimed, self.ask, "", math.nan) or none
        base = AtBase(found, claim_holds(claimed, found))
        refuted, tried = None, tuple(fields if base.holds else ())
        if base.holds:
            reaches = [_reach(scenario, name) for name in fields]
            refuted = smallest_refutation(claimed, self.ask, reaches)
        not_run = tuple(self._not_run.values())
        return replace(claim, base=base, refuted=refuted, tried=tried, not_run=not_run)

    def ask(self, field: str, value: float, numbers: range) -> Interval | None:
        """Return the difference, better upwards, with a field at a value; as the scenario is where there is no field. None where it cannot be run."""
        claimed = self._claim.claimed
        runs = []
        for part in parts_of(numbers):
            found = self._probed(field, value, part)
            if found.failure:
                key = (field, value if field else 0.0)
                self._not_run.setdefault(key, NotRun(*key, found.failure))
                return None
            runs.append(found.values)
        ours, theirs = (
            measure_of(
                claimed.metric,
                lambda name, regime=regime: np.concatenate([each[regime][name] for each in runs]),  # type: ignore[misc]
                self._claim.scenario.values,
            )
            for regime in (claimed.one, claimed.other)
        )
        difference = ours.against(theirs).difference
        if METRICS[claimed.metric].better == "down":
            difference = Interval(-difference.mean, -difference.high, -difference.low, difference.n)
        return difference

    def _probed(self, field: str, value: float, numbers: range) -> Probed:
        claim = self._claim
        setting = {field: _typed(field, value)} if field else {}
        point = points_of(claim.scenario, [setting])[0]
        if point.scenario is None:
            return Probed({}, point.failure)
        at_equal = claim.cost == EQUAL_RESOURCES
        regimes = {
            name: scaled(
                point.scenario.regimes[name], claim.factors.get(name, 1.0) if at_equal else 1.0
            )
            for name in (claim.claimed.one, claim.claimed.other)
        }
        return self._probes.at(point.scenario, regimes, numbers)


def _reach(scenario: Scenario, field: str) -> Reach:
    parameter = declared(field)
    low, high = span(scenario, parameter)
    whole = isinstance(parameter.default, int)
    return Reach(field, own_value(scenario, parameter), low, high, whole)


def _typed(field: str, value: float) -> bool | int | float:
    """Return a value as its parameter has it."""
    default = declared(field).default
    return type(default)(value) if isinstance(default, bool | int) else value
