"""The two studies of a sensitivity analysis, run one after the other: a screening of all, then draws of the strongest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from innosim.analysis.sensitivity import (
    Findings,
    Of,
    closer,
    of_metric,
    of_named,
    screening,
)
from innosim.analysis.usual import (
    FEWEST_DRAWS,
    FEWEST_REPLICATIONS,
    FEWEST_TRAJECTORIES,
    SECOND_DRAWS,
    TRAJECTORIES,
)
from innosim.experiment.draws import chance, uncertain
from innosim.experiment.engine import Engine
from innosim.experiment.errors import PlanError
from innosim.experiment.intervals import Floats
from innosim.experiment.plausible import points_at, settings_at
from innosim.experiment.runner import Progress
from innosim.experiment.screening import trajectories
from innosim.experiment.study import make_study
from innosim.experiment.study_runner import run_study
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.scenario.catalogue import AS_COSTED, HEADLINES, OUTCOMES
from innosim.scenario.errors import as_given, instead
from innosim.scenario.resolved import Scenario
from innosim.scenario.whole import fit_to_run

SCREENING, STRONGEST_DRAWN = "screening", "strongest"
"""Folders of the two studies."""

Said: TypeAlias = Callable[[int, int], None]
"""Told before each step: its number, and how many parameters it varies."""


def run_sensitivity(  # noqa: PLR0913 - all but the first four by name
    scenario: Scenario,
    of: Of | str,
    folder: Path,
    engine: Engine,
    *,
    metrics: Sequence[str] = (),
    cost: str = AS_COSTED,
    count: int = TRAJECTORIES,
    draws: int = SECOND_DRAWS,
    jobs: int | None = None,
    force: bool = False,
    progress: Callable[[], Progress | None] = lambda: None,
    step: Said = lambda *_: None,
) -> Findings:
    """Run what is not there yet of both studies, and return what the outcome hangs on.

    Args:
        scenario: its replications are those of each regime at each point.
        of: a regime, or a regime less another.
        folder: of the two studies; the same again goes on where it was.
        metrics: those to look at; by default the headlines.
        count: trajectories of the screening; each takes a point a parameter and one more.
        draws: of the strongest parameters, in the second step.
        progress: asked before each step who counts its replications.
        step: told of each step.

    Raises:
        AnalysisError: ``of`` names what is no regime.
        PlanError: too few replications, trajectories or draws, or a metric that is none.
    """
    asked = of_named(of, tuple(scenario.regimes)) if isinstance(of, str) else of
    names = _metrics(metrics)
    scenario = fit_to_run(scenario)
    _refuse_few(int(scenario.values["replications"]), count, draws)
    parameters = tuple(each.name for each in uncertain(scenario))
    design = trajectories(parameters, count)
    worlds = np.repeat(np.arange(count), len(parameters) + 1)

    def run(name: str, varied: Sequence[str], places: Floats, worlds: Sequence[int]) -> StudyRuns:
        points = points_at(scenario, settings_at(scenario, varied, places, worlds))
        plan = make_study(scenario, points, regimes=asked.regimes, costs=(cost,), keep="metrics")
        where = folder / name
        watching = progress()
        run_study(
            plan, where, engine, jobs=jobs, force=force, progress=watching, searching=watching
        )
        return open_study(where).runs

    step(1, len(parameters))
    first = run(SCREENING, parameters, design.rows(), worlds.tolist())
    looked = tuple(dict.fromkeys((*HEADLINES, *names)))
    found = {metric: screening(design, first, cost, asked, metric) for metric in looked}
    varied = closer(found)
    second, places = None, np.zeros((draws, 0))
    if varied:
        step(2, len(varied))
        places = np.array([[chance(name, draw) for name in varied] for draw in range(draws)])
        extra = [name for name in names if name not in HEADLINES]
        second = run("-".join([STRONGEST_DRAWN, *extra]), varied, places, range(draws))
    return Findings(
        scenario=scenario.name,
        of=asked,
        cost=cost,
        seed=int(scenario.values["seed"]),
        months=int(scenario.values["months"]),
        trajectories=count,
        replications=int(scenario.values["replications"]),
        draws=draws if varied else 0,
        parameters=parameters,
        varied=varied,
        metrics={
            metric: of_metric(metric, found[metric], asked, cost, first, second, varied, places)
            for metric in names
        },
        failed=(len(first.failures), len(second.failures) if second is not None else 0),
        effects={name: size for name, size in scenario.effects.items() if name in names},
    )


def _metrics(asked: Sequence[str]) -> tuple[str, ...]:
    for name in asked:
        if name not in OUTCOMES:
            raise PlanError(f"no metric {as_given(name)}: {instead(name, OUTCOMES)}")
    return tuple(dict.fromkeys(asked)) or HEADLINES


def _refuse_few(replications: int, count: int, draws: int) -> None:
    least = {
        "replications": (replications, FEWEST_REPLICATIONS),
        "trajectories": (count, FEWEST_TRAJECTORIES),
        "draws": (draws, FEWEST_DRAWS),
    }
    for what, (given, few) in least.items():
        if given < few:
            raise PlanError(f"{what} is {given}; a sensitivity analysis takes {few} at least.")
