"""How a run, a result and a comparison show themselves in a notebook: progress, tables with a small picture."""

from __future__ import annotations

import base64
import io
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from innosim.analysis.claims import TOPICS
from innosim.analysis.compare import compare
from innosim.analysis.comparison import Comparison, Finding
from innosim.analysis.frames import Frames, costs_of, extreme_of, regimes_of
from innosim.analysis.measures import Measures
from innosim.analysis.verdicts import Verdict
from innosim.present.comparison import scale, verdict_sheet
from innosim.present.folding import hanging
from innosim.present.sentences import sentences
from innosim.present.style import FAINT, INK, SCREEN, Mark, drawing, marks
from innosim.present.tables import WIDTH, Sheet, html, text
from innosim.present.words.basis import basis
from innosim.present.words.language import Language, say, unit, with_half
from innosim.present.words.outcomes import NOT_RANKED
from innosim.scenario.catalogue import COSTS, HEADLINES, METRICS, Text
from innosim.scenario.catalogue.declare import in_both

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def comparison_html(comparison: Comparison, lang: Language = "en") -> str:
    """Verdicts, a picture of the differences, and the sentences."""
    said = sentences(comparison, lang)
    lines = "".join(f"<li>{escape(one)}</li>" for one in said)
    return html(_verdicts(comparison, lang)) + picture_html(comparison, lang) + f"<ul>{lines}</ul>"


def comparison_text(comparison: Comparison, lang: Language = "en", *, width: int = WIDTH) -> str:
    """Verdicts and sentences as plain text."""
    said = sentences(comparison, lang)
    lines = [line for one in said for line in hanging("- ", one, width)]
    return "\n".join((text(_verdicts(comparison, lang), width), "", *lines))


def result_html(result: Frames, lang: Language = "en") -> str:
    """What was run, the headline metrics of every regime, and a picture of the differences."""
    scenario = result.scenario
    title, question = (say(in_both(said), lang) for said in (scenario.title, scenario.question))
    rests_on = basis(scenario, result.metrics["replication"].nunique(), lang)
    head = f"<p><b>{escape(title)}</b>: {escape(question)}<br><small>{escape(rests_on)}</small></p>"
    tables = "".join(html(levels_sheet(result, cost, lang)) for cost in costs_of(result))
    several = len(regimes_of(result)) > 1
    return (
        head + tables + (picture_html(compare(result, metrics=HEADLINES), lang) if several else "")
    )


def levels_sheet(result: Frames, cost: str, lang: Language = "en") -> Sheet:
    """Headline metrics down, regimes across: mean and half-width of the 95 % interval."""
    measures = Measures(result)
    regimes = [name for name in regimes_of(result) if measures.has(cost, name)]
    rows = []
    for metric in HEADLINES:
        cells = [_name(metric, lang)]
        for regime in regimes:
            mean, low, high, _ = measures.of(cost, regime, metric).interval
            factor = scale(metric)
            cells.append(with_half(mean * factor, low * factor, high * factor, lang))
        rows.append(tuple(cells))
    return Sheet(say(COSTS[cost].short, lang).capitalize(), ("", *regimes), tuple(rows))


def _name(metric: str, lang: Language) -> str:
    """A metric's short name, with a per cent sign where it is shown as one."""
    return say(METRICS[metric].short, lang) + (", %" if scale(metric) != 1.0 else "")


def _verdicts(comparison: Comparison, lang: Language) -> Sheet:
    metrics = tuple(metric for metric in HEADLINES if metric in comparison.metrics)
    return verdict_sheet(comparison, metrics, lang)


_FONT = 8.0
_ACROSS = 2
"""Panels side by side: a metric's name takes half the width."""


def picture_html(comparison: Comparison, lang: Language = "en") -> str:
    """The picture as an HTML image that carries itself; its alternative text says what it shows."""
    alt = Text(
        f"Paired differences to {comparison.baseline} with 95 % intervals",
        f"Parrede forskelle til {comparison.baseline} med 95 %-intervaller",
    )
    coded = base64.b64encode(_png(comparison, lang)).decode("ascii")
    return f"<img alt='{escape(say(alt, lang))}' src='data:image/png;base64,{coded}'>"


