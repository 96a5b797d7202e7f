"""The patterns a credible model should show: what varies, what is read and what is predicted of each, declared once.

Most were named before the model was built. *Built in* are those that follow from one rule as it is written; the others
are tests that can fail. The command, the documentation and the tests are made from these declarations.
"""

from __future__ import annotations

from innosim.analysis.patterns import (
    alone,
    booking,
    contract,
    fairness,
    flow,
    mystery,
    people,
    shaving,
    slack,
    spread,
    tolerance,
)
from innosim.analysis.patterns.declare import Pattern
from innosim.scenario.errors import ArgumentError, as_given, instead

_MODULES = (
    tolerance, people, slack, booking, contract, mystery, shaving, flow, spread, fairness, alone,
)  # fmt: skip

PATTERNS: dict[str, Pattern] = {
    pattern.name: pattern
    for pattern in sorted(
        (each for module in _MODULES for each in module.DECLARED), key=lambda each: each.place
    )
}
"""All patterns by name, in the order of their numbers."""


def chosen(names: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Return the patterns of these names, in their order; all where none is named. Small letters will do.

    Raises:
        ArgumentError: there is none of that name.
    """
    for name in names:
        if name.upper() not in _UPPER:
            raise ArgumentError(f"no pattern {as_given(name)}: {instead(name, PATTERNS)}")
    asked = {_UPPER[name.upper()] for name in names} or set(PATTERNS)
    return tuple(pattern for name, pattern in PATTERNS.items() if name in asked)


_UPPER = {name.upper(): name for name in PATTERNS}
