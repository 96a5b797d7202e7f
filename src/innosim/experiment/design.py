"""Which points a study has: grids, crossed or linked, and samples; each a setting of what is varied.

A setting maps full names of fields to values, and is what `study.points_of` lays over a scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np

from innosim.experiment.draws import field_of, span, uncertain
from innosim.experiment.errors import PlanError
from innosim.experiment.intervals import Floats
from innosim.scenario.resolved import Scenario
from innosim.scenario.study_file import MOST_POINTS, Sample
from innosim.scenario.varying import Range, Varied, is_whole, is_yes_no

Setting = Mapping[str, Any]

LEVELS = 4
"""Levels of a field on Morris' grid (Morris 1991; Campolongo et al. 2007)."""


@dataclass(frozen=True)
class Design:
    """The points of a study: ``names`` of what is varied, and a setting of all of them a point.

    ``gridded`` holds of each name the values it takes where it was named with values, in their order; a sampled one is not in it.
    """

    names: tuple[str, ...]
    settings: tuple[Setting, ...]
    gridded: Mapping[str, tuple[Any, ...]]

    @property
    def sampled(sample: Sample, base: Scenario) -> tuple[Setting, ...]:
    """Return the settings of a sample over named ranges, or over all that is uncertain.

    Raises:
        PlanError: too few points for the method.
    """
    ranges = sample.ranges or uncertain_ranges(base)
    found = METHODS[sample.method](sample.points, len(ranges), int(base.values["seed"]))
    return tuple(setting_of(ranges, row) for row in found)


def uncertain_ranges(base: Scenario) -> tuple[Range, ...]:
    """Return the plausible range of every parameter that the catalogue calls uncertain, around this scenario's own values."""
    return tuple(Range(field_of(each), *span(base, each)) for each in uncertain(base))


def setting_of(ranges: Iterable[Range], row: Floats) -> Setting:
    """Return the values at a point of the unit cube: whole numbers and yes and no as such."""
    return {each.name: _value(each, float(u)) for each, u in zip(ranges, row, strict=True)}


def _value(of: Range, u: float) -> bool | int | float:
    if is_yes_no(of.name):
        return u >= 0.5
    if is_whole(of.name):
        return min(int(of.low + u * (of.high - of.low + 1.0)), int(of.high))
    value = of.low + u * (of.high - of.low)
    return float(f"{min(max(value, of.low), of.high):.9g}")  # as it is written and read again


def latin(points: int, fields: int, seed: int) -> Floats:
    """Return a Latin hypercube: each field in ``points`` equal steps, one point in each (points, fields)."""
    from scipy.stats import qmc

    found: Floats = qmc.LatinHypercube(fields, rng=np.random.default_rng(seed)).random(points)
    return found


def sobol(points: int, fields: int, seed: int) -> Floats:
    """Return the first points of a scrambled Sobol sequence, a power of two of them (points, fields)."""
    from scipy.stats import qmc

    found: Floats = qmc.Sobol(fields, rng=np.random.default_rng(seed)).random(points)
    return found


def morris(points: int, fields: int, seed: int) -> Floats:
    """Return Morris' trajectories, as many whole ones as ``points`` hold: along each one field changes at a step (points, fields).

    Raises:
        PlanError: not one trajectory.
    """
    try:
        from SALib.sample.morris import sample
    except ImportError:
        raise PlanError(
            'Morris\' trajectories need SALib: pip install "innosim[studies]".'
        ) from None

    each = fields + 1
    if points < each:
        raise PlanError(
            f"points is {points}; one trajectory through {fields} fields takes {each}, and ten are {10 * each}."
        )
    problem = {
        "num_vars": fields,
        "names": [str(number) for number in range(fields)],
        "bounds": [[0.0, 1.0]] * fields,
    }
    found: Floats = np.asarray(sample(problem, points // each, num_levels=LEVELS, seed=seed))
    return found


METHODS: Mapping[str, Callable[[int, int, int], Floats]] = {
    "lhs": latin,
    "sobol": sobol,
    "morris": morris,
}
