"""Sentences on results of known truth: they hold the numbers, and never more than the verdicts do, in English and in Danish."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from ways import METRIC, WAYS, N, said

from innosim.analysis.claims import Payer, _tied, against, contest, ways_of
from innosim.analysis.compare import compare
from innosim.analysis.ranking import Standing, Together, ranking
from innosim.analysis.verdicts import Verdict
from innosim.present.baseline_sentence import of_baseline
from innosim.present.comparison import verdict_words
from innosim.present.sentences import of_contest, sentences
from innosim.scenario.catalogue import HEADLINES, METRICS


def test_a_clear_leader_whoever_pays(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 15.0, "blue": 10.0})
    assert said(found) == (
        "Each year red launches own ideas worth DKK 20.0 million a year, green 15.0 and blue 10.0: red is clearly ahead,"
        " whoever pays."
    )
    assert said(found, "da") == (
        "Red iværksætter hvert år egne idéer til en årlig værdi af 20,0 mio. kr., green 15,0 og blue 10,0: red er klart"
        " foran, uanset forbruget."
    )


def test_a_lead_that_may_not_matter(told: Callable[..., Any]) -> None:
    found = told({"red": 16.0, "green": 15.0, "blue": 10.0}, noise=0.5)
    assert "red is ahead, perhaps by too little to matter" in said(found)


def test_nobody_differs_by_what_matters(told: Callable[..., Any]) -> None:
    found = told({"red": 10.2, "green": 10.1, "blue": 10.0})
    assert said(found).endswith(": no difference that matters.")
    assert contest(found, METRIC).level


def test_what_is_not_decided_is_said_to_be_so(told: Callable[..., Any]) -> None:
    wide = told({"red": 10.5, "green": 10.0, "blue": 9.5}, noise=20.0)
    assert said(wide).endswith(": undecided who is ahead.")
    assert said(wide, "da").endswith(": uafklaret, hvilken der er foran.")
    two = told({"red": 20.5, "green": 20.0, "blue": 0.0}, noise=3.0)
    assert said(two).endswith(": undecided between red and green; blue is behind.")
    assert of_contest(two, contest(two, METRIC), brief=True).endswith("between red and green.")


@pytest.mark.parametrize(
    ("costed", "equal", "payer"),
    [
        ({"red": 20.0, "green": 10.0}, {"red": 20.0, "green": 10.0}, Payer.WHOEVER),
        ({"red": 12.5, "green": 10.0}, {"red": 20.0, "green": 10.0}, Payer.BY_HOW_MUCH),
        ({"red": 8.0, "green": 10.0}, {"red": 20.0, "green": 10.0}, Payer.DEPENDS),
        ({"red": 10.1, "green": 10.0}, {"red": 20.0, "green": 10.0}, Payer.DEPENDS),
        # Better by what may not matter, and shown equal: by how much depends, and no lead in both.
        ({"red": 10.8, "green": 10.0}, {"red": 11.1, "green": 10.0}, Payer.NOT_BOTH),
    ],
)
def test_who_pays(
    told: Callable[..., Any], costed: dict[str, float], equal: dict[str, float], payer: Payer
) -> None:
    found = told({**costed, "blue": 0.0}, {**equal, "blue": 0.0})
    assert contest(found, METRIC, ("red", "green")).payer == payer
    words = said(found, ways=("red", "green"))
    if payer == Payer.DEPENDS:
        other = {
            8.0: "as costed green is clearly ahead",
            10.1: "it depends on who pays: as costed nobody is shown to be",
        }
        assert words.endswith(f"; {other[costed['red']]}.")
    assert ("by how much depends" in words) == (payer == Payer.BY_HOW_MUCH)
    assert words.endswith("whoever pays.") == (payer == Payer.WHOEVER)


def test_under_ten_runs_nothing_is_said(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 10.0, "blue": 0.0}, n=9)
    assert said(found).startswith(
        "Of worth of own ideas launched nothing can be said: too few runs"
    )


def test_against_the_baseline_good_and_bad_news_are_told_once(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": -5.0, "blue": 3.0})
    news = against(found, (METRIC,))
    assert [(side.metric, side.regimes) for side in news.ahead] == [(METRIC, ("red", "blue"))]
    assert [(side.metric, [name for name, _ in side.differences]) for side in news.behind] == [
        (METRIC, ["green"])
    ]
    assert of_baseline(news, found.scenario.values) == (
        "Red and blue clearly lead grey in worth; behind: worth (mDKK/y: green −5.0)."
    )
    assert of_baseline(news, found.scenario.values, "da") == (
        "Red og blue er klart foran grey i værdi; bagud: værdi (mio./år: green −5,0)."
    )
    level = against(told({"red": 0.0, "green": 0.1, "blue": 0.0}, noise=3.0), (METRIC,))
    assert of_baseline(level, found.scenario.values) == (
        "No way of governing is shown to lead grey in anything, nor to be behind."
    )
    assert of_baseline(level, found.scenario.values, "da") == (
        "Det er ikke påvist, at nogen måde at styre på er foran grey i noget eller bagud i noget."
    )
    none = against(told({"red": 0.0, "green": -5.0, "blue": 0.0}, noise=3.0), (METRIC,))
    assert of_baseline(none, found.scenario.values).startswith(
        "No way of governing is shown to lead grey in anything; behind: worth"
    )
    good = against(told({"red": 20.0, "green": 5.0, "blue": 3.0}), (METRIC,))
    assert of_baseline(good, found.scenario.values, "da") == (
        "Alle tre er klart foran grey i værdi; det er ikke påvist, at nogen er bagud i noget, der sammenlignes."
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_sentence_says_no_more_than_the_letters(make: Callable[..., Any], seed: int) -> None:
    """Ahead of, or behind, the baseline, and ahead of all others: by the same intervals as the letters beside it."""
    draw = np.random.default_rng(seed)
    names = (*WAYS, "black", "white", "grey")
    result = make(names, n=N)
    for metric in HEADLINES:
        for name, level in zip(names, draw.normal(0.0, 0.45, len(names)), strict=True):
            rows = result.metrics["regime"] == name
            for part in METRICS[metric].ratio or (metric,):
                result.metrics.loc[rows, part] = 5.0 + level + draw.normal(size=int(rows.sum()))
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % len(names))}
    found = compare(result, "grey", sesoi=dict.fromkeys(HEADLINES, 0.01))
    news = against(found)
    behind = {(side.metric, name) for side in news.behind for name in side.regimes}
    for metric in HEADLINES:
        standings = ranking(found, metric, news.cost)
        base = standings.standing("grey")
        assert base is not None
        apart = {
            name: one
            for name in news.regimes
            if (one := standings.standing(name)) is not None and not _shared(one, base)
        }
        order = [each.regime for each in standings.standings]
        worse = {name for name in apart if order.index(name) > order.index("grey")}
        assert {
            name for of, name in behind if of == metric
        } == worse  # all the bad news, and no more
        better = set(apart) - worse  # all the good news too, and no more
        assert {
            name for side in news.ahead if side.metric == metric for name in side.regimes
        } == better


def _shared(one: Standing, other: Standing) -> bool:
    return bool({each.letter for each in one.letters} & {each.letter for each in other.letters})


def test_bad_news_in_the_mode_that_is_shown_is_told(told: Callable[..., Any]) -> None:
    """Behind at equal resources and undecided as costed: the table shows it, and so does the sentence."""
    levels = {"red": 20.0, "green": 20.0, "blue": 20.0}
    found = told({**levels, "blue": 0.0}, {**levels, "blue": -5.0})
    assert found.contrast("blue", "grey", METRIC).overall.verdict == Verdict.DEPENDS
    (side,) = against(found, (METRIC,)).behind
    assert [name for name, _ in side.differences] == ["blue"]


def test_the_rule_of_single_verdicts_would_contradict_the_letters(make: Callable[..., Any]) -> None:
    """A lead that shows by itself and not among fifteen: the sentence must not tell it."""
    result = make((*WAYS, "black", "white", "grey"), n=N)
    for name in (*WAYS, "black", "white", "grey"):
        rows = result.metrics["regime"] == name
        luck = np.random.default_rng(ord(name[1])).normal(size=N)
        luck = (luck - luck.mean()) / luck.std(ddof=1)
        level = 0.8 if name == "red" else 0.0
        result.metrics.loc[rows, METRIC] = np.tile(level + luck, int(rows.sum()) // N)
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 6)}
    found = compare(result, "grey", sesoi={METRIC: 0.0})
    assert found.verdict("red", METRIC) == Verdict.CLEARLY_BETTER
    assert against(found, (METRIC,)).ahead == ()
    together = Together(found, METRIC).contrast("red", "grey")
    assert together.overall.verdict == Verdict.UNDECIDED
    # The table of one metric judges each pair for itself, and says so where all at once say otherwise.
    assert (
        verdict_words(found, "red", METRIC, "en") == "clearly better; all pairs at once: undecided"
    )


def test_of_many_ways_the_first_and_the_last_are_named(told: Callable[..., Any]) -> None:
    levels = {f"way-{place}": 20.0 - 3.0 * place for place in range(7)}
    found = told(levels)
    assert said(found) == (
        "Each year way-0 launches own ideas worth DKK 20.0 million a year, way-1 17.0, way-2 14.0 and last of seven, way-6 2.0:"
        " way-0 is clearly ahead, whoever pays."
    )
    behind = against(told({f"way-{place}": -3.0 - place for place in range(6)}), (METRIC,))
    assert of_baseline(behind, found.scenario.values).endswith(
        "behind: worth (mDKK/y: six, at most way-5 −8.0)."
    )


def test_equal_levers_among_the_first_are_no_indecision(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 15.0, "blue": 10.0})
    first = replace(
        contest(found, METRIC),
        leader="",
        elsewhere="",
        ahead=("red", "green"),
        runs=20,
        may_differ=0.161,
    )
    for tied, words in (
        (None, "undecided between red and green."),
        (Verdict.ZERO, "no difference between red and green, as their levers are the same."),
        (Verdict.NEGLIGIBLE, "no difference that matters between red and green."),
        (
            Verdict.SAME,
            "the same in all 20 runs (in up to 16.1% of runs it may differ) between red and green.",
        ),
    ):
        assert of_contest(found, replace(first, tied=tied), brief=True).endswith(words)


def test_who_is_tied_is_read_off_the_pairs() -> None:
    def tie(*said: Verdict) -> Verdict | None:
        pairs = [("a", "b"), ("a", "c"), ("b", "c")]
        both = {**dict(zip(pairs, said, strict=True))}
        both |= {(other, one): verdict for (one, other), verdict in both.items()}
        return _tied(cast("Any", SimpleNamespace(leaders=("a", "b", "c"), pairs=both)))

    zero, negligible = Verdict.ZERO, Verdict.NEGLIGIBLE
    assert tie(zero, zero, zero) == zero
    assert tie(zero, negligible, negligible) == negligible
    assert tie(zero, zero, Verdict.UNDECIDED) is None
    assert tie(zero, Verdict.SAME, Verdict.SAME) == Verdict.SAME
    assert tie(Verdict.SAME, negligible, negligible) is None  # neither word is true of all
    assert _tied(cast("Any", SimpleNamespace(leaders=("a",), pairs={}))) is None


@pytest.mark.parametrize(
    ("names", "baseline", "ways"),
    [
        (("red", "green", "routine"), "routine", ("red", "green")),
        (("red", "green", "routine"), "red", ("green", "red")),
        (("red", "green", "grey"), "grey", ("red", "green")),
        (("red", "routine"), "routine", ("red", "routine")),
        (("red", "green", "blue", "routine"), "green", ("red", "blue", "green")),
    ],
)
def test_a_way_that_is_the_baseline_stays_a_way(
    make: Callable[..., Any], names: tuple[str, ...], baseline: str, ways: tuple[str, ...]
) -> None:
    """An ordinary town does not come among the ways where one of them is the baseline."""
    assert ways_of(compare(make(names, n=12), baseline)) == ways


def test_all_bad_news_has_its_name_and_its_number(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": -5.0, "blue": 3.0})
    news = against(found, (METRIC,))
    side = news.behind[0]
    many = replace(news, behind=tuple(replace(side, metric=name) for name in HEADLINES[:5]))
    sentence = of_baseline(many, found.scenario.values)
    assert sentence.count("green") == 5
    assert "also" not in sentence
    pair = of_baseline(replace(news, regimes=("red", "green"), ahead=()), found.scenario.values)
    assert pair.startswith("No way of governing is shown to lead grey in anything; behind")


def test_clearly_whoever_pays_is_clearly_in_each_mode(told: Callable[..., Any]) -> None:
    """Better as costed and clearly better at equal resources: a lead in both, and by what matters in one."""
    costed, equal = (
        {"red": 11.3, "green": 10.0, "blue": 0.0},
        {"red": 11.6, "green": 10.0, "blue": 0.0},
    )
    found = told(costed, equal, noise=0.5)
    contrast = Together(found, METRIC).contrast("red", "green")
    assert contrast.verdicts == (Verdict.BETTER, Verdict.CLEARLY_BETTER)
    there = contest(found, METRIC, ("red", "green"))
    assert (there.payer, there.clearly) == (Payer.WHOEVER, False)
    assert said(found, ways=("red", "green")).endswith(
        "perhaps by too little to matter, whoever pays."
    )


def test_who_has_no_verdict_is_in_no_lead_of_all(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 15.0, "blue": 10.0})
    for key in list(found.contrasts):
        if "blue" in key:
            none = tuple(Verdict.UNDEFINED for _ in found.costs)
            found.contrasts[key] = replace(found.contrasts[key], verdicts=none)
    news = against(found, (METRIC,))
    assert [side.regimes for side in news.ahead] == [("red", "green")]


def test_a_lead_as_costed_is_told_beside_the_one_at_equal_resources(
    told: Callable[..., Any],
) -> None:
    """Who leads as costed is named, where another does at equal resources, and where nobody is shown to."""
    other = told(
        {"red": 10.0, "green": 20.0, "blue": 0.0}, {"red": 20.0, "green": 10.0, "blue": 0.0}
    )
    assert said(other).endswith("red is clearly ahead; as costed green is clearly ahead.")
    assert said(other, "da").endswith("red er klart foran; til egen pris er green klart foran.")
    nobody = told(
        {"red": 20.0, "green": 10.0, "blue": 0.0}, {"red": 10.2, "green": 10.0, "blue": 0.0}
    )
    assert said(nobody).endswith(
        "between red and green; blue is behind; as costed red is clearly ahead."
    )


def test_leads_and_lags_that_may_not_matter_are_marked(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 1.0, "blue": -1.0})
    values = found.scenario.values
    news = against(found, (METRIC,))
    assert [side.verdict for side in (*news.ahead, *news.behind)] == [
        Verdict.CLEARLY_BETTER,
        Verdict.BETTER,
        Verdict.WORSE,
    ]
    assert of_baseline(news, values) == (
        "Red clearly leads grey in worth; maybe barely green in worth; behind: worth (mDKK/y: maybe barely blue −1.0)."
    )
    assert of_baseline(news, values, brief=True) == (
        "Red clearly leads grey in worth; behind: worth (mDKK/y: maybe barely blue)."
    )
    only = replace(news, ahead=news.ahead[1:], behind=())
    assert of_baseline(only, values).startswith(
        "Green leads grey, perhaps by too little to matter, in worth;"
    )


def test_among_many_who_leads_is_told_by_who_does_not(told: Callable[..., Any]) -> None:
    found = told({f"way-{place}": 20.0 for place in range(3)} | {"way-3": 0.0})
    assert of_baseline(against(found, (METRIC,)), found.scenario.values).startswith(
        "All but way-3 clearly lead grey in worth;"
    )


def test_the_mandates_lag_says_what_it_turns_on(told: Callable[..., Any]) -> None:
    found = told({"red": -5.0, "green": 0.0, "blue": 0.0})
    news = against(found, (METRIC,))
    side = replace(news.behind[0], metric="mandate_share")
    sentence = of_baseline(replace(news, behind=(side,)), found.scenario.values)
    assert "mandate (months, turns on gains_seen: red −720)" in sentence


def test_between_the_first_of_those_that_are_named(told: Callable[..., Any]) -> None:
    """Of nine ways seven of which are level, five stand in the sentence: *the first seven* would point at nobody."""
    levels = {f"way-{place}": 20.0 for place in range(7)} | {"way-7": 1.0, "way-8": 0.0}
    found = told(levels, noise=20.0)
    there = contest(found, METRIC)
    sentence = of_contest(
        found, replace(there, leader="", tied=None, ahead=tuple(n for n, _ in there.levels[:7]))
    )
    assert "between the best seven of nine" in sentence


def test_who_uses_more_than_the_baseline_is_said_to(told: Callable[..., Any]) -> None:
    """A lead of those who use three times as much is no lead at the same use."""
    found = told({"red": 20.0, "green": 15.0, "blue": 10.0})
    values = found.scenario.values
    news = against(found, (METRIC,))
    assert set(news.times.values()) == {1.0}
    assert "use" not in of_baseline(news, values)
    more = replace(news, times={"red": 2.8, "green": 2.9, "blue": 2.95})
    assert of_baseline(more, values).startswith(
        "All three clearly lead grey, at 2.9 times its use, in"
    )
    assert "(ved 2,9 gange forbruget) i" in of_baseline(more, values, "da")
    assert "at 0.5–3.0 times its use" in of_baseline(
        replace(news, times={"red": 0.5, "green": 1.0, "blue": 3.0}), values
    )
    assert "times" not in of_baseline(replace(news, times={}), values)
    # Of those who lead, and of nobody else.
    one = replace(more, ahead=(replace(news.ahead[0], differences=news.ahead[0].differences[:1]),))
    assert "at 2.8 times its use" in of_baseline(
        replace(one, times={"red": 2.8, "blue": 9.0}), values
    )


@pytest.mark.parametrize(
    ("costed", "equal", "here", "there"),
    [
        (15.0, 15.0, "red is clearly ahead", "as costed green is clearly ahead"),
        (11.3, 15.0, "red is clearly ahead", "as costed green is ahead, maybe barely"),
        (15.0, 11.3, "red is ahead, maybe barely", "as costed green is clearly ahead"),
        (11.3, 11.3, "red is ahead, maybe barely", "as costed green is ahead, maybe barely"),
    ],
)
def test_each_modes_lead_is_as_strong_as_it_is_there(
    told: Callable[..., Any], costed: float, equal: float, here: str, there: str
) -> None:
    """An elided *clearly* would be borrowed from the mode named first."""
    found = told(
        {"red": 10.0, "green": costed, "blue": 0.0},
        {"red": equal, "green": 10.0, "blue": 0.0},
        noise=0.5,
    )
    sentence = of_contest(found, contest(found, METRIC), brief=True)
    assert sentence.endswith(f": {here}; {there}.")


def test_equal_by_luck_among_what_is_level_is_undecided_in_sentence_and_letter(
    make: Callable[..., Any],
) -> None:
    """Two the same in all runs, a third level with both: the letter is open, and the sentence says no more."""
    result = make(("red", "green", "blue", "grey"), n=40)
    luck = np.random.default_rng(1).normal(size=40) * 0.01
    for name, extra in (("red", 0.0), ("green", 0.0), ("blue", luck), ("grey", 0.0)):
        rows = result.metrics["regime"] == name
        result.metrics.loc[rows, METRIC] = 3.0 + np.tile(np.broadcast_to(extra, 40), 2)
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 4)}
    found = compare(result, "grey", sesoi={METRIC: 1.0})
    assert said(found).endswith(": undecided who is ahead.")
    letters = [str(each) for each in ranking(found, METRIC, "equal_resources").standings[0].letters]
    assert letters == ["a?"]


def test_an_ordinary_town_that_leads_another_baseline_is_told(make: Callable[..., Any]) -> None:
    """With a way of governing for the baseline nobody was said to lead it, though routine did."""
    result = make(("red", "green", "routine"), n=N)
    for name, level in (("red", 5.0), ("green", 5.0), ("routine", 20.0)):
        rows = result.metrics["regime"] == name
        luck = np.random.default_rng(ord(name[0])).normal(size=int(rows.sum()))
        result.metrics.loc[rows, METRIC] = level + 0.1 * luck
    result.metrics["used_mdkk_per_year"] = 10.0
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 3)}
    found = compare(result, "red", sesoi={METRIC: 1.0})
    news = against(found, (METRIC,))
    assert set(news.regimes) == {"green", "routine"}
    assert of_baseline(news, found.scenario.values).startswith(
        "Routine clearly leads red in worth;"
    )


def test_beside_a_scenarios_contrasts_the_baselines_sentence_names_its_mode(
    make: Callable[..., Any],
) -> None:
    result = make()
    object.__setattr__(result.scenario, "contrasts", (("framed", "top-down", METRIC),))
    told_, last = sentences(compare(result, metrics=(METRIC,)))
    assert last.startswith("At equal resources: ")
    assert "at equal resources" in told_


def test_good_news_on_the_mandate_says_what_it_turns_on(told: Callable[..., Any]) -> None:
    found = told({"red": 20.0, "green": 0.0, "blue": 0.0})
    news = against(found, (METRIC,))
    good = replace(news, ahead=(replace(news.ahead[0], metric="mandate_share"),), behind=())
    words = of_baseline(good, found.scenario.values)
    assert words.startswith("Red clearly leads grey in mandate (turns on gains_seen);")


def test_a_regimes_name_keeps_its_letters_behind_a_mode(told: Callable[..., Any]) -> None:
    found = told({"Aarhus": 20.0, "Odder": 10.0, "blue": 0.0})
    first, *_ = sentences(found, "da")
    assert first.startswith("Ved lige ressourcer: Aarhus iværksætter")
