"""P11 (built in): top-down takes few, large, radical ideas into operation, bottom-up many small ones.

Large and radical hold. Few does not, in Randers: see docs/patterns.md; the numbers are recorded and not asserted.
"""

import numpy as np
from chances import is_above
from runs import read
from towns import free, randers, steered

from innosim.scenario.catalogue.codes import NEVER


def in_operation(regime, scenario) -> np.ndarray:
    """Home-grown ideas in operation: how many, their mean size and their mean radicality."""

    def reading(simulator):
        ideas = simulator.tables(ideas=True)["ideas"]
        mine = (ideas["month_operation"] != NEVER) & (ideas["origin"] < 6)
        return [mine.sum(), ideas["stake"][mine].mean(), ideas["radicality"][mine].mean()]

    return read(scenario, regime, reading, 16).T


def test_top_down_large_and_radical_bottom_up_small_and_near(record_property):
    """Paired; that levers alone do it is held by the check of the rules' sources, which name no regime."""
    scenario = randers()
    top, bottom = (
        in_operation(scenario.regimes[name], scenario) for name in ("top-down", "bottom-up")
    )
    record_property("in operation, top-down", float(top[0].mean()))
    record_property("in operation, bottom-up", float(bottom[0].mean()))
    assert is_above(top[1] / bottom[1], 1.3)
    assert is_above(top[2] - bottom[2], 0.1)


def test_at_the_same_levers_there_is_no_difference():
    """The broken setting: two names, one regime."""
    scenario = randers(months=36)
    one = in_operation(steered(free(), vision=0.1), scenario)
    assert (one == in_operation(steered(free(), vision=0.1), scenario)).all()
