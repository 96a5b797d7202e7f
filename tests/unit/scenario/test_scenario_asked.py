"""How a scenario was asked for is known as long as it is what that gives."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from innosim.experiment.manifest import fingerprinted
from innosim.experiment.plan import make_plan, with_run_values
from innosim.scenario.asked import how_asked
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario, resolved_to_json, scenario_from_json

STEP = 'uncertainties.pressure={kind = "step", before = 0.0, after = 0.02, year = 2, years = 3}'
FIELDS = ("municipality.staff=130", "relationships.premium=0.2", "regime.framed.pool=2", STEP)


def told(scenario: Scenario) -> tuple[str, ...]:
    """What a result of it keeps."""
    return tuple(fingerprinted(make_plan(scenario), "digest")["asked"])


@pytest.mark.parametrize("months", [None, 24, 30, 300])
def test_it_is_known_whatever_the_run(months: int | None) -> None:
    scenario = load("village", FIELDS)
    assert told(with_run_values(scenario, months=months, seed=4, replications=3)) == (
        "village",
        *FIELDS,
    )
    assert told(replace(scenario, name="Mine", title="Mine")) == ("village", *FIELDS)


CHANGES: dict[str, Callable[[Scenario], Scenario]] = {
    "a value": lambda s: replace(s, values={**s.values, "premium": 0.3}),
    "pressure": lambda s: replace(s, pressure=(0.01,) * 12),
    "pressure, cut": lambda s: with_run_values(replace(s, pressure=(0.01,) * 12), months=24),
    "regimes": lambda s: replace(s, regimes={"framed": s.regimes["framed"]}, baseline="framed"),
    "smallest effects": lambda s: replace(s, sesoi={"support_mean": 0.5}),
    "baseline": lambda s: replace(s, baseline="framed"),
    "start-up": lambda s: replace(s, start_up={**s.start_up, "pool": 1.0}),
    "stored": lambda s: scenario_from_json(resolved_to_json(s)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_of_one_that_was_changed_no_command_is_known(
    change: Callable[[Scenario], Scenario],
) -> None:
    """A figure named a command that made another result."""
    changed = change(load("village", FIELDS))
    assert how_asked(changed) == told(changed) == ()


def test_a_change_that_is_taken_back_is_none() -> None:
    scenario = load("village")
    there = replace(scenario, values={**scenario.values, "premium": 0.3})
    back = replace(there, values=scenario.values)
    assert told(back) == ("village",)
