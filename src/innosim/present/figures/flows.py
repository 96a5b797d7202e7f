"""Counts and shapes of an alluvial picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innosim.analysis.fates import Fates

if TYPE_CHECKING:
    from matplotlib.patches import PathPatch, Rectangle


class Flows:
    """Ideas a run by what became of them under the first and under the second regime."""

    def __init__(self, found: Fates) -> None:
        runs = max(found.replications, 1)
        self.counts: dict[tuple[str, str], float] = {}
        table = found.flows
        columns = (table["end_first"], table["end_second"], table["count"])
        for one, other, count in zip(*columns, strict=True):
            ends = (str(one), str(other))
            self.counts[ends] = self.counts.get(ends, 0.0) + float(count) / runs

    def of(self, one: str, other: str) -> float:
        """Ideas a run that ended as ``one`` under the first regime and as ``other`` under the second."""
        return self.counts.get((one, other), 0.0)

    def total(self, side: int, end: str) -> float:
        """Ideas a run that ended as ``end`` under the first (0) or the second (1) regime."""
        return sum(count for ends, count in self.counts.items() if ends[side] == end)

    @property
    def whole(self) -> float:
        """All ideas a run."""
        return sum(self.counts.values())

    @property
    def same(self) -> bool:
        """Whether no idea ended otherwise under the one than under the other."""
        return all(one == other for one, other in self.counts)


def block(x: float, y: float, width: float, height: float, colour: str) -> Rectangle:
    """A bar that flows leave from or come to."""
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, facecolor=colour, linewidth=0, zorder=4)


def ribbon(
    sides: tuple[float, float], tops: tuple[float, float], width: float, colour: str
) -> PathPatch:
    """A flow of ``width`` from ``tops[0]`` at the left side to ``tops[1]`` at the right."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (left, right), (start, stop) = sides, tops
    bend = (left + right) / 2
    points = [
        (left, start), (bend, start), (bend, stop), (right, stop),
        (right, stop - width), (bend, stop - width), (bend, start - width), (left, start - width),
        (left, start),
    ]  # fmt: skip
    codes = [Path.MOVETO, *([Path.CURVE4] * 3), Path.LINETO, *([Path.CURVE4] * 3), Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), facecolor=colour, alpha=0.75, linewidth=0)
