"""Two results side by side: a table of verdicts, and one a metric with both levels and their paired difference; and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from innosim.analysis.across import Across, CrossCell, other_posts
from innosim.analysis.verdicts import Verdict
from innosim.present.comparison import metric_name, scale
from innosim.present.study_answer import study_text
from innosim.present.study_tables import better_words, difference_words
from innosim.present.study_words import what_differs_words
from innosim.present.tables import Sheet, Span
from innosim.present.words.language import Language, listed, number, say, with_half
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, EQUAL_RESOURCES, METRICS, Text
from innosim.scenario.resolved import Json

_REGIME = Text("regime", "regime")
_DIFFERENCE = Text("difference", "forskel")
_AHEAD = Text("ahead", "foran")
_VERDICT = Text("verdict", "vurdering")
_METRIC = Text("metric", "mål")
_MOST = 8
"""Differences between two scenarios that are told."""


def across_sheets(
    found: Across, names: tuple[str, str], metrics: Sequence[str], lang: Language = "en"
) -> tuple[Sheet, ...]:
    """The verdicts over all of ``metrics``, then a table of each."""
    each = tuple(metric_across_sheet(found, names, metric, lang) for metric in metrics)
    return (verdicts_across_sheet(found, names, metrics, lang), *each) if len(metrics) > 1 else each


def opening(found: Across, names: tuple[str, str], lang: Language) -> tuple[str, ...]:
    """What is held against what, and in what the two differ."""
    n = number(found.replications, 0, lang)
    one, other = names
    lines = [
        say(
            Text(
                f"{other} less {one}, replication by replication: the same ideas in {n} of them.",
                f"{other} minus {one}, kørsel for kørsel: de samme idéer i {n} af dem.",
            ),
            lang,
        )
    ]
    if found.differs:
        told = [what_differs_words(each, lang) for each in found.differs[:_MOST]]
        more = len(found.differs) - len(told)
        if more:
            told.append(say(Text(f"{more} more", f"{more} mere"), lang))
        lines.append(f"{say(Text('They differ in', 'De er forskellige i'), lang)}: {'; '.join(told)}.")  # fmt: skip
    else:
        lines.append(say(Text("They differ in nothing that is simulated.", "De er ikke forskellige i noget, der simuleres."), lang))  # fmt: skip
    posts = other_posts(found.first.scenario, found.second.scenario)
    if posts:
        said = listed(posts, lang)
        words = Text(
            f"As they differ in {said}, only the ideas of posts that both towns have are the same.",
            f"Da de er forskellige i {said}, er det kun idéer fra poster, som begge kommuner har, der er de samme.",
        )
        lines.append(say(words, lang))
    if EQUAL_RESOURCES in found.costs:
        words = Text(
            "At equal resources each result has its own factors: a sweep holds them.",
            "Ved lige ressourcer har hvert resultat sine egne faktorer: innosim sweep holder dem fast.",
        )
        lines.append(say(words, lang))
    return tuple(lines)


def verdicts_across_sheet(
    found: Across, names: tuple[str, str], metrics: Sequence[str], lang: Language = "en"
) -> Sheet:
    """A row a metric and a column a regime and cost mode: the verdicts on the second result, held against the first."""
    head, groups = [say(_METRIC, lang)], []
    for cost in found.costs:
        at = len(head)
        groups.append(Span(say(COSTS[cost].head, lang), tuple(range(at, at + len(found.pairs)))))
        head += [_called(pair) for pair in found.pairs]
    rows = [
        (
            say(METRICS[metric].short, lang),
            *(
                say(VERDICT_NAMES[cell.held.verdict], lang) if cell is not None else "–"
                for cost in found.costs
                for pair in found.pairs
                for cell in [found.cells.get((cost, pair[0], metric))]
            ),
        )
        for metric in metrics
    ]
    title = Text(
        f"{names[1]} held against {names[0]}, each pair by itself",
        f"{names[1]} i forhold til {names[0]}, hvert par for sig",
    )
    every = frozenset(range(len(head)))
    many = tuple(groups) if len(groups) > 1 else ()
    return Sheet(say(title, lang), tuple(head), tuple(rows), (), every, every, many)


def metric_across_sheet(
    found: Across, names: tuple[str, str], metric: str, lang: Language = "en"
) -> Sheet:
    """One metric: a row a regime with its level in both results, the difference, how often the second is ahead, and the verdict."""
    head, groups = [say(_REGIME, lang)], []
    columns = [names[0], names[1], *(say(each, lang) for each in (_DIFFERENCE, _AHEAD, _VERDICT))]
    for cost in found.costs:
        at = len(head)
        groups.append(Span(say(COSTS[cost].head, lang), tuple(range(at, at + len(columns)))))
        head += columns
    rows = [
        (
            _called(pair),
            *(
                each
                for cost in found.costs
                for each in _cells(found.cells.get((cost, pair[0], metric)), metric, lang)
            ),
        )
        for pair in found.pairs
    ]
    verdicts = {5 + len(columns) * nth for nth in range(len(found.costs))}
    title = f"{metric_name(metric, lang)}: {better_words(metric, found.effects.get(metric), lang)}"
    many = tuple(groups) if len(groups) > 1 else ()
    notes = _undefined(found, metric, lang)
    return Sheet(title, tuple(head), tuple(rows), notes, frozenset({0, *verdicts}), frozenset(verdicts), many)  # fmt: skip


def _called(pair: tuple[str, str]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} / {pair[1]}"


def _cells(cell: CrossCell | None, metric: str, lang: Language) -> tuple[str, ...]:
    if cell is None:
        return ("–",) * 5
    factor = scale(metric)
    levels = [
        with_half(each.mean * factor, each.low * factor, each.high * factor, lang)
        for each in (cell.first, cell.second)
    ]
    verdict = cell.held.verdict
    ranked = verdict not in (Verdict.NOT_RANKED, Verdict.UNDEFINED, Verdict.ZERO, Verdict.SAME)
    return (
        *levels,
        difference_words(cell.held, factor, lang),
        number(cell.beats, 2, lang) if ranked else "",
        say(VERDICT_NAMES[verdict], lang),
    )


def _undefined(found: Across, metric: str, lang: Language) -> tuple[str, ...]:
    """Of whom pairs were left out, as the metric has no value on one side."""
    notes = []
    for cost in found.costs:
        for pair in found.pairs:
            cell = found.cells.get((cost, pair[0], metric))
            if cell is None or not cell.held.difference.undefined:
                continue
            left, all_ = cell.held.difference.undefined, found.replications
            words = Text(
                f"{_called(pair)} {COSTS[cost].short.en}: undefined in {left} of {all_} pairs.",
                f"{_called(pair)} {COSTS[cost].short.da}: ikke defineret i {left} af {all_} par.",
            )
            notes.append(say(words, lang))
    return tuple(notes)


def across_json(found: Across, names: tuple[str, str]) -> Json:
    """Two results compared, as plain values; what is undefined is null."""
    return {
        "first": names[0],
        "second": names[1],
        "replications": found.replications,
        "costs": list(found.costs),
        "differs": list(found.differs),
        "cells": [
            {**study_text(asdict(cell)), "first": study_text(cell.first._asdict()), "second": study_text(cell.second._asdict())}
            for cell in found.cells.values()
        ],
    }  # fmt: skip
