"""P10 (can fail): punishing failure makes failures dearer; recovery takes at least twice as long as the fall."""

import numpy as np
from chances import is_above
from runs import indicator, metric, read
from towns import randers, steered

START, STOP = 24, 72


def test_punished_failures_cost_more():
    """Framed, punished throughout against as it is, paired."""
    scenario = randers()
    framed = scenario.regimes["framed"]
    cost = metric("failure_cost_mdkk_per_year")
    punished = read(scenario, steered(framed, tolerance=-1.0), cost)
    assert is_above(punished - read(scenario, framed, cost), 0.0)


def fall_and_recovery(**values: float) -> tuple[int, int]:
    """Months from the start of punishment to half the fall of safety, and from its end to half of it regained."""
    scenario = randers(**values)
    framed = scenario.regimes["framed"]
    back = {"tolerance": framed.levers["tolerance"]}
    regime = steered(framed, (START, {"tolerance": -1.0}), (STOP, back))

    def safety(simulator):
        return list(indicator(simulator, "safety_mean"))

    path = (read(scenario, regime, safety, 12) - read(scenario, framed, safety, 12)).mean(axis=0)
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
