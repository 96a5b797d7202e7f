"""A biography as a page of text and as HTML: the facts side by side, then what happened under each regime."""

from __future__ import annotations

from html import escape

from innosim.analysis.biography import Biography, Life
from innosim.present.folding import fold, hanging
from innosim.present.idea_tables import facts_sheet, terms_of_gates, timeline
from innosim.present.tables import WIDTH, html, text
from innosim.present.words.language import Language


def story(told: Biography, lang: Language = "en", width: int = WIDTH) -> str:
    """The biography as plain text of ``width`` columns."""
    lives = ["\n".join((life.regime, *_lines(life, lang, width))) for life in told.lives]
    terms = "\n".join(fold(terms_of_gates(told, lang), width))
    return "\n\n".join(filter(None, (text(facts_sheet(told, lang), width), *lives, terms)))


def story_html(told: Biography, lang: Language = "en") -> str:
    """The biography as HTML."""
    lives = "".join(
        f"<p><b>{escape(life.regime)}</b></p><table>{_rows(life, lang)}</table>"
        for life in told.lives
    )
    terms = terms_of_gates(told, lang)
    return html(facts_sheet(told, lang)) + lives + (f"<p>{escape(terms)}</p>" if terms else "")


def _lines(life: Life, lang: Language, width: int) -> list[str]:
    return [
        line for when, what in timeline(life, lang) for line in hanging(f"  {when}", what, width)
    ]


def _rows(life: Life, lang: Language) -> str:
    left = "style='text-align:left'"
    return "".join(
        f"<tr><td {left}>{escape(when.strip())}</td><td {left}>{escape(what)}</td></tr>"
        for when, what in timeline(life, lang)
    )
