"""How did the regimes fare, and is the difference to the baseline more than chance?

Each metric has two panels: every run as a dot with mean and 95 % interval, and beside it the paired
difference to the baseline in each cost mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.frames import costs_of
from innosim.experiment.intervals import Interval
from innosim.present.figures.estimates import column_of, difference, is_zero, level, replications
from innosim.present.figures.scene import Scene
from innosim.present.figures.sheet import Sheet, headline, rules, say_nothing
from innosim.present.figures.ticks import numbers
from innosim.present.style import INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.declared import heading
from innosim.present.words.figures import NO_DIFFERENCE, UNDEFINED, runs
from innosim.scenario.catalogue import COSTS, HEADLINES, METRICS, Text

PER_SLIDE = 4
"""So many metrics are readable from the back row; more go on a second slide."""

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = Text(
    "How each regime fared, and against {0}", "Hvordan hvert regime klarede sig, og mod {0}"
)
_ABOUT = Text(
    "Left: dots are runs, bars the mean and its 95% interval. Right: difference to {0} in the same runs",
    "Til venstre: prikker er kørsler, streger gennemsnit og 95 %-interval. Til højre: forskel til {0} i de samme kørsler",
)
_MODES = Text("filled {0}, hollow {1}", "fyldt {0}, hul {1}")
_INTERVAL = Text("95% interval of the mean", "95 %-interval for gennemsnittet")


def by_cost(metrics: pd.DataFrame, scene: Scene) -> list[tuple[str, pd.DataFrame]]:
    """The cost modes that were run with their rows, the scene's own mode first."""
    modes = sorted(costs_of(metrics), key=lambda cost: cost != scene.cost)
    return [(cost, metrics[metrics["cost"] == cost]) for cost in modes]


def draw_levels(ax: Axes, metrics: pd.DataFrame, column: str, scene: Scene) -> Axes:
    """Runs as dots, with the mean and its interval, one row a regime; ``metrics`` of one cost mode."""
    _rows(ax, scene)
    share = METRICS[column].unit == "share"
    numbers(ax.xaxis, scene, share=share, most=3)
    rules(ax, scene, "x")
    for row, regime in enumerate(scene.order):
        values = column_of(metrics, regime, column).dropna().to_numpy()
        mark = scene.mark(regime)
        if values.size == 0:
            _say(ax, row, scene.say(UNDEFINED), scene)
            continue
        # Dots lie in a strip under the interval, in an order fixed by their number, not by chance.
        strip = row + 0.14 + 0.26 * ((np.arange(values.size) * 0.6180339887) % 1.0)
        ax.plot(
            values, strip, ".", color=lighter(mark.colour, 0.2), alpha=0.55, markeredgewidth=0,
            markersize=0.28 * scene.size.font, rasterized=values.size > 50, zorder=1,
        )  # fmt: skip
        _bar(ax, level(metrics, regime, column), row - 0.12, regime, scene, hollow=False)
    _inside(ax)
    return ax


def draw_differences(
    ax: Axes, by_cost: Sequence[tuple[str, pd.DataFrame]], column: str, scene: Scene
) -> Axes:
    """Paired differences to the baseline; the first cost mode filled, a second one hollow below it."""
    _rows(ax, scene)
    share = METRICS[column].unit == "share"
    numbers(ax.xaxis, scene, share=share, most=3, signed=True)
    rules(ax, scene, "x")
    ax.axvline(0.0, color=scene.mark(scene.baseline).colour if scene.baseline in scene.regimes else INK,
               linewidth=0.5 * scene.size.line, zorder=1)  # fmt: skip
    offsets = (0.0,) if len(by_cost) == 1 else (-0.2, 0.2)
    for row, regime in enumerate(scene.order):
        if regime == scene.baseline:
            continue
        found = [difference(frame, regime, scene.baseline, column) for _, frame in by_cost]
        if all(is_zero(pair) for pair in found):
            _say(ax, row, scene.say(NO_DIFFERENCE), scene)
            continue
        if all(pair.n == 0 for pair in found):
            _say(ax, row, scene.say(UNDEFINED), scene)
            continue
        for place, (pair, offset) in enumerate(zip(found, offsets, strict=False)):
            _bar(ax, pair, row + offset, regime, scene, hollow=place == 1)
    _inside(ax)
    return ax


