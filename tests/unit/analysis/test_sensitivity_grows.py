"""A sensitivity analysis is given more trajectories and more draws; with a model of arithmetic."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from innosim.analysis import sensitivity_study
from innosim.analysis.sensitivity_study import drawn_in, run_sensitivity
from innosim.experiment.draws import uncertain
from innosim.scenario.reader import load


@pytest.fixture(scope="module")
def fake() -> ModuleType:
    path = Path(__file__).parents[1] / "experiment" / "fake_model.py"
    spec = importlib.util.spec_from_file_location("innosim_fake_model_analysis", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SOME = 5
"""Parameters that are unsure here."""


@pytest.fixture
def ran(fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    scenario = load("village", ["run.months=12", "run.replications=2"])
    unsure = tuple(uncertain(scenario))[:SOME]
    monkeypatch.setattr(sensitivity_study, "uncertain", lambda _: unsure)
    strongest: list[str] = []
    monkeypatch.setattr(sensitivity_study, "closer", lambda _: tuple(sorted(strongest)))

    def run(count: int, draws: int, *found: int) -> int:
        """Ask, where the strongest turn out to be these, and return how many replications were run."""
        strongest[:] = [unsure[each].name for each in found]
        fake.RAN.clear()
        findings = run_sensitivity(
            scenario, "framed", tmp_path / "s", fake.fake_engine(), count=count, draws=draws, jobs=1
        )
        assert findings.varied == tuple(sorted(strongest))
        return len(fake.RAN)

    return run


def folders(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_more_trajectories_and_more_draws_add_to_what_is_there(
    ran: Callable[..., int], tmp_path: Path
) -> None:
    ran(4, 50, 0, 1)
    assert ran(4, 50, 0, 1) == 0
    assert len(folders(tmp_path / "s")) == 2
    assert 0 < ran(5, 50, 0, 1) <= (SOME + 1) * 2 + 1
    assert 0 < ran(5, 60, 0, 1) <= 10 * 2 + 1


def test_where_others_turn_out_strongest_they_are_drawn_and_what_is_there_stays(
    ran: Callable[..., int], tmp_path: Path
) -> None:
    """More trajectories may find others: another study, which the same folder holds beside the first."""
    ran(4, 50, 0, 1)
    before = folders(tmp_path / "s")
    assert ran(5, 50, 0, 2) >= 50 * 2
    assert before < folders(tmp_path / "s")
    assert ran(5, 50, 0, 1) == 0


def test_a_folder_of_draws_is_named_for_which_are_drawn() -> None:
    assert drawn_in(["a", "b"]) == drawn_in(("a", "b"))
    assert len({drawn_in(each) for each in (["a"], ["b"], ["a", "b"], ["ab"])}) == 4
