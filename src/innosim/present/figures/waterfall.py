"""Why do two regimes differ? From one to the other, a step a lever (or a mechanism), each with its interval and its price.

Steps begin where the last one ended, the largest first, so that the last ends at the other regime's level. What is not shown to differ from 0
is drawn hollow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from shlex import quote
from typing import TYPE_CHECKING

from innosim.analysis.attribution import REST, Among, Attribution, Part, Split
from innosim.analysis.frames import extreme_of
from innosim.present.attribution_tables import headed
from innosim.present.attribution_words import price_words, rests_on, undefined_words
from innosim.present.figures.labels import height_in, width_in, width_of
from innosim.present.figures.legend import Swatch, lines, strip
from innosim.present.figures.page import Page, leave_empty, ready, rules
from innosim.present.figures.scene import Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.style import AGAINST, FOR, INK, PAPER_WHITE, QUIET, Size
from innosim.present.words.language import LANGUAGES, Language, say
from innosim.present.words.outcomes import NOT_RANKED, UNDEFINED
from innosim.present.words.parts import part_name
from innosim.present.words.steps import in_units, level, step
from innosim.scenario.asked import how_asked
from innosim.scenario.catalogue import AS_COSTED, METRICS, Text
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.places import no_option
from innosim.scenario.resolved import usual_baseline

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = Text("Why {0} differs from {1}: {2}", "Hvorfor {0} adskiller sig fra {1}: {2}")
_ABOUT = {
    Among.LEVERS: Text(
        "From {1} (top) to {0} (bottom), a step a lever, with its 95% interval; hollow: not shown to differ from 0. Right: contribution in the metric's unit, and price of"
        " the change, mDKK a year",
        "Fra {1} (øverst) til {0} (nederst), et trin pr. virkemiddel, med 95 %-interval; hult: ikke vist forskelligt fra 0. Til højre: bidrag i målets enhed og"
        " ændringens pris, mio. kr. pr. år",
    ),
    Among.MECHANISMS: Text(
        "What of {0} less {1} each mechanism carries, with its 95% interval; hollow: not shown to differ from 0; at the top what is there without any of them",
        "Hvad hver mekanisme bærer af {0} minus {1}, med 95 %-interval; hult: ikke vist forskelligt fra 0; øverst, hvad der er uden nogen af dem",
    ),
}
_LESS = Text("{0} less {1}", "{0} minus {1}")
_PRICE = Text("price", "pris")
_WAYS = {
    Among.LEVERS: (Text("better", "bedre"), Text("worse", "dårligere")),
    Among.MECHANISMS: (
        Text("in favour of {0}", "til fordel for {0}"),
        Text("against {0}", "imod {0}"),
    ),
}
_NEITHER = (Text("raises it", "hæver det"), Text("lowers it", "sænker det"))
"""Of a metric in which neither direction is better."""
_CHANGED = Text(
    "innosim.why with a scenario changed in Python",
    "innosim.why med et scenarie, der er ændret i Python",
)
_NONE = (math.nan, math.nan)
_ROW = 1.45
"""Ems that a step takes, where the height is free."""


@dataclass(frozen=True)
class _Row:
    """A step of the waterfall: from where to where, and what stands beside it."""

    name: str
    start: float
    stop: float
    part: Part | None
    ends: tuple[float, float]
    colour: str
    number: str
    price: str = ""
    regime: str = ""


def surroundings(found: Attribution, size: Size, lang: Language = "en") -> Scene:
    """What surrounds a figure of an attribution: regimes are drawn as in all other figures of the scenario."""
    scenario = found.scenario
    names = tuple(scenario.regimes)
    return Scene(
        name=scenario.name,
        regimes={name: say(in_both(each.title), lang) for name, each in scenario.regimes.items()},
        baseline=usual_baseline(names, scenario.baseline),
        seed=int(scenario.values["seed"]),
        months=int(scenario.values["months"]),
        command=_command(found, lang),
        extreme=extreme_of(scenario, names),
        cost=AS_COSTED,
        lang=lang,
        size=size,
    )


def _command(found: Attribution, lang: Language) -> str:
    """The command that splits the differences so, where there is one."""
    asked, *fields = how_asked(found.scenario) or ("",)
    if not asked:
        return say(_CHANGED, lang)
    words = [
        f"innosim why {quote(no_option(asked))} --between {' '.join(map(quote, found.between))}"
    ]
    words += [f"--replications {found.replications}"]
    orders = max(found.orders.values())
    words += [f"--permutations {orders}"] * bool(orders)
    run = ("months", "seed")
    words += [
        f"--set run.{name}={found.scenario.values[name]}"
        for name in run
        if any(each.startswith(f"run.{name}=") for each in fields)
    ]
    words += [f"--set {quote(each)}" for each in fields if not each.startswith("run.")]
    words += ["--mechanisms"] * (Among.MECHANISMS in found.splits)
    words += [f"--lang {lang}"] * (lang != LANGUAGES[0])
    return " ".join(words)


def draw(
    axes: Sequence[Axes], found: Attribution, scene: Scene, metric: str, among: str = Among.LEVERS
) -> list[Axes]:
    """The waterfall of one metric on one Axes."""
    split, way = found.of(metric, among), Among(among)
    given = ready(axes, 1, scene)
    _waterfall(given[0], found, split, way, scene)
    return given


def page(
    figure: Figure, found: Attribution, scene: Scene, metric: str, among: str = Among.LEVERS
) -> list[Axes]:
    """Why two regimes differ on one metric: from one level to the other, a step a lever, or a mechanism."""
    split, way = found.of(metric, among), Among(among)
    title = scene.say(_TITLE).format(*found.between, scene.say(METRICS[metric].short))
    about = scene.say(_ABOUT[way]).format(*found.between)
    notes = [
        rests_on(found, way, scene.lang),
        *undefined_words(_only(found, metric), way, scene.lang),
    ]
    rows = _rows(found, split, way, scene)
    whole = Page(figure, scene, title, about, notes, _ROW * (len(rows) + 3.4))
    fine = scene.size.fine
    names = max(width_of(row.name, fine, bold=row.part is None) for row in rows) / whole.em + 0.6
    beside = _columns(rows, scene, whole.em)
    room = whole.right - whole.left - (names + sum(beside) + 0.4) * whole.em
    key = lines(_key(found, metric, way, scene), scene, room)
    ax: Axes = whole.grid(1, 1, margins=(names, sum(beside) + 0.4, 0.9 + 1.25 * key, 2.2))[0, 0]
    _waterfall(ax, found, split, way, scene)
    return [ax]


def _only(found: Attribution, metric: str) -> Attribution:
    """The same with one metric alone, so that notes are about that."""
    splits = {among: {metric: each[metric]} for among, each in found.splits.items()}
    return replace(found, metrics=(metric,), splits=splits)


def _columns(rows: Sequence[_Row], scene: Scene, em: float) -> tuple[float, float]:
    """The widths, in ems, of the two columns of numbers at the right."""
    fine = scene.size.fine
    numbers = max(width_of(row.number, fine) for row in rows) / em + 0.9
    prices = max(width_of(text, fine) for text in (*(row.price for row in rows), scene.say(_PRICE)))
    return numbers, (prices / em + 0.7 if any(row.price for row in rows) else 0.0)


def _rows(found: Attribution, split: Split, among: Among, scene: Scene) -> list[_Row]:
    """The steps in order: of levers from one regime to the other; of mechanisms from what is there without any to the whole difference."""
    one, other = found.between
    colours = (scene.mark(one).colour, scene.mark(other).colour)
    levers = among == Among.LEVERS
    prices = {each.name: price_words(each.price, scene.lang) for each in found.changes if levers}
    rest = [part for part in split.parts if part.name == REST]
    # All is drawn in the unit that the numbers beside it are in.
    unit = in_units(found, split.metric)
    base = unit * split.levels[1] if levers else 0.0
    rows = []
    if levers:
        shown = level(found, split.metric, split.levels[1], scene.lang)
        rows.append(_Row(other, math.nan, base, None, _NONE, colours[1], shown, regime=other))
    at = base
    for part in (*rest, *(each for each in split.ordered if each.name != REST)):
        colour = QUIET if part.name == REST else (FOR, AGAINST)[_is_worse(part, split.metric)]
        rows.append(
            _Row(
                part_name(among, part.name, scene.lang),
                at,
                at + unit * part.contribution,
                part,
                (unit * part.low, unit * part.high),
                colour,
                step(found, split.metric, part.contribution, scene.lang),
                prices.get(part.name, ""),
            )
        )
        at += unit * part.contribution
    end = split.levels[0] if levers else split.whole.mean
    name = one if levers else scene.say(_LESS).format(*found.between)
    shown = (level if levers else step)(found, split.metric, end, scene.lang)
    price = price_words(found.price, scene.lang) if levers else ""
    rows.append(_Row(name, math.nan, unit * end, None, _NONE, colours[0], shown, price, one))
    return rows


def _waterfall(ax: Axes, found: Attribution, split: Split, among: Among, scene: Scene) -> None:
    rows = _rows(found, split, among, scene)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [row.name for row in rows])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if not split.parts:
        words = NOT_RANKED if split.levels == split.levels else UNDEFINED
        leave_empty(ax, scene, scene.say(UNDEFINED if math.isnan(split.levels[0]) else words))
        return
    wide = ax.get_position().width * width_in(ax) / scene.size.em
    most = max(2, min(6, int(wide / 3.6)))
    number_ticks(ax.xaxis, scene, share=False, most=most, signed=among != Among.LEVERS)
    rules(ax, scene, "x")
    for label, row in zip(ax.get_yticklabels(), rows, strict=True):
        label.set_fontsize(_points(ax, rows, scene))
        if row.part is None:
            label.set_color(row.colour)
            label.set_fontweight("bold")
    for place, row in enumerate(rows):
        _step(ax, place, row, scene)
    for place, (row, after) in enumerate(pairwise(rows)):
        ax.plot(
            [row.stop, row.stop], [place, place + (1 if after.part is not None else 0.6)],
            color=QUIET, linewidth=0.3 * scene.size.line, zorder=1,
        )  # fmt: skip
    if among == Among.MECHANISMS:
        ax.axvline(0.0, color=INK, linewidth=0.4 * scene.size.line, zorder=1)
    ax.use_sticky_edges = False
    ax.margins(x=0.04)
    ax.autoscale_view(scaley=False)
    ax.set_xlabel(
        headed(split.metric, scene.lang), fontsize=scene.size.fine, color=INK, labelpad=0.2
    )
    strip(ax, _key(found, split.metric, among, scene), scene, 0.7)
    _beside(ax, rows, scene)


def _is_worse(part: Part, metric: str) -> bool:
    """Whether a step leads the wrong way; where neither way is better, whether it leads down."""
    return (
        (part.contribution > 0.0) if METRICS[metric].better == "down" else part.contribution < 0.0
    )


def _key(found: Attribution, metric: str, among: Among, scene: Scene) -> list[Swatch]:
    """What the two colours say: more is not better of every metric."""
    words = _WAYS[among] if METRICS[metric].better else _NEITHER
    said = (scene.say(text).format(found.between[0]) for text in words)
    return [Swatch(text, face) for text, face in zip(said, (FOR, AGAINST), strict=True)]


def _step(ax: Axes, place: int, row: _Row, scene: Scene) -> None:
    """A step as a bar with its interval at its end; a regime's own level as its marker."""
    size = scene.size
    if row.part is None:
        mark = scene.mark(row.regime)
        ax.plot(
            [row.stop], [place], linestyle="none", marker=mark.marker, color=row.colour,
            markersize=0.6 * size.font, markerfacecolor=row.colour if mark.filled else PAPER_WHITE, zorder=4,
        )  # fmt: skip
        return
    part = row.part
    sure = part.low > 0.0 or part.high < 0.0
    ax.barh(
        place, row.stop - row.start, left=row.start, height=0.62, zorder=2,
        facecolor=row.colour if sure else PAPER_WHITE,
        edgecolor=row.colour, linewidth=0.4 * size.line,
    )  # fmt: skip
    if math.isnan(part.low) or part.zero:
        return
    ax.plot(
        [row.start + row.ends[0], row.start + row.ends[1]], [place, place], color=INK,
        linewidth=0.4 * size.line, solid_capstyle="butt", marker="|", markersize=0.35 * size.font,
        markeredgewidth=0.4 * size.line, zorder=3,
    )  # fmt: skip


