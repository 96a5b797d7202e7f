"""The figure of a sensitivity analysis says where none of its marks is more than noise."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from innosim.analysis.screening_effects import screened
from innosim.analysis.sensitivity import Findings, Of, OfMetric
from innosim.experiment.draws import uncertain
from innosim.experiment.screening import trajectories
from innosim.present.figures.sensitivity import page
from innosim.present.study_figures import plain_scene
from innosim.present.style import SIZES, drawing
from innosim.scenario.reader import load

NAN = float("nan")


@pytest.mark.parametrize("lang", ["en", "da"])
def test_where_none_is_heard_the_figure_says_so_and_explains_no_mark_that_is_not_there(lang):
    names = tuple(each.name for each in uncertain(load("village")))[:20]
    design, chance = trajectories(names, 4), np.random.default_rng(1)
    found = screened(design, chance.normal(size=(len(design.rows()), 2)))
    one = OfMetric("value_per_year", found, (), NAN, (NAN, NAN, NAN), (0, 0))
    assert one.heard == 0
    findings = Findings(
        "village", Of("framed", "routine"), "as_costed", 1, 48, 4, 2, 0, names, (),
        {"value_per_year": one}, (0, 0), {"value_per_year": 0.01},
    )  # fmt: skip
    scene = plain_scene("village", "innosim sensitivity village", "slide", lang=lang, seed=1, months=48)  # fmt: skip
    figure = Figure()
    with drawing(SIZES["slide"]):
        page(figure, findings, "value_per_year", scene)
    said = " ".join(text.get_text() for text in figure.texts)
    assert {"en": "None of 20 uncertain", "da": "Ingen af 20 usikre"}[lang] in said
    assert {"en": "4 trajectories of 21 points", "da": "4 baner på 21 punkter"}[lang] in said
    assert "▲" not in said
