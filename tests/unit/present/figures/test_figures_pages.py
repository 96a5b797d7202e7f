"""Every figure in every situation: it renders, nothing is cut, no word stands on another."""

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import synthetic
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from innosim.analysis.over_time import before_month_0, share_above
from innosim.present.figures import FIGURES, biography, metrics, support
from innosim.present.figures.scene import Material, scene_of
from innosim.present.pages import NAMES, pages, save_all
from innosim.present.style import PAPER, SCREEN, SLIDE, Size, drawing
from innosim.present.words.language import Language
from innosim.scenario.catalogue import HEADLINES, START_UP
from innosim.scenario.resolved import usual_baseline

SITUATIONS = (
    "whole",
    "one run",
    "equal",
    "undefined",
    "short",
    "seven regimes",
    "front door",
    "nothing",
)
FROM_FRAMES = tuple(name for name in NAMES if name != "biography")


def made(result: synthetic.Made, name: str, size: Size, lang: Language = "en") -> list[Figure]:
    """Pages of one figure, drawn."""
    scene = scene_of(result, size, lang)
    with drawing(size):
        if name == "biography":
            figure = Figure()
            biography.picture(figure, synthetic.biography(result), scene)
            figures = [figure]
        else:
            drawn = pages(Material(result, scene.cost), scene, name, before=True)
            figures = [figure for _, figure in drawn]
        for figure in figures:
            figure.set_dpi(size.dpi)
            FigureCanvasAgg(figure)
            figure.draw_without_rendering()
    return figures


def words(figure: Figure) -> list[tuple[str, Bbox]]:
    """Each text that is seen, with the box it fills on the page."""
    renderer = figure.canvas.get_renderer()
    found = []
    hidden = unseen(figure)
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden:
            box = (
                Text.get_window_extent(text, renderer)
                if isinstance(text, Annotation)
                else text.get_window_extent(renderer)
            )
            found.append((text.get_text(), box))
    return found


def unseen(figure: Figure) -> set[int]:
    """Tick labels that exist but are not drawn: outside the limits, or of Axes that are off."""
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            every = [*axis.majorTicks, *axis.minorTicks]
            drawn = {id(tick) for tick in axis._update_ticks()} if ax.axison else set()
            for tick in every:
                hidden.add(id(tick.label2))
                if id(tick) not in drawn:
                    hidden.add(id(tick.label1))
    return hidden


