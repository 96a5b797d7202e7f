"""The scripts in benchmarks/ go on running: nothing else would notice a name of theirs that is gone."""

import importlib
from pathlib import Path

import pytest

import innosim

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.mark.parametrize("name", sorted(file.stem for file in BENCHMARKS.glob("*.py")))
def test_what_a_script_imports_is_there(name: str) -> None:
    importlib.import_module(name)


def test_the_town_of_objects_does_what_it_is_compared_for() -> None:
    """Ideas come, are judged, worked on, used and copied: in a village within ten years."""
    objects = importlib.import_module("mesa_objects")
    town = objects.Objects(innosim.load("village"), 1)
    for _ in range(120):
        town.step()
    used = list(town.agents_by_type[objects.Used])
    assert town.ideas_alive > 0
    assert town.ideas_used > 0
    assert any(len(each.looked) > 1 for each in used)
