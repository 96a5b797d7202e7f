"""How an idea ends, and what its end does to its place, its unit and its public (ODD, Ideas)."""

from innosim.model.chance import CASE, NO_CLOCK, NO_ITEM, TELLING, uniform
from innosim.model.maths import exp, sigmoid
from innosim.model.rows import Idea
from innosim.model.rules.calendar import has_happened
from innosim.model.rules.departments import safety_around
from innosim.model.rules.events import note
from innosim.model.rules.phases import in_laboratory
from innosim.model.rules.routes import gate_row
from innosim.model.rules.traits import MIDDLE
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    CASE_MADE,
    ENDED,
    HAS_LAPSED,
    MODEL,
    REJECTED,
    ROLLED_BACK,
    STOPPED,
    WAS_REJECTED,
    WAS_ROLLED_BACK,
    WAS_STOPPED,
)


def free_place(town: Town, idea: Idea) -> None:
    """A place on the board's table is free again."""
    if idea.place == 1:
        idea.place = 0
        town.state[0].places_used -= 1


def count_end(town: Town, now: int, end: int) -> None:
    """Count ideas out, by how they ended."""
    indicators = town.indicators[now]
    state = town.state[0]
    if end == REJECTED:
        indicators.rejected += 1
        state.total_rejected += 1
    elif end == STOPPED:
        indicators.stopped += 1
        state.total_stopped += 1
    elif end == ROLLED_BACK:
        indicators.rolled_back += 1
        state.total_rolled_back += 1
    else:
        indicators.lapsed += 1
        state.total_lapsed += 1


def end_event(end: int) -> int:
    """Return the event that tells of an end."""
    if end == REJECTED:
        return WAS_REJECTED
    if end == STOPPED:
        return WAS_STOPPED
    return WAS_ROLLED_BACK if end == ROLLED_BACK else HAS_LAPSED


def end_idea(town: Town, now: int, row: int, end: int, cause: int) -> None:
    """An idea ends: counted, its place freed, what it cost from model on counted as failure."""
    indicators = town.indicators[now]
    idea = town.ideas[row]
    idea.situation = ENDED
    idea.end = end
    idea.end_cause = cause
    idea.end_month = now
    free_place(town, idea)
    count_end(town, now, end)
    if end == REJECTED:
        count = town.gates[gate_row(idea.gate, idea.origin, idea.decider)]
        count.turned_away_worth_mdkk += max(0.0, idea.theta * idea.stake)
    indicators.failed_cost_mdkk += (
        idea.spent_from_model - idea.spent_before_from_model + idea.winding
    )
    note(town, now, row, end_event(end))
    if went_public(end, has_happened(idea.month_model) or has_happened(idea.month_implementation)):
        idea.told = 1 if is_told(town, now, idea) else 0
        if idea.told == 1:
            answer_for(town, now, idea)
        face_public(town, now, row)


def went_public(end: int, passed: bool) -> bool:
    """Say whether an end can become a case: stopped, rolled back or lapsed after a gate was passed."""
    return end != REJECTED and passed


def case_chance(cost: float, scale: float, publicity: float) -> float:
    """Return the chance that a failure becomes a case: (1 - exp(-cost/scale)) x publicity (ODD, In public)."""
    return (1.0 - exp(-cost / scale)) * publicity


def case_weight(cost: float, permille: float, floor: float, floor_from: float) -> float:
    """Return what a case weighs, in per mille of B: its cost, at least a floor that grows with a small cost."""
    loss = cost / permille
    return max(floor if loss >= floor_from else floor * loss / floor_from, loss)


def telling_chance(base: float, for_tolerance: float, for_safety: float) -> float:
    """Return the chance that a failure is told in time: sigma(a + b tolerance + c safety) (Edmondson 1999)."""
    return sigmoid(base + for_tolerance + for_safety)


def is_told(town: Town, now: int, idea: Idea) -> bool:
    """Say whether a failure is told in time: never where bad news had been hidden before (Staw 1976; Edmondson 1999)."""
    if idea.hidden > 0:
        return False
    k = town.constants[0]
    chance = telling_chance(
        k.public.telling_base,
        k.development.stop_tolerance * town.levers[now].tolerance,
        k.development.stop_safety * (safety_around(town, idea) - MIDDLE),
    )
    return uniform(town.state[0].key, idea.identity, TELLING, NO_ITEM, NO_CLOCK) < chance


def face_public(town: Town, now: int, row: int) -> None:
    """A failed idea becomes a public case by chance, once: seldom when told in time, quieter from a laboratory [N A5]."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0]
    idea = town.ideas[row]
    cost = idea.spent_from_model + idea.winding
    quiet = idea.phase <= MODEL and in_laboratory(idea)
    publicity = k.world.publicity * (k.development.laboratory_quiet if quiet else 1.0)
    chance = case_chance(cost, k.public.case_scale * k.derived.permille_mdkk, publicity)
    chance *= k.public.case_told if idea.told == 1 else 1.0
    if uniform(state.key, idea.identity, CASE, NO_ITEM, NO_CLOCK) < chance:
        idea.case = 1
        indicators.cases += 1
        weight = case_weight(
            cost, k.derived.permille_mdkk, k.public.case_floor, k.public.case_floor_from
        )
        state.loss_push += weight * (1.0 if idea.told == 1 else k.public.case_hidden)
        note(town, now, row, CASE_MADE)


def answer_for(town: Town, now: int, idea: Idea) -> None:
    """How a failure is met is seen by others here: safety follows, and a director without nerve draws back."""
    k = town.constants[0].people
    met = k.safety_step * town.levers[now].tolerance
    if idea.wide == 0:
        town.managers[idea.home].safety_push += met
        return
    department = town.departments[idea.department]
    for unit in range(department.first_unit, department.first_unit + department.units):
        town.managers[unit].safety_push += met * k.safety_wide
    director = town.board[idea.department + 1]
    director.engagement_push -= k.engagement_step * (1.0 - director.nerve)
