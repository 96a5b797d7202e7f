"""Where the difference between two regimes comes from: lever by lever, and mechanism by mechanism (ODD, Levers; Switches and books)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from innosim.analysis.verdicts import Difference, Verdict
from innosim.scenario.arguments import argued
from innosim.scenario.errors import known
from innosim.scenario.resolved import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from innosim.experiment.mixes import Path


class Among(StrEnum):
    """What a difference is split among."""

    LEVERS = "levers"
    MECHANISMS = "mechanisms"


REST = "rest"
"""The part of a difference that is there when every mechanism is off."""


@dataclass(frozen=True)
class Part:
    """What one lever, or one mechanism, contributes to a difference, in the metric's own unit.

    ``low`` and ``high`` bound the 95 % interval of ``contribution`` for itself, over replications and over which orders were drawn; ``verdict`` is read off it, from the
    one scale. ``shown`` says that it is not 0 even where the intervals of all parts of its difference are to hold at once. ``zero``: in no run did it change anything.
    """

    name: str
    contribution: float
    low: float
    high: float
    zero: bool
    shown: bool
    verdict: Verdict


@dataclass(frozen=True)
class Alone:
    """A difference when one mechanism alone is off, and by how much it is then less: ``gone``, with its 95 % interval."""

    name: str
    difference: float
    gone: float
    low: float
    high: float
    verdict: Verdict


@dataclass(frozen=True)
class Split:
    """A difference on one metric in its parts, as costed; parts add up to ``whole.mean`` but for ``rounding``.

    ``levels`` are of the two regimes, over the same replications. All of it rests on the replications in which the metric has a value under every
    mix: ``left_out`` have not, ``undefined`` counts runs of mixes without a value, and ``orders_left_out`` pairs of orders that pass a mix that never has one.
    ``alone`` is of mechanisms.
    """

    metric: str
    whole: Difference
    verdict: Verdict
    levels: tuple[float, float]
    parts: tuple[Part, ...]
    undefined: int
    left_out: int
    orders_left_out: int
    rounding: float
    alone: tuple[Alone, ...] = ()

    @cached_property
    def ordered(self) -> tuple[Part, ...]:
        """The parts, the largest first, whichever its sign; equal ones in the order of the catalogue, what is left without mechanisms last."""
        named = sorted(
            (part for part in self.parts if part.name != REST),
            key=lambda part: -abs(part.contribution),
        )
        return (*named, *(part for part in self.parts if part.name == REST))

    def part(self, name: str) -> Part:
        """The part of one lever or mechanism."""
        return next(part for part in self.parts if part.name == name)


@dataclass(frozen=True)
class LeverChange:
    """A lever that differs: what it is over time under the two regimes, and what it adds to the standing price, mDKK a year."""

    name: str
    one: Path
    other: Path
    price: float


@dataclass(frozen=True)
class Attribution:
    """Why ``between[0]`` differs from ``between[1]``: the difference in each of ``metrics`` in parts, as costed.

    ``changes`` are the levers that differ, with prices that add up to ``price``, the first regime's standing price less the second's. ``splits`` hold a `Split` a metric, of
    levers and, where they were asked for, of mechanisms. ``orders`` is how many random orders were walked both ways, 0 where all subsets were
    run; ``runs`` how many of ``mixes`` there are and of how many ``failures`` by their sentence.
    """

    scenario: Scenario
    between: tuple[str, str]
    metrics: tuple[str, ...]
    replications: int
    changes: tuple[LeverChange, ...]
    price: float
    splits: Mapping[Among, Mapping[str, Split]]
    orders: Mapping[Among, int]
    mixes: Mapping[Among, int]
    failures: tuple[str, ...] = ()

    @property
    def among(self) -> tuple[Among, ...]:
        """What it was split among."""
        return tuple(self.splits)

    @argued()
    def of(self, metric: str, among: str = Among.LEVERS) -> Split:
        """One difference in its parts.

        Raises:
            ArgumentError: a metric that was not split, or not among these.
        """
        chosen = Among(known("way to split", [each.value for each in self.splits], str(among)))
        return self.splits[chosen][known("metric", self.metrics, metric)]

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row a metric and part, and a row a metric for the whole of it, in each metric's own unit.

        Of levers with setting from month 0 under both regimes and the price of the change; of mechanisms with the difference when it alone is off.
        """
        import pandas as pd

        rows = [row for among in self.splits for row in self._rows(among)]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)

    def _rows(self, among: Among) -> list[dict[str, object]]:
        changes = {each.name: each for each in self.changes}
        rows: list[dict[str, object]] = []
        for metric, split in self.splits[among].items():
            alone = {each.name: each for each in split.alone}
            base = {
                "metric": metric,
                "among": among.value,
                "pairs": split.whole.pairs,
                "left_out": split.left_out,
            }
            for part in split.parts:
                row: dict[str, object] = {
                    **base,
                    "part": part.name,
                    "contribution": part.contribution,
                    "low": part.low,
                    "high": part.high,
                    "shown": part.shown,
                    "verdict": part.verdict.value,
                }
                if part.name in changes:
                    change = changes[part.name]
                    row |= {
                        "one": change.one[0][1],
                        "other": change.other[0][1],
                        "price_mdkk": change.price,
                    }
                if part.name in alone:
                    one = alone[part.name]
                    row |= {
                        "difference_without": one.difference,
                        "gone": one.gone,
                        "gone_low": one.low,
                        "gone_high": one.high,
                    }
                rows.append(row)
            price = {"price_mdkk": self.price} if among == Among.LEVERS else {}
            rows.append(
                {
                    **base,
                    "part": WHOLE,
                    "contribution": split.whole.mean,
                    "low": split.whole.low,
                    "high": split.whole.high,
                    "shown": split.whole.low > 0.0 or split.whole.high < 0.0,
                    "verdict": split.verdict.value,
                    "one": split.levels[0],
                    "other": split.levels[1],
                    **price,
                }
            )
        return rows


WHOLE = "difference"
"""The row of a table that its other rows add up to."""

COLUMNS: Mapping[str, str] = {
    "metric": "str",
    "among": "str",
    "part": "str",
    "one": "float64",
    "other": "float64",
    "price_mdkk": "float64",
    "contribution": "float64",
    "low": "float64",
    "high": "float64",
    "pairs": "int64",
    "left_out": "int64",
    "shown": "bool",
    "verdict": "str",
    "difference_without": "float64",
    "gone": "float64",
    "gone_low": "float64",
    "gone_high": "float64",
}
"""The columns of the table, each with its type."""
