"""What happened to the very same ideas under two regimes: flows from fate to fate.

Coloured flows are ideas that reached operation under one regime only, in that regime's colour; dark
ones under both; grey ones under neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.fates import NOT_SPARKED, Fates
from innosim.present.figures.labels import (
    Label,
    edge_labels,
    height_in,
    page_of,
    width_in,
    width_of,
)
from innosim.present.figures.page import Page, leave_empty, ready
from innosim.present.figures.scene import Material, Scene
from innosim.present.style import INK, PAPER_WHITE
from innosim.present.words.basis import NO_IDEAS, NO_INTERVAL, kept
from innosim.present.words.outcomes import END_NAMES
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch, Rectangle

ORDER = ("operation", "living", "rolled_back", "stopped", "lapsed", "rejected", NOT_SPARKED)
"""Ends from the top of the picture to its bottom: the further they came, the higher."""

_TITLE = Text("The same ideas under {0} and under {1}", "De samme idéer under {0} og under {1}")
_ABOUT = Text(
    "Ideas a run. In all runs {0} sparked under both (n common), {1} under either (n union)",
    "Idéer pr. kørsel. I alle kørsler opstod {0} under begge (n fælles), {1} under mindst ét (n i alt)",
)
_SAME = Text("every idea met the same fate", "hver idé fik samme skæbne")
_OPERATING = Text("In operation under:", "I drift under:")
_BOTH = Text("both", "begge")
_ONLY = Text("only {0}", "kun {0}")
_NEITHER = Text("neither", "ingen af dem")

_BOTH_COLOUR, _NEITHER_COLOUR, _NEITHER_INK, _BLOCK = "#4D4D4D", "#DADADA", "#737373", "#8C8C8C"
_EDGE = 0.03  # width of a block, of the Axes


def draw(
    axes: Sequence[Axes], material: Material, scene: Scene, first: str = "", second: str = ""
) -> list[Axes]:
    """One Axes, which must have its place, and room for labels on both sides."""
    given = ready(axes, 1, scene)
    _alluvial(given[0], material.fates(first, second), scene)
    return given


def page(
    figure: Figure, material: Material, scene: Scene, first: str = "", second: str = ""
) -> list[Axes]:
    """What became of the very same ideas under two regimes; by default the first two with ideas."""
    return picture(figure, material.fates(first, second), scene)


def picture(figure: Figure, found: Fates, scene: Scene) -> list[Axes]:
    """The whole figure of these fates."""
    about = scene.say(_ABOUT).format(scene.number(found.common), scene.number(found.union))
    notes = [kept(found.replications, scene.lang), scene.say(NO_INTERVAL)]
    title = scene.say(_TITLE).format(found.first, found.second)
    whole = Page(figure, scene, title, about, notes, 28.0)
    texts = [_text(found, side, end, scene) for side in (0, 1) for end in ORDER]
    room = max(width_of(text, scene.size.fine, bold=True) for text in texts) / whole.em + 1.2
    rows = _broken(_parts(found, scene), scene, whole.right - whole.left)
    ax: Axes = whole.grid(1, 1, margins=(room, room, 1.7 + 1.3 * len(rows), 0.6))[0, 0]
    _alluvial(ax, found, scene)
    if found.union:
        _heads(ax, found, scene)
        _write(ax, rows, scene)
    return [ax]


def _alluvial(ax: Axes, found: Fates, scene: Scene) -> None:
    ax.set_axis_off()
    ax.set_xlim(0.0, 1.0)
    whole = found.per_run()
    if whole == 0.0:
        leave_empty(ax, scene, scene.say(NO_IDEAS))
        return
    gap = 0.02 * whole
    ax.set_ylim(-whole - gap * (len(ORDER) - 1), 0.0)
    tops = [_stack(ax, found, side, gap, scene) for side in (0, 1)]
    _ribbons(ax, found, tops, scene)
    if found.same:
        ax.text(
            0.5, 0.5, scene.say(_SAME), transform=ax.transAxes,
            ha="center", va="center", fontsize=scene.size.font, color=INK, fontstyle="italic",
            bbox={"facecolor": PAPER_WHITE, "edgecolor": "none", "pad": 3.0}, zorder=6,
        )  # fmt: skip


def _total(found: Fates, side: int, end: str) -> float:
    """Ideas a run that ended as ``end`` under the first (0) or the second (1) regime."""
    return found.per_run(end) if side == 0 else found.per_run(second=end)


def _text(found: Fates, side: int, end: str, scene: Scene) -> str:
    count = _total(found, side, end)
    return f"{scene.say(END_NAMES[end])} {_count(count, scene)}"


def _count(count: float, scene: Scene) -> str:
    return scene.number(count, 0 if count >= 10 or count == 0 else 1)


def _stack(ax: Axes, found: Fates, side: int, gap: float, scene: Scene) -> dict[str, float]:
    """Blocks of one regime, labelled outside; returns the upper edge of each."""
    tops, labels = {}, []
    y = 0.0
    for end in ORDER:
        count = _total(found, side, end)
        tops[end] = y
        if count > 0.0:
            left = 0.0 if side == 0 else 1.0 - _EDGE
            operating = end == "operation"
            ax.add_patch(_block(left, y - count, _EDGE, count, INK if operating else _BLOCK))
            labels.append(Label(y - count / 2, _text(found, side, end, scene), INK, operating))
            y -= count + gap
    edge_labels(ax, labels, scene.size, side="left" if side == 0 else "right")
    return tops


def _ribbons(ax: Axes, found: Fates, tops: list[dict[str, float]], scene: Scene) -> None:
    names = (found.first, found.second)
    starts, stops = dict(tops[0]), dict(tops[1])
    for one in ORDER:
        for other in ORDER:
            count = found.per_run(one, other)
            if count == 0.0:
                continue
            colour = _colour(one, other, names, scene)
            patch = _ribbon((_EDGE, 1.0 - _EDGE), (starts[one], stops[other]), count, colour)
            # Those that matter lie over those that never operated.
            patch.set_zorder(2 if colour == _NEITHER_COLOUR else 3)
            ax.add_patch(patch)
            starts[one] -= count
            stops[other] -= count


def _colour(one: str, other: str, names: tuple[str, str], scene: Scene) -> str:
    if one == other == "operation":
        return _BOTH_COLOUR
    if one == "operation":
        return scene.mark(names[0]).colour
    return scene.mark(names[1]).colour if other == "operation" else _NEITHER_COLOUR


def _heads(ax: Axes, found: Fates, scene: Scene) -> None:
    """The regimes' names over their blocks, outwards, so that long ones do not meet."""
    high = ax.get_position().height * height_in(ax)
    y = 1.0 + 0.5 * scene.size.em / high
    for x, align, name in ((_EDGE, "right", found.first), (1.0 - _EDGE, "left", found.second)):
        ax.text(
            x, y, name, transform=ax.transAxes, ha=align, va="bottom", fontweight="bold",
            fontsize=scene.size.fine, color=scene.mark(name).colour,
        )  # fmt: skip


