"""Step 3, operations: hours are claimed now and settled at the month's end (ODD, Hours)."""

from innosim.model.ledger import (
    HOURS_AVAILABLE,
    HOURS_COORDINATION,
    HOURS_DISCRETION,
    HOURS_DISTURBANCE,
    HOURS_DOSSIER,
    HOURS_FREE,
    HOURS_IMPLEMENTATION,
    HOURS_LEADERSHIP,
    HOURS_LEVER_STAFF,
    HOURS_OF_LEADERS,
    HOURS_OPERATIONS,
    HOURS_PROTECTED,
    HOURS_SLACK,
    HOURS_VACANT,
    OPERATIONS,
    SERVICES,
    post,
)
from innosim.model.maths import exp
from innosim.model.rows import Department, Manager
from innosim.model.rules.calendar import is_january
from innosim.model.rules.departments import overload_of, slack_hours, total_hours
from innosim.model.rules.tracks import count_questions
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import IN_MYSTERY, SORTING

NO_HOURS = 1e-9  # below this a town's hours are none, and are not divided by


def hours_demanded(demand: float, shock: float, unharvested_share: float) -> float:
    """Return the hours that citizens and the law ask for; a saving not yet harvested eases them."""
    return max(0.0, demand * (1.0 + shock) * (1.0 - unharvested_share))


def worn(condition: float, overload: float, slack: float, wear: float, repair: float) -> float:
    """Return the condition of quality after a month, within 0-1 by its form: overload wears a part of what is left, slack mends a part of what is not."""
    left = condition * exp(-wear * overload)
    return 1.0 - (1.0 - left) * exp(-repair * slack)


def quality_of(base: float, gained: float) -> float:
    """Return quality with what ideas gained: what they lost wears off what there is, and never under zero."""
    if gained >= 0.0 or base <= 0.0:
        return base + max(0.0, gained)
    return base * exp(gained / base)


def manager_time(
    have: float, ildsjaele: int, attention: float, protected: int, protection: float
) -> float:
    """Return a manager's hours for judging ideas, less what ildsjæle and their protection take [N A2]."""
    return max(0.0, have - attention * ildsjaele - protection * protected)


def count_protected(town: Town, manager: Manager, share: float) -> int:
    """Count a unit's active ildsjæle whom protection reaches; who comes first is drawn at the founding."""
    count = 0
    for number in range(manager.first_post, manager.first_post + manager.posts):
        post_row = town.posts[number]
        post_row.protected = 1 if post_row.active == 1 and post_row.rank < share else 0
        count += post_row.protected
    return count


def staff_share(town: Town, now: int) -> float:
    """Return the share of all units' hours that levers' staff and meetings have."""
    month = town.indicators[now]
    share = (month.hours_lever_staff + month.hours_coordination) / total_hours(town)
    return min(town.constants[0].hours.staff_most, share)


def claim_lever_hours(town: Town, now: int) -> None:
    """From month 0 the price leaves operations: staff of units and hours of meetings (ODD, Levers)."""
    indicators = town.indicators[now]
    row = town.levers[now]
    mystery = row.question_hours * count_questions(town, IN_MYSTERY)
    indicators.hours_lever_staff = row.lever_staff_hours
    indicators.hours_coordination = row.meeting_hours + mystery
    town.state[0].staff_share = staff_share(town, now)


def own_money_kept(now: int, left: float) -> float:
    """Own money is a twelfth a month; what is unspent is kept within the year and lapses in January."""
    return 0.0 if is_january(now) else left


