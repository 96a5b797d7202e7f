"""Single rules against closed forms: stopping, stocks that drift, copying, losses and gains.

The capability trap (dC/dt = k a - d C, output C (1 - a)) is in the model in part: culture is a stock with a drain, which
training slows; nothing fills it but what happens. Bass's curve is in the model in part too: copies are seen like
originals, so that adopters draw adopters; but a unit looks at an original once and over few links, so that those who see
one of them for the first time are binomial. Those two are tested here.
"""

from math import exp

import numpy as np
import pytest
from bench import founded, potential_ideas
from chances import is_near, is_share_near
from hypothesis import given
from hypothesis import strategies as st

from innosim.model.rules.links import has_looked, looks_inside
from innosim.model.rules.people import culture_after, entry_chance, exit_chance, fading
from innosim.model.rules.phases import phase_cost, phase_share, ratio_of
from innosim.model.rules.public import blame_per_month, remembered, step_home
from innosim.model.rules.spread import show_over_links
from innosim.model.rules.stopping import consider_stopping
from innosim.model.rules.traits import drifted
from innosim.scenario.catalogue.codes import (
    AT_WORK,
    IMPLEMENTATION,
    LIVING,
    MODEL,
    POST_CHAMPION,
    STOPPED,
)


@pytest.mark.parametrize("ratio", [1.4, 2.5, 3.0])
def test_phases_cost_one_to_r_to_r_squared(ratio):
    shares = [phase_share(phase, ratio) for phase in (0, 1, 2)]
    assert sum(shares) == pytest.approx(1.0)
    assert shares[1] / shares[0] == pytest.approx(ratio)
    assert shares[2] / shares[1] == pytest.approx(ratio)


def test_cost_by_phase_under_a_constant_stop_chance_is_geometric():
    """An idea never worth its rest, looked at after each month's work: month j is paid with chance (1-s)^j.

    Model and implementation take four months each; the phase's planned cost is spread evenly over them.
    """
    base = -1.2
    stop = 1.0 / (1.0 + exp(-base))
    even = {"publicity": 0.0, "safety_start": 0.5, "trait_spread": 0.0, "phase_ratio_slope": 0.0}
    town = founded(stop_base=base, stop_sunk=0.0, **even)
    ratio = town.constants[0].ideas.phase_ratio
    spent: dict[int, list[float]] = {MODEL: [], IMPLEMENTATION: []}
    for who in potential_ideas(1_200):
        idea = town.ideas[0]
        idea.identity, idea.cost, idea.stake, idea.belief = who, 1.0, 1.0, -10.0
        idea.phase_ratio = ratio_of(town, idea)
        idea.home, idea.department, idea.wide, idea.place = 0, 0, 0, 0
        idea.champion, idea.champion_row = POST_CHAMPION, 0
        idea.end, idea.situation, idea.spent = LIVING, AT_WORK, 0.0
        for phase in (MODEL, IMPLEMENTATION):
            idea.phase = phase
            paid = 0.0
            for month in range(4):
                if idea.end == LIVING:
                    paid += phase_cost(idea, phase) / 4.0
                    idea.phase_months = month + 1
                    idea.work_left = 1.0 - (month + 1) / 4.0
                    consider_stopping(town, 0, 0)
            spent[phase].append(paid)
    for phase, before in ((MODEL, 0), (IMPLEMENTATION, 4)):
        paid_months = sum((1.0 - stop) ** (before + j) for j in range(4))
        expected = phase_share(phase, ratio) / 4.0 * paid_months
        assert is_near(spent[phase], expected)
        assert not is_near(spent[phase], phase_share(phase, ratio)), "nobody would be stopped"
    assert town.state[0].total_stopped > 0
    assert town.ideas[0].end in {LIVING, STOPPED}


def test_what_is_worth_its_rest_is_never_stopped():
    town = founded(stop_base=10.0, stop_sunk=0.0)
    idea = town.ideas[0]
    idea.identity, idea.cost, idea.stake, idea.belief = next(potential_ideas(1)), 0.4, 1.0, 0.2
    idea.end, idea.situation, idea.phase, idea.work_left = LIVING, AT_WORK, MODEL, 0.5
    consider_stopping(town, 0, 0)
    assert idea.end == LIVING


