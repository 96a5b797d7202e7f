"""Elections, telling and hiding, backing and confidence, what a contract costs: each rule does what its sentence says when it is on."""

from typing import Any

import numpy as np
import pytest
from towns import differences, free, lived, middle, steered, village

from innosim.model.rules.endings import face_public, is_told
from innosim.model.rules.world import bloc_fallen, bloc_seats, elect, sit
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue.codes import MAJORITY, MINORITY

VOTERS = {
    "incumbents_keep": True, "power_can_change": True, "election_shift": 0.06, "election_slope": 1.0,
    "bloc_slope": 2.0, "election_swing": 0.06, "ownership_start": 0.0,
}  # fmt: skip
TELLING = {
    "department_safety": True, "case_scale": 1.0, "case_floor_from": 0.3, "case_told": 1 / 3, "case_hidden": 2.0,
}  # fmt: skip

VOTE, SITS = 46, 48


def town_of(seed: int = 2014, **values: float) -> Any:
    """A founded town as plain rules see it, without levers."""
    simulator = Simulator(middle(months=SITS + 1, seed=seed, **values), free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    return plain_view(simulator.town)


def test_who_stays_keeps_and_who_is_new_starts_anew():
    """Support, ownership and home of those re-elected stand; a new member has a home of its own and owns nothing."""
    town = town_of(**{**VOTERS, "power_can_change": False})
    for member in town.council:
        member.support, member.ownership = member.home - 0.05, 0.4
    before = [(member.home, member.support) for member in town.council]
    elect(town, VOTE)
    leaving = [member.leaving for member in town.council]
    assert 0 < sum(leaving) < len(leaving)
    assert not any(member.person for member in town.council)
    sit(town, SITS)
    for member, (home, support), left in zip(town.council, before, leaving, strict=True):
        if left:
            assert (member.support, member.ownership, member.person) == (member.home, 0.0, 1)
            assert member.home != home
        else:
            assert (member.support, member.ownership, member.person) == (support, 0.4, 0)


def test_the_old_amnesty_is_the_neutral_form():
    """Off, everyone starts anew and every seat stays with its bloc."""
    town = town_of()
    blocs = [member.bloc for member in town.council]
    for member in town.council:
        member.support = 0.1
    elect(town, VOTE)
    sit(town, SITS)
    assert [member.bloc for member in town.council] == blocs
    assert all(member.support == member.home for member in town.council)


def shares(fallen: float, elections: int = 200) -> tuple[float, float]:
    """The share of seats that change, and of elections at which power does, all members' support fallen alike."""
    changed = lost = 0
    for seed in range(elections):
        town = town_of(seed, **VOTERS)
        for member in town.council:
            member.support = member.home - fallen
        elect(town, VOTE)
        changed += sum(member.leaving for member in town.council)
        lost += town.indicators[VOTE].power_lost
    return changed / (elections * len(town.council)), lost / elections


def test_seats_and_power_follow_support():
    """With support at home a third of the seats change; where it has fallen more do, and power changes more often."""
    (calm, kept), (angry, lost) = shares(0.0), shares(0.15)
    assert calm == pytest.approx(0.315, abs=0.03)
    assert angry == pytest.approx(calm + 0.15, abs=0.03)
    assert lost > kept + 0.2


def test_a_bloc_under_half_loses_power_and_the_blocs_change_name():
    """The same people sit; a majority again has its half; homes move by the difference between the centres."""
    town = town_of(**VOTERS)
    seats = list(town.council)
    for member in seats:
        member.home = 0.5
    for member in seats[:4]:
        member.bloc = MINORITY
    held = bloc_seats(town, MINORITY)
    blocs = [member.bloc for member in seats]
    sit(town, SITS)
    assert bloc_seats(town, MAJORITY) == held > len(seats) / 2
    rise = 0.61 - 0.46
    for member, bloc in zip(seats, blocs, strict=True):
        assert member.bloc != bloc
        assert member.home == pytest.approx(0.5 - rise if bloc == MAJORITY else 0.5 + rise)


def test_a_bloc_without_members_counts_as_at_its_centre():
    town = town_of(**VOTERS)
    for member in town.council:
        member.bloc, member.support = MAJORITY, member.home - 0.1
    assert bloc_fallen(town, MINORITY) == 0.0
    assert bloc_fallen(town, MAJORITY) == pytest.approx(0.1)


def failed(town: Any, **fields: float) -> Any:
    """An idea of the first unit that has just failed in implementation, dear."""
    idea = town.ideas[0]
    for name, value in {
        "identity": 4_096,
        "home": 0,
        "department": 0,
        "phase": 3,
        **fields,
    }.items():
        setattr(idea, name, value)
    return idea


def told_of(
    count: int = 400, safety: float = 0.5, tolerance: float = 0.0, hidden: int = 0
) -> float:
    """The share of failures told in time."""
    town = town_of(**TELLING)
    town.levers[0].tolerance = tolerance
    for unit in town.managers:
        unit.safety = safety
    told = [is_told(town, 0, failed(town, identity=4_096 * n, hidden=hidden)) for n in range(count)]
    return sum(told) / count


def test_failures_are_told_of_where_that_is_safe_and_tolerated():
    """Half of them where nothing pulls; never where bad news had been hidden before."""
    assert told_of() == pytest.approx(0.5, abs=0.06)
    assert told_of(tolerance=1.0) > told_of() + 0.15
    assert told_of(tolerance=-1.0) < told_of() - 0.15
    assert told_of(safety=0.9) > told_of() + 0.08
    assert told_of(hidden=1) == 0.0


def test_what_is_told_is_seldom_a_case_and_what_is_hidden_weighs_twice():
    """Over many failures of one cost; the draws are the same."""
    town = town_of(**TELLING, publicity=1.0)
    weights: dict[int, set[float]] = {0: set(), 1: set()}
    cases = {0: 0, 1: 0}
    number = {0: 0, 1: 0}
    for n in range(600):
        idea = failed(town, identity=4_096 * n, spent_from_model=0.39 * 3, case=0)
        town.state[0].loss_push = 0.0
        face_public(town, 0, 0)
        number[idea.told] += 1
        cases[idea.told] += idea.case
        if idea.case:
            weights[idea.told].add(town.state[0].loss_push)
    assert cases[1] / number[1] == pytest.approx(cases[0] / number[0] / 3, abs=0.08)
    (told,), (hidden,) = weights[1], weights[0]
    assert told == pytest.approx(3.0)
    assert hidden == pytest.approx(6.0)


def test_a_month_in_which_a_stop_was_due_and_did_not_come_stays_with_the_idea():
    """Where failure is punished more is hidden, and less told in time; on or off, nothing hides without being due."""
    scenario = middle(months=120, **TELLING)
    punished, rewarded = (
        lived(scenario, steered(scenario.regimes["framed"], tolerance=tolerance)).tables(
            ideas=True
        )["ideas"]
        for tolerance in (-1.0, 1.0)
    )
    failed_of = [ideas["end_month"] >= 0 for ideas in (punished, rewarded)]
    assert punished["months_hidden"].sum() > rewarded["months_hidden"].sum() > 0
    told = [
        ideas["told"][over].mean()
        for ideas, over in zip((punished, rewarded), failed_of, strict=True)
    ]
    assert told[0] < told[1]
    assert not (punished["told"] & (punished["months_hidden"] > 0)).any()


@pytest.mark.plain
def test_compiled_has_the_plain_bits_with_all_of_it_on():
    scenario = village(months=50, post_share=0.15, rollback_rate=0.1, **VOTERS, **TELLING)
    regime = scenario.regimes["framed"]
    compiled, plain = (Simulator(scenario, regime, plain=plain) for plain in (False, True))
    compiled.run(1)
    plain.run(1)
    assert differences(compiled.tables(ideas=True), plain.tables(ideas=True)) == []
    assert np.isfinite(compiled.tables(ideas=False)["indicators"]["support_mean"]).all()
