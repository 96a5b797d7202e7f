"""The books are held against each other every month, or the run stops (ODD, Switches and books)."""

from innosim.model.ledger import BOOKED, DEBT, POOL, pairs_entered
from innosim.model.rules.departments import slack_hours
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    BOOKING_BROKEN,
    BOOKS_BALANCE,
    DEBT_BROKEN,
    ENDED,
    HOURS_BROKEN,
    IDEAS_BROKEN,
    LEDGER_BROKEN,
    NOT_FINITE,
    OUT_OF_ROOM,
    POOL_BROKEN,
    SHARE_BROKEN,
    code,
)

TOLERANCE = 1e-9  # of B: below this a difference between books is rounding

HOURS_TOLERANCE = 1e-7  # of a unit's hours, or hours of a director: the same

NO_ROW = code(-1)  # what is broken is no row of a table


def breach(town: Town, now: int, rule: int, row: int) -> None:
    """Remember the first breach: month, rule, row."""
    state = town.state[0]
    if state.breach == BOOKS_BALANCE:
        state.breach = rule
        state.breach_month = now
        state.breach_row = row


def is_finite(value: float) -> bool:
    """Say whether a number is neither NaN nor infinite."""
    return value - value == 0.0


def is_share(value: float) -> bool:
    """Say whether a value lies within 0-1, NaN not."""
    return value >= 0.0 and value <= 1.0


def check_ledger(town: Town, now: int) -> None:
    """The ledger sums to zero, and each account has changed by its entries this year."""
    b = town.constants[0].derived.budget_mdkk
    year = now // 12
    total = 0.0
    for account in range(len(town.balances)):
        total += town.balances[account]
        changed = 0.0
        for other in range(len(town.balances)):
            changed += pairs_entered(town, year, account, other) - pairs_entered(
                town, year, other, account
            )
        if not abs(town.opening[account] + changed - town.balances[account]) <= TOLERANCE * b:
            breach(town, now, LEDGER_BROKEN, account)
    if not abs(total) <= TOLERANCE * b:
        breach(town, now, LEDGER_BROKEN, NO_ROW)


def check_pool(town: Town, now: int) -> None:
    """The pool's state is its account, and is never below zero; so are the savings booked and not yet due."""
    b = town.constants[0].derived.budget_mdkk
    state = town.state[0]
    if (
        not abs(state.pool_left - town.balances[POOL]) <= TOLERANCE * b
        or state.pool_left < -TOLERANCE * b
    ):
        breach(town, now, POOL_BROKEN, NO_ROW)
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
        breach(town, now, BOOKING_BROKEN, NO_ROW)


def check_debt(town: Town, now: int) -> None:
    """What the town owes for advances is its account, and never below zero."""
    b = town.constants[0].derived.budget_mdkk
    debt = town.state[0].debt
    if not abs(debt + town.balances[DEBT]) <= TOLERANCE * b or not debt >= -TOLERANCE * b:
        breach(town, now, DEBT_BROKEN, NO_ROW)


def check_ideas(town: Town, now: int) -> None:
    """Ideas are counted in and out: sparked = living + in operation + ended by each end."""
    state = town.state[0]
    ended = (
        state.total_rejected + state.total_stopped + state.total_rolled_back + state.total_lapsed
    )
    if (
        state.total_sparked != state.living + state.running + ended
        or state.total_sparked != state.ideas
    ):
        breach(town, now, IDEAS_BROKEN, NO_ROW)
    if state.no_room == 1:
        breach(town, now, OUT_OF_ROOM, state.ideas)


def check_hours(town: Town, now: int, unit: int) -> None:
    """No hours are left below zero, and no unit is without any."""
    manager = town.managers[unit]
    least = min(manager.protected_left, manager.slack_left, manager.ordinary_left)
    least = min(least, manager.discretion_left)
    if (
        not min(least, manager.manager_hours_left) >= -HOURS_TOLERANCE * manager.hours
        or not manager.capacity > 0.0
    ):
        breach(town, now, HOURS_BROKEN, unit)


def check_kinds(town: Town, now: int, unit: int) -> None:
    """Of each kind of hours no more is used than was offered, and what is not used is left."""
    manager = town.managers[unit]
    close = HOURS_TOLERANCE * manager.hours
    share = town.constants[0].development.slack_share
    slack = share * slack_hours(manager.capacity, manager.protected_offered, manager.wanted)
    protected = manager.protected_left + manager.protected_used - manager.protected_offered
    ordinary = manager.ordinary_left + manager.implementation_used - manager.ordinary_offered
    given = manager.discretion_left + manager.discretion_used - manager.discretion_offered
    if (
        not abs(protected) <= close
        or not abs(ordinary) <= close
        or not abs(given) <= close
        or not manager.slack_used <= slack + close
    ):
        breach(town, now, HOURS_BROKEN, unit)


def check_time(town: Town, now: int) -> None:
    """Every unit's hours by kind, and no director's attention overdrawn."""
    for unit in range(len(town.managers)):
        check_hours(town, now, unit)
        check_kinds(town, now, unit)
        if not is_finite(town.managers[unit].wanted):
            breach(town, now, NOT_FINITE, unit)
    for chair in range(len(town.board)):
        if not town.board[chair].hours_left >= -HOURS_TOLERANCE:
            breach(town, now, HOURS_BROKEN, chair)


