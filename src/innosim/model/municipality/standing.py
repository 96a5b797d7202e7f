"""What a municipality stands on: a lock that copies make of their own, a collector read under it, and who may write which attribute."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Any

import mesa

from innosim.model.written import AgentError
from innosim.scenario.errors import as_given, did_you_mean

_WRITERS = ("mesa", "innosim.model.municipality")
"""Packages whose code writes what a town stands on: Mesa counts steps, and which attributes it does that in changes with its versions."""

_INSTEAD = {
    "regime": "found another town: innosim.Municipality(town.resolved, regime=...)",
    "resolved": "found another town: innosim.Municipality(scenario)",
    "replication": "found another town: innosim.Municipality(town.resolved, replication=...)",
    "month": "live months with step()",
    "steps": "live months with step()",
    "time": "live months with step()",
    "agents": "copy them, and change the copy: town.agents.copy()",
    "agents_by_type": "copy them, and change the copy: town.agents_by_type[kind].copy()",
    "random": "give a seed where the town is founded, or call reset_randomizer()",
    "rng": "give a seed where the town is founded, or call reset_rng()",
}
"""What to do instead of writing an attribute."""


class Lock:
    """A lock that one thread may take again and again; a copy or a pickle of it is a new one, the same for all that shared it."""

    def __init__(self) -> None:
        """Nobody holds it."""
        self._held = threading.RLock()  # a thread that steps may call back into its own town

    def __enter__(self) -> None:
        """Wait until no other thread holds it."""
        self._held.acquire()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let others."""
        self._held.release()

    def __reduce__(self) -> tuple[type[Lock], tuple[()]]:
        """Return how a copy is made: anew."""
        return Lock, ()


class Collector(mesa.DataCollector):
    """Mesa's data collector; what another thread reads of it is whole months."""

    def __init__(self, lock: Lock, model_reporters: dict[str, Any]) -> None:
        """Collect under the town's ``lock``."""
        super().__init__(model_reporters=model_reporters)
        self._innosim_lock = lock

    def collect(self, model: mesa.Model) -> None:
        """Collect a row of everything, as one act."""
        with self._innosim_lock:
            super().collect(model)

    def add_table_row(
        self, table_name: str, row: dict[str, Any], ignore_missing: bool = False
    ) -> None:
        """Add a row to a table of the user's, as one act."""
        with self._innosim_lock:
            super().add_table_row(table_name, row, ignore_missing)

    def get_model_vars_dataframe(self) -> Any:
        """Return what was collected of the town, a pandas frame."""
        with self._innosim_lock:
            return super().get_model_vars_dataframe()

    def get_agent_vars_dataframe(self) -> Any:
        """Return what was collected of its agents, a pandas frame."""
        with self._innosim_lock:
            return super().get_agent_vars_dataframe()

    def get_agenttype_vars_dataframe(self, agent_type: type[mesa.Agent]) -> Any:
        """Return what was collected of the agents of a kind, a pandas frame."""
        with self._innosim_lock:
            return super().get_agenttype_vars_dataframe(agent_type)

    def get_table_dataframe(self, table_name: str) -> Any:
        """Return a table of the user's, a pandas frame."""
        with self._innosim_lock:
            return super().get_table_dataframe(table_name)


class GuardedModel(mesa.Model):
    """A model whose attributes are the model's own: what a user writes into it is taken or refused, never kept for nothing.

    A user writes ``running``, a ``datacollector``, names that begin with an underscore, and, in a class of the user's own, further names that
    are not misspelt ones of the town's. Mesa writes what is Mesa's.
    """

    def _innosim_stand(self) -> None:
        """Hold what is there from now on."""
        self.__dict__["_innosim_standing"] = frozenset(vars(self)) | {"_innosim_standing"}

    def __setattr__(self, name: str, value: Any) -> None:
        """Write an attribute that may be written.

        Raises:
            AgentError: no such attribute, one that is read only, or a value that it cannot have.
        """
        if "_innosim_standing" in vars(self) and not _by_the_model():
            self._innosim_refuse(name)
            _refuse_value(name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        """Forget an attribute of the user's own.

        Raises:
            AgentError: it is the model's.
        """
        if name in vars(self).get("_innosim_standing", ()):
            raise AgentError(f"The town's {name} is the model's own, and stays.")
        super().__delattr__(name)

    def _innosim_refuse(self, name: str) -> None:
        if name in _USERS:
            return
        if name in vars(self)["_innosim_standing"] or hasattr(_own_class(self), name):
            what = _INSTEAD.get(name, "it is the model's own")
            raise AgentError(f"The town's {name} is read only: {what}.")
        if name.startswith("_") or name in vars(self) or hasattr(type(self), name):
            return
        near = did_you_mean(name, _public(self))
        if near or type(self) is _own_class(self):
            hint = f"{near} " if near else ""
            raise AgentError(
                f"The town has no attribute {name}: {hint}Own names begin with an underscore, or stand in a class of your own."
            )


_USERS = ("running", "datacollector")


def _refuse_value(name: str, value: object) -> None:
    if name == "running" and not isinstance(value, bool):
        raise AgentError(f"The town's running cannot be {as_given(value)}; it is True or False.")
    if name == "datacollector" and not isinstance(value, mesa.DataCollector):
        raise AgentError(
            f"The town's datacollector cannot be {as_given(value)}; it is a mesa.DataCollector."
        )


def _by_the_model() -> bool:
    """Whether the code that writes the attribute is Mesa's or the town's own."""
    writer = str(sys._getframe(2).f_globals.get("__name__", ""))  # noqa: SLF001 - no public way to the caller
    return any(writer == own or writer.startswith(f"{own}.") for own in _WRITERS)


def _public(town: GuardedModel) -> list[str]:
    """Return the names by which a user knows the town's attributes."""
    return [name for name in dir(town) if not name.startswith("_")]


def _own_class(town: GuardedModel) -> type:
    """Return the class of the model that a town is of, be it through a class of a user's own."""
    return next(each for each in type(town).__mro__ if each.__module__ == _WRITERS[1])
