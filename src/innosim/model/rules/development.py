"""Step 7, development: hours, money and drive move an idea on, and work teaches (ODD, Development)."""

from math import sqrt

from innosim.model.chance import WORK_NOISE, normal
from innosim.model.rows import Department, Idea, Manager
from innosim.model.rules.departments import share_out
from innosim.model.rules.events import note
from innosim.model.rules.funds import buys_hours, common_offer, hour_price, own_offer, pay
from innosim.model.rules.judging import posterior_mean, posterior_variance
from innosim.model.rules.ordering import put_in_order
from innosim.model.rules.phases import in_laboratory, need_hours, need_money
from innosim.model.rules.routes import arrive
from innosim.model.tables import Table, Town
from innosim.scenario.catalogue.codes import (
    AT_WORK,
    DIRECTION,
    DIRECTOR_CHAMPION,
    IMPLEMENTATION,
    MANAGER_CHAMPION,
    MODEL,
    NO_CHAMPION,
    NONE_YET,
    POST_CHAMPION,
    TO_IMPLEMENTATION,
    TO_MODEL,
    WAITED_HOURS,
    code,
)

NARROW, WIDE = code(0), code(1)  # of one unit, of a whole department

DONE = 1e-9  # of a phase's work: what is left below this is rounding


def covered(available: float, need: float) -> float:
    """Return the part of a need that can be met; a need of zero is left out (Liebig)."""
    return 1.0 if need <= 0.0 else min(1.0, max(0.0, available / need))


def progress_of(hours: float, money: float, drive: float) -> float:
    """Return a month's progress against plan: the scarcest of hours, money and drive (Liebig)."""
    return min(hours, money, drive)


def stretched(
    have: float, hours: float, money: float, common: float, own: float, price: float
) -> float:
    """Return the part of a month's needs that can be met when lacking hours are bought, from common money only."""
    without = covered(have, hours)
    paid = covered(common + own, money)
    if paid <= without:
        return paid
    together = covered(common + own + price * have, money + price * hours)
    return min(together, covered(have + common / price, hours))


def silo_factor(silo: int, pace: float) -> float:
    """Return the pace of an idea across silos that nobody broke [N §4.4]."""
    return pace if silo == 1 else 1.0


def precision_of(part: float, sd: float, measured: float, laboratory: float) -> float:
    """Return how much a part of a phase's work tells: more where measured and in a laboratory [N A5]."""
    return part / (sd * sd) * (1.0 + measured + laboratory)


def energy_drive(energy: float, full: float, least: float) -> float:
    """Return an ildsjæl's drive: in proportion to energy, full from a part of it."""
    return min(1.0, max(least, energy / full))


def champion_drive(town: Town, idea: Idea) -> float:
    """Return the drive an idea has from its champion: energy, openness or engagement."""
    k = town.constants[0].development
    least = k.least_drive
    if idea.champion == POST_CHAMPION:
        return energy_drive(town.posts[idea.champion_row].energy, k.energy_full, least)
    if idea.champion == MANAGER_CHAMPION:
        return min(1.0, max(least, k.drive_manager + town.managers[idea.champion_row].openness))
    if idea.champion == DIRECTOR_CHAMPION:
        return min(1.0, max(least, k.drive_director + town.board[idea.champion_row].engagement))
    return least if idea.champion == NO_CHAMPION else max(least, k.drive_politician)


def director_drive(town: Town, idea: Idea) -> float:
    """Return the drive of a department-wide idea: its director's engagement, as far as attention reaches."""
    k = town.constants[0].development
    director = town.board[idea.department + 1]
    attention = covered(director.hours_left, k.attention_case)
    return max(k.least_drive, min(1.0, (k.drive_director + director.engagement) * attention))


def take_attention(town: Town, idea: Idea) -> None:
    """A month's work on a department-wide idea takes its director's hours."""
    director = town.board[idea.department + 1]
    used = min(director.hours_left, town.constants[0].development.attention_case)
    director.hours_left -= used


def source_row(idea: Idea) -> int:
    """Return the row whose hours and money an idea draws on: its department's when wide, else its unit's."""
    return idea.department if idea.wide == 1 else idea.home


def hours_offered(rows: Table[Department] | Table[Manager], row: int, phase: int) -> float:
    """Return the hours an idea may have: ordinary ones for implementation, else protected time, then slack."""
    if phase == IMPLEMENTATION:
        return rows[row].ordinary_left
    return rows[row].protected_left + rows[row].slack_left


def take_hours(
    rows: Table[Department] | Table[Manager], row: int, phase: int, hours: float
) -> float:
    """Take an idea's hours: return the part that was protected time (the rest was slack or ordinary)."""
    if phase == IMPLEMENTATION:
        rows[row].ordinary_left -= min(hours, rows[row].ordinary_left)
        return 0.0
    protected = min(hours, rows[row].protected_left)
    rows[row].protected_left -= protected
    rows[row].slack_left = max(0.0, rows[row].slack_left - (hours - protected))
    return protected


