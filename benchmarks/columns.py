"""One rule as it stands compiled, in NumPy columns and in polars: the energy of an ildsjæl a month later, and the chance to leave.

    python benchmarks/columns.py [--rounds N]

What each does with posts by the thousand, as many as Randers has and many more; polars takes part where it is installed. Columns are laid
out beforehand, so that nothing is copied for one contender alone.
"""

import argparse
import statistics
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np
from measuring import alternate, paired_ratio, show

import innosim
from innosim.model.compiled import OPTIONS
from innosim.model.rulebook import rulebook
from innosim.model.rules import people, traits

TIMES = 20
COLUMNS = ("energy", "push", "overload", "waiting", "protected")


def plain_month(posts: Any, k: Any, energy_after: Any, chance: Any) -> None:
    """Go over all posts; compiled below."""
    for number in range(len(chance)):
        won = max(0.0, posts[1, number]) + k[0] * posts[4, number]
        lost = max(0.0, -posts[1, number]) + k[1] * posts[2, number]
        lost += k[2] if posts[3, number] > 0 else 0.0
        energy_after[number] = state_after(posts[0, number], k[3], k[4], won - lost)  # noqa: F821
        chance[number] = exit_chance(k[5], k[6], energy_after[number])  # noqa: F821


def compiled_month() -> Callable[..., None]:
    """Return the loop over the rules as the model compiles them."""
    import numba

    rules = rulebook()
    names = {"range": range, "len": len, "max": max, "__builtins__": __builtins__}
    names |= {"state_after": rules.state_after, "exit_chance": rules.exit_chance}
    return numba.njit(**OPTIONS)(FunctionType(plain_month.__code__, names))


def numpy_month(posts: Any, k: Any, energy_after: Any, chance: Any) -> None:
    """The same, a column at a time."""
    energy, push, overload, waiting, protected = posts
    won = np.maximum(0.0, push) + k[0] * protected
    lost = np.maximum(0.0, -push) + k[1] * overload + np.where(waiting > 0, k[2], 0.0)
    drifted = energy + k[4] * (k[3] - energy)
    rest, by = 1.0 - drifted, won - lost
    grown = np.exp(np.abs(by) * traits.STEEP)
    up = 1.0 - rest / (rest + drifted * grown)
    down = drifted / (drifted + rest * grown)
    energy_after[:] = np.where(by >= 0.0, up, down)
    chance[:] = np.minimum(people.HIGHEST_CHANCE, k[5] + k[6] * (1.0 - energy_after) ** 2)


def polars_month(posts: Any, k: Any) -> Callable[[], Any] | None:
    """Return the same as polars expressions over a frame, None where polars is not installed."""
    try:
        import polars as pl
    except ImportError:
        return None
    frame = pl.DataFrame(dict(zip(COLUMNS, posts, strict=True)))
    energy, push, overload, waiting, protected = map(pl.col, COLUMNS)
    zero = pl.lit(0.0)
    won = pl.max_horizontal(zero, push) + k[0] * protected
    lost = pl.max_horizontal(zero, -push) + k[1] * overload
    lost += pl.when(waiting > 0).then(k[2]).otherwise(0.0)
    drifted, by = energy + k[4] * (k[3] - energy), won - lost
    grown = (by.abs() * traits.STEEP).exp()
    rest = 1.0 - drifted
    up, down = 1.0 - rest / (rest + drifted * grown), drifted / (drifted + rest * grown)
    after = pl.when(by >= 0.0).then(up).otherwise(down).alias("after")
    tired = 1.0 - pl.col("after")
    chance = pl.min_horizontal(pl.lit(people.HIGHEST_CHANCE), k[5] + k[6] * tired * tired)
    return lambda: frame.select(after).with_columns(chance.alias("chance"))


def contenders(posts: Any, k: Any) -> tuple[dict[str, Callable[[], object]], list[Any]]:
    """Return who takes part, and what each found, filled when it has run."""
    outs = {name: (np.empty(posts.shape[1]), np.empty(posts.shape[1])) for name in ("c", "n")}
    loop = compiled_month()

    def many(work: Callable[[], object]) -> Callable[[], object]:
        return lambda: [work() for _ in range(TIMES)]

    found: dict[str, Callable[[], object]] = {
        "compiled rules": many(lambda: loop(posts, k, *outs["c"])),
        "NumPy columns": many(lambda: numpy_month(posts, k, *outs["n"])),
    }
    frames = polars_month(posts, k)
    if frames is not None:
        found["polars"] = many(frames)
    for work in found.values():
        work()
    last = [frames()] if frames is not None else []
    return found, [*outs.values(), *((f["after"].to_numpy(), f["chance"].to_numpy()) for f in last)]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=30)
    chosen = arguments.parse_args()
    values = innosim.load("randers").values
    names = ("energy_protection", "energy_overload", "energy_neglect", "energy_start")
    names += ("energy_return", "exit_base", "exit_fatigue")
    k = np.array([float(values[name]) for name in names])
    rows = []
    for posts_ in (int(values["units"]) * 4, 100_000):
        rng = np.random.default_rng(1)
        posts = rng.uniform(0.05, 0.95, (len(COLUMNS), posts_))
        posts[1] = rng.normal(0.0, 0.05, posts_)
        posts[3:] = rng.integers(0, 2, (2, posts_))
        work, found = contenders(posts, k)
        for energy, chance in found[1:]:
            np.testing.assert_allclose(energy, found[0][0], rtol=1e-12)
            np.testing.assert_allclose(chance, found[0][1], rtol=1e-12)
        seconds = alternate(work, chosen.rounds)
        for name, times in seconds.items():
            one = statistics.median(times) / TIMES / posts_ * 1e9
            rows.append((name, f"{posts_:,}", one, paired_ratio(times, seconds["compiled rules"])))
    show("Energy and the chance to leave", ("", "posts", "ns a post", "times compiled"), rows)


if __name__ == "__main__":
    main()
