"""P8 (can fail): more mystery: fewer ideas to questions, a higher hit rate, a later first result."""

import numpy as np
from chances import is_above, is_below
from runs import side_by_side
from towns import randers, steered

from innosim.scenario.catalogue.codes import NEVER

LONG, NONE = 18.0, 0.0


def reading(simulator):
    """Ideas that answer a question, the share of them that operate, the month the first one does."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = (ideas["question"] >= 0) & (ideas["month_sparked"] >= 0)
    operating = mine & (ideas["month_operation"] != NEVER)
    share = operating.sum() / mine.sum()
    return [mine.sum(), share, ideas["month_operation"][operating].min()]


def answers(months: tuple[float, ...], **values: float) -> dict[float, np.ndarray]:
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    settings = {m: steered(framed, mystery_months=m) for m in months}
    return side_by_side(scenario, settings, reading, 12)


def test_a_long_hunt_for_the_question_gives_fewer_and_better_answers_later():
    """Eighteen months against none, paired."""
    found = answers((LONG, NONE))
    few, many = found[LONG], found[NONE]
    assert is_below(few[0] / many[0] - 1.0, -0.2)
    assert is_above(few[1] - many[1], 0.02)
    assert is_above(few[2] - many[2], 6.0)


def test_were_a_good_question_worth_nothing_there_would_be_no_more_hits():
    """The broken rule: a question adds nothing to what answers it is worth."""
    found = answers((LONG, NONE), value_question=0.0)
    assert not is_above(found[LONG][1] - found[NONE][1], 0.02)