def check_shares(town: Town, now: int) -> None:
    """Support, backing, ownership, energy, engagement, safety, culture and openness lie within 0-1."""
    for seat in range(len(town.council)):
        member = town.council[seat]
        shares = is_share(member.support) and is_share(member.backing)
        if not (shares and is_share(member.ownership)):
            breach(town, now, SHARE_BROKEN, seat)
    for number in range(len(town.posts)):
        if not is_share(town.posts[number].energy):
            breach(town, now, SHARE_BROKEN, number)
    for chair in range(len(town.board)):
        if not is_share(town.board[chair].engagement):
            breach(town, now, SHARE_BROKEN, chair)
    for unit in range(len(town.managers)):
        manager = town.managers[unit]
        if not (
            is_share(manager.safety) and is_share(manager.culture) and is_share(manager.openness)
        ):
            breach(town, now, SHARE_BROKEN, unit)


def check_living(town: Town, now: int) -> None:
    """Every living idea is alive, and what it believes and costs is finite (their sum shows it)."""
    state = town.state[0]
    for place in range(state.living):
        idea = town.ideas[town.living[place]]
        if idea.situation == ENDED:
            breach(town, now, IDEAS_BROKEN, town.living[place])
        believed = idea.belief + idea.variance + idea.spent
        costs = idea.work_left + idea.pace_months + idea.hours_share + idea.cost
        if not (is_finite(believed + costs) and idea.stake > 0.0):
            breach(town, now, NOT_FINITE, town.living[place])


def check_state(town: Town, now: int) -> None:
    """What the town remembers and has summed up is finite; no department is without money."""
    state = town.state[0]
    memory = state.loss_memory + state.gain_memory + state.quality_before
    memory += state.loss + state.gain + state.loss_push + state.credit_used
    memory += state.visible_gap + state.last_gap
    memory += state.innovation_loss_memory + state.innovation_gain_memory
    memory += state.innovation_loss + state.innovation_gain + state.won_push
    sums = state.required + state.cuts_total + state.harvested_total + state.rolled_back_harvest
    sums += state.next_gap + state.pool_granted + state.pool_refund + state.winding_total
    sums += town.indicators[now].failed_cost_mdkk + state.debt + state.debt_repaid
    if not is_finite(memory + sums):
        breach(town, now, NOT_FINITE, NO_ROW)
    for number in range(len(town.departments)):
        department = town.departments[number]
        quality = department.quality + department.condition + department.cut_factor
        quality += department.gained + department.shock + department.cut_so_far
        money = department.realised + department.harvested + department.money_moved
        if not (is_finite(quality + money + department.budget) and department.budget > 0.0):
            breach(town, now, NOT_FINITE, number)


def check_people(town: Town, now: int) -> None:
    """What people and units are is finite; no unit is without hours."""
    for seat in range(len(town.council)):
        member = town.council[seat]
        homes = member.home + member.backing_home
        if not is_finite(member.support + member.backing + homes + member.ownership):
            breach(town, now, NOT_FINITE, seat)
    for chair in range(len(town.board)):
        if not is_finite(town.board[chair].engagement + town.board[chair].nerve):
            breach(town, now, NOT_FINITE, chair)
    for unit in range(len(town.managers)):
        manager = town.managers[unit]
        traits = manager.safety + manager.safety_home + manager.culture + manager.culture_home
        if not is_finite(traits + manager.openness + manager.demand + manager.workload):
            breach(town, now, NOT_FINITE, unit)
        if not (is_finite(manager.hours) and manager.hours > 0.0):
            breach(town, now, HOURS_BROKEN, unit)


def check_rest_of_ideas(town: Town, now: int) -> None:
    """What an idea is, has cost and yields is finite too; only a hand from outside writes there again."""
    state = town.state[0]
    for place in range(state.living):
        idea = town.ideas[town.living[place]]
        spent = (
            idea.spent_money + idea.spent_hours + idea.spent_from_model + idea.spent_implementation
        )
        if not is_finite(spent + idea.theta + idea.memo_error + idea.radicality):
            breach(town, now, NOT_FINITE, town.living[place])
    for place in range(state.running):
        idea = town.ideas[town.running[place].idea]
        worth = idea.theta + idea.theta_saving + idea.theta_quality + idea.anchoring + idea.ramp
        came = idea.realised_saving + idea.realised_quality + idea.harvested + idea.promised_saving
        if not is_finite(worth + came + idea.stake):
            breach(town, now, NOT_FINITE, town.running[place].idea)


def check_finite(town: Town, now: int) -> None:
    """Every number that the next month reads is finite."""
    check_state(town, now)
    check_people(town, now)
    check_pushes(town, now)
    check_living(town, now)


def check_opening(town: Town, now: int) -> None:
    """Before the rules take over: agents and hooks may have written, and a month would clip what they wrote."""
    check_finite(town, now)
    check_rest_of_ideas(town, now)
    check_shares(town, now)


def check_before_clipping(town: Town, now: int) -> None:
    """What the last steps clip must be finite before they do: called ahead of them."""
    if not is_finite(town.state[0].loss_push):
        breach(town, now, NOT_FINITE, NO_ROW)
    check_pushes(town, now)
    for number in range(len(town.departments)):
        if not is_finite(town.departments[number].gained):
            breach(town, now, NOT_FINITE, number)


def check_pushes(town: Town, now: int) -> None:
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


def check(town: Town, now: int) -> None:
    """Every month, in every run: the books balance."""
    check_ledger(town, now)
    check_pool(town, now)
    check_debt(town, now)
    check_ideas(town, now)
    check_time(town, now)
    check_finite(town, now)
    check_shares(town, now)
    if (now + 1) % 12 == 0:
        for account in range(len(town.balances)):
            town.opening[account] = town.balances[account]
