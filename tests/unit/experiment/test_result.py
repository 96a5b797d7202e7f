"""A stored result opened again, or a sentence on why it can't be."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import innosim
from innosim.api import Result
from innosim.experiment.errors import ChangedError, FolderError, ResultError
from innosim.experiment.manifest import edition, sealed
from innosim.experiment.result import StoredResult, open_result
from innosim.experiment.runner import run_plan
from innosim.experiment.temporary import run_temporarily
from innosim.scenario.catalogue import TABLES


@pytest.fixture
def folder(planned, engine, tmp_path) -> Path:
    return run_plan(planned(), tmp_path / "village", engine).folder


def test_scenario_and_manifest_come_back(planned, folder) -> None:
    result = open_result(folder)
    plan = planned()
    assert result.scenario == plan.scenario
    assert result.manifest["seed"] == 1
    assert result.manifest["ideas"] == 3
    assert result.manifest["regimes"] == list(plan.regimes)
    assert {t: f["rows"] for t, f in result.manifest["tables"].items()} == {
        table: len(getattr(result, table)) for table in TABLES
    }


def test_frames_are_read_when_asked_for(folder) -> None:
    result = open_result(folder)
    assert not set(TABLES) & set(vars(result))
    assert result.metrics is result.metrics


def test_saved_it_is_the_same(folder, tmp_path) -> None:
    result = open_result(folder)
    saved = result.save(tmp_path / "deep" / "copy")
    assert saved.folder == tmp_path / "deep" / "copy"
    pd.testing.assert_frame_equal(saved.ideas, result.ideas, check_exact=True)
    assert result.save(folder).folder == folder
    assert not (tmp_path / "deep" / "copy.partial").exists()


def test_saved_over_another_result_only_with_force(planned, engine, folder, tmp_path) -> None:
    other = run_temporarily(planned(seed=9), engine)
    with pytest.raises(FolderError, match="holds another run"):
        other.save(folder)
    assert other.save(folder, force=True).manifest["seed"] == 9
    with pytest.raises(FolderError, match="inside the result"):
        other.save(other.folder / "sub")


def test_a_temporary_result_goes_with_its_last_user(planned, engine) -> None:
    result = run_temporarily(planned(), engine)
    where = result.folder
    assert where.is_dir()
    del result
    assert not where.exists()


def test_a_changed_value_is_found(planned, engine, folder) -> None:
    result = open_result(folder)
    assert all(result.intact().values())
    other = run_temporarily(planned(seed=9), engine)
    shutil.copy(other.folder / "gates.parquet", folder)
    intact = open_result(folder).intact()
    assert not intact.pop("gates")
    assert all(intact.values())


def _no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _no_table(folder: Path) -> None:
    (folder / "gates.parquet").unlink()


def _cut_table(folder: Path) -> None:
    path = folder / "ideas.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def _older_table(folder: Path) -> None:
    path = folder / "metrics.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["failed_mdkk"]), path)


def _cut_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-100])


def _no_manifest_nor_table(folder: Path) -> None:
    _no_manifest(folder)
    _no_table(folder)


def _foreign_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": "web app"}')


def _list_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("[1]")


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _write(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _other_format(folder: Path) -> None:
    _write(folder, sealed({**_manifest(folder), "format_version": 99}))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_no_manifest, "manifest.json is not there, and the tables beside it are a result of"),
        (_no_manifest_nor_table, "is not a result of innosim: it has no manifest.json."),
        (_no_table, "lacks gates.parquet: run the scenario again."),
        (_cut_table, "ideas.parquet is damaged: run the scenario again."),
        (_older_table, "metrics.parquet lacks failed_mdkk, as another version of innosim wrote it"),
        (_cut_manifest, "manifest.json is not as innosim wrote it: put it back as it was, or run"),
        (_foreign_manifest, "is not a result of innosim: its manifest.json is another's."),
        (_list_manifest, "is not a result of innosim: its manifest.json is another's."),
        (_other_format, "was written by another version of innosim"),
    ],
)
def test_what_is_not_whole_is_not_opened(folder, harm, said) -> None:
    harm(folder)
    with pytest.raises(ResultError) as error:
        open_result(folder)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


_KEYS = [
    "format_version",
    "name",
    "seed",
    "months",
    "monthly",
    "yearly",
    "replications",
    "baseline",
    "costs",
    "regimes",
    "ideas",
    "versions",
    "model_sha256",
    "twins",
    "references",
    "scenario",
    "fingerprint",
    "asked",
    "arms",
    "equal_use",
    "tables",
    "files",
    "sha256",
]


def test_the_keys_of_a_manifest_are_all_tried(folder) -> None:
    assert set(_manifest(folder)) == {"format", *_KEYS}


@pytest.mark.parametrize("key", _KEYS)
@pytest.mark.parametrize("harm", ["removed", "hello", "nested"])
def test_what_another_hand_changed_is_not_opened(folder, key, harm) -> None:
    found = _manifest(folder)
    if harm == "removed":
        del found[key]
    elif harm == "hello":
        found[key] = "hello"
    else:
        found[key] = [found[key]]
    _write(folder, found)
    with pytest.raises(ChangedError) as error:
        open_result(folder)
    assert str(error.value) == (
        f"{folder.as_posix()}/manifest.json is not as innosim wrote it: put it back as it was, or run the scenario"
        " again with --force."
    )


def test_what_another_hand_changed_is_replaced_by_force_alone(planned, engine, folder) -> None:
    plan = planned()
    _write(folder, {**_manifest(folder), "seed": 7})
    with pytest.raises(FolderError, match="again with --force"):
        run_plan(plan, folder, engine)
    run_plan(plan, folder, engine, force=True)
    assert open_result(folder).manifest["seed"] == 1


@pytest.mark.parametrize("key", ["name", "regimes", "tables"])
def test_of_another_edition_what_is_asked_must_be_there(folder, key) -> None:
    _of_the_first_edition(folder)
    found = _manifest(folder)
    del found[key]
    _write(folder, found)
    with pytest.raises(ChangedError):
        StoredResult(folder)


def test_a_folder_that_is_not_there(folder, tmp_path) -> None:
    with pytest.raises(ResultError, match=r"There is no folder .*vilage: did you mean .*village\?"):
        open_result(tmp_path / "vilage")
    with pytest.raises(ResultError, match="innosim run makes one"):
        open_result(tmp_path / "elsewhere" / "x")
    with pytest.raises(ResultError, match="is a file"):
        open_result(folder / "README.md")


def test_a_run_that_is_not_finished_says_so(folder) -> None:
    folder.rename(folder.with_name("village.partial"))
    with pytest.raises(ResultError, match="is not finished"):
        open_result(folder)


def test_a_scenario_of_another_catalogue_is_refused_when_asked_for(folder) -> None:
    found = _manifest(folder)
    found["scenario"]["values"]["happiness"] = 1.0
    _write(folder, sealed(found))
    result = open_result(folder)
    assert len(result.metrics)
    with pytest.raises(ResultError, match="happiness"):
        _ = result.scenario


def _of_the_first_edition(folder: Path) -> None:
    """The folder as innosim 0.1 wrote it: a column that is gone is there, one that is new is not."""
    found = _manifest(folder)
    found["versions"]["innosim"] = "0.1.0"
    found["scenario"]["values"]["home_fall"] = 0.03
    found["fingerprint"] = "another"
    del found["sha256"], found["files"]
    _write(folder, found)
    path = folder / "metrics.parquet"
    table = pq.read_table(path).drop_columns(["value_per_year"])
    pq.write_table(table.append_column("both_at_once", table["mandate_share"]), path)


def test_a_result_of_another_edition_can_be_looked_at(folder) -> None:
    _of_the_first_edition(folder)
    with pytest.warns(
        UserWarning, match=r"made by innosim 0\.1\.0.* can be read, but not compared"
    ):
        result = innosim.open(folder)
    assert "both_at_once" in result.metrics
    assert len(result.ideas)
    assert "of village" in repr(result)
    assert "can be read, but not compared" in result._repr_html_()


def test_a_result_of_another_edition_is_not_asked_what_rests_on_the_model(folder) -> None:
    _of_the_first_edition(folder)
    result = Result(folder)
    asked = [
        result.compare,
        lambda: result.fates("framed", "shaving"),
        result.biography,
        result.bottlenecks,
        result.purse,
        lambda: result.plot,
        lambda: result.scenario,
        lambda: open_result(folder),
    ]
    for ask in asked:
        with pytest.raises(ResultError, match="another edition") as error:
            ask()
        assert "\n" not in str(error.value)


def test_a_run_does_not_go_on_with_another_edition(planned, engine, folder) -> None:
    _of_the_first_edition(folder)
    with pytest.raises(FolderError, match=r"another edition of the model: innosim 0\.1\.0"):
        run_plan(planned(), folder, engine)
    assert run_plan(planned(), folder, engine, force=True).ran
    assert not Result(folder).other_edition


def test_versions_of_one_edition_share_their_first_two_numbers() -> None:
    assert edition("0.2.0") == edition("0.2.7") == "0.2"
    assert edition("0.1.0") != edition("0.2.0") != edition("1.2.0")
    assert edition("unknown") == "unknown"


def test_a_result_replaced_while_it_is_open_is_not_mixed_with_the_other(
    planned, engine, folder
) -> None:
    opened, read = open_result(folder), open_result(folder)
    metrics = read.metrics
    run_plan(planned(seed=2), folder, engine, force=True)
    for table in ("metrics", "ideas", "summary"):
        with pytest.raises(ChangedError, match=r"has another result now .*: open it again\.$"):
            getattr(opened, table)
    assert read.metrics is metrics
    with pytest.raises(ChangedError, match="has another result now"):
        read.gates  # noqa: B018 - reading is the act
    run_plan(planned(), folder, engine, force=True)
    pd.testing.assert_frame_equal(opened.metrics, metrics)  # the very same is there again


def test_values_that_another_hand_changed_are_not_read(folder) -> None:
    path = folder / "metrics.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("mandate_share")
    values = pa.array([0.5] * table.num_rows)
    changed = table.set_column(place, table.schema.field(place), values)
    pq.write_table(changed, path)
    result = open_result(folder)
    with pytest.raises(ChangedError, match=r"metrics\.parquet is not as innosim wrote it: put"):
        result.metrics  # noqa: B018 - reading is the act


def test_a_file_that_may_not_be_read_is_not_called_damaged(folder, monkeypatch) -> None:
    result = open_result(folder)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("innosim.experiment.result.digest_of", denied)
    with pytest.raises(ResultError, match=r"metrics\.parquet cannot be read: Permission denied\.$"):
        result.metrics  # noqa: B018 - reading is the act
    monkeypatch.setattr(pq, "read_metadata", denied)
    with pytest.raises(ResultError, match=r"parquet cannot be read: Permission denied\.$"):
        open_result(folder)
    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(
        ResultError, match=r"manifest\.json cannot be read: Permission denied\.$"
    ) as error:
        open_result(folder)
    assert not isinstance(error.value, ChangedError)


@pytest.mark.parametrize("folders", [1200, 3000])
def test_a_path_that_is_too_long_is_said_to_be(folder: Path, folders: int) -> None:
    with pytest.raises(ResultError, match=r"\.\.\. is too long a path"):
        open_result("a/" * folders + "b")
    with pytest.raises(FolderError, match=r"\.\.\. is too long a path"):
        open_result(folder).save("a/" * folders + "b")


@pytest.mark.parametrize("name", ["gates.parquet", "read.R", ""])
def test_saving_what_is_gone_names_what_is_gone_and_leaves_nothing(
    folder: Path, tmp_path: Path, name: str
) -> None:
    result, gone = open_result(folder), folder / name
    if name:
        gone.unlink()
    else:
        shutil.rmtree(gone)
    with pytest.raises(ResultError) as error:
        result.save(tmp_path / "y")
    assert str(error.value).startswith(f"{gone.as_posix()} is there no more")
    assert not list(tmp_path.glob("y*"))


def test_saving_what_was_changed_names_it_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    result = open_result(folder)
    (folder / "read.R").write_text("mine")
    with pytest.raises(ChangedError, match=rf"{folder.as_posix()}/read\.R is not as innosim wrote"):
        result.save(tmp_path / "y")
    assert not list(tmp_path.glob("y*"))


def test_what_python_is_told_to_do_is_done_in_python(planned, engine, tmp_path) -> None:
    one = run_plan(planned(seed=1), tmp_path / "one", engine)
    other = run_plan(planned(seed=2), tmp_path / "other", engine)
    with pytest.raises(FolderError) as refused:
        StoredResult(one.folder).save(other.folder)
    said = str(refused.value)
    assert "give force=True to replace it, or name another folder." in said
    assert "--" not in said
    assert StoredResult(one.folder).save(other.folder, force=True).manifest["seed"] == 1
