"""How was each year's pressure met: by ideas, by savings booked in advance, or by cuts?

A krone booked in advance is followed to the January in which it came or was cut after all, so the
bars of a year add up to what that year asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.present.figures import key
from innosim.present.figures.estimates import Floats, replications
from innosim.present.figures.funnel import silent
from innosim.present.figures.scene import START_YEAR, Scene
from innosim.present.figures.sheet import Sheet, headline, rules, say_nothing
from innosim.present.figures.ticks import numbers
from innosim.present.style import PAPER_WHITE, QUIET, lighter
from innosim.present.words.figures import NO_INTERVAL, NO_RUNS, runs
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SOURCES = ("ideas", "came_true", "outstanding", "emergency", "cuts")
"""From the bottom of a bar to its top."""

_NAMES: dict[str, Text] = {
    "ideas": Text("ideas", "idéer"),
    "came_true": Text("booked, came in", "indregnet, indfriet"),
    "outstanding": Text("booked, not yet due", "indregnet, afventer"),
    "emergency": Text("booked, cut after all", "indregnet, så skåret"),
    "cuts": Text("planned cuts", "planlagte nedskæringer"),
}
_TITLE = Text("How each year's pressure was met", "Hvordan årets pres blev mødt")
_ABOUT = Text(
    "Mean of runs, mDKK; in brackets the part met by ideas",
    "Gennemsnit af kørsler, mio. kr.; i parentes delen mødt af idéer",
)


def sources(indicators: pd.DataFrame, regime: str) -> Floats:
    """mDKK by year (rows) and by source in the order of `SOURCES` (columns), mean over runs."""
    names = ["harvested_mdkk", "booked_mdkk", "came_true_mdkk", "emergency_mdkk", "cut_mdkk"]
    own = indicators.loc[indicators["regime"] == regime, ["replication", "month", *names]]
    if own.empty:
        return np.zeros((0, len(SOURCES)))
    yearly = own[names].astype("float64").groupby(own["month"] // 12).sum()
    harvested, booked, came, emergency, cuts = (yearly.to_numpy() / replications(own)).T
    came, emergency = np.append(came[1:], 0.0), np.append(emergency[1:], 0.0)
    # What was booked in the last year is settled the January after the run.
    outstanding = np.zeros_like(booked)
    outstanding[-1] = booked[-1]
    return np.column_stack([harvested, came, outstanding, emergency, cuts])


def draw(ax: Axes, table: Floats, regime: str, scene: Scene, highest: float = 0.0) -> Axes:
    """One regime's years as stacked bars, what ideas met at the bottom."""
    years = np.arange(table.shape[0])
    below = np.zeros(years.size)
    for name, amounts in zip(SOURCES, table.T, strict=True):
        swatch = _swatch(name, scene.mark(regime).colour, scene)
        ax.bar(
            years, amounts, bottom=below, width=0.82, color=swatch.face, hatch=swatch.hatch or None,
            edgecolor=QUIET if swatch.hatch else swatch.face, linewidth=0.0, zorder=2,
        )  # fmt: skip
        below = below + amounts
    top = highest or float(below.max(initial=0.0)) or 1.0
    ax.set_ylim(0.0, 1.05 * top)
    ax.set_xlim(-0.7, max(years.size, 1) - 0.3)
    ticks = [y for y in years if y % (4 if years.size > 6 else 2 if years.size > 3 else 1) == 0]
    ax.set_xticks(ticks, [str(START_YEAR + int(y)) for y in ticks])
    numbers(ax.yaxis, scene, share=False, most=4)
    rules(ax, scene, "y")
    asked = table.sum()
    met = f" ({scene.percent(table[:, :2].sum() / asked)})" if asked > 0 else ""
    headline(ax, scene, f"{regime}{met}", colour=scene.mark(regime).colour)
    return ax


def page(figure: Figure, indicators: pd.DataFrame, scene: Scene) -> list[Axes]:
    """A panel a regime on one scale, the key in the cell after the last."""
    frame = indicators[indicators["cost"] == scene.cost]
    tables = {r: sources(frame, r) for r in scene.order if r not in scene.equal}
    drawn = [regime for regime, table in tables.items() if table.size]
    across = 2 if scene.size.name == "paper" else 3 if len(drawn) < 6 else 4
    down = -(-(len(drawn) + 1) // across)
    notes = [runs(replications(frame), scene.lang), scene.say(NO_INTERVAL)]
    same = [word for word in silent(scene, drawn) if "=" in word]
    about = "; ".join((scene.say(_ABOUT), *same))
    sheet = Sheet(figure, scene, scene.say(_TITLE), about, notes, 10.5 * down)
    axes: list[Axes] = list(
        sheet.grid(down, across, margins=(2.0, 0.3, 1.6, 1.3), gaps=(2.4, 3.2)).flat
    )
    highest = max((float(tables[r].sum(axis=1).max()) for r in drawn), default=0.0)
    for ax, regime in zip(axes, drawn, strict=False):
        draw(ax, tables[regime], regime, scene, highest)
    for ax in axes[len(drawn) :]:
        ax.set_axis_off()
    if not drawn:
        say_nothing(axes[0], scene, scene.say(NO_RUNS))
        return axes[:1]
    key.column(axes[len(drawn)], _key([tables[r] for r in drawn], scene), scene)
    return axes[: len(drawn)]


def _key(tables: Sequence[Floats], scene: Scene) -> list[key.Swatch]:
    """What occurs, in the order in which it is stacked."""
    used = np.sum([table.sum(axis=0) for table in tables], axis=0) > 0
    return [
        _swatch(name, "#333333", scene)
        for name, is_used in zip(reversed(SOURCES), reversed(used), strict=True)
        if is_used
    ]


def _swatch(name: str, colour: str, scene: Scene) -> key.Swatch:
    text = scene.say(_NAMES[name])
    dense = 1 if scene.size.width > 5 else 2  # a hatch is drawn per inch
    if name == "ideas":
        return key.Swatch(text, colour)
    if name == "came_true":
        return key.Swatch(text, lighter(colour, 0.5))
    if name == "outstanding":
        return key.Swatch(text, PAPER_WHITE, "..." * dense)
    if name == "emergency":
        return key.Swatch(text, PAPER_WHITE, "////" * dense)
    return key.Swatch(text, "#CFCFCF")
