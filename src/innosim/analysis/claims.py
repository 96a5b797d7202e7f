"""What the verdicts allow one to say, before it is put into words.

A `Contest` and an `Against` are the whole content of a sentence. Whatever language puts them into words can add nothing to
them but the numbers that they hold, so a sentence is never stronger than the verdicts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from innosim.analysis.comparison import Comparison, Contrast
from innosim.analysis.frames import AnalysisError, only_cuts, shown_cost
from innosim.analysis.ranking import Ranking, ranking, together_on
from innosim.analysis.verdicts import SHOWN_EQUAL, UP, Difference, Verdict
from innosim.scenario.catalogue import HEADLINES, METRICS
from innosim.scenario.errors import instead
from innosim.scenario.resolved import ORDINARY

TOPICS: tuple[str, ...] = ("value_per_year", "failure_cost_share", "support_majority_share")
"""What the ways of governing are set against each other on where a scenario asks for nothing else: what ideas are worth,
what a krone used on them loses, and a majority's confidence."""


class Payer(StrEnum):
    """Whether who leads turns on who pays."""

    WHOEVER = "whoever pays"
    BY_HOW_MUCH = "by how much depends"
    DEPENDS = "depends on who pays"
    NOT_BOTH = "not shown in the other cost mode"
    ONE_MODE = "one cost mode"


@dataclass(frozen=True)
class Contest:
    """Ways of governing set against each other on one metric, in one cost mode.

    ``levels`` are their means, the best first. ``leader`` is shown to be ahead of all others, ``clearly`` where by what matters;
    "" where there is none. ``ahead`` are those that nobody is shown to be ahead of, and ``tied`` is the verdict between them where they are
    shown to be equal, or were the same in all of ``runs``, of which another may still differ in a share of up to ``may_differ``. All of this holds at once with 95 % confidence. ``payer`` is about the leader;
    ``other`` is the other cost mode, "" where only one was run, and ``elsewhere`` who leads there, ``elsewhere_clearly`` where by what matters. ``left_out`` have no verdict.
    """

    metric: str
    cost: str
    levels: tuple[tuple[str, float], ...]
    leader: str
    clearly: bool
    ahead: tuple[str, ...]
    tied: Verdict | None
    runs: int
    may_differ: float
    payer: Payer
    other: str
    elsewhere: str
    elsewhere_clearly: bool
    left_out: tuple[str, ...]
    turns_on: str

    @property
    def level(self) -> bool:
        """Whether no two of them are shown to differ."""
        return self.tied is not None and len(self.ahead) == len(self.levels)


