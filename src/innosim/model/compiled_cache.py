"""Where compiled rules are kept on disk, and when they are stale.

A folder's name holds a hash of all that compiled code depends on: sources, constants from
elsewhere, Numba and NumPy, Python, processor, compiler settings. So a folder is never wrong, only
unused; the newest few of each set of modules are kept.
"""

import hashlib
import inspect
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

KEEP = 3


def root() -> Path:
    """Return the folder of all compiled rules: INNOSIM_CACHE_DIR, or the user's cache."""
    chosen = os.environ.get("INNOSIM_CACHE_DIR", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("innosim", appauthor=False)) / "rules"


def folder_for(modules: Iterable[ModuleType], options: dict[str, Any]) -> str:
    """Return the folder for these modules as they are now, made and older ones pruned.

    Empty when it can't be written: then rules are compiled anew in each process.
    """
    modules = sorted(modules, key=lambda module: module.__name__)
    family = _digest(module.__name__ for module in modules)[:8]
    folder = root() / f"{family}-{_digest(_ingredients(modules, options))[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        os.utime(folder)
    except OSError:
        return ""
    _prune(folder, family)
    return str(folder)


def holds(folder: str, entry: str) -> bool:
    """Say whether compiled code of a function of this name lies in ``folder``."""
    return bool(folder) and any(Path(folder).glob(f"*/*.{entry}-*.nbc"))


@contextmanager
def kept_in(folder: str) -> Iterator[None]:
    """Lead Numba's cache to ``folder`` for functions decorated meanwhile; others keep theirs."""
    config = _numba_config()
    before = config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES
    config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = folder, ""
    try:
        yield
    finally:
        config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = before


def _numba_config() -> Any:
    import numba

    return numba.config


def _prune(current: Path, family: str) -> None:
    """Remove all but the newest folders of one set of modules, never the one in use."""
    others = [path for path in current.parent.glob(f"{family}-*") if path != current]
    for path in sorted(others, key=_age)[KEEP - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _age(path: Path) -> float:
    """Return minus the time of last use; a folder that another process removed counts as old."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _ingredients(modules: Iterable[ModuleType], options: dict[str, Any]) -> Iterator[str]:
    """Go over all that compiled code depends on."""
    from llvmlite import binding  # type: ignore[import-untyped]

    config = _numba_config()
    yield from (version("numba"), version("llvmlite"), version("numpy"), sys.version)
    yield from (platform.machine(), binding.get_host_cpu_name(), repr(sorted(options.items())))
    yield repr((config.BOUNDSCHECK, config.OPT, config.CPU_NAME, config.CPU_FEATURES))
    for module in modules:
        yield _source(module)
        yield from _code(module)
        yield from _constants(module, deep=True)


def _source(module: ModuleType) -> str:
    try:
        return inspect.getsource(module)
    except (OSError, TypeError):  # typed at a prompt, or shipped without sources
        return ""


def _code(module: ModuleType) -> Iterator[str]:
    """Go over the code in memory: a file edited since it was imported is not what compiles."""
    for name, value in sorted(vars(module).items()):
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            code = value.__code__
            yield repr((name, code.co_code, code.co_names, code.co_varnames, code.co_cellvars))
            yield repr([c for c in code.co_consts if isinstance(c, (int, float, str, type(None)))])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, np.generic))


def _constants(module: ModuleType, *, deep: bool) -> Iterator[str]:
    """Go over the numbers a module's rules can see: they are frozen into compiled code."""
    for name, value in sorted(vars(module).items()):
        if name.startswith("__"):
            continue
        if _is_number(value) or (isinstance(value, tuple) and all(map(_is_number, value))):
            yield f"{name}={type(value).__name__}:{value!r}"
        elif isinstance(value, np.ndarray):
            yield f"{name}={value.dtype}:{value.tobytes().hex()}"
        elif deep and isinstance(value, ModuleType) and value.__name__.startswith("innosim"):
            yield from _constants(value, deep=False)
