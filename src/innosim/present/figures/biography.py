"""One idea lived under every regime: a lane each, with its phases, its waits and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.fates import NOT_SPARKED
from innosim.present.figures import legend
from innosim.present.figures.labels import width_in, width_of, wrap
from innosim.present.figures.page import Page, leave_empty, ready, rules
from innosim.present.figures.scene import Material, Scene
from innosim.present.figures.ticks import calendar
from innosim.present.figures.timeline import month_0
from innosim.present.style import INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.dates import date
from innosim.present.words.language import rounded
from innosim.present.words.outcomes import END_NAMES, NO_DIFFERENCE
from innosim.scenario.catalogue.codes import CAUSES, DECIDERS, ORIGINS, PHASES
from innosim.scenario.catalogue.columns import START_YEAR
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from innosim.analysis.biography import Biography, Life

_SHADES = {phase: 0.26 * left for left, phase in enumerate(reversed(PHASES))}
_LANE, _LINE = 4.4, 1.0  # ems a lane takes with two lines of words under it, and each line more

_TITLE = Text("One idea ({0}, {1}) under every regime", "Én idé ({0}, {1}) under hvert regime")
_ABOUT = Text(
    "Idea {0} of run {1}: the same head, the same month, the same luck",
    "Idé {0} i kørsel {1}: samme hoved, samme måned, samme held",
)
_ONE = Text("n = 1 run", "n = 1 kørsel")
_NO_INTERVAL = Text("one life, no interval", "ét liv, intet interval")
_WAITING = Text("waiting", "venter")
_BY = Text("by {0}", "af {0}")
_WORTH = Text(
    "truly worth {0}\u00a0mDKK a year", "i virkeligheden {0}\u00a0mio.\u00a0kr. værd pr. år"
)
_COST = Text("cost {0}\u00a0mDKK", "kostede {0}\u00a0mio.\u00a0kr.")
_WAITED = Text("waited {0} months", "ventede {0} måneder")
_WAITED_ONE = Text("waited 1 month", "ventede 1 måned")
_CHANCE = Text("chance {0}, draw {1}", "chance {0}, trukket {1}")


def draw(
    axes: Sequence[Axes],
    material: Material,
    scene: Scene,
    idea: int | None = None,
    *,
    replication: int | None = None,
) -> list[Axes]:
    """One Axes, which must have its place; the regimes' names stand to its left."""
    given = ready(axes, 1, scene)
    _lanes(given[0], material.biography(idea, replication), scene)
    return given


def page(
    figure: Figure,
    material: Material,
    scene: Scene,
    idea: int | None = None,
    *,
    replication: int | None = None,
) -> list[Axes]:
    """One idea under every regime; by default a telling one. Its runs are run again for the waits."""
    return picture(figure, material.biography(idea, replication), scene)


def picture(figure: Figure, biography: Biography, scene: Scene) -> list[Axes]:
    """The whole figure of this life."""
    told = next((life for life in biography.lives if life.sparked), None)
    origin = scene.say(ORIGINS[str(told.facts["origin"])]) if told else "–"
    when = date(int(told.facts["month_sparked"]), scene.lang) if told else "–"
    about = scene.say(_ABOUT).format(biography.idea, biography.replication)
    notes = [scene.say(_ONE), scene.say(_NO_INTERVAL)]
    names = max(
        (width_of(life.regime, scene.size.fine, bold=True) for life in biography.lives), default=0.0
    )
    entries = _legend(biography, scene)
    inner = scene.size.width - 1.9 * scene.size.em - names
    top = 1.3 * legend.lines(entries, scene, inner) + 0.6
    room = scene.size.width - 3.3 * scene.size.em - names  # the width the Axes will have
    most = max((len(_lines(life, scene, room)) for life in biography.lives), default=0)
    lane = _LANE + _LINE * max(most - 2, 0)
    height = lane * max(len(biography.lives), 1) + top + 1.4
    title = scene.say(_TITLE).format(origin, when)
    whole = Page(figure, scene, title, about, notes, height)
    ax: Axes = whole.grid(1, 1, margins=(names / whole.em + 0.5, 1.4, top, 1.4))[0, 0]
    if told is None:
        ax.set_axis_off()
        leave_empty(ax, scene, scene.say(END_NAMES[NOT_SPARKED]))
        return [ax]
    legend.strip(ax, entries, scene)
    _lanes(ax, biography, scene)
    return [ax]


_SECOND_LINE = 0.2
"""What a second line of words under the last lane takes, in lanes."""


def _lanes(ax: Axes, biography: Biography, scene: Scene) -> None:
    lives = _in_order(biography, scene)
    first, last = _window(lives, scene.months)
    ax.set_xlim(first, last)
    long = len(_lines(lives[-1], scene, ax.get_position().width * width_in(ax))) > 1
    ax.set_ylim(len(lives) - 0.5 + (_SECOND_LINE if long else 0.0), -0.5)
    ax.set_yticks([row - 0.17 for row in range(len(lives))], [life.regime for life in lives])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for label, life in zip(ax.get_yticklabels(), lives, strict=True):
        label.set_color(scene.mark(life.regime).colour)
        label.set_fontweight("bold")
    wide = ax.get_position().width * width_in(ax)
    _months_axis(ax, first, last, wide / scene.size.em)
    rules(ax, scene, "x")
    if first < -0.5:
        month_0(ax, scene)
    for row, life in enumerate(lives):
        _bars(ax, row, life, last, scene)
        _words(ax, row, life, scene, wide)


