"""The Mesa front: a municipality to step, watch and change between months. Only this package knows Mesa.

``Municipality`` is a ``mesa.Model`` whose month is the same compiled month that ensembles run; its
``Politician``, ``Director``, ``Manager`` and ``Ildsjael`` are ``mesa.Agent`` objects whose attributes read
and write their row. AgentSet, DataCollector and ``mesa.batch_run`` work on it as on any Mesa model.
"""

from __future__ import annotations

import copy
import copyreg
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Any

import mesa
import numpy as np

from innosim.model.municipality.agent_sets import COME_AND_GO, People, agent_name
from innosim.model.municipality.given import (
    founded_in,
    number_of_run,
    regime_of,
    seed_of,
    with_seed,
)
from innosim.model.municipality.people import Director, Ildsjael, Manager, Politician, RowAgent
from innosim.model.municipality.standing import Collector, GuardedModel, Lock
from innosim.model.plain import PlainTable
from innosim.model.readout import indicator_column
from innosim.model.simulator import Simulator
from innosim.model.written import AgentError
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import INDICATORS
from innosim.scenario.errors import ArgumentError, as_given, instead
from innosim.scenario.overlay import Overrides
from innosim.scenario.resolved import Regime, Scenario, ScenarioLike
from innosim.scenario.whole import fit_to_run

__all__ = ["Director", "Ildsjael", "Manager", "Municipality", "Politician"]

REPORTED = (
    "support_mean", "quality_mean", "workload_mean", "ildsjaele_active", "sparked", "home_grown_operating",
    "realised_savings_mdkk", "cut_mdkk", "mandate",
)  # fmt: skip


