"""A comparison to look at and to hand on: tables of a metric and of all verdicts, and the whole as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from innosim.analysis.comparison import Comparison, Contrast, Finding, Level
from innosim.analysis.frames import Frames
from innosim.analysis.ranking import together_on
from innosim.analysis.regimes import equal_use_of, uses_of, what_was_run
from innosim.analysis.twins import has_twins, twins
from innosim.analysis.verdicts import Verdict
from innosim.present.sentences import not_ranked_by, sentences
from innosim.present.tables import Sheet, Span
from innosim.present.verdict_json import ALL_PAIRS, ALONE, pairs_json
from innosim.present.words.language import (
    LANGUAGES,
    Language,
    capital,
    listed,
    number,
    percent,
    rounded,
    say,
    unit,
    with_half,
)
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, METRICS, OUTCOMES, REASONS, Text
from innosim.scenario.resolved import Json, said_to_json

_BETTER = {
    "up": Text("more is better", "mere er bedre"),
    "down": Text("less is better", "mindre er bedre"),
    "": Text("neither direction is better", "ingen retning er bedre"),
}
_HEAD = (
    Text("regime", "regime"),
    Text("mean", "middel"),
    Text("difference", "forskel"),
    Text("ahead", "foran"),
    Text("verdict", "vurdering"),
)
_OVER_BOTH = Text("verdict over both", "samlet vurdering")
"""The head of the verdict where two cost modes were run: it is about both, beside whichever it stands."""


def metric_sheet(comparison: Comparison, metric: str, lang: Language = "en") -> Sheet:
    """One metric: per regime and cost mode its mean, its difference to the baseline, both with half-widths
    of 95 % intervals, the share of pairs in which it is ahead, and the verdict over the cost modes.
    """
    names = tuple(say(name, lang) for name in _HEAD)
    head, groups = [names[0]], []
    for cost in comparison.costs:
        at = len(head)
        groups.append(Span(say(COSTS[cost].head, lang), (at, at + 1, at + 2)))
        head += names[1:4]
    rows = [_level_row(comparison, metric, lang)]
    for regime, found in comparison.of_metric(metric):
        cells = [regime]
        for finding in found:
            cells += _cells(finding, lang)
        rows.append((*cells, verdict_words(comparison, regime, metric, lang)))
    last = len(head)
    judged = say(_OVER_BOTH, lang) if len(comparison.costs) > 1 else names[4]
    return Sheet(
        _title(comparison, metric, lang),
        (*head, judged),
        tuple(rows),
        _notes(comparison, metric, lang),
        frozenset({0, last}),
        frozenset({last}),
        tuple(groups),
    )


def level_sheet(comparison: Comparison, metric: str, lang: Language = "en") -> Sheet:
    """One metric of one regime alone: its mean in each cost mode, with half-widths of 95 % intervals."""
    levels = [comparison.level(cost, comparison.baseline, metric) for cost in comparison.costs]
    return Sheet(
        _title(comparison, metric, lang),
        (say(_HEAD[0], lang), *(say(COSTS[level.cost].short, lang) for level in levels)),
        ((comparison.baseline, *(_mean(level, lang) for level in levels)),),
        tuple(_undefined([*levels], lang)),
    )


def verdict_sheet(comparison: Comparison, metrics: tuple[str, ...], lang: Language = "en") -> Sheet:
    """A row per metric and a column per regime: the verdicts alone."""
    title = Text(
        f"Verdicts, held against {comparison.baseline}, {_ALONE.en}",
        f"Vurderinger i forhold til {comparison.baseline}, {_ALONE.da}",
    )
    rows = tuple(
        (
            say(METRICS[metric].short, lang),
            *(verdict_words(comparison, regime, metric, lang) for regime in comparison.regimes),
        )
        for metric in metrics
    )
    head = (say(Text("metric", "mål"), lang), *comparison.regimes)
    every = frozenset(range(len(head)))
    return Sheet(say(title, lang), head, rows, left=every, wrapped=every)


def verdict_words(comparison: Comparison, regime: str, metric: str, lang: Language) -> str:
    """The verdict over the cost modes; where they differ, with what is found in each; where that for all pairs at once is another, with it."""
    found = comparison.contrast(regime, comparison.baseline, metric)
    alone = _over_modes(comparison, found, lang)
    if metric not in comparison.contrasted:
        return alone
    together = together_on(comparison, metric).contrast(regime, comparison.baseline)
    if together.verdicts == found.verdicts and together.overall == found.overall:
        return alone
    return f"{alone}; {say(ALL_AT_ONCE, lang)}: {_over_modes(comparison, together, lang)}"


def _over_modes(comparison: Comparison, found: Contrast, lang: Language) -> str:
    overall, words = found.overall, say(VERDICT_NAMES[found.overall.verdict], lang)
    if overall.only >= 0:
        only = say(COSTS[comparison.costs[overall.only]].short, lang)
        return f"{words} ({say(_ONLY, lang)} {only})"
    if overall.by_how_much:
        words = f"{words}; {say(_BY_HOW_MUCH, lang)}"
    if len(set(found.verdicts)) == 1:
        return words
    modes = [
        f"{say(VERDICT_NAMES[mode], lang)} {say(COSTS[cost].short, lang)}"
        for cost, mode in zip(comparison.costs, found.verdicts, strict=True)
    ]
    return f"{words} ({', '.join(modes)})"


ALL_AT_ONCE = Text("all pairs at once", "alle par på én gang")
"""What sentences, letters and rankings hold for."""
_ONLY = Text("only", "kun")
_BY_HOW_MUCH = Text("by how much depends", "hvor meget, afhænger af forbruget")


def scale(metric: str) -> float:
    """What a metric is multiplied by to be shown: shares are shown as per cent."""
    return 100.0 if METRICS[metric].unit == "share" else 1.0


_POINTS = Text("percentage points", "procentpoint")


def difference_unit(metric: str, lang: Language) -> str:
    """The unit of a difference in a metric, as an axis says it."""
    declared = METRICS[metric].unit
    return say(_POINTS, lang) if declared == "share" else unit(declared, lang)


def metric_name(metric: str, lang: Language) -> str:
    """A metric's name and unit, as they head a table."""
    column = METRICS[metric]
    name = say(column.short, lang)
    shown = {"share": "%", "a year": "", "count": ""}.get(
        str(column.unit), unit(str(column.unit), lang)
    )
    return f"{name[:1].upper()}{name[1:]}{f' ({shown})' if shown else ''}"


