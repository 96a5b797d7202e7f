"""Step 10, spread: units copy what has worked elsewhere for a year (ODD, Spread)."""

from innosim.model.chance import (
    COPY,
    COPY_DELAY,
    LOTTERY,
    NO_CLOCK,
    NO_ITEM,
    copy_identity,
    identity_copier,
    original_identity,
    uniform,
)
from innosim.model.rows import Idea
from innosim.model.rules.birth import belief_variance, open_row, worth_spread
from innosim.model.rules.calendar import has_happened, months_worked
from innosim.model.rules.events import note
from innosim.model.rules.links import (
    has_looked,
    has_original,
    looks_inside,
    looks_outside,
    onlookers_start,
    reach_outside,
    set_looked,
)
from innosim.model.rules.origins import set_champion
from innosim.model.rules.phases import start_phase
from innosim.model.rules.routes import arrive
from innosim.model.rules.traits import MIDDLE
from innosim.model.tables import State, Town
from innosim.scenario.catalogue.codes import (
    COPIED,
    COPY_MADE,
    IMPLEMENTATION,
    MANAGER_CHAMPION,
    TO_IMPLEMENTATION,
)


def copy_chance(rate: float, culture_pull: float, culture: float) -> float:
    """Return the chance that a unit copies: by what it is worth to see, and by its culture, 1 at a half."""
    return max(0.0, rate * (1.0 + culture_pull * (culture - MIDDLE)))


def consider_copy(town: Town, now: int, number: int, unit: int, rate: float, seen: int) -> None:
    """A candidate unit draws once: whether it copies the original it sees, and how many months later."""
    state = town.state[0]
    k = town.constants[0].spread
    who = town.ideas[number].identity
    chance = copy_chance(rate, k.copy_culture, town.managers[unit].culture)
    draw = uniform(state.key, who, COPY, unit, NO_CLOCK)
    if state.watched >= 0:
        watch_copy(state, who, unit, chance, draw)
    if draw >= chance:
        return
    if state.copying >= len(town.copying):
        state.no_room = 1
        return
    entry = town.copying[state.copying]
    entry.idea = number
    entry.unit = unit
    entry.seen = seen
    entry.due = now + 1 + int(uniform(state.key, who, COPY_DELAY, unit, NO_CLOCK) * k.copy_delay)
    state.copying += 1


def watch_copy(state: State, original: int, unit: int, chance: float, draw: float) -> None:
    """Remember the chance and draw of the copy that is traced."""
    if original == original_identity(state.watched) and unit == identity_copier(state.watched):
        state.watched_chance = chance
        state.watched_draw = draw


def original_of(idea: Idea, number: int) -> int:
    """Return the row of an idea's original, its own where it is one."""
    return idea.original if idea.origin == COPIED else number


def look_rate(town: Town, now: int, idea: Idea, unit: int) -> float:
    """Return the chance, before culture, that a unit copies what it sees: nothing where no link shows it."""
    k = town.constants[0].spread
    lift = 1.0 + k.copy_measured * idea.measured
    if town.managers[unit].department != idea.department:
        reach = reach_outside(
            town.constants[0].derived.links_outside, town.levers[now].spread_share
        )
        return k.look_outside * lift * looks_outside(town, unit, idea, reach)
    if idea.wide == 1:
        return 0.0
    return k.look_inside * lift * looks_inside(town, unit, idea.home)


def show_to_unit(town: Town, now: int, number: int, unit: int) -> None:
    """A unit that is shown an original or a copy looks once at the original, unless it has it itself."""
    idea = town.ideas[number]
    first = original_of(idea, number)
    if has_original(town.ideas[first], town.managers[unit], unit):
        return
    rate = look_rate(town, now, idea, unit)
    if rate > 0.0 and not has_looked(town, first, unit):
        set_looked(town, first, unit)
        consider_copy(town, now, first, unit, rate, number)


