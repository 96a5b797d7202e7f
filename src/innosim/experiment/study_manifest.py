"""What a study says of itself: what is varied, over what base, under which model; and that again as a plan, without the files it came from."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from innosim.experiment.differing import applied, difference
from innosim.experiment.engine import versions
from innosim.experiment.equal_use import EqualUse, equal_use_from_json
from innosim.experiment.errors import ChangedError, FolderError, PlanError, ResultError
from innosim.experiment.files import digest_of, is_file, json_object
from innosim.experiment.keep import keep_of
from innosim.experiment.manifest import sealed
from innosim.experiment.plan import make_plan
from innosim.experiment.shared_files import write_first, write_shared
from innosim.experiment.study import Point, StudyPlan
from innosim.experiment.study_folder import holds_chunks, is_anothers
from innosim.experiment.study_store import POINTS_FILE, POINTS_MARK, STUDY_FILE
from innosim.scenario.errors import as_given
from innosim.scenario.numbers import number_of, yes_or_no
from innosim.scenario.resolved import Json, resolved_to_json, scenario_from_json

_FORMAT = "innosim study"
_FORMAT_VERSION = 2
_POINTS_HASHES = "points_file_sha256"
"""The hashes of the bytes that the file of points may have: one, or that of before and that of now while a study is given more."""
AGAIN = "type the command that made the study, and it is written again; what is finished is kept"
"""What mends a small file that was lost or damaged: the command knows what it says, and chunks say whose they are."""


@dataclass(frozen=True)
class Told:
    """A study as its folder tells of it: its manifest, its points as plain values, its plan, and how regimes met the envelope where that was found."""

    manifest: Json
    points: list[Json]
    plan: StudyPlan
    equal: EqualUse | None


def study_identity(plan: StudyPlan, model: str) -> Json:
    """Return all that decides the values of a study, but for its points, of which it has the hash, with a fingerprint."""
    scenario = plan.base.scenario
    whole = {
        "format": _FORMAT,
        "format_version": _FORMAT_VERSION,
        "name": scenario.name,
        "seed": scenario.values["seed"],
        "months": scenario.values["months"],
        "replications": plan.replications,
        "baseline": plan.base.baseline,
        "costs": list(plan.base.costs),
        "regimes": list(plan.base.regimes),
        "keep": plan.base.keep.words(plan.replications),
        "points": len(plan.points),
        "points_sha256": hash_of(points_told(plan)),
        "versions": versions(),
        "model_sha256": model,
        "scenario": resolved_to_json(scenario),
    }
    return {**whole, "fingerprint": hash_of(whole)}


def points_told(plan: StudyPlan) -> list[Json]:
    """Return each point as plain values: what is varied, how its scenario differs from the base, and why it failed."""
    base = resolved_to_json(plan.base.scenario)
    told = [
        {
            "varied": dict(point.varied),
            "differs": None
            if point.scenario is None
            else difference(base, resolved_to_json(point.scenario)),
            "failure": point.failure,
        }
        for point in plan.points
    ]
    found: list[Json] = json.loads(json.dumps(told, ensure_ascii=False, default=_own))
    return found  # as a file gives them back: no tuples, no numbers of NumPy's


def hash_of(whole: Any) -> str:
    """Return the SHA-256 of what can be written as JSON."""
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, default=_own)
    return hashlib.sha256(text.encode()).hexdigest()


def _own(value: Any) -> Any:
    """Return a value of another kind than JSON's as one of JSON's.

    Raises:
        PlanError: there is none that is the same.
    """
    found = yes_or_no(value)
    own = number_of(value) if found is None else found
    if own is None:
        raise PlanError(
            f"{as_given(value)} cannot be what is varied at a point: that is a number, a yes or no, a text, or a list or mapping of these."
        )
    return own


def write_first_study(folder: Path, plan: StudyPlan, told: Json) -> bool:
    """Write what the study is into a folder that has none; say whether nobody was quicker, who may want another study there.

    Its points come second, from `write_points`: only whose the folder is may write them.

    Raises:
        OSError: it could not be written.
    """
    return write_first(folder / STUDY_FILE, _text(plan, told, None, [points_digest(plan)]))


def write_study(
    folder: Path, plan: StudyPlan, told: Json, equal: EqualUse | None, before: Json
) -> None:
    """Write what the study is now, over what it was ``before``; killed in between, its points are still those of one of the two.

    Raises:
        OSError: it could not be written.
    """
    now = points_digest(plan)
    if file_digest(folder / POINTS_FILE) != now:
        hashes = list(dict.fromkeys([*before[_POINTS_HASHES], now]))
        write_shared(folder / STUDY_FILE, _sealed_text({**before, _POINTS_HASHES: hashes}))
        write_points(folder, plan)
    write_shared(folder / STUDY_FILE, _text(plan, told, equal, [now]))


def _text(plan: StudyPlan, told: Json, equal: EqualUse | None, hashes: list[str]) -> bytes:
    whole = {
        **told,
        "grown": [list(size) for size in plan.grown],
        _POINTS_HASHES: hashes,
        "equal_use": None if equal is None else equal.as_json(),
    }
    return _sealed_text(whole)


def _sealed_text(whole: Json) -> bytes:
    text = json.dumps(sealed(whole), indent=1, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def write_points(folder: Path, plan: StudyPlan) -> None:
    """Write the file of points.

    Raises:
        OSError: it could not be written.
    """
    write_shared(folder / POINTS_FILE, points_bytes(plan))


def points_bytes(plan: StudyPlan) -> bytes:
    """Return the file of points."""
    held = io.BytesIO()
    pq.write_table(points_table(plan), held, compression="zstd")
    return held.getvalue()


def points_digest(plan: StudyPlan) -> str:
    """Return the SHA-256 of the file of points."""
    return _digest(points_bytes(plan))


def _digest(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, "" where there is none."""
    return digest_of(path) if is_file(path) else ""


