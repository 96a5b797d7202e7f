"""The figures as files: their pages, and writing them to a result's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from innosim.analysis.frames import Frames, kept_of
from innosim.experiment.made import made_in
from innosim.present.figures import FIGURES
from innosim.present.figures.scene import Material, Scene, scene_of
from innosim.present.style import SIZES, Format, drawing, save
from innosim.present.words.language import Language
from innosim.scenario.errors import known

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMES = tuple(row.name for row in FIGURES)
"""The figures of a result folder, in the order in which they tell its story."""

_ROWS = {row.name: row for row in FIGURES}


def pages(
    material: Material, scene: Scene, name: str, *, before: bool = False
) -> Iterator[tuple[str, Figure]]:
    """The page or pages of one of `NAMES`, as (file stem, figure), made without pyplot.

    Nothing where the result cannot have this figure, such as fates with fewer than two regimes, or indicators where months were not kept.
    """
    from matplotlib.figure import Figure

    row = _ROWS[known("figure", NAMES, name)]
    if not row.has(kept_of(material.result)):
        return
    if len(material.inventive - scene.equal) < row.inventive:
        return
    module = row.load()
    parts = module.parts(scene) if row.in_parts else [{}]
    earlier = {"before": True} if before and row.over_months else {}
    for number, options in enumerate(parts, start=1):
        figure = Figure()
        module.page(figure, material, scene, **options, **earlier)
        yield (name if len(parts) == 1 else f"{name}-{number}"), figure


def save_all(
    result: Frames,
    folder: Path,
    *,
    sizes: Sequence[str] = ("slide", "paper"),
    formats: Sequence[Format] = ("png", "svg"),
    lang: Language = "en",
    names: Sequence[str] = NAMES,
    cost: str = "",
    before: bool = False,
) -> list[Path]:
    """Write every figure to ``folder`` (made where it is not there); returns the files in order.

    The same result gives the same bytes. Files are called NAME-SIZE.FORMAT. With ``before`` those over months show the
    months before month 0 too.

    Raises:
        FolderError: they cannot be written (DiskFullError where there is no room), or another's file of such a name is there.
    """
    scenes = [scene_of(result, SIZES[size], lang, cost, before=before) for size in sizes]
    material = Material(result, scenes[0].cost)
    written = []
    with made_in(folder) as made:
        for scene, name in product(scenes, names):
            with drawing(scene.size):
                drawn = list(pages(material, scene, name, before=before))
            for (stem, figure), kind in product(drawn, formats):
                write = partial(save, figure, size=scene.size, kind=kind)
                written.append(made.write(f"{stem}-{scene.size.name}.{kind}", write))
    return written
