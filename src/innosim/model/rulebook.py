"""Every module whose functions are rules, and the compiled twins of them."""

from importlib import import_module
from pkgutil import iter_modules

from innosim.model import chance, ledger, maths, month, rules
from innosim.model.compiled import Rules, compile_rules

MODULES = (
    maths,
    chance,
    ledger,
    *(import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)),
    month,
)


def rulebook() -> Rules:
    """Return the rules, compiled unless that is turned off; the same object every time."""
    return compile_rules(MODULES)