def overlapping(one: Bbox, other: Bbox) -> bool:
    """More than a hair's breadth in both directions."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > 1.0 and high > 0.22 * min(one.height, other.height)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("situation", "size"),
    [
        *((situation, PAPER) for situation in SITUATIONS),
        *((situation, SLIDE) for situation in ("whole", "equal", "seven regimes", "front door")),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_word_is_on_the_page_and_on_no_other_word(
    situations: dict[str, synthetic.Made], situation: str, size: Size, name: str
) -> None:
    for figure in made(situations[situation], name, size):
        page = figure.bbox
        found = words(figure)
        cut = [
            text
            for text, box in found
            if box.x0 < page.x0 - 1
            or box.x1 > page.x1 + 1
            or box.y0 < page.y0 - 1
            or box.y1 > page.y1 + 1
        ]
        assert not cut
        clashes = [
            (one, other) for (one, a), (other, b) in combinations(found, 2) if overlapping(a, b)
        ]
        assert not clashes


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [SLIDE, PAPER], ids=lambda s: s.name)
def test_danish_words_are_on_no_other_word_either(
    situations: dict[str, synthetic.Made], size: Size, name: str
) -> None:
    """They are longer: what fits in English need not."""
    for figure in made(situations["front door"], name, size, "da"):
        found = words(figure)
        assert not [(a, b) for (a, x), (b, y) in combinations(found, 2) if overlapping(x, y)]
        assert not [text for text, box in found if box.x1 > figure.bbox.x1 + 1]


@pytest.mark.parametrize("name", NAMES)
def test_danish_figures_have_no_english_footer(whole: synthetic.Made, name: str) -> None:
    for figure in made(whole, name, PAPER, "da"):
        text = " ".join(word for word, _ in words(figure))
        assert "forklaring og illustration, ikke forudsigelse" in " ".join(text.split())
        assert "explanation" not in text
        assert not any(box.x1 > figure.bbox.x1 + 1 for _, box in words(figure))


COUNTS = {row.name: row.counts for row in FIGURES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [SLIDE, PAPER, SCREEN], ids=lambda s: s.name)
def test_every_page_says_what_it_rests_on(whole: synthetic.Made, size: Size, name: str) -> None:
    for figure in made(whole, name, size):
        text = " ".join(" ".join(word for word, _ in words(figure)).split())
        for part in (
            "n = ",
            "at equal resources",
            "runs" if COUNTS[name] else "interval",
            "seed 2014",
            "explanation and illustration, not prediction",
            "innosim figures",
        ):
            assert part in text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", FROM_FRAMES[:-1])
def test_a_regime_equal_to_the_baseline_reads_no_difference(
    situations: dict[str, synthetic.Made], name: str
) -> None:
    for figure in made(situations["equal"], name, SLIDE):
        assert "no difference" in " ".join(word for word, _ in words(figure))


def test_the_same_fates_are_said_to_be_the_same(whole: synthetic.Made) -> None:
    from innosim.analysis.fates import fates
    from innosim.present.figures import fates as picture

    twin = whole.ideas[whole.ideas["regime"] == "framed"].assign(regime="randers")
    ideas = whole.ideas[whole.ideas["regime"] != "randers"]
    result = synthetic.Made(
        whole.scenario, whole.metrics, whole.indicators, pd.concat([ideas, twin]),
        whole.gates, whole.bookings, whole.ledger,
    )  # fmt: skip
    figure = Figure()
    with drawing(PAPER):
        picture.picture(figure, fates(result, "framed", "randers"), scene_of(result, PAPER, "en"))
    said = [text.get_text() for text in figure.findobj(Text)]
    assert "every idea met the same fate" in said
    assert not any("no difference" in text for text in said)  # their levers are not the same


@pytest.mark.parametrize("size", [SLIDE, PAPER], ids=lambda s: s.name)
def test_no_word_of_a_life_is_left_out(whole: synthetic.Made, size: Size) -> None:
    (figure,) = made(whole, "biography", size, "da")
    said = " ".join(" ".join(word for word, _ in words(figure)).split())
    waited = [
        life.facts["months_waiting"] for life in synthetic.biography(whole).lives if life.sparked
    ]
    assert any(months > 1 for months in waited)
    for months in waited:
        assert months < 2 or f"ventede {months} måneder" in said


def test_the_same_result_is_the_same_bytes(whole: synthetic.Made, tmp_path: Path) -> None:
    small = ("metrics", "funnel", "fates")
    for folder in ("one", "two"):
        save_all(whole, tmp_path / folder, sizes=("paper",), names=small)
    files = sorted((tmp_path / "one").iterdir())
    assert [path.name for path in files] == [
        ".innosim.json", "fates-paper.png", "fates-paper.svg", "funnel-paper.png", "funnel-paper.svg",
        "metrics-paper.png", "metrics-paper.svg",
    ]  # fmt: skip
    for path in files:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_users_own_settings_change_nothing(whole: synthetic.Made, tmp_path: Path) -> None:
    import matplotlib as mpl

    save_all(whole, tmp_path, sizes=("paper",), formats=("svg",), names=("funnel",))
    before = (tmp_path / "funnel-paper.svg").read_bytes()
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "black", "svg.fonttype": "none"}):
        save_all(whole, tmp_path, sizes=("paper",), formats=("svg",), names=("funnel",))
        assert mpl.rcParams["font.size"] == 30
    assert (tmp_path / "funnel-paper.svg").read_bytes() == before


def test_a_file_holds_no_date_and_no_version(whole: synthetic.Made, tmp_path: Path) -> None:
    import matplotlib as mpl

    save_all(whole, tmp_path, sizes=("paper",), names=("funnel",))
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert mpl.__version__.encode() not in content
        assert b"<dc:date>" not in content


def test_importing_the_figures_does_not_import_pyplot() -> None:
    code = "import sys, innosim.present.plot; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_figure_is_named(whole: synthetic.Made) -> None:
    with pytest.raises(ValueError, match="no figure 'pie'"):
        list(pages(Material(whole, "as_costed"), scene_of(whole, PAPER, "en"), "pie"))


def test_thousands_of_dots_are_a_picture_not_elements(tmp_path: Path) -> None:
    few = synthetic.result(replications=60, sparks=2, months=14, costs=("as_costed",))
    save_all(few, tmp_path, sizes=("paper",), formats=("svg",), names=("metrics",))
    svg = (tmp_path / "metrics-paper.svg").read_text(encoding="utf-8")
    assert svg.count("<use ") < 2_500
    assert "<image" in svg


@pytest.mark.parametrize("name", ["indicators", "support"])
@pytest.mark.parametrize(("lang", "word"), [("en", "month 0"), ("da", "måned 0")])
def test_the_years_before_are_shown_where_they_are_asked_for(
    situations: dict[str, synthetic.Made], name: str, lang: Language, word: str
) -> None:
    """Month 0 is marked where months before it are shown, and where there are none nothing is."""
    for situation, before, first in (
        ("front door", True, -48.0),
        ("front door", False, 0.0),
        ("whole", True, 0.0),
    ):
        result = situations[situation]
        scene = scene_of(result, PAPER, lang)
        with drawing(PAPER):
            material = Material(result, scene.cost)
            (figure,) = (page for _, page in pages(material, scene, name, before=before))
        assert {ax.get_xlim()[0] for ax in figure.axes} == {first}
        told = [text.get_text() for ax in figure.axes for text in ax.texts]
        assert told.count(word) == (len(figure.axes) if first < 0 else 0)
        assert ("--before" in scene_of(result, PAPER, lang, before=before).command) == before


def test_what_is_shown_before_month_0_is_the_one_history(
    situations: dict[str, synthetic.Made],
) -> None:
    result = situations["front door"]
    past = before_month_0(result, "support_mean")  # type: ignore[arg-type]
    rows = result.indicators[result.indicators["regime"] == START_UP]
    assert (past.first, past.median.size) == (-48, 48)
    assert past.median.tolist() == rows.groupby("month")["support_mean"].median().tolist()
    assert before_month_0(situations["whole"], "support_mean").median.size == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("cost", ["as_costed", "equal_resources"])
def test_support_is_the_share_of_runs_month_by_month(whole: synthetic.Made, cost: str) -> None:
    """A row a regime; over the months it holds as often as the number beside it says."""
    chance = np.random.default_rng(7)
    indicators, measured = whole.indicators.copy(), whole.metrics.copy()
    indicators["mandate"] = chance.integers(0, 2, len(indicators)).astype(float)
    indicators["support_share"] = chance.choice(
        [3 / 9, 0.5, 5 / 9], len(indicators)
    )  # half is no majority
    keys = ["cost", "regime", "replication"]
    for name, holds in (
        ("mandate_share", indicators["mandate"] == 1.0),
        ("support_majority_share", indicators["support_share"] > 0.5),
    ):
        shares = holds.groupby([indicators[key] for key in keys]).mean()
        measured[name] = [shares[tuple(row)] for row in measured[keys].to_numpy()]
    result = replace(whole, indicators=indicators, metrics=measured)
    scene = scene_of(result, SLIDE, "en", cost)
    figure = Figure()
    with drawing(SLIDE):
        axes = support.page(figure, Material(result, cost), scene)
    for ax, panel in zip(axes, support.PANELS, strict=True):
        for regime, text in zip(scene.order, ax.texts, strict=True):
            share = share_above(result, cost, regime, panel.indicator, panel.level)  # type: ignore[arg-type]
            assert share.size == scene.months
            assert text.get_text() == f"{share.mean() * scene.months:.0f}"
        steps = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
        assert len(steps) == len(scene.order)
        held = [line for line in ax.lines if len(set(line.get_xdata())) == 1]
        assert len(held) == 2  # the elections after which a council sits within the run


def test_cuts_alone_are_not_ranked_on_failure_in_a_figure(
    situations: dict[str, synthetic.Made],
) -> None:
    for name, times in (("metrics", 2), ("failure-cost", 1)):
        (figure,) = made(situations["front door"], name, PAPER)
        said = [text.get_text() for ax in figure.axes for text in ax.texts]
        assert said.count("not ranked") == times


def test_equal_by_luck_is_no_equality(whole: synthetic.Made) -> None:
    """Every number of framed is the baseline's, though its levers are not: it is drawn, and said to be the same in the runs."""
    baseline = usual_baseline(list(whole.scenario.regimes))
    tables = {}
    for name in ("metrics", "indicators"):
        frame = getattr(whole, name)
        twin = frame[frame["regime"] == baseline].assign(regime="framed")
        tables[name] = pd.concat([frame[frame["regime"] != "framed"], twin], ignore_index=True)
    lucky = replace(whole, **tables)
    assert not scene_of(lucky, SLIDE, "en").equal
    for name in ("metrics", "support", "indicators", "failure-cost"):
        for figure in made(lucky, name, SLIDE):
            assert not any("no difference" in word for word, _ in words(figure))
    for lang, told in (("en", "the same in all 4 runs"), ("da", "det samme i alle 4 kørsler")):
        said = [word for page in made(lucky, "metrics", SLIDE, lang) for word, _ in words(page)]
        # of eight headlines two are of failure, on which cuts alone are not ranked
        assert said.count(told) == len(HEADLINES) - 2


