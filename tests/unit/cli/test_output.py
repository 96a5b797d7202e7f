"""Where what is said goes, and what comes of it when it cannot go there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from innosim.cli.answering import stdout
from innosim.cli.run import file_notes
from innosim.experiment.runner import Outcome
from innosim.scenario.catalogue import Text

full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="no device that is always full here"
)
COMMANDS = (["scenarios"], ["--help"], ["show", "village"], ["check", "village"], ["schema"], ["doctor"])  # fmt: skip


def innosim(args: list[str], **streams: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "innosim", *args], check=False, text=True, **streams
    )  # type: ignore[call-overload,no-any-return]


@full
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_an_answer_that_cannot_be_written_is_no_fault_of_innosim(args: list[str]) -> None:
    with Path("/dev/full").open("w") as out:
        run = innosim(args, stdout=out, stderr=subprocess.PIPE)
    assert run.returncode == 1
    assert run.stderr == "The answer cannot be written: No space left on device.\n"


@full
def test_what_is_told_beside_the_answer_stops_nothing() -> None:
    with Path("/dev/full").open("w") as err:
        fine = innosim(["check", "village"], stdout=subprocess.PIPE, stderr=err)
        wrong = innosim(["check", "nonesuch"], stdout=subprocess.PIPE, stderr=err)
    assert (fine.returncode, wrong.returncode) == (0, 2)
    assert fine.stdout.startswith("village: fine")


@pytest.mark.skipif(sys.platform == "win32", reason="no such closing there")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault_of_innosim(closed: str) -> None:
    command = f'"{sys.executable}" -m innosim scenarios {closed}'
    run = subprocess.run(command, check=False, shell=True, capture_output=True, text=True)  # noqa: S602 - the shell closes
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipe there")
def test_a_reader_who_goes_away_is_told_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = innosim(["schema"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (run.returncode, run.stderr) == (1, "")


@pytest.mark.parametrize(("columns", "wide"), [("0", 100), ("80", 80), ("", 100), ("x", 100)])
def test_a_width_is_what_columns_says_or_the_usual(
    monkeypatch: pytest.MonkeyPatch, columns: str, wide: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert stdout().width == wide


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use stays there")
@pytest.mark.parametrize("args", [["run", "village"], ["check", "village"], ["compare", "x"], ["new", "x"]], ids=" ".join)  # fmt: skip
def test_a_folder_that_is_gone_under_ones_feet_is_said(args: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}" && "{sys.executable}" -P -m innosim {" ".join(args)}'
    run = subprocess.run(  # noqa: S602 - the shell removes the folder it stands in
        command, check=False, shell=True, cwd=gone, capture_output=True, text=True
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[-1] == "The folder you stand in is gone: go to another one."


def test_what_run_notes_of_files_is_said_in_both_languages() -> None:
    found = Outcome(Path("r"), ran=True, damaged=("a", "b"), changed=("c",), aside=Path("x"))
    lost, changed = file_notes(found)
    assert lost == Text(
        "Of the earlier run a and b had been lost or changed: the result was made again; what stood there is in x.",
        "Fra den tidligere kørsel var a og b gået tabt eller ændret: resultatet er lavet igen; det, der stod der, er i x.",
    )
    assert list(file_notes(Outcome(Path("r"), ran=True, added=True))) == [
        Text(
            "Replications were added to those in r, which were not run again.",
            "Der er føjet kørsler til dem i r, som ikke blev kørt igen.",
        )
    ]
    assert changed == Text(
        "In r c is not as innosim wrote it; move it, and the same command makes it again.",
        "I r er c ikke, som innosim skrev det; flyt det, så laver den samme kommando det igen.",
    )
