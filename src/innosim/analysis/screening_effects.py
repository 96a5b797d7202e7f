"""What a screening says of each parameter: how far it moves an outcome, whether always the same way, and how much of that replication noise alone would give.

An elementary effect is what an outcome changes by when one parameter crosses its range and all others stay, somewhere in the space of plausible models.
Its mean size over trajectories (mu*) tells strong parameters from weak ones (Campolongo et al. 2007). A model with chance moves without cause too: under no
effect at all the mean size is that of the noise, not zero. Replications say how large that is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from innosim.experiment.intervals import Floats, Interval
from innosim.experiment.screening import Trajectories

_RESAMPLED = 1000
"""How often trajectories are drawn again for an interval."""

LEAST_TRAJECTORIES = 4
"""Fewer say nothing of how large an effect is on average."""

_NOTHING_MOVED = 1e-9
"""A step that moves an outcome by less, of its largest value, is rounding."""

_MEAN_SIZE = math.sqrt(2.0 / math.pi)
"""The mean of a normal draw's size, in its standard deviations."""

_SURE = 0.05
"""How often, of all parameters together, noise may be taken for an effect."""

_BY_CHANCE = 200_000
"""Screenings of nothing but noise, from which its quantile is taken."""

_SEED = 1991


@dataclass(frozen=True)
class Screened:
    """What one parameter does to an outcome.

    ``size`` is the mean size of its effects over trajectories with a 95 % interval (bootstrap), ``mean`` their mean with its sign,
    ``spread`` their standard deviation: large beside ``size``, it depends on where the others are. ``noise`` is the mean size that replication noise alone
    gives, and ``most_noise`` what that stays under in all parameters at once with 95 % confidence. ``effects`` is how many were
    measured, ``of`` how many there might have been.
    """

    name: str
    size: Interval
    mean: float
    spread: float
    noise: float
    most_noise: float
    effects: int
    of: int

    @property
    def is_heard(self) -> bool:
        """Whether its effects are larger than replication noise would make them."""
        return bool(self.size.mean > self.most_noise)

    @property
    def one_way(self) -> float:
        """The mean over the mean size: 1 where it always moves the outcome up, -1 always down, near 0 now up, now down."""
        return self.mean / self.size.mean if self.size.mean > 0.0 else 0.0


def screened(design: Trajectories, values: Floats) -> tuple[Screened, ...]:
    """Return what each parameter does to an outcome, in the order of the design.

    Args:
        design: the trajectories.
        values: the outcome (points, replications), NaN where it is undefined.

    Raises:
        ValueError: under two replications: nothing is known of the noise.
    """
    if values.shape[1] < 2:
        raise ValueError("two replications at least: else nothing is known of the noise")
    steps = design.steps(values)  # (trajectories, parameters, replications)
    named = {name: _steps_of(steps[:, place]) for place, name in enumerate(design.names)}
    floor = _floor(named.values(), float(np.nanmax(np.abs(values), initial=0.0)))
    parameters, of = len(design.names), int(steps.shape[0])
    return tuple(_screened(name, own, floor, parameters, of) for name, own in named.items())


@dataclass(frozen=True)
class _Steps:
    """One parameter's steps of which anything is known of noise: their mean over replications, their variance between them, and how many these are."""

    effects: Floats
    variances: Floats
    runs: Floats
    largest: Floats

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the noise."""
        return int(np.sum(self.runs - 1))


@dataclass(frozen=True)
class _Noise:
    """A variance between replications, and from how many degrees of freedom it is known."""

    variance: float
    freedom: int


def _steps_of(steps: Floats) -> _Steps:
    """One parameter's steps, from (trajectories, replications)."""
    runs = np.sum(~np.isnan(steps), axis=1)
    known = steps[runs >= 2]
    if not len(known):
        nothing = np.array([])
        return _Steps(nothing, nothing, nothing, nothing)
    return _Steps(
        np.nanmean(known, axis=1),
        np.nanvar(known, axis=1, ddof=1),
        runs[runs >= 2].astype(np.float64),
        np.nanmax(np.abs(known), axis=1),
    )


def _floor(every: Iterable[_Steps], largest: float) -> _Noise:
    """Return the noise of a step that moves the outcome at all, over all parameters.

    The middle one of parameters, not their mean: what a strong parameter does differs between replications too, and is no noise of the others.
    Steps that move nothing are left out: of an outcome that seldom moves they would have the noise of one that does look like none.
    """
    variances, freedom = [], 0
    for each in every:
        moved = each.largest > _NOTHING_MOVED * largest
        if moved.any():
            variances.append(float(each.variances[moved].mean()))
            freedom += int(np.sum(each.runs[moved] - 1))
    return _Noise(float(np.median(variances)) if variances else 0.0, freedom)


def _screened(name: str, own: _Steps, floor: _Noise, parameters: int, of: int) -> Screened:
    """What one parameter does, from its steps and the floor of the noise."""
    effects = own.effects
    noise = most = math.nan
    if effects.size:
        # Pooled: of two or three replications each, one alone says little of the noise.
        known = _Noise(float(own.variances.mean()), own.freedom)
        one_run = math.sqrt(float(np.mean(1.0 / own.runs)))
        noise = _MEAN_SIZE * one_run * math.sqrt(max(known.variance, floor.variance))
        most = one_run * max(
            math.sqrt(each.variance) * _most_by_chance(effects.size, each.freedom, parameters)
            for each in (known, floor)
            if each.freedom
        )
    return Screened(
        name,
        _mean_size(effects),
        float(effects.mean()) if effects.size else math.nan,
        float(effects.std(ddof=1)) if effects.size > 1 else math.nan,
        noise,
        most,
        int(effects.size),
        of,
    )


@lru_cache(maxsize=256)
def _most_by_chance(effects: int, freedom: int, parameters: int) -> float:
    """Return what the mean size of so many effects stays under, in so many parameters at once, where they are noise alone.

    In standard errors as they are known, from so many degrees of freedom: of few, the error itself may be estimated too small.
    """
    rng = np.random.default_rng(_SEED)
    sizes = np.abs(rng.standard_normal((_BY_CHANCE, effects))).mean(axis=1)
    errors = np.sqrt(rng.chisquare(freedom, _BY_CHANCE) / freedom)
    return float(np.quantile(sizes / errors, 1.0 - _SURE / max(parameters, 1)))


def _mean_size(effects: Floats) -> Interval:
    """Return the mean size of effects with a bootstrap's interval over trajectories."""
    n = int(effects.size)
    if not n:
        return Interval(math.nan, math.nan, math.nan, 0)
    sizes = np.abs(effects)
    if n < LEAST_TRAJECTORIES:
        return Interval(float(sizes.mean()), math.nan, math.nan, n)
    drawn = np.random.default_rng(_SEED).integers(0, n, (_RESAMPLED, n))
    low, high = np.quantile(sizes[drawn].mean(axis=1), [0.025, 0.975])
    return Interval(float(sizes.mean()), float(low), float(high), n)


def strongest(found: Sequence[Screened], count: int) -> tuple[str, ...]:
    """Return the names of the strongest parameters whose effects are larger than noise, the strongest first; as many as ``count`` at most."""
    heard = [each for each in found if each.is_heard]
    ordered = sorted(heard, key=lambda each: (-each.size.mean, each.name))
    return tuple(each.name for each in ordered[:count])
