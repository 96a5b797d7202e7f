"""Step 12, people: safety, culture, energy, comings and goings (ODD, People)."""

from innosim.model.chance import (
    ATTENDANCE,
    DIRECTOR_EXIT,
    ILDSJAEL_ENERGY,
    ILDSJAEL_ENTRY,
    ILDSJAEL_EXIT,
    MANAGER_EXIT,
    NEWCOMER,
    NEWCOMER_NERVE,
    NEWCOMER_OPENNESS,
    NO_ITEM,
    REPORTING,
    normal,
    slot_entity,
    uniform,
)
from innosim.model.rows import Manager, Post
from innosim.model.rules.calendar import HIGHEST_CHANCE, clock_of, council_meets, monthly_chance
from innosim.model.rules.departments import department_culture, overload_of
from innosim.model.rules.lanes import draw_slots
from innosim.model.rules.links import links_of_culture
from innosim.model.rules.traits import drifted, nudged, trait
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    DIRECTOR,
    ILDSJAEL,
    MANAGER,
    NONE_YET,
    POLITICIAN,
    code,
)

# Lanes of the month's draws.
ILDSJAEL_GOES, ILDSJAEL_COMES, MANAGER_GOES = code(0), code(1), code(2)  # who goes, who comes


def exit_chance(base: float, fatigue: float, energy: float) -> float:
    """Return the chance a month that an ildsjæl leaves or falls silent: more without energy (Hirschman 1970)."""
    return min(HIGHEST_CHANCE, base + fatigue * (1.0 - energy) * (1.0 - energy))


def entry_chance(base: float, safety: float, culture: float) -> float:
    """Return the chance a month that a post gets an ildsjæl: where safety and culture are."""
    return min(HIGHEST_CHANCE, base * safety * culture)


def culture_after(culture: float, own: float, around: float, spread: float, fade: float) -> float:
    """Return a unit's culture, within 0-1 by its form: own events push, then a step towards others' and one towards none."""
    return drifted(drifted(nudged(culture, own), around, spread), 0.0, fade)


def fading(fade: float, training: float) -> float:
    """Return the share of culture that fades in a month: less where there is training, and never under none."""
    return max(0.0, fade - training)


def state_after(value: float, home: float, rate: float, push: float) -> float:
    """A person's state goes a step home and is pushed by what happened."""
    return nudged(drifted(value, home, rate), push)


def exit_risk(risk: float, used: float, credit: float) -> float:
    """Return what a contract adds to a director's chance to leave in a year, by how much of its credit is used."""
    return risk * used / credit if used > 0.0 else 0.0


def update_safety(town: Town, manager: Manager) -> None:
    """Safety follows what happened to others here, and returns slowly to its start; in silence nothing is learnt."""
    k = town.constants[0].people
    manager.safety = state_after(
        manager.safety, manager.safety_home, k.safety_return, manager.safety_push
    )
    manager.safety_push = 0.0


def links_culture(town: Town, unit: int, count: int) -> float:
    """Return the mean culture of the units outside that a unit is linked to."""
    total = 0.0
    for link in range(count):
        total += town.managers[town.links[unit, link]].culture
    return total / count


def culture_around(town: Town, unit: int, home: float, links: int) -> float:
    """Return the culture that a unit sees around it: its department's and that of the outside links."""
    if links == 0:
        return home
    weight = town.constants[0].people.links_weight
    return (1.0 - weight) * home + weight * links_culture(town, unit, links)


def set_next_culture(town: Town, unit: int, home: float, fade: float) -> None:
    """What a unit's culture will be next month."""
    k = town.constants[0]
    manager = town.managers[unit]
    links = links_of_culture(town, manager.department)
    spread = k.people.culture_spread if k.switches.spread_of_culture == 1 else 0.0
    around = culture_around(town, unit, home, links)
    manager.culture_next = culture_after(
        manager.culture, manager.culture_push, around, spread, fade
    )


def update_culture(town: Town, now: int) -> None:
    """Culture moves in every unit at once, on last month's values."""
    k = town.constants[0].people
    fade = fading(k.culture_fade, k.culture_training * town.levers[now].training_share)
    for number in range(len(town.departments)):
        department = town.departments[number]
        home = department_culture(town, department)
        for unit in range(department.first_unit, department.first_unit + department.units):
            set_next_culture(town, unit, home, fade)
            town.managers[unit].culture_push = 0.0
    for unit in range(len(town.managers)):
        town.managers[unit].culture = town.managers[unit].culture_next


def draw_goings(town: Town, now: int) -> None:
    """Draw who goes and who comes this month: in every post, of every unit's manager."""
    number = town.state[0].municipality
    first = slot_entity(number, ILDSJAEL, NONE_YET)
    draw_slots(town, ILDSJAEL_GOES, ILDSJAEL_EXIT, first, clock_of(now), len(town.posts))
    draw_slots(town, ILDSJAEL_COMES, ILDSJAEL_ENTRY, first, clock_of(now), len(town.posts))
    first = slot_entity(number, MANAGER, NONE_YET)
    draw_slots(town, MANAGER_GOES, MANAGER_EXIT, first, clock_of(now), len(town.managers))


def change_manager(town: Town, now: int, unit: int) -> None:
    """A unit may get a new manager, who brings another openness and takes culture part of the way back."""
    k = town.constants[0]
    state = town.state[0]
    manager = town.managers[unit]
    if town.draws[MANAGER_GOES, unit] < monthly_chance(k.world.manager_exit):
        entity = slot_entity(state.municipality, MANAGER, unit)
        draw = normal(state.key, entity, NEWCOMER_OPENNESS, NO_ITEM, clock_of(now))
        manager.openness = trait(
            k.people.openness_mean, k.people.trait_spread, draw, k.people.trait_edge
        )
        manager.culture_push += k.people.culture_newcomer * (manager.culture_home - manager.culture)
        manager.person += 1


