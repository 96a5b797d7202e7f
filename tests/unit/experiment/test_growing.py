"""The folder beside a result in which it grows: what is not proven to be ours there is never touched, whatever its name."""

import json
import os
import shutil
from pathlib import Path

import pytest

from innosim.experiment.errors import FolderError, NotPlacedError
from innosim.experiment.files import UNFINISHED, try_lock
from innosim.experiment.growing import LOCK, NOTE, PARTS_FOLDER, REPLACED, STAGED, STAGING
from innosim.experiment.result import StoredResult
from innosim.experiment.runner import run_plan

AT_OUR_NAMES = [
    f"{STAGING}/README.md",
    f"{STAGING}/manifest.json",
    f"{STAGING}/gates.parquet",
    f"{REPLACED}/summary.csv",
    f"{REPLACED}/timings.json",
    f"{PARTS_FOLDER}/pilots.json",
    f"{PARTS_FOLDER}/0000-0000000.part",
    f"{PARTS_FOLDER}/0000-0000000.part{UNFINISHED}",
    NOTE,
    STAGED,
    LOCK,
]
"""Where a user may have put a file of his own, by chance or to see what comes of it."""


def _held(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, by place; folders hold None."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def _stopped(planned, engine, folder: Path, *, holding: bool = False) -> Path:
    """Return the growing folder of a run that was stopped when its parts were finished."""
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(planned(), folder, engine, jobs=1, progress=stop, force=holding)
    return folder.with_name(folder.name + ".partial")


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", AT_OUR_NAMES)
def test_a_folder_that_nothing_proves_ours_is_left_as_it_is(
    planned, engine, tmp_path: Path, name: str, force: bool
) -> None:
    partial = tmp_path / "r.partial"
    for other in (STAGING, REPLACED, PARTS_FOLDER):
        (partial / other).mkdir(parents=True)
    (partial / name).write_text("mine")
    before = _held(partial)
    with pytest.raises(FolderError, match=r"r\.partial is in the way, and is not as innosim makes"):
        run_plan(planned(), tmp_path / "r", engine, force=force)
    assert _held(partial) == before
    assert not (tmp_path / "r").exists()


def test_empty_folders_of_our_names_are_no_proof(planned, engine, tmp_path: Path) -> None:
    (tmp_path / "r.partial" / STAGING).mkdir(parents=True)
    with pytest.raises(FolderError, match="is not as innosim makes it"):
        run_plan(planned(), tmp_path / "r", engine)
    assert _held(tmp_path / "r.partial") == {STAGING: None}


@pytest.mark.parametrize("name", AT_OUR_NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_in_a_folder_of_ours_a_file_that_we_did_not_make_is_set_aside_and_the_run_goes_on(
    planned, engine, tmp_path: Path, name: str, seed: int
) -> None:
    """Also where another run is dropped by force: what cannot be proven moves before the first file goes."""
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / name).parent.mkdir(exist_ok=True)
    (partial / name).write_text("mine")
    made = run_plan(planned(seed=seed), tmp_path / "r", engine, force=seed == 2)
    assert made.aside == tmp_path / "r.changed"
    assert _held(made.aside) == {Path(name).name: b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r", "r.changed"]
    assert StoredResult(tmp_path / "r").manifest["seed"] == seed


def test_nothing_moves_where_another_run_is_not_dropped(planned, engine, tmp_path: Path) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / STAGED).write_text("mine")
    (partial / LOCK).write_text("mine")
    before = _held(partial)
    with pytest.raises(FolderError, match="holds what is finished of another run"):
        run_plan(planned(seed=2), tmp_path / "r", engine)
    assert _held(partial) == before
    assert [path.name for path in tmp_path.iterdir()] == ["r.partial"]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_lock_with_text_in_it_is_set_aside_and_the_run_goes_on(
    planned, engine, tmp_path: Path, seed: int
) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / LOCK).write_text("mine")
    made = run_plan(planned(seed=seed), tmp_path / "r", engine, force=seed == 2)
    assert made.aside is not None
    assert _held(made.aside) == {LOCK: b"mine"}
    assert not partial.exists()


def test_a_lock_with_text_in_it_is_set_aside_before_the_note_is_there(
    planned, engine, tmp_path: Path
) -> None:
    (tmp_path / "r.partial").mkdir()
    (tmp_path / "r.partial" / LOCK).write_text("mine")
    made = run_plan(planned(), tmp_path / "r", engine)
    assert made.aside is not None
    assert _held(made.aside) == {LOCK: b"mine"}


