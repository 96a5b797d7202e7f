"""Where a result may be put, and whose the files are that stand there."""

import os
import shutil
from pathlib import Path

import pytest

from innosim.experiment import folder as folder_module
from innosim.experiment.errors import FolderError, NotPlacedError
from innosim.experiment.export import export_csv
from innosim.experiment.made import RECORD, made_in
from innosim.experiment.place import resolved
from innosim.experiment.result import StoredResult
from innosim.experiment.runner import run_plan


def test_links_are_followed(planned, engine, tmp_path: Path) -> None:
    """A link to a folder stays one, and what it leads to has the result; one to nothing yet as well."""
    (tmp_path / "disk").mkdir()
    for name in ("there", "nowhere yet"):
        (tmp_path / name).symlink_to(tmp_path / "disk" / name)
    (tmp_path / "disk" / "there").mkdir()
    for name in ("there", "nowhere yet"):
        assert run_plan(planned(), tmp_path / name, engine).folder == tmp_path / "disk" / name
        assert (tmp_path / name).is_symlink()
        assert not run_plan(planned(), tmp_path / name, engine).ran
    assert sorted(path.name for path in (tmp_path / "disk").iterdir()) == ["nowhere yet", "there"]


def test_a_circle_of_links_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    with pytest.raises(FolderError, match="links go round in a circle"):
        resolved(tmp_path / "one" / "r")


@pytest.mark.parametrize("name", [".", "..", "../here", "sub/..", "../../."])
def test_the_folder_one_stands_in_is_no_place(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    monkeypatch.chdir(here)
    with pytest.raises(
        FolderError, match=r"the folder you stand in, or one round it.*such as (\S+/)?result\.$"
    ):
        run_plan(planned(), Path(name), engine)
    assert [path.name for path in tmp_path.rglob("*")] == ["here", "sub"]


def test_a_path_through_where_one_stands_is_a_place(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run_plan(planned(), Path("../here/r"), engine).folder == tmp_path / "here" / "r"
    assert run_plan(planned(), Path("../beside"), engine).folder == tmp_path / "beside"


def test_a_mount_point_is_no_place(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "disk")
    with pytest.raises(FolderError, match=r"where a disk is mounted.*disk/result\.$"):
        run_plan(planned(), tmp_path / "disk", engine)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is empty"),
        ("a\tb", r"^'.*a\\tb' cannot be a name"),
        ("a\u202eb", r"cannot be a name"),
        ("a\udcffb", r"^'.*a\\udcffb' cannot be a name"),
        ("x" * 248, "is too long a name: it may have 247 bytes"),
        ("æ" * 124, "is too long a name"),
        ("x" * 300 + "/r", "is too long a name: it may have 255 bytes"),
        ("~nobody-of-that-name/r", "there is no user of that name"),
    ],
)
def test_names_that_cannot_be(name: str, said: str) -> None:
    with pytest.raises(FolderError, match=said):
        resolved(name)


def test_a_space_that_does_not_break_is_a_space(tmp_path: Path) -> None:
    assert resolved(tmp_path / "mine\xa0own").name == "mine\xa0own"


@pytest.mark.skipif(os.name == "nt", reason="a folder in use stays there")
def test_a_folder_that_is_gone_under_ones_feet_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for name in ("r", tmp_path / "r"):
        with pytest.raises(FolderError, match="The folder you stand in is gone: go to another one"):
            resolved(name)


def test_the_longest_name_is_one(planned, engine, tmp_path: Path) -> None:
    assert run_plan(planned(), tmp_path / ("x" * 247), engine).ran


def test_what_a_user_changed_is_named_and_stays(planned, engine, tmp_path: Path) -> None:
    """Whatever was changed, in the folder or in one that a later command wrote: --force does not touch it."""
    for name in ("README.md", "summary.csv", "read.R", "csv/metrics.csv", "csv/mine.csv", "dta/x"):
        folder = tmp_path / name.replace("/", "-")
        run_plan(planned(), folder, engine)
        export_csv(StoredResult(folder), folder / "csv")
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine", encoding="utf-8")
        for seed in (1, 2):
            with pytest.raises(FolderError, match=rf"also holds {name}[ ,].*not as innosim wrote"):
                run_plan(planned(seed=seed), folder, engine, force=True)
        assert (folder / name).read_text(encoding="utf-8") == "mine"
        assert StoredResult(folder).manifest["seed"] == 1


