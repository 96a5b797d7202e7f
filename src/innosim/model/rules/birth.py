"""What an idea is from its spark: its fixed draws, its traits, its worth and what is believed (ODD, Chance; ODD, Ideas)."""

from math import sqrt

from innosim.model.chance import (
    INVOLVEMENT,
    LOTTERY,
    LUCK_QUALITY,
    LUCK_SAVING,
    NO_CLOCK,
    NO_ITEM,
    PARTNER,
    RADICALITY,
    SILO,
    SIZE,
    identity_origin,
    identity_slot,
    normal,
    uniform,
)
from innosim.model.maths import exp, sigmoid
from innosim.model.rows import Idea
from innosim.model.rules.events import note
from innosim.model.rules.origins import is_staff, median_size, set_origin
from innosim.model.rules.phases import ratio_of, start_phase
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    AT_WORK,
    DIRECTION,
    IMPORT,
    LIVING,
    NEVER,
    SPARKED,
)


def radicality_of(base: float, ambition: float, lift: float, spread: float, draw: float) -> float:
    """Return radicality: sigma(a + b ambition + s draw), increasing in the same draw under every regime."""
    return sigmoid(base + lift * ambition + spread * draw)


def at_stake(median: float, spread: float, draw: float, widening: float) -> float:
    """Return size, the money at stake a year: lognormal by origin; a question widens it."""
    return median * exp(spread * draw) * widening


def mean_worth(base: float, question: float, radicality: float, lift: float, drag: float) -> float:
    """Return mean worth per krone at stake: m0 + m1 question - m2 radicality."""
    return base + lift * question - drag * radicality


def worth_spread(base: float, radical: float, radicality: float) -> float:
    """Return the spread of worth per krone at stake: s0 + s1 radicality."""
    return base + radical * radicality


def second_luck(first: float, own: float, together: float) -> float:
    """Return luck in quality, correlated with luck in saving."""
    return together * first + sqrt(1.0 - together * together) * own


def saving_worth(even: float, moved: float) -> float:
    """Return worth in saving per krone at stake: a part of it lies in quality instead [E]."""
    return even - moved


def quality_worth(even: float, moved: float, price: float) -> float:
    """Return worth in quality per krone at stake: what saving lacks is there, at the price of quality."""
    return even + moved / price


def belief_variance(spread: float, price: float, together: float) -> float:
    """Return the variance of the worth of saving and priced quality together, for one idea in many."""
    return spread * spread * (1.0 + price * price + 2.0 * together * price)


def development_cost(size: float, base: float, radical: float, radicality: float) -> float:
    """Return the planned cost to develop, mDKK: .3-.8 of size, more for the radical."""
    return size * (base + radical * radicality)


def boldness(town: Town) -> float:
    """A visible gap moves the radicality of what sparks, in the logit: a burning platform up, threat rigidity down."""
    k = town.constants[0]
    gap = town.state[0].visible_gap
    if k.switches.threat_rigidity == 1:
        return -k.sparks.rigidity_radicality * gap
    return k.sparks.platform_radicality * gap if k.switches.burning_platform == 1 else 0.0


def draw_traits(town: Town, now: int, idea: Idea) -> None:
    """The idea's fixed draws and the traits that follow from them under this regime."""
    key = town.state[0].key
    k = town.constants[0].ideas
    row = town.levers[now]
    who = idea.identity
    shift = k.radicality_import if idea.origin == IMPORT else 0.0
    draw = normal(key, who, RADICALITY, NO_ITEM, NO_CLOCK)
    base = k.radicality_base + shift + boldness(town)
    idea.radicality = radicality_of(
        base, row.ambition, k.radicality_ambition, k.radicality_spread, draw
    )
    idea.silo = 1 if uniform(key, who, SILO, NO_ITEM, NO_CLOCK) < k.silo_share else 0
    idea.lottery = uniform(key, who, LOTTERY, NO_ITEM, NO_CLOCK)
    idea.involvement_draw = uniform(key, who, INVOLVEMENT, NO_ITEM, NO_CLOCK)
    idea.luck = normal(key, who, LUCK_SAVING, NO_ITEM, NO_CLOCK)
    idea.luck_quality = second_luck(
        idea.luck, normal(key, who, LUCK_QUALITY, NO_ITEM, NO_CLOCK), k.luck_together
    )


