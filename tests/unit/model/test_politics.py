"""Elections, telling and hiding, backing and confidence, what a contract costs: each rule does what its sentence says."""

from math import exp
from typing import Any

import numpy as np
import pytest
from towns import MIDDLE, changed, differences, free, lived, middle, outcome, steered, village

from innosim.model.chance import key_of
from innosim.model.rules.endings import end_idea, face_public, is_told
from innosim.model.rules.people import attend, change_director
from innosim.model.rules.public import hold_meeting, public
from innosim.model.rules.world import begin_term, bloc_fallen, bloc_seats, elect, sit
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.catalogue.codes import MAJORITY, MINORITY, NOT_WORTH_REST, STOPPED

ANEW = {"startup_months": 0, "ownership_start": 0.0}
"""A council in which nobody owns anything yet."""

VOTE, SITS = 46, 48


def town_of(**values: float) -> Any:
    """A founded town as plain rules see it, without levers and without a past."""
    scenario = middle(**{"months": SITS + 1, **ANEW, **values})
    simulator = Simulator(scenario, free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    return plain_view(simulator.town)


def test_who_stays_keeps_and_who_is_new_starts_anew():
    """Support, ownership and home of those re-elected stand; a new member has a home of its own and owns nothing."""
    town = town_of(majority_seats=14, minority_seats=1)
    for member in town.council:
        member.support, member.ownership = member.home - 0.05, 0.4
    before = [(member.home, member.support) for member in town.council]
    elect(town, VOTE)
    leaving = [member.leaving for member in town.council]
    assert 0 < sum(leaving) < len(leaving)
    assert town.indicators[VOTE].power_lost == 0
    assert not any(member.person for member in town.council)
    sit(town, SITS)
    for member, (home, support), left in zip(town.council, before, leaving, strict=True):
        if left:
            assert (member.support, member.ownership, member.person) == (member.home, 0.0, 1)
            assert member.home != home
        else:
            assert (member.support, member.ownership, member.person) == (support, 0.4, 0)


def shares(fallen: float, elections: int = 200) -> tuple[float, float]:
    """The share of seats that change, and of elections at which power does, all members' support fallen alike."""
    changed = lost = 0
    town = town_of()
    for member in town.council:
        member.support = member.home - fallen
    for replication in range(elections):
        town.state[0].key = key_of(2014, replication)
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
    """The same people sit; a majority again has its half; homes move by the difference between the centres.

    Confidence is pushed by as much as its home moves: near the middle by all of it, at the ends never to none or all.
    """
    town = town_of()
    seats = list(town.council)
    for member in seats:
        member.home, member.support = 0.5, 0.45
    seats[0].support, seats[-1].support = 0.02, 0.95
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
    for member in seats[1:-1]:
        assert member.support == pytest.approx(member.home - 0.05, abs=0.01)
    for member, was in ((seats[0], 0.02), (seats[-1], 0.95)):
        moved = 4.0 * (member.home - 0.5)  # in the logit
        assert member.support == pytest.approx(1.0 / (1.0 + (1.0 / was - 1.0) * exp(-moved)))
        assert 0.0 < member.support < 1.0


def test_a_bloc_without_members_counts_as_at_its_centre():
    town = town_of()
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
    town = town_of()
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


@pytest.mark.parametrize("tolerance", [-1.0, 1.0])
@pytest.mark.parametrize("hidden", [0, 1])
def test_in_silence_nothing_is_learnt(tolerance, hidden):
    """How a failure is met moves safety, of which half reaches a whole department; of what was hidden nobody knows."""
    town = town_of(telling_base=100.0, safety_wide=0.5, safety_step=0.1)
    town.levers[0].tolerance = tolerance
    for wide, moved_by in ((0, 0.1), (1, 0.05)):
        idea = failed(town, hidden=hidden, wide=wide, month_model=0)
        for unit in town.managers:
            unit.safety_push = 0.0
        end_idea(town, 0, 0, STOPPED, NOT_WORTH_REST)
        assert idea.told == 1 - hidden
        expected = 0.0 if hidden else tolerance * moved_by
        assert town.managers[0].safety_push == pytest.approx(expected)
        assert town.managers[1].safety_push == pytest.approx(expected if wide else 0.0)


def test_what_is_told_is_seldom_a_case_and_what_is_hidden_weighs_twice():
    """Over many failures of one cost; the draws are the same."""
    town = town_of(publicity=1.0)
    weights: dict[int, set[float]] = {0: set(), 1: set()}
    cases = {0: 0, 1: 0}
    number = {0: 0, 1: 0}
    for n in range(600):
        idea = failed(town, identity=4_096 * n, spent_from_model=0.39 * 3, case=0)
        town.state[0].loss_push = 0.0
        idea.told = 1 if is_told(town, 0, idea) else 0
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
    scenario = middle(months=120, startup_months=0)
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


def moved(
    months: int = 1,
    member: int = 0,
    *,
    contract: int = 0,
    involvement: float = 0.8,
    ownership: float = 0.0,
    values: dict[str, float] | None = None,
    **pushes: float,
) -> tuple[float, float]:
    """How far a member's backing and confidence have moved from home after months that each bring these losses and gains."""
    town = town_of(**(values or {}))
    state = town.state[0]
    seat = town.council[member]
    for now in range(1, months + 1):
        town.levers[now].contract, town.levers[now].involvement = contract, involvement
        for name, value in pushes.items():
            setattr(state if hasattr(state, name) else town.indicators[now], name, value)
        seat.ownership = ownership
        public(town, now)
    return seat.backing - seat.backing_home, seat.support - seat.home


def test_backing_is_moved_by_innovation_alone_and_confidence_by_both():
    """A cut leaves backing where it was; a case and a worth won move both; nothing moves nothing."""
    assert moved() == pytest.approx((0.0, 0.0), abs=1e-12)
    backing, confidence = moved(cut_mdkk=3.9)
    assert backing == pytest.approx(0.0, abs=1e-12)
    assert confidence < -1e-5
    assert all(each < -1e-5 for each in moved(loss_push=2.0))
    assert all(each > 1e-6 for each in moved(won_push=0.39))


def test_a_loss_weighs_more_than_a_gain_of_its_size_and_gains_are_seen_in_part():
    lost, _ = moved(loss_push=1.0)
    won, _ = moved(won_push=0.39, values={"gains_seen": 1.0})
    assert -lost / won == pytest.approx(2.25, rel=0.05)
    seen, _ = moved(won_push=0.39)
    assert seen / won == pytest.approx(0.3**0.88, rel=0.05)


def test_what_the_council_expected_weighs_on_backing_and_not_on_confidence():
    """Losses weigh 1 + .8 times where it was expected to be asked and was not; a contract offers nothing."""
    asked, calm = moved(loss_push=1.0)
    unasked, same = moved(loss_push=1.0, involvement=0.0)
    assert unasked / asked == pytest.approx(1.8, rel=0.02)
    assert same == calm
    under_contract, _ = moved(loss_push=1.0, contract=1, values={"contract_share": 0.0})
    assert under_contract == unasked


def test_ownership_shields_from_innovations_losses_and_not_from_cuts():
    """In both blocs, also under a contract; the minority's blame is 1.3 times."""
    bare, owner = moved(loss_push=1.0), moved(loss_push=1.0, ownership=1.0)
    assert owner[0] / bare[0] == pytest.approx(0.5**0.88, rel=0.02)
    assert owner[1] > bare[1]
    assert moved(cut_mdkk=3.9, ownership=1.0) == moved(cut_mdkk=3.9)
    last = MIDDLE["council_seats"] - 1
    assert (
        moved(loss_push=1.0, member=last, ownership=1.0)[0] > moved(loss_push=1.0, member=last)[0]
    )
    assert moved(loss_push=1.0, member=last)[0] / bare[0] == pytest.approx(1.3, rel=0.06)


@pytest.mark.parametrize("contract", [0, 1])
def test_meetings_build_ownership_under_a_contract_too(contract):
    """A member who attends comes a part of the rest nearer to owning all; between meetings it fades."""
    town = town_of(ownership_meeting=0.2, ownership_fade=0.01)
    member = town.council[0]
    member.ownership = 0.5
    for now in (1, 2):
        town.levers[now].contract, town.levers[now].involvement = contract, 1.0
        attend(town, now, 0)
    left = 0.5 * 0.99 * 0.99
    assert member.ownership == pytest.approx(left + 0.2 * (1.0 - left))


def test_under_a_contract_the_board_bears_its_part_up_to_the_credit_and_answers_for_it():
    """Six tenths until two per mille are used; engagement falls by .2 in all; cuts are not the board's."""
    town = town_of()
    state = town.state[0]
    for now in range(1, 5):
        town.levers[now].contract = 1
        state.loss_push = 1.5
        town.indicators[now].cut_mdkk = 39.0
        public(town, now)
    assert state.credit_used == pytest.approx(2.0)
    assert state.innovation_loss == pytest.approx(1.5)
    assert all(director.engagement_push == pytest.approx(-0.2) for director in town.board)
    begin_term(state)
    assert state.credit_used == 0.0


def test_directors_leave_more_as_the_credit_is_used():
    """In a year about .24 more of them when all of it is."""

    def left(used: float, contract: int = 1) -> int:
        town = town_of()
        town.state[0].credit_used = used
        for month in town.levers:
            month.contract = contract
        for now in range(SITS):
            for chair in range(len(town.board)):
                change_director(town, now, chair)
        return sum(director.person for director in town.board)

    assert left(2.0) > left(0.0)
    assert left(2.0, contract=0) == left(0.0), "it ends with the contract"


def test_a_promise_is_broken_once_an_idea_and_kept_each_time():
    """In the January in which the booking fell due; the second failure of the same idea is a cut only."""
    town = town_of()
    state = town.state[0]
    state.bookings = 3
    for place, (idea, came) in enumerate([(0, 0.0), (0, 0.0), (1, 0.39)]):
        booking = town.bookings[place]
        booking.idea, booking.settled, booking.year = idea, 1, 0
        booking.booked, booking.harvested, booking.emergency = 0.39, came, 0.39 - came
    public(town, 12)
    assert state.innovation_loss == pytest.approx(1.0)
    assert state.innovation_gain == pytest.approx(0.3)
    public(town, 24)
    assert state.innovation_loss == state.innovation_gain == 0.0


def test_both_stay_inside_their_bounds_by_their_form():
    """A loss without measure every month for two years, and a gain: never none or all, and never a breach."""
    for pushes in ({"loss_push": 1e6}, {"won_push": 1e6}):
        for shift in moved(24, **pushes):
            assert -1.0 < shift < 1.0
    town = town_of()
    for now in range(1, 25):
        town.state[0].loss_push = 1e6
        public(town, now)
        assert all(0.0 <= m.backing <= 1.0 and 0.0 <= m.support <= 1.0 for m in town.council)


def test_the_mandate_hangs_on_backing_alone():
    """Lost after two low meetings in a row, won back at the first with more, whatever confidence is."""
    town = town_of()
    state = town.state[0]

    def meet(now: int, backing: float, support: float) -> int:
        for member in town.council:
            member.backing, member.support = backing, support
        hold_meeting(town)
        return int(state.mandate)

    assert [meet(2, 0.4, 0.9), meet(5, 0.4, 0.9)] == [1, 0]
    assert meet(8, 0.6, 0.1) == 1
    assert meet(11, 0.6, 0.1) == 1


def test_meetings_and_cuts_alone_move_no_backing():
    """Without ideas nothing but elections moves it: cuts alone, with and without a co-playing council, are the same."""
    scenario = middle(months=96, startup_months=0)
    shaving = scenario.regimes["shaving"]
    alone = lived(scenario, shaving).tables(ideas=False)["indicators"]
    meeting = lived(scenario, steered(shaving, involvement=0.9)).tables(ideas=False)["indicators"]
    assert alone["backing_above_home"] == pytest.approx(np.zeros(96), abs=1e-9)
    assert meeting["backing_mean"].tobytes() == alone["backing_mean"].tobytes()
    assert alone["support_mean"][-1] < alone["support_mean"][0] - 0.01


def test_nothing_of_it_depends_on_the_unit_of_money():
    """Money x 8, elections and a contract too: backing, support, seats and cases bit for bit the same."""
    scenario = middle(months=SITS + 12, startup_months=12)
    regime = steered(scenario.regimes["framed"], coupling=0.8, contract=1.0)
    money = {p.name: scenario.values[p.name] * 8.0 for p in PARAMETERS.values() if p.money}
    one, other = (
        outcome(town, regime)["indicators"] for town in (scenario, changed(scenario, **money))
    )
    shares = [
        "backing_mean",
        "support_mean",
        "mandate",
        "cases",
        "power_lost",
        "engagement_mean",
        "innovation_loss_permille",
        "innovation_gain_permille",
        "credit_used_permille",
    ]
    assert all(one[name].tobytes() == other[name].tobytes() for name in shares)
    assert one["innovation_loss_permille"].any()


@pytest.mark.plain
def test_compiled_has_the_plain_bits_past_an_election():
    scenario = village(months=50, startup_months=0, post_share=0.15, rollback_rate=0.1)
    regime = scenario.regimes["framed"]
    compiled, plain = (Simulator(scenario, regime, plain=plain) for plain in (False, True))
    compiled.run(1)
    plain.run(1)
    assert differences(compiled.tables(ideas=True), plain.tables(ideas=True)) == []
    assert np.isfinite(compiled.tables(ideas=False)["indicators"]["support_mean"]).all()
