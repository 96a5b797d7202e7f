"""The calendar: Januaries, meetings, terms; month 0 is January 2014."""

HIGHEST_CHANCE = 0.9  # a month: nothing is certain; far above what plausible values come to

QUARTER = 3  # months from one meeting of the council to the next

TERM = 48  # months of a council term [E]

LONG_AGO = 1000  # months: as long as the longest run


def monthly_chance(yearly: float) -> float:
    """Return the chance a month that amounts to about ``yearly`` a year."""
    return yearly / 12.0


def is_january(now: int) -> bool:
    """Say whether the month is a January; month 0 is January 2014."""
    return now % 12 == 0


def new_term(now: int) -> bool:
    """Say whether a term begins: every fourth January [E]."""
    return now > 0 and now % TERM == 0


def council_meets(now: int) -> bool:
    """Say whether the council meets: in the last month of a quarter [N A5]."""
    return (now + 1) % QUARTER == 0
