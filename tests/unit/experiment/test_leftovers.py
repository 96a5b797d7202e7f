"""What a process that was killed left in the folder for temporary files goes at the next start; what is in use or another's stays."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from innosim.experiment.leftovers import remove_leftovers
from innosim.experiment.result import StoredResult
from innosim.experiment.runner import run_plan
from innosim.experiment.temporary import carried, files_of, run_temporarily

_HOLDS = """
import shutil, sys, time
from pathlib import Path
from innosim.experiment.leftovers import TemporaryFolder
folder = TemporaryFolder()
for source in sys.argv[1:]:
    shutil.copytree(source, folder.path / Path(source).name)
print(folder.path, flush=True)
time.sleep(600)
"""
"""A process with a temporary folder, in which there are copies of the folders that it is told of."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files of this test."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    remove_leftovers.cache_clear()
    yield tmp_path / "temporary"
    remove_leftovers.cache_clear()


def _started(*held: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, *map(str, held)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    process.communicate()


@pytest.fixture
def unfinished(planned, engine, tmp_path: Path) -> Path:
    """The folder of a run that was stopped."""

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(), tmp_path / "result", engine, jobs=1, progress=stop)
    return tmp_path / "result.partial"


def test_what_a_killed_process_left_goes_and_what_is_held_stays(
    planned, engine, place: Path, tmp_path: Path, unfinished: Path
) -> None:
    whole = run_plan(planned(), tmp_path / "whole" / "result", engine).folder
    remove_leftovers.cache_clear()
    process, folder = _started(whole)
    other, running = _started(unfinished)
    remove_leftovers()
    assert (folder / "result" / "manifest.json").exists()
    assert list((running / "result.partial" / "parts").iterdir())
    _end(process)
    remove_leftovers.cache_clear()
    kept = run_temporarily(planned(), engine)
    assert not folder.exists()
    assert running.exists()
    _end(other)
    remove_leftovers.cache_clear()
    remove_leftovers()
    assert [path.name for path in place.iterdir()] == [kept.folder.parent.name]
    assert StoredResult(kept.folder).manifest == kept.manifest


def test_what_is_not_proven_ours_stays(planned, engine, place: Path, tmp_path: Path) -> None:
    """Another's folder of such a name, a copy of one of ours, and one into which a user put a file."""
    whole = run_plan(planned(), tmp_path / "whole" / "result", engine).folder
    (place / "innosim-mine").mkdir()
    (place / "innosim-mine" / "temporary.json").write_text("mine")
    (place / "innosim-file").write_text("mine")
    process, folder = _started(whole)
    _end(process)
    shutil.copytree(folder, place / "innosim-copy")
    (folder / "result" / "notes.txt").write_text("mine")
    (place / "innosim-link").symlink_to(folder)
    before = sorted(place.rglob("*"))
    remove_leftovers.cache_clear()
    remove_leftovers()
    assert sorted(place.rglob("*")) == before
    (folder / "result" / "notes.txt").unlink()
    remove_leftovers.cache_clear()
    remove_leftovers()
    assert not folder.exists()


def test_what_crosses_a_border_is_known_at_every_moment(planned, engine, place: Path) -> None:
    """The manifest comes first, and others are unfinished until they are whole."""
    files = files_of(run_temporarily(planned(), engine))
    again = carried(files)
    assert files_of(again) == files
    assert again.folder.is_relative_to(place)
