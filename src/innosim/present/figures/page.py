"""A page: title above, Axes at known places, and the footer that every figure carries.

Places are reckoned in ems (the size's font) and fixed before anything is drawn, so labels can be
measured and pushed apart, and the same page is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from innosim.present.figures.labels import wrap
from innosim.present.figures.scene import Scene
from innosim.present.style import FAINT, INK, PAPER_WHITE, QUIET
from innosim.present.words.basis import COMMAND, SEED
from innosim.scenario.catalogue import COSTS, PURPOSE
from innosim.scenario.errors import ArgumentError, as_given

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARGIN = 0.7  # em, round the page


class Page:
    """One figure of the house: ``Page(figure, scene, title, ...)`` then ``grid`` for its Axes.

    ``height`` is that of the body in ems, where the size leaves the height to the figure. The footer names the cost mode,
    unless the figure shows ``both_modes`` and says itself which is which.
    """

    def __init__(
        self,
        figure: Figure,
        scene: Scene,
        title: str,
        about: str,
        notes: Sequence[str],
        height: float,
        *,
        both_modes: bool = False,
    ) -> None:
        size = scene.size
        self.figure, self.scene, self.em = figure, scene, size.em
        inner = size.width - 2 * _MARGIN * self.em
        big = 1.15 * size.font
        titles = wrap(title, big, inner, bold=True)
        abouts = wrap(about, size.fine, inner) if about else []
        mode = "" if both_modes else scene.say(COSTS[scene.cost].short)
        foot = footer_lines(scene, (*notes, mode), inner)
        head = (1.25 * big * len(titles) + 1.35 * size.fine * len(abouts)) / 72.0
        tail = 1.3 * size.foot * len(foot) / 72.0
        margins = 2 * _MARGIN * self.em
        self.height = size.height or head + tail + margins + (height + 1.0) * self.em
        figure.set_size_inches(size.width, self.height)
        figure.set_facecolor(PAPER_WHITE)
        self.top = self.height - _MARGIN * self.em - head - 0.4 * self.em
        self.bottom = _MARGIN * self.em + tail + 0.6 * self.em
        self.left, self.right = _MARGIN * self.em, size.width - _MARGIN * self.em
        y = self.height - _MARGIN * self.em
        for line in titles:
            self.text(self.left, y, line, big, bold=True)
            y -= 1.25 * big / 72.0
        for line in abouts:
            self.text(self.left, y, line, size.fine, colour=QUIET)
            y -= 1.35 * size.fine / 72.0
        y = _MARGIN * self.em + tail
        for line in foot:
            self.text(self.left, y, line, size.foot, colour=QUIET)
            y -= 1.3 * size.foot / 72.0

    def text(
        self, x: float, y: float, text: str, points: float, *, colour: str = INK, bold: bool = False
    ) -> None:
        """Write ``text`` with its upper left corner at inches (x, y) of the page."""
        self.figure.text(
            x / self.scene.size.width,
            y / self.height,
            text,
            fontsize=points,
            color=colour,
            fontweight="bold" if bold else "normal",
            va="top",
            ha="left",
        )

    def place(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """An Axes at these inches of the page."""
        page = self.scene.size.width
        ax = self.figure.add_axes(
            (left / page, bottom / self.height, width / page, height / self.height)
        )
        dress(ax, self.scene)
        return ax

    def grid(
        self,
        rows: int,
        columns: int,
        *,
        margins: tuple[float, float, float, float],
        gaps: tuple[float, float] = (1.0, 1.0),
        widths: Sequence[float] | None = None,
    ) -> np.ndarray:
        """Axes in rows and columns; margins (left, right, top, bottom) and gaps (x, y) in ems.

        ``widths`` are the columns' shares; they are equal where left out.
        """
        left, right, top, bottom = (m * self.em for m in margins)
        gap_x, gap_y = (g * self.em for g in gaps)
        shares = np.asarray(widths if widths is not None else [1.0] * columns, dtype=float)
        room = self.right - self.left - left - right - gap_x * (columns - 1)
        wide = room * shares / shares.sum()
        high = (self.top - self.bottom - top - bottom - gap_y * (rows - 1)) / rows
        axes = np.empty((rows, columns), dtype=object)
        for row in range(rows):
            y = self.top - top - high * (row + 1) - gap_y * row
            for column in range(columns):
                x = self.left + left + float(wide[:column].sum()) + gap_x * column
                axes[row, column] = self.place(x, y, float(wide[column]), high)
        return axes


def dress(ax: Axes, scene: Scene) -> None:
    """The house's Axes: two thin spines, short ticks, no frame, its own text sizes."""
    size = scene.size
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(QUIET)
        ax.spines[side].set_linewidth(0.35 * size.line)
    ax.tick_params(
        labelsize=size.fine,
        labelcolor=INK,
        color=QUIET,
        width=0.35 * size.line,
        length=0.2 * size.font,
        pad=0.2 * size.font,
    )
    ax.set_axisbelow(True)
    ax.grid(visible=False)


def ready(axes: Sequence[Axes], wanted: int, scene: Scene) -> list[Axes]:
    """The Axes given to a figure, in the house's style.

    Raises:
        ArgumentError: not as many as it has panels, or no Axes.
    """
    anything: Any = axes
    given: list[Axes] = list(anything) if isinstance(anything, Iterable) else []
    # What draws is taken for Axes: their class would load matplotlib with every figure's module.
    if len(given) != wanted or not all(hasattr(ax, "plot") for ax in given):
        raise ArgumentError(f"axes are {as_given(axes)}; this figure draws on {wanted} Axes.")
    for ax in given:
        dress(ax, scene)
    return given


def headline(ax: Axes, scene: Scene, text: str, *, colour: str = INK, bold: bool = True) -> None:
    """A panel's own title, left-aligned over it."""
    ax.set_title(
        text,
        loc="left",
        fontsize=scene.size.fine,
        color=colour,
        fontweight="bold" if bold else "normal",
        pad=0.35 * scene.size.font,
    )


def rules(ax: Axes, scene: Scene, axis: Literal["both", "x", "y"]) -> None:
    """Faint lines to read values by."""
    ax.grid(visible=True, axis=axis, color=FAINT, linewidth=0.3 * scene.size.line)


def leave_empty(ax: Axes, scene: Scene, text: str) -> None:
    """In place of an empty chart: why it is empty."""
    ax.text(
        0.5,
        0.5,
        text,
        transform=ax.transAxes,
        ha="center",
        va="center",
        color=QUIET,
        fontsize=scene.size.fine,
        wrap=False,
    ).set_gid("empty")


def footer_lines(scene: Scene, notes: Sequence[str], width: float) -> list[str]:
    """Lines of the footer: what it rests on and its purpose, then how to make it again."""
    points = scene.size.foot
    facts = [
        *(note for note in notes if note),
        f"{scene.say(SEED)} {scene.seed}",
        scene.say(PURPOSE),
    ]
    again = f"{scene.say(COMMAND)}: {scene.command}"
    return [*wrap("\u00a0· ".join(facts), points, width), *wrap(again, points, width)]
