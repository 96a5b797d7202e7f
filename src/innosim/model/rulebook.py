"""Every module whose functions are rules, and how they are called: a run's as one object, each other by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from innosim.model import chance, compiled_cache, ledger, maths, month, rules, shipped
from innosim.model.compiled import (
    OPTIONS,
    Rules,
    compilation_enabled,
    compile_rules,
    month_object,
    reached,
)
from innosim.model.handle import Handle
from innosim.model.month_object import ENTRIES, LoadedMonth, NotOneObjectError, unpacked

MODULES = (
    maths,
    chance,
    ledger,
    *(import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)),
    month,
)

SECONDS_A_RULE_OF_ALL = 0.06
"""Compiling the whole takes about this long for each of its rules, once; measured on two cores of 2020's make."""


class ByNumba:
    """The month where it cannot be one object, as with a Numba that is made otherwise: each rule as Numba compiles and keeps it."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def call(self, entry: str, town: Handle, *numbers: int) -> int:
        """Call an entry, as `LoadedMonth.call` does."""
        return int(getattr(self._rules, entry)(town, *numbers) or 0)


class Rulebook:
    """The rules, compiled unless that is turned off.

    ``rulebook.run_months`` and what else a run calls take a `Handle`, and are ready without Numba where they were compiled on this
    machine before. Any other rule is found by its name, as in `Rules`.
    """

    def __init__(self, *, compiled: bool) -> None:
        self.compiled = compiled
        self._months: dict[str, LoadedMonth | ByNumba] = {}
        self._loading = threading.Lock()

    def run_months(self, town: Any, start: int, stop: int) -> int:
        """Run months as `month.run_months` does."""
        if not self.compiled:
            return month.run_months(town, start, stop)
        return self.loaded(town).call("run_months", town, start, stop)

    def finish(self, town: Any, months: int) -> None:
        """Reckon metrics as `month.finish` does."""
        if self.compiled:
            self.loaded(town).call("finish", town, months)
        else:
            month.finish(town, months)

    def of(self, module: ModuleType) -> ModuleType:
        """Return the twin of a module, as `Rules.of` does."""
        return self._singly.of(module)

    def names(self) -> list[str]:
        """Return every rule as ``module.function``."""
        return self._singly.names()

    def __getattr__(self, name: str) -> Any:
        """Return a rule by its name, to be called by itself."""
        if name.startswith("__"):  # Python asks for what classes may have
            raise AttributeError(name)
        return getattr(self._singly, name)

    def is_cached(self, entry: str) -> bool:
        """Say whether ``entry`` was compiled on this machine before, or needs no compiling."""
        if entry not in ENTRIES:
            return self._singly.is_cached(entry)
        return not self.compiled or any(map(compiled_cache.holds_object, self._folders()))

    def estimated_compile_seconds(self, entry: str) -> float:
        """Return about how long the first call of ``entry`` takes; 0 when it is on disk."""
        if entry not in ENTRIES:
            return self._singly.estimated_compile_seconds(entry)
        return (
            0.0 if self.is_cached(entry) else SECONDS_A_RULE_OF_ALL * len(reached(entry, MODULES))
        )

    @cached_property
    def _singly(self) -> Rules:
        return compile_rules(MODULES)

    @cached_property
    def _folder(self) -> str:
        return compiled_cache.folder_for(MODULES, OPTIONS)

    def _folders(self) -> Iterator[str]:
        """Go over where the month's object may lie: as it came, then as it was compiled here."""
        yield shipped.folder_here(MODULES, OPTIONS)
        yield self._folder

    def loaded(self, town: Handle) -> LoadedMonth | ByNumba:
        """Return the month for towns laid out as this one, loaded or compiled when it is first asked for."""
        found = self._months.get(town.laid_out)
        if found is None:
            with self._loading:
                found = self._months.get(town.laid_out) or self._load(town)
                self._months[town.laid_out] = found
        return found

    def _load(self, town: Handle) -> LoadedMonth | ByNumba:
        for folder in self._folders():
            kept = compiled_cache.kept_object(folder, town.laid_out)
            if kept:
                return LoadedMonth(unpacked(kept))
        try:
            made = month_object(MODULES, town)
        except NotOneObjectError:
            return ByNumba(self._singly)
        compiled_cache.keep_object(self._folder, town.laid_out, made.packed())
        return LoadedMonth(made)


def rulebook() -> Rulebook:
    """Return the rules, compiled unless that is turned off; the same object every time."""
    return _rulebook(compilation_enabled())


@cache
def _rulebook(compiled: bool) -> Rulebook:
    return Rulebook(compiled=compiled)
