"""No number of behaviour hides in a rule: it is a parameter of the catalogue, or a named constant with its reason."""

import ast
import inspect
from pathlib import Path

import pytest

from innosim.model import month
from innosim.scenario.catalogue import prices

MODEL = Path(inspect.getfile(month)).parent
SOURCES = [
    *sorted(MODEL.glob("rules/*.py")),
    *(MODEL / f"{name}.py" for name in ("month", "levers", "prices")),
    Path(inspect.getfile(prices)),
]

PLAIN = {
    0,  # nothing, and the first of a table
    1,  # all, and the next
    12,  # months of a year
}
"""What a number may be anywhere in a rule. Its sign is none of it."""

FACTORS = {
    2,  # twice, and a mean of two
    100,  # per cent
    1000,  # thousandths of the budget, and per thousand staff
    0.001,  # a thousandth
}
"""What something may also be multiplied or divided by."""


def is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def factors(function: ast.AST) -> set[int]:
    """Return which numbers something is multiplied or divided by."""
    sides: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
            sides += [node.left, node.right]
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Mult):
            sides.append(node.value)
    return {id(side) for side in sides}


def hidden(source: str) -> list[str]:
    """Return every number that a function of the source uses and nobody declares, as 'function: number'."""
    return [
        f"{function.name}: {node.value}"
        for function in ast.parse(source).body
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if is_number(node) and node.value not in PLAIN
        if node.value not in FACTORS or id(node) not in factors(function)
    ]


def unexplained(source: str) -> list[str]:
    """Return the named numbers of a module that neither words of their own nor a comment on the line explain."""
    lines = source.splitlines()
    return [
        ast.unparse(node)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(is_number(part) for part in ast.walk(node))
        and not any(is_text(part) for part in ast.walk(node))
        and "  # " not in lines[(node.end_lineno or node.lineno) - 1]
    ]


STAGES = {"decider_now: 2"}
"""The third decider of a chain, told from the first and the second."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_no_number_is_used_and_not_declared(path: Path):
    source = path.read_text(encoding="utf-8")
    assert [number for number in hidden(source) if number not in STAGES] == []
    assert unexplained(source) == []


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("def f(x): return max(0.2, x)", "f: 0.2"),
        ("def f(x): return x / (4.0 * x)", "f: 4.0"),
        ("def f(x): return -0.5 + x", "f: 0.5"),
        ("def f(x): return x >= 2", "f: 2"),
        ("def f(x): return max(2.0, x)", "f: 2.0"),
        ("def f(x): return x - 1000", "f: 1000"),
        ("def f(x):\n    if x:\n        x = 24\n    return x", "f: 24"),
        ("def f(x): return 2 * x > 12.0 - x or x / 2 < 1.0", None),
        ("def f(x):\n    x *= 2\n    return x * 100.0", None),
        ("def f(x): return True", None),
        ("LEAST = 0.2\ndef f(x): return max(LEAST, x)", None),
    ],
)
def test_the_check_of_hidden_numbers_bites(source: str, number: str | None):
    assert hidden(source) == ([] if number is None else [number])


def test_a_named_number_says_why():
    assert unexplained("LEAST = 0.2\nMOST = 0.9  # of all\nNAME = 'x'") == ["LEAST = 0.2"]
