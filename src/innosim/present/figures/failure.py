"""When does failure cost: early, in the model phase, or late, when the idea was being put into use?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.experiment.intervals import Interval, interval, pooled_ratio
from innosim.present.figures import key
from innosim.present.figures.canvas import width_in
from innosim.present.figures.estimates import FAILED, Floats, months, replications
from innosim.present.figures.labels import width_of
from innosim.present.figures.scene import Scene
from innosim.present.figures.sheet import Sheet, rules, say_nothing
from innosim.present.figures.ticks import numbers
from innosim.present.style import INK, QUIET, lighter
from innosim.present.words.figures import NO_DIFFERENCE, NO_IDEAS, kept
from innosim.present.words.numbers import rounded
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PHASES = ("model", "implementation", "operation")
_SHADES = (0.7, 0.35, 0.0)
_NAMES = (
    Text("early: in the model phase", "tidligt: i modelfasen"),
    Text("late: in implementation", "sent: under implementering"),
    Text("late: rolled back from operation", "sent: rullet tilbage fra drift"),
)
_TITLE = Text("What failure costs, early and late", "Hvad fejl koster, tidligt og sent")
_ABOUT = Text(
    "All that ideas had cost, direction included, when they failed after the gate to model; mDKK a year",
    "Alt, hvad idéer havde kostet, retning medregnet, da de fejlede efter porten til model; mio. kr. pr. år",
)
_INTERVAL = Text("95% interval of the mean total", "95 %-interval for den samlede middelværdi")
_LATE = Text("{0} late", "{0} sent")


def costs(ideas: pd.DataFrame, regime: str, scene: Scene) -> Floats:
    """mDKK a year by replication (rows) and by the phase an idea had reached (columns)."""
    runs = np.sort(ideas["replication"].unique())
    own = ideas[(ideas["regime"] == regime) & ideas["end"].isin(FAILED)]
    reached = np.select(
        [np.isfinite(months(own[f"month_{phase}"])) for phase in reversed(PHASES)], [2, 1, 0], -1
    )
    spent = own["spent_money"].to_numpy(dtype="float64") + scene.wage_mdkk * own[
        "spent_hours"
    ].to_numpy(dtype="float64")
    table = np.zeros((len(runs), len(PHASES)))
    kept = reached >= 0
    rows = np.searchsorted(runs, own["replication"].to_numpy())
    np.add.at(table, (rows[kept], reached[kept]), spent[kept])
    return table / scene.years


def draw(ax: Axes, by_regime: Mapping[str, Floats], scene: Scene) -> Axes:
    """A bar a regime, early to late, with the interval of the total and the late share."""
    size = scene.size
    order = scene.order
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.set_yticks(range(len(order)), order)
    ax.tick_params(axis="y", length=0)
    for label, regime in zip(ax.get_yticklabels(), order, strict=True):
        label.set_color(scene.mark(regime).colour)
        label.set_fontweight("bold")
    numbers(ax.xaxis, scene, share=False, most=5)
    rules(ax, scene, "x")
    ends = []
    for row, regime in enumerate(order):
        table = by_regime.get(regime, np.zeros((0, 3)))
        if regime in scene.equal or not table.any():
            equal = f"= {scene.baseline}: {scene.say(NO_DIFFERENCE)}"
            _note(
                ax, 0.0, row, equal if regime in scene.equal else scene.say(NO_IDEAS), scene, QUIET
            )
            continue
        total = interval(table.sum(axis=1))
        _bar(ax, row, table.mean(axis=0), total, regime, scene)
        end = max(total.mean, total.high if total.n > 1 else 0.0)
        late = pooled_ratio(table[:, 1:].sum(axis=1), table.sum(axis=1)).mean
        amount = rounded(total.mean, scene.lang, half=(total.high - total.low) / 2)
        text = f"{amount} · {scene.say(_LATE).format(scene.percent(late))}"
        _note(ax, end, row, text, scene, INK)
        ends.append((end, width_of(text, size.fine) + 0.8 * size.em))
    _limits(ax, ends)
    return ax


def page(figure: Figure, ideas: pd.DataFrame, scene: Scene) -> list[Axes]:
    """The whole figure."""
    frame = ideas[ideas["cost"] == scene.cost]
    tables = {regime: costs(frame, regime, scene) for regime in scene.order}
    notes = [kept(replications(frame), scene.lang), scene.say(_INTERVAL)]
    entries = [
        key.Swatch(scene.say(n), lighter("#333333", s))
        for n, s in zip(_NAMES, _SHADES, strict=True)
    ]
    names = max((width_of(r, scene.size.fine, bold=True) for r in scene.order), default=0.0)
    inner = scene.size.width - 1.4 * scene.size.em - names - scene.size.em
    top = 1.3 * key.lines(entries, scene, inner) + 0.5
    height = 1.9 * len(scene.order) + top + 2.0
    sheet = Sheet(figure, scene, scene.say(_TITLE), scene.say(_ABOUT), notes, height)
    ax = sheet.grid(1, 1, margins=(names / sheet.em + 0.5, 0.3, top, 1.4))[0, 0]
    if any(table.any() for table in tables.values()):
        key.strip(ax, entries, scene)
        draw(ax, tables, scene)
    else:
        ax.set_axis_off()
        say_nothing(ax, scene, scene.say(NO_IDEAS))
    return [ax]


def _bar(ax: Axes, row: int, means: Floats, total: Interval, regime: str, scene: Scene) -> None:
    left = 0.0
    for mean, shade in zip(means, _SHADES, strict=True):
        colour = lighter(scene.mark(regime).colour, shade)
        ax.barh(row, mean, left=left, height=0.56, color=colour, linewidth=0, zorder=2)
        left += float(mean)
    if total.n > 1:
        ax.plot(
            [total.low, total.high], [row, row], color=INK, linewidth=0.6 * scene.size.line,
            marker="|", markersize=0.6 * scene.size.font, markeredgewidth=0.5 * scene.size.line, zorder=4,
        )  # fmt: skip


def _note(ax: Axes, x: float, row: int, text: str, scene: Scene, colour: str) -> None:
    ax.annotate(
        text, (x, row), (0.5 * scene.size.font, 0), textcoords="offset points", va="center",
        ha="left", fontsize=scene.size.fine, color=colour,
    ).set_gid("label")  # fmt: skip


def _limits(ax: Axes, ends: Sequence[tuple[float, float]]) -> None:
    """Room for the words at the bars' ends: the widest bar leaves its text inside the Axes."""
    wide = ax.get_position().width * width_in(ax)
    # x at which data end e (in inches: e * wide / limit) plus the text's width is just the Axes
    limit = max((end * wide / max(wide - text, 0.3 * wide) for end, text in ends), default=1.0)
    ax.set_xlim(0.0, limit or 1.0)
