"""House rules that no linter knows: sizes, names, open signatures, addresses, versions that agree."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "innosim"
LONGEST = 500

# Written so that they do not find themselves.
ADDRESS = re.compile(r"//[\w.@:-]*(?:py[p]i|python[h]osted|npm[j]s|debia[n])[\w.-]*", re.IGNORECASE)
MACHINE = re.compile(
    r"(?<![\w.~*])(?:/(?:root|work|home|Users|opt|tmp)/\w|[A-Z]:[\\/]+Users[\\/]+\w)"
)
ELSEWHERE = re.compile(r"\b(?:MODEL|EVIDENCE|DESIGN|SOURCE)(?:\.md| ?§)")
INDEX = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links|-i|-f)\b", re.MULTILINE)


def tracked() -> Iterator[tuple[str, str]]:
    """Name and text of each text file under version control that is still there."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    if not listing:
        pytest.skip("not a git checkout")
    for name in filter(None, listing.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8", errors="replace")


def addresses(text: str) -> list[str]:
    return [match.group() for rule in (ADDRESS, MACHINE, INDEX) for match in rule.finditer(text)]


def open_signatures(text: str) -> list[str]:
    """Public functions and methods that accept any keyword."""
    found = []
    todo: list[ast.AST] = [ast.parse(text)]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                todo.append(node)
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            public = node.name == "__init__" or not node.name.startswith("_")
            if public and node.args.kwarg:
                found.append(f"{node.name}, line {node.lineno}")
    return found


def unpacked(text: str) -> list[int]:
    """Lines in which a list is written only to be unpacked where it stands."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Starred) and isinstance(node.value, ast.Tuple | ast.List)
    ]


def pins(text: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9].*?==.*?(?= \\)", text, re.MULTILINE))


def locked(name: str) -> dict[str, set[Version]]:
    """The versions that a lock has of each package: several where they differ by Python."""
    found: dict[str, set[Version]] = {}
    for pin in pins((ROOT / "requirements" / name).read_text(encoding="utf-8")):
        package, _, version = pin.split(" ;")[0].partition("==")
        found.setdefault(package, set()).add(Version(version))
    return found


def declared(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for: dependencies, what builds, and these extras but for itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += [each for extra in extras for each in optional[extra]]
    return [found for each in asked if (found := Requirement(each)).name != "innosim"]


def lower_bound(asked: Requirement) -> Version:
    (bound,) = (each.version for each in asked.specifier if each.operator == ">=")
    return Version(bound)


@pytest.mark.parametrize(
    "text",
    [
        "see https://" + "pypi" + ".org/simple",
        "--extra" + "-index-url file:x",
        "open('/" + "root/data.csv')",
        "C:\\" + "Users\\ann\\scenario.toml",
    ],
    ids=["registry", "index", "unix", "windows"],
)
def test_an_address_is_found(text: str) -> None:
    assert addresses(text)


@pytest.mark.parametrize(
    "text", ["results/work/x", "#!/usr/bin/env python3", "~/work/x", "a.py/home/x"]
)
def test_a_harmless_path_is_not(text: str) -> None:
    assert not addresses(text)


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = {name: hits for name, text in tracked() if (hits := addresses(text))}
    assert not found


def test_locks_hold_no_address_and_a_hash_for_each_pin() -> None:
    for path in (ROOT / "requirements").glob("lock*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        blocks = re.split(r"\n(?=[a-z0-9])", text)
        assert not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


def test_every_dependency_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", each)[0].replace("-", "_") for each in project["dependencies"]}
    imported = {
        name.partition(".")[0]
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None), *(alias.name for alias in node.names))
        if name
    }
    assert "numpy" in names
    assert not names - imported


def test_the_tools_lock_holds_all_of_the_core_lock() -> None:
    core, tools = (
        pins((ROOT / "requirements" / name).read_text(encoding="utf-8"))
        for name in ("lock.txt", "lock-dev.txt")
    )
    assert core
    versions = {pin.split(" ;")[0] for pin in tools}
    assert not {pin.split(" ;")[0] for pin in core} - versions


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("lock.txt", ()),
        ("lock-dev.txt", ("test", "dev", "docs")),
        ("lock-lowest.txt", ("test",)),
    ],
)
def test_a_lock_has_what_is_declared_in_a_version_that_is_allowed(
    name: str, extras: tuple[str, ...]
) -> None:
    versions = locked(name)
    asked = declared(*extras)
    assert asked
    wrong = {
        str(each): versions.get(each.name)
        for each in asked
        if not all(map(each.specifier.contains, versions.get(each.name, {Version("0")})))
    }
    assert not wrong, "run `python start.py lock`"


def test_the_lowest_versions_declared_are_those_that_are_run() -> None:
    """Else a bound is a guess: nothing may run on it, and nobody notices."""
    versions = locked("lock-lowest.txt")
    guessed = {
        str(each): versions[each.name]
        for each in declared("test")
        if versions[each.name] != {lower_bound(each)}
    }
    assert not guessed, "run `python start.py lock`"


def test_no_tracked_file_names_a_page_that_is_not_here() -> None:
    """What a source or a comment names, a reader must be able to open."""
    found = {name: hits for name, text in tracked() if (hits := ELSEWHERE.findall(text))}
    assert not found


def test_a_file_of_code_is_not_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_nothing_is_unpacked_for_the_sake_of_layout() -> None:
    assert unpacked('Band(\n    *("name", 1.0),\n    *(measure,),\n)') == [2, 3]
    assert not unpacked("print(*(name for name in names), *rows)")
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if (lines := unpacked(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_there_is_no_drawer_file() -> None:
    names = {"utils", "util", "helpers", "misc", "common"}
    assert not [path for path in SOURCE.rglob("*") if path.stem in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def run(**options): ...", ["run, line 1"]),
        ("class Run:\n    def __init__(self, **options): ...", ["__init__, line 2"]),
        ("def _run(**options): ...", []),
        ("class _Run:\n    def go(self, **options): ...", []),
        ("def run(*names, seed=1): ...", []),
    ],
    ids=["function", "method", "private function", "private class", "closed"],
)
def test_an_open_signature_is_found(text: str, expected: list[str]) -> None:
    assert open_signatures(text) == expected


def test_no_public_call_accepts_any_keyword() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): hits
        for path in SOURCE.rglob("*.py")
        if (hits := open_signatures(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_each_test_module_says_what_it_is_about() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    package = (SOURCE / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{version}"' in package
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
