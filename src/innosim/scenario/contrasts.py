"""What a scenario asks: contrasts of two regimes on a metric, written ``framed - bottom-up on mandate_share``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from innosim.scenario.catalogue import OUTCOMES
from innosim.scenario.danish import field_meant
from innosim.scenario.errors import Complaint, describe, short

CONTRASTS = "contrasts"
MOST = 5
"""Contrasts that an answer has room for."""

Asked: TypeAlias = tuple[str, str, str]
"""One regime, the other, and the metric."""

_FORM = re.compile(r"\s*(\S+)\s+-\s+(\S+)\s+on\s+(\S+)\s*")
_RIGHT = 'write ["framed - bottom-up on mandate_share"]'


def check_contrasts(value: object) -> tuple[Asked, ...] | Complaint:
    """A list of contrasts taken apart, each on a metric of which one direction is better."""
    if not isinstance(value, list):
        return Complaint(f"is {describe(value)}, not a list of contrasts", _RIGHT)
    if not 1 <= len(value) <= MOST:
        return Complaint(f"has {len(value)} contrasts", f"write 1 to {MOST}")
    found: list[Asked] = []
    for text in value:
        asked = _one(text)
        if isinstance(asked, Complaint):
            return asked
        one, other, metric = asked
        if asked in found or (other, one, metric) in found:
            return Complaint(f"holds {one} and {other} on {metric} twice", "leave one out")
        found.append(asked)
    return tuple(found)


def _one(text: object) -> Asked | Complaint:
    matched = _FORM.fullmatch(text) if isinstance(text, str) else None
    if matched is None:
        shown = short(text, 60) if isinstance(text, str) else describe(text)
        return Complaint(f"holds {shown!r}, which is no contrast", _RIGHT)
    one, other, metric = matched.groups()
    directed = [name for name, column in OUTCOMES.items() if column.better]
    if metric not in OUTCOMES:
        near = field_meant(metric, directed) or f"name a metric, such as {directed[0]}"
        return Complaint(f"names {short(metric, 40)}, which is no metric", near)
    if metric not in directed:
        return Complaint(
            f"names {metric}, of which neither direction is better",
            f"name a metric of which one is, such as {directed[0]}",
        )
    if one == other:
        return Complaint(f"sets {short(one, 40)} against itself", "name two regimes")
    return one, other, metric


def unknown_in(asked: Sequence[Asked], regimes: Sequence[str]) -> str:
    """The first regime that a contrast names and that is not there, "" where all are."""
    named = (name for one, other, _ in asked for name in (one, other))
    return next((name for name in named if name not in regimes), "")