@given(
    start=st.floats(0.0, 1.0),
    around=st.floats(0.0, 1.0),
    spread=st.floats(0.0, 0.1),
    fade=st.floats(0.001, 0.05),
    training=st.floats(0.0, 0.05),
    months=st.integers(1, 200),
)
def test_culture_is_a_stock_with_an_inflow_and_a_drain(
    start, around, spread, fade, training, months
):
    """C' = (1 - f) (C + s (A - C)), f what training leaves of fading: geometric towards (1 - f) s A / (1 - (1 - f) (1 - s)).

    Where training stops fading and nobody is around, it stays what it is.
    """
    left = 1.0 - max(0.0, fade - training)
    culture = start
    for _ in range(months):
        culture = culture_after(culture, 0.0, around, spread, fading(fade, training))
    kept = left * (1.0 - spread)
    level = left * spread * around / (1.0 - kept) if kept < 1.0 else start
    assert culture == pytest.approx(level + (start - level) * kept**months, abs=1e-9)


def test_the_level_of_ildsjaele_is_where_entry_meets_exit():
    """A post in constant surroundings: filled for the share e / (e + x) of the time."""
    energy, safety, culture = 0.6, 0.5, 0.4
    entry = entry_chance(0.065, safety, culture)
    leaving = exit_chance(0.008, 0.03, energy)
    assert entry == pytest.approx(0.065 * 0.2)
    assert leaving == pytest.approx(0.008 + 0.03 * 0.16)
    share = 0.0
    for _ in range(5_000):
        share = share * (1.0 - leaving) + (1.0 - share) * entry
    assert share == pytest.approx(entry / (entry + leaving))


@given(months=st.integers(1, 60), gap=st.floats(-0.4, 0.4))
def test_support_is_half_way_home_after_a_half_life(months, gap):
    support = 0.5 + gap
    for _ in range(months):
        support = drifted(support, 0.5, step_home(float(months)))
    assert support - 0.5 == pytest.approx(gap / 2.0, abs=1e-12)


def test_memory_is_an_exponential_mean():
    """A steady loss is remembered in full; one month's loss fades to (1 - 1/m)^n of its part."""
    steady = once = 0.0
    for month in range(240):
        steady = remembered(steady, 3.0, 12.0)
        once = remembered(once, 12.0 if month == 0 else 0.0, 12.0)
    assert steady == pytest.approx(3.0, abs=1e-8)
    assert once == pytest.approx((1.0 - 1.0 / 12.0) ** 239)


@given(loss=st.floats(1e-6, 1e3))
def test_losses_weigh_as_tversky_and_kahneman_measured(loss):
    """2.25 times a gain of the same size, and to the power .88: doubling a loss weighs 1.84 times as much."""
    blame = blame_per_month(loss, 2.25, 0.88)
    assert blame == pytest.approx(2.25 * loss**0.88)
    assert blame_per_month(2.0 * loss, 2.25, 0.88) / blame == pytest.approx(2.0**0.88)


def test_adopters_of_an_original_are_binomial_in_the_units_that_look():
    """Every unit of the department that is linked to the home looks once, with the chance of the form."""
    town = founded(look_inside=0.2, look_outside=0.0, copy_culture=0.0, trait_spread=0.0)
    state = town.state[0]
    department = town.departments[0]
    home = department.first_unit
    others = range(home + 1, home + department.units)
    looking = sum(int(looks_inside(town, unit, home)) for unit in others)
    assert 1 < looking <= department.units - 1
    adopters = []
    for who in potential_ideas(400):
        idea = town.ideas[0]
        idea.identity, idea.wide, idea.home, idea.department = who, 0, home, 0
        idea.stake, idea.realised, idea.measured = 1.0, 0.3, 0
        state.copying = 0
        town.looked[0, 0] = 0
        show_over_links(town, 11, 0)
        adopters.append(state.copying)
        assert sum(has_looked(town, 0, unit) for unit in others) == looking
        show_over_links(town, 11, 0)
        assert state.copying == adopters[-1], "nobody looks twice"
    assert is_near(adopters, 0.2 * looking)
    assert is_share_near(sum(adopters), 400 * looking, 0.2)
    variance = float(np.var(adopters, ddof=1))
    assert variance == pytest.approx(looking * 0.2 * 0.8, rel=0.3)
