"""Magnitudes that the model is to be credible at, set before any ranking of regimes under this edition was looked at.

Each band is declared once: what it is, its ends, where they come from, and how it is measured from the
frames of a run of `framed`, `routine` and `shaving` in Randers under a pressure of 1 %: levels, never differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from innosim.experiment.result import StoredResult
from innosim.scenario.catalogue import AS_COSTED, METRICS
from innosim.scenario.catalogue.codes import ENDS, IN_OPERATION
from innosim.scenario.resolved import EXTREME, ORDINARY

if TYPE_CHECKING:
    import pandas as pd

GOOD = "framed"
REGIMES = (GOOD, ORDINARY, EXTREME)

_SETTLED = 48
_FLAGSHIP_MDKK = 15.0
_OVERLOAD = 1.08
_OPERATING = ENDS.names[IN_OPERATION]


Measuring: TypeAlias = "Callable[[_Frames], float]"


@dataclass(frozen=True)
class Band:
    """One magnitude of a regime: between ``low`` and ``high`` (inf: no upper end), measured by ``measure``.

    ``metric`` is the metric whose mean it is, where it is one's, or one less which it is where ``lost``. ``grows`` is the fact of a town in proportion to
    which it stands, where another town is judged by it.
    """

    name: str
    low: float
    high: float
    source: str
    how: str
    measure: Measuring
    regime: str = GOOD
    metric: str = ""
    lost: bool = False
    grows: str = ""


@dataclass(frozen=True)
class _Frames:
    """A result's frames of one regime as costed; ``months`` is the horizon, ``kept`` the replications with ideas."""

    metrics: pd.DataFrame
    indicators: pd.DataFrame
    ideas: pd.DataFrame
    bookings: pd.DataFrame
    months: int
    kept: int


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
    frames = {regime: _frames(result, regime) for regime in REGIMES}
    return [Measured(band, float(band.measure(frames[band.regime]))) for band in BANDS]


