"""What a study answers on a screen: what was run, who leads where, and a metric's table; the whole as JSON; its figures as files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innosim.analysis.frames import shown_cost
from innosim.analysis.study_comparison import StudyComparison
from innosim.experiment.made import made_in
from innosim.present.figures import study_curve, study_map, study_strip
from innosim.present.figures.scene import Scene
from innosim.present.figures.study_map import ranked
from innosim.present.figures.study_scene import along, axis_name, study_scene
from innosim.present.study_tables import (
    MOST_POINTS_SHOWN,
    failures,
    leads_sheet,
    metric_points_sheet,
    spread_sheet,
)
from innosim.present.study_words import FEW_NAMES, names_words
from innosim.present.style import SIZES, Format, drawing, save
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, capital, listed, number, say
from innosim.scenario.catalogue import HEADLINES, PURPOSE, Text
from innosim.scenario.catalogue.declare import Said, in_both
from innosim.scenario.resolved import Json
from innosim.scenario.spoken import how_much_is_run, runs_counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure


STUDY_FIGURES = ("map", "curve", "strip")
"""The figures of a study: who leads where, where two fields were varied; each metric against what was varied; and of a sample, in which no single field is varied,
how differences spread."""


def study_basis(found: StudyComparison, lang: Language) -> str:
    """How much was run, of what, and what for."""
    runs, values = found.measures.runs, found.measures.scenario.values
    points, regimes = number(len(runs.points), 0, lang), len(runs.regimes)
    much = how_much_is_run(runs.replications, int(values["months"]))
    months = sorted({int(point["run.months"]) for point in runs.points if "run.months" in point})
    if months:  # which vary
        counted = runs_counted(runs.replications)
        many = [number(each, 0, lang) for each in months]
        span = " – ".join((many[0], many[-1])) if len(many) > 3 else listed(many, lang)
        much = Text(f"{counted.en} of {span} months", f"{counted.da} à {span} måneder")
    names = names_words(found.measures.names, lang)
    words = Text(
        f"{points} point{'s' * (len(runs.points) != 1)} ({names}), {much.en} at each under {regimes} regime{'s' * (regimes != 1)}, seed {values['seed']}.",
        f"{points} punkt{'er' * (len(runs.points) != 1)} ({names}), {much.da} i hvert under {regimes} regime{'r' * (regimes != 1)}, startværdi (seed) {values['seed']}.",
    )
    return f"{say(words, lang)} {say(capital(PURPOSE), lang)}."


def study_sheets(
    found: StudyComparison, metrics: Sequence[str] = (), lang: Language = "en"
) -> tuple[Sheet, ...]:
    """The tables of a study: who leads where on all headlines, and each of ``metrics``, by default the first headline."""
    sheets: list[Sheet] = []
    few = len(found.points) <= MOST_POINTS_SHOWN and len(found.measures.names) <= FEW_NAMES
    leading = ranked(found)
    if few and not metrics and leading and len(found.regimes) > 1:
        cost = shown_cost(found.costs)
        sheets.append(leads_sheet(found, leading, cost, lang))
    usual = [name for name in HEADLINES if name in found.metrics][:1]
    make = metric_points_sheet if few else spread_sheet
    shown = metrics or (usual if few else [m for m in HEADLINES if m in found.metrics])
    sheets += [make(found, metric, lang) for metric in shown]
    # What failed is said once, under the first.
    told = failures(found, lang)
    return tuple(
        replace(sheet, notes=(*sheet.notes, *told) if sheet is sheets[0] else sheet.notes)
        for sheet in sheets
    )


def heading_lines(title: Said, question: Said, lang: Language) -> tuple[str, ...]:
    """What a study asks."""
    said = [say(in_both(each), lang) for each in (title, question) if each]
    return tuple(each for each in said if each)


def study_json(found: StudyComparison) -> Json:
    """A study's comparison as plain values; what is undefined is null."""
    runs = found.measures.runs
    there = found.measures.there
    return {
        "points": [dict(point) for point in runs.points],
        "failures": {str(at): why for at, why in runs.failures.items()},
        "not_run_yet": [at for at in range(len(runs.points)) if at not in there and at not in runs.failures],
        "costs": list(runs.costs),
        "regimes": list(runs.regimes),
        "baseline": found.baseline,
        "reference": found.reference,
        "replications": runs.replications,
        "cells": [
            study_text(asdict(found.cell(at, cost, regime, metric)))
            for metric in found.metrics
            for at in there
            for cost in found.costs
            for regime in found.regimes
        ],
        "leads": [
            {"point": at, "cost": cost, "metric": metric, **study_text(asdict(found.lead(at, cost, metric)))}
            for metric in ranked(found, found.metrics)
            for at in there
            for cost in found.costs
        ],
    }  # fmt: skip


def study_text(value: Any) -> Any:
    """A value with NaN as null, tuples as lists and verdicts as words."""
    if isinstance(value, dict):
        return {key: study_text(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [study_text(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, str) else value


def study_pages(
    found: StudyComparison,
    scene: Scene,
    metrics: Sequence[str] = (),
    names: Sequence[str] = STUDY_FIGURES,
) -> Iterator[tuple[str, Figure]]:
    """The pages of a study's figures, as (file stem, figure), made without pyplot: a curve, and a map where two fields were varied; of a sample strips alone."""
    from matplotlib.figure import Figure

    if not found.points or not found.measures.names:
        return
    several = [n for n in found.measures.names if len(_taken(found, n)) > 1]
    walk = along(found, axis_name(found, ""), scene.lang)
    gridded = len(several) >= 2 and not walk.scattered and not walk.linked
    made: list[tuple[str, Any]] = [("curve", study_curve)]
    if walk.scattered and len(found.regimes) > 1:
        made = [("strip", study_strip)]
    if gridded and ranked(found, metrics):
        made.insert(0, ("map", study_map))
    for name, module in made:
        if name not in names:
            continue
        parts = module.parts(found, scene, metrics)
        for nth, part in enumerate(parts, start=1):
            figure = Figure()
            module.page(figure, found, scene, metrics=part)
            yield (name if len(parts) == 1 else f"{name}-{nth}"), figure


def _taken(found: StudyComparison, name: str) -> list[object]:
    return study_map.axis_values(found, name)


def save_study_figures(  # noqa: PLR0913 - all but the first two by name
    found: StudyComparison,
    folder: Path,
    *,
    sizes: Sequence[str] = ("slide", "paper"),
    formats: Sequence[Format] = ("png", "svg"),
    lang: Language = "en",
    metrics: Sequence[str] = (),
    names: Sequence[str] = STUDY_FIGURES,
    cost: str = "",
    command: str = "",
) -> list[Path]:
    """Write a study's figures to ``folder``; returns the files in order.

    Raises:
        FolderError: they cannot be written, or another's file of such a name is there.
        AnalysisError: a cost mode that was not run.
    """
    written = []
    with made_in(folder) as made:
        for size in sizes:
            scene = study_scene(found, SIZES[size], lang, cost, command)
            with drawing(SIZES[size]):
                drawn = list(study_pages(found, scene, metrics, names))
            for (stem, figure), kind in product(drawn, formats):
                write = partial(save, figure, size=SIZES[size], kind=kind)
                written.append(made.write(f"{stem}-{size}.{kind}", write))
    return written
