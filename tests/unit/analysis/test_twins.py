"""A lead in its parts: they add up, rest on the same replications, and name nobody ahead."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from innosim.analysis.compare import compare
from innosim.analysis.frames import AnalysisError
from innosim.analysis.twins import Step, twins
from innosim.experiment.twins import ORDINARY_TOWN, twin_name
from innosim.present.comparison import comparison_json
from innosim.present.twin_tables import twin_sheets
from innosim.scenario.catalogue import HEADLINES, METRICS, PARAMETERS


@pytest.fixture(scope="module")
def twinned(make: Any) -> Any:
    """Made-up regimes with twins: framed's rows less 1 and 2."""
    result = make()
    framed = result.metrics.query("cost == 'as_costed' and regime == 'framed'")
    extra, arms = [], []
    for less, name in ((2.0, ORDINARY_TOWN), (1.0, twin_name("framed"))):
        own = framed.assign(regime=name)
        own[list(METRICS)] -= less
        extra.append(own)
        arms.append({"cost": "as_costed", "regime": name, "levers": {}, "changes": []})
    manifest = {**result.manifest, "arms": [*result.manifest["arms"], *arms]}
    values = {name: parameter.default for name, parameter in PARAMETERS.items()}
    scenario = replace(result.scenario, values={**values, **result.scenario.values})
    metrics = pd.concat([result.metrics, *extra], ignore_index=True)
    return replace(result, metrics=metrics, manifest=manifest, scenario=scenario)


def test_parts_are_what_was_put_in_and_add_up_to_the_lead(twinned: Any) -> None:
    found = twins(twinned)
    for metric in HEADLINES:
        parts = found.of("framed", metric)
        assert (Step.ORDINARY in parts) == (not METRICS[metric].trying)
        whole = sum(part.difference for step, part in parts.items() if step != Step.LEAD)
        assert whole == pytest.approx(parts[Step.LEAD].difference, abs=1e-12, nan_ok=True)
        if METRICS[metric].ratio is None:
            assert parts[Step.POLITICS].difference == pytest.approx(1.0)
            assert parts[Step.PROGRAMME].difference == pytest.approx(1.0)


def test_parts_rest_on_the_same_replications(twinned: Any) -> None:
    metric = next(name for name in HEADLINES if METRICS[name].ratio is None)
    holes = twinned.metrics.copy()
    one = (holes["regime"] == twin_name("framed")) & (holes["replication"] == 3)
    other = (holes["regime"] == "framed") & (holes["replication"] == 5)
    holes.loc[one | other, metric] = np.nan
    parts = twins(replace(twinned, metrics=holes)).of("framed", metric)
    assert {part.pairs for part in parts.values()} == {18}
    whole = sum(part.difference for step, part in parts.items() if step != Step.LEAD)
    assert whole == pytest.approx(parts[Step.LEAD].difference, abs=1e-12)


def test_without_twins_nothing_is_split(result: Any) -> None:
    with pytest.raises(AnalysisError, match="--politics"):
        twins(result)


def test_a_comparison_is_the_same_with_twins_and_without(twinned: Any, result: Any) -> None:
    assert compare(twinned).regimes == compare(result).regimes
    assert repr(compare(twinned).contrasts) == repr(
        compare(result).contrasts
    )  # NaN is no NaN's equal


def test_they_are_told_in_both_languages_and_as_data(twinned: Any) -> None:
    sheets = twin_sheets(twins(twinned), "da")
    assert len(sheets) == len(HEADLINES)
    assert any("almindelig kommune" in sheet.head for sheet in sheets)
    told = json.loads(json.dumps(comparison_json(twinned, compare(twinned)), allow_nan=False))
    assert {part["step"] for part in told["twins"]} == {step.value for step in Step}
    assert not any("twin" in row["regime"] for row in told["comparisons"])
