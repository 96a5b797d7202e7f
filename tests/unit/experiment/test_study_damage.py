"""What a study loses of its small files costs nothing that is finished, and what is another's is never lost; with the fake model."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from innosim.experiment import study_manifest
from innosim.experiment.engine import Engine
from innosim.experiment.errors import ChangedError, FolderError
from innosim.experiment.manifest import sealed
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_parcel import parcel_of, run_parcel
from innosim.experiment.study_runner import Share, run_study
from innosim.experiment.study_runs import open_study
from innosim.experiment.study_work import Work
from innosim.scenario.catalogue import AS_COSTED, EQUAL_RESOURCES
from innosim.scenario.reader import load

PRESSURE = "uncertainties.pressure"
SMALL = ("study.json", "points.parquet")


def study(
    values: tuple[float, ...] = (0.0, 0.001, 0.002),
    replications: int = 4,
    costs: tuple[str, ...] = (AS_COSTED,),
) -> StudyPlan:
    over = [f"run.replications={replications}", "run.months=12"]
    points = points_of("village", [{PRESSURE: each} for each in values], over)
    return make_study(load("village", over), points, regimes=("shaving", "framed"), costs=costs)


@pytest.fixture(scope="module")
def whole(fake: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that grew twice: as its chunks are cut anew each time, only who knows that finds them again."""
    folder = tmp_path_factory.mktemp("whole") / "s"
    for size in [((0.0,), 3), ((0.0,), 4), ((0.0, 0.001, 0.002), 4)]:
        run_study(study(*size), folder, fake.fake_engine(), jobs=1)
    return folder


@pytest.fixture
def own(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "s"))


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)


def by_hand(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"e", b"a"))


HARMS: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "cut": cut,
    "empty": lambda path: path.write_bytes(b"") and None,
    "flipped": flip,
    "changed": by_hand,
}


# damage


@pytest.mark.parametrize("names", [SMALL[:1], SMALL[1:], SMALL], ids=["study", "points", "both"])
@pytest.mark.parametrize("harm", HARMS)
def test_the_same_command_mends_small_files_and_runs_nothing_again(
    own: Path, engine: Engine, fake: ModuleType, harm: str, names: tuple[str, ...]
) -> None:
    before = held(own)
    for name in names:
        HARMS[harm](own / name)
    damaged = {name: (own / name).read_bytes() for name in names if (own / name).exists()}
    with pytest.raises(ChangedError, match="type the command that made the study"):
        open_study(own)
    fake.RAN.clear()
    outcome = run_study(study(), own, engine, jobs=1)
    assert (outcome.ran, fake.RAN) == (0, [])
    assert held(own) == before
    aside = own.with_name("s.changed")
    assert (held(aside) if aside.exists() else {}) == damaged
    assert outcome.aside == (aside if damaged else None)


def test_more_of_a_study_whose_small_files_are_lost_keeps_what_is_finished(
    own: Path, engine: Engine
) -> None:
    for name in SMALL:
        (own / name).unlink()
    assert run_study(study(replications=6), own, engine, jobs=1).ran == 3 * 2 * 2
    assert open_study(own).runs.plan.grown == ((1, 3), (1, 4), (3, 4))


def test_with_equal_resources_too(engine: Engine, fake: ModuleType, tmp_path: Path) -> None:
    plan = study(costs=(AS_COSTED, EQUAL_RESOURCES))
    run_study(plan, tmp_path / "s", engine, jobs=1)
    before = held(tmp_path / "s")
    (tmp_path / "s" / "study.json").unlink()
    assert run_study(plan, tmp_path / "s", engine, jobs=1).ran == 0
    assert held(tmp_path / "s") == before


@pytest.mark.parametrize("other", [study((0.0, 0.005)), study(replications=2), study((0.0,), 9)])
def test_what_is_left_of_another_study_is_refused(
    own: Path, engine: Engine, other: StudyPlan
) -> None:
    (own / "study.json").unlink()
    before = held(own)
    with pytest.raises(FolderError, match=r"is lost, and what is finished there is of another"):
        run_study(other, own, engine)
    assert held(own) == before
    run_study(other, own, engine, jobs=1, force=True)
    assert len(open_study(own).runs.points) == len(other.points)


