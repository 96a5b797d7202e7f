"""The phases of an idea: what each costs and how long it should take (ODD, Ideas; ODD, Development)."""

from innosim.model.chance import NO_CLOCK, OVERRUN, uniform
from innosim.model.maths import exp, log, normal_quantile
from innosim.model.rows import Idea
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import COPIED, DIRECTION, IMPLEMENTATION, MODEL


def phase_share(phase: int, ratio: float) -> float:
    """Return a phase's share of the planned cost: direction, model, implementation as 1 : r : r r."""
    whole = 1.0 + ratio + ratio * ratio
    if phase == DIRECTION:
        return 1.0 / whole
    if phase == MODEL:
        return ratio / whole
    return ratio * ratio / whole


def ratio_between(
    base: float, slope: float, size: float, limit: float, least: float, most: float
) -> float:
    """Return the ratio between phases: describing a large idea is cheap, and its late faults are dear."""
    return min(most, max(least, base + slope * log(size / limit)))


def ratio_of(town: Town, idea: Idea) -> float:
    """Return an idea's ratio between phases: it rises with what is at stake over the unit's limit."""
    k = town.constants[0].ideas
    limit = town.constants[0].derived.unit_limit_mdkk
    return ratio_between(
        k.phase_ratio,
        k.phase_ratio_slope,
        idea.stake,
        limit,
        k.phase_ratio_least,
        k.phase_ratio_most,
    )


def phase_cost(idea: Idea, phase: int) -> float:
    """Return a phase's planned cost, mDKK; a copy is only implemented."""
    if idea.origin == COPIED:
        return idea.cost if phase == IMPLEMENTATION else 0.0
    return idea.cost * phase_share(phase, idea.phase_ratio)


def planned_months(months: float, size: float, limit: float, growth: float) -> float:
    """Return a phase's planned length: longer with the logarithm of size over the unit's limit."""
    return months * (1.0 + growth * max(0.0, log(size / limit)))


def overrun_factor(
    draw: float, typical: float, tail: float, runaway: float, spread: float
) -> float:
    """Return real work against planned: an ordinary overrun, and a fat tail (Flyvbjerg & Budzier 2011)."""
    ordinary = (1.0 + typical) * exp(spread * normal_quantile(draw))
    return ordinary + runaway if draw > 1.0 - tail else ordinary


def length_of(town: Town, phase: int) -> float:
    """Return the planned months of a phase for an idea at the unit's limit."""
    k = town.constants[0].development
    if phase == DIRECTION:
        return k.months_direction
    return k.months_model if phase == MODEL else k.months_implementation


def start_phase(town: Town, idea: Idea, phase: int) -> None:
    """A phase begins: the work it will really take is drawn on the idea's own clock."""
    world_k = town.constants[0].world
    k = town.constants[0].development
    limit = town.constants[0].derived.unit_limit_mdkk
    idea.phase = phase
    idea.phase_work = 0
    idea.phase_months = 0
    idea.pace_months = planned_months(length_of(town, phase), idea.stake, limit, k.months_growth)
    draw = uniform(town.state[0].key, idea.identity, OVERRUN, phase, NO_CLOCK)
    idea.work_left = overrun_factor(
        draw,
        world_k.overrun_typical,
        world_k.overrun_tail * idea.radicality,
        world_k.overrun_runaway,
        world_k.overrun_spread,
    )


def is_of_laboratory(hours: float, worked: float) -> bool:
    """Say whether half the hours of direction and model so far, or more, are laboratory staff's."""
    return hours > 0.0 and 2.0 * hours >= worked


def in_laboratory(idea: Idea) -> bool:
    """Say whether an idea's direction and model run in a laboratory [N A5]."""
    return is_of_laboratory(idea.laboratory_hours, idea.worked_hours)


def need_money(town: Town, idea: Idea) -> float:
    """Return the money a planned month of the phase needs, mDKK."""
    k = town.constants[0]
    cost = phase_cost(idea, idea.phase)
    if in_laboratory(idea) and idea.phase <= MODEL:
        cost *= k.development.laboratory_cost
    return cost * (1.0 - idea.hours_share) / idea.pace_months


def need_hours(town: Town, idea: Idea) -> float:
    """Return the hours a planned month of the phase needs."""
    k = town.constants[0]
    cost = phase_cost(idea, idea.phase)
    if in_laboratory(idea) and idea.phase <= MODEL:
        cost *= k.development.laboratory_cost
    return cost * idea.hours_share / idea.pace_months / k.town.wage_mdkk


def rest_cost(idea: Idea) -> float:
    """Return the planned cost of what is left to operation, mDKK; work beyond plan is not foreseen."""
    rest = min(1.0, max(0.0, idea.work_left)) * phase_cost(idea, idea.phase)
    if idea.phase == MODEL:
        rest += phase_cost(idea, IMPLEMENTATION)
    return rest


def yearly_hurdle(cost: float, size: float, years: float) -> float:
    """Return a cost spread over the years in which it must have been earned, per krone at stake."""
    return cost / (years * size)


def is_worth_rest(mean: float, rest: float, size: float, years: float) -> bool:
    """Say whether the dossier says that the rest is worth its cost, spread over these years."""
    return mean > yearly_hurdle(rest, size, years)
