"""Step 2, the budget: each January the gap closes by savings, bookings and cuts (ODD, Budget)."""

from innosim.model.ledger import (
    BOOKED,
    EMERGENCY_CUTS,
    HARVESTED,
    OPERATIONS,
    PLANNED_CUTS,
    POOL,
    PRESSURE,
    ROLLED_BACK_SAVINGS,
    TRAINING,
    TREASURY,
    post,
)
from innosim.model.maths import exp
from innosim.model.rows import Booking, Department, Idea
from innosim.model.rules.calendar import is_january
from innosim.model.rules.departments import harvest_from, shrink_units, total_budget
from innosim.model.rules.ordering import put_in_order
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import IMPLEMENTATION, NONE_YET

LEAST = 1e-12  # of B: below this a sum of money is rounding, not money


def cut_factor(share: float, earlier: float, harm: float, fatigue: float) -> float:
    """Return what a cut leaves of quality: exp(-e1 c (1 + e2 C)), c cut now, C cut so far."""
    return exp(-harm * share * (1.0 + fatigue * earlier))


def planned_ramp(months_left: float, ramp_months: float) -> float:
    """Return how far an idea should have come a year from now, at planned pace and ramp."""
    return min(1.0, max(0.0, (12.0 - months_left) / ramp_months))


def booking_due(promised: float, planned: float, coupling: float, harvested: float) -> float:
    """Return the saving to count on in advance: coupling times what is promised for then, less what is in."""
    return coupling * max(0.0, promised * planned - harvested)


def opens_window(gap: float, last_gap: float, factor: float) -> bool:
    """Say whether a January gap is enough larger than the last to open a window (Kingdon 1984)."""
    return gap > 0.0 and gap >= factor * last_gap


def cut_department(town: Town, department: Department, share: float, dearer: float) -> None:
    """A cut removes money and hours; demand follows by a part; quality falls, more after earlier cuts [N A3]."""
    k = town.constants[0]
    hurt = k.budget.cut_harm if k.switches.cuts_hurt == 1 else 0.0
    department.cut_factor *= cut_factor(
        share * dearer, department.cut_so_far, hurt, k.budget.cut_fatigue
    )
    department.cut_so_far += share
    shrink_units(town, department, 1.0 - share, 1.0 - k.budget.demand_follow * share)
    department.budget -= share * department.budget


def cut_all(town: Town, amount: float, dearer: float) -> None:
    """Across the board: the same share of every department (shaving [N A3])."""
    share = amount / total_budget(town)
    for number in range(len(town.departments)):
        cut_department(town, town.departments[number], share, dearer)
    state = town.state[0]
    state.cuts_total += amount
    state.cut_in_all_share = state.cuts_total / town.constants[0].derived.budget_mdkk


def take_harvest(town: Town, idea: Idea, most: float) -> float:
    """Take what an idea has realised and nobody has harvested yet, up to ``most``; return it."""
    amount = min(most, max(0.0, idea.realised_saving - idea.harvested))
    if amount > 0.0:
        idea.harvested += amount
        harvest_from(town, town.departments[idea.department], amount)
        town.state[0].harvested_total += amount
    return amount


def repay_bookings(town: Town, row: int, amount: float) -> None:
    """A harvest that comes late counts against what the idea's bookings had left uncovered."""
    state = town.state[0]
    for place in range(state.bookings):
        booking = town.bookings[place]
        if booking.idea == row and booking.settled == 1 and amount > 0.0:
            late = min(amount, booking.never_came)
            booking.late += late
            booking.never_came -= late
            amount -= late


def settle_booking(town: Town, now: int, booking: Booking) -> None:
    """A booked saving is due: what came is harvested, the rest is an emergency cut and a broken promise."""
    indicators = town.indicators[now]
    came = take_harvest(town, town.ideas[booking.idea], booking.booked)
    booking.harvested = came
    booking.emergency = booking.booked - came
    booking.never_came = booking.emergency
    booking.settled = 1
    indicators.came_true_mdkk += came
    indicators.emergency_mdkk += booking.emergency
    post(town, now, BOOKED, HARVESTED, came)
    post(town, now, BOOKED, EMERGENCY_CUTS, booking.emergency)


def settle_bookings(town: Town, now: int) -> None:
    """Settle last January's bookings, then cut for what did not come."""
    indicators = town.indicators[now]
    state = town.state[0]
    for place in range(state.bookings):
        if town.bookings[place].settled == 0:
            settle_booking(town, now, town.bookings[place])
    if indicators.emergency_mdkk > 0.0:
        cut_all(town, indicators.emergency_mdkk, town.constants[0].budget.emergency_factor)


def harvest_gap(town: Town, now: int, gap: float) -> float:
    """Close the gap by realised recurring savings not yet harvested; return what is left of it."""
    indicators = town.indicators[now]
    state = town.state[0]
    for place in range(state.running):
        row = town.running[place]
        if gap > 0.0:
            taken = take_harvest(town, town.ideas[row], gap)
            if taken > 0.0:
                repay_bookings(town, row, taken)
            gap -= taken
            indicators.harvested_mdkk += taken
    return max(0.0, gap)


