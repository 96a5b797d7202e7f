"""What is declared stands in its place alone: no second list of its names, no second word for one of them."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from innosim.analysis.fates import NOT_SPARKED
from innosim.model.ledger import ACCOUNTS
from innosim.present.figures.fates import ORDER
from innosim.scenario.catalogue import (
    COSTS,
    INDICATORS,
    LEVERS,
    METRICS,
    PURPOSE,
    REASONS,
    TABLES,
    Text,
    codes,
)
from innosim.scenario.catalogue.codes import Codes

SOURCE = Path(__file__).parents[2] / "src" / "innosim"
CATALOGUE = SOURCE / "scenario" / "catalogue"
FILES = sorted(SOURCE.rglob("*.py"))
LEDGER = "model/ledger.py"
CODES: dict[str, Codes] = {
    **{name.lower(): found for name, found in vars(codes).items() if isinstance(found, Codes)},
    "accounts": ACCOUNTS,
}
LISTS: dict[str, Collection[str]] = {
    "metrics": METRICS,
    "cost modes": COSTS,
    "reasons": REASONS,
    "levers": LEVERS,
    "hours": [name for name, column in INDICATORS.items() if column.unit == "hours"],
    "queues": codes.DECIDERS.queues,
    **{kind: [name for name in names if name] for kind, names in CODES.items()},
}
FEW = 4
"""So many names of one kind, side by side, are a second list of them; fewer are a choice."""

ALLOWED = {
    ("present/figures/fates.py", "ends"): "all of them, from the top of the picture to its bottom",
    (
        "model/rules/sparks.py",
        "origins",
    ): "those whose ideas are not of a unit, all others being it",
    ("analysis/regimes.py", "metrics"): "the four that are fields of a regime's use",
}
"""Lists of names that are not second ones, by module and kind, and what they are."""


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


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
    for named in CODES.values():
        texts += [Text(name, words.en) for name, words in named.items()] + list(named.values())
    said = {each for text in texts for each in (text.en, text.da) if " " in each}
    return said | {name for mode in COSTS.values() for name in (mode.name, mode.flag)}


SAID = _said()
PURPOSES = [text.split(", ")[1] for text in (PURPOSE.en, PURPOSE.da)]


def second_lists(text: str) -> list[str]:
    """Kinds of which a module has a list of its own."""
    tree = ast.parse(text)
    return [kind for kind, names in LISTS.items() if listed(tree, names)]


def second_words(text: str) -> list[str]:
    """Texts of a module that should be taken from where they are declared."""
    texts = list(literals(ast.parse(text)))
    return [text for text in texts if text in SAID or any(end in text.lower() for end in PURPOSES)]


@pytest.mark.parametrize(
    "text",
    [
        'click.Choice(["as-costed"])',
        'f"{n} runs. Explanation, not prediction."',
        'WHY = "no saving was required"',
        'ROW = "cost mode, regime and replication"',
        'WAITS = "waited for a gate"',
        'ACCOUNT = "savings booked"',
        'HEAD = Text("in operation", "i drift")',
    ],
)
def test_a_second_word_is_found(text: str) -> None:
    assert second_words(text)


@pytest.mark.parametrize("kind", LISTS)
def test_a_second_list_is_found(kind: str) -> None:
    names = list(LISTS[kind])[:FEW]
    for container in (tuple, list, set):
        assert kind in second_lists(f"OWN = {container(names)!r}")
    assert kind in second_lists(f"OWN = {dict.fromkeys(names, 1)!r}")
    assert kind not in second_lists(f"OWN = {names[:1]!r}")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_there_is_no_second_list(path: Path) -> None:
    found = second_lists(path.read_text(encoding="utf-8"))
    assert [kind for kind in found if (named(path), kind) not in ALLOWED] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_there_is_no_second_word(path: Path) -> None:
    """A module of the catalogue declares them, and the ledger its accounts."""
    if path.parent != CATALOGUE and named(path) != LEDGER:
        assert second_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("file", "kind"), ALLOWED)
def test_each_list_that_may_be_is(file: str, kind: str) -> None:
    assert kind in second_lists((SOURCE / file).read_text(encoding="utf-8"))


def test_an_end_that_is_new_is_drawn() -> None:
    assert sorted(ORDER) == sorted([*codes.ENDS, NOT_SPARKED])
