"""One word for one thing: a language is picked in one place, and a public name says one thing in the package."""

import ast
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import INDICATORS, METRICS, Column

SOURCE = Path(__file__).parents[2] / "src" / "innosim"
PICKS = "present/words/language.py"

SAME_ON_PURPOSE = {
    "command": "a module of cli that is one command calls it so",
    "draw": "each figure draws on the Axes it is given",
    "page": "each figure also makes a whole page",
    "Attribution": "innosim.Attribution is the attribution that also shows itself",
    "parts": "a figure of several pages tells which there are",
    "Claim": "innosim.Claim is the claim that also shows itself",
    "StudyComparison": "innosim.StudyComparison is the comparison that also shows itself",
    "Biography": "innosim's is the biography that also shows itself",
    "Bottlenecks": "innosim's are the bottlenecks that also show themselves",
    "Comparison": "innosim.Comparison is the comparison that also shows itself",
    "Fates": "innosim's are the fates that also show themselves",
    "Purse": "innosim's is the purse that also shows itself",
    "Ranking": "innosim's is the ranking that also shows itself",
    "Twins": "innosim's are the leads in parts that also show themselves",
    "picture": "figures of one story can be made of a story that is given",
    "load": "innosim.load is the reader's, and takes a scenario too",
    "Row": "a row of a table, compiled and plain",
    "Subject": "a subject of the catalogue, as it is declared and as rules read its constants",
}
"""Names that two modules may share, and why."""

SAME_CONSTANTS = {
    "DECLARED": "each module of patterns declares its own, the package has all",
    "PARAMETERS": "each module of the catalogue declares those of its subject, the catalogue has all",
    "PRESSURE": "the parameter of a scenario, and the account that it is asked for by",
    "UNDEFINED": "no value, as a number and in words",
    "NO_IDEAS": "why a metric has no value, and what an empty figure says",
}
"""Constants that two modules may have, and why."""

CODES = {"add", "queued"}
"""Calls that add a code: its name, its English and its Danish."""

SAME_IN_DANISH = {"", "–", "regime", "ildsjæl", "model", "vision", "ambition", "parameter", "PAWN"}
"""What reads the same in both languages."""


def language_branches(text: str) -> list[int]:
    """Lines that compare something with a language, or look a language up in a table of their own."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        else:
            continue
        held = [one for part in parts for one in ast.walk(part) if isinstance(one, ast.Constant)]
        if any(one.value in LANGUAGES for one in held):
            found.append(node.lineno)
    return found


def texts(text: str) -> list[tuple[str, str]]:
    """English and Danish of each text and each code that is written out in full."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        said = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
        if isinstance(node.func, ast.Name) and node.func.id == "Text" and len(said) == 2:
            found.append((said[0], said[1]))
        if isinstance(node.func, ast.Attribute) and node.func.attr in CODES and len(said) == 3:
            found.append((said[1], said[2]))
    return found


def public_names(text: str) -> list[str]:
    """Functions and classes of a module that others may use."""
    return [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


def public_constants(text: str) -> list[str]:
    """Constants of a module that others may use: in capitals."""
    stored = [
        name.id
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for name in ast.walk(node)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    ]
    return [name for name in stored if name.isupper() and not name.startswith("_")]


def homes(names: Callable[[str], list[str]] = public_names) -> dict[str, list[str]]:
    """Each public name with the modules that define it."""
    found = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for name in names(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(SOURCE).as_posix())
    return found


@pytest.mark.parametrize(
    "text",
    [
        'word = "end" if lang == "da" else "than"',
        'if scene.lang != "en":\n    pass',
        'if lang in ("da",):\n    pass',
        'word = {"en": "than", "da": "end"}[lang]',
        'match lang:\n    case "da":\n        pass',
    ],
    ids=["equal", "unequal", "among", "table", "match"],
)
def test_a_branch_on_the_language_is_found(text: str) -> None:
    assert language_branches(text)


@pytest.mark.parametrize("text", ['lang: Language = "en"', 'Text("than", "end")', "lang == other"])
def test_what_is_no_branch_is_not(text: str) -> None:
    assert not language_branches(text)


def test_a_language_is_picked_in_one_place() -> None:
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if language_branches(path.read_text(encoding="utf-8"))
    }
    assert found == {PICKS}


def test_danish_is_danish() -> None:
    same = {
        english
        for path in SOURCE.rglob("*.py")
        for english, danish in texts(path.read_text(encoding="utf-8"))
        if english == danish or not english or not danish
    }
    assert same == SAME_IN_DANISH


def test_a_public_name_lives_in_one_module() -> None:
    twice = {name: modules for name, modules in homes().items() if len(modules) > 1}
    assert {name: twice[name] for name in set(twice) - set(SAME_ON_PURPOSE)} == {}


def test_each_name_that_may_be_shared_is() -> None:
    found = homes()
    assert [name for name in SAME_ON_PURPOSE if len(found[name]) < 2] == []


def test_a_public_constant_lives_in_one_module() -> None:
    twice = {name for name, modules in homes(public_constants).items() if len(modules) > 1}
    assert twice == set(SAME_CONSTANTS)


@pytest.mark.parametrize(
    "column",
    [*METRICS.values(), *INDICATORS.values()],
    ids=lambda c: f"{type(c).__name__} {c.name}",
)
def test_backing_and_confidence_are_two_words(column: Column) -> None:
    """What is called support in a column's name is confidence in words, and never backing; and the other way round."""
    for said in (column.called, column.meaning):
        english, danish = said.en.lower(), said.da.lower()
        if column.name.startswith("support_"):
            assert "confidence" in english
            assert "tillid" in danish
        if column.name.startswith("backing_") and "the same" not in english:
            assert "back" in english
            assert "bag" in danish or "bakke" in danish or "opbakning" in danish
        assert not ("confidence" in english and "back" in english)
        assert not ("tillid" in danish and "bak" in danish)
        assert "support" not in english
