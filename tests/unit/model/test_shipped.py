"""The object that a wheel brings: where it is used and where not, and that it gives the bits of rules compiled here."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from towns import differences, village

from innosim.model import compiled_cache, maths, rulebook, shipped, simulator
from innosim.model.compiled import OPTIONS
from innosim.model.rulebook import MODULES, Rulebook

ROOT = Path(__file__).parents[3]
HERE = shipped.kind_of_this_machine()
pytestmark = pytest.mark.skipif(
    HERE is None or not HERE.needs <= shipped._abilities(), reason="none is made for this machine"
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its folder; it is made once for the same rules, as compiled code is."""
    monkeypatch.setattr(shipped, "FOLDER", compiled_cache.root() / "shipped_objects")
    if not compiled_cache.holds_object(shipped.folder_here(MODULES, OPTIONS)):
        shipped.ship()
    return Path(shipped.folder_here(MODULES, OPTIONS))


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine on which innosim has just been installed."""
    monkeypatch.setenv("INNOSIM_COMPILE", "1")
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path))

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("something was compiled")

    monkeypatch.setattr(rulebook, "month_object", refused)
    monkeypatch.setattr(rulebook, "compile_rules", refused)
    yield
    assert list(tmp_path.rglob("*.object")) == []


def test_it_has_the_bits_of_rules_compiled_here(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for folder in (shipped.FOLDER, made / "nowhere"):
        monkeypatch.setattr(shipped, "FOLDER", folder)
        book = Rulebook(compiled=True)
        monkeypatch.setattr(simulator, "rulebook", lambda book=book: book)
        run = simulator.Simulator(village(months=50), village().regimes["framed"], events=True)
        run.run(1)
        found.append({**run.tables(ideas=True), "events": run.events()})
    assert differences(*found) == []


@pytest.mark.usefixtures("made", "nothing_compiled")
def test_with_it_nobody_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Rulebook(compiled=True)
    assert book.estimated_compile_seconds("run_months") == 0
    monkeypatch.setattr(simulator, "rulebook", lambda: book)
    simulator.Simulator(village(months=3), village().regimes["framed"]).run(0)


def test_damaged_it_is_not_used(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (path,) = made.iterdir()
    harmed = tmp_path / made.name
    harmed.mkdir()
    (harmed / path.name).write_bytes(path.read_bytes()[:-1])
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    assert shipped.folder_here(MODULES, OPTIONS) == str(harmed)
    assert not compiled_cache.holds_object(str(harmed))


def test_other_rules_and_other_machines_have_none(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert HERE is not None
    assert shipped.folder_here(MODULES, OPTIONS) == str(made)
    with monkeypatch.context() as changed:
        changed.setattr(maths, "LARGEST", 1.0)
        assert shipped.folder_here(MODULES, OPTIONS) == ""
    with monkeypatch.context() as changed:
        changed.setattr(shipped, "MADE_FOR", (replace(HERE, needs=HERE.needs | {"telepathy"}),))
        assert shipped.folder_here(MODULES, OPTIONS) == ""
    monkeypatch.setattr(shipped.platform, "machine", lambda: "riscv64")
    assert shipped.folder_here(MODULES, OPTIONS) == ""
    with pytest.raises(LookupError, match="riscv64"):
        shipped.ship()


def test_a_wheel_takes_it_along() -> None:
    """From where it is made; no checkout holds it, so that it is never that of other sources."""
    place = f"/{shipped.FOLDER.relative_to(ROOT).as_posix()}/"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert place in project["tool"]["hatch"]["build"]["artifacts"]
    assert place in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
