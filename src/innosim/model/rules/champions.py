"""Who carries an idea when its champion goes, and when a shelved idea may return (ODD, Ideas; ODD, People)."""

from innosim.model.chance import NO_ITEM, TAKEOVER_IDEA, uniform
from innosim.model.rows import Idea
from innosim.model.rules.events import note
from innosim.model.rules.origins import find_champion, is_home_grown, is_staff, set_champion
from innosim.model.rules.routes import arrive
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_GATE,
    AT_WORK,
    CHAMPION_CHANGED,
    CHAMPION_LOST,
    DIRECTOR_CHAMPION,
    MANAGER_CHAMPION,
    NO_CHAMPION,
    ON_SHELF,
    POST_CHAMPION,
    RETURNED,
    SEAT_CHAMPION,
)


def person_now(town: Town, idea: Idea) -> int:
    """Return who sits where the idea's champion sat."""
    if idea.champion == POST_CHAMPION:
        return town.posts[idea.champion_row].person
    if idea.champion == MANAGER_CHAMPION:
        return town.managers[idea.champion_row].person
    if idea.champion == DIRECTOR_CHAMPION:
        return town.board[idea.champion_row].person
    return (
        town.council[idea.champion_row].person
        if idea.champion == SEAT_CHAMPION
        else idea.champion_person
    )


def takes_over(town: Town, idea: Idea, person: int, willing: float) -> bool:
    """Say whether a newcomer takes the predecessor's idea over: by openness or engagement [N §3.7]."""
    return uniform(town.state[0].key, idea.identity, TAKEOVER_IDEA, NO_ITEM, person) < willing


def managers_will(town: Town, idea: Idea) -> float:
    """A new manager takes the predecessor's own ideas over with chance openness; what was brought in is the office's."""
    return town.managers[idea.champion_row].openness if is_home_grown(idea) else 1.0


def replace_champion(town: Town, idea: Idea, person: int) -> None:
    """A champion has gone: the next in order, a newcomer who is willing, or none."""
    if idea.champion == POST_CHAMPION or (
        idea.champion == MANAGER_CHAMPION and is_staff(idea.origin)
    ):
        find_champion(town, idea)
        return
    willing = 0.0
    if idea.champion == MANAGER_CHAMPION:
        willing = managers_will(town, idea)
    elif idea.champion == DIRECTOR_CHAMPION:
        willing = town.board[idea.champion_row].engagement
    if takes_over(town, idea, person, willing):
        idea.champion_person = person
    else:
        set_champion(idea, NO_CHAMPION, idea.champion_row, person)


def mark_waiting(town: Town, idea: Idea) -> None:
    """An ildsjæl whose idea waits is neglected [N A2]."""
    if idea.champion == POST_CHAMPION and (
        idea.situation == AT_GATE or (idea.situation == AT_WORK and idea.idle > 0)
    ):
        town.posts[idea.champion_row].waiting += 1


def return_from_shelf(town: Town, now: int, row: int) -> None:
    """A window is open: the idea is put forward again at the gate that turned it away."""
    idea = town.ideas[row]
    idea.returns += 1
    idea.visits += 1
    idea.idle = 0
    arrive(town, now, idea, idea.gate)
    note(town, now, row, RETURNED)


def champions(town: Town, now: int) -> None:
    """Champions who left are replaced; open windows bring ideas back from the shelf (Kingdon 1984), unless cuts alone are asked for."""
    indicators = town.indicators[now]
    state = town.state[0]
    opened = state.window == 1 or indicators.election == 1 or state.new_director == 1
    opened = opened and town.constants[0].switches.windows == 1
    opened = opened and town.levers[now].cuts_only == 0
    for number in range(len(town.posts)):
        town.posts[number].waiting = 0
    for place in range(state.living):
        row = town.living[place]
        idea = town.ideas[row]
        person = person_now(town, idea)
        if person != idea.champion_person:
            replace_champion(town, idea, person)
            note(
                town, now, row, CHAMPION_LOST if idea.champion == NO_CHAMPION else CHAMPION_CHANGED
            )
        if (
            opened
            and idea.situation == ON_SHELF
            and idea.champion != NO_CHAMPION
            and idea.shelf_since < now
        ):
            return_from_shelf(town, now, row)
        mark_waiting(town, idea)
