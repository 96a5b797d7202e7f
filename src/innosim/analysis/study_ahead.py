"""What is asked of a study, checked before it is run: an answer that cannot be given is not waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from innosim.analysis.study import Setting, StudyMeasures
from innosim.experiment.intervals import Floats
from innosim.experiment.study import StudyPlan
from innosim.scenario.catalogue.declare import Values


def check_asked(plan: StudyPlan, baseline: str = "", reference: object = None) -> None:
    """Refuse a baseline or a reference point that a study will not have.

    Args:
        plan: the study that is to be run.
        baseline: the regime that others are to be held against.
        reference: a point, by its number or by varied values; None for the usual one.

    Raises:
        AnalysisError: no such regime or point, or one that may not be run.
    """
    asked = StudyMeasures(_Planned(plan), plan.base.scenario, baseline)
    if reference is not None:
        asked.point_of(reference)


@dataclass(frozen=True)
class _Planned:
    """A study's runs as they will be, without a value yet."""

    plan: StudyPlan

    @property
    def points(self) -> tuple[Setting, ...]:
        return tuple(point.varied for point in self.plan.points)

    @property
    def costs(self) -> tuple[str, ...]:
        return self.plan.base.costs

    @property
    def regimes(self) -> tuple[str, ...]:
        return self.plan.base.regimes

    @property
    def baseline(self) -> str:
        return self.plan.base.baseline

    @property
    def town(self) -> Values:
        return self.plan.base.scenario.values

    @property
    def failures(self) -> Mapping[int, str]:
        points = enumerate(self.plan.points)
        return {at: point.failure for at, point in points if point.scenario is None}

    @property
    def replications(self) -> int:
        return self.plan.replications

    @property
    def done(self) -> NDArray[np.bool_]:
        return np.ones(len(self.plan.points), dtype=np.bool_)

    def values(self, cost: str, regime: str, metric: str) -> Floats:
        del cost, regime, metric  # none has a value yet
        return np.full((len(self.plan.points), self.replications), np.nan)
