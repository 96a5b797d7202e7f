"""The month's object as it comes with innosim: where it fits, nobody compiles rules that are as they were made.

It lies in the package, in a folder that is named after the kind of system and the rules it is of. Without it, or with other rules, they are
compiled on the machine as ever.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from innosim.model import compiled_cache

FOLDER = Path(__file__).with_name("shipped_objects")


@dataclass(frozen=True)
class Processors:
    """A kind of system: what `platform` calls it, the processors that code is made for, and what one must be able to do."""

    system: str
    machine: str
    cpu: str
    needs: frozenset[str]


MADE_FOR = (
    Processors(
        "Linux",
        "x86_64",
        "x86-64-v3",  # made since 2013-2015; as fast as code for this very processor, on those tried
        frozenset(["avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe", "xsave"]),
    ),
)
"""Those that an object is made for and tested on."""


def kind_of_this_machine() -> Processors | None:
    """Return the kind that this machine is of, if it is any."""
    here = (platform.system(), platform.machine())
    return next((each for each in MADE_FOR if (each.system, each.machine) == here), None)


def folder_of(kind: Processors, modules: Iterable[ModuleType], options: dict[str, Any]) -> Path:
    """Return where the object of these rules lies, whether or not it is there."""
    digest = compiled_cache.rules_digest(modules, options)[:16]
    return FOLDER / f"{kind.system.lower()}-{kind.cpu}-{digest}"


def folder_here(modules: Iterable[ModuleType], options: dict[str, Any]) -> str:
    """Return the folder of an object that runs on this machine; empty where there is none."""
    kind = kind_of_this_machine()
    if kind is None or not FOLDER.is_dir() or not kind.needs <= _abilities():
        return ""
    folder = folder_of(kind, modules, options)
    return str(folder) if folder.is_dir() else ""


def _abilities() -> frozenset[str]:
    """Return what this machine's processor can do."""
    from llvmlite import binding  # type: ignore[import-untyped]

    try:
        found = binding.get_host_cpu_features()
    except RuntimeError:  # where it cannot be asked
        return frozenset()
    return frozenset(name for name, there in found.items() if there)


def ship() -> Path:
    """Make the object for this kind of system, in place of those there; return its file.

    Raises:
        LookupError: none is made for this kind of system.
    """
    from innosim.model.compiled import OPTIONS, month_object
    from innosim.model.handle import Handle
    from innosim.model.rulebook import MODULES
    from innosim.model.simulator import Simulator
    from innosim.scenario.reader import load

    kind = kind_of_this_machine()
    if kind is None:
        raise LookupError(f"no object is made for {platform.system()} on {platform.machine()}")
    scenario = load("village")
    town = Handle(Simulator(scenario, next(iter(scenario.regimes.values()))).town)
    made = month_object(MODULES, town, cpu=kind.cpu)
    shutil.rmtree(FOLDER, ignore_errors=True)
    folder = folder_of(kind, MODULES, OPTIONS)
    folder.mkdir(parents=True)
    compiled_cache.keep_object(str(folder), town.laid_out, made.packed())
    return compiled_cache.object_path(str(folder), town.laid_out)


if __name__ == "__main__":
    sys.stdout.write(f"{ship()}\n")
