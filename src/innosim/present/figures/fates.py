"""What happened to the very same ideas under two regimes: flows from fate to fate.

Coloured flows are ideas that reached operation under one regime only, in that regime's colour; dark
ones under both; grey ones under neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innosim.present.figures.estimates import FOREIGN, replications
from innosim.present.figures.labels import Label, edge_labels, width_of
from innosim.present.figures.scene import Scene
from innosim.present.figures.sheet import Sheet, say_nothing
from innosim.present.figures.texts import ENDS, NO_DIFFERENCE, NO_IDEAS
from innosim.present.style import INK, lighter
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FATES = ("operation", "living", "rolled_back", "stopped", "lapsed", "rejected", "not_sparked")
"""From the top of the picture to its bottom."""

_TITLE = Text("The same ideas under {0} and under {1}", "De samme idéer under {0} og under {1}")
_ABOUT = Text("Own ideas a run. n common = {0} of n union = {1} sparked under both",
              "Egne idéer pr. kørsel. n fælles = {0} af n i alt = {1} opstod under begge")  # fmt: skip
_RUNS = Text("biographies of n = {0} runs", "biografier fra n = {0} kørsler")
_NO_INTERVAL = Text("means without interval", "gennemsnit uden interval")
_SAME = Text("every idea met the same fate", "hver idé fik samme skæbne")
_BOTH = Text("both", "begge")
_NEITHER = Text("neither", "ingen af dem")
_ONLY = Text("only {0}", "kun {0}")
_OPERATING = Text("In operation under: ", "I drift under: ")


@dataclass(frozen=True)
class Fates:
    """Ideas a run by (fate under the first, fate under the second) regime, and what they rest on."""

    flows: Mapping[tuple[str, str], float]
    common: int
    union: int
    same: bool

    def total(self, side: int, fate: str) -> float:
        """Ideas a run that met ``fate`` under the first (0) or second (1) regime."""
        return sum(count for fates, count in self.flows.items() if fates[side] == fate)


def pair(ideas: pd.DataFrame, one: str, other: str) -> Fates:
    """The fates of home-grown ideas of both regimes, joined on replication and identity."""
    own = ideas[~ideas["origin"].isin(FOREIGN)]
    keys = ["replication", "idea"]
    sides = [own.loc[own["regime"] == r, [*keys, "end"]] for r in (one, other)]
    joined = sides[0].merge(sides[1], on=keys, how="outer", suffixes=("_one", "_other"))
    common = int((joined["end_one"].notna() & joined["end_other"].notna()).sum())
    ends = joined[["end_one", "end_other"]].astype("object")
    ends = ends.where(ends.notna(), "not_sparked")
    counts = ends.value_counts(sort=False)
    runs = max(replications(ideas), 1)
    flows = {(str(a), str(b)): float(n) / runs for (a, b), n in counts.items()}
    return Fates(flows, common, len(joined), all(a == b for a, b in flows))


def draw(ax: Axes, fates: Fates, one: str, other: str, scene: Scene) -> Axes:
    """The alluvial picture; the Axes must have its place, and room for labels on both sides."""
    ax.set_axis_off()
    ax.set_xlim(0.0, 1.0)
    whole = sum(fates.flows.values())
    if whole == 0.0:
        say_nothing(ax, scene, scene.say(NO_IDEAS))
        return ax
    gap = 0.02 * whole
    ax.set_ylim(-whole - gap * (len(FATES) - 1), 0.0)
    tops = [_stack(ax, fates, side, gap, scene) for side in (0, 1)]
    _flows(ax, fates, (one, other), tops, scene)
    if fates.same:
        ax.text(
            0.5, 0.5, f"{scene.say(NO_DIFFERENCE)}:\n{scene.say(_SAME)}", transform=ax.transAxes,
            ha="center", va="center", fontsize=scene.size.font, color=INK, fontstyle="italic",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 3.0},
        )  # fmt: skip
    return ax


def page(figure: Figure, ideas: pd.DataFrame, scene: Scene, one: str, other: str) -> list[Axes]:
    """The whole figure."""
    frame = ideas[ideas["cost"] == scene.cost]
    fates = pair(frame, one, other)
    title = scene.say(_TITLE).format(one, other)
    about = scene.say(_ABOUT).format(
        scene.number(fates.common), scene.number(fates.union)
    )
    notes = [scene.say(_RUNS).format(replications(frame)), scene.say(_NO_INTERVAL)]
    sheet = Sheet(figure, scene, title, about, notes, 27.0)
    texts = [_text(fates, side, fate, scene) for side in (0, 1) for fate in FATES]
    room = max(width_of(text, scene.size.fine) for text in texts) / sheet.em + 1.2
    ax = sheet.grid(1, 1, margins=(room, room, 3.2, 0.6))[0, 0]
    draw(ax, fates, one, other, scene)
    if fates.flows:
        _heads(ax, one, other, scene)
        _colours(ax, fates, one, other, scene)
    return [ax]


def _text(fates: Fates, side: int, fate: str, scene: Scene) -> str:
    count = fates.total(side, fate)
    return f"{scene.say(ENDS[fate])} {scene.number(count, 0 if count >= 10 else 1)}"


def _stack(ax: Axes, fates: Fates, side: int, gap: float, scene: Scene) -> dict[str, float]:
    """Blocks of one regime, labelled outside; returns the upper edge of each."""
    tops, labels = {}, []
    y = 0.0
    for fate in FATES:
        count = fates.total(side, fate)
        tops[fate] = y
        if count > 0.0:
            left = 0.0 if side == 0 else 0.97
            colour = "#8C8C8C" if fate != "operation" else INK
            ax.add_patch(_block(left, y - count, 0.03, count, colour))
            bold = fate == "operation"
            labels.append(Label(y - count / 2, _text(fates, side, fate, scene), INK, bold))
            y -= count + gap
    edge_labels(ax, labels, scene.size, side="left" if side == 0 else "right")
    return tops


def _flows(
    ax: Axes, fates: Fates, names: tuple[str, str], tops: list[dict[str, float]], scene: Scene
) -> None:
    starts, stops = dict(tops[0]), dict(tops[1])
    for a in FATES:
        for b in FATES:
            count = fates.flows.get((a, b), 0.0)
            if count == 0.0:
                continue
            colour = _colour(a, b, names, scene)
            quiet = "operation" not in (a, b)
            ax.add_patch(_ribbon(starts[a], stops[b], count, colour, 0.55 if quiet else 0.8))
            starts[a] -= count
            stops[b] -= count


def _colour(a: str, b: str, names: tuple[str, str], scene: Scene) -> str:
    if a == b == "operation":
        return "#4D4D4D"
    if a == "operation":
        return scene.mark(names[0]).colour
    return scene.mark(names[1]).colour if b == "operation" else "#DADADA"


def _block(x: float, y: float, width: float, height: float, colour: str):  # noqa: ANN202
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, facecolor=colour, linewidth=0, zorder=3)


def _ribbon(start: float, stop: float, width: float, colour: str, alpha: float):  # noqa: ANN202
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    left, right, bend = 0.03, 0.97, 0.5
    points = [
        (left, start), (bend, start), (bend, stop), (right, stop),
        (right, stop - width), (bend, stop - width), (bend, start - width), (left, start - width),
        (left, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *([Path.CURVE4] * 3), Path.LINETO, *([Path.CURVE4] * 3), Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), facecolor=colour, alpha=alpha, linewidth=0, zorder=2)


def _heads(ax: Axes, one: str, other: str, scene: Scene) -> None:
    """The regimes' names over their blocks."""
    high = ax.get_position().height * ax.figure.get_figheight()
    y = 1.0 + 0.5 * scene.size.em / high
    for x, align, name in ((0.0, "left", one), (1.0, "right", other)):
        ax.text(x, y, name, transform=ax.transAxes, ha=align, va="bottom", fontweight="bold",
                fontsize=scene.size.fine, color=scene.mark(name).colour)  # fmt: skip


