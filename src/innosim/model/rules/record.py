"""Step 13, record: a month's indicators, in the catalogue's order (MODEL.md §4.13)."""

import numpy as np

from innosim.model.codes import (
    AT_GATE,
    AT_WORK,
    IN_MYSTERY,
    MAJORITY,
    MINORITY,
    NONE_YET,
    ON_SHELF,
    OPEN,
)
from innosim.model.rules.departments import mean_quality, total_realised
from innosim.model.rules.tracks import count_questions

FIRST_COLUMN = np.int64(0)


def share_of(part, whole):
    """Return a share, 0 of nothing."""
    return part / whole if whole > 0 else 0.0


def put(town, now, column, value):
    """Write one indicator and return the next column."""
    town.indicators[now, column] = value
    return column + 1


def bloc_support(town, bloc):
    """Return mean support in a bloc."""
    total = 0.0
    seats = NONE_YET
    for seat in range(len(town.council)):
        if town.council[seat].bloc == bloc:
            total += town.council[seat].support
            seats += 1
    return share_of(total, seats)


def record_budget(town, now, column):
    """Write how the gap was closed."""
    state = town.state[0]
    column = put(town, now, column, state.pressure)
    column = put(town, now, column, state.gap)
    column = put(town, now, column, state.harvested)
    column = put(town, now, column, state.booked)
    column = put(town, now, column, state.came_true)
    column = put(town, now, column, state.cut)
    column = put(town, now, column, state.emergency)
    return put(town, now, column, total_realised(town))


def record_operations(town, now, column):
    """Write quality and workload."""
    condition = 0.0
    for number in range(len(town.departments)):
        department = town.departments[number]
        condition += (
            department.condition * department.budget_start / town.constants[0].derived.budget_mdkk
        )
    workload = 0.0
    overloaded = 0
    for unit in range(len(town.managers)):
        workload += town.managers[unit].workload * town.managers[unit].fte
        overloaded += 1 if town.managers[unit].workload > 1.0 else 0
    column = put(town, now, column, mean_quality(town))
    column = put(town, now, column, condition)
    column = put(town, now, column, workload / town.constants[0].derived.fte)
    return put(town, now, column, overloaded / len(town.managers))


def record_council(town, now, column):
    """Write support, mandate, ownership and what the public remembers."""
    state = town.state[0]
    support = 0.0
    ownership = 0.0
    supporters = 0
    seats = len(town.council)
    for seat in range(seats):
        support += town.council[seat].support
        ownership += town.council[seat].ownership
        supporters += 1 if town.council[seat].support >= town.constants[0].public.mandate_bar else 0
    column = put(town, now, column, support / seats)
    column = put(town, now, column, bloc_support(town, MAJORITY))
    column = put(town, now, column, bloc_support(town, MINORITY))
    column = put(town, now, column, supporters / seats)
    column = put(town, now, column, state.mandate)
    column = put(town, now, column, ownership / seats)
    column = put(town, now, column, state.loss_memory * 12.0)
    return put(town, now, column, state.gain_memory * 12.0)


def record_people(town, now, column):
    """Write safety, culture, engagement and ildsjæle."""
    state = town.state[0]
    safety = 0.0
    culture = 0.0
    for unit in range(len(town.managers)):
        safety += town.managers[unit].safety
        culture += town.managers[unit].culture
    engagement = 0.0
    for chair in range(len(town.board)):
        engagement += town.board[chair].engagement
    active = NONE_YET
    energy = 0.0
    for number in range(len(town.posts)):
        if town.posts[number].active == 1:
            active += 1
            energy += town.posts[number].energy
    column = put(town, now, column, safety / len(town.managers))
    column = put(town, now, column, culture / len(town.managers))
    column = put(town, now, column, engagement / len(town.board))
    column = put(town, now, column, active)
    column = put(town, now, column, share_of(energy, active))
    column = put(town, now, column, state.ildsjaele_left)
    return put(town, now, column, state.ildsjaele_silenced)


def record_ideas(town, now, column):
    """Write ideas in and out, and what they are doing."""
    state = town.state[0]
    started = NONE_YET
    at_work = NONE_YET
    waiting = NONE_YET
    shelved = NONE_YET
    for place in range(state.living):
        idea = town.ideas[town.living[place]]
        started += 1 if idea.month_model == now else 0
        at_work += 1 if idea.situation == AT_WORK else 0
        waiting += 1 if idea.situation == AT_GATE else 0
        shelved += 1 if idea.situation == ON_SHELF else 0
    column = put(town, now, column, state.sparked)
    column = put(town, now, column, started)
    column = put(town, now, column, state.home_operating)
    column = put(town, now, column, state.spread_operating)
    column = put(town, now, column, state.rejected)
    column = put(town, now, column, state.stopped)
    column = put(town, now, column, state.rolled_back)
    column = put(town, now, column, state.lapsed)
    column = put(town, now, column, state.cases)
    column = put(town, now, column, at_work)
    column = put(town, now, column, waiting)
    column = put(town, now, column, shelved)
    return put(town, now, column, state.running)


