"""A comparison for other programs: everything that the printed answer holds, numbers in full."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from innosim.analysis.claims import claims
from innosim.analysis.comparison import Comparison
from innosim.analysis.frames import Frames
from innosim.analysis.regimes import spends_of, what_was_run
from innosim.present.sentences import sentences
from innosim.present.words.language import LANGUAGES

Json = dict[str, Any]


def comparison_json(result: Frames, comparison: Comparison) -> Json:
    """The comparison as plain values; what is undefined is null."""
    told = claims(comparison)
    return {
        "scenario": comparison.scenario.name,
        "question": comparison.scenario.question,
        "baseline": comparison.baseline,
        "costs": list(comparison.costs),
        "regimes": _regimes(result, comparison),
        "spend": [_jsonable(asdict(spend)) for spend in spends_of(result)],
        "levels": [_jsonable(asdict(level)) for level in comparison.levels],
        "comparisons": [
            _jsonable(
                {
                    **asdict(finding),
                    "overall": comparison.verdict(finding.regime, finding.metric).value,
                }
            )
            for finding in comparison.findings
        ],
        "pairs": [
            {
                "regime": one,
                "against": other,
                "metric": metric,
                "verdict": comparison.between(one, other, metric).value,
            }
            for one, other, metric in comparison.pairs
        ],
        "sentences": {lang: list(sentences(told, lang)) for lang in LANGUAGES},
    }


def _regimes(result: Frames, comparison: Comparison) -> list[Json]:
    """What each regime was, in each cost mode."""
    wanted = (*comparison.regimes, comparison.baseline)
    return [
        {"cost": cost, **_jsonable(asdict(identity))}
        for cost in comparison.costs
        for name, identity in what_was_run(result, cost, comparison.baseline).items()
        if name in wanted
    ]


def _jsonable(value: Any) -> Any:
    """``value`` with NaN as null, tuples as lists and verdicts as words."""
    if isinstance(value, dict):
        return {key: _jsonable(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_jsonable(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, str) else value
