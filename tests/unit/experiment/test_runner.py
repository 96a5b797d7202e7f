"""One run, stored: the same bytes whatever the threads, whole or not at all, going on after a stop."""

import errno
import json
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from innosim.experiment import files, runner
from innosim.experiment.errors import DiskFullError, FolderError, PlanError
from innosim.experiment.files import partial_of
from innosim.experiment.result import open_result
from innosim.experiment.runner import run_plan
from innosim.experiment.schema import null_of
from innosim.experiment.temporary import run_temporarily

TIMINGS = "timings.json"


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file but the timings."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != TIMINGS]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_files_are_the_same_at_any_number_of_jobs(planned, engine, tmp_path) -> None:
    plan = planned(replications=31)
    run_plan(plan, tmp_path / "one", engine, jobs=1)
    run_plan(plan, tmp_path / "four", engine, jobs=4)
    one, four = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "four")
    assert one == four
    assert {"manifest.json", "metrics.parquet", "summary.csv", "README.md"} <= set(one)


def test_a_past_is_lived_once_and_stands_once(planned, engine, fake, tmp_path) -> None:
    plan = planned(replications=31, before=12, costs=("as_costed",))
    fake.LIVED.clear()
    run_plan(plan, tmp_path / "four", engine, jobs=4)
    assert sorted(fake.LIVED) == list(range(31))
    run_plan(plan, tmp_path / "one", engine, jobs=1)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "four")
    result = open_result(tmp_path / "four")
    before = result.indicators[result.indicators["regime"] == "start-up"]
    assert before["month"].tolist() == [*range(-12, 0)] * 31
    assert set(before["cost"].astype(str)) == {"as_costed"}
    assert tuple(result.metrics["regime"].cat.categories) == plan.regimes
    assert (result.indicators["month"] < 0).sum() == len(before)


def test_a_run_with_a_past_goes_on_after_a_stop(planned, fake, tmp_path) -> None:
    plan = planned(replications=21, before=12)
    whole = tmp_path / "whole"
    run_plan(plan, whole, fake.fake_engine(), jobs=2)
    stopped = tmp_path / "stopped"

    def stop(done: int, _total: int) -> None:
        if done >= 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(plan, stopped, fake.fake_engine(), jobs=2, progress=stop)
    run_plan(plan, stopped, fake.fake_engine(), jobs=2)
    assert bytes_of(stopped) == bytes_of(whole)


def test_what_ends_a_past_ends_the_run(planned, fake, tmp_path, monkeypatch) -> None:
    def broken(_run: object, replication: int) -> int:
        raise ZeroDivisionError(replication)

    monkeypatch.setattr(fake.FakeRun, "past", broken)
    with pytest.raises(ZeroDivisionError) as caught:
        run_plan(
            planned(before=12, costs=("as_costed",)),
            tmp_path / "broken",
            fake.fake_engine(),
            jobs=3,
        )
    assert "start-up, replication" in "".join(caught.value.__notes__)


def test_other_regimes_in_a_run_do_not_matter(planned, engine, tmp_path) -> None:
    alone = run_temporarily(planned(regimes=("framed",)), engine)
    among = run_temporarily(planned(regimes=()), engine)
    for table in ("metrics", "indicators", "ideas", "gates", "bookings", "ledger"):
        a, b = getattr(alone, table), getattr(among, table)
        b = b[b["regime"] == "framed"].reset_index(drop=True)
        a, b = a.astype({"regime": str}), b.astype({"regime": str})
        pd.testing.assert_frame_equal(a, b, check_exact=True)


def test_values_come_back_as_the_model_gave_them(planned, engine, fake, tmp_path) -> None:
    plan = planned()
    result = run_temporarily(plan, engine)
    run = fake.FakeRun(plan.scenario, plan.scenario.regimes["framed"])
    run.run(2)
    for table, columns in run.tables(ideas=True).items():
        frame = getattr(result, table)
        rows = frame[
            (frame["cost"] == "as_costed")
            & (frame["regime"] == "framed")
            & (frame["replication"] == 2)
        ]
        assert list(frame.columns[:3]) == ["cost", "regime", "replication"]
        lead = next(iter(columns))
        order = np.argsort(
            columns[lead]
            if table in {"indicators", "ideas", "ledger", "bookings"}
            else np.zeros(len(rows)),
            kind="stable",
        )
        for name, values in ((name, values[order]) for name, values in columns.items()):
            found = rows[name].to_numpy()
            labels = fake.LABELS[table].get(name)
            if labels:
                texts = [None if pd.isna(text) else str(text) for text in rows[name]]
                assert texts == [None if code < 0 else labels[code] for code in values]
            elif found.dtype == bool:
                np.testing.assert_array_equal(found, values.astype(bool))
            else:
                gaps = (
                    np.where(values == null_of(table, name), np.nan, values)
                    if values.dtype.kind == "i"
                    else values
                )
                np.testing.assert_array_equal(found.astype(float), gaps)


