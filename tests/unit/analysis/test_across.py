"""Two results against each other: paired where their ideas are the same, refused where they are not."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from innosim.analysis.across import compare_results
from innosim.analysis.frames import AnalysisError
from innosim.analysis.verdicts import Verdict


def other(found: Any, **changes: Any) -> Any:
    """The same result with something changed."""
    return replace(found, **changes)


def test_a_result_against_itself_differs_in_nothing(result) -> None:
    found = compare_results(result, result, metrics="value_per_year")
    assert not found.differs
    assert all(cell.held.verdict == Verdict.ZERO for cell in found.cells.values())


def test_differences_are_paired_by_replication(result) -> None:
    moved = result.metrics.copy()
    rows = moved["regime"] == "framed"
    moved.loc[rows, "throughput_per_year"] += 1.0
    town = replace(result.scenario, pressure=(0.02,) * 12)
    found = compare_results(result, other(result, metrics=moved, scenario=town))
    cell = found.cell("as_costed", "framed", "throughput_per_year")
    assert cell.held.difference.mean == pytest.approx(1.0)
    assert cell.held.difference.pairs == found.replications
    assert "pressure 0.01 -> 0.02" in found.differs
    same = found.cell("as_costed", "bottom-up", "throughput_per_year")
    assert same.held.verdict == Verdict.SAME


def test_replications_that_one_lacks_are_left_out(result) -> None:
    few = result.metrics[result.metrics["replication"] >= 4]
    found = compare_results(result, other(result, metrics=few), metrics="value_per_year")
    assert found.replications == len(set(few["replication"]))
    values = result.runs
    kept = values.of("as_costed", "framed") & (values.replication >= 4)
    cell = found.cell("as_costed", "framed", "value_per_year")
    assert cell.first.mean == pytest.approx(np.mean(values.metrics["value_per_year"][kept]))


def test_other_ideas_are_refused(result) -> None:
    reseeded = replace(result.scenario, values={**result.scenario.values, "seed": 7})
    with pytest.raises(AnalysisError, match=r"seeds are 2014 and 7.*--seed 2014"):
        compare_results(result, other(result, scenario=reseeded))
    late = result.metrics.assign(replication=result.metrics["replication"] + 100)
    with pytest.raises(AnalysisError, match="no replication in common"):
        compare_results(result, other(result, metrics=late))


def test_one_regime_against_another_is_told_by_both_names(result) -> None:
    found = compare_results(result, result, between=("framed", "bottom-up"), metrics="value_per_year")  # fmt: skip
    assert found.pairs == (("framed", "bottom-up"),)
    with pytest.raises(AnalysisError, match="no regime 'framd'"):
        compare_results(result, result, between=("framd", "bottom-up"))
