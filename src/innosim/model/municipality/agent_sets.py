"""The agents of a municipality as Mesa's sets hold them: who is among them is the model's own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import mesa
from mesa.agent import AgentSet

from innosim.model.written import AgentError

if TYPE_CHECKING:
    from random import Random

    from innosim.model.municipality.standing import Lock

COME_AND_GO = "people come and go by the rules of the model"
OWN_COPY = "a copy of the agents is yours to change (model.agents.copy())"


def agent_name(agent: mesa.Agent) -> str:
    """Return what a sentence calls an agent."""
    return f"{type(agent).__name__} {getattr(agent, 'number', agent.unique_id)}"


class People(AgentSet):
    """The agents of a municipality: to select from, to go over and to put in another order; who is among them is the model's own.

    What is selected or copied from it is a set of the user's own, with which anything may be done.
    """

    def __init__(self, agents: Iterable[mesa.Agent], *, random: Random, lock: Lock) -> None:
        """Hold agents, and the town's lock, under which others look at them."""
        self._innosim_lock = lock
        super().__init__(agents, random=random)

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy is made from: those who are in it now, and the lock."""
        return {"agents": list(self), "random": self.random, "lock": self._innosim_lock}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what another was."""
        self._innosim_lock = state["lock"]
        super().__setstate__({"agents": state["agents"], "random": state["random"]})

    def __iter__(self) -> Iterator[mesa.Agent]:
        """Go over those who are in it now; who comes and goes meanwhile changes nothing of it."""
        with self._innosim_lock:
            return iter(list(super().__iter__()))

    def get(
        self,
        attr_names: str | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any] | list[list[Any]]:
        """Return attributes of the agents, of one moment."""
        with self._innosim_lock:
            return super().get(attr_names, handle_missing, default_value)

    def groupby(self, by: Callable[[Any], Any] | str, result_type: str = "agentset") -> Any:
        """Return the agents in groups, of one moment."""
        with self._innosim_lock:
            return super().groupby(by, result_type)

    def __getitem__(self, item: Any) -> Any:
        """Return an agent by its place, or those of a slice; from 3.5 on Mesa's other sets warn of it."""
        return list(self)[item]

    def take(self, agent: mesa.Agent) -> None:
        """Let an agent in that the model has registered."""
        super().add(agent)

    def let_go(self, agent: mesa.Agent) -> None:
        """Let an agent out that the model has forgotten."""
        super().discard(agent)

    def add(self, agent: mesa.Agent) -> None:
        """Refuse.

        Raises:
            AgentError: always.
        """
        raise AgentError(f"{agent_name(agent)} cannot be added: {COME_AND_GO}; {OWN_COPY}.")

    def discard(self, agent: mesa.Agent) -> None:
        """Refuse, as :meth:`remove`.

        Raises:
            AgentError: always.
        """
        self.remove(agent)

    def remove(self, agent: mesa.Agent) -> None:
        """Refuse.

        Raises:
            AgentError: always.
        """
        raise AgentError(f"{agent_name(agent)} cannot be removed: {COME_AND_GO}; {OWN_COPY}.")

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = math.inf,
        inplace: bool = False,
        agent_type: type[mesa.Agent] | None = None,
    ) -> AgentSet:
        """Return those that are asked for.

        Raises:
            AgentError: in place, where that would leave somebody out.
        """
        found = self.copy().select(filter_func, at_most=at_most, agent_type=agent_type)
        if not inplace:
            return found
        for agent in self:
            if agent not in found:
                self.remove(agent)
        return self

    def shuffle(self, inplace: bool = False) -> AgentSet:
        """Return them in a drawn order."""
        return super().shuffle(inplace=True) if inplace else self.copy().shuffle(inplace=True)

    def sort(
        self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False
    ) -> AgentSet:
        """Return them in the order of a key."""
        if inplace:
            return super().sort(key, ascending=ascending, inplace=True)
        return self.copy().sort(key, ascending=ascending)

    def copy(self) -> AgentSet:
        """Return a set of the user's own."""
        return AgentSet(list(self), random=self.random)

    __copy__ = copy

    @classmethod
    def _from_iterable(cls, agents: Iterable[mesa.Agent]) -> AgentSet:
        """Return what set operations give: a set of the user's own."""
        return AgentSet(agents)