def unit_offer(town: Town, unit: int, phase: int) -> float:
    """Return the hours a unit's own idea may have: where they are used up, ordinary ones at the manager's discretion."""
    offer = hours_offered(town.managers, unit, phase)
    return offer if phase == IMPLEMENTATION else offer + town.managers[unit].discretion_left


def beyond_slack(hours: float, protected: float, slack: float, discretion: float) -> float:
    """Return the hours that neither protected time nor slack could give, where a manager has some to give."""
    return min(discretion, max(0.0, hours - protected - slack))


def draw_unit_hours(town: Town, unit: int, phase: int, hours: float) -> None:
    """Take an idea's hours from its unit: protected time, then slack, then what its manager gives beyond."""
    manager = town.managers[unit]
    slack = manager.slack_left
    protected = take_hours(town.managers, unit, phase, hours)
    if phase == IMPLEMENTATION:
        manager.implementation_used += hours
        return
    given = beyond_slack(hours, protected, slack, manager.discretion_left)
    manager.discretion_left -= given
    manager.discretion_used += given
    manager.protected_used += protected
    manager.slack_used += hours - protected - given


def spend(town: Town, now: int, idea: Idea, hours: float, laboratory: float, money: float) -> None:
    """Enter what a month's work used, on the idea and in the books, where laboratory staff's hours are levers' staff's."""
    pay(town, now, idea, money)
    cost = money + (hours + laboratory) * town.constants[0].town.wage_mdkk
    idea.spent_hours += hours + laboratory
    idea.spent_money += money
    idea.spent += cost
    if idea.phase >= MODEL:
        idea.spent_from_model += cost
    if idea.phase == IMPLEMENTATION:
        idea.spent_implementation += cost
    else:
        idea.worked_hours += hours + laboratory
        idea.laboratory_hours += laboratory
    town.indicators[now].hours_on_ideas += hours
    town.indicators[now].hours_laboratory += laboratory


def learn(town: Town, now: int, idea: Idea, part: float) -> None:
    """Work teaches: a part of a phase's work is a signal of true worth, without the memo's optimism."""
    k = town.constants[0]
    measured = 0.0
    if k.switches.learning_from_measurement == 1:
        measured = k.development.measurement_lift * town.levers[now].measurement_share
    lift = k.development.laboratory_lift if in_laboratory(idea) and idea.phase <= MODEL else 0.0
    noise = 1.0 / precision_of(part, k.development.work_sd, measured, lift)
    error = normal(town.state[0].key, idea.identity, WORK_NOISE, idea.phase, idea.phase_work)
    signal = idea.theta + sqrt(noise) * error
    mean = posterior_mean(idea.belief, idea.variance, signal, noise)
    idea.variance = posterior_variance(idea.variance, noise)
    idea.belief = mean


def drive_of(town: Town, idea: Idea) -> float:
    """Return an idea's drive: its champion's, or its director's attention to what is wide."""
    drive = champion_drive(town, idea)
    return min(1.0, max(drive, director_drive(town, idea))) if idea.wide == 1 else drive


def open_laboratories(town: Town, now: int) -> None:
    """Laboratory staff have their hours for the month [N A5]."""
    town.state[0].laboratory_left = town.levers[now].laboratory_hours


def laboratory_offer(town: Town, idea: Idea) -> float:
    """A wide idea of any department may have laboratory staff's hours in direction and model [N A5]."""
    if idea.wide == 0 or idea.phase > MODEL:
        return 0.0
    return town.state[0].laboratory_left


def hours_for(town: Town, idea: Idea) -> float:
    """Return the hours there are for an idea this month."""
    row = source_row(idea)
    if idea.wide == 1:
        return hours_offered(town.departments, row, idea.phase) + laboratory_offer(town, idea)
    return unit_offer(town, row, idea.phase)


def hours_met(town: Town, idea: Idea, hours: float) -> float:
    """Return the part of a month's hours that there is; where lacking ones can be bought, what lacks is money."""
    return 1.0 if buys_hours(idea) else covered(hours_for(town, idea), hours)


def money_met(town: Town, now: int, idea: Idea, hours: float, money: float) -> float:
    """Return the part of a month's money that there is, with that for hours bought free."""
    own = own_offer(town, idea)
    common = common_offer(town, now, idea)
    if buys_hours(idea):
        return stretched(hours_for(town, idea), hours, money, common, own, hour_price(town))
    return covered(common + own, money)


def hours_bought(town: Town, idea: Idea, hours: float) -> float:
    """Return the hours that the department lacks and that are bought free."""
    if not buys_hours(idea):
        return 0.0
    return max(0.0, hours - town.departments[idea.department].ordinary_left)


