"""A study as tables: who leads at each point, and a metric's level and differences, a row a point and regime."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from innosim.analysis.leads import Lead
from innosim.analysis.study import HeldAgainst
from innosim.analysis.study_comparison import Cell, StudyComparison
from innosim.analysis.verdicts import DOWN, LEAST_PAIRS, NONE, SHOWN_EQUAL, UP, Verdict
from innosim.present.comparison import metric_name, scale, trimmed
from innosim.present.sentences import not_ranked_by
from innosim.present.study_words import FEW_NAMES, names_said, point_words, value_words
from innosim.present.tables import Sheet, Span
from innosim.present.words.language import (
    Language,
    begun,
    number,
    percent,
    rounded,
    say,
    with_half,
)
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, EQUAL_RESOURCES, HEADLINES, METRICS, REASONS, Text

MOST_POINTS_SHOWN = 24
"""Points of which a table has a row each; of more it tells how they spread."""

_REGIME = Text("regime", "regime")
_MEAN = Text("mean", "middel")
_VERDICT = Text("verdict", "vurdering")
_FAILED = Text("failed", "mislykkedes")
_NOT_YET = Text("not run yet", "ikke kørt endnu")
_TO_POINT = Text("to reference point", "til referencepunkt")
_MATTERS = Text("matters from", "betyder noget fra")


def leads_sheet(
    found: StudyComparison, metrics: Sequence[str], cost: str, lang: Language = "en"
) -> Sheet:
    """A row a point: who leads on each metric, who is level by what matters, and where that is undecided."""
    names = found.measures.names
    head = (*_heads(names, lang), *(say(METRICS[metric].short, lang) for metric in metrics))
    rows = []
    for at in range(len(found.points)):
        key = _key(found, at, lang)
        if at not in found.measures.there:
            rows.append((*key, *[_absent(found, at, lang)] * len(metrics)))
            continue
        rows.append((*key, *(lead_words(found.lead(at, cost, m), lang) for m in metrics)))
    title = Text(
        f"Who leads where, {COSTS[cost].short.en} (all pairs at a point at once)",
        f"Hvem er foran hvor, {COSTS[cost].short.da} (alle par i et punkt på én gang)",
    )
    keys, every = len(names), frozenset(range(len(names), len(head)))
    longest = max(len(regime) for regime in found.regimes) + 1  # a name and its mark
    return Sheet(
        say(title, lang), head, tuple(rows), _leads_notes(found, metrics, cost, lang), every, every, keys=keys,
        narrow=longest,
    )  # fmt: skip


_READING = Text(
    "A name alone leads: shown to be better than every other. a = b: level with the best, as each is shown to differ from it by no more than"
    " what matters. name?: the best mean, and undecided whether it leads.",
    "Et navn alene er foran: påvist bedre end alle andre. a = b: lige med det bedste, da hvert af dem påviseligt ikke afviger fra det med mere, end hvad der"
    " betyder noget. navn?: bedste middel, og uafklaret, om det er foran.",
)
_ALL = Text("all level", "alle lige")


def lead_words(lead: Lead, lang: Language) -> str:
    """Who leads, in a cell."""
    if lead.state == "none":
        return "–"
    if lead.state == "leads":
        return lead.regimes[0]
    if lead.state == "undecided":
        return f"{lead.regimes[0]}?"
    return say(_ALL, lang) if lead.all_level else " = ".join(lead.regimes)


_TOO_FEW = Text(
    "–: no verdict under {0} replications at a point; here there are {1}.",
    "–: ingen vurdering under {0} kørsler i et punkt; her er der {1}.",
)
_NO_WAY = Text(
    "not ranked, as neither direction is better", "ikke rangordnet, da ingen retning er bedre"
)


def _leads_notes(
    found: StudyComparison, metrics: Sequence[str], cost: str, lang: Language
) -> tuple[str, ...]:
    """How the table is read, why a cell says nothing, and which headlines are not ranked."""
    notes = [say(_READING, lang), *too_few(found, lang)]
    if found.measures.runs.replications >= LEAST_PAIRS:
        for metric in metrics:
            there = found.measures.there
            if any(found.lead(at, cost, metric).state == "none" for at in there):
                notes += [f"{begun(say(METRICS[metric].short, lang))}: {note}" for note in undefined_notes(found, metric, lang, (cost,))[:1]]  # fmt: skip
    for name in HEADLINES:
        if name in found.metrics and name not in metrics:
            turns = METRICS[name].turns_on
            why = say(not_ranked_by(turns) if turns else _NO_WAY, lang)
            notes.append(f"{begun(say(METRICS[name].short, lang))}: {why}.")
    return tuple(notes)


def too_few(found: StudyComparison, lang: Language) -> list[str]:
    """Why there is no verdict anywhere, where replications are too few for any."""
    many = found.measures.runs.replications
    return [say(_TOO_FEW, lang).format(LEAST_PAIRS, many)] if many < LEAST_PAIRS else []


def failures(found: StudyComparison, lang: Language) -> list[str]:
    """The first failed points, each with its sentence, and how many more there are; what is still to be run is counted."""
    runs, names = found.measures.runs, found.measures.names
    said = []
    for at, why in sorted(runs.failures.items()):
        if len(names) <= FEW_NAMES:
            point = point_words(runs.points[at], names, lang)
        else:  # a sampled point is its number, as innosim status has it
            point = say(Text(f"point {at}", f"punkt {at}"), lang)
        words = Text(f"Failed at {point}: {why}", f"Mislykkedes ved {point}: {why}")
        said.append(say(words, lang))
    if len(said) > _MOST_FAILURES:
        left = len(said) - _MOST_FAILURES
        more = Text(
            f"And {left} more point{'s' * (left != 1)} failed: innosim status tells of them.",
            f"Og {left} punkt{'er' * (left != 1)} til mislykkedes: innosim status fortæller om dem.",
        )
        said = [*said[:_MOST_FAILURES], say(more, lang)]
    waiting = len(runs.points) - len(found.measures.there) - len(runs.failures)
    if waiting:
        words = Text(f"{waiting} of {len(runs.points)} points are not run yet.", f"{waiting} af {len(runs.points)} punkter er ikke kørt endnu.")  # fmt: skip
        said.append(say(words, lang))
    return said


_MOST_FAILURES = 3


def metric_points_sheet(found: StudyComparison, metric: str, lang: Language = "en") -> Sheet:
    """One metric: a row a point and regime, with its mean, its difference to the baseline there and to itself at the reference point."""
    names = found.measures.names
    head, groups = [*_heads(names, lang), say(_REGIME, lang)], []
    keys = len(head)
    to_baseline = say(Text(f"to {found.baseline}", f"til {found.baseline}"), lang)
    columns = [say(_MEAN, lang), to_baseline, say(_VERDICT, lang), say(_TO_POINT, lang)]
    for cost in found.costs:
        at = len(head)
        groups.append(Span(say(COSTS[cost].head, lang), tuple(range(at, at + len(columns)))))
        head += columns
    rows = []
    for at in range(len(found.points)):
        key = _key(found, at, lang)
        if at not in found.measures.there:
            blank = [""] * (len(head) - keys)
            rows.append((*key, _absent(found, at, lang), *blank))
            continue
        for regime in found.regimes:
            cells = [
                cell
                for cost in found.costs
                for cell in _cells(found.cell(at, cost, regime, metric), lang)
            ]
            rows.append((*key, regime, *cells))
    verdicts = {keys + 2 + len(columns) * nth for nth in range(len(found.costs))}
    return Sheet(
        _title(found, metric, lang),
        tuple(head),
        tuple(rows),
        _notes(found, metric, lang),
        frozenset({*range(keys - 1, keys), *verdicts}),
        frozenset(verdicts),
        tuple(groups) if len(groups) > 1 else (),
        keys,
    )


def _cells(cell: Cell, lang: Language) -> tuple[str, str, str, str]:
    factor = scale(cell.metric)
    mean = with_half(cell.mean * factor, cell.low * factor, cell.high * factor, lang)
    verdict = "" if cell.to_baseline is None else say(VERDICT_NAMES[cell.to_baseline.verdict], lang)
    return (
        mean,
        difference_words(cell.to_baseline, factor, lang),
        verdict,
        difference_words(cell.to_reference, factor, lang),
    )


def difference_words(held: HeldAgainst | None, factor: float, lang: Language) -> str:
    """A paired difference with its interval; where it is none by the levers, in words."""
    if held is None:
        return ""
    found = held.difference
    if held.verdict in (Verdict.ZERO, Verdict.SAME):
        return "0"
    return with_half(
        found.mean * factor, found.low * factor, found.high * factor, lang, signed=True
    )


def _title(found: StudyComparison, metric: str, lang: Language) -> str:
    words = better_words(metric, found.measures.effects.get(metric), lang)
    return f"{metric_name(metric, lang)}: {words}"


_FACTORS = Text(
    "At equal resources: the factors found at the base point hold at every point.",
    "Ved lige ressourcer: faktorerne fra udgangspunktet gælder i hvert punkt.",
)


def better_words(metric: str, sesoi: float | None, lang: Language) -> str:
    """Which direction of a metric is better, and from where on a difference matters."""
    better = {
        "up": Text("more is better", "mere er bedre"),
        "down": Text("less is better", "mindre er bedre"),
        "": Text("neither direction is better", "ingen retning er bedre"),
    }[METRICS[metric].better]
    parts = [say(better, lang)]
    if sesoi is not None:
        parts.append(f"{say(_MATTERS, lang)} {trimmed(sesoi * scale(metric), lang)}")
    return ", ".join(parts)


def _notes(found: StudyComparison, metric: str, lang: Language) -> tuple[str, ...]:
    notes = []
    if found.reference >= 0:
        at = point_words(found.points[found.reference], found.measures.names, lang)
        words = Text(
            f"Reference point: {at}. Each pair by itself; the same ideas at every point.",
            f"Referencepunkt: {at}. Hvert par for sig; de samme idéer i hvert punkt.",
        )
        notes.append(say(words, lang))
    if EQUAL_RESOURCES in found.costs:
        notes.append(say(_FACTORS, lang))
    return (*notes, *too_few(found, lang), *undefined_notes(found, metric, lang))


def undefined_notes(
    found: StudyComparison, metric: str, lang: Language, costs: Sequence[str] = ()
) -> list[str]:
    """Of each regime and cost mode in which the metric is undefined somewhere: in how many replications, at how many points, and why."""
    notes = []
    points = found.measures.there
    for cost in costs or found.costs:
        for regime in found.regimes:
            cells = [found.cell(at, cost, regime, metric) for at in points]
            lacking = [cell for cell in cells if cell.undefined]
            if not lacking:
                continue
            all_ = lacking[0].n + lacking[0].undefined
            counts = sorted({cell.undefined for cell in lacking})
            span = number(counts[0], 0, lang)
            if len(counts) > 1:
                span += f"–{number(counts[-1], 0, lang)}"
            why = say(REASONS[lacking[0].why].words, lang)
            words = Text(
                f"{regime} {COSTS[cost].short.en}: undefined in {span} of {all_} replications at {len(lacking)} of {len(points)} points: {why}.",
                f"{regime} {COSTS[cost].short.da}: ikke defineret i {span} af {all_} kørsler i {len(lacking)} af {len(points)} punkter: {why}.",
            )
            notes.append(say(words, lang))
    return notes


def spread_sheet(found: StudyComparison, metric: str, lang: Language = "en") -> Sheet:
    """Of very many points: a row a regime with how its level and its difference to the baseline spread over them, and in what share of points it is better or worse."""
    heads = (_REGIME, _LEVEL, _DIFFERENCE, _BETTER, _LEVEL_WITH, _OPEN, _WORSE)
    better = METRICS[metric].better
    head, groups = [say(_REGIME, lang)], []
    shown = [say(each, lang) for each in heads[1:]]
    if not better:
        shown[2], shown[5] = say(_HIGHER, lang), say(_LOWER, lang)
    for cost in found.costs:
        groups.append(Span(say(COSTS[cost].head, lang), tuple(range(len(head), len(head) + len(shown)))))  # fmt: skip
        head += shown
    rows = [
        (regime, *(cell for cost in found.costs for cell in _spread(found, cost, regime, metric, lang)))
        for regime in found.regimes
    ]  # fmt: skip
    many = len(found.measures.there)
    words = Text(
        f"Over {many} points: the middle one, and where eight of ten lie; then the share of points with each verdict against {found.baseline}, each by itself.",
        f"Over {many} punkter: det midterste, og hvor otte af ti ligger; så andelen af punkter med hver vurdering mod {found.baseline}, hver for sig.",
    )
    notes = (say(words, lang), *too_few(found, lang), *undefined_notes(found, metric, lang))
    return Sheet(
        _title(found, metric, lang), tuple(head), tuple(rows), notes,
        groups=tuple(groups) if len(groups) > 1 else (),
    )  # fmt: skip


_LEVEL = Text("level", "niveau")
_DIFFERENCE = Text("difference", "forskel")
_BETTER = Text("better", "bedre")
_WORSE = Text("worse", "dårligere")
_HIGHER, _LOWER = Text("higher", "højere"), Text("lower", "lavere")
_LEVEL_WITH = Text("no difference", "ingen forskel")
_OPEN = Text("undecided", "uafklaret")


def _spread(
    found: StudyComparison, cost: str, regime: str, metric: str, lang: Language
) -> tuple[str, ...]:
    cells = [found.cell(at, cost, regime, metric) for at in found.measures.there]
    factor = scale(metric)
    level = _quantiles([cell.mean * factor for cell in cells], lang)
    held = [cell.to_baseline for cell in cells if cell.to_baseline is not None]
    if not held:
        return (level, *[""] * 5)
    differences = [each.difference.mean * factor for each in held]
    judged = [each.verdict for each in held if each.verdict not in NONE]
    if not judged:
        return (level, _quantiles(differences, lang, signed=True), *["–"] * 4)
    groups = (UP, SHOWN_EQUAL, {Verdict.UNDECIDED, Verdict.SAME}, DOWN)
    shares = [sum(each in group for each in judged) / len(judged) for group in groups]
    return (
        level,
        _quantiles(differences, lang, signed=True),
        *(percent(share, lang) for share in shares),
    )


def _quantiles(values: list[float], lang: Language, *, signed: bool = False) -> str:
    there = [each for each in values if not math.isnan(each)]
    if not there:
        return "–"
    low, middle, high = (float(each) for each in np.quantile(there, [0.1, 0.5, 0.9]))
    half = (high - low) / 2.0
    shown = [rounded(each, lang, half=half or math.nan, signed=signed) for each in (middle, low, high)]  # fmt: skip
    return f"{shown[0]} ({shown[1]} {say(_TO, lang)} {shown[2]})"


_TO = Text("to", "til")


def _heads(names: tuple[str, ...], lang: Language) -> tuple[str, ...]:
    short = names_said(names, lang)
    return tuple(short[name] for name in names)


def _key(found: StudyComparison, at: int, lang: Language) -> tuple[str, ...]:
    point = found.points[at]
    return tuple(value_words(name, point.get(name), lang) for name in found.measures.names)


def _absent(found: StudyComparison, at: int, lang: Language) -> str:
    """Why a point has no row: it failed, or was not run yet."""
    return say(_FAILED if at in found.measures.runs.failures else _NOT_YET, lang)
