"""Step 11, in public: cases, losses and gains, blame, the mandate (ODD, In public)."""

from innosim.model.maths import exp, power
from innosim.model.rows import Seat
from innosim.model.rules.calendar import council_meets, is_january
from innosim.model.rules.departments import mean_quality
from innosim.model.rules.traits import drifted, nudged
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import MINORITY, NONE_YET

LN_2 = 0.6931471805599453  # a half-life is that many mean lives


def remembered(memory: float, new: float, months: float) -> float:
    """Return losses or gains as remembered: an exponential mean, per month."""
    return memory + (new - memory) / months


def blame_per_month(loss: float, weight: float, exponent: float) -> float:
    """Return what a remembered loss costs: weighed more than a gain, and less than in proportion (Tversky & Kahneman 1992; Weaver 1986)."""
    return weight * power(loss, exponent)


def shielded(blame: float, shield: float, ownership: float) -> float:
    """Return the blame that reaches a member: ownership shields, in both blocs [N §3.4]."""
    return blame * (1.0 - shield * ownership)


def unmet_expectation(expected: float, offered: float) -> float:
    """Return the involvement that the council expects and is not offered [N §3.4, A6]."""
    return max(0.0, expected - offered)


def step_home(half_life: float) -> float:
    """Return what part of the way to a member's home value support moves back in a month, by its half-life."""
    return 1.0 - exp(-LN_2 / half_life)


def mandate_after(
    mandate: int, supporters: int, seats: int, low_meetings: int, enough: float
) -> int:
    """Return the mandate after a meeting: lost after enough in a row under half, won back at the first with more."""
    if 2 * supporters > seats:
        return 1
    return 0 if low_meetings >= enough else mandate


def board_part(loss: float, share: float, left: float) -> float:
    """Return what the board bears of a loss under a contract: its share, up to what is left of its credit."""
    return min(share * loss, left)


def weigh_promises(town: Town, now: int) -> None:
    """In January bookings have fallen due: a promise broken counts once an idea, a promise kept each time."""
    state = town.state[0]
    permille = town.constants[0].derived.permille_mdkk
    for place in range(state.bookings):
        booking = town.bookings[place]
        if booking.settled == 1 and booking.year == now // 12 - 1:
            idea = town.ideas[booking.idea]
            state.innovation_gain += booking.harvested / permille
            if booking.emergency > 0.0 and idea.promise_broken == 0:
                idea.promise_broken = 1
                state.innovation_loss += booking.emergency / permille


def weigh_innovation(town: Town, now: int) -> None:
    """What innovation does, in per mille of B: cases and broken promises; worth won idea by idea and promises kept, as seen."""
    state = town.state[0]
    k = town.constants[0]
    state.innovation_loss = state.loss_push
    state.innovation_gain = state.won_push / k.derived.permille_mdkk
    if is_january(now):
        weigh_promises(town, now)
    state.innovation_gain *= k.public.gains_seen
    if k.switches.blame == 0:
        state.innovation_loss = 0.0


def let_board_bear(town: Town, now: int) -> None:
    """Under a contract a part of innovation's losses falls on the board, up to a credit a term, and its engagement with it."""
    state = town.state[0]
    k = town.constants[0].public
    if town.levers[now].contract == 0 or state.innovation_loss <= 0.0:
        return
    left = max(0.0, k.contract_credit - state.credit_used)
    part = board_part(state.innovation_loss, k.contract_share, left)
    state.innovation_loss -= part
    state.credit_used += part
    if part > 0.0 and town.constants[0].switches.contract_price == 1:
        for chair in range(len(town.board)):
            town.board[chair].engagement_push -= k.contract_engagement * part / k.contract_credit


