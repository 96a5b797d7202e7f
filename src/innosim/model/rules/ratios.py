"""What metrics are reckoned with: parts of a whole and amounts a year, undefined where there is none."""

UNDEFINED = float("nan")


def ratio(part: float, whole: float) -> float:
    """Return a ratio, undefined over nothing."""
    return part / whole if whole > 0.0 else UNDEFINED


def a_year(total: float, months: int) -> float:
    """Return an amount of so many months as one a year."""
    return total * 12.0 / months
