"""Fates: the same ideas, counted once, good and bad apart, adding up to the union."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from innosim.analysis.fates import (
    FATES,
    NOT_SPARKED,
    Fates,
    Place,
    fates,
    pair_to_follow,
    place_of,
    telling,
)
from innosim.analysis.frames import AnalysisError
from innosim.present.idea_tables import fates_sheet
from innosim.present.picked import picked_words
from innosim.present.words import outcomes
from innosim.present.words.outcomes import word
from innosim.scenario.catalogue import codes


def test_counts_add_up_to_the_union(result: Any) -> None:
    found = fates(result, "framed", "top-down")
    assert found.table["common"].sum() == found.common
    assert found.table["common"].sum() + found.table["only_one"].sum() == found.union
    assert found.flows["count"].sum() == found.union
    frame = result.ideas[result.ideas["cost"] == "as_costed"]
    either = frame[frame["regime"].isin(("framed", "top-down"))][
        ["replication", "idea"]
    ].drop_duplicates()
    assert found.union == len(either)
    assert found.replications == 4


def test_ideas_a_run_add_up_from_either_side(result: Any) -> None:
    found = fates(result, "framed", "top-down")
    ends = {*found.ideas["end_first"], *found.ideas["end_second"]}
    assert found.per_run() == found.union / 4
    assert sum(found.per_run(end) for end in ends) == pytest.approx(found.per_run())
    for end in ends:
        flows = sum(found.per_run(other, end) for other in ends)
        assert flows == pytest.approx(found.per_run(second=end))
    assert not found.same


def test_every_fate_has_a_row_good_and_bad_apart(result: Any) -> None:
    table = fates(result, "framed", "top-down").table
    assert [(good, fate) for good, fate in zip(table["good"], table["fate"], strict=True)] == [
        (good, fate) for good in (True, False) for fate in FATES
    ]


def test_worth_is_told_under_each_regime(result: Any) -> None:
    found = fates(result, "framed", "top-down")
    common = found.ideas[found.ideas["common"]]
    assert found.table["worth_first"].sum() == pytest.approx(common["worth_first"].sum())
    assert found.table["worth_second"].sum() == pytest.approx(common["worth_second"].sum())
    assert found.turned > 0  # idea 12 is worth nothing under top-down and something under framed


def test_looked_at_from_the_other_side_it_is_the_mirror_image(result: Any) -> None:
    here, there = fates(result, "framed", "top-down"), fates(result, "top-down", "framed")
    mine, theirs = here.table.set_index(["good", "fate"]), there.table.set_index(["good", "fate"])
    for good in (True, False):
        assert (
            mine.loc[(good, "only_first"), "common"] == theirs.loc[(good, "only_second"), "common"]
        )
        assert mine.loc[(good, "both"), "common"] == theirs.loc[(good, "both"), "common"]


def test_against_a_regime_without_ideas_nothing_is_common(result: Any) -> None:
    found = fates(result, "framed", "shaving")
    assert (found.common, found.replications) == (0, 4)
    assert found.union > 0
    assert set(found.ideas["fate"]) <= {"only_first", "neither"}


def test_the_telling_idea_is_one_the_regimes_part_on(result: Any) -> None:
    found = fates(result, "framed", "top-down")
    replication, idea = telling(found)
    chosen = found.ideas[
        (found.ideas["replication"] == replication) & (found.ideas["idea"] == idea)
    ].iloc[0]
    assert chosen["common"]
    assert chosen["fate"] in ("only_first", "only_second")
    parted = found.ideas[
        found.ideas["common"] & found.ideas["fate"].isin(("only_first", "only_second"))
    ]
    assert abs(chosen["worth_first"]) == parted["worth_first"].abs().max()


def test_errors_say_what_is_wrong(result: Any, make: Callable[..., Any]) -> None:
    with pytest.raises(AnalysisError, match="bottom-up"):
        fates(result, "framed", "nobody")
    with pytest.raises(AnalysisError, match="two regimes"):
        fates(result, "framed", "framed")
    bare = make()
    bare.ideas, bare.manifest["ideas"] = bare.ideas.iloc[:0], 0
    with pytest.raises(AnalysisError, match="no biographies"):
        fates(bare, "framed", "top-down")
    with pytest.raises(AnalysisError, match="no biographies"):
        pair_to_follow(bare, "as_costed")
    with pytest.raises(AnalysisError, match="no runs in cost mode"):
        fates(result, "framed", "top-down", cost="nobody_pays")
    alone = make()
    alone.ideas = alone.ideas[alone.ideas["regime"] == "framed"]
    with pytest.raises(AnalysisError, match="only framed has some"):
        pair_to_follow(alone, "as_costed")
    with pytest.raises(AnalysisError, match="first 4 replications, from 0, not of 7"):
        telling(fates(result, "framed", "top-down"), 7)


def test_a_kept_run_in_which_a_regime_had_no_idea_counts(make: Callable[..., Any]) -> None:
    result = make()
    whole = fates(result, "framed", "top-down")
    lacks = (result.ideas["regime"] == "framed") & (result.ideas["replication"] == 2)
    result.ideas = result.ideas[~lacks]
    found = fates(result, "framed", "top-down")
    assert found.replications == 4
    assert found.per_run(second="operation") == whole.per_run(second="operation")
    assert 2 in set(found.ideas["replication"])


@pytest.mark.parametrize(
    ("lang", "both"), [("en", "in operation under both"), ("da", "i drift under begge")]
)
def test_the_table_reads_in_both_languages(result: Any, lang: Any, both: str) -> None:
    sheet = fates_sheet(fates(result, "framed", "top-down"), lang)
    assert sheet.rows[0][1] == both
    assert len(sheet.rows) == 8


def test_what_the_model_has_no_words_for_is_shown_as_it_is() -> None:
    assert set(outcomes.END_NAMES) == {*codes.ENDS, NOT_SPARKED}
    assert tuple(outcomes.FATE_NAMES) == FATES
    assert word(codes.EVENTS, "a new event", "da") == "a new event"


def test_a_replication_that_is_asked_for_is_the_one_told(result: Any) -> None:
    found = fates(result, "framed", "top-down")
    kept = sorted(set(found.ideas["replication"]))
    assert len(kept) > 1
    assert [telling(found, replication)[0] for replication in kept] == kept


def drawn_up(*ideas: tuple[bool, str, float]) -> Fates:
    """Ideas 0, 1, ... of one replication: common or not, fate and true worth, the same under both regimes."""
    frame = pd.DataFrame(
        [
            {"replication": 0, "idea": number, "common": common, "fate": fate,
             "worth_first": worth, "worth_second": worth if common else float("nan")}
            for number, (common, fate, worth) in enumerate(ideas)
        ]
    )  # fmt: skip
    return Fates("framed", "top-down", "as_costed", 1, frame)


def test_the_rank_of_an_idea_is_by_the_rule_that_picks_one() -> None:
    """Common and parted first, whatever it is worth; then by worth, plus or minus; by worth alone otherwise."""
    found = drawn_up(
        (True, "neither", 9.0), (True, "only_first", -2.0), (True, "only_second", 1.0), (False, "only_first", 5.0)
    )  # fmt: skip
    assert telling(found) == (0, 1)
    assert place_of(found, 0, 1) == Place(4, 1, 0, 3, 0, 2.0, 3.5)
    assert place_of(found, 0, 2) == Place(4, 2, 0, 4, 0, 1.0, 3.5)
    assert place_of(found, 0, 0) == Place(4, 3, 0, 1, 0, 9.0, 3.5)
    assert place_of(found, 0, 3) == Place(4, 4, 0, 2, 0, 5.0, 3.5)


def test_ideas_that_the_rule_cannot_tell_apart_share_a_rank() -> None:
    found = drawn_up((True, "both", 1.0), (True, "both", -1.0), (True, "neither", 0.5))
    first, second, third = (place_of(found, 0, number) for number in range(3))
    assert first == second == Place(3, 1, 1, 1, 1, 1.0, 1.0)
    assert third == Place(3, 3, 0, 3, 0, 0.5, 1.0)
    said = picked_words(found, first, "en", asked=False)
    assert "it is the 1st (shared with 1) of 3 ideas under framed and top-down" in said


@pytest.mark.parametrize(("lang", "words"), [("en", "no rank"), ("da", "ingen plads")])
def test_an_idea_that_was_not_kept_has_no_rank_and_that_is_said(lang: Any, words: str) -> None:
    found = drawn_up((True, "both", 1.0))
    assert place_of(found, 0, 7) is None
    assert place_of(found, 3, 0) is None
    assert words in picked_words(found, None, lang, asked=True)
    assert words in picked_words(None, None, lang, asked=True)


@pytest.mark.parametrize(
    ("rank", "english"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (112, "112th"), (1203, "1,203rd")],
)  # fmt: skip
def test_ranks_are_written_as_ordinal_numbers(rank: int, english: str) -> None:
    place = Place(2000, rank, 0, rank, 0, 7.5, 0.2)
    told = picked_words(drawn_up((True, "both", 1.0)), place, "en", asked=True)
    assert f"it is the {english} of 2,000 ideas" in told
    assert (
        f"by the size of its true worth alone, the {english}: 7.50 mDKK a year, be it gain or loss, where the middle idea has 0.200."
        in told
    )
