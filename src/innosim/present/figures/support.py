"""Who keeps backing the leadership: support in the majority and in the minority bloc, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.present.figures import timeline
from innosim.present.figures.scene import Material, Scene
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BY_BLOC = ("support_majority", "support_minority")
IN_SUPPORT = 0.5  # a seat supports from here on (ODD, In public)

_TITLE = Text("Support by bloc", "Opbakning fordelt på blokke")


def draw(
    axes: Sequence[Axes], material: Material, scene: Scene, *, band: timeline.Band = "interquartile"
) -> list[Axes]:
    """Two Axes, the majority's and the minority's."""
    return timeline.draw(axes, material, scene, _BY_BLOC, band=band)


def page(
    figure: Figure, material: Material, scene: Scene, *, band: timeline.Band = "interquartile"
) -> list[Axes]:
    """Support in both blocs on one scale, with the line above which a seat counts as in support."""
    return timeline.panels(figure, material, scene, _BY_BLOC, band, _TITLE, level=IN_SUPPORT)
