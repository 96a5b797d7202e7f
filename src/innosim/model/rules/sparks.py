"""Step 5, sparks: in whose head an idea arises this month (ODD, Sparks)."""

from innosim.model.chance import (
    ANSWER,
    DEPARTMENT,
    NO_CLOCK,
    NO_ITEM,
    SPARK,
    identity,
    slot_entity,
    uniform,
)
from innosim.model.rules.birth import bear
from innosim.model.rules.calendar import HIGHEST_CHANCE, clock_of
from innosim.model.rules.departments import drawn_department
from innosim.model.rules.lanes import draw_slots
from innosim.model.rules.traits import MIDDLE
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    CITIZEN,
    COPIED,
    DIRECTOR,
    EMPLOYEE,
    ILDSJAEL,
    IMPORT,
    MANAGER,
    NONE_YET,
    ORIGINS,
    POLITICIAN,
)

NOT_OF_UNITS = {"ildsjael", "director", "politician", "copy"}
"""Origins whose ideas arise by post, chair or seat, or from an original."""

UNIT_SLOTS = len(ORIGINS.keys() - NOT_OF_UNITS)  # all others have one potential idea a unit


def urge(platform: float, visible_gap: float) -> float:
    """Return how a visible gap (per cent) raises the urge to search: a burning platform [N A3]."""
    return 1.0 + platform * visible_gap


def slack_factor(workload: float, pull: float, least: float, most: float) -> float:
    """Return how slack moves sparks (Nohria & Gulati 1996): none left, fewer ideas; kept within bounds."""
    return min(most, max(least, 1.0 + pull * (1.0 - workload)))


def culture_factor(culture: float, pull: float) -> float:
    """Return how innovation culture moves sparks, 1 at a half [N §3.3]."""
    return max(0.0, 1.0 + pull * (culture - MIDDLE))


def voiced(safety: float, pull: float) -> float:
    """Return how much of what is thought of is said, 1 at a half: it takes safety (voice: Hirschman 1970)."""
    return 1.0 + pull * (safety - MIDDLE)


def spark_chance(rate: float, lifted: float, narrowed: float, answers: bool) -> float:
    """Return the chance to spark: an open question draws ideas in, vision turns away what lies outside."""
    return min(HIGHEST_CHANCE, max(0.0, rate * (1.0 + lifted if answers else 1.0 - narrowed)))


def crowded(rate: float, ildsjaele: int, crowding: float, least: float) -> float:
    """Return the sparks of other staff beside ildsjæle, who crowd them out [N A2]."""
    return rate * max(least, 1.0 - crowding * ildsjaele)


def answers_question(town: Town, now: int, entity: int, question: int) -> bool:
    """Say whether a potential idea answers the open question: in proportion to vision."""
    if question < 0:
        return False
    share = town.constants[0].sparks.question_pull * town.levers[now].vision
    return uniform(town.state[0].key, entity, ANSWER, NO_ITEM, NO_CLOCK) < share


def slots_of(town: Town, origin: int) -> int:
    """Return how many slots an origin has: its posts, chairs or seats, else one a unit; a copy sparks in none."""
    if origin == ILDSJAEL:
        return len(town.posts)
    if origin == DIRECTOR:
        return len(town.board)
    if origin == POLITICIAN:
        return len(town.council)
    return 0 if origin == COPIED else len(town.managers)


def draw_sparks(town: Town, now: int) -> None:
    """Draw for every slot's potential idea of the month whether it sparks: ``draws[origin, slot]``."""
    number = town.state[0].municipality
    for origin in range(len(town.draws)):
        first = (
            identity(number, origin, NONE_YET, clock_of(now), NO_ITEM)
            if origin != COPIED
            else number
        )
        draw_slots(town, origin, SPARK, first, NO_CLOCK, slots_of(town, origin))


def is_traced(town: Town, now: int, origin: int, slot: int) -> bool:
    """Say whether the slot's potential idea of this month is the one that is traced."""
    state = town.state[0]
    if state.watched < 0:
        return False
    return identity(state.municipality, origin, slot, clock_of(now), NO_ITEM) == state.watched


def may_spark(town: Town, now: int, origin: int, slot: int, rate: float) -> bool:
    """Say whether the slot's potential idea sparks wherever a question draws it in, or is traced: all else need not be reckoned."""
    most = rate * (1.0 + town.constants[0].sparks.question_lift)
    return town.draws[origin, slot] < most or is_traced(town, now, origin, slot)


