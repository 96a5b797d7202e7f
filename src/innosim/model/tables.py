"""The municipality as tables: a class for each kind of row, a field a line, and the Town that holds them.

These classes are read and never made: the dtype of a table, the types of rules, the attributes of Mesa
agents and the tables of the ODD description all come from their lines. The comment of a field is its
meaning, with its unit. Money in mDKK, hours a month unless a field says otherwise, months counted from 0.

A field that ends in ``_push`` gathers what a month's events do to a state; the people step applies it, so
that entities are simultaneous within a step. Tables of indicators and metrics have the catalogue's columns.
"""

from __future__ import annotations

import inspect
import re
from typing import Any, NamedTuple, Protocol, TypeVar, overload

import numpy as np

from innosim.scenario.catalogue import INDICATORS, METRICS
from innosim.scenario.catalogue.indicator_columns import QUEUE

LINKS_MOST = 8
"""Links to units outside its department that a unit can have."""


class Seat:
    """A seat of the council and who sits on it."""

    bloc: int  # bloc, a code
    person: int  # who sits there, counted up when the seat changes hands
    months_in_seat: int  # months since the member took the seat
    support: float  # support for the leadership's line, 0-1
    home: float  # value that support returns to, 0-1
    ownership: float  # ownership of the innovation work, 0-1; shields support


class Director:
    """A director's chair, 0 the chief executive, and who sits in it."""

    department: int  # department, -1 for the chief executive
    person: int  # who sits there, counted up when the chair changes hands
    months_in_chair: int  # months since the director took the chair
    engagement: float  # engagement in innovation, 0-1
    engagement_push: float  # what this month's events do to engagement
    nerve: float  # nerve, 0-1, a trait: how little a failure makes the director draw back
    hours_left: float  # hours for innovation left this month


class Manager:
    """A unit and its manager."""

    department: int  # department
    first_post: int  # first row of its posts
    posts: int  # number of its posts that can hold an ildsjæl
    laboratory: int  # 1 where the unit is a laboratory
    lab_rank: int  # place in the line for a laboratory
    person: int  # who manages, counted up when the manager changes
    shielded: int  # active ildsjæle whom the manager shields
    ildsjaele: int  # active ildsjæle in the unit
    last_renewed: int  # month in which the unit last got something new
    fte: float  # full-time equivalents of the unit
    hours: float  # hours a month before levers, less what cuts and harvests took
    demand: float  # hours a month that services ask for
    workload: float  # hours used per hour available
    openness: float  # the manager's openness, 0-1, a trait
    safety: float  # psychological safety in the unit, 0-1
    safety_home: float  # value that safety returns to, 0-1
    safety_push: float  # what this month's events do to safety
    culture: float  # innovation culture in the unit, 0-1
    culture_home: float  # culture at the founding, which a new manager brings part of the way back
    culture_push: float  # what this month's events do to culture
    culture_next: float  # next month's culture, so that units move at once
    capacity: float  # hours available this month, after the price of levers
    wanted: float  # hours asked for this month, shocks and unharvested savings included
    protected_offered: float  # protected hours at the start of the month
    ordinary_offered: float  # ordinary hours for implementation at the start of the month
    protected_left: float  # protected hours left this month
    slack_left: float  # slack hours left for ideas this month
    ordinary_left: float  # ordinary hours left for implementation this month
    money_left: float  # own money left for ideas this month, mDKK
    manager_hours_left: float  # the manager's hours left for judging ideas this month
    protected_used: float  # protected hours used on ideas this month
    slack_used: float  # slack hours used on ideas this month
    implementation_used: float  # ordinary hours used on implementation this month
    dossier_used: float  # hours used on dossiers this month
    disturbance: float  # hours lost to the house being rebuilt this month
    size_share: float  # the unit's share of its department's FTE
    lab_draw: float  # draw that places the unit in the line for a laboratory


