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

LEVEL = 0.975
"""Quantile of Student's t that makes a two-sided interval of 95 %."""

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


def interval(values: Values) -> Interval:
    """Return mean +- t(.975) s / sqrt(n) over the defined values.

    Args:
        values: one value per replication (n), NaN where undefined.
    """
    return _interval(_defined(values))


def paired(values: Values, base: Values, better: str = "up") -> Paired:
    """Compare a regime with a baseline, replication by replication.

    Args:
        values: the regime's value per replication (n).
        base: the baseline's, in the same order (n).
        better: "down" where smaller is better; otherwise the larger counts as better.

    Raises:
        ValueError: when the two are not equally long.
    """
    ours, theirs = _pairs(values, base)
    differences = [a - b + 0.0 for a, b in zip(ours, theirs, strict=True)]
    return Paired(
        _interval(differences),
        _share_better(differences, -1.0 if better == "down" else 1.0),
        _ratio(_variance(differences), _variance(ours) + _variance(theirs)),
        len(values) - len(differences),
        bool(differences) and not any(differences),
    )


def pooled_ratio(numerators: Values, denominators: Values) -> Interval:
    """Return sum / sum over replications with a jackknife interval.

    A mean of ratios would weigh a run with three ideas like a run with three hundred.

    Args:
        numerators: one per replication (n), NaN where undefined.
        denominators: likewise (n); pairs with a NaN are left out.
    """
    above, below = _pairs(numerators, denominators)
    whole = _ratio(math.fsum(above), math.fsum(below))
    return _jackknife(whole, _leave_one_out(above, below))


def pooled_difference(
    numerators: Values, denominators: Values, base_numerators: Values, base_denominators: Values
) -> Interval:
    """Return the difference of two pooled ratios over the same replications, jackknifed together.

    Args:
        numerators: the regime's, one per replication (n).
        denominators: the regime's (n).
        base_numerators: the baseline's, in the same order (n).
        base_denominators: the baseline's (n); replications with any NaN are left out.
    """
    rows = np.array(
        [numerators, denominators, base_numerators, base_denominators], dtype=np.float64
    )
    above, below, base_above, base_below = rows[:, ~np.isnan(rows).any(axis=0)].tolist()
    ours = _ratio(math.fsum(above), math.fsum(below))
    theirs = _ratio(math.fsum(base_above), math.fsum(base_below))
    without = zip(_leave_one_out(above, below), _leave_one_out(base_above, base_below), strict=True)
    return _jackknife(ours - theirs + 0.0, [a - b + 0.0 for a, b in without])


def t_quantile(n: int) -> float:
    """Return Student's t at .975 with ``n`` - 1 degrees of freedom; NaN below two values."""
    if n < 2:
        return UNDEFINED
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, LEVEL))


def _interval(values: list[float]) -> Interval:
    n = len(values)
    mean = _mean(values)
    half = t_quantile(n) * math.sqrt(_variance(values) / n) if n > 1 else UNDEFINED
    return Interval(mean, mean - half, mean + half, n)


def _jackknife(whole: float, without: list[float]) -> Interval:
    """Return the interval of a statistic from its values with one replication left out each."""
    n = len(without)
    if n < 2 or math.isnan(whole) or any(math.isnan(value) for value in without):
        return Interval(whole, UNDEFINED, UNDEFINED, n)
    # (n - 1)/n times the sum of squares, which is (n - 1)^2/n times the variance
    half = t_quantile(n) * (n - 1) * math.sqrt(_variance(without) / n)
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
