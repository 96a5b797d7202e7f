"""P10 (built in): punishing failure makes failures dearer; recovery takes at least twice as long as the fall.

What is stopped has cost more. That failure costs more in all does not show: see docs/patterns.md.
"""

import numpy as np
from chances import is_above
from runs import indicator, side_by_side
from towns import randers, steered

from innosim.scenario.catalogue.codes import ENDS

START, STOP = 24, 72
STOPPED = ENDS.names.index("stopped")


def cost_of_failing(**values: float) -> dict[float, np.ndarray]:
    """Mean cost of what was stopped, mDKK, and the cost of failure a year: framed, punished and rewarded, paired."""
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    wage = float(scenario.values["wage_mdkk"])

    def reading(simulator):
        tables = simulator.tables(ideas=True)
        ideas = tables["ideas"]
        spent = ideas["spent_money"] + wage * ideas["spent_hours"]
        stopped = (ideas["end"] == STOPPED) & (ideas["end_month"] >= 0)
        return [spent[stopped].mean(), tables["metrics"]["failure_cost_mdkk_per_year"][0]]

    levels = {level: steered(framed, tolerance=level) for level in (-1.0, 1.0)}
    return side_by_side(scenario, levels, reading, 40)


def test_what_is_stopped_where_failure_is_punished_has_cost_more():
    found = cost_of_failing()
    each, in_all = found[-1.0] - found[1.0]
    assert is_above(each, 0.0)
    assert not is_above(in_all, 0.0), "dearer in all: now it shows, so say so"


def fall_and_recovery(**values: float) -> tuple[int, int]:
    """Months from the start of punishment to half the fall of safety, and from its end to half of it regained."""
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    back = {"tolerance": framed.levers["tolerance"]}
    punished = steered(framed, (START, {"tolerance": -1.0}), (STOP, back))

    def safety(simulator):
        return list(indicator(simulator, "safety_mean"))

    found = side_by_side(scenario, {"as it is": framed, "punished": punished}, safety, 12)
    path = (found["punished"] - found["as it is"]).mean(axis=-1)
    lowest = path[STOP]
    falling = int(np.argmax(path[START:STOP] <= lowest / 2.0))
    regained = path[STOP:] >= lowest / 2.0
    recovering = int(np.argmax(regained)) if regained.any() else len(regained)
    return falling, recovering


def test_recovery_takes_twice_as_long_as_the_fall():
    """Four years of punishment, then as before: halves of the fall and of the way back."""
    falling, recovering = fall_and_recovery()
    assert recovering >= 2 * falling


def test_where_safety_returns_quickly_recovery_is_as_quick():
    """The broken rule: a way back of a tenth a month, and the pattern is gone."""
    falling, recovering = fall_and_recovery(safety_return=0.1)
    assert recovering < 2 * falling
