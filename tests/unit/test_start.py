"""start.py: what it installs when, and what it takes for a package index out of reach."""

import ast
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSED = "http://127.0.0.1:9/simple"  # the port of a service that nobody runs


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module, whose .venv is an empty folder with the Python that runs this."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", str(tmp_path))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / "stamp.json"))
    monkeypatch.setattr(module, "PYTHON", sys.executable)
    return module


@pytest.fixture
def installs(start, monkeypatch):
    """What `prepare` has pip install, by the names of locks; nothing is installed."""
    found = []

    def pip(arguments, _sentence) -> None:
        names = {path: name for name, path in start.LOCKS.items()}
        found.extend(names[argument] for argument in arguments if argument in names)

    monkeypatch.setattr(start, "pip", pip)
    return found


def asks(start, monkeypatch, index: str) -> int:
    """Have pip install from an index what no index has, and give start.py's exit code."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", index)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(SystemExit) as ended:
        start.pip(["--target", start.VENV, "no-such-package-as-this==1"], "could not be installed.")
    return ended.value.code


@pytest.mark.skipif(not importlib.util.find_spec("pip"), reason="an environment without pip")
def test_an_index_that_refuses_is_told_from_one_that_has_not_got_it(
    start, monkeypatch, tmp_path, capfd
) -> None:
    """With the pip that is here: what it writes to its log is its own affair."""
    assert asks(start, monkeypatch, REFUSED) == start.UNREACHABLE
    (tmp_path / "index").mkdir()
    assert asks(start, monkeypatch, (tmp_path / "index").as_uri()) == 2
    assert capfd.readouterr().err.count("start.py: could not be installed.") == 2


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("Could not fetch URL x: HTTPSConnectionPool(): Max retries exceeded with url: /", True),
        ("Could not fetch URL x: connection error: [Errno 111] Connection refused", True),
        ("Could not fetch URL x: 504 Server Error: Gateway Timeout for url: x", True),
        ("ReadTimeoutError: HTTPSConnectionPool(): Read timed out.", True),
        ("IncompleteDownloadError: incomplete-download", True),
        ("Could not fetch URL x: 404 Client Error: Not Found for url: x", False),
        ("No matching distribution found for numba==0.1 (from versions: 0.62.0)", False),
        ("Max retries exceeded\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", False),
        ("", False),
    ],
)
def test_a_network_that_fails_is_told_from_a_lock_that_is_wrong(start, said, away) -> None:
    assert start.index_was_away(said) is away


def test_a_lock_is_installed_once_and_another_in_its_place(start, installs) -> None:
    """The lowest versions and the newest share .venv: what is asked for is what is there."""
    for kind in ("core", "core", "dev", "core", "lowest", "lowest", "core", "dev", "dev"):
        start.prepare(kind)
    assert installs == ["core", "dev", "lowest", "core", "dev"]
    assert json.loads(Path(start.STAMP).read_text(encoding="utf-8")).keys() == {
        "core",
        "dev",
        "project",
    }


@pytest.mark.parametrize(
    ("typed", "kind", "ran"),
    [
        (["--lowest", "tests/unit", "-k", "x"], "lowest", ["tests/unit", "-k", "x"]),
        (["--lowest"], "lowest", ["-n", "auto"]),
        (["--only", "pytest", "tests/unit"], "dev", ["tests/unit"]),
    ],
)
def test_tests_run_on_what_was_asked_for(start, monkeypatch, typed, kind, ran) -> None:
    prepared, calls = [], []
    monkeypatch.setattr(start, "prepare", prepared.append)
    monkeypatch.setattr(start, "call", lambda command, **_: calls.append(command) or 0)
    assert start.test(typed) == 0
    assert prepared == [kind]
    (call,) = calls  # no formatter among the lowest versions
    assert call[:2] == ["-m", "pytest"]
    assert call[-len(ran) :] == ran
    assert ("default::DeprecationWarning" in call) is (kind == "lowest")


def test_an_old_python_gets_a_sentence() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 4))  # as far as this Python can tell
    code = "import sys; sys.version_info = (3, 6, 0, 'final', 0); __file__ = sys.argv[0]; "
    ended = subprocess.run(
        [sys.executable, "-c", code + "exec(compile(sys.stdin.read(), 'start.py', 'exec'))"],
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("start.py: innosim needs Python 3.11, 3.12 or 3.13")
