"""Student's t from arithmetic alone: importing SciPy for it takes longer than a village runs, and bits agree on every system."""

from __future__ import annotations

import math
from functools import cache

from innosim.model.maths import normal_quantile

EXACT_UP_TO = 1000
"""Degrees of freedom up to which the distribution is summed, term by term; beyond, what a series leaves out is under 1e-13 of t."""

_ENOUGH = 4e-16
"""A step of the search that is smaller than this share of t changes nothing."""


@cache
def student_quantile(freedom: int, level: float) -> float:
    """Return Student's t with so many degrees of freedom at a level from .5 to 1: to eleven digits up to .9999, fewer further out.

    Raises:
        ValueError: a level outside .5 to 1, or no degree of freedom.
    """
    if freedom < 1 or not 0.5 <= level < 1.0:
        raise ValueError(f"Student's t is asked for at {level} with {freedom} degrees of freedom")
    if level == 0.5:
        return 0.0
    normal = normal_quantile(level)
    return _series(freedom, normal) if freedom > EXACT_UP_TO else _searched(freedom, level, normal)


def _searched(freedom: int, level: float, low: float) -> float:
    """Find t from below, where the normal quantile is: the distribution bends down there, so that Newton's steps never pass it."""
    t, height = low, _height(freedom)
    while True:
        density = height * (1.0 + t * t / freedom) ** (-0.5 * (freedom + 1))
        step = (2.0 * level - 1.0 - _within(freedom, t)) / (2.0 * density)
        t += step
        if step <= _ENOUGH * t:
            return t


def _within(freedom: int, t: float) -> float:
    """Return the probability between -t and t (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, terms = (cosine if odd else 1.0), []
    for k in range(2 + odd, freedom + 1, 2):
        terms.append(term)
        term *= cosine * cosine * (k - 1) / k
    total = sine * math.fsum(terms)
    return 2.0 / math.pi * (angle + total) if odd else total


def _height(freedom: int) -> float:
    """Return the density at 0, by steps of two from that of one degree or of two."""
    height = 1.0 / math.pi if freedom % 2 else math.sqrt(0.125)
    for k in range(2 - freedom % 2, freedom, 2):
        height *= (k + 1) / math.sqrt(k * (k + 2))
    return height


def _series(freedom: int, z: float) -> float:
    """Return t from the normal quantile (Abramowitz and Stegun 1964, 26.7.5)."""
    z2 = z * z
    first = z * (z2 + 1.0) / 4.0
    second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0
    third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0
    fourth = z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92160.0
    n = float(freedom)
    return z + (first + (second + (third + fourth / n) / n) / n) / n
