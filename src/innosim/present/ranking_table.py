"""Regimes ranked on one metric: ranks, letters and shortfalls that hold together, and the chance of being best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innosim.analysis.comparison import Comparison
from innosim.analysis.ranking import Ranking, Standing, Unbeaten
from innosim.present.comparison import ALL_AT_ONCE, metric_name, scale
from innosim.present.labels import titles_of
from innosim.present.tables import Sheet
from innosim.present.words.language import LANGUAGES, Language, listed, percent, say, with_half
from innosim.scenario.catalogue import COSTS, Text

if TYPE_CHECKING:
    import pandas as pd

_HEAD = (
    Text("regime", "regime"),
    Text("mean", "middel"),
    Text("rank", "rang"),
    Text("letter", "bogstav"),
    Text("to the best", "til den bedste"),
    Text("best in", "bedst i"),
)
_READING = Text(
    "Ranks, letters and differences to the best hold together with 95 % confidence. Same letter: level by what matters;"
    " with ?: undecided for some. Best in: share of runs in which it is the best.",
    "Rang, bogstaver og forskelle til den bedste gælder samlet med 95 % sikkerhed. Ens bogstav: ingen forskel af betydning;"
    " med ?: uafklaret for nogle. Bedst i: andel af kørsler, hvor det er det bedste.",
)
_LEFT_OUT = Text(
    "Without a verdict, and not ranked: {0}.", "Uden vurdering og ikke rangordnet: {0}."
)


def ranking_sheet(comparison: Comparison, found: Ranking, lang: Language = "en") -> Sheet:
    """A row a regime, the best first."""
    rows = tuple(
        (
            one.regime,
            _mean(comparison, found, one.regime, lang),
            str(one.first) if one.first == one.last else f"{one.first}–{one.last}",
            "".join(map(str, one.letters)),
            _behind(found, one, lang),
            percent(one.best, lang),
        )
        for one in found.standings
    )
    title = f"{metric_name(found.metric, lang)}, {say(COSTS[found.cost].short, lang)}: {say(ALL_AT_ONCE, lang)}"
    notes = [say(_READING, lang)]
    if found.left_out:
        notes.append(say(_LEFT_OUT, lang).format(listed(found.left_out, lang)))
    head = tuple(say(name, lang) for name in _HEAD)
    return Sheet(title, head, rows, tuple(notes), frozenset({0, 3}))


def unbeaten_words(found: Unbeaten, lang: Language = "en") -> str:
    """Whom nobody is shown to beat on all headline metrics together; "" where no two have a verdict."""
    if not found.everyone:
        return ""
    mode = say(COSTS[found.cost].short, lang)
    parts = [say(_MATTERS, lang).format(mode, listed(found.by_what_matters, lang))]
    if len(found.by_what_matters) < len(found.everyone):
        parts.append(say(_ON_ALL, lang).format(listed(found.clearly, lang)))
    return f"{'; '.join(parts)}."


_MATTERS = Text(
    "On all ranked headlines together, {0}, none is shown to beat (level or better on each, clearly better on one): {1}",
    "På alle rangordnede hovedmål under ét, {0}, er intet vist at slå (lige så godt eller bedre på hvert, klart bedre på ét): {1}",
)
_ON_ALL = Text("to be clearly better on each than: {0}", "at være klart bedre på hvert end: {0}")


def _mean(comparison: Comparison, found: Ranking, regime: str, lang: Language) -> str:
    level, factor = comparison.level(found.cost, regime, found.metric), scale(found.metric)
    return with_half(level.mean * factor, level.low * factor, level.high * factor, lang)


def _behind(found: Ranking, one: Standing, lang: Language) -> str:
    """A regime less the best, signed; nothing for the best itself."""
    if one.shortfall is None:
        return ""
    mean, low, high = (end * scale(found.metric) for end in _to_the_best(one))
    return with_half(mean, low, high, lang, signed=True)


def ranking_frame(comparison: Comparison, found: Ranking) -> pd.DataFrame:
    """The same as a frame, in the metric's own unit, with the regimes' titles."""
    import pandas as pd

    titles = titles_of(comparison, LANGUAGES[0])
    rows = []
    for one in found.standings:
        mean = comparison.level(found.cost, one.regime, found.metric).mean
        letters = "".join(map(str, one.letters))
        row = (one.regime, titles[one.regime], mean, one.first, one.last, letters)
        rows.append((*row, *_to_the_best(one), one.best))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    "regime", "regime_label", "mean", "first", "last", "letters",
    "to_the_best", "to_the_best_low", "to_the_best_high", "best",
)  # fmt: skip


def _to_the_best(one: Standing) -> tuple[float, float, float]:
    """A regime less the best, with the interval that holds for all at once; 0 of the best itself."""
    gap = one.shortfall
    return (0.0, 0.0, 0.0) if gap is None else (0.0 - gap.mean, 0.0 - gap.high, 0.0 - gap.low)
