"""The figures as files: which there are, their pages, and writing them to a result's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from innosim.analysis.frames import Frames
from innosim.present.figures import (
    biography,
    failure,
    fates,
    funnel,
    metrics,
    pressure,
    support,
    timeline,
)
from innosim.present.figures.scene import Scene
from innosim.present.figures.setting import Stories, inventive, scene_of
from innosim.present.style import SIZES, Format, drawing, save
from innosim.present.words.language import Language
from innosim.scenario.catalogue import HEADLINES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

NAMES = (
    "metrics",
    "indicators",
    "support",
    "funnel",
    "failure-cost",
    "pressure",
    "fates",
    "biography",
)
"""The figures of a result folder, in the order in which they tell its story."""


def pages(
    result: Frames, scene: Scene, name: str, stories: Stories | None = None
) -> Iterator[tuple[str, Figure]]:
    """The page or pages of one of `NAMES`, as (file stem, figure), made without pyplot.

    ``stories`` spares reckoning fates again for a page of another size. Nothing where the result cannot have this figure, such as fates with fewer than two regimes.
    """
    from matplotlib.figure import Figure

    if name == "metrics":
        yield from _metric_pages(result.metrics, scene)
        return
    if name in ("fates", "biography") and len(inventive(result, scene)) < 2:
        return
    told = stories or Stories(result, scene)
    figure = Figure()
    if name == "indicators":
        timeline.page(figure, result.indicators, scene)
    elif name == "support":
        support.page(figure, result.indicators, scene)
    elif name == "funnel":
        funnel.page(figure, result.ideas, scene)
    elif name == "failure-cost":
        failure.page(figure, result.ideas, scene)
    elif name == "pressure":
        pressure.page(figure, result.indicators, scene)
    elif name == "fates":
        fates.page(figure, told.fates, scene)
    elif name == "biography":
        biography.page(figure, told.biography, scene)
    else:
        raise ValueError(f"no figure {name!r}; the figures are {', '.join(NAMES)}")
    yield name, figure


def save_all(
    result: Frames,
    folder: Path,
    *,
    sizes: Sequence[str] = ("slide", "paper"),
    formats: Sequence[Format] = ("png", "svg"),
    lang: Language = "en",
    names: Sequence[str] = NAMES,
    cost: str = "",
) -> list[Path]:
    """Write every figure to ``folder`` (made where it is not there); returns the files in order.

    The same result gives the same bytes. Files are called NAME-SIZE.FORMAT.
    """
    scenes = [scene_of(result, SIZES[size], lang, cost) for size in sizes]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    stories: Stories | None = None
    for scene in scenes:
        stories = stories or Stories(result, scene)
        for name in names:
            with drawing(scene.size):
                made = list(pages(result, scene, name, stories))
            for stem, figure in made:
                for suffix in formats:
                    path = folder / f"{stem}-{scene.size.name}.{suffix}"
                    save(figure, path, scene.size)
                    written.append(path)
    return written


def _metric_pages(frame: pd.DataFrame, scene: Scene) -> Iterator[tuple[str, Figure]]:
    """All on one page where its height is free; on slides as many as can be read, then the next."""
    from matplotlib.figure import Figure

    many = metrics.PER_SLIDE if scene.size.height is not None else len(HEADLINES)
    for first in range(0, len(HEADLINES), many):
        figure = Figure()
        metrics.page(figure, frame, scene, HEADLINES[first : first + many])
        yield ("metrics" if many >= len(HEADLINES) else f"metrics-{first // many + 1}"), figure
