"""Tables are laid out for a scenario, emptied for a replication and made larger when a run needs it."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import numpy as np

from innosim.model import rows, tables
from innosim.model.constants import constants_table
from innosim.model.ledger import ACCOUNTS, PAIRS
from innosim.model.levers import levers_table
from innosim.model.maths import exp, normal_quantile
from innosim.model.prices import value_of
from innosim.model.rules.sparks import UNIT_SLOTS
from innosim.scenario.catalogue.codes import DECIDERS, GATES, ORIGINS
from innosim.scenario.catalogue.metric_terms import FOLLOWED
from innosim.scenario.resolved import Regime, Scenario

Array = np.ndarray[Any, Any]


Row = TypeVar("Row")


def empty(row: type[Row], count: int) -> tables.Table[Row]:
    """Return an empty table of such rows."""
    table: Any = tables.zeros(count, tables.layout(row))
    return cast("tables.Table[Row]", table)


def numbers(shape: int | tuple[int, ...], kind: Any = np.float64) -> Any:
    """Return an array of zeros."""
    return np.zeros(shape, kind)


def _rounded_shares(shares: Array, total: int) -> list[int]:
    """Return whole numbers in proportion to shares that add up to ``total`` (cumulative rounding)."""
    ends = np.rint(np.cumsum(shares) / shares.sum() * total).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]


def unit_sizes(scenario: Scenario) -> Array:
    """Return each unit's FTE: lognormal by quantiles, scattered over departments; no draw, so slots are fixed."""
    units = int(scenario.values["units"])
    spread = value_of(scenario, "unit_size_spread")
    ranks = [(((i + 1) * 0.6180339887498949) % 1.0) for i in range(units)]
    order = np.argsort(np.argsort(ranks))
    sizes = np.array([exp(spread * normal_quantile((int(r) + 0.5) / units)) for r in order])
    return np.asarray(
        sizes / sizes.sum() * value_of(scenario, "staff") * value_of(scenario, "fte_share")
    )


def department_units(scenario: Scenario) -> list[int]:
    """Return how many units each department has: as even as can be, at least one."""
    departments = min(int(scenario.values["departments"]), int(scenario.values["units"]))
    return _rounded_shares(np.ones(departments), int(scenario.values["units"]))


def lay_out_units(
    scenario: Scenario,
    managers: tables.Table[rows.Manager],
    departments: tables.Table[rows.Department],
) -> None:
    """Fill who belongs where: units in departments, posts in units, budgets by FTE."""
    sizes = unit_sizes(scenario)
    managers["fte"] = sizes
    first = 0
    for number_, units in enumerate(department_units(scenario)):
        mine = slice(first, first + units)
        departments["first_unit"][number_] = first
        departments["units"][number_] = units
        departments["fte"][number_] = sizes[mine].sum()
        departments["budget_start"][number_] = value_of(scenario, "budget_mdkk") * (
            sizes[mine].sum() / sizes.sum()
        )
        managers["department"][mine] = number_
        managers["size_share"][mine] = sizes[mine] / sizes[mine].sum()
        first += units
    departments["exposure"] = 1.0
    departments["exposure"][0] = value_of(scenario, "regulation_employment")


def lay_out_posts(
    scenario: Scenario, managers: tables.Table[rows.Manager]
) -> tables.Table[rows.Post]:
    """Return the posts that can hold an ildsjæl, in order of their units."""
    total = round(value_of(scenario, "staff") * value_of(scenario, "post_share"))
    counts = _rounded_shares(managers["fte"], total)
    managers["posts"] = counts
    managers["first_post"] = np.concatenate([[0], np.cumsum(counts)[:-1]])
    posts = empty(rows.Post, total)
    posts["unit"] = np.repeat(np.arange(len(managers)), counts)
    return posts


def gate_counts() -> tables.Table[rows.GateCount]:
    """Return a row for every gate, origin and decider, in the order of :func:`routes.gate_row`."""
    counts = empty(rows.GateCount, len(GATES) * len(ORIGINS) * len(DECIDERS))
    places = np.indices((len(GATES), len(ORIGINS), len(DECIDERS))).reshape(3, -1)
    counts["gate"], counts["origin"], counts["decider"] = places
    return counts


def pair_columns() -> Any:
    """Return the column of each pair of accounts in the books, 0 where nothing is ever entered."""
    columns = numbers((len(ACCOUNTS), len(ACCOUNTS)), np.int64)
    for column, (debit, credit) in enumerate(PAIRS, start=1):
        columns[debit, credit] = column
    return columns


def ideas_at_first(scenario: Scenario, months: int, posts: int) -> int:
    """Return how many ideas to make room for at first; the table grows when a run needs more."""
    units = int(scenario.values["units"])
    month = posts + UNIT_SLOTS * units + int(scenario.values["council_seats"]) + 20
    return 2 * month + int(0.12 * month * months)


