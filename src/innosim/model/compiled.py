"""The one place where rules are compiled.

Rules are written undecorated and call each other by name. Numba resolves such a name to whatever
the caller's module holds, so each listed module gets a *compiled twin*: a module object whose
functions share the original's code and whose names lead to compiled functions and twins. The
original modules stay plain, which is what mutation tests, the debugger and plain mode need.

Nothing compiles until it is called with arguments; then it is kept on disk. Numba's own cache does
not notice a changed callee in another file, so the folder is named after all the sources.
"""

import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from innosim.model import compiled_cache
from innosim.model.handle import Handle, register
from innosim.model.month_object import ENTRIES, MonthObject, NotOneObjectError

# Numba needs about this long for a rule, once; measured on two cores of 2020's make.
SECONDS_A_RULE = 0.25

# Division by zero raises as it does plain; threads run side by side; no C entry points are needed.
# Never fastmath: it reorders sums, and so changes bits.
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "python", "no_cfunc_wrapper": True}

Rule = Callable[..., Any]

# Numba's settings are changed while rules are decorated: two threads at once would undo each other's, and keep
# half of the compiled code beside the sources.
_decorating = threading.Lock()


def compilation_enabled() -> bool:
    """Say whether rules are compiled: unless INNOSIM_COMPILE is 0. Read here and nowhere else."""
    return os.environ.get("INNOSIM_COMPILE", "1").strip() != "0"


class Rules:
    """The functions of the listed modules, compiled or plain.

    ``rules.run_months`` finds a function by its name, ``rules.of(module)`` gives a whole module.
    """

    def __init__(
        self, modules: dict[ModuleType, ModuleType], folder: str, *, compiled: bool
    ) -> None:
        """Keep each original with its twin; plain rules are their own twins."""
        self._modules = modules
        self._folder = folder
        self.compiled = compiled

    def of(self, module: ModuleType) -> ModuleType:
        """Return the twin of ``module``, or itself in plain mode.

        Raises:
            KeyError: when the module was not listed.
        """
        return self._modules[module]

    def __getattr__(self, name: str) -> Any:
        """Return the rule of this name.

        Raises:
            AttributeError: when no listed module defines it, or more than one does.
        """
        homes = [module for module in self._modules if name in _own_functions(module)]
        if len(homes) != 1:
            where = ", ".join(module.__name__ for module in homes) or "none of the modules"
            msg = f"rule {name!r} is defined in {where}; use of(module) where there are several"
            raise AttributeError(msg)
        found = getattr(self._modules[homes[0]], name)
        setattr(self, name, found)  # looking through every module costs more than a village's month
        return found

    def names(self) -> list[str]:
        """Return every rule as ``module.function``, in the order listed."""
        return [
            f"{module.__name__}.{name}"
            for module in self._modules
            for name in _own_functions(module)
        ]

    def is_cached(self, entry: str) -> bool:
        """Say whether ``entry`` was compiled on this machine before, or needs no compiling."""
        return not self.compiled or compiled_cache.holds(self._folder, entry)

    def estimated_compile_seconds(self, entry: str) -> float:
        """Return about how long the first call of ``entry`` takes; 0 when it is on disk."""
        if self.is_cached(entry):
            return 0.0
        return SECONDS_A_RULE * len(reached(entry, self._modules))


def compile_rules(modules: Iterable[ModuleType]) -> Rules:
    """Return the rules of ``modules``, compiled unless that is turned off.

    The same modules give the same object again, so that nothing is compiled twice in a process.

    Args:
        modules: every module with a function that a rule calls, in any order.

    Raises:
        ValueError: when a rule calls a plain function of a module that is not listed.
    """
    with _decorating:
        return _rules(tuple(modules), compilation_enabled())


