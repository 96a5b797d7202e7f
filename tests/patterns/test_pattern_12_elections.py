"""P12 (built in): an election lowers ownership."""

import numpy as np
from chances import is_above, is_below
from runs import indicator, read
from towns import randers


def change(month: int, **values: float) -> np.ndarray:
    """Mean ownership in a month less the month before, with politicians as co-players."""
    scenario = randers(**values)
    return read(
        scenario,
        scenario.regimes["randers"],
        lambda s: indicator(s, "ownership_mean")[month] - indicator(s, "ownership_mean")[month - 1],
        12,
    )


def test_an_election_lowers_ownership():
    """What a term had built is gone when the new council sits."""
    assert is_below(change(48), -0.2)


def test_without_an_election_ownership_only_fades():
    """The broken rule, and another January."""
    assert is_above(change(48, elections=False, months=60), -0.02)
    assert is_above(change(60, months=72), -0.02)
