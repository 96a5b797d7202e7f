"""P5 (can fail): savings booked in advance spare cuts, and help confidence when ideas pay off as promised; under optimism they hurt.

They spend backing where promises are broken, and not where they are kept.
"""

import numpy as np
from chances import is_above, is_below
from runs import metrics, side_by_side
from towns import randers, steered

AS_PROMISED = {
    "memo_optimism": 0.0, "memo_sd": 0.0, "overrun_typical": 0.0, "overrun_spread": 0.0, "overrun_tail": 0.0,
}  # fmt: skip

READINGS = metrics("cuts_mdkk_per_year", "support_mean", "backing_mean")


def booked(**values: float) -> dict[float, np.ndarray]:
    """Cuts, confidence and backing of framed with all booked, and with nothing."""
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    levels = {level: steered(framed, coupling=level) for level in (0.0, 1.0)}
    return side_by_side(scenario, levels, READINGS, 24)


def test_where_ideas_pay_off_as_promised_booking_spares_cuts_helps_confidence_and_costs_no_backing():
    """The broken promise is what spends backing: without one there is nothing spent."""
    found = booked(**AS_PROMISED)
    cuts, confidence, backing = found[1.0] - found[0.0]
    assert is_below(cuts, 0.0)
    assert is_above(confidence, 0.0)
    assert not is_below(backing, 0.0)


def test_under_optimism_it_hurts_confidence_and_spends_backing():
    """At .4 a krone, the upper end; cuts are spared still."""
    found = booked(memo_optimism=0.4)
    _, confidence, backing = found[1.0] - found[0.0]
    assert is_below(confidence, 0.0)
    assert is_below(backing, -0.05)


def test_as_it_is_it_spares_cuts_spends_backing_and_does_not_help_confidence():
    """And what is cut varies more from run to run; confidence and backing do not: see docs/patterns.md."""
    found = booked()
    cuts, confidence, backing = found[1.0] - found[0.0]
    assert is_below(cuts, 0.0)
    assert is_below(backing, -0.01)
    assert not is_above(confidence, 0.0)
    assert found[1.0][0].std() > 1.2 * found[0.0][0].std()
