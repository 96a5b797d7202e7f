"""How was each year's pressure met: by ideas, by savings booked in advance, or by cuts?

A krone booked in advance is followed to the January in which it came or was cut after all, so the
bars of a year add up to what that year asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.purse import SOURCES, met
from innosim.experiment.intervals import Floats
from innosim.present.figures import legend
from innosim.present.figures.funnel import silent
from innosim.present.figures.labels import width_in, wrap
from innosim.present.figures.page import Page, headline, leave_empty, ready, rules
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.style import PAPER_WHITE, QUIET, lighter
from innosim.present.words.basis import NO_INTERVAL, NO_RUNS, runs
from innosim.present.words.outcomes import PURSE_NAMES
from innosim.scenario.catalogue import METRICS, Text
from innosim.scenario.catalogue.columns import START_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_METRIC = "pressure_met_without_cuts"

_BOOKED = ("harvested", "outstanding", "emergency")  # what became of it
_TITLE = Text("How each year's pressure was met", "Hvordan hvert års besparelse blev fundet")
_ABOUT = Text(
    "Mean of runs, mDKK; what was rolled back is asked for again. In brackets: {0}",
    "Gennemsnit af kørsler, mio. kr.; hvad der blev rullet tilbage, skal findes igen. I parentes: {0}",
)


def draw(axes: Sequence[Axes], material: Material, scene: Scene) -> list[Axes]:
    """One Axes a regime that differs from the baseline, and the baseline's."""
    tables = _tables(material, scene)
    given = ready(axes, len(tables), scene)
    for ax, regime in zip(given, tables, strict=True):
        _years(ax, tables[regime], regime, material, scene)
    return given


def page(figure: Figure, material: Material, scene: Scene) -> list[Axes]:
    """How each year's pressure was met: a panel a regime on one scale, the key in the cell after the last."""
    tables = _tables(material, scene)
    across = 2 if scene.size.name == "paper" else 3 if len(tables) < 6 else 4
    down = -(-(len(tables) + 1) // across)
    notes = [runs(material.replications, scene.lang), scene.say(NO_INTERVAL)]
    same = [word for word in silent(scene, list(tables)) if "=" in word]
    metric = scene.say(METRICS[_METRIC].short)
    about = "; ".join((scene.say(_ABOUT).format(metric), *same))
    whole = Page(figure, scene, scene.say(_TITLE), about, notes, 10.5 * down)
    axes: list[Axes] = list(
        whole.grid(down, across, margins=(2.0, 0.3, 1.6, 1.3), gaps=(2.4, 3.2)).flat
    )
    highest = max((float(table.sum(axis=1).max()) for table in tables.values()), default=0.0)
    for ax, regime in zip(axes, tables, strict=False):
        _years(ax, tables[regime], regime, material, scene, highest)
    for ax in axes[len(tables) :]:
        ax.set_axis_off()
    if not tables:
        leave_empty(axes[0], scene, scene.say(NO_RUNS))
        return axes[:1]
    beside = axes[len(tables) : -(-(len(tables) + 1) // across) * across]
    legend.column(beside, _legend(list(tables.values()), scene), scene)
    return axes[: len(tables)]


def _tables(material: Material, scene: Scene) -> dict[str, Floats]:
    """mDKK by year (rows) and by source (columns), from the ledger, of each regime that is drawn."""
    return {
        regime: met(material.result, scene.cost, regime, scene.years).to_numpy(dtype=float)
        for regime in scene.order
        if regime not in scene.equal and material.measures.has(scene.cost, regime)
    }


def _years(
    ax: Axes, table: Floats, regime: str, material: Material, scene: Scene, highest: float = 0.0
) -> None:
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
    number_ticks(ax.yaxis, scene, share=False, most=4)
    rules(ax, scene, "y")
    share_met = material.measured(regime, _METRIC).mean
    share = "" if math.isnan(share_met) else f" ({scene.percent(share_met)})"
    wide = ax.get_position().width * width_in(ax)
    head = "\n".join(wrap(f"{regime}{share}", scene.size.fine, wide, bold=True))
    headline(ax, scene, head, colour=scene.mark(regime).colour)


def _legend(tables: Sequence[Floats], scene: Scene) -> list[legend.Swatch]:
    """What occurs, in the order in which it is stacked."""
    used = np.sum([table.sum(axis=0) for table in tables], axis=0) > 0
    return [
        _swatch(name, "#333333", scene)
        for name, is_used in zip(reversed(SOURCES), reversed(used), strict=True)
        if is_used
    ]


def _swatch(name: str, colour: str, scene: Scene) -> legend.Swatch:
    text = scene.say(PURSE_NAMES[name])
    if name in _BOOKED:
        text = f"{scene.say(PURSE_NAMES['booked'])}, {text}"
    dense = 1 if scene.size.width > 5 else 2  # a hatch is drawn per inch
    if name == "harvested_gap":
        return legend.Swatch(text, colour)
    if name == "harvested":
        return legend.Swatch(text, lighter(colour, 0.5))
    if name == "outstanding":
        return legend.Swatch(text, PAPER_WHITE, "..." * dense)
    if name == "emergency":
        return legend.Swatch(text, PAPER_WHITE, "////" * dense)
    return legend.Swatch(text, "#CFCFCF")
