"""How true differences are spread over draws, found from differences with noise, and which shares beyond limits go with what was seen.

A share is told twice over. As a number it is of the likeliest spread (expectation, maximisation and a little smoothing, EMS: Silverman, Jones, Wilson &
Nychka 1990), drawn together until its variance is what is seen less the noise: smoothing leaves it too wide, the more so the more noise there is. As an interval
it is every share that some spread gives that makes what was seen nearly as likely as the likeliest does (profile likelihood): so an interval has in it what noise
hides, which no resampling of one estimate would show. Of a spread no more is taken than that, points of mass apart, it has no spikes narrower than a quarter of
its standard deviation, and where that is not shown to be over nothing, not even that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Floats

Bools: TypeAlias = NDArray[np.bool_]

LEAST_SPREAD = 5
"""Draws that are no tie, below which no spread is fitted."""

_POINTS = 81
_ROUNDS = 30
_SMOOTH = 0.33
"""What a point gives each neighbour in a round: enough that the spread is no row of spikes."""
_NEAR = 4.0
"""Points over which noise is taken together, as a standard deviation."""
_TINY = 1e-30

_SPIKE = 0.25
"""The narrowest that may stand out in a spread, of its standard deviation."""
_SHARES, _SHARE_ROUNDS = 15, 80
"""Shares that are asked how likely they make what was seen, and rounds of the fit at each."""
_NOISES = (-2.0, 0.0, 2.0)
"""Standard errors that the noise may be off by."""
_WITHIN = 3.0
"""How much less likely (log) a share in the interval may be: 1.92 is the asymptotic value of 95 %, the rest is for noise that is nearly as it is fitted."""


@dataclass(frozen=True)
class ShownDraws:
    """What draws show: a difference each, the variance of noise in it by its own replications, with ``free`` degrees of freedom, and a ``weight``: 0 counts nothing."""

    difference: Floats
    own: Floats
    weight: Floats
    free: int


@dataclass(frozen=True)
class Spread:
    """A spread of true differences: ``mass`` at ``points``, each for what lies between ``edges``, and the variance of ``noise`` at ``seeds``, the points of the fit.

    ``within`` is how wide a spike is at each seed (standard deviation); ``draws`` as many as the noise was found in.
    """

    points: Floats
    edges: Floats
    mass: Floats
    seeds: Floats
    noise: Floats
    within: Floats
    draws: float


def spread_of(shown: ShownDraws) -> Spread | None:
    """Return the spread of what draws show; None where too few count, or there is no spread, or no noise."""
    counts = shown.weight > 0.0
    d, own = shown.difference[counts], shown.own[counts]
    if len(d) < LEAST_SPREAD or d.min() == d.max() or not own.any():
        return None
    points = _points(d)
    weight = shown.weight / shown.weight.sum()
    noise = np.full(_POINTS, float(weight @ shown.own))
    least = (0.5 * np.gradient(points)) ** 2  # a difference is known to half a point at best
    mass = np.full(_POINTS, 1.0 / _POINTS)
    likelihood = _likelihood(shown, points, np.maximum(noise, least))
    for turn in range(_ROUNDS):
        mass = _better(mass, likelihood, weight)
        if turn % 5 == 4:
            noise = _noise(mass, likelihood, shown.own, weight)
            likelihood = _likelihood(shown, points, np.maximum(noise, least))
    noise = np.maximum(noise, _TINY)
    return _drawn_together(shown, points, noise, mass, float(weight @ shown.own), float(shown.weight.sum()))  # fmt: skip


def spread_among(shown: ShownDraws, of_all: Spread) -> Spread | None:
    """Return the spread of a group of draws, from their own differences; how noisy a difference is, is known from all."""
    total = shown.weight.sum()
    if total <= 0.0:
        return None
    points = of_all.seeds
    least = (0.5 * np.gradient(points)) ** 2
    likelihood = _likelihood(shown, points, np.maximum(of_all.noise, least))
    mass = np.full(_POINTS, 1.0 / _POINTS)
    for _ in range(_ROUNDS):
        mass = _better(mass, likelihood, shown.weight / total)
    return _drawn_together(shown, points, of_all.noise, mass, float(mass @ of_all.noise), of_all.draws)  # fmt: skip


def _drawn_together(
    shown: ShownDraws, seeds: Floats, noise: Floats, mass: Floats, mean_noise: float, draws: float
) -> Spread:
    """Return a spread no wider than the variance that is seen less the noise."""
    variance, error = variance_of_truth(shown, mean_noise)
    middle = float(mass @ seeds)
    wide = float(mass @ (seeds - middle) ** 2)
    factor = math.sqrt(min(1.0, max(variance, 1e-12 * wide) / wide))
    points = middle + factor * (seeds - middle)
    edges = np.concatenate([points[:1], (points[1:] + points[:-1]) / 2.0, points[-1:]])
    within = np.maximum(_SPIKE * math.sqrt(max(0.0, variance - 2.0 * error)), 0.5 * np.gradient(seeds))  # fmt: skip
    return Spread(points, edges, mass, seeds, noise, within, draws)


def variance_of_truth(shown: ShownDraws, mean_noise: float | None = None) -> tuple[float, float]:
    """Return the variance of true differences, what is seen less the noise, and its standard error; the first may be below 0."""
    total = float(shown.weight.sum())
    if total <= 1.0:
        return 0.0, math.inf
    weight = shown.weight / total
    square = (shown.difference - weight @ shown.difference) ** 2 * total / (total - 1.0)
    each = square - (shown.own if mean_noise is None else mean_noise)
    found = float(weight @ each)
    return found, math.sqrt(float(weight @ (each - found) ** 2) / total)


def likely_inside(shown: ShownDraws, spread: Spread, low: float, high: float) -> Floats:
    """Return how likely each draw's true difference is above ``low`` and not above ``high`` (draws)."""
    least = (0.5 * np.gradient(spread.points)) ** 2
    parts = _likelihood(shown, spread.points, np.maximum(spread.noise, least)) * spread.mass
    first, last = spread.edges[:-1], spread.edges[1:]
    inside = np.clip((np.minimum(last, high) - np.maximum(first, low)) / (last - first), 0.0, 1.0)
    likely: Floats = parts @ inside / np.maximum(parts.sum(axis=1), _TINY)
    return likely


