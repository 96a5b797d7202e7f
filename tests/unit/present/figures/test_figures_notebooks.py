"""The notebooks as files: a question, the public library, a computed finding, no output. CI executes them."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[4] / "notebooks"
NAMES = (
    "first-look", "comparing-regimes", "one-idea-under-five-regimes", "budget-coupling",
    "why-two-regimes-differ", "does-it-hold",
)  # fmt: skip


def cells(name: str, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_no_output(name: str) -> None:
    for cell in cells(name, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_a_question_and_ends_in_a_finding(name: str) -> None:
    words = [text(cell) for cell in cells(name, "markdown")]
    assert "**Question.**" in words[0]
    assert "?" in words[0]
    assert words[-1].startswith("## Finding")
    # A number written down goes stale; one that is computed cannot.
    assert not any(char.isdigit() for char in words[-1])
    assert "print(" in text(cells(name, "code")[-1])


@pytest.mark.parametrize("name", NAMES)
def test_it_uses_what_import_innosim_offers(name: str) -> None:
    for cell in cells(name, "code"):
        for node in ast.walk(ast.parse(text(cell))):
            assert not isinstance(node, ast.ImportFrom)
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= {"innosim", "os"}


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_replications_can_be_set_from_outside(name: str) -> None:
    assert all(len(cell["source"]) <= 26 for cell in cells(name, "code"))
    assert "INNOSIM_REPLICATIONS" in text(cells(name, "code")[0])
