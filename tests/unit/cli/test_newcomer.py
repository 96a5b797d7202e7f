"""What a newcomer met: each sentence is true, and following it works."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from innosim.cli.main import front
from innosim.experiment.errors import DiskFullError, FolderError
from innosim.experiment.files import said_clearly
from innosim.experiment.made import made_in

Said = Callable[..., str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> Said:
    """What a command says on standard error, run where nothing is."""
    from innosim.cli.main import main

    monkeypatch.chdir(tmp_path)

    def typed(*args: str) -> str:
        with pytest.raises(SystemExit):
            main(list(args))
        return str(capsys.readouterr().err)

    return typed


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "r"
    args = ["run", "village", "--regime", "framed", "--regime", "routine", "--replications", "3"]
    args += ["--months", "13", "--cost", "as-costed", "--out", str(folder)]
    made: Result = CliRunner().invoke(front, args)
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def here(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "results" / "mine"))


def test_a_replication_that_was_not_run_is_said_before_anything_is_printed(
    said: Said, here: Path, capsys
) -> None:
    err = said("trace", str(here), "--replication", "99")
    assert err == (
        "innosim trace: There is no replication 99 in this result: they are numbered from 0 to 2.\n"
    )
    assert capsys.readouterr().out == ""


def test_no_word_of_letters_where_there_are_none(small: Path) -> None:
    shown = CliRunner().invoke(front, ["compare", str(small)]).output
    assert "too few to say who is ahead" in shown
    run = ["run", "village", "--regime", "framed", "--regime", "routine", "--replications", "3"]
    run += ["--months", "13", "--cost", "as-costed", "--out", str(small)]
    answer = CliRunner().invoke(front, run).output
    assert "Means of 3 runs: constants: innosim claim." in answer
    assert "letter in common" not in answer


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("mine", "did you mean results/mine?"),
        ("results", "results is not a result of innosim: it has no manifest.json; "),
        ("mune", "; innosim run makes one."),
    ],
)
def test_where_a_result_is_that_was_meant(said: Said, here: Path, folder: str, told: str) -> None:
    err = said("compare", folder)
    assert told in err
    assert folder != "results" or "results/mine is in it" in err


def test_an_unfinished_run_is_said_to_be_one(said: Said, tmp_path: Path) -> None:
    (tmp_path / "r.partial").mkdir()
    (tmp_path / "r.partial" / "plan.json").write_text("{}")
    assert "the run that writes it was stopped: run it again" in said("compare", "r.partial")


def test_a_name_with_a_space_is_told_to_be_put_in_quotes(said: Said, tmp_path: Path) -> None:
    (tmp_path / "Sønder å.toml").write_text('extends = "village.toml"\n', encoding="utf-8")
    assert said("check", "Sønder", "å.toml") == (
        'Sønder å.toml is one file: put its name in quotes, "Sønder å.toml".\n'
    )
    assert said("run", "Sønder", "å.toml").endswith("a name with a space in it goes in quotes.\n")


@pytest.mark.parametrize("asked", ["xlsx", "Excel"])
def test_who_asks_for_a_workbook_is_told_what_a_spreadsheet_opens(
    said: Said, here: Path, asked: str
) -> None:
    assert "for a spreadsheet write --to csv" in said("export", str(here), "--to", asked)


def test_a_run_stopped_before_anything_was_finished_does_not_say_there_is_something(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from innosim.experiment import runner

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runner, "work_off", stop)
    err = said("run", "village", "--replications", "1", "--months", "1", "--cost", "as-costed")
    assert "Stopped: nothing was finished yet, and the same command begins again." in err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="Linux")
@pytest.mark.parametrize("place", ["/proc/x", "/proc/x/y"])
def test_a_place_where_no_folder_can_be_made(said: Said, place: str) -> None:
    options = ("--replications", "1", "--months", "1", "--cost", "as-costed", "--quiet")
    assert said("run", "village", *options, "--out", place) == (
        f"{place} cannot be made: no folder can be put into /proc; name another with --out.\n"
    )


def test_a_result_that_may_not_give_way_is_refused_before_anything_is_run(
    said: Said, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from innosim.experiment import runner

    whole = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != here and whole(path, mode))
    monkeypatch.setattr(runner, "work_off", lambda *_: pytest.fail("it was run"))
    options = ("--replications", "1", "--months", "2", "--cost", "as-costed", "--force")
    err = said("run", "village", *options, "--out", str(here))
    assert "results/mine may not be changed, and what is in it would have to give way" in err
    assert json.loads((here / "manifest.json").read_text(encoding="utf-8"))["months"] == 13


def test_a_folder_that_nothing_could_be_written_into_does_not_stay(tmp_path: Path) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(DiskFullError), made_in(tmp_path / "csv") as folder:
        folder.write("metrics.csv", full)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_still_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="is gone: it was removed"), said_clearly(tmp_path / "r"):
        (tmp_path / "r.partial" / "parts" / "x.part").write_bytes(b"")


def test_a_file_in_a_folder_that_may_not_be_entered(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, whole = tmp_path / "closed", Path.stat
    closed.mkdir()

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if closed in path.absolute().parents:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    for name in ("closed/my.toml", "closed/deep/my.toml"):
        assert said("check", name) == (
            f"{name}: cannot be read, for closed may not be entered; ask for the right to, or copy the file.\n"
        )
