"""What stands in a study's folder, as others read it: every row once, whatever happened; with the fake model."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pyarrow.dataset as ds
import pytest

from innosim.experiment import study_store
from innosim.experiment.engine import Engine
from innosim.experiment.errors import FolderError, LostError
from innosim.experiment.standing import how_far
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_chunk import ChunkRows
from innosim.experiment.study_files import as_files
from innosim.experiment.study_runner import Share, run_study
from innosim.experiment.study_runs import open_study
from innosim.experiment.study_store import StudyStore
from innosim.experiment.study_work import Threads, Work
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.reader import load

Studied = Callable[..., StudyPlan]
ROW = ["point", "cost", "regime", "replication"]


@pytest.fixture(scope="module")
def studied() -> Studied:
    @cache
    def make(points: int = 24, replications: int = 9, **more: object) -> StudyPlan:
        overrides = [f"run.replications={replications}", "run.months=24"]
        settings = [{"uncertainties.pressure": round(0.001 * n, 3)} for n in range(points)]
        found = points_of("village", settings, overrides)
        asked = {"regimes": ("shaving", "framed"), "costs": (AS_COSTED,), **more}
        return make_study(load("village", overrides), found, **asked)

    return make


@pytest.fixture
def study(studied: Studied, engine: Engine, tmp_path: Path) -> Path:
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    return tmp_path / "s"


def rows(folder: Path, table: str = "metrics") -> Counter[tuple[object, ...]]:
    """How often each row stands there for whoever reads all files."""
    files = [str(path) for path in (folder / table).glob("*.parquet")]
    read = ds.dataset(files).to_table(columns=ROW).to_pylist()
    return Counter(tuple(each.values()) for each in read)


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def other_bits(folder: Path, studied: Studied, engine: Engine) -> Path:
    """Write a chunk again as a processor would that has other last bits."""
    plan, store = studied(), StudyStore(folder)
    keys = store.keys(plan, engine.digest)
    chunk, path = next(iter(store.finished(keys).items()))
    table = ds.dataset(str(path)).to_table()
    moved = table.set_column(
        table.schema.get_field_index("saved_mdkk"),
        table.schema.field("saved_mdkk"),
        [np.nextafter(table["saved_mdkk"].to_numpy(), np.inf)],
    )
    (again,) = as_files(keys[chunk], chunk, ChunkRows({"metrics": moved}, {}), {})
    written = folder / "metrics" / again.name
    written.write_bytes(again.held)
    assert path.name[:24] == written.name[:24]
    assert path != written
    return written


@pytest.mark.parametrize("keep", ["monthly", "yearly", "ideas:3"])
@pytest.mark.parametrize("more", [(4, 3), (6, 3), (4, 5)])
def test_what_is_kept_cannot_change_within_a_study(
    studied: Studied, engine: Engine, tmp_path: Path, keep: str, more: tuple[int, int]
) -> None:
    study = tmp_path / "s"
    run_study(studied(4, 3), study, engine, jobs=1)
    before = held(study)
    asked = keep.removesuffix(":3")  # of three replications these are all ideas
    said = rf"holds this study with metrics kept of it, not {asked}(:3)?: keep the same, name another folder"
    with pytest.raises(FolderError, match=said) as refused:
        run_study(studied(*more, keep=keep), study, engine, jobs=1)
    assert str(refused.value).count(". ") == 0
    assert held(study) == before
    run_study(studied(*more, keep=keep), study, engine, jobs=1, force=True)
    assert set(rows(study).values()) == {1}
    assert len(rows(study)) == more[0] * more[1] * 2


def test_ideas_of_as_many_as_there_are_stay_as_a_study_grows(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    run_study(studied(3, 4, keep="ideas:6"), tmp_path / "s", engine, jobs=1)
    run_study(studied(3, 9, keep="ideas:6"), tmp_path / "s", engine, jobs=1)
    assert set(rows(tmp_path / "s").values()) == {1}
    with pytest.raises(FolderError, match="with ideas:6 kept of it, not ideas:5"):
        run_study(studied(3, 9, keep="ideas:5"), tmp_path / "s", engine, jobs=1)


def test_a_chunk_of_other_bits_is_told_of_and_goes_and_the_one_that_was_there_stays(
    studied: Studied, engine: Engine, study: Path
) -> None:
    before = held(study)
    again = other_bits(study, studied, engine)
    assert max(rows(study).values()) == 2
    assert how_far(study).strays == (again,)
    assert run_study(studied(), study, engine, jobs=1).aside is None
    assert held(study) == before
    assert how_far(study).strays == ()


def test_of_two_files_of_a_chunk_the_older_is_read_by_all(
    studied: Studied, engine: Engine, study: Path
) -> None:
    again = other_bits(study, studied, engine)
    os.utime(again, ns=(1, 1))
    assert again in open_study(study).runs.files.values()
    run_study(studied(), study, engine, jobs=1)
    assert again.exists()
    assert set(rows(study).values()) == {1}


def test_chunks_of_another_study_go_aside_when_this_one_is_whole(
    studied: Studied, engine: Engine, study: Path, tmp_path: Path
) -> None:
    before = held(study)
    run_study(studied(keep="ideas:2"), tmp_path / "other", engine, jobs=1)
    for path in (tmp_path / "other" / "metrics").iterdir():
        shutil.copy(path, study / "metrics")
    assert len(how_far(study).strays) == len(list((tmp_path / "other" / "metrics").iterdir()))
    told = run_study(studied(), study, engine, jobs=1)
    assert told.aside == tmp_path / "s.changed"
    assert held(study) == before
    assert held(told.aside) == {
        path.name: path.read_bytes() for path in (tmp_path / "other" / "metrics").iterdir()
    }


def test_a_user_s_file_is_told_of_and_stays(studied: Studied, engine: Engine, study: Path) -> None:
    first = min((study / "metrics").iterdir())
    mine = study / "metrics" / "copy of it.parquet"
    shutil.copy(first, mine)
    (study / "metrics" / "notes.txt").write_text("mine")
    before = held(study)
    assert how_far(study).strays == (mine,)
    assert run_study(studied(), study, engine, jobs=1).aside is None
    assert held(study) == before


def test_while_chunks_are_left_nothing_goes(studied: Studied, engine: Engine, study: Path) -> None:
    again = other_bits(study, studied, engine)
    kept = {again, next(p for p in study.glob("metrics/*") if p.name[:24] == again.name[:24] and p != again)}  # fmt: skip
    other = next(path for path in study.glob("metrics/*") if path not in kept)
    other.unlink()
    run_study(studied(), study, engine, jobs=1, share=Share(0, 0))
    assert again.exists()


def test_where_another_gives_it_more_points_meanwhile_no_chunk_of_theirs_goes(
    studied: Studied, engine: Engine, study: Path
) -> None:
    class Meanwhile:
        def work(self, work: Work) -> None:
            run_study(studied(30, 9), study, engine, jobs=1)

    run_study(studied(), study, engine, hands=Meanwhile())
    assert open_study(study).runs.done.all()
    assert len(rows(study)) == 30 * 9 * 2


def test_what_is_gone_again_is_not_left_for_others(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    """All was run, by nobody else, and is not there: no answer of theirs may come of it, and no exit code of 0."""

    class Losing:
        def work(self, work: Work) -> None:
            Threads(1).work(work)
            next(iter((work.store.folder / "metrics").iterdir())).unlink()

    with pytest.raises(LostError, match=r"\d+ replications that were finished are gone from"):
        run_study(studied(), tmp_path / "s", engine, hands=Losing())
    with pytest.raises(LostError):
        run_study(studied(), tmp_path / "t", engine, hands=Losing(), share=Share(1, 2))
    assert run_study(studied(), tmp_path / "s", engine, jobs=1).left == 0


@pytest.mark.parametrize("error", [RuntimeError, ValueError, KeyError, MemoryError])
def test_a_fault_of_ours_is_no_failing_of_a_point(
    studied: Studied, fake: ModuleType, tmp_path: Path, error: type[Exception]
) -> None:
    """It ends the study, and the next try runs the point."""
    broken = [True]

    class Failing(fake.FakeRun):
        def metrics(self) -> object:
            if broken and self._scenario.pressure[0] == 0.001:
                raise error("a fault")
            return super().metrics()

    engine = replace(fake.fake_engine(), simulator=Failing)
    with pytest.raises(error, match="a fault"):
        run_study(studied(), tmp_path / "s", engine, jobs=1)
    broken.clear()
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    assert open_study(tmp_path / "s").runs.failures == {}


def test_books_that_break_are_a_failing_of_the_point() -> None:
    from innosim.experiment.engine import installed
    from innosim.model.simulator import BrokenBooks

    fails = installed().fails
    assert issubclass(BrokenBooks, fails)
    assert issubclass(ZeroDivisionError, fails)
    assert not any(issubclass(each, fails) for each in (RuntimeError, ValueError, OSError))


def test_a_folder_of_thousands_of_files_is_not_looked_through_for_each(
    studied: Studied, engine: Engine, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, store = studied(), StudyStore(study)
    keys = store.keys(plan, engine.digest)
    looked, clock, slow = [], [0.0], study_store.named_in

    def looking(folder: Path) -> dict[str, list[Path]]:
        looked.append(folder)
        clock[0] += 1.0
        return slow(folder)

    monkeypatch.setattr(study_store, "named_in", looking)
    monkeypatch.setattr(study_store.time, "monotonic", lambda: clock[0])
    for _ in range(100):
        assert all(map(store.has, keys.values()))
    assert len(looked) == 1
    clock[0] += 100.0
    assert store.has(next(iter(keys.values())))
    assert len(looked) == 2


def test_a_value_that_json_has_not_is_told_and_numbers_of_any_kind_are_numbers(
    engine: Engine, tmp_path: Path
) -> None:
    from decimal import Decimal
    from fractions import Fraction

    from innosim.experiment.errors import PlanError
    from innosim.experiment.study import Point

    over = ["run.replications=2", "run.months=12"]
    scenario = load("village", over)
    varied = [Decimal("0.1"), Fraction(1, 4), np.float32(0.5), np.bool_(True)]
    points = [Point({"x": each}, scenario) for each in varied]
    run_study(make_study(scenario, points), tmp_path / "s", engine, jobs=1)
    told = [point["x"] for point in open_study(tmp_path / "s").runs.points]
    assert told == [0.1, 0.25, 0.5, True]
    odd = make_study(scenario, [Point({"x": object()}, scenario)])
    with pytest.raises(PlanError, match="cannot be what is varied at a point"):
        run_study(odd, tmp_path / "t", engine, jobs=1)