def draw_hours(town: Town, idea: Idea, hours: float, bought: float) -> None:
    """Take the month's hours where the idea has its own."""
    row = source_row(idea)
    if idea.wide == 1:
        take_hours(town.departments, row, idea.phase, hours)
        town.departments[row].bought += bought
        take_attention(town, idea)
    else:
        draw_unit_hours(town, row, idea.phase, hours)


def blamed(own: float, other: float, third: float) -> float:
    """Return what part of lost work one of three is to blame for: the scarcest for all, those as scarce alike."""
    least = progress_of(own, other, third)
    if own > least:
        return 0.0
    return 1.0 / (1.0 + (1.0 if other == least else 0.0) + (1.0 if third == least else 0.0))


def lost_to_silo(full: float, met: float, pace: float, done: float) -> float:
    """Return the work lost to silos of a month's full work: what the pace takes of what could be met."""
    if done == 0.0 and met >= full:
        return full
    return min(met, full) - min(pace * met, full)


def count_lost(town: Town, now: int, lost: float, hours: float, money: float, drive: float) -> None:
    """Work that is not done is put down to what was scarcest: hours, money or drive."""
    indicators = town.indicators[now]
    indicators.work_lost_hours += lost * blamed(hours, money, drive)
    indicators.work_lost_money += lost * blamed(money, hours, drive)
    indicators.work_lost_drive += lost * blamed(drive, hours, money)


def work(town: Town, now: int, row: int) -> None:
    """An idea's month of work: as much as its pace can use, or a month waited."""
    k = town.constants[0].development
    idea = town.ideas[row]
    idea.phase_months += 1
    hours = need_hours(town, idea)
    money = need_money(town, idea)
    met_hours = hours_met(town, idea, hours)
    met_money = money_met(town, now, idea, hours, money)
    drive = drive_of(town, idea)
    met = progress_of(met_hours, met_money, drive)
    pace = silo_factor(idea.silo, k.silo_pace)
    full = min(1.0, idea.work_left * idea.pace_months)
    progress = min(pace * met, full)
    done = progress if progress >= k.least_progress * full else 0.0
    silo = lost_to_silo(full, met, pace, done)
    town.indicators[now].work_done += done
    town.indicators[now].work_lost_silo += silo
    count_lost(town, now, max(0.0, full - done - silo), met_hours, met_money, drive)
    if progress < k.least_progress * full:
        wait_for_means(town, now, row)
    else:
        do_work(town, now, idea, progress, hours, money)


def wait_for_means(town: Town, now: int, row: int) -> None:
    """An idea waits a month for hours or money."""
    idea = town.ideas[row]
    idea.months_waiting_hours += 1
    idea.idle += 1
    note(town, now, row, WAITED_HOURS)


def do_work(town: Town, now: int, idea: Idea, progress: float, hours: float, money: float) -> None:
    """Hours and money are taken and spent, work teaches, and a phase comes nearer its end."""
    bought = hours_bought(town, idea, progress * hours)
    laboratory = min(laboratory_offer(town, idea), progress * hours)
    own_hours = progress * hours - bought - laboratory
    town.state[0].laboratory_left -= laboratory
    draw_hours(town, idea, own_hours, bought)
    spend(town, now, idea, own_hours, laboratory, progress * money + bought * hour_price(town))
    town.indicators[now].hours_bought += bought
    idea.idle = 0
    learn(town, now, idea, progress / idea.pace_months)
    idea.months_work += 1
    idea.phase_work += 1
    idea.work_left -= progress / idea.pace_months
    if idea.work_left < DONE:
        finish_phase(town, now, idea)


def finish_phase(town: Town, now: int, idea: Idea) -> None:
    """A phase's work is done: to the next gate; what is implemented goes into operation in step 9."""
    idea.work_left = 0.0
    town.indicators[now].phases_worked += 1
    if idea.phase == DIRECTION:
        arrive(town, now, idea, TO_MODEL)
    elif idea.phase == MODEL:
        idea.piloted = idea.belief * idea.stake
        idea.visits = 0
        arrive(town, now, idea, TO_IMPLEMENTATION)


def list_working(town: Town, wide: int) -> int:
    """List the ideas at work: the wide by kroner (stake x dossier mean), the others by dossier score."""
    state = town.state[0]
    count = NONE_YET
    for place in range(state.living):
        row = town.living[place]
        idea = town.ideas[row]
        if idea.situation == AT_WORK and idea.wide == wide:
            town.order[count] = row
            town.score[row] = idea.belief * idea.stake if wide == 1 else idea.belief
            count += 1
    put_in_order(town, count)
    return count


def development(town: Town, now: int) -> None:
    """Step 7: the departments' ideas first, on their part of the hours, then the units' own."""
    open_laboratories(town, now)
    for place in range(list_working(town, WIDE)):
        work(town, now, town.order[place])
    for number in range(len(town.departments)):
        share_out(town, town.departments[number], town.constants[0].development.department_claim)
    for place in range(list_working(town, NARROW)):
        work(town, now, town.order[place])
    town.indicators[now].debt_mdkk = town.state[0].debt
