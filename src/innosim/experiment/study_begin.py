"""How a study begins in its folder: anew, where it was, with more points or replications, or with what of it is left; another's is refused, or gives way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from innosim.experiment.aside import Aside
from innosim.experiment.engine import Engine
from innosim.experiment.equal_use import EqualUse, equal_use_from_json, find_equal_use
from innosim.experiment.errors import ChangedError, FolderError, PlanError, ResultError
from innosim.experiment.files import present
from innosim.experiment.made import remove_empty
from innosim.experiment.parts import PILOTS_FILE
from innosim.experiment.pilots import is_pilots
from innosim.experiment.runner import Progress
from innosim.experiment.shared_files import remove_left_behind, write_shared
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_files import chunk_files, is_as_named
from innosim.experiment.study_folder import refuse_foreign, tells_of_study
from innosim.experiment.study_manifest import (
    factors_of,
    file_digest,
    points_as_written,
    points_digest,
    read_study,
    refuse_other,
    study_identity,
    write_first_study,
    write_points,
    write_study,
)
from innosim.experiment.study_origin import grown_to, origins_of
from innosim.experiment.study_owner import Owner
from innosim.experiment.study_store import POINTS_FILE, STUDY_FILE, StudyStore
from innosim.scenario.resolved import Json


@dataclass(frozen=True)
class Begun:
    """A study whose folder tells of it: its plan with its factors, who it belongs to, and where files went that stood there and were not as innosim wrote them."""

    plan: StudyPlan
    owner: Owner
    aside: Path | None


@dataclass(frozen=True)
class _There:
    """What of a study is there: what it says of itself, None where it is new or that is lost; and the sizes that it had before."""

    manifest: Json | None = None
    grown: tuple[tuple[int, int], ...] = ()

    @property
    def equal(self) -> EqualUse | None:
        """How regimes met the envelope, where that was found."""
        stored = None if self.manifest is None else self.manifest["equal_use"]
        return None if stored is None else equal_use_from_json(stored)


def begin_study(
    plan: StudyPlan,
    folder: Path,
    engine: Engine,
    jobs: int,
    *,
    force: bool,
    searching: Progress | None,
) -> Begun:
    """Have the folder tell of the study: from the first moment on whose the folder is, then at which factors.

    Raises:
        FolderError: something else is there, another study, or one of another model.
        PlanError: a regime that cannot be brought to equal use.
    """
    refuse_foreign(folder)
    aside = Aside(folder)
    asked = study_identity(plan, engine.digest)
    there = _there(plan, folder, asked, aside, force=force)
    plan = replace(plan, grown=there.grown)
    folder.mkdir(parents=True, exist_ok=True)
    equal = there.equal
    if there.manifest is None:
        if not _write_anew(plan, folder, asked, aside):
            return begin_study(plan, folder, engine, jobs, force=False, searching=searching)
    elif _is_to_be_written(there.manifest, asked, folder):
        if not points_as_written(folder, there.manifest):
            _set_aside(folder / POINTS_FILE, aside)
        write_study(folder, plan, asked, equal, there.manifest)
    owner = Owner(plan, folder, engine.digest)
    if equal is None and plan.base.levels:
        if not is_pilots(folder / PILOTS_FILE):
            _set_aside(folder / PILOTS_FILE, aside)
        try:
            equal = _search(plan, folder, engine, jobs, searching)
        except PlanError:  # a regime that cannot be brought to equal use: there is no such study
            owner.check()
            _remove(folder, aside)
            remove_empty(folder)
            raise
        owner.check()
        found = read_study(folder)
        if (
            found["fingerprint"] == asked["fingerprint"]
        ):  # else another gave it more meanwhile, and seeks the same
            write_study(folder, plan, asked, equal, found)
    return Begun(replace(plan, factors=factors_of(equal)), owner, aside.folder)


def _there(plan: StudyPlan, folder: Path, asked: Json, aside: Aside, *, force: bool) -> _There:
    """Return what of the study is there; another gives way where that is asked for.

    Raises:
        FolderError: another study is there.
    """
    if not folder.is_dir():
        return _There()
    try:
        return _of_this_study(plan, folder, asked)
    except (FolderError, ResultError) as error:
        if not force:
            raise FolderError(str(error)) from None
        _remove(folder, aside)
        return _There()


def _of_this_study(plan: StudyPlan, folder: Path, asked: Json) -> _There:
    """Return what of the study is there.

    Raises:
        FolderError: another study is there.
        ResultError: what is there is of another version, or cannot be read.
    """
    if not present(folder / STUDY_FILE):
        return _There(None, _left_of(plan, folder, asked))
    try:
        found = read_study(folder)
    except ChangedError:
        return _There(None, _left_of(plan, folder, asked))
    refuse_other(found, plan, asked, folder)
    grown = tuple((points, replications) for points, replications in found["grown"])
    there = (found["points"], found["replications"])
    more = there != (len(plan.points), plan.replications)
    return _There(found, (*grown, there) if more else grown)


def _left_of(plan: StudyPlan, folder: Path, asked: Json) -> tuple[tuple[int, int], ...]:
    """Return the sizes that a study had, of which what it says of itself is lost, as its chunks tell.

    Raises:
        FolderError: they are another study's, or of more of this one.
    """
    told = StudyStore(folder).told()
    if not all(told) or not origins_of(plan, asked["model_sha256"]).of_all(told):
        raise FolderError(
            f"{(folder / STUDY_FILE).as_posix()} is lost, and what is finished there is of another study, or of more of this one: type the command that made "
            "it, name another folder with --out, or add --force to replace it."
        )
    return grown_to(told, (len(plan.points), plan.replications))


def _is_to_be_written(found: Json, asked: Json, folder: Path) -> bool:
    """Say whether a study's small files are to be written again: it is given more, or its points are lost or damaged."""
    return found["fingerprint"] != asked["fingerprint"] or not points_as_written(folder, found)


