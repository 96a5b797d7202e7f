"""The statistics of replications: means with intervals, paired differences, pooled ratios (ODD, Metrics).

NaN is "undefined" and is left out; who asks for an interval compares its ``n`` with what was put in.
Sums are exactly rounded (``math.fsum``), so that the same values give the same bits on any machine
and equal values give a difference of exactly zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.student import student_quantile
from innosim.model.maths import normal_quantile

LEVEL = 0.975
"""Quantile of Student's t that makes a two-sided interval of 95 %."""

Z_SQUARED = 3.841458820694124
"""The square of the normal quantile at that level, for intervals of shares of runs (Wilson 1927)."""

ANYWHERE = (-math.inf, math.inf)
"""The bounds of what may be anything."""

Floats: TypeAlias = NDArray[np.float64]
Values: TypeAlias = Sequence[float] | Floats

UNDEFINED = float("nan")


class Interval(NamedTuple):
    """A mean with its 95 % interval; ``n`` replications were defined.

    All NaN where ``n`` is 0; ``low`` and ``high`` NaN where it is 1, as one run says nothing of spread.
    """

    mean: float
    low: float
    high: float
    n: int


class Paired(NamedTuple):
    """A regime against a baseline in the same replications.

    ``beats`` is the share of pairs in which it is better, ties counted half; ``variance_ratio`` is
    Var(paired)/Var(independent): below 1, pairing has narrowed the interval; NaN where nothing varies.
    ``undefined`` pairs were left out as one side or both had no value; ``zero`` is true where all others are
    equal, bit for bit: "no difference", not merely a small one.
    """

    difference: Interval
    beats: float
    variance_ratio: float
    undefined: int
    zero: bool


def interval(values: Values, *, grid: float = 0.0, bounded: bool = False) -> Interval:
    """Return mean +- t(.975) s / sqrt(n) over the defined values.

    Args:
        values: one value per replication (n), NaN where undefined.
        grid: the smallest step between two values; the half-width is at least half of it, as equal values are no
            certainty.
        bounded: a share: the interval is made on the logit, and stays within 0-1; where all runs are at an end,
            it is Wilson's for so many runs.
    """
    found = _interval(_defined(values), grid)
    return _within(found) if bounded else found


def paired(
    values: Values,
    base: Values,
    better: str = "up",
    *,
    grid: float = 0.0,
    bounds: tuple[float, float] = ANYWHERE,
) -> Paired:
    """Compare a regime with a baseline, replication by replication.

    Args:
        values: the regime's value per replication (n).
        base: the baseline's, in the same order (n).
        better: "down" where smaller is better; otherwise the larger counts as better.
        grid: see :func:`interval`.
        bounds: within which a difference lies: its interval does too. Where both are finite and all pairs differ by the same,
            there is room in it for so many runs as may still differ.

    Raises:
        ValueError: when the two are not equally long.
    """
    ours, theirs = _pairs(values, base)
    differences = [a - b + 0.0 for a, b in zip(ours, theirs, strict=True)]
    return Paired(
        _of_difference(_interval(differences, grid), differences, bounds),
        _share_better(differences, -1.0 if better == "down" else 1.0),
        _ratio(_variance(differences), _variance(ours) + _variance(theirs)),
        len(values) - len(differences),
        bool(differences) and not any(differences),
    )


def pooled_ratio(
    numerators: Values, denominators: Values, *, grid: float = 0.0, bounded: bool = False
) -> Interval:
    """Return sum / sum over replications with a jackknife interval.

    A mean of ratios would weigh a run with three ideas like a run with three hundred.

    Args:
        numerators: one per replication (n), NaN where undefined.
        denominators: likewise (n); pairs with a NaN are left out.
        grid: see :func:`interval`.
        bounded: see :func:`interval`; the jackknife is then on the logit.
    """
    above, below = _pairs(numerators, denominators)
    whole = _ratio(math.fsum(above), math.fsum(below))
    found = _jackknife(whole, _leave_one_out(above, below), grid)
    return _within(found) if bounded else found


