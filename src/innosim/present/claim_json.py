"""A claim as plain values, for JSON; what is not known is null."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from innosim.analysis.claim import Claim, Counted, InMode
from innosim.present.claim_words import claim_sentences, notes
from innosim.present.words.language import LANGUAGES


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return all that was found of a claim."""
    judged = claim.judged
    told = {
        "claim": str(claim.claimed),
        **{name: getattr(claim.claimed, name) for name in ("one", "other", "metric", "size")},
        "relation": claim.claimed.relation.value,
        "scenario": claim.scenario.name,
        "draws": claim.draws,
        "replications": claim.replications,
        "failed": {str(draw): why for draw, why in claim.failed.items()},
        "costs": [_mode(mode) for mode in claim.modes],
        "magnitudes": None
        if judged is None
        else {
            "credible": int(judged.draws.sum()),
            "inside_all": judged.inside,
            "nearest": judged.nearest,
            "judged": len(judged.bands),
            "of": judged.of,
            "bands": [
                {
                    "regime": each.band.regime,
                    "name": each.band.name,
                    "low": each.low,
                    "high": each.high,
                    "inside": each.inside,
                }
                for each in judged.bands
            ],
        },
        "decided_in": claim.cost,
        "deciders": claim.deciders,
        "box": claim.box,
        "base": claim.base,
        "refuted_by": claim.refuted,
        "tried": claim.tried,
        "not_run": claim.not_run,
        "sentences": {lang: claim_sentences(claim, lang) for lang in LANGUAGES},
        "notes": {lang: notes(claim, lang) for lang in LANGUAGES},
    }
    plain: dict[str, Any] = _plain(told)
    return plain


def _mode(mode: InMode) -> dict[str, Any]:
    return {
        "cost": mode.cost,
        "noise": mode.noise,
        "groups": {group.group: _counted(group) for group in mode.groups},
    }


def _counted(group: Counted) -> dict[str, Any]:
    verdicts = {verdict.value: found for verdict, found in group.verdicts.items()}
    return {"holds": group.holds, "ahead": group.ahead, "verdicts": verdicts, "leans": group.leans}


def _plain(value: Any) -> Any:
    """Return a value of JSON; named tuples and declarations by their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value
