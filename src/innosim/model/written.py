"""What may be written into a town between months: which fields of its people, and within which limits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from innosim.model.tables import meanings
from innosim.scenario.errors import as_given, nearest
from innosim.scenario.numbers import number_of
from innosim.scenario.numerals import plainly

UNIT_AMOUNTS = frozenset({"hours", "demand"})
"""Amounts that a unit carries from month to month; each may be so many times what it was, when its agent came to stand there."""
LEAST_TIMES, MOST_TIMES = 0.1, 10.0
"""Assumed: a unit may grow or shrink by a factor of ten by a user's hand; the model was tried on towns of 100 to 60,000 employees."""

_OF_THE_MONTH = ("_push", "_left", "_used", "_offered", "_next")
"""How the names of fields end that a month works with and makes anew."""


class AgentError(AttributeError, ValueError):
    """What was written into an agent or a town: no attribute of it, one that is read only, or a value it cannot have. Nothing was changed."""


def shares(row: type) -> frozenset[str]:
    """Return the fields of a row that are shares of 0-1, as their meaning says, and that live on from month to month."""
    return frozenset(
        name
        for name, meaning in meanings(row).items()
        if "0-1" in meaning and not name.endswith(_OF_THE_MONTH)
    )


def checked(
    who: str,
    fields: tuple[str, ...],
    shared: frozenset[str],
    found: Mapping[str, float],
    name: str,
    value: Any,
) -> float:
    """Return the number to write into a field.

    Raises:
        AgentError: the field may not be written, or not to this value.
    """
    writable = {*shared, *found}
    if name not in fields:
        near = nearest(name, fields)
        hint = f"did you mean {near}?" if near else f"it has {', '.join(fields)}."
        raise AgentError(
            f"{who} has no attribute {name}: {hint} Own names begin with an underscore."
        )
    if name not in writable:
        raise AgentError(
            f"{who}: {name} is read only; what may be written is {', '.join(sorted(writable))}."
        )
    least, most = (
        (0.0, 1.0) if name in shared else (LEAST_TIMES * found[name], MOST_TIMES * found[name])
    )
    number = _number(value)
    if not least <= number <= most:
        raise AgentError(
            f"{who}: {name} cannot be {as_given(value)}; write a number of {plainly(least)} to {plainly(most)}."
        )
    return number


def _number(value: object) -> float:
    """Return a number of any kind as Python's own; NaN where it is none, or larger than any."""
    found = number_of(value)
    try:
        return math.nan if found is None else float(found)
    except OverflowError:
        return math.nan
