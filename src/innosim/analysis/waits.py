"""What ideas wait for, by Little's law: how many wait at a time over how many are served is how long each waits.

A queue may be long because much passes through it. What names a bottleneck is the wait for each decision, or for
each phase of work.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import Frames, monthly, of_run
from innosim.experiment.intervals import (
    Floats,
    Interval,
    interval,
    pooled_difference,
    pooled_ratio,
    t_quantile,
)
from innosim.scenario.catalogue.codes import DECIDERS, JUDGES
from innosim.scenario.catalogue.indicator_columns import DECIDED, INDICATORS, LOST, QUEUE

if TYPE_CHECKING:
    import pandas as pd

PHASES_WORKED = "phases_worked"
WORK = "work_done"
EVERY_DECIDER = "deciders"

LACKS: tuple[str, ...] = tuple(name for name in INDICATORS if name.startswith(LOST))
"""Indicators of work not done for want of something."""

AWAITED: dict[str, str] = {
    **dict.fromkeys(LACKS, PHASES_WORKED),
    **{QUEUE + queue: DECIDED + queue for queue in DECIDERS.queues},
}
"""What may be a bottleneck: the indicator of idea-months waited for it, and the one that counts who got it."""

_JUDGING = tuple(QUEUE + name for name, who in DECIDERS.queues.items() if set(who) & set(JUDGES))

ENOUGH = 30
"""Decisions, over all replications, from which a wait for each is told well enough to name a bottleneck."""

RUNS_TO_NAME = 10
"""Replications under which none is named."""

ERROR = 0.05
"""Chance that, of several waits, the truly longest is not among those named."""


@dataclass(frozen=True)
class Wait:
    """One thing that ideas wait for, under one regime in one cost mode; intervals are over replications.

    ``what`` is an indicator's name, ``queue_council`` or ``work_lost_hours``; ``deciders`` is all who judge;
    ``work_done`` is no wait but the work itself, in months of the plan. ``waiting`` ideas at a time, mean over
    months; ``a_year`` are served: decisions, places given, phases of work finished. ``months`` is what they
    wait for each: waiting over served, pooled over replications; undefined where none was. ``served`` counts over all.
    """

    what: str
    waiting: Interval
    a_year: Interval
    months: Interval
    served: float

    @property
    def enough(self) -> bool:
        """Whether it was served often enough for its wait to name a bottleneck."""
        return self.served >= ENOUGH

    def at_least(self, months: float) -> float:
        """The wait for each, had it been served `ENOUGH` times in so many months over all replications."""
        return self.waiting.mean * months / ENOUGH


@dataclass(frozen=True)
class Waits:
    """All that ideas wait for under one regime in one cost mode, over ``replications``.

    ``longest`` are those with the longest wait for each decision or phase of work: the longest, and behind it
    those that replications do not show to be shorter (simultaneously, 95 %). One alone is the bottleneck. Who
    decided less than `ENOUGH`, or nothing, comes before them where the wait would be longer even had it decided so
    often. It is empty where hardly anything was waited for: no month for each of `ENOUGH`.
    """

    cost: str
    regime: str
    replications: int
    each: tuple[Wait, ...]
    longest: tuple[Wait, ...]

    @property
    def few(self) -> bool:
        """Whether there are too few replications to name a bottleneck."""
        return self.replications < RUNS_TO_NAME

    @property
    def bottleneck(self) -> Wait | None:
        """The bottleneck, where one can be named."""
        return self.longest[0] if len(self.longest) == 1 and not self.few else None

    @property
    def waiting(self) -> float:
        """Ideas that wait for anything at a time, mean over months."""
        return math.fsum(wait.waiting.mean for wait in self.each if wait.what in AWAITED)

    @property
    def most_awaited(self) -> Wait | None:
        """What most ideas wait for at a time, however short the wait; None where nothing is waited for."""
        awaited = [wait for wait in self.each if wait.what in AWAITED and wait.waiting.mean > 0.0]
        return max(awaited, key=lambda wait: wait.waiting.mean, default=None)

    def of(self, what: str) -> Wait:
        """One of them, by name."""
        return next(wait for wait in self.each if wait.what == what)


def waits(result: Frames) -> tuple[Waits, ...]:
    """What ideas wait for, one of each cost mode and regime."""
    columns = {*AWAITED, *AWAITED.values(), WORK}
    keys = ["cost", "regime", "replication"]
    groups = of_run(monthly(result)).groupby(keys, observed=True, sort=False)
    sums = groups[sorted(columns)].sum()
    sums["months"] = groups.size()
    of_regime = sums.groupby(level=keys[:2], observed=True, sort=False)
    return tuple(_waits(str(cost), str(regime), runs) for (cost, regime), runs in of_regime)


def _waits(cost: str, regime: str, runs: pd.DataFrame) -> Waits:
    """``runs`` has a row per replication: idea-months waited and ideas served over its months."""
    judged = [AWAITED[name] for name in _JUDGING]
    parts = {
        WORK: (_of(runs, WORK), _of(runs, PHASES_WORKED)),
        **{what: (_of(runs, what), _of(runs, served)) for what, served in AWAITED.items()},
        EVERY_DECIDER: (_of(runs, *_JUDGING), _of(runs, *judged)),
    }
    months = _of(runs, "months")
    each = tuple(_wait(what, *counts, months) for what, counts in parts.items())
    rare = _rare(each, math.fsum(months))
    return Waits(cost, regime, len(runs), each, _outlasting(rare, _longest(each, parts)))


def _of(runs: pd.DataFrame, *columns: str) -> Floats:
    found: Floats = runs[list(columns)].sum(axis=1).to_numpy(dtype=np.float64)
    return found


def _wait(what: str, waited: Floats, served: Floats, months: Floats) -> Wait:
    return Wait(
        what,
        interval(waited / months),
        interval(12.0 * served / months),
        pooled_ratio(waited, served),
        math.fsum(served),
    )


def _longest(each: tuple[Wait, ...], parts: dict[str, tuple[Floats, Floats]]) -> tuple[Wait, ...]:
    """The longest wait, and those not shown to be shorter; a tie is of both."""
    able = [w for w in each if w.what in AWAITED and w.enough and w.months.mean > 0.0]
    able.sort(key=lambda wait: -wait.months.mean)
    if not able:
        return ()
    first = able[0]
    return (
        first,
        *(
            wait
            for wait in able[1:]
            if not _clear(pooled_difference(*parts[first.what], *parts[wait.what]), len(able) - 1)
        ),
    )


def _rare(each: tuple[Wait, ...], months: float) -> list[tuple[float, Wait]]:
    """What is waited for and hardly served, with the least that its wait can be."""
    found = [
        (wait.at_least(months), wait)
        for wait in each
        if wait.what in AWAITED and not wait.enough and wait.waiting.mean > 0.0
    ]
    return sorted(found, key=lambda one: -one[0])


def _outlasting(rare: list[tuple[float, Wait]], longest: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """Those of the rare whose wait is longer than the longest of the others; these where there is none."""
    if not longest:
        return tuple(wait for least, wait in rare if least >= 1.0)
    first = longest[0].months
    high = first.mean if math.isnan(first.high) else first.high
    return tuple(wait for least, wait in rare if least > high) or longest


def _clear(difference: Interval, others: int) -> bool:
    """Whether a wait is longer, at a level at which ``others`` may be asked the same."""
    if math.isnan(difference.low):
        return False
    half = (difference.high - difference.low) / 2.0
    wider = _one_sided(difference.n, ERROR / others) / t_quantile(difference.n)
    return difference.mean - half * wider > 0.0


def _one_sided(n: int, error: float) -> float:
    """Student's t with ``n`` - 1 degrees of freedom that is passed with chance ``error``."""
    return t_quantile(n, 1.0 - error)


def waits_frame(found: tuple[Waits, ...]) -> pd.DataFrame:
    """A row per cost mode, regime and what is waited for: numbers with the ends of their intervals."""
    import pandas as pd

    rows = [
        {
            "cost": of.cost,
            "regime": of.regime,
            "what": wait.what,
            **ends("waiting", wait.waiting),
            **ends("a_year", wait.a_year),
            **ends("months", wait.months),
            "enough": wait.enough,
            "longest": any(wait is one for one in of.longest),
        }
        for of in found
        for wait in of.each
    ]
    return pd.DataFrame(rows)


def ends(name: str, found: Interval) -> dict[str, float]:
    """A number and the ends of its interval, as columns of a frame."""
    return {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}
