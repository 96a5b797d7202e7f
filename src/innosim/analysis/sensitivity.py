"""Which of all that is unsure an outcome hangs on: a screening of all uncertain parameters, then shares of the strongest.

The outcome is a regime's metric, or by how much it is over another's. Both steps are read from studies; nothing is run here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from innosim.analysis.delta_indices import Index, indices, noise_share
from innosim.analysis.frames import AnalysisError
from innosim.analysis.measures import contributed
from innosim.analysis.screening_effects import Screened, screened, strongest
from innosim.experiment.intervals import Floats
from innosim.experiment.screening import Trajectories
from innosim.experiment.study_runs import StudyRuns
from innosim.scenario.errors import as_given, instead

STRONGEST = 10
"""So many parameters of each outcome are looked at closer."""

_LESS = re.compile(r"\s+(?:-|−|–|less|minus)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Of:
    """What is asked about: a regime, or how much it is over another one."""

    one: str
    other: str = ""

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that are run for it."""
        return (self.one, self.other) if self.other else (self.one,)

    def __str__(self) -> str:
        """Return it as it is typed."""
        return " - ".join(self.regimes)


def of_named(text: str, regimes: Sequence[str]) -> Of:
    """Return what a text such as ``framed - bottom-up`` or ``framed`` asks about.

    Raises:
        AnalysisError: a regime that is none of ``regimes``, more than two, or one less itself.
    """
    names = (
        [name.strip() for name in _LESS.split(text.strip())]
        if text.strip() not in regimes
        else [text.strip()]
    )
    for name in names:
        if name not in regimes:
            raise AnalysisError(f"no regime {as_given(name)}: {instead(name, regimes)}")
    if len(names) > 2:
        raise AnalysisError(
            f"{text!r} names {len(names)} regimes; ask about one, or one less another."
        )
    if len(set(names)) < len(names):
        raise AnalysisError(f"{text!r} is a regime less itself, which is 0 in every model.")
    return Of(*names)


def outcome(runs: StudyRuns, cost: str, of: Of, metric: str) -> Floats:
    """Return a metric of one regime, or less the other's, replication by replication: (points, replications), NaN where either has none.

    Of a pooled ratio a value is what the replication contributes to it, so that the mean at a point is the ratio or the difference of two.
    """
    levels = contributed(runs, cost, of.regimes, metric)
    return levels[0] if len(levels) == 1 else levels[0] - levels[1]


@dataclass(frozen=True)
class OfMetric:
    """What one metric hangs on.

    ``screened`` are all parameters, the strongest first, those that are no more than noise last; ``indices`` those of the strongest.
    ``noise`` is the share of the variance between draws that is replication noise, ``spread`` the outcome's 5th, 50th and 95th percentile
    over the draws. ``undefined`` counts points without a value in the screening and in the draws.
    """

    metric: str
    screened: tuple[Screened, ...]
    indices: tuple[Index, ...]
    noise: float
    spread: tuple[float, float, float]
    undefined: tuple[int, int]

    @property
    def heard(self) -> int:
        """How many parameters move it by more than replication noise would."""
        return sum(each.is_heard for each in self.screened)

    def index(self, name: str) -> Index | None:
        """Return the index of a parameter, where it is among the strongest."""
        return next((each for each in self.indices if each.name == name), None)


@dataclass(frozen=True)
class Findings:
    """What an outcome hangs on, metric by metric.

    ``varied`` are the parameters that were drawn in the second step, ``draws`` how often, ``failed`` the points that could not be
    run, in each step. ``effects`` are the smallest effects that matter, by metric.
    """

    scenario: str
    of: Of
    cost: str
    seed: int
    months: int
    trajectories: int
    replications: int
    draws: int
    parameters: tuple[str, ...]
    varied: tuple[str, ...]
    metrics: Mapping[str, OfMetric]
    failed: tuple[int, int]
    effects: Mapping[str, float]

    def in_effects(self, metric: str, name: str) -> float:
        """Return how many smallest effects a parameter moves a metric by on average; 0 where that may be noise, NaN where the metric has no smallest effect."""
        found = next(each for each in self.metrics[metric].screened if each.name == name)
        if metric not in self.effects:
            return float("nan")
        return found.size.mean / self.effects[metric] if found.is_heard else 0.0

    def order(self) -> tuple[str, ...]:
        """Return the parameters that move any metric, the one that moves one of them most smallest effects first."""
        most = {
            name: max(
                (
                    self.in_effects(metric, name)
                    for metric in self.metrics
                    if metric in self.effects
                ),
                default=0.0,
            )
            for name in self.parameters
        }
        return tuple(sorted((n for n in most if most[n] > 0.0), key=lambda n: (-most[n], n)))


def screening(
    design: Trajectories, runs: StudyRuns, cost: str, of: Of, metric: str
) -> tuple[Screened, ...]:
    """Return what each parameter does to a metric, the strongest first, those that may be noise last."""
    found = screened(design, outcome(runs, cost, of, metric))
    return tuple(
        sorted(found, key=lambda each: (not each.is_heard, -_or_zero(each.size.mean), each.name))
    )


def closer(found: Mapping[str, Sequence[Screened]]) -> tuple[str, ...]:
    """Return the parameters to look at closer: the strongest of each metric, together, by name."""
    return tuple(sorted({name for each in found.values() for name in strongest(each, STRONGEST)}))


def of_metric(
    metric: str,
    found: tuple[Screened, ...],
    of: Of,
    cost: str,
    screening_runs: StudyRuns,
    drawn: StudyRuns | None,
    varied: Sequence[str],
    places: Floats,
) -> OfMetric:
    """Return what one metric hangs on.

    Args:
        found: its screening.
        drawn: the second step's runs, None where no parameter is more than noise.
        varied: the parameters that were drawn.
        places: where each stood in its range, (draws, parameters).
    """
    before = outcome(screening_runs, cost, of, metric)
    unknown = int(np.isnan(before).all(axis=1).sum())
    if drawn is None:
        nan = float("nan")
        return OfMetric(metric, found, (), nan, (nan, nan, nan), (unknown, 0))
    values = outcome(drawn, cost, of, metric)
    there = ~np.isnan(values).all(axis=1)
    means = np.full(len(values), np.nan)
    means[there] = np.nanmean(values[there], axis=1)
    own = strongest(found, STRONGEST)
    columns = [varied.index(name) for name in own]
    spread = np.nanquantile(means, [0.05, 0.5, 0.95]) if there.any() else np.full(3, np.nan)
    return OfMetric(
        metric,
        found,
        indices(own, places[:, columns], means) if own else (),
        noise_share(values),
        (float(spread[0]), float(spread[1]), float(spread[2])),
        (unknown, int((~there).sum())),
    )


def _or_zero(value: float) -> float:
    return 0.0 if np.isnan(value) else value
