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
from innosim.experiment.errors import FolderError, PlanError, ResultError
from innosim.experiment.files import is_file, json_object
from innosim.experiment.keep import Keep, keep_of
from innosim.experiment.manifest import sealed
from innosim.experiment.plan import make_plan
from innosim.experiment.shared_files import write_shared
from innosim.experiment.study import Point, StudyPlan
from innosim.experiment.study_store import POINTS_FILE, POINTS_MARK, STUDY_FILE
from innosim.scenario.errors import as_given
from innosim.scenario.numbers import number_of, yes_or_no
from innosim.scenario.resolved import Json, resolved_to_json, scenario_from_json

_FORMAT = "innosim study"
_FORMAT_VERSION = 2


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
        "points_sha256": _hash(points_told(plan)),
        "versions": versions(),
        "model_sha256": model,
        "scenario": resolved_to_json(scenario),
    }
    return {**whole, "fingerprint": _hash(whole)}


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


def _hash(whole: Any) -> str:
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


def write_study(
    folder: Path, plan: StudyPlan, told: Mapping[str, Any], equal: EqualUse | None
) -> None:
    """Write what the study is: its points first, so that a manifest never tells of points that are not there.

    Raises:
        OSError: it could not be written.
    """
    points = io.BytesIO()
    pq.write_table(points_table(plan), points, compression="zstd")
    write_shared(folder / POINTS_FILE, points.getvalue())
    whole = {
        **told,
        "grown": [list(size) for size in plan.grown],
        "equal_use": None if equal is None else equal.as_json(),
    }
    text = json.dumps(sealed(whole), indent=1, ensure_ascii=False, allow_nan=False)
    write_shared(folder / STUDY_FILE, f"{text}\n".encode())


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
        ResultError: there is none, or it is not as innosim wrote it.
    """
    path = folder / STUDY_FILE
    if not is_file(path):
        raise ResultError(f"{folder.as_posix()} is not a study of innosim: it has no {STUDY_FILE}.")
    try:
        found = json_object(path.read_bytes())
    except OSError as error:
        raise ResultError(f"{path.as_posix()} cannot be read: {error.strerror}.") from None
    if found.get("format") != _FORMAT or found != sealed(found):
        raise ResultError(
            f"{path.as_posix()} is not as innosim wrote it: put it back as it was, or run the study again with --force."
        )
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
    manifest = read_study(folder)
    told = _points_in(folder, manifest)
    stored = manifest["equal_use"]
    equal = None if stored is None else equal_use_from_json(stored)
    grown = tuple((points, replications) for points, replications in manifest["grown"])
    plan = replace(plan_told(manifest, told), factors=factors_of(equal), grown=grown)
    return Told(manifest, told, plan, equal)


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
        ResultError: they are not there, or not as they were written.
    """
    path = folder / POINTS_FILE
    try:
        with pq.ParquetFile(path) as file:
            table = file.read(columns=["setting", "differs", "failure"])
    except (OSError, pa.ArrowException):
        raise ResultError(
            f"{path.as_posix()} is damaged: run the study again with --force."
        ) from None
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    told = [
        {"varied": json.loads(varied), "differs": json.loads(differs), "failure": failure}
        for varied, differs, failure in rows
    ][: manifest["points"]]
    if _hash(told) != manifest["points_sha256"]:
        raise ResultError(
            f"{path.as_posix()} is not as innosim wrote it: run the study again with --force."
        )
    return told


def factors_of(equal: EqualUse | None) -> dict[str, float]:
    """Return what amounts are multiplied by, by regime."""
    return {} if equal is None else {fit.regime: fit.factor for fit in equal.fits}


def _point(base: Json, row: Mapping[str, Any]) -> Point:
    if row["failure"]:
        return Point(row["varied"], None, row["failure"])
    whole = applied(base, row["differs"])
    return Point(row["varied"], scenario_from_json(whole, POINTS_FILE))


def refuse_other(told: Told, plan: StudyPlan, asked: Json, folder: Path) -> None:
    """Refuse a study that ``plan`` does not go on with: it goes on with the same, and with one of fewer points or replications.

    Raises:
        FolderError: it is another study, of another model, or has more points or replications already.
    """
    found = told.manifest
    ways = "add --force to replace it, or name another folder with --out"
    size = f"{found['points']} points of {found['replications']} replications"
    if any(_apart(found, name) != _apart(asked, name) for name in _BASE):
        raise FolderError(
            f"{folder.as_posix()} holds another study ({found['name']}, {size}): {ways}."
        )
    if any(found[name] != asked[name] for name in ("model_sha256", "versions")):
        made = found["versions"].get("innosim")
        raise FolderError(
            f"{folder.as_posix()} was made by another version of the model (innosim {made}), and what is finished there does not "
            f"fit what would be added: {ways}."
        )
    there, wanted = told.points, points_told(plan)
    if there[: len(wanted)] != wanted[: len(there)]:
        raise FolderError(
            f"{folder.as_posix()} holds another study ({found['name']}, {size}, which vary something else): {ways}."
        )
    if _kept(found, asked) != _kept(asked, found):
        raise FolderError(
            f"{folder.as_posix()} holds this study with {found['keep']} kept of it, not {asked['keep']}: keep the same, {ways}."
        )
    if len(there) > len(wanted) or found["replications"] > asked["replications"]:
        raise FolderError(f"{folder.as_posix()} holds more of this study ({size}): {ways}.")


_BASE = ("name", "seed", "months", "baseline", "costs", "regimes", "scenario")


def _kept(told: Json, other: Json) -> Keep:
    """Return what a manifest keeps of the replications that both have: chunks of before stay where that is the same."""
    return keep_of(told["keep"], min(told["replications"], other["replications"]))


def _apart(told: Json, name: str) -> Any:
    """Return what a manifest says, the scenario without its number of replications."""
    if name != "scenario":
        return told[name]
    values = {key: each for key, each in told[name]["values"].items() if key != "replications"}
    return json.loads(json.dumps({**told[name], "values": values}))
