"""What is waited for is counted as it happens: deciders' decisions, places given, work done and what it lacked."""

from typing import Any

import numpy as np
import pytest
from towns import free, lived, middle, steered

from innosim.model.rules.development import work
from innosim.model.rules.gates import give_places
from innosim.model.rules.phases import ratio_of
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue.codes import AT_GATE, AT_WORK, DECIDERS, MODEL, NO_CHAMPION, PLACE
from innosim.scenario.catalogue.indicator_columns import LOST

MONTHS = 60


@pytest.fixture(scope="module")
def framed() -> Any:
    scenario = middle(months=MONTHS, startup_months=0)
    return lived(scenario, scenario.regimes["framed"])


def test_every_judgement_is_a_decision_of_its_decider(framed: Any) -> None:
    judged = framed.tables(ideas=False)["gates"]
    decisions = framed.town.decisions.sum(axis=0)
    assert decisions.sum() > 0
    for number in range(len(DECIDERS)):
        if number != PLACE:
            assert decisions[number] == judged["judged"][judged["decider"] == number].sum()


def test_idea_months_in_the_queues_are_the_months_that_ideas_have_waited(framed: Any) -> None:
    ideas = framed.tables(ideas=True)["ideas"]
    assert framed.town.queues.sum() == ideas["months_waiting_gate"].sum() > 0


def test_work_done_and_lost_add_up_to_the_months_looked_at(framed: Any) -> None:
    """A last month of a phase asks for less than a month's work, so they come to somewhat less."""
    tables = framed.tables(ideas=True)
    months = tables["indicators"]
    parts = sum(months[name].sum() for name in months if name.startswith(LOST))
    looked_at = (tables["ideas"]["months_work"] + tables["ideas"]["months_waiting_hours"]).sum()
    whole = parts + months["work_done"].sum()
    assert 0.75 * looked_at < whole <= looked_at
    assert all((months[name] >= 0.0).all() for name in months if name.startswith(LOST))
    assert months["work_lost_hours"].sum() > 0.0
    assert months["work_lost_money"].sum() > 0.0


def test_without_waiting_for_means_work_is_done_or_slowed_by_drive(framed: Any) -> None:
    """With hours, money and champions in plenty nothing is lost to hours or money."""
    scenario = middle(
        months=MONTHS, startup_months=0, slack_share=0.5, own_money=50.0, implementation_cap=0.9,
    )  # fmt: skip
    regime = steered(scenario.regimes["framed"], pool=50.0, protected_time=0.02)
    months = lived(scenario, regime).tables(ideas=False)["indicators"]
    lost = {name: months[f"{LOST}{name}"].sum() for name in ("hours", "money", "drive")}
    assert lost["hours"] + lost["money"] < 0.02 * months["work_done"].sum()
    assert lost["drive"] > lost["hours"] + lost["money"]


def town_with(idea_fields: dict[str, float], **values: float) -> Any:
    """A plain town with one idea of half hours and half money, in no department's way."""
    simulator = Simulator(middle(months=12, startup_months=0, **values), free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    town = plain_view(simulator.town)
    idea = town.ideas[0]
    idea.identity, idea.question, idea.stake, idea.cost = 77, -1, 0.5, 1.0
    idea.situation, idea.phase, idea.champion = AT_WORK, MODEL, NO_CHAMPION
    idea.pace_months, idea.work_left, idea.hours_share, idea.variance = 6.0, 1.0, 0.5, 0.1
    for name, value in idea_fields.items():
        setattr(idea, name, value)
    idea.phase_ratio = ratio_of(town, idea)
    town.living[0], town.state[0].living, town.state[0].ideas = 0, 1, 1
    manager = town.managers[0]
    manager.protected_left = manager.slack_left = manager.discretion_left = 0.0
    manager.money_left = 0.0
    return town


@pytest.mark.parametrize(
    ("hours", "money", "lost"),
    [
        (0.0, 9.0, {"hours": 1.0}),
        (9e9, 0.0, {"money": 1.0}),
        (0.0, 0.0, {"hours": 0.5, "money": 0.5}),
        (9e9, 9.0, {"drive": 0.7}),
    ],
)
def test_a_month_without_work_is_put_down_to_what_was_scarcest(
    hours: float, money: float, lost: dict[str, float]
) -> None:
    """With nobody to drive it an idea has the least drive, here .3."""
    town = town_with({}, least_drive=0.3)
    town.managers[0].protected_left, town.managers[0].money_left = hours, money
    work(town, 0, 0)
    month = town.indicators[0]
    for name in ("hours", "money", "drive", "silo"):
        assert getattr(month, f"{LOST}{name}") == pytest.approx(lost.get(name, 0.0)), name
    assert month.work_done == pytest.approx(1.0 - sum(lost.values()))


def test_a_silo_is_to_blame_for_the_pace_alone() -> None:
    town = town_with({"silo": 1}, least_drive=0.5, silo_pace=0.6)
    town.managers[0].protected_left, town.managers[0].money_left = 9e9, 9.0
    work(town, 0, 0)
    month = town.indicators[0]
    found = (month.work_done, month.work_lost_drive, month.work_lost_silo)
    assert found == pytest.approx((0.3, 0.5, 0.2))


def test_a_phase_is_counted_when_its_work_is_finished() -> None:
    town = town_with({"work_left": 0.05}, least_drive=1.0)
    town.managers[0].protected_left, town.managers[0].money_left = 9e9, 9.0
    work(town, 0, 0)
    assert town.indicators[0].phases_worked == 1
    assert town.indicators[0].work_done == pytest.approx(0.3)


def test_places_that_are_given_are_counted_and_those_waited_for_apart_from_the_board() -> None:
    town = town_with({"situation": AT_GATE, "first": PLACE}, board_places_least=1)
    second = town.ideas[1]
    second.identity, second.stake, second.situation, second.first = 78, 0.4, AT_GATE, PLACE
    town.ideas[0].belief, second.belief = 0.2, 0.1
    town.living[1], town.state[0].living, town.state[0].ideas = 1, 2, 2
    give_places(town, 0)
    assert (town.decisions[0, PLACE], town.queues[0, PLACE]) == (1, 1)
    assert np.sum([town.queues[0, number] for number in range(len(DECIDERS))]) == 1
