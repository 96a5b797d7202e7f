"""Links between units: drawn once at the founding, and what is looked at over them (ODD, Spread)."""

from innosim.model.chance import (
    FOUNDING_INSIDE,
    FOUNDING_OUTSIDE,
    NO_CLOCK,
    slot_entity,
    uniform,
)
from innosim.model.rows import Department, Idea, Manager
from innosim.model.tables import LINK_PLACES, LOOKS_A_WORD, Town
from innosim.scenario.catalogue.codes import MANAGER, NONE_YET, code

OUTSIDE_PLACE, INSIDE_PLACE = (
    code(0),
    code(LINK_PLACES // 2),
)  # columns of the first link outside and inside
DOUBLED = code(2)  # spread staff at most doubles the links outside


def linked_units(wanted: int, others: int) -> int:
    """Return to how many of the others a unit is linked: fewer in a small town."""
    return min(wanted, others)


def reach_outside(links: int, staff: float) -> float:
    """Return the links outside that are looked over: more by spread staff, at most doubled."""
    return links * (1.0 + staff)


def link_weight(link: int, links: float) -> float:
    """Return how far a unit looks over its link of this number: the last one in part."""
    return min(1.0, max(0.0, links - link))


def units_outside(town: Town, number: int) -> int:
    """Return how many units other departments have."""
    return len(town.managers) - town.departments[number].units


def links_outside(town: Town, number: int) -> int:
    """Return to how many units outside a department each of its units is linked, whoever looks over them."""
    wanted = DOUBLED * town.constants[0].derived.links_outside
    most = max(wanted, town.constants[0].derived.links)
    return linked_units(most, units_outside(town, number))


def links_inside(town: Town, number: int) -> int:
    """Return to how many units of its own department a unit is linked."""
    return linked_units(town.constants[0].derived.links_inside, town.departments[number].units - 1)


def links_of_culture(town: Town, number: int) -> int:
    """Return over how many of its outside links a unit of this department takes culture."""
    return linked_units(town.constants[0].derived.links, units_outside(town, number))


def nth_left(town: Town, unit: int, first: int, taken: int, nth: int) -> int:
    """Return the nth of the numbers that the links from column ``first`` on have not taken."""
    found = nth
    for _ in range(taken + 1):
        below = 0
        for link in range(first, first + taken):
            below += 1 if town.links[unit, link] <= found else 0
        found = nth + below
    return found


def draw_links(town: Town, unit: int, department: Department, count: int) -> None:
    """A unit is linked to so many different units outside its department."""
    state = town.state[0]
    entity = slot_entity(state.municipality, MANAGER, unit)
    outside = len(town.managers) - department.units
    for link in range(count):
        draw = uniform(state.key, entity, FOUNDING_OUTSIDE, link, NO_CLOCK)
        nth = int(draw * (outside - link))
        town.links[unit, link] = nth_left(town, unit, OUTSIDE_PLACE, link, nth)
    for link in range(count):
        if town.links[unit, link] >= department.first_unit:
            town.links[unit, link] += department.units


def draw_links_inside(town: Town, unit: int, department: Department, count: int) -> None:
    """A unit is linked to so many different other units of its department."""
    state = town.state[0]
    entity = slot_entity(state.municipality, MANAGER, unit)
    for link in range(count):
        draw = uniform(state.key, entity, FOUNDING_INSIDE, link, NO_CLOCK)
        nth = int(draw * (department.units - 1 - link))
        town.links[unit, INSIDE_PLACE + link] = nth_left(town, unit, INSIDE_PLACE, link, nth)
    for link in range(INSIDE_PLACE, INSIDE_PLACE + count):
        town.links[unit, link] += department.first_unit
        if town.links[unit, link] >= unit:
            town.links[unit, link] += 1


def link_unit(town: Town, unit: int) -> None:
    """A unit's links inside and outside its department are drawn once, before any lever is read."""
    number = town.managers[unit].department
    department = town.departments[number]
    draw_links(town, unit, department, links_outside(town, number))
    draw_links_inside(town, unit, department, links_inside(town, number))


def has_link(town: Town, unit: int, link: int) -> bool:
    """Say whether a unit has a link in this column."""
    number = town.managers[unit].department
    if link >= INSIDE_PLACE:
        return link < INSIDE_PLACE + links_inside(town, number)
    return link < links_outside(town, number)


def onlookers_start(town: Town, unit: int) -> int:
    """Return where a unit's onlookers begin in the list of them."""
    return town.onlookers_end[unit - 1] if unit > 0 else NONE_YET


def list_onlookers(town: Town) -> None:
    """A unit's onlookers are those linked to it: listed once, for what a unit shows is seen by them alone."""
    units = len(town.managers)
    for unit in range(units):
        for link in range(LINK_PLACES):
            if has_link(town, unit, link) and town.links[unit, link] + 1 < units:
                town.onlookers_end[town.links[unit, link] + 1] += 1
    for unit in range(1, units):
        town.onlookers_end[unit] += town.onlookers_end[unit - 1]
    for unit in range(units):
        for link in range(LINK_PLACES):
            if has_link(town, unit, link):
                seen = town.links[unit, link]
                town.onlookers[town.onlookers_end[seen]] = unit
                town.onlookers_end[seen] += 1


def looks_inside(town: Town, unit: int, other: int) -> float:
    """Say whether a unit looks over a link at another of its department: 1 or 0."""
    count = links_inside(town, town.managers[unit].department)
    for link in range(INSIDE_PLACE, INSIDE_PLACE + count):
        if town.links[unit, link] == other:
            return 1.0
    return 0.0


def shows(town: Town, idea: Idea, unit: int) -> bool:
    """Say whether a unit shows an idea: its own, and a wide idea all units of its department."""
    if idea.wide == 1:
        return town.managers[unit].department == idea.department
    return idea.home == unit


def looks_outside(town: Town, unit: int, idea: Idea, reach: float) -> float:
    """Return how far a unit looks over its links outside at an idea: the nearest link that shows it."""
    count = links_outside(town, town.managers[unit].department)
    for link in range(count):
        if shows(town, idea, town.links[unit, link]):
            return link_weight(link, reach)
    return 0.0


def has_looked(town: Town, original: int, unit: int) -> bool:
    """Say whether a unit has looked at an original: a bit each."""
    row = town.ideas[original].looked_row
    if row == 0:
        return False
    return (town.looked[row - 1, unit // LOOKS_A_WORD] >> (unit % LOOKS_A_WORD)) & 1 == 1


def set_looked(town: Town, original: int, unit: int) -> None:
    """A unit has looked at an original, and does so no more; the first one to look opens the original's row."""
    state = town.state[0]
    idea = town.ideas[original]
    if idea.looked_row == 0:
        state.looked += 1
        idea.looked_row = state.looked
    town.looked[idea.looked_row - 1, unit // LOOKS_A_WORD] |= 1 << (unit % LOOKS_A_WORD)


def has_original(original: Idea, manager: Manager, unit: int) -> bool:
    """Say whether a unit has the original itself: its home, and all the department of a wide idea."""
    if original.wide == 1:
        return manager.department == original.department
    return unit == original.home
