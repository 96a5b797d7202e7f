"""What is said of a claim is so: sizes in the digits they need, why shares are as counted, of how many models a box is, and what was tried."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from innosim.analysis.claim import Claim, claimed_in_mode
from innosim.analysis.claim_study import _tried
from innosim.experiment.credible import TOLD, JudgedByBands, taken_as_credible
from innosim.experiment.intervals import Floats, Interval
from innosim.present.claim_notes import notes
from innosim.present.claim_numbers import amount, measured_difference
from innosim.present.claim_tables import claim_sheets
from innosim.present.claim_words import claim_sentences, refutation, statement
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.claimed import read_claim
from innosim.scenario.reader import load

sys.path.insert(0, str(Path(__file__).parents[2]))  # for what tests share

from claim_worlds import made_up, noisy

LANGS = pytest.mark.parametrize("lang", LANGUAGES)
BANDS = tuple(JudgedByBands(band, band.low, band.high, 0.5) for band in TOLD)


def seen(differences: Floats) -> Claim:
    """Return a claim of one cost mode with these differences (draws, replications)."""
    claim = made_up()
    mode = claimed_in_mode(differences, claim.claimed, claim.cost)
    many, replications = differences.shape
    return replace(claim, draws=many, replications=replications, modes=(mode,), judged=None)


@pytest.mark.parametrize(
    ("metric", "size", "en", "da"),
    [
        ("value_per_year", 0.0140625, "0.0141 mDKK a year", "0,0141 mio. kr. pr. år"),
        ("value_per_year", 1.0, "1 mDKK a year", "1 mio. kr. pr. år"),
        ("value_per_year", 12.34, "12.3 mDKK a year", "12,3 mio. kr. pr. år"),
        ("used_hours_per_year", 12345.0, "12,300 hours a year", "12.300 timer pr. år"),
        ("backing_mean", 0.01, "1\u00a0pp", "1\u00a0pp"),
        ("backing_mean", 0.00333, "0.333\u00a0pp", "0,333\u00a0pp"),
        ("ildsjaele_lost", 2.5, "2.5", "2,5"),
    ],
)
def test_a_size_has_the_digits_it_needs(metric: str, size: float, en: str, da: str) -> None:
    """Three significant ones; 0.01 where 0.0141 is asked is another claim."""
    assert amount(metric, size, "en") == en
    assert amount(metric, size, "da") == da


def test_a_size_that_the_claim_names_is_said_as_it_was_typed() -> None:
    """All its digits."""
    claimed = read_claim("framed > routine by 1,2345 on value_per_year", load("randers"))
    assert "by more than 1.2345 mDKK a year" in statement(claimed, "en")


def test_a_difference_has_its_unit() -> None:
    """In the metric's own, or in percentage points."""
    found = Interval(0.07, 0.042, 0.098, 20)
    assert measured_difference("value_per_year", found, "da") == "+0,070 ±0,028 mio. kr. pr. år"
    assert measured_difference("backing_mean", found, "en") == "+7.0 ±2.8\u00a0pp"
    assert measured_difference("months_to_first_result", found, "en").endswith(" months")


@pytest.mark.parametrize(
    ("differences", "told"),
    [
        (noisy(np.linspace(0.0, 0.1, 50), 0.01, 0, replications=1), "with one replication a model"),
        (np.zeros((50, 2)), "the difference is 0\u00a0pp in all 50 models"),
        (noisy(np.linspace(0.0, 0.1, 9), 0.01, 0), "of fewer than 20 models"),
        (np.repeat(np.linspace(0.0, 0.1, 50)[:, None], 2, axis=1), "there is no noise to take off"),
    ],
)
def test_why_shares_are_as_counted_is_said_truly(differences: Floats, told: str) -> None:
    """One replication, no difference, few models and no noise are four things."""
    (said,) = [note for note in notes(seen(differences), "en") if "as counted" in note]
    assert said.startswith("Shares are as counted: ")
    assert told in said
    assert "Andele er optalt: " in " ".join(notes(seen(differences), "da"))


