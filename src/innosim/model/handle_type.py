"""The Numba type of a town's handle; apart, because it must be importable by name and Numba is slow to import."""

from __future__ import annotations

from typing import Any

from numba.core import types


class TownType(types.Type):  # type: ignore[misc]  # Numba is untyped
    """A pointer to a town's addresses; ``fields`` are (name, array type) in the town's order."""

    def __init__(self, digest: str, fields: tuple[tuple[str, Any], ...]) -> None:
        """Name the type after the dtypes of its tables."""
        self.fields = fields
        super().__init__(name=f"Town({digest})")
