"""The town's tables: what it remembers as a whole, the month's levers, how tables are laid out, and the Town that holds them.

Tables of indicators and metrics have the catalogue's columns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, overload

import numpy as np

from innosim.model.rows import (
    Booking,
    Department,
    Director,
    DueCopy,
    Event,
    GateCount,
    Idea,
    InUse,
    Manager,
    Post,
    Question,
    Seat,
)
from innosim.scenario.catalogue import INDICATORS, LEVERS, METRICS
from innosim.scenario.catalogue.indicator_columns import BY_DECIDER

CACHE_LINE = 64
"""Bytes of a cache line."""

LINKS_MOST = 8
"""Links to units outside its department over which a unit can take culture."""

LINK_PLACES = 32
"""Links of a unit that the table holds: sixteen outside its department, then sixteen inside (rules/links.py)."""

LOOKS_A_WORD = 63
"""Units whose looks a word holds: the sign stays out of it (rules/links.py)."""


class State:
    """What the town as a whole remembers."""

    key: int  # key of all draws of the replication
    municipality: int  # the municipality's number, part of every key
    founded: int  # 1 when the town has been founded
    ideas: int  # rows of ideas in use
    living: int  # ideas under way, the shelf included
    running: int  # ideas in operation
    bookings: int  # rows of bookings in use
    questions: int  # rows of questions in use
    copying: int  # copies decided on and not yet made
    looked: int  # originals that some unit has looked at: rows of looks in use
    events: int  # rows of events in use
    new_director: int  # 1 where a director came this month: a window next month
    window: int  # 1 where this January's gap opens a window
    mandate: int  # 1 while the leadership has its mandate
    low_meetings: int  # quarterly meetings in a row with under half the seats in support
    picked_this_term: int  # 1 where the council has picked its questions, under a contract
    places_used: int  # places on the board's table that are taken
    watched: int  # identity of the idea that is traced, -1 for none
    total_sparked: int  # ideas sparked, copies among them
    total_rejected: int  # ideas rejected
    total_stopped: int  # ideas stopped
    total_rolled_back: int  # ideas rolled back
    total_lapsed: int  # ideas lapsed
    breach: int  # which of the books was found broken, a code
    breach_month: int  # in which month
    breach_row: int  # in which row, -1 for none
    loss: float  # losses of the month, per mille of B
    gain: float  # gains of the month, per mille of B
    loss_memory: float  # losses as remembered, per mille of B a month
    gain_memory: float  # gains as remembered, per mille of B a month
    loss_push: float  # what this month's cases weigh, per mille of B
    credit_used: float  # losses the board has borne this term under a contract, per mille of B
    pool_left: float  # money left in the pool, mDKK
    pool_granted: float  # pool granted this year, mDKK
    pool_refund: float  # pool returned last January, mDKK
    vacant_share: float  # share of hours not filled, their money moved to pool and training
    staff_share: float  # share of hours that levers and their meetings take
    last_gap: float  # last January's gap, mDKK
    visible_gap: float  # last January's gap, per cent of B
    next_gap: float  # harvests of ideas rolled back, which join the next gap, mDKK
    required: float  # savings required so far, mDKK a year
    cut_in_all_share: float  # share of B cut so far
    cuts_total: float  # cuts so far, mDKK a year
    harvested_total: float  # savings harvested so far, mDKK a year
    rolled_back_harvest: float  # of which given back, mDKK a year
    quality_before: float  # service quality last month
    winding_total: float  # cost of winding down so far, mDKK
    watched_chance: float  # chance of the traced potential idea
    watched_draw: float  # draw of the traced potential idea
    no_room: int  # 1 where a table was full
    won_push: float  # savings and quality that ideas won this month, quality priced, mDKK a year
    innovation_loss: float  # losses by innovation that members bear this month, per mille of B
    innovation_gain: float  # gains by innovation that are seen this month, per mille of B
    innovation_loss_memory: float  # losses by innovation as remembered, per mille of B a month
    innovation_gain_memory: float  # gains by innovation as remembered, per mille of B a month
    debt: float  # what the town owes for advances to ideas, mDKK
    debt_repaid: float  # of it repaid this year, mDKK
    pool_withheld: int  # 1 in a year whose January had no mandate, until it is won back
    laboratory_left: float  # hours of laboratory staff left this month


class LeversInForce:
    """A month's levers as rules read them: by its name each as it is set, and what some of them come to here."""

    tracks: int  # questions at a time, and places on the board's table
    sorting: int  # 1 where there is a sorting unit
    pool_mdkk: float  # pool, mDKK a year
    bought_mdkk: float  # what other levers pay straight away, mDKK a year
    training_share: float  # how far training reaches, 0-1
    partner_share: float  # how far partners reach, 0-1
    measurement_share: float  # how far measurement reaches, 0-1
    spread_share: float  # how far spread staff reaches, 0-1
    sorting_hours: float  # hours a month of the sorting unit
    lever_staff_hours: float  # hours a month of levers' staff
    meeting_hours: float  # units' hours a month for meetings and coordination
    board_hours: float  # directors' hours a month for tracks and meetings
    council_hours: float  # councillors' hours a month for meetings
    question_hours: float  # units' hours a month for each question in mystery
    ildsjael_hours: float  # managers' hours a month for each ildsjæl they shield
    laboratory_hours: float  # hours a month of laboratory staff

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> float:
            """Return a lever as it is set; the compiler refuses one that is not declared."""