@dataclass(frozen=True)
class Side:
    """The regimes of which the same verdict holds against the baseline on a metric, each with its difference there."""

    metric: str
    verdict: Verdict
    differences: tuple[tuple[str, float], ...]

    @property
    def regimes(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(name for name, _ in self.differences)


@dataclass(frozen=True)
class Against:
    """Where the regimes stand against the baseline on the headline metrics, in the cost mode ``cost``, as the table of that mode has it.

    ``ahead`` and ``behind`` hold, metric by metric, those that are better and worse: by what matters first, then those of whom it may be too
    little to matter. On each metric all of this holds at once with 95 % confidence, as in a `Contest`. ``times`` is
    what each of them uses, as a multiple of the baseline's use; empty where use was not compared.
    """

    baseline: str
    cost: str
    regimes: tuple[str, ...]
    ahead: tuple[Side, ...]
    behind: tuple[Side, ...]
    times: Mapping[str, float] = field(default_factory=dict)


def ways_of(comparison: Comparison) -> tuple[str, ...]:
    """The ways of governing that are set against each other; of two regimes, both.

    Neither cuts alone is one nor an ordinary town: `ORDINARY` where it was run, else the baseline. So a way that is taken for the baseline stays one.
    """
    everyone = (*comparison.regimes, comparison.baseline)
    if len(everyone) == 2:
        return everyone
    trying = tuple(name for name in everyone if not only_cuts(comparison.scenario, name))
    ordinary = ORDINARY if ORDINARY in everyone else comparison.baseline
    ways = tuple(name for name in trying if name != ordinary)
    if len(ways) > 1:
        return ways
    fewer = trying if comparison.baseline in ways else (*ways, comparison.baseline)
    return fewer if len(fewer) > 1 else everyone


def usual_cost(comparison: Comparison) -> str:
    """The cost mode in which ways are set against each other: equal resources where that was run."""
    return shown_cost(comparison.costs)


def contest(
    comparison: Comparison, metric: str, ways: Sequence[str] = (), cost: str = ""
) -> Contest:
    """Set ``ways`` (all of them where none are named) against each other on one metric.

    Raises:
        AnalysisError: a metric that has no better direction or was not compared.
    """
    known = [name for name in comparison.contrasted if METRICS[name].headline]
    if metric not in comparison.contrasted:
        raise AnalysisError(
            f"{metric} is no headline metric of this comparison: {instead(metric, known)}"
        )
    mode = cost or usual_cost(comparison)
    chosen = tuple(ways) or ways_of(comparison)
    found = ranking(comparison, metric, mode, chosen)
    order = tuple(one.regime for one in found.standings)
    turns_on = METRICS[metric].turns_on
    leader = "" if turns_on else found.leader
    payer = _payer(comparison, leader, order, metric)
    fewest = _fewest(comparison, metric, mode, found.leaders)
    other = next((name for name in comparison.costs if name != mode), "")
    elsewhere, elsewhere_clearly = _leader(comparison, metric, other, chosen)
    return Contest(
        metric=metric,
        cost=mode,
        levels=tuple((name, comparison.level(mode, name, metric).mean) for name in order),
        leader=leader,
        clearly=bool(leader)
        and _clearly(found, leader, order)
        and _in_each(payer, comparison, leader, order, metric),
        ahead=found.leaders,
        tied=_tied(found),
        runs=fewest.pairs,
        may_differ=fewest.may_differ,
        payer=payer,
        other=other,
        elsewhere=elsewhere,
        elsewhere_clearly=elsewhere_clearly,
        left_out=found.left_out,
        turns_on=turns_on,
    )


def _leader(
    comparison: Comparison, metric: str, cost: str, ways: Sequence[str]
) -> tuple[str, bool]:
    """Who is shown to be ahead of all other ``ways`` in another cost mode, and whether by what matters; "" where nobody is, or there is no such mode."""
    if not cost or METRICS[metric].turns_on:
        return "", False
    found = ranking(comparison, metric, cost, ways)
    order = tuple(one.regime for one in found.standings)
    return found.leader, bool(found.leader) and _clearly(found, found.leader, order)


def _fewest(comparison: Comparison, metric: str, cost: str, order: Sequence[str]) -> Difference:
    """Of the differences between any two of them, that which rests on the fewest runs."""
    place, together = comparison.costs.index(cost), together_on(comparison, metric)
    return min(
        (together.contrast(one, other).differences[place] for one, other in combinations(order, 2)),
        key=lambda found: found.pairs,
        default=Difference(0, math.nan, math.nan, math.nan, zero=False),
    )


def _tied(found: Ranking) -> Verdict | None:
    """What is shown between those that nobody is shown to be ahead of: that they are equal, or were in all runs; else None."""
    said = {
        found.pairs[one, other] for one in found.leaders for other in found.leaders if one != other
    }
    if said and said <= {Verdict.ZERO, Verdict.SAME}:
        return Verdict.ZERO if said == {Verdict.ZERO} else Verdict.SAME
    return Verdict.NEGLIGIBLE if said and said <= set(SHOWN_EQUAL) else None


def _clearly(found: Ranking, leader: str, order: Iterable[str]) -> bool:
    """Whether the leader is ahead of every other by what matters."""
    others = [name for name in order if name != leader]
    return all(found.pairs[leader, other] == Verdict.CLEARLY_BETTER for other in others)


def _in_each(
    payer: Payer, comparison: Comparison, leader: str, order: Iterable[str], metric: str
) -> bool:
    """Whether a lead that is told of both cost modes is one by what matters in both."""
    if payer not in (Payer.WHOEVER, Payer.BY_HOW_MUCH):
        return True
    together = together_on(comparison, metric)
    found = (together.contrast(leader, other).verdicts for other in order if other != leader)
    return all(set(each) == {Verdict.CLEARLY_BETTER} for each in found)


def _payer(comparison: Comparison, leader: str, order: Iterable[str], metric: str) -> Payer:
    """Whether the leader is ahead whoever pays."""
    if len(comparison.costs) < 2:
        return Payer.ONE_MODE
    together = together_on(comparison, metric)
    found = [together.contrast(leader, other) for other in order if leader and other != leader]
    if any(each.overall.verdict == Verdict.DEPENDS for each in found):
        return Payer.DEPENDS
    # "Better; by how much depends" may rest on one mode alone: here the lead must be shown in each.
    if any(not UP.issuperset(each.verdicts) for each in found):
        return Payer.NOT_BOTH
    if any(each.overall.by_how_much for each in found):
        return Payer.BY_HOW_MUCH
    return Payer.WHOEVER


def against(comparison: Comparison, metrics: Sequence[str] = HEADLINES) -> Against:
    """Where all that try anything stand against the baseline on the headline metrics that were compared, in the usual cost mode.

    An ordinary town is among them where it is not the baseline; cuts alone are not, unless there is nobody else.
    """
    base, cost = comparison.baseline, usual_cost(comparison)
    place = comparison.costs.index(cost)
    trying = tuple(name for name in comparison.regimes if not only_cuts(comparison.scenario, name))
    regimes = trying or comparison.regimes
    ahead, behind = [], []
    for metric in (name for name in metrics if name in comparison.metrics):
        together = together_on(comparison, metric)
        found = [together.contrast(name, base) for name in regimes]
        ahead += _sides(found, metric, place, (Verdict.CLEARLY_BETTER, Verdict.BETTER))
        behind += _sides(found, metric, place, (Verdict.CLEARLY_WORSE, Verdict.WORSE))
    return Against(
        base, cost, regimes, tuple(ahead), tuple(behind), _times(comparison, cost, regimes)
    )


INNOVATION_USE = "used_mdkk_per_year"
"""The metric of what innovation really used."""


def _times(comparison: Comparison, cost: str, regimes: Sequence[str]) -> dict[str, float]:
    """What each of ``regimes`` uses, as a multiple of the baseline's use."""
    if INNOVATION_USE not in comparison.metrics:
        return {}
    own = comparison.level(cost, comparison.baseline, INNOVATION_USE).mean
    used = {name: comparison.level(cost, name, INNOVATION_USE).mean for name in regimes}
    return {name: use / own for name, use in used.items()} if own > 0.0 else {}


def _sides(
    found: Sequence[Contrast], metric: str, place: int, verdicts: Sequence[Verdict]
) -> list[Side]:
    """The regimes of each of ``verdicts`` on a metric, where there are any."""
    sides = []
    for verdict in verdicts:
        said = [each for each in found if each.verdicts[place] == verdict]
        if said:
            differences = tuple((each.one, each.differences[place].mean) for each in said)
            sides.append(Side(metric, verdict, differences))
    return sides