def points_table(plan: StudyPlan) -> pa.Table:
    """Return a row a point: its number, what is varied, that and how its scenario differs from the base as JSON, and why it failed ("" where it did not)."""
    told = points_told(plan)
    names = list(dict.fromkeys(name for point in told for name in point["varied"]))
    columns: dict[str, Any] = {"point": list(range(len(told)))}
    for name in names:
        columns[name] = _column([point["varied"].get(name) for point in told])
    columns["setting"] = [json.dumps(point["varied"]) for point in told]
    columns["differs"] = [json.dumps(point["differs"]) for point in told]
    columns["failure"] = [point["failure"] for point in told]
    whole = pa.table({name: pa.array(values) for name, values in columns.items()})
    return whole.replace_schema_metadata(POINTS_MARK)


def _column(values: list[Any]) -> list[Any]:
    """Return the values of what is varied: truth values, numbers, or texts where they are mixed."""
    there = [each for each in values if each is not None]
    if all(isinstance(each, bool) for each in there):
        return values
    if all(not isinstance(each, bool | str | list | dict) for each in there):
        return [None if each is None else float(each) for each in values]
    return [
        None if each is None else each if isinstance(each, str) else json.dumps(each)
        for each in values
    ]


def read_study(folder: Path) -> Json:
    """Return the manifest of the study in a folder.

    Raises:
        ResultError: there is none, or it is another version's.
        ChangedError: it is lost or not as innosim wrote it.
    """
    path = folder / STUDY_FILE
    if not is_file(path):
        if holds_chunks(folder):
            raise ChangedError(f"{path.as_posix()} is gone: {AGAIN}.")
        raise ResultError(f"{folder.as_posix()} is not a study of innosim: it has no {STUDY_FILE}.")
    try:
        held = path.read_bytes()
    except OSError as error:
        raise ResultError(f"{path.as_posix()} cannot be read: {error.strerror}.") from None
    found = json_object(held)
    if found.get("format") != _FORMAT or found != sealed(found):
        if is_anothers(folder):
            raise ResultError(
                f"{folder.as_posix()} is not a study of innosim: its {STUDY_FILE} is another's."
            )
        raise ChangedError(f"{path.as_posix()} is not as innosim wrote it: {AGAIN}.")
    if found.get("format_version") != _FORMAT_VERSION:
        raise ResultError(
            f"{folder.as_posix()} was written by another version of innosim: run the study again with --force, or name another folder with --out."
        )
    return found


def open_plan(folder: Path) -> Told:
    """Return the study in a folder as a plan.

    Raises:
        ResultError: there is none, it is not whole, or it is another version's.
    """
    manifest, told = _told_in(folder)
    stored = manifest["equal_use"]
    equal = None if stored is None else equal_use_from_json(stored)
    grown = tuple((points, replications) for points, replications in manifest["grown"])
    plan = replace(plan_told(manifest, told), factors=factors_of(equal), grown=grown)
    return Told(manifest, told, plan, equal)


def _told_in(folder: Path) -> tuple[Json, list[Json]]:
    """Return a manifest and its points; where another gives the study more just now, the two that belong together."""
    manifest = read_study(folder)
    while True:
        try:
            return manifest, _points_in(folder, manifest)
        except ChangedError:
            again = read_study(folder)
            if again == manifest:
                raise
            manifest = again


def plan_told(whole: Mapping[str, Any], points: Sequence[Json]) -> StudyPlan:
    """Return a study, without its factors, as plain values tell of it: scenario, regimes, costs and keep, and points as `points_told` gives them."""
    base = make_plan(
        scenario_from_json(whole["scenario"], STUDY_FILE),
        regimes=whole["regimes"],
        costs=whole["costs"],
        keep=whole["keep"],
    )
    return StudyPlan(base, tuple(_point(whole["scenario"], point) for point in points))