def change_director(town: Town, now: int, chair: int) -> None:
    """A director may leave (chief executive about .2 a year [E]); a newcomer opens a window."""
    k = town.constants[0]
    state = town.state[0]
    director = town.board[chair]
    entity = slot_entity(state.municipality, DIRECTOR, chair)
    yearly = k.world.chief_exit if chair == 0 else k.world.director_exit
    if town.levers[now].contract == 1 and k.switches.contract_price == 1:
        yearly += exit_risk(k.public.contract_exit, state.credit_used, k.public.contract_credit)
    director.months_in_chair += 1
    if uniform(state.key, entity, DIRECTOR_EXIT, NO_ITEM, clock_of(now)) < monthly_chance(yearly):
        director.engagement = trait(
            k.people.engagement_mean,
            k.people.trait_spread,
            normal(state.key, entity, NEWCOMER, NO_ITEM, clock_of(now)),
            k.people.trait_edge,
        )
        director.nerve = trait(
            k.people.nerve_mean,
            k.people.trait_spread,
            normal(state.key, entity, NEWCOMER_NERVE, NO_ITEM, clock_of(now)),
            k.people.trait_edge,
        )
        director.person += 1
        director.months_in_chair = 0
        state.new_director = 1


def update_director(town: Town, now: int, chair: int) -> None:
    """Engagement follows successes and failures, and its mean."""
    k = town.constants[0]
    director = town.board[chair]
    director.engagement = state_after(
        director.engagement,
        k.people.engagement_mean,
        k.people.safety_return,
        director.engagement_push,
    )
    director.engagement_push = 0.0
    if k.switches.director_turnover == 1:
        change_director(town, now, chair)


def leave(town: Town, now: int, number: int) -> None:
    """An ildsjæl is gone: fallen silent where safety is low, else left; the post is empty."""
    indicators = town.indicators[now]
    state = town.state[0]
    holder = town.posts[number]
    manager = town.managers[holder.unit]
    entity = slot_entity(state.municipality, ILDSJAEL, number)
    silent = uniform(state.key, entity, REPORTING, NO_ITEM, clock_of(now)) > manager.safety
    indicators.ildsjaele_silenced += 1 if silent else 0
    indicators.ildsjaele_left += 0 if silent else 1
    holder.active = 0
    holder.person += 1
    manager.ildsjaele -= 1


def enter(town: Town, now: int, number: int) -> None:
    """A new ildsjæl appears in an empty post."""
    state = town.state[0]
    k = town.constants[0].people
    holder = town.posts[number]
    entity = slot_entity(state.municipality, ILDSJAEL, number)
    holder.active = 1
    holder.energy = trait(
        k.energy_start,
        k.trait_spread,
        normal(state.key, entity, ILDSJAEL_ENERGY, NO_ITEM, clock_of(now)),
        k.trait_edge,
    )
    town.managers[holder.unit].ildsjaele += 1


def tire(town: Town, holder: Post, manager: Manager) -> None:
    """Energy: rejection, overload and neglect take it, progress and protection give it [N A2]."""
    k = town.constants[0].people
    won = max(0.0, holder.energy_push) + k.energy_protection * holder.protected
    lost = max(0.0, -holder.energy_push) + k.energy_overload * overload_of(manager.workload)
    lost += k.energy_neglect if holder.waiting > 0 else 0.0
    holder.energy = state_after(holder.energy, k.energy_start, k.energy_return, won - lost)
    holder.energy_push = 0.0


def update_post(town: Town, now: int, number: int) -> None:
    """A post lives a month: its ildsjæl tires, stays or goes; an empty one may get a new one."""
    k = town.constants[0]
    holder = town.posts[number]
    manager = town.managers[holder.unit]
    if holder.active == 1:
        tire(town, holder, manager)
        chance = exit_chance(k.people.exit_base, k.people.exit_fatigue, holder.energy)
        gone = town.draws[ILDSJAEL_GOES, number] < chance
        if gone and k.switches.exit_of_ildsjaele == 1:
            leave(town, now, number)
        return
    chance = entry_chance(k.people.entry_base, manager.safety, manager.culture)
    if town.draws[ILDSJAEL_COMES, number] < chance:
        enter(town, now, number)


def attend(town: Town, now: int, seat: int) -> None:
    """Quarterly meetings build ownership in the members who attend [N A5]; it fades between."""
    k = town.constants[0].people
    state = town.state[0]
    member = town.council[seat]
    member.months_in_seat += 1
    member.ownership *= 1.0 - k.ownership_fade
    if not council_meets(now):
        return
    entity = slot_entity(state.municipality, POLITICIAN, seat)
    if (
        uniform(state.key, entity, ATTENDANCE, NO_ITEM, clock_of(now))
        < town.levers[now].involvement
    ):
        member.ownership += k.ownership_meeting * (1.0 - member.ownership)


def people(town: Town, now: int) -> None:
    """Step 12: everyone lives a month."""
    state = town.state[0]
    state.new_director = 0
    draw_goings(town, now)
    for number in range(len(town.posts)):
        update_post(town, now, number)
    for unit in range(len(town.managers)):
        update_safety(town, town.managers[unit])
        change_manager(town, now, unit)
    update_culture(town, now)
    for chair in range(len(town.board)):
        update_director(town, now, chair)
    for seat in range(len(town.council)):
        attend(town, now, seat)
