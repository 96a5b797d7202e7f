"""What stands where a file of a result should, and a result that another has taken the place of: a sentence, and nothing waits."""

# ruff: noqa: S301 - what is unpickled was pickled here

import copy
import os
import pickle
import shutil
from pathlib import Path

import pytest

import innosim

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and modes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small saved result."""
    folder = tmp_path_factory.mktemp("made") / "r"
    _run().save(folder)
    return folder


def _run(seed: int = 2014) -> innosim.Result:
    return innosim.run(
        "village", regimes="routine", cost="as-costed", replications=2, months=13, seed=seed
    )


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def test_a_pipe_in_a_table_s_place_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    os.mkfifo(folder / "metrics.parquet")
    with pytest.raises(innosim.ResultError, match="is not a result of innosim"):
        innosim.open(folder)


def test_a_pipe_beside_or_in_a_file_s_place_is_said(own: Path, tmp_path: Path) -> None:
    result = innosim.open(own)
    os.mkfifo(own / "extra")
    with pytest.raises(innosim.ResultError, match="extra is no file, and cannot be copied"):
        result.save(tmp_path / "b")
    assert not list(tmp_path.glob("b*"))
    (own / "extra").unlink()
    (own / "summary.csv").unlink()
    os.mkfifo(own / "summary.csv")
    with pytest.raises(innosim.ResultError, match=r"summary.csv cannot be read: it is no file"):
        _ = result.summary


def test_a_folder_that_may_not_be_entered_is_said(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a user without rights has it; root may enter anywhere."""

    def refused(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "is_dir", refused)
    with pytest.raises(innosim.ResultError, match="r cannot be read: Permission denied"):
        innosim.open(own)


def test_a_saved_result_comes_back_as_itself_or_not_at_all(own: Path) -> None:
    result = innosim.open(own)
    carried = pickle.dumps(result)
    assert pickle.loads(carried).seed == 2014
    assert result.intact()["metrics"]
    _run(seed=77).save(own, force=True)
    for ask in (lambda: pickle.loads(carried), result.intact):
        with pytest.raises(innosim.ChangedError, match="has another result now"):
            ask()


@pytest.mark.parametrize("name", ["x" * 300, "\ud800", "a\0b"])
def test_what_cannot_be_a_name_is_said(name: str) -> None:
    with pytest.raises((innosim.ResultError, innosim.ArgumentError)):
        innosim.open(name)


@pytest.mark.parametrize("name", [None, "a\0b", "\ud800", "metrics"])
def test_only_files_of_a_result_are_verified(own: Path, name: str) -> None:
    with pytest.raises(innosim.ArgumentError):
        innosim.open(own).verified(name)
    assert innosim.open(own).verified("metrics.parquet").is_file()


@pytest.mark.parametrize("error", ["nosuch", "village"])
def test_errors_of_a_scenario_cross_a_process_border_whole(error: str) -> None:
    with pytest.raises(innosim.ScenarioError) as raised:
        innosim.load(error, ["uncertainties.pressure=9"] if error == "village" else [])
    for again in (pickle.loads(pickle.dumps(raised.value)), copy.copy(raised.value)):
        assert str(again) == str(raised.value)
        assert again.problems == raised.value.problems
