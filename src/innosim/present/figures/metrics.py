"""How did the regimes fare, and is the difference to the baseline more than chance?

Each metric has two panels: every run as a dot with mean and 95 % interval, and beside it the paired
difference to the baseline in each cost mode.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.compare import smallest_effects
from innosim.analysis.comparison import Contrast
from innosim.analysis.frames import costs_of
from innosim.analysis.verdicts import Difference, Verdict
from innosim.experiment.intervals import Interval
from innosim.present.figures.labels import width_in, width_of, wrap
from innosim.present.figures.page import Page, headline, leave_empty, ready, rules
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.style import FAINT, INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.basis import runs
from innosim.present.words.language import heading
from innosim.present.words.outcomes import NO_DIFFERENCE, NOT_RANKED, SAME_IN_ALL, UNDEFINED
from innosim.scenario.catalogue import COSTS, HEADLINES, METRICS, Text
from innosim.scenario.errors import known, some

PER_SLIDE = 4
"""So many metrics are readable from the back row; more go on a second slide."""

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GAP = 2.6  # ems between two panels: what the outermost numbers of both need
_TITLE = Text(
    "How each regime fared, and against {0}",
    "Hvordan hvert regime klarede sig, og i forhold til {0}",
)
_ABOUT = Text(
    "Left, {1}: dots are runs, bars the mean and its 95% interval. Right: difference to {0} in the same runs",
    "Til venstre, {1}: prikker er kørsler, streger gennemsnit og 95 %-interval. Til højre: forskellen til {0} i de samme kørsler",
)
_MODES = Text("filled {0}, hollow {1}", "fyldt {0}, hul {1}")
_TURNS = Text(
    "order in backing turns on {0} = {1}, hardly known",
    "rækkefølgen i opbakning afhænger af {0} = {1}, som næppe kendes",
)
_SMALL = Text("grey: too small to matter", "gråt: for lidt til at betyde noget")
_POINTS = Text("pp: percentage points", "pp: procentpoint")
_INTERVAL = Text("95% interval of the mean", "95 %-interval for gennemsnittet")


def parts(scene: Scene) -> list[dict[str, Sequence[str]]]:
    """All metrics on one page where its height is free; on slides as many as can be read, then the next."""
    many = PER_SLIDE if scene.size.height is not None else len(HEADLINES)
    return [{"columns": HEADLINES[at : at + many]} for at in range(0, len(HEADLINES), many)]


def draw(
    axes: Sequence[Axes], material: Material, scene: Scene, columns: Sequence[str] = HEADLINES
) -> list[Axes]:
    """Two Axes for each metric, levels and differences."""
    _check(columns)
    given = ready(axes, 2 * len(columns), scene)
    for place, column in enumerate(columns):
        _levels(given[2 * place], material, column, scene)
        _differences(given[2 * place + 1], material, column, scene)
    return given


def page(
    figure: Figure, material: Material, scene: Scene, columns: Sequence[str] = HEADLINES
) -> list[Axes]:
    """Every run as a dot, mean and 95 % interval, and the paired difference to the baseline.

    Args:
        columns: names of metrics; the headline metrics by default.
    """
    _check(columns)
    modes = _modes(material, scene)
    about = scene.say(_ABOUT).format(scene.baseline, scene.say(COSTS[scene.cost].short))
    if len(modes) > 1:
        about += ": " + scene.say(_MODES).format(*(scene.say(COSTS[cost].short) for cost in modes))
    elif modes:
        about += f", {scene.say(COSTS[modes[0]].short)}"
    limits = smallest_effects(material.result.scenario, {})
    if modes and any(limits.get(column) for column in columns):
        about += "; " + scene.say(_SMALL)
    if modes and any(METRICS[column].unit == "share" for column in columns):
        about += "; " + scene.say(_POINTS)
    tall = scene.size.height is None
    across = 1 if tall else 2
    down = -(-len(columns) // across)
    row = 1.05 * len(scene.order) + 4.3
    title = scene.say(_TITLE).format(scene.baseline)
    turning = sorted({METRICS[column].turns_on for column in columns} - {""})
    notes = [
        runs(material.replications, scene.lang),
        scene.say(_INTERVAL),
        *(_turns(name, material, scene) for name in turning),
    ]
    whole = Page(figure, scene, title, about, notes, row * down, both_modes=True)
    names = max((width_of(regime, scene.size.fine, bold=True) for regime in scene.order), default=0)
    left_of = names / whole.em + 0.5
    # A metric's name stands over its two panels; where one must go over two lines all rows make room.
    over = (
        whole.right - whole.left - (left_of + 1.4 + _GAP * (2 * across - 1)) * whole.em
    ) / across
    heads = [
        "\n".join(
            wrap(
                heading(METRICS[c], scene.lang), scene.size.fine, over + _GAP * whole.em, bold=True
            )
        )
        for c in columns
    ]
    more = 1.1 * max((head.count("\n") for head in heads), default=0)
    margins = (left_of, 1.4, 1.5 + more, 1.2)
    grid = whole.grid(down, 2 * across, margins=margins, gaps=(_GAP, 2.9 + more))
    cells = grid.reshape(-1, 2)
    for place, (column, (left, right)) in enumerate(zip(columns, cells, strict=False)):
        if modes:
            _levels(left, material, column, scene)
            _differences(right, material, column, scene)
        else:
            leave_empty(left, scene, scene.say(UNDEFINED))
        headline(left, scene, heads[place])
        if place % across:
            left.set_yticklabels([])
        right.set_yticklabels([])
    for ax in cells[len(columns) :].flat:
        ax.set_axis_off()
    return list(cells[: len(columns)].flat)


def _turns(parameter: str, material: Material, scene: Scene) -> str:
    """What the order of regimes turns on, and what it was."""
    value = float(material.result.scenario.values[parameter])
    places = next((few for few in range(3) if round(value, few) == value), 3)
    return scene.say(_TURNS).format(parameter, scene.number(value, places))


def _check(columns: Sequence[str]) -> None:
    """Refuse what is no metric, before anything is drawn."""
    for column in some("metric", columns):
        known("metric", METRICS, column)


def _modes(material: Material, scene: Scene) -> list[str]:
    """The cost modes that were run, the scene's own first."""
    return sorted(costs_of(material.result), key=lambda cost: cost != scene.cost)


