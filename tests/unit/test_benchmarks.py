"""The scripts in benchmarks/ go on running: nothing else would notice a name of theirs that is gone."""

import importlib
from pathlib import Path

import pytest

import innosim
from innosim.experiment.plan import with_run_values

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


def test_growth_is_measured_of_whole_towns_and_drawn(tmp_path: Path) -> None:
    """Sizes in alternation and towns in turn; all that counts people or money is scaled, and so are ideas."""
    growth = importlib.import_module("growth")
    short = with_run_values(innosim.load("randers"), months=12)
    few, more = (growth.with_units(short, units) for units in (5, 20))
    for name in ("units", "staff", "population", "budget_mdkk"):
        assert more.values[name] == pytest.approx(4.0 * float(few.values[name]), rel=0.01), name
    sizes = growth.measured({5: few, 20: more}, "randers", 2)
    assert [each.size for each in sizes] == [5, 20]
    assert 0 < sizes[0].ideas < sizes[1].ideas
    assert all(each.seconds > 0.0 and each.bytes > 700.0 for each in sizes)
    towns = growth.in_turn(short, "randers", [1_000, 1_200])
    assert [each.size for each in towns] == [1_000, 1_200]
    assert growth.spread(sizes)[1] >= 1.0
    growth.draw(sizes, towns, 0.04, tmp_path / "growth.png")
    assert (tmp_path / "growth.png").stat().st_size > 5_000
