"""Does a claim hold? In what share of plausible models, what decides it, and which smallest change refutes it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from innosim.analysis.claim_deciders import Box, Decider, box_of, deciders_of
from innosim.analysis.claim_refute import Refuted
from innosim.analysis.claim_shares import (
    Bools,
    ModelShare,
    Seen,
    Truth,
    has_own_spread,
    likely_between,
    seen,
    shares_between,
    spread_of_truth,
)
from innosim.analysis.measures import contributed
from innosim.analysis.verdicts import Verdict
from innosim.experiment.credible import Credible
from innosim.experiment.draws import SEED_FIELD
from innosim.experiment.intervals import Floats, Interval
from innosim.experiment.study_runs import StudyRuns
from innosim.scenario.catalogue import METRICS
from innosim.scenario.claimed import Claimed, ClaimRelation
from innosim.scenario.resolved import Scenario

ALL_DRAWS, CREDIBLE = "all", "credible"
"""Names of the groups of draws that are counted."""


@dataclass(frozen=True)
class Counted:
    """Shares of a group of draws: of each verdict on the true difference, of those in which the claim holds, and in which the first is ahead at all.

    Of a true difference nothing is undecided: it is clearly better, clearly worse (higher, lower), or does not matter. ``leans`` where the group
    is too small for a spread of its own, so that its shares lean towards those of all.
    """

    group: str
    verdicts: Mapping[Verdict, ModelShare]
    holds: ModelShare
    ahead: ModelShare
    leans: bool = False


@dataclass(frozen=True)
class InMode:
    """A claim in one cost mode.

    ``seen`` are the differences of draws, better upwards; ``likely`` how likely the claim holds in each (draws), NaN where the metric is
    undefined. ``noise`` is the part of what is seen of the spread that is noise, NaN where nothing is known of it. ``credible`` is None where that was not judged.
    """

    cost: str
    seen: Seen
    likely: Floats
    noise: float
    all: Counted
    credible: Counted | None

    @property
    def groups(self) -> tuple[Counted, ...]:
        """The groups that were counted."""
        return (self.all,) if self.credible is None else (self.all, self.credible)


@dataclass(frozen=True)
class AtBase:
    """The scenario's own constants: the paired difference, better upwards, and whether it shows that the claim holds (None: neither)."""

    difference: Interval
    holds: bool | None


@dataclass(frozen=True)
class NotRun:
    """A value that the search for a refutation passed over, as it could not be run, with the sentence why; ``field`` is "" for the scenario as it is."""

    field: str
    value: float
    why: str


@dataclass(frozen=True)
class Claim:
    """A claim held against plausible models.

    ``draws`` were asked for, ``replications`` each; ``failed`` draws could not be run. ``deciders`` and ``box`` are of the cost mode ``cost``; deciders are None
    where SALib is not installed. ``base`` is the scenario as it is and ``refuted`` the smallest single change, of ``tried`` parameters; None where
    that was not looked for, or there is none. ``not_run`` are the values at which that could not be asked.
    """

    scenario: Scenario
    claimed: Claimed
    draws: int
    replications: int
    failed: Mapping[int, str]
    modes: tuple[InMode, ...]
    judged: Credible | None = None
    cost: str = ""
    deciders: tuple[Decider, ...] | None = ()
    box: Box | None = None
    base: AtBase | None = None
    refuted: Refuted | None = None
    tried: tuple[str, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def shares(self) -> dict[tuple[str, str], ModelShare]:
        """The share of draws in which it holds, by cost mode and group (``all``, ``credible``)."""
        return {
            (mode.cost, group.group): group.holds for mode in self.modes for group in mode.groups
        }

    def mode(self, cost: str) -> InMode:
        """The claim in one cost mode."""
        return next(mode for mode in self.modes if mode.cost == cost)

    @property
    def shown(self) -> InMode:
        """The cost mode that sentences and the card lead with."""
        return self.mode(self.cost)


def differences(runs: StudyRuns, claimed: Claimed, cost: str) -> Floats:
    """Return the paired difference of a claim's regimes, better upwards: (draws, replications), NaN where undefined or not run.

    Of a ratio it is what each replication contributes to the difference of the two pooled ones.
    """
    ours, theirs = contributed(runs, cost, (claimed.one, claimed.other), claimed.metric)
    sign = -1.0 if METRICS[claimed.metric].better == "down" else 1.0
    return sign * (ours - theirs)


def claimed_in_mode(
    found: Floats, claimed: Claimed, cost: str, credible: Bools | None = None
) -> InMode:
    """Count a claim in one cost mode, from its differences (draws, replications)."""
    there = seen(found)
    truth = spread_of_truth(there)
    low, high = limits(claimed)
    groups = [(ALL_DRAWS, None)] if credible is None else [(ALL_DRAWS, None), (CREDIBLE, credible)]
    counted = [_counted(name, there, truth, claimed, among) for name, among in groups]
    return InMode(
        cost,
        there,
        likely_between(there, truth, low, high),
        _noise_part(there),
        counted[0],
        counted[1] if len(counted) > 1 else None,
    )  # fmt: skip


def limits(claimed: Claimed) -> tuple[float, float]:
    """Return between which true differences, better upwards, a claim holds."""
    if claimed.relation == ClaimRelation.EQUAL:
        return -claimed.size, claimed.size
    return claimed.size, math.inf


def _counted(
    name: str, there: Seen, truth: Truth | None, claimed: Claimed, among: Bools | None
) -> Counted:
    size = claimed.size
    better = METRICS[claimed.metric].better
    up, down = (Verdict.CLEARLY_BETTER, Verdict.CLEARLY_WORSE) if better else (Verdict.HIGHER, Verdict.LOWER)  # fmt: skip

    names = (up, Verdict.NEGLIGIBLE, down)
    bounds = [(size, math.inf), (-size, size), (-math.inf, -size), (0.0, math.inf)]
    *shares, ahead = shares_between(there, truth, bounds, among)
    verdicts = dict(zip(names, shares, strict=True))
    holds = verdicts[Verdict.NEGLIGIBLE if claimed.relation == ClaimRelation.EQUAL else up]
    leans = truth is not None and holds.n > 0 and not has_own_spread(holds.n)
    return Counted(name, verdicts, holds, ahead, leans)


def _noise_part(there: Seen) -> float:
    """Return the part of the variance of what is seen that is noise."""
    d, noise = there.difference[there.there], there.noise[there.there]
    if len(d) < 2 or np.isnan(noise).any() or not d.var():
        return math.nan
    return min(1.0, float(noise.mean() / d.var(ddof=1)))


def points_array(runs: StudyRuns) -> tuple[Floats, tuple[str, ...]]:
    """Return what was drawn, (draws, parameters), and the names of the parameters; those that are the same in all draws are left out."""
    names = [name for name in runs.points[0] if name != SEED_FIELD]
    rows = [[float(point[name]) for name in names] for point in runs.points]
    array = np.array(rows, dtype=np.float64)
    varied = array.min(axis=0) < array.max(axis=0)
    return array[:, varied], tuple(name for name, kept in zip(names, varied, strict=True) if kept)


def decide(
    points: Floats, names: Sequence[str], mode: InMode
) -> tuple[tuple[Decider, ...] | None, Box | None]:
    """Return the deciders of a claim in a cost mode (None where SALib is not installed), and its box."""
    try:
        deciders = deciders_of(points, names, mode.likely)
    except ImportError:
        deciders = None
    return deciders, box_of(points, names, mode.likely)
