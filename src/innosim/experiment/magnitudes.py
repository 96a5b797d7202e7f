"""Magnitudes that the model is to be credible at, set before any ranking of regimes was looked at.

Each band is declared once: what it is, its ends, where they come from, and how it is measured from the
frames of a run of `framed` and `shaving` in Randers under a pressure of 1 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innosim.experiment.result import StoredResult
from innosim.scenario.catalogue import AS_COSTED, METRICS

if TYPE_CHECKING:
    import pandas as pd

GOOD, BASELINE = "framed", "shaving"
REGIMES = (GOOD, BASELINE)

_SETTLED = 48
_FLAGSHIP_MDKK = 15.0
_OVERLOAD = 1.08


@dataclass(frozen=True)
class Band:
    """One magnitude: between ``low`` and ``high`` (inf: no upper end), measured by ``measure``."""

    name: str
    low: float
    high: float
    source: str
    how: str
    measure: Callable[[StoredResult], float]


@dataclass(frozen=True)
class Measured:
    """A band and what was found; NaN where the run is too short to say."""

    band: Band
    value: float

    @property
    def inside(self) -> bool:
        """Whether it lies in the band; what was not found does not."""
        return self.band.low <= self.value <= self.band.high


def magnitudes_of(result: StoredResult) -> list[Measured]:
    """Measure every band on a result that holds `REGIMES`, as costed, with all ideas kept."""
    return [Measured(band, float(band.measure(result))) for band in BANDS]


def _of(frame: pd.DataFrame, regime: str = GOOD) -> pd.DataFrame:
    return frame[(frame["regime"] == regime) & (frame["cost"] == AS_COSTED)]


def _mean(metric: str) -> Callable[[StoredResult], float]:
    return lambda result: _of(result.metrics)[metric].mean()


def _months(result: StoredResult, first: int, stop: float = math.inf) -> pd.DataFrame:
    months = _of(result.indicators)
    return months[(months["month"] >= first) & (months["month"] < stop)]


def _renewed(result: StoredResult) -> float:
    return float(_months(result, 24)["units_renewed_share"].mean())


def _under_way(result: StoredResult) -> float:
    months = _months(result, _SETTLED)
    return float((months["at_work"] + months["waiting"]).mean())


def _level(result: StoredResult) -> float:
    """Return the last two years over the two after the fourth."""
    horizon = int(result.manifest["months"])
    first, last = _months(result, _SETTLED, _SETTLED + 24), _months(result, horizon - 24)
    if horizon < _SETTLED + 48:
        return math.nan
    before = float((first["at_work"] + first["waiting"]).mean())
    return float((last["at_work"] + last["waiting"]).mean()) / before if before else math.nan


def _years_between_flagships(result: StoredResult) -> float:
    found = (_of(result.ideas)["realised"] >= _FLAGSHIP_MDKK).sum()
    years = int(result.manifest["ideas"]) * int(result.manifest["months"]) / 12
    return years / found if found else math.inf


def _came_true(result: StoredResult) -> float:
    booked = _of(result.bookings)
    due = booked["harvested"].sum() + booked["emergency"].sum()
    return booked["harvested"].sum() / due if due > 0 else math.nan


def _worst_over_mean(result: StoredResult) -> float:
    cost = _of(result.metrics)["failure_cost_mdkk_per_year"]
    return cost.max() / cost.mean() if cost.mean() > 0 else math.nan


def _mandates(result: StoredResult) -> list[list[bool]]:
    """Return, for each replication, whether the leadership had its mandate, month by month."""
    months = _of(result.indicators).sort_values(["replication", "month"])
    groups = months.groupby("replication", observed=True)["mandate"]
    return [[bool(value) for value in group] for _, group in groups]


def _mandate_lost(result: StoredResult) -> float:
    runs = _mandates(result)
    return sum(not all(run) for run in runs) / len(runs)


def _mandate_won_back(result: StoredResult) -> float:
    lost = [run for run in _mandates(result) if not all(run)]
    return sum(any(run[run.index(False) :]) for run in lost) / len(lost) if lost else math.nan


def _quality_lost(result: StoredResult) -> float:
    return 1.0 - float(_of(result.metrics, BASELINE)["service_quality_end"].mean())


def _overloaded_months(result: StoredResult) -> float:
    """Return the longest time, in any replication, that the mean workload stayed above the limit."""
    longest = 0
    months = _of(result.indicators).sort_values(["replication", "month"])
    for _, group in months.groupby("replication", observed=True)["workload_mean"]:
        spell = 0
        for value in group:
            spell = spell + 1 if value > _OVERLOAD else 0
            longest = max(longest, spell)
    return float(longest)


BANDS: tuple[Band, ...] = (
    Band(
        "own ideas into operation a year",
        50.0,
        110.0,
        "[E] Innovation Barometer: 76",
        "throughput_per_year, mean",
        _mean("throughput_per_year"),
    ),
    Band(
        "copies and imports a year",
        100.0,
        350.0,
        "[E] Innovation Barometer: 206",
        "spread_per_year, mean",
        _mean("spread_per_year"),
    ),
    Band(
        "units renewed in two years",
        0.7,
        0.9,
        "[E] Innovation Barometer: 8 in 10",
        "units_renewed_share, mean from month 24",
        _renewed,
    ),
    Band(
        METRICS["pressure_met_without_cuts"].short.en,
        0.25,
        0.40,
        "assumed, of a good regime",
        "pressure_met_without_cuts, mean",
        _mean("pressure_met_without_cuts"),
    ),
    Band(
        "years between ideas worth 15 mDKK a year",
        2.0,
        5.0,
        "[E] Fredericia",
        "years run over ideas with realised worth of 15 or more",
        _years_between_flagships,
    ),
    Band(
        "booked savings that come true",
        0.6,
        0.95,
        "[E] booked and realised",
        "harvested over harvested and emergency cuts",
        _came_true,
    ),
    Band(
        "ideas at work or waiting",
        100.0,
        1000.0,
        "assumed: hundreds",
        "at_work + waiting, mean from month 48",
        _under_way,
    ),
    Band(
        "their level at the end over after year 4",
        0.8,
        1.25,
        "assumed: level",
        "last 24 months over months 48-71",
        _level,
    ),
    Band(
        "failure cost, mDKK a year",
        1.0,
        9.0,
        "assumed: a few",
        "failure_cost_mdkk_per_year, mean",
        _mean("failure_cost_mdkk_per_year"),
    ),
    Band(
        "failure cost, worst run over the mean",
        2.0,
        math.inf,
        "assumed: far more",
        "failure_cost_mdkk_per_year, largest over mean",
        _worst_over_mean,
    ),
    Band(
        "runs in which the mandate is lost",
        0.02,
        0.5,
        "assumed: in some",
        "share of replications with a month without mandate",
        _mandate_lost,
    ),
    Band(
        "of these, won back",
        0.5,
        1.0,
        "assumed: in most",
        "share of them with a later month with it",
        _mandate_won_back,
    ),
    Band(
        "shaving: quality lost at the end",
        0.05,
        0.15,
        "assumed",
        "1 - service_quality_end, mean",
        _quality_lost,
    ),
    Band(
        "longest workload over 1.08, months",
        0.0,
        23.0,
        "assumed: not for years",
        "workload_mean, longest in any replication",
        _overloaded_months,
    ),
)
"""Where a source says "some", "a few" or "hundreds", the ends are this module's reading of it."""
