"""The claim card: its numbers are those of text and table, its squares those numbers, and a claim that two are level has a colour of its own."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from innosim.analysis.claim import Claim, claimed_in_mode, hundred
from innosim.present.claim_card import figure_of
from innosim.present.claim_numbers import holding_share
from innosim.present.claim_tables import claim_sheets
from innosim.present.claim_words import claim_sentences, deciding
from innosim.present.figures import claim as claim_figure
from innosim.present.style import SIZES
from innosim.present.words.language import LANGUAGES, Language

sys.path.insert(0, str(Path(__file__).parents[3]))  # for what tests share

from claim_worlds import made_up, noisy

LANGS = pytest.mark.parametrize("lang", LANGUAGES)


def shown(claim: Claim, lang: Language) -> tuple[list[str], list[list[str]]]:
    """All text of a card, and the colours of its squares by cost mode; hollow ones by their edge, with a mark."""
    figure = figure_of(claim, SIZES["slide"], lang)
    texts = [*figure.texts, *(text for ax in figure.axes for text in ax.texts)]
    squares = [
        [
            to_hex(each.get_facecolor())
            if not each.get_hatch()
            else f"/{to_hex(each.get_edgecolor())}"
            for each in ax.patches
            if isinstance(each, Rectangle)
        ]
        for ax in figure.axes
    ]
    return [each.get_text() for each in texts], [each for each in squares if each]


@LANGS
def test_text_table_and_card_have_the_same_numbers(lang: Language) -> None:
    """One rounding: the share of the sentence is that of the row and of the squares, also where each rounded alone would not add up."""
    claim = made_up()
    texts, squares = shown(claim, lang)
    rows = claim_sheets(claim, lang)[0].rows
    modes = sorted(claim.modes, key=lambda mode: mode.cost != claim.cost)
    for mode, drawn in zip(modes, squares, strict=True):
        told = holding_share(mode.all, lang)
        assert told in claim_sentences(claim, lang)[0]
        assert any(told in row for row in rows)
        assert any(told in text for text in texts)
        counts = list(mode.all.percents.values())
        assert sum(counts) == len(drawn) == 100
        assert [drawn.count(each) for each in dict.fromkeys(drawn)] == [n for n in counts if n]


def test_a_square_is_a_hundredth_of_the_models_whatever_their_number() -> None:
    """It is never called one of a hundred models; how many there are stands by the share."""
    texts, _ = shown(made_up(), "en")
    assert not any("of 100" in text for text in texts)
    assert any(re.search(r"holds in \d+% \(\d+–\d+\) of 300$", text) for text in texts)


def test_largest_remainders_add_up() -> None:
    """Three thirds are 34, 33 and 33; nothing is lost or made."""
    assert sorted(hundred([1 / 3, 1 / 3, 1 / 3])) == [33, 33, 34]
    assert hundred([0.006, 0.991, 0.003]) == [1, 99, 0]
    assert hundred([0.0, 1.0, 0.0]) == [0, 100, 0]


@LANGS
def test_a_level_claim_that_holds_has_a_colour_and_a_key(lang: Language) -> None:
    """Its squares are of no grey and no regime's colour, and the key says that it holds there."""
    claim = made_up("framed = bottom-up on backing_mean", shift=0.0)
    level = claimed_in_mode(noisy(np.random.default_rng(0).normal(size=200) * 1e-3, 1e-4, 0), claim.claimed, claim.cost)  # fmt: skip
    texts, squares = shown(replace(claim, modes=(level,)), lang)
    red, green, blue = (int(squares[0][0][place : place + 2], 16) for place in (1, 3, 5))
    assert set(squares[0]) == {squares[0][0]}
    assert max(red, green, blue) - min(red, green, blue) > 50
    assert any(
        re.match({"en": r"holds, .*100%", "da": r"holder, .*100"}[lang], text) for text in texts
    )


@LANGS
def test_the_card_says_that_models_are_only_nearest(lang: Language) -> None:
    """By the share, and in the footer how many are inside."""
    claim = made_up()
    assert claim.judged is not None
    judged = replace(claim.judged, nearest=True, inside=0)
    modes = tuple(
        replace(mode, credible=replace(mode.credible, group="nearest")) if mode.credible else mode
        for mode in claim.modes
    )
    texts, _ = shown(replace(claim, judged=judged, modes=modes), lang)
    words = " ".join(texts)
    assert {"en": "of the 60 nearest", "da": "af de 60 nærmeste"}[lang] in words
    assert {"en": "inside all of these are 0", "da": "inden for alle disse er 0"}[lang] in words
    assert not re.search("credible|troværdig", words)


@LANGS
@pytest.mark.parametrize(
    "text", ["framed > bottom-up on backing_mean", "framed = bottom-up on backing_mean"]
)
@pytest.mark.parametrize("longer", [1, 3])
def test_what_stands_beside_the_squares_ends_above_the_footer(
    text: str, lang: Language, longer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where three times as much is told: it is set smaller, then cut."""
    monkeypatch.setattr(claim_figure, "deciding", lambda *a, **k: [*deciding(*a, **k)] * longer)
    figure = figure_of(made_up(text), SIZES["slide"], lang)
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    boxes = [(each.get_window_extent(), each.get_fontsize()) for each in figure.texts]
    foot = [box for box, points in boxes if points == SIZES["slide"].foot]
    beside = [box for box, _ in boxes if box.x0 > 0.5 * figure.bbox.width]
    assert foot
    assert beside
    assert min(box.y0 for box in beside) >= max(box.y1 for box in foot)
