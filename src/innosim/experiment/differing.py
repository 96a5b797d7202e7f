"""How one JSON value differs from another, as JSON, and back: thousands of scenarios that are nearly alike take little more than one."""

from __future__ import annotations

from typing import Any

_VALUE, _MEMBERS, _PLACES = "=", "in", "at"


def difference(base: Any, other: Any) -> Any:
    """Return what makes ``other`` of ``base``; None where they are equal."""
    if type(base) is type(other) and base == other:
        return None
    if isinstance(base, dict) and isinstance(other, dict) and list(base) == list(other):
        found = {name: difference(base[name], other[name]) for name in base}
        return {_MEMBERS: {name: each for name, each in found.items() if each is not None}}
    if isinstance(base, list) and isinstance(other, list) and len(base) == len(other):
        pairs = enumerate(zip(base, other, strict=True))
        differ = {str(place): difference(one, two) for place, (one, two) in pairs}
        return {_PLACES: {place: each for place, each in differ.items() if each is not None}}
    return {_VALUE: other}


def applied(base: Any, change: Any) -> Any:
    """Return what ``change`` makes of ``base``; neither is changed.

    Raises:
        KeyError: it is no change of this base.
    """
    if change is None:
        return base
    if _VALUE in change:
        return change[_VALUE]
    if _MEMBERS in change:
        return {
            **base,
            **{name: applied(base[name], each) for name, each in change[_MEMBERS].items()},
        }
    at = change[_PLACES]
    return [applied(each, at.get(str(place))) for place, each in enumerate(base)]
