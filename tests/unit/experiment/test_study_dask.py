"""A study on a Dask scheduler that forgets, and into a folder that cannot be written; with the fake model on workers that are threads of this process."""

import errno
import gc
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from innosim.experiment import study_dask, study_store
from innosim.experiment.errors import ClusterError, DiskFullError, FolderError
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_dask import cluster
from innosim.experiment.study_runner import StudyOutcome, run_study
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.reader import load

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def plan() -> StudyPlan:
    over = ["run.replications=20", "run.months=12"]
    points = points_of("village", [{"uncertainties.pressure": 0.001 * n} for n in range(12)], over)
    return make_study(load("village", over), points, regimes=("shaving",), costs=(AS_COSTED,))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    workers = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=":0"
    )
    with workers:
        yield workers.scheduler_address


@pytest.fixture(autouse=True)
def quick(fake: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study_dask, "_WAKE", 0.02)
    monkeypatch.setattr(study_dask, "_CONNECTING", 1.0)
    monkeypatch.setattr("innosim.experiment.study_parcel._engine", fake.fake_engine)


def on(address: str, plan: StudyPlan, folder: Path, fake: ModuleType) -> StudyOutcome:
    engine = fake.fake_engine()
    return run_study(plan, folder, engine, hands=cluster(address, engine, 1))


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fails(monkeypatch: pytest.MonkeyPatch, of: object, name: str, when: set[int], why: Any) -> list[int]:  # fmt: skip
    """Let a method fail the first, second ... time it is called."""
    calls: list[int] = []
    real = getattr(of, name)

    def called(*args: object, **more: object) -> object:
        calls.append(len(calls))
        if calls[-1] in when:
            raise why
        return real(*args, **more)

    monkeypatch.setattr(of, name, called)
    return calls


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("ENOSPC", DiskFullError, "The disk is full: make room"),
        ("EDQUOT", DiskFullError, "The disk is full: make room"),
        ("EFBIG", DiskFullError, "The disk is full: make room"),
        ("EIO", FolderError, "cannot be written: it broke"),
        ("ETIMEDOUT", FolderError, "cannot be written: it broke"),
    ],
)
def test_a_folder_that_cannot_be_written_is_no_scheduler_that_is_gone(
    plan: StudyPlan, scheduler: str, fake: ModuleType, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, name: str, kind: type[Exception], said: str,
) -> None:  # fmt: skip
    run_study(plan, tmp_path / "s", fake.fake_engine(), hands=_Nobody(), share=_none())
    with monkeypatch.context() as full:
        fails(full, study_store, "write_shared", {*range(99)}, OSError(getattr(errno, name), "it broke"))  # fmt: skip
        with pytest.raises(kind, match=said):
            on(scheduler, plan, tmp_path / "s", fake)
    assert not list((tmp_path / "s" / "metrics").iterdir())
    assert on(scheduler, plan, tmp_path / "s", fake).left == 0


class _Nobody:
    def work(self, work: object) -> None:
        """Run nothing."""


def _none() -> Any:
    from innosim.experiment.study_runner import Share

    return Share(0, 0)


@pytest.mark.parametrize("why", [ConnectionError("reset"), TimeoutError(), distributed.CancelledError("lost"), distributed.comm.CommClosedError("closed")])  # fmt: skip
@pytest.mark.parametrize(("of", "name"), [("Future", "result"), ("Client", "submit"), ("Client", "nthreads")])  # fmt: skip
def test_what_a_scheduler_forgets_is_run_again(
    plan: StudyPlan, scheduler: str, fake: ModuleType, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, of: str, name: str, why: Exception,
) -> None:  # fmt: skip
    """The connection goes while a result is fetched, a chunk handed out, or workers counted: nothing of it is lost."""
    run_study(plan, tmp_path / "reference", fake.fake_engine(), jobs=1)
    chunks = len(plan.chunks)
    assert chunks > 1
    when = {1} if name != "nthreads" else {0}
    calls = fails(monkeypatch, getattr(distributed, of), name, when, why)
    told = on(scheduler, plan, tmp_path / "s", fake)
    assert max(calls) >= max(when)
    assert (told.ran, told.left) == (12 * 20, 0)
    assert held(tmp_path / "s") == held(tmp_path / "reference")


def test_a_scheduler_that_comes_and_goes_is_given_up(
    plan: StudyPlan, scheduler: str, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    calls = fails(monkeypatch, distributed.Client, "submit", {*range(999)}, ConnectionError("reset"))  # fmt: skip
    with pytest.raises(ClusterError, match="There is no Dask scheduler at inproc"):
        on(scheduler, plan, tmp_path / "s", fake)
    assert 2 < len(calls) < 50


def test_a_worker_s_full_disk_is_not_said_to_be_the_folder_s(
    plan: StudyPlan, scheduler: str, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def simulator(*_: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    there = replace(fake.fake_engine(), simulator=simulator)
    monkeypatch.setattr("innosim.experiment.study_parcel._engine", lambda: there)
    with pytest.raises(ClusterError, match=r"A worker cannot run its chunk .*No space left"):
        on(scheduler, plan, tmp_path / "s", fake)


def test_workers_that_cannot_be_started_here_are_no_scheduler_at_local(
    plan: StudyPlan, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, distributed, "LocalCluster", {0}, OSError(errno.EMFILE, "Too many open files"))  # fmt: skip
    with pytest.raises(ClusterError, match="Workers on this machine cannot be started") as told:
        on("local", plan, tmp_path / "s", fake)
    assert "Too many open files" in str(told.value)
    assert "at local" not in str(told.value)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_wrong_address_is_told_and_nothing_more(
    plan: StudyPlan, fake: ModuleType, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", fallen.append)
    begun = time.monotonic()
    with pytest.raises(ClusterError, match=f"(no Dask scheduler at|no address).*|{address}"):
        on(address, plan, tmp_path / "s", fake)
    gc.collect()
    assert not fallen, "a client that never came up falls over its own end"
    assert time.monotonic() - begun < 18.0
