"""Step 9, into operation: anchoring, the ramp, the double bottom line, roll-back (ODD, Into operation)."""

from innosim.model.chance import MEASURED, NO_CLOCK, NO_ITEM, ROLLBACK, uniform
from innosim.model.ledger import HARVESTED, OPERATIONS, ROLLED_BACK_SAVINGS, WINDING_DOWN, post
from innosim.model.rows import Idea, InUse
from innosim.model.rules.calendar import HIGHEST_CHANCE, months_worked
from innosim.model.rules.departments import give_back, openness_around
from innosim.model.rules.endings import end_idea, free_place
from innosim.model.rules.events import note
from innosim.model.rules.origins import encourage, is_home_grown, staff_part
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_WORK,
    ENDED,
    ENTERED_OPERATION,
    IMPLEMENTATION,
    IN_OPERATION,
    NEGATIVE_WORTH,
    OPERATING,
    OPERATION,
    ROLLED_BACK,
)

ANCHORS = 4  # what anchors an idea [N A4]; all count alike, since nothing says which counts most


def anchor_mix(part: float, openness: float, engagement: float, training: float) -> float:
    """Return how well an idea is anchored: staff's part, openness, engagement, training [N A4]."""
    return (part + openness + engagement + training) / ANCHORS


def anchored(base: float, gain: float, mix: float) -> float:
    """Return the part of positive worth that survives in daily operation."""
    return min(1.0, base + gain * mix)


def ramp_length(months: float, slow: float, mix: float) -> float:
    """Return the months until an idea works in full: longer without anchoring."""
    return months * (1.0 + (slow - 1.0) * (1.0 - mix))


def ramped(months: int, ramp: float) -> float:
    """Return how far an idea works after ``months`` in operation."""
    return min(1.0, months / ramp)


def rollback_chance(rate: float, lift: float, measured: int) -> float:
    """Return the chance a month that negative worth is seen and rolled back: faster where measured."""
    return min(HIGHEST_CHANCE, rate * (1.0 + lift * measured))


def measured_chance(without: float, reach: float) -> float:
    """Return the chance that an idea in operation is measured: some are anyway, of the rest as many as measurement reaches."""
    return without + (1.0 - without) * reach


def worth_kept(part: float, theta: float, anchoring: float) -> float:
    """Return a part of worth in operation: anchoring multiplies what an idea of positive worth does, negative worth shows itself."""
    return part * anchoring if theta > 0.0 else part


def lost_in_month(theta: float, realised: float) -> float:
    """Return what an idea of negative true worth loses in a month that it runs, of worth a year."""
    return max(0.0, -realised) / 12.0 if theta < 0.0 else 0.0


def anchor(town: Town, now: int, idea: Idea) -> None:
    """An idea is anchored as it goes into operation; that sets its ramp."""
    k = town.constants[0].operation
    engagement = town.board[idea.department + 1].engagement
    mix = anchor_mix(
        staff_part(town, idea),
        openness_around(town, idea),
        engagement,
        town.levers[now].training_share,
    )
    idea.anchoring = anchored(k.anchor_base, k.anchor_gain, mix)
    idea.ramp = ramp_length(k.ramp_months, k.ramp_slow, mix)


def units_reached(stake: float, limit: float, units: int) -> int:
    """Return how many units an idea reaches: as many as its stake fills, up to the whole department."""
    return min(units, 1 + int(stake / limit))


def renew_units(town: Town, now: int, idea: Idea) -> None:
    """The units an idea reaches have something new; a wide idea starts at its home and goes on from there."""
    limit = town.constants[0].derived.unit_limit_mdkk
    department = town.departments[idea.department]
    reached = units_reached(idea.stake, limit, department.units)
    start = idea.home - department.first_unit if idea.home >= department.first_unit else idea.slot
    for step in range(reached):
        unit = department.first_unit + (start + step) % department.units
        town.managers[unit].last_renewed = now
    if idea.wide == 0:
        town.managers[idea.home].culture_push += town.constants[0].people.culture_success


