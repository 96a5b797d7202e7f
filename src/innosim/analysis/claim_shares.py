"""In what share of plausible models a difference is beyond a limit, freed of the noise of few replications.

Each draw is one model; its true difference is what endless replications of it would show. Two replications show that plus noise, and
noise puts draws beyond any limit: it widens the spread that is seen. So the spread of true differences is found first (`claim_spread`), and
a draw counts by how likely its own true difference is beyond the limit.

Draws whose replications all show one and the same difference, as others' do (nothing happens: exactly 0), are no part of that spread. They are a point of
mass, known without noise, on its own side of every limit: 0 is neither ahead nor behind.

How noisy a draw is hangs on its true difference: large ones are noisier, and where nothing happens there is no noise. One draw's
two replications hardly tell, so the noise is found with the spread, from all draws that may have that difference; and how far a draw's
replications lie apart says something of what its difference is. Draws must not share their luck: each has a seed of its own
(`experiment.draws`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from innosim.analysis.claim_spread import (
    Bools,
    ShownDraws,
    Spread,
    likely_inside,
    nearly_as_likely,
    spread_among,
    spread_of,
    support_of_shares,
    variance_of_truth,
)
from innosim.experiment.intervals import Z_SQUARED, Floats

LEAST_DRAWS = 20
"""Draws below which no spread is fitted: shares stay as they are counted."""

MOST_NOISE = 0.5
"""The part of the variance seen from which on a share is told by its bounds only: more is hidden than shown."""

_AIMED_AT = 0.4
"""The part of noise that as many replications as would do leave."""


@dataclass(frozen=True)
class Seen:
    """What was seen of every draw (draws,): its mean difference, better upwards, and the variance of noise in it that its own replications show.

    The difference is NaN where the metric is undefined, the noise NaN with one of the ``replications``. ``tied`` is how sure it is that a draw
    is one of a point of mass (0 to 1; None: none is).
    """

    difference: Floats
    noise: Floats
    replications: int = 2
    tied: Floats | None = None

    @property
    def there(self) -> Bools:
        """Which draws have a difference."""
        return ~np.isnan(self.difference)

    @property
    def ties(self) -> Floats:
        """How sure it is that each draw is one of a point of mass (draws)."""
        return np.zeros(len(self.difference)) if self.tied is None else self.tied


@dataclass(frozen=True)
class ModelShare:
    """A share of ``n`` draws: counted as seen, with Wilson's 95 % interval (1927), and freed of noise, with one that holds what noise may hide.

    ``share`` is the counted one where nothing is known of the noise. Where ``bounds`` there is so much noise that only ``low`` and ``high`` are
    told, and ``share`` is no more than the likeliest between them.
    """

    n: int
    counted: float
    counted_low: float
    counted_high: float
    share: float
    low: float
    high: float
    bounds: bool = False


@dataclass(frozen=True)
class Noise:
    """How much of what is seen is noise.

    ``part`` of the variance of what is seen; NaN where nothing is known of it or there is no spread. ``apart``: differences of models are told from noise at all.
    ``enough`` replications would leave so little noise that a share is told; 0 where these are enough.
    """

    part: float
    apart: bool
    enough: int

    @property
    def too_much(self) -> bool:
        """Whether a share is told by its bounds only."""
        return self.part >= MOST_NOISE


Limits: TypeAlias = tuple[float, float]
"""Above the first and not above the second; either may be infinite."""


def seen(differences: Floats) -> Seen:
    """Reduce differences (draws, replications), better upwards and NaN where undefined; a draw with any undefined replication is left out."""
    mean = differences.mean(axis=1)
    replications = differences.shape[1]
    if replications < 2:
        return Seen(mean, np.full(mean.shape, np.nan), replications)
    alike = differences.min(axis=1) == differences.max(axis=1)
    # Equal values have that mean and no variance, whatever rounding makes of it.
    mean = np.where(alike, differences[:, 0], mean)
    noise = np.where(alike, 0.0, differences.var(axis=1, ddof=1) / replications)
    return Seen(mean, noise, replications, _tied(differences, alike))


def _tied(differences: Floats, alike: Bools) -> Floats:
    """Return how sure it is that each draw is one of a point of mass: that it is no chance that its replications all show what other draws' do.

    Differences come in steps, or rarely, and then may be alike by chance. So many would be by what is seen of draws in which one or two replications are
    not (Chao 1987).
    """
    tied = np.zeros(len(differences))
    values, times = np.unique(differences[alike, 0], return_counts=True)
    many = differences.shape[1]
    for value in values[times > 1]:
        other = (differences != value).sum(axis=1)
        one, two = int((other == 1).sum()), int((other == 2).sum())
        chance = (many - 1) / many * one * (one - 1) / (2.0 * (two + 1))
        tied[other == 0] = max(0.0, 1.0 - chance / int((other == 0).sum()))
    return tied


def spread_of_truth(found: Seen) -> Spread | None:
    """Return how true differences are spread over draws that are no tie; None where there are too few draws, no spread, or nothing is known of the noise."""
    d, own = found.difference[found.there], found.noise[found.there]
    if len(d) < LEAST_DRAWS or np.isnan(own).any():
        return None
    return spread_of(_shown(found, found.there))


def _shown(found: Seen, counts: Bools) -> ShownDraws:
    """Return what the draws that are there show; those that count by as much as they are no tie."""
    there = found.there
    weight = np.where(counts, 1.0 - found.ties, 0.0)[there]
    return ShownDraws(found.difference[there], found.noise[there], weight, found.replications - 1)


def noise_of(found: Seen) -> Noise:
    """Return how much of the variance of what is seen is noise, and how many replications would do."""
    d, own = found.difference[found.there], found.noise[found.there]
    if len(d) < 2 or np.isnan(own).any() or not d.var():
        return Noise(math.nan, apart=True, enough=0)
    part = min(1.0, float(own.mean() / d.var(ddof=1)))
    if part < MOST_NOISE:
        return Noise(part, apart=True, enough=0)
    variance, error = variance_of_truth(
        ShownDraws(d, own, np.ones(len(d)), found.replications - 1)
    )  # fmt: skip
    apart = variance > 2.0 * error
    # Where truth is not told from nothing, as many as the most it may be would take.
    truth = variance if apart else variance + 2.0 * error
    ratio = float(own.mean()) * found.replications * (1.0 - _AIMED_AT) / _AIMED_AT
    enough = math.ceil(ratio / truth) if truth > 0.0 else 0
    return Noise(part, apart, max(enough, found.replications + 1))


def likely_between(found: Seen, truth: Spread | None, low: float, high: float) -> Floats:
    """Return how likely each draw's true difference is above ``low`` and not above ``high`` (draws): 0 or 1, as seen, where ``truth`` is None.

    NaN where the metric is undefined.
    """
    there, ties = found.there, found.ties
    likely = np.full(found.difference.shape, np.nan)
    as_seen = (found.difference > low) & (found.difference <= high)
    likely[there] = as_seen[there]
    if truth is not None:
        freed = likely_inside(_shown(found, there), truth, low, high)
        likely[there] = ties[there] * likely[there] + (1.0 - ties[there]) * freed
    return likely


def shares_between(
    found: Seen, truth: Spread | None, limits: Sequence[Limits], among: Bools | None = None
) -> tuple[ModelShare, ...]:
    """Return the share of draws whose true difference lies between each two limits.

    Args:
        found: what was seen of all draws.
        truth: their spread, from `spread_of_truth`.
        limits: two a share.
        among: the draws that count (draws). Their true differences have a spread of their own; how noisy a difference is, is known from all draws.
    """
    counts = found.there if among is None else found.there & among
    n = int(counts.sum())
    if n == 0:
        nan = math.nan
        return tuple(ModelShare(0, nan, nan, nan, nan, nan, nan) for _ in limits)
    raw = [float(likely_between(found, None, *each)[counts].mean()) for each in limits]
    shown = _shown(found, counts)
    own_truth = truth
    if truth is not None and among is not None:
        own_truth = spread_among(shown, truth)
    if own_truth is None:
        return tuple(ModelShare(n, one, *wilson(one, n), one, *wilson(one, n)) for one in raw)
    bounds = noise_of(found).too_much
    shares = []
    for one, each in zip(raw, limits, strict=True):
        share = float(likely_between(found, own_truth, *each)[counts].mean())
        ends = _ends(found, counts, shown, own_truth, each)
        low, high = wilson(share, n)
        shares.append(
            ModelShare(n, one, *wilson(one, n), share, min(low, ends[0]), max(high, ends[1]), bounds)
        )  # fmt: skip
    return tuple(shares)


def _ends(
    found: Seen, counts: Bools, shown: ShownDraws, truth: Spread, limits: Limits
) -> tuple[float, float]:
    """Return the least and the greatest share that makes what was seen nearly as likely as the likeliest: of ties and of all others together."""
    tied, loose = float(found.ties[counts].sum()), float(shown.weight.sum())
    inside = float(found.ties[counts] @ ((found.difference > limits[0]) & (found.difference <= limits[1]))[counts])  # fmt: skip
    shares, support = support_of_shares(shown, truth, *limits)
    if not tied:
        near = shares[nearly_as_likely(support)]
        return float(near.min()), float(near.max())
    # Three kinds: tied inside, tied outside, loose; the last is inside by the share that was asked.
    part = np.linspace(0.001, 0.999, 201)
    ties = tied * np.log(part) + loose * np.log(1.0 - part)
    within = inside / tied
    together = part[:, None] * within + (1.0 - part[:, None]) * shares
    near = together[nearly_as_likely(ties[:, None] + support)]
    return float(near.min()), float(near.max())


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of ``n``, which need not be whole."""
    centre = share + Z_SQUARED / (2.0 * n)
    half = math.sqrt(Z_SQUARED * (share * (1.0 - share) / n + Z_SQUARED / (4.0 * n * n)))
    below = 1.0 + Z_SQUARED / n
    return min(share, max(0.0, (centre - half) / below)), max(
        share, min(1.0, (centre + half) / below)
    )
