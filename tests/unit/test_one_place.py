"""What the catalogue declares stands there alone: no second list of its names, no second word for one of them."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from innosim.scenario.catalogue import (
    COSTS,
    INDICATORS,
    LEVERS,
    METRICS,
    PURPOSE,
    REASONS,
    TABLES,
    Text,
)

SOURCE = Path(__file__).parents[2] / "src" / "innosim"
CATALOGUE = SOURCE / "scenario" / "catalogue"
FILES = [path for path in SOURCE.rglob("*.py") if path.parent != CATALOGUE]
LISTS = {"metrics": METRICS, "cost modes": COSTS, "reasons": REASONS}
FEW = 4
"""So many names of one kind, side by side, are a second list of them; fewer are a choice."""


def literals(tree: ast.AST) -> Iterator[str]:
    """Texts in the code, docstrings left out."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def listed(tree: ast.AST, names: Collection[str]) -> list[list[str]]:
    """Each tuple, list, set or table of the code in which several of ``names`` stand side by side."""
    found = []
    for node in ast.walk(tree):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        if len(among := [text for text in texts if text in names]) >= min(FEW, len(names)):
            found.append(among)
    return found


def _said() -> set[str]:
    """Texts that a second module has no reason to hold; a name of one word may be another's too."""
    texts: list[Text] = [reason.words for reason in REASONS.values()]
    texts += [table.row for table in TABLES.values()]
    for metric in METRICS.values():
        texts += [metric.meaning, metric.short]
    texts += [column.short for column in INDICATORS.values() if column.short is not None]
    texts += [lever.short for lever in LEVERS.values()]
    said = {each for text in texts for each in (text.en, text.da) if " " in each}
    return said | {name for mode in COSTS.values() for name in (mode.name, mode.flag)}


SAID = _said()
PURPOSES = [text.split(", ")[1] for text in (PURPOSE.en, PURPOSE.da)]


def seconds(text: str) -> list[str]:
    """What stands in a module and should be taken from the catalogue."""
    tree = ast.parse(text)
    found = [f"{kind}: {names}" for kind in LISTS for names in listed(tree, LISTS[kind])]
    texts = list(literals(tree))
    found += [text for text in texts if text in SAID]
    return found + [text for text in texts if any(end in text.lower() for end in PURPOSES)]


@pytest.mark.parametrize(
    "text",
    [
        'MODES = {"as_costed": 1, "equal_resources": 2}',
        'click.Choice(["as-costed"])',
        'HEADLINES = ("support_mean", "support_lowest", "conversion", "ildsjaele_lost")',
        'f"{n} runs. Explanation, not prediction."',
        'WHY = "no saving was required"',
        'ROW = "cost mode, regime and replication"',
    ],
)
def test_a_second_one_is_found(text: str) -> None:
    assert seconds(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_there_is_no_second_one(path: Path) -> None:
    assert not seconds(path.read_text(encoding="utf-8"))
