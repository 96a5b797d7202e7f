"""Keyed chance: every draw is a pure function of what it is about.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC 2011). A draw depends on the seed, the replication, the entity it concerns, its
purpose, an item (say, which gatekeeper) and a clock, and on nothing else: no regime, row number,
thread or machine enters. That is what makes "the same idea" mean something under two regimes.

Each purpose goes with *one* kind of entity (an idea, a slot, or something of the whole town), so
that an idea's identity and a slot's never meet in one key. Purposes are made by
``code`` because Numba compiles a callee anew for every plain integer it is called with.

Everything but :func:`key_of` is a rule: undecorated, int64 only, the same bits plain and compiled.
"""

import operator

from innosim.model.maths import normal_quantile
from innosim.scenario.catalogue.codes import COPIED, code

# Purposes. A number, once given, is never reused: it is part of every key and so of every result.
# Potential ideas: entity = identity of the idea.
SPARK = code(1)
SIZE = code(2)
RADICALITY = code(3)
SILO = code(4)
LOTTERY = code(5)
LUCK_SAVING = code(6)
LUCK_QUALITY = code(7)
MEMO = code(8)
OWN_ERROR = code(9)
BLOC_ERROR = code(10)
OVERRUN = code(11)
WORK_NOISE = code(12)
STOP = code(13)
ROLLBACK = code(14)
COPY = code(15)
COPY_DELAY = code(16)
CASE = code(17)
LOCAL = code(18)
INVOLVEMENT = code(19)
ANSWER = code(20)
SHELF = code(21)
REPORTING = code(23)
PARTNER = code(25)
TAKEOVER_IDEA = code(26)
DEPARTMENT = code(27)
MEASURED = code(28)
TELLING = code(29)

# Questions: entity = town_entity(municipality, number of the question).
QUESTION_QUALITY = code(48)
QUESTION_DEPARTMENT = code(51)

# The world: entity = town_entity(municipality, department or 0).
ELECTION_SHARE = code(64)
REGULATION = code(65)
ELECTION_SWING = code(66)

# People: entity = slot_entity of the seat, chair, post or unit.
ELECTION_SEAT = code(96)
NEWCOMER = code(97)
DIRECTOR_EXIT = code(98)
ATTENDANCE = code(100)
ILDSJAEL_EXIT = code(101)
ILDSJAEL_ENTRY = code(102)
MANAGER_EXIT = code(103)
NEWCOMER_NERVE = code(104)
NEWCOMER_OPENNESS = code(105)
ILDSJAEL_ENERGY = code(106)
ELECTION_BLOC = code(107)
NEWCOMER_BACKING = code(108)
NEWCOMER_SUPPORT = code(109)

# Founding: drawn once, before any lever is read; entity = slot_entity or town_entity.
FOUNDING_WORKLOAD = code(162)
FOUNDING_OPENNESS = code(163)
FOUNDING_SAFETY = code(164)
FOUNDING_CULTURE = code(165)
FOUNDING_ILDSJAEL = code(166)
FOUNDING_ENERGY = code(167)
FOUNDING_ENGAGEMENT = code(168)
FOUNDING_NERVE = code(169)
FOUNDING_SUPPORT = code(170)
FOUNDING_RANK = code(171)
FOUNDING_BACKING = code(174)
FOUNDING_INSIDE = code(175)
FOUNDING_OUTSIDE = code(176)

# For draws that have no item or no clock: never a literal, see above.
NO_ITEM = code(0)
NO_CLOCK = code(0)

# Ten rounds are the authors' recommendation; Random123's known answers are for ten.
PHILOX_ROUNDS = 10

# Widths of the identity's fields, high to low: 7 + 3 + 17 + 10 + 12 = 49 bits, so that a float64
# (R, Stata) holds it exactly.
MUNICIPALITIES = 128
ORIGIN_FIELDS = 8
SLOTS = 131_072
MONTHS = 1_024
COPYING_UNITS = 4_095  # one less than 2**12, for 0 means "not a copy"
NEXT_SLOT = 4_194_304  # from one slot's entity to the next: 2**22, for months and copying units

_WORD = 0xFFFFFFFF
_PLACES = 0x7FFFFFFF


def _mix_word(word: int) -> int:
    """Scatter 32 bits one to one (the finaliser of MurmurHash3, Appleby, public domain)."""
    word = (word ^ (word >> 16)) * 0x85EBCA6B & _WORD
    word = (word ^ (word >> 13)) * 0xC2B2AE35 & _WORD
    return word ^ (word >> 16)


def key_of(seed: int, replication: int) -> int:
    """Return the 63-bit key of a replication: the mixed seed times 2**31 plus the replication, modulo 2**31.

    The mix is one to one for seeds below 2**32, so no two of them ever share their draws. Replications that are
    reported have numbers from 0 on, pilots from -1 down: one never has the other's luck.

    Args:
        seed: 0 to 2**63 - 1.
        replication: -2**30 to 2**30 - 1.

    Raises:
        ValueError: when either is out of range.
        TypeError: when either is no integer.
    """
    seed, replication = operator.index(seed), operator.index(replication)
    if not 0 <= seed < 1 << 63:
        msg = f"seed must lie in 0 to 2**63 - 1, got {seed}"
        raise ValueError(msg)
    if not -(1 << 30) <= replication < 1 << 30:
        msg = f"replication must lie in -2**30 to 2**30 - 1, got {replication}"
        raise ValueError(msg)
    high = _mix_word(seed >> 32)
    return (_mix_word((seed + 0x9E3779B9 & _WORD) ^ high) << 31) + (replication & _PLACES)


