"""A comparison as a frame to hand on: titles and names beside the codes, verdicts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from innosim.analysis.comparison import Comparison
from innosim.present.words.language import Language, say, unit
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, METRICS
from innosim.scenario.catalogue.declare import in_both

if TYPE_CHECKING:
    import pandas as pd


def labelled(comparison: Comparison, lang: Language = "en") -> pd.DataFrame:
    """Every finding: the columns of `Comparison.table`, each code followed by its label, verdicts in words."""
    frame = comparison.table.copy()
    titles = titles_of(comparison, lang)
    labels: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("cost", "cost_label", lambda cost: say(COSTS[cost].short, lang)),
        ("regime", "regime_label", titles.__getitem__),
        ("against", "against_label", titles.__getitem__),
        ("metric", "unit", lambda metric: unit(METRICS[metric].unit, lang)),
        ("metric", "metric_label", lambda metric: say(METRICS[metric].short, lang)),
    )
    for code, name, label in labels:
        at = list(frame.columns).index(code) + 1
        frame.insert(at, name, [label(str(each)) for each in frame[code]])
    words = {verdict.value: say(text, lang) for verdict, text in VERDICT_NAMES.items()}
    for name in ("verdict", "overall"):
        frame[name] = [words.get(str(each), str(each)) for each in frame[name]]
    return frame


def titles_of(comparison: Comparison, lang: Language) -> dict[str, str]:
    """The titles of the regimes, by name; where two share one, each with its name behind it."""
    titles = {
        name: say(in_both(regime.title), lang)
        for name, regime in comparison.scenario.regimes.items()
    }
    shared = Counter(titles.values())
    return {
        name: title if shared[title] == 1 else f"{title}: {name}" for name, title in titles.items()
    }