def list_bookable(town: Town) -> int:
    """List ideas past the implementation gate that do not yet work in full, the largest promise first."""
    state = town.state[0]
    count = NONE_YET
    for place in range(state.living):
        row = town.living[place]
        if town.ideas[row].phase == IMPLEMENTATION:
            town.order[count] = row
            count += 1
    for place in range(state.running):
        row = town.running[place]
        if town.ideas[row].in_operation < town.ideas[row].ramp:
            town.order[count] = row
            count += 1
    for place in range(count):
        town.score[town.order[place]] = town.ideas[town.order[place]].promised_saving
    put_in_order(town, count)
    return count


def book(town: Town, now: int, row: int, most: float) -> float:
    """Count on an idea's saving in advance, for the coming budget year (Odense [N §3.5, A5]); return it."""
    state = town.state[0]
    idea = town.ideas[row]
    ramp = town.constants[0].operation.ramp_months
    left = (
        max(0.0, idea.work_left) * idea.pace_months
        if idea.phase == IMPLEMENTATION
        else -1.0 * idea.in_operation
    )
    coupling = town.levers[now].coupling
    amount = min(
        most, booking_due(idea.promised_saving, planned_ramp(left, ramp), coupling, idea.harvested)
    )
    if amount <= LEAST * town.constants[0].derived.budget_mdkk:
        return 0.0
    if state.bookings >= len(town.bookings):
        state.no_room = 1
        return 0.0
    booking = town.bookings[state.bookings]
    booking.idea = row
    booking.year = now // 12
    booking.booked = amount
    booking.harvested = 0.0
    booking.emergency = 0.0
    booking.late = 0.0
    booking.never_came = 0.0
    booking.settled = 0
    state.bookings += 1
    return amount


def book_gap(town: Town, now: int, gap: float) -> float:
    """Close what is left of the gap by savings booked in advance; return what is then left."""
    indicators = town.indicators[now]
    if town.levers[now].coupling <= 0.0 or town.constants[0].switches.booking_in_advance == 0:
        return gap
    count = list_bookable(town)
    for place in range(count):
        if gap > 0.0:
            booked = book(town, now, town.order[place], gap)
            gap -= booked
            indicators.booked_mdkk += booked
    return max(0.0, gap)


def close_gap(town: Town, now: int) -> None:
    """Each January the gap closes: realised savings, then bookings, then cuts across the board."""
    indicators = town.indicators[now]
    state = town.state[0]
    b = town.constants[0].derived.budget_mdkk
    required = indicators.pressure * b
    gap = required + state.next_gap
    state.required += required
    post(town, now, ROLLED_BACK_SAVINGS, PRESSURE, state.next_gap)
    state.next_gap = 0.0
    indicators.gap_mdkk = gap
    larger = opens_window(gap, state.last_gap, town.constants[0].gates.window_gap)
    state.window = 1 if larger and now > 0 else 0
    state.last_gap = gap
    left = harvest_gap(town, now, gap)
    post(town, now, PRESSURE, HARVESTED, indicators.harvested_mdkk)
    left = book_gap(town, now, left)
    post(town, now, PRESSURE, BOOKED, indicators.booked_mdkk)
    indicators.cut_mdkk = left
    post(town, now, PRESSURE, PLANNED_CUTS, left)
    if left > 0.0:
        cut_all(town, left, 1.0)
    state.visible_gap = 100.0 * gap / b


def grant_pool(town: Town, now: int) -> None:
    """Money for ideas leaves operations: in January for the year, a raise for what is left of it."""
    state = town.state[0]
    yearly = town.levers[now].pool_mdkk
    if is_january(now):
        post(town, now, OPERATIONS, POOL, state.pool_left)
        state.pool_refund = state.pool_left
        state.pool_left = yearly
        state.pool_granted = yearly
        post(town, now, POOL, OPERATIONS, yearly)
    elif yearly > town.levers[now - 1].pool_mdkk:
        more = (yearly - town.levers[now - 1].pool_mdkk) * (12 - now % 12) / 12.0
        state.pool_left += more
        state.pool_granted += yearly - town.levers[now - 1].pool_mdkk
        post(town, now, POOL, OPERATIONS, more)


def budget(town: Town, now: int) -> None:
    """Step 2: money comes in, and in January the gap is closed."""
    state = town.state[0]
    state.window = 0
    if is_january(now):
        settle_bookings(town, now)
        close_gap(town, now)
    money = total_budget(town)
    post(town, now, OPERATIONS, TREASURY, money / 12.0)
    grant_pool(town, now)
    bought = town.levers[now].bought_mdkk
    post(town, now, TRAINING, OPERATIONS, bought / 12.0)
    state.vacant_share = max(0.0, state.pool_granted - state.pool_refund + bought) / money
