"""Little's law on queues whose wait is known by hand; what is named a bottleneck, and what is not."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from innosim.analysis.bottlenecks import bottlenecks
from innosim.analysis.waits import (
    AWAITED,
    ENOUGH,
    EVERY_DECIDER,
    LACKS,
    RUNS_TO_NAME,
    WORK,
    Waits,
    waits,
    waits_frame,
)
from innosim.present.wait_tables import bottleneck_sentence, wait_sheets
from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import INDICATORS

MONTHS = 24
Given = Mapping[str, tuple[float, float]]
"""By what is waited for: ideas waiting and ideas served, each month."""


def found(runs: list[Given]) -> Waits:
    """What the waits of runs of two years are in which every month is as given, and nothing else happens."""
    names = list(INDICATORS)
    rows = []
    for replication, given in enumerate(runs):
        month = dict.fromkeys(names, 0.0)
        for what, (waiting, served) in given.items():
            month[what] = waiting
            month[AWAITED.get(what, "phases_worked")] = served
        rows += [
            {
                "cost": "as_costed",
                "regime": "framed",
                "replication": replication,
                "month": m,
                **month,
            }
            for m in range(MONTHS)
        ]

    class Of:
        indicators = pd.DataFrame(rows)
        manifest = {"monthly": True, "ideas": 0}  # noqa: RUF012 - read only

    (only,) = waits(Of())  # type: ignore[arg-type]
    return only


def varied(of: Mapping[str, tuple[float, float]], runs: int = 12) -> list[Given]:
    """Runs in which waiting is a tenth more and a tenth less in turn."""
    return [
        {what: (w * (1.1 if r % 2 else 0.9), served) for what, (w, served) in of.items()}
        for r in range(runs)
    ]


def test_a_wait_is_the_queue_over_what_leaves_it():
    """Six wait at a time, two a month are decided: three months each, and the longest queue is not the longest wait."""
    many = varied({"queue_council": (6.0, 2.0), "queue_manager": (9.0, 30.0)})
    council, manager = (found(many).of(f"queue_{who}") for who in ("council", "manager"))
    assert council.months.mean == pytest.approx(3.0)
    assert council.waiting.mean == pytest.approx(6.0)
    assert council.a_year.mean == pytest.approx(24.0)
    assert council.a_year.low == council.a_year.high == council.a_year.mean
    assert manager.months.mean == pytest.approx(0.3)
    assert found(many).bottleneck is not None
    assert found(many).bottleneck.what == "queue_council"


def test_the_interval_is_that_of_the_queue_where_decisions_are_the_same_in_all_runs():
    """With served the same everywhere the ratio is the mean queue over two, and so is its interval."""
    wait = found(varied({"queue_council": (6.0, 2.0)})).of("queue_council")
    half = (wait.waiting.high - wait.waiting.low) / 2.0
    assert half > 0.0
    assert (wait.months.high - wait.months.low) / 2.0 == pytest.approx(half / 2.0)


def test_runs_are_pooled_and_not_averaged():
    """A run of one decision and a wait of 10 months does not weigh as one of 99 and a wait of 0."""
    runs: list[Given] = [{"queue_board": (10.0, 1.0)}, {"queue_board": (0.0, 99.0)}] * 6
    assert found(runs).of("queue_board").months.mean == pytest.approx(0.1)


def test_waits_that_are_not_told_apart_name_no_bottleneck():
    runs: list[Given] = [
        {"queue_council": (6.0 + (r % 3), 2.0), "queue_board": (6.5 + (r % 2), 2.0)}
        for r in range(12)
    ]
    of = found(runs)
    assert {wait.what for wait in of.longest} == {"queue_council", "queue_board"}
    assert of.bottleneck is None
    assert "no one bottleneck can be told" in bottleneck_sentence(of)


def test_a_tie_is_of_both():
    of = found(varied({"queue_council": (6.0, 2.0), "queue_board": (3.0, 1.0)}))
    assert [wait.what for wait in of.longest] == ["queue_board", "queue_council"]
    assert of.bottleneck is None


def test_a_difference_that_every_run_has_is_told_though_intervals_overlap():
    """Both vary together, so that the one is longer in every run."""
    of = found(varied({"queue_council": (6.0, 2.0), "queue_board": (5.8, 2.0)}))
    board, council = of.of("queue_board").months, of.of("queue_council").months
    assert council.low < board.high
    assert of.bottleneck is of.of("queue_council")


def test_what_was_scarce_is_a_wait_for_each_phase_of_work():
    """Four idea-months a month are lost for want of hours, one phase a month is finished: four months each."""
    of = found(varied({"work_lost_hours": (4.0, 1.0), "queue_director": (2.0, 1.0)}))
    assert of.of("work_lost_hours").months.mean == pytest.approx(4.0)
    assert of.bottleneck is of.of("work_lost_hours")
    assert bottleneck_sentence(of) == (
        "framed: the bottleneck is lack of hours (4.00 ±0.27 months a phase of work, 12.0 a year;"
        " 4.00 of 6.00 ideas waiting)."
    )


def test_who_decides_nothing_while_ideas_wait_is_the_bottleneck():
    """Its wait has no length: it comes before any that has one, and is said to be undefined in the table."""
    of = found(varied({"queue_sorting": (5.0, 0.0), "queue_council": (6.0, 2.0)}))
    assert of.bottleneck is of.of("queue_sorting")
    assert bottleneck_sentence(of) == (
        "framed: the bottleneck is the sorting unit (0 served a year while 5.00 ideas wait at a time);"
        " most ideas wait for: the council (6.00 of 11.0)."
    )
    months, waiting, _ = wait_sheets((of,))
    assert ("sorting", "–") in months.rows
    assert any(row[0] == "sorting" and row[1].startswith("5.0") for row in waiting.rows)


def test_a_long_wait_of_a_few_is_in_brackets_and_names_nothing():
    """One in each of 12 runs waits a year to be decided: twelve are fewer than enough, and do not fill a queue."""
    each = 1.0 / MONTHS
    of = found(varied({"queue_board": (12.0 * each, each), "queue_council": (12.0, 2.0)}))
    board = of.of("queue_board")
    assert board.served == pytest.approx(12.0)
    assert board.served < ENOUGH
    assert board.months.mean == pytest.approx(12.0)
    assert of.bottleneck is of.of("queue_council")
    assert any(row[0] == "board" and row[1].startswith("(") for row in wait_sheets((of,))[0].rows)


def test_nothing_waited_for_is_no_bottleneck():
    of = found([{"queue_council": (0.0, 2.0)}] * 12)
    assert of.longest == ()
    assert of.of("queue_council").months.mean == 0.0
    assert bottleneck_sentence(of) == "framed: no bottleneck, as hardly anything was waited for."


def test_without_ideas_that_is_said():
    assert bottleneck_sentence(found([{}] * 12)) == "framed: no ideas were worked on or decided."


@pytest.mark.parametrize("runs", [1, 2, RUNS_TO_NAME - 1])
def test_a_few_runs_name_no_bottleneck_and_say_so(runs):
    of = found(varied({"queue_council": (6.0, 2.0)}, runs))
    assert of.bottleneck is None
    told = bottleneck_sentence(of)
    assert told.startswith("framed: the longest wait is for the council (")
    assert told.endswith("; fewer than 10 runs name no bottleneck.")


def test_deciders_in_all_leave_out_the_board_place_where_nobody_judges():
    of = found(varied({"queue_council": (6.0, 2.0), "queue_manager": (1.0, 5.0), "queue_board_place": (9.0, 1.0)}))  # fmt: skip
    assert of.of(EVERY_DECIDER).months.mean == pytest.approx(1.0)
    assert of.of("queue_board_place").months.mean == pytest.approx(9.0)


def test_work_counts_as_progress_and_not_as_months_with_work():
    of = found(varied({WORK: (3.0, 1.5)}))
    assert of.of(WORK).waiting.mean == pytest.approx(3.0)
    assert of.of(WORK).months.mean == pytest.approx(2.0)
    assert of.longest == ()


def test_the_longest_of_equals_is_named_for_luck_in_few_of_many():
    """Nine waits of one length: the truly longest, any of them, is left out of those named in 5 % at most."""
    import numpy as np

    whats = list(AWAITED)[: len(LACKS)] + [what for what in AWAITED if what.startswith("queue_")]
    wrong, trials = 0, 60
    for trial in range(trials):
        draws = np.random.default_rng(trial).normal(3.0, 0.5, (12, len(whats)))
        of = found([{what: (w, 1.0) for what, w in zip(whats, row, strict=True)} for row in draws])
        wrong += "queue_manager" not in {wait.what for wait in of.longest}
    assert wrong <= 8  # chance .01 of more, were it 5 %


def test_the_frame_has_what_the_tables_show():
    of = found(varied({"queue_council": (6.0, 2.0)}))
    frame = waits_frame((of,))
    assert frame["what"].is_unique
    council = frame[frame["what"] == "queue_council"].iloc[0]
    assert (council["months"], bool(council["longest"])) == (pytest.approx(3.0), True)
    assert council["months_low"] < 3.0 < council["months_high"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_result_tells_it_by_cost_mode_in_both_languages(result: Any, lang: Any):
    of = bottlenecks(result)
    sheets = wait_sheets(of.waits, lang)
    assert len(sheets) == 6
    regimes = ("top-down", "bottom-up", "framed", "shaving")
    assert sheets[0].head[1:] == regimes
    told = [bottleneck_sentence(each, lang) for each in of.waits]
    assert [note.split(":")[0] for note in sheets[0].notes[:4]] == list(regimes)
    assert sheets[0].notes[:4] == tuple(told[:4])
    assert len(of.waits_table) == 8 * (len(AWAITED) + 2)
