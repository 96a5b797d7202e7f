"""Results that nobody saved: gone with their last user, and whole on the other side of a process border."""

# ruff: noqa: S301 - what is unpickled was pickled here

import copy
import errno
import gc
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pytest

from innosim.api import Result
from innosim.experiment.errors import DiskFullError, ResultError
from innosim.experiment.temporary import run_temporarily

BORDERS = """
import multiprocessing, os, sys, tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import innosim

ASKED = dict(regimes=["routine", "framed"], replications=2, months=12, cost="as_costed")

def mean(result):
    return float(result.metrics["support_mean"].mean())

if __name__ == "__main__":
    here = innosim.run("village", **ASKED)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(mean, here).result() == mean(here)
        there = pool.submit(innosim.run, "village", **ASKED).result()
    assert mean(there) == mean(here)
    again = innosim.run("village", **ASKED)  # no table of it is read before the fork
    if hasattr(os, "fork"):
        child = os.fork()
        if child == 0:
            sys.exit(0)  # which tidies up what is its own
        os.waitpid(child, 0)
    assert mean(again) == mean(here)
    print(len(list(Path(tempfile.gettempdir()).glob("innosim-*"))))
"""


@pytest.fixture
def unsaved(planned, engine) -> Result:
    kept = run_temporarily(planned(), engine)
    return Result(kept.folder, keep=kept)


@pytest.mark.parametrize(
    "carry", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))]
)
def test_an_unsaved_result_carries_its_tables(unsaved: Result, carry, tmp_path: Path) -> None:
    metrics, folder = unsaved.metrics, unsaved.folder
    other = carry(unsaved)
    assert other.folder != folder
    del unsaved
    gc.collect()
    pd.testing.assert_frame_equal(other.metrics, metrics, check_exact=True)
    saved = other.save(tmp_path / "saved")
    gone = other.folder
    del other
    gc.collect()
    assert not gone.exists()
    pd.testing.assert_frame_equal(saved.metrics, metrics, check_exact=True)


def test_a_saved_result_crosses_as_its_place(unsaved: Result, tmp_path: Path) -> None:
    saved = unsaved.save(tmp_path / "r")
    sent = pickle.dumps(saved)
    assert len(sent) < 1000
    assert pickle.loads(sent).folder == tmp_path / "r"
    (tmp_path / "r").rename(tmp_path / "elsewhere")
    with pytest.raises(ResultError, match="There is no folder"):
        pickle.loads(sent)
    with pytest.raises(ResultError, match=r"metrics\.parquet is there no more: open the result"):
        saved.metrics  # noqa: B018 - reading is the act


def test_processes_and_forks(tmp_path: Path) -> None:
    """Made there and used here, made here and used there, and a fork that ends; nothing is left behind."""
    (tmp_path / "borders.py").write_text(BORDERS, encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    run = subprocess.run(
        [sys.executable, str(tmp_path / "borders.py")],
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) == 3
    assert not list((tmp_path / "temporary").iterdir())


def test_of_a_run_without_room_for_temporary_files_nothing_is_kept(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("innosim.experiment.runner.assemble", full)
    with pytest.raises(DiskFullError) as error:
        run_temporarily(planned(), engine)
    assert str(error.value) == (
        f"The disk is full: there is no room for temporary files in {tmp_path.as_posix()}, and nothing of the run is kept."
    )
    assert list(tmp_path.iterdir()) == []
