"""Step 1, the world: pressure, new legislation, a merger, elections (ODD, World)."""

from innosim.model.chance import (
    ELECTION_BLOC,
    ELECTION_SEAT,
    ELECTION_SHARE,
    ELECTION_SWING,
    NEWCOMER_BACKING,
    NEWCOMER_SUPPORT,
    NO_ITEM,
    REGULATION,
    normal,
    slot_entity,
    town_entity,
    uniform,
)
from innosim.model.rows import Seat
from innosim.model.rules.calendar import (
    TO_TERM,
    clock_of,
    is_election,
    is_january,
    monthly_chance,
    new_term,
)
from innosim.model.rules.traits import clipped, home_support, nudged, trait
from innosim.model.tables import State, Town
from innosim.scenario.catalogue.codes import MAJORITY, MINORITY, NONE_YET, POLITICIAN


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


def seat_change_chance(drawn: float, shift: float, slope: float, fallen: float) -> float:
    """Return the chance that a seat changes: more where its holder's support has fallen below its home value."""
    return drawn - shift + slope * fallen


def majority_chance(share: float, slope: float, fallen: float, swing: float) -> float:
    """Return the chance that a changed seat goes to the majority: less where its members' support has fallen."""
    return clipped(share - slope * fallen + swing)


def bloc_fallen(town: Town, bloc: int) -> float:
    """Return how far a bloc's support lies below its members' home values; none without members."""
    total = 0.0
    seats = NONE_YET
    for seat in range(len(town.council)):
        member = town.council[seat]
        if member.bloc == bloc:
            total += member.home - member.support
            seats += 1
    return total / seats if seats > 0 else 0.0


def bloc_seats(town: Town, bloc: int) -> int:
    """Return how many seats a bloc has."""
    seats = NONE_YET
    for seat in range(len(town.council)):
        seats += 1 if town.council[seat].bloc == bloc else 0
    return seats


def loses_power(seats: int, council: int) -> bool:
    """Say whether a majority has fallen under half of the seats."""
    return 2 * seats < council


def elect(town: Town, now: int) -> None:
    """An election, decided on October's values: which seats change in January, and to which bloc [E]."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0]
    sits = clock_of(now + TO_TERM)
    entity = town_entity(state.municipality, NO_ITEM)
    draw = uniform(state.key, entity, ELECTION_SHARE, NO_ITEM, sits)
    share = k.world.turnover_low + (k.world.turnover_high - k.world.turnover_low) * draw
    swing = k.public.election_swing * normal(state.key, entity, ELECTION_SWING, NO_ITEM, sits)
    to_majority = majority_chance(
        bloc_seats(town, MAJORITY) / len(town.council),
        k.public.bloc_slope,
        bloc_fallen(town, MAJORITY),
        swing,
    )
    majority = NONE_YET
    for seat in range(len(town.council)):
        member = town.council[seat]
        entity = slot_entity(state.municipality, POLITICIAN, seat)
        chance = seat_change_chance(
            share, k.public.election_shift, k.public.election_slope, member.home - member.support
        )
        changes = uniform(state.key, entity, ELECTION_SEAT, NO_ITEM, sits) < chance
        member.leaving = 1 if changes else 0
        member.next_bloc = member.bloc
        if changes:
            won = uniform(state.key, entity, ELECTION_BLOC, NO_ITEM, sits) < to_majority
            member.next_bloc = MAJORITY if won else MINORITY
        majority += 1 if member.next_bloc == MAJORITY else 0
    indicators.election_held = 1
    indicators.power_lost = 1 if loses_power(majority, len(town.council)) else 0


def take_seat(member: Seat, ownership: float) -> None:
    """A member takes a seat after an election: support and backing start at home, ownership anew (P12)."""
    member.support = member.home
    member.backing = member.backing_home
    member.ownership = ownership


def bring_home(town: Town, now: int, seat: int) -> None:
    """A new member brings home values of its own."""
    state = town.state[0]
    k = town.constants[0].public
    member = town.council[seat]
    entity = slot_entity(state.municipality, POLITICIAN, seat)
    luck = normal(state.key, entity, NEWCOMER_SUPPORT, NO_ITEM, clock_of(now))
    member.home = home_support(
        member.bloc, k.home_majority, k.home_minority, k.home_spread, luck, k.home_edge
    )
    luck = normal(state.key, entity, NEWCOMER_BACKING, NO_ITEM, clock_of(now))
    member.backing_home = home_support(
        member.bloc, k.backing_majority, k.backing_minority, k.home_spread, luck, k.home_edge
    )


def change_names(town: Town) -> None:
    """Power is lost: the blocs change name, and home values move by the difference between their centres.

    Confidence moves with its home: what has fallen until now was the other government's (docs/decisions).
    """
    k = town.constants[0].public
    for seat in range(len(town.council)):
        member = town.council[seat]
        way = -1.0 if member.bloc == MAJORITY else 1.0
        rise = way * (k.home_majority - k.home_minority)
        backing_rise = way * (k.backing_majority - k.backing_minority)
        member.bloc = MINORITY if member.bloc == MAJORITY else MAJORITY
        left = member.home
        member.home = trait(left, rise, 1.0, k.home_edge)
        member.support = nudged(member.support, member.home - left)
        member.backing_home = trait(member.backing_home, backing_rise, 1.0, k.home_edge)


def hand_over(town: Town) -> None:
    """Seats go to the blocs that won them; a majority that is left with under half loses power."""
    for seat in range(len(town.council)):
        member = town.council[seat]
        member.bloc = member.next_bloc if member.leaving == 1 else member.bloc
    if loses_power(bloc_seats(town, MAJORITY), len(town.council)):
        change_names(town)


def sit(town: Town, now: int) -> None:
    """The council that was elected sits: new members start anew; whoever stays keeps what it has."""
    k = town.constants[0]
    hand_over(town)
    for seat in range(len(town.council)):
        member = town.council[seat]
        if member.leaving == 1:
            member.person += 1
            member.months_in_seat = 0
            bring_home(town, now, seat)
            take_seat(member, k.people.ownership_start)
            town.indicators[now].seats_changed_share += 1.0 / len(town.council)
        member.leaving = 0
    town.indicators[now].election = 1


def world(town: Town, now: int) -> None:
    """Step 1: what comes from outside this month."""
    indicators = town.indicators[now]
    state = town.state[0]
    indicators.pressure = town.pressure[now // 12] if is_january(now) else 0.0
    shock_departments(town, now)
    elections = town.constants[0].switches.elections == 1
    if elections and is_election(now):
        elect(town, now)
    if new_term(now, -town.constants[0].run.startup_months):
        begin_term(state)
        if elections:
            sit(town, now)