class Derived:
    """What follows from a scenario's values, reckoned once: limits in mDKK, rates by unit."""

    links: int  # links of a unit outside its department
    budget_mdkk: float  # B, the operating budget, mDKK a year
    permille_mdkk: float  # a thousandth of B, mDKK
    unit_limit_mdkk: float  # at stake above which an idea concerns a whole department, mDKK a year
    council_limit_mdkk: float  # at stake above which the council may decide too, mDKK a year
    size_director_mdkk: float  # median at stake in directors' ideas, mDKK a year
    size_politician_mdkk: float  # median at stake in politicians' ideas, mDKK a year
    standing_price_mdkk: float  # standing price of the regime, mDKK a year
    fte: float  # full-time equivalents of the town
    spark_citizen_unit: float  # citizens' sparks a unit and month
    links_inside: int  # units of its department that a unit looks at
    links_outside: int  # units of other departments that it looks at without spread staff


class Subject(Protocol):
    """The constants of one subject of the catalogue, by name."""

    def __getattr__(self, name: str) -> float:
        """Return a constant; the catalogue's test holds that each name is declared."""


class Constants(Protocol):
    """All constants: a subject each, and what is derived from them."""

    derived: Derived

    def __getattr__(self, name: str) -> Subject:
        """Return a subject."""


class Numbered(Protocol):
    """A row whose fields are the catalogue's columns (indicators, metrics)."""

    def __getattr__(self, name: str) -> float:
        """Return a column; the compiler refuses one that is not declared."""

    def __setattr__(self, name: str, value: float) -> None:
        """Set a column."""


Row_co = TypeVar("Row_co", covariant=True)
Number = TypeVar("Number")


class Table(Protocol[Row_co]):
    """A structured array of one dimension: ``table[i]`` is a row, ``table["field"]`` a column."""

    @overload
    def __getitem__(self, key: int) -> Row_co: ...
    @overload
    def __getitem__(self, key: str | slice) -> Any: ...
    def __setitem__(self, key: Any, value: Any) -> None: ...
    def __len__(self) -> int: ...

    dtype: Any


class Vector(Protocol[Number]):
    """An array of plain numbers, of one dimension or more."""

    def __getitem__(self, key: int | tuple[int, ...]) -> Number: ...
    def __setitem__(self, key: int | tuple[int, ...], value: Number) -> None: ...
    def __len__(self) -> int: ...


