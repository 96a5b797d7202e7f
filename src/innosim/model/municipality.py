"""The Mesa front: a municipality to step, watch and change between months. The only file that knows Mesa.

``Municipality`` is a ``mesa.Model`` whose month is the same compiled month that ensembles run; its
``Politician``, ``Director``, ``Manager`` and ``Ildsjael`` are ``mesa.Agent`` objects whose attributes read
and write their row. AgentSet, DataCollector and ``mesa.batch_run`` work on it as on any Mesa model.
"""

from __future__ import annotations

import copy
import inspect
import os
from dataclasses import replace
from functools import cached_property, partial
from numbers import Integral
from operator import index
from typing import Any

import mesa
import numpy as np

from innosim.model import rows, tables
from innosim.model.plain import PlainTable
from innosim.model.readout import indicator_column
from innosim.model.simulator import Simulator
from innosim.model.written import UNIT_AMOUNTS, AgentError, checked, shares
from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.errors import instead, short
from innosim.scenario.reader import load
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.whole import fit_to_run

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
        if not 0 <= number < len(model._rows_to_write(self.table)):  # noqa: SLF001 - one file, one front
            raise AgentError(
                f"There is no {type(self).__name__} {number}: people are the model's own."
            )
        super().__init__(model)
        self.number = number
        self._found = {
            name: float(getattr(self._row, name)) for name in UNIT_AMOUNTS & {*self.fields}
        }
        self._standing = True

    @property
    def row(self) -> Any:
        """The row, to read."""
        return self.model.rows(self.table)[self.number]

    @cached_property
    def _row(self) -> Any:
        """The row in the tables of its own municipality, in which nothing is checked."""
        return self.model._rows_to_write(self.table)[self.number]  # noqa: SLF001 - likewise

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
            raise AgentError(f"{who}: {name} is the model's own, and read only.")
        setattr(
            self._row, name, checked(who, self.fields, type(self).shares, self._found, name, value)
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return all but the row, which a copy finds in the tables of the municipality it belongs to."""
        return {name: value for name, value in vars(self).items() if name != "_row"}

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
        return getattr(self._row, name)

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
        seed: seed of all draws; the scenario's where left out. Any kind of whole number.
        replication: number of the replication, likewise; 0 where left out, and in `mesa.batch_run` the number of the iteration.
        rng: as Mesa's; where no seed is given a number is taken for it, and a generator draws it.

    Raises:
        ScenarioError: when the scenario, or the seed in it, cannot be used.
        ValueError: when the scenario has no such regime, the replication is no such number, or seed and rng are both given.
        BrokenBooks: from :meth:`step`, when the books do not balance.
    """

    def __init__(
        self,
        scenario: Scenario | str | os.PathLike[str] = "randers",
        *,
        regime: str | None = None,
        seed: int | None = None,
        replication: int | None = None,
        rng: Any = None,
    ) -> None:
        """Found the municipality; month 0 has not yet been lived."""
        if seed is not None and rng is not None:
            raise ValueError("seed and rng are both given: give one of them.")
        own = seed if seed is not None else _seed_of(rng)
        found = scenario if isinstance(scenario, Scenario) else load(scenario)
        resolved = fit_to_run(_with_seed(found, own))
        drawn = isinstance(rng, np.random.Generator)
        super().__init__(rng=rng if drawn or own is None else int(resolved.values["seed"]))
        self.resolved = resolved
        self.regime = _regime_of(self.resolved, regime)
        self.replication = _replication(_iteration(own) if replication is None else replication)
        self.simulator = Simulator(self.resolved, self.regime)
        self.simulator.start(self.replication)
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

    def _rows_to_write(self, table: str) -> PlainTable:
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
            for number in range(len(self._rows_to_write(kind.table)))
        ]

    def _meet_ildsjaele(self) -> None:
        """Let agents come and go with the ildsjæle of the month."""
        active = {int(n) for n in np.flatnonzero(self.simulator.town.posts["active"])}
        for number in sorted(self._ildsjaele.keys() - active):
            self._ildsjaele.pop(number).leave()
        for number in sorted(active - self._ildsjaele.keys()):
            self._ildsjaele[number] = Ildsjael(self, number)


_seen = inspect.signature(Municipality)
# From 3.4 on Mesa's batch_run puts its rng over a parameter called seed that it sees, and drops what the user gave for it.
Municipality.__signature__ = _seen.replace(
    parameters=[each for each in _seen.parameters.values() if each.name != "seed"]
)


def _report(model: Municipality, name: str) -> float:
    return model.indicator(name)


def _whole(number: object) -> int | None:
    """Return a whole number of any kind as Python's own, 5.0 too; None where it is none."""
    if isinstance(number, Integral) and not isinstance(number, bool):
        return index(number)
    return int(number) if isinstance(number, float) and number.is_integer() else None


def _seed_of(rng: object) -> object:
    """Return the seed that Mesa's ``rng`` gives: a number is one, a generator draws one."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**31))
    return rng


def _iteration(seed: object) -> int:
    """Return the number of the iteration where ``mesa.batch_run`` builds a model without a seed, else 0.

    Mesa tells a model of it in no other way, and three iterations would be one run three times.
    """
    frame = inspect.currentframe()
    while frame is not None and seed is None:
        if frame.f_code.co_name == "_model_run_func" and "iteration" in frame.f_locals:
            return int(frame.f_locals["iteration"])
        frame = frame.f_back
    return 0


def _replication(number: object) -> int:
    found = _whole(number)
    if found is None or not 0 <= found < MOST_REPLICATIONS:
        raise ValueError(
            f"replication is {short(repr(number))}; it is a whole number from 0 to {MOST_REPLICATIONS - 1}."
        )
    return found


MOST_REPLICATIONS = int(PARAMETERS["replications"].limits[1])


def _with_seed(scenario: Scenario, seed: Any) -> Scenario:
    return scenario if seed is None else replace(scenario, values={**scenario.values, "seed": seed})


def _regime_of(scenario: Scenario, name: str | None) -> Regime:
    if name is None:
        return next(iter(scenario.regimes.values()))
    if name not in scenario.regimes:
        raise ValueError(
            f"{scenario.name} has no regime {name!r}: {instead(name, scenario.regimes)}"
        )
    return scenario.regimes[name]
