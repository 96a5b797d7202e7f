"""Where a screening of many parameters looks: trajectories through the space of plausible models, one parameter moved at a time (Morris 1991).

A trajectory begins somewhere in the space and crosses two thirds of every parameter's range once, in an order of its own. All of it is keyed by the
number of the trajectory and the parameter's name: more trajectories leave the first ones as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.draws import chance
from innosim.experiment.intervals import Floats

_LEVELS = 4
"""Places in a range at which a parameter may stand: 0, 1/3, 2/3 and 1."""

STEP = _LEVELS / (2.0 * (_LEVELS - 1.0))
"""How far it is moved, two thirds of the range: with four levels, half of them more a step, so that each level is used as often (Morris 1991)."""


@dataclass(frozen=True)
class Trajectories:
    """Where a screening looks.

    ``places`` are places in the ranges (trajectories, parameters + 1, parameters), 0-1; ``moved`` the parameter that is moved at each step
    (trajectories, parameters), and ``way`` whether up (1) or down (-1).
    """

    names: tuple[str, ...]
    places: Floats
    moved: NDArray[np.int64]
    way: Floats

    @property
    def count(self) -> int:
        """How many trajectories."""
        return int(self.places.shape[0])

    def rows(self) -> Floats:
        """Return the places one below another: (trajectories x (parameters + 1), parameters)."""
        return self.places.reshape(-1, len(self.names))

    def steps(self, values: Floats) -> Floats:
        """Return by how much a value changes for a whole range, step by step.

        Args:
            values: at each place, (trajectories x (parameters + 1), ...); NaN where there is none.

        Returns:
            (trajectories, parameters, ...), in the order of the parameters.
        """
        shaped = values.reshape(self.count, len(self.names) + 1, *values.shape[1:])
        further = (1,) * (shaped.ndim - 2)
        found = np.diff(shaped, axis=1) / (STEP * self.way.reshape(*self.way.shape, *further))
        ordered = np.empty_like(found)
        for trajectory, moved in enumerate(self.moved):
            ordered[trajectory, moved] = found[trajectory]
        return ordered


def trajectories(names: Sequence[str], count: int) -> Trajectories:
    """Return ``count`` trajectories through the ranges of ``names``."""
    k = len(names)
    places = np.empty((count, k + 1, k))
    moved = np.empty((count, k), dtype=np.int64)
    way = np.empty((count, k))
    for number in range(count):
        low = np.array([chance(f"{name}/level", number) < 0.5 for name in names])
        up = np.array([chance(f"{name}/way", number) < 0.5 for name in names])
        order = np.argsort([chance(f"{name}/order", number) for name in names], kind="stable")
        start = np.where(low, 0.0, 1.0 / 3.0) + np.where(up, 0.0, STEP)
        signs = np.where(up, 1.0, -1.0)
        places[number] = start
        for step, which in enumerate(order):
            places[number, step + 1 :, which] += signs[which] * STEP
        moved[number], way[number] = order, signs[order]
    return Trajectories(tuple(names), np.clip(places, 0.0, 1.0), moved, way)
