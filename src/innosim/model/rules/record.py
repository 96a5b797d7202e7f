"""Step 13, record: what is true of the town at the month's end; what happened in it was counted as it happened."""

from innosim.model.rules.departments import mean_condition, mean_quality, total_realised
from innosim.model.rules.tracks import count_questions
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_GATE,
    AT_WORK,
    IN_MYSTERY,
    MAJORITY,
    MINORITY,
    NONE_YET,
    ON_SHELF,
    OPEN,
)

RENEWED_WITHIN = 24  # months: the two years that the Innovation Barometer asks of [E]


def share_of(part: float, whole: int) -> float:
    """Return a share, 0 of nothing."""
    return part / whole if whole > 0 else 0.0


def bloc_support(town: Town, bloc: int) -> float:
    """Return mean support in a bloc."""
    total = 0.0
    seats = NONE_YET
    for seat in range(len(town.council)):
        if town.council[seat].bloc == bloc:
            total += town.council[seat].support
            seats += 1
    return share_of(total, seats)


def record_departments(town: Town, now: int) -> None:
    """Quality, its worn part, and savings."""
    indicators = town.indicators[now]
    indicators.realised_savings_mdkk = total_realised(town)
    indicators.quality_mean = mean_quality(town)
    indicators.condition_mean = mean_condition(town)


def record_units(town: Town, now: int) -> None:
    """Workload, safety, culture, and units with something new in the past two years."""
    indicators = town.indicators[now]
    units = len(town.managers)
    workload = 0.0
    overloaded = 0
    safety = 0.0
    culture = 0.0
    renewed = 0
    for unit in range(units):
        manager = town.managers[unit]
        workload += manager.workload * manager.fte
        overloaded += 1 if manager.workload > 1.0 else 0
        safety += manager.safety
        culture += manager.culture
        renewed += 1 if now - manager.last_renewed < RENEWED_WITHIN else 0
    indicators.workload_mean = workload / town.constants[0].derived.fte
    indicators.overloaded_share = overloaded / units
    indicators.safety_mean = safety / units
    indicators.culture_mean = culture / units
    indicators.units_renewed_share = renewed / units


def record_council(town: Town, now: int) -> None:
    """Support, mandate, ownership and what the public remembers, a year."""
    state = town.state[0]
    indicators = town.indicators[now]
    support = 0.0
    ownership = 0.0
    supporters = 0
    seats = len(town.council)
    for seat in range(seats):
        support += town.council[seat].support
        ownership += town.council[seat].ownership
        supporters += 1 if town.council[seat].support >= town.constants[0].public.mandate_bar else 0
    indicators.support_mean = support / seats
    indicators.support_majority = bloc_support(town, MAJORITY)
    indicators.support_minority = bloc_support(town, MINORITY)
    indicators.support_share = supporters / seats
    indicators.mandate = state.mandate
    indicators.ownership_mean = ownership / seats
    indicators.loss_permille = (state.loss_memory + state.innovation_loss_memory) * 12.0
    indicators.gain_permille = (state.gain_memory + state.innovation_gain_memory) * 12.0


def record_backing(town: Town, now: int) -> None:
    """Backing of the agenda, and what the public remembers of innovation, a year."""
    state = town.state[0]
    indicators = town.indicators[now]
    bar = town.constants[0].public.mandate_bar
    backing = 0.0
    homes = 0.0
    backers = 0
    seats = len(town.council)
    for seat in range(seats):
        member = town.council[seat]
        backing += member.backing
        homes += member.backing_home
        backers += 1 if member.backing >= bar else 0
    indicators.backing_mean = backing / seats
    indicators.backing_above_home = (backing - homes) / seats
    indicators.backing_share = backers / seats
    indicators.innovation_loss_permille = state.innovation_loss_memory * 12.0
    indicators.innovation_gain_permille = state.innovation_gain_memory * 12.0
    indicators.credit_used_permille = state.credit_used


def record_people(town: Town, now: int) -> None:
    """Directors' engagement; ildsjæle and their energy."""
    indicators = town.indicators[now]
    engagement = 0.0
    for chair in range(len(town.board)):
        engagement += town.board[chair].engagement
    active = NONE_YET
    energy = 0.0
    for number in range(len(town.posts)):
        if town.posts[number].active == 1:
            active += 1
            energy += town.posts[number].energy
    indicators.engagement_mean = engagement / len(town.board)
    indicators.ildsjaele_active = active
    indicators.ildsjaele_energy = share_of(energy, active)


def record_ideas(town: Town, now: int) -> None:
    """What ideas under way are doing."""
    state = town.state[0]
    indicators = town.indicators[now]
    for place in range(state.living):
        idea = town.ideas[town.living[place]]
        indicators.at_work += 1 if idea.situation == AT_WORK else 0
        indicators.waiting += 1 if idea.situation == AT_GATE else 0
        indicators.on_shelf += 1 if idea.situation == ON_SHELF else 0
    indicators.in_operation = state.running


def record_questions(town: Town, now: int) -> None:
    """Questions in mystery and open."""
    indicators = town.indicators[now]
    indicators.questions_in_mystery = count_questions(town, IN_MYSTERY)
    indicators.questions_open = count_questions(town, OPEN)


def record_spending(town: Town, now: int) -> None:
    """What ideas cost this month, and what the pool has left."""
    indicators = town.indicators[now]
    worked = indicators.hours_on_ideas + indicators.hours_laboratory
    hours = worked * town.constants[0].town.wage_mdkk
    indicators.innovation_spending_mdkk = indicators.money_spent_mdkk + hours
    indicators.pool_left_mdkk = town.state[0].pool_left


def record(town: Town, now: int) -> None:
    """Step 13: indicators of the month; the books of money and hours are checked beside it."""
    record_departments(town, now)
    record_units(town, now)
    record_council(town, now)
    record_backing(town, now)
    record_people(town, now)
    record_ideas(town, now)
    record_questions(town, now)
    record_spending(town, now)
