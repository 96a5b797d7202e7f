"""Which tables a run keeps: the words in which it is asked for, and what they mean.

The metrics are always kept. What is named replaces the whole default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from innosim.experiment.errors import PlanError
from innosim.scenario.errors import as_given, instead, several

METRICS_ALONE = "metrics"
YEARLY = "yearly"
MONTHLY = "monthly"
IDEA_WORD = "ideas"
KEEPABLE = (METRICS_ALONE, YEARLY, MONTHLY, IDEA_WORD)
USUAL = f"{MONTHLY},{IDEA_WORD}:20"
"""What is kept unless something else is asked for."""

MONTHLY_TABLES = frozenset(["indicators", "gates", "ledger"])
"""Tables kept of all replications where months or years are, or of none."""
IDEA_TABLES = frozenset(["ideas", "bookings"])
"""Tables kept of the first replications only."""

_ALL = "all"
_LONGEST = 9
"""Digits of a number of replications at most."""


@dataclass(frozen=True)
class Keep:
    """What is kept beside the metrics: the months, or the years, of all replications or of none, and the ideas of the first ``ideas``."""

    monthly: bool
    ideas: int
    yearly: bool = False

    def keeps(self, table: str, replication: int) -> bool:
        """Say whether the rows that ``table`` has of a replication are kept."""
        if table in IDEA_TABLES:
            return replication < self.ideas
        return self.ledger or table not in MONTHLY_TABLES

    @property
    def ledger(self) -> bool:
        """Whether the ledger is kept, and what was judged at gates: with months, and with years."""
        return self.monthly or self.yearly

    def words(self, replications: int) -> str:
        """Return the words that ask for this in a run of so many replications."""
        ideas = IDEA_WORD if self.ideas == replications else f"{IDEA_WORD}:{self.ideas}"
        named = [MONTHLY] * self.monthly + [YEARLY] * self.yearly + [ideas] * (self.ideas > 0)
        return ",".join(named) or METRICS_ALONE


def keep_of(asked: str | Iterable[str], replications: int) -> Keep:
    """Return what ``asked`` keeps of a run of so many replications; nothing asked for is `USUAL`.

    Raises:
        PlanError: a word that is none, a number of replications below 0, a word given twice, or `METRICS_ALONE` beside others.
    """
    named = dict(_split(several(asked) or (USUAL,)))
    if METRICS_ALONE in named and len(named) > 1:
        more = next(word for word in named if word != METRICS_ALONE)
        raise PlanError(
            f"keep has {METRICS_ALONE} and {more}; metrics are always kept: leave out one of the two."
        )
    if MONTHLY in named and YEARLY in named:
        raise PlanError(
            f"keep has {MONTHLY} and {YEARLY}; years are means over months: leave out one of the two."
        )
    ideas = min(named.get(IDEA_WORD, 0), replications)
    return Keep(MONTHLY in named, ideas, YEARLY in named)


def _split(asked: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Go over the words, each with its number of replications, refusing one that comes again."""
    found: set[str] = set()
    for text in (word.strip() for each in asked for word in str(each).split(",")):
        word, colon, number = text.partition(":")
        if word not in KEEPABLE:
            near = instead(word, KEEPABLE)
            stop = "" if near.endswith("?") else "."
            raise PlanError(f"keep has no word {as_given(word)}: {near}{stop}")
        if word in found:
            raise PlanError(f"keep has {word} twice; it is said once.")
        if colon and word != IDEA_WORD:
            raise PlanError(
                f"keep is {as_given(text)}; only {IDEA_WORD} has a number, as {IDEA_WORD}:20."
            )
        found.add(word)
        yield word, _replications(text, number) if colon else _every()


def _replications(text: str, number: str) -> int:
    if number == _ALL:
        return _every()
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST:
        return int(number)
    raise PlanError(
        f"keep is {as_given(text)}; after {IDEA_WORD}: comes a number of replications up to {_every() - 1}, or {_ALL}."
    )


def _every() -> int:
    """Return more replications than any run has."""
    return int(10**_LONGEST)
