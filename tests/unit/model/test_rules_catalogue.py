"""Every parameter, switch and lever of the catalogue is read by some rule, the founding or the prices."""

import ast
import inspect
from pathlib import Path

import pytest

from innosim.model import founding
from innosim.model.tables import Derived, LeversInForce
from innosim.scenario.catalogue import LEVERS, PARAMETERS, prices

MODEL = Path(founding.__file__).parent
PLAN = MODEL.parent / "experiment" / "plan.py"
READ_ELSEWHERE = {
    "minority_seats",  # what is left of the council: the reader checks that the two add up
    "domain_limit",  # the answer says where a run passed it
}


def strings(source: str) -> set[str]:
    """Strings of a module's functions, docstrings aside: how a value is looked up by name."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    documented = {
        id(node.body[0].value) for node in functions if ast.get_docstring(node) is not None
    }
    return {
        node.value
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
    }


def constants(source: str) -> set[tuple[str, str]]:
    """The constants that a module's rules read, each with its subject, through the names they are given.

    ``town.constants[0].people.fade``, ``k = town.constants[0]; k.people.fade`` and
    ``k = town.constants[0].people; k.fade`` are the same constant.
    """
    found: set[tuple[str, str]] = set()
    for function in [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]:
        paths: dict[str, tuple[str, ...]] = {
            argument.arg: ("?",)
            for argument in function.args.args
            if argument.annotation and ast.unparse(argument.annotation) == "Subject"
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                path = _path(node.value, paths)
                if path is not None:
                    paths[node.targets[0].id] = path
        for node in ast.walk(function):
            path = _path(node, paths) if isinstance(node, ast.Attribute) else None
            if path is not None and len(path) == 2:
                found.add((path[0], path[1]))
    return found


def _path(node: ast.expr, paths: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The way from the constants to what an expression is, None for anything else."""
    if isinstance(node, ast.Name):
        return paths.get(node.id)
    if ast.unparse(node) == "town.constants[0]":
        return ()
    if isinstance(node, ast.Attribute):
        above = _path(node.value, paths)
        return None if above is None else (*above, node.attr)
    return None


RULES = sorted(path for path in MODEL.glob("rules/*.py"))
READ = set().union(*(constants(path.read_text(encoding="utf-8")) for path in RULES))
BY_NAME = set().union(
    strings(inspect.getsource(prices)),
    *(
        strings(path.read_text(encoding="utf-8"))
        for path in [
            *(MODEL / f"{n}.py" for n in ("founding", "constants", "prices", "simulator")),
            PLAN,
        ]
    ),
    strings((MODEL / "levers.py").read_text(encoding="utf-8")),
)
"""Where the town is founded and levers are priced, values are looked up by name."""


def test_every_parameter_is_read():
    """By a rule under its subject, or by name."""
    whole = {name for subject, name in READ if subject == "?"}
    unread = {
        p.name
        for p in PARAMETERS.values()
        if (p.subject, p.name) not in READ and p.name not in BY_NAME | whole
    }
    assert unread == READ_ELSEWHERE


def test_every_constant_that_a_rule_reads_is_declared():
    """What types can't tell, as constants come from the catalogue."""
    declared = {(p.subject, p.name) for p in PARAMETERS.values()}
    declared |= {("derived", name) for name in Derived.__annotations__}
    undeclared = {(subject, name) for subject, name in READ - declared if subject != "?"}
    assert not undeclared
    assert not {name for subject, name in READ if subject == "?"} - set(PARAMETERS)


def test_every_switch_is_read_by_a_rule():
    switches = {p.name for p in PARAMETERS.values() if p.subject == "switches"}
    assert switches == {name for subject, name in READ if subject == "switches"}


def test_every_lever_reaches_a_rule():
    """As it is set, or as what the model says that it comes to; each column that says so is read by a rule."""
    read = {
        node.attr
        for path in RULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    named = strings((MODEL / "levers.py").read_text(encoding="utf-8"))
    assert set(LEVERS) <= read | named
    assert set(LeversInForce.__annotations__) <= read


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(town):\n    return town.constants[0].gates.premium", {("gates", "premium")}),
        ("def f(town):\n    k = town.constants[0]\n    return k.gates.bar", {("gates", "bar")}),
        ("def f(town):\n    k = town.constants[0].gates\n    return k.bar", {("gates", "bar")}),
        ("def f(town, k: Subject):\n    return k.bar", {("?", "bar")}),
        ("def f(town, idea):\n    return idea.gates.premium", set()),
    ],
)
def test_a_constant_is_found_with_its_subject(source, found):
    assert constants(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    return value_of(scenario, 'premium')", True),
        ('def f():\n    """Return the premium."""\n    return bar', False),
        ("premium = 1", False),
    ],
)
def test_a_value_is_looked_up_by_name(source, found):
    assert ("premium" in strings(source)) is found
