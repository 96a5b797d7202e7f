"""The metrics of a replication (ODD, Metrics). Undefined is NaN."""

from innosim.model.rows import Idea
from innosim.model.rules.calendar import LONG_AGO, has_happened
from innosim.model.rules.origins import is_home_grown
from innosim.model.rules.phases import is_worth_rest, rest_cost
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    LAPSED,
    LIVING,
    MODEL,
    NONE_YET,
    REJECTED,
    ROLLED_BACK,
    STOPPED,
)
from innosim.scenario.catalogue.metric_columns import FOLLOWED, QUALITY_KEPT, STAYED

UNDEFINED = float("nan")


CAMPAIGN = 6  # months before an election in which confidence is read: May to October


def ratio(part: float, whole: float) -> float:
    """Return a ratio, undefined over nothing."""
    return part / whole if whole > 0.0 else UNDEFINED


def ended_before(idea: Idea) -> bool:
    """Say whether an idea had ended when month 0 began: nothing of it is the run's."""
    return has_happened(idea.end_month) and idea.end_month < 0


def counts_as_operating(idea: Idea, months: int) -> bool:
    """Say whether an idea went into operation from month 0 on, long enough before the end, and not rolled back too soon."""
    if idea.month_operation < 0 or idea.month_operation >= months - STAYED:
        return False
    return idea.end != ROLLED_BACK or idea.end_month - idea.month_operation > STAYED


def operated_in_time(idea: Idea) -> bool:
    """Say whether an idea was in operation in the time it is followed."""
    lead = idea.month_operation - idea.month_sparked
    return has_happened(idea.month_operation) and lead <= FOLLOWED


def is_failed(idea: Idea) -> bool:
    """Say whether an idea was rejected, stopped, lapsed or rolled back."""
    return (
        idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED or idea.end == ROLLED_BACK
    )


def failure_cost(town: Town, idea: Idea) -> float:
    """Return what an idea cost the run in vain from model on: failed, or alive and not worth its rest at the end."""
    cost = idea.spent_from_model - idea.spent_before_from_model
    if is_failed(idea):
        return cost + idea.winding
    if idea.end != LIVING or idea.phase < MODEL:
        return 0.0
    years = town.constants[0].ideas.payback_years
    worth_it = is_worth_rest(idea.belief, rest_cost(town, idea), idea.stake, years)
    return 0.0 if worth_it else cost


def reckon_throughput(town: Town, months: int) -> None:
    """Ideas and copies that stay in operation, a year."""
    metrics = town.metrics[0]
    home = 0
    other = 0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if counts_as_operating(idea, months):
            home += 1 if is_home_grown(idea) else 0
            other += 0 if is_home_grown(idea) else 1
    defined = months > STAYED
    metrics.throughput_per_year = home * 12.0 / (months - STAYED) if defined else UNDEFINED
    metrics.spread_per_year = other * 12.0 / (months - STAYED) if defined else UNDEFINED


def median_lead(town: Town, count: int) -> float:
    """Return the median of counted lead times, undefined of none."""
    if count == 0:
        return UNDEFINED
    lower = -1
    upper = -1
    seen = 0
    for lead in range(FOLLOWED + 1):
        seen += town.lead_times[lead]
        if lower < 0 and 2 * seen >= count:
            lower = lead
        if upper < 0 and 2 * seen > count:
            upper = lead
    return (lower + upper) / 2


def reckon_leads(town: Town, months: int) -> None:
    """Lead time and conversion of home-grown ideas sparked from month 0 to H-49."""
    metrics = town.metrics[0]
    sparked = 0
    arrived = NONE_YET
    for lead in range(FOLLOWED + 1):
        town.lead_times[lead] = 0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if is_home_grown(idea) and 0 <= idea.month_sparked < months - FOLLOWED:
            sparked += 1
            if operated_in_time(idea):
                arrived += 1
                town.lead_times[idea.month_operation - idea.month_sparked] += 1
    metrics.lead_time_months = median_lead(town, arrived)
    metrics.operated_in_time = arrived
    metrics.sparked_in_time = sparked
    metrics.conversion = ratio(metrics.operated_in_time, metrics.sparked_in_time)


def reckon_failure(town: Town, months: int) -> None:
    """What failure cost, how much of it late, and the worth that was missed."""
    metrics = town.metrics[0]
    failed = 0.0
    spent = 0.0
    stopped = 0.0
    late = 0.0
    missed = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if ended_before(idea):
            continue
        cost = failure_cost(town, idea)
        failed += cost
        spent += idea.spent - idea.spent_before + idea.winding
        if idea.end == STOPPED or idea.end == ROLLED_BACK:
            stopped += cost
            late += cost if has_happened(idea.month_implementation) else 0.0
        if idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED:
            missed += max(0.0, idea.theta * idea.stake)
    metrics.failed_mdkk = failed
    metrics.spent_on_ideas_mdkk = spent
    metrics.halted_mdkk = stopped
    metrics.late_failed_mdkk = late
    metrics.failure_cost_mdkk_per_year = failed * 12.0 / months
    metrics.failure_cost_share = ratio(failed, spent)
    metrics.late_failure_share = ratio(late, stopped)
    metrics.missed_value_mdkk_per_year = missed * 12.0 / months


