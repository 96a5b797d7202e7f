"""innosim: what a way of governing innovation does to a municipality when the budget tightens.

>>> import innosim
>>> result = innosim.run("village", replications=20)
>>> result.compare().sentences()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innosim.api import Comparison, Result, load, open, run  # noqa: A004
    from innosim.model.municipality import Municipality

__version__ = "0.1.0"

__all__ = ["Comparison", "Municipality", "Result", "__version__", "load", "open", "run"]

# Names are fetched when first asked for: importing Mesa, Numba and pandas takes seconds.
_HOME = {
    "Comparison": "innosim.api",
    "Municipality": "innosim.model.municipality",
    "Result": "innosim.api",
    "load": "innosim.api",
    "open": "innosim.api",
    "run": "innosim.api",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module 'innosim' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Show the public names, fetched or not."""
    return sorted({*globals(), *__all__})