def _png(comparison: Comparison, lang: Language) -> bytes:
    from matplotlib.figure import Figure

    metrics = [metric for metric in TOPICS if metric in comparison.metrics]
    every = (*comparison.regimes, comparison.baseline)
    marked = marks(every, comparison.baseline, extreme_of(comparison.scenario, every))
    with drawing(SCREEN):
        down = -(-len(metrics) // _ACROSS)
        height = down * (0.8 + 0.25 * len(comparison.regimes))
        figure = Figure(figsize=(8.0, height), layout="constrained")
        grid = figure.subplots(down, min(_ACROSS, len(metrics)), squeeze=False, sharey=True)
        axes = list(grid.flat)
        for ax, metric in zip(axes, metrics, strict=False):
            _panel(ax, comparison, metric, marked, lang)
        for ax in axes[len(metrics) :]:
            ax.set_axis_off()
        held = io.BytesIO()
        figure.savefig(held, dpi=110, metadata={"Software": None})
    return held.getvalue()


def _panel(
    ax: Axes, comparison: Comparison, metric: str, marked: dict[str, Mark], lang: Language
) -> None:
    """One metric: a line at no difference, and a row a regime; the second cost mode hollow below the first."""
    ax.axvline(0.0, color=INK, linewidth=0.8)
    for place, (regime, findings) in enumerate(comparison.of_metric(metric)):
        if comparison.verdict(regime, metric) == Verdict.NOT_RANKED:
            words = say(NOT_RANKED, lang)
            where = ax.get_yaxis_transform()
            ax.text(0.5, place, words, transform=where, fontsize=_FONT, ha="center", va="center")
            continue
        for step, finding in enumerate(findings):
            _interval(ax, finding, place + 0.28 * step, marked[regime], hollow=step > 0)
    declared = METRICS[metric]
    shown = {"share": " (%)", "a year": ""}.get(declared.unit, f" ({unit(declared.unit, lang)})")
    ax.set_title(f"{say(declared.short, lang)}{shown}", fontsize=_FONT, loc="left")
    ax.set_yticks(range(len(comparison.regimes)), comparison.regimes, fontsize=_FONT)
    ax.set_ylim(len(comparison.regimes) - 0.4, -0.5)
    ax.tick_params(axis="x", labelsize=_FONT)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.grid(axis="x", color=FAINT, linewidth=0.5)
    ax.set_axisbelow(True)


def _interval(ax: Axes, finding: Finding, y: float, mark: Mark, *, hollow: bool) -> None:
    """A mean difference with its interval, nothing where there is none."""
    if math.isnan(finding.difference):
        return
    factor = scale(finding.metric)
    face = "white" if hollow else mark.face
    if not math.isnan(finding.difference_low):
        ends = (finding.difference_low * factor, finding.difference_high * factor)
        ax.plot(ends, (y, y), color=mark.colour, linewidth=1.4)
    ax.plot(
        finding.difference * factor,
        y,
        mark.marker,
        color=mark.colour,
        markerfacecolor=face,
        markersize=4.5,
    )


_PAUSE = 0.2
"""Seconds between two drawings."""


@contextmanager
def watching(compile_seconds: Callable[[], float]) -> Iterator[ProgressLine | None]:
    """Give what takes the counts (replications done, all there are), or None where nobody looks.

    ``compile_seconds`` estimates the wait before the first replication, 0 where the model is on disk.
    """
    if not in_notebook():
        yield None
        return
    line = ProgressLine(compile_seconds())
    try:
        yield line
    finally:
        line.clear()


def in_notebook() -> bool:
    """Whether this is a kernel with a notebook in front of it."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


class ProgressLine:
    """A progress bar of the browser's own, so that no widget needs to be installed."""

    def __init__(self, compile_seconds: float) -> None:
        display: Any = import_module("IPython.display")
        self._html = display.HTML
        self._began = time.monotonic()
        self._drawn = 0.0
        self._first: int | None = None
        waiting = (
            f"Compiling the model, once: about {compile_seconds:.0f} s"
            if compile_seconds
            else "Running"
        )
        self._handle = display.display(display.HTML(waiting), display_id=True)

    def searching(self, done: int, total: int) -> None:
        """Draw the count of pilots that find equal use."""
        self._draw(done, total, "finding equal use: ")
        if done == total:
            self._first = None

    def __call__(self, done: int, total: int) -> None:
        """Draw the count of replications."""
        self._draw(done, total, "")

    def _draw(self, done: int, total: int, what: str) -> None:
        """Draw the counts, but not more often than the eye can follow."""
        if self._first is None:
            self._first, self._began = done, time.monotonic()
            return
        now = time.monotonic()
        if now - self._drawn >= _PAUSE or done == total:
            self._drawn = now
            self._handle.update(self._html(what + bar(done, total, self._left(done, total, now))))

    def clear(self) -> None:
        """Take the line away."""
        self._handle.update(self._html(""))

    def _left(self, done: int, total: int, now: float) -> float:
        ran = done - (self._first or 0)
        return (now - self._began) / ran * (total - done) if ran > 0 else 0.0


def bar(done: int, total: int, left: float) -> str:
    """The line as HTML: a bar, the count, and the seconds left."""
    return (
        f"<progress value='{done}' max='{total}'></progress> {done:,} of {total:,} replications,"
        f" {left:.0f} s left"
    )