class Municipality(GuardedModel):
    """A municipality under one regime and one replication, stepped a month at a time.

    It stands before month 0, with the start-up behind it. Threads may share it: months, what is read and written between them, its data collector and
    copies are one at a time. A copy (``copy.copy``, ``copy.deepcopy`` or by way of ``pickle``) is a town between two months, with tables and agents
    of its own, and goes on bit for bit.

    Args:
        scenario: a resolved scenario, or the name or path of one.
        regime: a regime's name in the scenario, or one made by `innosim.regime`; the scenario's first where left out.
        seed: seed of all draws; the scenario's where left out. Any kind of whole number.
        replication: number of the replication, likewise; 0 where left out, and in `mesa.batch_run` the number of the iteration.
        overrides: values over the scenario's, as in `innosim.load`.
        rng: as Mesa's; where no seed is given a number is taken for it, and a generator draws it.

    Raises:
        ScenarioError: when the scenario, or the seed in it, cannot be used.
        ArgumentError: when the scenario has no such regime, the replication is no such number, or seed and rng are both given.
        BrokenBooks: from :meth:`step`, when the books do not balance.
    """

    @argued(but=("seed", "replication"))
    def __init__(
        self,
        scenario: ScenarioLike = "randers",
        *,
        regime: str | Regime | None = None,
        seed: int | None = None,
        replication: int | None = None,
        overrides: Overrides = (),
        rng: Any = None,
    ) -> None:
        """Found the municipality; month 0 has not yet been lived."""
        if seed is not None and rng is not None:
            raise ArgumentError("seed and rng are both given: give one of them.")
        own = seed if seed is not None else seed_of(rng)
        found = founded_in(scenario, overrides, regime)
        resolved = fit_to_run(with_seed(found, own))
        drawn = isinstance(rng, np.random.Generator)
        super().__init__(rng=rng if drawn or own is None else int(resolved.values["seed"]))
        self._innosim_lock = Lock()
        self._innosim_resolved = resolved
        named = regime.name if isinstance(regime, Regime) else regime
        self._innosim_regime = regime_of(self.resolved, named)
        self._innosim_replication = number_of_run(replication, rng)
        self._innosim_simulator = Simulator(self.resolved, self.regime)
        self._innosim_simulator.start(self.replication)
        self._innosim_simulator.advance(0)
        self._innosim_tables: dict[str, PlainTable] = {}
        self._innosim_everyone = People([], random=self.random, lock=self._innosim_lock)
        self._innosim_by_kind: dict[type[mesa.Agent], People] = {}
        self._innosim_by_the_rules = False
        self._innosim_ildsjaele: dict[int, RowAgent] = {}
        self._innosim_meet(self._innosim_found_people)
        self._innosim_meet(self._innosim_meet_ildsjaele)
        self.datacollector = Collector(
            self._innosim_lock, {name: partial(_report, name=name) for name in REPORTED}
        )
        self._innosim_stand()

    @property
    def resolved(self) -> Scenario:
        """The scenario it was founded in."""
        return self._innosim_resolved

    @property
    def regime(self) -> Regime:
        """The regime it is under."""
        return self._innosim_regime

    @property
    def replication(self) -> int:
        """The number of its replication."""
        return self._innosim_replication

    @property
    def agents(self) -> People:
        """All agents, people and a user's own."""
        return self._innosim_everyone

    @property
    def agents_by_type(self) -> Mapping[type[mesa.Agent], People]:
        """The agents of each kind there is today."""
        with self._innosim_lock:
            return MappingProxyType(dict(self._innosim_by_kind))

    def register_agent(self, agent: mesa.Agent) -> None:
        """Take in an agent of a user's own kind, as Mesa does; people come by the rules.

        Raises:
            AgentError: it is one of the model's people.
        """
        if isinstance(agent, RowAgent) and not self._innosim_by_the_rules:
            raise AgentError(f"A {type(agent).__name__} cannot be added: {COME_AND_GO}.")
        if not isinstance(agent, mesa.Agent):
            raise AgentError(f"{as_given(agent)} cannot be added: it is no agent of Mesa's.")
        super().register_agent(agent)
        kind = self._innosim_by_kind.setdefault(
            type(agent), People([], random=self.random, lock=self._innosim_lock)
        )
        for those in (self._innosim_everyone, kind):
            those.take(agent)

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Forget an agent of a user's own kind, as Mesa does; people go by the rules.

        Raises:
            AgentError: it is one of the model's people.
        """
        if isinstance(agent, RowAgent) and not self._innosim_by_the_rules:
            raise AgentError(f"{agent_name(agent)} cannot be removed: {COME_AND_GO}.")
        if agent not in self._innosim_everyone:
            raise AgentError(f"{as_given(agent)} cannot be removed: it is no agent of this town.")
        super().deregister_agent(agent)
        for those in (self._innosim_everyone, self._innosim_by_kind[type(agent)]):
            those.let_go(agent)

    @property
    def month(self) -> int:
        """Months lived so far."""
        return self._innosim_simulator.reached

    def step(self) -> None:
        """Live one month; stop running at the scenario's horizon."""
        with self._innosim_lock:
            if self.month >= self._innosim_simulator.months:
                self.running = False
                return
            self._innosim_simulator.advance(self.month + 1)
            self._innosim_meet(self._innosim_meet_ildsjaele)
            self.datacollector.collect(self)
            self.running = self.month < self._innosim_simulator.months

    def _wrapped_step(self, *args: Any, **kwargs: Any) -> None:
        """Let Mesa count a step and take it, as one act."""
        with self._innosim_lock:
            super()._wrapped_step(*args, **kwargs)

    @argued()
    def indicator(self, name: str) -> float:
        """Return an indicator of the last month lived, NaN before the first.

        Raises:
            ArgumentError: when no indicator has that name.
        """
        if name not in INDICATORS:
            raise ArgumentError(f"no indicator {name!r}: {instead(name, INDICATORS)}")
        with self._innosim_lock:
            column = indicator_column(
                self._innosim_simulator.town, np.arange(self.month)[-1:], name
            )
        return float(column[-1]) if len(column) else float("nan")

    def indicators(self) -> Any:
        """Return the indicators of all months lived, a pandas frame with a row a month."""
        import pandas as pd

        with self._innosim_lock:
            return pd.DataFrame(self._innosim_simulator.tables(ideas=False)["indicators"])

    @argued()
    def rows(self, table: str) -> PlainTable:
        """Return a table as rows to read; agents are written by their attributes.

        Raises:
            ArgumentError: when no table has that name.
        """
        whole = self._innosim_simulator.town.arrays()
        if table not in whole:
            raise ArgumentError(f"no table {table!r}: {instead(table, whole)}")
        return PlainTable(_to_read(whole[table]))

    def _innosim_rows_to_write(self, table: str) -> PlainTable:
        """Return a table of people as rows that nothing checks: for agents, which do."""
        if table not in self._innosim_tables:
            self._innosim_tables[table] = PlainTable(self._innosim_simulator.town.arrays()[table])
        return self._innosim_tables[table]

    def __copy__(self) -> Municipality:
        """Return a municipality of its own: nobody lives in two."""
        return copy.deepcopy(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Municipality:
        """Return a municipality of its own, as this one is between two months."""
        made = type(self).__new__(type(self))
        memo[id(self)] = made
        with self._innosim_lock:
            made.__setstate__(copy.deepcopy(self.__getstate__(), memo))
        return made

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """Return what a pickle is made from: this town as it is between two months, with its own agents, whatever it lives meanwhile."""
        with self._innosim_lock:
            same = {id(each): each for each in (self, *self._innosim_everyone)}
            return copyreg.__newobj__, (type(self),), copy.deepcopy(self.__getstate__(), same)  # type: ignore[attr-defined]

    def __getstate__(self) -> dict[str, Any]:
        """Return all but the views of tables, which a copy makes of its own."""
        return {**vars(self), "_innosim_tables": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what another was."""
        self.__dict__.update(state)

    @contextmanager
    def between_months(self) -> Iterator[None]:
        """Hold the municipality still: no other thread lives a month in it, reads or writes it meanwhile."""
        with self._innosim_lock:
            yield

    def _innosim_meet(self, people: Callable[[], None]) -> None:
        """Let people come and go, as nobody else may."""
        self._innosim_by_the_rules = True
        try:
            people()
        finally:
            self._innosim_by_the_rules = False

    def _innosim_found_people(self) -> None:
        """Let an agent stand over each seat, chair and unit; Mesa keeps them."""
        for kind in (Politician, Director, Manager):
            for number in range(len(self._innosim_rows_to_write(kind.table))):
                kind(self, number)

    def _innosim_meet_ildsjaele(self) -> None:
        """Let agents come and go with the ildsjæle of the month."""
        active = {int(n) for n in np.flatnonzero(self._innosim_simulator.town.posts["active"])}
        for number in sorted(self._innosim_ildsjaele.keys() - active):
            self._innosim_ildsjaele.pop(number).leave()
        for number in sorted(active - self._innosim_ildsjaele.keys()):
            self._innosim_ildsjaele[number] = Ildsjael(self, number)


_seen = inspect.signature(Municipality)
# From 3.4 on Mesa's batch_run puts its rng over a parameter called seed that it sees, and drops what the user gave for it.
Municipality.__signature__ = _seen.replace(
    parameters=[each for each in _seen.parameters.values() if each.name != "seed"]
)


def _to_read(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return a table in the same memory that NumPy cannot be told to write."""
    held = memoryview(table.view(np.uint8).reshape(-1)).toreadonly()  # type: ignore[arg-type]
    return np.frombuffer(held, dtype=table.dtype).reshape(table.shape)


def _report(model: Municipality, name: str) -> float:
    return model.indicator(name)
