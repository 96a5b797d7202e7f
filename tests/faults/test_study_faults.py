"""Whatever happens while a study runs, the same again ends in the folder of a study that nothing happened to, byte for byte.

Killed at random moments and at every named one, torn, without room, run twice at once, harmed, stopped by Ctrl-C; on a cluster whose workers and scheduler die.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Driver, places_of
from kinds import flip

from innosim.experiment import shared_files
from innosim.experiment.shared_files import remove_left_behind

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

HERE = Path(__file__).parent
CHUNKS = 4  # of the driver's study
Told = dict[str, Any]


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Studies:
    """The driver of studies, and the folder of one that nothing happened to."""

    def __init__(self, home: Path) -> None:
        script = HERE / "study_driver.py"
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.home = home
        self.reference = home / "reference"
        told = self.run(self.reference)
        assert not told["kind"], told
        self.seconds = told["seconds"]
        self.bytes = held(self.reference)

    def run(self, folder: Path, **more: object) -> Told:
        found: Told = self._ask({"folder": str(folder), **more})
        return found

    def at_once(self, folder: Path, many: int) -> list[Told]:
        """Run it in several processes that all begin when the last of them is there."""
        place = folder.with_name(f"{folder.name}.together")
        place.mkdir()
        case = {"folder": str(folder), "jobs": 1, "together": str(place), "many": many}
        found: list[Told] = self._ask([case] * many)
        shutil.rmtree(place)
        return found

    def half(self, folder: Path, chunks: int) -> Path:
        """Make a study of which some chunks are there."""
        shutil.copytree(self.reference, folder)
        for path in sorted((folder / "metrics").iterdir())[chunks:]:
            path.unlink()
        return folder

    def _ask(self, asked: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studies]:
    made = Studies(tmp_path_factory.mktemp("studies"))
    yield made
    made.stop()


def innosim(*args: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "innosim", *args],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def typed(*args: str, cwd: Path) -> tuple[int, str, str]:
    process = innosim(*args, cwd=cwd)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def wait_for(what: Callable[[], object], seconds: float = 120.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


def chunks_in(folder: Path) -> int:
    return len(list((folder / "metrics").glob("*.parquet")))


# killed


def test_killed_at_twenty_random_moments(studies: Studies, tmp_path: Path) -> None:
    rng = random.Random(12)  # noqa: S311 - no secret
    seen, killed = set(), 0
    for number in range(20):
        folder = tmp_path / f"s{number}"
        # Counted from a chunk, not from the beginning: on a machine that others use no time says how far a study is.
        moment = rng.uniform(0.0, 0.3 * studies.seconds)
        told = studies.run(folder, kill_with=number % CHUNKS, kill_after=moment)
        assert told["kind"] in {"killed", ""}, told
        killed += told["kind"] == "killed"
        seen.add(chunks_in(folder) if folder.exists() else -1)
        again = studies.run(folder)
        assert not again["kind"], again
        assert held(folder) == studies.bytes
    assert len(seen) > 2  # moments were apart
    assert killed >= 10  # and most came before the end


def test_killed_again_and_again(studies: Studies, tmp_path: Path) -> None:
    rng = random.Random(13)  # noqa: S311 - no secret
    kinds = [
        studies.run(tmp_path / "s", kill_after=rng.uniform(0.05, 0.4 * studies.seconds))["kind"]
        for _ in range(6)
    ]
    assert "killed" in kinds
    assert not studies.run(tmp_path / "s")["kind"]
    assert held(tmp_path / "s") == studies.bytes


_ENDS = 8
"""Moments at the beginning and at the end that are all taken."""


@pytest.mark.parametrize("fault", ["kill", "torn", "full"])
def test_every_named_moment(driver: Driver, fault: str) -> None:
    """System calls that change the disk, of arithmetic in place of the model: all with which it begins and ends, and of the chunks between, which are alike, some."""

    def run(root: Path, **more: object) -> Told:
        return driver.ask(do="study", root=str(root), folder=str(root / "r"), **more)

    with driver.place() as root:
        told = run(root)
        assert not told["kind"], told
        points, whole = told["points"], held(root)
    numbers = places_of(points, fault)
    assert len(numbers) > 5
    between = slice(_ENDS, len(numbers) - _ENDS)
    some = [*numbers[:_ENDS], *numbers[between][::4], *numbers[_ENDS:][-_ENDS:]]
    for number in some:
        with driver.place() as root:
            told = run(root, **{fault: number})
            expected = "DiskFullError" if fault == "full" else "killed"
            assert told["kind"] == expected, (points[number - 1], told)
            told = run(root)
            assert not told["kind"], (points[number - 1], told)
            assert held(root) == whole, points[number - 1]


# no room


def test_no_room(studies: Studies, tmp_path: Path) -> None:
    """A file that grows over a limit is cut by the system while it is written, as on a disk that is full."""
    sizes = sorted(path.stat().st_size for path in (studies.reference / "metrics").iterdir())
    told = studies.run(tmp_path / "s", limit=(sizes[0] + sizes[-1]) // 2)
    assert told["kind"] == "DiskFullError"
    assert "make room" in told["said"]
    assert not list((tmp_path / "s").rglob("*.innosim-unfinished"))
    assert not studies.run(tmp_path / "s")["kind"]
    assert held(tmp_path / "s") == studies.bytes


# harmed


@pytest.mark.parametrize("harm", ["cut", "flip"])
def test_a_chunk_that_is_harmed_is_found_and_run_again(
    studies: Studies, tmp_path: Path, harm: str
) -> None:
    rng = random.Random(harm)  # noqa: S311 - no secret
    shutil.copytree(studies.reference, tmp_path / "s")
    path = rng.choice(sorted((tmp_path / "s" / "metrics").iterdir()))
    if harm == "cut":
        path.write_bytes(path.read_bytes()[: rng.randrange(path.stat().st_size)])
    else:
        flip(path, rng)
    code, out, _ = typed("verify", "s", cwd=tmp_path)
    assert code == 1
    assert f"metrics/{path.name}: is changed or cut" in out
    code, out, err = typed("resume", "s", cwd=tmp_path)
    assert (code, "all is run" in out) == (0, True), err
    assert held(tmp_path / "s") == studies.bytes
    assert typed("verify", "s", cwd=tmp_path)[0] == 0


# stopped, and two at once


def test_stopped_it_says_what_is_kept(long: Long, tmp_path: Path) -> None:
    long.begun(tmp_path / "s")
    process = innosim("resume", "s", "--jobs", "1", cwd=tmp_path)
    long.wait_until_under_way(tmp_path / "s", process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped: finished chunks are in s, and the same command, or innosim resume s," in err
    assert "Traceback" not in err
    assert 0 < chunks_in(tmp_path / "s") < long.chunks
    code, _, err = typed("resume", "s", cwd=tmp_path)
    assert code == 0, err
    assert held(tmp_path / "s") == long.bytes


@pytest.mark.parametrize("begun", [True, False])
def test_several_at_once(studies: Studies, tmp_path: Path, begun: bool) -> None:
    shared = 0
    for number in range(20):
        folder = tmp_path / f"s{number}"
        if begun:
            studies.half(folder, 1)
        told = studies.at_once(folder, 3)
        assert [each["kind"] for each in told] == ["", "", ""], told
        assert max(each["from"] for each in told) < min(each["to"] for each in told), told
        assert held(folder) == studies.bytes
        shared = sum(each["ran"] > 0 for each in told)
        if shared > 1 and number > 1:
            break
    assert shared > 1  # two at least kept chunks of the same study


def test_shards_of_an_array(studies: Studies, tmp_path: Path) -> None:
    studies.half(tmp_path / "s", 0)
    for number in (0, 3, 1, 2):
        code, out, err = typed("resume", "s", "--shard", f"{number}/3", cwd=tmp_path)
        assert code == 0, err
        assert ("all is run" in out) == (number == 2)
    assert held(tmp_path / "s") == studies.bytes


def test_a_file_that_somebody_writes_is_not_removed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from innosim.experiment import shared_files as s\n"
        "s.os.fsync = lambda handle: (print('writes', flush=True), time.sleep(600))\n"
        "s.write_shared(Path(sys.argv[1]), b'held')"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "x")], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writes\n"
    (unfinished,) = tmp_path.iterdir()
    os.utime(unfinished, (1, 1))
    remove_left_behind(tmp_path)
    assert unfinished.exists()
    writer.kill()
    writer.wait()
    writer.stdout.close()
    remove_left_behind(tmp_path)
    assert not unfinished.exists()


def test_a_file_of_another_machine_is_left_until_it_is_old(tmp_path: Path) -> None:
    path = tmp_path / f"x.{'0' * 20}{shared_files.UNFINISHED}"
    path.write_text("half")
    remove_left_behind(tmp_path)
    assert path.exists()
    os.utime(path, (time.time() - 3600,) * 2)
    remove_left_behind(tmp_path)
    assert not path.exists()


def test_a_writer_whose_file_was_removed_all_the_same_writes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = []

    def sync(handle: int) -> None:
        if not removed:
            (unfinished,) = tmp_path.glob("*unfinished")
            unfinished.unlink()
            removed.append(unfinished)

    monkeypatch.setattr(shared_files.os, "fsync", sync)
    shared_files.write_shared(tmp_path / "x", b"held")
    assert held(tmp_path) == {"x": b"held"}
    assert removed


# a study that takes a while


class Long:
    """A study of the real model of some seconds, so that whoever works on it can be met at work: begun, and whole."""

    def __init__(self, home: Path) -> None:
        self._begun = home / "begun"
        asked = (
            "--regime",
            "framed",
            "--regime",
            "bottom-up",
            "--cost",
            "as-costed",
            "--replications",
            "40",
        )
        code, _, err = typed(
            "sweep", "village", "--vary", "uncertainties.pressure=0:0.02:20", *asked, "--shard", "0/1", "--out", "begun",
            cwd=home,
        )  # fmt: skip
        assert code == 0, err
        whole = home / "whole"
        self.begun(whole)
        code, _, err = typed("resume", "whole", cwd=home)
        assert code == 0, err
        self.bytes = held(whole)
        self.chunks = chunks_in(whole)
        assert self.chunks >= 8

    def begun(self, folder: Path) -> None:
        """Put it there as it is before anything is run."""
        shutil.copytree(self._begun, folder)

    def wait_until_under_way(self, folder: Path, process: subprocess.Popen[str]) -> None:
        """Wait until some of it is there, and see that the process is still at work and has much to do."""
        wait_for(lambda: chunks_in(folder) >= 1 or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        assert chunks_in(folder) <= self.chunks // 2


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Long:
    return Long(tmp_path_factory.mktemp("long"))


# a cluster


class Cluster:
    """A scheduler and workers in processes of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.start_scheduler()

    def start_scheduler(self) -> None:
        self.scheduler = self._begin(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        wait_for(self._answers)

    def start_worker(self) -> subprocess.Popen[bytes]:
        worker = self._begin(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"
        )
        self.workers.append(worker)
        return worker

    def _begin(self, what: str, *args: str) -> subprocess.Popen[bytes]:
        log = (self.home / f"{what}.log").open("ab")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", what, *args], cwd=self.home, stdout=log, stderr=log
            )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(tmp_path)
    yield made
    made.stop()


