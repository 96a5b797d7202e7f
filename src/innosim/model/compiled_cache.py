"""Where compiled rules are kept on disk, and when they are stale.

A folder's name holds a hash of all that compiled code depends on: sources, constants from
elsewhere, Numba and NumPy, Python, processor, compiler settings. So a folder is never wrong, only
unused; the newest few of each set of modules are kept. Each file ends with a hash of its name and what it
holds: Numba loads what it finds, and a file that a full disk or a bit has damaged would end Python.
"""

import hashlib
import inspect
import io
import os
import pickle
import platform
import re
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

KEEP = 3
"""Folders of one set of modules at most."""
_DIGITS = 16
"""Of the hash in a folder's name."""


def root() -> Path:
    """Return the folder of all compiled rules: INNOSIM_CACHE_DIR, or the user's cache."""
    chosen = os.environ.get("INNOSIM_CACHE_DIR", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("innosim", appauthor=False)) / "rules"


def folder_for(modules: Iterable[ModuleType], options: dict[str, Any]) -> str:
    """Return the folder for these modules as they are now, made and older ones pruned.

    One that can't be written is used all the same where it holds something; else it is empty, and rules are compiled anew in
    each process.
    """
    modules = sorted(modules, key=lambda module: module.__name__)
    family = _digest(module.__name__ for module in modules)[:8]
    folder = root() / f"{family}-{_digest(_ingredients(modules, options))[:_DIGITS]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        os.utime(folder)
    except OSError:
        return str(folder) if any(folder.rglob("*.nbi")) or any(folder.glob("*.object")) else ""
    _prune(folder, family)
    return str(folder)


def object_path(folder: str, laid_out: str) -> Path:
    """Return the file of the month's object for towns of a layout."""
    return Path(folder) / f"month-{laid_out}.object"


def holds_object(folder: str) -> bool:
    """Say whether a month's object lies in ``folder``, for whatever towns."""
    return bool(folder) and any(map(_is_sound, Path(folder).glob(object_path("", "*").name)))


def kept_object(folder: str, laid_out: str) -> bytes:
    """Return what is kept of the month's object for a layout; nothing where there is none as it was written."""
    try:
        return _body(object_path(folder, laid_out)) if folder else b""
    except OSError:
        return b""


def keep_object(folder: str, laid_out: str, body: bytes) -> None:
    """Keep the month's object, whole or not at all; where it cannot be, it is compiled anew next time."""
    if not folder:
        return
    path = object_path(folder, laid_out)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):
        try:
            unfinished.write_bytes(body + _hash(path, body))
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


def holds(folder: str, entry: str) -> bool:
    """Say whether compiled code of a function of this name lies in ``folder``."""
    return bool(folder) and any(map(_is_sound, Path(folder).glob(f"*/*.{entry}-*.nbc")))


@contextmanager
def kept_in(folder: str) -> Iterator[None]:
    """Lead Numba's cache to ``folder`` for functions decorated meanwhile; others keep theirs."""
    from numba.core import caching

    config = _numba_config()
    before = config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES
    public = hasattr(caching, "UserProvidedCacheLocator")  # with an underscore in older ones
    locator: Any = getattr(
        caching, "UserProvidedCacheLocator" if public else "_UserProvidedCacheLocator"
    )
    ensure = locator.ensure_cache_path
    config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = folder, ""
    locator.ensure_cache_path = _made_if_it_can_be  # a folder that is only read will do
    try:
        yield
    finally:
        config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = before
        locator.ensure_cache_path = ensure


def _made_if_it_can_be(locator: Any) -> None:
    with suppress(OSError):
        Path(locator.get_cache_path()).mkdir(parents=True, exist_ok=True)


def check_files_of(dispatcher: Any) -> None:
    """Have a dispatcher write its files with a hash, and read none that is not as it was written."""
    kept = dispatcher._cache  # noqa: SLF001 - Numba has no other way
    kept._cache_file.__class__ = _checked_file()  # noqa: SLF001
    kept._impl.locator.ensure_cache_path = lambda: None  # noqa: SLF001 - `save` does it, and forgives


