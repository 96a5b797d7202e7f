"""`innosim figures`: what is asked for is drawn, where it was asked."""

from pathlib import Path

import pytest
import synthetic
from click.testing import CliRunner

from innosim.cli.figures import command
from innosim.cli.main import main
from innosim.experiment import result as stored


def test_one_figure_in_one_size_and_format(
    whole: synthetic.Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "open_result", lambda folder: whole)
    wanted = ["--size", "paper", "--format", "svg", "--figure", "funnel", "--lang", "da"]
    done = CliRunner().invoke(command, [str(tmp_path), *wanted])
    assert done.exit_code == 0, done.output
    assert [p.name for p in (tmp_path / "figures").glob("[!.]*")] == ["funnel-paper.svg"]
    assert "1 figur i " in done.output


def test_out_is_another_folder(
    whole: synthetic.Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "open_result", lambda folder: whole)
    wanted = ["--size", "paper", "--figure", "failure-cost", "--out", str(tmp_path / "deck")]
    done = CliRunner().invoke(command, [str(tmp_path), *wanted])
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "deck").glob("[!.]*"))) == 2
    assert not (tmp_path / "figures").exists()


def test_no_result_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["figures", str(tmp_path / "none")])
    assert left.value.code == 2
    assert "There is no folder" in capsys.readouterr().err


def test_a_cost_mode_that_was_not_run_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = synthetic.result(replications=1, sparks=5, months=14, costs=("as_costed",))
    monkeypatch.setattr(stored, "open_result", lambda folder: made)
    done = CliRunner().invoke(command, [str(tmp_path), "--cost", "equal-resources"])
    assert done.exit_code == 2
    assert "No runs in cost mode" in done.output
    assert not list(tmp_path.iterdir())


def test_what_a_result_cannot_have_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept, why in (
        (0, "biographies not kept"),
        (2, "fewer than two regimes with ideas to show"),
    ):
        made = synthetic.result(replications=2, months=14, regimes={"shaving": "Cuts only"})
        monkeypatch.setattr(synthetic.Made, "manifest", {**made.manifest, "ideas": kept})
        monkeypatch.setattr(stored, "open_result", lambda folder, made=made: made)
        wanted = [
            "--size",
            "paper",
            "--format",
            "svg",
            "--figure",
            "fates",
            "--figure",
            "biography",
        ]
        done = CliRunner().invoke(command, [str(tmp_path), *wanted])
        assert done.exit_code == 0, done.output
        assert (
            f"0 figures in {(tmp_path / 'figures').as_posix()}; not fates and biography: {why}"
            in done.output
        )