def busy(cluster: Cluster) -> Callable[[], bool]:
    """Whether each of two workers has chunks in hand, as the scheduler knows."""
    from distributed import Client

    def ask() -> bool:
        with Client(cluster.address, set_as_default=False) as client:
            in_hand = client.processing()
            return len(in_hand) == 2 and all(in_hand.values())

    return ask


@pytest.mark.slow
def test_a_worker_is_killed(long: Long, tmp_path: Path, cluster: Cluster) -> None:
    long.begun(tmp_path / "s")
    doomed, _ = cluster.start_worker(), cluster.start_worker()
    process = innosim("resume", "s", "--dask", cluster.address, cwd=tmp_path)
    wait_for(busy(cluster))
    long.wait_until_under_way(tmp_path / "s", process)
    assert doomed.poll() is None
    doomed.kill()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert held(tmp_path / "s") == long.bytes


@pytest.mark.slow
def test_the_scheduler_is_started_again(long: Long, tmp_path: Path, cluster: Cluster) -> None:
    long.begun(tmp_path / "s")
    cluster.start_worker()
    process = innosim("resume", "s", "--dask", cluster.address, cwd=tmp_path)
    long.wait_until_under_way(tmp_path / "s", process)
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    for each in cluster.workers:
        each.kill()
        each.wait()
    time.sleep(1.0)
    assert process.poll() is None, process.communicate()
    assert chunks_in(tmp_path / "s") < long.chunks
    cluster.start_scheduler()
    cluster.start_worker()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert held(tmp_path / "s") == long.bytes


