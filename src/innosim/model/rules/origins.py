"""Where an idea comes from: who counts as staff or as home-grown, what is at stake by origin, and who carries it."""

from innosim.model.rows import Idea
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    CITIZEN,
    COPIED,
    DIRECTOR,
    DIRECTOR_CHAMPION,
    EMPLOYEE,
    ILDSJAEL,
    IMPORT,
    MANAGER,
    MANAGER_CHAMPION,
    POLITICIAN,
    POST_CHAMPION,
    SEAT_CHAMPION,
)


def is_staff(origin: int) -> bool:
    """Say whether an idea comes from below: an ildsjæl, an employee or a citizen."""
    return origin == ILDSJAEL or origin == EMPLOYEE or origin == CITIZEN


def is_home_grown(idea: Idea) -> bool:
    """Say whether an idea is neither a copy nor from elsewhere."""
    return idea.origin != COPIED and idea.origin != IMPORT


def median_size(town: Town, origin: int) -> float:
    """Return the median at stake by origin, mDKK a year."""
    k = town.constants[0]
    if origin == DIRECTOR:
        return k.derived.size_director_mdkk
    if origin == POLITICIAN:
        return k.derived.size_politician_mdkk
    if origin == MANAGER or origin == IMPORT:
        return k.ideas.size_manager
    return k.ideas.size_staff


def set_champion(idea: Idea, kind: int, row: int, person: int) -> None:
    """An idea gets its champion, a person at a row."""
    idea.champion = kind
    idea.champion_row = row
    idea.champion_person = person


def find_champion(town: Town, idea: Idea) -> None:
    """For an employee's or citizen's idea: an active ildsjæl of the unit, else the manager."""
    manager = town.managers[idea.unit]
    for number in range(manager.first_post, manager.first_post + manager.posts):
        if town.posts[number].active == 1:
            set_champion(idea, POST_CHAMPION, number, town.posts[number].person)
            return
    set_champion(idea, MANAGER_CHAMPION, idea.unit, manager.person)


def set_origin(town: Town, idea: Idea, home: int) -> None:
    """Where the idea comes from and who carries it: the ildsjæl its own, a manager or leader theirs."""
    slot = idea.slot
    idea.unit = slot
    if idea.origin == ILDSJAEL:
        idea.unit = town.posts[slot].unit
        set_champion(idea, POST_CHAMPION, slot, town.posts[slot].person)
    elif idea.origin == DIRECTOR:
        idea.unit = -1
        set_champion(idea, DIRECTOR_CHAMPION, slot, town.board[slot].person)
    elif idea.origin == POLITICIAN:
        idea.unit = -1
        set_champion(idea, SEAT_CHAMPION, slot, town.council[slot].person)
    elif idea.origin == MANAGER or idea.origin == IMPORT:
        set_champion(idea, MANAGER_CHAMPION, slot, town.managers[slot].person)
    else:
        find_champion(town, idea)
    idea.home = idea.unit
    idea.department = home


def staff_part(town: Town, idea: Idea) -> float:
    """Return the part that staff have in an idea [N A3, A4]."""
    return 1.0 if is_staff(idea.origin) else town.constants[0].operation.leader_part


def encourage(town: Town, idea: Idea, step: float) -> None:
    """An ildsjæl's energy moves with what happens to its idea [N A2]."""
    if idea.champion == POST_CHAMPION:
        town.posts[idea.champion_row].energy_push += step