def philox_round(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Encrypt four 32-bit words once.

    A 32 x 32 bit product may pass a signed 64-bit integer's range; it then wraps, compiled, but keeps
    its 64 bits, and the masks read the same words from it as from Python's unbounded product. Factors are masked
    where they are read: many draws at once multiply halves of words only where the compiler sees that they are.
    """
    first, second = 0xD2511F53 * (c0 & _WORD), 0xCD9E8D57 * (c2 & _WORD)
    high0, high1 = (first >> 32) & _WORD, (second >> 32) & _WORD
    return high1 ^ c1 ^ k0, second & _WORD, high0 ^ c3 ^ k1, first & _WORD


def next_key(k0: int, k1: int) -> tuple[int, int]:
    """Return the key's words for the round after."""
    return (k0 + 0x9E3779B9) & _WORD, (k1 + 0xBB67AE85) & _WORD


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Encrypt four 32-bit counter words under two 32-bit key words: Philox4x32-10.

    Source: Salmon et al. (2011); checked against Random123's known answers.
    """
    for _ in range(PHILOX_ROUNDS):
        c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
        k0, k1 = next_key(k0, k1)
    return c0, c1, c2, c3


def key_words(key: int) -> tuple[int, int]:
    """Return the two words of a replication's key."""
    return int(key) >> 31, int(key) & _PLACES


def counter_words(entity: int, purpose: int, item: int, clock: int) -> tuple[int, int, int, int]:
    """Return the four words of what a draw is about."""
    who, when = int(entity), int(clock)
    what = int(purpose) * 16_777_216 + int(item)
    return who & _WORD, (who >> 32) & _WORD, what & _WORD, when & _WORD


def fraction_of(x0: int, x1: int) -> float:
    """Return two encrypted words as a multiple of 2**-53 strictly between 0 and 1."""
    return ((x0 >> 6) * 67_108_864 + (x1 >> 6) + 0.5) / 4_503_599_627_370_496.0


def uniform(key: int, entity: int, purpose: int, item: int, clock: int) -> float:
    """Return the draw of this key, a multiple of 2**-53 strictly between 0 and 1.

    Args:
        key: from :func:`key_of`.
        entity: an identity, :func:`slot_entity` or :func:`town_entity`.
        purpose: one of this module's constants, below 256.
        item: which of several alike (a gatekeeper, a unit), below 2**24.
        clock: the entity's own clock, or the month, below 2**32.
    """
    c0, c1, c2, c3 = counter_words(entity, purpose, item, clock)
    k0, k1 = key_words(key)
    x0, x1, _, _ = philox(c0, c1, c2, c3, k0, k1)
    return fraction_of(x0, x1)


def normal(key: int, entity: int, purpose: int, item: int, clock: int) -> float:
    """Return a standard normal draw: one uniform, one normal, monotone in it."""
    return normal_quantile(uniform(key, entity, purpose, item, clock))


def _place(municipality: int, origin: int, slot: int) -> int:
    """Pack where an idea can come from into 27 bits.

    Raises:
        ValueError: when a part does not fit; a compiled overflow would be silent.
    """
    # A copy carries its original's origin; what comes after it in the codes takes its place here.
    field = int(origin) if origin < COPIED else int(origin) - 1
    fits = 0 <= field < ORIGIN_FIELDS and origin != COPIED
    if not (fits and 0 <= municipality < MUNICIPALITIES and 0 <= slot < SLOTS):
        raise ValueError("municipality, origin or slot does not fit an identity")
    return (int(municipality) * ORIGIN_FIELDS + field) * SLOTS + int(slot)


def identity(municipality: int, origin: int, slot: int, month: int, copying_unit: int) -> int:
    """Pack an idea's identity into 49 bits; ``copying_unit`` is 0 for an original.

    Raises:
        ValueError: when a part does not fit.
    """
    if not (0 <= month < MONTHS and 0 <= copying_unit <= COPYING_UNITS):
        raise ValueError("month or copying unit does not fit an identity")
    place = _place(municipality, origin, slot)
    return (place * MONTHS + int(month)) * 4_096 + int(copying_unit)


def slot_entity(municipality: int, origin: int, slot: int) -> int:
    """Return the entity of draws about a slot or who fills it: month 0, no copying unit."""
    return _place(municipality, origin, slot) * NEXT_SLOT


def town_entity(municipality: int, number: int) -> int:
    """Return the entity of draws about a whole town, or its numbered question or department.

    Bit 49 sets it apart from every identity. ``number`` lies below 2**22.

    Raises:
        ValueError: when a part does not fit.
    """
    if not (0 <= municipality < MUNICIPALITIES and 0 <= number < 4_194_304):
        raise ValueError("municipality or number does not fit an entity")
    return 562_949_953_421_312 + int(municipality) * 4_194_304 + int(number)


def copy_identity(original: int, unit: int) -> int:
    """Return the identity of ``unit``'s copy; a copy of a copy is a copy of the original.

    Raises:
        ValueError: when the unit does not fit (0 to 4,094).
    """
    if not 0 <= unit < COPYING_UNITS:
        raise ValueError("copying unit does not fit an identity")
    return (int(original) >> 12) * 4_096 + int(unit) + 1


def original_identity(identity_: int) -> int:
    """Return the identity of the original, itself when it is one."""
    return (int(identity_) >> 12) * 4_096


def identity_origin(identity_: int) -> int:
    """Return the origin's number, never a copy's."""
    field = (int(identity_) >> 39) & 0x7
    return field if field < COPIED else field + 1


def identity_slot(identity_: int) -> int:
    """Return the slot's number within its municipality and origin."""
    return (int(identity_) >> 22) & 0x1FFFF


def identity_copier(identity_: int) -> int:
    """Return the copying unit's number, -1 for an original."""
    return (int(identity_) & 0xFFF) - 1