def test_a_lock_with_text_in_it_that_a_run_holds_stays(planned, engine, tmp_path: Path) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / LOCK).write_text("mine")
    with (partial / LOCK).open("rb+") as held:
        try_lock(held.fileno())
        with pytest.raises(FolderError, match="Another run is writing"):
            run_plan(planned(), tmp_path / "r", engine)
    assert (partial / LOCK).read_text() == "mine"


@pytest.mark.parametrize("how", ["flipped", "emptied", "lost", "cut"])
@pytest.mark.parametrize("name", [STAGED, NOTE, *(f"{STAGING}/{n}" for n in ("gates.parquet", "manifest.json", "summary.csv", "timings.json"))])  # fmt: skip
@pytest.mark.parametrize("force", [False, True])
def test_what_a_killed_run_put_together_and_is_damaged_is_made_again(
    planned, engine, tmp_path: Path, name: str, how: str, force: bool
) -> None:
    run_plan(planned(), tmp_path / "whole", engine)
    partial = _killed_before_it_is_placed(planned, engine, tmp_path / "r")
    path = partial / name
    held = path.read_bytes()
    if how == "lost":
        path.unlink()
    else:
        middle = len(held) // 2
        flipped = held[:middle] + bytes([held[middle] ^ 4]) + held[middle + 1 :]
        path.write_bytes({"flipped": flipped, "emptied": b"", "cut": held[:middle]}[how])
    made = run_plan(planned(), tmp_path / "r", engine, force=force)
    assert not partial.exists()
    assert made.ran
    for file in (tmp_path / "whole").iterdir():
        if file.name != "timings.json":
            assert (tmp_path / "r" / file.name).read_bytes() == file.read_bytes(), file.name
    if made.aside is not None:  # never more than what was damaged, never a whole result
        assert set(_held(made.aside)) == {Path(name).name}
        assert how != "lost"


def _killed_before_it_is_placed(planned, engine, folder: Path) -> Path:
    """Return the growing folder of a run that was whole but for its place."""

    def comes(done: int, total: int) -> None:
        if done == total:
            folder.mkdir()
            (folder / "notes.txt").write_text("mine")

    with pytest.raises(NotPlacedError):
        run_plan(planned(), folder, engine, progress=comes)
    shutil.rmtree(folder)
    return folder.with_name(folder.name + ".partial")


@pytest.mark.parametrize("name", [f"notes{UNFINISHED}", "notes.txt", f"deep/README.md{UNFINISHED}"])
def test_a_file_of_a_user_s_in_the_result_that_grows_is_set_aside_whatever_its_name_ends_with(
    planned, engine, tmp_path: Path, name: str
) -> None:
    partial = _killed_before_it_is_placed(planned, engine, tmp_path / "r")
    path = partial / STAGING / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    made = run_plan(planned(), tmp_path / "r", engine)
    assert made.aside is not None
    assert _held(made.aside) == {path.name: b"mine"}


@pytest.mark.parametrize("name", ["summary.csv", "timings.json", "gates.parquet", "manifest.json"])
def test_what_cannot_be_proven_in_what_gave_way_is_set_aside(
    planned, engine, tmp_path: Path, name: str
) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / REPLACED).mkdir()
    (partial / REPLACED / name).write_text("mine")
    made = run_plan(planned(), tmp_path / "r", engine)
    assert made.aside == tmp_path / "r.changed"
    assert _held(made.aside) == {name: b"mine"}


def test_a_file_of_another_name_in_a_folder_of_ours_is_left(
    planned, engine, tmp_path: Path
) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    for name in ("notes.txt", "parts/notes.txt"):
        (partial / name).write_text("mine")
    run_plan(planned(), tmp_path / "r", engine)
    assert _held(partial) == {"notes.txt": b"mine", "parts": None, "parts/notes.txt": b"mine"}
    assert not run_plan(planned(), tmp_path / "r", engine).ran


