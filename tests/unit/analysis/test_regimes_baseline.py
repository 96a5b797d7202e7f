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


def test_the_same_are_equal_levers_as_run_in_every_cost_mode(twins: Any) -> None:
    assert same_as(twins, "baseline") == {"one", "other"}
    assert not same_as(twins, "nobody")
    arms = [dict(arm) for arm in twins.manifest["arms"]]
    last = next(arm for arm in reversed(arms) if arm["regime"] == "other")
    last["levers"] = last["levers"] | {"tracks": 0.5}  # in one cost mode alone
    assert same_as(replace(twins, manifest={**twins.manifest, "arms": arms}), "baseline") == {"one"}


def test_equal_by_luck_is_not_the_same(make: Any) -> None:
    """All numbers of a mode are equal bit for bit, but not the levers: another run may differ."""
    lucky = make(equal=True)
    baseline = lucky.scenario.baseline
    assert not same_as(lucky, baseline)
