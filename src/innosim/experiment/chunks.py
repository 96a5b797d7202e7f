"""What of a study is run and kept together: some replications of some points, of all regimes in all cost modes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

RUNS_A_CHUNK = 200
"""Replications that a chunk runs, about: some ten seconds of Randers, which is what a kill may cost; of a study of thousands of points, dozens of files."""


@dataclass(frozen=True)
class Chunk:
    """Replications ``first`` to ``stop`` - 1 of points ``point`` to ``point_stop`` - 1."""

    point: int
    point_stop: int
    first: int
    stop: int


def chunks_of(points: int, replications: int, arms: int) -> Iterator[Chunk]:
    """Go over the chunks of so many points, with so many arms each.

    Whole points together where they are small, else replications of one; more points or more replications leave the earlier chunks as they were.
    """
    if replications * arms > RUNS_A_CHUNK:
        some = max(1, RUNS_A_CHUNK // arms)
        for point in range(points):
            for first in range(0, replications, some):
                yield Chunk(point, point + 1, first, min(first + some, replications))
        return
    together = RUNS_A_CHUNK // (replications * arms)
    for point in range(0, points, together):
        yield Chunk(point, min(point + together, points), 0, replications)