@pytest.mark.parametrize("made", ["folder", "link"])
@pytest.mark.parametrize(
    "name",
    [
        LOCK,
        NOTE,
        NOTE + UNFINISHED,
        STAGED + UNFINISHED,
        PARTS_FOLDER,
        STAGING,
        REPLACED,
        f"{PARTS_FOLDER}/0001-0000000.part",
        f"{PARTS_FOLDER}/0001-0000000.part{UNFINISHED}",
        f"{PARTS_FOLDER}/pilots.json",
    ],
)
def test_what_is_no_file_or_no_folder_is_named(
    planned, engine, tmp_path: Path, name: str, made: str
) -> None:
    """A folder where a file belongs, a file where a folder does, a link in place of either."""
    partial, mine = _stopped(planned, engine, tmp_path / "r"), tmp_path / "mine"
    mine.mkdir()
    (mine / "file").write_text("mine")
    path = partial / name
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    a_folder_belongs = name in (PARTS_FOLDER, STAGING, REPLACED)
    if made == "link":
        path.symlink_to(mine if a_folder_belongs else mine / "file")
    elif a_folder_belongs:
        path.write_text("mine")
    else:
        path.mkdir()
    with pytest.raises(FolderError) as error:
        run_plan(planned(), tmp_path / "r", engine)
    said = str(error.value)
    named = (
        [path.as_posix(), partial.as_posix()] if name in (NOTE, PARTS_FOLDER) else [path.as_posix()]
    )
    assert any(said.startswith(f"{each} is in the way") for each in named), said
    assert (mine / "file").read_text() == "mine"
    assert os.path.lexists(path)


def test_a_plan_that_only_begins_as_ours_is_not_lost(planned, engine, tmp_path: Path) -> None:
    """One of ours that was damaged, for all that can be known."""
    partial = tmp_path / "r.partial"
    partial.mkdir()
    text = json.dumps({"innosim": "unfinished run", "steps": "mine"})
    (partial / NOTE).write_text(text)
    made = run_plan(planned(), tmp_path / "r", engine, force=True)
    assert made.aside is not None
    assert _held(made.aside) == {NOTE: text.encode()}


def test_a_part_proves_whose_the_folder_is_where_the_note_is_lost(
    planned, engine, tmp_path: Path
) -> None:
    partial = _stopped(planned, engine, tmp_path / "r")
    (partial / NOTE).unlink()
    with pytest.raises(FolderError, match=r"r\.partial holds what is finished of another run"):
        run_plan(planned(seed=2), tmp_path / "r", engine)
    for part in (partial / PARTS_FOLDER).glob("*.part"):
        part.write_bytes(part.read_bytes()[:-1])
    assert run_plan(
        planned(seed=2), tmp_path / "r", engine
    ).ran  # nothing there can be gone on with
    run_plan(planned(seed=2), tmp_path / "whole", engine)
    table = "indicators.parquet"
    assert (tmp_path / "r" / table).read_bytes() == (tmp_path / "whole" / table).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r", "whole"]


@pytest.mark.parametrize("held", [b"", b"\0" * 200, b'{"inno', b"mine"])
@pytest.mark.parametrize("parts", [False, True])
def test_a_note_lost_before_the_first_part_is_set_aside(
    planned, engine, tmp_path: Path, held: bytes, parts: bool
) -> None:
    partial = tmp_path / "r.partial"
    partial.mkdir()
    (partial / LOCK).touch()
    (partial / NOTE).write_bytes(held)
    if parts:
        (partial / PARTS_FOLDER).mkdir()
    made = run_plan(planned(), tmp_path / "r", engine)
    assert made.ran
    assert not partial.exists()
    assert (_held(made.aside) if made.aside else {}) == ({NOTE: held} if held else {})


@pytest.mark.parametrize("other", ["mine.txt", f"{PARTS_FOLDER}/mine.txt", STAGING, REPLACED])
def test_a_folder_with_a_note_that_proves_nothing_and_more_is_not_ours(
    planned, engine, tmp_path: Path, other: str
) -> None:
    partial = tmp_path / "r.partial"
    (partial / PARTS_FOLDER).mkdir(parents=True)
    (partial / LOCK).touch()
    (partial / NOTE).write_text("mine")
    (partial / other).write_text("mine")
    with pytest.raises(FolderError, match="is not as innosim makes it"):
        run_plan(planned(), tmp_path / "r", engine)
    assert (partial / NOTE).read_text() == "mine"