def _points_in(folder: Path, manifest: Json) -> list[Json]:
    """Return the points that a manifest tells of, as `points_told` does; who was killed while he added some may have left more.

    Raises:
        ChangedError: they are lost, or not as they were written.
    """
    path = folder / POINTS_FILE
    try:
        held = path.read_bytes()
    except OSError:
        raise ChangedError(f"{path.as_posix()} is gone, or cannot be read: {AGAIN}.") from None
    if _digest(held) not in manifest[_POINTS_HASHES]:
        raise ChangedError(f"{path.as_posix()} is not as innosim wrote it: {AGAIN}.")
    table = pq.read_table(io.BytesIO(held), columns=["setting", "differs", "failure"])
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return [
        {"varied": json.loads(varied), "differs": json.loads(differs), "failure": failure}
        for varied, differs, failure in rows
    ][: manifest["points"]]


def points_as_written(folder: Path, manifest: Json) -> bool:
    """Say whether the file of points is as the manifest tells."""
    return file_digest(folder / POINTS_FILE) in manifest[_POINTS_HASHES]


def factors_of(equal: EqualUse | None) -> dict[str, float]:
    """Return what amounts are multiplied by, by regime."""
    return {} if equal is None else {fit.regime: fit.factor for fit in equal.fits}


def _point(base: Json, row: Mapping[str, Any]) -> Point:
    if row["failure"]:
        return Point(row["varied"], None, row["failure"])
    whole = applied(base, row["differs"])
    return Point(row["varied"], scenario_from_json(whole, POINTS_FILE))


def refuse_other(found: Json, plan: StudyPlan, asked: Json, folder: Path) -> None:
    """Refuse a study (its manifest) that ``plan`` does not go on with: it goes on with the same, and with one of fewer points or replications.

    Raises:
        FolderError: it is another study, of another model, or has more points or replications already.
    """
    ways = "name another folder with --out, or add --force to replace it"
    size = f"{found['points']} points of {found['replications']} replications"
    if base_told(found) != base_told(asked):
        raise FolderError(
            f"{folder.as_posix()} holds another study ({found['name']}, {size}): {ways}."
        )
    if any(found[name] != asked[name] for name in ("model_sha256", "versions")):
        made = found["versions"].get("innosim")
        raise FolderError(
            f"{folder.as_posix()} was made by another version of the model (innosim {made}), and what is finished there does not "
            f"fit what would be added: {ways}."
        )
    wanted = points_told(plan)
    if found["points"] <= len(wanted):
        _refuse_other_points(found, wanted, folder, ways)
    elif _points_in(folder, found)[: len(wanted)] != wanted:
        raise FolderError(
            f"{folder.as_posix()} holds another study ({found['name']}, {size}, which vary something else): {ways}."
        )
    if not same_kept(found, asked):
        raise FolderError(
            f"{folder.as_posix()} holds this study with {found['keep']} kept of it, not {asked['keep']}: keep the same, {ways}."
        )
    if found["points"] > len(wanted) or found["replications"] > asked["replications"]:
        raise FolderError(f"{folder.as_posix()} holds more of this study ({size}): {ways}.")


def _refuse_other_points(found: Json, wanted: list[Json], folder: Path, ways: str) -> None:
    """Refuse points that do not begin with those that are there.

    Raises:
        FolderError: they do not.
    """
    if hash_of(wanted[: found["points"]]) == found["points_sha256"]:
        return
    size = f"{found['points']} points of {found['replications']} replications"
    try:
        inserted = all(each in wanted for each in _points_in(folder, found))
    except ChangedError:
        inserted = False
    if inserted:
        raise FolderError(
            f"{folder.as_posix()} holds this study at {size}, and takes more values only after those it has: write the new ones last "
            f"(of several --vary in the first one), or {ways}."
        )
    raise FolderError(
        f"{folder.as_posix()} holds another study ({found['name']}, {size}, which vary something else): {ways}."
    )


_BASE = ("name", "seed", "months", "baseline", "costs", "regimes", "scenario")


def same_kept(told: Json, other: Json) -> bool:
    """Say whether two manifests keep as much of the replications that both have: then chunks of before stay."""
    both = min(told["replications"], other["replications"])
    return keep_of(told["keep"], both) == keep_of(other["keep"], both)


def base_told(told: Json) -> Json:
    """Return what a manifest says of the study, but for its points and its replications, as plain values."""
    scenario = told["scenario"]
    values = {key: each for key, each in scenario["values"].items() if key != "replications"}
    whole = {name: told[name] for name in _BASE} | {"scenario": {**scenario, "values": values}}
    found: Json = json.loads(json.dumps(whole))
    return found
