"""Mappings of a scenario, which are read: one that changed under a result that is open would be another's story told as this one's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Never, TypeVar

from innosim.scenario.errors import ArgumentError

_K = TypeVar("_K")
_V = TypeVar("_V")


class Held(dict[_K, _V]):
    """A dictionary that nobody writes; ``{**it}`` and ``dict(it)`` are one's own."""

    def _refuse(self, *_args: Any, **_more: Any) -> Never:
        raise ArgumentError(
            "A scenario is not changed in place: make another, as replace(scenario, values={**scenario.values, 'staff': 100})."
        )

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def __reduce__(self) -> tuple[type[Held[_K, _V]], tuple[dict[_K, _V]]]:
        """Return how a copy is made: whole at once."""
        return type(self), (dict(self),)


def hold(made: object, names: tuple[str, ...]) -> None:
    """Let the mappings among a frozen object's fields be read only, as it is made, and its own: whoever gave one may change it."""
    for name in names:
        value = getattr(made, name)
        if isinstance(value, Mapping) and not isinstance(value, Held):
            object.__setattr__(made, name, Held(value))
