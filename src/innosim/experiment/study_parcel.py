"""A chunk of a study as bytes, for a worker elsewhere: all that decides its values goes, and its files come back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from innosim.experiment.chunks import Chunk
from innosim.experiment.engine import Engine, installed, versions
from innosim.experiment.errors import ClusterError
from innosim.experiment.study import Point, StudyPlan
from innosim.experiment.study_chunk import Watch, run_chunk
from innosim.experiment.study_files import ChunkFile, as_files
from innosim.experiment.study_manifest import plan_told, points_told
from innosim.experiment.study_origin import origins_of
from innosim.scenario.resolved import resolved_to_json


def parcel_of(plan: StudyPlan, chunk: Chunk, key: str, model: str) -> bytes:
    """Return what a worker needs to run a chunk; ``model`` is the digest of the rules by which it is to be run."""
    points = plan.points[chunk.point : chunk.point_stop]
    whole = {
        "scenario": resolved_to_json(plan.base.scenario),
        "regimes": list(plan.base.regimes),
        "costs": list(plan.base.costs),
        "keep": plan.base.keep.words(plan.replications),
        "factors": dict(plan.factors),
        "points": points_told(StudyPlan(plan.base, points)),
        "chunk": [chunk.point, chunk.point_stop, chunk.first, chunk.stop],
        "key": key,
        "study": origins_of(plan, model).of(chunk),
        "made_by": made_by(model),
    }
    return json.dumps(whole).encode()


def made_by(model: str) -> Mapping[str, object]:
    """Return what bits depend on beside what is asked for."""
    return {"model_sha256": model, "versions": versions()}


def run_parcel(parcel: bytes) -> list[ChunkFile]:
    """Run a chunk, wherever this is, and return its files.

    Raises:
        ClusterError: innosim is another one here.
    """
    whole = json.loads(parcel)
    engine = _engine()
    here = made_by(engine.digest)
    if here != whole["made_by"]:
        asked = {**whole["made_by"]["versions"], "model": whole["made_by"]["model_sha256"][:8]}
        there = {**versions(), "model": engine.digest[:8]}
        apart = [f"{n} {there[n]} for {asked.get(n)}" for n in there if there[n] != asked.get(n)]
        raise ClusterError(
            f"A worker has another innosim, or another of what it stands on ({', '.join(apart)}): install the same on all."
        )
    chunk = Chunk(*whole["chunk"])
    told = plan_told(whole, whole["points"])
    # Points of other chunks are not here; their places are.
    before = (Point({}, None, "of another chunk"),) * chunk.point
    plan = StudyPlan(told.base, (*before, *told.points), whole["factors"])
    rows = run_chunk(plan, chunk, engine, Watch())
    return as_files(whole["key"], chunk, rows, whole["study"])


@cache
def _engine() -> Engine:
    return installed()
