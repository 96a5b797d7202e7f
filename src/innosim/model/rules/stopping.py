"""Step 8, stop or go on: where failure is punished, bad news hides (ODD, Stop or go on)."""

from innosim.model.chance import STOP, uniform
from innosim.model.maths import sigmoid
from innosim.model.rules.departments import safety_around
from innosim.model.rules.endings import end_idea
from innosim.model.rules.events import note
from innosim.model.rules.phases import is_worth_rest, rest_cost
from innosim.model.rules.traits import MIDDLE
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_WORK,
    BAD_NEWS_HIDDEN,
    CHAMPION_GONE,
    ENDED,
    LAPSED,
    MODEL,
    NO_CHAMPION,
    NO_WORK,
    NOT_WORTH_REST,
    ON_SHELF,
    OPERATING,
    REJECTED,
    SHELF_RAN_OUT,
    STOPPED,
)


def stop_chance(base: float, for_tolerance: float, for_safety: float, sunk: float) -> float:
    """Return the chance to stop what is not worth its rest: sigma(a + b tolerance + c safety - d sunk share)."""
    return sigmoid(base + for_tolerance + for_safety - sunk)


def sunk_share(spent: float, planned: float) -> float:
    """Return what has been spent, of what the whole was planned to cost, at most 1."""
    return min(1.0, spent / planned) if planned > 0.0 else 0.0


def consider_stopping(town: Town, now: int, row: int) -> None:
    """An idea whose rest is not worth its cost is stopped, or its bad news hides another month."""
    k = town.constants[0]
    idea = town.ideas[row]
    if is_worth_rest(idea.belief, rest_cost(idea), idea.stake, k.ideas.payback_years):
        return
    tolerance = k.development.stop_tolerance * town.levers[now].tolerance
    safety = k.development.stop_safety * (safety_around(town, idea) - MIDDLE)
    sunk = (
        sunk_share(idea.spent, idea.cost) * k.development.stop_sunk
        if k.switches.escalation == 1
        else 0.0
    )
    chance = stop_chance(k.development.stop_base, tolerance, safety, sunk)
    if uniform(town.state[0].key, idea.identity, STOP, idea.phase, idea.phase_months) < chance:
        end_idea(town, now, row, STOPPED, NOT_WORTH_REST)
    else:
        idea.hidden += 1
        note(town, now, row, BAD_NEWS_HIDDEN)


def let_lapse(town: Town, now: int, row: int) -> None:
    """An idea without a champion, or too long without work or decision, lapses; the shelf has no such clock."""
    k = town.constants[0]
    idea = town.ideas[row]
    if idea.situation == ON_SHELF:
        idea.months_on_shelf += 1
        if idea.champion == NO_CHAMPION:
            end_idea(town, now, row, LAPSED, CHAMPION_GONE)
        elif now - idea.shelf_since >= k.gates.shelf_months:
            end_idea(town, now, row, REJECTED, SHELF_RAN_OUT)
    elif idea.champion == NO_CHAMPION:
        end_idea(town, now, row, LAPSED, CHAMPION_GONE)
    elif idea.idle >= k.development.lapse_months:
        end_idea(town, now, row, LAPSED, NO_WORK)


def stopping(town: Town, now: int) -> None:
    """Step 8: from the model phase on every idea at work is looked at; and what nobody carries lapses."""
    state = town.state[0]
    for place in range(state.living):
        row = town.living[place]
        idea = town.ideas[row]
        if idea.situation == AT_WORK and idea.phase >= MODEL and idea.work_left > 0.0:
            consider_stopping(town, now, row)
        if idea.situation != ENDED and idea.situation != OPERATING:
            let_lapse(town, now, row)
