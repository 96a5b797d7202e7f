"""Claims about random quantities in one place: by how many standard errors a mean must clear a bound.

A claim at four standard errors fails by bad luck about once in thirty thousand; all draws here are keyed, so
a claim that holds today holds until the model changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import numpy as np

SURE = 4.0


def mean_and_error(values: Iterable[float]) -> tuple[float, float]:
    """The mean and its standard error, over the defined values.

    Raises:
        AssertionError: fewer than ten are defined; then nothing is claimed.
    """
    found = np.array([v for v in values if not np.isnan(v)], dtype=float)
    assert len(found) >= 10, f"only {len(found)} values are defined"
    return float(found.mean()), float(found.std(ddof=1) / sqrt(len(found)))


def is_above(values: Iterable[float], bound: float, errors: float = SURE) -> bool:
    """Whether the mean lies above ``bound`` by that many standard errors."""
    mean, error = mean_and_error(values)
    return bool(mean - errors * error > bound)


def is_below(values: Iterable[float], bound: float, errors: float = SURE) -> bool:
    """Whether the mean lies below ``bound`` by that many standard errors."""
    mean, error = mean_and_error(values)
    return bool(mean + errors * error < bound)


def is_near(values: Iterable[float], expected: float, errors: float = SURE) -> bool:
    """Whether the mean differs from ``expected`` by no more than that many standard errors."""
    mean, error = mean_and_error(values)
    return bool(abs(mean - expected) <= errors * error)


def is_share_near(hits: int, of: int, expected: float, errors: float = SURE) -> bool:
    """Whether a share of draws agrees with a known chance, by the binomial standard error."""
    return bool(abs(hits / of - expected) <= errors * sqrt(expected * (1.0 - expected) / of))
