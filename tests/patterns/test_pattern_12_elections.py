"""P12 (built in): an election lowers ownership, through its new members."""

import numpy as np
from chances import is_above, is_below
from runs import indicator, read
from towns import randers


def change(month: int, **values: float) -> np.ndarray:
    """Mean ownership in a month less the month before, with politicians as co-players."""
    scenario = randers(**values)

    def reading(simulator):
        ownership = indicator(simulator, "ownership_mean")
        return ownership[month] - ownership[month - 1]

    return read(scenario, scenario.regimes["randers"], reading, 12)


def test_an_election_lowers_ownership():
    """A part of what a term had built is gone when the new council sits."""
    assert is_below(change(48, months=60), -0.1)


def test_without_an_election_or_without_new_members_ownership_only_fades():
    """The broken rules, and another January."""
    assert is_above(change(48, elections=False, months=60), -0.02)
    nobody_new = {"turnover_low": 0.0, "turnover_high": 0.0, "election_slope": 0.0}
    assert is_above(change(48, **nobody_new, months=60), -0.02)
    assert is_above(change(60, months=72), -0.02)