def fields_layout(fields: Mapping[str, str]) -> np.dtype[np.void]:
    """Return the dtype of such fields, as they stand."""
    kinds = {"int": "<i8", "float": "<f8"}
    return np.dtype([(name, kinds[kind]) for name, kind in fields.items()])


def layout(row: type) -> np.dtype[np.void]:
    """Return the dtype of a row's class."""
    return fields_layout(row.__annotations__)


def zeros(shape: int | tuple[int, ...], kind: Any) -> Any:
    """Return an array of zeros that begins with a cache line; its memory is taken when it is written."""
    many = int(np.prod(shape)) * np.dtype(kind).itemsize
    held = np.zeros(many + CACHE_LINE, np.uint8)
    first = -held.ctypes.data % CACHE_LINE
    return held[first : first + many].view(kind).reshape(shape)


def meanings(row: type) -> dict[str, str]:
    """Return what each field of a row's class means: the comment that its line ends in."""
    lines = re.findall(r"^    (\w+): (?:int|float)  # (.+)$", inspect.getsource(row), re.MULTILINE)
    return dict(lines)


def columns_layout(names: list[str]) -> np.dtype[np.void]:
    """Return the dtype of a row of reals."""
    return np.dtype([(name, "<f8") for name in names])


AS_SET = {name: "int" if lever.kind == "yes/no" else "float" for name, lever in LEVERS.items()}
LEVER_ROW = fields_layout({**AS_SET, **LeversInForce.__annotations__})
INDICATOR_ROW = columns_layout([name for name in INDICATORS if name not in BY_DECIDER])
METRIC_ROW = columns_layout(list(METRICS))


class Town(NamedTuple):
    """All tables of one municipality; every rule step takes it and nothing else but the month.

    ``constants`` holds one row with a sub-record per subject of the catalogue; ``levers``, ``indicators`` a row a
    month. Months before month 0 stand at the end of tables by month or year, so that -1 is the last row. ``living`` lists the rows of ideas under way, ``running`` has a row for each in operation; ``order``, ``helper``, ``buckets`` ``score`` and
    ``draws[lane, slot]`` (rules/lanes.py) are working space, and so are ``unit_hours[department, place]`` and ``unit_demand[department, place]`` (rules/departments.py). ``queues[month, decider]`` counts who is waited for, ``decisions[month, decider]`` what is decided,
    ``offices[decider]`` has the hours left this month of those who sit for the whole town. ``entries[year, pair]`` are the books, ``pair_of[debit, credit]`` their columns (ledger.py),
    ``opening`` the balances in January. ``links[unit]`` are the units that a unit is linked to; ``onlookers``
    lists those who are linked to a unit, unit after unit, and ``onlookers_end[unit]`` says where its own end; ``looked[row - 1]`` has a bit
    for each unit that has looked at the original whose ``looked_row`` it is.
    """

    constants: Table[Constants]
    levers: Table[LeversInForce]
    state: Table[State]
    council: Table[Seat]
    board: Table[Director]
    managers: Table[Manager]
    posts: Table[Post]
    departments: Table[Department]
    questions: Table[Question]
    tracks: Vector[int]
    ideas: Table[Idea]
    living: Vector[int]
    running: Table[InUse]
    order: Vector[int]
    helper: Vector[int]
    buckets: Vector[int]
    score: Vector[float]
    draws: Vector[float]
    unit_hours: Vector[float]
    unit_demand: Vector[float]
    bookings: Table[Booking]
    copying: Table[DueCopy]
    links: Vector[int]
    onlookers: Vector[int]
    onlookers_end: Vector[int]
    looked: Vector[int]
    pressure: Vector[float]
    balances: Vector[float]
    opening: Vector[float]
    entries: Vector[float]
    pair_of: Vector[int]
    indicators: Table[Numbered]
    queues: Vector[int]
    decisions: Vector[int]
    offices: Vector[float]
    gates: Table[GateCount]
    metrics: Table[Numbered]
    lead_times: Vector[int]
    events: Table[Event]

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the tables as NumPy has them, by name, in the town's order."""
        found: dict[str, Any] = self._asdict()
        return found
