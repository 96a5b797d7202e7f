"""P1 (can fail): tolerance of failure lowers the late share of what failure costs."""

import numpy as np
from chances import is_above, is_below
from runs import metric, several
from towns import randers, steered

READINGS = [metric("late_failure_share"), metric("failure_cost_mdkk_per_year")]


def punished_and_rewarded(**values: float) -> tuple[list[np.ndarray], list[np.ndarray]]:
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    return tuple(
        several(scenario, steered(framed, tolerance=level), READINGS) for level in (-1.0, 1.0)
    )


def test_where_failure_is_tolerated_less_of_its_cost_is_late_and_it_costs_less():
    """Framed, punished against rewarded, paired; both surely."""
    (late, cost), (late_tolerated, cost_tolerated) = punished_and_rewarded()
    assert is_below(late_tolerated - late, 0.0)
    assert is_below(cost_tolerated - cost, 0.0)


def test_without_tolerance_in_the_stopping_rule_and_in_safety_there_is_no_such_pattern():
    """The broken rule: tolerance moves nothing, and the runs are the same."""
    (late, _), (late_tolerated, _) = punished_and_rewarded(stop_tolerance=0.0, safety_step=0.0)
    difference = (late_tolerated - late)[~np.isnan(late)]
    assert not difference.any()
    assert not is_above(late, 1.0)
