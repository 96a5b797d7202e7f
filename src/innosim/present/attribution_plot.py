"""The figures of an attribution, on the screen and as files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innosim.analysis.attribution import Among, Attribution
from innosim.experiment.made import made_in
from innosim.present.figures import waterfall
from innosim.present.style import SIZES, Format, drawing, save
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.arguments import argued
from innosim.scenario.errors import known

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class AttributionPlots:
    """The figures of one attribution: ``size`` is one of "screen", "slide" and "paper", ``lang`` "en" or "da"."""

    @argued()
    def __init__(self, found: Attribution, *, size: str = "screen", lang: Language = "en") -> None:
        known("language", LANGUAGES, lang)
        self._found = found
        self._scene = waterfall.surroundings(found, SIZES[known("size", SIZES, size)], lang)

    @argued()
    def look(self, *, size: str = "", lang: Language | None = None) -> AttributionPlots:
        """The same figures in another size or language."""
        scene = self._scene
        return AttributionPlots(self._found, size=size or scene.size.name, lang=lang or scene.lang)

    @argued(but=("axes",))
    def waterfall(
        self, metric: str, among: str = Among.LEVERS, *, axes: Sequence[Axes] | None = None
    ) -> list[Axes]:
        """From one regime's level to the other's, a step a lever, or a mechanism; on ``axes`` that are given (one), else on a page of its own.

        Raises:
            ArgumentError: a metric that was not split, or not among these.
        """
        self._found.of(metric, among)
        if axes is not None:
            with drawing(self._scene.size):
                return waterfall.draw(axes, self._found, self._scene, metric, among)
        from innosim.present.plot import new_page

        with new_page(self._scene.size) as figure:
            return waterfall.page(figure, self._found, self._scene, metric, among)


TABLE_FILE = "attribution.csv"


def save_attribution(
    found: Attribution,
    folder: Path,
    *,
    sizes: Sequence[str] = ("slide",),
    formats: Sequence[Format] = ("png",),
    lang: Language = "en",
) -> list[Path]:
    """Write the table, and a waterfall a metric, to ``folder`` (made where it is not there); return the files in order.

    Figures are called waterfall-METRIC-SIZE.FORMAT, those of mechanisms waterfall-mechanisms-METRIC-SIZE.FORMAT. The same attribution gives the same bytes.

    Raises:
        FolderError: they cannot be written (DiskFullError where there is no room), or another's file of such a name is there.
    """
    from matplotlib.figure import Figure

    written = []
    with made_in(folder) as made:
        text = found.table.to_csv(index=False, lineterminator="\n").encode("utf-8")
        written.append(made.write(TABLE_FILE, lambda stream: _put(stream, text)))
        for size in (SIZES[name] for name in sizes):
            scene = waterfall.surroundings(found, size, lang)
            for among in found.among:
                prefix = "waterfall" if among == Among.LEVERS else f"waterfall-{among.value}"
                for metric in found.metrics:
                    figure = Figure()
                    with drawing(size):
                        waterfall.page(figure, found, scene, metric, among)
                    for kind in formats:
                        write = partial(save, figure, size=size, kind=kind)
                        written.append(made.write(f"{prefix}-{metric}-{size.name}.{kind}", write))
    return written


def _put(stream: BinaryIO, text: bytes) -> None:
    stream.write(text)
