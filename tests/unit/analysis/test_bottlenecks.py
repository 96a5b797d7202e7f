"""How far ideas come: only home-grown ones that can be followed count; and where they wait: lead time adds up, hours are a year's."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from innosim.analysis.bottlenecks import LEAD_PARTS, Stages, bottlenecks, stages
from innosim.analysis.frames import has_ideas, home_grown
from innosim.present.bottleneck_tables import bottleneck_sheets
from innosim.present.words.language import LANGUAGES, say
from innosim.scenario.catalogue import INDICATORS
from innosim.scenario.catalogue.metric_terms import FOLLOWED


def over(result: Any, months: int) -> Stages:
    """The stages of a regime, had the run been of so many months."""
    values = MappingProxyType({**result.scenario.values, "months": months})
    short = replace(result, scenario=replace(result.scenario, values=values))
    return stages(short, "as_costed", "framed")


def of_ideas(result: Any, lang: Any = "en") -> tuple[Any, Any]:
    """The two tables that rest on biographies; before them stand those of waits, behind them those of hours."""
    lead_time, waiting = bottleneck_sheets(bottlenecks(result), lang)[-4:-2]
    return lead_time, waiting


def own(result: Any) -> Any:
    ideas = result.ideas
    ideas = ideas[(ideas["regime"] == "framed") & (ideas["cost"] == "as_costed")]
    return ideas[home_grown(ideas)]


def test_ideas_are_counted_a_year_and_a_run(result: Any) -> None:
    found = over(result, 144)
    years = (144 - FOLLOWED) / 12
    assert (found.followed, found.replications) == (True, 4)
    assert found.reached[0] == pytest.approx(len(own(result)) / 4 / years)
    assert found.reached[3] == pytest.approx(own(result)["month_operation"].count() / 4 / years)


def test_one_that_sparks_too_late_to_be_followed_is_not_counted(result: Any) -> None:
    found = over(result, FOLLOWED + 12)
    early = own(result)["month_sparked"] < 12
    assert found.reached[0] == pytest.approx(early.sum() / 4)


def test_one_that_comes_too_late_has_not_come(result: Any) -> None:
    ideas = result.ideas.assign(month_operation=result.ideas["month_operation"] + 40)
    found = over(replace(result, ideas=ideas), 144)
    assert found.reached[2] > 0.0
    assert found.reached[3] == 0.0


def test_a_run_too_short_to_follow_any_counts_all(result: Any) -> None:
    found = over(result, FOLLOWED)
    assert not found.followed
    assert found.reached[0] == pytest.approx(len(own(result)) / 4 / 4)


def test_a_regime_without_ideas_reaches_nothing(result: Any) -> None:
    found = stages(result, "as_costed", "shaving")
    assert found.reached.tolist() == [0.0, 0.0, 0.0, 0.0]
    assert found.replications == 4


def test_what_was_not_kept_is_not_none(make: Any) -> None:
    made = make()
    made.ideas, made.manifest["ideas"] = made.ideas.iloc[:0], 0
    assert np.isnan(stages(made, "as_costed", "framed").reached).all()
    assert has_ideas(made, "as_costed", "framed")
    assert not has_ideas(made, "as_costed", "shaving")
    for lang, word in (("en", "biographies not kept"), ("da", "biografier ikke gemt")):
        lead_time, waiting = of_ideas(made, lang)
        assert lead_time.rows == waiting.rows == ()
        assert lead_time.notes[0] == waiting.notes[0] == word


def test_the_tables_of_ideas_say_how_many_runs_they_rest_on(result: Any) -> None:
    lead_time, waiting = of_ideas(result)
    assert lead_time.notes[0] == waiting.notes[0] == "biographies of n = 4 runs"


def test_the_parts_of_lead_time_add_up(result: Any) -> None:
    frame = bottlenecks(result).lead_time
    assert set(frame["regime"]) == {"top-down", "bottom-up", "framed"}  # shaving has no ideas
    parts = frame[[*LEAD_PARTS, "other"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(frame["months"].to_numpy())
    framed = frame[(frame["regime"] == "framed") & (frame["cost"] == "as_costed")].iloc[0]
    assert (framed["months"], framed["months_waiting_gate"], framed["other"]) == (15.0, 6.0, 1.0)


def test_months_an_idea_are_sums_over_sums_with_the_interval_of_runs(result: Any) -> None:
    """Two runs of one and of three ideas: (10 + 3 * 2) / 4 months, not (10 + 2) / 2; a run without any counts as a run."""
    ideas = own(result)
    first, second = (ideas[ideas["replication"] == run] for run in (0, 1))
    rows = [first.head(1).assign(months_work=10.0), second.head(3).assign(months_work=2.0)]
    made = replace(result, ideas=pd.concat(rows), manifest={**result.manifest, "ideas": 3})
    line = bottlenecks(made).waiting.iloc[0]
    assert (line["n"], line["ideas"], line["months_work"]) == (4, pytest.approx(4 / 3), 4.0)
    # By hand: t(.975, 2) times s / sqrt(3) of 1, 3, 0; the jackknife of 16/4, 6/3, 10/1 left out in turn.
    t = 4.302652729911275
    half = t * np.std([1, 3, 0], ddof=1) / np.sqrt(3)
    assert line["ideas_high"] - line["ideas"] == pytest.approx(half)
    without = np.array([6 / 3, 10 / 1, 16 / 4])
    error = np.sqrt(2 / 3 * ((without - without.mean()) ** 2).sum())
    assert line["months_work_high"] - line["months_work"] == pytest.approx(t * error)


def test_hours_have_the_interval_of_runs(result: Any) -> None:
    level = result.indicators["replication"] + 1.0
    apart = replace(result, indicators=result.indicators.assign(hours_lost=level))
    frame = bottlenecks(apart).hours
    values = np.arange(1, 21) * 12 / 1000
    half = 2.093024054408263 * values.std(ddof=1) / np.sqrt(20)
    assert frame["hours_lost"].to_numpy() == pytest.approx(values.mean())
    assert (frame["hours_lost_high"] - frame["hours_lost"]).to_numpy() == pytest.approx(half)
    for sheet in bottleneck_sheets(bottlenecks(apart))[-2:]:
        shown = [row for row in sheet.rows if any("±" in cell for cell in row)]
        assert [len(shown)] == [1]  # every other hour is the same in all runs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_ideas_bears_its_interval(make: Any, lang: Any) -> None:
    made = make()
    made.ideas = made.ideas.assign(
        months_on_shelf=made.ideas["replication"].astype(float),
        months_work=5.0 + made.ideas["replication"],
        months_waiting_gate=made.ideas["replication"] * 2.0,
        months_waiting_hours=made.ideas["replication"] / 2.0,
    )
    for sheet in of_ideas(made, lang):
        assert any("95 %" in note for note in sheet.notes)
        assert all("±" in cell for row in sheet.rows for cell in row[-4:-1])


def test_hours_are_thousands_a_year(result: Any) -> None:
    frame = bottlenecks(result).hours
    mean = result.indicators[result.indicators["regime"] == "framed"]["hours_lost"].mean()
    assert frame[frame["regime"] == "framed"]["hours_lost"].iloc[0] == pytest.approx(
        mean * 12 / 1000
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_read_in_both_languages(result: Any, lang: Any) -> None:
    lead_time, waiting = of_ideas(result, lang)
    hours = bottleneck_sheets(bottlenecks(result), lang)[-2:]
    assert len(lead_time.rows) == 6
    assert lead_time.title
    assert waiting.head[2:] == (lead_time.head[2], *lead_time.head[4:-1])
    assert [len(each.head) for each in hours] == [5, 5]
    kinds = [column.called for column in INDICATORS.values() if column.unit == "hours"]
    assert [row[0] for row in hours[0].rows] == [say(kind, lang) for kind in kinds]
