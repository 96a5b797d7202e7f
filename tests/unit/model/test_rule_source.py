"""How rules may be written, checked on their source: what would change bits or hide a cost."""

import ast
import importlib.util
from pathlib import Path

import numpy as np
import pytest

from innosim.model import maths

MODEL = Path(maths.__file__).parent
SOURCES = sorted(
    path
    for path in [*MODEL.glob("rules/*.py"), MODEL / "chance.py", MODEL / "maths.py"]
    if path.name != "__init__.py"
)
ENTRY_POINTS_OUTSIDE_RULES = {"key_of", "_mix_word"}  # plain Python, never compiled
EXACT = {"ldexp", "frexp", "sqrt"}  # what IEEE 754 makes exact on every system
BUILTINS = {"range", "min", "max", "abs", "int", "float", "round", "len", "bool"}
REGIMES = {
    "routine",
    "top_down",
    "top-down",
    "bottom_up",
    "bottom-up",
    "framed",
    "shaving",
    "randers",
}
KEYED = {"uniform", "normal", "identity"}  # a month before 0 enters them as month + 1,024
MOST_ARGUMENTS = 6


def faults(source: str) -> list[str]:
    """Return every fault in a module of rules, as 'line: what'."""
    tree = ast.parse(source)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
    found = []
    for node in ast.walk(tree):
        found += [f"{node.lineno}: {what}" for what in _module_faults(node, docstrings)]
    for function in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        if function.name not in ENTRY_POINTS_OUTSIDE_RULES:
            found += [f"{function.lineno}: {what}" for what in _signature_faults(function)]
            for node in ast.walk(function):
                found += [f"{node.lineno}: {what}" for what in _body_faults(node)]
    return found


def _has_docstring(node):
    holder = isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    return holder and ast.get_docstring(node) is not None


def _module_faults(node, docstrings):
    if isinstance(node, ast.Name) and node.id in REGIMES:
        yield f"names the regime {node.id}"
    if isinstance(node, ast.Constant) and id(node) not in docstrings and _regime(node.value):
        yield f"names the regime {node.value}"
    if isinstance(node, ast.ImportFrom) and node.module in {"math", "numpy"}:
        inexact = {alias.name for alias in node.names} - EXACT
        if inexact:
            yield f"imports {sorted(inexact)} of {node.module}: its bits differ between systems"


def _regime(value):
    return isinstance(value, str) and value in REGIMES


def _called_module(node):
    named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return node.value.id if named else ""


def _signature_faults(function):
    arguments = function.args
    if function.decorator_list:
        yield f"{function.name} is decorated: the registry compiles"
    if arguments.defaults or arguments.kw_defaults:
        yield f"{function.name} has defaults"
    if arguments.vararg or arguments.kwarg:
        yield f"{function.name} takes *args or **kwargs"
    if len(arguments.args) + len(arguments.kwonlyargs) > MOST_ARGUMENTS:
        yield f"{function.name} takes over {MOST_ARGUMENTS} arguments: two rules"


def _body_faults(node):
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
        yield "** has other bits compiled: use maths.power"
    if _called_module(node) in {"np", "numpy", "math"}:
        yield f"{node.value.id}.{node.attr} inside a rule"
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"print", "open", "sum", "pow"}:
        yield f"{name}() inside a rule"
    if node.keywords:
        yield f"{name}() with keywords: Numba compiles them, slowly"
    for argument in node.args:
        if name in KEYED and isinstance(argument, ast.Name) and argument.id == "now":
            yield f"{name}() is given the month as it is: use clock_of(now)"
        if name not in BUILTINS and isinstance(argument, ast.Constant) and _whole(argument.value):
            yield f"{name}() is given the literal {argument.value}: use a np.int64 constant"


def _whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_rules_hold_nothing_that_changes_bits_or_hides_cost(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("def f(x): return x**2", "**"),
        ("def f(x): return np.tanh(x)", "np.tanh"),
        ("def f(x=1): return x", "defaults"),
        ("def f(*x): return x", "*args"),
        ("def f(a, b, c, d, e, f, g): return a", "over 6"),
        ("def f(x): print(x)", "print"),
        ("def f(x): return g(x, 5)", "literal 5"),
        ("def f(x): return x == 'framed'", "regime"),
        ("def f(now): return normal(1, 2, 3, 4, now)", "clock_of"),
        ("randers = 1", "regime"),
        ("from math import exp", "bits differ"),
        ("@njit\ndef f(x): return x", "decorated"),
    ],
)
def test_the_check_bites(line, fault):
    assert any(fault in found for found in faults(line))


def test_no_field_of_a_table_is_an_attribute_of_numpys():
    """In plain mode and in pandas' hands such a field is a method instead."""
    if importlib.util.find_spec("innosim.model.tables") is None:
        pytest.skip("no tables yet")
    tables = importlib.import_module("innosim.model.tables")
    taken = set(dir(np.recarray))
    for name, value in vars(tables).items():
        if isinstance(value, np.dtype) and value.names:
            assert sorted(taken & set(value.names)) == [], name