def test_what_innosim_wrote_gives_way(planned, engine, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    export_csv(StoredResult(folder), folder / "csv")
    export_csv(StoredResult(folder), folder / "csv", decimal="comma")
    assert (folder / "csv" / RECORD).exists()
    run_plan(planned(seed=2), folder, engine, force=True)
    assert StoredResult(folder).manifest["seed"] == 2
    assert not (folder / "csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_file_of_another_is_not_written_over(planned, engine, tmp_path: Path) -> None:
    run_plan(planned(), tmp_path / "r", engine)
    (tmp_path / "gates.csv").write_text("mine")
    with pytest.raises(FolderError, match=r"gates\.csv is there, and is not as innosim wrote it"):
        export_csv(StoredResult(tmp_path / "r"), tmp_path)
    assert (tmp_path / "gates.csv").read_text() == "mine"
    (tmp_path / "gates.csv").unlink()
    export_csv(StoredResult(tmp_path / "r"), tmp_path)
    export_csv(StoredResult(tmp_path / "r"), tmp_path)
    (tmp_path / "metrics.csv").write_text("changed")
    with pytest.raises(FolderError, match=r"metrics\.csv is there, and is not as innosim wrote it"):
        export_csv(StoredResult(tmp_path / "r"), tmp_path)
    (tmp_path / "ledger.csv").unlink()
    (tmp_path / "ledger.csv").symlink_to(tmp_path / "metrics.csv")
    with made_in(tmp_path) as made, pytest.raises(FolderError, match=r"ledger\.csv is there"):
        made.write("ledger.csv", lambda stream: None)
    assert (tmp_path / "metrics.csv").read_text() == "changed"


def test_a_record_that_names_files_elsewhere_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "csv").mkdir()
    with made_in(tmp_path / "csv") as made:
        made.write("one.csv", lambda stream: None)
    record = tmp_path / "csv" / RECORD
    record.write_text(record.read_text().replace("one.csv", "../mine"))
    with made_in(tmp_path / "csv") as made:
        made.remove()
    assert (tmp_path / "mine").exists()


def test_a_file_that_comes_between_looking_and_moving_stays(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder goes back to where it was, with the file in it; the finished result is where the sentence says."""
    folder = tmp_path / "r"
    run_plan(planned(seed=2), folder, engine)
    looked = folder_module.standing

    def then_it_comes(*args, **more):
        found = looked(*args, **more)
        (folder / "notes.txt").write_text("mine")
        return found

    monkeypatch.setattr(folder_module, "standing", then_it_comes)
    with pytest.raises(NotPlacedError, match=r"r also holds notes\.txt.*is whole in .*r\.partial"):
        run_plan(planned(), folder, engine, force=True)
    assert (folder / "notes.txt").read_text() == "mine"
    assert StoredResult(folder).manifest["seed"] == 2
    assert StoredResult(tmp_path / "r.partial" / "result").manifest["seed"] == 1


def test_a_disk_without_locks_is_said_to_be_one(
    planned, engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(FolderError, match=r"cannot be locked \(No locks available\)"):
        run_plan(planned(), tmp_path / "r", engine)


def test_what_only_resembles_ours_is_in_the_way(planned, engine, tmp_path: Path) -> None:
    """A plan of the user's own, without our marker, beside the result's place."""
    partial = tmp_path / "r.partial"
    partial.mkdir()
    (partial / "plan.json").write_text('{"fingerprint": "mine", "steps": []}')
    for force in (False, True):
        with pytest.raises(FolderError, match="in the way, and is not as innosim makes it"):
            run_plan(planned(), tmp_path / "r", engine, force=force)
    assert (partial / "plan.json").read_text().endswith('"steps": []}')
    shutil.rmtree(partial)
    partial.symlink_to(tmp_path)
    with pytest.raises(FolderError, match="in the way"):
        run_plan(planned(), tmp_path / "r", engine)


def test_a_name_that_a_user_may_have_given_is_not_taken_for_an_unfinished_file(
    planned, engine, tmp_path: Path
) -> None:
    run_plan(planned(), tmp_path / "r", engine)
    (tmp_path / "out").mkdir()
    for name in ("metrics.csv.tmp", ".innosim.json.tmp"):
        (tmp_path / "out" / name).write_text("mine")
    export_csv(StoredResult(tmp_path / "r"), tmp_path / "out")
    for name in ("metrics.csv.tmp", ".innosim.json.tmp"):
        assert (tmp_path / "out" / name).read_text() == "mine"


def test_a_record_that_is_a_user_s_stays(planned, engine, tmp_path: Path) -> None:
    run_plan(planned(), tmp_path / "r", engine)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / RECORD).write_text("mine")
    with pytest.raises(FolderError, match=r"\.innosim\.json is there, and is not as innosim wrote"):
        export_csv(StoredResult(tmp_path / "r"), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [RECORD]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_table_that_somebody_changed_is_set_aside(
    planned, engine, tmp_path: Path, seed: int
) -> None:
    """Made again without being asked, or replaced by force: what was in it is not lost."""
    folder = tmp_path / "r"
    for number in ("", "1"):
        run_plan(planned(), folder, engine, force=True)
        (folder / "gates.parquet").write_text(f"mine {number}")
        made = run_plan(planned(seed=seed), folder, engine, force=seed == 2)
        assert (tmp_path / "r.changed" / f"gates{number}.parquet").read_text() == f"mine {number}"
        assert made.aside == tmp_path / "r.changed"
    assert StoredResult(folder).manifest["seed"] == seed


def test_what_was_exported_into_the_result_itself_gives_way(
    planned, engine, tmp_path: Path
) -> None:
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    export_csv(StoredResult(folder), folder)
    run_plan(planned(seed=2), folder, engine, force=True)
    assert not list(folder.glob("*.csv.*"))
    assert not (folder / "gates.csv").exists()


def test_a_changed_file_beside_the_tables_is_told_and_one_that_is_lost_made_again(
    planned, engine, tmp_path: Path
) -> None:
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    (folder / "summary.csv").write_text("mine")
    assert run_plan(planned(), folder, engine).changed == ("summary.csv",)
    (folder / "summary.csv").unlink()
    again = run_plan(planned(), folder, engine)
    assert (again.ran, again.damaged, again.aside) == (True, ("summary.csv",), None)
    assert len(StoredResult(folder).summary)


@pytest.mark.skipif(os.name == "nt", reason="pipes")
@pytest.mark.parametrize("name", ["manifest.json", RECORD])
def test_a_pipe_is_not_waited_for(planned, engine, tmp_path: Path, name: str) -> None:
    result = StoredResult(run_plan(planned(), tmp_path / "r", engine).folder)
    (tmp_path / "r" / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / "r" / name)
    with pytest.raises(FolderError, match=rf"{name}.*(is no file|is not as innosim wrote it)"):
        run_plan(planned(seed=2), tmp_path / "r", engine, force=True)
    if name == RECORD:
        with pytest.raises(FolderError, match="is there, and is not as innosim wrote it"):
            export_csv(result, tmp_path / "r")
    assert (tmp_path / "r" / name).is_fifo()
