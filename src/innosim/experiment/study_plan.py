"""From what is varied to a study that may be run: of what is typed, of a study file, of what Python gives."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from innosim.experiment.design import design_of
from innosim.experiment.errors import PlanError
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.scenario.reader import Override
from innosim.scenario.resolved import Scenario
from innosim.scenario.study_file import Sample, StudyFile
from innosim.scenario.varying import Varied


def plan_of(  # noqa: PLR0913 - all but the first three by name
    source: Scenario | str | os.PathLike[str],
    base: Scenario,
    vary: Sequence[Varied],
    *,
    linked: bool = False,
    sample: Sample | None = None,
    overrides: Iterable[str | Override] = (),
    regimes: Iterable[str] = (),
    costs: Iterable[str] = (),
    keep: str | Iterable[str] = (),
) -> StudyPlan:
    """Plan the study of what is varied; nothing is run yet.

    Args:
        source: what settings are laid over: a file, a name, or a scenario.
        base: the same as it is without any setting, with ``overrides`` laid over it.
        vary: fields with their values.
        linked: walk them together.
        sample: points sampled besides.
        overrides: set over the source at all points.
        regimes: names of those to run; none means all.
        costs: cost modes to run; none means all.
        keep: what is kept beside the metrics; none means nothing.

    Raises:
        PlanError: a design that is none, an unknown regime, or not one point that can be run.
    """
    design = design_of(vary, base, linked=linked, sample=sample)
    points = points_of(source, design.settings, overrides)
    plan = make_study(base, points, regimes=regimes, costs=costs, keep=keep or "metrics")
    failed = [point.failure for point in plan.points if point.scenario is None]
    if len(failed) == len(plan.points):
        many = "The one point" if len(failed) == 1 else f"None of {len(failed)} points"
        raise PlanError(f"{many} can be run; the first: {failed[0]}")
    return plan


def plan_of_file(
    study: StudyFile,
    *,
    regimes: Iterable[str] = (),
    costs: Iterable[str] = (),
    keep: str | Iterable[str] = (),
) -> StudyPlan:
    """Plan the study of a file; what is given here goes before what the file says.

    Raises:
        PlanError: as `plan_of`.
    """
    return plan_of(
        study.base,
        study.scenario,
        study.vary,
        linked=study.linked,
        sample=study.sample,
        overrides=study.overrides,
        regimes=tuple(regimes) or study.regimes,
        costs=tuple(costs) or study.costs,
        keep=keep or study.keep,
    )
