"""How a result and a comparison show themselves in a notebook: a table with a small picture."""

from __future__ import annotations

from html import escape

from innosim.analysis.claims import claims
from innosim.analysis.compare import Measures, compare
from innosim.analysis.comparison import Comparison
from innosim.analysis.frames import Frames, costs_of, regimes_of
from innosim.present.comparison_tables import scale, verdict_sheet
from innosim.present.sentences import sentences
from innosim.present.small_picture import picture_html
from innosim.present.tables import Sheet, html, text
from innosim.present.words.basis import basis
from innosim.present.words.language import Language, say, with_half
from innosim.scenario.catalogue import COSTS, HEADLINES, METRICS


def comparison_html(comparison: Comparison, lang: Language = "en") -> str:
    """Verdicts, a picture of the differences, and the sentences."""
    said = sentences(claims(comparison), lang)
    lines = "".join(f"<li>{escape(one)}</li>" for one in said)
    return html(_verdicts(comparison, lang)) + picture_html(comparison, lang) + f"<ul>{lines}</ul>"


def comparison_text(comparison: Comparison, lang: Language = "en") -> str:
    """Verdicts and sentences as plain text."""
    said = sentences(claims(comparison), lang)
    return "\n".join((text(_verdicts(comparison, lang)), "", *said))


def result_html(result: Frames, lang: Language = "en") -> str:
    """What was run, the headline metrics of every regime, and a picture of the differences."""
    scenario = result.scenario
    rests_on = basis(scenario, result.metrics["replication"].nunique(), lang)
    head = (
        f"<p><b>{escape(scenario.title)}</b>: {escape(scenario.question)}<br>"
        f"<small>{escape(rests_on)}</small></p>"
    )
    tables = "".join(html(levels_sheet(result, cost, lang)) for cost in costs_of(result.metrics))
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
