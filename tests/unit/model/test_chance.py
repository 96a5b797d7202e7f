"""Draws: Random123's known answers, keys that each matter, identities that unpack."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innosim.model import chance, maths
from innosim.model.compiled import compile_rules
from innosim.scenario.catalogue.codes import COPIED

WORD = 0xFFFFFFFF
# Random123 1.14, file kat_vectors, philox4x32 of 10 rounds.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((WORD,) * 4, (WORD,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
PURPOSES = {name: value for name, value in vars(chance).items() if isinstance(value, np.int64)}
NOT_PURPOSES = {"COPIED", "NO_ITEM", "NO_CLOCK"}
RULES = compile_rules([maths, chance])
KEY = chance.key_of(1, 0)
IDEA = chance.identity(3, 2, 1_000, 17, 0)


@pytest.mark.parametrize("philox", [chance.philox, RULES.philox], ids=["plain", "compiled"])
@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN, ids=["zeros", "ones", "pi"])
def test_philox_gives_random123s_known_answers(philox, counter, key, answer):
    assert philox(*counter, *key) == answer


def test_purposes_are_unique_small_and_no_plain_integers():
    purposes = {name: int(n) for name, n in PURPOSES.items() if name not in NOT_PURPOSES}
    assert len(purposes) > 50
    assert len(set(purposes.values())) == len(purposes)
    assert all(0 < number < 256 for number in purposes.values())


def test_same_key_same_draw():
    draws = {chance.uniform(KEY, IDEA, chance.SPARK, 0, 0) for _ in range(3)}
    assert len(draws) == 1


@pytest.mark.parametrize(
    "changed",
    [
        (chance.key_of(2, 0), IDEA, chance.SPARK, 0, 0),
        (chance.key_of(1, 1), IDEA, chance.SPARK, 0, 0),
        (KEY, IDEA + 1, chance.SPARK, 0, 0),
        (KEY, IDEA + (1 << 40), chance.SPARK, 0, 0),
        (KEY, IDEA, chance.SIZE, 0, 0),
        (KEY, IDEA, chance.SPARK, 1, 0),
        (KEY, IDEA, chance.SPARK, 0, 1),
    ],
    ids=["seed", "replication", "entity", "entity high", "purpose", "item", "clock"],
)
def test_each_part_of_the_key_changes_the_draw(changed):
    assert chance.uniform(*changed) != chance.uniform(KEY, IDEA, chance.SPARK, 0, 0)


def test_extreme_words_stay_strictly_between_0_and_1(monkeypatch):
    for word, expected in ((0, 2.0**-53), (WORD, 1.0 - 2.0**-53)):
        monkeypatch.setattr(chance, "philox", lambda *_, word=word: (word,) * 4)
        assert chance.uniform(KEY, IDEA, chance.SPARK, 0, 0) == expected


def test_draws_are_uniform_in_mean_variance_and_lag():
    n = 100_000
    u = np.array([RULES.uniform(KEY, IDEA, chance.SPARK, i, 0) for i in range(n)])
    # Standard errors of the mean, of the mean square about 1/2 and of the lag-one product of
    # n independent uniforms; four of them fail one time in 16,000, and the draws are fixed.
    assert abs(u.mean() - 1 / 2) < 4 * np.sqrt(1 / 12 / n)
    assert abs(((u - 0.5) ** 2).mean() - 1 / 12) < 4 * np.sqrt(1 / 180 / n)
    assert abs(((u[1:] - 0.5) * (u[:-1] - 0.5)).mean()) < 4 / 12 / np.sqrt(n)
    # Chi-square over 100 cells: mean 99, variance 198.
    cells = np.bincount((u * 100).astype(int), minlength=100)
    assert abs(((cells - n / 100) ** 2 / (n / 100)).sum() - 99) < 4 * np.sqrt(198)


def test_normal_is_the_quantile_of_the_same_draw():
    u = chance.uniform(KEY, IDEA, chance.MEMO, 2, 3)
    assert chance.normal(KEY, IDEA, chance.MEMO, 2, 3) == maths.normal_quantile(u)


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64, int])
def test_narrow_fields_draw_the_same(kind):
    entity, purpose, item, clock = kind(100), kind(9), kind(7), kind(120)
    expected = chance.uniform(KEY, 100, 9, 7, 120)
    assert chance.uniform(KEY, entity, purpose, item, clock) == expected
    assert RULES.uniform(KEY, entity, purpose, item, clock) == expected
    where = (kind(100), kind(5), kind(120), kind(99), kind(44))
    assert RULES.identity(*where) == chance.identity(*where) == chance.identity(100, 5, 120, 99, 44)


@settings(deadline=None)  # the first example may compile
@given(
    st.integers(0, 2**63 - 1),
    st.integers(-20, 2**30 - 1),
    st.integers(0, 2**50 - 1),
    st.tuples(st.integers(1, 255), st.integers(0, 2**24 - 1), st.integers(0, 2**32 - 1)),
)
def test_compiled_draws_have_the_plain_bits(seed, replication, entity, rest):
    key = chance.key_of(seed, replication)
    assert RULES.uniform(key, entity, *rest) == chance.uniform(key, entity, *rest)
    assert RULES.normal(key, entity, *rest) == chance.normal(key, entity, *rest)


@settings(deadline=None)  # the first example may compile
@given(st.integers(0, 2**63 - 1), st.integers(-(2**30), 2**30 - 1))
def test_key_fits_63_bits_and_keeps_the_replication(seed, replication):
    """Pilots, below 0, have the upper half of the places, so that none is a reported replication's."""
    key = chance.key_of(seed, replication)
    assert 0 <= key < 2**63
    assert key % 2**31 == replication % 2**31


