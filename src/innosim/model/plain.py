"""Light rows: the town's tables as plain Python meets them.

NumPy's own record rows are slow outside compiled code. A light row reads and writes the same
memory through memoryviews of the columns, and gives Python's own ``int`` and ``float``, so that a
rule does the same arithmetic plain as compiled. Used by plain mode, by hooks and by Mesa's agents.

Stricter than compiled code on purpose: an index out of range raises IndexError, a fraction
written to an integer field TypeError, a number too large for its field ValueError.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Town = TypeVar("Town", bound=NamedTuple)

_FORMATS = frozenset("bhilqd")


class Row:
    """One row of a table; each dtype has a subclass with a property per field."""

    __slots__ = ("_columns", "_index")

    def __init__(self, columns: tuple[memoryview, ...], index: int) -> None:
        """Point at place ``index`` of each column."""
        self._columns = columns
        self._index = index

    def __repr__(self) -> str:
        """Return the row with its values, for a reader at the prompt."""
        names = [name for name, kind in vars(type(self)).items() if isinstance(kind, property)]
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"<row {self._index}: {fields}>"


def _field(position: int) -> property:
    """Return the property over one column; one lookup each way, for this is the hot path."""

    def read(row: Any) -> float:
        return cast("float", row._columns[position][row._index])  # noqa: SLF001

    def write(row: Any, value: float) -> None:
        row._columns[position][row._index] = value  # noqa: SLF001

    return property(read, write)


@cache
def row_class(dtype: np.dtype[np.void]) -> type[Row]:
    """Return the light row class of a structured dtype, made once."""
    fields: dict[str, Any] = {name: _field(at) for at, name in enumerate(dtype.names or ())}
    return type("LightRow", (Row,), {"__slots__": (), **fields})


def _view(array: NDArray[Any], what: str) -> memoryview:
    """Return a memoryview that indexes to Python numbers.

    Raises:
        TypeError: when the numbers are not native, aligned int8-int64 or float64.
    """
    view = memoryview(cast("Any", array))
    if view.format not in _FORMATS:
        msg = (
            f"{what} holds {array.dtype} in the layout {view.format!r}; light rows need int8, "
            "int16, int32, int64 or float64, aligned (make the dtype with align=True)"
        )
        raise TypeError(msg)
    return view


class PlainTable:
    """A structured array whose items are light rows; it shares the array's memory.

    ``table[i]`` is always the same object for the same i, ``table.field`` the whole column.
    """

    __slots__ = ("_columns", "_rows", "array")

    def __init__(self, array: NDArray[np.void]) -> None:
        """Wrap ``array``, of one dimension.

        Raises:
            TypeError: when it is not structured, or a field is of another kind.
        """
        names = array.dtype.names
        if names is None or array.ndim != 1:
            msg = f"a table is a structured array of one dimension, not {array.dtype}"
            raise TypeError(msg)
        self.array = array
        columns = tuple(_view(np.asarray(array[name]), f"field {name!r}") for name in names)
        self._columns = dict(zip(names, columns, strict=True))
        make = row_class(array.dtype)
        self._rows = [make(columns, index) for index in range(len(array))]

    def __getitem__(self, index: int) -> Any:
        """Return row ``index``; negative counts from the end."""
        return self._rows[index]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Any]:
        """Go over the rows in order."""
        return iter(self._rows)

    def __getattr__(self, name: str) -> memoryview:
        """Return a column, as attribute access on the array does in compiled code."""
        if not name.startswith("_") and name in self._columns:
            return self._columns[name]
        msg = f"the table has no field {name!r}"
        raise AttributeError(msg)


def plain(value: Any) -> Any:
    """Return ``value`` as plain mode meets it: tables and arrays wrapped, NumPy scalars unboxed.

    Arrays become memoryviews: ``a[i]`` or ``a[i, j]``, never a part of a 2-d array. A nested
    NamedTuple is wrapped field by field.

    Raises:
        TypeError: for a lone record (use a table of one row) or an unsupported kind of number.
    """
    if isinstance(value, np.void):
        msg = "a lone record can't be written through; hold a table of one row and take [0]"
        raise TypeError(msg)
    if isinstance(value, np.ndarray):
        return PlainTable(value) if value.dtype.names else _view(np.asarray(value), "an array")
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return plain_town(cast("Any", value))
    return value


def plain_town(town: Town) -> Town:
    """Return the same NamedTuple with light tables that share the town's memory.

    Raises:
        TypeError: as :func:`plain`.
    """
    make: Callable[..., Town] = type(town)
    return make(*(plain(value) for value in town))
