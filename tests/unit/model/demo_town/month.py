"""Acts of the demo, and its entry function; one module is called by name, one function directly."""

from typing import Any

import numpy as np

from demo_town import judgements
from demo_town.judgements import worth
from innosim.model.chance import identity

STAFF = np.int64(1)
TOWN = np.int64(0)
ORIGINAL = np.int64(0)


def work(town: Any, post: Any, now: int) -> None:
    """A post has its idea of the month, and its unit earns what it is worth."""
    idea = identity(TOWN, STAFF, post.slot, now, ORIGINAL)
    if judgements.sparks(town.key, idea, post.energy):
        unit = town.units[post.unit]
        gain = worth(town.key, idea, town.params[0].wage)
        unit.money += gain
        unit.ideas += 1
        post.energy = post.energy - 0.1 * gain
        town.matrix[post.unit, now % town.matrix.shape[1]] += gain


def run_months(town: Any, start: int, stop: int) -> int:
    """Run the months from ``start`` up to ``stop``."""
    for now in range(start, stop):
        for at in range(len(town.posts)):
            work(town, town.posts[at], now)
    return stop