def _title(comparison: Comparison, metric: str, lang: Language) -> str:
    parts = [say(_BETTER[METRICS[metric].better], lang)]
    sesoi = comparison.effects[metric]
    if sesoi is not None:
        matters = Text("matters from", "betyder noget fra")
        parts.append(f"{say(matters, lang)} {trimmed(sesoi * scale(metric), lang)}")
    parts.append(say(_ALONE, lang))
    return f"{metric_name(metric, lang)}: {', '.join(parts)}"


_ALONE = Text("each pair by itself", "hvert par for sig")
"""What the verdicts of a metric's table hold for, beside sentences and rankings that hold for all pairs at once."""


def trimmed(value: float, lang: Language) -> str:
    """A round number without the zeros that say nothing (5, 0.5, 0.02), others to two digits."""
    places = next((p for p in range(4) if round(value, p) == value), None)
    return rounded(value, lang, half=value) if places is None else number(value, places, lang)


def _level_row(comparison: Comparison, metric: str, lang: Language) -> tuple[str, ...]:
    """The baseline's own row: means, and nothing to compare with."""
    cells = [comparison.baseline]
    for cost in comparison.costs:
        cells += [_mean(comparison.level(cost, comparison.baseline, metric), lang), "", ""]
    return (*cells, "")


def _mean(found: Finding | Level, lang: Language) -> str:
    factor = scale(found.metric)
    return with_half(found.mean * factor, found.low * factor, found.high * factor, lang)


def _cells(finding: Finding, lang: Language) -> list[str]:
    if finding.verdict in (Verdict.ZERO, Verdict.SAME):
        return [_mean(finding, lang), say(VERDICT_NAMES[finding.verdict], lang), ""]
    factor = scale(finding.metric)
    low, high = finding.difference_low * factor, finding.difference_high * factor
    difference = with_half(finding.difference * factor, low, high, lang, signed=True)
    ranked = finding.verdict not in (Verdict.NOT_RANKED, Verdict.UNDEFINED)
    return [_mean(finding, lang), difference, number(finding.beats, 2, lang) if ranked else ""]


def _notes(comparison: Comparison, metric: str, lang: Language) -> tuple[str, ...]:
    findings = [finding for finding in comparison.findings if finding.metric == metric]
    found: list[Finding | Level] = [
        *(
            one
            for one in comparison.levels
            if one.metric == metric and one.regime == comparison.baseline
        ),
        *findings,
    ]
    notes = [*_undefined(found, lang), *_blurred(findings, lang)]
    alike = [finding for finding in findings if finding.verdict == Verdict.SAME]
    if alike:
        share = percent(max(finding.may_differ for finding in alike), lang, decimals=1)
        notes.append(say(_SAME, lang).format(share))
    if any(finding.pooled for finding in findings):
        notes.append(say(_POOLED, lang))
    if any(finding.verdict == Verdict.NOT_RANKED for finding in findings):
        notes.append(say(_NOT_RANKED, lang))
    if METRICS[metric].turns_on:
        notes.append(f"{say(capital(not_ranked_by(METRICS[metric].turns_on)), lang)}.")
    return tuple(notes)


