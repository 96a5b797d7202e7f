"""What innovation really used, what it was offered, and what it saved, reckoned after the last month (ODD, Metrics)."""

from innosim.model.ledger import IDEAS, OPERATIONS, POOL, pairs_entered
from innosim.model.rules.ratios import a_year, ratio
from innosim.model.tables import Town


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
        overhead += levers - month.hours_laboratory * wage
        spent += levers + month.money_spent_mdkk + month.hours_on_ideas * wage
    metrics.overhead_mdkk_per_year = overhead * 12.0 / months
    metrics.standing_price_mdkk_per_year = town.constants[0].derived.standing_price_mdkk
    metrics.realised_spend_mdkk_per_year = (spent + town.state[0].winding_total) * 12.0 / months


def hours_used(town: Town, now: int) -> float:
    """Return the hours a month really used: levers' staff, meetings, ideas' work, dossiers and disturbance."""
    month = town.indicators[now]
    levers = month.hours_lever_staff + month.hours_coordination + month.hours_leadership
    set_aside = month.hours_protected_used + month.hours_slack_used + month.hours_discretion
    ordinary = month.hours_implementation + month.hours_disturbance
    return levers + set_aside + ordinary + month.hours_dossier


def reckon_use(town: Town, months: int) -> None:
    """Kroner and hours really used on innovation; an advance counts when it is spent."""
    metrics = town.metrics[0]
    hours = 0.0
    money = town.state[0].winding_total
    for now in range(months):
        hours += hours_used(town, now)
        money += town.indicators[now].money_spent_mdkk + town.levers[now].bought_mdkk / 12.0
    metrics.used_mdkk = money + hours * town.constants[0].town.wage_mdkk
    metrics.used_mdkk_per_year = a_year(metrics.used_mdkk, months)
    metrics.used_money_mdkk_per_year = a_year(money, months)
    metrics.used_hours_per_year = a_year(hours, months)


def reckon_offered(town: Town, months: int) -> None:
    """How much of what was set aside for ideas they used: protected time, and the pool."""
    metrics = town.metrics[0]
    metrics.protected_used_hours = 0.0
    metrics.protected_offered_hours = 0.0
    for now in range(months):
        metrics.protected_used_hours += town.indicators[now].hours_protected_used
        metrics.protected_offered_hours += town.indicators[now].hours_protected
    metrics.pool_used_mdkk = 0.0
    metrics.pool_offered_mdkk = 0.0
    for year in range((months - 1) // 12 + 1):
        metrics.pool_used_mdkk += pairs_entered(town, year, IDEAS, POOL)
        metrics.pool_offered_mdkk += pairs_entered(town, year, POOL, OPERATIONS)
    metrics.protected_used_share = ratio(
        metrics.protected_used_hours, metrics.protected_offered_hours
    )
    metrics.pool_used_share = ratio(metrics.pool_used_mdkk, metrics.pool_offered_mdkk)


def reckon_saved(town: Town) -> None:
    """The recurring saving at the end for each krone used in all."""
    state = town.state[0]
    metrics = town.metrics[0]
    metrics.saved_mdkk = state.harvested_total - state.rolled_back_harvest
    metrics.saved_per_used = ratio(metrics.saved_mdkk, metrics.used_mdkk)
