"""Who leads where? Two fields that were varied against each other: the regime ahead at each point, grey where it does not matter, hatched where it is undecided."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.frames import AnalysisError
from innosim.analysis.leads import Lead
from innosim.analysis.study import counts_as_share, same
from innosim.analysis.study_comparison import StudyComparison
from innosim.present.figures import legend
from innosim.present.figures.labels import height_in, width_in, width_of, wrap
from innosim.present.figures.page import Page, headline, leave_empty, ready
from innosim.present.figures.scene import Scene
from innosim.present.figures.study_scene import axis_name, axis_title
from innosim.present.figures.ticks import HouseFormatter
from innosim.present.study_words import called_words, point_words, value_words
from innosim.present.style import INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.basis import NO_RUNS, runs
from innosim.present.words.language import heading
from innosim.scenario.catalogue import HEADLINES, METRICS, Text
from innosim.scenario.errors import known, some
from innosim.scenario.numbers import number_of
from innosim.scenario.varying import is_yes_no

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = Text("Who leads where: {0} and {1}", "Hvem er foran hvor: {0} og {1}")
_ABOUT = Text(
    "The regime shown to be better than every other at a point, all pairs at once.",
    "Det regime, der i et punkt er påvist bedre end alle andre, alle par på én gang.",
)
_OPEN = Text("hatched: undecided, best mean", "skraveret: uafklaret, bedste middel")
_LEVEL = Text(
    "grey: level with the best by what matters", "gråt: ingen forskel af betydning til det bedste"
)
_GREY = "#E4E4E4"
_AT = Text("at {0}", "ved {0}")
_MOST = {"slide": 2, "paper": 2}

Region = tuple[Lead, list[tuple[int, int]]]


def ranked(found: StudyComparison, metrics: Sequence[str] = ()) -> list[str]:
    """The metrics on which somebody can lead, of those asked for, else of the headlines."""
    chosen = list(metrics) or [name for name in HEADLINES if name in found.metrics]
    return [name for name in chosen if METRICS[name].better and not METRICS[name].turns_on]


def parts(found: StudyComparison, scene: Scene, metrics: Sequence[str] = ()) -> list[list[str]]:
    """The metrics of each page that one page cannot hold."""
    chosen = ranked(found, metrics)
    most = _MOST.get(scene.size.name, 4)
    return [chosen[at : at + most] for at in range(0, len(chosen), most)]


def draw(
    axes: Sequence[Axes],
    material: StudyComparison,
    scene: Scene,
    x: str = "",
    y: str = "",
    metric: str = HEADLINES[0],
) -> list[Axes]:
    """The map of one metric on one Axes."""
    known("metric", METRICS, metric)
    given = ready(axes, 1, scene)
    _map(given[0], material, metric, *axes_of(material, x, y), scene)
    return given


def page(
    figure: Figure,
    material: StudyComparison,
    scene: Scene,
    x: str = "",
    y: str = "",
    metrics: Sequence[str] = (),
) -> list[Axes]:
    """A map a metric: who leads at each point of two fields that were varied."""
    names = list(metrics) or parts(material, scene)[0]
    for metric in some("metric", names):
        known("metric", METRICS, metric)
    across, up = axes_of(material, x, y)
    others = tuple(name for name in material.measures.names if name not in (across, up))
    anchor = material.points[max(material.reference, 0)]
    held = f" {scene.say(_AT).format(point_words(anchor, others, scene.lang))}" if others else ""
    wide = 1 if scene.size.name == "paper" or len(names) == 1 else 2
    down = -(-len(names) // wide)
    title = scene.say(_TITLE).format(*(called_words(each, scene.lang) for each in (across, up)))
    notes = [runs(material.measures.runs.replications, scene.lang)]
    whole = Page(figure, scene, title, scene.say(_ABOUT) + held, notes, 15.0 * down)
    entries = _legend(material, names, across, up, scene)
    strips = legend.lines(entries, scene, whole.right - whole.left)
    ticks = [_words(material, up, value, scene) for value in axis_values(material, up)]
    left = max((width_of(each, scene.size.fine) for each in ticks), default=0.0) / whole.em + 2.4
    fits = (whole.right - whole.left - (0.6 + left * wide + 0.6 * (wide - 1)) * whole.em) / wide
    heads = [
        wrap(heading(METRICS[metric], scene.lang), scene.size.fine, fits, bold=True)
        for metric in names
    ]
    more = 0.9 * (max(map(len, heads)) - 1)
    margins = (left, 0.6, 1.8 + 1.25 * strips + more, 3.6)
    grid = whole.grid(down, wide, margins=margins, gaps=(left + 0.6, 4.6 + more))
    cells: list[Axes] = list(grid.flat)
    for ax, metric, head in zip(cells, names, heads, strict=False):
        _map(ax, material, metric, across, up, scene)
        headline(ax, scene, "\n".join(head))
    for ax in cells[len(names) :]:
        ax.set_axis_off()
    _strip(whole, entries, scene)
    y_words = wrap(f"↑ {axis_title(up, scene)}", scene.size.fine, whole.right - whole.left)
    x_words = wrap(f"→ {axis_title(across, scene)}", scene.size.fine, whole.right - whole.left)
    at = cells[-1].get_position().y0 * whole.height - 1.35 * whole.em
    for line in (x_words[0], y_words[0]):
        whole.text(whole.left, at, line, scene.size.fine, colour=QUIET)
        at -= 1.25 * scene.size.fine / 72.0
    return cells[: len(names)]


def axes_of(found: StudyComparison, x: str, y: str) -> tuple[str, str]:
    """The fields of the two axes; the first two that have several values by default.

    Raises:
        AnalysisError: fewer than two fields are varied, a field that is none of them, or one field twice.
    """
    several = [name for name in found.measures.names if len(axis_values(found, name)) > 1]
    if len(several) < 2:
        only = f"; here that is {several[0]}" if several else ""
        raise AnalysisError(f"a map needs two fields that were varied{only}")
    across = axis_name(found, x) if x else next(n for n in several if not y or n != axis_name(found, y))  # fmt: skip
    up = axis_name(found, y) if y else next(name for name in several if name != across)
    if across == up:
        raise AnalysisError(f"a map needs two fields, not {across} twice")
    return across, up


def axis_values(found: StudyComparison, name: str) -> list[object]:
    """The values that a field takes, numbers in order."""
    values: list[object] = []
    for point in found.points:
        if name in point and not any(same(point[name], each) for each in values):
            values.append(point[name])
    if all(number_of(each) is not None for each in values) and not is_yes_no(name):
        values.sort(key=lambda each: float(number_of(each) or 0.0))
    return values


def _leads(
    found: StudyComparison, metric: str, across: str, up: str, cost: str
) -> dict[tuple[int, int], Lead]:
    """Who leads, by column and row; a point that was not run or failed is "none"."""
    columns, rows = axis_values(found, across), axis_values(found, up)
    others = [name for name in found.measures.names if name not in (across, up)]
    anchor = found.points[max(found.reference, 0)]
    leads = {}
    for number, point in enumerate(found.points):
        if any(not same(point.get(name), anchor.get(name)) for name in others):
            continue
        place = tuple(
            next(n for n, value in enumerate(values) if same(value, point[name]))
            for values, name in ((columns, across), (rows, up))
        )
        leads[place[0], place[1]] = found.lead(number, cost, metric)
    return leads


def _map(ax: Axes, found: StudyComparison, metric: str, across: str, up: str, scene: Scene) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.ticker import FixedFormatter, FixedLocator

    columns, rows = axis_values(found, across), axis_values(found, up)
    leads = _leads(found, metric, across, up, scene.cost)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(-0.5, len(rows) - 0.5)
    for (column, row), lead in leads.items():
        face, edge, hatch = _fill(lead, scene)
        ax.add_patch(
            Rectangle(
                (column - 0.5, row - 0.5), 1.0, 1.0, facecolor=face, edgecolor=edge,
                hatch=hatch or None, linewidth=0.0, zorder=1,
            )
        )  # fmt: skip
        ax.add_patch(
            Rectangle(
                (column - 0.5, row - 0.5), 1.0, 1.0, facecolor="none", edgecolor=PAPER_WHITE,
                linewidth=0.5 * scene.size.line, zorder=2,
            )
        )  # fmt: skip
        if lead.state == "none":
            ax.plot([column], [row], "x", color=QUIET, markersize=0.35 * scene.size.font, zorder=3)
    if not leads:
        leave_empty(ax, scene, scene.say(NO_RUNS))
    for lead, region in _regions(leads):
        _label(ax, lead, region, len(columns), len(rows), scene)
    for axis, name, values, room in (
        (ax.xaxis, across, columns, ax.get_position().width * width_in(ax)),
        (ax.yaxis, up, rows, 0.0),
    ):
        words = [_words(found, name, value, scene) for value in values]
        step = 1
        if room:
            most = max(width_of(each, scene.size.fine) for each in words) + 0.8 * scene.size.em
            step = max(1, math.ceil(len(values) * most / room))
        axis.set_major_locator(FixedLocator(list(range(0, len(values), step))))
        axis.set_major_formatter(FixedFormatter(words[::step]))
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _words(found: StudyComparison, name: str, value: object, scene: Scene) -> str:
    if number_of(value) is None or is_yes_no(name):
        return value_words(name, value, scene.lang)
    formatter = HouseFormatter(scene, share=counts_as_share(name))
    formatter.set_locs([float(number_of(each) or 0.0) for each in axis_values(found, name)])
    return formatter(float(number_of(value) or 0.0))


def _fill(lead: Lead, scene: Scene) -> tuple[str, str, str]:
    """Face, colour of the hatch, and hatch of a point."""
    dense = 1 if scene.size.width > 5 else 2
    if lead.state == "none":
        return PAPER_WHITE, QUIET, ""
    if lead.state == "level":
        return _GREY, QUIET, ""
    colour = scene.mark(lead.regimes[0]).colour
    if lead.state == "undecided":
        return PAPER_WHITE, colour, "//" * dense
    return lighter(colour, 0.45), colour, ""


def _regions(leads: dict[tuple[int, int], Lead]) -> list[Region]:
    """Points side by side that say the same."""
    left, found = dict(leads), []
    while left:
        start = next(iter(left))
        lead, waiting, region = left[start], [start], []
        while waiting:
            at = waiting.pop()
            if at not in left or not _alike(left[at], lead):
                continue
            del left[at]
            region.append(at)
            column, row = at
            waiting += [(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)]
        found.append((lead, region))
    return found


def _alike(one: Lead, other: Lead) -> bool:
    if one.state != other.state:
        return False
    if one.state == "level":
        return sorted(one.regimes) == sorted(other.regimes)
    return one.regimes[:1] == other.regimes[:1]


def _label(
    ax: Axes, lead: Lead, region: list[tuple[int, int]], columns: int, rows: int, scene: Scene
) -> None:
    """The name of a region in its middle, as large as fits; none where it does not, as the key has it too."""
    if lead.state == "none":
        return
    text = " = ".join(lead.regimes) if lead.state == "level" else lead.regimes[0]
    text += "?" if lead.state == "undecided" else ""
    wide = ax.get_position().width * width_in(ax) / columns
    high = ax.get_position().height * height_in(ax) / rows
    middle = [sum(at[axis] for at in region) / len(region) for axis in (0, 1)]
    best: tuple[int, float, float] | None = None
    for row in sorted({at[1] for at in region}):
        for start, length in _runs_in(sorted(at[0] for at in region if at[1] == row)):
            off = abs(row - middle[1]) + 0.3 * abs(start + (length - 1) / 2 - middle[0])
            if best is None or (length, -off) > (best[0], -abs(best[2] - middle[1])):
                best = (length, start + (length - 1) / 2, float(row))
    if best is None:
        return
    length, column, row_at = best
    for points in (scene.size.fine, scene.size.foot):
        lines = _broken(text, points, 0.94 * wide * length)
        fits = max(width_of(line, points, bold=True) for line in lines) <= 0.96 * wide * length
        if fits and len(lines) * 1.2 * points / 72.0 <= high:
            ax.text(
                column, row_at, "\n".join(lines), ha="center", va="center", fontsize=points,
                fontweight="bold", color=INK, zorder=4, linespacing=1.1,
                bbox={"facecolor": PAPER_WHITE, "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
                if lead.state == "undecided" else None,
            ).set_gid("label")  # fmt: skip
            return


def _broken(text: str, points: float, width: float) -> list[str]:
    """A text broken at spaces, and where that is not enough behind hyphens."""
    lines = wrap(text, points, width, bold=True)
    if all(width_of(line, points, bold=True) <= width for line in lines):
        return lines
    broken = [""]
    for piece in re.findall(r"[^ -]+-?|-| ", text):
        joined = (broken[-1] + piece).strip()
        if broken[-1].strip() and width_of(joined, points, bold=True) > width:
            broken.append(piece.lstrip())
        else:
            broken[-1] += piece
    return [line.strip() for line in broken if line.strip()]


def _runs_in(columns: list[int]) -> list[tuple[int, int]]:
    """Neighbours in a row, as (first, how many)."""
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and column == found[-1][0] + found[-1][1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((column, 1))
    return found


def _legend(
    found: StudyComparison, metrics: Sequence[str], across: str, up: str, scene: Scene
) -> list[legend.Swatch]:
    """What occurs on the maps of a page."""
    leads = [
        lead
        for metric in metrics
        for lead in _leads(found, metric, across, up, scene.cost).values()
    ]
    ahead = {lead.regimes[0] for lead in leads if lead.state in ("leads", "undecided")}
    entries = [
        legend.Swatch(name, lighter(scene.mark(name).colour, 0.45))
        for name in scene.order
        if name in ahead
    ]
    dense = 1 if scene.size.width > 5 else 2
    if any(lead.state == "level" for lead in leads):
        entries.append(legend.Swatch(scene.say(_LEVEL), _GREY))
    if any(lead.state == "undecided" for lead in leads):
        entries.append(legend.Swatch(scene.say(_OPEN), PAPER_WHITE, "//" * dense))
    return entries


def _strip(whole: Page, entries: Sequence[legend.Swatch], scene: Scene) -> None:
    """The key in a row under the title."""
    rows = legend.lines(entries, scene, whole.right - whole.left)
    room = 1.25 * rows * whole.em
    ax = whole.place(whole.left, whole.top - room, whole.right - whole.left, 0.02)
    ax.set_axis_off()
    legend.strip(ax, entries, scene, above=0.6)