def record_questions(town, now, column):
    """Write questions, and units with something new in the past two years."""
    renewed = 0
    for unit in range(len(town.managers)):
        renewed += 1 if now - town.managers[unit].last_renewed < 24 else 0
    column = put(town, now, column, count_questions(town, IN_MYSTERY))
    column = put(town, now, column, count_questions(town, OPEN))
    column = put(town, now, column, town.state[0].questions_discarded)
    return put(town, now, column, renewed / len(town.managers))


def record_spending(town, now, column):
    """Write what ideas cost this month."""
    state = town.state[0]
    spending = state.money_spent + state.idea_hours * town.constants[0].town.wage_mdkk
    column = put(town, now, column, spending)
    column = put(town, now, column, state.money_spent)
    column = put(town, now, column, state.failed_cost)
    return put(town, now, column, state.pool_left)


def record_hours(town, now, column):
    """Write hours by kind, of all units."""
    state = town.state[0]
    overtime = town.constants[0].hours.overtime
    available = 0.0
    served = 0.0
    protected = 0.0
    protected_used = 0.0
    slack = 0.0
    implementation = 0.0
    disturbance = 0.0
    dossier = 0.0
    lost = 0.0
    for unit in range(len(town.managers)):
        manager = town.managers[unit]
        other = manager.protected_used + manager.slack_used + manager.implementation_used
        other += manager.disturbance + manager.dossier_used
        most = manager.capacity * (1.0 + overtime) - other
        available += manager.hours
        served += max(0.0, min(manager.wanted, most))
        lost += max(0.0, manager.wanted - max(0.0, most))
        protected += manager.protected_left + manager.protected_used
        protected_used += manager.protected_used
        slack += manager.slack_used
        implementation += manager.implementation_used
        disturbance += manager.disturbance
        dossier += manager.dossier_used
    column = put(town, now, column, available)
    column = put(town, now, column, served)
    column = put(town, now, column, protected)
    column = put(town, now, column, protected_used)
    column = put(town, now, column, slack)
    column = put(town, now, column, implementation)
    column = put(town, now, column, disturbance)
    column = put(town, now, column, dossier)
    column = put(town, now, column, state.coordination_hours)
    column = put(town, now, column, state.lever_hours)
    column = put(town, now, column, state.vacant_share * available)
    return put(town, now, column, lost)


def record_queues(town, now, column):
    """Write who is waited for, and the month's marks."""
    state = town.state[0]
    column = put(town, now, column, state.queue_manager)
    column = put(town, now, column, state.queue_sorting)
    column = put(town, now, column, state.queue_director)
    column = put(town, now, column, state.queue_chief)
    column = put(town, now, column, state.queue_board)
    column = put(town, now, column, state.queue_council)
    column = put(town, now, column, state.election)
    return put(town, now, column, state.shocks)


def add_spending(town, now):
    """Add the month to what levers and ideas have really used: the metrics need the sums."""
    state = town.state[0]
    wage = town.constants[0].town.wage_mdkk
    hours = state.lever_hours + state.coordination_hours + state.leader_hours
    overhead = hours * wage + town.levers[now].training_mdkk / 12.0
    state.overhead_total += overhead
    state.spend_total += overhead + state.money_spent + state.idea_hours * wage


def clear_month(town):
    """Counters of the month start at zero."""
    state = town.state[0]
    state.home_operating = 0
    state.spread_operating = 0
    state.rejected = 0
    state.stopped = 0
    state.rolled_back = 0
    state.lapsed = 0
    state.cases = 0
    state.idea_hours = 0.0
    state.failed_cost = 0.0
    state.money_spent = 0.0


def record(town, now):
    """Step 13: indicators of the month; the books of money and hours are checked beside it."""
    state = town.state[0]
    column = record_budget(town, now, FIRST_COLUMN)
    column = record_operations(town, now, column)
    column = record_council(town, now, column)
    column = record_people(town, now, column)
    column = record_ideas(town, now, column)
    column = record_questions(town, now, column)
    column = record_spending(town, now, column)
    column = record_hours(town, now, column)
    record_queues(town, now, column)
    quality = mean_quality(town)
    recently = state.last_operation >= 0 and now - state.last_operation < 12
    state.months_both += 1 if quality >= 0.98 and recently else 0
    add_spending(town, now)
    clear_month(town)
