"""What does it change, under each way of governing? A metric against what was varied: a line a regime, its interval a band."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from innosim.analysis.study import counts_as_share
from innosim.analysis.study_comparison import Cell, StudyComparison
from innosim.analysis.verdicts import Verdict
from innosim.experiment.intervals import Floats
from innosim.present.figures.labels import Label, edge_labels, width_in, width_of, wrap
from innosim.present.figures.page import Page, headline, leave_empty, ready, rules
from innosim.present.figures.scene import Scene
from innosim.present.figures.study_scene import Along, along, axis_name, axis_title, put_values
from innosim.present.figures.ticks import number_ticks
from innosim.present.study_words import called_words
from innosim.present.style import FAINT, QUIET
from innosim.present.words.basis import NO_RUNS, runs
from innosim.present.words.language import begun, heading
from innosim.scenario.catalogue import HEADLINES, METRICS, Text
from innosim.scenario.errors import known, some

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ABOUT = Text(
    "Left: mean of runs with its 95 % interval. Right: paired difference to {0}; grey: too small to matter.",
    "Til venstre: gennemsnit af kørsler med 95 %-interval. Til højre: parret forskel til {0}; gråt: for lille til at betyde noget.",
)
_SCATTERED = Text(
    "Left: mean at each sampled point. Right: mean paired difference to {0} there; grey: too small to matter. All other fields vary too",
    "Til venstre: gennemsnit i hvert udtrukket punkt. Til højre: gennemsnitlig parret forskel til {0} dér; gråt: for lille til at betyde noget. Alle andre felter varierer også",
)
_AT = Text("at {0}", "ved {0}")
_ONE_OF_SEVERAL = Text(
    "one field is walked along, the others stay at the reference point: {0}",
    "ét felt følges, de andre bliver ved referencepunktet: {0}",
)
_AMONG = Text("Sampled points by {0}", "Udtrukne punkter efter {0}")
_CROSS = Text("× failed", "× mislykkedes")
_TITLE = Text("What changes with {0}", "Hvad ændrer sig med {0}")
_MOST = {"slide": 2, "paper": 4}


def parts(found: StudyComparison, scene: Scene, metrics: Sequence[str] = ()) -> list[list[str]]:
    """The metrics of each page that one page cannot hold."""
    chosen = list(metrics) or [name for name in HEADLINES if name in found.metrics]
    most = _MOST.get(scene.size.name, len(chosen) or 1)
    return [chosen[at : at + most] for at in range(0, len(chosen), most)]


def draw(
    axes: Sequence[Axes],
    material: StudyComparison,
    scene: Scene,
    x: str = "",
    metric: str = HEADLINES[0],
) -> list[Axes]:
    """Level and difference of one metric, on two Axes."""
    known("metric", METRICS, metric)
    given = ready(axes, 2, scene)
    walk = along(material, axis_name(material, x), scene.lang)
    _pair(given[0], given[1], material, metric, walk, scene)
    return given


def page(
    figure: Figure,
    material: StudyComparison,
    scene: Scene,
    x: str = "",
    metrics: Sequence[str] = (),
) -> list[Axes]:
    """A metric a row: its level, and its paired difference to the baseline, against one of the fields that were varied."""
    names = list(metrics) or parts(material, scene)[0]
    for metric in some("metric", names):
        known("metric", METRICS, metric)
    walk = along(material, axis_name(material, x), scene.lang)
    at = (
        f" {begun(scene.say(_AT if walk.linked else _ONE_OF_SEVERAL).format(walk.held))}."
        if walk.held
        else ""
    )
    about = scene.say(_SCATTERED if walk.scattered else _ABOUT).format(scene.baseline) + at
    notes = [runs(material.measures.runs.replications, scene.lang)]
    gone = [point for point in walk.points if point in material.measures.runs.failures]
    if gone:
        notes.append(scene.say(_CROSS))
    title = scene.say(_AMONG if walk.scattered else _TITLE).format(
        called_words(walk.name, scene.lang)
    )
    high = 11.5 if scene.size.name == "paper" else 10.0
    whole = Page(figure, scene, title, about, notes, high * len(names))
    right = max((width_of(name, scene.size.fine, bold=True) for name in scene.order), default=0.0)
    margins = (3.6, right / whole.em + 1.4, 1.6, 3.4)
    room = whole.right - whole.left - (margins[0] + margins[1]) * whole.em
    heads = [wrap(heading(METRICS[each], scene.lang), scene.size.fine, room, bold=True) for each in names]  # fmt: skip
    more = 1.1 * (max(map(len, heads)) - 1)
    margins = (margins[0], margins[1], margins[2] + more, margins[3])
    grid = whole.grid(len(names), 2, margins=margins, gaps=(4.2, 3.0 + more))
    for row, metric in enumerate(names):
        left, other = grid[row]
        if not material.measures.there:
            leave_empty(left, scene, scene.say(NO_RUNS))
            continue
        _pair(left, other, material, metric, walk, scene)
        if row < len(names) - 1:
            for ax in (left, other):
                ax.tick_params(labelbottom=False)
    below = grid[-1][0].get_position()
    words = wrap(axis_title(walk.name, scene), scene.size.fine, whole.right - whole.left)
    y = below.y0 * whole.height - 1.7 * whole.em
    for line in words[:2]:
        whole.text(below.x0 * scene.size.width, y, line, scene.size.fine, colour=QUIET)
        y -= 1.25 * scene.size.fine / 72.0
    return list(grid.flat)


def _pair(
    left: Axes, right: Axes, found: StudyComparison, metric: str, walk: Along, scene: Scene
) -> None:
    cells = {
        regime: [
            found.cell(point, scene.cost, regime, metric) if point in found.measures.there else None
            for point in walk.points
        ]
        for regime in scene.order
    }
    share = METRICS[metric].unit == "share"
    for ax in (left, right):
        room = ax.get_position().width * width_in(ax) / scene.size.em
        put_values(ax.xaxis, walk, scene, counts_as_share(walk.name), room)
        rules(ax, scene, "y")
        _limits(ax, walk)
        for point, place in zip(walk.points, walk.places, strict=True):
            if point in found.measures.runs.failures:
                ax.plot([place], [0.03], "x", transform=ax.get_xaxis_transform(), color=QUIET, markersize=0.4 * scene.size.font, markeredgewidth=0.5 * scene.size.line, clip_on=False)  # fmt: skip
    for regime, row in cells.items():
        _line(left, walk, np.array([_level(cell) for cell in row]), regime, scene)
    small = found.measures.effects.get(metric)
    labels = []
    for regime, row in cells.items():
        mark = scene.mark(regime)
        if regime == scene.baseline:
            right.axhline(0.0, color=mark.colour, linewidth=0.7 * scene.size.line, linestyle=mark.dash)  # fmt: skip
            labels.append(Label(0.0, regime, mark.colour, bold=True))
            continue
        rows = np.array([_difference(cell) for cell in row])
        _line(right, walk, rows, regime, scene)
        there = rows[~np.isnan(rows[:, 0]), 0]
        if there.size:
            labels.append(Label(float(there[-1]), regime, mark.colour, bold=True))
    number_ticks(left.yaxis, scene, share=share, most=4)
    number_ticks(right.yaxis, scene, share=share, most=4, signed=True)
    for ax in (left, right):
        ax.margins(y=0.08)
        ax.autoscale_view(scalex=False)
    if small:
        low, high = right.get_ylim()
        right.axhspan(max(-small, low), min(small, high), color=FAINT, alpha=0.5, linewidth=0, zorder=0)  # fmt: skip
        right.set_ylim(low, high)
    wide = (right.get_position().x1 - left.get_position().x0) * width_in(left)
    lines = wrap(heading(METRICS[metric], scene.lang), scene.size.fine, wide, bold=True)
    headline(left, scene, "\n".join(lines))
    edge_labels(right, labels, scene.size)


def _limits(ax: Axes, walk: Along) -> None:
    low, high = min(walk.places, default=0.0), max(walk.places, default=1.0)
    pad = 0.04 * (high - low) if walk.numeric and high > low else 0.4
    ax.set_xlim(low - pad, high + pad)


def _level(cell: Cell | None) -> tuple[float, float, float]:
    return (math.nan,) * 3 if cell is None else (cell.mean, cell.low, cell.high)


def _difference(cell: Cell | None) -> tuple[float, float, float]:
    held = cell.to_baseline if cell is not None else None
    if held is None or held.verdict in (Verdict.NOT_RANKED, Verdict.UNDEFINED):
        return (math.nan,) * 3
    return held.difference.mean, held.difference.low, held.difference.high


def _line(ax: Axes, walk: Along, rows: Floats, regime: str, scene: Scene) -> None:
    """One regime: means with their marker, joined where points have an order, and the interval as a band."""
    mark, size = scene.mark(regime), scene.size
    places = np.array(walk.places)
    mean, low, high = rows.T
    joined = walk.numeric and not walk.scattered
    if joined and np.isfinite(low).any():
        ax.fill_between(places, low, high, color=mark.colour, alpha=0.16, linewidth=0, zorder=1)
    alone = _alone(mean) if joined else np.full(len(mean), not walk.scattered)
    if alone.any():
        ax.vlines(
            places[alone],
            low[alone],
            high[alone],
            color=mark.colour,
            linewidth=0.7 * size.line,
            zorder=2,
        )
    few = len(places) <= 12
    ax.plot(
        places, mean, color=mark.colour, linestyle=mark.dash if joined else "none",
        linewidth=0.8 * size.line, marker=mark.marker if few or not joined else None,
        markersize=(0.2 if walk.scattered else 0.34) * size.font, markerfacecolor=mark.face,
        markeredgewidth=0.3 * size.line, zorder=3,
    )  # fmt: skip


def _alone(mean: Floats) -> NDArray[np.bool_]:
    """Which values have no neighbour on either side that a band could reach."""
    there = np.concatenate([[False], np.isfinite(mean), [False]])
    found: NDArray[np.bool_] = there[1:-1] & ~there[:-2] & ~there[2:]
    return found
