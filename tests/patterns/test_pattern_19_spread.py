"""P19 (can fail): copies a unit do not hang on the number of units, and level within five years; copies of one original peak in its second or third year."""

import numpy as np
import pytest
from chances import is_above, is_below
from runs import read
from towns import randers

from innosim.scenario.catalogue.codes import COPIED, NEVER

FOLLOWED = 84
"""Months in which an original's copies are counted."""


def town_of(units: int, **values: float):
    """Randers' rules in a town of so many units; limits are per mille of the budget."""
    share = units / 350
    sizes = {
        name: round(whole * share) for name, whole in (("staff", 8_500), ("population", 96_000))
    }
    return randers(units=units, budget_mdkk=3_900.0 * share, **sizes, **values)


def copies(units: int, replications: int, **values: float) -> np.ndarray:
    """Copies into operation a unit, year by year; and of originals of the first five years, by year of their age."""
    scenario = town_of(units, **values)

    def reading(simulator):
        ideas = simulator.tables(ideas=True)["ideas"]
        operated = ideas["month_operation"]
        copied = (ideas["origin"] == COPIED) & (operated != NEVER) & (operated >= 0)
        years = np.bincount(operated[copied] // 12, minlength=12) / units
        began = dict(zip(ideas["idea"].tolist(), operated.tolist(), strict=True))
        origins = np.array([began.get(i, NEVER) for i in ideas["copied_from"][copied].tolist()])
        age = operated[copied] - origins
        early = (origins >= 0) & (origins < 60) & (age >= 0) & (age < FOLLOWED)
        return [*years, *np.bincount(age[early] // 12, minlength=FOLLOWED // 12)]

    return read(scenario, scenario.regimes["framed"], reading, replications)


@pytest.fixture(scope="module")
def randers_copies() -> np.ndarray:
    return copies(350, 12)


def test_copies_a_unit_are_level_from_the_fifth_year_on(randers_copies):
    """The last three years of twelve against years five to seven."""
    level = randers_copies[9:12].mean(axis=0) / randers_copies[4:7].mean(axis=0)
    assert is_above(level, 0.6)
    assert is_below(level, 1.25)


def test_copies_a_unit_are_as_many_in_a_town_twice_as_large(randers_copies):
    """From the fifth year on."""
    larger = copies(700, 10)[4:12].mean(axis=0)
    ratio = larger / randers_copies[4:12, :10].mean(axis=0)
    assert is_above(ratio, 0.75)
    assert is_below(ratio, 1.3)


def test_copies_of_one_original_peak_in_its_second_or_third_year(randers_copies):
    by_age = randers_copies[12:].sum(axis=-1)
    assert by_age.argmax() in {1, 2}


def test_where_every_link_shows_for_sure_copies_do_not_stay_in_proportion(randers_copies):
    """The broken rule: links times chance over one, and what one unit shows goes round the town."""
    caught = copies(100, 10, look_inside=0.08, look_outside=0.08)[4:12].mean(axis=0)
    assert is_above(caught / randers_copies[4:12, :10].mean(axis=0), 1.5)