def _frames(result: StoredResult, regime: str) -> _Frames:
    def of(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[(frame["regime"] == regime) & (frame["cost"] == AS_COSTED)]

    return _Frames(
        of(result.metrics),
        of(result.indicators).sort_values(["replication", "month"]),
        of(result.ideas),
        of(result.bookings),
        int(result.manifest["months"]),
        int(result.manifest["ideas"]),
    )


def _mean(metric: str) -> Measuring:
    return lambda frames: frames.metrics[metric].mean()


def _ratio(above: float, below: float) -> float:
    return above / below if below else math.nan


def _months(frames: _Frames, first: int, stop: float = math.inf) -> pd.DataFrame:
    months = frames.indicators
    return months[(months["month"] >= first) & (months["month"] < stop)]


def _by_replication(frames: _Frames, indicator: str) -> list[list[float]]:
    """Return an indicator month by month, for each replication."""
    groups = frames.indicators.groupby("replication", observed=True)[indicator]
    return [[float(value) for value in group] for _, group in groups]


def _renewed(frames: _Frames) -> float:
    return float(_months(frames, 24)["units_renewed_share"].mean())


def _busy(months: pd.DataFrame) -> float:
    return float((months["at_work"] + months["waiting"]).mean())


def _under_way(frames: _Frames) -> float:
    return _busy(_months(frames, _SETTLED))


def _level(frames: _Frames) -> float:
    """Return the last two years over the two after the fourth."""
    if frames.months < _SETTLED + 48:
        return math.nan
    first = _busy(_months(frames, _SETTLED, _SETTLED + 24))
    return _ratio(_busy(_months(frames, frames.months - 24)), first)


def _flagships(frames: _Frames) -> pd.DataFrame:
    return frames.ideas[frames.ideas["realised"] >= _FLAGSHIP_MDKK]


def _years_between_flagships(frames: _Frames) -> float:
    found = len(_flagships(frames))
    return frames.kept * frames.months / 12 / found if found else math.inf


def _months_to_full(frames: _Frames) -> float:
    """Return the median of months from spark to working in full, over flagships."""
    large = _flagships(frames)
    return float(
        (large["month_operation"] + large["ramp_months"] - large["month_sparked"]).median()
    )


def _came_true(frames: _Frames) -> float:
    came, failed = frames.bookings["harvested"].sum(), frames.bookings["emergency"].sum()
    return _ratio(came, came + failed)


def _worst_over_mean(frames: _Frames) -> float:
    cost = frames.metrics["failure_cost_mdkk_per_year"]
    return _ratio(cost.max(), cost.mean())


def _mandate_lost(frames: _Frames) -> float:
    runs = _by_replication(frames, "mandate")
    return sum(not all(run) for run in runs) / len(runs)


def _mandate_won_back(frames: _Frames) -> float:
    lost = [run for run in _by_replication(frames, "mandate") if not all(run)]
    return sum(any(run[run.index(0.0) :]) for run in lost) / len(lost) if lost else math.nan


def _quality_lost(frames: _Frames) -> float:
    return 1.0 - float(frames.metrics["service_quality_end"].mean())


def _overloaded_months(frames: _Frames) -> float:
    """Return the longest time, in any replication, that the mean workload stayed above the limit."""
    longest = 0
    for run in _by_replication(frames, "workload_mean"):
        spell = 0
        for value in run:
            spell = spell + 1 if value > _OVERLOAD else 0
            longest = max(longest, spell)
    return float(longest)


def _seats_changed(frames: _Frames) -> float:
    """Return the share of seats with a new holder after an election."""
    months = frames.indicators
    sat = months[months["election"] == 1]
    return float(sat["seats_changed_share"].mean())


def _power_lost(frames: _Frames) -> float:
    """Return the share of elections at which the majority lost power."""
    months = frames.indicators
    return _ratio(float(months["power_lost"].sum()), float(months["election_held"].sum()))


def _used_per_worth(frames: _Frames) -> float:
    """Return the kroner used in all per krone of yearly worth in operation at the end."""
    works = frames.ideas[frames.ideas["end"] == _OPERATING]
    return _ratio(float(frames.metrics["used_mdkk"].sum()), float(works["realised"].sum()))


def _harmful(frames: _Frames) -> float:
    """Return the share of ideas in operation at the end whose true worth is under nothing."""
    works = frames.ideas[frames.ideas["end"] == _OPERATING]
    return _ratio(float((works["true_worth"] < 0.0).sum()), float(len(works)))


BANDS: tuple[Band, ...] = (
    Band(
        "own ideas into operation a year",
        50.0,
        110.0,
        "[E] Innovation Barometer: 76",
        "throughput_per_year, mean",
        _mean("throughput_per_year"),
        metric="throughput_per_year",
        grows="staff",
    ),
    Band(
        "copies and imports a year",
        100.0,
        350.0,
        "[E] Innovation Barometer: 206",
        "spread_per_year, mean",
        _mean("spread_per_year"),
        metric="spread_per_year",
        grows="staff",
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
        "units renewed in two years",
        0.6,
        0.8,
        "[E] Innovation Barometer: 8 in 10; assumed, 7 of an ordinary town",
        "units_renewed_share, mean from month 24",
        _renewed,
        ORDINARY,
    ),
    Band(
        METRICS["pressure_met_without_cuts"].short.en,
        0.25,
        0.40,
        "assumed, of a good regime",
        "pressure_met_without_cuts, mean",
        _mean("pressure_met_without_cuts"),
        metric="pressure_met_without_cuts",
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
        "months from their spark to full saving",
        30.0,
        60.0,
        "[E] Fredericia",
        "month_operation + ramp_months - month_sparked, median of these ideas",
        _months_to_full,
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
        metric="failure_cost_mdkk_per_year",
        grows="budget_mdkk",
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
        0.1,
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
        "runs in which the mandate is lost",
        0.0,
        0.1,
        "assumed: hardly ever",
        "share of replications with a month without mandate",
        _mandate_lost,
        ORDINARY,
    ),
    Band(
        "quality lost at the end",
        0.05,
        0.15,
        "assumed",
        "1 - service_quality_end, mean",
        _quality_lost,
        EXTREME,
        metric="service_quality_end",
        lost=True,
    ),
    Band(
        "longest workload over 1.08, months",
        0.0,
        23.0,
        "assumed: not for years",
        "workload_mean, longest in any replication",
        _overloaded_months,
    ),
    Band(
        "seats with a new holder after an election",
        0.25,
        0.57,
        "[E] council turnover",
        "seats_changed_share, mean over elections",
        _seats_changed,
        ORDINARY,
    ),
    Band(
        "elections at which the majority loses power",
        0.15,
        0.3,
        "[E] power changes",
        "power_lost over election_held",
        _power_lost,
        ORDINARY,
    ),
    Band(
        "kroner used per krone of yearly worth in operation",
        0.6,
        6.0,
        "[E] savings proposals: .6 to 8.4, an upper side",
        "used_mdkk over the realised worth of ideas in operation at the end",
        _used_per_worth,
    ),
    Band(
        "ideas in operation worth less than nothing",
        0.03,
        0.15,
        "assumed: some",
        "share of ideas in operation at the end with true worth under zero",
        _harmful,
    ),
    Band(
        "ideas in operation worth less than nothing",
        0.03,
        0.15,
        "assumed: some",
        "share of ideas in operation at the end with true worth under zero",
        _harmful,
        ORDINARY,
    ),
)
"""Where a source says "some", "a few" or "hundreds", the ends are this module's reading of it."""