def support_of_shares(
    shown: ShownDraws, spread: Spread, low: float, high: float
) -> tuple[Floats, Floats]:
    """Return shares from 0 to 1 between two limits, and how likely (log) each makes what was seen, by the spread that makes it likeliest."""
    counts = shown.weight > 0.0
    some = replace(shown, difference=shown.difference[counts], own=shown.own[counts], weight=shown.weight[counts])  # fmt: skip
    inside = _below(spread, high) - _below(spread, low)
    shares = np.linspace(0.0, 1.0, 501)
    support = np.full(len(shares), -np.inf)
    total = float(some.weight.sum())
    error = math.sqrt(2.0 / (spread.draws * some.free))
    for off in _NOISES:
        noise = spread.noise * math.exp(off * error)
        wide = noise + spread.within**2
        d, own = some.difference[:, None], some.own[:, None]
        logs = -0.5 * ((d - spread.seeds) ** 2 / wide + np.log(wide))
        logs -= 0.5 * some.free * (own / noise + np.log(noise))
        top = logs.max(axis=1, keepdims=True)
        found, likely = _profile(np.exp(logs - top), some.weight, inside)
        # What the draws outside the group say of the noise.
        likely += float(some.weight @ top[:, 0]) - 0.5 * off**2 * (1.0 - total / spread.draws)
        support = np.maximum(support, np.interp(shares, found, likely))
    # No spread within what was seen has less or more than this: where the limit is out of reach, none or all.
    step = float(shares[1])
    reach = (shares >= float(inside.min()) - step) & (shares <= float(inside.max()) + step)
    return shares, np.where(reach, support, -np.inf)


def _below(spread: Spread, limit: float) -> Floats:
    """Return which part of a spike at each seed is not above a limit."""
    if math.isinf(limit):
        return np.full(_POINTS, float(limit > 0.0))
    z = np.clip((limit - spread.seeds) / spread.within, -9.0, 9.0)
    return np.array([0.5 * math.erfc(-float(each) / math.sqrt(2.0)) for each in z])


