"""All patterns, or some of them, run and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from innosim.analysis.patterns.declare import Pattern
from innosim.analysis.patterns.judging import Judged, judged
from innosim.analysis.patterns.running import Progress, rows_of

Begun: TypeAlias = Callable[[Pattern, int], "Progress | None"]
"""Told of a pattern and its replications before it is run; returns who counts."""


def nobody(_: Pattern, __: int) -> None:
    """Count nothing."""


def study_patterns(
    patterns: Sequence[Pattern],
    *,
    replications: int | None = None,
    broken: bool = False,
    jobs: int | None = None,
    begun: Begun = nobody,
) -> tuple[Judged, ...]:
    """Run patterns and judge them.

    Args:
        patterns: those to run.
        replications: of each setting; by default those that a pattern's documentation rests on.
        broken: run the broken rules too, under which a pattern must be gone.
        jobs: threads; by default one a core.
        begun: told of each pattern.
    """
    return tuple(
        study_pattern(
            each, replications or each.replications, broken=broken, jobs=jobs, begun=begun
        )
        for each in patterns
    )


def study_pattern(
    pattern: Pattern,
    replications: int,
    *,
    broken: bool = False,
    jobs: int | None = None,
    begun: Begun = nobody,
) -> Judged:
    """Run one pattern and judge it."""
    rows = rows_of(pattern, replications, jobs=jobs, progress=begun(pattern, replications))
    rules = [
        (
            rule,
            judged(pattern, rows_of(pattern, replications, jobs=jobs, broken=rule.values)),
        )
        for rule in (pattern.broken if broken else ())
    ]
    return Judged(pattern, replications, judged(pattern, rows), rows, tuple(rules))