def test_another_model_s_chunks_are_not_taken_up(own: Path, fake: ModuleType) -> None:
    (own / "study.json").unlink()
    with pytest.raises(FolderError, match="is lost, and what is finished"):
        run_study(study(), own, fake.fake_engine(digest="other"))


def test_every_bit_of_the_points_counts(own: Path) -> None:
    """Whatever bit is changed: a clean sentence, from all that read them."""
    path = own / "points.parquet"
    body = path.read_bytes()
    for place in range(0, len(body), 7):
        harmed = bytearray(body)
        harmed[place] ^= 1 << place % 8
        path.write_bytes(harmed)
        with pytest.raises(ChangedError, match=r"points\.parquet is not as innosim wrote it"):
            open_study(own)


def test_killed_between_the_small_files_a_study_that_is_given_more_is_one_of_the_two(
    own: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    bigger = study((0.0, 0.001, 0.002, 0.003))
    write, seen = study_manifest.write_shared, []
    for left in (1, 2, 3):
        writes = iter(range(left))

        def killed(path: Path, body: bytes, writes=writes) -> None:
            if next(writes, None) is None:
                raise KilledError
            write(path, body)

        with monkeypatch.context() as patch:
            patch.setattr(study_manifest, "write_shared", killed)
            with pytest.raises((KilledError, KeyboardInterrupt)):
                run_study(bigger, own, _stopping(engine), jobs=1)
        seen.append(len(open_study(own).runs.points))
    assert seen == [3, 3, 4]
    assert run_study(bigger, own, engine, jobs=1).ran == 2 * 4
    assert open_study(own).runs.done.all()


def _stopping(engine: Engine) -> Engine:
    def simulator(*_: object) -> None:
        raise KeyboardInterrupt

    return replace(engine, simulator=simulator)


def test_a_chunk_says_the_same_wherever_it_is_run(
    engine: Engine, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("innosim.experiment.study_parcel._engine", lambda: engine)
    plan = study()
    run_study(plan, tmp_path / "s", engine, jobs=1)
    work = Work(plan, tmp_path / "s", engine)
    there = work.store.finished(work.keys)
    for chunk, key in work.keys.items():
        files = run_parcel(parcel_of(plan, chunk, key, engine.digest))
        assert files[-1].name == there[chunk].name


# another's


ANOTHERS = {
    "study.json": b'{"title": "my clinical study"}',
    "points.parquet": b"mine",
    "pilots.json": b"[1, 2]",
}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("names", [("study.json",), tuple(ANOTHERS), ("pilots.json",)])
def test_another_s_folder_is_refused_whatever_is_asked(
    engine: Engine, tmp_path: Path, names: tuple[str, ...], *, force: bool
) -> None:
    folder = tmp_path / "ff"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(ANOTHERS[name])
    with pytest.raises(FolderError, match="name another folder with --out") as refused:
        run_study(study(), folder, engine, force=force)
    assert "--force" not in str(refused.value)
    assert held(folder) == {name: ANOTHERS[name] for name in names}


@pytest.mark.parametrize("name", ANOTHERS)
def test_what_is_not_as_it_was_written_is_set_aside_and_not_deleted(
    own: Path, engine: Engine, name: str
) -> None:
    (own / name).write_bytes(ANOTHERS[name])
    other = study((0.005,))
    outcome = run_study(other, own, engine, jobs=1, force=True)
    assert outcome.aside == own.with_name("s.changed")
    assert held(outcome.aside)[name] == ANOTHERS[name]
    assert len(open_study(own).runs.points) == 1


def test_another_s_pilots_in_a_study_are_neither_written_over_nor_removed(
    own: Path, engine: Engine
) -> None:
    (own / "pilots.json").write_bytes(b"mine")
    run_study(study(), own, engine, jobs=1)
    assert (own / "pilots.json").read_bytes() == b"mine"
    both = study(costs=(AS_COSTED, EQUAL_RESOURCES))
    folder = own.with_name("t")
    run_study(both, folder, engine, jobs=1, share=Share(0, 0))
    (folder / "pilots.json").write_bytes(b"mine")
    found = json.loads((folder / "study.json").read_text())
    (folder / "study.json").write_text(json.dumps(sealed({**found, "equal_use": None})))
    outcome = run_study(both, folder, engine, jobs=1)
    assert outcome.aside is not None
    assert held(outcome.aside) == {"pilots.json": b"mine"}


@pytest.mark.parametrize("name", ["metrics", "ideas", "study.json", "points.parquet"])
def test_what_is_in_the_way_is_said_before_anything_is_run(
    engine: Engine, fake: ModuleType, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "s"
    run_study(study(), folder, engine, share=Share(0, 0))
    path = folder / name
    path.unlink(missing_ok=True)
    if name in SMALL:
        path.mkdir()
    else:
        path.write_text("mine")
    fake.RAN.clear()
    with pytest.raises(FolderError, match=f"{name} is in the way|holds {name}"):
        run_study(study(), folder, engine)
    assert fake.RAN == []


# two at once


def test_of_two_studies_begun_at_once_one_is_refused(fake: ModuleType, tmp_path: Path) -> None:
    plans = [study((0.0, 0.001)), study((0.0, 0.002))]
    folder = tmp_path / "s"
    meet = threading.Barrier(2)
    ended: list[str] = []

    def run(plan: StudyPlan) -> None:
        meet.wait()
        try:
            run_study(plan, folder, fake.fake_engine(), jobs=1)
            ended.append("")
        except FolderError as error:
            ended.append(str(error))

    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        ended.clear()
        both = [threading.Thread(target=run, args=(plan,)) for plan in plans]
        for each in both:
            each.start()
        for each in both:
            each.join()
        refused, fine = sorted(ended, key=bool, reverse=True)
        assert fine == ""
        assert "holds another study" in refused
        runs = open_study(folder).runs
        assert runs.done.all()
        assert len(list((folder / "metrics").iterdir())) == len(runs.plan.chunks)


@pytest.mark.parametrize("force", [False, True])
def test_who_runs_stops_where_the_folder_is_given_to_another(
    fake: ModuleType, tmp_path: Path, *, force: bool
) -> None:
    """Replaced, or given other points than those one runs, after one's own had begun."""
    folder, engine = tmp_path / "s", fake.fake_engine()
    run_study(study((0.0,)), folder, engine, jobs=1)
    other = study((0.009,)) if force else study((0.0, 0.009))
    begun: list[int] = []

    def meanwhile(*count: int) -> None:
        begun.append(count[0])
        if len(begun) == 2:
            written = folder / "study.json"
            if not force:  # as if both had looked before either wrote
                shutil.rmtree(folder)
                run_study(study((0.0,)), folder, engine, jobs=1)
            run_study(other, folder, engine, jobs=1, force=force)
            assert written.exists()

    with pytest.raises(FolderError, match="given to another study, or to other points"):
        run_study(study((0.0, 0.005)), folder, engine, jobs=1, progress=meanwhile)
    runs = open_study(folder).runs
    assert runs.points[-1] == {PRESSURE: 0.009}
    assert len(list((folder / "metrics").iterdir())) == len(runs.plan.chunks)


def test_who_runs_goes_on_where_another_gives_the_study_more(
    fake: ModuleType, tmp_path: Path
) -> None:
    folder, engine = tmp_path / "s", fake.fake_engine()
    begun: list[int] = []

    def meanwhile(*count: int) -> None:
        begun.append(count[0])
        if len(begun) == 2:
            run_study(study(replications=6), folder, engine, jobs=1)

    assert run_study(study(), folder, engine, jobs=1, progress=meanwhile).left == 0
    assert open_study(folder).runs.plan.grown == ((3, 4),)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no hard links everywhere")
def test_a_disk_without_hard_links(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", none)
    run_study(study(), tmp_path / "s", engine, jobs=1)
    assert open_study(tmp_path / "s").runs.done.all()


# values


def test_new_values_go_last(own: Path, engine: Engine) -> None:
    with pytest.raises(FolderError, match="write the new ones last") as refused:
        run_study(study((0.0, 0.0005, 0.001, 0.002)), own, engine)
    assert "--force" not in str(refused.value).partition("name another folder")[0]
    assert run_study(study((0.0, 0.001, 0.002, 0.0005)), own, engine, jobs=1).ran == 2 * 4