def _colours(ax: Axes, fates: Fates, one: str, other: str, scene: Scene) -> None:
    """In one line over the picture: how many operate under both, one only, or neither."""
    flows = fates.flows
    both = flows.get(("operation", "operation"), 0.0)
    first, second = fates.total(0, "operation") - both, fates.total(1, "operation") - both
    neither = sum(flows.values()) - both - first - second
    parts = [
        (scene.say(_OPERATING), INK),
        (f"{scene.say(_BOTH)} {scene.number(both)}", INK),
        (f"{scene.say(_ONLY).format(one)} {scene.number(first)}", scene.mark(one).colour),
        (f"{scene.say(_ONLY).format(other)} {scene.number(second)}", scene.mark(other).colour),
        (f"{scene.say(_NEITHER)} {scene.number(neither)}", "#7A7A7A"),
    ]
    figure, size = ax.figure, scene.size
    box = ax.get_position()
    page_width, page_height = figure.get_figwidth(), figure.get_figheight()
    widths = [width_of(text, size.fine, bold=i > 0) + 0.8 * size.em for i, (text, _) in enumerate(parts)]
    x = max(0.7 * size.em, (page_width - sum(widths)) / 2)
    y = box.y1 + 2.0 * size.em / page_height
    for (text, colour), width, i in zip(parts, widths, range(len(parts)), strict=True):
        figure.text(x / page_width, y, text, color=colour, fontsize=size.fine, va="bottom", ha="left",
                    fontweight="bold" if i else "normal")  # fmt: skip
        x += width
