"""P1 (can fail): tolerance of failure lowers the late share of what failure costs.

It does, of punishment against reward. That failure then costs less in all does not show: see docs/patterns.md.
"""

import numpy as np
from chances import is_above, is_below
from runs import metrics, side_by_side
from towns import randers, steered

READINGS = metrics("late_failure_share", "failure_cost_mdkk_per_year")


def rewarded_less_punished(replications: int, **values: float) -> np.ndarray:
    """Late share and failure cost, framed, paired."""
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    levels = {level: steered(framed, tolerance=level) for level in (-1.0, 1.0)}
    found = side_by_side(scenario, levels, READINGS, replications)
    return found[1.0] - found[-1.0]


def test_where_failure_is_tolerated_less_of_its_cost_is_late():
    late, cost = rewarded_less_punished(48)
    assert is_below(late, 0.0)
    assert not is_below(cost, 0.0), "cheaper in all: now it shows, so say so"
    assert not is_above(cost, 0.0)


def test_without_tolerance_in_the_stopping_rule_and_in_safety_there_is_no_such_pattern():
    """The broken rule: tolerance moves nothing, and the runs are the same."""
    late, cost = rewarded_less_punished(12, stop_tolerance=0.0, safety_step=0.0)
    assert not late[~np.isnan(late)].any()
    assert not cost.any()
