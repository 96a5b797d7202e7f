"""Why of a metric nothing can be said: who is not ranked, what keeps it from having a value, or too few runs."""

from __future__ import annotations

from collections.abc import Sequence

from innosim.analysis.comparison import Comparison
from innosim.analysis.verdicts import Verdict
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import METRICS, REASONS, Text
from innosim.scenario.catalogue.metric_terms import NO_REPLICATION, TOO_SHORT


def nothing_said(
    comparison: Comparison, cost: str, metric: str, regimes: Sequence[str], lang: Language
) -> str:
    """That of a metric nothing can be said of these regimes in a cost mode, and why."""
    name, why = METRICS[metric].short, _why(comparison, cost, metric, regimes)
    words = Text(
        f"Of {name.en} nothing can be said: {why.en}.",
        f"Om {name.da} kan intet siges: {why.da}.",
    )
    return say(words, lang)


def _why(comparison: Comparison, cost: str, metric: str, regimes: Sequence[str]) -> Text:
    place = comparison.costs.index(cost)
    said = {
        comparison.contrast(one, other, metric).verdicts[place]
        for one in regimes
        for other in regimes
        if one != other
    }
    if Verdict.NOT_RANKED in said:
        return Text("only those who try can fail", "kun den, der forsøger, kan fejle")
    if Verdict.TOO_FEW in said:
        return Text("too few runs", "for få kørsler")
    levels = [comparison.level(cost, name, metric) for name in regimes]
    lacking = max((one for one in levels if one.why), key=lambda one: one.undefined, default=None)
    if lacking is None:
        return REASONS[NO_REPLICATION.name].words
    why, of = REASONS[lacking.why].words, lacking.n + lacking.undefined
    if not lacking.undefined or lacking.why == TOO_SHORT.name:
        return why
    return Text(
        f"{why.en} (no value in {lacking.undefined} of {of} runs)",
        f"{why.da} (ingen værdi i {lacking.undefined} af {of} kørsler)",
    )
