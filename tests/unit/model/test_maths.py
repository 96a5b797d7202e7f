"""Portable functions: close to a reference, and the same bits plain and compiled."""

import itertools
import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from scipy import special

from innosim.model import chance, maths
from innosim.model.compiled import compile_rules

RULES = compile_rules([maths, chance])
RNG = np.random.default_rng(20140101)
LINE = RNG.uniform(-40.0, 40.0, 5_000)
UNIT = np.concatenate([RNG.uniform(0, 1, 5_000), np.exp(RNG.uniform(-36, -1, 5_000))])
SPREAD = np.exp(RNG.uniform(-700, 700, 5_000))

# The libraries' own errors are part of each tolerance: ulps of the reference's value.
AGAINST_LIBRARIES = [
    ("exp", math.exp, RNG.uniform(-700, 709, 5_000), 2),
    ("log", math.log, SPREAD, 2),
    ("sigmoid", special.expit, LINE, 4),
    ("normal_quantile", special.ndtri, UNIT, 8),
]


@pytest.mark.parametrize(
    ("name", "reference", "points", "ulps"), AGAINST_LIBRARIES, ids=lambda value: str(value)[:15]
)
def test_close_to_the_libraries(name, reference, points, ulps):
    function = getattr(maths, name)
    for x in points.tolist():
        expected = float(reference(x))
        assert abs(function(x) - expected) <= ulps * math.ulp(expected), x


def test_exp_and_log_within_one_ulp_of_exact():
    with localcontext() as context:
        context.prec = 50
        for x in LINE[:1_000].tolist():
            exact = Decimal(x).exp()
            assert abs(Decimal(maths.exp(x)) - exact) < Decimal(math.ulp(float(exact)))
        for x in SPREAD[:1_000].tolist():
            exact = Decimal(x).ln()
            assert abs(Decimal(maths.log(x)) - exact) < Decimal(math.ulp(float(exact)))


GRIDS = {
    "exp": np.linspace(-750, 750, 100_001),
    "log": np.exp(np.linspace(-700, 700, 100_001)),
    "sigmoid": np.linspace(-800, 800, 100_001),
    "normal_quantile": (np.arange(100_000) + 0.5) / 100_000,
}


@pytest.mark.parametrize("name", GRIDS)
def test_compiled_bits_are_the_plain_bits(name):
    plain, compiled = getattr(maths, name), getattr(RULES, name)
    for x in GRIDS[name].tolist():
        assert compiled(x).hex() == plain(x).hex(), x


def test_compiled_power_has_the_plain_bits():
    for x, a in zip(SPREAD.tolist(), LINE.tolist(), strict=True):
        assert RULES.power(x, a / 40).hex() == maths.power(x, a / 40).hex()


def test_power_and_its_zero():
    assert maths.power(0.0, 0.88) == 0.0
    assert maths.power(1.0, 7.5) == 1.0
    for x in RNG.uniform(0.001, 50, 1_000).tolist():
        # |a log x| < 7, so some 7 + 2 ulps.
        assert maths.power(x, 0.88) == pytest.approx(math.pow(x, 0.88), rel=2e-15)


def test_exp_is_clamped_at_both_ends_and_nan_goes_through():
    for rules in (maths, RULES):
        assert rules.exp(1e6) == rules.exp(math.inf) == maths.LARGEST
        assert rules.exp(-1e6) == rules.exp(-math.inf) == 0.0
        assert rules.exp(709.78) < math.inf
        assert rules.exp(0.0) == 1.0
        for name in ("exp", "log", "sigmoid"):
            assert math.isnan(getattr(rules, name)(math.nan)), name


@pytest.mark.parametrize("rules", [maths, RULES], ids=["plain", "compiled"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("log", (0.0,)),
        ("log", (-1.0,)),
        ("power", (-1.0, 0.5)),
        ("normal_quantile", (0.0,)),
        ("normal_quantile", (1.0,)),
        ("normal_quantile", (math.nan,)),
    ],
)
def test_outside_the_domain_raises_both_ways(rules, name, arguments):
    with pytest.raises(ValueError, match=r"not positive|outside"):
        getattr(rules, name)(*arguments)


def test_quantile_is_monotone_symmetric_and_inverts():
    # Neighbouring draws about the seams of AS 241 and the ends.
    step = 2.0**-52
    for centre in (0.075, 0.5, 0.925, math.exp(-25.0), 1 - math.exp(-25.0)):
        draws = [centre + i * step for i in range(-2_000, 2_000)]
        values = [maths.normal_quantile(u) for u in draws if 0 < u < 1]
        assert all(a <= b for a, b in itertools.pairwise(values))
    for i in range(1, 1_024):
        u = i / 1_024
        assert maths.normal_quantile(u) == -maths.normal_quantile(1 - u)
        assert special.ndtr(maths.normal_quantile(u)) == pytest.approx(u, rel=3e-15)


@pytest.mark.parametrize("power", [0.0, -0.0, 5e-324, -5e-324, 1e-17, -1e-17])
def test_e_to_nothing_is_one_as_it_is_beside_it(power):
    """Nothing is answered at once; what is next to it is reckoned, and comes to the same."""
    assert maths.exp(power) == 1.0
