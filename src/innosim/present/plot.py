"""The figures of a result on the screen: ``result.plot.metrics()`` and a method for each other row of the table of figures.

Every method draws into Axes that are given, in the order it would return them, or makes a page of its
own with title and footer; it returns the Axes it drew on.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from innosim.analysis.frames import Frames
from innosim.present.figures import FIGURES, FigureRow
from innosim.present.figures.scene import Material, Scene, scene_of
from innosim.present.style import SIZES, Size, drawing
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.arguments import argued, as_declared
from innosim.scenario.errors import ArgumentError, as_given, known

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GIVEN = inspect.Parameter("axes", inspect.Parameter.KEYWORD_ONLY, default=None)


class Plots:
    """The figures of one result.

    ``cost`` is a cost mode ("as_costed", "equal_resources"), ``size`` one of "screen", "slide" and
    "paper", ``lang`` "en" or "da". Each figure takes ``axes``, those to draw on, as many as it has panels.
    """

    @argued()
    def __init__(
        self, result: Frames, *, cost: str = "", size: str = "screen", lang: Language = "en"
    ) -> None:
        if not hasattr(result, "manifest"):
            raise ArgumentError(f"result is {as_given(result)}; it takes a result.")
        known("language", LANGUAGES, lang)
        self._result = result
        self._scene = scene_of(result, SIZES[known("size", SIZES, size)], lang, cost)

    @argued()
    def look(self, *, cost: str = "", size: str = "", lang: Language | None = None) -> Plots:
        """The same figures in another cost mode, size or language."""
        scene = self._scene
        return Plots(
            self._result,
            cost=cost or scene.cost,
            size=size or scene.size.name,
            lang=lang or scene.lang,
        )

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., list[Axes]]:
            """A method for each row of the table of figures."""

    @cached_property
    def _material(self) -> Material:
        return Material(self._result, self._scene.cost)

    def _page(self) -> AbstractContextManager[Figure]:
        return new_page(self._scene.size)


@contextmanager
def new_page(size: Size) -> Iterator[Figure]:
    """A figure that a notebook shows by itself, in the house's style while it is drawn.

    pyplot is imported here and nowhere else, and before our style is put on: it turns the
    notebook's own on, and these must stay when ours go.
    """
    from matplotlib import pyplot as plt

    figure = plt.figure(dpi=size.dpi)
    try:
        with drawing(size):
            yield figure
    except Exception:
        plt.close(figure)  # else the notebook shows an empty one beside the error
        raise


def _method(row: FigureRow) -> Callable[..., list[Axes]]:
    """The method of one figure: its module's ``page``, or ``draw`` where Axes are given, with their options."""
    module = row.load()
    made = inspect.signature(module.page)
    options = list(made.parameters.values())[3:]  # after figure, material and scene
    taken = made.replace(parameters=[*options, _GIVEN])

    def method(self: Plots, *given: Any, **named: Any) -> list[Axes]:
        bound = taken.bind(*given, **named)
        for name, value in bound.arguments.items():
            bound.arguments[name] = as_declared(taken.parameters[name], value)
        axes = bound.arguments.pop("axes", None)
        on: tuple[Material, Scene] = (self._material, self._scene)
        if axes is None:
            with self._page() as figure:
                drawn: list[Axes] = module.page(figure, *on, *bound.args, **bound.kwargs)
        else:
            with drawing(self._scene.size):
                drawn = module.draw(axes, *on, *bound.args, **bound.kwargs)
        return drawn

    me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    vars(method)["__signature__"] = made.replace(parameters=[me, *options, _GIVEN])
    method.__name__, method.__doc__ = row.method, module.page.__doc__
    method.__qualname__ = f"{Plots.__name__}.{row.method}"
    return method


for _row in FIGURES:
    setattr(Plots, _row.method, _method(_row))
