"""Axis numbers in the house's style: decimal comma in Danish, shares as per cent, few ticks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, Formatter, FuncFormatter, MaxNLocator

from innosim.present.figures.scene import Scene
from innosim.scenario.catalogue.columns import START_YEAR

if TYPE_CHECKING:
    from matplotlib.axis import Axis


class HouseFormatter(Formatter):
    """Numbers with as many decimals as the step between ticks asks for."""

    def __init__(self, scene: Scene, *, share: bool, signed: bool = False) -> None:
        self.scene, self.share, self.signed = scene, share, signed
        self._ticks: list[float] = []

    def set_locs(self, locs: Sequence[float]) -> None:
        """Learn where all ticks are; the attribute of the base class is on its way out."""
        self._ticks = sorted({float(at) for at in locs})

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002
        """Text of the tick at ``x``."""
        factor = 100.0 if self.share else 1.0
        step = min((b - a for a, b in pairwise(self._ticks)), default=1.0) * factor
        decimals = 0
        while decimals < 4 and abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
            decimals += 1
        if self.share and self.signed:
            return self.scene.points(x, decimals)
        if self.share:
            return self.scene.percent(x, decimals)
        return self.scene.number(x, decimals, signed=self.signed)


def number_ticks(
    axis: Axis, scene: Scene, *, share: bool, most: int = 4, least: int = 2, signed: bool = False
) -> None:
    """At most ``most`` round ticks on ``axis``, at least ``least``, in the figure's language."""
    axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], min_n_ticks=least))
    axis.set_major_formatter(HouseFormatter(scene, share=share, signed=signed))


def calendar(axis: Axis, months: int, room: float, first: int = 0) -> None:
    """Years on an axis of months, as many as ``room`` ems hold without touching."""
    years = max(1, -(-(months - first) // 12))
    step = next((s for s in (1, 2, 4, 8, 12, 24, 48) if years / s * 3.4 <= room), 100)
    start = -(-first // 12)
    ticks = [12 * year for year in range(start, start + years + 1) if year % step == 0]
    ticks = [tick for tick in ticks if first <= tick <= months]
    axis.set_major_locator(FixedLocator(ticks))
    axis.set_major_formatter(FuncFormatter(lambda x, _: str(START_YEAR + round(x / 12))))
