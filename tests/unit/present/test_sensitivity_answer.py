"""`innosim.sensitivity`, as it is called: overrides are in force, another study is replaced only where that is asked for, and who looks sees a bar."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

import innosim
from innosim.experiment import draws, engine
from innosim.present import notebook
from innosim.scenario.catalogue import PARAMETERS

FEW = ("gains_seen", "memo_sd", "publicity")
SMALL = {"run.months": 12, "run.startup_months": 0}


def fake() -> ModuleType:
    path = Path(__file__).parents[1] / "experiment" / "fake_model.py"
    spec = importlib.util.spec_from_file_location("innosim_fake_model_sensitivity", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What a bar is told, with a model of arithmetic and three parameters that are unsure."""
    told: list[tuple[int, int]] = []

    @contextmanager
    def watching(_: object) -> Iterator[object]:
        yield lambda done, total: told.append((done, total))

    made = fake().fake_engine()
    few = tuple(PARAMETERS[name] for name in FEW)
    monkeypatch.setattr(engine, "installed", lambda: made)
    monkeypatch.setattr(notebook, "watching", watching)
    monkeypatch.setattr(draws, "uncertain", lambda _: few)
    monkeypatch.setattr("innosim.analysis.sensitivity_study.uncertain", lambda _: few)
    return told


def asked(out: Path, months: int = 12, **more: object) -> object:
    return innosim.sensitivity(
        "village", of="framed - routine", metrics="value_per_year", trajectories=2, replications=2,
        overrides={**SMALL, "run.months": months}, jobs=1, out=out, **more,
    )  # fmt: skip


def test_overrides_are_in_force_and_another_study_is_replaced_where_that_is_asked_for(
    tmp_path: Path, shown: list[tuple[int, int]]
) -> None:
    """Twelve months are asked for, then thirteen: in the same folder only with ``force``."""
    found = asked(tmp_path / "kept")
    assert found.findings.months == 12
    assert shown[-1][0] == shown[-1][1] > 0
    with pytest.raises(innosim.FolderError, match="force=True"):
        asked(tmp_path / "kept", 13)
    assert asked(tmp_path / "kept", 13, force=True).findings.months == 13


def test_what_is_wrong_is_refused_before_anything_is_run(
    tmp_path: Path, shown: list[tuple[int, int]]
) -> None:
    """By a sentence of innosim's own."""
    with pytest.raises(innosim.ArgumentError, match="force"):
        asked(tmp_path / "kept", force="yes")
    with pytest.raises(innosim.ScenarioError):
        innosim.sensitivity("village", of="framed", overrides={"run.moths": 12})
    assert shown == []
