"""What a chunk of a study is of, hashed: the same rows have the same key, whoever asks for them and however many there are beside them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from innosim.experiment.chunks import Chunk
from innosim.experiment.keep import Keep
from innosim.experiment.study import StudyPlan
from innosim.scenario.resolved import Regime, Scenario, resolved_to_json

DIGITS = 24
"""Digits of a hash in a name: 96 bits."""


def keys_of(plan: StudyPlan, model: str) -> dict[Chunk, str]:
    """Return the key of each chunk; ``model`` is the digest of the rules."""
    told = [_told_of(plan, point).encode() for point in range(len(plan.points))]
    shared = json.dumps([model, list(plan.base.costs), list(plan.base.regimes)]).encode()
    found = {}
    for chunk in plan.chunks:
        whole = hashlib.sha256(shared)
        for point in range(chunk.point, chunk.point_stop):
            whole.update(told[point])
        kept = _kept_in(chunk, plan.base.keep)
        whole.update(repr((chunk.point, chunk.first, chunk.stop, kept)).encode())
        found[chunk] = whole.hexdigest()[:DIGITS]
    return found


def _kept_in(chunk: Chunk, keep: Keep) -> tuple[bool, bool, int]:
    """Return what is kept of a chunk beside the metrics: months, years, and of how many replications ideas."""
    return keep.monthly, keep.yearly, min(max(keep.ideas, chunk.first), chunk.stop) - chunk.first


def _told_of(plan: StudyPlan, point: int) -> str:
    """Return all that decides the values of a replication at a point, as text."""
    found = plan.points[point]
    if found.scenario is None:
        return json.dumps(["failed", found.failure])
    arms = [[arm.costs, *told_of_regime(arm.regime)] for arm in plan.arms(point)]
    return json.dumps([told_of_town(found.scenario), arms], sort_keys=True)


def told_of_town(scenario: Scenario) -> dict[str, Any]:
    """Return all of a scenario that decides the values of a replication, but for its regimes."""
    whole = resolved_to_json(scenario)
    town = {name: whole[name] for name in ("values", "pressure", "start_up")}
    town["values"] = {name: each for name, each in town["values"].items() if name != _HOW_MANY}
    return town


def told_of_regime(regime: Regime) -> list[Any]:
    """Return all of a regime that decides the values of a replication: its name, its levers, and each dated change."""
    changes = [[change.month, dict(change.levers)] for change in regime.changes]
    return [regime.name, dict(regime.levers), *changes]


_HOW_MANY = "replications"
"""What is no part of a key: replication n is the same, however many there are."""
