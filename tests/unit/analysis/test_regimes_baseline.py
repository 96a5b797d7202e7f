"""What a regime is is told against the baseline that was asked for."""

from innosim.analysis.regimes import what_a_regime_is
from innosim.scenario.reader import load


def test_a_regime_is_told_against_the_baseline_asked_for():
    """Against itself nothing differs; against the file's own baseline nearly every lever does."""
    scenario = load("village")
    assert what_a_regime_is(scenario, "framed", "framed").differences == ()
    own = what_a_regime_is(scenario, "framed")
    assert own.baseline == scenario.baseline
    assert {one.lever for one in own.differences} >= {"vision", "pool", "cuts_only"}
