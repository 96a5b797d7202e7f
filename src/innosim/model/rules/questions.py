"""Step 4, questions: the hunt for the question, its mystery and what is discarded (ODD, Questions)."""

from innosim.model.chance import (
    NO_ITEM,
    QUESTION_DEPARTMENT,
    QUESTION_QUALITY,
    town_entity,
    uniform,
)
from innosim.model.maths import exp
from innosim.model.rows import Question
from innosim.model.rules.calendar import clock_of, council_meets
from innosim.model.rules.departments import drawn_department
from innosim.model.rules.tracks import best_matured, count_questions
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    CLOSED,
    DISCARDED,
    IN_MYSTERY,
    MATURED,
    NEVER,
    OPEN,
)

FIRST_TRACK = 1000  # town entities below are departments


def ripened(luck: float, months: int, pace: float) -> float:
    """Return a question's quality after months of mystery: diminishing returns, no guarantee [N §3.1]."""
    return luck * (1.0 - exp(-months / pace))


def is_poor(quality: float, bar: float, months: int) -> bool:
    """Say whether a matured question is discarded [N A3]; without a mystery phase none is looked at that closely."""
    return months > 0 and quality < bar


def is_ripe(months: int, asked: float) -> bool:
    """Say whether mystery has lasted the lever's months."""
    return months >= asked


def is_closed(opened: int, now: int, answers: int, open_months: float, enough: float) -> bool:
    """Say whether an open question closes: after its time, or when enough answers operate."""
    return now - opened >= open_months or answers >= enough


def frame(town: Town, now: int, track: int) -> None:
    """A free track takes up a new question, in a department drawn in proportion to budgets."""
    state = town.state[0]
    if state.questions >= len(town.questions):
        return
    entity = town_entity(state.municipality, FIRST_TRACK + track)
    question = town.questions[state.questions]
    question.department = drawn_department(
        town, uniform(state.key, entity, QUESTION_DEPARTMENT, NO_ITEM, clock_of(now))
    )
    question.luck = uniform(state.key, entity, QUESTION_QUALITY, NO_ITEM, clock_of(now))
    question.months_in_mystery = 0
    question.quality = 0.0
    question.state = IN_MYSTERY
    question.opened = NEVER
    question.answers = 0
    town.tracks[track] = state.questions
    state.questions += 1
    leave_mystery(town, now, question)


def leave_mystery(town: Town, now: int, question: Question) -> None:
    """A question that is ripe leaves mystery."""
    row = town.levers[now]
    months = question.months_in_mystery
    if is_ripe(months, row.mystery_months):
        poor = is_poor(question.quality, town.constants[0].questions.question_bar, months)
        mature(question, now, row.contract == 1, poor)


def mature(question: Question, now: int, contract: bool, poor: bool) -> None:
    """A question leaves mystery: discarded when poor, held for the council under a contract, else open."""
    if poor:
        question.state = DISCARDED
    elif contract:
        question.state = MATURED
    else:
        question.state = OPEN
        question.opened = now


def advance(town: Town, now: int, question: Question) -> None:
    """A question lives a month: mystery ripens it, an open one may close."""
    k = town.constants[0].questions
    row = town.levers[now]
    if question.state == IN_MYSTERY:
        if question.months_in_mystery < row.mystery_months:
            question.months_in_mystery += 1
            question.quality = ripened(question.luck, question.months_in_mystery, k.mystery_pace)
        leave_mystery(town, now, question)
    elif question.state == MATURED and row.contract == 0:
        question.state = OPEN
        question.opened = now
    elif question.state == OPEN:
        closes = is_closed(question.opened, now, question.answers, k.open_months, k.answers_enough)
        question.state = CLOSED if closes else OPEN


def council_picks(town: Town, now: int) -> None:
    """Under a contract the council picks once a term, when enough have matured; the others are discarded [N A3]."""
    state = town.state[0]
    needed = min(town.constants[0].questions.contract_pick, town.levers[now].tracks)
    ready = council_meets(now) and state.picked_this_term == 0
    if (
        town.levers[now].contract == 0
        or not ready
        or count_questions(town, MATURED) < needed
        or needed == 0
    ):
        return
    for _ in range(int(needed)):
        question = town.questions[town.tracks[best_matured(town)]]
        question.state = OPEN
        question.opened = now
    state.picked_this_term = 1
    for track in range(len(town.tracks)):
        if town.tracks[track] >= 0 and town.questions[town.tracks[track]].state == MATURED:
            town.questions[town.tracks[track]].state = DISCARDED


def point_departments(town: Town) -> None:
    """Each department remembers its best open question, for sparks to be drawn to."""
    for number in range(len(town.departments)):
        town.departments[number].open_question = -1
    for track in range(len(town.tracks)):
        row = town.tracks[track]
        if row >= 0 and town.questions[row].state == OPEN:
            department = town.departments[town.questions[row].department]
            best = department.open_question
            if best < 0 or town.questions[row].quality > town.questions[best].quality:
                department.open_question = row


def questions(town: Town, now: int) -> None:
    """Step 4: as many questions at a time, in mystery and open together, as the lever tracks."""
    indicators = town.indicators[now]
    for track in range(len(town.tracks)):
        if town.tracks[track] >= 0:
            question = town.questions[town.tracks[track]]
            advance(town, now, question)
    council_picks(town, now)
    for track in range(len(town.tracks)):
        row = town.tracks[track]
        if row >= 0 and town.questions[row].state >= CLOSED:
            if town.questions[row].state == DISCARDED:
                indicators.questions_discarded += 1
            town.tracks[track] = -1
        if town.tracks[track] < 0 and track < town.levers[now].tracks:
            frame(town, now, track)
    point_departments(town)
