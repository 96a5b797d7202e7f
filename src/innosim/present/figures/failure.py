"""What does failure cost, and does it cost early, in the model phase, or late, once implementation had begun?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.failure import PARTS, failure_parts
from innosim.analysis.frames import only_cuts
from innosim.experiment.intervals import Floats, Interval
from innosim.present.figures import legend
from innosim.present.figures.labels import width_in, width_of
from innosim.present.figures.page import Page, leave_empty, ready, rules
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import number_ticks
from innosim.present.style import INK, QUIET, lighter
from innosim.present.words.basis import NO_RUNS, runs
from innosim.present.words.language import heading, with_half
from innosim.present.words.outcomes import NO_DIFFERENCE, NOT_RANKED, UNDEFINED
from innosim.scenario.catalogue import METRICS, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TOTAL, _LATE = "failure_cost_mdkk_per_year", "late_failure_share"
_SHADES = dict(zip(PARTS, (0.85, 0.55, 0.0, 0.3, 0.7), strict=True))
_NAMES = dict(
    zip(
        PARTS,
        (
            Text("rejected or lapsed", "afvist eller bortfaldet"),
            Text("stopped early, in the model phase", "stoppet tidligt, i modelfasen"),
            Text(
                "stopped or rolled back late, from implementation on",
                "stoppet eller rullet tilbage sent, fra implementering",
            ),
            Text("living and not worth their rest", "levende, men resten ikke pengene værd"),
            Text("harm by ideas in operation", "skade fra idéer i drift"),
        ),
        strict=True,
    )
)
_TITLE = Text("What failure costs, early and late", "Hvad fejl koster, tidligt og sent")
_ABOUT = Text(
    "{0}: what ideas that failed had cost, and harm, what ideas of negative worth lost while in operation. In brackets: late, of what was"
    " stopped or rolled back, from implementation on; harm, of the whole",
    "{0}: hvad idéer, der slog fejl, havde kostet, og skade, hvad idéer med negativ værdi tabte i drift. I parentes: sent, af det, der blev"
    " stoppet eller rullet tilbage, fra implementering; skade, af det hele",
)
_LATE_WORD, _HARM_WORD = Text("late", "sent"), Text("harm", "skade")
_INTERVAL = Text("95% interval of the mean total", "95 %-interval for den samlede middelværdi")


def draw(axes: Sequence[Axes], material: Material, scene: Scene) -> list[Axes]:
    """One Axes: a bar a regime, early to late, with the interval of the whole and the late share."""
    given = ready(axes, 1, scene)
    _bars(given[0], material, scene)
    return given


def page(figure: Figure, material: Material, scene: Scene) -> list[Axes]:
    """The cost of failure in the parts it is made of, early and late."""
    total = heading(METRICS[_TOTAL], scene.lang)
    about = scene.say(_ABOUT).format(total)
    notes = [runs(material.replications, scene.lang), scene.say(_INTERVAL)]
    entries = [
        legend.Swatch(scene.say(_NAMES[part]), lighter("#333333", _SHADES[part])) for part in PARTS
    ]
    names = max((width_of(r, scene.size.fine, bold=True) for r in scene.order), default=0.0)
    inner = scene.size.width - 1.4 * scene.size.em - names - scene.size.em
    top = 1.3 * legend.lines(entries, scene, inner) + 0.5
    height = 1.9 * len(scene.order) + top + 2.0
    whole = Page(figure, scene, scene.say(_TITLE), about, notes, height)
    ax = whole.grid(1, 1, margins=(names / whole.em + 0.5, 0.3, top, 1.4))[0, 0]
    if material.replications:
        legend.strip(ax, entries, scene)
        _bars(ax, material, scene)
    else:
        ax.set_axis_off()
        leave_empty(ax, scene, scene.say(NO_RUNS))
    return [ax]


def _bars(ax: Axes, material: Material, scene: Scene) -> None:
    size, order = scene.size, scene.order
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.set_yticks(range(len(order)), order)
    ax.tick_params(axis="y", length=0)
    for label, regime in zip(ax.get_yticklabels(), order, strict=True):
        label.set_color(scene.mark(regime).colour)
        label.set_fontweight("bold")
    number_ticks(ax.xaxis, scene, share=False, most=5)
    rules(ax, scene, "x")
    ends = []
    for row, regime in enumerate(order):
        why = _no_bar(material, regime, scene)
        if why:
            _note(ax, 0.0, row, why, scene, QUIET)
            continue
        total = material.measured(regime, _TOTAL)
        parts = failure_parts(material.result, scene.cost, regime).mean(axis=0)
        _bar(ax, row, parts, total, regime, scene)
        end = max(total.mean, total.high if total.n > 1 else 0.0)
        harm = float(parts[PARTS.index("harm")]) / total.mean if total.mean else math.nan
        text = _told(total, material.measured(regime, _LATE).mean, harm, scene)
        _note(ax, end, row, text, scene, INK)
        ends.append((end, width_of(text, size.fine) + 0.8 * size.em))
    _limits(ax, ends)


def _no_bar(material: Material, regime: str, scene: Scene) -> str:
    """Why a regime has no bar, "" where it has one."""
    if regime in scene.equal:
        return f"= {scene.baseline}: {scene.say(NO_DIFFERENCE)}"
    if only_cuts(material.result.scenario, regime):
        return scene.say(NOT_RANKED)
    return scene.say(UNDEFINED) if math.isnan(material.measured(regime, _TOTAL).mean) else ""


def _told(total: Interval, late: float, harm: float, scene: Scene) -> str:
    """The metrics' numbers: the cost of failure, the part that came late where any was stopped, and the part that is harm."""
    amount = with_half(total.mean, total.low, total.high, scene.lang)
    parts = [
        f"{scene.say(word)} {scene.percent(part)}"
        for word, part in ((_LATE_WORD, late), (_HARM_WORD, harm))
        if not math.isnan(part)
    ]
    return f"{amount} ({', '.join(parts)})" if parts else amount


def _bar(ax: Axes, row: int, means: Floats, total: Interval, regime: str, scene: Scene) -> None:
    left = 0.0
    for mean, part in zip(means, PARTS, strict=True):
        colour = lighter(scene.mark(regime).colour, _SHADES[part])
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
