"""What the verdicts allow one to say, before it is put into words.

A `Claim` is the whole content of a sentence: who stands where against the baseline and who leads.
Whatever language puts it into words can add nothing to it, so a sentence is never stronger than the verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass

from innosim.analysis.comparison import Comparison
from innosim.analysis.frames import AnalysisError, only_cuts
from innosim.analysis.verdicts import Verdict
from innosim.scenario.catalogue import HEADLINES, METRICS
from innosim.scenario.errors import instead

_IDEAS = ("throughput_per_year", "value_per_year")
_FAILURE = ("failure_cost_mdkk_per_year", "failure_cost_share")
_SUPPORT = ("mandate_share", "support_majority_share")

TOPICS: tuple[str, ...] = (*_IDEAS, *_FAILURE, *_SUPPORT)
"""What the project's question asks for: ideas (how many, worth how much), the cost of failure (in all, and a krone used),
political support (backing of the innovation agenda, and confidence in the leadership's line)."""


@dataclass(frozen=True)
class Group:
    """Regimes of which the same is true against the baseline.

    ``modes`` gives the verdict in each cost mode where these differ, else it is empty.
    """

    verdict: Verdict
    regimes: tuple[str, ...]
    modes: tuple[Verdict, ...]


@dataclass(frozen=True)
class Claim:
    """One metric: where each regime stands against the baseline, and against each other.

    ``ranked`` are the regimes that are ranked among each other, the baseline with them; ``leader`` is
    better than every other of them, ``last`` worse than every other, each "" where there is none; ``unbeaten`` are those to
    which no other is shown to be better. ``equal`` is true where every two of them are exactly equal.
    ``left_out`` are the regimes without ideas where failing is ranked. ``turns_on`` names the assumed parameter that
    the order of regimes turns on: then none is ranked, and each stands against the baseline alone. ``costs`` are the cost modes that all of this holds in.
    """

    metric: str
    baseline: str
    costs: tuple[str, ...]
    groups: tuple[Group, ...]
    ranked: tuple[str, ...]
    leader: str
    last: str
    unbeaten: tuple[str, ...]
    equal: bool
    left_out: tuple[str, ...] = ()
    turns_on: str = ""


def claims(comparison: Comparison, topics: tuple[str, ...] = TOPICS) -> tuple[Claim, ...]:
    """One claim a topic (a headline metric); by default those that the project's question asks for.

    Raises:
        AnalysisError: a topic that is no headline metric of this comparison.
    """
    known = [name for name in HEADLINES if name in comparison.metrics]
    for metric in topics:
        if metric not in known:
            raise AnalysisError(
                f"{metric} is no headline metric of this comparison: {instead(metric, known)}"
            )
    return tuple(_claim(comparison, metric) for metric in topics)


def _claim(comparison: Comparison, metric: str) -> Claim:
    left_out = _left_out(comparison, metric)
    turns_on = METRICS[metric].turns_on
    ranked = () if turns_on else _ranked(comparison, left_out)
    ahead = {
        one: {other for other in ranked if other != one and _better(comparison, one, other, metric)}
        for one in ranked
    }
    everyone = set(ranked)
    beaten = set().union(*ahead.values()) if ahead else set()
    leader = [one for one in ranked if ahead[one] == everyone - {one}]
    last = [one for one in ranked if all(one in ahead[other] for other in everyone - {one})]
    several = len(ranked) > 1
    return Claim(
        metric=metric,
        baseline=comparison.baseline,
        costs=comparison.costs,
        groups=_groups(comparison, metric),
        ranked=ranked,
        leader=leader[0] if several and leader else "",
        last=last[0] if several and last else "",
        unbeaten=tuple(one for one in ranked if one not in beaten) if several else (),
        equal=several
        and all(
            comparison.between(one, other, metric) == Verdict.ZERO
            for one in ranked
            for other in ranked
            if one != other
        ),
        left_out=left_out,
        turns_on=turns_on,
    )


def _left_out(comparison: Comparison, metric: str) -> tuple[str, ...]:
    """Whoever has no ideas, where failing is ranked."""
    return tuple(
        regime
        for regime in (*comparison.regimes, comparison.baseline)
        if METRICS[metric].trying and only_cuts(comparison.scenario, regime)
    )


def _ranked(comparison: Comparison, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """Regimes ranked among each other, the baseline too."""
    return tuple(
        regime for regime in (*comparison.regimes, comparison.baseline) if regime not in left_out
    )


def _better(comparison: Comparison, one: str, other: str, metric: str) -> bool:
    return comparison.between(one, other, metric) == Verdict.BETTER


def _groups(comparison: Comparison, metric: str) -> tuple[Group, ...]:
    """Regimes by what may be said of them against the baseline, in the order of `Verdict`."""
    found: dict[tuple[Verdict, tuple[Verdict, ...]], list[str]] = {}
    for regime, findings in comparison.of_metric(metric):
        modes = tuple(finding.verdict for finding in findings)
        verdict = comparison.verdict(regime, metric)
        # Undecided because one mode has no verdict is told apart from undecided in both.
        key = (verdict, modes if len(set(modes)) > 1 else ())
        found.setdefault(key, []).append(regime)
    order = list(Verdict)
    return tuple(
        Group(verdict, tuple(regimes), modes)
        for (verdict, modes), regimes in sorted(
            found.items(), key=lambda item: order.index(item[0][0])
        )
    )