def contributions(numerators: Values, denominators: Values) -> Floats:
    """Return what each replication contributes to a pooled ratio: values whose mean is that ratio.

    The ratio R plus (a - R b) / mean b: whatever is said of single replications of a ratio (how often one is
    ahead, how they vary) is said of these, and so of the same quantity as its mean.

    Args:
        numerators: one per replication (n), NaN where undefined.
        denominators: likewise (n).
    """
    a, b = np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    above, below = _pairs(a, b)
    bottom = math.fsum(below)
    if bottom == 0.0:
        return np.full(a.shape, UNDEFINED)
    whole = math.fsum(above) / bottom
    return whole + (a - whole * b) / (bottom / len(below))


def pooled_difference(
    numerators: Values,
    denominators: Values,
    base_numerators: Values,
    base_denominators: Values,
    *,
    grid: float = 0.0,
    bounds: tuple[float, float] = ANYWHERE,
) -> Interval:
    """Return the difference of two pooled ratios over the same replications, jackknifed together.

    Args:
        numerators: the regime's, one per replication (n).
        denominators: the regime's (n).
        base_numerators: the baseline's, in the same order (n).
        base_denominators: the baseline's (n); replications with any NaN are left out.
        grid: see :func:`interval`.
        bounds: see :func:`paired`.
    """
    rows = np.array(
        [numerators, denominators, base_numerators, base_denominators], dtype=np.float64
    )
    above, below, base_above, base_below = rows[:, ~np.isnan(rows).any(axis=0)].tolist()
    ours = _ratio(math.fsum(above), math.fsum(below))
    theirs = _ratio(math.fsum(base_above), math.fsum(base_below))
    without = zip(_leave_one_out(above, below), _leave_one_out(base_above, base_below), strict=True)
    left = [a - b + 0.0 for a, b in without]
    return _of_difference(_jackknife(ours - theirs + 0.0, left, grid), left, bounds)


def pooled_interaction(
    first: Sequence[Values],
    second: Sequence[Values],
    *,
    grid: float = 0.0,
    bounds: tuple[float, float] = ANYWHERE,
) -> Interval:
    """Return how much two differences of pooled ratios differ, jackknifed together.

    Args:
        first: numerators and denominators of a regime, then of the other, in one cost mode (four times n).
        second: the same in the other cost mode.
        grid: see :func:`interval`.
        bounds: see :func:`paired`.
    """
    rows = np.array([*first, *second], dtype=np.float64)
    columns = rows[:, ~np.isnan(rows).any(axis=0)].tolist()
    pairs = [(columns[place], columns[place + 1]) for place in range(0, 8, 2)]
    signs = (1.0, -1.0, -1.0, 1.0)
    ratios = [_ratio(math.fsum(above), math.fsum(below)) for above, below in pairs]
    whole = math.fsum(sign * ratio for sign, ratio in zip(signs, ratios, strict=True))
    without = zip(*(_leave_one_out(above, below) for above, below in pairs), strict=True)
    left = [
        math.fsum(sign * one for sign, one in zip(signs, each, strict=True)) for each in without
    ]
    return _of_difference(_jackknife(whole, left, grid), left, bounds)


def widened(found: Interval, comparisons: int) -> Interval:
    """Return a mean's interval so wide that so many of them hold together with 95 % confidence (Bonferroni)."""
    if found.n < 2 or comparisons < 2:
        return found
    factor = t_quantile(found.n, 1.0 - (1.0 - LEVEL) / comparisons) / t_quantile(found.n)
    return found._replace(
        low=found.mean - factor * (found.mean - found.low),
        high=found.mean + factor * (found.high - found.mean),
    )


def cut_to(found: Interval, bounds: tuple[float, float]) -> Interval:
    """Return an interval without what its quantity cannot be: a difference of two shares is never over 1.

    What is left out holds no truth, so that the interval covers as often as before.
    """
    least, most = bounds
    mean, low, high, _ = found
    # What lies outside is not what was declared: its bounds say nothing of it.
    if math.isnan(low) or not least <= mean <= most:
        return found
    return found._replace(low=max(low, least), high=min(high, most))


def may_still_differ(n: int, comparisons: int = 1) -> float:
    """Return the largest share of runs that may still differ where none of ``n`` did (Wilson, 95 %).

    Args:
        n: runs, all alike.
        comparisons: of so many statements all hold together (Bonferroni).
    """
    z_squared = Z_SQUARED if comparisons < 2 else _z_squared(comparisons)
    return z_squared / (n + z_squared) if n else 1.0


