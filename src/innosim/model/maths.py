"""Functions of numbers, from arithmetic alone, so that bits agree on every system.

The C library's ``exp`` and ``log`` differ between systems in the last bit. Here they are computed
with + - * / and comparisons, besides three functions that IEEE 754 makes exact everywhere: square
root, and splitting and scaling by a power of two. Each is a rule: plain and compiled bits agree.

Sources: the rational approximations of exp and log are fdlibm's (Sun Microsystems, 1993, free
to use with this notice); the normal quantile is AS 241 (Wichura 1988).

The long sums are written out in Horner's order: reordering them would change bits.
"""

from math import frexp, ldexp, sqrt

LARGEST = 1.7976931348623157e308


def exp(x: float) -> float:
    """Return e to the x, within 1 ulp; 0 below -708 and the largest float above 709.78.

    Clamped, for an overflow would raise when plain and be infinite when compiled; results below
    the smallest normal number are 0, for systems round those differently.
    """
    if x == 0.0:  # what is reckoned below gives the same; most pushes are none
        return 1.0
    if x > 709.782712893384:
        return LARGEST
    if x < -708.3:
        return 0.0
    if x != x:  # NaN goes through, to be caught by the monthly check
        return x
    half = 0.5 if x >= 0.0 else -0.5
    k = int(1.4426950408889634 * x + half)
    high = x - k * 0.6931471803691238
    low = k * 1.9082149292705877e-10
    r = high - low
    t = r * r
    tail = 6.613756321437934e-05 + t * (-1.6533902205465252e-06 + t * 4.1381367970572385e-08)
    c = r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * tail))
    return ldexp(1.0 - ((low - (r * c) / (2.0 - c)) - high), k)


def log(x: float) -> float:
    """Return the natural logarithm of x > 0, within 1 ulp.

    Raises:
        ValueError: when x is zero or negative, plain and compiled alike.
    """
    if x <= 0.0:
        raise ValueError("log of a number that is not positive")
    if not x <= LARGEST:  # infinity and NaN
        return x
    m, k = frexp(x)
    if m < 0.7071067811865476:
        m = 2.0 * m
        k = k - 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
    odd = 0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)
    odd = z * (0.6666666666666735 + w * odd)
    half = 0.5 * f * f
    return k * 0.6931471803691238 - (
        (half - (s * (half + (odd + even)) + k * 1.9082149292705877e-10)) - f
    )


def power(x: float, a: float) -> float:
    """Return x to the a for x >= 0, and 0 for x == 0; relative error about |a log x| ulp.

    Raises:
        ValueError: when x is negative.
    """
    if x == 0.0:
        return 0.0
    return exp(a * log(x))


def sigmoid(x: float) -> float:
    """Return the logistic function, 0 to 1, without overflow at either end."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp(-x))
    small = exp(x)
    return small / (1.0 + small)


def _quantile_centre(q: float) -> float:
    """Return the quantile at .5 + q for |q| <= .425 (AS 241)."""
    r = 0.180625 - q * q
    a = 45921.953931549871457 + r * (
        67265.770927008700853 + r * (33430.575583588128105 + r * 2509.0809287301226727)
    )
    a = 133.14166789178437745 + r * (1971.5909503065514427 + r * (13731.693765509461125 + r * a))
    a = 3.3871328727963666080 + r * a
    b = 21213.794301586595867 + r * (
        39307.895800092710610 + r * (28729.085735721942674 + r * 5226.4952788528545610)
    )
    b = 42.313330701600911252 + r * (687.18700749205790830 + r * (5394.1960214247511077 + r * b))
    return q * a / (1.0 + r * b)


def _quantile_shoulder(r: float) -> float:
    """Return the quantile's size at r = sqrt(-log tail) from 1.6 to 5 (AS 241)."""
    r = r - 1.6
    c = 1.27045825245236838258 + r * (
        0.241780725177450611770 + r * (2.27238449892691845833e-2 + r * 7.74545014278341407640e-4)
    )
    c = 4.63033784615654529590 + r * (5.76949722146069140550 + r * (3.64784832476320460504 + r * c))
    c = 1.42343711074968357734 + r * c
    d = 0.148103976427480074590 + r * (
        1.51986665636164571966e-2 + r * (5.47593808499534494600e-4 + r * 1.05075007164441684324e-9)
    )
    d = 2.05319162663775882187 + r * (
        1.67638483018380384940 + r * (0.689767334985100004550 + r * d)
    )
    return c / (1.0 + r * d)


def _quantile_tail(r: float) -> float:
    """Return the quantile's size at r = sqrt(-log tail) above 5 (AS 241)."""
    r = r - 5.0
    e = 2.65321895265761230930e-2 + r * (
        1.24266094738807843860e-3 + r * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7)
    )
    e = 5.46378491116411436990 + r * (
        1.78482653991729133580 + r * (0.296560571828504891230 + r * e)
    )
    e = 6.65790464350110377720 + r * e
    f = 7.86869131145613259100e-4 + r * (
        1.84631831751005468180e-5 + r * (1.42151175831644588870e-7 + r * 2.04426310338993978564e-15)
    )
    f = 0.599832206555887937690 + r * (
        0.136929880922735805310 + r * (1.48753612908506148525e-2 + r * f)
    )
    return e / (1.0 + r * f)


def normal_quantile(u: float) -> float:
    """Return the standard normal quantile of 0 < u < 1, within 5 ulp.

    Source: Wichura (1988), algorithm AS 241, PPND16.

    Raises:
        ValueError: when u is not strictly between 0 and 1.
    """
    if not 0.0 < u < 1.0:
        raise ValueError("normal quantile outside 0 to 1")
    q = u - 0.5
    if -0.425 <= q <= 0.425:
        return _quantile_centre(q)
    tail = u if q < 0.0 else 1.0 - u
    r = sqrt(-log(tail))
    size = _quantile_shoulder(r) if r <= 5.0 else _quantile_tail(r)
    return -size if q < 0.0 else size


def bucket_of(score: float, best: float, span: float, buckets: int) -> int:
    """Return the bucket of a score between ``best`` and ``span`` less: 0 for the best, never a later one for a higher score."""
    return int((best - score) / span * (buckets - 1))
