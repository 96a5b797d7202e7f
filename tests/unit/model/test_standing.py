"""What a town stands on is not written by users, and what threads copy and read of it is whole months."""

import copy
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import mesa
import pytest
from towns import village

from innosim.model.municipality import Ildsjael, Manager, Municipality
from innosim.model.written import AgentError
from innosim.scenario.errors import ArgumentError


def town(months: int = 18) -> Municipality:
    return Municipality(village(months=months, post_share=0.15), regime="framed")


@pytest.fixture
def hasty() -> Iterator[None]:
    """Let threads take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _while_it_lives(model: Municipality, look: Callable[[], Any]) -> list[Any]:
    """Return what was seen in one thread while another steps the town to its end."""
    seen = []
    with ThreadPoolExecutor(1) as pool:
        lived = pool.submit(model.run_model)
        while not (seen and lived.done()):  # once at least, however soon it has lived
            seen.append(look())
        lived.result()
    return seen


@pytest.mark.usefixtures("hasty")
def test_a_pickle_of_a_town_that_another_thread_steps_is_a_town_between_months():
    model = town(months=40)
    for each in map(pickle.loads, _while_it_lives(model, lambda: pickle.dumps(model))):
        assert len(each.datacollector.model_vars["support_mean"]) == each.month == each.steps
        active = each._innosim_simulator.town.posts["active"].nonzero()[0].tolist()
        known = each.agents_by_type.get(Ildsjael, ())
        assert sorted(agent.number for agent in known) == active
        each.run_model()  # its books balance
        assert each.indicators().equals(model.indicators())


def test_a_pickle_keeps_who_is_who():
    model = town()
    agent = next(iter(model.agents_by_type[Manager]))
    one, other = pickle.loads(pickle.dumps((model, agent)))  # noqa: S301 - made here
    assert other is one.agents_by_type[Manager][0]
    assert other.model is one
    other.openness = 0.25
    assert one._innosim_simulator.town.managers["openness"][0] == 0.25
    assert agent.openness != 0.25
    both = pickle.loads(pickle.dumps((agent, model)))  # noqa: S301 - made here
    assert both[0].model is both[1]


@pytest.mark.usefixtures("hasty")
def test_what_was_collected_is_read_as_whole_months():
    model = town(months=40)
    for each in _while_it_lives(model, model.datacollector.get_model_vars_dataframe):
        assert each.notna().all().all()


@pytest.mark.usefixtures("hasty")
def test_agents_are_gone_over_while_they_come_and_go():
    model = town(months=40)
    model.step()

    def look() -> int:
        kinds = model.agents_by_type
        return sum(agent.number >= 0 for kind in kinds for agent in kinds[kind])

    def slowly() -> int:
        return sum(1 for _ in model.agents) + len(model.agents.get("unique_id")) + look()

    assert min(_while_it_lives(model, slowly)) > 0


@pytest.mark.parametrize(
    "name",
    [
        "_innosim_simulator",
        "_innosim_lock",
        "_agents",
        "_innosim_standing",
        "steps",
        "random",
        "step",
        "indicator",
        "month",
    ],
)
def test_what_a_town_stands_on_is_read_only(name):
    model = town()
    before = getattr(model, name)
    with pytest.raises(AgentError, match=f"^The town's {name} is read only: .*\\.$"):
        setattr(model, name, None)
    assert getattr(model, name) == before


def test_what_to_do_instead_is_said():
    with pytest.raises(AgentError, match=r"found another town: innosim\.Municipality\("):
        town().regime = "routine"  # type: ignore[misc]
    model = town()
    with pytest.raises(AgentError, match="_simulator is the model's own, and stays"):
        del model._innosim_simulator


def test_a_misspelt_attribute_is_refused_with_the_nearest():
    model = town()
    with pytest.raises(AgentError, match="no attribute runing: did you mean running"):
        model.runing = False  # type: ignore[attr-defined]
    with pytest.raises(AgentError, match="no attribute pressure"):
        model.pressure = 0.03  # type: ignore[attr-defined]
    model._mine = 3  # type: ignore[attr-defined]
    del model._mine  # type: ignore[attr-defined]


def test_running_and_the_collector_are_a_users_within_their_kinds():
    model = town()
    model.running = False
    model.datacollector = mesa.DataCollector(model_reporters={"month": "month"})
    model.step()
    assert model.datacollector.model_vars == {"month": [1]}
    for name in ("running", "datacollector"):
        with pytest.raises(AgentError, match=f"The town's {name} cannot be None; it is "):
            setattr(model, name, None)


class WithGrid(Municipality):
    """A user's own kind, with an attribute of its own."""

    def __init__(self) -> None:
        super().__init__(village(months=18), regime="framed")
        self.grid = "a grid"


def test_a_users_own_kind_has_attributes_of_its_own():
    model = copy.deepcopy(WithGrid())
    model.grid = "another"
    assert model.grid == "another"
    with pytest.raises(AgentError, match="did you mean running"):
        model.runing = False  # type: ignore[attr-defined]
    with pytest.raises(AgentError, match="read only"):
        model.steps = 3


@pytest.mark.parametrize("number", ["0", None, 1.5, [], object()])
def test_an_agent_over_what_is_no_number_is_refused_in_a_sentence(number):
    with pytest.raises(ArgumentError, match=r"^number is .*; it takes a whole number"):
        Manager(town(), number)


def test_an_agent_of_what_is_no_town_is_refused_in_a_sentence():
    with pytest.raises(ArgumentError, match=r"^model is None; it takes a Municipality"):
        Manager(None, 0)  # type: ignore[arg-type]
