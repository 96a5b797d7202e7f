"""A study: points, what is run of it, and what stands in its folder; with the fake model."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from types import ModuleType

import numpy as np
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from innosim.experiment.chunks import CHUNKS_AT_FIRST, MOST_A_CHUNK, RUNS_A_CHUNK, Chunk, chunks_of
from innosim.experiment.engine import Engine
from innosim.experiment.errors import FolderError, PlanError, ResultError
from innosim.experiment.plan import make_plan
from innosim.experiment.runner import run_plan
from innosim.experiment.runs import runs_in
from innosim.experiment.study import Point, StudyPlan, make_study, points_of, written
from innosim.experiment.study_runner import Share, run_study
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.scenario.catalogue import AS_COSTED, EQUAL_RESOURCES, METRICS, TABLES
from innosim.scenario.reader import load

REGIMES = ("shaving", "framed")
PRESSURE = "uncertainties.pressure"

Studied = Callable[..., StudyPlan]


@pytest.fixture(scope="module")
def studied() -> Studied:
    @cache
    def make(points: int = 3, replications: int = 4, **more: object) -> StudyPlan:
        overrides = [f"run.replications={replications}", "run.months=24"]
        settings = [{PRESSURE: round(0.001 * n, 3)} for n in range(points)]
        scenario = load("village", overrides)
        asked = {"regimes": REGIMES, "costs": (AS_COSTED,), **more}
        return make_study(scenario, points_of("village", settings, overrides), **asked)

    return make


def chunk_names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "metrics").iterdir())


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def flip(path: Path, place: int = 100) -> None:
    body = bytearray(path.read_bytes())
    body[place] ^= 1
    path.write_bytes(body)


# what is varied


def test_a_setting_is_laid_over_the_file_as_set_does() -> None:
    (point,) = points_of("village", [{"regime.framed.protected_time": 0.002, PRESSURE: 0.01}])
    same = load("village", ["regime.framed.protected_time=0.002", f"{PRESSURE}=0.01"])
    assert point.scenario == same
    assert point.failure == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "a.b=true"),
        (False, "a.b=false"),
        (0.1, "a.b=0.1"),
        (np.float64(0.3), "a.b=0.3"),
        (np.int64(3), "a.b=3"),
        ("x y", 'a.b="x y"'),
        ([1, 2], "a.b=[1, 2]"),
    ],
)
def test_values_are_written_as_they_are_typed(value: object, said: str) -> None:
    assert written("a.b", value) == said


def test_a_point_that_may_not_be_is_kept_with_its_sentence() -> None:
    good, bad = points_of("village", [{PRESSURE: 0.01}, {PRESSURE: 7.0}])
    assert good.scenario is not None
    assert bad.scenario is None
    assert "pressure" in bad.failure
    assert "\n" not in bad.failure


def test_all_points_have_the_bases_seed_and_replications() -> None:
    base = load("village", ["run.replications=5", "run.seed=9"])
    plan = make_study(base, [Point({"x": 1}, load("village", ["run.seed=2"]))])
    values = plan.points[0].scenario.values
    assert (values["replications"], values["seed"]) == (5, 9)


def test_a_point_without_a_regime_that_is_run_is_a_failed_one() -> None:
    scenario = load("village")
    fewer = replace(scenario, regimes={"shaving": scenario.regimes["shaving"]})
    plan = make_study(scenario, [Point({}, fewer)], regimes=REGIMES)
    assert plan.points[0].failure == "it has no regime framed"


def test_no_point_is_no_study() -> None:
    with pytest.raises(PlanError, match="vary something"):
        make_study(load("village"), [])


# chunks


def covered(chunks: list[Chunk], points: int, replications: int) -> np.ndarray:
    found = np.zeros((points, replications), dtype=int)
    for chunk in chunks:
        found[chunk.point : chunk.point_stop, chunk.first : chunk.stop] += 1
    return found


@pytest.mark.parametrize(
    "sizes",
    [
        [(1, 1)],
        [(500, 2)],
        [(3, 1000)],
        [(7, 3), (7, 11)],
        [(7, 3), (90, 3)],
        [(7, 3), (90, 40), (91, 41)],
    ],
)
@pytest.mark.parametrize("arms", [1, 4, 10, 300])
def test_chunks_hold_every_replication_once_and_stay_as_more_is_added(
    sizes: list[tuple[int, int]], arms: int
) -> None:
    chunks = list(chunks_of(sizes, arms))
    assert (covered(chunks, *sizes[-1]) == 1).all()
    assert set(chunks_of(sizes[:-1], arms)) <= set(chunks)
    largest = max((c.point_stop - c.point) * (c.stop - c.first) for c in chunks) * arms
    assert largest <= max(MOST_A_CHUNK, arms)
    few = (
        max(points * replications for points, replications in sizes) * arms
        <= CHUNKS_AT_FIRST * RUNS_A_CHUNK
    )
    assert not few or largest <= max(RUNS_A_CHUNK, arms)


@pytest.mark.parametrize(("points", "replications", "arms"), [(2000, 2, 4), (3000, 2, 4), (5000, 1, 10), (9999, 2, 2)])  # fmt: skip
def test_thousands_of_points_are_dozens_of_files(points: int, replications: int, arms: int) -> None:
    assert 24 <= len(list(chunks_of([(points, replications)], arms))) <= 99


def test_half_a_million_runs_are_chunks_enough_for_a_cluster() -> None:
    assert 500 <= len(list(chunks_of([(25_000, 2)], 10))) <= 1000


def test_of_months_no_chunk_is_larger_in_a_larger_study(studied: Studied) -> None:
    def largest(plan: StudyPlan) -> int:
        return max(map(plan.size, plan.chunks))

    assert largest(studied(21, 600)) > RUNS_A_CHUNK
    assert largest(studied(21, 600, keep="monthly")) <= RUNS_A_CHUNK


def test_shares_hold_every_chunk_once(studied: Studied) -> None:
    chunks = studied(40, 20).chunks
    shares = [Share(number, 3).take(chunks) for number in range(3)]
    assert sorted(chain(*shares), key=chunks.index) == list(chunks)
    assert Share(0, 0).take(chunks) == []


# what comes of it


def test_a_study_is_run_kept_and_read(studied: Studied, engine: Engine, tmp_path: Path) -> None:
    outcome = run_study(studied(), tmp_path / "s", engine, jobs=2)
    assert (outcome.ran, outcome.left) == (3 * 4 * 2, 0)
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == [
        "metrics", "points.parquet", "study.json",
    ]  # fmt: skip
    stored = open_study(tmp_path / "s")
    assert stored.runs.points == tuple({PRESSURE: round(0.001 * n, 3)} for n in range(3))
    assert stored.runs.done.all()
    assert stored.runs.values(AS_COSTED, "framed", "saved_mdkk").shape == (3, 4)
    assert stored.scenario == studied().base.scenario


@pytest.mark.parametrize("costs", [(AS_COSTED,), (AS_COSTED, EQUAL_RESOURCES)])
def test_a_study_of_one_point_has_the_numbers_of_a_run(
    engine: Engine, tmp_path: Path, costs: tuple[str, ...]
) -> None:
    scenario = load("village", ["run.replications=12", "run.months=24"])
    more = {"regimes": REGIMES, "costs": costs}
    run_plan(make_plan(scenario, keep="metrics", **more), tmp_path / "r", engine, jobs=1)
    run_study(make_study(scenario, [Point({}, scenario)], **more), tmp_path / "s", engine, jobs=2)
    run, study = runs_in(tmp_path / "r" / "metrics.parquet"), open_study(tmp_path / "s").runs
    for cost in costs:
        for regime in REGIMES:
            for metric in METRICS:
                there = run.metrics[metric][run.of(cost, regime)]
                assert np.array_equal(
                    study.values(cost, regime, metric)[0], there, equal_nan=True
                ), (cost, regime, metric)


def test_factors_are_found_at_the_base_and_held(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    run_study(studied(costs=(AS_COSTED, EQUAL_RESOURCES)), tmp_path / "s", engine, jobs=1)
    plan = open_study(tmp_path / "s").runs.plan
    assert plan.factors["framed"] != 1.0
    for point in range(3):
        _, costed, equal = plan.arms(point)
        assert costed.costs == (AS_COSTED,)
        ratio = equal.regime.levers["pool"] / costed.regime.levers["pool"]
        assert ratio == pytest.approx(plan.factors["framed"])
    assert plan.arms(0)[0].costs == (AS_COSTED, EQUAL_RESOURCES)  # shaving has no amounts


def test_a_regime_out_of_reach_leaves_nothing(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    plan = studied()
    values = {**plan.base.scenario.values, "envelope_mdkk": 1e4}
    costs = (EQUAL_RESOURCES,)
    far = make_study(replace(plan.base.scenario, values=values), plan.points, costs=costs)
    with pytest.raises(PlanError, match="cannot be brought to equal use"):
        run_study(far, tmp_path / "s", engine)
    assert not (tmp_path / "s").exists()


def test_what_is_finished_is_not_run_again(
    studied: Studied, engine: Engine, fake: ModuleType, tmp_path: Path
) -> None:
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    before = held(tmp_path / "s")
    fake.RAN.clear()
    outcome = run_study(studied(), tmp_path / "s", engine, jobs=1)
    assert (outcome.ran, fake.RAN) == (0, [])
    assert held(tmp_path / "s") == before


@pytest.mark.parametrize("jobs", [1, 3])
def test_bytes_do_not_depend_on_threads(
    studied: Studied, engine: Engine, tmp_path: Path, jobs: int
) -> None:
    run_study(studied(24, 9), tmp_path / "one", engine, jobs=1)
    run_study(studied(24, 9), tmp_path / "other", engine, jobs=jobs)
    assert held(tmp_path / "one") == held(tmp_path / "other")


@pytest.mark.parametrize(("points", "replications"), [(5, 4), (3, 9), (5, 9), (3, 5)])
def test_more_points_and_more_replications_go_on_from_what_is_there(
    studied: Studied,
    engine: Engine,
    fake: ModuleType,
    tmp_path: Path,
    points: int,
    replications: int,
) -> None:
    keep = "ideas:6"
    run_study(studied(keep=keep), tmp_path / "s", engine, jobs=1)
    before = held(tmp_path / "s" / "metrics")
    fake.RAN.clear()
    outcome = run_study(studied(points, replications, keep=keep), tmp_path / "s", engine, jobs=1)
    assert outcome.ran == 2 * (points * replications - 3 * 4)
    assert before.items() <= held(tmp_path / "s" / "metrics").items()
    run_study(studied(points, replications, keep=keep), tmp_path / "new", engine, jobs=1)
    grown, new = open_study(tmp_path / "s").runs, open_study(tmp_path / "new").runs
    for metric in METRICS:
        one, other = (each.values(AS_COSTED, "framed", metric) for each in (grown, new))
        assert np.array_equal(one, other, equal_nan=True)
    for table in ("metrics", "ideas"):
        rows = [
            ds.dataset(tmp_path / where / table).to_table().to_pandas().sort_values(
                ["point", "replication", "regime"], kind="stable", ignore_index=True
            )
            for where in ("s", "new")
        ]  # fmt: skip
        assert rows[0].equals(rows[1]), table


def test_it_can_grow_twice_and_fewer_are_refused(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    for points, replications in [(2, 3), (2, 7), (6, 8)]:
        run_study(studied(points, replications), tmp_path / "s", engine, jobs=1)
    assert open_study(tmp_path / "s").runs.plan.grown == ((2, 3), (2, 7))
    with pytest.raises(FolderError, match=r"holds more of this study \(6 points of 8 repl"):
        run_study(studied(2, 3), tmp_path / "s", engine)


def test_another_study_is_refused_and_gives_way_where_that_is_asked_for(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    (tmp_path / "s" / "notes.txt").write_text("mine")
    settings = [{"uncertainties.optimism": 0.1}]
    base = studied().base.scenario
    other = make_study(base, points_of(base, settings), regimes=REGIMES, costs=(AS_COSTED,))
    with pytest.raises(FolderError, match=r"holds another study .*, which vary something else"):
        run_study(other, tmp_path / "s", engine)
    with pytest.raises(FolderError, match=r"holds another study \(village, 3 points of 4"):
        run_study(studied(regimes=("framed",)), tmp_path / "s", engine)
    broken = tmp_path / "s" / "metrics" / chunk_names(tmp_path / "s")[0]
    flip(broken)
    run_study(other, tmp_path / "s", engine, force=True)
    assert open_study(tmp_path / "s").runs.points == tuple(settings)
    assert len(chunk_names(tmp_path / "s")) == 1
    assert (tmp_path / "s" / "notes.txt").read_text() == "mine"
    assert [path.name for path in (tmp_path / "s.changed").iterdir()] == [broken.name]


def test_another_model_is_refused_in_one_sentence(
    studied: Studied, fake: ModuleType, tmp_path: Path
) -> None:
    run_study(studied(), tmp_path / "s", fake.fake_engine(), jobs=1)
    with pytest.raises(FolderError, match="made by another version of the model") as refused:
        run_study(studied(5, 9), tmp_path / "s", fake.fake_engine(digest="other"))
    assert str(refused.value).count(". ") == 0


def test_a_folder_of_somebody_is_refused(studied: Studied, engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "points.parquet").write_text("mine")
    with pytest.raises(FolderError, match=r"holds points\.parquet, and is no study"):
        run_study(studied(), tmp_path / "s", engine)


# faults


@pytest.mark.parametrize("harm", ["flip", "cut", "remove", "empty"])
@pytest.mark.parametrize("table", ["metrics", "ideas"])
def test_a_damaged_chunk_is_found_and_run_again(
    studied: Studied, engine: Engine, tmp_path: Path, harm: str, table: str
) -> None:
    plan = studied(24, 9, keep="ideas:2")
    run_study(plan, tmp_path / "s", engine, jobs=1)
    before = held(tmp_path / "s")
    path = sorted((tmp_path / "s" / table).iterdir())[1]
    body = path.read_bytes()
    if harm == "flip":
        flip(path, len(body) // 2)
    elif harm == "remove":
        path.unlink()
    else:
        path.write_bytes(body[: len(body) // 2] if harm == "cut" else b"")
    runs = open_study(tmp_path / "s").runs
    assert 0 < (~runs.done).sum() < 24
    outcome = run_study(plan, tmp_path / "s", engine, jobs=2)
    assert 0 < outcome.ran < 24 * 9 * 2
    assert held(tmp_path / "s") == before


def test_a_point_that_fails_while_it_runs_does_not_stop_the_others(
    studied: Studied, fake: ModuleType, tmp_path: Path
) -> None:
    class Failing(fake.FakeRun):
        def run(self, replication: int, *, past: int | None = None) -> None:
            if self._scenario.pressure[0] == 0.001 and replication == 2:
                raise ArithmeticError("a number that is none")
            super().run(replication, past=past)

    engine = replace(fake.fake_engine(), simulator=Failing)
    overrides = ["run.replications=4", "run.months=24"]
    settings = [{PRESSURE: each} for each in (0.0, 0.001, 9.0, 0.003)]
    points = points_of("village", settings, overrides)
    plan = make_study(load("village", overrides), points, regimes=REGIMES, costs=(AS_COSTED,))
    told: list[StudyRuns] = []
    run_study(plan, tmp_path / "s", engine, jobs=2, finished=told.append)
    for runs in (open_study(tmp_path / "s").runs, told[-1]):
        assert list(runs.failures) == [1, 2]
        assert runs.failures[1] == "a number that is none"
        assert "pressure" in runs.failures[2]
        values = runs.values(AS_COSTED, "framed", "saved_mdkk")
        assert np.isnan(values[[1, 2]]).all()
        assert not np.isnan(values[[0, 3]]).all()
        assert runs.done.all()


def test_the_tellings_are_of_what_is_there(
    studied: Studied, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("innosim.experiment.study_work.TELL_EVERY", 0.0)
    told: list[float] = []
    run_study(
        studied(24, 9),
        tmp_path / "s",
        fake.fake_engine(),
        jobs=1,
        finished=lambda runs: told.append(float(runs.done.mean())),
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > 2


def test_progress_counts_all_and_what_was_there(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    plan = studied(24, 9)
    counts: list[tuple[int, int]] = []
    run_study(plan, tmp_path / "s", engine, jobs=1, share=Share(0, 2))
    run_study(plan, tmp_path / "s", engine, jobs=2, progress=lambda *each: counts.append(each))
    done = [each for each, _ in counts]
    assert done == sorted(done)
    assert counts[0][0] > 0
    assert counts[-1] == (24 * 9 * 2, 24 * 9 * 2)


def test_points_killed_on_the_way_to_more_are_still_the_study(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    run_study(studied(2, 3), tmp_path / "s", engine, jobs=1)
    run_study(studied(6, 3), tmp_path / "more", engine, jobs=1)
    (tmp_path / "more" / "points.parquet").replace(tmp_path / "s" / "points.parquet")
    assert len(open_study(tmp_path / "s").runs.points) == 2
    run_study(studied(6, 3), tmp_path / "s", engine, jobs=1)
    assert open_study(tmp_path / "s").runs.done.all()


def test_before_there_is_a_study_its_points_are_no_hindrance(
    studied: Studied, engine: Engine, tmp_path: Path
) -> None:
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    whole = held(tmp_path / "s")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "points.parquet").write_bytes(whole["points.parquet"])
    (tmp_path / "new" / "study.json.0123.innosim-unfinished").write_text("{")
    run_study(studied(), tmp_path / "new", engine, jobs=1)
    left = held(tmp_path / "new")
    assert {name: left.get(name) for name in whole} == whole


@pytest.mark.parametrize("name", ["study.json", "points.parquet"])
def test_a_study_that_was_changed_is_not_read(
    studied: Studied, engine: Engine, tmp_path: Path, name: str
) -> None:
    run_study(studied(), tmp_path / "s", engine, jobs=1)
    path = tmp_path / "s" / name
    if name == "study.json":
        found = json.loads(path.read_text())
        path.write_text(json.dumps({**found, "replications": 3}))
    else:
        pq.write_table(pq.read_table(path).slice(0, 2), path)
    with pytest.raises(ResultError, match=f"{name} is not as innosim wrote it"):
        open_study(tmp_path / "s")
    with pytest.raises(FolderError, match=f"{name} is not as innosim wrote it"):
        run_study(studied(), tmp_path / "s", engine)


# read by others


def test_others_read_it_in_one_line(studied: Studied, engine: Engine, tmp_path: Path) -> None:
    run_study(studied(24, 9), tmp_path / "s", engine, jobs=1)
    folder = (tmp_path / "s").as_posix()
    rows = 24 * 9 * 2
    duckdb, pl = (
        pytest.importorskip("duckdb"),
        pytest.importorskip("polars"),
    )  # no dependency of ours
    counted = duckdb.sql(f"from '{folder}/metrics/*.parquet' select count(*)").fetchall()[0][0]
    joined = duckdb.sql(
        f"from '{folder}/metrics/*.parquet' join '{folder}/points.parquet' using (point) "
        f'select "{PRESSURE}", avg(saved_mdkk) group by 1'
    ).fetchall()
    lazy = pl.scan_parquet(f"{folder}/metrics/*.parquet").filter(pl.col("point") == 3).collect()
    arrow = ds.dataset(f"{folder}/metrics")
    assert counted == rows
    assert len(joined) == 24
    assert lazy.height == 9 * 2
    assert arrow.count_rows() == rows
    scanned = arrow.to_table(columns=["saved_mdkk"], filter=ds.field("point") == 3)
    assert scanned.num_rows == 9 * 2
    assert set(arrow.schema.names) == {
        "point", "cost", "regime", "replication", *(c.name for c in TABLES["metrics"].columns),
    }  # fmt: skip
