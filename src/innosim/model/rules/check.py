"""The books are held against each other every month, or the run stops (MODEL.md §7)."""

from innosim.model.codes import (
    BOOKING_BROKEN,
    BOOKS_BALANCE,
    ENDED,
    HOURS_BROKEN,
    IDEAS_BROKEN,
    LEDGER_BROKEN,
    NOT_FINITE,
    OUT_OF_ROOM,
    POOL_BROKEN,
    SHARE_BROKEN,
)
from innosim.model.ledger import BOOKED, POOL

TOLERANCE = 1e-9  # of B


def breach(town, now, rule, row):
    """Remember the first breach: month, rule, row."""
    state = town.state[0]
    if state.breach == BOOKS_BALANCE:
        state.breach = rule
        state.breach_month = now
        state.breach_row = row


def is_finite(value):
    """Say whether a number is neither NaN nor infinite."""
    return value - value == 0.0


def is_share(value):
    """Say whether a value lies within 0-1, NaN not."""
    return value >= 0.0 and value <= 1.0


def check_ledger(town, now):
    """The ledger sums to zero, and each account has changed by its entries this year."""
    b = town.constants[0].derived.budget_mdkk
    total = 0.0
    for account in range(len(town.balances)):
        total += town.balances[account]
        changed = 0.0
        for other in range(len(town.balances)):
            changed += (
                town.entries[now // 12, account, other] - town.entries[now // 12, other, account]
            )
        if not abs(town.opening[account] + changed - town.balances[account]) <= TOLERANCE * b:
            breach(town, now, LEDGER_BROKEN, account)
    if not abs(total) <= TOLERANCE * b:
        breach(town, now, LEDGER_BROKEN, -1)


def check_pool(town, now):
    """The pool's state is its account, and is never below zero; so are the savings booked and not yet due."""
    b = town.constants[0].derived.budget_mdkk
    state = town.state[0]
    if (
        not abs(state.pool_left - town.balances[POOL]) <= TOLERANCE * b
        or state.pool_left < -TOLERANCE * b
    ):
        breach(town, now, POOL_BROKEN, -1)
    outstanding = 0.0
    for place in range(state.bookings):
        booking = town.bookings[place]
        if booking.settled == 0:
            outstanding += booking.booked
        elif (
            not abs(booking.booked - booking.harvested - booking.late - booking.never_came)
            <= TOLERANCE * b
        ):
            breach(town, now, BOOKING_BROKEN, place)
    if not abs(outstanding + town.balances[BOOKED]) <= TOLERANCE * b:
        breach(town, now, BOOKING_BROKEN, -1)


def check_ideas(town, now):
    """Ideas are counted in and out: sparked = living + in operation + ended by each end."""
    state = town.state[0]
    ended = (
        state.total_rejected + state.total_stopped + state.total_rolled_back + state.total_lapsed
    )
    if (
        state.total_sparked != state.living + state.running + ended
        or state.total_sparked != state.ideas
    ):
        breach(town, now, IDEAS_BROKEN, -1)
    if state.breach_value != 0.0:
        breach(town, now, OUT_OF_ROOM, state.ideas)


def check_hours(town, now, unit):
    """No hours are left below zero: nothing uses more than it was given, by kind."""
    manager = town.managers[unit]
    least = min(manager.protected_left, manager.slack_left, manager.ordinary_left)
    if (
        not min(least, manager.manager_hours_left) >= -1e-7 * manager.hours
        or not manager.capacity > 0.0
    ):
        breach(town, now, HOURS_BROKEN, unit)


def check_kinds(town, now, unit):
    """What was offered of a kind of hours is used or left: protected time, and ordinary hours for implementation."""
    manager = town.managers[unit]
    close = 1e-7 * manager.hours
    if (
        not abs(manager.protected_left + manager.protected_used - manager.protected_offered)
        <= close
    ):
        breach(town, now, HOURS_BROKEN, unit)
    if (
        not abs(manager.ordinary_left + manager.implementation_used - manager.ordinary_offered)
        <= close
    ):
        breach(town, now, HOURS_BROKEN, unit)


def check_units(town, now):
    """Every unit's hours, shares and workload."""
    for unit in range(len(town.managers)):
        manager = town.managers[unit]
        check_hours(town, now, unit)
        check_kinds(town, now, unit)
        if not (
            is_share(manager.safety) and is_share(manager.culture) and is_share(manager.openness)
        ):
            breach(town, now, SHARE_BROKEN, unit)
        if not (
            is_finite(manager.workload)
            and is_finite(manager.wanted)
            and is_finite(manager.safety_push)
        ):
            breach(town, now, NOT_FINITE, unit)


def check_people(town, now):
    """Support, ownership, energy and engagement are shares; pushes are finite before anything is clipped."""
    for seat in range(len(town.council)):
        member = town.council[seat]
        if not (is_share(member.support) and is_share(member.ownership)):
            breach(town, now, SHARE_BROKEN, seat)
    for number in range(len(town.posts)):
        holder = town.posts[number]
        if not (is_share(holder.energy) and is_finite(holder.energy_push)):
            breach(town, now, SHARE_BROKEN, number)
    for chair in range(len(town.board)):
        if not (
            is_share(town.board[chair].engagement) and is_finite(town.board[chair].engagement_push)
        ):
            breach(town, now, SHARE_BROKEN, chair)


def check_beliefs(town, now):
    """Every living idea is alive, and its belief and what it has spent are finite."""
    state = town.state[0]
    for place in range(state.living):
        idea = town.ideas[town.living[place]]
        if idea.situation == ENDED:
            breach(town, now, IDEAS_BROKEN, town.living[place])
        if not (
            is_finite(idea.belief)
            and is_finite(idea.variance)
            and is_finite(idea.spent)
            and is_finite(idea.work_left)
        ):
            breach(town, now, NOT_FINITE, town.living[place])


def check_before_clipping(town, now):
    """What later steps clip must be finite before they do: called ahead of them."""
    state = town.state[0]
    if not (is_finite(state.loss) and is_finite(state.gain) and is_finite(state.loss_push)):
        breach(town, now, NOT_FINITE, -1)
    check_pushes(town, now)
    for seat in range(len(town.council)):
        if not (is_finite(town.council[seat].support) and is_finite(town.council[seat].home)):
            breach(town, now, NOT_FINITE, seat)
    for number in range(len(town.departments)):
        department = town.departments[number]
        if not (
            is_finite(department.condition + department.gained) and is_finite(department.budget)
        ):
            breach(town, now, NOT_FINITE, number)


def check_pushes(town, now):
    """What a month's events do to people and units must be finite."""
    for unit in range(len(town.managers)):
        manager = town.managers[unit]
        if not (
            is_finite(manager.safety_push + manager.culture_push) and is_finite(manager.wanted)
        ):
            breach(town, now, NOT_FINITE, unit)
    for number in range(len(town.posts)):
        if not is_finite(town.posts[number].energy + town.posts[number].energy_push):
            breach(town, now, NOT_FINITE, number)
    for chair in range(len(town.board)):
        if not is_finite(town.board[chair].engagement + town.board[chair].engagement_push):
            breach(town, now, NOT_FINITE, chair)


def check(town, now):
    """Every month, in every run: the books balance."""
    check_ledger(town, now)
    check_pool(town, now)
    check_ideas(town, now)
    check_units(town, now)
    check_people(town, now)
    check_beliefs(town, now)
    if (now + 1) % 12 == 0:
        for account in range(len(town.balances)):
            town.opening[account] = town.balances[account]