@cache
def _rules(modules: tuple[ModuleType, ...], compiled: bool) -> Rules:
    if not compiled:
        return Rules({module: module for module in modules}, "", compiled=False)
    _refuse_unlisted(modules)
    numba = _numba()
    folder = compiled_cache.folder_for(modules, OPTIONS)
    with compiled_cache.kept_in(folder):
        twins, dispatchers = _twins(modules, numba.njit(cache=bool(folder), **OPTIONS))
    for dispatcher in dispatchers if folder else ():
        compiled_cache.check_files_of(dispatcher)
    return Rules(twins, folder, compiled=True)


def month_object(modules: tuple[ModuleType, ...], town: Handle, *, cpu: str = "") -> MonthObject:
    """Return the month of these modules' rules compiled as one object, for towns laid out as ``town`` is.

    ``cpu`` names the processors that it is for, as LLVM calls them; by default this machine's.

    Raises:
        NotOneObjectError: it cannot be one.
    """
    from innosim.model.month_compiler import compiled, translating

    with _decorating:
        _refuse_unlisted(modules)
        numba = _numba()
        try:
            with translating(cpu):
                njit = numba.njit(no_cpython_wrapper=True, **OPTIONS)  # nobody calls them singly
                twins, dispatchers = _twins(modules, njit)
                rules = Rules(twins, "", compiled=True)
                return compiled({name: getattr(rules, name) for name in ENTRIES}, dispatchers, town)
        except (AttributeError, ImportError, TypeError) as error:  # of Numba's insides
            raise NotOneObjectError(str(error)) from error


def _twins(
    modules: Iterable[ModuleType], njit: Callable[[Rule], Any]
) -> tuple[dict[ModuleType, ModuleType], list[Any]]:
    """Return each module's compiled twin, and all compiled functions in them."""
    twins = {module: ModuleType(module.__name__, module.__doc__) for module in modules}
    dispatchers = {
        function: njit(_twin(function, twins[module]))
        for module in twins
        for function in _own_functions(module).values()
    }
    for module, twin in twins.items():
        for name, value in vars(module).items():
            vars(twin)[name] = _replaced(value, dispatchers, twins)
    return twins, list(dispatchers.values())


def _replaced(value: Any, dispatchers: dict[Rule, Any], twins: dict[ModuleType, ModuleType]) -> Any:
    """Return what a name of the plain module leads to in its twin."""
    if isinstance(value, FunctionType):
        return dispatchers.get(value, value)
    if isinstance(value, ModuleType):
        return twins.get(value, value)
    return value


def _numba() -> Any:
    """Import Numba, late: it is slow, and the vector library must be off before it starts; and tell it what a town is."""
    os.environ["NUMBA_DISABLE_INTEL_SVML"] = "1"
    import numba

    register()
    return numba


def _own_functions(module: ModuleType) -> dict[str, Rule]:
    """Return the functions the module itself defines."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    }


def reached(entry: str, modules: Iterable[ModuleType]) -> set[str]:
    """Return the names of the functions of ``modules`` that ``entry`` calls, directly or not, and its own."""
    functions: dict[str, Any] = {n: f for m in modules for n, f in _own_functions(m).items()}
    found, waiting = set[str](), [entry]
    while waiting:
        name = waiting.pop()
        if name in functions and name not in found:
            found.add(name)
            waiting += functions[name].__code__.co_names
    return found


def _twin(function: Any, home: ModuleType) -> Rule:
    """Return the same code with its names looked up in ``home``."""
    twin = FunctionType(
        function.__code__, vars(home), function.__name__, closure=function.__closure__
    )
    twin.__module__, twin.__qualname__ = function.__module__, function.__qualname__
    twin.__doc__ = function.__doc__
    return twin


def _refuse_unlisted(modules: tuple[ModuleType, ...]) -> None:
    """Say which call would fail, before Numba says so in fifty lines."""
    listed = {module.__name__ for module in modules}
    for module in modules:
        for name, function in _own_functions(module).items():
            for called in function.__code__.co_names:
                value = vars(module).get(called)
                if isinstance(value, FunctionType) and value.__module__ not in listed:
                    msg = (
                        f"{module.__name__}.{name} calls {called}, but its module "
                        f"{value.__module__} is not among those to compile"
                    )
                    raise ValueError(msg)
