"""The metrics of a replication (ODD, Metrics). Undefined is NaN."""

from innosim.model.rows import Idea
from innosim.model.rules.calendar import LONG_AGO, has_happened
from innosim.model.rules.failing import reckon_failure, reckon_missed
from innosim.model.rules.origins import is_home_grown
from innosim.model.rules.ratios import UNDEFINED, ratio
from innosim.model.rules.use import reckon_offered, reckon_saved, reckon_spending, reckon_use
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import NONE_YET, ROLLED_BACK
from innosim.scenario.catalogue.metric_terms import FOLLOWED, STAYED

CAMPAIGN = 6  # months before an election in which confidence is read: May to October


def counts_as_operating(idea: Idea, months: int) -> bool:
    """Say whether an idea went into operation from month 0 on, long enough before the end, and not rolled back too soon."""
    if idea.month_operation < 0 or idea.month_operation >= months - STAYED:
        return False
    return idea.end != ROLLED_BACK or idea.end_month - idea.month_operation > STAYED


def operated_in_time(idea: Idea) -> bool:
    """Say whether an idea was in operation in the time it is followed."""
    lead = idea.month_operation - idea.month_sparked
    return has_happened(idea.month_operation) and lead <= FOLLOWED


def reckon_throughput(town: Town, months: int) -> None:
    """Ideas and copies that stay in operation, a year, and what the ideas are truly worth."""
    metrics = town.metrics[0]
    home = 0
    other = 0
    worth = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if counts_as_operating(idea, months):
            home += 1 if is_home_grown(idea) else 0
            other += 0 if is_home_grown(idea) else 1
            worth += idea.theta * idea.stake if is_home_grown(idea) else 0.0
    defined = months > STAYED
    metrics.throughput_per_year = home * 12.0 / (months - STAYED) if defined else UNDEFINED
    metrics.spread_per_year = other * 12.0 / (months - STAYED) if defined else UNDEFINED
    metrics.value_per_year = worth * 12.0 / (months - STAYED) if defined else UNDEFINED


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


def reckon_first_result(town: Town) -> None:
    """The month in which the first idea sparked from month 0 on has harvested anything."""
    first = LONG_AGO
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if idea.month_sparked >= 0 and has_happened(idea.month_harvested):
            first = min(first, idea.month_harvested)
    town.metrics[0].months_to_first_result = float(first) if first < LONG_AGO else UNDEFINED


def reckon_support(town: Town, months: int) -> None:
    """Confidence in the leadership's line: mean, lowest month, months with a majority's."""
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


def reckon_ildsjaele_lost(town: Town, months: int) -> None:
    """Ildsjæle who left or fell silent."""
    metrics = town.metrics[0]
    metrics.ildsjaele_lost = 0.0
    for now in range(months):
        indicators = town.indicators[now]
        metrics.ildsjaele_lost += indicators.ildsjaele_left + indicators.ildsjaele_silenced


def reckon(town: Town, months: int) -> None:
    """Reckon all metrics of a run of ``months``."""
    reckon_throughput(town, months)
    reckon_leads(town, months)
    reckon_first_result(town)
    reckon_failure(town, months)
    reckon_missed(town, months)
    reckon_support(town, months)
    reckon_backing(town, months)
    reckon_elections(town, months)
    reckon_budget(town, months)
    reckon_last_year(town, months)
    reckon_spending(town, months)
    reckon_use(town, months)
    reckon_offered(town, months)
    reckon_saved(town)
    reckon_ildsjaele_lost(town, months)
