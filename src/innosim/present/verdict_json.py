"""The verdict on two regimes as plain values: over the cost modes, in each, and how much these differ, alone and for all pairs at once."""

from __future__ import annotations

from innosim.analysis.comparison import Comparison, Contrast
from innosim.analysis.ranking import together_on
from innosim.analysis.verdicts import Difference
from innosim.scenario.catalogue import METRICS
from innosim.scenario.resolved import Json

ALONE, ALL_PAIRS = "alone", "all pairs"
"""What an interval and the verdict on it hold for: this pair by itself with 95 % confidence, or all pairs on the metric at once."""


def pairs_json(comparison: Comparison) -> list[Json]:
    """Every pair that was contrasted on a metric, with what is said of it alone and of all pairs at once."""
    joint = {metric: together_on(comparison, metric) for metric in comparison.contrasted}
    told = []
    for (one, other, metric), found in comparison.contrasts.items():
        # An order that turns on an assumption is not told; each stands against the baseline.
        if METRICS[metric].turns_on and comparison.baseline not in (one, other):
            continue
        said: Json = {
            "regime": one,
            "against": other,
            "metric": metric,
            ALONE: contrast_json(comparison, found),
        }
        if metric in joint:
            said[ALL_PAIRS] = contrast_json(comparison, joint[metric].contrast(one, other))
        told.append(said)
    return told


def contrast_json(comparison: Comparison, found: Contrast) -> Json:
    """One contrast: the verdict over the cost modes, how much they differ, and each mode's own."""
    only = found.overall.only
    return {
        "verdict": found.overall.verdict.value,
        "by_how_much_depends": found.overall.by_how_much,
        "only": None if only < 0 else comparison.costs[only],
        "interaction": None if found.interaction is None else _difference(found.interaction),
        "modes": [
            {"cost": cost, "verdict": verdict.value, **_difference(difference)}
            for cost, verdict, difference in zip(
                comparison.costs, found.verdicts, found.differences, strict=True
            )
        ],
    }


def _difference(found: Difference) -> Json:
    return {
        "pairs": found.pairs,
        "undefined": found.undefined,
        "difference": found.mean,
        "low": found.low,
        "high": found.high,
        "may_differ": found.may_differ,
    }
