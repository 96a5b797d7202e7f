"""Step 2, the budget: each January the gap closes by savings, bookings and cuts (ODD, Budget)."""

from innosim.model.ledger import (
    BOOKED,
    EMERGENCY_CUTS,
    HARVESTED,
    OPERATIONS,
    PLANNED_CUTS,
    PRESSURE,
    ROLLED_BACK_SAVINGS,
    TRAINING,
    TREASURY,
    post,
)
from innosim.model.maths import exp
from innosim.model.rows import Booking, Department, Idea
from innosim.model.rules.calendar import has_happened, is_january, months_worked
from innosim.model.rules.departments import (
    harvest_from,
    lay_hours_out,
    shrink_units,
    take_hours_back,
    total_budget,
)
from innosim.model.rules.funds import grant_pool, repay_debt
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


def part_gone(share: float, amount: float, booked: float) -> float:
    """Return the share of a department that an amount of a booking stands for: its part of what left."""
    return share * amount / booked


def opens_window(gap: float, last_gap: float, factor: float) -> bool:
    """Say whether a January gap is enough larger than the last to open a window (Kingdon 1984)."""
    return gap > 0.0 and gap >= factor * last_gap


def hurt_quality(town: Town, department: Department, share: float, dearer: float) -> None:
    """Quality falls with a cut, more after earlier ones [N A3]; a dearer cut as one that many times as large."""
    k = town.constants[0]
    hurt = k.budget.cut_harm if k.switches.cuts_hurt == 1 else 0.0
    department.cut_factor *= cut_factor(
        share * dearer, department.cut_so_far, hurt, k.budget.cut_fatigue
    )
    department.cut_so_far += share


def cut_department(town: Town, number: int, share: float, dearer: float) -> None:
    """A cut removes money and hours; demand follows by a part: what is no longer offered is no longer asked for."""
    department = town.departments[number]
    hurt_quality(town, department, share, dearer)
    follow = town.constants[0].budget.demand_follow
    shrink_units(town, number, 1.0 - share, 1.0 - follow * share)
    department.budget -= share * department.budget


def count_cut(town: Town, amount: float) -> None:
    """Count what is cut, planned or not."""
    state = town.state[0]
    state.cuts_total += amount
    state.cut_in_all_share = state.cuts_total / town.constants[0].derived.budget_mdkk


def cut_all(town: Town, amount: float, dearer: float) -> None:
    """Across the board: the same share of every department (shaving [N A3])."""
    share = amount / total_budget(town)
    for number in range(len(town.departments)):
        cut_department(town, number, share, dearer)
    count_cut(town, amount)


def date_harvest(now: int, idea: Idea, amount: float) -> None:
    """An idea keeps the month in which anything was first harvested from it."""
    if amount > 0.0 and not has_happened(idea.month_harvested):
        idea.month_harvested = now


def take_harvest(town: Town, now: int, idea: Idea, most: float) -> float:
    """Take what an idea has realised and nobody has harvested yet, up to ``most``; return it."""
    amount = min(most, max(0.0, idea.realised_saving - idea.harvested))
    date_harvest(now, idea, amount)
    if amount > 0.0:
        idea.harvested += amount
        harvest_from(town, idea.department, amount)
        town.state[0].harvested_total += amount
    return amount


def repay_bookings(town: Town, row: int, amount: float) -> None:
    """A harvest that comes late counts against what the idea's bookings had left uncovered."""
    place = town.ideas[row].first_booking
    while place >= 0 and amount > 0.0:
        booking = town.bookings[place]
        if booking.settled == 1:
            late = min(amount, booking.never_came)
            booking.late += late
            booking.never_came -= late
            amount -= late
        place = booking.next


def take_due(town: Town, now: int, booking: Booking) -> float:
    """Of a booked saving that came its demand leaves too; money and hours left in the January it was booked."""
    idea = town.ideas[booking.idea]
    department = town.departments[idea.department]
    came = min(booking.booked, max(0.0, idea.realised_saving - idea.harvested))
    date_harvest(now, idea, came)
    idea.harvested += came
    department.harvested += came
    gone = part_gone(booking.hours_gone, came, booking.booked)
    shrink_units(town, idea.department, 1.0, 1.0 - gone)
    town.state[0].harvested_total += came
    return came


def cut_after_all(town: Town, booking: Booking) -> None:
    """What did not come takes no more money or hours: it is an emergency cut in the department that booked it."""
    k = town.constants[0].budget
    number = town.ideas[booking.idea].department
    share = part_gone(booking.hours_gone, booking.emergency, booking.booked)
    hurt_quality(town, town.departments[number], share, k.emergency_factor)
    shrink_units(town, number, 1.0, 1.0 - k.demand_follow * share)
    count_cut(town, booking.emergency)


