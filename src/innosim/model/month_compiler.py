"""Numba makes the month's object: each rule is translated by itself, and all are optimised once, as one.

Left alone, Numba optimises and loads each rule with all that it calls, again and again up to the month: half of the time. Here a
rule is translated only, in a place of its own that no other code of the process meets, and what came of all of them is then one module.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from innosim.model.handle import Handle
from innosim.model.month_object import ENTRIES, FROM_C, MonthObject, NotOneObjectError

INTRINSIC = "llvm."
"""What the names of LLVM's own functions begin with: instructions, or calls that its loader knows."""


def compiled(rules: Mapping[str, Any], every: Iterable[Any], town: Handle) -> MonthObject:
    """Return the object of `ENTRIES` for towns laid out as ``town`` is.

    Args:
        rules: the dispatchers of the entries, by name; made within `translating`.
        every: all dispatchers, to tell what was compiled.
        town: an example.

    Raises:
        NotOneObjectError: rules call what is not in the object and not in the C library.
    """
    numba: Any = import_module("numba")
    results = {}
    for name, numbers in ENTRIES.items():
        signature = (numba.typeof(town), *[numba.int64] * numbers)
        rules[name].compile(signature)
        results[name] = rules[name].overloads[signature]
    symbols = {name: result.fndesc.llvm_func_name for name, result in results.items()}
    code = _one_object([result.library for result in results.values()], set(symbols.values()))
    return MonthObject(symbols, sorted(_told(every)), code)


@contextmanager
def translating(cpu: str) -> Iterator[None]:
    """Have rules that are decorated and compiled meanwhile translated only, apart from all else that Numba compiled.

    Other threads that compile wait. Garbage is not looked for: next to none is made, and looking takes a sixth of the time.
    """
    typing: Any = import_module("numba.core.typing")
    from numba.core.compiler_lock import global_compiler_lock
    from numba.core.registry import cpu_target

    context = typing.Context()
    ours = {"_toplevel_typing_context": context, "_toplevel_target_context": _target(context, cpu)}
    collecting = gc.isenabled()
    with global_compiler_lock:
        before = {name: each for name, each in vars(cpu_target).items() if name in ours}
        vars(cpu_target).update(ours)
        gc.disable()
        try:
            yield
        finally:
            for name in ours:  # made anew when asked for, where there was none
                del vars(cpu_target)[name]
            vars(cpu_target).update(before)
            if collecting:
                gc.enable()


def _target(context: Any, processors: str) -> Any:
    """Return a place to compile in, for some processors or this machine's, whose libraries are translated and no more."""
    from numba.core import codegen, cpu

    class Translated(codegen.JITCodeLibrary):
        def finalize(self) -> None:
            self._finalized = True

        def get_pointer_to_function(self, _name: str) -> int:
            return 0

    class Translator(codegen.JITCPUCodegen):
        _library_class = Translated

        def _get_host_cpu_name(self) -> Any:
            inherited: Any = super()
            return processors or inherited._get_host_cpu_name()  # noqa: SLF001 - Numba has no other way

        def _get_host_cpu_features(self) -> Any:
            inherited: Any = super()
            return "" if processors else inherited._get_host_cpu_features()  # noqa: SLF001

        def _add_module(self, _module: Any) -> None: ...

        def set_env(self, _name: str, _env: Any) -> None: ...

    class Target(cpu.CPUContext):
        def init(self) -> None:
            super().init()
            translator: Any = Translator
            self._internal_codegen = translator("innosim")

    make: Any = Target
    return make(context, "cpu")


def _one_object(libraries: list[Any], kept: set[str]) -> bytes:
    """Return the machine code of libraries and all that they call; only the functions ``kept`` can be called from outside."""
    translator = libraries[0].codegen
    whole = translator.create_library("innosim")
    for library in _reached(libraries):
        whole._final_module.link_in(library._final_module, preserve=True)  # noqa: SLF001 - Numba has no other way
    module = whole._final_module  # noqa: SLF001
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and each.name not in kept:
            each.linkage = "internal"
    whole._optimize_final_module()  # noqa: SLF001
    _refuse_others(module)
    code: bytes = translator._tm.emit_object(module)  # noqa: SLF001
    return code


def _reached(libraries: list[Any]) -> list[Any]:
    """Return libraries and all that they need, each once."""
    found: dict[int, Any] = {}
    waiting = list(libraries)
    while waiting:
        library = waiting.pop()
        if id(library) not in found:
            found[id(library)] = library
            waiting += library._linking_libraries  # noqa: SLF001
    return list(found.values())


def _refuse_others(module: Any) -> None:
    """Refuse calls that would lead nowhere: the loader leaves them empty."""
    called = {each.name for each in module.functions if each.is_declaration}
    odd = sorted(name for name in called if name not in FROM_C and not name.startswith(INTRINSIC))
    if odd:
        raise NotOneObjectError(f"compiled rules call {', '.join(odd)}")


def _told(every: Iterable[Any]) -> Iterator[str]:
    """Go over the rules that were compiled, with their types."""
    for rule in every:
        name = f"{rule.py_func.__module__}.{rule.py_func.__name__}"
        yield from (f"{name}{signature}" for signature in rule.signatures)