def test_against_cuts_alone_nobody_is_ranked_on_failure(whole: synthetic.Made) -> None:
    """Nor is anyone drawn against them: failing more than those who never try is no fault."""
    assert usual_baseline(list(whole.scenario.regimes)) == "shaving"
    figure = Figure()
    with drawing(PAPER):
        scene = scene_of(whole, PAPER, "en")
        axes = metrics.page(
            figure, Material(whole, scene.cost), scene, columns=("failure_cost_share",)
        )
    said = [text.get_text() for text in axes[1].texts]
    assert said == ["not ranked"] * (len(whole.scenario.regimes) - 1)
    assert not [line for line in axes[1].lines if len(line.get_xdata()) == 1]


def test_figures_are_at_equal_resources_where_that_was_run(
    situations: dict[str, synthetic.Made],
) -> None:
    """As the first screen is; the mode stands in the footer, and an asked for one in the command too."""
    whole, costed = situations["whole"], situations["one run"]
    assert scene_of(whole, PAPER, "en").cost == "equal_resources"
    assert scene_of(whole, PAPER, "en", "as-costed").cost == "as_costed"
    assert scene_of(costed, PAPER, "en").cost == "as_costed"
    for result, mode in ((whole, "at equal resources"), (costed, "as costed")):
        for name in NAMES:
            for figure in made(result, name, PAPER):
                foot = " ".join(word for word, _ in words(figure)).replace("\u00a0", " ")
                assert mode in " ".join(foot.split()), name


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "innosim.run with a scenario changed in Python (fingerprint 0123456789ab); innosim figures"),
        ("da", "innosim.run med et scenarie, der er ændret i Python (fingeraftryk 0123456789ab); innosim figures"),
    ],
)  # fmt: skip
def test_no_command_is_named_that_makes_another_result(
    whole: synthetic.Made, lang: Language, said: str
) -> None:
    class Changed(synthetic.Made):
        @property
        def manifest(self) -> dict[str, Any]:
            return {**super().manifest, "asked": [], "fingerprint": "0123456789abcdef"}

    assert scene_of(Changed(**vars(whole)), PAPER, lang).command.startswith(said)
