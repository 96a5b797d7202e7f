"""The house style: colours that differ, numbers in two languages, marks beyond colour."""

from itertools import combinations

import pytest

from innosim.present.style import BASELINE_COLOUR, COLOURS, EXTREME_COLOUR, lighter, marks
from innosim.present.words.language import number, percent, points

SIX = ("base", "cuts", "a", "b", "c", "d")
ALL = (*COLOURS, BASELINE_COLOUR, EXTREME_COLOUR)


def lightness_and_hue(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* of an sRGB colour."""
    linear = []
    for place in (1, 3, 5):
        part = int(colour[place : place + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    r, g, b = linear
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    f = [
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (v / w for v, w in zip(xyz, white, strict=True))
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("pair", list(combinations(ALL, 2)), ids="-".join)
def test_two_colours_are_far_apart(pair: tuple[str, str]) -> None:
    one, other = map(lightness_and_hue, pair)
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 20


def test_no_colour_is_a_default_of_the_library() -> None:
    from matplotlib.colors import TABLEAU_COLORS

    assert not {c.lower() for c in ALL} & {c.lower() for c in TABLEAU_COLORS.values()}


def test_regimes_differ_in_marker_and_dash_too() -> None:
    made = marks(SIX, "base", "cuts")
    assert len({mark.colour for mark in made.values()}) == 6
    assert len({mark.marker for mark in made.values()}) == 6
    assert len({mark.dash for mark in made.values()}) == 6


def test_baseline_and_extreme_have_their_own_wherever_they_stand() -> None:
    assert marks(("base", "a"), "base")["base"].colour == BASELINE_COLOUR
    assert marks(("a", "base"), "base")["a"].colour == COLOURS[0]
    assert marks(SIX, "base", "cuts")["cuts"].colour == EXTREME_COLOUR
    assert marks(("cuts", "a"), "cuts", "cuts")["cuts"].colour == EXTREME_COLOUR


def test_more_than_six_regimes_are_still_told_apart() -> None:
    made = marks((*"abcdefgh", "cuts", "base"), "base", "cuts")
    assert len({(m.colour, m.marker, m.dash, m.filled) for m in made.values()}) == 10


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "en", "da"),
    [
        (1234.5, 1, False, "1,234.5", "1.234,5"),
        (-0.25, 2, True, "−0.25", "−0,25"),
        (0.004, 1, True, "0.0", "0,0"),
        (-0.004, 1, False, "0.0", "0,0"),
        (3.0, 0, True, "+3", "+3"),
        (float("nan"), 1, False, "–", "–"),
    ],
)
def test_a_number_is_written_as_its_reader_writes_it(
    value: float, decimals: int, signed: bool, en: str, da: str
) -> None:
    assert number(value, decimals, "en", signed=signed) == en
    assert number(value, decimals, "da", signed=signed) == da


def test_shares_are_per_cent_and_their_differences_points() -> None:
    assert percent(0.625, "en", decimals=1) == "62.5%"
    assert percent(0.625, "da", decimals=1) == "62,5\u00a0%"
    assert points(-0.02, "en") == "−2\u00a0pp"


def test_lighter_ends_in_white() -> None:
    assert lighter("#27527F", 0.0) == "#27527F"
    assert lighter("#27527F", 1.0) == "#FFFFFF"