def test_no_two_small_seeds_share_a_key():
    assert len({chance.key_of(seed, 0) for seed in range(100_000)}) == 100_000


@pytest.mark.parametrize("arguments", [(-1, 0), (2**63, 0), (0, -(2**30) - 1), (0, 2**30)])
def test_key_out_of_range_is_refused(arguments):
    with pytest.raises(ValueError, match="must lie in"):
        chance.key_of(*arguments)


def test_key_takes_integers_only():
    with pytest.raises(TypeError):
        chance.key_of(1.0, 0)


OF_THEIR_OWN = [*range(COPIED), COPIED + 1]
"""Origins with a place in an identity: a copy has its original's."""

PARTS = st.tuples(
    st.integers(0, 127),
    st.sampled_from(OF_THEIR_OWN),
    st.integers(0, 2**17 - 1),
    st.integers(0, 1023),
)


@settings(deadline=None)  # the first example may compile
@given(PARTS, st.integers(0, 4094))
def test_identity_unpacks_to_what_was_packed(parts, unit):
    original = chance.identity(*parts, 0)
    copy = chance.copy_identity(original, unit)
    for rules in (chance, RULES):
        for packed, copier in ((original, -1), (copy, unit)):
            assert packed >> 42 == parts[0]
            assert rules.identity_origin(packed) == parts[1]
            assert rules.identity_slot(packed) == parts[2]
            assert packed >> 12 & 0x3FF == parts[3]
            assert rules.identity_copier(packed) == copier
            assert rules.original_identity(packed) == original
        assert rules.copy_identity(copy, unit) == copy
    assert float(copy) == copy
    assert copy < 2**49


@settings(deadline=None)  # the first example may compile
@given(PARTS, st.integers(0, 2**22 - 1))
def test_slots_are_months_of_zero_and_towns_meet_no_identity(parts, number):
    assert chance.slot_entity(*parts[:3]) == chance.identity(*parts[:3], 0, 0)
    assert chance.town_entity(parts[0], number) >= 2**49
    assert RULES.slot_entity(*parts[:3]) == chance.slot_entity(*parts[:3])
    assert RULES.town_entity(parts[0], number) == chance.town_entity(parts[0], number)


@pytest.mark.parametrize("rules", [chance, RULES], ids=["plain", "compiled"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("identity", (128, 0, 0, 0, 0)),
        ("identity", (0, COPIED + 2, 0, 0, 0)),
        ("identity", (0, COPIED, 0, 0, 0)),
        ("identity", (0, 0, 2**17, 0, 0)),
        ("identity", (0, 0, 0, 1024, 0)),
        ("identity", (0, 0, 0, 0, 4096)),
        ("identity", (-1, 0, 0, 0, 0)),
        ("copy_identity", (0, 4095)),
        ("slot_entity", (0, 0, -1)),
        ("town_entity", (0, 2**22)),
    ],
)
def test_parts_that_do_not_fit_are_refused(rules, name, arguments):
    with pytest.raises(ValueError, match="does not fit"):
        getattr(rules, name)(*arguments)
