"""Lanes: the same question drawn for many slots at once, a lane a question (ODD, Chance).

A draw is the one that ``chance.uniform`` gives. That many are drawn in one loop, which calls nothing that loops itself, lets
a processor draw several in one instruction: a draw takes an eighth of the time.
"""

from innosim.model.chance import (
    NEXT_SLOT,
    NO_ITEM,
    PHILOX_ROUNDS,
    SLOTS,
    counter_words,
    fraction_of,
    key_words,
    next_key,
    philox_round,
)
from innosim.model.tables import Town


def draw_slots(town: Town, lane: int, purpose: int, first: int, clock: int, count: int) -> None:
    """Draw for the first ``count`` slots of a kind, of which ``first`` is the entity of slot 0.

    Raises:
        ValueError: when there are more slots than an entity has room for.
    """
    if count > SLOTS:
        raise ValueError("slot does not fit an identity")
    key = town.state[0].key
    for slot in range(count):
        c0, c1, c2, c3 = counter_words(first + slot * NEXT_SLOT, purpose, NO_ITEM, clock)
        k0, k1 = key_words(key)
        for _ in range(PHILOX_ROUNDS):
            c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
            k0, k1 = next_key(k0, k1)
        town.draws[lane, slot] = fraction_of(c0, c1)
