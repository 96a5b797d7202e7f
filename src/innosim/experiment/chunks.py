"""What of a study is run and kept together: some replications of some points, of all regimes in all cost modes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RUNS_A_CHUNK = 200
"""Replications that a chunk runs, about: some ten seconds of Randers, which is what a kill may cost."""
MOST_A_CHUNK = 1000
"""Replications that a chunk of a large study runs, about: a minute of Randers. More would be too few chunks for the workers of a cluster."""
CHUNKS_AT_FIRST = 60
"""So many chunks a study has before its chunks become larger: thousands of points are dozens of files."""


@dataclass(frozen=True)
class Chunk:
    """Replications ``first`` to ``stop`` - 1 of points ``point`` to ``point_stop`` - 1."""

    point: int
    point_stop: int
    first: int
    stop: int


def chunks_of(
    sizes: Iterable[tuple[int, int]], arms: int, most: int = MOST_A_CHUNK
) -> Iterator[Chunk]:
    """Go over the chunks of a study that grew to each size (points, replications) in turn, with so many arms at a point, and about ``most`` runs in a chunk at most.

    What was added each time is cut for itself, so that the chunks of before stay as they were: what is done is never run again.
    """
    points, replications = 0, 0
    for points_now, replications_now in sizes:
        yield from _cut((0, points), (replications, replications_now), arms, most)
        yield from _cut((points, points_now), (0, replications_now), arms, most)
        points, replications = points_now, replications_now


def _cut(
    points: tuple[int, int], replications: tuple[int, int], arms: int, most: int
) -> Iterator[Chunk]:
    """Go over the chunks of so many replications of so many points: whole points together where they are small, else replications of one."""
    many = replications[1] - replications[0]
    if many <= 0:
        return
    runs = max(RUNS_A_CHUNK, min(most, (points[1] - points[0]) * many * arms // CHUNKS_AT_FIRST))
    if many * arms > runs:
        some = _evenly(many, max(1, runs // arms))
        for point in range(*points):
            for first in range(*replications, some):
                yield Chunk(point, point + 1, first, min(first + some, replications[1]))
        return
    together = _evenly(points[1] - points[0], runs // (many * arms))
    for point in range(*points, together):
        yield Chunk(point, min(point + together, points[1]), *replications)


def _evenly(count: int, most: int) -> int:
    """Return how many go together, ``most`` at most, so that no piece is much smaller than the others."""
    return -(-count // -(-count // most)) if count else most
