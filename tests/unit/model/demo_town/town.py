"""The demo's tables."""

from typing import Any, NamedTuple

import numpy as np

from innosim.model.chance import key_of

POST = np.dtype(
    [("slot", np.int32), ("unit", np.int64), ("kind", np.int8), ("energy", np.float64)], align=True
)
UNIT = np.dtype([("money", np.float64), ("ideas", np.int64)], align=True)
PARAMS = np.dtype([("wage", np.float64)], align=True)


class Town(NamedTuple):
    """All of the demo's state."""

    posts: Any
    units: Any
    params: Any
    matrix: Any
    key: int


def found(posts: int) -> Town:
    """Return a fresh town with ``posts`` posts in four units."""
    town = Town(
        posts=np.zeros(posts, POST),
        units=np.zeros(4, UNIT),
        params=np.zeros(1, PARAMS),
        matrix=np.zeros((4, 12)),
        key=key_of(7, 3),
    )
    town.posts["slot"] = np.arange(posts)
    town.posts["unit"] = np.arange(posts) % 4
    town.posts["energy"] = np.linspace(-1.0, 1.0, posts)
    town.params["wage"] = 0.3
    return town