_SAME = Text(
    "The same in all runs: up to {0} of runs may still differ (Wilson, 95 %).",
    "Det samme i alle kørsler: op til {0} af kørsler kan stadig være forskellige (Wilson, 95 %).",
)
_POOLED = Text(
    "Pooled over replications (sum over sum), with a jackknife interval.",
    "Samlet over kørsler (sum over sum) med jackknife-interval.",
)
_NOT_RANKED = Text(
    "Not ranked: a regime of cuts only tries nothing new that could fail; what it shows is of ideas begun before month 0, or from elsewhere.",
    "Ikke rangordnet: et regime med kun nedskæringer forsøger intet nyt, der kan mislykkes; tallene er for idéer fra før måned 0 eller udefra.",
)


def _undefined(found: list[Finding | Level], lang: Language) -> list[str]:
    """Of each regime whose metric is undefined somewhere: in how many replications, and why."""
    notes = []
    for one in found:
        if not one.undefined:
            continue
        all_ = one.n + one.undefined
        cost, why = say(COSTS[one.cost].short, lang), say(REASONS[one.why].words, lang)
        words = Text(
            f"{one.regime} {cost}: undefined in {one.undefined} of {all_} replications: {why}.",
            f"{one.regime} {cost}: ikke defineret i {one.undefined} af {all_} kørsler: {why}.",
        )
        notes.append(say(words, lang))
    return notes


BLURRED = 1.05
"""The variance ratio from which it is said that pairing has blurred a difference; less is luck."""


def _blurred(findings: list[Finding], lang: Language) -> list[str]:
    """For whom pairing by replication has widened the interval instead of narrowing it."""
    found = [
        f"{finding.regime} {say(COSTS[finding.cost].short, lang)} ({rounded(finding.variance_ratio, lang)})"
        for finding in findings
        if finding.variance_ratio >= BLURRED
    ]
    if not found:
        return []
    start = Text(
        "Pairing makes the difference less certain (variance ratio over 1) for",
        "Parring gør forskellen mindre sikker (variansforhold over 1) for",
    )
    return [f"{say(start, lang)} {listed(found, lang)}."]


def comparison_json(result: Frames, comparison: Comparison) -> Json:
    """The comparison as plain values; what is undefined is null."""
    return {
        "scenario": comparison.scenario.name,
        "question": said_to_json(comparison.scenario.question),
        "baseline": comparison.baseline,
        "costs": list(comparison.costs),
        "regimes": _regimes(result, comparison),
        **beside_json(result),
        "levels": [
            jsonable(asdict(level))
            for level in comparison.levels
            if level.regime == comparison.baseline
        ],
        "comparisons": [
            jsonable(
                {
                    **asdict(finding),
                    "overall": comparison.verdict(finding.regime, finding.metric).value,
                }
            )
            for finding in comparison.findings
        ],
        "pairs": jsonable(pairs_json(comparison)),
        "holds_for": {"comparisons": ALONE, "sentences": ALL_PAIRS},
        "sentences": {lang: list(sentences(comparison, lang)) for lang in LANGUAGES},
    }


def beside_json(result: Frames) -> Json:
    """What stands beside a comparison as plain values: price and use, equal use, and leads in parts where twins were run."""
    equal_use = equal_use_of(result)
    parts = twins(result, tuple(OUTCOMES)).parts if has_twins(result) else ()
    return {
        "use": [jsonable(asdict(use)) for use in uses_of(result)],
        "equal_use": None if equal_use is None else equal_use.as_json(),
        "twins": [jsonable(asdict(part)) for part in parts],
    }


def _regimes(result: Frames, comparison: Comparison) -> list[Json]:
    """What each regime was, in each cost mode."""
    wanted = (*comparison.regimes, comparison.baseline)
    return [
        {"cost": cost, **jsonable(asdict(identity))}
        for cost in comparison.costs
        for name, identity in what_was_run(result, cost, comparison.baseline).items()
        if name in wanted
    ]


def jsonable(value: Any) -> Any:
    """``value`` with NaN as null, tuples as lists and verdicts as words."""
    if isinstance(value, dict):
        return {key: jsonable(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [jsonable(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, str) else value
