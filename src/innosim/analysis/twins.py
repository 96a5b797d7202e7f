"""What of a regime's lead an ordinary town has, what politics brings, and what the programme brings (ODD, Levers)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from innosim.analysis.frames import AnalysisError, Frames, extreme_of, regimes_of
from innosim.analysis.measures import Measures
from innosim.experiment.intervals import Interval
from innosim.experiment.measure import together
from innosim.experiment.twins import ORDINARY_TOWN, twin_name
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import AS_COSTED, HEADLINES, METRICS
from innosim.scenario.errors import known

if TYPE_CHECKING:
    import pandas as pd


class Step(StrEnum):
    """A part of a lead, and the whole of it."""

    ORDINARY = "ordinary town"
    POLITICS = "politics"
    PROGRAMME = "programme"
    LEAD = "lead"


@dataclass(frozen=True)
class LeadPart:
    """A mean paired difference with its 95 % interval, in the metric's own unit, as costed.

    All parts of one lead rest on the same ``pairs`` replications, so that they add up to it. NaN is undefined.
    """

    regime: str
    metric: str
    step: Step
    pairs: int
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Twins:
    """Each regime's lead over ``extreme``, part by part; where that is "", or cannot be ranked, over the ordinary town.

    The twins themselves are in no comparison and no verdict.
    """

    regimes: tuple[str, ...]
    extreme: str
    metrics: tuple[str, ...]
    parts: tuple[LeadPart, ...]

    @argued()
    def of(self, regime: str, metric: str) -> dict[Step, LeadPart]:
        """The parts of one lead; the ordinary town's is not among them where the lead begins there.

        Raises:
            ArgumentError: no such regime or metric among the leads.
        """
        return self._index[
            known("regime", self.regimes, regime), known("metric", self.metrics, metric)
        ]

    @cached_property
    def _index(self) -> dict[tuple[str, str], dict[Step, LeadPart]]:
        found: dict[tuple[str, str], dict[Step, LeadPart]] = {}
        for part in self.parts:
            found.setdefault((part.regime, part.metric), {})[part.step] = part
        return found

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every part as a frame."""
        import pandas as pd

        names = [field.name for field in fields(LeadPart)]
        rows = [[getattr(part, name) for name in names] for part in self.parts]
        return pd.DataFrame(rows, columns=names).astype({"step": str})


def has_twins(result: Frames) -> bool:
    """Whether politics twins were run."""
    return any(arm["regime"] == ORDINARY_TOWN for arm in result.manifest["arms"])


def twins(result: Frames, metrics: Sequence[str] = HEADLINES) -> Twins:
    """The leads of all regimes that have a twin, in parts, by default on the headline metrics.

    Raises:
        AnalysisError: no politics twins were run.
    """
    measures = Measures(result)
    regimes = tuple(name for name in regimes_of(result) if measures.has(AS_COSTED, twin_name(name)))
    if not regimes:
        raise AnalysisError(
            "there are no politics twins in this result: run it with --politics, or politics=True"
        )
    extreme = extreme_of(result.scenario, regimes_of(result))
    return Twins(
        regimes=regimes,
        extreme=extreme,
        metrics=tuple(metrics),
        parts=tuple(
            part
            for metric in metrics
            for regime in regimes
            for part in _parts(measures, regime, metric, extreme)
        ),
    )


def _parts(measures: Measures, regime: str, metric: str, extreme: str) -> Iterator[LeadPart]:
    """The parts of one lead; failing less than those who try is no merit, so cuts alone begin no lead in failure."""
    names = [ORDINARY_TOWN, twin_name(regime), regime]
    steps = [Step.POLITICS, Step.PROGRAMME]
    if extreme and not METRICS[metric].trying:
        names.insert(0, extreme)
        steps.insert(0, Step.ORDINARY)
    found = together([measures.of(AS_COSTED, name, metric) for name in names])
    for step, ours, base in zip(steps, found[1:], found, strict=False):
        yield _part(regime, metric, step, ours.against(base).difference)
    yield _part(regime, metric, Step.LEAD, found[-1].against(found[0]).difference)


def _part(regime: str, metric: str, step: Step, found: Interval) -> LeadPart:
    return LeadPart(regime, metric, step, found.n, found.mean, found.low, found.high)
