"""More replications of a finished run: those that are there are not run again, and the bytes are those of the whole run at once."""

import threading
from pathlib import Path

import pytest

from innosim.experiment.errors import FolderError, NotPlacedError
from innosim.experiment.files import partial_of
from innosim.experiment.manifest import TIMINGS_FILE
from innosim.experiment.result import open_result
from innosim.experiment.runner import run_plan
from innosim.experiment.threads import Arrivals, GivenUpError, TaskBeside


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file but the timings."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != TIMINGS_FILE]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


WAYS = {
    "months": {"keep": "monthly,ideas:3"},
    "years and all ideas": {"keep": "yearly,ideas"},
    "metrics": {"keep": "metrics"},
    "a past": {"before": 12},
    "twins": {"politics": True},
    "as costed": {"costs": ("as_costed",), "keep": "monthly,ideas:25"},
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_there_is_not_run_again(planned, engine, fake, tmp_path, way: str) -> None:
    run_plan(planned(replications=24, **WAYS[way]), tmp_path / "grown", engine)
    fake.RAN.clear()
    more = planned(replications=43, **WAYS[way])
    made = run_plan(more, tmp_path / "grown", engine)
    assert made.ran
    assert made.added
    assert set(fake.RAN) >= set(range(24, 43))
    assert min(each for each in fake.RAN if each >= 0) == 20  # the first block that was not full
    run_plan(more, tmp_path / "whole", engine)
    assert bytes_of(tmp_path / "grown") == bytes_of(tmp_path / "whole")
    assert not partial_of(tmp_path / "grown").exists()


def test_a_stop_while_replications_are_added_loses_neither(planned, engine, fake, tmp_path) -> None:
    folder = tmp_path / "r"
    run_plan(planned(replications=20), folder, engine)

    def stop(done: int, _: int) -> None:
        if done > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(replications=40), folder, engine, jobs=1, progress=stop)
    assert open_result(folder).manifest["replications"] == 20
    assert run_plan(planned(replications=40), folder, engine).added
    run_plan(planned(replications=40), tmp_path / "whole", engine)
    assert bytes_of(folder) == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize("keep", ["monthly,ideas:5", "monthly,ideas:12", "monthly"])
def test_of_more_replications_no_more_ideas_are_kept_than_were_asked_for(
    planned, engine, tmp_path, keep: str
) -> None:
    run_plan(planned(replications=20, keep="monthly,ideas"), tmp_path / "grown", engine)
    more = planned(replications=30, keep=keep)
    assert run_plan(more, tmp_path / "grown", engine).added
    run_plan(more, tmp_path / "whole", engine)
    assert bytes_of(tmp_path / "grown") == bytes_of(tmp_path / "whole")


def test_nothing_is_taken_from_what_comes_while_pilots_are_run(planned, engine, tmp_path) -> None:
    folder, other = tmp_path / "r", tmp_path / "other"
    run_plan(planned(replications=20), folder, engine)
    run_plan(planned(replications=20, seed=7), other, engine)
    came = bytes_of(other)

    def swap(done: int, _: int) -> None:
        if other.exists():
            folder.rename(tmp_path / "mine")
            other.rename(folder)

    with pytest.raises(FolderError, match="holds another run"):
        run_plan(planned(replications=40), folder, engine, searching=swap)
    assert bytes_of(folder) == came


def test_a_result_that_is_removed_while_pilots_are_run_is_made_anew(
    planned, engine, tmp_path
) -> None:
    folder = tmp_path / "r"
    run_plan(planned(replications=20), folder, engine)

    def remove(done: int, _: int) -> None:
        if folder.exists():
            folder.rename(tmp_path / "mine")

    assert not run_plan(planned(replications=40), folder, engine, searching=remove).added
    run_plan(planned(replications=40), tmp_path / "whole", engine)
    assert bytes_of(folder) == bytes_of(tmp_path / "whole")


def test_another_result_that_comes_while_replications_are_added_stays(
    planned, engine, tmp_path
) -> None:
    folder, other = tmp_path / "r", tmp_path / "other"
    run_plan(planned(replications=20), folder, engine)
    run_plan(planned(replications=20, seed=7), other, engine)
    came = bytes_of(other)

    def swap(done: int, _: int) -> None:
        if done > 100 and other.exists():
            folder.rename(tmp_path / "mine")
            other.rename(folder)

    with pytest.raises(NotPlacedError, match="holds another run"):
        run_plan(planned(replications=40), folder, engine, jobs=1, progress=swap)
    assert bytes_of(folder) == came


@pytest.mark.parametrize("other", [{"seed": 2}, {"months": 12}, {"regimes": ("shaving",)}])
def test_nothing_is_added_to_another_run(planned, engine, tmp_path, other) -> None:
    run_plan(planned(replications=10), tmp_path / "r", engine)
    before = bytes_of(tmp_path / "r")
    with pytest.raises(FolderError, match="holds another run"):
        run_plan(planned(replications=20, **other), tmp_path / "r", engine)
    assert bytes_of(tmp_path / "r") == before


def test_fewer_do_not_replace_more(planned, engine, tmp_path) -> None:
    run_plan(planned(replications=20), tmp_path / "r", engine)
    with pytest.raises(FolderError, match="holds another run"):
        run_plan(planned(replications=10), tmp_path / "r", engine)


def test_nothing_is_added_to_a_table_that_is_not_as_it_was_written(
    planned, engine, tmp_path
) -> None:
    run_plan(planned(replications=20), tmp_path / "r", engine)
    table = tmp_path / "r" / "ledger.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    with pytest.raises(FolderError, match="holds another run"):
        run_plan(planned(replications=40), tmp_path / "r", engine)


def test_another_run_that_was_stopped_there_is_not_dropped(planned, engine, tmp_path) -> None:
    """Adding replaces the result that it holds all of, and no finished blocks of something else."""
    run_plan(planned(replications=20), tmp_path / "r", engine)
    run_plan(planned(replications=20), tmp_path / "other", engine)
    (tmp_path / "r").rename(tmp_path / "kept")

    def stop(done: int, _: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(replications=30, seed=9), tmp_path / "r", engine, jobs=1, progress=stop)
    (tmp_path / "kept").rename(tmp_path / "r")
    with pytest.raises(FolderError, match="of another run"):
        run_plan(planned(replications=40), tmp_path / "r", engine)


def test_who_waits_for_what_never_comes_is_told() -> None:
    stop = threading.Event()
    arrivals = Arrivals(stop)
    arrivals.came("there")
    arrivals.wait_for("there")
    stop.set()
    with pytest.raises(GivenUpError):
        arrivals.wait_for("never")


def test_who_is_stopped_does_not_go_through_all_that_waits() -> None:
    """Ctrl-C while the tables of a run whose blocks are all finished are written."""
    stop = threading.Event()
    arrivals = Arrivals(stop)
    arrivals.came("there")
    stop.set()
    with pytest.raises(GivenUpError):
        arrivals.wait_for("there")


def test_what_fails_beside_stops_the_work_and_is_what_is_raised() -> None:
    stop = threading.Event()

    def fails() -> None:
        raise OSError("no room")

    def work() -> None:
        if stop.wait(5.0):
            raise GivenUpError

    with pytest.raises(OSError, match="no room"), TaskBeside(fails, stop):
        work()


def test_work_that_fails_stops_what_is_beside_it() -> None:
    stop, ended = threading.Event(), []

    def waits() -> None:
        ended.append(stop.wait(5.0))

    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"), TaskBeside(waits, stop):
        fail()
    assert ended == [True]
