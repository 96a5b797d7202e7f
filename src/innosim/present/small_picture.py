"""A small picture of a comparison: differences to the baseline on the project's three questions."""

from __future__ import annotations

import base64
import io
import math
from html import escape
from typing import TYPE_CHECKING

from innosim.analysis.claims import TOPICS
from innosim.analysis.comparison import Comparison, Finding
from innosim.present.comparison_tables import scale
from innosim.present.style import FAINT, INK, SCREEN, Mark, drawing, marks
from innosim.present.words.language import Language, say, unit
from innosim.scenario.catalogue import METRICS, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FONT = 8.0


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
    marked = marks((*comparison.regimes, comparison.baseline), comparison.baseline)
    with drawing(SCREEN):
        figure = Figure(figsize=(8.0, 0.8 + 0.25 * len(comparison.regimes)), layout="constrained")
        axes = figure.subplots(1, len(metrics), squeeze=False, sharey=True)[0]
        for ax, metric in zip(axes, metrics, strict=True):
            _panel(ax, comparison, metric, marked, lang)
        held = io.BytesIO()
        figure.savefig(held, dpi=110, metadata={"Software": None})
    return held.getvalue()


def _panel(
    ax: Axes, comparison: Comparison, metric: str, marked: dict[str, Mark], lang: Language
) -> None:
    """One metric: a line at no difference, and a row a regime; the second cost mode hollow below the first."""
    ax.axvline(0.0, color=INK, linewidth=0.8)
    for place, (regime, findings) in enumerate(comparison.of_metric(metric)):
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