def _levels(ax: Axes, material: Material, column: str, scene: Scene) -> None:
    """Runs as dots, with the mean and its interval, one row a regime."""
    _rows(ax, scene)
    share = METRICS[column].unit == "share"
    wide = ax.get_position().width * width_in(ax)
    few = share and wide < 6.0 * width_of(scene.percent(0.375, 1), scene.size.fine)
    number_ticks(ax.xaxis, scene, share=share, most=2 if few else 3, least=1 if few else 2)
    rules(ax, scene, "x")
    for row, regime in enumerate(scene.order):
        found = material.measured(regime, column)
        mark = scene.mark(regime)
        if math.isnan(found.mean):
            _note(ax, row, scene.say(UNDEFINED), scene)
            continue
        values = material.measures.of(scene.cost, regime, column).values
        values = values[~np.isnan(values)]
        # Dots lie in a strip under the interval, in an order fixed by their number, not by chance.
        strip = row + 0.14 + 0.26 * ((np.arange(values.size) * 0.6180339887) % 1.0)
        ax.plot(
            values, strip, ".", color=lighter(mark.colour, 0.2), alpha=0.55, markeredgewidth=0,
            markersize=0.28 * scene.size.font, rasterized=values.size > 50, zorder=1,
        )  # fmt: skip
        _bar(ax, found, row - 0.12, regime, scene, hollow=False)
    _inside(ax)


