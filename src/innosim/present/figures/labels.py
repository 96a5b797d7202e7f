"""Direct labels: measured before they are placed, pushed apart where they would overlap, on a page of known size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from innosim.present.style import FONT, Size

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def page_of(ax: Axes) -> Figure:
    """Return the page an Axes stands on, past any SubFigure between."""
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise TypeError("these Axes stand in no figure")
    return figure


def width_in(ax: Axes) -> float:
    """Return the page's width in inches."""
    return float(page_of(ax).get_figwidth())


def height_in(ax: Axes) -> float:
    """Return the page's height in inches."""
    return float(page_of(ax).get_figheight())


_GRID = 1.03


@dataclass(frozen=True)
class Label:
    """A label that belongs at ``y`` (data) beside the right or left edge of an Axes."""

    y: float
    text: str
    colour: str
    bold: bool = False


@lru_cache(maxsize=4096)
def width_of(text: str, points: float, bold: bool = False) -> float:
    """Width of ``text`` in inches; of its widest line, where it has several."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=points, weight="bold" if bold else "normal")
    # A screen's grid of dots makes letters a little wider than they are drawn.
    return _GRID * max(
        float(text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]) / 72.0
        for line in text.split("\n")
    )


def wrap(text: str, points: float, width: float, *, bold: bool = False) -> list[str]:
    """``text`` broken into lines no wider than ``width`` inches; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, points, bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def push_apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres nearest to ``wanted`` (least squares) at which boxes of ``heights`` do not overlap.

    With the stacked heights taken off, "no overlap" means "not decreasing", so the answer is an
    isotonic regression, kept between ``low`` and ``high``. If all do not fit they fill it evenly.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    if not order:
        return []
    if sum(heights) > high - low:
        # More text than room: keep the order and an even step, ends inside.
        steps = np.linspace(low + heights[order[0]] / 2, high - heights[order[-1]] / 2, len(order))
        return [float(steps[order.index(i)]) for i in range(len(order))]
    offsets = [0.0]
    for before, after in pairwise(order):
        offsets.append(offsets[-1] + (heights[before] + heights[after]) / 2)
    blocks: list[list[float]] = []  # [sum, count]
    for index, offset in zip(order, offsets, strict=True):
        blocks.append([wanted[index] - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    level = [total / count for total, count in blocks for _ in range(int(count))]
    floor, ceiling = low + heights[order[0]] / 2, high - heights[order[-1]] / 2 - offsets[-1]
    placed = [min(max(value, floor), ceiling) + o for value, o in zip(level, offsets, strict=True)]
    result = [0.0] * len(order)
    for index, value in zip(order, placed, strict=True):
        result[index] = value
    return result


def edge_labels(
    ax: Axes, labels: Sequence[Label], size: Size, *, side: str = "right", points: float = 0.0
) -> None:
    """Write ``labels`` beside an edge of ``ax``, apart from each other, with a leader where one moved.

    The Axes must already have its place and limits: overlap is a matter of points on paper.
    """
    points = points or size.fine
    height = ax.get_position().height * height_in(ax)
    bottom, top = ax.get_ylim()
    inches = [(label.y - bottom) / (top - bottom) * height for label in labels]
    slack = 0.5 * size.em  # the last may stand a little below the Axes; above is the title
    count = sum(1 + label.text.count("\n") for label in labels)
    points = min(points, 72.0 * (height + slack) / (1.25 * max(count, 1)))
    line = 1.25 * points / 72.0
    boxes = [line * (1 + label.text.count("\n")) for label in labels]
    places = push_apart(inches, boxes, -slack, height)
    sign, edge = (1.0, 1.0) if side == "right" else (-1.0, 0.0)
    shift = [abs(place - at) > 0.25 * line for at, place in zip(inches, places, strict=True)]
    gap = (0.8 if any(shift) else 0.35) * size.em * 72.0  # one edge for all of them
    for label, at, place, moved in zip(labels, inches, places, shift, strict=True):
        ax.annotate(
            label.text,
            xy=(edge, min(max(at / height, 0.0), 1.0)),
            xycoords="axes fraction",
            xytext=(sign * gap, (place - min(max(at, 0.0), height)) * 72.0),
            textcoords="offset points",
            ha="left" if side == "right" else "right",
            va="center",
            color=label.colour,
            fontsize=points,
            fontweight="bold" if label.bold else "normal",
            linespacing=1.15,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": label.colour,
                "linewidth": 0.3 * size.line,
                "relpos": (0.0 if side == "right" else 1.0, 0.5),  # to the near end of the text
                "shrinkA": 1.0,
                "shrinkB": 0.0,
            }
            if moved
            else None,
        ).set_gid("label")