def set_size(town: Town, idea: Idea, quality: float) -> None:
    """Size by origin, widened by its question and by crossing departments; large ones concern the department."""
    k = town.constants[0].ideas
    widening = (1.0 + k.question_widening * quality) * (1.0 + k.silo_worth * idea.silo)
    draw = normal(town.state[0].key, idea.identity, SIZE, NO_ITEM, NO_CLOCK)
    size = at_stake(median_size(town, idea.origin), k.size_spread, draw, widening)
    idea.stake = min(
        size, town.constants[0].derived.budget_mdkk
    )  # no idea concerns more than all there is
    idea.phase_ratio = ratio_of(town, idea)
    large = idea.stake > town.constants[0].derived.unit_limit_mdkk
    idea.wide = 1 if large or idea.unit < 0 else 0


def set_worth(town: Town, idea: Idea, quality: float) -> None:
    """True worth per krone, and the dossier as it starts: from what is believed of m0, and known of what was tried elsewhere."""
    k = town.constants[0].ideas
    price = k.quality_price
    spread = worth_spread(k.luck_base, k.luck_radical, idea.radicality)
    tried = k.import_worth if idea.origin == IMPORT else 0.0
    mean = mean_worth(
        k.value_base + tried, quality, idea.radicality, k.value_question, k.value_radicality
    )
    idea.theta_saving = saving_worth(mean + spread * idea.luck, k.moved)
    idea.theta_quality = quality_worth(mean + spread * idea.luck_quality, k.moved, price)
    idea.theta = idea.theta_saving + price * idea.theta_quality
    believed = mean_worth(
        k.believed_base + tried, quality, idea.radicality, k.value_question, k.value_radicality
    )
    idea.belief = believed * (1.0 + price)
    idea.variance = belief_variance(spread, price, k.luck_together)
    if idea.origin == IMPORT:
        idea.variance *= k.import_knowledge
    idea.believed_spark = idea.belief


def open_row(town: Town, now: int, entity: int) -> int:
    """Return a new row at the end of the ideas, listed as living."""
    indicators = town.indicators[now]
    state = town.state[0]
    number = state.ideas
    idea = town.ideas[number]
    idea.identity = entity
    idea.month_sparked = now
    idea.end = LIVING
    idea.end_month = NEVER
    idea.month_model = NEVER
    idea.month_implementation = NEVER
    idea.month_operation = NEVER
    idea.month_harvested = NEVER
    idea.decider_row = -1
    idea.first_booking = -1
    town.living[state.living] = number
    state.ideas += 1
    state.living += 1
    indicators.sparked += 1
    state.total_sparked += 1
    return number


def bear(town: Town, now: int, entity: int, home: int, question: int) -> None:
    """An idea sparks: it is a row from now on, being described (direction)."""
    state = town.state[0]
    if state.ideas >= len(town.ideas):
        state.no_room = 1
        return
    number = open_row(town, now, entity)
    idea = town.ideas[number]
    idea.origin = identity_origin(entity)
    idea.slot = identity_slot(entity)
    idea.question = question
    quality = town.questions[question].quality if question >= 0 else 0.0
    set_origin(town, idea, home)
    draw_traits(town, now, idea)
    set_size(town, idea, quality)
    set_worth(town, idea, quality)
    finish_birth(town, now, number)


def finish_birth(town: Town, now: int, number: int) -> None:
    """What it will cost, whether partners broke its silo, and the start of its direction phase."""
    k = town.constants[0]
    idea = town.ideas[number]
    idea.cost = development_cost(
        idea.stake, k.ideas.cost_share, k.ideas.cost_radical, idea.radicality
    )
    if idea.origin == IMPORT:
        idea.cost *= k.ideas.import_cost
    idea.hours_share = k.ideas.hours_staff if is_staff(idea.origin) else k.ideas.hours_leaders
    broken = (
        uniform(town.state[0].key, idea.identity, PARTNER, NO_ITEM, NO_CLOCK)
        < town.levers[now].partner_share
    )
    if broken or k.switches.silos == 0:
        idea.silo = 0
    idea.situation = AT_WORK
    start_phase(town, idea, DIRECTION)
    note(town, now, number, SPARKED)