def show_over_links(town: Town, now: int, number: int) -> None:
    """An original or a copy is shown to its unit's onlookers; one that concerns a department to all who may be linked into it."""
    idea = town.ideas[number]
    if idea.wide == 1:
        for unit in range(len(town.managers)):
            show_to_unit(town, now, number, unit)
        return
    for place in range(onlookers_start(town, idea.home), town.onlookers_end[idea.home]):
        show_to_unit(town, now, number, town.onlookers[place])


def copy_size(town: Town, idea: Idea, unit: int) -> float:
    """Return what is at stake in a copy: in proportion to unit size."""
    manager = town.managers[unit]
    if idea.wide == 1:
        department = town.departments[idea.department]
        return idea.stake * manager.fte / department.fte
    return idea.stake * manager.fte / town.managers[idea.home].fte


def make_copy(town: Town, now: int, parent: int, unit: int) -> None:
    """A copy goes straight to the manager's gate, at a part of the cost; it inherits the luck."""
    k = town.constants[0]
    state = town.state[0]
    if state.ideas >= len(town.ideas):
        state.no_room = 1
        return
    first = town.ideas[parent]
    number = open_row(town, now, copy_identity(first.identity, unit))
    idea = town.ideas[number]
    idea.origin = COPIED
    idea.original = parent
    idea.slot = unit
    idea.unit = unit
    idea.home = unit
    idea.department = town.managers[unit].department
    idea.question = -1
    near = idea.department == first.department
    inherit(town, idea, first, k.spread.copy_effect_near if near else k.spread.copy_effect_far)
    idea.stake = copy_size(town, first, unit)
    idea.cost = k.spread.copy_cost * first.cost * idea.stake / first.stake
    idea.lottery = uniform(state.key, idea.identity, LOTTERY, NO_ITEM, NO_CLOCK)
    set_champion(idea, MANAGER_CHAMPION, unit, town.managers[unit].person)
    start_phase(town, idea, IMPLEMENTATION)
    arrive(town, now, idea, TO_IMPLEMENTATION)
    note(town, now, number, COPY_MADE)


def inherit(town: Town, idea: Idea, first: Idea, effect: float) -> None:
    """A copy has its original's luck and radicality, a part of its effect, and a narrow dossier."""
    idea.radicality = first.radicality
    idea.luck = first.luck
    idea.luck_quality = first.luck_quality
    idea.involvement_draw = first.involvement_draw
    idea.hours_share = first.hours_share
    idea.theta_saving = effect * first.theta_saving
    idea.theta_quality = effect * first.theta_quality
    idea.theta = effect * first.theta
    idea.belief = effect * first.belief
    k = town.constants[0].ideas
    doubt = worth_spread(k.luck_base, k.luck_radical, first.radicality)
    idea.variance = k.copy_knowledge * belief_variance(doubt, k.quality_price, k.luck_together)
    idea.believed_spark = idea.belief


def make_due(town: Town, now: int) -> None:
    """Copies whose month has come are made, while what was seen still operates."""
    state = town.state[0]
    kept = 0
    for place in range(state.copying):
        entry = town.copying[place]
        if entry.due > now:
            keep = town.copying[kept]
            keep.idea = entry.idea
            keep.unit = entry.unit
            keep.seen = entry.seen
            keep.due = entry.due
            kept += 1
        elif has_happened(town.ideas[entry.seen].month_operation) and not has_happened(
            town.ideas[entry.seen].end_month
        ):
            make_copy(town, now, entry.idea, entry.unit)
    state.copying = kept


def newer_than(town: Town, now: int, months: float) -> int:
    """Return the first place of those in operation for at most so many months: the list is in order of entry."""
    place = town.state[0].running
    while place > 0 and months_worked(town.running[place - 1].since, now) <= months:
        place -= 1
    return place


def spread(town: Town, now: int) -> None:
    """Step 10: what has been long enough in operation is looked at, and due copies are made; not where cuts alone are asked for."""
    state = town.state[0]
    visible = town.constants[0].spread.visible_months
    if town.constants[0].switches.copying == 0 or town.levers[now].cuts_only == 1:
        return
    for place in range(newer_than(town, now, visible), state.running):
        if months_worked(town.running[place].since, now) == visible:
            show_over_links(town, now, town.running[place].idea)
    make_due(town, now)
