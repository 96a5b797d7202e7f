"""What analysis needs of a result, the few ways it picks rows out of it, and how it says that it cannot answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from innosim.experiment.intervals import Floats
from innosim.experiment.keep import Keep
from innosim.experiment.runs import Runs
from innosim.scenario.catalogue import AS_COSTED, COSTS, EQUAL_RESOURCES, START_UP
from innosim.scenario.catalogue.codes import DIRECTION, HOME_GROWN, PHASES
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import instead
from innosim.scenario.resolved import Scenario

if TYPE_CHECKING:
    import pandas as pd


ENTERED: dict[str, str] = {
    phase: "month_sparked" if number == DIRECTION else f"month_{phase}"
    for number, phase in enumerate(PHASES)
}
"""The phases, each with the column of ideas that tells when it was entered."""


class AnalysisError(ValueError):
    """What was asked cannot be answered from this result: an unknown name, a size that is none."""


class NotComparedError(AnalysisError, KeyError):
    """A regime, cost mode or metric that is not in a comparison."""

    __str__ = Exception.__str__  # a KeyError shows its sentence in quotes


class Frames(Protocol):
    """A result as analysis sees it: the scenario that was run and one frame a table."""

    @property
    def scenario(self) -> Scenario:
        """The resolved scenario."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the result says of itself: versions, and the levers of each regime as it was run."""

    @property
    def runs(self) -> Runs:
        """The metrics as plain arrays: a row per cost mode, regime and replication."""

    @property
    def metrics(self) -> pd.DataFrame:
        """The same as a frame."""

    @property
    def indicators(self) -> pd.DataFrame:
        """A row per cost mode, regime, replication and month."""

    @property
    def ideas(self) -> pd.DataFrame:
        """A row per idea, for the replications whose biographies were kept."""

    @property
    def gates(self) -> pd.DataFrame:
        """A row per gate, origin and decider that judged anything."""

    @property
    def bookings(self) -> pd.DataFrame:
        """A row per idea and year in which a saving was booked."""

    @property
    def ledger(self) -> pd.DataFrame:
        """Yearly entries by account pair."""


def costs_of(result: Frames) -> tuple[str, ...]:
    """Cost modes that were run, in the order in which they are shown."""
    present = set(result.runs.cost.tolist())
    return tuple(cost for cost in COSTS if cost in present)


def shown_cost(costs: Sequence[str]) -> str:
    """The cost mode that is shown unless one is asked for, on the first screen as in figures and lives: equal resources where that was run."""
    return EQUAL_RESOURCES if EQUAL_RESOURCES in costs else next(iter(costs), AS_COSTED)


def cost_of(result: Frames, cost: str) -> str:
    """``cost`` where one is given, else the one that is shown unless one is asked for."""
    return cost_named(cost) or shown_cost(costs_of(result))


def regimes_of(result: Frames) -> tuple[str, ...]:
    """Regimes that were run, in the scenario file's order."""
    present = set(result.runs.regime.tolist())
    return tuple(name for name in result.scenario.regimes if name in present)


def named(result: Frames, regime: str) -> str:
    """``regime`` where it was run; otherwise an error that names those that were.

    Raises:
        AnalysisError: no such regime in this result.
    """
    known = regimes_of(result)
    if regime not in known:
        raise AnalysisError(f"no regime {regime!r} in this result: {instead(regime, known)}")
    return regime


def in_mode(result: Frames, cost: str) -> str:
    """``cost``, written with ``-`` or ``_``, where it was run; otherwise an error that names those that were.

    Raises:
        AnalysisError: no runs in this cost mode.
    """
    known = costs_of(result)
    if cost_named(cost) not in known:
        raise AnalysisError(
            f"no runs in cost mode {cost!r} in this result; it has {', '.join(COSTS[mode].flag for mode in known)}"
        )
    return cost_named(cost)


def kept_replications(result: Frames) -> int:
    """Of how many replications, the first, biographies were kept; of a regime without ideas they are empty."""
    return kept_of(result).ideas


def kept_of(result: Frames) -> Keep:
    """What was kept of the run; results of 0.1 say nothing of months and have them all."""
    said = result.manifest
    return Keep(
        bool(said.get("monthly", True)), int(said["ideas"]), bool(said.get("yearly", False))
    )


