"""P3 (can fail): protected time lets quality dip first; later savings replace cuts.

It holds under framed. Under bottom-up quality is not won back: see docs/patterns.md; what is asserted there is
only what is found.
"""

import numpy as np
import pytest
from chances import is_above, is_below
from runs import indicator, side_by_side
from towns import randers, steered

MUCH = 0.006  # upper end of [E] protected time


def reading(simulator):
    """Quality in years 1-3 and 10-12; harvested and cut in years 9-12."""
    quality, harvested, cut = (
        indicator(simulator, name) for name in ("quality_mean", "harvested_mdkk", "cut_mdkk")
    )
    return [quality[:36].mean(), quality[108:].mean(), harvested[96:].mean(), cut[96:].mean()]


def gain(regime: str, replications: int) -> np.ndarray:
    """Much protected time less none, paired."""
    scenario = randers()
    shares = {s: steered(scenario.regimes[regime], protected_time=s) for s in (MUCH, 0.0)}
    found = side_by_side(scenario, shares, reading, replications)
    return found[MUCH] - found[0.0]


@pytest.mark.parametrize(("regime", "replications"), [("framed", 64), ("bottom-up", 40)])
def test_quality_dips_first_and_savings_replace_cuts_later(regime, replications):
    """Years 1-3 against none: lower quality. Years 9-12: more harvested, less cut; quality won back, or not."""
    early, late, harvested, cut = gain(regime, replications)
    assert is_below(early, 0.0)
    assert is_above(harvested, 0.0)
    assert is_below(cut, 0.0)
    assert is_above(late, 0.0) if regime == "framed" else is_below(late, 0.0)
