"""A step of the month borrows from no other step: what several use stands in a room of its own."""

import ast
import inspect
from pathlib import Path

from innosim.model import month

RULES = Path(inspect.getfile(month)).parent / "rules"
PREFIX = "innosim.model.rules."


def imported(path: Path) -> set[str]:
    """The rule modules that a file imports from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)}


STEPS = imported(Path(inspect.getfile(month)))
MODULES = {path.stem for path in RULES.glob("*.py")} - {"__init__"}


def test_the_month_calls_steps_and_the_steps_use_rooms():
    """Also no room leans on a step, or the step would be a room."""
    assert len(STEPS) > 10
    assert STEPS < MODULES
    borrowed = {name: imported(RULES / f"{name}.py") & STEPS for name in sorted(MODULES)}
    assert not {name: steps for name, steps in borrowed.items() if steps}
