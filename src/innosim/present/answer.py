"""The answer that a run ends in: what each regime is, how it fared, how sure that is, and a few sentences."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from innosim.analysis.claims import INNOVATION_USE, usual_cost
from innosim.analysis.compare import compare
from innosim.analysis.comparison import Comparison
from innosim.analysis.frames import Frames, regimes_of
from innosim.analysis.ranking import ranking, unbeaten
from innosim.analysis.regimes import equal_use_of, uses_of, what_a_regime_is
from innosim.analysis.twins import has_twins, twins
from innosim.analysis.verdicts import LEAST_PAIRS
from innosim.experiment.result import open_result
from innosim.experiment.runs import Runs
from innosim.present.comparison import level_sheet, metric_sheet
from innosim.present.ranking_table import ranking_sheet, unbeaten_words
from innosim.present.regime_tables import identity_sheet
from innosim.present.sentences import sentences, what_matters
from innosim.present.standing_table import standing_sheet
from innosim.present.tables import Sheet, print_line, print_sheet
from innosim.present.twin_tables import READING, twin_sheets
from innosim.present.use_tables import in_brief, use_sheet
from innosim.present.words.basis import basis
from innosim.present.words.language import Language, listed, percent, say
from innosim.scenario.catalogue import HEADLINES, METRICS, Text
from innosim.scenario.catalogue.declare import in_both

if TYPE_CHECKING:
    from rich.console import Console


def print_answer(
    result: Frames | Path | str, console: Console, *, lang: Language = "en", baseline: str = ""
) -> None:
    """Print the first screen: the question, a few sentences with numbers, one table, how sure that is.

    ``result`` is a result or the folder of one; ``baseline`` a regime, by default the scenario's own.
    """
    opened = open_result(Path(result)) if isinstance(result, Path | str) else result
    comparison = compare(opened, baseline, metrics=asked_of(opened))
    if not comparison.regimes:
        print_single(opened, comparison, console, lang=lang)
        return
    _print_screen(opened, comparison, console, lang)
    if has_twins(opened):
        print_line("", console)
        _print_twins(opened, comparison, HEADLINES, console, lang)


def _print_screen(result: Frames, comparison: Comparison, console: Console, lang: Language) -> None:
    """Print what a screen holds: in full, else shorter, with nothing left out that is sure."""
    sheet = standing_sheet(comparison, lang)
    lettered = bool(sheet.notes) and _runs(comparison) >= LEAST_PAIRS
    use = in_brief(uses_of(result), equal_use_of(result), comparison.baseline, lang)
    notes = [
        note for note in (*sheet.notes, use, _sure(comparison, lang, lettered=lettered)) if note
    ]
    question = [say(in_both(result.scenario.question), lang)] if result.scenario.question else []

    def printed(page: Console, *, brief: bool, run_on: bool) -> None:
        told = sentences(comparison, lang, most=MOST_CONTRASTS, brief=brief)
        for line in question:
            print_line(line, page)
        for sentence in told:
            print_line(sentence, page, start="- ")
        print_sheet(replace(sheet, notes=()), page)
        for note in [" ".join(notes)] if run_on else notes:
            print_line(note, page)

    full, brief, briefest = (
        partial(printed, brief=brief, run_on=run_on)
        for brief, run_on in ((False, False), (True, False), (True, True))
    )
    fitting = (each for each in (full, brief) if _height(each, console) < _SCREEN)
    next(fitting, briefest)(console)
    for note in domain_notes(result, lang):
        print_line(note, console)


def _height(printed: Callable[[Console], None], console: Console) -> int:
    """How many lines something takes on a page as wide as ``console``."""
    from rich.console import Console

    page = io.StringIO()
    printed(Console(file=page, width=console.width))
    return page.getvalue().count("\n")


_SCREEN = 24
"""Lines of a screen; the last one says where the result is."""
MOST_CONTRASTS = 2
"""Of the contrasts that a scenario asks for, those that the first screen has room for."""


def asked_of(result: Frames) -> tuple[str, ...]:
    """The headline metrics, those that the scenario asks for, and what was used."""
    return (*HEADLINES, INNOVATION_USE, *(metric for _, _, metric in result.scenario.contrasts))


def print_comparison(
    result: Frames,
    comparison: Comparison,
    console: Console,
    *,
    metrics: Sequence[str] = HEADLINES,
    lang: Language = "en",
) -> None:
    """Print the answer's sentences, the headlines in each cost mode, what each regime is, and a table a metric with both.

    One regime alone is told by what it is and what it cost.
    """
    if not comparison.regimes:
        print_single(result, comparison, console, lang=lang)
        return
    if result.scenario.question:
        print_line(say(in_both(result.scenario.question), lang), console)
    for sentence in sentences(comparison, lang):
        print_line(sentence, console, start="- ")
    print_line("", console)
    print_line(what_matters(comparison, lang), console)
    print_line("", console)
    for cost in dict.fromkeys((usual_cost(comparison), *comparison.costs)):
        print_sheet(standing_sheet(comparison, lang, cost=cost), console)
        print_line("", console)
    base = comparison.baseline
    for sheet in regime_sheets(result, (*comparison.regimes, base), lang, base):
        print_sheet(sheet, console)
        print_line("", console)
    for metric in metrics:
        if metric in comparison.metrics:
            print_sheet(metric_sheet(comparison, metric, lang), console)
            print_line("", console)
    print_line(say(_READING, lang), console)
    print_line("", console)
    _print_rankings(comparison, metrics, console, lang)
    _print_twins(result, comparison, metrics, console, lang)
    for note in (*domain_notes(result, lang), _basis(result, comparison, lang)):
        print_line(note, console)


def _print_rankings(
    comparison: Comparison, metrics: Sequence[str], console: Console, lang: Language
) -> None:
    """Print who is where among three regimes and more, metric by metric, and whom nobody beats on every headline."""
    if len(comparison.regimes) < 2:
        return
    cost = usual_cost(comparison)
    for metric in (name for name in metrics if name in comparison.contrasted):
        found = ranking(comparison, metric, cost)
        if found.standings and not METRICS[metric].turns_on:
            print_sheet(ranking_sheet(comparison, found, lang), console)
            print_line("", console)
    if set(HEADLINES) <= set(metrics):
        words = unbeaten_words(unbeaten(comparison, cost), lang)
        if words:
            print_line(words, console)
            print_line("", console)


def _print_twins(
    result: Frames,
    comparison: Comparison,
    metrics: Sequence[str],
    console: Console,
    lang: Language,
) -> None:
    """Print each lead in its parts, where twins were run."""
    if not has_twins(result):
        return
    shown = [metric for metric in metrics if metric in comparison.metrics]
    for sheet in twin_sheets(twins(result, shown), lang):
        print_sheet(sheet, console)
        print_line("", console)
    print_line(say(READING, lang), console)
    print_line("", console)


def print_single(
    result: Frames, comparison: Comparison, console: Console, *, lang: Language = "en"
) -> None:
    """Print one regime alone: how it fared, what it is and what it cost; there is nothing to compare it with."""
    if result.scenario.question:
        print_line(say(in_both(result.scenario.question), lang), console)
    for cost in comparison.costs:
        print_sheet(standing_sheet(comparison, lang, cost=cost), console)
    for sheet in regime_sheets(result, regimes_of(result), lang):
        if sheet.rows:
            print_sheet(sheet, console)
    for sentence in (*sentences(comparison, lang), _sure(comparison, lang, lettered=False)):
        print_line(sentence, console)


def print_metrics(
    result: Frames,
    comparison: Comparison,
    console: Console,
    *,
    metrics: Sequence[str],
    lang: Language = "en",
) -> None:
    """Print the table of each of ``metrics``, and how to read it: nothing of any other."""
    if not comparison.regimes:
        for metric in metrics:
            print_sheet(level_sheet(comparison, metric, lang), console)
        return
    for metric in metrics:
        print_sheet(metric_sheet(comparison, metric, lang), console)
        print_line("", console)
    for note in (say(_READING, lang), _basis(result, comparison, lang)):
        print_line(note, console)


def regime_sheets(
    result: Frames, regimes: Sequence[str], lang: Language, baseline: str = ""
) -> tuple[Sheet, Sheet]:
    """What each of ``regimes`` is against ``baseline``, and what it was to cost and used."""
    base = baseline or result.scenario.baseline
    order = [name for name in regimes_of(result) if name in regimes]
    identities = [what_a_regime_is(result.scenario, name, base) for name in order]
    told = [one for one in identities if one.regime != base]
    used = tuple(use for use in uses_of(result) if use.regime in order)
    return identity_sheet(told, lang), use_sheet(used, equal_use_of(result), lang)


def domain_notes(result: Frames, lang: Language) -> tuple[str, ...]:
    """For which regimes some run cut more than the model has anything to say about."""
    limit = float(result.scenario.values["domain_limit"])
    known = regimes_of(result)
    beyond = [regime for regime in _beyond(result.runs, limit) if regime in known]
    names = [name for name in known if name in beyond]
    if not names:
        return ()
    share = percent(limit, lang)
    words = Text(
        f"Cuts over {share} of the budget, which is beyond what the model claims anything about, in {len(beyond)}"
        f" runs of {listed(names, lang)}.",
        f"Nedskæringer over {share} af budgettet, ud over det modellen udtaler sig om, i {len(beyond)} kørsler"
        f" af {listed(names, lang)}.",
    )
    return (say(words, lang),)


def _beyond(runs: Runs, limit: float) -> list[str]:
    """The regime of each run that cut more than a share of the budget; who is not scaled was run once for both cost modes."""
    everything = np.array([runs.replication, *runs.metrics.values()]).T
    cut = runs.metrics["cut_in_all_share"]
    told = {
        (str(runs.regime[row]), everything[row].tobytes()) for row in np.flatnonzero(cut > limit)
    }
    return [regime for regime, _ in told]


_READING = Text(
    "Means and paired differences ±half a 95 % interval (Student's t over replications, not adjusted for the"
    " number of comparisons). Ahead: share of replications in which the regime is better (more, where neither"
    " direction is), ties half. Clearly: the whole interval lies beyond what matters; without that it is"
    " perhaps too little to matter.",
    "Middeltal og parrede forskelle ±halvdelen af et 95 %-interval (Students t over kørsler, ikke justeret"
    " for antallet af sammenligninger). Foran: andel af kørsler, hvor regimet er bedre (mere, hvor ingen"
    " retning er bedre), uafgjort tæller halvt. Klart: hele intervallet ligger ud over det, der betyder noget; ellers er det"
    " måske for lidt.",
)


def _sure(comparison: Comparison, lang: Language, *, lettered: bool) -> str:
    """On how much it rests, and what that rules out; of letters only where there are some."""
    n = _runs(comparison)
    letters = Text("no letter in common is hardly luck; ", "uden fælles bogstav næppe tilfældigt; ")
    if not lettered:
        letters = Text("", "")
    words = Text(
        f"{'One run' if n == 1 else f'Means of {n} runs'}: {letters.en}constants: innosim claim.",
        f"{'Én kørsel' if n == 1 else f'Snit af {n} kørsler'}: {letters.da}prøv innosim claim.",
    )
    return say(words, lang)


def _basis(result: Frames, comparison: Comparison, lang: Language) -> str:
    return basis(result.scenario, _runs(comparison), lang)


def _runs(comparison: Comparison) -> int:
    """How many replications the comparison rests on."""
    return max((level.n + level.undefined for level in comparison.levels), default=0)
