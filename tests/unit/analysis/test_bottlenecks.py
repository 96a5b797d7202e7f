"""Bottlenecks: the parts of lead time add up, the longest queue is named, hours are a year's."""

from typing import Any

import pytest

from innosim.analysis.bottlenecks import LEAD_PARTS, bottlenecks
from innosim.present.bottleneck_tables import bottleneck_sheets
from innosim.present.words.language import LANGUAGES


def test_the_parts_of_lead_time_add_up(result: Any) -> None:
    frame = bottlenecks(result).lead_time
    assert set(frame["regime"]) == {"top-down", "bottom-up", "framed"}  # shaving has no ideas
    parts = frame[[*LEAD_PARTS, "other"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(frame["months"].to_numpy())
    framed = frame[(frame["regime"] == "framed") & (frame["cost"] == "as_costed")].iloc[0]
    assert (framed["months"], framed["months_waiting_gate"], framed["other"]) == (15.0, 6.0, 1.0)


def test_the_longest_queue_is_named(result: Any) -> None:
    result.indicators["queue_director"] += 0.5
    found = bottlenecks(result).queues
    result.indicators["queue_director"] -= 0.5
    assert set(found["longest"]) == {"director"}


def test_hours_are_thousands_a_year(result: Any) -> None:
    frame = bottlenecks(result).hours
    mean = result.indicators[result.indicators["regime"] == "framed"]["hours_lost"].mean()
    assert frame[frame["regime"] == "framed"]["hours_lost"].iloc[0] == pytest.approx(
        mean * 12 / 1000
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_read_in_both_languages(result: Any, lang: Any) -> None:
    lead_time, waiting, queues, *hours = bottleneck_sheets(bottlenecks(result), lang)
    assert len(lead_time.rows) == 6
    assert len(queues.rows) == 8
    assert lead_time.title
    assert waiting.head[2:] == (lead_time.head[2], *lead_time.head[4:-1])
    assert [len(each.head) for each in hours] == [5, 5]
