"""`innosim doctor`: what is installed, what the console can hold, where things are."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata

import click

from innosim.cli.terminal import write_line

_PACKAGES = (
    "numpy",
    "numba",
    "pandas",
    "pyarrow",
    "mesa",
    "matplotlib",
    "click",
    "rich",
    "tomlkit",
    "tree-sitter",
    "platformdirs",
)


@click.command("doctor", short_help="Show versions, encoding, cache, compiler and scenarios.")
def command() -> None:
    """Show what innosim found on this machine; ends with 1 where something is missing."""
    from innosim.cli.terminal import INTERNAL

    fine = True
    for name, found, good in _findings():
        fine = fine and good
        write_line(f"{name:<12} {found}" + ("" if good else "   <- this is wrong"))
    if not fine:
        raise SystemExit(INTERNAL)


def _findings() -> Iterator[tuple[str, str, bool]]:
    """Go over what is looked at: name, what was found, whether it will do."""
    from innosim import __version__

    yield "innosim", __version__, True
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", True
    yield "processors", str(os.cpu_count() or 1), True
    yield from map(_package, _PACKAGES)
    yield "console", _console(), True
    yield _scenarios()
    yield from _compiler()
    yield "R", shutil.which("Rscript") or "not found (only read.R needs it)", True


def _package(name: str) -> tuple[str, str, bool]:
    try:
        return name, metadata.version(name), True
    except metadata.PackageNotFoundError:
        return name, "missing: install innosim again", False


def _console() -> str:
    encoding = sys.stdout.encoding or "unknown"
    if encoding.lower().replace("-", "").startswith("utf"):
        return f"{encoding}: shows every letter"
    return f"{encoding}: what it cannot hold is spelt out (ae, >=); PYTHONUTF8=1 shows it"


def _scenarios() -> tuple[str, str, bool]:
    from innosim.scenario.places import installed_folder, installed_names

    names = installed_names()
    return "scenarios", f"{len(names)} in {installed_folder().as_posix()}", bool(names)


def _compiler() -> Iterator[tuple[str, str, bool]]:
    from innosim.model import compiled_cache
    from innosim.model.compiled import compilation_enabled

    if not compilation_enabled():
        yield "compiler", "off (INNOSIM_COMPILE=0): runs take hundreds of times longer", True
        return
    from innosim.model.rulebook import rulebook

    seconds = rulebook().estimated_compile_seconds("run_months")
    state = f"the first run compiles, about {seconds:.0f} s" if seconds else "ready"
    yield "compiler", state, True
    root = compiled_cache.root()
    writable = os.access(root, os.W_OK) if root.exists() else False
    kept = f"{_megabytes(root)} MB" if writable else "cannot be written: each run compiles anew"
    yield "cache", f"{root.as_posix()}, {kept}", True


def _megabytes(root: os.PathLike[str]) -> int:
    sizes = (
        os.path.getsize(os.path.join(folder, file))  # noqa: PTH118, PTH202 - os.walk's own names
        for folder, _, files in os.walk(root)
        for file in files
    )
    return round(sum(sizes) / 1e6)
