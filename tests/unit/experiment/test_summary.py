"""summary.csv against the frames it sums up."""

import csv
import io
import math

import numpy as np
import pytest

from innosim.analysis.compare import compare
from innosim.experiment.intervals import interval, paired
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.measure import measure_of
from innosim.experiment.summary import SUMMARY, summarise, summary_csv
from innosim.experiment.temporary import run_temporarily
from innosim.scenario.catalogue import METRICS


@pytest.fixture
def found(planned, engine):
    plan = planned()
    result = run_temporarily(plan, engine)
    return plan, result, summarise(result.folder / TABLE_FILES["metrics"], plan)


def test_one_row_per_cost_regime_and_metric(found) -> None:
    plan, _, rows = found
    keys = [(row.cost, row.regime, row.metric) for row in rows]
    assert keys == [(c, r, m) for c in plan.costs for r in plan.regimes for m in METRICS]


def test_levels_and_differences(found) -> None:
    plan, result, rows = found
    metrics = result.metrics

    def of(cost: str, regime: str, metric: str) -> np.ndarray:
        rows = (metrics["cost"] == cost) & (metrics["regime"] == regime)
        return metrics.loc[rows, metric].to_numpy()

    for row in rows:
        values = of(row.cost, row.regime, row.metric)
        if METRICS[row.metric].ratio is not None:
            continue
        measured = measure_of(row.metric, {row.metric: values}.__getitem__, plan.scenario.values)
        level = measured.interval
        assert level.mean == pytest.approx(interval(values).mean, nan_ok=True)
        assert (row.mean, row.low, row.high, row.n) == level
        assert row.undefined == len(values) - level.n
        if row.regime == "shaving":
            assert (row.baseline, row.difference, row.pairs) == ("", None, None)
            continue
        base = of(row.cost, "shaving", row.metric)
        against = paired(values, base, METRICS[row.metric].better)
        assert (row.difference, row.beats) == (against.difference.mean, against.beats)
        assert row.pairs == against.difference.n
        assert row.baseline == "shaving"


def test_every_row_says_from_where_a_difference_matters(found) -> None:
    plan, _, rows = found
    for row in rows:
        assert row.sesoi == plan.scenario.effects.get(row.metric)
    assert {row.sesoi for row in rows if row.metric == "throughput_per_year"} == {5.0 * 120 / 8_500}


def test_the_summary_and_the_comparison_say_the_same(found) -> None:
    _, result, rows = found
    compared = compare(result)
    said = {(row.cost, row.regime, row.metric): row for row in rows}
    assert any(finding.pooled for finding in compared.findings)
    names = ("n", "undefined", "mean", "low", "high")
    more = ("pairs", "difference", "difference_low", "difference_high", "beats")
    for finding in compared.findings:
        row = said[finding.cost, finding.regime, finding.metric]
        for name in (*names, *more):
            assert _known(getattr(row, name)) == _known(getattr(finding, name)), finding.metric
    for level in compared.levels:
        row = said[level.cost, level.regime, level.metric]
        assert [_known(getattr(row, name)) for name in names] == [
            _known(getattr(level, name)) for name in names
        ]


def _known(value: float | None) -> float | None:
    """A number; None where there is none, which a comparison says by NaN."""
    return None if value is None or math.isnan(value) else value


def test_csv_has_the_declared_columns_and_every_digit(found) -> None:
    _, _, rows = found
    read = list(csv.DictReader(io.StringIO(summary_csv(rows))))
    assert list(read[0]) == [column.name for column in SUMMARY]
    assert float(read[5]["mean"]) == rows[5].mean
    assert {row["difference"] for row in read if row["regime"] == "shaving"} == {""}


def test_without_its_baseline_a_run_has_no_differences(planned, engine) -> None:
    plan = planned(regimes=("framed",))
    result = run_temporarily(plan, engine)
    rows = summarise(result.folder / TABLE_FILES["metrics"], plan)
    assert {(row.baseline, row.difference) for row in rows} == {("", None)}
