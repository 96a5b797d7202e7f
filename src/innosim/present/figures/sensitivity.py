"""What moves an outcome? Effects of the strongest parameters beside the noise they must be told from, and their share of its distribution."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from innosim.analysis.screening_effects import Screened
from innosim.analysis.sensitivity import Findings, OfMetric
from innosim.experiment.draws import declared
from innosim.present.comparison import difference_unit, scale
from innosim.present.figures.labels import width_of, wrap
from innosim.present.figures.page import Page, headline, leave_empty, rules
from innosim.present.figures.scene import Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.sensitivity_tables import SHOWN
from innosim.present.style import FAINT, INK, QUIET
from innosim.scenario.catalogue import METRICS, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = Text("What moves {0}: {1}", "Hvad flytter {0}: {1}")
_ABOUT = Text(
    "The {0} strongest of {1} uncertain parameters. Grey: what replication noise alone may give; a hollow mark lies within it",
    "De {0} stærkeste af {1} usikre parametre. Gråt: hvad støj mellem kørsler alene kan give; et hult mærke ligger inden for",
)
_NONE_HEARD = Text(
    "None of {1} uncertain parameters moves it by more than replication noise may; here are the {0} largest effects. Grey: what noise alone may give",
    "Ingen af {1} usikre parametre flytter det mere, end støj mellem kørsler kan; her er de {0} største effekter. Gråt: hvad støj alene kan give",
)
_SCREENED = Text(
    "screening: {0} trajectories of {1} points, {2} replications at each",
    "screening: {0} baner på {1} punkter, {2} kørsler i hvert",
)
_DRAWN = Text(
    "delta: {0} draws, {1} replications at each", "delta: {0} trækninger, {1} kørsler i hver"
)
_LEFT = Text("Effect over its range, {0}", "Effekt over spændet, {0}")
_RIGHT = Text("Delta, share of the distribution", "Delta, andel af fordelingen")
_OF_DELTA = Text(
    "dashed: an unrelated parameter's delta, hollow: no share of its own shown",
    "stiplet: en uvedkommende parameters delta, hult: ingen egen andel er vist",
)
_NOTHING = Text("no parameter over noise", "ingen parameter over støjen")
_WAYS = Text("▲ up ▼ down ◆ both ways", "▲ op ▼ ned ◆ begge veje")
_CLEAR = 0.7
_NAMES = 0.36
"""Of the page's width, at most, for names and meanings of parameters."""
_SMALLER = 0.85
"""Of the fine print: what a row's name and meaning are written in."""


def page(figure: Figure, found: Findings, metric: str, scene: Scene) -> list[Axes]:
    """Two panels, a row a parameter."""
    one = found.metrics[metric]
    rows = one.screened[:SHOWN]
    title = scene.say(_TITLE).format(found.of, scene.say(METRICS[metric].short))
    about = scene.say(_ABOUT if one.heard else _NONE_HEARD).format(
        len(rows), scene.number(len(one.screened))
    )
    notes = [
        scene.say(_SCREENED).format(
            *map(scene.number, (found.trajectories, len(found.parameters) + 1, found.replications))
        ),
    ]
    if one.heard:  # else neither draws nor marks of a way are here
        notes.append(
            scene.say(_DRAWN).format(*map(scene.number, (found.draws, found.replications)))
        )
        notes += [scene.say(_WAYS), scene.say(_OF_DELTA)]
    whole = Page(figure, scene, title, about, notes, 2.3 * len(rows) + 4.0)
    points, room = _SMALLER * scene.size.fine, _NAMES * scene.size.width
    names = max((width_of(_named(each, scene, room), points) for each in rows), default=0.0)
    left = names / whole.em + 0.7
    grid = whole.grid(
        1, 2, margins=(left, 0.8, 1.9, 1.4), gaps=(1.4, 1.0), widths=(1.25, 1.0)
    )  # fmt: skip
    axes: list[Axes] = list(grid.flat)
    _effects(axes[0], rows, one, scene)
    _deltas(axes[1], rows, one, scene)
    heads = (scene.say(_LEFT).format(difference_unit(metric, scene.lang)), scene.say(_RIGHT))
    for ax, head in zip(axes, heads, strict=True):
        wide = ax.get_position().width * scene.size.width
        headline(ax, scene, "\n".join(wrap(head, scene.size.fine, wide, bold=True)))
    return axes