def _in_order(biography: Biography, scene: Scene) -> list[Life]:
    """The lives as regimes stand in every figure, the baseline last."""
    return sorted(biography.lives, key=lambda life: scene.order.index(life.regime))


def _window(lives: Sequence[Life], months: int) -> tuple[float, float]:
    """The part of the run in which something happens; years of mere operation are cut short."""
    starts = [start for life in lives for _, start, _ in life.spans(months)]
    ends = [life.spans(months)[-1][2] for life in lives if life.sparked and not life.goes_on]
    if not starts:
        return 0.0, float(max(months, 1))
    first, last = min(starts), max([*starts, *ends])
    return first - 0.5, min(last + max(6.0, 0.3 * (last - first)), float(months)) + 0.5


def _months_axis(ax: Axes, first: float, last: float, room: float) -> None:
    """Years where they fit; within less than three years, quarters."""
    if last - first >= 36:
        calendar(ax.xaxis, int(last), room, int(first))
        return
    step = 3 if (last - first) / 3 * 4.2 <= room else 6 if (last - first) / 6 * 4.2 <= room else 12
    ticks = [m for m in range(int(first), int(last) + 1) if m % step == 0 and m >= first]
    ax.set_xticks(ticks, [f"{m % 12 + 1}/{START_YEAR + m // 12}" for m in ticks])


def _bars(ax: Axes, row: int, life: Life, last: float, scene: Scene) -> None:
    mark, size = scene.mark(life.regime), scene.size
    y, high = row - 0.17, 0.36
    spans = life.spans(scene.months)
    for phase, start, stop in spans:
        shown = min(stop, last)
        colour = lighter(mark.colour, _SHADES[phase])
        ax.barh(y, shown - start, left=start, height=high, color=colour, linewidth=0, zorder=2)
    if not spans:
        return
    end = spans[-1][2]
    for month in life.waits:
        # A wait counts for its whole month; nothing waits after its end.
        ax.barh(
            y + 0.25 * high, max(0.0, min(1.0, end - month)), left=month, height=0.5 * high,
            facecolor=PAPER_WHITE, linewidth=0, edgecolor=INK, hatch=_hatch(scene), zorder=3,
        )  # fmt: skip
    # An arrow where the life goes on, a cross where it ended.
    ax.plot(
        [min(end, last)], [y], marker=">" if life.goes_on else "X",
        color=mark.colour if life.goes_on else INK, markersize=0.6 * size.font, linestyle="none",
        markeredgecolor=PAPER_WHITE, markeredgewidth=0.2 * size.line, zorder=5, clip_on=False,
    )  # fmt: skip


def _words(ax: Axes, row: int, life: Life, scene: Scene, wide: float) -> None:
    """What became of it, under its lane; in place of the lane where it did not spark."""
    indent = 0.0 if life.sparked else 0.6 * scene.size.em / wide  # off the regime's name beside it
    ax.text(
        indent, row + (0.04 if life.sparked else -0.17), "\n".join(_lines(life, scene, wide)),
        transform=ax.get_yaxis_transform(), ha="left", va="top" if life.sparked else "center",
        fontsize=scene.size.fine, linespacing=1.1, color=INK if life.sparked else QUIET,
    ).set_gid("label")  # fmt: skip


def _lines(life: Life, scene: Scene, wide: float) -> list[str]:
    return wrap(_told(life, scene), scene.size.fine, wide)


def _told(life: Life, scene: Scene) -> str:
    if not life.sparked:
        words = [scene.say(END_NAMES[NOT_SPARKED])]
        if life.chance == life.chance:
            chance = (scene.number(life.chance, 3), scene.number(life.draw, 3))
            words = [f"{words[0]} ({scene.say(_CHANCE).format(*chance)})"]
    else:
        words = [_end(life, scene)]
        worth, waited = float(life.facts["true_worth"]), int(life.facts["months_waiting"] or 0)
        words.append(scene.say(_WORTH).format(rounded(worth, scene.lang)))
        words.append(scene.say(_COST).format(rounded(life.spent_mdkk, scene.lang)))
        if waited > 0:
            words.append(scene.say(_WAITED_ONE if waited == 1 else _WAITED).format(waited))
    if life.regime in scene.equal:
        words.append(f"= {scene.baseline}, {scene.say(NO_DIFFERENCE)}")
    return "; ".join(words)


def _end(life: Life, scene: Scene) -> str:
    end = str(life.facts["end"])
    text = scene.say(END_NAMES[end])
    decider, cause = str(life.facts.get("decider") or ""), str(life.facts.get("end_cause") or "")
    if end in ("rejected", "stopped") and DECIDERS.get(decider, Text("", "")).en:
        text += " " + scene.say(_BY).format(scene.say(DECIDERS[decider]))
    elif end in ("lapsed", "rolled_back") and CAUSES.get(cause, Text("", "")).en:
        text += f" ({scene.say(CAUSES[cause])})"
    return text


def _legend(biography: Biography, scene: Scene) -> list[legend.Swatch]:
    swatches = [legend.Swatch(scene.say(PHASES[p]), lighter("#333333", _SHADES[p])) for p in PHASES]
    if any(len(life.events) for life in biography.lives):
        swatches.append(legend.Swatch(scene.say(_WAITING), PAPER_WHITE, _hatch(scene)))
    return swatches


def _hatch(scene: Scene) -> str:
    """A hatch is drawn per inch, so a small figure needs more of it."""
    return "//////" if scene.size.width > 5 else "//////////"
