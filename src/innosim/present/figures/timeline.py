"""How did an indicator move over the years, and how far apart were the runs?

One line a regime with a band of runs round it; elections and shocks are marked where they fell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from innosim.analysis.over_time import Course, before_month_0, months_with, over_time
from innosim.present.figures.labels import Label, edge_labels, width_in, width_of
from innosim.present.figures.page import Page, headline, leave_empty, ready, rules
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import calendar, number_ticks
from innosim.present.style import INK, QUIET
from innosim.present.words.basis import NO_RUNS, runs
from innosim.present.words.language import heading
from innosim.present.words.outcomes import NO_DIFFERENCE
from innosim.scenario.catalogue import INDICATORS, Text
from innosim.scenario.errors import known, some

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Band = Literal["interquartile", "95"]
DEFAULT = ("quality_mean", "support_mean", "realised_savings_mdkk", "in_operation")

_SHARE: dict[Band, float] = {"interquartile": 0.5, "95": 0.95}
_TITLE = Text("Month by month", "Måned for måned")
_ABOUT = Text(
    "Lines are medians of runs; dotted: a new council sits",
    "Linjer er kørslernes median; prikket: et nyt byråd tiltræder",
)
_SHOCKS = Text(
    "triangles: shocks in at least half of the runs",
    "trekanter: hændelser i mindst halvdelen af kørslerne",
)
_BEFORE = Text(
    "grey: the years before month 0, one history for all regimes",
    "gråt: årene før måned 0, samme historie for alle regimer",
)
_MONTH_0 = Text("month 0", "måned 0")
_BANDS: dict[str, Text] = {
    "interquartile": Text(
        "band: middle half of the runs", "bånd: den midterste halvdel af kørslerne"
    ),
    "95": Text("band: 95% of the runs", "bånd: 95 % af kørslerne"),
}
_NO_BAND = Text("one run: no band", "én kørsel: intet bånd")


def draw(
    axes: Sequence[Axes],
    material: Material,
    scene: Scene,
    columns: Sequence[str] = DEFAULT,
    *,
    band: Band = "interquartile",
    before: bool = False,
) -> list[Axes]:
    """One Axes an indicator; they must have their places."""
    _check(columns, band)
    given = ready(axes, len(columns), scene)
    for ax, column in zip(given, columns, strict=True):
        _label(ax, _lines(ax, material, column, scene, band, before=before), scene)
    return given


def page(
    figure: Figure,
    material: Material,
    scene: Scene,
    columns: Sequence[str] = DEFAULT,
    *,
    band: Band = "interquartile",
    before: bool = False,
) -> list[Axes]:
    """Indicators over time with a band of runs, elections and shocks marked.

    Args:
        columns: names of indicators.
        band: "interquartile" holds the middle half of the runs, "95" 95 % of them.
        before: also the months before month 0, where the run has any.
    """
    _check(columns, band)
    tall = scene.size.height is None and scene.size.name == "paper"
    across = 1 if tall or len(columns) == 1 else 2
    down = -(-len(columns) // across)
    count = material.replications
    about = scene.say(_ABOUT)
    if before and material.begins:
        about += "; " + scene.say(_BEFORE)
    if months_with(material.result, scene.cost, "shocks"):
        about += "; " + scene.say(_SHOCKS)
    notes = [runs(count, scene.lang), scene.say(_BANDS[band] if count > 1 else _NO_BAND)]
    whole = Page(figure, scene, scene.say(_TITLE), about, notes, 11.5 * down)
    names = max(
        (width_of(_name(r, scene), scene.size.fine, bold=True) for r in scene.order),
        default=0,
    )
    room = names / whole.em + 1.0
    grid = whole.grid(down, across, margins=(3.3, room, 1.6, 1.3), gaps=(room + 3.2, 3.2))
    axes: list[Axes] = list(grid.flat)
    drawn = [
        (ax, _lines(ax, material, column, scene, band, before=before))
        for ax, column in zip(axes, columns, strict=False)
    ]
    for (ax, ends), column in zip(drawn, columns, strict=True):
        _label(ax, ends, scene)
        headline(ax, scene, heading(INDICATORS[column], scene.lang))
    for ax in axes[len(columns) :]:
        ax.set_axis_off()
    return axes[: len(columns)]


def _check(columns: Sequence[str], band: Band) -> None:
    """Refuse what is no indicator or band, before anything is drawn."""
    known("band", _SHARE, band)
    for column in some("indicator", columns):
        known("indicator", INDICATORS, column)


def _lines(
    ax: Axes, material: Material, column: str, scene: Scene, band: Band, *, before: bool
) -> list[tuple[str, float]]:
    """Draw everything but the labels; returns where each regime's line ends."""
    share = INDICATORS[column].unit in ("share", "yes/no")
    number_ticks(ax.yaxis, scene, share=share, most=4)
    rules(ax, scene, "y")
    last = max(scene.months - 1, 1)
    first = material.begins if before else 0
    ax.set_xlim(first, last)
    calendar(ax.xaxis, last, _ems(ax, scene), first)
    ends = []
    for regime in scene.order:
        course = over_time(material.result, scene.cost, regime, column, _SHARE[band])
        if regime not in scene.equal and not math.isnan(course.end):
            _line(ax, course, regime, scene)
            ends.append((regime, course.end))
    if ends and first < 0:
        _past(ax, before_month_0(material.result, column, _SHARE[band]), scene)
    if ends:
        ax.autoscale_view(scalex=False)
        _events(ax, material, scene)
    else:
        leave_empty(ax, scene, scene.say(NO_RUNS))
    return ends


