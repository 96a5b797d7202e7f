"""Keys that read in the order of what they explain: a swatch and its name, in a row or a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innosim.present.figures.labels import height_in, width_in, width_of
from innosim.present.figures.scene import Scene
from innosim.present.style import INK, QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Swatch:
    """One entry: how the thing is filled, and its name."""

    text: str
    face: str
    hatch: str = ""


def strip(ax: Axes, entries: Sequence[Swatch], scene: Scene, above: float = 0.6) -> None:
    """A row of swatches over ``ax``, ``above`` ems over its upper edge, broken where it is full."""
    size = scene.size
    wide = ax.get_position().width * width_in(ax)
    high = ax.get_position().height * height_in(ax)
    rows = _rows(entries, scene, wide)
    for upward, row in enumerate(reversed(rows)):
        x, y = 0.0, 1.0 + (above + 1.25 * upward) * size.em / high
        for entry in row:
            _swatch(ax, x / wide, y, entry, scene, wide, high)
            x += _width(entry, scene)


def column(axes: Sequence[Axes], entries: Sequence[Swatch], scene: Scene) -> None:
    """Swatches below each other in Axes of their own, from the top of the stack down; what one has no room for stands in the next."""
    left = list(entries)
    for nth, ax in enumerate(axes):
        ax.set_axis_off()
        wide = ax.get_position().width * width_in(ax)
        high = ax.get_position().height * height_in(ax)
        step = 1.5 * scene.size.em / high
        last = nth == len(axes) - 1
        count = len(left) if last else max(1, int(0.95 / step))
        if last and left:
            step = min(step, 0.95 / len(left))  # closer rather than off the page
        for place, entry in enumerate(left[:count]):
            _swatch(ax, 0.0, 0.92 - step * (place + 0.5), entry, scene, wide, high)
        left = left[count:]


def lines(entries: Sequence[Swatch], scene: Scene, wide: float) -> int:
    """How many rows `strip` needs in ``wide`` inches."""
    return len(_rows(entries, scene, wide))


def _width(entry: Swatch, scene: Scene) -> float:
    return width_of(entry.text, scene.size.fine) + 2.6 * scene.size.em


def _rows(entries: Sequence[Swatch], scene: Scene, wide: float) -> list[list[Swatch]]:
    rows: list[list[Swatch]] = [[]]
    used = 0.0
    for entry in entries:
        if rows[-1] and used + _width(entry, scene) > wide:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += _width(entry, scene)
    return rows


def _swatch(
    ax: Axes, x: float, y: float, entry: Swatch, scene: Scene, wide: float, high: float
) -> None:
    from matplotlib.patches import Rectangle

    em = scene.size.em
    box = Rectangle(
        (x, y - 0.35 * em / high), 1.2 * em / wide, 0.7 * em / high, transform=ax.transAxes,
        facecolor=entry.face, edgecolor=QUIET, linewidth=0.3 * scene.size.line,
        hatch=entry.hatch or None, clip_on=False,
    )  # fmt: skip
    ax.add_patch(box)
    ax.text(
        x + 1.6 * em / wide, y, entry.text, transform=ax.transAxes, va="center", ha="left",
        fontsize=scene.size.fine, color=INK, clip_on=False,
    )  # fmt: skip
