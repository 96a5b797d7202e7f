"""A claim counted from its differences, and what is said of it."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from claim_worlds import made_up, noisy
from studies import made_up as study_made_up

from innosim.analysis.claim import claimed_in_mode
from innosim.analysis.measures import contributed
from innosim.analysis.verdicts import Verdict
from innosim.experiment.credible import ENOUGH_CREDIBLE, TOLD, taken_as_credible
from innosim.experiment.measure import measure_of
from innosim.present.claim_json import claim_json
from innosim.present.claim_notes import notes
from innosim.present.claim_tables import claim_sheets
from innosim.present.claim_words import (
    claim_sentences,
    holding,
    refutation,
    so_far,
    statement,
)
from innosim.present.tables import text
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.claimed import read_claim
from innosim.scenario.reader import load

LANGS = pytest.mark.parametrize("lang", LANGUAGES)


def test_an_equal_claim_holds_where_the_difference_does_not_matter() -> None:
    """It holds where the better one's claim and its opposite fail."""
    scenario = load("randers")
    better = read_claim("framed > bottom-up on backing_mean", scenario)
    equal = read_claim("framed = bottom-up on backing_mean", scenario)
    found = noisy(np.random.default_rng(0).normal(size=200) * 0.02, 0.005, 0)
    one, other = (
        claimed_in_mode(found, better, "as_costed"),
        claimed_in_mode(found, equal, "as_costed"),
    )
    assert other.all.holds == one.all.verdicts[Verdict.NEGLIGIBLE]
    assert one.all.holds == one.all.verdicts[Verdict.CLEARLY_BETTER]
    assert np.nanmean(other.likely) == pytest.approx(other.all.holds.share)


def test_without_a_better_direction_it_is_higher() -> None:
    """Of copies more is neither better nor worse."""
    claimed = read_claim("framed > bottom-up by 5 on spread_per_year", load("randers"))
    found = claimed_in_mode(noisy(np.random.default_rng(0).normal(size=60) * 9.0, 1.0, 0), claimed, "as_costed")  # fmt: skip
    assert set(found.all.verdicts) == {Verdict.HIGHER, Verdict.NEGLIGIBLE, Verdict.LOWER}
    assert statement(claimed, "en").startswith("framed is higher than bottom-up on copies")


@LANGS
def test_all_is_said_in_both_languages(lang: Language) -> None:
    """Five sentences; nothing of the other language stands in them."""
    told = claim_sentences(made_up(), lang)
    assert len(told) == 5
    assert all(each.endswith(".") for each in told)
    foreign = {"en": " er ", "da": " is "}[lang]
    assert not any(foreign in each for each in told)
    assert ("0,31" in told[3]) == (lang == "da")


@LANGS
@pytest.mark.parametrize("width", [60, 80, 100])
def test_tables_hold_at_every_width(width: int, lang: Language) -> None:
    """No line is cut or too long."""
    for sheet in claim_sheets(made_up(), lang):
        assert max(map(len, text(sheet, width).splitlines())) <= width


def test_what_is_not_known_is_said() -> None:
    """Without SALib, without a refutation, where the claim is not shown, and in a first estimate."""
    claim = made_up()
    assert 'pip install "innosim[studies]"' in " ".join(claim_sentences(replace(claim, deciders=None), "en"))  # fmt: skip
    none = replace(claim, refuted=None)
    assert "No single change of gains_seen or memo_sd" in refutation(none, "en")
    assert claim.base is not None
    unshown = replace(claim, base=replace(claim.base, holds=None), refuted=None)
    assert "not shown there" in refutation(unshown, "en")
    assert refutation(replace(claim, base=None), "en") == ""
    assert holding(claim, "en").startswith("Framed is better than bottom-up")
    assert so_far((claim,), 500, "en").startswith("300 of 500 models: framed > bottom-up on")


def test_contributions_are_those_of_the_metric_at_each_point() -> None:
    """Of a ratio the mean difference at a point is that of two pooled ones, over the replications in which both have a value."""
    scenario = load("village")
    points = [{"uncertainties.pressure": each} for each in (0.0, 0.01, 0.02)]
    runs = study_made_up(scenario, points, undefined={("framed", "failure_cost_share"): 3})
    for metric in ("failure_cost_share", "value_per_year"):
        one, other = contributed(runs, AS_COSTED, ("framed", "routine"), metric)
        for point in range(3):
            ours, theirs = (
                measure_of(metric, lambda name, regime=regime: runs.values(AS_COSTED, regime, name)[point])  # noqa: B023 - called at once
                for regime in ("framed", "routine")
            )  # fmt: skip
            expected = ours.against(theirs)
            assert np.nanmean((one - other)[point]) == pytest.approx(expected.difference.mean)
            assert int(np.isnan(one - other)[point].sum()) == expected.undefined


def test_as_json_nothing_is_lost_or_no_number() -> None:
    """What is undefined is null."""
    claim = made_up()
    told = json.loads(json.dumps(claim_json(claim), allow_nan=False))
    assert told["claim"] == "framed > bottom-up on backing_mean"
    assert {each["cost"] for each in told["costs"]} == {"as_costed", "equal_resources"}
    assert told["refuted_by"]["field"] == "relationships.gains_seen"
    holds = told["costs"][0]["groups"]["all"]["holds"]
    assert holds["low"] <= holds["share"] <= holds["high"]


def test_where_too_few_are_credible_the_nearest_stand_for_them() -> None:
    """Those inside where they are enough, else a tenth; what failed is never among them."""
    away = np.full(500, 1.0)
    away[:40] = 0.0
    found = taken_as_credible(away, ())
    assert found.inside == int(found.draws.sum()) == 40
    away[5:] = np.linspace(0.1, 2.0, 495)
    away[5] = np.inf
    bands = tuple(made_up().judged.bands) if made_up().judged else ()
    assert len(bands) == len(TOLD) >= 5
    near = taken_as_credible(away, bands)
    assert near.nearest
    assert near.inside == 5
    assert near.draws.sum() == 50 >= ENOUGH_CREDIBLE
    assert not near.draws[5]


@LANGS
def test_where_noise_hides_the_share_no_number_is_told(lang: Language) -> None:
    """Sentence and table have the bounds alone, and a note says what would do: some replications, or at least so many where models are all alike."""
    claim = made_up()
    true = np.random.default_rng(1).normal(size=200) * 0.03
    for spread, words in (
        (true, {"en": "more noise than difference", "da": "mere støj end forskel"}),
        (0.0 * true, {"en": "cannot be told apart", "da": "ikke skelnes"}),
    ):
        mode = claimed_in_mode(noisy(spread, 0.04, 5), claim.claimed, claim.cost)
        hidden = replace(claim, modes=(mode,), judged=None)
        holds = mode.all.holds
        assert holds.bounds
        bounds = f"{math.floor(100 * holds.low)}\u2013{math.ceil(100 * holds.high)}"
        told = holding(hidden, lang)
        assert bounds in told
        assert "(" not in told.split(bounds)[0].split(":")[-1]
        assert sum(mode.all.percents.values()) < 100
        assert any(words[lang] in note and str(mode.noisy.enough) in note for note in notes(hidden, lang))  # fmt: skip
