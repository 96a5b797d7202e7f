"""What became of the very same ideas under two regimes.

An idea is the same under both when it has the same identity in the same replication: the same head in
the same month, with the same luck. What it is worth need not be the same, as levers move stake and
radicality, so the worth under each regime is told beside the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from innosim.analysis.frames import (
    AnalysisError,
    Frames,
    in_mode,
    kept_replications,
    named,
    not_kept,
    of,
    regimes_of,
    sparked_in_run,
    with_ideas,
)
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import AS_COSTED, COSTS, codes
from innosim.scenario.errors import known

if TYPE_CHECKING:
    import pandas as pd

NOT_SPARKED = "not_sparked"
FATES = ("both", "only_first", "only_second", "neither")
"""In operation at the end under both regimes, under the first only, the second only, or neither."""

_KEY = ["replication", "idea"]
_KEPT = [
    "origin",
    "month_sparked",
    "stake",
    "radicality",
    "luck",
    "true_worth",
    "realised",
    "end",
    "decider",
]


@dataclass(frozen=True)
class Fates:
    """Fates of the ideas that sparked under either of two regimes, in one cost mode.

    ``ideas`` has a row per replication and idea of the union, with the columns replication, idea,
    ``common`` (sparked under both), ``good``, ``fate`` (one of `FATES`), ``end_first`` and
    ``end_second`` ("not_sparked" among the values), and worth (mDKK a year) under each. ``replications``
    counts those whose biographies were kept.
    """

    first: str
    second: str
    cost: str
    replications: int
    ideas: pd.DataFrame

    @property
    def common(self) -> int:
        """Ideas that sparked under both regimes."""
        return int(self.ideas["common"].sum())

    @property
    def union(self) -> int:
        """Ideas that sparked under either."""
        return len(self.ideas)

    @property
    def turned(self) -> int:
        """Common ideas that are worth having under one regime and not under the other."""
        both = self.ideas[self.ideas["common"]]
        return int(((both["worth_first"] > 0.0) != (both["worth_second"] > 0.0)).sum())

    @property
    def table(self) -> pd.DataFrame:
        """A row per fate, good and bad apart, every combination present.

        Columns: good, fate, common (number), worth_first and worth_second (their true worth in mDKK a
        year under each regime, summed), only_one (number of ideas with this fate that sparked under one
        regime only), open (of ``common``, those still living at the end under either).
        """
        import pandas as pd

        rows = [self._line(good, fate) for good in (True, False) for fate in FATES]
        return pd.DataFrame(rows)

    def _line(self, good: bool, fate: str) -> dict[str, object]:
        mine = self.ideas[(self.ideas["good"] == good) & (self.ideas["fate"] == fate)]
        both = mine[mine["common"]]
        living = (both["end_first"] == "living") | (both["end_second"] == "living")
        return {
            "good": good,
            "fate": fate,
            "common": len(both),
            "worth_first": float(both["worth_first"].sum()),
            "worth_second": float(both["worth_second"].sum()),
            "only_one": len(mine) - len(both),
            "open": int(living.sum()),
        }

    @argued()
    def per_run(self, first: str = "", second: str = "") -> float:
        """Ideas a run that ended as ``first`` under the first regime and as ``second`` under the second; "" is any.

        Raises:
            ArgumentError: no idea can end so.
        """
        for end in filter(None, (first, second)):
            known("end", (*codes.ENDS.names, NOT_SPARKED), end)
        found = sum(
            count
            for (one, other), count in self._ends.items()
            if first in ("", one) and second in ("", other)
        )
        return found / max(self.replications, 1)

    @property
    def same(self) -> bool:
        """Whether no idea ended otherwise under the one than under the other."""
        return bool((self.ideas["end_first"] == self.ideas["end_second"]).all())

    @cached_property
    def _ends(self) -> dict[tuple[str, str], int]:
        ends = zip(self.ideas["end_first"], self.ideas["end_second"], strict=True)
        return dict(Counter((str(one), str(other)) for one, other in ends))

    @property
    def flows(self) -> pd.DataFrame:
        """Every end under the first regime by every end under the second: good, end_first, end_second, count.

        Counts add up to the union.
        """
        keys = ["good", "end_first", "end_second"]
        return self.ideas.groupby(keys, observed=True).size().rename("count").reset_index()


def fates(result: Frames, first: str, second: str, cost: str = AS_COSTED) -> Fates:
    """Follow the ideas of two regimes, by identity and replication.

    Raises:
        AnalysisError: a regime or cost mode that this result does not have; the same regime twice, or no biographies kept.
    """
    for regime in (first, second):
        named(result, regime)
    if first == second:
        raise AnalysisError(f"fates need two regimes, not {first!r} twice")
    cost = in_mode(result, cost)
    kept = _kept(result)
    here = _side(result, cost, first).add_suffix("_first")
    there = _side(result, cost, second).add_suffix("_second")
    merged = here.join(there, how="outer")
    return Fates(first, second, cost, kept, _told(merged.sort_index().reset_index()))


def _kept(result: Frames) -> int:
    """Replications whose biographies were kept, of which there must be one."""
    kept = kept_replications(result)
    if not kept:
        raise not_kept(result, "biographies of ideas", ideas=1)
    return kept


def _side(result: Frames, cost: str, regime: str) -> pd.DataFrame:
    rows = sparked_in_run(of(result.ideas, cost, regime))
    columns = [name for name in _KEPT if name in rows]
    side = rows.set_index(_KEY)[columns].rename(columns={"true_worth": "worth"})
    return side.astype({"end": str})


def _told(merged: pd.DataFrame) -> pd.DataFrame:
    """Add who sparked where, whether the idea was good, and its fate."""
    import numpy as np

    for side in ("first", "second"):
        merged[f"end_{side}"] = merged[f"end_{side}"].astype(object).fillna(NOT_SPARKED)
    merged["common"] = (merged["end_first"] != NOT_SPARKED) & (merged["end_second"] != NOT_SPARKED)
    # One answer for both regimes: the mean of what it is truly worth wherever it sparked.
    worth = merged[["worth_first", "worth_second"]].astype(float)
    merged["good"] = worth.mean(axis=1) > 0.0
    first, second = merged["end_first"] == "operation", merged["end_second"] == "operation"
    merged["fate"] = np.select([first & second, first, second], FATES[:3], FATES[3])
    return merged


def telling(found: Fates, replication: int | None = None) -> tuple[int, int]:
    """Replication and identity of an idea worth telling: much is at stake and the regimes part ways on it.

    Among ideas that sparked under both, one that operates under just one regime goes before the others, then
    the larger true worth, plus or minus; ties go to the earlier replication and the smaller identity. ``replication``
    restricts the choice to one.

    Raises:
        AnalysisError: there is no idea to choose.
    """
    pool = found.ideas
    if replication is not None:
        pool = pool[pool["replication"] == replication]
    if replication is not None and not 0 <= replication < found.replications:
        raise AnalysisError(
            f"biographies were kept of the first {found.replications} replications, from 0, not of {replication}"
        )
    if not len(pool):
        raise AnalysisError(f"no idea was kept of {found.first} or {found.second} to choose from")
    order = _weighed(pool).sort_values(
        [*_RULE, "replication", "idea"], ascending=[False, False, False, True, True]
    )
    return int(order.iloc[0]["replication"]), int(order.iloc[0]["idea"])


_RULE = ["common", "parted", "weight"]
"""What the choice of a telling idea goes by, the first first, the larger before the smaller."""


def _weighed(ideas: pd.DataFrame) -> pd.DataFrame:
    weight = ideas[["worth_first", "worth_second"]].astype(float).abs().max(axis=1)
    return ideas.assign(weight=weight, parted=ideas["fate"].isin(("only_first", "only_second")))


@dataclass(frozen=True)
class Place:
    """Where an idea stands among ``ideas``: ``rank`` by the rule of `telling`, and by true worth, plus or minus, alone.

    Ideas that the rule cannot tell apart share a rank: ``shared`` others have it. ``worth`` is the size of its true worth, mDKK a
    year, under that of the two regimes where it is larger; ``middle`` the median of that over all ideas.
    """

    ideas: int
    rank: int
    shared: int
    rank_by_worth: int
    shared_by_worth: int
    worth: float
    middle: float


def place_of(found: Fates, replication: int, idea: int) -> Place | None:
    """The place of an idea among all that were kept; None where it is not among them."""
    ideas = _weighed(found.ideas)
    mine = ideas[(ideas["replication"] == replication) & (ideas["idea"] == idea)]
    if not len(mine):
        return None
    keys = list(ideas[_RULE].astype(float).itertuples(index=False, name=None))
    own = tuple(float(mine.iloc[0][name]) for name in _RULE)
    weights = [key[-1] for key in keys]
    return Place(
        len(ideas),
        1 + sum(key > own for key in keys),
        sum(key == own for key in keys) - 1,
        1 + sum(weight > own[-1] for weight in weights),
        sum(weight == own[-1] for weight in weights) - 1,
        own[-1],
        median(weights),
    )


def _these(names: Sequence[str]) -> str:
    return f"only {names[0]} has" if names else "none has"


def pair_to_follow(result: Frames, cost: str) -> tuple[str, str]:
    """The first two regimes, in the file's order, that have ideas at all.

    Raises:
        AnalysisError: fewer than two regimes have ideas in this cost mode, or no biographies were kept.
    """
    cost = in_mode(result, cost)
    _kept(result)
    having = with_ideas(result, cost)
    names = [name for name in regimes_of(result) if name in having]
    if len(names) < 2:
        raise AnalysisError(
            f"fates need two regimes with ideas, and in cost mode {COSTS[cost].flag} {_these(names)} some;"
            " to follow an idea under one, give its number (--idea)"
        )
    return names[0], names[1]