def _write_anew(plan: StudyPlan, folder: Path, asked: Json, aside: Aside) -> bool:
    """Write the small files, with what stands at their names set aside; say whether another was not quicker, with this study or not.

    Only whose the folder is does anything about its points.
    """
    if not tells_of_study(folder / STUDY_FILE):
        _set_aside(folder / STUDY_FILE, aside)
    if not write_first_study(folder, plan, asked):
        return False
    if file_digest(folder / POINTS_FILE) != points_digest(plan):
        _set_aside(folder / POINTS_FILE, aside)
        write_points(folder, plan)
    return True


def _set_aside(path: Path, aside: Aside) -> None:
    if present(path):
        aside.take(path)


def _remove(folder: Path, aside: Aside) -> None:
    """Remove what of a study is as it was written; what is called so and is not goes aside, and what is another's stays."""
    store = StudyStore(folder)
    for table in store.tables:
        remove_left_behind(folder / table)
        for _, path in tuple(chunk_files(folder / table)):
            _give_way(path, aside, ours=is_as_named(path))
        remove_empty(folder / table)
    remove_left_behind(folder)
    ours = tells_of_study(folder / STUDY_FILE)
    try:
        points = points_as_written(folder, read_study(folder))
    except ResultError:
        points = False
    _give_way(folder / PILOTS_FILE, aside, ours=is_pilots(folder / PILOTS_FILE))
    _give_way(folder / POINTS_FILE, aside, ours=points)
    _give_way(folder / STUDY_FILE, aside, ours=ours)


def _give_way(path: Path, aside: Aside, *, ours: bool) -> None:
    if ours:
        path.unlink(missing_ok=True)
    else:
        _set_aside(path, aside)


def _search(
    plan: StudyPlan, folder: Path, engine: Engine, jobs: int, searching: Progress | None
) -> EqualUse:
    """Find factors at the base point; where others search too, all find the same."""
    return find_equal_use(
        plan.base,
        engine,
        jobs=jobs,
        kept=folder / PILOTS_FILE,
        write=lambda path, text: write_shared(path, text.encode()),
        progress=searching,
    )