def _parts(found: Fates, scene: Scene) -> list[tuple[str, str]]:
    """How many operate under both, one only, or neither: words and their colours."""
    both = found.per_run("operation", "operation")
    first, second = (_total(found, side, "operation") - both for side in (0, 1))
    counted = (
        (scene.say(_BOTH), both, _BOTH_COLOUR),
        (scene.say(_ONLY).format(found.first), first, scene.mark(found.first).colour),
        (scene.say(_ONLY).format(found.second), second, scene.mark(found.second).colour),
        (scene.say(_NEITHER), found.per_run() - both - first - second, _NEITHER_INK),
    )
    return [
        (scene.say(_OPERATING), INK),
        *((f"{name} {_count(count, scene)}", colour) for name, count, colour in counted),
    ]


def _broken(
    parts: list[tuple[str, str]], scene: Scene, wide: float
) -> list[list[tuple[float, str, str]]]:
    """The words in rows no wider than ``wide`` inches: (place, text, colour)."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for text, colour in parts:
        width = width_of(text, scene.size.fine, bold=True) + 0.9 * scene.size.em
        if rows[-1] and x + width > wide:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, colour))
        x += width
    return rows


def _write(ax: Axes, rows: list[list[tuple[float, str, str]]], scene: Scene) -> None:
    em = scene.size.em
    wide, high = width_in(ax), height_in(ax)
    for upward, row in enumerate(reversed(rows)):
        y = ax.get_position().y1 + (1.9 + 1.3 * upward) * em / high
        for x, text, colour in row:
            page_of(ax).text(
                (0.7 * em + x) / wide, y, text, color=colour, fontsize=scene.size.fine,
                va="bottom", ha="left", fontweight="normal" if colour == INK else "bold",
            )  # fmt: skip


def _block(x: float, y: float, width: float, height: float, colour: str) -> Rectangle:
    """A bar that flows leave from or come to."""
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, facecolor=colour, linewidth=0, zorder=4)


def _ribbon(
    sides: tuple[float, float], tops: tuple[float, float], width: float, colour: str
) -> PathPatch:
    """A flow of ``width`` from ``tops[0]`` at the left side to ``tops[1]`` at the right."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (left, right), (start, stop) = sides, tops
    bend = (left + right) / 2
    points = [
        (left, start), (bend, start), (bend, stop), (right, stop),
        (right, stop - width), (bend, stop - width), (bend, start - width), (left, start - width),
        (left, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *([Path.CURVE4] * 3), Path.LINETO, *([Path.CURVE4] * 3), Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), facecolor=colour, alpha=0.75, linewidth=0)