class Post:
    """A post that can hold an ildsjæl."""

    unit: int  # unit
    active: int  # 1 where the post holds an active ildsjæl
    person: int  # who holds it, counted up when an ildsjæl goes
    protected: int  # 1 where the manager shields the ildsjæl
    waiting: int  # ideas of the ildsjæl that wait
    energy: float  # energy of the ildsjæl, 0-1
    energy_push: float  # what this month's events do to energy
    rank: float  # draw that says who is protected first


class Department:
    """A service area."""

    first_unit: int  # first row of its units
    units: int  # number of its units
    open_question: int  # row of its best open question, -1 for none
    budget: float  # budget now, mDKK a year
    budget_start: float  # budget at the founding, mDKK a year
    fte: float  # full-time equivalents
    condition: float  # part of quality that overload wears and slack repairs, 0-1
    cut_factor: float  # part of quality that cuts leave, 0-1
    gained: float  # quality won by ideas in operation
    shock: float  # share of hours that new legislation or a merger claims now
    cut_so_far: float  # share cut so far
    realised: float  # recurring savings of its ideas in operation, mDKK a year
    harvested: float  # savings taken out of the budget so far, mDKK a year
    exposure: float  # how dear legislation shocks are here; department 0 is employment
    quality: float  # quality index: cut_factor x condition + gained, 1 at the start
    protected_left: float  # protected hours left to department-wide ideas this month
    slack_left: float  # slack hours left to department-wide ideas this month
    ordinary_left: float  # ordinary hours left to department-wide ideas this month
    money_left: float  # own money left to department-wide ideas this month, mDKK
    protected_offered: float  # protected hours offered to department-wide ideas this month
    slack_offered: float  # slack hours offered to department-wide ideas this month
    ordinary_offered: float  # ordinary hours offered to department-wide ideas this month
    money_offered: float  # own money offered to department-wide ideas this month, mDKK
    dossier_used: float  # hours used on dossiers of department-wide ideas this month
    money_moved: float  # own money moved to ideas this month, mDKK; empties hours next month


class Question:
    """An open innovation question."""

    department: int  # department it concerns
    framed_by: int  # who framed it, a code
    months_in_mystery: int  # months in mystery so far
    state: int  # where it stands, a code
    opened: int  # month it was opened, -1 before
    answers: int  # answers that operate
    luck: float  # draw that bounds the quality a question can reach
    quality: float  # quality, 0-1


