"""Labels are measured and pushed apart: never on each other, no further than they must."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from innosim.present.figures.labels import push_apart, width_of, wrap

heights = st.lists(st.floats(0.1, 2.0), min_size=1, max_size=8)


@given(data=st.data(), sizes=heights)
def test_labels_do_not_overlap_and_stay_in_their_room(
    data: st.DataObject, sizes: list[float]
) -> None:
    wanted = data.draw(st.lists(st.floats(-5, 25), min_size=len(sizes), max_size=len(sizes)))
    places = push_apart(wanted, sizes, 0.0, 20.0)
    boxes = sorted((y - h / 2, y + h / 2) for y, h in zip(places, sizes, strict=True))
    assert all(below[1] <= above[0] + 1e-9 for below, above in pairwise(boxes))
    assert boxes[0][0] >= -1e-9
    assert boxes[-1][1] <= 20.0 + 1e-9


@given(data=st.data(), sizes=heights)
def test_labels_keep_the_order_of_what_they_name(data: st.DataObject, sizes: list[float]) -> None:
    wanted = data.draw(st.lists(st.floats(-5, 25), min_size=len(sizes), max_size=len(sizes)))
    places = push_apart(wanted, sizes, 0.0, 20.0)
    order = sorted(range(len(sizes)), key=lambda i: wanted[i])
    assert [places[i] for i in order] == sorted(places)


def test_labels_with_room_stay_where_they_belong() -> None:
    assert push_apart([8.0, 2.0, 5.0], [1.0, 1.0, 1.0], 0.0, 10.0) == [8.0, 2.0, 5.0]


def test_two_that_want_the_same_place_part_equally() -> None:
    assert sorted(push_apart([5.0, 5.0], [1.0, 1.0], 0.0, 10.0)) == [4.5, 5.5]


def test_more_labels_than_room_keep_an_even_step() -> None:
    places = push_apart([1.0, 2.0, 3.0], [2.0, 2.0, 2.0], 0.0, 4.0)
    assert places == [1.0, 2.0, 3.0]


def test_nothing_to_place() -> None:
    assert push_apart([], [], 0.0, 1.0) == []


def test_a_line_is_no_wider_than_asked() -> None:
    lines = wrap("how each regime fared against the baseline $x$", 10.0, 1.2)
    assert len(lines) > 1
    assert all(width_of(line, 10.0) <= 1.2 for line in lines)


def test_bold_is_wider_and_several_lines_are_as_wide_as_the_widest() -> None:
    assert width_of("regime", 10.0, bold=True) > width_of("regime", 10.0)
    assert width_of("a\nregime", 10.0) == width_of("regime", 10.0)
