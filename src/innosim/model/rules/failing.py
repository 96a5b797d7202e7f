"""What failure cost and what was missed, reckoned after the last month (ODD, Metrics)."""

from innosim.model.rows import Idea
from innosim.model.rules.calendar import has_happened
from innosim.model.rules.phases import is_worth_rest, rest_cost
from innosim.model.rules.ratios import a_year, ratio
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    CHAMPION_GONE,
    LAPSED,
    LIVING,
    MODEL,
    NO_CAUSE,
    NO_WORK,
    REJECTED,
    ROLLED_BACK,
    STOPPED,
)


def ended_before(idea: Idea) -> bool:
    """Say whether an idea had ended when month 0 began: nothing of it is the run's."""
    return has_happened(idea.end_month) and idea.end_month < 0


def is_failed(idea: Idea) -> bool:
    """Say whether an idea was rejected, stopped, lapsed or rolled back."""
    return (
        idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED or idea.end == ROLLED_BACK
    )


def failure_cost(town: Town, idea: Idea) -> float:
    """Return what an idea cost the run in vain from model on: failed, or alive at the end and truly not worth its rest."""
    cost = idea.spent_from_model - idea.spent_before_from_model
    if is_failed(idea):
        return cost + idea.winding
    if idea.end != LIVING or idea.phase < MODEL:
        return 0.0
    years = town.constants[0].ideas.payback_years
    worth_it = is_worth_rest(idea.theta, rest_cost(idea), idea.stake, years)
    return 0.0 if worth_it else cost


def missed_worth(idea: Idea) -> float:
    """Return the positive true worth of an idea, mDKK a year."""
    return max(0.0, idea.theta * idea.stake)


def went_by(idea: Idea, end: int, cause: int) -> bool:
    """Say whether an idea of the run ended so, of this cause where one is asked for."""
    of_cause = cause == NO_CAUSE or idea.end_cause == cause
    return idea.end == end and of_cause and not ended_before(idea)


def reckon_failure(town: Town, months: int) -> None:
    """What failure cost, how much of it late, what harm operating ideas did, and the worth that was missed."""
    metrics = town.metrics[0]
    failed = 0.0
    lost = 0.0
    spent = 0.0
    halted = 0.0
    late = 0.0
    missed = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if ended_before(idea):
            continue
        cost = failure_cost(town, idea)
        failed += cost
        lost += idea.lost
        spent += idea.spent - idea.spent_before + idea.winding
        if idea.end == STOPPED or idea.end == ROLLED_BACK:
            halted += cost
            late += cost if has_happened(idea.month_implementation) else 0.0
        if idea.end == REJECTED or idea.end == STOPPED or idea.end == LAPSED:
            missed += missed_worth(idea)
    metrics.failed_mdkk = failed + lost
    metrics.spent_on_ideas_mdkk = spent
    metrics.halted_mdkk = halted
    metrics.late_failed_mdkk = late
    metrics.failure_cost_mdkk_per_year = a_year(failed + lost, months)
    metrics.failure_cost_share = ratio(metrics.failed_mdkk, spent)
    metrics.lost_in_operation_mdkk_per_year = a_year(lost, months)
    metrics.late_failure_share = ratio(late, halted)
    metrics.missed_value_mdkk_per_year = a_year(missed, months)


def missed_by(town: Town, months: int, end: int, cause: int) -> float:
    """Return the positive true worth that ended so, mDKK a year for each year of the run."""
    missed = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if went_by(idea, end, cause):
            missed += missed_worth(idea)
    return a_year(missed, months)


def missed_knowingly(town: Town, months: int, end: int, cause: int) -> float:
    """Return the part of it whose dossier at the end called the idea worth having."""
    missed = 0.0
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        if went_by(idea, end, cause) and idea.belief > 0.0:
            missed += missed_worth(idea)
    return a_year(missed, months)


def reckon_missed(town: Town, months: int) -> None:
    """The worth that was missed by how it was: turned away, stopped, without work, without champion."""
    metrics = town.metrics[0]
    metrics.missed_at_gate_mdkk_per_year = missed_by(town, months, REJECTED, NO_CAUSE)
    metrics.missed_stopped_mdkk_per_year = missed_by(town, months, STOPPED, NO_CAUSE)
    metrics.missed_no_work_mdkk_per_year = missed_by(town, months, LAPSED, NO_WORK)
    metrics.missed_no_champion_mdkk_per_year = missed_by(town, months, LAPSED, CHAMPION_GONE)
    metrics.known_at_gate_mdkk_per_year = missed_knowingly(town, months, REJECTED, NO_CAUSE)
    metrics.known_stopped_mdkk_per_year = missed_knowingly(town, months, STOPPED, NO_CAUSE)
    metrics.known_no_work_mdkk_per_year = missed_knowingly(town, months, LAPSED, NO_WORK)
    metrics.known_no_champion_mdkk_per_year = missed_knowingly(town, months, LAPSED, CHAMPION_GONE)