@cache
def _checked_file() -> type:
    """Return Numba's files of one function's compiled code, with hashes."""
    from numba.core import caching

    file: Any = caching.IndexDataCacheFile

    class Checked(file):  # type: ignore[misc]
        def save(self, key: Any, data: Any) -> None:
            with suppress(
                OSError
            ):  # a full disk, or a folder that is only read: compiled anew next time
                super().save(key, data)

        def _load_index(self) -> Any:
            try:
                stream = io.BytesIO(_body(Path(self._index_path)))
            except OSError:
                return {}
            if pickle.load(stream) != self._version:  # noqa: S301 - as we wrote it
                return {}
            stamp, overloads = pickle.load(stream)  # noqa: S301
            return overloads if stamp == self._source_stamp else {}

        def _load_data(self, name: str) -> Any:
            return pickle.loads(_body(Path(self._data_path(name))))  # noqa: S301 - as we wrote it

        @contextmanager
        def _open_for_write(self, filepath: str) -> Iterator[io.BytesIO]:
            stream = io.BytesIO()
            yield stream
            body = stream.getvalue()
            with super()._open_for_write(filepath) as whole:
                whole.write(body + _hash(Path(filepath), body))

    return Checked


_HASH_BYTES = 32


def _hash(path: Path, body: bytes) -> bytes:
    return hashlib.sha256(path.name.encode() + b"\0" + body).digest()


def _body(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        OSError: it cannot be read, or is not as it was written.
    """
    whole = path.read_bytes()
    body, digest = whole[:-_HASH_BYTES], whole[-_HASH_BYTES:]
    if digest != _hash(path, body):
        raise OSError(f"{path} is damaged")
    return body


def _is_sound(path: Path) -> bool:
    try:
        _body(path)
    except OSError:
        return False
    return True


def _numba_config() -> Any:
    import numba

    return numba.config


def _prune(current: Path, family: str) -> None:
    """Remove all but the newest folders of one set of modules, never the one in use, nor what is not called as we call it."""
    named = re.compile(rf"{family}-[0-9a-f]{{{_DIGITS}}}", re.ASCII)
    others = [
        path for path in current.parent.iterdir() if path != current and named.fullmatch(path.name)
    ]
    for path in sorted(others, key=_age)[KEEP - 1 :]:
        if not path.is_symlink():
            _remove(path)


_FILES = re.compile(
    r"month-[0-9a-f]+\.object(\.\d+-\d+)?"  # whole, or as `keep_object` left it that was killed
    r"|.+\.py\d+[a-z]*(\.\d+)?\.nb[ci](\.tmp\..+)?|tmp\w+",  # Numba's, and what `tempfile` left
    re.ASCII,
)
"""What is written into a folder of compiled rules."""


def _remove(folder: Path) -> None:
    """Remove what compiling put into a folder, and those folders that nothing else is in."""
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        with suppress(OSError):  # not empty, or another process removes it just now
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            elif _FILES.fullmatch(path.name):
                path.unlink()


def _age(path: Path) -> float:
    """Return minus the time of last use; a folder that another process removed counts as old."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


_NUMBA_SETTINGS = ("BOUNDSCHECK", "OPT", "CPU_NAME", "CPU_FEATURES")
"""Variables that change what Numba makes; read here, as Numba is slow to import."""


def _ingredients(modules: Iterable[ModuleType], options: dict[str, Any]) -> Iterator[str]:
    """Go over all that compiled code depends on."""
    from llvmlite import binding  # type: ignore[import-untyped]

    yield "each file with a hash"
    yield from (version("numba"), version("llvmlite"), version("numpy"), sys.version)
    yield from (platform.machine(), binding.get_host_cpu_name())
    yield repr([os.environ.get(f"NUMBA_{name}") for name in _NUMBA_SETTINGS])
    yield rules_digest(modules, options)
    for module in modules:
        yield from _code(module)


def rules_digest(modules: Iterable[ModuleType], options: dict[str, Any]) -> str:
    """Return a hash of what rules say, whatever they are compiled with and where."""
    told = ((_source(module), *_constants(module, deep=True)) for module in modules)
    return _digest([repr(sorted(options.items())), *(part for parts in told for part in parts)])


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
