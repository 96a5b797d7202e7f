"""How large an Axes is on its page, whatever figure it stands in."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure


def page_of(ax: Axes) -> Figure:
    """Return the page an Axes stands on, past any SubFigure between."""
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise TypeError("these Axes stand in no figure")
    return figure


def width_in(ax: Axes) -> float:
    """Return the page's width in inches."""
    return float(page_of(ax).get_figwidth())


def height_in(ax: Axes) -> float:
    """Return the page's height in inches."""
    return float(page_of(ax).get_figheight())