def test_a_shared_regime_is_written_in_both_modes(planned, engine) -> None:
    metrics = run_temporarily(planned(), engine).metrics
    shaving = metrics[metrics["regime"] == "shaving"].drop(columns="cost")
    halves = [shaving.iloc[n::2].reset_index(drop=True) for n in (0, 1)]
    assert len(halves[0]) == 12
    pd.testing.assert_frame_equal(halves[0], halves[1], check_exact=True)


def test_rows_of_one_replication_stand_side_by_side(planned, engine) -> None:
    """By replication and by month or idea, and regimes in their order: a file of what they share is small, and a reader pairs neighbours."""
    result = run_temporarily(planned(keep="monthly,ideas"), engine)
    for table, keys in (
        ("metrics", ["replication"]),
        ("indicators", ["replication", "month"]),
        ("ideas", ["replication", "idea"]),
        ("ledger", ["replication", "year"]),
    ):
        frame = getattr(result, table)
        again = frame.sort_values([*keys, "cost", "regime"], kind="stable", ignore_index=True)
        assert len(frame) > 12
        pd.testing.assert_frame_equal(frame, again, check_exact=True)


def test_categories_keep_the_order_of_file_and_catalogue(planned, engine) -> None:
    plan = planned(replications=2)
    metrics = run_temporarily(plan, engine).metrics
    assert tuple(metrics["regime"].cat.categories) == plan.regimes
    assert tuple(metrics["cost"].cat.categories) == plan.costs


def test_files_hold_no_clock_and_no_pandas(planned, engine, tmp_path) -> None:
    folder = run_plan(planned(), tmp_path / "r", engine).folder
    for path in folder.glob("*.parquet"):
        schema = pq.read_schema(path)
        assert schema.metadata is None
        assert pq.ParquetFile(path).metadata.row_group(0).column(3).compression == "ZSTD"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert str(tmp_path) not in json.dumps(manifest)
    assert "seconds" not in json.dumps(manifest)


