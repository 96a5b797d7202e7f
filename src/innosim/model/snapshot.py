"""A town's state as a value: kept, copied into another regime's tables, saved and loaded, all by this one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from innosim.model import tables
from innosim.model.founding import OF_IDEAS, Array, clear, doubled

GIVEN = frozenset(["constants", "levers", "pressure", "pair_of"])
"""What the scenario, the regime and the chart of accounts say: no state."""

WORKING = frozenset(["order", "helper", "buckets", "score", "draws", "unit_hours", "unit_demand"])
"""Working space: written before it is read."""

IN_USE = ("ideas", "living", "running", "questions", "bookings", "copying", "looked", "events")
"""Tables with room to spare; the state's field of that name tells how many rows are in use."""

FOR_IDEAS = frozenset(["ideas", "looked"])
"""The largest tables, with at most a row an idea; of them no row was ever written beyond those in use."""

GROW_TOGETHER = {**dict.fromkeys(OF_IDEAS, OF_IDEAS), "bookings": ("bookings",)}


@dataclass(frozen=True)
class Snapshot:
    """A town after so many months: what its tables hold, without their spare rows."""

    reached: int
    tables: Mapping[str, Array]


def snapshot(town: tables.Town, reached: int) -> Snapshot:
    """Return the town's state, a copy."""
    arrays = town.arrays()
    state = arrays["state"][0]
    kept = {
        name: array[: state[name]] if name in IN_USE else array
        for name, array in arrays.items()
        if name not in GIVEN | WORKING
    }
    return Snapshot(reached, {name: array.copy() for name, array in kept.items()})


def entered(town: tables.Town, was: Snapshot) -> tables.Town:
    """Return the town, emptied before, in the state that ``was`` holds; made larger where it lacks room.

    The two may be of different regimes: tables of questions and tracks are then of different length, and a
    regime without a track for a question has none.
    """
    used = int(town.state["ideas"][0])
    for name, rows in was.tables.items():
        town = _with_room(town, name, len(rows))
        array = town.arrays()[name]
        if name == "tracks":
            array[:] = -1
        elif name not in IN_USE and array.shape != rows.shape:
            raise ValueError(f"{name} has the shape {array.shape}, not {rows.shape}")
        array[: len(rows)] = rows[: len(array)]
        if name in IN_USE:  # rules and the next replication take spare rows for empty
            clear(array[len(rows) : used if name in FOR_IDEAS else None])
    return town


def _with_room(town: tables.Town, name: str, rows: int) -> tables.Town:
    """Return the town with at least so many rows in a table that grows."""
    while name in GROW_TOGETHER and name != "events" and len(town.arrays()[name]) < rows:
        town = doubled(town, GROW_TOGETHER[name])
    return town
