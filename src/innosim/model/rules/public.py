"""Step 11, in public: cases, losses and gains, blame, the mandate (ODD, In public)."""

from innosim.model.maths import exp, power
from innosim.model.rows import Seat
from innosim.model.rules.calendar import council_meets
from innosim.model.rules.departments import mean_quality, total_realised
from innosim.model.rules.traits import clipped
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import MINORITY, NONE_YET

LN_2 = 0.6931471805599453  # a half-life is that many mean lives


def remembered(memory: float, new: float, months: float) -> float:
    """Return losses or gains as remembered: an exponential mean, per month."""
    return memory + (new - memory) / months


def blame_per_month(loss: float, weight: float, exponent: float) -> float:
    """Return what a remembered loss costs: loss weighs 2.25 times, power .88 (Tversky & Kahneman 1992; Weaver 1986)."""
    return weight * power(loss, exponent)


def shielded(blame: float, shield: float, ownership: float) -> float:
    """Return the blame that reaches a member: ownership shields, in both blocs [N §3.4]."""
    return blame * (1.0 - shield * ownership)


def unmet_expectation(expected: float, offered: float) -> float:
    """Return the involvement that the council expects and is not offered [N §3.4, A6]."""
    return max(0.0, expected - offered)


def way_home(support: float, home: float, half_life: float) -> float:
    """Return how far support moves back towards a member's home value in a month, by its half-life."""
    return (home - support) * (1.0 - exp(-LN_2 / half_life))


def mandate_after(
    mandate: int, supporters: int, seats: int, low_meetings: int, enough: float
) -> int:
    """Return the mandate after a meeting: lost after enough in a row under half, won back at the first with more."""
    if 2 * supporters > seats:
        return 1
    return 0 if low_meetings >= enough else mandate


def weigh_month(town: Town, now: int) -> None:
    """Losses and gains of the month, in per mille of B: cuts, quality, promises, cases; savings and quality won."""
    indicators = town.indicators[now]
    state = town.state[0]
    k = town.constants[0]
    permille = k.derived.permille_mdkk
    quality = mean_quality(town)
    realised = total_realised(town)
    moved = 100.0 * (quality - state.quality_before) * k.public.quality_weight
    cuts = (
        k.public.cut_weight
        * (indicators.cut_mdkk + indicators.emergency_mdkk * k.budget.emergency_factor)
        / permille
    )
    broken = indicators.emergency_mdkk / permille
    state.loss = cuts + broken + max(0.0, -moved) + state.loss_push
    state.gain = (
        max(0.0, moved)
        + (max(0.0, realised - state.realised_before) + indicators.came_true_mdkk) / permille
    )
    state.loss_push = 0.0
    state.quality_before = quality
    state.realised_before = realised
    if k.switches.blame == 0:
        state.loss = 0.0


def borne_by_board(town: Town, now: int) -> float:
    """Under a contract losses fall on the board, up to a credit a term; return the part that members bear."""
    state = town.state[0]
    if town.levers[now].contract == 0 or state.loss <= 0.0:
        return 1.0
    left = max(0.0, town.constants[0].public.contract_credit - state.credit_used)
    borne = min(left, state.loss)
    state.credit_used += borne
    return (state.loss - borne) / state.loss


def remember(town: Town, now: int) -> None:
    """What members bear enters their memory; the board's part does not."""
    state = town.state[0]
    months = town.constants[0].public.public_memory
    part = borne_by_board(town, now)
    state.loss_memory = remembered(state.loss_memory, state.loss * part, months)
    state.gain_memory = remembered(state.gain_memory, state.gain, months)


def shield_strength(town: Town, now: int) -> float:
    """Return how much full ownership shields; losses beyond a contract's credit fall unshielded."""
    k = town.constants[0]
    if k.switches.ownership_shield == 0 or town.levers[now].contract == 1:
        return 0.0
    return k.public.shield


def move_support(town: Town, now: int, member: Seat) -> None:
    """A member's support: blame and credit, and the way back to the home value."""
    state = town.state[0]
    k = town.constants[0].public
    row = town.levers[now]
    offered = 0.0 if row.contract == 1 else row.involvement
    gap = unmet_expectation(town.constants[0].world.expected_involvement, offered)
    blame = blame_per_month(state.loss_memory, k.loss_weight * (1.0 + gap), k.loss_exponent)
    if member.bloc == MINORITY:
        blame *= k.minority_blame
    blame = shielded(blame, shield_strength(town, now), member.ownership)
    credit = power(state.gain_memory, k.loss_exponent)
    home = member.home - k.home_fall * gap
    step = k.support_step * (credit - blame) + way_home(member.support, home, k.home_half_life)
    member.support = clipped(member.support + step)


def hold_meeting(town: Town) -> None:
    """At a quarterly meeting the mandate is lost or won back."""
    state = town.state[0]
    supporters = NONE_YET
    for seat in range(len(town.council)):
        supporters += 1 if town.council[seat].support >= town.constants[0].public.mandate_bar else 0
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
    """Step 11: what the public sees, and what it does to support."""
    weigh_month(town, now)
    remember(town, now)
    for seat in range(len(town.council)):
        move_support(town, now, town.council[seat])
    if council_meets(now):
        hold_meeting(town)