def open_unit(town: Town, now: int, manager: Manager, department: Department) -> None:
    """A unit starts its month: capacity, demand, and what is set aside for ideas."""
    state = town.state[0]
    k = town.constants[0]
    row = town.levers[now]
    moved = state.vacant_share + 12.0 * department.money_moved / department.budget
    manager.capacity = manager.hours * max(0.0, 1.0 - state.staff_share - moved)
    eased = (department.realised - department.harvested) / department.budget
    manager.wanted = hours_demanded(manager.demand, department.shock, eased)
    manager.protected_left = min(manager.capacity, row.protected_time * manager.hours)
    slack = slack_hours(manager.capacity, manager.protected_left, manager.wanted)
    manager.slack_left = slack * k.development.slack_share
    manager.ordinary_left = k.development.implementation_cap * manager.hours
    manager.discretion_left = (
        k.development.discretion_share * manager.hours * manager.openness
        if k.switches.discretion == 1
        else 0.0
    )
    manager.discretion_offered = manager.discretion_left
    manager.discretion_used = 0.0
    kept = own_money_kept(now, manager.money_left)
    manager.money_left = kept + (
        k.development.own_money * 0.001 * department.budget * manager.size_share / 12.0
    )
    manager.shielded = count_protected(town, manager, row.protection)
    manager.manager_hours_left = manager_time(
        k.gates.manager_hours,
        manager.ildsjaele,
        k.people.attention_cost,
        manager.shielded,
        row.ildsjael_hours,
    )
    manager.protected_offered = manager.protected_left
    manager.ordinary_offered = manager.ordinary_left
    manager.protected_used = 0.0
    manager.slack_used = 0.0
    manager.implementation_used = 0.0
    manager.dossier_used = 0.0
    manager.disturbance = 0.0


def open_department(town: Town, now: int, department: Department) -> None:
    """What a department-wide idea may draw on is a part of what its units have; its money is its own."""
    k = town.constants[0].development
    claim = k.department_claim
    own = own_money_kept(now, department.money_left)
    own += k.own_money_wide * 0.001 * department.budget / 12.0
    department.protected_left = 0.0
    department.slack_left = 0.0
    department.ordinary_left = 0.0
    department.bought = 0.0
    for unit in range(department.first_unit, department.first_unit + department.units):
        manager = town.managers[unit]
        department.protected_left += claim * manager.protected_left
        department.slack_left += claim * manager.slack_left
        department.ordinary_left += claim * manager.ordinary_left
    department.protected_offered = department.protected_left
    department.slack_offered = department.slack_left
    department.ordinary_offered = department.ordinary_left
    department.money_left = own
    department.dossier_used = 0.0


def open_board(town: Town, now: int) -> None:
    """A director's hours for innovation, less what tracks and meetings with councillors take."""
    indicators = town.indicators[now]
    row = town.levers[now]
    indicators.hours_leadership = row.board_hours + row.council_hours
    for unit in range(len(town.managers)):
        indicators.hours_leadership += row.ildsjael_hours * town.managers[unit].shielded
    paid = indicators.hours_leadership * town.constants[0].town.wage_mdkk
    post(town, now, HOURS_LEADERSHIP, HOURS_OF_LEADERS, paid)
    have = town.constants[0].gates.director_hours
    for chair in range(len(town.board)):
        town.board[chair].hours_left = max(0.0, have - row.board_hours / len(town.board))


def hours(town: Town, now: int) -> None:
    """Step 3: demand, protected time and the house being rebuilt claim hours [N §3.2]."""
    claim_lever_hours(town, now)
    for number in range(len(town.departments)):
        department = town.departments[number]
        for unit in range(department.first_unit, department.first_unit + department.units):
            open_unit(town, now, town.managers[unit], department)
        open_department(town, now, department)
        department.money_moved = 0.0
    open_board(town, now)


def hours_on_work(manager: Manager) -> float:
    """Return a unit's hours that went into ideas' work."""
    planned = manager.protected_used + manager.slack_used + manager.implementation_used
    return planned + manager.discretion_used


def settle_unit(town: Town, manager: Manager, department: Department) -> float:
    """A month ends on hours really used: unused protected hours have returned; return the overload."""
    k = town.constants[0]
    if k.switches.disturbance == 1:
        rebuilt = manager.implementation_used + department.bought * manager.size_share
        manager.disturbance = k.hours.disturbance_share * rebuilt
    dossier = manager.dossier_used + department.dossier_used * manager.size_share
    manager.dossier_used = dossier
    used = manager.wanted + hours_on_work(manager) + manager.disturbance + dossier
    manager.workload = used / manager.capacity
    return overload_of(manager.workload)


def hours_besides(manager: Manager) -> float:
    """Return a unit's hours that went to ideas, disturbance and dossiers."""
    return hours_on_work(manager) + manager.disturbance + manager.dossier_used