def _points(ax: Axes, rows: Sequence[_Row], scene: Scene) -> float:
    """The size in which names of steps do not touch, where the height is given."""
    high = ax.get_position().height * height_in(ax)
    return min(scene.size.fine, 72.0 * high / len(rows) / 1.15)


def _beside(ax: Axes, rows: Sequence[_Row], scene: Scene) -> None:
    """Contribution and price of each step, right of the Axes."""
    em, points = scene.size.em, _points(ax, rows, scene)
    wide = ax.get_position().width * width_in(ax)
    numbers, prices = _columns(rows, scene, em)
    right = 1.0 + numbers * em / wide
    for place, row in enumerate(rows):
        bold = "bold" if row.part is None else "normal"
        ax.text(
            right, place, row.number, transform=ax.get_yaxis_transform(), ha="right", va="center_baseline",
            fontsize=points, color=row.colour if row.part is None else INK, fontweight=bold, clip_on=False,
        )  # fmt: skip
        if prices:
            ax.text(
                right + prices * em / wide, place, row.price, transform=ax.get_yaxis_transform(),
                ha="right", va="center_baseline", fontsize=points, color=QUIET, clip_on=False,
            )  # fmt: skip
    if prices:
        ax.text(
            right + prices * em / wide, -0.75, scene.say(_PRICE), transform=ax.get_yaxis_transform(),
            ha="right", va="bottom", fontsize=scene.size.fine, color=QUIET, clip_on=False,
        )  # fmt: skip
