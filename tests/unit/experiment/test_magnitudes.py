"""Bands declared once, measured from frames whose answer is known."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from innosim.experiment.magnitudes import BANDS, Measured, magnitudes_of

MONTHS = 144


def frames(mandate: list[list[int]], workload: list[float]) -> SimpleNamespace:
    """Two replications of a framed town whose numbers are round."""
    key = {"cost": "as_costed", "regime": "framed"}
    months = [
        {
            **key, "replication": r, "month": m, "mandate": mandate[r][m], "workload_mean": workload[m],
            "units_renewed_share": 0.8, "at_work": 100 + m, "waiting": 200,
        }
        for r in (0, 1)
        for m in range(MONTHS)
    ]  # fmt: skip
    metrics = [
        {
            **key, "regime": regime, "replication": r, "throughput_per_year": 80.0 + r, "spread_per_year": 9.0,
            "pressure_met_without_cuts": 0.3, "failure_cost_mdkk_per_year": 1.0 + 2 * r,
            "service_quality_end": 0.9,
        }
        for regime in ("framed", "shaving")
        for r in (0, 1)
    ]  # fmt: skip
    ideas = [
        {**key, "replication": 0, "realised": size} for size in (1.0, 15.0, 20.0, float("nan"))
    ]
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


def by_name(found: list[Measured]) -> dict[str, float]:
    return {each.band.name: each.value for each in found}


def test_each_band_measures_what_it_says() -> None:
    never = [1] * MONTHS
    lost = [1] * 50 + [0] * 30 + [1] * 64
    busy = [1.0] * 60 + [1.09] * 13 + [1.08] + [1.2] * 5 + [1.0] * 65
    found = by_name(magnitudes_of(frames([never, lost], busy)))
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
    assert found["shaving: quality lost at the end"] == pytest.approx(0.1)
    assert found["longest workload over 1.08, months"] == 13.0


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
    assert len({band.name for band in BANDS}) == len(BANDS)
    assert all(band.source and band.how and band.low < band.high for band in BANDS)
