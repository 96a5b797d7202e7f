"""P6 (built in): under the same failures backing falls less where ownership is high."""

import numpy as np
from chances import is_above
from imposed import small_town, under_losses
from towns import free

STEADY = {"ownership_fade": 0.0, "elections": False}


def measured(metric: str, ownership: float, **values: float) -> np.ndarray:
    """A metric under the same two per mille of losses a year, whatever the council does."""
    scenario = small_town(ownership_start=ownership, **{**STEADY, **values})
    return under_losses(scenario, free(), 2.0, metric)


def test_ownership_shields_backing_and_a_little_confidence():
    """The same failures, a council that owns the agenda against one that does not."""
    assert is_above(measured("backing_mean", 1.0) - measured("backing_mean", 0.0), 0.02)
    assert is_above(measured("support_mean", 1.0) - measured("support_mean", 0.0), 0.0)


def test_without_the_shield_ownership_changes_nothing():
    """The broken rule: bit for bit."""
    for metric in ("backing_mean", "support_mean"):
        owned, not_owned = (measured(metric, o, ownership_shield=False) for o in (1.0, 0.0))
        assert not (owned - not_owned).any()
