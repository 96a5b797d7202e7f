"""The month, in the order of its description (ODD, Process overview): every step reads last month's values of whatever a later step changes."""

from innosim.model.rules.budget import budget
from innosim.model.rules.champions import champions
from innosim.model.rules.check import check, check_before_clipping, check_opening
from innosim.model.rules.development import development
from innosim.model.rules.gates import gates
from innosim.model.rules.hours import hours, settle_hours
from innosim.model.rules.opening import LAST_BEFORE, open_run
from innosim.model.rules.operation import look_again, operation
from innosim.model.rules.people import people
from innosim.model.rules.public import public
from innosim.model.rules.questions import questions
from innosim.model.rules.reckoning import reckon
from innosim.model.rules.record import record
from innosim.model.rules.settling import settle_in
from innosim.model.rules.sparks import UNIT_SLOTS, sparks
from innosim.model.rules.spread import spread
from innosim.model.rules.stopping import stopping
from innosim.model.rules.world import world
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import BOOKS_BALANCE


def month(town: Town, now: int) -> None:
    """One month of the municipality (ODD, Process overview)."""
    world(town, now)
    budget(town, now)
    hours(town, now)
    questions(town, now)
    sparks(town, now)
    champions(town, now)
    gates(town, now)
    development(town, now)
    stopping(town, now)
    operation(town, now)
    spread(town, now)
    check_before_clipping(town, now)
    settle_hours(town, now)
    public(town, now)
    people(town, now)
    check(town, now)
    record(town, now)


def has_room(town: Town) -> bool:
    """Say whether the tables hold another month whatever sparks and whatever a January books."""
    state = town.state[0]
    most = (
        len(town.posts)
        + UNIT_SLOTS * len(town.managers)
        + len(town.council)
        + len(town.board)
        + state.copying
    )
    bookable = state.living + state.running
    return state.ideas + most <= len(town.ideas) and state.bookings + bookable <= len(town.bookings)


def run_months(town: Town, start: int, stop: int) -> int:
    """Run months ``start`` to ``stop`` - 1; the first founds the town before. Return the month reached.

    Months before month 0 are negative; after the last of them the run's own books are opened.

    It stops early when the books are broken (``state.breach``), also by what was written before ``start``, or
    when a table needs to grow.
    """
    if town.state[0].founded == 0:
        settle_in(town)
    if start < stop:
        check_opening(town, start)
        look_again(town)
    for now in range(start, stop):
        if town.state[0].breach != BOOKS_BALANCE or not has_room(town):
            return now
        month(town, now)
        if now == LAST_BEFORE:
            open_run(town)
    return stop


def finish(town: Town, months: int) -> None:
    """Reckon the metrics of a run of ``months``."""
    reckon(town, months)
