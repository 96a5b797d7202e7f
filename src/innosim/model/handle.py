"""How compiled rules see the town: one pointer.

Numba passes a named tuple of arrays by value: some two hundred words and a reference count per array
at every call, fifty times the cost of a rule. A :class:`Handle` is passed as one pointer to a table of
addresses instead; ``town.managers`` in a rule then is a borrowed array, without reference counts.
Plain rules get the named tuple itself, so a rule's source knows nothing of this.
"""

from __future__ import annotations

import hashlib
import threading
from functools import cache, cached_property
from typing import Any

import numpy as np

from innosim.model.tables import Town

WORDS = 5  # per table in the header: address and up to four dimensions

_registering = threading.Lock()  # `cache` alone runs a function twice where two threads come first


class Handle:
    """A town as compiled rules take it. Keeps the town, and so its memory, alive.

    Raises:
        ValueError: when a table is not C-contiguous or has more than four dimensions.
    """

    def __init__(self, town: Town) -> None:
        """Write down where each table lies."""
        self.town = town
        self.header = np.zeros(WORDS * len(town), np.int64)
        arrays = town.arrays()
        for position, (name, table) in enumerate(arrays.items()):
            if not table.flags.c_contiguous or table.ndim > WORDS - 1:
                raise ValueError(f"table {name} is not contiguous")
            start = WORDS * position
            self.header[start] = table.ctypes.data
            self.header[start + 1 : start + 1 + table.ndim] = table.shape
        self.address = int(self.header.ctypes.data)
        self.layout = tuple((table.dtype, table.ndim) for table in arrays.values())

    @cached_property
    def laid_out(self) -> str:
        """The name of the tables' dtypes."""
        return layout_digest(self.layout)


@cache
def layout_digest(layout: tuple[tuple[np.dtype[Any], int], ...]) -> str:
    """Return a short name for the tables' dtypes, so that other dtypes compile other rules."""
    words = "".join(f"{dtype.descr}{ndim}" for dtype, ndim in layout)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def register() -> None:
    """Teach Numba the type, once, whichever thread comes first."""
    with _registering:
        _register()


@cache
def _register() -> None:
    """Teach Numba the type; Numba is imported only when something is to be compiled."""
    from numba.core import cgutils, types
    from numba.core.extending import NativeValue, typeof_impl, unbox
    from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
    from numba.core.typing.templates import AttributeTemplate, infer_getattr
    from numba.np.arrayobj import populate_array
    from numba.np.numpy_support import from_dtype

    from innosim.model.handle_type import Row, TownType

    @typeof_impl.register(Handle)
    def type_of(value: Handle, _context: Any) -> Any:
        return town_type(value.layout)

    @cache
    def town_type(layout: Any) -> Any:
        digest = layout_digest(layout)
        fields = {
            name: types.Array(row_type(dtype, f"{name}_{digest}"), ndim, "C")
            for name, (dtype, ndim) in zip(Town._fields, layout, strict=True)
        }
        return TownType(digest, tuple(fields.items()))

    def row_type(dtype: np.dtype[Any], name: str) -> Any:
        """Return the element type of a table, records and the records within them under short names."""
        found = from_dtype(dtype)
        if not isinstance(found, types.Record):
            return found
        for field, info in list(found.fields.items()):
            if isinstance(info.type, types.Record):
                found.fields[field] = info._replace(type=row_type(dtype[field], f"{field}_{name}"))
        return Row(found, name)

    @infer_getattr
    class TownAttributes(AttributeTemplate):
        key = TownType

        def generic_resolve(self, typ: Any, attribute: str) -> Any:  # type: ignore[override]
            return dict(typ.fields).get(attribute)

    @lower_getattr_generic(TownType)
    def read_table(context: Any, builder: Any, typ: Any, value: Any, attribute: str) -> Any:
        position = [name for name, _ in typ.fields].index(attribute)
        array_type = typ.fields[position][1]
        word = context.get_value_type(types.intp)
        header = builder.bitcast(value, word.as_pointer())
        steady = builder.module.add_metadata([])

        def load(offset: int) -> Any:
            found = builder.load(cgutils.gep_inbounds(builder, header, WORDS * position + offset))
            found.set_metadata("invariant.load", steady)
            return found

        array = context.make_array(array_type)(context, builder)
        size = context.get_abi_sizeof(context.get_data_type(array_type.dtype))
        shape = [load(1 + axis) for axis in range(array_type.ndim)]
        strides = [word(size)]
        for length in reversed(shape[1:]):
            strides.insert(0, builder.mul(strides[0], length))
        data = builder.inttoptr(load(0), context.get_data_type(array_type.dtype).as_pointer())
        populate_array(
            array, data=data, shape=shape, strides=strides, itemsize=word(size), meminfo=None
        )
        return impl_ret_borrowed(context, builder, array_type, array._getvalue())

    @unbox(TownType)
    def take(_typ: Any, handle: Any, c: Any) -> Any:
        address = c.pyapi.object_getattr_string(handle, "address")
        number = c.pyapi.long_as_longlong(address)
        c.pyapi.decref(address)
        return NativeValue(c.builder.inttoptr(number, cgutils.voidptr_t))