def _profile(likelihood: Floats, weight: Floats, inside: Floats) -> tuple[Floats, Floats]:
    """Return shares, rising, and the log-likelihood of the likeliest spread that has each; ``inside`` is what each point gives to the share.

    A round is expectation and maximisation under the condition that the share is what it is, with a multiplier for it, as in empirical likelihood (Owen 2001).
    """
    least, most = float(inside.min()), float(inside.max())
    many = _SHARES if most - least > 1e-9 else 1
    at = 0.5 - 0.5 * np.cos(np.pi * (np.arange(many) + 0.5) / many)
    share = least + (most - least) * at
    away = inside[:, None] - share
    top, bottom = (0.999 / np.maximum(each, _TINY) for each in (share - least, most - share))
    mass, multiplier = np.full(away.shape, 1.0 / len(inside)), np.zeros(many)
    part = weight / weight.sum()
    for turn in range(_SHARE_ROUNDS):
        mass = mass * (likelihood.T @ (part[:, None] / np.maximum(likelihood @ mass, _TINY))) ** 1.7
        mass /= mass.sum(axis=0)
        for _ in range(12 if turn < 5 else 3):
            ratio = away / (1.0 + multiplier * away)
            step = (mass * ratio).sum(axis=0) / np.maximum((mass * ratio**2).sum(axis=0), _TINY)
            moved = multiplier + step
            moved = np.where(moved >= top, 0.5 * (multiplier + top), moved)
            multiplier = np.where(moved <= -bottom, 0.5 * (multiplier - bottom), moved)
        mass = mass / (1.0 + multiplier * away)
        mass /= mass.sum(axis=0)
    found = inside @ mass
    order = np.argsort(found, kind="stable")
    likely = weight @ np.log(np.maximum(likelihood @ mass, _TINY))
    return found[order], likely[order]


def nearly_as_likely(support: Floats) -> Bools:
    """Return what is nearly as likely as the likeliest."""
    near: Bools = support >= support.max() - _WITHIN
    return near


def _points(d: Floats) -> Floats:
    """Return points over all that was seen, denser in the middle."""
    middle = float(np.median(d))
    low, high = np.quantile(d, [0.25, 0.75]).tolist()
    scale = max((high - low) / 1.35, 0.3 * float(d.std()))
    ends = np.arcsinh((np.array([d.min(), d.max()]) - middle) / scale)
    points: Floats = middle + scale * np.sinh(np.linspace(ends[0], ends[1], _POINTS))
    return points


def _likelihood(shown: ShownDraws, points: Floats, noise: Floats) -> Floats:
    """Return how likely each draw's difference, and the noise that its replications show, is where each point is its true one (draws, points)."""
    logs = -0.5 * ((shown.difference[:, None] - points) ** 2 / noise + np.log(noise))
    logs -= 0.5 * shown.free * (shown.own[:, None] / noise + np.log(noise))
    likelihood: Floats = np.exp(logs - logs.max(axis=1, keepdims=True))
    return likelihood


def _better(mass: Floats, likelihood: Floats, weight: Floats) -> Floats:
    """Return a likelier spread, a little smoothed."""
    mass = mass * (likelihood.T @ (weight / np.maximum(likelihood @ mass, _TINY)))
    near = np.concatenate([mass[:1], mass, mass[-1:]])
    mass = (1.0 - 2.0 * _SMOOTH) * mass + _SMOOTH * (near[:-2] + near[2:])
    smoothed: Floats = mass / mass.sum()
    return smoothed


def _noise(mass: Floats, likelihood: Floats, own: Floats, weight: Floats) -> Floats:
    """Return the variance of noise at each point, from draws by how likely it is theirs; ``weight`` of draws adds up to 1."""
    parts = likelihood * mass
    parts *= weight[:, None] / np.maximum(parts.sum(axis=1, keepdims=True), _TINY)
    reach = np.arange(-3.0 * _NEAR, 3.0 * _NEAR + 1.0)
    kernel = np.exp(-0.5 * (reach / _NEAR) ** 2)
    little = 1e-12
    shown = np.convolve(own @ parts + little * float(own @ weight), kernel, "same")
    noise: Floats = shown / np.convolve(parts.sum(axis=0) + little, kernel, "same")
    return noise
