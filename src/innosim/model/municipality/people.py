"""The people of a municipality, each an agent of Mesa's over one row of the model's tables."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import mesa

from innosim.model import rows, tables
from innosim.model.municipality.agent_sets import COME_AND_GO, agent_name
from innosim.model.municipality.standing import GuardedModel
from innosim.model.written import UNIT_AMOUNTS, AgentError, checked, shares
from innosim.scenario.errors import ArgumentError, as_given
from innosim.scenario.numbers import whole_number

if TYPE_CHECKING:
    from innosim.model.municipality import Municipality

IN_SPACE = "pos"
"""The attribute in which Mesa's spaces keep where an agent is; no rule reads it."""


class RowAgent(mesa.Agent):
    """An agent over one row of a table; ``number`` is the row.

    Its fields are attributes. What the model carries from month to month may be written between months, within limits (`model.written`); the
    rest, counts and indices and what a month works with, is read only. Names that begin with an underscore are the user's own, and so is the
    place in a space of Mesa's, ``pos``.
    """

    fields: tuple[str, ...] = ()

    shares: frozenset[str] = frozenset()

    table: str = ""

    def __init__(self, model: Municipality, number: int) -> None:
        """Stand over a row."""
        if not isinstance(model, GuardedModel):
            raise ArgumentError(f"model is {as_given(model)}; it takes a Municipality.")
        row = whole_number(number)
        if row is None:
            raise ArgumentError(f"number is {as_given(number)}; it takes a whole number.")
        number = row
        if not 0 <= number < len(model._innosim_rows_to_write(self.table)):  # noqa: SLF001 - one package, one front
            raise AgentError(
                f"There is no {type(self).__name__} {number}: people are the model's own."
            )
        super().__init__(model)
        self.number = number
        self._innosim_found = {
            name: float(getattr(self._innosim_row, name)) for name in UNIT_AMOUNTS & {*self.fields}
        }
        self._innosim_standing = True

    @property
    def row(self) -> Any:
        """The row, to read."""
        self._innosim_held()
        return self.model.rows(self.table)[self.number]

    def _innosim_held(self) -> Any:
        """Return the row while it is this agent's.

        Raises:
            AgentError: the ildsjæl has gone; another may have the row by now.
        """
        if self not in self.model.agents:
            raise AgentError(f"{agent_name(self)} has gone: look among the agents of today.")
        return self._innosim_row

    @cached_property
    def _innosim_row(self) -> Any:
        """The row in the tables of its own municipality, in which nothing is checked."""
        return self.model._innosim_rows_to_write(self.table)[self.number]  # noqa: SLF001 - likewise

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field that may be written.

        Raises:
            AgentError: no such attribute, one that is read only, or a value that it cannot have.
        """
        if "_innosim_standing" not in vars(self) or _is_a_users(name):
            super().__setattr__(name, value)
            return
        who = agent_name(self)
        if name in vars(self) or name in _OWN:
            raise AgentError(f"{who}: {name} is the model's own, and read only.")
        number = checked(who, self.fields, type(self).shares, self._innosim_found, name, value)
        with self.model.between_months():
            setattr(self._innosim_held(), name, number)

    def __delattr__(self, name: str) -> None:
        """Forget an attribute of the user's own.

        Raises:
            AgentError: it is the model's.
        """
        if not _is_a_users(name) and (name in vars(self) or name in self.fields):
            raise AgentError(f"{agent_name(self)}: {name} is the model's own, and stays.")
        super().__delattr__(name)

    def __getstate__(self) -> dict[str, Any]:
        """Return all but the row, which a copy finds in the tables of the municipality it belongs to."""
        return {name: value for name, value in vars(self).items() if name != "_innosim_row"}

    def step(self) -> None:
        """Do nothing: a month is one act of the whole municipality, see :meth:`Municipality.step`."""

    def remove(self) -> None:
        """Refuse: nobody can be taken out of a municipality; people come and go by its rules.

        Raises:
            AgentError: always.
        """
        raise AgentError(f"{agent_name(self)} cannot be removed: {COME_AND_GO}.")

    def leave(self) -> None:
        """Let Mesa forget an agent whose ildsjæl has gone by the rules; the municipality calls it, and nobody else may.

        Raises:
            AgentError: somebody else did.
        """
        super().remove()


_OWN = frozenset({"_innosim_found", "_innosim_row", "_innosim_standing"})
"""What an agent stands on; other names that begin with an underscore are the user's."""


def _is_a_users(name: str) -> bool:
    return name == IN_SPACE or (name.startswith("_") and name not in _OWN)


def _field(name: str, meaning: str) -> property:
    def read(self: RowAgent) -> Any:
        with self.model.between_months():
            return getattr(self._innosim_held(), name)

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