def test_running_and_storing_imports_no_pandas(fake, tmp_path) -> None:
    """It takes a second to import, and only frames need it."""
    script = textwrap.dedent(DRIVER) + '\nsys.exit("pandas" in sys.modules)\n'
    script = script.replace("replications=40", "replications=2").replace("pause=0.02", "")
    script = script.format(fake=fake.__file__, folder=str(tmp_path / "r"))
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_row_groups_do_not_depend_on_blocks(planned, engine, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("innosim.experiment.table_file.ROW_GROUP", 100)
    folder = run_plan(planned(replications=11, months=13), tmp_path / "r", engine).folder
    file = pq.ParquetFile(folder / "indicators.parquet").metadata
    sizes = [file.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert sizes == [100] * 5 + [2 * 2 * 11 * 13 - 500]
    assert all(open_result(folder).intact().values())


def test_no_biographies_leaves_a_table_with_columns(planned, engine) -> None:
    result = run_temporarily(planned(keep="monthly"), engine)
    assert len(result.ideas) == 0
    assert "true_worth" in result.ideas.columns


def test_the_same_run_again_is_left_alone_and_force_runs_it(planned, engine, tmp_path) -> None:
    folder = tmp_path / "r"
    plan = planned()
    assert run_plan(plan, folder, engine).ran
    before = bytes_of(folder)
    stamp = (folder / "manifest.json").stat().st_mtime_ns
    assert not run_plan(plan, folder, engine).ran
    assert (folder / "manifest.json").stat().st_mtime_ns == stamp
    assert run_plan(plan, folder, engine, force=True).ran
    assert bytes_of(folder) == before
    assert not partial_of(folder).exists()


def test_another_run_needs_force(planned, engine, tmp_path) -> None:
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    before = bytes_of(folder)
    seen: list[int] = []
    with pytest.raises(
        FolderError, match=r"holds another run \(village, seed 1, 12.*--force"
    ) as error:
        run_plan(planned(seed=2), folder, engine, progress=lambda done, _: seen.append(done))
    assert error.type is FolderError  # before the run, and not when it is to be put in place
    assert not seen
    assert bytes_of(folder) == before
    assert run_plan(planned(seed=2), folder, engine, force=True).ran
    assert open_result(folder).manifest["seed"] == 2


@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_a_result_is_never_replaced(planned, engine, tmp_path, force) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("years of work")
    with pytest.raises(FolderError, match="not a result of innosim"):
        run_plan(planned(), folder, engine, force=force)
    assert (folder / "chapter.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis"]


def test_force_spares_files_of_others_inside_a_result(planned, engine, tmp_path) -> None:
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(FolderError, match=r"also holds notes\.txt"):
        run_plan(planned(seed=2), folder, engine, force=True)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_or_a_foreign_partial_folder_in_the_way(planned, engine, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderError, match="is a file"):
        run_plan(planned(), tmp_path / "file", engine, force=True)
    (tmp_path / "r.partial").mkdir()
    (tmp_path / "r.partial" / "mine").write_text("x")
    with pytest.raises(FolderError, match="in the way"):
        run_plan(planned(), tmp_path / "r", engine, force=True)
    assert (tmp_path / "r.partial" / "mine").exists()


@pytest.mark.parametrize("jobs", [0, -1, 1025, 1.5, "2", True])
def test_a_number_of_jobs_that_is_none(planned, engine, tmp_path, jobs) -> None:
    with pytest.raises(PlanError, match=r"^jobs is .*; it is a whole number from 1 to 1024, or"):
        run_plan(planned(), tmp_path / "r", engine, jobs=jobs)
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_taken(planned, engine, tmp_path) -> None:
    (tmp_path / "r").mkdir()
    assert run_plan(planned(), tmp_path / "r", engine).ran


def test_a_second_run_to_the_same_folder_waits_its_turn(planned, fake, tmp_path) -> None:
    slow = fake.fake_engine(pause=0.05)
    thread = threading.Thread(target=run_plan, args=(planned(), tmp_path / "r", slow))
    thread.start()
    while not (tmp_path / "r.partial" / "plan.json").exists():
        assert thread.is_alive()  # a run that failed would be waited for for ever
        time.sleep(0.01)
    with pytest.raises(FolderError, match="Another run is writing"):
        run_plan(planned(), tmp_path / "r", slow)
    thread.join()
    assert open_result(tmp_path / "r").manifest["seed"] == 1


def test_progress_counts_every_replication_once(planned, engine, tmp_path) -> None:
    seen: list[tuple[int, int]] = []
    plan = planned(replications=12)
    run_plan(plan, tmp_path / "r", engine, jobs=3, progress=lambda *told: seen.append(told))
    assert [done for done, _ in seen] == list(range(37))
    assert {total for _, total in seen} == {plan.simulated}


def test_a_full_disk_keeps_finished_parts(planned, engine, tmp_path, monkeypatch) -> None:
    plan, written = planned(replications=30, costs=("as_costed",)), []
    whole = files.os.fsync

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > 8:  # the run's note and three blocks, each with its folder, then no room
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFullError, match=r"disk is full.*r\.partial"):
        run_plan(plan, tmp_path / "r", engine, jobs=1)
    monkeypatch.undo()
    assert not (tmp_path / "r").exists()
    parts = sorted((tmp_path / "r.partial" / "parts").iterdir())
    assert [path.suffix for path in parts] == [".part"] * 3
    assert _first_count(plan, tmp_path / "r", engine) == 30  # three blocks of ten were there
    run_plan(plan, tmp_path / "fresh", engine)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "fresh")


def test_a_full_disk_while_the_tables_are_written(planned, engine, tmp_path, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("innosim.experiment.runner.assemble", full)
    with pytest.raises(DiskFullError):
        run_plan(planned(), tmp_path / "r", engine)
    assert not (tmp_path / "r").exists()


def test_an_error_in_a_run_comes_out_as_it_is(planned, fake, tmp_path) -> None:
    class Broken(fake.FakeRun):
        def run(self, replication: int, *, past: object = None) -> None:
            raise ArithmeticError("books do not balance")

    engine = fake.fake_engine()
    object.__setattr__(engine, "simulator", Broken)
    with pytest.raises(ArithmeticError, match="books"):
        run_plan(planned(), tmp_path / "r", engine, jobs=2)
    assert not (tmp_path / "r").exists()


def test_columns_other_than_the_catalogue_s_are_refused(planned, fake, tmp_path) -> None:
    class Odd(fake.FakeRun):
        def tables(self, *, ideas: bool):
            tables = super().tables(ideas=ideas)
            return {**tables, "metrics": {**tables["metrics"], "happiness": np.ones(1)}}

    engine = fake.fake_engine()
    object.__setattr__(engine, "simulator", Odd)
    with pytest.raises(ValueError, match=r"columns of metrics.*happiness"):
        run_plan(planned(), tmp_path / "r", engine)


DRIVER = """
    import importlib.util, signal, sys
    from dataclasses import replace
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored under nohup
    from pathlib import Path
    spec = importlib.util.spec_from_file_location("innosim_fake_model", {fake!r})
    fake = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fake)
    from innosim.experiment.plan import make_plan, with_run_values
    from innosim.experiment.runner import run_plan
    from innosim.scenario.reader import load
    scenario = with_run_values(load("village"), replications=40, months=24, seed=1)
    scenario = replace(scenario, values={{**scenario.values, "startup_months": 0}})
    plan = make_plan(scenario, regimes=("shaving", "framed"), keep="monthly,ideas:3")
    run_plan(plan, Path({folder!r}), fake.fake_engine(pause=0.06), jobs=2)
"""


@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_run_that_was_stopped_goes_on(planned, engine, fake, tmp_path, how) -> None:
    """Killed or interrupted half way it leaves no result; the next run ends in the same bytes."""
    folder = tmp_path / "r"
    script = textwrap.dedent(DRIVER).format(fake=fake.__file__, folder=str(folder))
    run = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE)
    parts = tmp_path / "r.partial" / "parts"
    deadline = time.monotonic() + 60
    while len(list(parts.glob("*.part"))) < 3:
        assert run.poll() is None, run.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL if how == "kill" else signal.SIGINT)
    run.communicate(timeout=30)
    assert run.returncode != 0
    assert not folder.exists()
    assert not list(tmp_path.rglob("manifest.json"))
    plan = planned(replications=40)
    assert _first_count(plan, folder, engine) >= 30
    assert not partial_of(folder).exists()
    run_plan(plan, tmp_path / "fresh", engine)
    assert bytes_of(folder) == bytes_of(tmp_path / "fresh")


