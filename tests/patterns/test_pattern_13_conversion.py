"""P13 (can fail): most sparks never operate. P13b (built in): conversion falls with radicality, through m2.

P13b does not show any more: see docs/patterns.md. What m2 does to conversion is held here, and what hides it.
"""

import numpy as np
import pytest
from chances import is_above, is_below, is_near
from runs import read
from towns import randers

from innosim.scenario.catalogue.codes import NEVER


def reading(simulator):
    """Share in operation within 48 months of home-grown ideas sparked in months 0 to 95: all, and by third of radicality."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = (ideas["origin"] < 6) & (ideas["month_sparked"] >= 0) & (ideas["month_sparked"] < 96)
    radicality, lead = ideas["radicality"], ideas["month_operation"] - ideas["month_sparked"]
    arrived = (ideas["month_operation"] != NEVER) & (lead <= 48)
    low, high = np.quantile(radicality[mine], [1 / 3, 2 / 3])
    least, most = mine & (radicality <= low), mine & (radicality > high)
    return [arrived[mine].mean(), arrived[most].mean() - arrived[least].mean()]


def conversion(regime: str, **values: float) -> np.ndarray:
    """Share of all, and how far the most radical third lies over the least."""
    scenario = randers(**values)
    return read(scenario, scenario.regimes[regime], reading, 16)


@pytest.mark.parametrize("regime", ["top-down", "bottom-up", "framed", "routine"])
def test_most_sparks_never_operate(regime):
    assert is_below(conversion(regime)[0], 0.5)


def test_m2_lowers_the_conversion_of_the_radical_only_as_far_as_that_of_others():
    """The pattern as it was expected fails; without the drag of radicality on worth the radical convert more often."""
    slope = conversion("bottom-up")[1]
    assert is_near(slope, 0.0)
    free_of_drag = conversion("bottom-up", value_radicality=0.0)[1]
    assert is_above(free_of_drag - slope, 0.0)
    assert is_above(free_of_drag, 0.0)


def test_what_hides_it_is_that_radical_ideas_vary_more():
    """Gates pick the best; were all ideas as varied, the radical would convert less."""
    assert is_below(conversion("bottom-up", luck_radical=0.0, luck_base=0.45)[1], -0.04)
