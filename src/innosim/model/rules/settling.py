"""The founding: who sits where at the start, drawn before any lever is read (ODD, Entities; ODD, Chance)."""

from innosim.model.chance import (
    FOUNDING_BACKING,
    FOUNDING_CULTURE,
    FOUNDING_ENERGY,
    FOUNDING_ENGAGEMENT,
    FOUNDING_ILDSJAEL,
    FOUNDING_NERVE,
    FOUNDING_OPENNESS,
    FOUNDING_RANK,
    FOUNDING_SAFETY,
    FOUNDING_SUPPORT,
    FOUNDING_WORKLOAD,
    NO_CLOCK,
    NO_ITEM,
    normal,
    slot_entity,
    uniform,
)
from innosim.model.rules.calendar import LONG_AGO
from innosim.model.rules.departments import mean_quality
from innosim.model.rules.links import link_unit, list_onlookers
from innosim.model.rules.traits import home_support, trait
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    DIRECTOR,
    ILDSJAEL,
    MAJORITY,
    MANAGER,
    MINORITY,
    POLITICIAN,
)


def seat_member(town: Town, seat: int) -> None:
    """A member takes a seat: the first seats are the majority bloc's."""
    state = town.state[0]
    k = town.constants[0]
    member = town.council[seat]
    member.bloc = MAJORITY if seat < k.town.majority_seats else MINORITY
    entity = slot_entity(state.municipality, POLITICIAN, seat)
    draw = normal(state.key, entity, FOUNDING_SUPPORT, NO_ITEM, NO_CLOCK)
    member.home = home_support(
        member.bloc,
        k.public.home_majority,
        k.public.home_minority,
        k.public.home_spread,
        draw,
        k.public.home_edge,
    )
    member.support = member.home
    member.backing_home = home_support(
        member.bloc,
        k.public.backing_majority,
        k.public.backing_minority,
        k.public.home_spread,
        normal(state.key, entity, FOUNDING_BACKING, NO_ITEM, NO_CLOCK),
        k.public.home_edge,
    )
    member.backing = member.backing_home
    member.ownership = k.people.ownership_start
    member.person = 0
    member.months_in_seat = 0


def appoint_director(town: Town, chair: int) -> None:
    """A director takes a chair; chair 0 is the chief executive."""
    state = town.state[0]
    k = town.constants[0].people
    director = town.board[chair]
    entity = slot_entity(state.municipality, DIRECTOR, chair)
    director.department = chair - 1
    director.engagement = trait(
        k.engagement_mean,
        k.trait_spread,
        normal(state.key, entity, FOUNDING_ENGAGEMENT, NO_ITEM, NO_CLOCK),
        k.trait_edge,
    )
    director.nerve = trait(
        k.nerve_mean,
        k.trait_spread,
        normal(state.key, entity, FOUNDING_NERVE, NO_ITEM, NO_CLOCK),
        k.trait_edge,
    )


def appoint_manager(town: Town, unit: int) -> None:
    """A manager takes a unit: openness is a trait; safety and culture are the unit's."""
    state = town.state[0]
    k = town.constants[0].people
    manager = town.managers[unit]
    entity = slot_entity(state.municipality, MANAGER, unit)
    openness = normal(state.key, entity, FOUNDING_OPENNESS, NO_ITEM, NO_CLOCK)
    safety = normal(state.key, entity, FOUNDING_SAFETY, NO_ITEM, NO_CLOCK)
    culture = normal(state.key, entity, FOUNDING_CULTURE, NO_ITEM, NO_CLOCK)
    manager.openness = trait(k.openness_mean, k.trait_spread, openness, k.trait_edge)
    manager.safety_home = trait(k.safety_start, k.trait_spread, safety, k.trait_edge)
    manager.safety = manager.safety_home
    manager.culture_home = trait(k.culture_start, k.trait_spread, culture, k.trait_edge)
    manager.culture = manager.culture_home
    manager.person = 0
    manager.last_renewed = -LONG_AGO
    manager.ildsjaele = 0


def load_unit(town: Town, unit: int) -> None:
    """A unit's hours, and what is demanded of it: spread around its mean, so that some have slack."""
    state = town.state[0]
    k = town.constants[0]
    manager = town.managers[unit]
    entity = slot_entity(state.municipality, MANAGER, unit)
    draw = normal(state.key, entity, FOUNDING_WORKLOAD, NO_ITEM, NO_CLOCK)
    manager.hours = manager.fte * k.town.effective_hours / 12.0
    load = k.hours.workload_start + k.hours.workload_spread * draw
    manager.workload = max(k.hours.workload_least, load)
    manager.demand = manager.hours * manager.workload


def fill_post(town: Town, number: int) -> None:
    """A post holds an ildsjæl or not."""
    state = town.state[0]
    k = town.constants[0]
    holder = town.posts[number]
    entity = slot_entity(state.municipality, ILDSJAEL, number)
    draw = uniform(state.key, entity, FOUNDING_ILDSJAEL, NO_ITEM, NO_CLOCK)
    holder.active = 1 if draw < k.town.active_share else 0
    holder.energy = trait(
        k.people.energy_start,
        k.people.trait_spread,
        normal(state.key, entity, FOUNDING_ENERGY, NO_ITEM, NO_CLOCK),
        k.people.trait_edge,
    )
    holder.rank = uniform(state.key, entity, FOUNDING_RANK, NO_ITEM, NO_CLOCK)
    holder.person = 0
    town.managers[holder.unit].ildsjaele += holder.active


def open_departments(town: Town) -> None:
    """Departments start with their budgets whole and quality at 1."""
    for number in range(len(town.departments)):
        department = town.departments[number]
        department.budget = department.budget_start
        department.condition = 1.0
        department.cut_factor = 1.0
        department.quality = 1.0
        department.quality_start = 1.0
        department.open_question = -1
    state = town.state[0]
    state.quality_before = mean_quality(town)
    state.mandate = 1


def settle_in(town: Town) -> None:
    """Found the town: council, board, units, posts, links, departments. The tables come zeroed."""
    for seat in range(len(town.council)):
        seat_member(town, seat)
    for chair in range(len(town.board)):
        appoint_director(town, chair)
    for unit in range(len(town.managers)):
        appoint_manager(town, unit)
        load_unit(town, unit)
        link_unit(town, unit)
    list_onlookers(town)
    for number in range(len(town.posts)):
        fill_post(town, number)
    for track in range(len(town.tracks)):
        town.tracks[track] = -1
    open_departments(town)
    town.state[0].founded = 1
