"""The purse: it adds up line by line and agrees with the ledger to the øre, or says where it does not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innosim.analysis.frames import AnalysisError
from innosim.analysis.purse import PurseError, met, purse
from innosim.present.purse_tables import purse_sheets

RUN = ("as_costed", "framed", 0)
BOOKING = [
    "cost",
    "regime",
    "replication",
    "idea",
    "year",
    "booked",
    "harvested",
    "emergency",
    "never_came",
]
ENTRY = ["cost", "regime", "replication", "year", "debit", "credit", "amount_mdkk"]


def books(
    bookings: list[tuple[int, int, float, float, float]], last_year: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bookings (idea, year, booked, share that came, share of the rest that came late) and their ledger."""
    rows, entries = [], []
    for idea, year, booked, came, late in bookings:
        due = year < last_year
        harvested = booked * came if due else 0.0
        emergency = booked - harvested if due else 0.0
        rows.append([*RUN, idea, year, booked, harvested, emergency, emergency * (1.0 - late)])
        entries.append([*RUN, year, "pressure", "savings booked", booked])
        if due:
            entries.append([*RUN, year + 1, "savings booked", "savings harvested", harvested])
            entries.append([*RUN, year + 1, "savings booked", "emergency cuts", emergency])
    entries += [[*RUN, year, "pressure", "planned cuts", 2.0] for year in range(last_year + 1)]
    entries.append([*RUN, 0, "operations", "treasury", 99.0])
    booked = pd.DataFrame(rows, columns=BOOKING)
    booked = booked.astype(dict.fromkeys(BOOKING[3:5], int) | dict.fromkeys(BOOKING[5:], float))
    return booked, pd.DataFrame(entries, columns=ENTRY)  # an empty one has types as well


@pytest.fixture
def kept(make: Callable[..., Any]) -> Any:
    result = make(n=1)
    result.bookings, result.ledger = books(
        [(7, 0, 3.0, 0.5, 0.2), (8, 1, 1.0, 1.0, 0.0), (9, 2, 4.0, 0.0, 0.0)], 2
    )
    return result


def test_booked_is_what_came_was_cut_for_or_is_not_due(kept: Any) -> None:
    entries = purse(kept).entries
    parts = entries[["harvested", "emergency", "outstanding"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(entries["booked"].to_numpy())
    assert entries["outstanding"].to_list() == [0.0, 0.0, 4.0]
    assert entries["late"].to_list() == pytest.approx([0.3, 0.0, 0.0])


def test_each_years_gap_is_met_by_ideas_bookings_and_cuts(kept: Any) -> None:
    years = purse(kept).years
    assert years["asked"].to_list() == pytest.approx([5.0, 3.0, 6.0])
    assert years["booked"].to_list() == pytest.approx([3.0, 1.0, 4.0])


def test_what_met_a_year_adds_up_to_what_it_asked(kept: Any) -> None:
    found = met(kept, "as_costed", "framed", 4)
    assert found.sum(axis=1).to_list() == pytest.approx([5.0, 3.0, 6.0, 0.0])
    assert found["harvested"].to_list() == pytest.approx([1.5, 1.0, 0.0, 0.0])
    assert found["outstanding"].to_list() == pytest.approx([0.0, 0.0, 4.0, 0.0])
    assert met(kept, "as_costed", "nobody", 2).to_numpy().tolist() == [[0.0] * 5] * 2


def test_the_purse_rests_on_the_runs_whose_bookings_were_kept(make: Callable[..., Any]) -> None:
    """Of two runs alike the first was kept: the means are of one, and the ledger's of both the same."""
    result = make(n=2)
    result.bookings, ledger = books([(7, 0, 3.0, 0.5, 0.2)], 2)
    result.ledger = pd.concat([ledger, ledger.assign(replication=1)], ignore_index=True)
    result.manifest["ideas"] = 1
    found = purse(result, "framed", cost="as_costed").checked()
    assert found.runs == 1
    assert found.years["asked"].to_list() == pytest.approx([5.0, 2.0, 2.0])
    assert found.years["emergency"].to_list() == pytest.approx([1.5, 0.0, 0.0])
    assert met(result, "as_costed", "framed", 3).sum(axis=1).to_list() == pytest.approx(
        [5.0, 2.0, 2.0]
    )
    with pytest.raises(AnalysisError, match=r"--keep monthly,ideas:2 "):
        purse(result, replication=1)


def test_a_purse_that_was_not_kept_says_what_to_run(kept: Any) -> None:
    kept.manifest["ideas"] = 0
    with pytest.raises(AnalysisError, match=r"no bookings were kept .*--keep monthly,ideas:1 "):
        purse(kept)
    kept.manifest |= {"ideas": 1, "monthly": False}
    for ask in (purse, lambda result: met(result, "as_costed", "framed", 2)):
        with pytest.raises(
            AnalysisError, match=r"no ledger entries were kept .*--keep monthly,ideas:1 "
        ):
            ask(kept)


@given(
    bookings=st.lists(
        st.tuples(
            st.integers(1, 9),
            st.integers(0, 4),
            st.floats(1e-6, 50.0),
            st.floats(0, 1),
            st.floats(0, 1),
        ),
        max_size=30,
    )
)
@settings(max_examples=25, deadline=None)
def test_honest_books_agree_to_the_oere(result: Any, bookings: list[Any]) -> None:
    kept = replace(result)
    kept.bookings, kept.ledger = books(bookings, 4)
    assert purse(kept).checked().agrees


@pytest.mark.parametrize("line", ["booked", "harvested", "emergency"])
def test_one_oere_missing_is_found(kept: Any, line: str) -> None:
    kept.bookings.loc[0, line] += 1e-8
    found = purse(kept)
    assert found.differences["line"].to_list() == [line]
    assert found.differences["oere"].iloc[0] == pytest.approx(1.0, rel=1e-3)
    with pytest.raises(PurseError, match="1 øre apart"):
        found.checked()
    assert "NOT" in purse_sheets(found, "en")[0].notes[1]
    assert "IKKE" in purse_sheets(found, "da")[0].notes[1]


def test_an_entry_without_a_booking_is_found(kept: Any) -> None:
    kept.bookings = kept.bookings.iloc[:2]
    assert purse(kept).differences["line"].to_list() == ["booked"]


def test_one_regime_and_replication_may_be_chosen(kept: Any) -> None:
    assert len(purse(kept, "framed", cost="as_costed", replication=0).entries) == 3
    assert purse(kept, "top-down").entries.empty
    with pytest.raises(AnalysisError, match="framed"):
        purse(kept, "nobody")
    with pytest.raises(AnalysisError, match="no runs in cost mode 'as_cost'"):
        purse(kept, cost="as_cost")
    with pytest.raises(AnalysisError, match="no replication 99"):
        purse(kept, replication=99)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "agrees with the ledger"), ("da", "stemmer med hovedbogen")]
)
def test_it_reads_as_an_account(kept: Any, lang: Any, words: str) -> None:
    (sheet,) = purse_sheets(purse(kept), lang)
    assert [row[0] for row in sheet.rows[:3]] == ["1", "2", "3"]
    assert sheet.rows[-1][3] == ("8.000" if lang == "en" else "8,000")
    assert words in sheet.notes[1]