def reckon_support(town: Town, months: int) -> None:
    """Support: mean, lowest month, months with a majority."""
    metrics = town.metrics[0]
    total = 0.0
    majority = 0
    metrics.support_lowest = town.indicators[0].support_mean
    for now in range(months):
        indicators = town.indicators[now]
        total += indicators.support_mean
        metrics.support_lowest = min(metrics.support_lowest, indicators.support_mean)
        majority += 1 if 2 * indicators.support_share > 1.0 else 0
    metrics.support_mean = total / months
    metrics.support_majority_share = majority / months


def reckon_backing(town: Town, months: int) -> None:
    """Backing of the agenda: above home on average, in its lowest month; months with the mandate."""
    metrics = town.metrics[0]
    total = 0.0
    mandate = 0.0
    metrics.backing_lowest = town.indicators[0].backing_mean
    for now in range(months):
        indicators = town.indicators[now]
        total += indicators.backing_above_home
        mandate += indicators.mandate
        metrics.backing_lowest = min(metrics.backing_lowest, indicators.backing_mean)
    metrics.backing_mean = total / months
    metrics.mandate_share = mandate / months


def reckon_elections(town: Town, months: int) -> None:
    """Confidence in the half year before elections, and how many of them the majority lost."""
    metrics = town.metrics[0]
    before = 0.0
    held = 0.0
    lost = 0.0
    for now in range(CAMPAIGN, months):
        if town.indicators[now].election_held == 1.0:
            held += 1.0
            lost += town.indicators[now].power_lost
            for month in range(now - CAMPAIGN, now):
                before += town.indicators[month].support_mean
    metrics.support_before_elections = ratio(before, held * CAMPAIGN)
    metrics.power_lost = ratio(lost, held)


def reckon_budget(town: Town, months: int) -> None:
    """Recurring savings and cuts at the end: they add up to what was required less what is not due yet."""
    state = town.state[0]
    metrics = town.metrics[0]
    harvested = state.harvested_total - state.rolled_back_harvest
    metrics.realised_savings_mdkk_per_year = harvested * 12.0 / months
    metrics.cuts_mdkk_per_year = state.cuts_total * 12.0 / months
    metrics.pressure_met_without_cuts = ratio(harvested, state.required)
    metrics.cut_in_all_share = state.cut_in_all_share


def reckon_last_year(town: Town, months: int) -> None:
    """Quality and ildsjæle at the end: means of the last year."""
    metrics = town.metrics[0]
    first = max(0, months - 12)
    quality = 0.0
    active = 0.0
    for now in range(first, months):
        quality += town.indicators[now].quality_mean
        active += town.indicators[now].ildsjaele_active
    metrics.service_quality_end = quality / (months - first)
    metrics.ildsjaele_active_end = active / (months - first)


def reckon_spending(town: Town, months: int) -> None:
    """What levers cost that belongs to no idea, and what levers and ideas have really used."""
    metrics = town.metrics[0]
    wage = town.constants[0].town.wage_mdkk
    overhead = 0.0
    spent = 0.0
    for now in range(months):
        month = town.indicators[now]
        hours = month.hours_lever_staff + month.hours_coordination + month.hours_leadership
        levers = hours * wage + town.levers[now].bought_mdkk / 12.0
        overhead += levers
        spent += levers + month.money_spent_mdkk + month.hours_on_ideas * wage
    metrics.overhead_mdkk_per_year = overhead * 12.0 / months
    metrics.standing_price_mdkk_per_year = town.constants[0].derived.standing_price_mdkk
    metrics.realised_spend_mdkk_per_year = (spent + town.state[0].winding_total) * 12.0 / months


def reckon_months(town: Town, months: int) -> None:
    """Ildsjæle lost; months with quality kept and an idea taken into operation in the past year."""
    metrics = town.metrics[0]
    metrics.ildsjaele_lost = 0.0
    both = 0
    last = -LONG_AGO
    for now in range(months):
        indicators = town.indicators[now]
        metrics.ildsjaele_lost += indicators.ildsjaele_left + indicators.ildsjaele_silenced
        if indicators.home_grown_operating + indicators.spread_operating > 0.0:
            last = now
        both += 1 if indicators.quality_mean >= QUALITY_KEPT and now - last < 12 else 0
    metrics.both_at_once = both / months


def reckon(town: Town, months: int) -> None:
    """Reckon all metrics of a run of ``months``."""
    reckon_throughput(town, months)
    reckon_leads(town, months)
    reckon_failure(town, months)
    reckon_support(town, months)
    reckon_backing(town, months)
    reckon_elections(town, months)
    reckon_budget(town, months)
    reckon_last_year(town, months)
    reckon_spending(town, months)
    reckon_months(town, months)
