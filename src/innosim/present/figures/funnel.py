"""What becomes of a hundred ideas: a funnel from spark to "still in operation after a year", per regime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.present.figures.canvas import width_in
from innosim.present.figures.estimates import FOREIGN, months, replications
from innosim.present.figures.labels import width_of
from innosim.present.figures.scene import Scene
from innosim.present.figures.sheet import Sheet, headline, say_nothing
from innosim.present.style import INK, lighter
from innosim.present.words.figures import NO_DIFFERENCE, NO_IDEAS, kept
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FOLLOWED = 60  # months an idea is followed: 48 to reach operation, 12 to stay in it (ODD, Metrics)

_STAGES = (
    Text("sparked", "opstået"),
    Text("to model", "til model"),
    Text("to implementation", "til implementering"),
    Text("in operation", "i drift"),
    Text("12 months later", "12 måneder efter"),
)
_TITLE = Text("From spark to operation", "Fra idé til drift")
_ABOUT = Text(
    "Own ideas a year; in brackets, of those sparked",
    "Egne idéer pr. år; i parentes, af de opståede",
)
_EARLY = Text("ideas followed for {0} months", "idéer fulgt i {0} måneder")
_ALL = Text("run too short to follow ideas for {0} months: all are counted",
            "kørslen er for kort til at følge idéer i {0} måneder: alle er talt med")  # fmt: skip


def stages(ideas: pd.DataFrame, regime: str, horizon: int) -> list[float]:
    """Home-grown ideas a year that reached each stage, mean over the runs kept."""
    early = horizon > FOLLOWED
    last = horizon - FOLLOWED if early else horizon
    own = ideas[(ideas["regime"] == regime) & ~ideas["origin"].isin(FOREIGN)]
    own = own[own["month_sparked"].astype("float64") < last]
    sparked, operation = months(own["month_sparked"]), months(own["month_operation"])
    # A run too short for the window counts whatever was reached by its end.
    taken = np.isfinite(operation) & ((operation - sparked <= 48) if early else True)
    left = np.where(own["end"].to_numpy() == "rolled_back", months(own["end_month"]), np.inf)
    reached = [
        len(own),
        np.isfinite(months(own["month_model"])).sum(),
        np.isfinite(months(own["month_implementation"])).sum(),
        taken.sum(),
        (taken & (left - operation >= 12)).sum(),
    ]
    runs = max(replications(ideas), 1)
    return [float(count) / runs / (last / 12.0) for count in reached]


def draw(ax: Axes, counts: Sequence[float], regime: str, scene: Scene, widest: float = 0.0) -> Axes:
    """One regime's funnel as bars from a common edge; ``widest`` is the count at full width."""
    mark, size = scene.mark(regime), scene.size
    full = widest or max(counts, default=0.0) or 1.0
    ax.set_ylim(len(counts) - 0.4, -0.6)
    ax.set_yticks(range(len(counts)), [scene.say(stage) for stage in _STAGES])
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    headline(ax, scene, regime, colour=mark.colour)
    texts = [_count(count, counts[0], scene) for count in counts]
    wide = ax.get_position().width * width_in(ax)
    room = max(width_of(text, size.fine) for text in texts) + 0.8 * size.em
    ax.set_xlim(0.0, full * wide / max(wide - room, 0.3 * wide))
    for row, (count, text) in enumerate(zip(counts, texts, strict=True)):
        shade = lighter(mark.colour, 0.13 * (len(counts) - 1 - row))
        ax.barh(row, count, height=0.68, color=shade, linewidth=0)
        ax.annotate(
            text, (count, row), (0.3 * size.font, 0), textcoords="offset points",
            va="center", ha="left", fontsize=size.fine, color=INK,
        )  # fmt: skip
    return ax


def page(figure: Figure, ideas: pd.DataFrame, scene: Scene) -> list[Axes]:
    """A funnel beside a funnel, on one scale."""
    frame = ideas[ideas["cost"] == scene.cost]
    counts = {regime: stages(frame, regime, scene.months) for regime in scene.order}
    drawn = [r for r in scene.order if counts[r][0] > 0 and r not in scene.equal]
    window = _EARLY if scene.months > FOLLOWED else _ALL
    notes = [kept(replications(frame), scene.lang), scene.say(window).format(FOLLOWED)]
    about = "; ".join((scene.say(_ABOUT), *silent(scene, drawn)))
    across = 1 if scene.size.name == "paper" else _across(len(drawn))
    down = max(1, -(-len(drawn) // across))
    sheet = Sheet(figure, scene, scene.say(_TITLE), about, notes, 8.0 * down)
    names = max(width_of(scene.say(stage), scene.size.fine) for stage in _STAGES) / sheet.em
    grid = sheet.grid(down, across, margins=(names + 0.4, 0.0, 1.5, 0.0), gaps=(1.0, 2.2))
    axes: list[Axes] = list(grid.flat)
    widest = max((counts[r][0] for r in drawn), default=0.0)
    for place, ax in enumerate(axes):
        if place >= len(drawn):
            ax.set_axis_off()
            continue
        draw(ax, counts[drawn[place]], drawn[place], scene, widest)
        if place % across:
            ax.set_yticklabels([])
    if not drawn:
        say_nothing(axes[0], scene, scene.say(NO_IDEAS))
    return axes[: max(1, len(drawn))]


def _across(panels: int) -> int:
    """Columns that leave no hole where one can be avoided."""
    return 2 if panels == 4 else min(3, max(1, panels))


def silent(scene: Scene, drawn: Sequence[str]) -> list[str]:
    """A word on each regime that has no panel: the same as the baseline, or without ideas."""
    words = []
    for regime in scene.order:
        if regime in scene.equal:
            words.append(f"{regime} = {scene.baseline} ({scene.say(NO_DIFFERENCE)})")
        elif regime not in drawn:
            words.append(f"{regime}: {scene.say(NO_IDEAS)}")
    return words


def _count(count: float, first: float, scene: Scene) -> str:
    text = scene.number(count, 0 if count >= 10 or count == 0 else 1)
    return text if count == first else f"{text} ({scene.percent(count / first)})"