def monthly(result: Frames) -> pd.DataFrame:
    """The indicators, where months were kept.

    Raises:
        AnalysisError: they were not; the sentence says what to run.
    """
    if not kept_of(result).monthly:
        raise not_kept(result, "months", monthly=True)
    return result.indicators


def words_with(result: Frames, *, monthly: bool = False, ideas: int = 0) -> str:
    """The words of ``keep`` that keep months, or ideas of so many replications, beside all that this result has: what they name replaces the rest."""
    kept = kept_of(result)
    months = kept.monthly or monthly
    more = Keep(months, max(kept.ideas, ideas), kept.yearly and not months)
    return more.words(int(result.manifest["replications"]))


def not_kept(result: Frames, what: str, *, monthly: bool = False, ideas: int = 0) -> AnalysisError:
    """The error that says that a result lacks something, and with which words of ``keep`` it is kept beside the rest."""
    words = words_with(result, monthly=monthly, ideas=ideas)
    return AnalysisError(
        f'no {what} were kept in this result: run it again with keep="{words}" (--keep {words} on the command line, and --force into the same folder)'
    )


def of(frame: pd.DataFrame, cost: str, regime: str) -> pd.DataFrame:
    """Rows of one regime in one cost mode."""
    return frame[(frame["cost"] == cost) & (frame["regime"] == regime)]


def of_run(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of regimes: what happened before month 0, under none of them, left out."""
    return frame[frame["regime"] != START_UP]


def sparked_in_run(ideas: pd.DataFrame) -> pd.DataFrame:
    """Ideas that sparked from month 0 on; those before were under way whatever the regime."""
    return ideas[ideas["month_sparked"].astype(float) >= 0]


def with_ideas(result: Frames, cost: str) -> frozenset[str]:
    """The regimes of which biographies were kept with an idea that sparked from month 0 on."""
    ideas = sparked_in_run(of_run(result.ideas))
    return frozenset(ideas.loc[ideas["cost"] == cost, "regime"].astype(str))


def refuse_unrun(result: Frames, replication: int) -> None:
    """Refuse a replication that was not run.

    Raises:
        AnalysisError: it was not.
    """
    count = int(result.scenario.values["replications"])
    if not 0 <= replication < count:
        raise AnalysisError(
            f"there is no replication {replication} in this result: they are numbered from 0 to {count - 1}"
        )


def months_of(result: Frames) -> int:
    """Months simulated."""
    return int(result.scenario.values["months"])


def only_cuts(scenario: Scenario, regime: str) -> bool:
    """Whether ``regime`` never asks for an idea, so that it has none to fail."""
    found = scenario.regimes[regime]
    return found.levers.get("cuts_only", 0.0) == 1.0 and all(
        change.levers.get("cuts_only", 1.0) == 1.0 for change in found.changes
    )


def extreme_of(scenario: Scenario, regimes: Iterable[str]) -> str:
    """The extreme reference among ``regimes``: the first of cuts only, "" where there is none."""
    return next((name for name in regimes if only_cuts(scenario, name)), "")


def has_ideas(result: Frames, cost: str, regime: str) -> bool:
    """Whether any idea sparked under ``regime``, in whichever run: biographies are kept of some only.

    Where months were not kept it is whether the regime ever asks for ideas.
    """
    if only_cuts(result.scenario, regime):
        return False
    if not kept_of(result).monthly:
        return True
    return bool((of_run(of(result.indicators, cost, regime))["sparked"] > 0.0).any())


def can_be_followed(result: Frames) -> bool:
    """Whether biographies were kept, and of two regimes that may have ideas: the same ones are then followed."""
    trying = [name for name in regimes_of(result) if not only_cuts(result.scenario, name)]
    return kept_replications(result) > 0 and len(trying) > 1


def home_grown(ideas: pd.DataFrame) -> pd.Series:
    """Which ideas are neither copies nor from elsewhere."""
    return ideas["origin"].isin(HOME_GROWN)


def happened(months: pd.Series) -> Floats:
    """A column of months as floats, NaN where it never happened."""
    return np.asarray(months.astype("float64"))