def test_parts_of_another_run_are_dropped_by_force_alone(planned, engine, fake, tmp_path) -> None:
    """Another seed or another model: nothing of the old run may enter the new one."""
    for stale in (planned(seed=2), planned()):
        other = fake.fake_engine(digest="older sources")
        with pytest.raises(KeyboardInterrupt):
            run_plan(stale, tmp_path / "r", other, jobs=1, progress=_interrupt_after(25))
        kept = list((tmp_path / "r.partial" / "parts").glob("*.part"))
        assert kept
        with pytest.raises(FolderError, match=r"of another run \(village, seed .* --force to drop"):
            run_plan(planned(), tmp_path / "r", engine)
        assert list((tmp_path / "r.partial" / "parts").glob("*.part")) == kept
        assert _first_count(planned(), tmp_path / "r", engine, force=True) == 0
        assert not partial_of(tmp_path / "r").exists()
        shutil.rmtree(tmp_path / "r")


def test_a_run_whose_note_is_lost_is_known_by_its_parts(planned, engine, tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(seed=2), tmp_path / "r", engine, jobs=1, progress=_interrupt_after(25))
    (tmp_path / "r.partial" / "plan.json").unlink()
    with pytest.raises(FolderError, match=r"of another run \(.*--force to drop"):
        run_plan(planned(), tmp_path / "r", engine)
    assert _first_count(planned(seed=2), tmp_path / "r", engine) > 0


def test_a_damaged_part_is_run_again(planned, engine, tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(), tmp_path / "r", engine, jobs=1, progress=_interrupt_after(25))
    part = min((tmp_path / "r.partial" / "parts").glob("*.part"))
    part.write_bytes(part.read_bytes()[:-200])
    run_plan(planned(), tmp_path / "r", engine)
    run_plan(planned(), tmp_path / "fresh", engine)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "fresh")


def test_a_part_that_is_damaged_at_the_last_moment_is_run_again(
    planned, engine, tmp_path, monkeypatch
) -> None:
    """Between the look at what is finished and the putting together; a disk that never gives back what it got is blamed."""
    whole, times = runner.assemble, []

    def damaged(plan, parts, folder, wait_for):
        times.append(folder)
        if len(times) in harmed:
            for block in plan.blocks():
                wait_for(block)
            part = min(parts.pilots.parent.glob("*.part"))
            part.write_bytes(part.read_bytes()[:-1])
        return whole(plan, parts, folder, wait_for)

    monkeypatch.setattr(runner, "assemble", damaged)
    harmed = {1, 2}
    run_plan(planned(), tmp_path / "r", engine)
    assert len(times) == 3
    harmed = set(range(4, 10))
    with pytest.raises(FolderError, match=r"parts does not give back what is written to it"):
        run_plan(planned(), tmp_path / "bad", engine)
    monkeypatch.undo()
    run_plan(planned(), tmp_path / "fresh", engine)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "fresh")


def _first_count(plan, folder: Path, engine, *, force: bool = False) -> int:
    """Run, and return how many replications were found done."""
    seen: list[int] = []
    run_plan(plan, folder, engine, force=force, progress=lambda done, _: seen.append(done))
    return seen[0]


def _interrupt_after(most: int):
    def progress(done: int, total: int) -> None:
        if done >= most:
            raise KeyboardInterrupt

    return progress
