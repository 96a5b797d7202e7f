"""The figures of a study: every size and language draws, nothing leaves the page, and what is undecided is hatched."""

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from innosim.analysis.frames import AnalysisError
from innosim.analysis.study_comparison import StudyComparison, compare_study
from innosim.present.figures import study_curve, study_map, study_strip
from innosim.present.figures.study_scene import along, study_scene
from innosim.present.figures.study_strip import held_to_baseline, share_ahead
from innosim.present.study_answer import save_study_figures, study_pages
from innosim.present.study_plot import StudyPlots
from innosim.present.style import SIZES, drawing, save
from innosim.present.words.language import heading
from innosim.scenario.catalogue import HEADLINES, METRICS
from innosim.scenario.reader import load

sys.path.insert(0, str(Path(__file__).parents[3]))  # for what tests share

from studies import made_up

BASE = load("village")
CROSSED = [
    {"uncertainties.pressure": pressure, "regime.framed.protected_time": time}
    for pressure in (0.0, 0.01, 0.02)
    for time in (0.0, 0.002, 0.004)
]
KINDS = {
    "line": [{"uncertainties.pressure": each} for each in (0.0, 0.01, 0.02)],
    "one point": [{"uncertainties.pressure": 0.01}],
    "yes or no": [{"switches.elections": each} for each in (True, False)],
    "tables": [
        {"uncertainties.pressure": each}
        for each in (0.01, {"kind": "ramp", "from": 0, "to": 0.02, "years": 5})
    ],
    "crossed": CROSSED,
    "linked": [
        {"uncertainties.pressure": each, "municipality.staff": 120 + at}
        for at, each in enumerate((0.0, 0.01, 0.02))
    ],
    "sampled": [
        {"uncertainties.pressure": n / 2000, "relationships.memo_sd": 0.3 + ((n * 7) % 31) / 60}
        for n in range(31)
    ],
}


@pytest.fixture(scope="module")
def studies() -> dict[str, StudyComparison]:
    found = {name: compare_study(made_up(BASE, points), BASE) for name, points in KINDS.items()}
    broken = made_up(BASE, CROSSED, failures={1: "no"}, undefined={("framed", "value_per_year"): 5})
    found["broken"] = compare_study(broken, BASE)
    found["not run"] = compare_study(made_up(BASE, CROSSED, waiting=tuple(range(9))), BASE)
    return found


def texts_within(figure: Figure) -> None:
    """Every text lies on its page."""
    figure.canvas.draw()
    page = figure.bbox
    for text in figure.findobj(lambda each: hasattr(each, "get_text") and each.get_text()):
        if not text.get_visible():
            continue
        box = text.get_window_extent()
        if box.width == 0:
            continue
        assert box.x0 >= page.x0 - 2, text.get_text()
        assert box.x1 <= page.x1 + 2, text.get_text()


@pytest.mark.parametrize("lang", ["en", "da"])
@pytest.mark.parametrize("size", ["slide", "paper", "screen"])
@pytest.mark.parametrize("kind", [*KINDS, "broken", "not run"])
def test_every_study_has_its_curve_and_its_map(studies, kind: str, size: str, lang) -> None:
    found = studies[kind]
    scene = study_scene(found, SIZES[size], lang, command="innosim sweep village")
    with drawing(SIZES[size]):
        figure = Figure(dpi=SIZES[size].dpi)
        part = study_curve.parts(found, scene)[0][:2]
        assert study_curve.page(figure, found, scene, metrics=part)
        texts_within(figure)
        if kind in ("crossed", "broken", "not run"):
            figure = Figure(dpi=SIZES[size].dpi)
            assert study_map.page(figure, found, scene, metrics=study_map.parts(found, scene)[0])
            texts_within(figure)


def test_undecided_points_are_hatched_and_what_does_not_matter_is_grey(studies) -> None:
    runs = made_up(BASE, CROSSED)
    rng = np.random.default_rng(1)
    for name in BASE.regimes:
        for at in range(9):
            noise = (0.01, 0.001, 1.0)[at % 3]
            lead = 1.0 if at % 3 == 0 and name == "framed" else 0.0
            runs.made["as_costed", name, "value_per_year"][at] = 1.0 + lead + noise * rng.normal(size=12)  # fmt: skip
    found = compare_study(runs, BASE, sesoi={"value_per_year": 0.05})
    scene = study_scene(found, SIZES["screen"], "en", "as_costed")
    with drawing(SIZES["screen"]):
        figure = Figure()
        [axes] = study_map.page(figure, found, scene, metrics=["value_per_year"])
    faces = [patch for patch in axes.patches if patch.get_facecolor()[3] > 0]
    hatched = [patch for patch in faces if patch.get_hatch()]
    assert len(hatched) == 3
    labels = {text.get_text() for text in axes.texts if text.get_gid() == "label"}
    assert "framed" in labels
    assert any(label.endswith("?") for label in labels)


@pytest.mark.parametrize("lang", ["en", "da"])
def test_a_curve_of_two_fields_says_why_only_one_is_walked_along(studies, lang) -> None:
    scene = study_scene(studies["crossed"], SIZES["screen"], lang, command="innosim sweep village")
    figure = Figure()
    with drawing(SIZES["screen"]):
        study_curve.page(figure, studies["crossed"], scene, metrics=["value_per_year"])
    said = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert {"en": "One field is walked along", "da": "Ét felt følges"}[lang] in said


