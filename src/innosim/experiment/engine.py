"""What the runner needs of the model, named, so that tests can put a small one in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from innosim import __version__
from innosim.scenario.errors import ScenarioError
from innosim.scenario.resolved import Regime, Scenario

Columns: TypeAlias = Mapping[str, NDArray[np.generic]]
Labels: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]

_NUMBERS_DEPEND_ON = ("numba", "numpy", "pyarrow")
_SOURCES = ("scenario", "model", "experiment")


class Run(Protocol):
    """One regime's simulator, for one thread at a time."""

    def past(self, replication: int) -> Any:
        """Simulate the months before month 0, the same under every regime, and return the town as it is then."""

    def run(self, replication: int, *, past: Any = None) -> None:
        """Simulate one replication, from its past where that is given."""

    def tables(self, *, ideas: bool) -> Mapping[str, Columns]:
        """Return the tables of the replication just run: table -> column -> array (rows)."""

    def metrics(self) -> Columns:
        """Return the table of metrics alone."""

    def tables_before(self, past: Any, *, ideas: bool) -> Mapping[str, Columns]:
        """Return the tables of the months before month 0, those that there are."""


@dataclass(frozen=True)
class Engine:
    """The model as the runner sees it.

    ``labels`` are the texts behind the codes of text columns, by table and column; ``digest`` changes
    with any source that the numbers depend on; ``compile_seconds`` estimates the wait for the first
    run, 0 where the model is on disk. ``fails`` is what the model raises where its constants are too odd for it, and nothing else does: of that a point
    of a study may fail and the others go on.
    """

    simulator: Callable[[Scenario, Regime], Run]
    labels: Labels
    digest: str
    compile_seconds: Callable[[], float]
    fails: tuple[type[Exception], ...] = (ArithmeticError, ScenarioError)


def installed() -> Engine:
    """Return the engine of ``innosim.model``; imports it, which takes a second or two."""
    from innosim.model import simulator
    from innosim.model.rulebook import rulebook

    return Engine(
        simulator=simulator.Simulator,
        labels=simulator.LABELS,
        digest=sources_digest(),
        compile_seconds=lambda: rulebook().estimated_compile_seconds("run_months"),
        fails=(simulator.BrokenBooks, *Engine.fails),
    )


def versions() -> dict[str, str]:
    """Return the versions that the numbers, or the bytes they are written in, depend on."""
    import sys

    python = ".".join(map(str, sys.version_info[:2]))
    others = {name: metadata.version(name) for name in _NUMBERS_DEPEND_ON}
    return {"innosim": __version__, "python": python, **others}


def sources_digest() -> str:
    """Return a hash of the sources of scenario, model and experiment, the same on every system."""
    digest = hashlib.sha256()
    for name, text in _sources():
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, bytes]]:
    package = Path(str(resources.files("innosim")))
    for path in sorted(_files(package), key=lambda path: path.relative_to(package).as_posix()):
        name = path.relative_to(package).as_posix()
        yield name, path.read_bytes().replace(b"\r\n", b"\n")  # as git may write them on Windows


def _files(package: Path) -> Iterable[Path]:
    for layer in _SOURCES:
        yield from (package / layer).rglob("*.py")
