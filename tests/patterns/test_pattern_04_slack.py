"""P4 (can fail): too little and too much protected time both lower what is saved per krone (Nohria & Gulati 1996)."""

import numpy as np
from chances import is_above
from runs import metric, several
from towns import randers, steered


def saved_per_krone(share: float) -> np.ndarray:
    """Recurring savings per krone really spent on innovating, framed with this much protected time."""
    scenario = randers()
    regime = steered(scenario.regimes["framed"], protected_time=share)
    names = ("realised_savings_mdkk_per_year", "realised_spend_mdkk_per_year")
    saved, spent = several(scenario, regime, [metric(name) for name in names])
    return saved / spent


def test_the_best_is_neither_none_nor_much():
    """.2 % against none and against 2 %, paired."""
    middle = saved_per_krone(0.002)
    assert is_above(middle - saved_per_krone(0.02), 0.0)
    assert is_above(middle - saved_per_krone(0.0), 0.0, errors=2.0)
