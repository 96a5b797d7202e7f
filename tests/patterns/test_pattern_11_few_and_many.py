"""P11 (built in): top-down takes fewer, larger, more radical ideas into operation than bottom-up; by levers alone."""

import numpy as np
from chances import is_above, is_below
from runs import side_by_side
from towns import free, randers, steered

from innosim.scenario.catalogue.codes import NEVER


def reading(simulator):
    """Home-grown ideas taken into operation: how many, their mean size and their mean radicality."""
    ideas = simulator.tables(ideas=True)["ideas"]
    operated = (ideas["month_operation"] != NEVER) & (ideas["month_operation"] >= 0)
    mine = operated & (ideas["origin"] < 6)
    return [mine.sum(), ideas["stake"][mine].mean(), ideas["radicality"][mine].mean()]


def test_top_down_few_large_and_radical_bottom_up_many_small_and_near():
    """Paired; that levers alone do it is held by the check of the rules' sources, which name no regime."""
    scenario = randers()
    ways = {name: scenario.regimes[name] for name in ("top-down", "bottom-up")}
    found = side_by_side(scenario, ways, reading, 24)
    top, bottom = found["top-down"], found["bottom-up"]
    assert is_below(top[0] / bottom[0], 0.95)
    assert is_above(top[1] / bottom[1], 1.0)
    assert is_above(top[2] - bottom[2], 0.1)


def test_at_the_same_levers_there_is_no_difference():
    """The broken setting: two names, one regime."""
    scenario = randers(months=36)
    twins = {name: steered(free(), vision=0.1) for name in ("one", "another")}
    found = side_by_side(scenario, twins, reading, 3)
    assert (found["one"] == found["another"])[~np.isnan(found["one"])].all()
