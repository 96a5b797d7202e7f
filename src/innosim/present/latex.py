"""A comparison as a LaTeX table, to be put in a paper as it is: booktabs, labels and no codes, what it rests on below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innosim.analysis.comparison import Comparison
from innosim.analysis.frames import AnalysisError
from innosim.present.comparison import metric_sheet
from innosim.present.labels import titles_of
from innosim.present.tables import Sheet
from innosim.present.words.basis import basis
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import HEADLINES, Text
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.errors import instead

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
        "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
        "|": r"\textbar{}", "\u00a0": "~", "±": r"$\pm$", "\u2212": r"$-$", "–": "--", "≥": r"$\geq$", "≤": r"$\leq$",
        "“": "``", "”": "''", "»": r"\guillemotright{}", "«": r"\guillemotleft{}", "…": r"\ldots{}", "→": r"$\to$",
        "×": r"$\times$", "·": r"$\cdot$",
    }
)  # fmt: skip

_HALF = Text(
    "Means and paired differences with half a 95 % interval over replications.",
    "Middeltal og parrede forskelle med halvdelen af et 95 %-interval over kørsler.",
)


def comparison_latex(
    comparison: Comparison, metrics: Sequence[str] = (), lang: Language = "en"
) -> str:
    """The tables of ``metrics``, by default the headline ones, as one LaTeX table with a note.

    Raises:
        AnalysisError: a metric that is not in the comparison, or no regime to compare.
    """
    chosen = tuple(metrics) or tuple(one for one in HEADLINES if one in comparison.metrics)
    for name in chosen:
        if name not in comparison.metrics:
            near = instead(name, comparison.metrics)
            raise AnalysisError(f"no metric {name!r} in this comparison: {near}")
    if not comparison.regimes:
        raise AnalysisError("a table needs two regimes, and only one was compared")
    sheets = [metric_sheet(comparison, metric, lang) for metric in chosen]
    return "\n".join(_lines(comparison, sheets, lang)) + "\n"


def _lines(comparison: Comparison, sheets: Sequence[Sheet], lang: Language) -> Iterator[str]:
    first = sheets[0]
    columns = "".join("l" if at in first.left else "r" for at in range(len(first.head)))
    notes = dict.fromkeys(note for sheet in sheets for note in sheet.notes)
    title = say(in_both(comparison.scenario.title), lang)
    yield "% \\usepackage{booktabs}, and \\usepackage[utf8]{inputenc} for TeX older than 2018"
    yield r"\begin{table}"
    yield r"\centering\footnotesize\setlength{\tabcolsep}{3pt}"
    yield rf"\caption{{{latex(title)}}}"
    yield rf"\begin{{tabular}}{{@{{}}{columns}@{{}}}}"
    yield r"\toprule"
    yield from _head(first)
    titles = titles_of(comparison, lang)
    for sheet in sheets:
        yield r"\midrule"
        yield rf"\multicolumn{{{len(first.head)}}}{{@{{}}l}}{{{latex(sheet.title)}}} \\"
        for name, *cells in sheet.rows:
            yield _row((titles.get(name, name), *cells))
    yield r"\bottomrule"
    yield r"\end{tabular}"
    count = max((level.n + level.undefined for level in comparison.levels), default=0)
    said = (basis(comparison.scenario, count, lang), say(_HALF, lang), *notes)
    yield rf"\par\smallskip\parbox{{\linewidth}}{{\footnotesize {latex(' '.join(said))}}}"
    yield r"\end{table}"


def _head(sheet: Sheet) -> Iterator[str]:
    """The names of groups over a rule each, then the heads of the columns."""
    if sheet.groups:
        cells, rules, at = [], [], 0
        for group in sheet.groups:
            start, span = group.columns[0], len(group.columns)
            cells += [""] * (start - at)
            cells.append(rf"\multicolumn{{{span}}}{{c}}{{{latex(group.name)}}}")
            rules.append(rf"\cmidrule(lr){{{start + 1}-{start + span}}}")
            at = start + span
        cells += [""] * (len(sheet.head) - at)
        yield " & ".join(cells) + r" \\"
        yield " ".join(rules)
    yield _row(sheet.head)


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(latex, cells)) + r" \\"


def latex(text: str) -> str:
    """``text`` with every letter that means something to LaTeX written so that it is printed."""
    return text.translate(_ESCAPED)