def _differences(ax: Axes, material: Material, column: str, scene: Scene) -> None:
    """Paired differences to the baseline; the first cost mode filled, a second one hollow below it."""
    _rows(ax, scene)
    share = METRICS[column].unit == "share"
    wide = ax.get_position().width * width_in(ax)
    few = share and wide < 3.4 * width_of(scene.points(0.025, 1), scene.size.fine)
    number_ticks(ax.xaxis, scene, share=share, most=2 if few else 3, signed=True)
    rules(ax, scene, "x")
    small = smallest_effects(material.result.scenario, {}).get(column)
    ax.axvline(0.0, color=scene.mark(scene.baseline).colour if scene.baseline in scene.regimes else INK,
               linewidth=0.5 * scene.size.line, zorder=1)  # fmt: skip
    modes = _modes(material, scene)
    offsets = (0.0,) if len(modes) == 1 else (-0.2, 0.2)
    for row, regime in enumerate(scene.order):
        if regime == scene.baseline:
            continue
        compared = material.compared(scene.baseline, column)
        contrast = compared.contrast(regime, scene.baseline, column)
        if why := _no_bars(contrast, scene):
            _note(ax, row, why, scene)
            continue
        for place, (cost, offset) in enumerate(zip(modes, offsets, strict=False)):
            one = contrast.differences[compared.costs.index(cost)]
            if one.pairs:
                _bar(ax, one, row + offset, regime, scene, hollow=place == 1)
    _inside(ax)
    if small:  # only as far as the differences reach, so that it takes no room from them
        low, high = ax.get_xlim()
        ax.axvspan(
            max(-small, low), min(small, high), color=FAINT, alpha=0.5, linewidth=0, zorder=0
        )
        ax.set_xlim(low, high)


def _no_bars(contrast: Contrast, scene: Scene) -> str:
    """Why a difference is said and not drawn, "" where it is drawn: `compare` has judged, here it is repeated."""
    known = [found for found in contrast.differences if found.pairs]
    if Verdict.NOT_RANKED in contrast.verdicts:
        return scene.say(NOT_RANKED)
    if not known:
        return scene.say(UNDEFINED)
    if all(found.equal for found in known):
        return scene.say(NO_DIFFERENCE)
    if all(found.zero for found in known):
        # Equal by luck: another run may still differ.
        runs = scene.number(min(found.pairs for found in known))
        return scene.say(SAME_IN_ALL).format(runs=runs)
    return ""


def _rows(ax: Axes, scene: Scene) -> None:
    """One row a regime, its name in its colour, the baseline last."""
    order = scene.order
    ax.set_ylim(len(order) - 0.4, -0.6)
    ax.set_yticks(range(len(order)), order)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for label, regime in zip(ax.get_yticklabels(), order, strict=True):
        label.set_color(scene.mark(regime).colour)
        label.set_fontweight("bold")


def _bar(
    ax: Axes, found: Interval | Difference, y: float, regime: str, scene: Scene, *, hollow: bool
) -> None:
    """Mean and interval. The interval's caps overtop the marker, so a narrow one still shows."""
    mark, size = scene.mark(regime), scene.size
    ax.plot(
        [found.mean], [y], linestyle="none", marker=mark.marker, color=mark.colour,
        markersize=0.42 * size.font, markerfacecolor=PAPER_WHITE if hollow else mark.face,
        markeredgewidth=0.4 * size.line, zorder=3,
    )  # fmt: skip
    if math.isnan(found.low):
        return
    ax.plot(
        [found.low, found.high], [y, y], color=mark.colour, linewidth=0.7 * size.line,
        solid_capstyle="butt", marker="|", markersize=0.62 * size.font,
        markeredgewidth=0.5 * size.line, zorder=4,
    )  # fmt: skip


def _note(ax: Axes, row: int, text: str, scene: Scene) -> None:
    ax.text(
        0.5, row, text, transform=ax.get_yaxis_transform(), ha="center", va="center",
        fontsize=scene.size.fine, color=QUIET, fontstyle="italic",
        bbox={"facecolor": PAPER_WHITE, "edgecolor": "none", "pad": 1.0}, zorder=2,
    )  # fmt: skip


def _inside(ax: Axes) -> None:
    """Room at both ends; a chart without any number still gets honest limits."""
    ax.margins(x=0.06)
    ax.autoscale_view(scaley=False)
