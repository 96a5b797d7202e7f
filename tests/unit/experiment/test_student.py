"""Student's t against SciPy's and closed forms."""

import math

import pytest
from scipy.special import betainc, stdtrit

from innosim.experiment.student import EXACT_UP_TO, student_quantile

FREEDOMS = (*range(1, 40), 99, 199, 200, 499, 999, EXACT_UP_TO, EXACT_UP_TO + 1, 1999, 500_000)
LEVELS = (0.6, 0.9, 0.975, 0.995, 0.9995, 1.0 - 0.025 / 300)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_what_lies_beyond_is_what_was_asked_for(freedom: int) -> None:
    """By the incomplete beta function: SciPy's own quantile has nine digits in releases before 1.16."""
    for level in LEVELS:
        t = student_quantile(freedom, level)
        beyond = betainc(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
        assert beyond == pytest.approx(1.0 - level, rel=1e-10), level
        assert t == pytest.approx(float(stdtrit(freedom, level)), rel=1e-7), level


def test_closed_forms() -> None:
    """One degree of freedom is Cauchy's, of two t is algebraic; four, where SciPy is off in the ninth digit."""
    assert student_quantile(1, 0.75) == pytest.approx(1.0, rel=1e-15)
    assert student_quantile(2, 0.9) == pytest.approx(0.8 / math.sqrt(2 * 0.1 * 0.9), rel=1e-15)
    t = student_quantile(4, 0.5001)
    assert 0.5 + 0.375 * (t - 5 * t**3 / 24) == pytest.approx(0.5001, rel=1e-12)


def test_it_falls_with_freedom_and_grows_with_the_level() -> None:
    levels = [student_quantile(7, 0.5 + k / 1000) for k in range(1, 500)]
    assert levels == sorted(levels)
    freedoms = [student_quantile(n, 0.975) for n in range(1, 1200)]
    assert freedoms == sorted(freedoms, reverse=True)
    assert student_quantile(9, 0.5) == 0.0


@pytest.mark.parametrize(("freedom", "level"), [(0, 0.9), (5, 0.4), (5, 1.0), (5, math.nan)])
def test_what_it_is_not_for_is_refused(freedom: int, level: float) -> None:
    with pytest.raises(ValueError, match="Student's t"):
        student_quantile(freedom, level)
