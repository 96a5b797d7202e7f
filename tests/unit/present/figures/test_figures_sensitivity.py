"""The figure of a sensitivity analysis says where none of its marks is more than noise, what its effects are measured in, and what parameters mean."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from innosim.analysis.delta_indices import Index
from innosim.analysis.screening_effects import Screened, screened
from innosim.analysis.sensitivity import Findings, Of, OfMetric
from innosim.experiment.draws import declared, uncertain
from innosim.experiment.intervals import Interval
from innosim.experiment.screening import trajectories
from innosim.present.figures.sensitivity import page
from innosim.present.study_figures import plain_scene
from innosim.present.style import BASELINE_COLOUR, COLOURS, EXTREME_COLOUR, SIZES, drawing
from innosim.scenario.reader import load

NAN = float("nan")


def drawn(one, names, size, lang):
    findings = Findings(
        "village", Of("framed", "bottom-up"), "as_costed", 1, 48, 4, 2, 0, names, (),
        {one.metric: one}, (0, 0), {one.metric: 0.01},
    )  # fmt: skip
    scene = plain_scene("village", "innosim sensitivity village", size, lang=lang, seed=1, months=48)  # fmt: skip
    figure = Figure()
    with drawing(SIZES[size]):
        page(figure, findings, one.metric, scene)
    return figure


def moved(metric):
    """Twelve parameters that move a metric each by another size, the fourth without a share of its own."""
    names = tuple(each.name for each in uncertain(load("village")))[:12]
    each = [
        Screened(name, Interval(1.2 - at / 10, 1.1 - at / 10, 1.3 - at / 10, 8), (1 - at % 3) * (1.2 - at / 10), 0.1, 0.05, 0.1, 8, 8)
        for at, name in enumerate(names)
    ]  # fmt: skip
    shares = [
        Index(name, Interval(0.3 if at != 3 else 0.01, 0.0, 0.4, 60), Interval(0.2, 0.1, 0.3, 60), 0.05)
        for at, name in enumerate(names)
    ]  # fmt: skip
    return OfMetric(metric, tuple(each), tuple(shares), 0.1, (0.0, 0.5, 1.0), (0, 0)), names


@pytest.mark.parametrize(("metric", "lang", "unit"), [
    ("value_per_year", "en", "mDKK a year"), ("mandate_share", "en", "percentage points"),
    ("value_per_year", "da", "mio. kr. pr. år"),
])  # fmt: skip
@pytest.mark.parametrize("size", ["slide", "paper"])
def test_effects_have_a_unit_and_parameters_a_meaning_inside_the_page(size, metric, lang, unit):
    one, names = moved(metric)
    figure = drawn(one, names, size, lang)
    left = figure.axes[0]
    assert unit in " ".join(left.get_title(loc="left").split())
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    labels = left.get_yticklabels()
    assert [label.get_text().partition("\n")[0] for label in labels] == list(names[:10])
    for label, name in zip(labels, names, strict=False):
        shown = label.get_text().partition("\n")[2].rstrip("…")
        meaning = declared(name).meaning
        assert shown
        assert (meaning.en if lang == "en" else meaning.da).startswith(shown)
    boxes = [label.get_window_extent() for label in labels]
    assert min(box.x0 for box in boxes) > 0.0
    assert all(max(a.y0, b.y0) >= min(a.y1, b.y1) - 1.0 for a, b in pairwise(boxes))
    shown = {to_hex(line.get_color()).upper() for ax in figure.axes for line in ax.lines}
    assert not shown & {*COLOURS, BASELINE_COLOUR, EXTREME_COLOUR}, "a way has a regime's colour"
    said = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert {"en": "no share of its own shown", "da": "ingen egen andel er vist"}[lang] in said


@pytest.mark.parametrize("lang", ["en", "da"])
def test_where_none_is_heard_the_figure_says_so_and_explains_no_mark_that_is_not_there(lang):
    names = tuple(each.name for each in uncertain(load("village")))[:20]
    design, chance = trajectories(names, 4), np.random.default_rng(1)
    found = screened(design, chance.normal(size=(len(design.rows()), 2)))
    one = OfMetric("value_per_year", found, (), NAN, (NAN, NAN, NAN), (0, 0))
    assert one.heard == 0
    figure = drawn(one, names, "slide", lang)
    said = " ".join(text.get_text() for text in figure.texts)
    assert {"en": "None of 20 uncertain", "da": "Ingen af 20 usikre"}[lang] in said
    assert {"en": "4 trajectories of 21 points", "da": "4 baner på 21 punkter"}[lang] in said
    assert "▲" not in said
