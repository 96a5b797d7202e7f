"""P7 (can fail): contract and low involvement are ahead in backing until an amount of losses a year at which they fall behind.

There is such an amount for every expectation and credit tried; what it is, docs/patterns.md says.
"""

import numpy as np
import pytest
from chances import is_above, is_below
from imposed import crossing, small_town, under_losses
from towns import free


def lead(permille: float, expected: float, credit: float) -> np.ndarray:
    """Backing under a contract with hardly anybody asked, over that where all are: at so many per mille of losses a year."""
    scenario = small_town(expected_involvement=expected, contract_credit=credit)
    contract, involved = (
        under_losses(scenario, free(contract=c, involvement=i), permille, "backing_mean")
        for c, i in ((1.0, 0.1), (0.0, 0.9))
    )
    return contract - involved


@pytest.mark.parametrize(
    ("expected", "credit", "ahead", "behind"),
    [(0.8, 2.0, 0.5, 1.0), (0.8, 10.0, 4.0, 8.0), (0.4, 2.0, 1.0, 2.0), (0.0, 2.0, 3.0, 8.0)],
)
def test_the_contract_is_ahead_until_a_crossing(expected, credit, ahead, behind):
    """The more the council expects to be asked the sooner, the greater the credit the later."""
    assert is_above(lead(ahead, expected, credit), 0.0)
    assert is_below(lead(behind, expected, credit), 0.0)


def test_without_losses_there_is_nothing_to_lead_in():
    """The broken setting: nobody is blamed for nothing."""
    assert abs(lead(0.0, 0.8, 2.0)).max() < 1e-3


def test_a_contract_that_bears_nothing_is_behind_from_the_first_loss():
    """The broken rule: a credit of zero."""
    assert is_below(lead(0.5, 0.8, 0.0), 0.0)


def test_a_crossing_lies_between_the_amounts_around_it():
    assert crossing([0.0, 1.0, 2.0], [0.0, 0.2, -0.2]) == pytest.approx(1.5)
    assert crossing([0.0, 1.0, 2.0], [0.0, 0.2, 0.1]) == float("inf")
