"""The Mesa front: a municipality to step, watch and change between months. The only file that knows Mesa.

``Municipality`` is a ``mesa.Model`` whose month is the same compiled month that ensembles run; its
``Politician``, ``Director``, ``Manager`` and ``Ildsjael`` are ``mesa.Agent`` objects whose attributes read
and write their row. AgentSet, DataCollector and ``mesa.batch_run`` work on it as on any Mesa model.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import mesa
import numpy as np

from innosim.model import rows, tables
from innosim.model.plain import PlainTable
from innosim.model.readout import indicator_column
from innosim.model.simulator import Simulator
from innosim.model.written import UNIT_AMOUNTS, AgentError, checked, shares
from innosim.scenario.errors import instead
from innosim.scenario.reader import load
from innosim.scenario.resolved import Regime, Scenario

REPORTED = (
    "support_mean", "quality_mean", "workload_mean", "ildsjaele_active", "sparked", "home_grown_operating",
    "realised_savings_mdkk", "cut_mdkk", "mandate",
)  # fmt: skip


class RowAgent(mesa.Agent):
    """An agent over one row of a table; ``number`` is the row.

    Its fields are attributes. What the model carries from month to month may be written between months, within limits (`model.written`); the
    rest, counts and indices and what a month works with, is read only. Names that begin with an underscore are the user's own.
    """

    fields: tuple[str, ...] = ()

    shares: frozenset[str] = frozenset()

    table: str = ""

    def __init__(self, model: Municipality, number: int) -> None:
        """Stand over a row."""
        super().__init__(model)
        self.number = number
        self._found = {
            name: float(getattr(self.row, name)) for name in UNIT_AMOUNTS & {*self.fields}
        }
        self._standing = True

    @cached_property
    def row(self) -> Any:
        """The row, in the tables of its own municipality."""
        return self.model.rows_to_write(self.table)[self.number]

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field that may be written.

        Raises:
            AgentError: no such attribute, one that is read only, or a value that it cannot have.
        """
        if name.startswith("_") or "_standing" not in vars(self):
            super().__setattr__(name, value)
            return
        who = f"{type(self).__name__} {self.number}"
        if name in vars(self):
            raise AgentError(f"{who}: {name} says who it is, and is read only.")
        setattr(
            self.row, name, checked(who, self.fields, type(self).shares, self._found, name, value)
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return all but the row, which a copy finds in the tables of the municipality it belongs to."""
        return {name: value for name, value in vars(self).items() if name != "row"}

    def step(self) -> None:
        """Do nothing: a month is one act of the whole municipality, see :meth:`Municipality.step`."""

    def remove(self) -> None:
        """Refuse: nobody can be taken out of a municipality; people come and go by its rules.

        Raises:
            AgentError: always.
        """
        raise AgentError(
            f"{type(self).__name__} {self.number} cannot be removed: people come and go by the rules of the model."
        )

    def leave(self) -> None:
        """Let Mesa forget an agent whose ildsjæl has gone by the rules."""
        super().remove()


def _field(name: str, meaning: str) -> property:
    def read(self: RowAgent) -> Any:
        return getattr(self.row, name)

    return property(read, doc=meaning)


def _over(name: str, row: type, table: str, what: str) -> type[RowAgent]:
    """Return an agent class with a property for each field of its table."""
    fields = tuple(row.__annotations__)
    body: dict[str, Any] = {
        field: _field(field, meaning) for field, meaning in tables.meanings(row).items()
    }
    own = {
        "fields": fields,
        "shares": shares(row),
        "table": table,
        "__doc__": what,
        "__module__": __name__,
    }
    return type(name, (RowAgent,), {**body, **own})


Politician = _over(
    "Politician", rows.Seat, "council", "A member of the council: bloc, support, ownership."
)
Director = _over(
    "Director",
    rows.Director,
    "board",
    "A director's chair, 0 the chief executive: engagement, nerve, hours.",
)
Manager = _over(
    "Manager",
    rows.Manager,
    "managers",
    "A unit and its manager: workload, openness, safety, culture.",
)
Ildsjael = _over("Ildsjael", rows.Post, "posts", "A post with an active ildsjæl: energy, unit.")


class Municipality(mesa.Model):
    """A municipality under one regime and one replication, stepped a month at a time.

    It stands before month 0, with the start-up behind it. A copy (``copy.copy``, ``copy.deepcopy`` or by way of
    ``pickle``) has tables and agents of its own and goes on bit for bit.

    Args:
        scenario: a resolved scenario, or the name or path of one.
        regime: a regime's name in the scenario; its first where left out.
        seed: seed of all draws; the scenario's where left out.
        replication: number of the replication.
        rng: as Mesa's; an integer is also taken for the seed where none is given.

    Raises:
        ScenarioError: when the scenario cannot be read.
        ValueError: when the scenario has no such regime.
        BrokenBooks: from :meth:`step`, when the books do not balance.
    """

    def __init__(
        self,
        scenario: Scenario | str = "randers",
        *,
        regime: str | None = None,
        seed: int | None = None,
        replication: int = 0,
        rng: Any = None,
    ) -> None:
        """Found the municipality; month 0 has not yet been lived."""
        own = seed if seed is not None else (rng if isinstance(rng, int) else None)
        super().__init__(rng=rng if rng is not None else own)
        self.resolved = _with_seed(load(scenario) if isinstance(scenario, str) else scenario, own)
        self.regime = _regime_of(self.resolved, regime)
        self.replication = replication
        self.simulator = Simulator(self.resolved, self.regime)
        self.simulator.start(replication)
        self.simulator.advance(0)
        self._tables: dict[str, PlainTable] = {}
        self._people = self._found_people()
        self._ildsjaele: dict[int, RowAgent] = {}
        self._meet_ildsjaele()
        self.datacollector = mesa.DataCollector(
            model_reporters={name: partial(_report, name=name) for name in REPORTED}
        )

    @property
    def month(self) -> int:
        """Months lived so far."""
        return self.simulator.reached

    def step(self) -> None:
        """Live one month; stop running at the scenario's horizon."""
        if self.month >= self.simulator.months:
            self.running = False
            return
        self.simulator.advance(self.month + 1)
        self._meet_ildsjaele()
        self.datacollector.collect(self)
        self.running = self.month < self.simulator.months

    def indicator(self, name: str) -> float:
        """Return an indicator of the last month lived, NaN before the first.

        Raises:
            KeyError: when no indicator has that name.
        """
        column = indicator_column(self.simulator.town, np.arange(self.month)[-1:], name)
        return float(column[-1]) if len(column) else float("nan")

    def indicators(self) -> Any:
        """Return the indicators of all months lived, a pandas frame with a row a month."""
        import pandas as pd

        return pd.DataFrame(self.simulator.tables(ideas=False)["indicators"])

    def rows(self, table: str) -> PlainTable:
        """Return a table as rows to read; agents are written by their attributes.

        Raises:
            KeyError: when no table has that name.
        """
        whole = self.simulator.town.arrays()
        if table not in whole:
            raise KeyError(f"no table {table!r}: {instead(table, whole)}")
        held = whole[table].view()
        held.flags.writeable = False
        return PlainTable(held)

    def rows_to_write(self, table: str) -> PlainTable:
        """Return a table of people as rows that nothing checks: for agents, which do."""
        if table not in self._tables:
            self._tables[table] = PlainTable(self.simulator.town.arrays()[table])
        return self._tables[table]

    def __copy__(self) -> Municipality:
        """Return a municipality of its own: nobody lives in two."""
        return copy.deepcopy(self)

    def __getstate__(self) -> dict[str, Any]:
        """Return all but the views of tables, which a copy makes of its own."""
        return {**vars(self), "_tables": {}}

    def _found_people(self) -> list[RowAgent]:
        return [
            kind(self, number)
            for kind in (Politician, Director, Manager)
            for number in range(len(self.rows(kind.table)))
        ]

    def _meet_ildsjaele(self) -> None:
        """Let agents come and go with the ildsjæle of the month."""
        active = {int(n) for n in np.flatnonzero(self.simulator.town.posts["active"])}
        for number in sorted(self._ildsjaele.keys() - active):
            self._ildsjaele.pop(number).leave()
        for number in sorted(active - self._ildsjaele.keys()):
            self._ildsjaele[number] = Ildsjael(self, number)


def _report(model: Municipality, name: str) -> float:
    return model.indicator(name)


def _with_seed(scenario: Scenario, seed: int | None) -> Scenario:
    return scenario if seed is None else replace(scenario, values={**scenario.values, "seed": seed})


def _regime_of(scenario: Scenario, name: str | None) -> Regime:
    if name is None:
        return next(iter(scenario.regimes.values()))
    if name not in scenario.regimes:
        raise ValueError(
            f"{scenario.name} has no regime {name!r}: {instead(name, scenario.regimes)}"
        )
    return scenario.regimes[name]
