"""P6 (built in): under the same failures support falls less where ownership is high."""

import numpy as np
from chances import is_above
from runs import metric, read
from towns import randers

STEADY = {"ownership_fade": 0.0, "elections": False}


def support(ownership: float, **values: float) -> np.ndarray:
    """Mean support under cuts alone, where what is lost does not depend on the council."""
    scenario = randers(ownership_start=ownership, **{**STEADY, **values})
    return read(scenario, scenario.regimes["shaving"], metric("support_mean"), 12)


def test_ownership_shields_support():
    """The same cuts, a council that owns them against one that does not."""
    assert is_above(support(1.0) - support(0.0), 0.01)


def test_without_the_shield_ownership_changes_nothing():
    """The broken rule: bit for bit."""
    difference = support(1.0, ownership_shield=False) - support(0.0, ownership_shield=False)
    assert not difference.any()
