"""The compiled month as one object: the code of whole runs, loaded and called without Numba.

Numba takes most of a second to import and to get ready, and its compiled code brings wrappers that need it. What a run calls is two
functions that take a town's address; as one object file, with nothing in it that knows Python, LLVM's loader alone makes them ready.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import pickle
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from innosim.model.handle import Handle

ENTRIES = {"run_months": 2, "finish": 1}
"""What a run calls, and how many whole numbers each takes beside the town."""

FROM_C = {"numba_frexp": "frexp", "numba_ldexp": "ldexp", "sqrt": "sqrt"}
"""What rules may call outside the object, by Numba's names and the C library's: all exact, on any system."""


class NotOneObjectError(Exception):
    """Rules cannot be made one object: they call what it cannot, or this Numba's insides are not those we know."""


@dataclass(frozen=True)
class MonthObject:
    """An object and what is known of it.

    ``symbols`` are its names of `ENTRIES`, ``rules`` the rules in it with the types they are compiled for.
    """

    symbols: Mapping[str, str]
    rules: Sequence[str]
    code: bytes

    def packed(self) -> bytes:
        """Return it as it is kept: a line that tells of it, then the code."""
        told = {name: value for name, value in asdict(self).items() if name != "code"}
        return zlib.compress(json.dumps(told).encode() + b"\n" + self.code, 9)


def unpacked(kept: bytes) -> MonthObject:
    """Return the object that `MonthObject.packed` made these bytes of."""
    told, _, code = zlib.decompress(kept).partition(b"\n")
    return MonthObject(**json.loads(told), code=code)


class LoadedMonth:
    """An object in memory, ready to be called; threads may call it side by side."""

    def __init__(self, month: MonthObject) -> None:
        """Load it; the memory is kept as long as this is."""
        self.object = month
        from llvmlite import binding  # type: ignore[import-untyped]

        binding.initialize_native_target()
        binding.initialize_native_asmprinter()
        for name, in_c in FROM_C.items():
            binding.add_symbol(name, _address(getattr(_c_library(), in_c)))
        machine = binding.Target.from_default_triple().create_target_machine(jit=True)
        self._engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
        self._engine.add_object_file(binding.ObjectFileRef.from_data(month.code))
        self._engine.finalize_object()
        self._functions = {
            name: _function(numbers)(self._engine.get_function_address(month.symbols[name]))
            for name, numbers in ENTRIES.items()
        }

    def call(self, entry: str, town: Handle, *numbers: int) -> int:
        """Call an entry and return its number; threads go on meanwhile.

        Raises:
            Exception: what a rule raised, as it does in plain Python.
        """
        found, raised = ctypes.c_int64(), ctypes.c_void_p()
        code = self._functions[entry](
            ctypes.addressof(found), ctypes.addressof(raised), town.address, *numbers
        )
        if code != 0:
            raise _exception(raised)
        return found.value


def _function(numbers: int) -> Any:
    """Return the C type of a compiled rule: where its answer goes, where an exception, the town, whole numbers."""
    pointers = [ctypes.c_void_p] * 3
    return ctypes.CFUNCTYPE(ctypes.c_int32, *pointers, *[ctypes.c_int64] * numbers)


class _Raised(ctypes.Structure):
    """The beginning of what Numba's code tells of an exception: its class, arguments and place, pickled."""

    _fields_ = (("pickled", ctypes.c_void_p), ("length", ctypes.c_int32))


def _exception(raised: ctypes.c_void_p) -> Exception:
    """Return the exception that a rule raised."""
    if not raised.value:
        return SystemError("a compiled rule failed without saying why")
    told = _Raised.from_address(raised.value)
    kind, arguments, *_ = pickle.loads(ctypes.string_at(told.pickled, told.length))  # noqa: S301 - in verified code
    found: Exception = kind(*(arguments or ()))
    return found


def _c_library() -> ctypes.CDLL:
    """Return the C library with the functions of `FROM_C`."""
    name = "ucrtbase" if sys.platform == "win32" else ctypes.util.find_library("m")
    return ctypes.CDLL(name)


def _address(function: Any) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0
