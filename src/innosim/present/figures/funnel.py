"""What becomes of ideas: a funnel from spark to operation, per regime, as far as each can be followed.

The regime's name bears the metric, own ideas put into operation a year, of all runs; the bars are those ideas that
can be followed long enough, of the runs whose biographies were kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from innosim.analysis.bottlenecks import Stages, is_followed, stages
from innosim.analysis.frames import has_ideas, kept_replications
from innosim.present.figures.labels import width_in, width_of
from innosim.present.figures.page import Page, headline, leave_empty, ready
from innosim.present.figures.scene import Material, Scene
from innosim.present.style import INK, lighter
from innosim.present.words.basis import NO_IDEAS, NO_RUNS, NOT_KEPT, kept, runs
from innosim.present.words.language import with_half
from innosim.present.words.outcomes import NO_DIFFERENCE
from innosim.scenario.catalogue import METRICS, Text
from innosim.scenario.catalogue.codes import PHASES
from innosim.scenario.catalogue.metric_terms import FOLLOWED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_METRIC = "throughput_per_year"

_SPARKED = Text("sparked", "opstået")
_TO = Text("to {0}", "til {0}")
_IN_TIME = Text("within {0} months", "inden {0} måneder")
_TITLE = Text("From spark to operation", "Fra idé til drift")
_ABOUT = Text(
    "After each name: {0}. Bars: own ideas a year by how far they came; in brackets, of those sparked",
    "Efter hvert navn: {0}. Søjler: egne idéer pr. år efter, hvor langt de nåede; i parentes, af de opståede",
)
_EARLY = Text(
    "bars: ideas that can be followed for {0} months",
    "søjler: idéer, der kan følges i {0} måneder",
)
_ALL = Text(
    "bars: all ideas, as the run is too short to follow any for {0} months",
    "søjler: alle idéer, da kørslen er for kort til at følge nogen i {0} måneder",
)
_NONE_FOLLOWED = Text("no own ideas to follow", "ingen egne idéer at følge")


def draw(axes: Sequence[Axes], material: Material, scene: Scene) -> list[Axes]:
    """One Axes for each regime with ideas that differs from the baseline, and the baseline's if it has any."""
    found = _found(material, scene)
    given = ready(axes, len(found), scene)
    widest = _widest(found)
    for ax, (regime, counted) in zip(given, found.items(), strict=True):
        _funnel(ax, counted, regime, material, scene, widest)
    return given


def page(figure: Figure, material: Material, scene: Scene) -> list[Axes]:
    """How far own ideas come, a funnel beside a funnel, on one scale."""
    found = _found(material, scene)
    window = _EARLY if is_followed(material.result) else _ALL
    held = kept_replications(material.result)
    notes = [runs(material.replications, scene.lang), kept(held, scene.lang)]
    if held:
        notes.append(scene.say(window).format(FOLLOWED))
    metric = scene.say(METRICS[_METRIC].short)
    about = "; ".join((scene.say(_ABOUT).format(metric), *silent(scene, list(found))))
    across = 1 if scene.size.name == "paper" else _across(len(found))
    down = max(1, -(-len(found) // across))
    whole = Page(figure, scene, scene.say(_TITLE), about, notes, 9.6 * down)
    names = [line for name in _names(material, scene) for line in name.splitlines()]
    left = max(width_of(name, scene.size.fine) for name in names) / whole.em + 0.4
    grid = whole.grid(down, across, margins=(left, 0.0, 1.5, 0.0), gaps=(1.0, 2.2))
    axes: list[Axes] = list(grid.flat)
    widest = _widest(found)
    for place, (ax, (regime, counted)) in enumerate(zip(axes, found.items(), strict=False)):
        _funnel(ax, counted, regime, material, scene, widest)
        if place % across:
            ax.set_yticklabels([])
    for ax in axes[len(found) :]:
        ax.set_axis_off()
    if not found:
        leave_empty(axes[0], scene, scene.say(NO_IDEAS if material.replications else NO_RUNS))
    return axes[: max(1, len(found))]


def _found(material: Material, scene: Scene) -> dict[str, Stages]:
    """The regimes that have ideas, with how far these came as far as biographies tell it."""
    return {
        regime: stages(material.result, scene.cost, regime)
        for regime in scene.order
        if regime not in scene.equal and has_ideas(material.result, scene.cost, regime)
    }


def _widest(found: Mapping[str, Stages]) -> float:
    return max((float(counted.reached[0]) for counted in found.values()), default=0.0)


def _empty(found: Stages, scene: Scene) -> str:
    """Why a regime that has ideas has no bars, "" where it has some."""
    if not found.replications:
        return scene.say(NOT_KEPT)
    return "" if found.reached[0] > 0.0 else scene.say(_NONE_FOLLOWED)


def _names(material: Material, scene: Scene) -> list[str]:
    """The spark and the phases behind the first; the last says within what time where ideas are followed."""
    _, *later = PHASES.values()
    names = [scene.say(_SPARKED), *(scene.say(_TO).format(scene.say(phase)) for phase in later)]
    if is_followed(material.result):
        names[-1] += "\n" + scene.say(_IN_TIME).format(FOLLOWED)
    return names


def _funnel(
    ax: Axes, found: Stages, regime: str, material: Material, scene: Scene, widest: float
) -> None:
    """One regime's funnel as bars from a common edge; ``widest`` is the count at full width."""
    mark, size, counts = scene.mark(regime), scene.size, [float(count) for count in found.reached]
    ax.set_ylim(len(counts) - 0.4, -0.6)
    ax.set_yticks(range(len(counts)), _names(material, scene))
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    headline(ax, scene, _head(regime, material, scene), colour=mark.colour)
    if why := _empty(found, scene):
        leave_empty(ax, scene, why)
        return
    texts = [_count(count, counts[0], scene) for count in counts]
    wide = ax.get_position().width * width_in(ax)
    room = max(width_of(text, size.fine) for text in texts) + 0.8 * size.em
    ax.set_xlim(0.0, widest * wide / max(wide - room, 0.3 * wide))
    for row, (count, text) in enumerate(zip(counts, texts, strict=True)):
        shade = lighter(mark.colour, 0.16 * (len(counts) - 1 - row))
        ax.barh(row, count, height=0.68, color=shade, linewidth=0)
        ax.annotate(
            text, (count, row), (0.3 * size.font, 0), textcoords="offset points",
            va="center", ha="left", fontsize=size.fine, color=INK,
        )  # fmt: skip


def _head(regime: str, material: Material, scene: Scene) -> str:
    """The regime, and the metric's number where it has one."""
    found = material.measured(regime, _METRIC)
    if math.isnan(found.mean):
        return regime
    return f"{regime}: {with_half(found.mean, found.low, found.high, scene.lang)}"


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
