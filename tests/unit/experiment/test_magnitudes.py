"""Bands declared once, measured from frames whose answer is known."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from innosim.experiment.magnitudes import BANDS, GOOD, REGIMES, Measured, magnitudes_of
from innosim.scenario.resolved import EXTREME, ORDINARY

MONTHS = 144


VOTES, SITS = (46, 94, 142), (48, 96)
"""Months of an election, and of a new council."""


def frames(mandate: list[list[int]], workload: list[float]) -> SimpleNamespace:
    """Two replications of a framed town whose numbers are round, and of an ordinary one that keeps its mandate."""
    key = {"cost": "as_costed", "regime": GOOD}
    months = [
        {
            "cost": "as_costed", "regime": regime, "replication": r, "month": m,
            "mandate": mandate[r][m] if regime == GOOD else 1, "workload_mean": workload[m],
            "units_renewed_share": 0.8 if regime == GOOD else 0.7, "at_work": 100 + m, "waiting": 200,
            "election": int(m in SITS), "seats_changed_share": 0.3 + 0.1 * r if m in SITS else 0.0,
            "election_held": int(m in VOTES), "power_lost": int(m == VOTES[0] and r == 1),
        }
        for regime in REGIMES
        for r in (0, 1)
        for m in range(MONTHS)
    ]  # fmt: skip
    metrics = [
        {
            **key, "regime": regime, "replication": r, "throughput_per_year": 80.0 + r, "spread_per_year": 9.0,
            "pressure_met_without_cuts": 0.3, "failure_cost_mdkk_per_year": 1.0 + 2 * r,
            "service_quality_end": 0.9, "used_mdkk": 9.0,
        }
        for regime in REGIMES
        for r in (0, 1)
    ]  # fmt: skip
    ideas = [
        {
            **key, "replication": 0, "regime": regime, "realised": size, "true_worth": worth, "end": end,
            "month_sparked": 10, "month_operation": began, "ramp_months": 24.0,
        }
        for regime in (GOOD, ORDINARY)
        for size, worth, end, began in (
            (1.0, 1.0, "operation", 20), (15.0, 15.0, "rolled_back", 30), (20.0, 20.0, "operation", 40),
            (-3.0, -3.0, "operation", 30), (float("nan"), -1.0, "living", -1000),
        )
    ]  # fmt: skip
    bookings = [
        {**key, "harvested": 3.0, "emergency": 1.0},
        {**key, "harvested": 0.0, "emergency": 0.0},
    ]
    return SimpleNamespace(
        indicators=pd.DataFrame(months),
        metrics=pd.DataFrame(metrics),
        ideas=pd.DataFrame(ideas),
        bookings=pd.DataFrame(bookings),
        manifest={"months": MONTHS, "ideas": 2},
    )


def by_name(found: list[Measured], regime: str = GOOD) -> dict[str, float]:
    return {each.band.name: each.value for each in found if each.band.regime == regime}


def test_each_band_measures_what_it_says() -> None:
    never = [1] * MONTHS
    lost = [1] * 50 + [0] * 30 + [1] * 64
    busy = [1.0] * 60 + [1.09] * 13 + [1.08] + [1.2] * 5 + [1.0] * 65
    measured = magnitudes_of(frames([never, lost], busy))
    found, ordinary = by_name(measured), by_name(measured, ORDINARY)
    assert found["own ideas into operation a year"] == 80.5
    assert found["copies and imports a year"] == 9.0
    assert found["units renewed in two years"] == pytest.approx(0.8)
    assert found["years between ideas worth 15 mDKK a year"] == 2 * 12 / 2
    assert found["booked savings that come true"] == 0.75
    assert found["ideas at work or waiting"] == pytest.approx(300 + (48 + 143) / 2)
    assert found["their level at the end over after year 4"] == pytest.approx(431.5 / 359.5)
    assert found["failure cost, worst run over the mean"] == 1.5
    assert found["runs in which the mandate is lost"] == 0.5
    assert found["of these, won back"] == 1.0
    assert by_name(measured, EXTREME) == {"quality lost at the end": pytest.approx(0.1)}
    assert found["longest workload over 1.08, months"] == 13.0
    assert found["months from their spark to full saving"] == (44 + 54) / 2
    assert found["failure cost, mDKK a year"] == 2.0
    assert found["kroner used per krone of yearly worth in operation"] == 18.0 / (1 + 20 - 3)
    for of_regime in (found, ordinary):
        assert of_regime["ideas in operation worth less than nothing"] == pytest.approx(1 / 3)
    assert ordinary["units renewed in two years"] == pytest.approx(0.7)
    assert ordinary["runs in which the mandate is lost"] == 0.0
    assert ordinary["seats with a new holder after an election"] == pytest.approx(0.35)
    assert ordinary["elections at which the majority loses power"] == pytest.approx(1 / 6)
    assert len(measured) == len(found) + len(ordinary) + 1


def test_a_mandate_that_is_never_lost_cannot_be_won_back() -> None:
    always = [[1] * MONTHS] * 2
    found = by_name(magnitudes_of(frames(always, [1.0] * MONTHS)))
    assert found["runs in which the mandate is lost"] == 0.0
    assert math.isnan(found["of these, won back"])


def test_inside_or_not() -> None:
    band = BANDS[0]
    assert [Measured(band, value).inside for value in (49.9, 50.0, 110.0, 110.1, math.nan)] == [
        *(False, True, True, False, False)
    ]


def test_every_band_has_a_source_and_a_way() -> None:
    assert len({(band.name, band.regime) for band in BANDS}) == len(BANDS)
    assert {band.regime for band in BANDS} == set(REGIMES)
    assert all(band.source and band.how and band.low < band.high for band in BANDS)
