"""A table set on a page of any width loses nothing, and gives way in the order that is promised."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from innosim.present.folding import fold, hanging
from innosim.present.tables import Sheet, Span, text
from tests.printed import assert_whole, squeezed

WORDS = st.text("abcdefgæø-_/界 ", min_size=0, max_size=24).map(lambda each: " ".join(each.split()))
NAMES = st.text("abcdefgæø-_界", min_size=1, max_size=30).filter(
    lambda each: each.strip("-") and not each.startswith("-")
)
NUMBERS = st.floats(-1e6, 1e6).map(lambda value: f"{value:,.3f} ±{abs(value) / 9:.2f}")


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of names, numbers in groups, and words at the end."""
    modes, each = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    plain = draw(st.integers(0, 9))
    names = draw(st.lists(NAMES, min_size=1, max_size=5))
    columns = modes * each + plain
    words = draw(st.booleans())
    row = [[name, *(draw(NUMBERS) for _ in range(columns)), *([draw(WORDS)] if words else [])] for name in names]  # fmt: skip
    last = frozenset({columns + 1}) if words else frozenset()
    groups = tuple(
        Span(draw(NAMES), tuple(range(1 + n * each, 1 + (n + 1) * each))) for n in range(modes)
    )
    head = tuple(draw(NAMES) for _ in range(columns + 1 + words))
    return Sheet("t", head, tuple(map(tuple, row)), (), frozenset({0}) | last, last, groups)


@given(sheet=sheets(), width=st.integers(20, 130))
def test_a_table_loses_nothing_and_fits(sheet: Sheet, width: int) -> None:
    title, *lines = text(sheet, width).split("\n")
    assert title == "t"
    assert max(map(cell_len, lines)) <= width
    assert_whole(sheet, lines)


@given(said=st.text("abc def-gh/i_jæ界.,1 ", max_size=80), width=st.integers(2, 40))
def test_folding_keeps_every_letter(said: str, width: int) -> None:
    lines = fold(said, width)
    assert squeezed(lines) == squeezed(said)
    assert all(cell_len(line) <= width for line in lines)


def test_words_fold_at_spaces_then_at_hyphens_then_anywhere() -> None:
    assert fold("depends on who pays", 10) == ["depends on", "who pays"]
    assert fold("bottom-up and-so-on", 8) == ["bottom-", "up", "and-so-", "on"]
    assert fold("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert hanging("- ", "one two", 10) == ["- one two"]
    assert hanging("  1-2  ", "one two three", 20) == ["  1-2  one two three"]
    assert hanging("  1-2  ", "one two three", 17) == ["  1-2  one two", "       three"]


MODES = Sheet(
    "t",
    ("regime", "mean", "mean", "verdict"),
    (("framed-with-a-name", "12.345 ±0.012", "23.456 ±0.012", "no difference that matters"),),
    left=frozenset({0, 3}),
    wrapped=frozenset({3}),
    groups=(Span("first", (1,)), Span("second", (2,))),
    brief=(("framed-with-a-name", "12.3", "23.5", "no difference that matters"),),
)


@pytest.mark.parametrize(
    ("width", "beside", "name", "decimals"),
    [
        (100, True, "framed-with-a-name", "12.345 ±0.012"),  # all side by side
        (50, False, "framed-with-a-name", "12.345 ±0.012"),  # cost modes one below another
        (30, False, "framed-", "12.345 ±0.012"),  # then the name folds
        (21, False, "framed-", "12.3"),  # then decimals are dropped
    ],
)
def test_the_order_in_which_a_table_gives_way(
    width: int, beside: bool, name: str, decimals: str
) -> None:
    lines = text(MODES, width).split("\n")
    assert_whole(MODES, lines[1:])
    first = next(line for line in lines if "12.3" in line)
    assert first.split("  ")[0].startswith(name)
    assert ("framed-with-a-name" in first) == (width >= 50)
    assert ("12.345 ±0.012" in first) == (width > 21)
    assert ("23." in first) == beside
    assert decimals in first


def test_at_last_each_value_has_a_line_of_its_own() -> None:
    wide = replace(MODES, brief=(), rows=(("framed", "1234567890.12345", "2", "better"),))
    assert text(wide, 20).split("\n")[1:3] == ["framed", "  first, mean:"]


def test_heads_stand_over_every_part_of_a_table_that_is_parted() -> None:
    head = ("", *(f"a-regime-{number}" for number in range(9)))
    sheet = Sheet("t", head, (("hours", *("1,234.5",) * 9),))
    lines = text(sheet, 60).split("\n")[1:]
    assert lines.count("") == 1
    assert_whole(sheet, lines)
