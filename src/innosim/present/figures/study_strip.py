"""Where is each regime ahead, over a sample of plausible models? The difference to the baseline at every sampled point, as a strip a regime.

Of points that are drawn in many fields at once no single field is what a metric changes with: what they say together is how the differences
spread, and in what share of points a regime is ahead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.study_comparison import StudyComparison
from innosim.analysis.verdicts import LEAST_PAIRS, UP, Verdict
from innosim.experiment.intervals import Floats
from innosim.present.comparison import scale
from innosim.present.figures.labels import width_in, width_of, wrap
from innosim.present.figures.page import Page, headline, leave_empty, ready, rules
from innosim.present.figures.scene import Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.study_words import names_words
from innosim.present.style import FAINT, INK, QUIET
from innosim.present.words.basis import NO_RUNS, runs
from innosim.present.words.language import heading, number, percent
from innosim.scenario.catalogue import HEADLINES, METRICS, Text
from innosim.scenario.errors import known, some

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = Text(
    "Ahead of {0}, or behind it, at {1} sampled points",
    "Foran {0}, eller bagud, i {1} udtrukne punkter",
)
_ABOUT = Text(
    "A dot is a point ({1} drawn at once): mean paired difference to {0}, in order; grey: too small to matter. Right: share of points where the mean is"
    " better than {0}'s{2}",
    "En prik er et punkt ({1} udtrukket på én gang): gennemsnitlig parret forskel til {0}, i rækkefølge; gråt: for lille til at betyde noget. Til højre:"
    " andel af punkter, hvor gennemsnittet er bedre end {0}s{2}",
)
_SHOWN = Text(", and in brackets where that is shown", ", og i parentes hvor det er påvist")
_LESS_IS_BETTER = Text("less is better", "mindre er bedre")
_HIGHER = Text("share higher", "andel højere")
_FAILED = Text("{0} points failed", "{0} punkter mislykkedes")
_MOST = {"slide": 4, "paper": 4}


def parts(found: StudyComparison, scene: Scene, metrics: Sequence[str] = ()) -> list[list[str]]:
    """The metrics of each page that one page cannot hold."""
    chosen = list(metrics) or [name for name in HEADLINES if name in found.metrics]
    most = _MOST.get(scene.size.name, len(chosen) or 1)
    return [chosen[at : at + most] for at in range(0, len(chosen), most)]


def draw(
    axes: Sequence[Axes], material: StudyComparison, scene: Scene, metric: str = HEADLINES[0]
) -> list[Axes]:
    """The strips of one metric on one Axes."""
    known("metric", METRICS, metric)
    given = ready(axes, 1, scene)
    _strips(given[0], material, metric, scene)
    return given


def page(
    figure: Figure, material: StudyComparison, scene: Scene, metrics: Sequence[str] = ()
) -> list[Axes]:
    """A panel a metric: a strip a regime of its differences to the baseline at all sampled points."""
    names = list(metrics) or parts(material, scene)[0]
    for metric in some("metric", names):
        known("metric", METRICS, metric)
    there, gone = len(material.measures.there), len(material.measures.runs.failures)
    title = scene.say(_TITLE).format(scene.baseline, scene.number(there))
    bracketed = scene.say(_SHOWN) if material.measures.runs.replications >= LEAST_PAIRS else ""
    varied = names_words(material.measures.names, scene.lang)
    about = scene.say(_ABOUT).format(scene.baseline, varied, bracketed)
    notes = [runs(material.measures.runs.replications, scene.lang)]
    if gone:
        notes.append(scene.say(_FAILED).format(number(gone, 0, scene.lang)))
    wide = 1 if scene.size.name == "paper" or len(names) == 1 else 2
    down = -(-len(names) // wide)
    rows = max(len(scene.order) - 1, 1)
    whole = Page(figure, scene, title, about, notes, (1.9 * rows + 5.4) * down)
    left = max((width_of(each, scene.size.fine, bold=True) for each in scene.order), default=0.0)
    margin, beside = left / whole.em + 0.7, _beside(scene)
    room = (whole.right - whole.left) / wide - (margin + beside) * whole.em
    heads = {metric: _head(metric, room + beside * whole.em, scene) for metric in names}
    more = 1.2 * (max(map(len, heads.values())) - 1)
    grid = whole.grid(
        down, wide, margins=(margin, beside, 1.6 + more, 1.6), gaps=(margin + beside + 0.6, 3.4 + more)
    )  # fmt: skip
    cells: list[Axes] = list(grid.flat)
    for ax, metric in zip(cells, names, strict=False):
        _strips(ax, material, metric, scene)
        headline(ax, scene, "\n".join(heads[metric]))
    for ax in cells[len(names) :]:
        ax.set_axis_off()
    return cells[: len(names)]


def _head(metric: str, room: float, scene: Scene) -> list[str]:
    """A metric's name over its panel, and a word where less of it is better."""
    text = heading(METRICS[metric], scene.lang)
    better = METRICS[metric].better
    if better != "up":
        text += f" ({scene.say(_LESS_IS_BETTER if better == 'down' else _HIGHER)})"
    return wrap(text, scene.size.fine, room, bold=True)


