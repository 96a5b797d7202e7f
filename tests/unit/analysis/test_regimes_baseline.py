"""What a regime is is told against the baseline that was asked for; and which regimes did what the baseline did."""

from dataclasses import replace
from typing import Any

from innosim.analysis.regimes import same_as, what_a_regime_is
from innosim.scenario.reader import load


def test_a_regime_is_told_against_the_baseline_asked_for():
    """Against itself nothing differs; against the file's own baseline nearly every lever does."""
    scenario = load("village")
    assert what_a_regime_is(scenario, "framed", "framed").differences == ()
    own = what_a_regime_is(scenario, "framed")
    assert own.baseline == scenario.baseline
    assert {one.lever for one in own.differences} >= {"vision", "pool", "tracks"}


def test_the_same_is_the_same_bit_for_bit_whatever_it_costs(twins: Any) -> None:
    assert same_as(twins, "baseline") == {"one", "other"}
    metrics = twins.metrics.copy()
    last = metrics.index[metrics["regime"] == "other"][-1]
    metrics.loc[last, "standing_price_mdkk_per_year"] += 1.0
    assert same_as(replace(twins, metrics=metrics), "baseline") == {"one", "other"}
    metrics.loc[last, "support_mean"] += 1e-12
    assert same_as(replace(twins, metrics=metrics), "baseline") == {"one"}
    assert not same_as(twins, "nobody")
