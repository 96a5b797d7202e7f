"""Every parameter, switch and lever of the catalogue is read by some rule, the founding or the prices."""

import ast
import inspect
from pathlib import Path

import pytest

from innosim.model import founding
from innosim.model.tables import LeversInForce
from innosim.scenario.catalogue import LEVERS, PARAMETERS, prices

MODEL = Path(founding.__file__).parent
PLAN = MODEL.parent / "experiment" / "plan.py"
READ_ELSEWHERE = {
    "minority_seats",  # what is left of the council: the reader checks that the two add up
    "domain_limit",  # the answer says where a run passed it
}


def mentions(source: str) -> set[str]:
    """Attributes and strings of a module, docstrings aside; words of a string one by one."""
    tree = ast.parse(source)
    words = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(node) is not None
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in documented:
            words |= set(node.value.split())
    return words


def read_by(paths: list[Path]) -> set[str]:
    return set().union(*(mentions(path.read_text(encoding="utf-8")) for path in paths))


RULES = sorted(path for path in MODEL.glob("rules/*.py"))
SETTING_UP = [
    MODEL / f"{name}.py" for name in ("founding", "constants", "levers", "prices", "simulator")
]
SETTING_UP.append(PLAN)


def read_by_prices() -> set[str]:
    """What the prices of levers read; the same file declares constants, which is no use of them."""
    tree = ast.parse(inspect.getsource(prices))
    return set().union(
        *(mentions(ast.unparse(node)) for node in tree.body if isinstance(node, ast.FunctionDef))
    )


def test_every_parameter_is_read():
    """By a rule as an attribute, or by name where the town is founded and levers are priced."""
    unread = PARAMETERS.keys() - read_by([*RULES, *SETTING_UP]) - read_by_prices()
    assert unread == READ_ELSEWHERE


def test_every_switch_is_read_by_a_rule():
    switches = {p.name for p in PARAMETERS.values() if p.subject == "switches"}
    assert switches <= read_by(RULES)


def test_every_lever_reaches_a_rule():
    """As it is set, or as what the model says that it comes to; each column that says so is read by a rule."""
    assert set(LEVERS) <= read_by([*RULES, MODEL / "levers.py"])
    assert set(LeversInForce.__annotations__) <= read_by(RULES)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(k):\n    return k.gates.premium", True),
        ("x = number(scenario, 'premium')", True),
        ("names = 'bar premium'", True),
        ('def f(k):\n    """Return the premium."""\n    return k.bar', False),
        ("premium_of = 1", False),
    ],
)
def test_a_mention_is_a_use_and_not_a_word_in_passing(source, found):
    assert ("premium" in mentions(source)) is found
