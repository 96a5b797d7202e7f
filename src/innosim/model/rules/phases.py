"""The phases of an idea: what each costs and how long it should take (MODEL.md §3, §4.7)."""

from innosim.model.chance import NO_CLOCK, OVERRUN, uniform
from innosim.model.codes import COPIED, DIRECTION, IMPLEMENTATION, MODEL
from innosim.model.maths import exp, log, normal_quantile


def phase_share(phase, ratio):
    """Return a phase's share of the planned cost: direction, model, implementation as 1 : r : r r."""
    whole = 1.0 + ratio + ratio * ratio
    if phase == DIRECTION:
        return 1.0 / whole
    if phase == MODEL:
        return ratio / whole
    return ratio * ratio / whole


def phase_cost(idea, phase, ratio):
    """Return a phase's planned cost, mDKK; a copy is only implemented."""
    if idea.origin == COPIED:
        return idea.cost if phase == IMPLEMENTATION else 0.0
    return idea.cost * phase_share(phase, ratio)


def planned_months(months, size, limit, growth):
    """Return a phase's planned length: longer with the logarithm of size over the unit's limit."""
    return months * (1.0 + growth * max(0.0, log(size / limit)))


def overrun_factor(draw, typical, tail, runaway, spread):
    """Return real work against planned: an ordinary overrun, and a fat tail (Flyvbjerg & Budzier 2011)."""
    ordinary = (1.0 + typical) * exp(spread * normal_quantile(draw))
    return ordinary + runaway if draw > 1.0 - tail else ordinary


def length_of(town, phase):
    """Return the planned months of a phase for an idea at the unit's limit."""
    k = town.constants[0].development
    if phase == DIRECTION:
        return k.months_direction
    return k.months_model if phase == MODEL else k.months_implementation


def start_phase(town, idea, phase):
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
