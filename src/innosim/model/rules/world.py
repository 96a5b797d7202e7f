"""Step 1, the world: pressure, new legislation, a merger, elections (ODD, World)."""

from innosim.model.chance import (
    ELECTION_SEAT,
    ELECTION_SHARE,
    FOUNDING_SUPPORT,
    NO_ITEM,
    REGULATION,
    normal,
    slot_entity,
    town_entity,
    uniform,
)
from innosim.model.rows import Seat
from innosim.model.rules.calendar import clock_of, is_january, monthly_chance, new_term
from innosim.model.rules.traits import home_support
from innosim.model.tables import State, Town
from innosim.scenario.catalogue.codes import POLITICIAN


def begin_term(state: State) -> None:
    """A term begins: a contract's credit is whole again, and the council may pick anew."""
    state.credit_used = 0.0
    state.picked_this_term = 0


def faded(shock: float, memory: float) -> float:
    """Return what is left of a shock after a month, an exponential memory."""
    return shock * (1.0 - 1.0 / memory)


def shock_departments(town: Town, now: int) -> None:
    """New legislation claims hours of a department, dearest in employment [N §4.3]; a merger of all [N §3.2]."""
    indicators = town.indicators[now]
    state = town.state[0]
    world_k = town.constants[0].world
    for number in range(len(town.departments)):
        department = town.departments[number]
        department.shock = faded(department.shock, world_k.regulation_memory)
        entity = town_entity(state.municipality, number)
        if uniform(state.key, entity, REGULATION, NO_ITEM, clock_of(now)) < monthly_chance(
            world_k.regulation_rate
        ):
            department.shock += world_k.regulation_size * department.exposure
            indicators.shocks += 1
        if now >= 0 and now == world_k.merger_month:
            department.shock += world_k.merger_size
            indicators.shocks += 1


def take_seat(member: Seat, home: float, ownership: float) -> None:
    """A member takes a seat after an election: support starts anew, ownership is reset (P12)."""
    member.home = home
    member.support = home
    member.ownership = ownership


def elect(town: Town, now: int) -> None:
    """A quarter to a half of the seats change [E]; the others start a new term too."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0]
    draw = uniform(
        state.key, town_entity(state.municipality, NO_ITEM), ELECTION_SHARE, NO_ITEM, clock_of(now)
    )
    share = k.world.turnover_low + (k.world.turnover_high - k.world.turnover_low) * draw
    for seat in range(len(town.council)):
        member = town.council[seat]
        entity = slot_entity(state.municipality, POLITICIAN, seat)
        home = member.home
        if uniform(state.key, entity, ELECTION_SEAT, NO_ITEM, clock_of(now)) < share:
            member.person += 1
            member.months_in_seat = 0
            luck = normal(state.key, entity, FOUNDING_SUPPORT, NO_ITEM, clock_of(now))
            home = home_support(
                member.bloc,
                k.public.home_majority,
                k.public.home_minority,
                k.public.home_spread,
                luck,
                k.public.home_edge,
            )
        take_seat(member, home, k.people.ownership_start)
    indicators.election = 1
    state.low_meetings = 0


def world(town: Town, now: int) -> None:
    """Step 1: what comes from outside this month."""
    indicators = town.indicators[now]
    state = town.state[0]
    indicators.pressure = town.pressure[now // 12] if is_january(now) else 0.0
    shock_departments(town, now)
    if new_term(now):
        begin_term(state)
        if town.constants[0].switches.elections == 1:
            elect(town, now)
