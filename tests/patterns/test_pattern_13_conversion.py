"""P13 (can fail): most sparks never operate. P13b (built in): conversion falls with radicality, through m2."""

import numpy as np
import pytest
from chances import is_above, is_below, is_near
from runs import read
from towns import randers

from innosim.scenario.catalogue.codes import NEVER

NO_DRAG = {
    "value_radicality": 0.0, "radical_bar": 0.0, "luck_radical": 0.0, "luck_base": 0.45,
    "cost_radical": 0.0, "overrun_tail": 0.0,
}  # fmt: skip


def conversion(regime: str, **values: float) -> np.ndarray:
    """Share in operation within 48 months of home-grown ideas sparked by H-49: all, and by third of radicality."""
    scenario = randers(**values)

    def reading(simulator):
        ideas = simulator.tables(ideas=True)["ideas"]
        mine = (ideas["origin"] < 6) & (ideas["month_sparked"] <= 144 - 49)
        radicality, lead = ideas["radicality"], ideas["month_operation"] - ideas["month_sparked"]
        arrived = (ideas["month_operation"] != NEVER) & (lead <= 48)
        low, high = np.quantile(radicality[mine], [1 / 3, 2 / 3])
        thirds = (
            mine & (radicality <= low),
            mine & (radicality > low) & (radicality <= high),
            mine & (radicality > high),
        )
        return [arrived[mine].mean(), *(arrived[third].mean() for third in thirds)]

    return read(scenario, scenario.regimes[regime], reading, 16).T


@pytest.mark.parametrize("regime", ["top-down", "bottom-up", "framed"])
def test_most_sparks_never_operate_and_the_radical_least_often(regime):
    overall, least, _, most = conversion(regime)
    assert is_below(overall, 0.5)
    assert is_below(most - least, 0.0)


def test_where_radicality_costs_nothing_conversion_does_not_fall_with_it():
    """The broken rule: no drag on the mean, no wider spread, no bar, no dearer work."""
    _, least, _, most = conversion("framed", **NO_DRAG)
    assert is_near(most - least, 0.0)
    assert not is_above(least - most, 0.0)
