"""How a pattern is declared: what is run (arms), what is read of a replication, and what is predicted of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.declare import Text, Unit

Seen: TypeAlias = Mapping[str, Floats]
"""What was read of one arm: an array by name, replications on its last axis."""

Rows: TypeAlias = Mapping[str, Seen]
"""What was read, by arm: the same replications of each."""

Reading: TypeAlias = Callable[[Simulator], Mapping[str, Any]]
"""What is read of a replication that was run: a number, or an array, by name."""

Effect: TypeAlias = Callable[[Rows], "Floats | float"]
"""What is predicted: a value a replication (n,), of which the mean counts; or one number of all of them, such as a ratio of sums."""

Towns: TypeAlias = Callable[[int, int], Rows]
"""Another way to run a pattern: so many replications on so many threads."""


@dataclass(frozen=True)
class PatternArm:
    """One setting that is run: a regime of the scenario with some levers changed, in a town with some values changed.

    Without a regime all levers are at zero but those given. ``changes`` are dated: a month and what changes then, a lever without a value
    back to what it was. ``losses`` is how much innovation loses each June from outside, in per mille of the budget.
    """

    regime: str = ""
    levers: Mapping[str, float] = field(default_factory=dict)
    changes: tuple[tuple[int, Mapping[str, float | None]], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    losses: float = 0.0


@dataclass(frozen=True)
class Prediction:
    """One thing that a pattern says: an effect, and within what it is predicted to lie (``least`` to ``most``, either may be endless).

    ``arms`` are those that the effect takes: only replications in which all that was read of them is defined count, and ``reads``
    says of which readings, all where it is empty. ``group`` gathers predictions of one kind, of which the one nearest to failing is shown.
    A ``share`` is one of yes (1) and no (0), and its interval stays within 0-1. What does not ``count`` is measured beside the
    pattern, and decides nothing.
    """

    says: Text
    effect: Effect
    least: float = -math.inf
    most: float = math.inf
    unit: Unit = "coefficient"
    reads: tuple[str, ...] = ()
    group: Text | None = None
    share: bool = False
    counts: bool = True


@dataclass(frozen=True)
class Broken:
    """A rule broken on purpose, under which what ``gone`` names, by place among the predictions, must not hold any more."""

    says: Text
    values: Mapping[str, Any]
    gone: tuple[int, ...]


@dataclass(frozen=True)
class Pattern:
    """A pattern: its name and what it says, what is run, what is read and what is predicted.

    ``built_in`` is true of one that follows from a single rule. ``scenario`` is the installed one that is changed by ``values`` in all arms;
    ``replications`` are those that the documentation rests on, ``runs`` another way to run it. ``why`` is the reason
    found where it fails or holds by half.
    """

    name: str
    says: Text
    arms: Mapping[str, PatternArm]
    read: Reading
    predicted: tuple[Prediction, ...]
    replications: int
    built_in: bool = False
    scenario: str = "randers"
    values: Mapping[str, Any] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    why: Text | None = None
    runs: Towns | None = None
    counted: Text = field(default_factory=lambda: Text("replications", "kørsler"))

    @property
    def place(self) -> tuple[int, str]:
        """Its number, then what stands behind it: P13, P13b."""
        digits = "".join(letter for letter in self.name if letter.isdigit())
        return int(digits), self.name


def less(one: str, other: str, reading: str) -> Effect:
    """Return the paired difference of a reading: one arm less another."""
    return lambda rows: rows[one][reading] - rows[other][reading]


def relative(one: str, other: str, reading: str) -> Effect:
    """Return the paired ratio of a reading: one arm over another."""
    return lambda rows: rows[one][reading] / rows[other][reading]


def only(arm: str, reading: str) -> Effect:
    """Return a reading of one arm."""
    return lambda rows: rows[arm][reading]


def over(rows: Rows, there: NDArray[Any]) -> Rows:
    """Return the rows over some of the replications: a mask, or places."""
    return {
        arm: {name: np.asarray(values)[..., there] for name, values in seen.items()}
        for arm, seen in rows.items()
    }


def metrics(*names: str) -> Reading:
    """Return what reads metrics."""

    def reading(simulator: Simulator) -> dict[str, float]:
        table = simulator.metrics()
        return {name: float(table[name][0]) for name in names}

    return reading


def indicators(simulator: Simulator, *names: str) -> list[Floats]:
    """Return indicators of the run, month by month."""
    table = simulator.tables(ideas=False)["indicators"]
    return [np.asarray(table[name], dtype=float) for name in names]


def both(one: Reading, other: Reading) -> Reading:
    """Return what reads all that two readings do."""
    return lambda simulator: {**one(simulator), **other(simulator)}


def mean_of(sequence: Sequence[float] | Floats) -> float:
    """Return a mean; of nothing there is none."""
    values = np.asarray(sequence, dtype=float)
    return float(values.mean()) if values.size else math.nan
