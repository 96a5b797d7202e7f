"""How much of an outcome's distribution hangs on a parameter: delta (Borgonovo 2007) and first-order shares of variance, from draws.

Both from given draws (Plischke et al. 2013), as SALib has them; the tests hold them against it. They are written here as SALib's resampling sets the seed and
the warnings of the whole process, and as it passes over a class in which the outcome is one and the same, as if it were no distance from the rest: here what many draws share (no idea
came through) is weighed as such (`atoms_of`). Of few draws an unrelated parameter has a delta above zero too: how high, parameters that are made up say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from innosim.analysis.usual import FEWEST_DRAWS
from innosim.experiment.intervals import Z_SQUARED, Floats, Interval

_RESAMPLED = 50
"""Bootstrap samples of an index; each is some milliseconds."""

MADE_UP = 8
"""Parameters that are made up, to see what delta an unrelated one has."""

_SEED = 2007
_Z = math.sqrt(Z_SQUARED)
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True)
class Index:
    """What hangs on a parameter: its delta (0-1) and its first-order share of the variance, each with a 95 % interval (bootstrap).

    ``unrelated`` is the highest delta that a made-up parameter had in the same draws.
    """

    name: str
    delta: Interval
    share: Interval
    unrelated: float

    @property
    def is_seen(self) -> bool:
        """Whether its delta is over what an unrelated parameter has."""
        return bool(self.delta.mean > self.unrelated)


def indices(names: Sequence[str], places: Floats, values: Floats) -> tuple[Index, ...]:
    """Return the indices of parameters, in their order.

    Args:
        names: of the parameters.
        places: where each stood in its range, (draws, parameters), 0-1.
        values: the outcome (draws,), NaN where it is undefined.
    """
    there = ~np.isnan(values)
    n = int(there.sum())
    if n < FEWEST_DRAWS or float(np.ptp(values[there])) == 0.0:
        none = Interval(math.nan, math.nan, math.nan, n)
        return tuple(Index(name, none, none, math.nan) for name in names)
    made_up = np.random.default_rng(_SEED).random((n, MADE_UP))
    found = _delta(np.column_stack([places[there], made_up]), values[there])
    unrelated = max(each.mean for each in found[0][len(names) :])
    return tuple(
        Index(name, found[0][place], found[1][place], unrelated) for place, name in enumerate(names)
    )


def noise_share(values: Floats) -> float:
    """Return what share of an outcome's variance between draws is replication noise.

    Args:
        values: (draws, replications), NaN where undefined; its mean over replications is what the indices are of.
    """
    runs = np.sum(~np.isnan(values), axis=1)
    enough = values[runs >= 2]
    if len(enough) < 2:
        return math.nan
    errors = np.nanvar(enough, axis=1, ddof=1) / runs[runs >= 2]
    between = float(np.var(np.nanmean(enough, axis=1), ddof=1))
    return min(float(errors.mean()) / between, 1.0) if between > 0.0 else math.nan


def _delta(places: Floats, values: Floats) -> tuple[list[Interval], list[Interval]]:
    """Return delta and first-order share of each column, each with what resampled draws say of it."""
    rng = np.random.default_rng(_SEED)
    resampled = rng.integers(0, values.size, (_RESAMPLED, values.size))
    atoms = atoms_of(values)
    deltas, shares = [], []
    for column in places.T:
        delta, share = delta_of(column, values, atoms), first_order(column, values)
        again = np.array(
            [
                (
                    delta_of(column[drawn], values[drawn], atoms),
                    first_order(column[drawn], values[drawn]),
                )
                for drawn in resampled
            ]
        )
        # Few draws make delta too large; resampled draws make it larger again, by about as much.
        unbiased = 2.0 * delta - float(again[:, 0].mean())
        deltas.append(_interval(unbiased, _Z * float(again[:, 0].std(ddof=1)), values.size))
        shares.append(_interval(share, _Z * float(again[:, 1].std(ddof=1)), values.size))
    return deltas, shares


def atoms_of(values: Floats) -> Floats:
    """Return the values that many draws share to the last bit, at least half as many as a class has: the outcome is a point there, and has no density.

    So a class in which the outcome is one and the same is always at one of them. Draws that are resampled share values by chance: theirs are those of the draws.
    """
    shared, times = np.unique(values, return_counts=True)
    atoms: Floats = shared[times >= max(2.0, values.size / _classes(values.size) / 2.0)]
    return atoms


def delta_of(column: Floats, values: Floats, atoms: Floats | None = None) -> float:
    """Return delta of given draws: the mean distance between the outcome's distribution and that within a class of the parameter.

    The distance is half the area between their densities (Plischke et al. 2013, eq. 26), with half of what their atoms differ by: it is
    that of total variation, 0 for one distribution and 1 for two that have nothing in common.

    Args:
        column: the parameter (draws,).
        values: the outcome (draws,).
        atoms: values at which it is a point; those of `atoms_of` where none are given.
    """
    points = atoms_of(values) if atoms is None else atoms
    whole = _Spread.of(values, points)
    distances = [
        within.size * whole.distance(_Spread.of(values[within], points))
        for within in _in_classes(column)
    ]
    return float(sum(distances) / values.size)


@dataclass(frozen=True)
class _Spread:
    """How an outcome is spread: the share at each atom, and the values that are at none, ``rest`` of all."""

    at_atoms: Floats
    smooth: Floats
    rest: float

    @classmethod
    def of(cls, values: Floats, atoms: Floats) -> _Spread:
        smooth = values[~np.isin(values, atoms)]
        at_atoms = np.array([float((values == atom).mean()) for atom in atoms])
        return cls(at_atoms, smooth, smooth.size / values.size)

    @property
    def has_density(self) -> bool:
        return bool(self.smooth.size > 1 and np.ptp(self.smooth) > 0.0)

    def distance(self, part: _Spread) -> float:
        """Return the distance of total variation to the spread of a part of these draws."""
        at_atoms = float(np.abs(self.at_atoms - part.at_atoms).sum())
        if not (self.has_density and part.has_density):
            # What is left at one value alone has nothing in common with a density.
            return 0.5 * (at_atoms + self.rest + part.rest)
        grid = np.linspace(float(self.smooth.min()), float(self.smooth.max()), 100)
        step = (grid[-1] - grid[0]) / (grid.size - 1)
        ours, theirs = self.rest * _density(self.smooth, grid), part.rest * _density(part.smooth, grid)  # fmt: skip
        apart = np.abs(ours - theirs)
        return 0.5 * (at_atoms + step * float(apart.sum() - (apart[0] + apart[-1]) / 2.0))


def first_order(column: Floats, values: Floats) -> float:
    """Return the first-order share of an outcome's variance, of given draws: adjusted for the number of classes it is made of."""
    whole = float(values.mean())
    within = _in_classes(column)
    between = sum(each.size * (float(values[each].mean()) - whole) ** 2 for each in within)
    total = float(((values - whole) ** 2).sum())
    n, classes = values.size, len(within)
    return 1.0 - (1.0 - between / total) * (n - 1.0) / (n - classes) if total > 0.0 else 0.0


def _in_classes(column: Floats) -> list[np.ndarray]:
    """Return the places of draws in classes of as many each, by the parameter."""
    borders = np.linspace(0, column.size, _classes(column.size) + 1)[1:-1].astype(int)
    return np.split(np.argsort(column, kind="stable"), borders)


def _density(values: Floats, grid: Floats) -> Floats:
    """Return a kernel density of ``values`` at ``grid``, as wide as Silverman's rule has it."""
    n = values.size
    width = float(values.std(ddof=1)) * (0.75 * n) ** -0.2
    apart = (grid[:, None] - values[None, :]) / width
    density: Floats = np.exp(-0.5 * apart * apart).sum(axis=1)
    return density / (n * width * math.sqrt(2.0 * math.pi))


def _classes(draws: int) -> int:
    """Return in how many classes of a parameter an outcome is looked at (Plischke et al. 2013)."""
    return min(math.ceil(draws ** (2.0 / (7.0 + math.tanh((1500.0 - draws) / 500.0)))), 48)


def _interval(mean: float, half: float, n: int) -> Interval:
    inside = min(max(float(mean), 0.0), 1.0)
    return Interval(inside, max(mean - half, 0.0), min(max(mean + half, inside), 1.0), n)