def start_operation(town: Town, now: int, row: int) -> None:
    """An idea is taken into use: only now is it an innovation [N §2]."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0].people
    idea = town.ideas[row]
    idea.phase = OPERATION
    idea.situation = OPERATING
    idea.end = IN_OPERATION
    idea.month_operation = now
    idea.believed_operation = idea.belief
    free_place(town, idea)
    anchor(town, now, idea)
    draw = uniform(state.key, idea.identity, MEASURED, NO_ITEM, NO_CLOCK)
    chance = measured_chance(
        town.constants[0].operation.measured_without, town.levers[now].measurement_share
    )
    idea.measured = 1 if draw < chance else 0
    renew_units(town, now, idea)
    encourage(town, idea, k.energy_progress)
    director = town.board[idea.department + 1]
    director.engagement_push += k.engagement_step * idea.wide
    if idea.question >= 0:
        town.questions[idea.question].answers += 1
    if is_home_grown(idea):
        indicators.home_grown_operating += 1
    else:
        indicators.spread_operating += 1
    use = town.running[state.running]
    use.idea = row
    use.department = idea.department
    use.since = now
    use.steady = 0
    state.running += 1
    note(town, now, row, ENTERED_OPERATION)


def run_month(town: Town, now: int, idea: Idea) -> None:
    """An idea works a month: its saving and its quality come as far as the ramp has come."""
    so_far = ramped(months_worked(idea.month_operation, now), idea.ramp)
    price = town.constants[0].ideas.quality_price
    saving = so_far * idea.stake * worth_kept(idea.theta_saving, idea.theta, idea.anchoring)
    quality = so_far * idea.stake * worth_kept(idea.theta_quality, idea.theta, idea.anchoring)
    department = town.departments[idea.department]
    department.realised += saving
    department.gained += (quality - idea.realised_quality) / department.budget_start
    won = max(0.0, saving - idea.realised_saving)
    won += price * max(0.0, quality - idea.realised_quality)
    town.state[0].won_push += won
    idea.realised_saving = saving
    idea.realised_quality = quality
    idea.realised = saving + price * quality
    idea.lost += lost_in_month(idea.theta, idea.realised)


def roll_back(town: Town, now: int, row: int) -> None:
    """Negative worth is seen: the idea is wound down, and what was harvested from it joins the next gap."""
    state = town.state[0]
    k = town.constants[0]
    idea = town.ideas[row]
    department = town.departments[idea.department]
    department.gained -= idea.realised_quality / department.budget_start
    department.realised -= idea.realised_saving
    idea.winding = k.operation.winding_share * idea.spent_implementation
    department.money_moved += idea.winding
    post(town, now, WINDING_DOWN, OPERATIONS, idea.winding)
    state.winding_total += idea.winding
    state.next_gap += idea.harvested
    state.rolled_back_harvest += idea.harvested
    give_back(town, idea.department, idea.harvested)
    idea.realised_saving = 0.0
    idea.realised_quality = 0.0
    if idea.question >= 0:
        town.questions[idea.question].answers -= 1
    post(town, now, HARVESTED, ROLLED_BACK_SAVINGS, idea.harvested)
    if idea.wide == 0:
        town.managers[idea.home].culture_push -= k.people.culture_rejection
    end_idea(town, now, row, ROLLED_BACK, NEGATIVE_WORTH)


def is_rolled_back(town: Town, now: int, idea: Idea) -> bool:
    """Say whether negative worth is seen this month."""
    if idea.theta >= 0.0:
        return False
    k = town.constants[0].operation
    chance = rollback_chance(k.rollback_rate, k.rollback_measured, idea.measured)
    clock = months_worked(idea.month_operation, now)
    return uniform(town.state[0].key, idea.identity, ROLLBACK, NO_ITEM, clock) < chance


def is_steady(idea: Idea, now: int) -> bool:
    """Say whether every month from now on is as this one: an idea works in full, and nothing will roll it back."""
    return months_worked(idea.month_operation, now) >= idea.ramp and idea.theta >= 0.0


def run_once(town: Town, now: int, use: InUse) -> bool:
    """An idea works a month; say whether it goes on. What is steady only adds its saving: its own row stays as it is."""
    if use.steady == 1:
        town.departments[use.department].realised += use.saving
        return True
    idea = town.ideas[use.idea]
    run_month(town, now, idea)
    use.saving = idea.realised_saving
    use.steady = 1 if is_steady(idea, now) else 0
    return not is_rolled_back(town, now, idea)


def run_all(town: Town, now: int) -> None:
    """Everything in operation works a month, or is rolled back; the list is kept in order."""
    state = town.state[0]
    for number in range(len(town.departments)):
        town.departments[number].realised = 0.0
    kept = 0
    for place in range(state.running):
        use = town.running[place]
        if run_once(town, now, use):
            keep = town.running[kept]
            keep.idea = use.idea
            keep.department = use.department
            keep.since = use.since
            keep.steady = use.steady
            keep.saving = use.saving
            kept += 1
        else:
            roll_back(town, now, use.idea)
    state.running = kept


def look_again(town: Town) -> None:
    """Whatever is in operation may have been written to from outside: no month is taken to be as the last."""
    for place in range(town.state[0].running):
        town.running[place].steady = 0


def sweep_living(town: Town) -> None:
    """Take what has ended or operates off the list of the living."""
    state = town.state[0]
    kept = 0
    for place in range(state.living):
        row = town.living[place]
        if town.ideas[row].situation != ENDED and town.ideas[row].situation != OPERATING:
            town.living[kept] = row
            kept += 1
    state.living = kept


def operation(town: Town, now: int) -> None:
    """Step 9: what is implemented goes into operation; what operates works a month."""
    state = town.state[0]
    run_all(town, now)
    for place in range(state.living):
        row = town.living[place]
        idea = town.ideas[row]
        if idea.situation == AT_WORK and idea.phase == IMPLEMENTATION and idea.work_left <= 0.0:
            start_operation(town, now, row)
    sweep_living(town)
