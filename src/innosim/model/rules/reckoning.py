"""The metrics of a replication, in the catalogue's order (MODEL.md §6). Undefined is NaN."""

import numpy as np

from innosim.model.codes import LAPSED, LIVING, MODEL, NONE_YET, REJECTED, ROLLED_BACK, STOPPED
from innosim.model.rules.origins import is_home_grown
from innosim.model.rules.phases import is_worth_rest, rest_cost

START = np.int64(0)

UNDEFINED = float("nan")

LONGEST = 48  # months within which lead time and conversion count


def ratio(part, whole):
    """Return a ratio, undefined over nothing."""
    return part / whole if whole > 0.0 else UNDEFINED


def counts_as_operating(idea, months):
    """Say whether an idea was in operation by month H-13 and not rolled back within 12 months."""
    if idea.month_operation < 0 or idea.month_operation > months - 13:
        return False
    return idea.end != ROLLED_BACK or idea.end_month - idea.month_operation > 12


def operated_in_time(idea):
    """Say whether an idea was in operation within 48 months of its spark."""
    return idea.month_operation >= 0 and idea.month_operation - idea.sparked <= LONGEST


def is_failed(idea):
    """Say whether an idea was rejected, stopped, lapsed or rolled back."""
    return (
        idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED or idea.end == ROLLED_BACK
    )


def failure_cost(town, idea):
    """Return what an idea cost in vain from model on: failed, or alive and not worth its rest at the end."""
    if is_failed(idea):
        return idea.spent_from_model + idea.winding
    if idea.end != LIVING or idea.phase < MODEL:
        return 0.0
    worth_it = is_worth_rest(idea.belief, rest_cost(town, idea), idea.stake)
    return 0.0 if worth_it else idea.spent_from_model


def reckon_throughput(town, months):
    """Ideas and copies that stay in operation, a year."""
    home = 0
    other = 0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if counts_as_operating(idea, months):
            home += 1 if is_home_grown(idea) else 0
            other += 0 if is_home_grown(idea) else 1
    defined = months > 12
    town.metrics[0] = home * 12.0 / (months - 12) if defined else UNDEFINED
    town.metrics[1] = other * 12.0 / (months - 12) if defined else UNDEFINED


def median_lead(town, count):
    """Return the median of counted lead times, undefined of none."""
    if count == 0:
        return UNDEFINED
    lower = -1
    upper = -1
    seen = 0
    for lead in range(LONGEST + 1):
        seen += town.lead_times[lead]
        if lower < 0 and 2 * seen >= count:
            lower = lead
        if upper < 0 and 2 * seen > count:
            upper = lead
    return 0.5 * (lower + upper)


def reckon_leads(town, months):
    """Lead time and conversion of home-grown ideas sparked by H-49."""
    sparked = 0
    arrived = NONE_YET
    for lead in range(LONGEST + 1):
        town.lead_times[lead] = 0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if is_home_grown(idea) and idea.sparked <= months - 49:
            sparked += 1
            if operated_in_time(idea):
                arrived += 1
                town.lead_times[idea.month_operation - idea.sparked] += 1
    town.metrics[2] = median_lead(town, arrived)
    town.metrics[3] = ratio(float(arrived), float(sparked))
    town.metrics[22] = float(arrived)
    town.metrics[23] = float(sparked)


def reckon_failure(town, months):
    """What failure cost, how much of it late, and the worth that was missed."""
    failed = 0.0
    spent = 0.0
    stopped = 0.0
    late = 0.0
    missed = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        cost = failure_cost(town, idea)
        failed += cost
        spent += idea.spent + idea.winding
        if idea.end == STOPPED or idea.end == ROLLED_BACK:
            stopped += cost
            late += cost if idea.month_implementation >= 0 else 0.0
        if idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED:
            missed += max(0.0, idea.theta * idea.stake)
    town.metrics[4] = failed * 12.0 / months
    town.metrics[5] = ratio(failed, spent)
    town.metrics[6] = ratio(late, stopped)
    town.metrics[7] = missed * 12.0 / months
    town.metrics[24] = failed
    town.metrics[25] = spent
    town.metrics[26] = late
    town.metrics[27] = stopped


def column_mean(town, column, first, months):
    """Return the mean of an indicator from month ``first`` on."""
    total = 0.0
    for now in range(first, months):
        total += town.indicators[now, column]
    return total / (months - first)


def reckon_support(town, months, first, share):
    """Support: mean, lowest month, months with a majority; ``first`` and ``share`` are its columns."""
    lowest = town.indicators[0, first]
    majority = 0
    for now in range(months):
        lowest = min(lowest, town.indicators[now, first])
        majority += 1 if town.indicators[now, share] > 0.5 else 0
    town.metrics[8] = column_mean(town, first, START, months)
    town.metrics[9] = lowest
    town.metrics[10] = majority / months


def reckon_budget(town, months):
    """Recurring savings and cuts at the end: they add up to what was required less what is not due yet."""
    state = town.state[0]
    harvested = state.harvested_total - state.rolled_back_harvest
    town.metrics[11] = harvested * 12.0 / months
    town.metrics[12] = state.cuts_total * 12.0 / months
    town.metrics[13] = ratio(harvested, state.required)


def reckon_people(town, months, quality, active):
    """Quality and ildsjæle at the end (means of the last year), and ildsjæle lost."""
    first = max(0, months - 12)
    town.metrics[14] = column_mean(town, quality, first, months)
    town.metrics[15] = column_mean(town, active, first, months)
    town.metrics[16] = float(town.state[0].total_lost)


def reckon_spending(town, months):
    """Overhead, what was really used, and the last shares."""
    state = town.state[0]
    town.metrics[17] = state.overhead_total * 12.0 / months
    town.metrics[18] = state.months_both / months
    town.metrics[19] = town.constants[0].derived.standing_price_mdkk
    town.metrics[20] = (state.spend_total + state.winding_total) * 12.0 / months
    town.metrics[21] = state.cut_in_all_share


def reckon(town, months):
    """Reckon all metrics of a run of ``months``."""
    columns = town.constants[0].derived
    reckon_throughput(town, months)
    reckon_leads(town, months)
    reckon_failure(town, months)
    reckon_support(town, months, columns.column_support, columns.column_support_share)
    reckon_budget(town, months)
    reckon_people(town, months, columns.column_quality, columns.column_ildsjaele)
    reckon_spending(town, months)