def _beside(scene: Scene) -> float:
    """Ems that the shares need right of a panel."""
    return width_of(" 100 % (100 %)", scene.size.fine) / scene.size.em + 0.6


def _strips(ax: Axes, found: StudyComparison, metric: str, scene: Scene) -> None:
    others = [name for name in scene.order if name != scene.baseline]
    ax.set_ylim(len(others) - 0.5, -0.5)
    ax.set_yticks(range(len(others)), others)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for label, name in zip(ax.get_yticklabels(), others, strict=True):
        label.set_color(scene.mark(name).colour)
        label.set_fontweight("bold")
    if not found.measures.there:
        leave_empty(ax, scene, scene.say(NO_RUNS))
        return
    rules(ax, scene, "x")
    ax.axvline(0.0, color=INK, linewidth=0.4 * scene.size.line, zorder=1)
    for place, name in enumerate(others):
        differences, shown = held_to_baseline(found, scene.cost, name, metric)
        text = "–"
        if differences.size:
            _dots(ax, place, differences, name, scene)
            text = percent(share_ahead(differences, metric), scene.lang)
            if not math.isnan(shown):
                text += f" ({percent(shown, scene.lang)})"
        ax.text(
            1.02, place, text, transform=ax.get_yaxis_transform(), ha="left", va="center",
            fontsize=scene.size.fine, color=INK, clip_on=False,
        ).set_gid("share")  # fmt: skip
    small = found.measures.effects.get(metric)
    low, high = ax.get_xlim()
    if small:
        ax.axvspan(max(-small, low), min(small, high), color=FAINT, alpha=0.5, linewidth=0, zorder=0)  # fmt: skip
        ax.set_xlim(low, high)
    room = ax.get_position().width * width_in(ax) / scene.size.em
    number_ticks(
        ax.xaxis, scene, share=scale(metric) != 1.0, most=max(2, min(5, int(room / 4.0))), signed=True
    )  # fmt: skip


def _dots(ax: Axes, place: int, differences: Floats, name: str, scene: Scene) -> None:
    """The differences in order, from the top of the strip down, so that none hides another."""
    mark, ordered = scene.mark(name), np.sort(differences)
    heights = place + (np.linspace(-0.36, 0.36, ordered.size) if ordered.size > 1 else np.zeros(1))
    many = 0.34 if ordered.size <= 60 else 0.2
    ax.plot(
        ordered, heights, linestyle="none", marker=mark.marker, color=mark.colour, markerfacecolor=mark.face,
        markersize=many * scene.size.font, markeredgewidth=0.3 * scene.size.line, zorder=3,
    )  # fmt: skip
    middle = float(np.median(ordered))
    ax.plot(
        [middle, middle], [place - 0.42, place + 0.42], color=QUIET, linewidth=0.6 * scene.size.line, zorder=2,
    )  # fmt: skip


def held_to_baseline(
    found: StudyComparison, cost: str, regime: str, metric: str
) -> tuple[Floats, float]:
    """A regime's mean differences to the baseline at all points where they may be compared, and the share of these where it is shown to be ahead; NaN where runs are too few for that."""
    held = [found.cell(at, cost, regime, metric).to_baseline for at in found.measures.there]
    kept = [
        each
        for each in held
        if each is not None
        and each.verdict not in (Verdict.NOT_RANKED, Verdict.UNDEFINED)
        and not math.isnan(each.difference.mean)
    ]
    judged = [each for each in kept if each.verdict != Verdict.TOO_FEW]
    shown = sum(each.verdict in UP for each in judged) / len(judged) if judged else math.nan
    return np.array([each.difference.mean for each in kept]), shown


def share_ahead(differences: Floats, metric: str) -> float:
    """In what share of points the mean is on the better side; higher, where neither is."""
    sign = -1.0 if METRICS[metric].better == "down" else 1.0
    return float(np.mean(sign * differences > 0.0))