def weigh_line(town: Town, now: int) -> None:
    """What else moves confidence, in per mille of B: cuts, and points of quality at the one price of quality."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0]
    quality = mean_quality(town)
    moved = 1000.0 * (quality - state.quality_before) * k.ideas.quality_price
    cuts = indicators.cut_mdkk + indicators.emergency_mdkk * k.budget.emergency_factor
    lost = k.public.cut_weight * cuts / k.derived.permille_mdkk + max(0.0, -moved)
    state.loss = 0.0 if k.switches.blame == 0 else lost
    state.gain = max(0.0, moved)
    state.quality_before = quality


def remember(town: Town) -> None:
    """Two memories of losses and two of gains: innovation's, and those of all else."""
    state = town.state[0]
    months = town.constants[0].public.public_memory
    state.loss_memory = remembered(state.loss_memory, state.loss, months)
    state.gain_memory = remembered(state.gain_memory, state.gain, months)
    state.innovation_loss_memory = remembered(
        state.innovation_loss_memory, state.innovation_loss, months
    )
    state.innovation_gain_memory = remembered(
        state.innovation_gain_memory, state.innovation_gain, months
    )


def innovation_loss_for(town: Town, member: Seat) -> float:
    """Return innovation's losses as they reach a member: ownership shields from these, in both blocs."""
    k = town.constants[0]
    shield = k.public.shield if k.switches.ownership_shield == 1 else 0.0
    return shielded(town.state[0].innovation_loss_memory, shield, member.ownership)


def blame_in_bloc(town: Town, bloc: int) -> float:
    """Return how heavily losses weigh in a bloc: more with the minority."""
    return town.constants[0].public.minority_blame if bloc == MINORITY else 1.0


def move_backing(town: Town, now: int, member: Seat, credit: float, home: float) -> None:
    """Backing of the agenda is moved by what innovation does alone; losses weigh more where the council expected to be asked."""
    k = town.constants[0].public
    row = town.levers[now]
    offered = 0.0 if row.contract == 1 else row.involvement
    gap = unmet_expectation(town.constants[0].world.expected_involvement, offered)
    weight = k.loss_weight * (1.0 + gap) * blame_in_bloc(town, member.bloc)
    blame = blame_per_month(innovation_loss_for(town, member), weight, k.loss_exponent)
    backing = nudged(member.backing, k.backing_step * (credit - blame))
    member.backing = drifted(backing, member.backing_home, home)


def move_confidence(town: Town, member: Seat, credit: float, home: float) -> None:
    """Confidence in the leadership's line is moved by cuts, points of quality, and what innovation does."""
    state = town.state[0]
    k = town.constants[0].public
    weight = k.loss_weight * blame_in_bloc(town, member.bloc)
    loss = state.loss_memory + innovation_loss_for(town, member)
    blame = blame_per_month(loss, weight, k.loss_exponent)
    support = nudged(member.support, k.support_step * (credit - blame))
    member.support = drifted(support, member.home, home)


def move_members(town: Town, now: int) -> None:
    """Backing and confidence are two numbers a member, each moved by its own; gains weigh the same with all."""
    weigh_innovation(town, now)
    let_board_bear(town, now)
    weigh_line(town, now)
    remember(town)
    state = town.state[0]
    k = town.constants[0].public
    for_agenda = power(state.innovation_gain_memory, k.loss_exponent)
    for_line = power(state.gain_memory + state.innovation_gain_memory, k.loss_exponent)
    home = step_home(k.home_half_life)
    for seat in range(len(town.council)):
        move_backing(town, now, town.council[seat], for_agenda, home)
        move_confidence(town, town.council[seat], for_line, home)


def hold_meeting(town: Town) -> None:
    """At a quarterly meeting the mandate is lost or won back."""
    state = town.state[0]
    supporters = NONE_YET
    for seat in range(len(town.council)):
        backs = town.council[seat].backing >= town.constants[0].public.mandate_bar
        supporters += 1 if backs else 0
    low = 2 * supporters < len(town.council)
    state.low_meetings = state.low_meetings + 1 if low else 0
    state.mandate = mandate_after(
        state.mandate,
        supporters,
        len(town.council),
        state.low_meetings,
        town.constants[0].public.mandate_meetings,
    )


def public(town: Town, now: int) -> None:
    """Step 11: what the public sees, and what it does to backing and confidence."""
    state = town.state[0]
    move_members(town, now)
    state.loss_push = 0.0
    state.won_push = 0.0
    if council_meets(now):
        hold_meeting(town)
