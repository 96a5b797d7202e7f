"""The waterfall: every word on the page and on no other, the same bytes twice, steps that add up, and what is not shown hollow."""

import math
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from test_figures_pages import overlapping, words

from innosim.analysis.attribution import Among, Attribution
from innosim.analysis.changes import changes_of
from innosim.analysis.shapley import design
from innosim.analysis.splitting import Asked, split
from innosim.experiment.mixes import mechanisms_of
from innosim.present.attribution_plot import AttributionPlots, save_attribution
from innosim.present.figures import waterfall
from innosim.present.style import (
    AGAINST,
    BASELINE_COLOUR,
    COLOURS,
    EXTREME_COLOUR,
    FOR,
    PAPER,
    SCREEN,
    SLIDE,
    Size,
    drawing,
)
from innosim.present.words.language import Language
from innosim.scenario.catalogue import METRICS
from innosim.scenario.errors import ArgumentError
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario

METRIC = "value_per_year"


def column(plan, sizes: list[float], n: int = 12) -> np.ndarray:
    draws = np.random.default_rng(4)
    own = np.array(sizes)[:, None] + 0.3 * draws.normal(size=(len(sizes), n))
    own[np.array(sizes) == 0.0] = 0.0
    return 10.0 + draws.normal(size=n) + plan.sets @ own


def made_up(scenario: Scenario, *, undefined: bool = False, metric: str = METRIC) -> Attribution:
    """An attribution of two regimes of a scenario, from made-up values."""
    between = ("framed", "bottom-up")
    changes, price = changes_of(scenario, between)
    splits = {}
    for among, names in (
        (Among.LEVERS, tuple(each.name for each in changes)),
        (Among.MECHANISMS, mechanisms_of(scenario)),
    ):
        plan = design(len(names), 3, 1)
        sizes = [3.0, -2.0, 0.0, 1.0, *([0.1] * (len(names) - 4))]
        values = column(plan, sizes)
        if undefined:
            values[1] = math.nan
        columns = dict.fromkeys((metric, *(METRICS[metric].ratio or ())), values)
        sides = [columns.__getitem__]
        if among == Among.MECHANISMS:
            sides.append({name: 0.3 * each for name, each in columns.items()}.__getitem__)
        asked = Asked(names, plan, tuple(sides), scenario.values)
        splits[among] = {metric: split(asked, metric, scenario.effects.get(metric))}
    return Attribution(
        scenario=scenario, between=between, metrics=(metric,), replications=12, changes=changes, price=price,
        splits=splits, orders=dict.fromkeys(Among, 3), mixes=dict.fromkeys(Among, 98),
    )  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Attribution:
    return made_up(load("randers"))


def drawn(found: Attribution, among: str, size: Size, lang: Language = "en") -> Figure:
    figure = Figure()
    with drawing(size):
        waterfall.page(figure, found, waterfall.surroundings(found, size, lang), METRIC, among)
        figure.set_dpi(size.dpi)
        FigureCanvasAgg(figure)
        figure.draw_without_rendering()
    return figure


@pytest.mark.parametrize("among", list(Among))
@pytest.mark.parametrize("size", [SLIDE, PAPER, SCREEN], ids=lambda size: size.name)
@pytest.mark.parametrize("lang", ["en", "da"])
def test_every_word_is_on_the_page_and_on_no_other_word(found, among, size, lang) -> None:
    figure = drawn(found, among, size, lang)
    page, told = figure.bbox, words(figure)
    assert not [
        text for text, box in told
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]  # fmt: skip
    assert not [(one, other) for (one, a), (other, b) in combinations(told, 2) if overlapping(a, b)]


def test_steps_lead_from_one_regime_to_the_other_and_hollow_ones_are_not_shown(found) -> None:
    figure = drawn(found, "levers", SCREEN)
    (ax,) = figure.axes
    bars = [patch for patch in ax.patches if patch.get_height() > 0.5]
    split_ = found.of(METRIC)
    assert len(bars) == len(split_.parts)
    at = split_.levels[1]
    for bar, part in zip(bars, split_.ordered, strict=True):
        assert bar.get_x() == pytest.approx(at)
        assert bar.get_width() == pytest.approx(part.contribution)
        hollow = to_hex(bar.get_facecolor()) == "#ffffff"
        assert hollow == (part.low <= 0.0 <= part.high)
        at += part.contribution
    assert at == pytest.approx(split_.levels[0])


@pytest.mark.parametrize("metric", [METRIC, "failure_cost_mdkk_per_year"])
@pytest.mark.parametrize("lang", ["en", "da"])
def test_steps_are_better_or_worse_in_colours_of_no_regime(metric: str, lang: Language) -> None:
    """Where less is better a rise is worse, and the key says which colour is which."""
    found = made_up(load("randers"), metric=metric)
    figure = Figure()
    with drawing(SCREEN):
        waterfall.page(figure, found, waterfall.surroundings(found, SCREEN, lang), metric)
    (ax,) = figure.axes
    bars = [patch for patch in ax.patches if patch.get_height() > 0.5]
    for bar, part in zip(bars, found.of(metric).ordered, strict=True):
        worse = (part.contribution > 0.0) == (METRICS[metric].better == "down")
        if part.contribution:
            assert to_hex(bar.get_edgecolor()).upper() == (AGAINST if worse else FOR)
    assert not {FOR, AGAINST} & {*COLOURS, BASELINE_COLOUR, EXTREME_COLOUR}
    said = [text.get_text() for text in ax.texts]
    assert {"en": {"better", "worse"}, "da": {"bedre", "dårligere"}}[lang] <= set(said)
    about = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert {"en": "contribution in the metric's unit", "da": "bidrag i målets enhed"}[lang] in about


def test_it_says_what_it_rests_on_and_how_to_make_it_again(found) -> None:
    told = " ".join(text for text, _ in words(drawn(found, "levers", SCREEN)))
    assert "3 random orders and their reverses: 98 mixes of levers, 12 replications of each" in told
    assert "explanation and illustration, not prediction" in told
    command = "innosim why randers --between framed bottom-up --replications 12 --permutations 3 --mechanisms"
    assert command in told
    changed = replace(found.scenario, sesoi={METRIC: 2.0})
    told = " ".join(text for text, _ in words(drawn(replace(found, scenario=changed), "levers", SCREEN)))  # fmt: skip
    assert "innosim.why with a scenario changed in Python" in told


def test_of_a_difference_without_a_value_that_is_said() -> None:
    none = made_up(load("village"), undefined=True)
    for among in Among:
        assert "undefined" in [text for text, _ in words(drawn(none, among, SCREEN))]


def test_the_same_attribution_gives_the_same_bytes(found, tmp_path: Path) -> None:
    first, second = (
        save_attribution(found, tmp_path / name, sizes=("slide", "paper"), formats=("png", "svg"))
        for name in ("one", "other")
    )
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.name for path in first][:2] == ["attribution.csv", f"waterfall-{METRIC}-slide.png"]
    assert len(first) == 1 + 2 * 2 * 2
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_it_is_drawn_on_axes_that_are_given_and_on_pages_of_its_own(found) -> None:
    plots = AttributionPlots(found)
    figure, ax = plt.subplots()
    assert plots.waterfall(METRIC, axes=[ax]) == [ax]
    (own,) = plots.look(size="paper", lang="da").waterfall(METRIC, "mechanisms")
    assert own.figure is not figure
    plt.close("all")
    with pytest.raises(ArgumentError, match="metric"):
        plots.waterfall("x")
    assert not plt.get_fignums()
