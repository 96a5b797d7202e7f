"""The patterns, in a small version of the very code that `innosim patterns` runs: their verdicts, and that a broken rule is noticed.

A pattern that fails is tested too: what is asserted is what is found (docs/patterns.md), so that it says so when that changes.
"""

import pytest

from innosim.analysis.patterns import PATTERNS
from innosim.analysis.patterns.judging import Holding, Judged
from innosim.analysis.patterns.study import study_pattern

FOUND = {
    # pattern: replications, then a letter for each prediction in its order
    "P1": (24, "H-"),
    "P2": (10, "NHN"),
    "P3": (10, "HHHHHHHN"),
    "P4": (12, "-----H--"),
    "P5": (12, "HHHHH-----H"),
    "P6": (10, "HH"),
    "P7": (10, "HHHHHHHHHHHHHHHHHH"),
    "P8": (10, "HHH"),
    "P9": (12, "HH"),
    "P10": (24, "HH-"),
    "P11": (10, "HHH"),
    "P12": (10, "H"),
    "P13": (10, "HHHHH"),
    "P13b": (12, "----HH"),
    "P16": (12, "----HHHHH"),
    "P18": (12, "HHH"),
    "P19": (10, "HH-H"),
}
"""H: held. N: not held. -: undecided, or it may be either with so few replications."""

LETTERS = {Holding.HELD: "H", Holding.NOT_HELD: "N", Holding.UNDECIDED: "-"}


def small(name: str, replications: int) -> Judged:
    return study_pattern(PATTERNS[name], replications, broken=True, jobs=2)


@pytest.mark.parametrize(("name", "found"), FOUND.items(), ids=FOUND)
def test_it_is_found_as_it_is_told_and_gone_where_its_rule_is_broken(name, found):
    replications, letters = found
    judged = small(name, replications)
    now = "".join(LETTERS[each.standing] for each in judged.findings)
    assert len(now) == len(letters)
    differs = [
        (each.predicted.says.en, each.effect, each.standing)
        for letter, each in zip(letters, judged.findings, strict=True)
        if letter != "-" and LETTERS[each.standing] != letter
    ]
    assert not differs
    assert not judged.still_held()


def test_each_pattern_is_tested_here_or_in_a_file_of_its_own():
    assert FOUND.keys() | {"P15", "P17"} == PATTERNS.keys()


def test_those_that_can_fail_have_a_broken_rule_or_a_reason_or_more_than_one_side():
    """Else nothing shows that they can."""
    for pattern in PATTERNS.values():
        assert pattern.broken or pattern.why or len(pattern.predicted) > 1, pattern.name