class Idea:
    """An idea, from spark to end. What most loops read stands first in each half, to share a cache line."""

    situation: int  # what it is doing in its phase, a code
    phase: int  # its phase, a code
    wide: int  # 1 where it concerns the whole department
    end: int  # how it ended, a code
    champion: int  # kind of champion, a code
    champion_row: int  # row of the champion's post, unit, chair or seat
    champion_person: int  # which person at that row
    idle: int  # months without work or decision, in a row
    gate: int  # gate it stands at or last passed, a code
    stage: int  # place in the chain of deciders
    first: int  # first decider of the chain, a code
    second: int  # second decider, a code
    third: int  # third decider, a code
    home: int  # unit that carries it, -1 for none
    department: int  # department it concerns
    origin: int  # where it comes from, a code
    identity: int  # identity, 49 bits: the same idea under every regime
    slot: int  # number of the slot it sparked in
    unit: int  # unit it sparked in, -1 for directors' and politicians'
    question: int  # row of the question it answers, -1 for a free spark
    silo: int  # 1 where it crosses departments and nobody broke the silo
    measured: int  # 1 where its effect is measured
    visits: int  # visits to gates after the first, part of the key of memo and errors
    returns: int  # returns from the shelf
    place: int  # 1 while it holds a place on the board's table
    month_sparked: int  # month of the spark
    month_model: int  # month it entered model, -1 if never
    month_implementation: int  # month it entered implementation, -1 if never
    month_operation: int  # month it entered operation, -1 if never
    months_work: int  # months of work
    months_waiting_gate: int  # months waited at gates
    months_waiting_hours: int  # months waited for hours or money
    months_on_shelf: int  # months on the shelf
    phase_work: int  # months of work in this phase: the clock of what work teaches
    phase_months: int  # months looked at in this phase: the clock of stopping
    in_operation: int  # months in operation
    end_month: int  # month it ended, -1 while it lives or operates
    end_cause: int  # why it ended, a code
    decider: int  # who judged it last, a code
    decider_row: int  # at which row
    shelf_since: int  # month it was shelved
    case: int  # 1 where it became a public case
    belief: float  # the dossier's mean: believed worth per krone at stake
    work_left: float  # share of the phase's work left; above 1 where it overruns
    stake: float  # size: mDKK a year at stake
    lottery: float  # draw that breaks ties
    variance: float  # the dossier's variance
    pace_months: float  # planned months of the phase
    hours_share: float  # share of the planned cost that is hours
    cost: float  # planned cost to develop, mDKK
    radicality: float  # radicality, 0-1
    luck: float  # luck in saving, a standard normal; the same under every regime
    luck_quality: float  # luck in quality, a standard normal correlated with luck
    theta_saving: float  # true worth in saving, per krone at stake
    theta_quality: float  # true worth in quality, per krone at stake
    theta: float  # true worth, quality priced, per krone at stake
    involvement_draw: float  # draw that decides whether a large idea goes to the council
    memo_error: float  # error of the memo at this gate, shared by all who read it
    believed_spark: float  # belief at the spark
    believed_model: float  # belief on entering model
    believed_implementation: float  # belief on entering implementation
    believed_operation: float  # belief on entering operation
    last_mean: float  # posterior mean of whoever judged last
    last_sd: float  # posterior standard deviation of whoever judged last
    last_signal: float  # signal that whoever judged last saw
    last_bar: float  # bar at the last judgement
    promised: float  # the memo's raw estimate at the implementation gate, mDKK a year
    promised_saving: float  # its saving part, mDKK a year: what may be booked in advance
    piloted: float  # what the dossier said at the end of model, mDKK a year
    spent_money: float  # money spent, mDKK
    spent_hours: float  # hours spent
    spent: float  # money and hours spent, mDKK
    spent_from_model: float  # of which from the model phase on
    spent_implementation: float  # of which in implementation
    winding: float  # cost of winding down, mDKK
    anchoring: float  # part of positive worth that survives in daily operation
    ramp: float  # months until it works in full
    realised: float  # worth realised now, quality priced, mDKK a year
    realised_saving: float  # saving realised now, mDKK a year
    realised_quality: float  # quality realised now, mDKK a year
    harvested: float  # saving taken out of the budget so far, mDKK a year
    booked: float  # saving booked in advance and not yet due, mDKK a year


class Booking:
    """A saving counted on in advance."""

    idea: int  # row of the idea
    year: int  # budget year, from 0
    settled: int  # 1 when it has fallen due
    booked: float  # saving counted on in advance, mDKK a year
    harvested: float  # of which came when due
    emergency: float  # of which became an emergency cut when due
    late: float  # of which came later
    never_came: float  # of which has not come


class DueCopy:
    """A copy that a unit has decided on and not yet made."""

    idea: int  # row of the original
    unit: int  # unit that copies
    due: int  # month in which the copy is made


class GateCount:
    """What deciders of one kind did at a gate with ideas of one origin, over the whole run."""

    gate: int  # the gate, a code
    origin: int  # the ideas' origin, a code
    decider: int  # who judged, a code
    judged: int  # ideas judged
    passed: int  # ideas passed
    turned_away_worth_mdkk: float  # positive true worth turned away for good, mDKK a year


class Event:
    """Something that happened to an idea; kept only when a replication is traced."""

    month: int  # the month
    idea: int  # identity of the idea
    event: int  # what happened, a code
    decider: int  # who decided or is waited for, a code
    decider_row: int  # at which row
    phase: int  # phase the idea was in, a code
    belief: float  # the dossier's mean then, per krone at stake
    sd: float  # the dossier's standard deviation then
    signal: float  # signal that whoever judged last saw
    bar: float  # bar at the last judgement
    amount: float  # money and hours spent on the idea so far, mDKK


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
    events: int  # rows of events in use
    new_director: int  # 1 where a director came this month: a window next month
    window: int  # 1 where this January's gap opens a window
    mandate: int  # 1 while the leadership has its mandate
    low_meetings: int  # quarterly meetings in a row with under half the seats in support
    picked_this_term: int  # 1 where the council has picked its questions, under a contract
    places_used: int  # places on the board's table that are taken
    left_domain: int  # 1 when more has been cut than the model claims to cover
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
    realised_before: float  # recurring savings last month, mDKK a year
    quality_before: float  # service quality last month
    winding_total: float  # cost of winding down so far, mDKK
    sorting_left: float  # hours the sorting unit has left this month
    council_left: float  # hours the council has left this quarter
    watched_chance: float  # chance of the traced potential idea
    watched_draw: float  # draw of the traced potential idea
    breach_value: float  # not 0 where a table was full


