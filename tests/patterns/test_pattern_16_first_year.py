"""P16 (built in): what a regime adds to an ordinary town comes late [N A6].

Home-grown ideas in operation over `routine` in months 0-11 were to be under half the yearly mean of months 24-143. Of
ideas sparked from month 0 on they are. Of all they are not: see docs/patterns.md.
"""

import numpy as np
from chances import is_above, is_below
from runs import side_by_side
from towns import randers

from innosim.scenario.catalogue.codes import NEVER

WAYS = ("top-down", "bottom-up", "framed", "randers")


def reading(simulator):
    """Home-grown ideas into operation, year by year: all, and those sparked from month 0 on."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = (ideas["origin"] < 6) & (ideas["month_operation"] != NEVER)
    mine &= ideas["month_operation"] >= 0
    year = ideas["month_operation"] // 12
    new = mine & (ideas["month_sparked"] >= 0)
    return [np.bincount(year[which], minlength=12) for which in (mine, new)]


def first_less_half(**values: float) -> dict[str, np.ndarray]:
    """What a way adds in its first year, less half of what it adds a year in years 3-12: of all, and of new ideas."""
    scenario = randers(**values)
    regimes = {name: scenario.regimes[name] for name in ("routine", *WAYS)}
    found = side_by_side(scenario, regimes, reading, 16)
    added = {name: found[name] - found["routine"] for name in WAYS}
    return {name: years[0] - years[2:].mean(axis=0) / 2.0 for name, years in added.items()}


def test_of_new_ideas_the_first_year_brings_under_half_of_a_later_one_and_of_all_more():
    """Of all ideas the pattern fails, surely under framed: what waited at month 0 finds money and hours."""
    found = first_less_half()
    for way in WAYS:
        assert is_below(found[way][1], 0.0)
    assert is_above(found["framed"][0], 0.0)


def test_in_a_town_that_is_empty_at_month_0_it_would_hold_of_all_ideas():
    empty = first_less_half(startup_months=0)
    for way in WAYS:
        assert is_below(empty[way][0], 0.0)
