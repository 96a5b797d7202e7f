"""Do the politicians go along? In what share of the runs the agenda has its mandate and a majority trusts the leadership's line, month by month.

A row a regime, so that nine are as legible as two: bands of many regimes over each other would be one mass.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.over_time import share_above, share_before_month_0
from innosim.experiment.intervals import Floats
from innosim.present.figures.labels import width_in, width_of
from innosim.present.figures.page import Page, headline, leave_empty, ready
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import calendar
from innosim.present.figures.timeline import elections, month_0
from innosim.present.style import FAINT, INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.basis import NO_INTERVAL, NO_RUNS, runs
from innosim.present.words.natural import figure as said
from innosim.present.words.outcomes import NO_DIFFERENCE
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Panel:
    """A state of the council: it holds in a month where ``indicator`` is above ``level``; ``metric`` says how often it held."""

    indicator: str
    level: float
    metric: str
    title: Text


PANELS = (
    Panel(
        "mandate",
        0.5,  # yes or no
        "mandate_share",
        Text("The agenda has its mandate", "Dagsordenen har mandat"),
    ),
    Panel(
        "support_share",
        0.5,  # more than half of the seats (ODD, In public)
        "support_majority_share",
        Text("A majority trusts the line", "Et flertal har tillid til linjen"),
    ),
)

_TITLE = Text("Political support, month by month", "Politisk støtte, måned for måned")
_ABOUT = Text(
    "Filled: share of runs in which it holds, each row from 0 to 100%; at the right, months in which it does, mean of runs. Dotted: a new council sits",
    "Fyldt: andel af kørsler, hvor det gælder, hver række fra 0 til 100 %; til højre måneder, hvor det gør, gennemsnit af kørsler. Prikket: et nyt byråd"
    " tiltræder",
)
_BEFORE = Text(
    "grey: the years before month 0, one history for all regimes",
    "gråt: årene før måned 0, samme historie for alle regimer",
)
_HIGH = 0.74  # of a row: what all runs are


def draw(
    axes: Sequence[Axes], material: Material, scene: Scene, *, before: bool = False
) -> list[Axes]:
    """Two Axes, the mandate and the majority; they must have their places."""
    given = ready(axes, len(PANELS), scene)
    for ax, panel in zip(given, PANELS, strict=True):
        _rows(ax, panel, material, scene, before=before)
    return given


def page(figure: Figure, material: Material, scene: Scene, *, before: bool = False) -> list[Axes]:
    """In what share of runs the agenda has its mandate, and a majority trusts the leadership's line, by month.

    Args:
        before: also the months before month 0, where the run has any.
    """
    tall = scene.size.height is None and scene.size.name == "paper"
    across = 1 if tall else len(PANELS)
    down = len(PANELS) // across
    about = scene.say(_ABOUT)
    if before and material.begins:
        about += "; " + scene.say(_BEFORE)
    notes = [runs(material.replications, scene.lang), scene.say(NO_INTERVAL)]
    row = 1.75 * max(len(scene.order), 1) + 3.2
    whole = Page(figure, scene, scene.say(_TITLE), about, notes, row * down)
    names = max((width_of(r, scene.size.fine, bold=True) for r in scene.order), default=0.0)
    numbers = width_of("000", scene.size.fine, bold=True) / whole.em + 0.5
    grid = whole.grid(
        down, across, margins=(names / whole.em + 0.5, numbers, 1.6, 1.3), gaps=(numbers + 1.2, 3.0)
    )
    axes: list[Axes] = list(grid.flat)
    for place, (ax, panel) in enumerate(zip(axes, PANELS, strict=True)):
        _rows(ax, panel, material, scene, before=before)
        if place % across:
            ax.set_yticklabels([])
        headline(ax, scene, scene.say(panel.title))
    return axes


def _rows(ax: Axes, panel: Panel, material: Material, scene: Scene, *, before: bool) -> None:
    """One row a regime, its name in its colour, the baseline last."""
    order = scene.order
    first, last = (material.begins if before else 0), max(scene.months - 1, 1)
    ax.set_xlim(first, last)
    ax.set_ylim(max(len(order), 1) - 0.5, -0.5)
    wide = ax.get_position().width * width_in(ax)
    calendar(ax.xaxis, last, wide * 72.0 / scene.size.fine, first)
    ax.set_yticks(range(len(order)), order)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if not material.replications:
        leave_empty(ax, scene, scene.say(NO_RUNS))
        return
    for label, regime in zip(ax.get_yticklabels(), order, strict=True):
        label.set_color(scene.mark(regime).colour)
        label.set_fontweight("bold")
    past = share_before_month_0(material.result, panel.indicator, panel.level)
    for row, regime in enumerate(order):
        if regime in scene.equal:
            _word(ax, row, f"= {scene.baseline}: {scene.say(NO_DIFFERENCE)}", scene)
            continue
        share = share_above(material.result, scene.cost, regime, panel.indicator, panel.level)
        if first < 0:
            _fill(ax, row, past, first, QUIET, scene)
        _fill(ax, row, share, 0, scene.mark(regime).colour, scene)
        _months(ax, row, panel, regime, material, scene)
    if first < 0:
        month_0(ax, scene)
    elections(ax, material, scene)


def _fill(ax: Axes, row: int, share: Floats, first: int, colour: str, scene: Scene) -> None:
    """A row's share of runs, standing on its foot; the faint line above it is all runs."""
    foot = row + _HIGH / 2.0
    # A month lasts until the next begins, the last one too.
    months = first + np.arange(share.size + 1)
    height = foot - _HIGH * np.append(share, share[-1:])
    ax.fill_between(
        months, foot, height, step="post", color=lighter(colour, 0.45), linewidth=0, zorder=2
    )
    ax.step(months, height, where="post", color=colour, linewidth=0.7 * scene.size.line, zorder=3)
    for level in (foot, foot - _HIGH):
        ax.plot(
            [months[0], months[-1]], [level, level], color=FAINT,
            linewidth=0.4 * scene.size.line, zorder=1,
        )  # fmt: skip


def _months(
    ax: Axes, row: int, panel: Panel, regime: str, material: Material, scene: Scene
) -> None:
    """How many months of the run it holds, as the first screen has it: at the row's right."""
    mean = material.measured(regime, panel.metric).mean
    if math.isnan(mean):
        return
    text = said(panel.metric, mean, material.result.scenario.values, scene.lang)
    ax.annotate(
        text, (1.0, row), (0.3 * scene.size.font, 0), xycoords=ax.get_yaxis_transform(),
        textcoords="offset points", va="center", ha="left", fontsize=scene.size.fine,
        fontweight="bold", color=scene.mark(regime).colour,
    ).set_gid("label")  # fmt: skip


def _word(ax: Axes, row: int, text: str, scene: Scene) -> None:
    ax.text(
        0.02, row, text, transform=ax.get_yaxis_transform(), va="center", ha="left",
        fontsize=scene.size.fine, color=INK,
        bbox={"facecolor": PAPER_WHITE, "edgecolor": "none", "pad": 1.0}, zorder=5,
    ).set_gid("label")  # fmt: skip
