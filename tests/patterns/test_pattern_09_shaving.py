"""P9 (built in): shaving costs more quality each year."""

import numpy as np
from chances import is_above
from runs import indicator, read
from towns import randers


def yearly_loss(**values: float) -> np.ndarray:
    """Quality lost each year, as a share of what the year began with: a row a replication."""
    scenario = randers(**values)

    def reading(simulator):
        quality = np.concatenate([[1.0], indicator(simulator, "quality_mean")[11::12]])
        return list(1.0 - quality[1:] / quality[:-1])

    return read(scenario, scenario.regimes["shaving"], reading, 12)


def test_each_year_of_shaving_costs_more_than_the_last():
    """On average every year, and the last surely over twice the first."""
    loss = yearly_loss()
    assert (np.diff(loss.mean(axis=1)) > 0.0).all()
    assert is_above(loss[-1] / loss[0], 2.0)


def test_without_fatigue_and_wear_each_year_costs_nearly_the_same():
    """The broken rule, in a town whose years before leave it no ideas to win quality with.

    The same krone of a smaller budget is all that is left, a seventh more after twelve years.
    """
    loss = yearly_loss(cut_fatigue=0.0, overload_wear=0.0, startup_months=0)
    assert (loss[-1] / loss[0] < 1.15).all()
