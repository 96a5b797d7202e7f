"""The claims that an answer itself makes: who leads in what it tells of, as claims that can be held against plausible models."""

from __future__ import annotations

from collections.abc import Iterator

from innosim.analysis.claims import TOPICS, Contest, contest
from innosim.analysis.comparison import Comparison
from innosim.analysis.verdicts import SHOWN_EQUAL, UP
from innosim.scenario.catalogue import METRICS
from innosim.scenario.claimed import Claimed, ClaimRelation


def claims_of(comparison: Comparison) -> tuple[Claimed, ...]:
    """Return what a comparison tells as claims: the leader over the next in each topic, or that the first two are level; then what the scenario asks.

    What is undecided claims nothing.
    """
    found = [*_of_topics(comparison), *_of_contrasts(comparison)]
    return tuple(dict.fromkeys(found))


def _of_topics(comparison: Comparison) -> Iterator[Claimed]:
    for metric in TOPICS:
        if metric in comparison.contrasted and not METRICS[metric].turns_on:
            yield from _of_contest(comparison, contest(comparison, metric))


def _of_contest(comparison: Comparison, found: Contest) -> Iterator[Claimed]:
    size = comparison.effects.get(found.metric)
    names = [name for name, _ in found.levels]
    if len(names) < 2 or size is None:
        return
    if found.leader:
        other = next(name for name in names if name != found.leader)
        yield Claimed(found.leader, other, found.metric, ClaimRelation.BETTER, size)
    elif found.tied in SHOWN_EQUAL:
        one, other = found.ahead[:2]
        yield Claimed(one, other, found.metric, ClaimRelation.EQUAL, size)


def _of_contrasts(comparison: Comparison) -> Iterator[Claimed]:
    for one, other, metric in comparison.scenario.contrasts:
        size = comparison.effects.get(metric)
        if size is None or (one, other, metric) not in comparison.contrasts:
            continue
        verdict = comparison.between(one, other, metric)
        if verdict in UP:
            yield Claimed(one, other, metric, ClaimRelation.BETTER, size)
        elif comparison.between(other, one, metric) in UP:
            yield Claimed(other, one, metric, ClaimRelation.BETTER, size)
        elif verdict in SHOWN_EQUAL:
            yield Claimed(one, other, metric, ClaimRelation.EQUAL, size)
