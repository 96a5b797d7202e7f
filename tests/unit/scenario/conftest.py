"""A fresh folder to write scenario files in, and the sentences that loading one earns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from innosim.scenario.errors import ScenarioError
from innosim.scenario.reader import load

Write = Callable[..., Path]
Sentences = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    def _write(content: str | bytes, name: str = "my.toml") -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


@pytest.fixture
def sentences() -> Sentences:
    """Every sentence that loading a scenario ends in; none where it loads."""

    def _sentences(path: str | Path, *overrides: str) -> list[str]:
        try:
            load(path, overrides)
        except ScenarioError as error:
            return [str(problem) for problem in error.problems]
        return []

    return _sentences