def book_hours(town: Town, now: int, manager: Manager) -> None:
    """Every hour available is entered once: what operations could not get is demand turned away."""
    indicators = town.indicators[now]
    wage = town.constants[0].town.wage_mdkk
    state = town.state[0]
    other = hours_besides(manager)
    most = manager.capacity * (1.0 + town.constants[0].hours.overtime)
    served = max(0.0, min(manager.wanted, most - other))
    spare = manager.hours - manager.capacity
    staff = min(spare, manager.hours * state.staff_share)
    meetings = (
        staff
        * indicators.hours_coordination
        / max(NO_HOURS, indicators.hours_lever_staff + indicators.hours_coordination)
    )
    post(town, now, HOURS_OPERATIONS, HOURS_AVAILABLE, served * wage)
    post(town, now, HOURS_PROTECTED, HOURS_AVAILABLE, manager.protected_used * wage)
    post(town, now, HOURS_SLACK, HOURS_AVAILABLE, manager.slack_used * wage)
    post(town, now, HOURS_IMPLEMENTATION, HOURS_AVAILABLE, manager.implementation_used * wage)
    post(town, now, HOURS_DISCRETION, HOURS_AVAILABLE, manager.discretion_used * wage)
    post(town, now, HOURS_DISTURBANCE, HOURS_AVAILABLE, manager.disturbance * wage)
    post(town, now, HOURS_DOSSIER, HOURS_AVAILABLE, manager.dossier_used * wage)
    post(town, now, HOURS_COORDINATION, HOURS_AVAILABLE, meetings * wage)
    post(town, now, HOURS_LEVER_STAFF, HOURS_AVAILABLE, (staff - meetings) * wage)
    post(town, now, HOURS_VACANT, HOURS_AVAILABLE, (spare - staff) * wage)
    indicators.hours_vacant += spare - staff
    free = max(0.0, manager.capacity - served - other)
    post(town, now, HOURS_FREE, HOURS_AVAILABLE, free * wage)
    count_hours(town, now, manager, served, most - other)


def count_hours(town: Town, now: int, manager: Manager, served: float, most: float) -> None:
    """Add a unit's hours to the month's, by kind; ``most`` is what operations could have had."""
    indicators = town.indicators[now]
    indicators.hours_available += manager.hours
    indicators.hours_operations += served
    indicators.hours_lost += max(0.0, manager.wanted - max(0.0, most))
    indicators.hours_protected += manager.protected_left + manager.protected_used
    indicators.hours_protected_used += manager.protected_used
    indicators.hours_slack_used += manager.slack_used
    indicators.hours_discretion += manager.discretion_used
    indicators.hours_implementation += manager.implementation_used
    indicators.hours_disturbance += manager.disturbance
    indicators.hours_dossier += manager.dossier_used


def set_quality(town: Town, department: Department, overload: float, slack: float) -> None:
    """A department's quality: what cuts and overload left of it, and what ideas gained."""
    k = town.constants[0].hours
    department.condition = worn(
        department.condition, overload, slack, k.overload_wear, k.slack_repair
    )
    department.quality = quality_of(department.cut_factor * department.condition, department.gained)


def return_idle_hours(town: Town, now: int) -> None:
    """What sorting and laboratory staff had no work for returns to operations and is no use; who measures or spreads has work always."""
    indicators = town.indicators[now]
    state = town.state[0]
    idle = max(0.0, town.offices[SORTING]) + state.laboratory_left
    indicators.hours_lever_staff -= idle
    returned = state.staff_share - staff_share(town, now)
    state.staff_share -= returned
    for unit in range(len(town.managers)):
        town.managers[unit].capacity += returned * town.managers[unit].hours


def settle_hours(town: Town, now: int) -> None:
    """The month's end: overload wears quality, slack repairs it, and the hours are entered."""
    return_idle_hours(town, now)
    for number in range(len(town.departments)):
        department = town.departments[number]
        overload = 0.0
        slack = 0.0
        for unit in range(department.first_unit, department.first_unit + department.units):
            manager = town.managers[unit]
            overload += manager.size_share * settle_unit(town, manager, department)
            slack += manager.size_share * max(0.0, 1.0 - manager.workload)
            book_hours(town, now, manager)
        set_quality(town, department, overload, slack)
        department.quality /= department.quality_start
    post(town, now, SERVICES, OPERATIONS, town.balances[OPERATIONS])
