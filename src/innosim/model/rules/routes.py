"""Who decides: the table of gates, read from the top (ODD, Gates)."""

from innosim.model.chance import LOCAL, MEMO, NO_CLOCK, NO_ITEM, normal, uniform
from innosim.model.rows import Idea
from innosim.model.rules.origins import is_staff
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_GATE,
    BOARD,
    CHIEF,
    COPIED,
    COUNCIL,
    DECIDERS,
    DEPARTMENT_DIRECTOR,
    DIRECTOR,
    IMPORT,
    NOBODY,
    ORIGINS,
    PLACE,
    POLITICIAN,
    SORTING,
    TO_MODEL,
    UNIT_MANAGER,
)

ALL_ORIGINS, ALL_DECIDERS = len(ORIGINS), len(DECIDERS)


def stands_in(sorting: int, otherwise: int) -> int:
    """Return who sorts: the sorting unit, or without one whoever stands in for it."""
    return SORTING if sorting > 0 else otherwise


def goes_to_council(
    stake: float, limit: float, radicality: float, bar: float, least: float, drawn: bool
) -> bool:
    """Say whether the council decides too: for what is large, or radical and not small, with chance `involvement`."""
    return (stake > limit or (radicality > bar and stake > least)) and drawn


def judge_of_own(chair: int) -> int:
    """Return who judges a director's own idea: its author, who is the chief executive or the department's director."""
    return CHIEF if chair == 0 else DEPARTMENT_DIRECTOR


def judge_of_answer(own: bool, chair: int) -> int:
    """Return who judges an answer for its department: the director, or the chief executive where it is the director's own."""
    return CHIEF if own and chair > 0 else DEPARTMENT_DIRECTOR


def answers_to(idea: Idea) -> int:
    """Return who judges an idea for its department."""
    return judge_of_answer(idea.origin == DIRECTOR, idea.slot)


def without_sorting(idea: Idea) -> int:
    """Return who sorts an idea where there is no sorting unit."""
    if idea.question >= 0:
        return answers_to(idea)
    if idea.origin == POLITICIAN:
        return CHIEF
    return UNIT_MANAGER if idea.origin == IMPORT else DEPARTMENT_DIRECTOR


def route_to_model(idea: Idea, local: bool, sorting: int) -> None:
    """Lay the way to model: who decides first and second."""
    sorts = stands_in(sorting, without_sorting(idea))
    idea.second = NOBODY
    idea.third = NOBODY
    if local:
        idea.first = UNIT_MANAGER
    elif idea.question >= 0:
        idea.first = sorts
    elif is_staff(idea.origin):
        idea.first = UNIT_MANAGER
        idea.second = sorts
    elif idea.origin == DIRECTOR:
        idea.first = judge_of_own(idea.slot)
    else:
        idea.first = sorts


def route_to_implementation(
    idea: Idea, local: bool, large: bool, to_council: bool, contract: bool
) -> None:
    """Lay the way to implementation; above the limit a place on the board's table is needed."""
    idea.second = NOBODY
    idea.third = NOBODY
    if local or idea.origin == COPIED or (idea.origin == IMPORT and idea.question < 0):
        idea.first = UNIT_MANAGER
    elif idea.question < 0 and idea.origin == DIRECTOR:
        idea.first = BOARD
    elif idea.question < 0 and idea.origin == POLITICIAN:
        idea.first = BOARD
        idea.second = NOBODY if contract else COUNCIL
    else:
        idea.first = answers_to(idea)
        idea.second = PLACE if large else NOBODY
    if to_council and idea.second != COUNCIL:
        idea.third = idea.second
        idea.second = COUNCIL


def moved_up(local: float, visible_gap: float, step: float) -> float:
    """Return what threat rigidity leaves of local approval while a gap is visible (Staw et al. 1981)."""
    return max(0.0, local - step) if visible_gap > 0.0 else local


def local_share(town: Town, now: int) -> float:
    """Return the share of small ideas from below that a unit's manager may decide on alone."""
    k = town.constants[0]
    local = town.levers[now].local_approval
    if k.switches.threat_rigidity == 0:
        return local
    return moved_up(local, town.state[0].visible_gap, k.sparks.rigidity_local)


def is_local(town: Town, now: int, idea: Idea) -> bool:
    """Say whether the unit's manager may decide alone: small, from below, and drawn by `local approval`."""
    if idea.wide == 1 or not is_staff(idea.origin):
        return False
    return uniform(town.state[0].key, idea.identity, LOCAL, NO_ITEM, NO_CLOCK) < local_share(
        town, now
    )


def arrive(town: Town, now: int, idea: Idea, gate: int) -> None:
    """An idea comes to a gate with a memo, whose error all who read it share."""
    k = town.constants[0]
    row = town.levers[now]
    idea.situation = AT_GATE
    idea.gate = gate
    idea.stage = 0
    luck = normal(town.state[0].key, idea.identity, MEMO, NO_ITEM, gate)
    idea.memo_error = k.world.memo_optimism + k.gates.memo_sd * luck
    local = is_local(town, now, idea)
    if gate == TO_MODEL:
        route_to_model(idea, local, row.sorting)
        return
    drawn = idea.involvement_draw < row.involvement and row.contract == 0
    limit = k.derived.unit_limit_mdkk
    council = goes_to_council(
        idea.stake,
        k.derived.council_limit_mdkk,
        idea.radicality,
        k.ideas.council_radicality,
        limit,
        drawn,
    )
    route_to_implementation(idea, local, idea.stake > limit, council, row.contract == 1)


def decider_now(idea: Idea) -> int:
    """Return who decides next, NOBODY when the chain is done."""
    if idea.stage == 0:
        return idea.first
    if idea.stage == 1:
        return idea.second
    return idea.third if idea.stage == 2 else NOBODY


def gate_row(gate: int, origin: int, decider: int) -> int:
    """Return the row that counts what a kind of decider does at a gate with ideas of an origin."""
    return (gate * ALL_ORIGINS + origin) * ALL_DECIDERS + decider