def _named(one: Screened, scene: Scene, room: float) -> str:
    """A parameter's name, as tables and files have it, and below it as much of what it means as there is room for."""
    points = _SMALLER * scene.size.fine
    lines = wrap(scene.say(declared(one.name).meaning), points, room - width_of("…", points))
    return f"{one.name}\n{lines[0].rstrip(' ,;:')}{'…' if len(lines) > 1 else ''}"


def _effects(ax: Axes, rows: tuple[Screened, ...], one: OfMetric, scene: Scene) -> None:
    """Mean sizes with intervals; the grey bar is what noise stays under."""
    factor, size = scale(one.metric), scene.size
    _rows(ax, rows, scene, named=True)
    for place, each in enumerate(rows):
        mean, low, high, _ = each.size
        if math.isnan(mean):
            continue
        if math.isfinite(each.most_noise):
            ax.barh(
                place, factor * each.most_noise, height=0.62, color=FAINT, linewidth=0, zorder=0
            )
        colour, marker = _look(each)
        ax.plot(
            [factor * mean], [place], marker, color=colour, markersize=0.5 * size.font, zorder=4,
            markerfacecolor=colour if each.is_heard else "white", markeredgewidth=0.5 * size.line,
        )  # fmt: skip
        if math.isfinite(low):
            ax.plot(
                [factor * low, factor * high], [place, place], color=colour,
                linewidth=0.7 * size.line, solid_capstyle="butt", zorder=3,
            )  # fmt: skip
    ax.set_xlim(left=0.0)
    number_ticks(ax.xaxis, scene, share=False, most=4)


def _deltas(ax: Axes, rows: tuple[Screened, ...], one: OfMetric, scene: Scene) -> None:
    """Delta with its interval, of those that were drawn."""
    size = scene.size
    _rows(ax, rows, scene, named=False)
    unrelated = math.nan
    for place, each in enumerate(rows):
        index = one.index(each.name)
        if index is None or math.isnan(index.delta.mean):
            continue
        unrelated = index.unrelated
        colour = _look(each)[0] if index.is_seen else QUIET
        ax.plot(
            [index.delta.low, index.delta.high], [place, place], color=colour,
            linewidth=0.7 * size.line, solid_capstyle="butt", zorder=3,
        )  # fmt: skip
        ax.plot(
            [index.delta.mean], [place], "o", color=colour, markersize=0.45 * size.font, zorder=4,
            markerfacecolor=colour if index.is_seen else "white", markeredgewidth=0.5 * size.line,
        )  # fmt: skip
    if math.isnan(unrelated):
        ax.set_xticks([])
        leave_empty(ax, scene, scene.say(_NOTHING))
        return
    ax.axvline(unrelated, color=INK, linewidth=0.4 * size.line, linestyle=(0, (3.0, 2.0)), zorder=1)
    ax.set_xlim(left=0.0)
    number_ticks(ax.xaxis, scene, share=False, most=4)


def _rows(ax: Axes, rows: tuple[Screened, ...], scene: Scene, *, named: bool) -> None:
    ax.set_ylim(len(rows) - 0.4, -0.6)
    room = _NAMES * scene.size.width
    ax.set_yticks(
        range(len(rows)), [_named(each, scene, room) if named else "" for each in rows],
        fontsize=_SMALLER * scene.size.fine, linespacing=1.05,
    )  # fmt: skip
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    rules(ax, scene, "x")
    if named:
        for label, each in zip(ax.get_yticklabels(), rows, strict=True):
            label.set_color(INK if each.is_heard else QUIET)


def _look(each: Screened) -> tuple[str, str]:
    """Colour and marker: the marker says which way it moves the outcome, the colour is no regime's."""
    if not each.is_heard:
        return QUIET, "o"
    if abs(each.one_way) <= _CLEAR:
        return INK, "D"
    return INK, "^" if each.one_way > 0.0 else "v"
