"""P4 (can fail): too little and too much protected time both lower what is achieved per krone (Nohria & Gulati 1996).

Too much does, bottom-up; too little does not. Under framed neither shows: see docs/patterns.md.
"""

import numpy as np
from chances import is_above, is_below
from runs import metrics, side_by_side
from towns import randers, steered

NONE, SOME, MUCH = 0.0, 0.003, 0.02


def per_krone(regime: str) -> dict[float, np.ndarray]:
    """Worth of own ideas a year, and savings, per krone used, with this much protected time."""
    scenario = randers()
    names = ("value_per_year", "saved_mdkk", "used_mdkk", "used_mdkk_per_year")
    shares = {s: steered(scenario.regimes[regime], protected_time=s) for s in (NONE, SOME, MUCH)}
    found = side_by_side(scenario, shares, metrics(*names), 48)
    return {s: np.array([rows[0] / rows[3], rows[1] / rows[2]]) for s, rows in found.items()}


def test_too_much_lowers_what_is_achieved_per_krone_and_none_does_not():
    """Bottom-up, .3 per cent against two and against none, paired: of savings, none at all brings most per krone."""
    found = per_krone("bottom-up")
    worth, saved = found[SOME] - found[MUCH]
    assert is_above(worth, 0.0)
    assert is_above(saved, 0.0)
    worth, saved = found[SOME] - found[NONE]
    assert is_below(saved, 0.0)
    assert not is_below(worth, 0.0)