def try_spark(town: Town, now: int, origin: int, slot: int, home: int, rate: float) -> None:
    """The slot's one potential idea of this month sparks where its draw is under the chance here."""
    if not may_spark(town, now, origin, slot, rate):
        return
    draw = town.draws[origin, slot]
    state = town.state[0]
    k = town.constants[0].sparks
    entity = identity(state.municipality, origin, slot, clock_of(now), NO_ITEM)
    question = town.departments[home].open_question
    answers = answers_question(town, now, entity, question)
    vision = town.levers[now].vision
    narrowing = k.vision_narrowing * vision * (1.0 if question >= 0 else k.narrowing_unasked)
    chance = spark_chance(rate, k.question_lift * vision, narrowing, answers)
    if entity == state.watched:
        state.watched_chance = chance
        state.watched_draw = draw
    if draw < chance:
        bear(town, now, entity, home, question if answers else -1)


def unit_sparks(town: Town, now: int, unit: int, common: float, wider: float) -> None:
    """A unit's ildsjæle, other staff and manager, who must dare to say it, looks elsewhere, and its citizens."""
    switches = town.constants[0].switches
    k = town.constants[0].sparks
    manager = town.managers[unit]
    home = manager.department
    mood = (
        common
        * slack_factor(manager.workload, k.slack_pull, k.slack_least, k.slack_most)
        * culture_factor(manager.culture, k.culture_pull)
    )
    said = voiced(manager.safety, k.voice_pull) if switches.voice == 1 else 1.0
    start = town.constants[0].people.energy_start
    for number in range(manager.first_post, manager.first_post + manager.posts):
        if town.posts[number].active == 1:
            try_spark(
                town,
                now,
                ILDSJAEL,
                number,
                home,
                k.spark_post * mood * town.posts[number].energy / start * said,
            )
    crowding = town.constants[0].people.crowding
    staff = crowded(k.spark_unit, manager.ildsjaele, crowding, k.crowd_least)
    try_spark(town, now, EMPLOYEE, unit, home, staff * mood * said)
    try_spark(town, now, MANAGER, unit, home, k.spark_manager * mood * said)
    try_spark(town, now, CITIZEN, unit, home, town.constants[0].derived.spark_citizen_unit * wider)
    try_spark(town, now, IMPORT, unit, home, k.spark_import * mood)


def drawn_home(town: Town, now: int, origin: int, slot: int) -> int:
    """Return the department in which the idea of someone who belongs to none falls: drawn by chair or seat, and month."""
    entity = slot_entity(town.state[0].municipality, origin, slot)
    draw = uniform(town.state[0].key, entity, DEPARTMENT, NO_ITEM, clock_of(now))
    return drawn_department(town, draw)


def director_sparks(town: Town, now: int, common: float) -> None:
    """Directors look by engagement; the chief executive's ideas fall in a department by a draw of the chair."""
    k = town.constants[0].sparks
    mean = town.constants[0].people.engagement_mean
    for chair in range(len(town.board)):
        director = town.board[chair]
        rate = k.spark_director * common * director.engagement / mean
        if may_spark(town, now, DIRECTOR, chair, rate):
            home = director.department
            home = home if home >= 0 else drawn_home(town, now, DIRECTOR, chair)
            try_spark(town, now, DIRECTOR, chair, home, rate)


def politician_sparks(town: Town, now: int, wider: float) -> None:
    """Council members have ideas too; where they fall is drawn by the seat and the month."""
    rate = town.constants[0].sparks.spark_politician * wider
    for seat in range(len(town.council)):
        if may_spark(town, now, POLITICIAN, seat, rate):
            home = drawn_home(town, now, POLITICIAN, seat)
            try_spark(town, now, POLITICIAN, seat, home, rate)


def sparks(town: Town, now: int) -> None:
    """Step 5: every slot's potential idea of the month, unless cuts alone are asked for."""
    state = town.state[0]
    row = town.levers[now]
    if row.cuts_only == 1:
        return
    k = town.constants[0]
    burning = k.switches.burning_platform == 1 and k.switches.threat_rigidity == 0
    platform = k.sparks.platform_pull if burning else 0.0
    wider = 1.0 + k.sparks.partner_pull * row.partner_share
    common = urge(platform, state.visible_gap) * wider
    draw_sparks(town, now)
    for unit in range(len(town.managers)):
        unit_sparks(town, now, unit, common, wider)
    director_sparks(town, now, common)
    politician_sparks(town, now, wider)
