"""The Numba type of a town's handle; apart, because it must be importable by name and Numba is slow to import."""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default


class TownType(types.Type):
    """A pointer to a town's addresses; ``fields`` are (name, array type) in the town's order."""

    def __init__(self, digest: str, fields: tuple[tuple[str, Any], ...]) -> None:
        """Name the type after the dtypes of its tables."""
        self.fields = fields
        super().__init__(name=f"Town({digest})")


@register_default(TownType)
class TownModel(models.OpaqueModel):
    """A town is one pointer."""


class Row(types.Record):
    """A table's row under a short name.

    Numba names a record after all its fields, and that name stands in the symbol of every function that
    takes a row: kilobytes a call, and most of the time it takes to compile.
    """

    def __init__(self, record: Any, name: str) -> None:
        """Take a record's layout; ``name`` must tell layouts apart."""
        fields: Any = [
            (
                field,
                {"type": i.type, "offset": i.offset, "alignment": i.alignment, "title": i.title},
            )
            for field, i in record.fields.items()
        ]
        super().__init__(fields, record.size, record.aligned)
        self.name = name


@register_default(Row)
class RowModel(models.RecordModel):
    """A row is laid out as the record it is."""
