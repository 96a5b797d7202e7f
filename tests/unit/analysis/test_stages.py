"""How far ideas come: only home-grown ones that can be followed are counted, a year and a run."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from innosim.analysis.frames import home_grown
from innosim.analysis.stages import FOLLOWED, Stages, stages


def over(result: Any, months: int) -> Stages:
    """The stages of a regime, had the run been of so many months."""
    values = MappingProxyType({**result.scenario.values, "months": months})
    short = replace(result, scenario=replace(result.scenario, values=values))
    return stages(short, "as_costed", "framed")


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
