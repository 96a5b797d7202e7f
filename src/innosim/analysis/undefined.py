"""Why a metric has no value in a replication: the reasons there are, by key.

The words for each key are in `present.words`.
"""

from __future__ import annotations

from innosim.analysis.frames import only_cuts
from innosim.scenario.resolved import Scenario

REASONS: tuple[str, ...] = (
    "too_short",
    "no_ideas",
    "none_in_time",
    "none_sparked",
    "nothing_failed",
    "nothing_spent",
    "nothing_required",
    "no_replication",
    "not_defined",
)
"""Every key `reason` may return."""

_NEEDS_MONTHS = {
    "throughput_per_year": 13,
    "spread_per_year": 13,
    "lead_time_months": 49,
    "conversion": 49,
}

_OTHERWISE = {
    "throughput_per_year": "none_in_time",
    "spread_per_year": "none_in_time",
    "lead_time_months": "none_in_time",
    "conversion": "none_sparked",
    "late_failure_share": "nothing_failed",
    "failure_cost_share": "nothing_spent",
    "pressure_met_without_cuts": "nothing_required",
}


def reason(scenario: Scenario, regime: str, metric: str) -> str:
    """The key of the reason why ``metric`` is undefined in some replications of ``regime``."""
    if int(scenario.values["months"]) < _NEEDS_MONTHS.get(metric, 0):
        return "too_short"
    if metric == "pressure_met_without_cuts":
        return "nothing_required"
    if only_cuts(scenario, regime):
        return "no_ideas"
    return _OTHERWISE.get(metric, "not_defined")