def _label(ax: Axes, ends: list[tuple[str, float]], scene: Scene) -> None:
    """Name each line at its end."""
    labels = [
        Label(end, _name(regime, scene), scene.mark(regime).colour, bold=True)
        for regime, end in ends
    ]
    edge_labels(ax, labels, scene.size)


def _name(regime: str, scene: Scene) -> str:
    """The regime, and below the baseline's name those that are the same as it."""
    if regime != scene.baseline or not scene.equal:
        return regime
    same = "\n".join(f"= {other}" for other in sorted(scene.equal))
    return f"{regime}\n{same}\n({scene.say(NO_DIFFERENCE)})"


def _past(ax: Axes, course: Course, scene: Scene) -> None:
    """The median and its band before month 0, of no regime; the name of month 0 stands clear of them."""
    months = course.first + np.arange(course.median.size)
    if np.isfinite(course.low).any():
        ax.fill_between(
            months, course.low, course.high, color=QUIET, alpha=0.13, linewidth=0, zorder=2
        )
    ax.plot(months, course.median, color=QUIET, linewidth=scene.size.line, zorder=3)
    ax.autoscale_view(scalex=False)
    low, high = ax.get_ylim()
    month_0(ax, scene, high=course.end < (low + high) / 2.0)


def month_0(ax: Axes, scene: Scene, *, high: bool = False) -> None:
    """Where the regimes begin: a line over the height, with its name at the foot, or ``high`` up."""
    ax.axvline(0.0, color=INK, linewidth=0.6 * scene.size.line, zorder=1)
    ax.annotate(
        scene.say(_MONTH_0), (0.0, float(high)), (-0.25 * scene.size.font, (0.3 - 0.6 * high) * scene.size.font),
        xycoords=ax.get_xaxis_transform(), textcoords="offset points", ha="right",
        va="top" if high else "bottom", fontsize=scene.size.fine, color=INK,
    )  # fmt: skip


def _line(ax: Axes, course: Course, regime: str, scene: Scene) -> None:
    """The median and its band."""
    mark, size = scene.mark(regime), scene.size
    months = np.arange(course.median.size)
    if np.isfinite(course.low).any():
        ax.fill_between(
            months, course.low, course.high, color=mark.colour, alpha=0.13, linewidth=0, zorder=2
        )
    ax.plot(
        months, course.median, color=mark.colour, linestyle=mark.dash, linewidth=size.line, zorder=3,
        dash_capstyle="butt", marker=mark.marker, markevery=(months.size // 8, max(1, months.size // 4)),
        markersize=0.32 * size.font, markerfacecolor=mark.face,
    )  # fmt: skip


def elections(ax: Axes, material: Material, scene: Scene) -> None:
    """Elections as dotted lines over the height."""
    for month in months_with(material.result, scene.cost, "election"):
        ax.axvline(
            float(month),
            color=QUIET,
            linewidth=0.5 * scene.size.line,
            linestyle=(0, (1, 2)),
            zorder=4,
        )


def _events(ax: Axes, material: Material, scene: Scene) -> None:
    """Elections, and shocks as triangles on the axis."""
    elections(ax, material, scene)
    shocks = months_with(material.result, scene.cost, "shocks")
    ax.plot(
        shocks, np.zeros(len(shocks)), "v", color=QUIET, markersize=0.35 * scene.size.font,
        transform=ax.get_xaxis_transform(), clip_on=False, zorder=4,
    )  # fmt: skip


def _ems(ax: Axes, scene: Scene) -> float:
    """Width of an Axes in ems of its tick labels."""
    return float(ax.get_position().width * width_in(ax) * 72.0 / scene.size.fine)
