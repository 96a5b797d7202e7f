"""Words: no verdict lacks a name in either language, and numbers read as they should."""

import math

import pytest

from innosim.analysis.verdicts import Verdict
from innosim.present.words import outcomes
from innosim.present.words.language import (
    LANGUAGES,
    Language,
    decimals,
    fitting,
    in_ascii,
    listed,
    rounded,
    say,
    with_half,
)


def test_every_verdict_has_its_words_in_both_languages() -> None:
    assert set(outcomes.VERDICT_NAMES) == set(Verdict)
    assert all(say(text, lang) for text in outcomes.VERDICT_NAMES.values() for lang in LANGUAGES)


def test_english_verdicts_are_the_verdicts_themselves() -> None:
    assert all(text.en == verdict.value for verdict, text in outcomes.VERDICT_NAMES.items())


@pytest.mark.parametrize(
    ("value", "half", "expected"),
    [
        (24.31, 1.234, 1),
        (0.01234, 0.00042, 5),
        (0.01234, 0.0042, 3),
        (12345.6, 210.0, 0),
        (1.5, math.nan, 2),
        (0.0, math.nan, 0),
    ],
)
def test_decimals_follow_what_is_known(value: float, half: float, expected: int) -> None:
    assert decimals(value, half) == expected


def test_intervals_read_the_same_in_both_languages_but_for_the_comma() -> None:
    assert with_half(24.31, 23.0, 25.62, "en") == "24.3 ±1.3"
    assert with_half(24.31, 23.0, 25.62, "da", signed=True) == "+24,3 ±1,3"
    assert with_half(-1234.5, -1434.5, -1034.5, "en") == "−1,234 ±200"
    assert with_half(2.5, math.nan, math.nan, "en") == "2.50"
    assert rounded(math.nan, "en") == "–"


def test_an_exact_zero_is_written_as_nothing_else() -> None:
    assert with_half(0.0, 0.0, 0.0, "en", signed=True) == "0"


@pytest.mark.parametrize(("lang", "expected"), [("en", "a, b and c"), ("da", "a, b og c")])
def test_lists_end_in_and(lang: Language, expected: str) -> None:
    assert listed(["a", "b", "c"], lang) == expected
    assert listed(["a"], lang) == "a"


def test_a_poor_console_gets_ascii_and_a_good_one_the_text() -> None:
    text = "24,3 ±1,3: ildsjæle ≥ 5 → drift à 2"
    assert in_ascii(text) == "24,3 +-1,3: ildsjaele >= 5 -> drift a 2"
    assert fitting(text, "utf-8") == text
    assert fitting("ildsjæle ±1", "cp1252") == "ildsjæle ±1"
    assert fitting(text, "cp1252") == in_ascii(text)
    assert fitting(text, "no such encoding") == in_ascii(text)
