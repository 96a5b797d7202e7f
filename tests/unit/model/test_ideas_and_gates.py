"""Ideas, sparks, questions, gates, operation, newcomers: each rule does what its sentence says."""

from typing import Any

import numpy as np
import pytest
from towns import free, lived, middle, steered

from innosim.model.rules.champions import replace_champion
from innosim.model.rules.gates import visit_gate
from innosim.model.rules.judging import judge
from innosim.model.rules.operation import roll_back
from innosim.model.rules.people import update_culture, update_director, update_safety
from innosim.model.rules.phases import phase_cost, ratio_of
from innosim.model.rules.routes import route_to_implementation, route_to_model
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue.codes import (
    AT_GATE,
    BOARD,
    CHIEF,
    CITIZEN,
    COPIED,
    COUNCIL,
    DEPARTMENT_DIRECTOR,
    DIRECTION,
    DIRECTOR,
    EMPLOYEE,
    ILDSJAEL,
    IMPLEMENTATION,
    IMPORT,
    MANAGER,
    MANAGER_CHAMPION,
    MODEL,
    NO_CHAMPION,
    NOBODY,
    PLACE,
    POLITICIAN,
    SORTING,
    TO_IMPLEMENTATION,
    TO_MODEL,
    UNIT_MANAGER,
)
from innosim.scenario.resolved import Regime

YEARS_TWO = 24