def test_the_other_fields_are_held_where_the_reference_point_is(studies) -> None:
    walk = along(studies["crossed"], "uncertainties.pressure", "en")
    assert walk.points == (0, 3, 6)
    assert walk.held == "framed.protected_time 0"
    assert (
        along(studies["crossed"], "uncertainties.pressure", "da").held == "framed: beskyttet tid 0"
    )
    assert along(studies["linked"], "uncertainties.pressure", "en").linked
    assert along(studies["sampled"], "uncertainties.pressure", "en").scattered


def test_a_map_needs_two_fields(studies) -> None:
    for kind in ("line", "one point"):
        with pytest.raises(AnalysisError, match="a map needs two fields that were varied"):
            study_map.axes_of(studies[kind], "", "")
    with pytest.raises(AnalysisError, match="twice"):
        study_map.axes_of(studies["crossed"], "pressure", "pressure")
    across, up = study_map.axes_of(studies["crossed"], "framed.protected_time", "")
    assert (across, up) == ("regime.framed.protected_time", "uncertainties.pressure")


def test_axes_may_be_one_s_own(studies) -> None:
    figure = Figure()
    plots = StudyPlots(studies["crossed"])
    given = list(figure.subplots(1, 2))
    assert plots.curve("pressure", "value_per_year", axes=given) == given
    assert plots.map(metrics="value_per_year", axes=given[:1]) == given[:1]
    with pytest.raises(AnalysisError, match="staff is not varied here"):
        plots.curve("staff")


def test_the_same_study_gives_the_same_bytes(studies, tmp_path: Path) -> None:
    written = [
        save_study_figures(studies["crossed"], tmp_path / name, sizes=("paper",), metrics=("value_per_year",))
        for name in ("one", "two")
    ]  # fmt: skip
    assert [path.name for path in written[0]] == ["map-paper.png", "map-paper.svg", "curve-paper.png", "curve-paper.svg"]  # fmt: skip
    for one, other in zip(*written, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_figure_can_be_saved(studies) -> None:
    scene = study_scene(studies["line"], SIZES["paper"], "en")
    with drawing(SIZES["paper"]):
        figure = Figure()
        study_curve.page(figure, studies["line"], scene, metrics=["value_per_year"])
    held = io.BytesIO()
    save(figure, held, SIZES["paper"], "png")
    assert held.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", ["en", "da"])
@pytest.mark.parametrize("size", ["slide", "paper", "screen"])
def test_a_sample_has_a_figure_of_its_own(studies, size: str, lang) -> None:
    """Every slide said that the first of the sampled fields was what changed, and a line led to whichever point was the last."""
    found = studies["sampled"]
    scene = study_scene(found, SIZES[size], lang, "as_costed", command="innosim sweep village")
    with drawing(SIZES[size]):
        pages = list(study_pages(found, scene))
        assert {name.partition("-")[0] for name, _ in pages} == {"strip"}
        for _, figure in pages:
            figure.set_dpi(SIZES[size].dpi)
            texts_within(figure)
        said = " ".join(text.get_text() for text in pages[0][1].texts)
    assert {"en": "at 31 sampled points", "da": "i 31 udtrukne punkter"}[lang] in said
    assert not {"What changes with", "Hvad ændrer sig med"} & {said[:17], said[:19]}


def test_the_share_of_points_ahead_is_that_of_the_better_side(studies) -> None:
    runs = made_up(BASE, KINDS["sampled"])
    less = next(m for m in HEADLINES if METRICS[m].better == "down" and METRICS[m].ratio is None)
    for metric, sign in (("value_per_year", 1.0), (less, -1.0)):
        base = runs.made["as_costed", BASE.baseline, metric]
        ahead = np.where(np.arange(31) < 20, 1.0, -1.0)
        runs.made["as_costed", "framed", metric][:] = base + sign * ahead[:, None]
    found = compare_study(runs, BASE)
    for metric in ("value_per_year", less):
        differences, shown = held_to_baseline(found, "as_costed", "framed", metric)
        assert share_ahead(differences, metric) == pytest.approx(20 / 31)
        assert shown == pytest.approx(20 / 31)
    scene = study_scene(found, SIZES["screen"], "en", "as_costed")
    with drawing(SIZES["screen"]):
        [axes] = study_strip.page(Figure(), found, scene, [less])
        shares = [each.get_text() for each in axes.texts if each.get_gid() == "share"]
    framed = [name for name in scene.order if name != BASE.baseline].index("framed")
    assert shares[framed] == "65% (65%)"


def test_a_regime_looks_the_same_whichever_others_were_run(studies) -> None:
    """It was orange among three, blue among two, green in the waterfall."""
    points = KINDS["line"]
    whole = study_scene(studies["line"], SIZES["screen"], "en")
    for regimes in (
        ("framed", "routine"),
        ("bottom-up", "framed", "routine"),
        ("framed", "randers"),
    ):
        found = compare_study(made_up(BASE, points, regimes=regimes), BASE, baseline=regimes[-1])
        scene = study_scene(found, SIZES["screen"], "en")
        assert {scene.mark(name) == whole.mark(name) for name in regimes} == {True}


@pytest.mark.parametrize("lang", ["en", "da"])
def test_no_title_of_a_metric_is_cut(studies, lang) -> None:
    found = studies["line"]
    scene = study_scene(found, SIZES["paper"], lang)
    for names in study_curve.parts(found, scene):
        with drawing(SIZES["paper"]):
            axes = study_curve.page(Figure(), found, scene, metrics=names)
        told = [each.get_title(loc="left").replace("\n", " ") for each in axes[::2]]
        assert told == [heading(METRICS[name], lang) for name in names]
