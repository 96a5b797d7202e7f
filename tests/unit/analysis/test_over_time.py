"""An indicator over the months: median and band over the runs, and months in which something happened in most."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from innosim.analysis.over_time import months_with, over_time


@dataclass
class Run:
    indicators: pd.DataFrame
    manifest = {"monthly": True, "ideas": 0}  # noqa: RUF012 - read only


def runs(*values: list[float]) -> Run:
    """One regime, a list of months for each replication."""
    rows = [
        ["as_costed", "framed", replication, month, value, float(value > 2.0)]
        for replication, months in enumerate(values)
        for month, value in enumerate(months)
    ]
    names = ["cost", "regime", "replication", "month", "support_mean", "shocks"]
    return Run(pd.DataFrame(rows, columns=names))


def test_the_median_and_the_band_asked_for() -> None:
    made = runs([0.0, 5.0], [1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [4.0, 5.0])
    found = over_time(made, "as_costed", "framed", "support_mean")  # type: ignore[arg-type]
    assert found.median.tolist() == [2.0, 5.0]
    assert (found.low.tolist(), found.high.tolist()) == ([1.0, 5.0], [3.0, 5.0])
    assert found.end == 5.0
    wide = over_time(made, "as_costed", "framed", "support_mean", 1.0)  # type: ignore[arg-type]
    assert (wide.low[0], wide.high[0]) == (0.0, 4.0)


def test_one_run_has_no_band_and_what_is_undefined_no_end() -> None:
    found = over_time(runs([1.0, np.nan]), "as_costed", "framed", "support_mean")  # type: ignore[arg-type]
    assert found.median[0] == found.end == 1.0
    assert np.isnan(found.low).all()
    none = over_time(runs([np.nan], [np.nan]), "as_costed", "framed", "support_mean")  # type: ignore[arg-type]
    assert np.isnan(none.end)


@pytest.mark.parametrize(("second", "months"), [(0.0, [1]), (9.0, [0, 1])])
def test_a_month_counts_from_half_of_the_runs_on(second: float, months: list[int]) -> None:
    made = runs([0.0, 9.0], [second, 9.0])
    assert months_with(made, "as_costed", "shocks") == months  # type: ignore[arg-type]
