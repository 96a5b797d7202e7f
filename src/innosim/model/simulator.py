"""A regime's runs: one workspace, one replication at a time, and its tables."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.chance import key_of
from innosim.model.founding import found, grown, reset
from innosim.model.handle import Handle
from innosim.model.month import finish, run_months
from innosim.model.plain import plain_town
from innosim.model.readout import (
    LABELS,
    columns_before,
    event_columns,
    metric_columns,
    table_columns,
)
from innosim.model.rulebook import rulebook
from innosim.model.snapshot import Snapshot, entered, snapshot
from innosim.scenario.arguments import argued, refuse_outside
from innosim.scenario.catalogue import codes
from innosim.scenario.errors import ArgumentError, as_given
from innosim.scenario.resolved import Regime, Scenario

__all__ = ["LABELS", "BrokenBooks", "Simulator", "plain_view"]


MOST_REPLICATION = 2**30 - 1
"""The largest number that draws have a place for; pilots have as many from -1 down."""

MOST_IDENTITY = int(np.iinfo(np.int64).max)
"""The largest identity of an idea that the tables can hold."""


class BrokenBooks(RuntimeError):
    """The books did not balance: month, rule and row say where (ODD, Switches and books)."""

    def __init__(self, month: int, rule: str, row: int) -> None:
        """Keep where the breach was, and say it in one sentence."""
        self.month = month
        self.rule = rule
        self.row = row
        where = f", row {row}" if row >= 0 else ""
        super().__init__(
            f"The books are broken in month {month}{where}: it no longer holds that {rule}."
        )


def plain_view(town: tables.Town) -> Any:
    """Return the town as plain rules read it: light rows over the same memory, constants as names."""
    row = town.arrays()["constants"][0]
    constants: Any = [
        SimpleNamespace(
            **{
                subject: SimpleNamespace(
                    **{name: row[subject][name].item() for name in row[subject].dtype.names}
                )
                for subject in row.dtype.names
            }
        )
    ]
    none: Any = np.zeros(0)
    return plain_town(town._replace(constants=none))._replace(constants=constants)


class Simulator:
    """Runs replications of one regime in one workspace; use one per thread.

    ``events`` keeps every event of every idea, for tracing. ``plain`` runs the rules uncompiled. A run begins
    ``before`` months ahead of month 0, as a town that is the same under every regime. A simulator can be copied
    and pickled; the copy goes on from the same month.
    """

    @argued()
    def __init__(
        self, scenario: Scenario, regime: Regime, *, events: bool = False, plain: bool = False
    ) -> None:
        """Lay the tables out; nothing is run yet."""
        self.scenario = scenario
        self.regime = regime
        self.months = int(scenario.values["months"])
        self.before = int(scenario.values["startup_months"])
        self._events = events
        self._plain = plain or not rulebook().compiled
        self.town = found(scenario, regime, events=events)
        self._reached = -self.before
        self._handle: Handle | None = None

    @argued()
    def start(self, replication: int, *, watch: int = -1) -> None:
        """Empty the tables for a replication; ``watch`` is an identity to trace, -1 for none.

        Raises:
            ArgumentError: either is out of range.
        """
        refuse_outside("replication", replication, -MOST_REPLICATION - 1, MOST_REPLICATION)
        refuse_outside("watch", watch, -1, MOST_IDENTITY)
        values = self.scenario.values
        key = key_of(int(values["seed"]), replication)
        reset(self.town, key, int(values["number"]))
        self.town.state["watched"] = watch
        self._reached = -self.before

    @argued()
    def advance(self, stop: int) -> None:
        """Run on to month ``stop`` (exclusive), making room for ideas as needed.

        Raises:
            ArgumentError: ``stop`` lies outside the run.
            BrokenBooks: when the books do not balance.
        """
        refuse_outside("stop", stop, -self.before, self.months)  # beyond, ideas would grow for ever
        while self._reached < stop or self.town.state["founded"][0] == 0:
            run = run_months if self._plain else rulebook().run_months
            self._reached = int(run(self._seen(), self._reached, stop))
            self._refuse_breach()
            if self._reached < stop:
                self.town = grown(self.town)

    @argued()
    def past(self, replication: int) -> Snapshot:
        """Run one replication up to month 0 and return the town as it is then, for any regime to enter.

        Raises:
            BrokenBooks: when the books do not balance.
        """
        self.start(replication)
        self.advance(0)
        return snapshot(self.town, self._reached)

    @argued()
    def run(self, replication: int, *, watch: int = -1, past: Snapshot | None = None) -> None:
        """Run one replication from founding to the end and reckon its metrics; from its ``past`` where that is given.

        Raises:
            BrokenBooks: when the books do not balance.
        """
        self.start(replication, watch=watch)
        if past is not None:
            self._enter(past)
            self.town.state["watched"] = watch
        self.advance(self.months)
        self.reckon()

    def reckon(self) -> None:
        """Reckon the metrics of the months run so far.

        Raises:
            ValueError: before month 0 is over there is nothing to reckon.
        """
        if self._reached < 1:
            raise ValueError("no month from month 0 on has been run yet: there are no metrics")
        (finish if self._plain else rulebook().finish)(self._seen(), self._reached)

    @property
    def reached(self) -> int:
        """Return the number of months run."""
        return self._reached

    @argued()
    def tables(self, *, ideas: bool) -> dict[str, dict[str, np.ndarray[Any, Any]]]:
        """Return copies of the replication's tables, column by column (see docs/architecture.md)."""
        return table_columns(self.town, self._reached, ideas=ideas)

    def metrics(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the metrics alone, arrays of one."""
        return metric_columns(self.town)

    @argued()
    def tables_before(
        self, past: Snapshot | None = None, *, ideas: bool
    ) -> dict[str, dict[str, np.ndarray[Any, Any]]]:
        """Return the tables of the months before month 0, of ``past`` or of the run; of ideas those that ended then."""
        if past is not None:
            self._enter(past)
        return columns_before(self.town, self.before, ideas=ideas)

    def events(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return every event of every idea, in the order it happened; empty unless asked for."""
        return event_columns(self.town)

    def watched(self) -> tuple[float, float]:
        """Return the chance and the draw of the watched potential idea; NaN where it never came up."""
        state = self.town.arrays()["state"][0]
        if state["watched_chance"] == 0.0 and state["watched_draw"] == 0.0:
            return float("nan"), float("nan")
        return float(state["watched_chance"]), float(state["watched_draw"])

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy is made from: the town's state, without its spare rows."""
        return {
            "made": (self.scenario, self.regime, self._events, self._plain),
            "was": snapshot(self.town, self._reached),
        }

    def __setstate__(self, kept: dict[str, Any]) -> None:
        """Lay the tables out and enter the state that was kept."""
        scenario, regime, events, plain = kept["made"]
        self.__init__(scenario, regime, events=events, plain=plain)  # type: ignore[misc]
        self._enter(kept["was"])

    def _enter(self, was: Snapshot) -> None:
        if not isinstance(was, Snapshot):
            raise ArgumentError(f"past is {as_given(was)}; it takes what past() returns, or None.")
        self.town = entered(self.town, was)
        self._reached = was.reached

    def _seen(self) -> Any:
        if self._plain:
            return plain_view(self.town)
        if self._handle is None or self._handle.town is not self.town:
            self._handle = Handle(self.town)
        return self._handle

    def _refuse_breach(self) -> None:
        state = self.town.arrays()["state"][0]
        if state["breach"] != codes.BOOKS_BALANCE:
            raise BrokenBooks(
                int(state["breach_month"]),
                codes.BOOKS.words(int(state["breach"])).en,
                int(state["breach_row"]),
            )
