"""The installed wheel finds its scenarios, outside the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """Return a folder with the wheel's contents, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _innosim(unpacked, cwd, *words):
    return subprocess.run(
        [sys.executable, "-m", "innosim", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_wheel_holds_and_lists_the_scenarios(unpacked, tmp_path):
    """What is listed are the wheel's own files: the module that answers is the unpacked one."""
    found = _innosim(unpacked, tmp_path, "scenarios")
    assert found.returncode == 0, found.stderr
    assert "randers" in found.stdout
    assert "village" in found.stdout
    assert (unpacked / "innosim" / "scenarios_installed" / "presets" / "framed.toml").is_file()


def test_a_scenario_of_the_wheel_is_read_by_name(unpacked, tmp_path):
    """A bare name, its `extends` and its presets are found in the wheel."""
    found = _innosim(unpacked, tmp_path, "show", "village")
    assert found.returncode == 0, found.stderr
    place = _innosim(unpacked, tmp_path, "doctor")
    assert "scenarios_installed" in place.stdout
    assert list(tmp_path.iterdir()) == []
