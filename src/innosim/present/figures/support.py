"""Do the politicians go along? Backing of the innovation agenda and confidence in the leadership's line, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.present.figures import timeline
from innosim.present.figures.scene import Material, Scene
from innosim.scenario.catalogue.declare import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BOTH = ("backing_share", "support_share")
_MONTHS = dict(zip(_BOTH, ("mandate_share", "support_majority_share"), strict=True))
HALF = 0.5  # of the seats: below it at two meetings in a row the mandate is lost; a majority is above it (ODD, In public)

_TITLE = Text(
    "Political support: backing of the agenda, confidence in the line",
    "Politisk støtte: opbakning til dagsordenen, tillid til linjen",
)
_LEVEL = Text(
    "line: half the seats, on which the agenda's mandate and a majority's confidence hang; beside each name: months with the mandate, with the majority,"
    " mean of runs",
    "linje: halvdelen af pladserne, som flertallet bag dagsordenen og et flertals tillid hænger på; ved hvert navn: måneder med flertallet,"
    " kørslernes gennemsnit",
)


def draw(
    axes: Sequence[Axes],
    material: Material,
    scene: Scene,
    *,
    band: timeline.Band = "interquartile",
    before: bool = False,
) -> list[Axes]:
    """Two Axes, backing and confidence."""
    return timeline.draw(axes, material, scene, _BOTH, band=band, before=before)


def page(
    figure: Figure,
    material: Material,
    scene: Scene,
    *,
    band: timeline.Band = "interquartile",
    before: bool = False,
) -> list[Axes]:
    """Seats that back the innovation agenda, and seats that have confidence in the leadership's line, on one scale.

    Args:
        band: "interquartile" holds the middle half of the runs, "95" 95 % of them.
        before: also the months before month 0, where the run has any.
    """
    level = timeline.Threshold(HALF, _LEVEL, _MONTHS)
    return timeline.panels(figure, material, scene, _BOTH, band, _TITLE, level=level, before=before)
