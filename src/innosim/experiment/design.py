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

from innosim.experiment.draws import at_place, full_field, in_order, span, uncertain
from innosim.experiment.errors import PlanError
from innosim.experiment.intervals import Floats
from innosim.experiment.screening import trajectories
from innosim.scenario.resolved import Scenario
from innosim.scenario.study_file import MOST_POINTS, Sample
from innosim.scenario.varying import Range, Varied, is_whole, is_yes_no

Setting = Mapping[str, Any]


@dataclass(frozen=True)
class Design:
    """The points of a study: ``names`` of what is varied, and a setting of all of them a point.

    ``gridded`` holds of each name the values it takes where it was named with values, in their order; a sampled one is not in it.
    """

    names: tuple[str, ...]
    settings: tuple[Setting, ...]
    gridded: Mapping[str, tuple[Any, ...]]

    @property
    def sampled(self) -> tuple[str, ...]:
        """The names whose values were sampled."""
        return tuple(name for name in self.names if name not in self.gridded)


def design_of(
    vary: Sequence[Varied],
    base: Scenario,
    *,
    linked: bool = False,
    sample: Sample | None = None,
) -> Design:
    """Return the points of what is varied, each of a sample crossed with each of the grid.

    Args:
        vary: fields with their values; several are crossed, the last changing fastest.
        base: the scenario they are laid over: the seed of a sample is its seed, and what is uncertain is so around its values.
        linked: walk them together instead: the first values are one point, the second another.
        sample: points sampled besides.

    Raises:
        PlanError: linked fields with unequal numbers of values, a field both varied and sampled, or more points than
            there may be.
    """
    both = [each.name for each in vary if sample and each.name in {r.name for r in sample.ranges}]
    if both:
        raise PlanError(f"{both[0]} is both varied and sampled: leave out one of the two.")
    grid = (
        _linked(vary) if linked and vary else _crossed(vary)
    )  # nothing is one point, which a sample crosses
    drawn = sampled(sample, base) if sample is not None else ({},)
    if len(grid) * len(drawn) > MOST_POINTS:
        raise PlanError(_too_many(len(grid) * len(drawn)))
    settings = tuple({**one, **other} for one in drawn for other in grid)
    return Design(
        tuple(dict.fromkeys(name for each in settings[:1] for name in each)),
        settings,
        {each.name: each.values for each in vary},
    )


def _crossed(vary: Sequence[Varied]) -> tuple[Setting, ...]:
    many = prod(len(each.values) for each in vary)
    if many > MOST_POINTS:
        raise PlanError(_too_many(many))
    names = [each.name for each in vary]
    return tuple(
        dict(zip(names, values, strict=True)) for values in product(*(e.values for e in vary))
    )


def _linked(vary: Sequence[Varied]) -> tuple[Setting, ...]:
    lengths = {each.name: len(each.values) for each in vary}
    if len(set(lengths.values())) > 1:
        many = ", ".join(f"{name} has {count}" for name, count in lengths.items())
        raise PlanError(f"Linked fields are walked together and need as many values each: {many}.")
    names = list(lengths)
    return tuple(
        dict(zip(names, values, strict=True))
        for values in zip(*(e.values for e in vary), strict=True)
    )


def _too_many(points: int) -> str:
    return f"{points:,} points are more than {MOST_POINTS:,}: give fewer values, or sample them."


def sampled(sample: Sample, base: Scenario) -> tuple[Setting, ...]:
    """Return the settings of a sample over named ranges, or over all that is uncertain.

    Raises:
        PlanError: too few points for the method.
    """
    ranges = sample.ranges or uncertain_ranges(base)
    found = METHODS[sample.method](sample.points, len(ranges), int(base.values["seed"]))
    settings = (setting_of(ranges, row) for row in found)
    # What a user names is tried as named, and told where it does not fit; plausible models are such as may be.
    return tuple(each if sample.ranges else in_order(base, each) for each in settings)


def uncertain_ranges(base: Scenario) -> tuple[Range, ...]:
    """Return the plausible range of every parameter that the catalogue calls uncertain, around this scenario's own values."""
    return tuple(Range(full_field(each), *span(base, each)) for each in uncertain(base))


def setting_of(ranges: Iterable[Range], row: Floats) -> Setting:
    """Return the values at a point of the unit cube: whole numbers and yes and no as such."""
    return {each.name: _value(each, float(u)) for each, u in zip(ranges, row, strict=True)}


def _value(of: Range, u: float) -> bool | int | float:
    kind = bool if is_yes_no(of.name) else int if is_whole(of.name) else float
    value = at_place(of.low, of.high, u, kind)
    if isinstance(value, int):
        return value
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
    each = fields + 1
    if points < each:
        raise PlanError(
            f"points is {points}; one trajectory through {fields} fields takes {each}, and ten are {10 * each}."
        )
    return trajectories([f"{seed}/{field}" for field in range(fields)], points // each).rows()


METHODS: Mapping[str, Callable[[int, int, int], Floats]] = {
    "lhs": latin,
    "sobol": sobol,
    "morris": morris,
}
