"""What is said of two regimes that are set against each other, of what is equal, and why nothing is said."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from ways import METRIC, WAYS, N, said

from innosim.analysis.claims import contest, ways_of
from innosim.analysis.compare import compare
from innosim.analysis.ranking import Together, ranking
from innosim.analysis.verdicts import Verdict
from innosim.present.contrast_sentence import of_contrast
from innosim.present.sentences import of_contest, sentences
from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import HEADLINES


def test_what_cannot_be_answered_here_is_named(make: Callable[..., Any]) -> None:
    result = make()
    asked = (("framed", "top-down", METRIC), ("framed", "shaving", METRIC))
    object.__setattr__(result.scenario, "contrasts", asked)
    first, *_, last = sentences(compare(result, between=("framed", "top-down")))
    assert ", top-down 10.0: " in first
    assert last == f"Asked by the scenario, and not compared here: framed - shaving ({METRIC})."
    other = sentences(compare(result, between=("bottom-up", "top-down")), "da")
    assert other[-1].startswith(
        "Spurgt om i scenariet, og ikke sammenlignet her: framed - top-down"
    )


@pytest.mark.parametrize("kept", [0, 3])
def test_a_metric_without_a_value_is_undefined_in_so_many_runs_and_runs_are_not_too_few(
    make: Callable[..., Any], kept: int
) -> None:
    result = make((*WAYS, "grey"), n=40)
    frame = result.metrics
    frame.loc[frame["replication"] >= kept, "failure_cost_share"] = np.nan
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 4)}
    found = compare(result)
    there = contest(found, "failure_cost_share")
    assert of_contest(found, there) == (
        "Of cost of failure per krone used on ideas nothing can be said: nothing was spent on ideas"
        f" (no value in {40 - kept} of 40 runs)."
    )
    assert of_contest(found, there, "da").endswith(f"(ingen værdi i {40 - kept} af 40 kørsler).")


def test_why_nothing_is_said_is_the_metric_s_own_reason(make: Callable[..., Any]) -> None:
    result = make((*WAYS, "grey"), n=N)
    result.metrics[METRIC] = np.nan
    object.__setattr__(result.scenario, "values", {**result.scenario.values, "months": 12})
    found = compare(result)
    assert said(found) == (
        "Of worth of own ideas launched nothing can be said: the run is too short."
    )
    assert said(found, "da") == (
        "Om værdi af egne idéer sat i drift kan intet siges: kørslen er for kort."
    )


def test_where_one_of_two_only_cuts_that_is_why_nothing_is_said(make: Callable[..., Any]) -> None:
    found = compare(make(("shaving", "routine"), n=N))
    words = of_contest(found, contest(found, "failure_cost_mdkk_per_year"))
    assert words.endswith("nothing can be said: only those who try can fail.")


def test_a_contrast_on_the_mandate_says_what_it_turns_on(make: Callable[..., Any]) -> None:
    found = compare(make())
    words = of_contrast(found, "framed", "top-down", "mandate_share", "en")
    assert words.endswith(
        "it turns on the part of innovation's gains that is seen, which is hardly known."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_backing_ranks_nobody_and_says_what_the_order_turns_on(
    told: Callable[..., Any], lang: Any
) -> None:
    found = told({"red": 20.0, "green": 10.0, "blue": 0.0})
    words = of_contest(found, contest(found, "mandate_share"), lang)
    assert "--set relationships.gains_seen=" in words
    assert contest(found, "mandate_share").leader == ""


def test_equal_levers_turn_on_nothing(twins: Any) -> None:
    words = of_contrast(compare(twins, "baseline"), "one", "other", "mandate_share", "en")
    assert words.endswith("no difference, as their levers are the same.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_levers_are_no_difference(twins: Any, lang: Any) -> None:
    found = compare(twins, between=("one", "other"))
    words = of_contest(found, contest(found, METRIC), lang)
    assert words.endswith(
        {
            "en": ": no difference, as their levers are the same.",
            "da": ": ingen forskel, da virkemidlerne er de samme.",
        }[lang]
    )


def test_a_scenarios_own_question_is_answered(make: Callable[..., Any]) -> None:
    result = make()
    object.__setattr__(result.scenario, "contrasts", (("framed", "top-down", METRIC),))
    (own, *_) = sentences(compare(result, sesoi={METRIC: 0.5}))
    assert own.startswith("Each year framed launches own ideas worth DKK 11")
    assert ", top-down 10.0: at equal resources +" in own  # as the levels are
    assert ", clearly better; as costed 1" in own  # the other mode's have their own levels
    assert own.endswith("(In brackets: 95% for all pairs of regimes at once.)")


def test_equal_by_luck_is_told_with_the_runs_and_what_may_still_differ(
    make: Callable[..., Any],
) -> None:
    """Not *undecided*, and not *no difference*: the levers differ."""
    result = make(("red", "green", "grey"), n=40)
    result.metrics[METRIC] = 3.0
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 3)}
    found = compare(result, "grey")
    # 8.8 % of this pair alone, more where it is one of three: the sentence holds for all.
    words = "the same in all 40 runs (in up to 12.5% of runs it may differ)"
    assert said(found).endswith(f": {words}.")
    contrast = of_contrast(found, "red", "green", METRIC, "en")
    assert contrast.count(words) == 2  # in each cost mode
    assert {str(each) for each in ranking(found, METRIC, "as_costed").standings[0].letters} == {
        "a?"
    }


def test_a_metric_undefined_everywhere_is_no_want_of_runs(make: Callable[..., Any]) -> None:
    result = make((*WAYS, "grey"), n=N)
    result.metrics.loc[:, HEADLINES] = np.nan
    first, *_ = sentences(compare(result, metrics=HEADLINES))
    assert "runs are too few" not in first
    few = sentences(compare(make(n=5)))
    assert few == ("5 runs are too few to say who is ahead: 10 are the least.",)


def test_of_many_contrasts_the_first_screen_tells_some_and_says_how_many_are_left(
    make: Callable[..., Any],
) -> None:
    result = make()
    asked = tuple(("framed", "top-down", metric) for metric in HEADLINES[:5])
    object.__setattr__(result.scenario, "contrasts", asked)
    found = compare(result, metrics=HEADLINES)
    some, whole = sentences(found, most=2), sentences(found)
    assert (len(some), len(whole)) == (3, 6)
    assert some[1].endswith("Three more are asked for, and told by compare.")
    assert "more" not in whole[4]


def test_two_that_only_cut_are_still_set_against_each_other(make: Callable[..., Any]) -> None:
    """One way alone is no contest: then everybody is in it."""
    assert len(ways_of(compare(make(("shaving", "routine", "framed"), n=12)))) == 2
    assert set(ways_of(compare(make(("shaving", "routine"), n=12)))) == {"shaving", "routine"}


def test_a_metric_without_a_better_direction_is_judged_together_too(
    make: Callable[..., Any],
) -> None:
    """Only pairs with the baseline were compared on it: no other pair is asked for."""
    found = compare(make())
    undirected = next(name for name in found.metrics if name not in found.contrasted)
    one = found.regimes[0]
    assert Together(found, undirected).contrast(one, found.baseline).metric == undirected


def test_a_contrast_of_which_nothing_can_be_said_says_why(make: Callable[..., Any]) -> None:
    """Not a row of dashes: who only cuts cannot fail, and what has no value has a reason."""
    found = compare(make(("framed", "shaving", "routine"), n=N))
    words = of_contrast(found, "framed", "shaving", "failure_cost_mdkk_per_year", "en")
    assert words == "Of cost of failure nothing can be said: only those who try can fail."
    result = make((*WAYS, "grey"), n=N)
    result.metrics[METRIC] = np.nan
    none = of_contrast(compare(result), "red", "green", METRIC, "da")
    assert none.startswith("Om værdi af egne idéer sat i drift kan intet siges: ")
    assert "–" not in none


def test_said_from_the_other_side_a_verdict_is_turned_in_every_part(
    told: Callable[..., Any],
) -> None:
    found = told({"red": 20.0, "green": 10.0, "blue": 0.0})
    one, other = (found.contrast(*pair, METRIC) for pair in (("red", "green"), ("green", "red")))
    assert {*one.verdicts, one.overall.verdict} == {Verdict.CLEARLY_BETTER}
    assert {*other.verdicts, other.overall.verdict} == {Verdict.CLEARLY_WORSE}
    assert [each.mean for each in other.differences] == [-each.mean for each in one.differences]
    assert other.beats == tuple(1.0 - share for share in one.beats)
