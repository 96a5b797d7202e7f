"""What the figures of a study have in common: its scene, and which of its points stand along an axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from innosim.analysis.frames import AnalysisError, extreme_of, shown_cost
from innosim.analysis.study import same, short_names
from innosim.analysis.study_comparison import StudyComparison
from innosim.present.figures.scene import Scene, scenario_marks
from innosim.present.figures.ticks import HouseFormatter
from innosim.present.study_words import field_words, names_words, point_words, value_words
from innosim.present.style import Size
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import COSTS, Text
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.errors import instead
from innosim.scenario.numbers import number_of
from innosim.scenario.varying import full_of, is_yes_no


def study_scene(
    found: StudyComparison, size: Size, lang: Language, cost: str = "", command: str = ""
) -> Scene:
    """The scene of a study's figures.

    Raises:
        AnalysisError: a cost mode that was not run.
    """
    scenario, runs = found.measures.scenario, found.measures.runs
    mode = cost_named(cost) or shown_cost(runs.costs)
    if mode not in runs.costs:
        raise AnalysisError(
            f"no runs in cost mode {cost!r} in this study; it has {', '.join(COSTS[each].flag for each in runs.costs)}"
        )
    titles = {name: say(in_both(scenario.regimes[name].title), lang) for name in runs.regimes}
    return Scene(
        name=scenario.name,
        regimes=titles,
        baseline=found.baseline,
        seed=int(scenario.values["seed"]),
        months=int(scenario.values["months"]),
        command=command or "innosim.sweep",
        extreme=extreme_of(scenario, runs.regimes),
        cost=mode,
        lang=lang,
        size=size,
        palette=scenario_marks(scenario),
    )


@dataclass(frozen=True)
class Along:
    """The points along one varied field: their numbers and values, in the order of the axis.

    ``held`` says at what the other fields stand there; where points have no such order, as in a sample, ``scattered`` is true and all
    are there. ``numeric`` is whether values are numbers, ``places`` where they stand on the axis.
    """

    name: str
    points: tuple[int, ...]
    values: tuple[Any, ...]
    places: tuple[float, ...]
    numeric: bool
    scattered: bool
    linked: bool
    held: str


def axis_name(found: StudyComparison, asked: str) -> str:
    """The full name of a varied field, as asked for by its full or its short name; the first that has several values by default.

    Raises:
        AnalysisError: it is not varied here.
    """
    names = found.measures.names
    if not asked:
        several = [name for name in names if len(_taken(found, name)) > 1]
        return (several or list(names) or [""])[0]
    by_short = {short: name for name, short in short_names(names).items()}
    name = by_short.get(asked, full_of(asked))
    if name not in names:
        raise AnalysisError(f"{asked} is not varied here: {instead(asked, (*by_short, *names))}")
    return name


def _taken(found: StudyComparison, name: str) -> list[Any]:
    """The values that a field takes, each once, in the order of the points."""
    values: list[Any] = []
    for point in found.points:
        if not any(same(point.get(name), each) for each in values):
            values.append(point.get(name))
    return values


def along(found: StudyComparison, name: str, lang: Language) -> Along:
    """The points along a field: those that are at the reference point in all others."""
    others = tuple(each for each in found.measures.names if each != name)
    anchor = found.points[max(found.reference, 0)] if found.points else {}
    at = [
        number
        for number, point in enumerate(found.points)
        if all(same(point.get(each), anchor.get(each)) for each in others)
    ]
    values = _taken(found, name)
    scattered = len(at) < min(len(values), 2) or len(at) < len(values) / 2
    linked = scattered and len(values) == len(found.points) <= _MOST_LINKED
    held = point_words(anchor, others, lang) if others else ""
    if scattered:
        at, held = list(range(len(found.points))), ""
        if linked:
            held = say(_LINKED, lang).format(names_words(others, lang))
    numeric = not is_yes_no(name) and all(number_of(each) is not None for each in values)
    if numeric:
        at.sort(key=lambda number: float(number_of(found.points[number][name]) or 0.0))
    chosen = tuple(found.points[number].get(name) for number in at)
    places = tuple(
        float(number_of(each) or 0.0)
        if numeric
        else float(next(n for n, value in enumerate(values) if same(value, each)))
        for each in chosen
    )
    return Along(name, tuple(at), chosen, places, numeric, scattered and not linked, linked, held)


_MOST_LINKED = 24
_LINKED = Text("linked with {0}", "sammen med {0}")


def put_values(axis: Any, along_: Along, scene: Scene, share: bool, room: float) -> None:
    """Ticks at the values that were run, as many as ``room`` ems hold; of very many, round ones."""
    from matplotlib.ticker import FixedFormatter, FixedLocator

    from innosim.present.figures.labels import width_of
    from innosim.present.figures.ticks import number_ticks

    taken = dict(zip(along_.places, along_.values, strict=True))
    if along_.numeric:
        formatter = HouseFormatter(scene, share=share)
        formatter.set_locs(tuple(taken))
        words = [formatter(each) for each in taken]
    else:
        words = [value_words(along_.name, each, scene.lang) for each in taken.values()]
    wide = max((width_of(each, scene.size.fine) for each in words), default=0.0) / scene.size.em
    span = (max(taken) - min(taken)) or 1.0 if taken else 1.0
    gaps = sorted(taken)
    least = min((b - a for a, b in pairwise(gaps)), default=span) / span * room
    if along_.numeric and (len(taken) > 9 or least < wide + 0.6):
        most = max(2, int(room / (wide + 1.0)))
        number_ticks(axis, scene, share=share, most=min(5, most))
        return
    axis.set_major_locator(FixedLocator(list(taken)))
    axis.set_major_formatter(FixedFormatter(words))


def axis_title(name: str, scene: Scene) -> str:
    """What an axis shows."""
    return field_words(name, scene.lang)


def option_words(options: Mapping[str, Any]) -> str:
    """Options of a figure as they are typed in Python."""
    return ", ".join(f"{key}={value!r}" for key, value in options.items() if value)
