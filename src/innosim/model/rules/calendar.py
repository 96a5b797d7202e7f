"""The calendar: Januaries, meetings, terms; month 0 is January 2014."""


def monthly_chance(yearly: float) -> float:
    """Return the chance a month that amounts to about ``yearly`` a year."""
    return yearly / 12.0


def is_january(now: int) -> bool:
    """Say whether the month is a January; month 0 is January 2014."""
    return now % 12 == 0


def new_term(now: int) -> bool:
    """Say whether a term begins: every fourth January [E]."""
    return now > 0 and now % 48 == 0
