"""P18 (built in, through telling): punished failure is hidden, and what is hidden becomes a case."""

import numpy as np
from chances import is_above
from runs import side_by_side
from towns import randers, steered

from innosim.scenario.catalogue.codes import ENDS, NEVER

FAILED = [ENDS.names.index(name) for name in ("stopped", "rolled_back", "lapsed")]


def reading(simulator):
    """Failures after the gate to model: how many, how many told in time; cases of those told and of the others."""
    ideas = simulator.tables(ideas=True)["ideas"]
    failed = np.isin(ideas["end"], FAILED) & (ideas["month_model"] != NEVER)
    failed &= ideas["end_month"] >= 0
    told, case = failed & (ideas["told"] == 1), ideas["case"] != 0
    return [failed.sum(), told.sum(), (told & case).sum(), (failed & ~told & case).sum()]


def failures(replications: int, **values: float) -> dict[float, np.ndarray]:
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    levels = {level: steered(framed, tolerance=level) for level in (-1.0, 1.0)}
    return side_by_side(scenario, levels, reading, replications)


def test_punished_failure_is_hidden_and_what_is_hidden_becomes_a_case():
    found = failures(48)
    punished, rewarded = found[-1.0], found[1.0]
    assert is_above(rewarded[1] / rewarded[0] - punished[1] / punished[0], 0.3)
    assert is_above((punished[2] + punished[3]) - (rewarded[2] + rewarded[3]), 0.0)
    failed, told, told_cases, hidden_cases = (found[-1.0] + found[1.0]).sum(axis=-1)
    assert told_cases / told < 0.5 * hidden_cases / (failed - told)


def test_were_telling_to_make_no_difference_punishment_would_make_no_more_cases():
    """The broken rule: what is told is as much a case as what is not."""
    found = failures(24, case_told=1.0)
    punished, rewarded = found[-1.0], found[1.0]
    assert not is_above((punished[2] + punished[3]) - (rewarded[2] + rewarded[3]), 0.0)
