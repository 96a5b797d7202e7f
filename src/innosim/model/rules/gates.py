"""Step 6, gates: each pass waits for its decider's capacity, the best dossiers first (ODD, Gates)."""

from innosim.model.chance import SHELF, uniform
from innosim.model.maths import exp, log
from innosim.model.rows import Idea
from innosim.model.rules.calendar import QUARTER, council_meets
from innosim.model.rules.endings import end_idea
from innosim.model.rules.events import note
from innosim.model.rules.judging import verdict
from innosim.model.rules.ordering import put_in_order
from innosim.model.rules.origins import encourage
from innosim.model.rules.phases import start_phase
from innosim.model.rules.routes import decider_now, gate_row, without_sorting
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_A_GATE,
    AT_GATE,
    AT_WORK,
    BOARD,
    CHIEF,
    COUNCIL,
    DEPARTMENT_DIRECTOR,
    ENTERED_IMPLEMENTATION,
    ENTERED_MODEL,
    IMPLEMENTATION,
    JUDGED_NO,
    JUDGED_YES,
    MODEL,
    NO_CHAMPION,
    NOBODY,
    NONE_YET,
    ON_SHELF,
    PLACE,
    REJECTED,
    SHELVED,
    SORTING,
    TO_MODEL,
    UNIT_MANAGER,
    WAITED_GATE,
)


def dossier_hours(base: float, growth: float, size: float, limit: float) -> float:
    """Return the hours a case takes to put before a gate: business case, memo, steering group [N A2]."""
    return base * (1.0 + growth * max(0.0, log(size / limit)))


def shelf_chance(highest: float, below: float, distance: float) -> float:
    """Return the chance that an idea turned away is shelved: it falls with the distance below the bar."""
    return highest * exp(-below / distance)


def time_with(hours: float, left: float) -> float:
    """Return the hours an office has this month: what a case begun lacked is worked off, what was idle is gone."""
    return hours + min(0.0, left)


def member_of(idea: Idea, decider: int) -> int:
    """Return which gatekeeper of a kind decides: the home unit's manager, the department's director."""
    if decider == UNIT_MANAGER:
        return idea.home
    return idea.department + 1 if decider == DEPARTMENT_DIRECTOR else 0


def open_gates(town: Town, now: int) -> None:
    """What each gatekeeper has time for this month; sorting goes on with what it began; the council meets quarterly."""
    state = town.state[0]
    k = town.constants[0].gates
    row = town.levers[now]
    hours = k.council_least + k.council_hours * row.involvement
    meets = council_meets(now) and state.mandate == 1
    town.offices[SORTING] = time_with(row.sorting_hours, town.offices[SORTING])
    town.offices[COUNCIL] = QUARTER * hours if meets else 0.0


def board_hours_left(town: Town) -> float:
    """Return the hours of the director who has least left."""
    least = town.board[0].hours_left
    for chair in range(len(town.board)):
        least = min(least, town.board[chair].hours_left)
    return least


def claim_chair(town: Town, chair: int, hours: float) -> bool:
    """Take a director's hours for a case, when they are there."""
    director = town.board[chair]
    if director.hours_left < hours:
        return False
    director.hours_left -= hours
    return True


def claim_board(town: Town, hours: float) -> bool:
    """Take every director's hours for a case of the board, when all have them."""
    if board_hours_left(town) < hours:
        return False
    for chair in range(len(town.board)):
        claim_chair(town, chair, hours)
    return True


def claim_manager(town: Town, unit: int, hours: float) -> bool:
    """Take a manager's hours for a case, when they are there."""
    manager = town.managers[unit]
    if manager.manager_hours_left < hours:
        return False
    manager.manager_hours_left -= hours
    return True


def claim_office(town: Town, decider: int, hours: float) -> bool:
    """Take the time for a case of those who sit for the whole town, when it is there."""
    if town.offices[decider] < hours:
        return False
    town.offices[decider] -= hours
    return True


