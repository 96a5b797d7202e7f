"""The figures of a study on the screen: ``study.plot.curve("pressure")`` and ``study.plot.map(x, y)``.

Each draws into Axes that are given, or makes a page of its own; it returns the Axes it drew on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from innosim.analysis.study_comparison import StudyComparison
from innosim.present.figures.study_scene import study_scene
from innosim.present.style import SIZES, drawing
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import METRICS
from innosim.scenario.errors import known, several

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class StudyPlots:
    """The figures of one study.

    ``cost`` is a cost mode ("as_costed", "equal_resources"), ``size`` one of "screen", "slide" and "paper", ``lang`` "en" or "da".
    """

    def __init__(
        self,
        found: StudyComparison,
        *,
        cost: str = "",
        size: str = "screen",
        lang: Language = "en",
    ) -> None:
        known("language", LANGUAGES, lang)
        self._found = found
        self._scene = study_scene(found, SIZES[known("size", SIZES, size)], lang, cost)

    @argued()
    def look(self, *, cost: str = "", size: str = "", lang: Language | None = None) -> StudyPlots:
        """The same figures in another cost mode, size or language.

        Raises:
            AnalysisError: a cost mode that was not run.
            ArgumentError: a size or language that is none.
        """
        scene = self._scene
        return StudyPlots(
            self._found,
            cost=cost or scene.cost,
            size=size or scene.size.name,
            lang=lang or scene.lang,
        )

    @argued()
    def curve(
        self,
        x: str = "",
        metrics: str | Iterable[str] = (),
        *,
        axes: Sequence[Any] | None = None,
    ) -> list[Axes]:
        """Metrics against a field that was varied: level on the left, paired difference to the baseline on the right.

        Args:
            x: a varied field, by its full or short name; the first by default.
            metrics: those to draw, a row each; the first headlines by default.
            axes: two Axes to draw the first of them on.

        Raises:
            AnalysisError: a field that is not varied.
        """
        from innosim.present.figures import study_curve

        names = self._chosen(metrics)
        if axes is not None:
            first = {"metric": names[0]} if names else {}
            with drawing(self._scene.size):
                return study_curve.draw(axes, self._found, self._scene, x, **first)
        with self._page() as figure:
            return study_curve.page(figure, self._found, self._scene, x, names)

    @argued()
    def map(
        self,
        x: str = "",
        y: str = "",
        metrics: str | Iterable[str] = (),
        *,
        axes: Sequence[Any] | None = None,
    ) -> list[Axes]:
        """Who leads at each point of two fields that were varied: grey where it does not matter, hatched where it is undecided.

        Args:
            x: a varied field, by its full or short name; the first by default.
            y: another.
            metrics: those to draw, a map each; the first headlines by default.
            axes: one Axes in a list, to draw the first of them on.

        Raises:
            AnalysisError: fewer than two fields are varied, or a field that is not.
        """
        from innosim.present.figures import study_map

        names = self._chosen(metrics)
        if axes is not None:
            first = {"metric": names[0]} if names else {}
            with drawing(self._scene.size):
                return study_map.draw(axes, self._found, self._scene, x, y, **first)
        with self._page() as figure:
            return study_map.page(figure, self._found, self._scene, x, y, names)

    @argued()
    def strip(
        self, metrics: str | Iterable[str] = (), *, axes: Sequence[Any] | None = None
    ) -> list[Axes]:
        """How differences to the baseline spread over all points, a strip a regime, and in what share of points each is ahead: what a sample says.

        Args:
            metrics: those to draw, a panel each; the first headlines by default.
            axes: one Axes in a list, to draw the first of them on.
        """
        from innosim.present.figures import study_strip

        names = self._chosen(metrics)
        if axes is not None:
            first = {"metric": names[0]} if names else {}
            with drawing(self._scene.size):
                return study_strip.draw(axes, self._found, self._scene, **first)
        with self._page() as figure:
            return study_strip.page(figure, self._found, self._scene, names)

    def _chosen(self, metrics: str | Iterable[str]) -> tuple[str, ...]:
        return tuple(known("metric", METRICS, each) for each in several(metrics))

    def _page(self) -> Any:
        """A figure that a notebook shows by itself, in the house's style while it is drawn."""
        from innosim.present.plot import new_page

        return new_page(self._scene.size)
