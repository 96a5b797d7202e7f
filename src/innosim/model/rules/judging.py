"""How a decider judges an idea: dossier, memo, own eyes, and a bar (ODD, Gates)."""

from math import sqrt

from innosim.model.chance import BLOC_ERROR, OWN_ERROR, normal
from innosim.model.rows import Idea
from innosim.model.rules.phases import phase_cost, yearly_hurdle
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import (
    BOARD,
    COUNCIL,
    IMPLEMENTATION,
    IMPORT,
    MODEL,
    NONE_YET,
    SORTING,
    TO_MODEL,
    UNIT_MANAGER,
)

FIRST_SEAT = 4096  # gatekeepers in the key: units below, then seats and chairs by decider

VISITS = 64  # in the key: more than an idea's visits to a gate

HAIR = 1e-9  # per krone: least margin where the vote goes against the chair


def posterior_mean(mean: float, variance: float, signal: float, noise: float) -> float:
    """Return the belief after a signal, normal-normal: weights are precisions."""
    return (mean * noise + signal * variance) / (variance + noise)


def posterior_variance(variance: float, noise: float) -> float:
    """Return what doubt a signal leaves."""
    return variance * noise / (variance + noise)


def margin(mean: float, sd: float, premium: float, bar: float) -> float:
    """Return how far an idea is over the bar: mean - premium x sd - bar; yes when it is above zero."""
    return mean - premium * sd - bar


def bar_of(hurdle: float, radicality: float, radical_bar: float, extra: float) -> float:
    """Return the bar an idea must clear: its next phase's cost, visible radicality, what was not invented here."""
    return hurdle + radical_bar * radicality + extra


def managers_premium(premium: float, openness: float, relief: float) -> float:
    """Return a manager's premium on doubt: it falls with openness."""
    return premium * (1.0 - relief * openness)


def shared_error(common: float, own: float, share: float) -> float:
    """Return the error of a member of a bloc, part of it common to the bloc."""
    return sqrt(share) * common + sqrt(1.0 - share) * own


def majority_says_yes(votes: int, members: int) -> bool:
    """Say whether more than half voted yes."""
    return 2 * votes > members


def bar_at_gate(town: Town, idea: Idea) -> float:
    """Return the bar at the idea's gate: every gate looks one phase ahead."""
    k = town.constants[0]
    phase = MODEL if idea.gate == TO_MODEL else IMPLEMENTATION
    cost = phase_cost(idea, phase)
    hurdle = yearly_hurdle(cost, idea.stake, k.ideas.payback_years)
    extra = k.gates.import_bar if idea.origin == IMPORT else 0.0
    return bar_of(hurdle, idea.radicality, k.gates.radical_bar, extra)


def own_error(town: Town, idea: Idea, decider: int, member: int) -> float:
    """Return a decider's own error: keyed by the gatekeeper and the idea's visits, never by the calendar."""
    k = town.constants[0].gates
    key = town.state[0].key
    clock = idea.gate * VISITS + idea.visits
    item = decider * FIRST_SEAT + member
    error = normal(key, idea.identity, OWN_ERROR, item, clock)
    if decider == SORTING:
        return k.sorting_sd * error
    if decider == COUNCIL:
        bloc = town.council[member].bloc
        error = shared_error(
            normal(key, idea.identity, BLOC_ERROR, bloc, clock), error, k.bloc_share
        )
    return k.own_sd * error


def premium_of(town: Town, idea: Idea, decider: int) -> float:
    """Return the decider's premium on doubt."""
    k = town.constants[0].gates
    if decider == UNIT_MANAGER:
        return managers_premium(k.premium, town.managers[idea.home].openness, k.openness_relief)
    return k.premium


def left_of_memo(error: float, seen: float) -> float:
    """Return what a decider who sees through a part of a memo is left with of its error, or of its spread."""
    return error * (1.0 - seen)


def judge(town: Town, idea: Idea, decider: int, member: int) -> float:
    """One decider sees a signal and decides on the private posterior; return the margin, remember the belief."""
    k = town.constants[0].gates
    sd = k.sorting_sd if decider == SORTING else k.own_sd
    seen = k.sorting_sees if decider == SORTING else 0.0
    memo_sd = left_of_memo(k.memo_sd, seen)
    noise = memo_sd * memo_sd + sd * sd
    signal = (
        idea.theta + left_of_memo(idea.memo_error, seen) + own_error(town, idea, decider, member)
    )
    idea.last_signal = signal
    idea.last_mean = posterior_mean(idea.belief, idea.variance, signal, noise)
    idea.last_sd = sqrt(posterior_variance(idea.variance, noise))
    idea.last_bar = bar_at_gate(town, idea)
    idea.decider = decider
    idea.decider_row = member
    return margin(idea.last_mean, idea.last_sd, premium_of(town, idea, decider), idea.last_bar)


def judge_together(town: Town, idea: Idea, decider: int, members: int) -> float:
    """A body decides by majority; its chair, judged last, gives the belief; return the chair's margin, signed by the vote."""
    votes = NONE_YET
    own = 0.0
    for back in range(members):
        own = judge(town, idea, decider, members - 1 - back)
        votes += 1 if own > 0.0 else 0
    if majority_says_yes(votes, members):
        return max(own, HAIR)
    return min(own, -HAIR)


def verdict(town: Town, idea: Idea, decider: int, member: int) -> float:
    """Return the margin at a gate: one decider, or the board or council by majority."""
    if decider == BOARD:
        return judge_together(town, idea, decider, len(town.board))
    if decider == COUNCIL:
        return judge_together(town, idea, decider, len(town.council))
    return judge(town, idea, decider, member)
