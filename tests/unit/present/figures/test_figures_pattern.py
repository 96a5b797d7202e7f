"""The figure of a pattern: each prediction on exactly one page, every word on the page and on no other."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from test_figures_pages import overlapping, words

from innosim.analysis.patterns import PATTERNS, judging
from innosim.analysis.patterns.declare import Pattern, Prediction
from innosim.experiment.intervals import Interval
from innosim.present.figures.pattern import page, parts
from innosim.present.pattern_tables import pattern_sheet
from innosim.present.study_figures import plain_scene
from innosim.present.style import SIZES, drawing
from innosim.present.tables import text
from innosim.present.words.language import Language


def at(predicted: Prediction, place: int) -> judging.Tested:
    """A finding inside, across or outside of where it was predicted to lie, in turn."""
    bound = predicted.least if abs(predicted.least) < 1e9 else predicted.most
    mean = bound + (0.05, 0.0, -0.05)[place % 3]
    return judging.Tested(predicted, *[Interval(mean, mean - 0.02, mean + 0.02, 24)] * 2)


def made_up(pattern: Pattern) -> judging.Judged:
    findings = tuple(at(each, place) for place, each in enumerate(pattern.predicted))
    return judging.Judged(pattern, 24, findings, {})


@pytest.mark.parametrize("size", ["slide", "paper"])
def test_every_prediction_is_on_one_page(size: str) -> None:
    for pattern in PATTERNS.values():
        found = made_up(pattern)
        pages = parts(found, size)
        assert tuple(each for rows in pages for each in rows) == found.shown
        assert size == "paper" or max(len(rows) for rows in pages) <= 5


@pytest.mark.parametrize("size", ["slide", "paper"])
@pytest.mark.parametrize(("name", "lang"), [("P5", "en"), ("P15", "da"), ("P17", "da"), ("P19", "en")])  # fmt: skip
def test_every_word_is_on_the_page_and_on_no_other_word(
    name: str, size: str, lang: Language
) -> None:
    """Of the patterns with the most and the longest words."""
    found = made_up(PATTERNS[name])
    scene = plain_scene("patterns", "innosim patterns", size, lang=lang, seed=1, months=144)
    for rows in parts(found, size):
        figure = Figure()
        with drawing(SIZES[size]):
            assert len(page(figure, found, scene, rows)) == len(rows)
            figure.set_dpi(SIZES[size].dpi)
            FigureCanvasAgg(figure)
            figure.draw_without_rendering()
        whole, told = figure.bbox, words(figure)
        assert not [
            each for each, box in told
            if box.x0 < whole.x0 - 1 or box.x1 > whole.x1 + 1 or box.y0 < whole.y0 - 1 or box.y1 > whole.y1 + 1
        ]  # fmt: skip
        assert not [
            (one, other) for (one, a), (other, b) in combinations(told, 2) if overlapping(a, b)
        ]


@pytest.mark.parametrize("lang", ["en", "da"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_its_table_holds_at_every_width(width: int, lang: Language) -> None:
    for pattern in PATTERNS.values():
        lines = text(pattern_sheet(made_up(pattern), lang), width).splitlines()
        assert max(len(line) for line in lines) <= width
