"""Spread over links: who is linked to whom, who looks once, and copies in proportion to the town (ODD, Spread)."""

import copy

import numpy as np
import pytest
from towns import changed, differences, free, lived, middle, quiet, village

from innosim.model.chance import identity
from innosim.model.founding import words_of_looks
from innosim.model.rules import links, spread
from innosim.model.simulator import Simulator, plain_view
from innosim.model.tables import LOOKS_A_WORD
from innosim.scenario.catalogue.codes import ORIGINS

COPY = ORIGINS.names.index("copy")
LIVELY = {"look_inside": 0.06, "look_outside": 0.06}
"""So many copies that a short run has enough of them."""


EMPTY = {"startup_months": 0}
"""Without a past: links are the same, and a run is soon done."""


def linked(scenario=middle, **values):
    return scenario(**{**EMPTY, **values})


def founded(scenario):
    simulator = Simulator(scenario, free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    return simulator


def ideas_of(simulator):
    return simulator.town.ideas[: simulator.town.state["ideas"][0]]


def copies_of(simulator):
    ideas = ideas_of(simulator)
    return ideas[ideas["origin"] == COPY]


def test_a_unit_is_linked_to_different_units_inside_and_outside():
    town = founded(linked()).town
    view = plain_view(town)
    for unit, manager in enumerate(town.managers):
        home = int(manager["department"])
        inside, outside = links.links_inside(view, home), links.links_outside(view, home)
        assert (inside, outside) == (8, 8)
        near = town.links[unit, links.INSIDE_PLACE :][:inside].tolist()
        far = town.links[unit, :outside].tolist()
        assert len({*near, *far, unit}) == inside + outside + 1
        assert all(town.managers["department"][near] == home)
        assert all(town.managers["department"][far] != home)


@pytest.mark.parametrize("scenario", [village, middle])
def test_onlookers_of_a_unit_are_those_linked_to_it_in_order(scenario):
    town = founded(linked(scenario)).town
    view = plain_view(town)
    units = len(town.managers)
    linked_to = [
        {int(town.links[unit, link]) for link in range(32) if links.has_link(view, unit, link)}
        for unit in range(units)
    ]
    for unit in range(units):
        first, end = links.onlookers_start(view, unit), town.onlookers_end[unit]
        assert town.onlookers[first:end].tolist() == [
            other for other in range(units) if unit in linked_to[other]
        ]
    assert town.onlookers_end[-1] == sum(map(len, linked_to))


def test_showing_to_onlookers_alone_is_showing_to_every_unit():
    """Units without a link see nothing of an idea of a unit's own, so that they need not be gone through."""
    found = []
    for everybody in (False, True):
        simulator = founded(linked(look_inside=0.5, look_outside=0.5))
        town = plain_view(simulator.town)
        for number in range(20):
            idea = town.ideas[number]
            idea.identity, idea.original = identity(0, 1, number, 0, 0), number
            idea.home, idea.department = number, town.managers[number].department
            if everybody:
                for unit in range(len(town.managers)):
                    spread.show_to_unit(town, 0, number, unit)
            else:
                spread.show_over_links(town, 0, number)
        count = town.state[0].copying
        found.append((simulator.town.copying[:count].tolist(), simulator.town.looked[:20].tolist()))
    assert len(found[0][0]) > 20
    assert found[0] == found[1]


def test_those_in_operation_are_listed_in_order_of_entry():
    """So that the step looks from the newest back to those that are just old enough to be seen."""
    simulator = lived(linked(months=60, **LIVELY), "framed")
    view = plain_view(simulator.town)
    count = view.state[0].running
    now = simulator.reached - 1
    months = [now - view.running[place].since for place in range(count)]
    assert months == sorted(months, reverse=True)
    for limit in (-1, 0, 6, 12, 1000):
        older = sum(each > limit for each in months)
        assert spread.newer_than(view, now, limit) == older


def test_what_is_written_to_a_steady_idea_from_outside_is_seen_the_month_after():
    """What works in full does the same every month, until somebody outside the rules has written."""
    simulator = lived(village(months=60), "framed")
    simulator.start(0)
    simulator.advance(50)
    running = simulator.town.running[: simulator.town.state["running"][0]]
    steady = running[running["steady"] == 1]
    assert len(steady) > 5
    simulator.town.ideas["theta_saving"][steady["idea"][0]] *= 2.0
    was = simulator.town.ideas["realised_saving"][steady["idea"]]
    simulator.advance(51)
    now = simulator.town.ideas["realised_saving"][steady["idea"]]
    assert now[0] == pytest.approx(2.0 * was[0])
    assert (now[1:] == was[1:]).all()


def test_links_are_drawn_evenly():
    """Each unit is looked at by about as many; a chi-square of 34 degrees of freedom, at one in ten thousand."""
    simulator = founded(linked())
    seen = np.zeros(35)
    for replication in range(20):
        simulator.start(replication)
        simulator.advance(0)
        for unit in range(35):
            seen[simulator.town.links[unit, :8]] += 1
    departments = simulator.town.managers["department"]
    outside = 35 - np.bincount(departments)
    expected = np.array(
        [sum(8 / outside[h] for h in departments if h != home) for home in departments]
    )
    assert ((seen - 20 * expected) ** 2 / (20 * expected)).sum() < 75.0


def test_a_small_town_has_fewer_links():
    town = founded(linked(village, departments=2)).town
    view = plain_view(town)
    for home in range(2):
        units = int(town.departments["units"][home])
        assert links.links_inside(view, home) == units - 1
        assert links.links_outside(view, home) == 5 - units
    alone = founded(linked(village, departments=1))
    assert links.links_of_culture(plain_view(alone.town), 0) == 0


def test_links_are_drawn_whatever_the_regime():
    scenario = linked()
    towns = [Simulator(scenario, regime) for regime in scenario.regimes.values()]
    for simulator in towns:
        simulator.start(3)
        simulator.advance(0)
        assert simulator.town.links.tobytes() == towns[0].town.links.tobytes()


def test_the_bits_of_who_has_looked():
    simulator = founded(changed(linked(), units=130))
    view = plain_view(simulator.town)
    assert words_of_looks(simulator.scenario) == 3
    for unit in (0, LOOKS_A_WORD - 1, LOOKS_A_WORD, 129):
        assert not links.has_looked(view, 7, unit)
        links.set_looked(view, 7, unit)
        assert links.has_looked(view, 7, unit)
    assert [unit for unit in range(130) if links.has_looked(view, 7, unit)] == [0, 62, 63, 129]
    assert not any(links.has_looked(view, 8, unit) for unit in range(130))


@pytest.fixture(scope="module")
def lively():
    return lived(linked(months=120, **LIVELY), "framed")


def test_a_unit_copies_an_original_once_and_never_its_own(lively):
    ideas, copies = ideas_of(lively), copies_of(lively)
    assert len(copies) > 20
    pairs = list(zip(copies["original"].tolist(), copies["home"].tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    first = ideas[copies["original"]]
    assert np.all(first["origin"] != COPY)
    narrow = first["wide"] == 0
    assert np.all(copies["home"][narrow] != first["home"][narrow])
    assert np.all(copies["department"][~narrow] != first["department"][~narrow])
    assert np.all(copies["luck"] == first["luck"])


def test_a_copy_is_seen_too():
    """Copies reach units that have no link at the original's unit; they come to more than its links can give."""
    run = lived(linked(months=240, **LIVELY), "framed")
    ideas, copies = ideas_of(run), copies_of(run)
    first = ideas[copies["original"]]
    view = plain_view(run.town)
    unseen = [
        its
        for its, original in zip(copies, first, strict=True)
        if original["wide"] == 0
        and links.looks_inside(view, int(its["home"]), int(original["home"])) == 0.0
        and original["home"] not in run.town.links[int(its["home"]), :8]
    ]
    assert unseen


def test_distance_to_the_original_s_department_shrinks_the_effect(lively):
    ideas, copies = ideas_of(lively), copies_of(lively)
    first = ideas[copies["original"]]
    near = copies["department"] == first["department"]
    k = lively.town.constants["spread"][0]
    effect = np.where(near, k["copy_effect_near"], k["copy_effect_far"])
    assert np.allclose(copies["theta"], effect * first["theta"], rtol=1e-12)
    assert near.any()
    assert not near.all()


def test_without_chance_nobody_copies_and_all_have_looked():
    none = lived(linked(months=120, look_inside=0.0, look_outside=0.0), "framed")
    assert len(copies_of(none)) == 0
    assert not none.town.looked.any()


def test_spread_staff_look_further():
    """Only over links outside, so without a chance there they do nothing."""
    scenario = linked(quiet, months=120, look_inside=0.0, look_outside=0.2)
    few = sum(len(copies_of(lived(scenario, free(), r))) for r in range(4))
    staff = sum(len(copies_of(lived(scenario, free(spread_staff=2.0), r))) for r in range(4))
    assert staff > few


def test_links_times_chance_stay_under_one():
    """As constants stand, also for those full of culture, where all is measured and spread staff doubles links."""
    k = Simulator(linked(), free()).town.constants["spread"][0]
    sight = k["links_inside"] * k["look_inside"] + 2 * k["links_outside"] * k["look_outside"]
    assert sight * (1.0 + 0.5 * k["copy_culture"]) * (1.0 + k["copy_measured"]) < 1.0


def test_plain_is_compiled():
    scenario = linked(village, months=72, departments=2, look_inside=0.9, look_outside=0.9)
    runs = [Simulator(scenario, scenario.regimes["framed"], plain=plain) for plain in (True, False)]
    for run in runs:
        run.run(1)
    assert len(copies_of(runs[0])) > 0
    assert differences(*(run.tables(ideas=True) for run in runs)) == []
    assert runs[0].town.looked.tobytes() == runs[1].town.looked.tobytes()


def test_a_workspace_forgets_who_has_looked(lively):
    again = Simulator(lively.scenario, lively.regime)
    again.run(1)
    again.run(0)
    assert differences(again.tables(ideas=True), lively.tables(ideas=True)) == []


def test_a_town_that_is_copied_remembers_who_has_looked(lively):
    half = Simulator(lively.scenario, lively.regime)
    half.start(0)
    half.advance(60)
    assert half.town.looked.any()
    for twin in (copy.deepcopy(half), half):
        twin.advance(120)
        twin.reckon()
        assert differences(twin.tables(ideas=True), lively.tables(ideas=True)) == []


FOUR_TIMES = {"population": 38_400, "units": 140, "staff": 3_400, "budget_mdkk": 1_560.0}
"""The middle town four times over; limits in per mille of its budget stay as they are."""


def copies_a_unit(runs, **values):
    """Copies a unit in each of so many replications of ten years, in a town whose managers decide what is theirs."""
    scenario = linked(months=120, **values)
    simulator = Simulator(scenario, free(local_approval=1.0, protected_time=0.02, pool=2.0))
    found = np.zeros(runs)
    for replication in range(runs):
        simulator.run(replication)
        found[replication] = len(copies_of(simulator)) / scenario.values["units"]
    return found


def apart(one, other):
    """How far two means lie apart, and the standard error of that."""
    error = np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
    return other.mean() - one.mean(), error


def test_copies_are_in_proportion_to_the_town():
    """P19: 35 units and 140 lie within three standard errors, each a twelfth of the mean at most."""
    small, large = copies_a_unit(64), copies_a_unit(32, **FOUR_TIMES)
    difference, error = apart(small, large)
    assert error < small.mean() / 12
    assert abs(difference) < 3 * error


@pytest.mark.parametrize(("units", "departments"), [(1, 1), (5, 1), (5, 5)])
@pytest.mark.parametrize("ends", [(0, 0, 0), (0, 0, 8), (16, 8, 8)])
def test_any_town_runs_at_both_ends_of_its_links(units, departments, ends):
    """The plain rules refuse a link to nobody."""
    values = dict(zip(("links_inside", "links_outside", "outside_links"), ends, strict=True))
    scenario = linked(village, months=24, units=units, departments=departments, **values)
    simulator = Simulator(scenario, scenario.regimes["framed"], plain=True)
    simulator.run(0)
    assert simulator.reached == 24
