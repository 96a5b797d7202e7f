"""Numbers as Python's own, whatever a sampler, a frame or a user's own reckoning hands over."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from operator import index
from typing import Any

from innosim.scenario.numerals import Written

_OF_NUMBERS = "iuf"
"""Kinds of NumPy's types that are numbers; a date is none, and neither is a yes or no."""

_DOUBLE = 8
"""Bytes of Python's own float."""


def number_of(value: object) -> int | float | None:
    """A real number of any kind as Python's own; None of what is none, yes and no among it.

    One element of an array is taken for itself. A float of fewer bits is read as it is written, so that a sampler's
    largest 0.1 is the 0.1 of a limit; a number larger than any float is infinite, as a file's 1e999 is.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, Written):  # which remembers how
        return value
    if hasattr(value, "dtype"):
        return _of_array(value)
    if isinstance(value, Integral):
        return index(value)
    if isinstance(value, Decimal):
        value = _of_decimal(value)
    if isinstance(value, Rational) and value.denominator == 1:
        return int(value.numerator)
    if not isinstance(value, Real):
        return None
    return _as_float(value)


def whole_number(value: object) -> int | None:
    """A whole number of any kind as Python's own, 5.0 too; None where it is none."""
    number = number_of(value)
    if isinstance(number, float):
        return int(number) if number.is_integer() else None
    return number


def yes_or_no(value: object) -> bool | None:
    """A yes or no of Python's or NumPy's as Python's own; None of all else."""
    if isinstance(value, bool):
        return value
    kind, size = getattr(getattr(value, "dtype", None), "kind", ""), getattr(value, "size", 0)
    return bool(value) if kind == "b" and size == 1 and not _is_masked(value) else None


def _of_array(value: Any) -> int | float | None:
    """The number in an array of one; a masked one has no value."""
    if getattr(value, "size", 0) != 1 or _is_masked(value):
        return None
    kind, one = getattr(value.dtype, "kind", ""), value.item()
    if kind == "O":
        return None if hasattr(one, "dtype") else number_of(one)
    if kind not in _OF_NUMBERS or not isinstance(one, Real):
        return None
    if kind != "f":
        return index(one)  # type: ignore[arg-type]  # of a kind of whole numbers
    short = value.dtype.itemsize < _DOUBLE
    return float(str(value.dtype.type(one))) if short else float(one)


def _is_masked(value: object) -> bool:
    numpy = sys.modules.get("numpy")  # where it was never imported, nothing is an array of it
    if numpy is None or not isinstance(value, numpy.ma.MaskedArray):
        return False
    return bool(numpy.ma.getmaskarray(value).any())


def _of_decimal(value: Decimal) -> Fraction | float:
    """The decimal number, exactly where it is of a size that numbers have."""
    if value.is_nan():
        return math.nan
    if not value.is_finite() or value.adjusted() > sys.float_info.max_10_exp:
        return math.copysign(math.inf, value)
    if value.adjusted() < -sys.float_info.max_10_exp:
        return math.copysign(0.0, value)
    return Fraction(value) if value == value.to_integral_value() else float(value)


def _as_float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, 1 if value > 0 else -1)  # type: ignore[operator]  # all real numbers have an order