def _of_difference(found: Interval, values: list[float], bounds: tuple[float, float]) -> Interval:
    """Return a difference's interval within its bounds; where all ``values`` are alike, with room for the runs that may still differ.

    Luck that did not show in n runs may show in up to `may_still_differ` of all, and be anything there, as in Wilson's
    interval of a share at an end.
    """
    least, most = bounds
    mean, low, high, n = found
    alike = n > 1 and min(values) == max(values)
    if alike and math.isfinite(most - least) and least <= mean <= most:
        rest = may_still_differ(n)
        low = min(low, mean - rest * (mean - least))
        high = max(high, mean + rest * (most - mean))
    return cut_to(Interval(mean, low, high, n), bounds)


def _z_squared(comparisons: int) -> float:
    return normal_quantile(1.0 - (1.0 - LEVEL) / comparisons) ** 2


def t_quantile(n: int, level: float = LEVEL) -> float:
    """Return Student's t at ``level`` with ``n`` - 1 degrees of freedom; NaN below two values."""
    return student_quantile(n - 1, level) if n > 1 else UNDEFINED


def _interval(values: list[float], grid: float = 0.0) -> Interval:
    n = len(values)
    mean = _mean(values)
    half = UNDEFINED
    if n > 1:
        half = max(t_quantile(n) * math.sqrt(_variance(values) / n), grid / 2.0)
    return Interval(mean, mean - half, mean + half, n)


def _within(found: Interval) -> Interval:
    """Return a share's interval on the logit; Wilson's where the share is none or all."""
    mean, low, _, n = found
    if math.isnan(low) or not 0.0 <= mean <= 1.0:
        return found
    if mean in (0.0, 1.0):
        rest = may_still_differ(n)
        return Interval(mean, *((0.0, rest) if mean == 0.0 else (1.0 - rest, 1.0)), n)
    middle = math.log(mean / (1.0 - mean))
    half = (mean - low) / (mean * (1.0 - mean))
    return Interval(mean, _logistic(middle - half), _logistic(middle + half), n)


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit)) if logit > -700.0 else 0.0


def _jackknife(whole: float, without: list[float], grid: float = 0.0) -> Interval:
    """Return the interval of a statistic from its values with one replication left out each."""
    n = len(without)
    if n < 2 or math.isnan(whole) or any(math.isnan(value) for value in without):
        return Interval(whole, UNDEFINED, UNDEFINED, n)
    # (n - 1)/n times the sum of squares, which is (n - 1)^2/n times the variance
    half = max(t_quantile(n) * (n - 1) * math.sqrt(_variance(without) / n), grid / 2.0)
    return Interval(whole, whole - half, whole + half, n)


def _leave_one_out(above: list[float], below: list[float]) -> list[float]:
    top, bottom = math.fsum(above), math.fsum(below)
    return [_ratio(top - a, bottom - b) for a, b in zip(above, below, strict=True)]


def _defined(values: Values) -> list[float]:
    array = np.asarray(values, dtype=np.float64)
    return [float(value) for value in array[~np.isnan(array)]]


def _pairs(first: Values, second: Values) -> tuple[list[float], list[float]]:
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.shape != b.shape:
        msg = f"pairs need the same replications on both sides, not {a.size} and {b.size}"
        raise ValueError(msg)
    both = ~(np.isnan(a) | np.isnan(b))
    return a[both].tolist(), b[both].tolist()


def _mean(values: list[float]) -> float:
    """Return the mean; that of equal values is that value, not a rounding away from it."""
    if not values:
        return UNDEFINED
    if min(values) == max(values):
        return values[0] + 0.0
    return math.fsum(values) / len(values)


def _variance(values: list[float]) -> float:
    """Return the sample variance; 0 where all are equal, NaN below two values."""
    if len(values) < 2:
        return UNDEFINED
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _share_better(differences: list[float], sign: float) -> float:
    if not differences:
        return UNDEFINED
    better = sum(1.0 if sign * value > 0 else 0.5 if value == 0 else 0.0 for value in differences)
    return better / len(differences)


def _ratio(above: float, below: float) -> float:
    return above / below if below != 0 else UNDEFINED