def claim_sorting(town: Town, hours: float) -> bool:
    """The sorting unit begins a case when it has any time left, and ends it in the next month's where that is too short."""
    if town.offices[SORTING] <= 0.0:
        return False
    town.offices[SORTING] -= hours
    return True


def claim_time(town: Town, idea: Idea, decider: int) -> bool:
    """A pass waits for its decider's capacity: say whether there is time, and take it."""
    k = town.constants[0].gates
    if decider == UNIT_MANAGER:
        return claim_manager(town, idea.home, k.manager_case)
    if decider == DEPARTMENT_DIRECTOR or decider == CHIEF:
        return claim_chair(town, member_of(idea, decider), k.director_case)
    if decider == BOARD:
        return claim_board(town, k.board_case)
    if decider == SORTING:
        return claim_sorting(town, k.sorting_case)
    return claim_office(town, decider, k.council_case)


def spend_dossier(town: Town, now: int, idea: Idea) -> None:
    """Each pass costs dossier hours, taken from the unit's or the department's month."""
    k = town.constants[0]
    hours = dossier_hours(
        k.gates.dossier_hours, k.gates.dossier_growth, idea.stake, k.derived.unit_limit_mdkk
    )
    if idea.wide == 1:
        town.departments[idea.department].dossier_used += hours
    else:
        town.managers[idea.home].dossier_used += hours
    idea.spent_hours += hours
    idea.spent += hours * k.town.wage_mdkk
    if idea.gate != TO_MODEL:
        idea.spent_from_model += hours * k.town.wage_mdkk
    town.indicators[now].hours_on_ideas += hours


def count_wait(town: Town, now: int, row: int, decider: int) -> None:
    """An idea waits for its decider a month more."""
    idea = town.ideas[row]
    idea.months_waiting_gate += 1
    idea.idle += 1
    town.queues[now, decider] += 1
    decided = idea.decider
    idea.decider = decider  # the event names who is waited for; who decided last stays
    note(town, now, row, WAITED_GATE)
    idea.decider = decided


def count_judged(town: Town, now: int, idea: Idea, decider: int, passed: bool) -> None:
    """Count who judged what; worth turned away is counted where an idea is rejected for good."""
    town.decisions[now, decider] += 1
    count = town.gates[gate_row(idea.gate, idea.origin, decider)]
    count.judged += 1
    if passed:
        count.passed += 1


def go_through(town: Town, now: int, row: int) -> None:
    """The chain has said yes: the idea enters its next phase."""
    idea = town.ideas[row]
    idea.situation = AT_WORK
    encourage(town, idea, town.constants[0].people.energy_progress)
    if idea.gate == TO_MODEL:
        idea.month_model = now
        town.indicators[now].starts += 1
        idea.believed_model = idea.belief
        start_phase(town, idea, MODEL)
        note(town, now, row, ENTERED_MODEL)
    else:
        idea.month_implementation = now
        idea.believed_implementation = idea.belief
        start_phase(town, idea, IMPLEMENTATION)
        note(town, now, row, ENTERED_IMPLEMENTATION)


def promise(town: Town, idea: Idea) -> None:
    """The memo's raw estimate at the implementation gate is what was promised, its saving part what may be booked."""
    price = town.constants[0].ideas.quality_price
    idea.promised = (idea.theta + idea.memo_error) * idea.stake
    idea.promised_saving = (idea.theta_saving + idea.memo_error / (1.0 + price)) * idea.stake


def say_yes(town: Town, now: int, row: int) -> None:
    """A decider says yes: to the next in the chain, or through."""
    note(town, now, row, JUDGED_YES)
    go_on(town, now, row)


def go_on(town: Town, now: int, row: int) -> None:
    """An idea goes to the next in the chain, or through."""
    idea = town.ideas[row]
    idea.stage += 1
    idea.idle = 0
    if decider_now(idea) == NOBODY or (decider_now(idea) == PLACE and idea.place == 1):
        finish_chain(town, now, row)