def page(
    figure: Figure,
    metrics: pd.DataFrame,
    scene: Scene,
    columns: Sequence[str] = HEADLINES,
) -> list[tuple[Axes, Axes]]:
    """The whole figure; returns (levels, differences) for each metric."""
    frames = by_cost(metrics, scene)
    modes = [cost for cost, _ in frames]
    about = scene.say(_ABOUT).format(scene.baseline)
    if len(modes) > 1:
        about += ": " + scene.say(_MODES).format(*(scene.say(COSTS[cost].short) for cost in modes))
    elif modes:
        about += f", {scene.say(COSTS[modes[0]].short)}"
    tall = scene.size.height is None
    across = 1 if tall else 2
    down = -(-len(columns) // across)
    row = 1.05 * len(scene.order) + 4.3
    sheet = Sheet(
        figure,
        scene,
        scene.say(_TITLE).format(scene.baseline),
        about,
        [runs(replications(metrics), scene.lang), scene.say(_INTERVAL)],
        row * down,
    )
    names = 0.62 * max((len(regime) for regime in scene.order), default=4)
    grid = sheet.grid(down, 2 * across, margins=(names, 0.6, 1.5, 1.2), gaps=(2.2, 2.9))
    result = []
    for place, column in enumerate(columns):
        i, j = divmod(place, across)
        left, right = grid[i, 2 * j], grid[i, 2 * j + 1]
        if frames:
            draw_levels(left, frames[0][1], column, scene)
            draw_differences(right, frames, column, scene)
        else:
            say_nothing(left, scene, scene.say(UNDEFINED))
        headline(left, scene, heading(METRICS[column], scene.lang))
        if j > 0:
            left.set_yticklabels([])
        right.set_yticklabels([])
        result.append((left, right))
    for place in range(len(columns), down * across):
        i, j = divmod(place, across)
        grid[i, 2 * j].set_axis_off()
        grid[i, 2 * j + 1].set_axis_off()
    return result


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


def _bar(ax: Axes, found: Interval, y: float, regime: str, scene: Scene, *, hollow: bool) -> None:
    """Mean and interval. The interval's caps overtop the marker, so a narrow one still shows."""
    mark, size = scene.mark(regime), scene.size
    ax.plot(
        [found.mean], [y], linestyle="none", marker=mark.marker, color=mark.colour,
        markersize=0.42 * size.font, markerfacecolor=PAPER_WHITE if hollow else mark.face,
        markeredgewidth=0.4 * size.line, zorder=3,
    )  # fmt: skip
    if found.n < 2:
        return
    ax.plot(
        [found.low, found.high], [y, y], color=mark.colour, linewidth=0.7 * size.line,
        solid_capstyle="butt", marker="|", markersize=0.62 * size.font,
        markeredgewidth=0.5 * size.line, zorder=4,
    )  # fmt: skip


def _say(ax: Axes, row: int, text: str, scene: Scene) -> None:
    ax.text(
        0.5, row, text, transform=ax.get_yaxis_transform(), ha="center", va="center",
        fontsize=scene.size.fine, color=QUIET, fontstyle="italic",
        bbox={"facecolor": PAPER_WHITE, "edgecolor": "none", "pad": 1.0}, zorder=2,
    )  # fmt: skip


def _inside(ax: Axes) -> None:
    """Room at both ends; a chart without any number still gets honest limits."""
    ax.margins(x=0.06)
    ax.autoscale_view(scaley=False)
