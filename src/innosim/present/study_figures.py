"""Figures of studies as files: their scene, and writing them to a folder at each size and in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from innosim.experiment.made import made_in
from innosim.present.figures.scene import Scene
from innosim.present.style import SIZES, Format, drawing, save
from innosim.present.words.language import Language
from innosim.scenario.catalogue import AS_COSTED

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Drawn: TypeAlias = Callable[["Figure", Scene], object]
"""What draws a page."""


def plain_scene(
    name: str,
    command: str,
    size: str,
    *,
    lang: Language,
    seed: int,
    months: int,
    cost: str = AS_COSTED,
) -> Scene:
    """What surrounds a figure of a study, in which no regime has a colour of its own."""
    return Scene(name, {}, "", seed, months, command, cost=cost, lang=lang, size=SIZES[size])


def save_pages(
    drawn: Iterable[tuple[str, Drawn]],
    folder: Path,
    scene: Callable[[str], Scene],
    *,
    sizes: Sequence[str] = ("slide", "paper"),
    formats: Sequence[Format] = ("png", "svg"),
) -> list[Path]:
    """Write pages to a folder (made where it is not there) as NAME-SIZE.FORMAT; returns the files in order.

    Args:
        drawn: the name of each page and what draws it.
        scene: of a size.

    Raises:
        FolderError: they cannot be written (DiskFullError where there is no room), or another's file of such a name is there.
    """
    from matplotlib.figure import Figure

    written = []
    with made_in(folder) as made:
        for (name, draw), size in product(list(drawn), sizes):
            with drawing(SIZES[size]):
                figure = Figure()
                draw(figure, scene(size))
            for kind in formats:
                write = partial(save, figure, size=SIZES[size], kind=kind)
                written.append(made.write(f"{name}-{size}.{kind}", write))
    return written
