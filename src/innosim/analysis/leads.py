"""Who leads at each point of a study, where several are level by what matters, and where that is undecided.

At a point all pairs of regimes hold together with 95 % confidence (Bonferroni), as in a ranking; each point stands by itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from innosim.analysis.ranking import wide_of
from innosim.analysis.study import StudyMeasures
from innosim.analysis.verdicts import DOWN, NONE, SHOWN_EQUAL, UP, Verdict, verdict_on
from innosim.experiment.measure import difference_bounds
from innosim.scenario.catalogue import METRICS

State = Literal["leads", "level", "undecided", "none"]


@dataclass(frozen=True)
class Lead:
    """Who is ahead at a point on a metric, in one cost mode.

    ``leads``: the first of ``regimes`` is shown to be better than every other. ``level``: ``regimes`` are shown to differ by no more than
    what matters, and all others to be worse. ``undecided``: none is shown to be worse than the first of ``regimes``, which has
    the best mean. ``none``: nothing can be said, as at a point that failed.
    """

    state: State
    regimes: tuple[str, ...]
    everyone: int = 0

    @property
    def all_level(self) -> bool:
        """Whether it does not matter which is chosen: all are level."""
        return self.state == "level" and len(self.regimes) == self.everyone


def lead_at(measures: StudyMeasures, point: int, cost: str, metric: str) -> Lead:
    """Return who leads at a point."""
    if point not in measures.there:
        return Lead("none", ())
    better = METRICS[metric].better
    ranked = [
        name
        for name in measures.runs.regimes
        if measures.is_ranked(name, metric, point)
        and not math.isnan(measures.of(point, cost, name, metric).interval.mean)
    ]
    sign = 1.0 if better == "up" else -1.0
    order = sorted(
        ranked, key=lambda name: -sign * measures.of(point, cost, name, metric).interval.mean
    )
    if len(order) < 2:
        return Lead("none", ())
    top, pairs = order[0], math.comb(len(order), 2)
    verdicts = {
        other: _together(measures, point, cost, top, other, metric, pairs) for other in order[1:]
    }
    if all(each in NONE for each in verdicts.values()):
        return Lead("none", ())
    judged = {other: each for other, each in verdicts.items() if each not in NONE}
    near = tuple(other for other, each in judged.items() if each not in UP | DOWN)
    everyone = 1 + len(judged)
    if not near:
        return Lead("leads", (top,), everyone)
    level = all(judged[other] in SHOWN_EQUAL for other in near)
    return Lead("level" if level else "undecided", (top, *near), everyone)


def _together(
    measures: StudyMeasures, point: int, cost: str, one: str, other: str, metric: str, pairs: int
) -> Verdict:
    """The verdict on a pair that holds together with so many others."""
    held = measures.to_other(point, cost, one, other, metric)
    if held.verdict in NONE:
        return held.verdict
    apart = difference_bounds(measures.of(point, cost, one, metric).bounds)
    wide = wide_of(held.difference, pairs, apart)
    return verdict_on(wide, METRICS[metric].better, measures.effects.get(metric))
