"""The calendar: Januaries, meetings, terms; month 0 is January 2014, months before it are negative."""

from innosim.model.chance import MONTHS
from innosim.scenario.catalogue.codes import NEVER

HIGHEST_CHANCE = 0.9  # a month: nothing is certain; far above what plausible values come to

QUARTER = 3  # months from one meeting of the council to the next

TERM = 48  # months of a council term [E]

TO_TERM = 2  # months from an election, in November, to the January in which its term begins [E]

LONG_AGO = 1000  # months: as long as the longest run


def monthly_chance(yearly: float) -> float:
    """Return the chance a month that amounts to about ``yearly`` a year."""
    return yearly / 12.0


def clock_of(now: int) -> int:
    """Return a month as it enters keys and identities: one before 0 as month + 1,024 (ODD, Chance)."""
    return now if now >= 0 else now + MONTHS


def has_happened(month: int) -> bool:
    """Say whether there is such a month at all: what never happened has none."""
    return month != NEVER


def months_worked(since: int, now: int) -> int:
    """Return how many months an idea has worked by the end of this month: none in that in which it went into operation."""
    return now - since


def is_january(now: int) -> bool:
    """Say whether the month is a January; month 0 is January 2014."""
    return now % 12 == 0


def new_term(now: int, first: float) -> bool:
    """Say whether a term begins: every fourth January [E]; the town's first month begins none."""
    return now > first and now % TERM == 0


def is_election(now: int) -> bool:
    """Say whether a council is elected: in the November before its term [E]."""
    return (now + TO_TERM) % TERM == 0


def council_meets(now: int) -> bool:
    """Say whether the council meets: in the last month of a quarter [N A5]."""
    return (now + 1) % QUARTER == 0
