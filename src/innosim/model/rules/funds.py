"""What ideas' work is paid from: the pool, an advance of the treasury's, and own money (ODD, Development)."""

from innosim.model.ledger import DEBT, IDEAS, OPERATIONS, POOL, post
from innosim.model.rows import Idea
from innosim.model.rules.calendar import is_january
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import BOARD, IMPLEMENTATION


def advance_room(years: float, coupling: float, promised: float, drawn: float) -> float:
    """Return what may still be advanced: so many years of coupling times the promised saving, less what was drawn."""
    return max(0.0, years * coupling * promised - drawn)


def advance_offer(town: Town, now: int, idea: Idea) -> float:
    """A wide idea past the implementation gate may draw an advance, lent by the treasury as it spends [N §3.5]."""
    k = town.constants[0]
    if idea.wide == 0 or idea.phase != IMPLEMENTATION or k.switches.investment == 0:
        return 0.0
    coupling = town.levers[now].coupling
    return advance_room(k.budget.advance_years, coupling, idea.promised_saving, idea.advanced)


def pool_offer(town: Town) -> float:
    """Return what the pool can give: a lost mandate shuts it."""
    state = town.state[0]
    return state.pool_left if state.mandate == 1 else 0.0


def common_offer(town: Town, now: int, idea: Idea) -> float:
    """Return what pool and advance can give an idea."""
    return pool_offer(town) + advance_offer(town, now, idea)


def own_offer(town: Town, idea: Idea) -> float:
    """Return the own money an idea may have: its department's when wide, else its unit's."""
    if idea.wide == 1:
        return max(0.0, town.departments[idea.department].money_left)
    return max(0.0, town.managers[idea.home].money_left)


def buys_hours(idea: Idea) -> bool:
    """Say whether an idea's lacking hours are bought free: wide, implemented, with a board place or the board's yes."""
    if idea.wide == 0 or idea.phase != IMPLEMENTATION:
        return False
    judged = idea.first == BOARD or idea.second == BOARD or idea.third == BOARD
    return idea.place == 1 or judged


def hour_price(town: Town) -> float:
    """Return what an hour bought free costs, mDKK: someone else does its work."""
    return town.constants[0].development.backfill_price * town.constants[0].town.wage_mdkk


def pay(town: Town, now: int, idea: Idea, money: float) -> None:
    """Money comes from the pool, then an advance, then one's own; a small idea's unit is asked first."""
    state = town.state[0]
    department = town.departments[idea.department]
    first = 0.0 if idea.wide == 1 else own_offer(town, idea)
    pooled = min(max(0.0, money - first), pool_offer(town))
    advanced = min(money - pooled, advance_offer(town, now, idea))
    own = money - pooled - advanced
    state.pool_left -= pooled
    state.debt += advanced
    idea.advanced += advanced
    if idea.wide == 1:
        department.money_left -= own
    else:
        town.managers[idea.home].money_left -= own
    department.money_moved += own
    post(town, now, IDEAS, POOL, pooled)
    post(town, now, IDEAS, DEBT, advanced)
    post(town, now, IDEAS, OPERATIONS, own)
    town.indicators[now].money_spent_mdkk += money


def repay_debt(town: Town, now: int) -> None:
    """Each January a part of the debt leaves operations, for that year only and as vacant hours: it is no cut [N §3.5]."""
    state = town.state[0]
    state.debt_repaid = town.constants[0].budget.advance_repaid * state.debt
    state.debt -= state.debt_repaid
    post(town, now, DEBT, OPERATIONS, state.debt_repaid)


def grant_rest(town: Town, now: int, yearly: float) -> None:
    """A grant within the year, of so much a year, is for what is left of it."""
    state = town.state[0]
    more = yearly * (12 - now % 12) / 12.0
    state.pool_left += more
    state.pool_granted += yearly
    post(town, now, POOL, OPERATIONS, more)


def grant_pool(town: Town, now: int) -> None:
    """Money for ideas leaves operations: in January for the year, without the mandate once it is won back."""
    state = town.state[0]
    yearly = town.levers[now].pool_mdkk
    if is_january(now):
        post(town, now, OPERATIONS, POOL, state.pool_left)
        state.pool_refund = state.pool_left
        shut = state.mandate == 0
        state.pool_withheld = 1 if shut else 0
        granted = 0.0 if shut else yearly
        state.pool_left = granted
        state.pool_granted = granted
        post(town, now, POOL, OPERATIONS, granted)
    elif state.pool_withheld == 1:
        if state.mandate == 1:
            state.pool_withheld = 0
            grant_rest(town, now, yearly)
    elif yearly > town.levers[now - 1].pool_mdkk:
        grant_rest(town, now, yearly - town.levers[now - 1].pool_mdkk)