def settle_booking(town: Town, now: int, booking: Booking) -> None:
    """A booked saving is due: what came is harvested, the rest is an emergency cut and a broken promise."""
    indicators = town.indicators[now]
    came = take_due(town, now, booking)
    booking.harvested = came
    booking.emergency = booking.booked - came
    booking.never_came = booking.emergency
    booking.settled = 1
    cut_after_all(town, booking)
    indicators.came_true_mdkk += came
    indicators.emergency_mdkk += booking.emergency
    post(town, now, BOOKED, HARVESTED, came)
    post(town, now, BOOKED, EMERGENCY_CUTS, booking.emergency)


def settle_bookings(town: Town, now: int) -> None:
    """Settle last January's bookings; what did not come is cut."""
    for place in range(town.state[0].bookings):
        if town.bookings[place].settled == 0:
            settle_booking(town, now, town.bookings[place])


def harvest_gap(town: Town, now: int, gap: float) -> float:
    """Close the gap by realised recurring savings not yet harvested; return what is left of it."""
    indicators = town.indicators[now]
    state = town.state[0]
    for place in range(state.running):
        row = town.running[place].idea
        if gap > 0.0:
            taken = take_harvest(town, now, town.ideas[row], gap)
            if taken > 0.0:
                repay_bookings(town, row, taken)
            gap -= taken
            indicators.harvested_mdkk += taken
    return max(0.0, gap)


def list_bookable(town: Town, now: int) -> int:
    """List ideas past the implementation gate that do not yet work in full, the largest promise first."""
    state = town.state[0]
    count = NONE_YET
    for place in range(state.living):
        row = town.living[place]
        if town.ideas[row].phase == IMPLEMENTATION:
            town.order[count] = row
            count += 1
    for place in range(state.running):
        row = town.running[place].idea
        if months_worked(town.running[place].since, now - 1) < town.ideas[row].ramp:
            town.order[count] = row
            count += 1
    for place in range(count):
        town.score[town.order[place]] = town.ideas[town.order[place]].promised_saving
    put_in_order(town, count)
    return count


def leave_early(town: Town, booking: Booking) -> None:
    """A booked saving takes money and hours out of its department in the January it is booked."""
    number = town.ideas[booking.idea].department
    department = town.departments[number]
    booking.hours_gone = booking.booked / department.budget
    shrink_units(town, number, 1.0 - booking.hours_gone, 1.0)
    department.budget -= booking.booked


def chain_booking(town: Town, row: int, place: int) -> None:
    """An idea's bookings follow each other, the oldest first: a harvest that comes late repays them in that order."""
    idea = town.ideas[row]
    if idea.first_booking < 0:
        idea.first_booking = place
    else:
        town.bookings[idea.last_booking].next = place
    idea.last_booking = place


def work_foreseen(left: float) -> float:
    """Return the share of a phase's work that a booking counts on, at the planned pace: no overrun is foreseen."""
    return min(1.0, max(0.0, left))


def book(town: Town, now: int, row: int, most: float) -> float:
    """Count on an idea's saving in advance, for the coming budget year (Odense [N §3.5, A5]); return it."""
    state = town.state[0]
    idea = town.ideas[row]
    k = town.constants[0]
    ramp = k.budget.planned_ramp_months
    left = (
        work_foreseen(idea.work_left) * idea.pace_months
        if idea.phase == IMPLEMENTATION
        else -1.0 * months_worked(idea.month_operation, now - 1)
    )
    coupling = town.levers[now].coupling
    amount = min(
        most, booking_due(idea.promised_saving, planned_ramp(left, ramp), coupling, idea.harvested)
    )
    if amount <= LEAST * k.derived.budget_mdkk:
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
    booking.next = -1
    chain_booking(town, row, state.bookings)
    state.bookings += 1
    leave_early(town, booking)
    return amount


def book_gap(town: Town, now: int, gap: float) -> float:
    """Close what is left of the gap by savings booked in advance; return what is then left."""
    indicators = town.indicators[now]
    if town.levers[now].coupling <= 0.0 or town.constants[0].switches.booking_in_advance == 0:
        return gap
    count = list_bookable(town, now)
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
    state.window = 1 if larger and now != 0 else 0
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


def settle_year(town: Town, now: int) -> None:
    """In January booked savings fall due and the gap is closed, saving after saving."""
    for number in range(len(town.departments)):
        lay_hours_out(town, number)
    settle_bookings(town, now)
    close_gap(town, now)
    for number in range(len(town.departments)):
        take_hours_back(town, number)


def budget(town: Town, now: int) -> None:
    """Step 2: money comes in, and in January the gap is closed."""
    state = town.state[0]
    state.window = 0
    if is_january(now):
        settle_year(town, now)
    money = total_budget(town)
    post(town, now, OPERATIONS, TREASURY, money / 12.0)
    if is_january(now):
        repay_debt(town, now)
    grant_pool(town, now)
    bought = town.levers[now].bought_mdkk
    post(town, now, TRAINING, OPERATIONS, bought / 12.0)
    moved = state.pool_granted - state.pool_refund + bought + state.debt_repaid
    state.vacant_share = max(0.0, moved) / money
