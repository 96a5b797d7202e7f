"""Does a pattern hold? Each prediction on an axis of its own: where it was predicted to lie, and where it was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from innosim.analysis.patterns.judging import Holding, Judged, Tested
from innosim.present.figures.labels import wrap
from innosim.present.figures.page import Page
from innosim.present.figures.scene import Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.pattern_tables import HOLDINGS
from innosim.present.style import COLOURS, INK, QUIET, lighter
from innosim.present.words.language import unit
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ABOUT = Text(
    "Tinted: where it was predicted to lie. Mark and bar: what was measured, with its 95% interval",
    "Tonet: hvor den skulle ligge. Mærke og streg: det målte med 95 %-interval",
)
_BESIDE = Text("grey: measured beside it, decides nothing", "gråt: målt ved siden af, afgør intet")
_LOOKS = {
    Holding.HELD: (COLOURS[2], "o"),
    Holding.NOT_HELD: (COLOURS[1], "X"),
    Holding.UNDECIDED: (COLOURS[0], "D"),
}
"""Colour and marker of each verdict; its word stands beside them."""

_MOST = {"slide": 5}
"""Rows that a page of a fixed height holds; more go on a second one."""


def parts(found: Judged, size: str) -> list[tuple[Tested, ...]]:
    """Return the predictions of each page, as evenly as may be, so that none is left out."""
    shown = found.shown
    pages = -(-len(shown) // _MOST.get(size, len(shown)))
    ends = [round(len(shown) * place / pages) for place in range(pages + 1)]
    return [shown[first:last] for first, last in pairwise(ends)]


def page(
    figure: Figure, found: Judged, scene: Scene, rows: Sequence[Tested] | None = None
) -> list[Axes]:
    """A row a prediction, its words to the left and its verdict to the right."""
    rows = found.shown if rows is None else rows
    narrow = scene.size.width < 5.0
    title = f"{found.pattern.name}: {scene.say(found.pattern.says)}"
    runs = f"n = {scene.number(found.replications)} {scene.say(found.pattern.counted)}"
    about = scene.say(_ABOUT)
    if any(not each.predicted.counts for each in rows):
        about += f"; {scene.say(_BESIDE)}"
    row = 6.4 if narrow else 3.6
    whole = Page(figure, scene, title, about, [runs], row * len(rows), both_modes=True)
    wide = whole.right - whole.left
    left, right = (0.0, 0.0) if narrow else (0.44 * wide, 0.13 * wide)
    grid = whole.grid(
        len(rows), 1,
        margins=(left / whole.em + 0.4, right / whole.em + 0.4, 2.9 if narrow else 0.2, 1.6),
        gaps=(1.0, 4.4 if narrow else 1.7),
    )  # fmt: skip
    axes: list[Axes] = list(grid.flat)
    for ax, each in zip(axes, rows, strict=True):
        _row(ax, each, scene)
        _words(whole, ax, each, scene, left, right)
    return axes


def _row(ax: Axes, found: Tested, scene: Scene) -> None:
    """One prediction: the band it was predicted to lie in, its effect and interval."""
    size = scene.size
    colour, marker = _LOOKS[found.standing]
    if not found.predicted.counts:
        colour = QUIET
    mean, low, high, _ = found.effect
    ends = [
        v
        for v in (mean, low, high, found.predicted.least, found.predicted.most)
        if math.isfinite(v)
    ]
    first, last = min(ends), max(ends)
    room = 0.18 * (last - first or abs(first) or 1.0)
    ax.set_xlim(first - room, last + room)
    ax.set_ylim(-1.0, 1.0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvspan(
        max(found.predicted.least, first - room), min(found.predicted.most, last + room),
        color=lighter(COLOURS[2], 0.75), linewidth=0, zorder=0,
    )  # fmt: skip
    for bound in (found.predicted.least, found.predicted.most):
        if math.isfinite(bound):
            ax.axvline(bound, color=INK, linewidth=0.4 * size.line, zorder=1)
    if math.isfinite(low):
        ax.plot(
            [low, high], [0.0, 0.0], color=colour, linewidth=0.9 * size.line, marker="|",
            markersize=0.7 * size.font, markeredgewidth=0.6 * size.line, solid_capstyle="butt", zorder=4,
        )  # fmt: skip
    if math.isfinite(mean):
        ax.plot([mean], [0.0], marker, color=colour, markersize=0.45 * size.font, zorder=5)
    number_ticks(ax.xaxis, scene, share=False, most=4)


def _words(page_: Page, ax: Axes, found: Tested, scene: Scene, left: float, right: float) -> None:
    """What is predicted, to the left or above; its verdict, to the right or behind it."""
    points = scene.size.fine
    words = scene.say(found.predicted.says)
    what = unit(found.predicted.unit, scene.lang)
    if what:
        words += f" ({what})"
    verdict = scene.say(HOLDINGS[found.standing])
    colour = _LOOKS[found.standing][0] if found.predicted.counts else QUIET
    place = ax.get_position()
    top, middle = page_.height * place.y1, page_.height * (place.y0 + place.y1) / 2.0
    line = 1.25 * points / 72.0
    if not left:
        lines = wrap(f"{words}: {verdict}", points, page_.right - page_.left)
        y = top + line * len(lines) + 0.2 * page_.em
        for each in lines:
            page_.text(page_.left, y, each, points, colour=colour)
            y -= line
        return
    lines = wrap(words, points, left - 0.5 * page_.em)
    y = middle + line * len(lines) / 2.0
    for each in lines:
        page_.text(page_.left, y, each, points)
        y -= line
    lines = wrap(verdict, points, right, bold=True)
    y = middle + line * len(lines) / 2.0
    for each in lines:
        page_.text(page_.right - right + 0.4 * page_.em, y, each, points, colour=colour, bold=True)
        y -= line