def words_of_looks(scenario: Scenario) -> int:
    """Return how many words hold a bit for each unit: whether it has looked."""
    units = int(scenario.values["units"])
    return -(-units // tables.LOOKS_A_WORD)


def yearly_pressure(scenario: Scenario, years: int, earlier: int) -> Any:
    """Return the pressure of each January, of those before month 0 at the end."""
    ahead = numbers(years) + scenario.pressure[:years]
    return np.concatenate([ahead, np.full(earlier, value_of(scenario, "startup_pressure"))])


def found(scenario: Scenario, regime: Regime, *, events: bool = False) -> tables.Town:
    """Return the tables of a town under a regime, ready for :func:`reset`.

    Raises:
        ValueError: never for a scenario that the reader accepts.
    """
    months = int(scenario.values["months"])
    units, seats = int(scenario.values["units"]), int(scenario.values["council_seats"])
    managers = empty(rows.Manager, units)
    departments = empty(rows.Department, len(department_units(scenario)))
    lay_out_units(scenario, managers, departments)
    posts = lay_out_posts(scenario, managers)
    levers = levers_table(scenario, regime, months)
    before = int(scenario.values["startup_months"])
    room = ideas_at_first(scenario, months + before, len(posts))
    tracks = int(levers["tracks"].max())
    years = (months + 11) // 12
    earlier = before // 12
    return tables.Town(
        constants=constants_table(scenario, regime),
        levers=levers,
        state=empty(tables.State, 1),
        council=empty(rows.Seat, seats),
        board=empty(rows.Director, len(departments) + 1),
        managers=managers,
        posts=posts,
        departments=departments,
        questions=empty(rows.Question, tracks * (months + 1) + 1),
        tracks=numbers(tracks, np.int64),
        ideas=empty(rows.Idea, room),
        living=numbers(room, np.int64),
        running=empty(rows.InUse, room),
        order=numbers(room, np.int64),
        helper=numbers(room, np.int64),
        buckets=numbers(room, np.int64),
        score=numbers(room),
        draws=numbers((len(ORIGINS), max(len(posts), units, len(departments) + 1, seats))),
        unit_hours=numbers((len(departments), int(departments["units"].max()))),
        unit_demand=numbers((len(departments), int(departments["units"].max()))),
        bookings=empty(rows.Booking, 1000 + 200 * years),
        copying=empty(rows.DueCopy, 4 * units + 2000),
        links=numbers((units, tables.LINK_PLACES), np.int64),
        onlookers=numbers(units * tables.LINK_PLACES, np.int64),
        onlookers_end=numbers(units, np.int64),
        looked=numbers((room, words_of_looks(scenario)), np.int64),
        pressure=yearly_pressure(scenario, years, earlier),
        balances=numbers(len(ACCOUNTS)),
        opening=numbers(len(ACCOUNTS)),
        entries=numbers((years + earlier, len(PAIRS) + 1)),
        pair_of=pair_columns(),
        indicators=numbers(months + before, tables.INDICATOR_ROW),
        queues=numbers((months + before, len(DECIDERS)), np.int64),
        decisions=numbers((months + before, len(DECIDERS)), np.int64),
        offices=numbers(len(DECIDERS)),
        gates=gate_counts(),
        metrics=numbers(1, tables.METRIC_ROW),
        lead_times=numbers(FOLLOWED + 1, np.int64),
        events=empty(rows.Event, 60 * room if events else 0),
    )


OF_IDEAS = ("ideas", "looked", "living", "running", "order", "helper", "buckets", "score", "events")
FIXED = frozenset(["constants", "levers", "pressure", "pair_of"])  # hold what the scenario says
LAID_OUT = {
    "managers": ("fte", "department", "size_share", "first_post", "posts"),
    "posts": ("unit",),
    "departments": ("fte", "budget_start", "first_unit", "units", "exposure"),
    "gates": ("gate", "origin", "decider"),
}


def clear(some: Array) -> None:
    """Empty rows, all of their bytes at once: a record of zeros NumPy would put into one row after the other, a hundred times slower."""
    some.view(np.uint8)[...] = 0


def reset(town: tables.Town, key: int, municipality: int) -> None:
    """Empty the tables for a new replication; what the founding laid out stays."""
    used = int(town.state["ideas"][0])
    clear(town.ideas[:used])
    clear(town.arrays()["looked"][: int(town.state["looked"][0])])
    for name, array in town.arrays().items():
        if name in LAID_OUT:
            for field in array.dtype.names:
                if field not in LAID_OUT[name]:
                    array[field] = 0
        elif name not in FIXED and name not in OF_IDEAS:
            clear(array)
    town.state["key"] = key
    town.state["municipality"] = municipality
    town.state["watched"] = -1


def grown(town: tables.Town) -> tables.Town:
    """Return the town with twice the room for bookings or ideas, whichever it lacks; rows keep their numbers."""
    state = town.arrays()["state"][0]
    to_book = state["bookings"] + state["living"] + state["running"] > len(town.bookings)
    return doubled(town, ("bookings",) if to_book else OF_IDEAS)


def doubled(town: tables.Town, names: tuple[str, ...]) -> tables.Town:
    """Return the town with twice the room in these tables; new rows take memory when they are first written."""
    arrays = town.arrays()
    longer: dict[str, Any] = {}
    for name in names:
        was = arrays[name]
        longer[name] = tables.zeros((2 * len(was), *was.shape[1:]), was.dtype)
        longer[name][: len(was)] = was
    return town._replace(**longer)
