"""Mesa's sets of agents over a municipality: whatever is done with them, nobody goes missing and nobody is there twice."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import mesa
import pytest
from mesa.agent import AgentSet
from mesa.space import MultiGrid
from towns import village

from innosim.model.municipality import Director, Ildsjael, Manager, Municipality, Politician
from innosim.model.written import AgentError

KINDS = (Politician, Director, Manager, Ildsjael)
RULES = "people come and go by the rules of the model"


def town(months: int = 12) -> Municipality:
    model = Municipality(village(months=months, post_share=0.15), regime="framed")
    model.step()
    return model


def names(model: Municipality) -> list[tuple[str, int]]:
    return sorted((type(agent).__name__, agent.number) for agent in model.agents)


CHANGES: dict[str, Callable[[Municipality, Any], object]] = {
    "remove": lambda m, a: m.agents.remove(a),
    "discard": lambda m, a: m.agents.discard(a),
    "add": lambda m, a: m.agents.add(a),
    "pop": lambda m, a: m.agents.pop(),
    "clear": lambda m, a: m.agents.clear(),
    "remove of a kind": lambda m, a: m.agents_by_type[type(a)].remove(a),
    "discard of a kind": lambda m, a: m.agents_by_type[type(a)].discard(a),
    "clear of a kind": lambda m, a: m.agents_by_type[type(a)].clear(),
    "select in place": lambda m, a: m.agents.select(lambda each: each is not a, inplace=True),
    "select some in place": lambda m, a: m.agents.select(at_most=0.5, inplace=True),
    "select a kind in place": lambda m, a: m.agents.select(agent_type=Manager, inplace=True),
    "do remove": lambda m, a: m.agents.do("remove"),
    "shuffle and remove": lambda m, a: m.agents.shuffle_do("remove"),
    "leave": lambda m, a: a.leave(),
    "deregister": lambda m, a: m.deregister_agent(a),
    "register": lambda m, a: m.register_agent(a),
    "remove all": lambda m, a: m.remove_all_agents(),
    "another of it": lambda m, a: type(a)(m, a.number),
    "create": lambda m, a: type(a).create_agents(m, 2, [0, 1]),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("change", CHANGES)
def test_nobody_goes_missing_and_nobody_is_there_twice(change: str, kind: type[mesa.Agent]) -> None:
    model, usual = town(), town()
    with pytest.raises(AgentError, match=RULES):
        CHANGES[change](model, model.agents_by_type[kind][0])
    assert names(model) == names(usual)
    model.step()
    usual.step()
    assert names(model) == names(usual)
    assert model.indicators().equals(usual.indicators())


def test_set_operators_in_place_are_refused_too() -> None:
    model = town()
    before = names(model)
    managers = model.agents_by_type[Manager].copy()
    everyone = model.agents
    with pytest.raises(AgentError, match=RULES):
        everyone &= managers
    with pytest.raises(AgentError, match=RULES):
        everyone -= managers
    with pytest.raises(AgentError, match=RULES):
        everyone ^= managers
    with pytest.raises(TypeError):
        del model.agents_by_type[Manager]
    with pytest.raises(AttributeError):
        model.agents = managers
    assert names(model) == before


def test_the_sentence_says_who_and_what_to_do_instead() -> None:
    model = town()
    manager = model.agents_by_type[Manager][2]
    for act, said in (
        (model.agents.remove, f"Manager 2 cannot be removed: {RULES}; a copy of the agents is yours to change (model.agents.copy())."),
        (model.agents.add, f"Manager 2 cannot be added: {RULES}; a copy of the agents is yours to change (model.agents.copy())."),
        (model.deregister_agent, f"Manager 2 cannot be removed: {RULES}."),
        (model.register_agent, f"A Manager cannot be added: {RULES}."),
    ):  # fmt: skip
        with pytest.raises(AgentError) as error:
            act(manager)
        assert str(error.value) == said


def test_what_is_selected_or_copied_is_the_user_s_own() -> None:
    model = town()
    before = names(model)
    everyone = model.agents
    managers = model.agents_by_type[Manager]
    for own in (
        everyone.copy(), copy.copy(everyone), everyone.select(), everyone.select(agent_type=Manager),
        everyone.shuffle(), everyone.sort("unique_id"), everyone - managers, everyone & managers, everyone | managers,
    ):  # fmt: skip
        assert type(own) is AgentSet
        own.remove(next(iter(own)))
        own.clear()
        assert len(own) == 0
    assert names(model) == before


def test_another_order_is_no_other_town() -> None:
    """The order is the user's; no rule goes by it."""
    model, usual = town(), town()
    model.agents.shuffle(inplace=True)
    everyone = model.agents.sort(lambda agent: -agent.unique_id, inplace=True)
    assert everyone is model.agents
    assert [agent.unique_id for agent in everyone] == list(range(1, len(everyone) + 1))
    assert model.agents.select(lambda agent: agent.unique_id > 0, inplace=True) is model.agents
    assert names(model) == names(usual)
    for _ in range(11):
        model.step()
        usual.step()
    assert names(model) == names(usual)
    assert model.indicators().equals(usual.indicators())


@pytest.mark.parametrize("by", ["pickle", "copy", "deepcopy"])
def test_a_copy_s_sets_are_guarded_and_go_on(by: str) -> None:
    model = town()
    ways = {"copy": copy.copy, "deepcopy": copy.deepcopy}
    made = ways[by](model) if by in ways else pickle.loads(pickle.dumps(model))  # noqa: S301 - made here
    with pytest.raises(AgentError, match=RULES):
        made.agents.remove(made.agents[0])
    assert not {*made.agents} & {*model.agents}
    assert [len(made.agents_by_type[kind]) for kind in KINDS] == [len(model.agents_by_type[kind]) for kind in KINDS]  # fmt: skip
    for each in (made, model):
        while each.running:
            each.step()
    assert names(made) == names(model)
    assert made.indicators().equals(model.indicators())


class Journalist(mesa.Agent):
    """A user's own."""


def test_agents_of_a_user_s_own_come_and_go_as_mesa_has_it() -> None:
    model = town()
    people = len(model.agents)
    ours = [Journalist(model) for _ in range(3)]
    assert [*model.agents_by_type[Journalist]] == ours
    assert len(model.agents) == people + 3
    model.step()
    ours[0].remove()
    assert [*model.agents_by_type[Journalist]] == ours[1:]
    assert ours[0] not in model.agents
    assert Journalist in model.agent_types


def test_an_agent_stands_in_a_space_of_mesa_s() -> None:
    model, usual = town(), town()
    space = MultiGrid(4, 4, torus=False)
    managers = [*model.agents_by_type[Manager]]
    for manager in managers:
        space.place_agent(manager, (manager.number % 4, 1))
    space.move_agent(managers[0], (3, 3))
    assert managers[0].pos == (3, 3)
    assert managers[1].pos == (1, 1)
    space.remove_agent(managers[1])
    assert managers[1].pos is None
    model.step()
    usual.step()
    assert model.indicators().equals(usual.indicators())


@pytest.mark.parametrize("name", ["regime", "resolved", "replication", "month", "agents_by_type"])
def test_what_a_town_was_founded_with_is_read_only(name: str) -> None:
    """It was taken, and nothing happened."""
    model = town()
    with pytest.raises(AttributeError):
        setattr(model, name, getattr(model, name))


def test_the_tables_a_user_meets_are_there_to_read() -> None:
    model = town()
    assert not hasattr(model, "simulator")
    for table in ("managers", "ideas", "council", "posts"):
        with pytest.raises(ValueError, match="read-only"):
            model.rows(table).array[...] = 0