def finish_chain(town: Town, now: int, row: int) -> None:
    """When the chain says yes, the last decider's posterior becomes the dossier."""
    idea = town.ideas[row]
    idea.belief = idea.last_mean
    idea.variance = idea.last_sd * idea.last_sd
    if idea.gate != TO_MODEL:
        promise(town, idea)
    go_through(town, now, row)


def shelve(town: Town, now: int, row: int) -> None:
    """A turned-away idea whose champion remains rests on the shelf."""
    idea = town.ideas[row]
    idea.situation = ON_SHELF
    idea.shelf_since = now
    note(town, now, row, SHELVED)


def say_no(town: Town, now: int, row: int, below: float) -> None:
    """A decider says no: the idea is shelved or rejected; unit and ildsjæl feel it."""
    k = town.constants[0]
    idea = town.ideas[row]
    note(town, now, row, JUDGED_NO)
    encourage(town, idea, -k.people.energy_rejection)
    if idea.home >= 0:
        town.managers[idea.home].culture_push -= k.people.culture_rejection
    draw = uniform(town.state[0].key, idea.identity, SHELF, idea.gate, idea.visits)
    chance = shelf_chance(k.gates.shelf_chance, below, k.gates.shelf_distance)
    if idea.champion != NO_CHAMPION and idea.returns < k.gates.shelf_returns and draw < chance:
        shelve(town, now, row)
    else:
        end_idea(town, now, row, REJECTED, AT_A_GATE)


def visit_gate(town: Town, now: int, row: int) -> None:
    """An idea's turn at its gate: wait, or be judged."""
    idea = town.ideas[row]
    decider = decider_now(idea)
    if decider == PLACE:
        return
    if decider == COUNCIL and town.levers[now].contract == 1:
        go_on(town, now, row)  # a contract was made by a dated change while the idea waited
        return
    if decider == SORTING and town.levers[now].sorting == 0:  # closed by a dated change
        decider = without_sorting(idea)
    if not claim_time(town, idea, decider):
        count_wait(town, now, row, decider)
        return
    spend_dossier(town, now, idea)
    over = verdict(town, idea, decider, member_of(idea, decider))
    count_judged(town, now, idea, decider, over > 0.0)
    if over > 0.0:
        say_yes(town, now, row)
    else:
        say_no(town, now, row, -over)


def list_waiting(town: Town) -> int:
    """List the ideas at a gate by dossier score, best first; return how many."""
    state = town.state[0]
    count = NONE_YET
    for place in range(state.living):
        row = town.living[place]
        if town.ideas[row].situation == AT_GATE:
            town.order[count] = row
            town.score[row] = town.ideas[row].belief
            count += 1
    put_in_order(town, count)
    return count


def board_places(tracks: int, least: float) -> float:
    """Return the places on the board's table: as many as tracks, and some for its ordinary agenda."""
    return max(float(tracks), least)


def give_places(town: Town, now: int) -> None:
    """Board places go by kroner (stake x dossier mean), and are held until operation or the end."""
    state = town.state[0]
    count = NONE_YET
    for place in range(state.living):
        row = town.living[place]
        idea = town.ideas[row]
        if idea.situation == AT_GATE and decider_now(idea) == PLACE:
            town.order[count] = row
            town.score[row] = idea.stake * idea.belief
            count += 1
    put_in_order(town, count)
    places = board_places(town.levers[now].tracks, town.constants[0].gates.board_places_least)
    for place in range(count):
        row = town.order[place]
        if state.places_used < places:
            state.places_used += 1
            town.decisions[now, PLACE] += 1
            town.ideas[row].place = 1
            town.ideas[row].idle = 0
            finish_chain(town, now, row)
        else:
            count_wait(town, now, row, PLACE)


def gates(town: Town, now: int) -> None:
    """Step 6: every idea at a gate has its turn, then places on the board's table are given."""
    open_gates(town, now)
    count = list_waiting(town)
    for place in range(count):
        visit_gate(town, now, town.order[place])
    give_places(town, now)
