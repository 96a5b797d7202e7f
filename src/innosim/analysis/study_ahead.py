"""What is asked of a study, checked before it is run: an answer that cannot be given is not waited for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from innosim.analysis.study import StudyMeasures
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_runs import StudyRuns


def check_asked(plan: StudyPlan, baseline: str = "", reference: object = None) -> None:
    """Refuse a baseline or a reference point that a study will not have.

    Args:
        plan: the study that is to be run.
        baseline: the regime that others are to be held against.
        reference: a point, by its number or by varied values; None for the usual one.

    Raises:
        AnalysisError: no such regime or point, or one that may not be run.
    """
    failures = {at: point.failure for at, point in enumerate(plan.points) if point.failure}
    asked = StudyMeasures(_AsIfRun(plan, {}, failures), plan.base.scenario, baseline)
    if reference is not None:
        asked.point_of(reference)


class _AsIfRun(StudyRuns):
    """A study's runs as they will be, without a value yet."""

    @cached_property
    def done(self) -> NDArray[np.bool_]:
        """Say that all points are there."""
        return np.ones(len(self.plan.points), dtype=np.bool_)