@LANGS
def test_a_box_is_told_with_its_models_and_as_one_that_was_sought(lang: Language) -> None:
    """How many models lie in it, of how many, and the share in those that were kept out of the search."""
    claim = replace(made_up(), deciders=())
    said = claim_sentences(claim, lang)
    assert {
        "en": "over its whole plausible range, but",
        "da": "over hele sit plausible spænd, men",
    }[lang] in said[2]
    assert {
        "en": "in 71% of 84 models, against 38% of all 300",
        "da": "i 71\u00a0% af 84 modeller mod 38\u00a0% af alle 300",
    }[lang] in said[3]
    assert {"en": "kept out of the search it is 63%", "da": "uden for søgningen, er det 63\u00a0%"}[
        lang
    ] in said[3]


@LANGS
def test_a_parameter_is_explained_once(lang: Language) -> None:
    """Where it is first named: in what decides it, else in the box, else in what refutes it."""
    claim = made_up()
    for each in (claim, replace(claim, deciders=()), replace(claim, deciders=(), box=None)):
        said = " ".join(claim_sentences(each, lang))
        assert said.count("gains_seen (") == 1


@LANGS
def test_what_was_tried_is_said_where_nothing_decides(lang: Language) -> None:
    """That it is those the difference goes with most, all by name; and that none was, where there is no difference."""
    fields = ("relationships.gains_seen", "relationships.memo_sd", "relationships.case_floor")
    claim = replace(made_up(), deciders=(), box=None, refuted=None, tried=fields)
    said = refutation(claim, lang)
    assert {
        "en": "the 3 parameters that the difference goes with most",
        "da": "de 3 parametre prøvet",
    }[lang] in said
    assert {
        "en": "gains_seen, memo_sd or case_floor",
        "da": "gains_seen, memo_sd eller case_floor",
    }[lang] in said
    none = refutation(replace(claim, tried=()), lang)
    assert {"en": "no change is looked for", "da": "der søges ingen ændring"}[lang] in none


def test_what_decides_comes_before_the_box_in_what_is_tried() -> None:
    """Each parameter once; nothing where nothing decides."""
    claim = made_up()
    assert _tried(claim.deciders, claim.box) == (
        "relationships.gains_seen",
        "relationships.memo_sd",
    )
    assert _tried(None, None) == ()


@pytest.mark.parametrize(("models", "many"), [(22, 0), (55, 0), (89, 0), (90, 30), (500, 50)])
def test_nearest_is_never_nearly_all(models: int, many: int) -> None:
    """The tenth, or thirty, where that is no more than a third; else no group at all."""
    found = taken_as_credible(np.linspace(1.0, 2.0, models), BANDS)
    assert found.many == many
    assert found.nearest


@LANGS
def test_models_that_are_only_nearest_are_called_so(lang: Language) -> None:
    """In the table too, and where they would be too many of all no row has them."""
    claim = made_up()
    found = noisy(np.random.default_rng(1).normal(size=300) * 0.03, 0.01, 0)
    judged = taken_as_credible(np.linspace(1.0, 2.0, 300), BANDS)
    mode = claimed_in_mode(found, claim.claimed, claim.cost, judged.draws, nearest=True)
    near = replace(claim, modes=(mode,), judged=judged)
    rows = claim_sheets(near, lang)[0].rows
    assert [row[1] for row in rows] == {"en": ["all", "nearest 30"], "da": ["alle", "nærmeste 30"]}[
        lang
    ]
    assert {"en": "No model is inside all 5", "da": "Ingen model er inden for alle 5"}[
        lang
    ] in claim_sentences(near, lang)[1]
    few = replace(claim, modes=(claimed_in_mode(found[:55], claim.claimed, claim.cost),), judged=taken_as_credible(np.linspace(1.0, 2.0, 55), BANDS))  # fmt: skip
    assert len(claim_sheets(few, lang)[0].rows) == 1
    assert {"en": "would be 55% of all", "da": "ville være 55\u00a0% af alle"}[
        lang
    ] in claim_sentences(few, lang)[1]


@LANGS
def test_what_the_metric_is_and_what_failed_is_said(lang: Language) -> None:
    """Its meaning, as the name does not tell it; and that a sentence in another language follows."""
    claim = replace(made_up(), failed={3: "village: it does not fit."})
    said = " ".join(notes(claim, lang))
    assert {
        "en": "less the value it returns to",
        "da": "Opbakning til innovationsdagsordenen over udgangspunktet: ",
    }[lang] in said
    assert {
        "en": "1 draw could not be run: village",
        "da": "1 udtræk kunne ikke køres. Beskeden er på engelsk: village",
    }[lang] in said