def test_a_file_of_the_finished_result_that_was_changed_before_it_is_placed_is_set_aside(
    planned, engine, tmp_path: Path
) -> None:
    partial = _killed_before_it_is_placed(planned, engine, tmp_path / "r")
    (partial / STAGING / "README.md").write_text("mine")
    made = run_plan(planned(), tmp_path / "r", engine)
    assert made.aside is not None
    assert _held(made.aside) == {"README.md": b"mine"}
    assert (tmp_path / "r" / "README.md").read_text() != "mine"


@pytest.mark.parametrize("gone", ["", PARTS_FOLDER])
def test_a_folder_that_is_removed_while_the_run_goes_on_is_said_to_be(
    planned, engine, tmp_path: Path, gone: str
) -> None:
    def remove(done: int, total: int) -> None:
        if done == total // 2:
            shutil.rmtree(tmp_path / "r.partial" / gone)

    said = "was removed while the run went on" if not gone else r"parts.* is gone: it was removed"
    with pytest.raises(FolderError, match=said):
        run_plan(planned(), tmp_path / "r", engine, jobs=1, progress=remove)
    run_plan(planned(), tmp_path / "r", engine)
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize("made", ["file", "link"])
def test_where_tables_are_set_aside_nothing_is_in_the_way(
    planned, engine, tmp_path: Path, made: str
) -> None:
    """A file, or a link to nothing, of the name DIR.changed: DIR.changed1 takes what somebody changed."""
    run_plan(planned(), tmp_path / "r", engine)
    (tmp_path / "r" / "gates.parquet").write_text("changed")
    if made == "file":
        (tmp_path / "r.changed").write_text("mine")
    else:
        (tmp_path / "r.changed").symlink_to("nowhere")
    again = run_plan(planned(), tmp_path / "r", engine)
    assert again.aside == tmp_path / "r.changed1"
    assert (tmp_path / "r.changed1" / "gates.parquet").read_text() == "changed"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r", "r.changed", "r.changed1"]


@pytest.mark.parametrize("held", ["", "{", "first byte", None])
def test_a_result_whose_manifest_is_damaged_is_mended_by_force(
    planned, engine, tmp_path: Path, held: str | None
) -> None:
    """It is known by its tables; nothing that cannot be proven ours any more is lost, whoever changed it."""
    folder = tmp_path / "r"
    run_plan(planned(), folder, engine)
    (folder / "README.md").write_text("mine")
    manifest = folder / "manifest.json"
    whole = manifest.read_text()
    if held is None:
        manifest.unlink()
    else:
        manifest.write_text("x" + whole[1:] if held == "first byte" else held)
    with pytest.raises(FolderError, match=r"manifest\.json is (damaged|not there), and the tables"):
        run_plan(planned(), folder, engine)
    if held == "first byte":  # it still tells what was written
        with pytest.raises(FolderError, match=r"also holds README\.md"):
            run_plan(planned(), folder, engine, force=True)
        (folder / "README.md").unlink()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(FolderError, match=r"also holds notes\.txt"):
        run_plan(planned(), folder, engine, force=True)
    (folder / "notes.txt").unlink()
    made = run_plan(planned(), folder, engine, force=True)
    assert made.damaged == ("manifest.json",)
    assert manifest.read_text() == whole
    if held != "first byte":
        assert (tmp_path / "r.changed" / "README.md").read_text() == "mine"


@pytest.mark.parametrize("held", ["", "{", '{"name": "a web app"}'])
def test_a_folder_that_nothing_proves_a_result_is_refused(
    planned, engine, tmp_path: Path, held: str
) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "manifest.json").write_text(held)
    (tmp_path / "r" / "gates.parquet").write_text("mine")
    for force in (False, True):
        with pytest.raises(FolderError, match="is not a result of innosim"):
            run_plan(planned(), tmp_path / "r", engine, force=force)
    assert (tmp_path / "r" / "gates.parquet").read_text() == "mine"


def test_timings_that_are_a_user_s_are_not_lost(planned, engine, tmp_path: Path) -> None:
    run_plan(planned(), tmp_path / "r", engine)
    (tmp_path / "r" / "timings.json").write_text("mine")
    made = run_plan(planned(seed=2), tmp_path / "r", engine, force=True)
    assert made.aside is not None
    assert (made.aside / "timings.json").read_text() == "mine"
    assert StoredResult(tmp_path / "r").manifest["seed"] == 2
