"""The figures of a result: ``result.plot.metrics()`` on the screen, `save_all` into its folder.

Every method draws into Axes that are given, in the order it would return them, or makes a page of its
own with title and footer; it returns the Axes it drew on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from innosim.present.figures.setting import biography_of, fates_of, inventive, scene_of
from innosim.present.figures.sheet import plain
from innosim.present.pages import NAMES, save_all
from innosim.present.style import SIZES, drawing
from innosim.present.words.language import Language
from innosim.scenario.catalogue import HEADLINES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


__all__ = ["NAMES", "Plots", "save_all"]


class Plots:
    """The figures of one result.

    ``cost`` is a cost mode ("as_costed", "equal_resources"), ``size`` one of "screen", "slide" and
    "paper", ``lang`` "en" or "da".
    """

    def __init__(
        self, result: Frames, *, cost: str = "", size: str = "screen", lang: Language = "en"
    ) -> None:
        self._result = result
        self._scene = scene_of(result, SIZES[size], lang, cost)

    def look(self, *, cost: str = "", size: str = "", lang: Language | None = None) -> Plots:
        """The same figures in another cost mode, size or language."""
        scene = self._scene
        return Plots(
            self._result,
            cost=cost or scene.cost,
            size=size or scene.size.name,
            lang=lang or scene.lang,
        )

    def metrics(
        self, columns: Sequence[str] = HEADLINES, *, axes: Sequence[Axes] | None = None
    ) -> list[Axes]:
        """Every run as a dot, mean and 95 % interval, and the paired difference to the baseline.

        Args:
            columns: names of metrics; the headline metrics by default.
            axes: two for each metric, levels and differences.
        """
        frame = self._result.metrics
        if axes is None:
            with self._page() as figure:
                pairs = metrics.page(figure, frame, self._scene, columns)
            return [ax for pair in pairs for ax in pair]
        given = self._ready(axes, 2 * len(columns))
        modes = metrics.by_cost(frame, self._scene)
        with drawing(self._scene.size):
            for place, column in enumerate(columns):
                metrics.draw_levels(given[2 * place], modes[0][1], column, self._scene)
                metrics.draw_differences(given[2 * place + 1], modes, column, self._scene)
        return given

    def indicators(
        self,
        columns: Sequence[str] = timeline.DEFAULT,
        *,
        band: timeline.Band = "interquartile",
        axes: Sequence[Axes] | None = None,
    ) -> list[Axes]:
        """Indicators over time with a band of runs, elections and shocks marked; one Axes each."""
        scene, frame = self._scene, self._result.indicators
        if axes is None:
            with self._page() as figure:
                return timeline.page(figure, frame, scene, columns, band)
        given = self._ready(axes, len(columns))
        with drawing(scene.size):
            for ax, column in zip(given, columns, strict=True):
                timeline.draw(ax, self._of_cost(frame), column, scene, band)
        return given

    def support(
        self, *, band: timeline.Band = "interquartile", axes: Sequence[Axes] | None = None
    ) -> list[Axes]:
        """Support in the majority and in the minority bloc, on one scale; two Axes."""
        if axes is not None:
            return self.indicators(support.BLOCS, band=band, axes=axes)
        with self._page() as figure:
            return support.page(figure, self._result.indicators, self._scene, band)

    def funnel(self, *, axes: Sequence[Axes] | None = None) -> list[Axes]:
        """From spark to "still in operation after a year"; one Axes for each regime with ideas."""
        scene, frame = self._scene, self._result.ideas
        if axes is None:
            with self._page() as figure:
                return funnel.page(figure, frame, scene)
        drawn = inventive(self._result, self._scene)
        given = self._ready(axes, len(drawn))
        with drawing(scene.size):
            counts = [funnel.stages(self._of_cost(frame), r, scene.months) for r in drawn]
            widest = max((count[0] for count in counts), default=0.0)
            for ax, regime, count in zip(given, drawn, counts, strict=True):
                funnel.draw(ax, count, regime, scene, widest)
        return given

    def failure_cost(self, *, ax: Axes | None = None) -> Axes:
        """What failed ideas had cost, by the phase they had reached."""
        scene, frame = self._scene, self._result.ideas
        if ax is None:
            with self._page() as figure:
                return failure.page(figure, frame, scene)[0]
        with drawing(scene.size):
            tables = {r: failure.costs(self._of_cost(frame), r, scene) for r in scene.order}
            return failure.draw(self._ready([ax], 1)[0], tables, scene)

    def pressure(self, *, axes: Sequence[Axes] | None = None) -> list[Axes]:
        """How each year's pressure was met; one Axes a regime that differs from the baseline, and it."""
        scene, frame = self._scene, self._result.indicators
        if axes is None:
            with self._page() as figure:
                return pressure.page(figure, frame, scene)
        with drawing(scene.size):
            drawn = [regime for regime in scene.order if regime not in scene.equal]
            given = self._ready(axes, len(drawn))
            for ax, regime in zip(given, drawn, strict=True):
                pressure.draw(ax, pressure.sources(self._of_cost(frame), regime), regime, scene)
            return given

    def fates(self, first: str = "", second: str = "", *, ax: Axes | None = None) -> Axes:
        """What became of the very same ideas under two regimes; by default the first two with ideas."""
        found = fates_of(self._result, self._scene, first, second)
        if ax is None:
            with self._page() as figure:
                return fates.page(figure, found, self._scene)[0]
        with drawing(self._scene.size):
            return fates.draw(self._ready([ax], 1)[0], found, self._scene)

    def biography(
        self, idea: int | None = None, *, replication: int | None = None, ax: Axes | None = None
    ) -> Axes:
        """One idea under every regime; by default a telling one. Its runs are run again for the waits."""
        told = biography_of(self._result, self._scene, idea, replication)
        if ax is None:
            with self._page() as figure:
                return biography.page(figure, told, self._scene)[0]
        with drawing(self._scene.size):
            return biography.draw(self._ready([ax], 1)[0], told, self._scene)

    def _of_cost(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["cost"] == self._scene.cost]

    @contextmanager
    def _page(self) -> Iterator[Figure]:
        """A figure that a notebook shows by itself, in the house's style while it is drawn.

        pyplot is imported here and nowhere else, and before our style is put on: it turns the
        notebook's own on, and these must stay when ours go.
        """
        from matplotlib import pyplot as plt

        figure = plt.figure(dpi=self._scene.size.dpi)
        with drawing(self._scene.size):
            yield figure

    def _ready(self, axes: Sequence[Axes], wanted: int) -> list[Axes]:
        """The Axes given, in the house's style.

        Raises:
            ValueError: not as many as the figure has panels.
        """
        given = list(axes)
        if len(given) != wanted:
            raise ValueError(f"this figure draws on {wanted} Axes, not on {len(given)}")
        for ax in given:
            plain(ax, self._scene)
        return given