@pytest.mark.slow
def test_workers_of_ones_own(studies: Studies, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    studies.half(tmp_path / "s", 1)
    code, _, err = typed("resume", "s", "--dask", "local", "--jobs", "2", cwd=tmp_path)
    assert code == 0, err
    assert held(tmp_path / "s") == studies.bytes


@pytest.mark.parametrize(
    "hands", [(), pytest.param(("--dask", "local"), marks=pytest.mark.slow)], ids=["threads", "dask"]
)  # fmt: skip
def test_no_room_is_said_whoever_runs_it(
    studies: Studies, tmp_path: Path, hands: tuple[str, ...]
) -> None:
    """Where no file may grow to a chunk's size nothing is kept, and nobody else is said to run what is left."""
    if hands:
        pytest.importorskip("distributed")
    studies.half(tmp_path / "s", 0)
    least = min(len(held) for name, held in studies.bytes.items() if name.startswith("metrics/"))
    code = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({least - 1}, {least - 1})); sys.argv[0] = 'innosim'; from innosim.cli.main import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", code, "resume", "s", *hands, "--jobs", "1"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert process.returncode == 1, (process.stdout, process.stderr)
    assert "The disk is full: make room" in process.stderr
    assert "Ran " not in process.stderr
    assert "other shards" not in process.stdout
    code, out, err = typed("resume", "s", cwd=tmp_path)
    assert (code, "all is run" in out) == (0, True), err
    assert held(tmp_path / "s") == studies.bytes
