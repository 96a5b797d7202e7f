"""P8 (can fail): more mystery: fewer ideas to questions, a higher hit rate, a later first result."""

import numpy as np
from chances import is_above, is_below
from runs import read
from towns import randers, steered

from innosim.scenario.catalogue.codes import NEVER


def answers(months: int) -> np.ndarray:
    """Ideas that answer a question, the share of them that operate, the month the first one does."""
    scenario = randers()
    regime = steered(scenario.regimes["framed"], mystery_months=float(months))

    def reading(simulator):
        ideas = simulator.tables(ideas=True)["ideas"]
        mine = ideas["question"] >= 0
        operating = mine & (ideas["month_operation"] != NEVER)
        share = operating.sum() / mine.sum()
        return [mine.sum(), share, ideas["month_operation"][operating].min()]

    return read(scenario, regime, reading, 12).T


def test_a_long_hunt_for_the_question_gives_fewer_and_better_answers_later():
    """Eighteen months against none, paired."""
    few, many = answers(18), answers(0)
    assert is_below(few[0] / many[0] - 1.0, -0.2)
    assert is_above(few[1] - many[1], 0.02)
    assert is_above(few[2] - many[2], 6.0)