def town_of(regime: Regime | None = None, **values: float) -> Any:
    """A founded town as plain rules see it, without a past."""
    scenario = middle(**{"months": 12, "startup_months": 0, **values})
    simulator = Simulator(scenario, regime or free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    return plain_view(simulator.town)


def one(town: Any, **fields: float) -> Any:
    """The first row of ideas, as a test writes it."""
    idea = town.ideas[0]
    idea.identity, idea.question, idea.stake, idea.cost = 77, -1, 1.0, 1.0
    idea.home, idea.unit, idea.department = 0, 0, 0
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.phase_ratio = ratio_of(town, idea)
    return idea


def ideas_of(regime: Regime, months: int = YEARS_TWO, **values: float) -> Any:
    """All ideas of a tenth of Randers, a row each."""
    town = lived(middle(months=months, startup_months=0, **values), regime).town
    return town.ideas[: town.state[0]["ideas"]]


def sparked(ideas: Any, *origins: int) -> int:
    """How many ideas of these origins there are."""
    return int(np.isin(ideas["origin"], origins).sum())


def both(**neutral: float) -> tuple[Any, Any]:
    """The ideas of two years that are there with a neutral strength and as it is in force, none of them a copy, in the same order."""
    off, on = ideas_of(free(), **neutral), ideas_of(free())
    off, on = off[off["origin"] != COPIED], on[on["origin"] != COPIED]
    _, one_place, other_place = np.intersect1d(off["identity"], on["identity"], return_indices=True)
    assert len(one_place) > 20
    return off[one_place], on[other_place]


def test_describing_a_large_idea_is_cheap_and_the_whole_costs_the_same():
    town = town_of()
    shares = {}
    for stake in (0.01, 0.6, 60.0):
        idea = one(town, stake=stake)
        costs = [phase_cost(idea, phase) for phase in (DIRECTION, MODEL, IMPLEMENTATION)]
        assert sum(costs) == pytest.approx(1.0)
        shares[stake] = costs[0]
    assert shares[60.0] < shares[0.6] < shares[0.01]


def test_an_idea_keeps_the_ratio_of_its_stake_from_its_birth():
    """It is asked for in every month of work; what is at stake never changes. A copy is only implemented, and has none."""
    simulator = lived(middle(months=YEARS_TWO, startup_months=0), free())
    town = plain_view(simulator.town)
    for row in range(town.state[0].ideas):
        idea = town.ideas[row]
        assert idea.phase_ratio == (0.0 if idea.origin == COPIED else ratio_of(town, idea))
    assert town.state[0].ideas > 20


def test_worth_moves_from_saving_to_quality_and_is_as_large():
    off, on = both(moved=0.0)
    assert on["theta_saving"] - off["theta_saving"] == pytest.approx(-0.13)
    assert on["theta_quality"] - off["theta_quality"] == pytest.approx(0.26)
    assert on["theta"] - off["theta"] == pytest.approx(0.0, abs=1e-12)


def test_what_was_tried_elsewhere_is_worth_more_and_known_to_be_and_costs_less():
    off, on = both(import_worth=0.0, import_cost=1.0)
    tried = off["origin"] == IMPORT
    assert tried.any()
    assert not tried.all()
    for name in ("theta", "believed_spark"):
        more = on[name] - off[name]
        assert more[tried] == pytest.approx(0.15 * 1.5)
        assert more[~tried] == pytest.approx(0.0, abs=1e-12)
    assert on["cost"][tried] == pytest.approx(0.6 * off["cost"][tried])
    assert on["cost"][~tried] == pytest.approx(off["cost"][~tried])


def test_where_it_is_safe_more_is_said_by_staff_and_managers_and_by_nobody_else():
    """Citizens and politicians do not have to dare."""
    silent, spoken = (
        ideas_of(free(), voice_pull=1.5, safety_start=safety) for safety in (0.2, 0.8)
    )
    assert sparked(spoken, EMPLOYEE, MANAGER) > 1.5 * sparked(silent, EMPLOYEE, MANAGER)
    assert sparked(spoken, CITIZEN, POLITICIAN) == sparked(silent, CITIZEN, POLITICIAN)


def test_a_vision_turns_away_what_lies_outside_though_no_question_is_open():
    """Without tracks no question is ever open: a vision then does nothing, or turns ideas away."""
    seeing = free(vision=1.0)
    counts = [len(ideas_of(seeing, narrowing_unasked=part)) for part in (0.0, 0.5, 1.0)]
    assert counts[0] == len(ideas_of(free()))
    assert counts[0] > counts[1] > counts[2]
    assert counts[2] == pytest.approx(0.6 * counts[0], rel=0.15)


@pytest.mark.parametrize("asked", [0, 1, 6])
def test_mystery_lasts_as_long_as_its_lever_says(asked):
    town = middle(months=12, startup_months=0, question_bar=0.0)
    questions = lived(town, free(tracks=2.0, mystery_months=asked)).town.questions
    assert questions["opened"][0] == asked
    assert questions["months_in_mystery"][0] == asked


@pytest.mark.parametrize(("seen", "misled"), [(0.0, 0.4), (0.5, 0.2), (1.0, 0.0)])
def test_sorting_sees_through_a_memo_and_others_do_not(seen, misled):
    town = town_of(sorting_sees=seen)
    idea = one(town, theta=0.1, belief=0.0, variance=0.2)

    def signal(decider: int, error: float) -> float:
        idea.memo_error = error
        judge(town, idea, decider, 0)
        return float(idea.last_signal)

    assert signal(SORTING, 0.4) - signal(SORTING, 0.0) == pytest.approx(misled)
    assert signal(UNIT_MANAGER, 0.4) - signal(UNIT_MANAGER, 0.0) == pytest.approx(0.4)
    judge(town, idea, SORTING, 0)
    doubt = idea.last_sd
    judge(town_of(sorting_sees=0.0), idea, SORTING, 0)
    assert doubt < idea.last_sd or seen == 0.0


def test_a_board_without_tracks_has_places_for_its_ordinary_agenda():
    """Without them nothing large from below is ever carried out; with them some is, and no more at a time."""
    limit = 0.6 * 0.001 * 390.0

    def large_from_below(places: int) -> int:
        worthy = {"size_manager": 0.8, "value_base": 0.3}
        town = middle(months=96, startup_months=0, board_places_least=places, **worthy)
        simulator = lived(town, free(protected_time=0.01, pool=2.0))
        ideas = simulator.town.ideas
        assert simulator.town.state[0]["places_used"] == ideas["place"].sum() <= places
        large = (ideas["stake"] > limit) & (ideas["origin"] == MANAGER)
        return int((large & (ideas["month_implementation"] > 0)).sum())

    assert large_from_below(0) == 0
    assert large_from_below(2) > 2


FREE, ANSWER = -1, 0

TABLE = [
    # origin, question, chair, sorting, small and local: to model, to implementation (large, council not drawn)
    (EMPLOYEE, FREE, 0, 0, True, [UNIT_MANAGER], [UNIT_MANAGER]),
    (EMPLOYEE, ANSWER, 0, 1, True, [UNIT_MANAGER], [UNIT_MANAGER]),
    (ILDSJAEL, ANSWER, 0, 1, False, [SORTING], [DEPARTMENT_DIRECTOR, PLACE]),
    (CITIZEN, ANSWER, 0, 0, False, [DEPARTMENT_DIRECTOR], [DEPARTMENT_DIRECTOR, PLACE]),
    (CITIZEN, FREE, 0, 1, False, [UNIT_MANAGER, SORTING], [DEPARTMENT_DIRECTOR, PLACE]),
    (EMPLOYEE, FREE, 0, 0, False, [UNIT_MANAGER, DEPARTMENT_DIRECTOR], [DEPARTMENT_DIRECTOR, PLACE]),
    (MANAGER, FREE, 0, 1, False, [SORTING], [DEPARTMENT_DIRECTOR, PLACE]),
    (MANAGER, FREE, 0, 0, False, [DEPARTMENT_DIRECTOR], [DEPARTMENT_DIRECTOR, PLACE]),
    (DIRECTOR, FREE, 0, 1, False, [CHIEF], [BOARD]),
    (DIRECTOR, FREE, 2, 1, False, [DEPARTMENT_DIRECTOR], [BOARD]),
    (DIRECTOR, ANSWER, 2, 0, False, [CHIEF], [CHIEF, PLACE]),
    (DIRECTOR, ANSWER, 2, 1, False, [SORTING], [CHIEF, PLACE]),
    (DIRECTOR, ANSWER, 0, 0, False, [DEPARTMENT_DIRECTOR], [DEPARTMENT_DIRECTOR, PLACE]),
    (POLITICIAN, FREE, 2, 1, False, [SORTING], [BOARD, COUNCIL]),
    (POLITICIAN, FREE, 2, 0, False, [CHIEF], [BOARD, COUNCIL]),
    (IMPORT, FREE, 0, 1, False, [SORTING], [UNIT_MANAGER]),
    (IMPORT, FREE, 0, 0, False, [UNIT_MANAGER], [UNIT_MANAGER]),
    (COPIED, FREE, 0, 0, False, None, [UNIT_MANAGER]),
]  # fmt: skip
"""The table of gates (submodels, Gates), a row and a bracket each."""


def chain(idea: Any) -> list[int]:
    return [each for each in (idea.first, idea.second, idea.third) if each != NOBODY]


@pytest.mark.parametrize(
    ("origin", "question", "chair", "sorting", "local", "first", "then"), TABLE
)
def test_who_decides(origin, question, chair, sorting, local, first, then):
    idea = one(town_of(), origin=origin, question=question, slot=chair)
    if first is not None:
        route_to_model(idea, local, sorting)
        assert chain(idea) == first
    route_to_implementation(idea, local, True, False, False)
    assert chain(idea) == then
    route_to_implementation(idea, local, True, False, True)
    assert chain(idea) == [each for each in then if each != COUNCIL], "nothing under a contract"
    route_to_implementation(idea, local, True, True, False)
    assert chain(idea)[1] == COUNCIL, "before a place on the board's table"


@pytest.mark.parametrize("chair", [2, 0])
def test_a_director_needs_time_and_a_dossier_for_an_own_idea(chair):
    """It waits for its author, in the department's chair or the chief's; costs hours, and may be turned away."""
    for belief in (-9.0, 9.0):
        town = town_of()
        case = town.constants[0].gates.director_case
        idea = one(
            town, origin=DIRECTOR, slot=chair, department=1, wide=1, home=-1, champion=NO_CHAMPION
        )
        idea.situation, idea.gate, idea.stage, idea.belief = AT_GATE, TO_MODEL, 0, belief
        idea.theta, idea.variance, idea.cost = belief, 0.1, 0.4
        route_to_model(idea, False, 0)
        for director in town.board:
            director.hours_left = 3.0
        visit_gate(town, 0, 0)
        assert (idea.phase == MODEL) == (belief > 0.0)
        assert idea.decider == (CHIEF if chair == 0 else DEPARTMENT_DIRECTOR)
        left = [director.hours_left for director in town.board]
        assert left == [3.0 - case if row == chair else 3.0 for row in range(len(town.board))]
        assert idea.spent_hours > 0.0
    idea.situation, idea.stage = AT_GATE, 0
    town.board[chair].hours_left = 0.0
    visit_gate(town, 0, 0)
    assert idea.months_waiting_gate == 1


@pytest.mark.parametrize(
    ("origin", "question", "judge_then"),
    [
        (IMPORT, FREE, UNIT_MANAGER),
        (POLITICIAN, FREE, CHIEF),
        (MANAGER, FREE, DEPARTMENT_DIRECTOR),
        (MANAGER, ANSWER, DEPARTMENT_DIRECTOR),
    ],
)
def test_where_a_dated_change_closes_the_sorting_unit_those_in_brackets_judge(
    origin, question, judge_then
):
    town = town_of()
    idea = one(town, origin=origin, question=question, theta=9.0, belief=9.0, variance=0.1)
    idea.situation, idea.gate, idea.stage = AT_GATE, TO_MODEL, 0
    route_to_model(idea, False, 1)
    assert chain(idea) == [SORTING]
    for row in (*town.board, *town.managers):
        setattr(row, "hours_left" if hasattr(row, "nerve") else "manager_hours_left", 10.0)
    visit_gate(town, 0, 0)
    assert idea.decider == judge_then


def test_a_contract_made_while_an_idea_waits_for_the_council_lets_it_through():
    town = town_of(free(contract=1))
    idea = one(town, origin=POLITICIAN, slot=3, decider=BOARD, last_mean=0.4, last_sd=0.1)
    route_to_implementation(idea, False, True, False, False)
    idea.situation, idea.gate, idea.stage = AT_GATE, TO_IMPLEMENTATION, 1
    visit_gate(town, 0, 0)
    assert (idea.phase, idea.belief, idea.decider) == (IMPLEMENTATION, 0.4, BOARD)


def test_some_ideas_are_measured_without_staff():
    def measured(without: float) -> float:
        regime = free(protected_time=0.01, pool=2.0, local_approval=1.0)
        ideas = ideas_of(regime, 72, measured_without=without, value_base=0.3)
        operating = ideas["month_operation"] >= 0
        assert operating.sum() > 50
        return float(ideas["measured"][operating].mean())

    assert measured(0.0) == 0.0
    assert measured(0.2) == pytest.approx(0.2, abs=0.1)


@pytest.mark.parametrize("origin", [MANAGER, IMPORT, COPIED, EMPLOYEE])
def test_what_a_unit_brought_in_goes_on_under_its_next_manager(origin):
    """The predecessor's own ideas need an open newcomer; staff's have the manager as champion, whoever that is."""
    town = town_of()
    town.managers[0].openness = 0.0
    for post in town.posts:
        post.active = 0
    champion = {"champion": MANAGER_CHAMPION, "champion_row": 0, "champion_person": 0}
    idea = one(town, origin=origin, **champion)
    town.managers[0].person = 1
    replace_champion(town, idea, 1)
    carried = idea.champion == MANAGER_CHAMPION and idea.champion_person == 1
    assert carried == (origin != MANAGER)
    town.managers[0].openness = 1.0
    idea = one(town, origin=origin, **champion)
    replace_champion(town, idea, 1)
    assert idea.champion == MANAGER_CHAMPION


def test_states_of_people_never_reach_none_or_all_by_any_push():
    """They come ever nearer, and a push is as large as it says at the middle."""
    town = town_of()
    manager, director = town.managers[0], town.board[1]
    for push in (-0.4, 0.4):
        for _ in range(20):
            manager.safety_push = director.engagement_push = manager.culture_push = push
            update_safety(town, manager)
            update_culture(town, 0)
            update_director(town, 0, 1)
        states = (manager.safety, manager.culture, director.engagement)
        assert 0.0 < min(states) < max(states) < 1.0
        assert (max(states) < 0.1) if push < 0.0 else (min(states) > 0.9)
    town.managers[1].safety = town.managers[1].safety_home = 0.5
    town.managers[1].safety_push = 0.01
    update_safety(town, town.managers[1])
    assert town.managers[1].safety == pytest.approx(0.51, abs=1e-4)


def test_culture_comes_to_what_is_around_it():
    """Spread alone, without links: a department's mean stays, and its units come nearer by the spread a month."""
    town = town_of(culture_fade=0.0, culture_spread=0.2, links_weight=0.0)
    units = [manager for manager in town.managers if manager.department == 0]
    before = np.array([manager.culture for manager in units])
    for _ in range(6):
        update_culture(town, 0)
    after = np.array([manager.culture for manager in units])
    assert before.std() > 0.02
    assert after.mean() == pytest.approx(before.mean())
    assert after - after.mean() == pytest.approx(0.8**6 * (before - before.mean()))


def test_training_slows_fading_and_builds_nothing():
    """A unit's culture fades by `culture_fade` less what training takes of it, and no further than to none."""
    for training, left in ((0.0, 0.98), (0.5, 0.99), (1.0, 1.0), (2.0, 1.0)):
        town = town_of(culture_fade=0.02, culture_spread=0.0, culture_training=0.02)
        town.levers[0].training_share = training
        before = [manager.culture for manager in town.managers]
        update_culture(town, 0)
        after = [manager.culture for manager in town.managers]
        assert after == pytest.approx([left * culture for culture in before])


def test_a_framed_town_works():
    """Ideas spark, pass and work, on a past as a user meets it."""
    scenario = middle(months=36)
    town = lived(scenario, steered(scenario.regimes["framed"], coupling=0.5)).town
    assert sum(town.indicators["home_grown_operating"]) > 10


@pytest.mark.parametrize(("wide", "lost"), [(0, 0.015), (1, 0.0)])
def test_a_roll_back_is_felt_by_the_unit_whose_idea_it_was_and_a_departments_by_none(wide, lost):
    """As with a success: a whole department's idea is no event of the unit it came from, wherever it was found."""
    town = town_of()
    one(town, origin=IMPORT, wide=wide, theta=-0.1)
    town.managers[0].culture_push = 0.0
    roll_back(town, 1, 0)
    assert town.managers[0].culture_push == pytest.approx(-lost)