class LeversInForce:
    """A month's levers as the model reads them: the scenario's amounts, and what they come to here."""

    tracks: int  # questions at a time, and places on the board's table
    laboratories: int  # units that are laboratories
    sorting: int  # 1 where there is a sorting unit
    vision: float  # 0-1
    ambition: float  # 0-1
    protected_time: float  # share of hours
    protection: float  # share of ildsjæle
    local_approval: float  # share of small ideas
    involvement: float  # 0-1
    contract: float  # 0 or 1
    coupling: float  # 0-1
    tolerance: float  # -1 to 1
    cuts_only: float  # 0 or 1
    pool_mdkk: float  # pool, mDKK a year
    training_mdkk: float  # training, mDKK a year
    training_share: float  # how far training reaches, 0-1
    partner_share: float  # how far partners reach, 0-1
    measurement_share: float  # how far measurement reaches, 0-1
    spread_share: float  # how far spread staff reaches, 0-1
    sorting_hours: float  # hours a month of the sorting unit
    staff_hours: float  # hours a month of levers' staff
    track_hours: float  # staff's hours a month for tracks
    partner_hours: float  # hours a month of coordination with partners
    vision_hours: float  # hours a month for vision and ambition
    mystery_hours: float  # hours a month for each question in mystery
    mystery_months: float  # months a question is held in mystery


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


def layout(row: type) -> np.dtype[np.void]:
    """Return the dtype of a row's class: whole numbers first, then reals, each as they stand in the class."""
    kinds = {"int": "<i8", "float": "<f8"}
    fields = [(name, kinds[kind]) for name, kind in row.__annotations__.items()]
    return np.dtype(sorted(fields, key=lambda field: field[1] != "<i8"))


def meanings(row: type) -> dict[str, str]:
    """Return what each field of a row's class means: the comment that its line ends in."""
    lines = re.findall(r"^    (\w+): (?:int|float)  # (.+)$", inspect.getsource(row), re.MULTILINE)
    return dict(lines)


def columns_layout(names: list[str]) -> np.dtype[np.void]:
    """Return the dtype of a row of reals."""
    return np.dtype([(name, "<f8") for name in names])


INDICATOR_ROW = columns_layout([name for name in INDICATORS if not name.startswith(QUEUE)])
METRIC_ROW = columns_layout(list(METRICS))


class Town(NamedTuple):
    """All tables of one municipality; every rule step takes it and nothing else but the month.

    ``constants`` holds one row with a sub-record per subject of the catalogue; ``levers``, ``indicators`` a row a
    month. ``living`` and ``running`` list the rows of ideas under way and in
    operation; ``queues[month, decider]`` counts who is waited for; ``order``, ``helper`` and ``score`` are working space. ``entries[year, debit, credit]`` are
    the books, ``opening`` the balances in January.
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
    running: Vector[int]
    order: Vector[int]
    helper: Vector[int]
    score: Vector[float]
    bookings: Table[Booking]
    copying: Table[DueCopy]
    links: Vector[int]
    pressure: Vector[float]
    balances: Vector[float]
    opening: Vector[float]
    entries: Vector[float]
    indicators: Table[Numbered]
    queues: Vector[int]
    gates: Table[GateCount]
    metrics: Table[Numbered]
    lead_times: Vector[int]
    events: Table[Event]

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the tables as NumPy has them, by name, in the town's order."""
        found: dict[str, Any] = self._asdict()
        return found
