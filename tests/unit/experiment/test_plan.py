"""What varies, in fixed order, whatever the number of jobs."""

from dataclasses import replace

import numpy as np
import pytest

import innosim
from innosim.experiment.errors import PlanError
from innosim.experiment.keep import Keep
from innosim.experiment.plan import Block, make_plan, with_run_values
from innosim.scenario.errors import ScenarioInvalidError
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change, Scenario, resolved_to_json, scenario_from_json


def test_blocks_come_by_cost_regime_and_replication(planned) -> None:
    plan = planned(replications=12, regimes=("framed", "shaving"))
    assert [(s.cost, s.regime.name) for s in plan.arms] == [
        (cost, regime) for cost in plan.costs for regime in plan.regimes
    ]
    framed = plan.regimes.index("framed")
    assert list(plan.blocks_of(framed)) == [Block(framed, 0, 10), Block(framed, 10, 12)]


def test_regimes_keep_the_file_s_order(planned) -> None:
    assert (
        planned(regimes=("shaving", "framed")).regimes
        == planned(regimes=("framed", "shaving")).regimes
    )


def test_a_regime_with_the_same_levers_in_both_modes_is_run_once(planned) -> None:
    plan = planned(replications=10)
    shaving = [i for i, s in enumerate(plan.arms) if s.regime.name == "shaving"]
    assert [plan.arms[i].like for i in shaving] == [shaving[0]] * 2
    assert plan.simulated == 30
    assert list(plan.blocks_of(shaving[1])) == list(plan.blocks_of(shaving[0]))


def test_two_regimes_with_equal_levers_are_both_run(planned, fake) -> None:
    """Otherwise the promise that they are bit-identical would be kept by copying."""
    scenario = load("village")
    plan = make_plan(scenario, costs=("as_costed",))
    assert all(arm.like == place for place, arm in enumerate(plan.arms))


def test_run_settings_live_in_the_scenario() -> None:
    scenario = load("village")
    short = with_run_values(scenario, months=18, seed=5, replications=2)
    assert (short.values["months"], short.values["seed"], short.values["replications"]) == (
        18,
        5,
        2,
    )
    assert short.pressure == scenario.pressure[:2]
    longer = with_run_values(scenario, months=len(scenario.pressure) * 12 + 1)
    assert longer.pressure == (*scenario.pressure, scenario.pressure[-1])
    assert with_run_values(scenario) == scenario
    sampled = with_run_values(scenario, months=np.int64(18), seed=5.0, replications=np.int32(2))
    assert sampled == short
    assert {type(sampled.values[name]) for name in ("months", "seed", "replications")} == {int}


STEP = 'uncertainties.pressure={kind = "step", before = 0.0, after = 0.02, year = 2, years = 3}'
RAMP = 'uncertainties.pressure={kind = "ramp", from = 0.0, to = 0.02, years = 11}'
HIGH = 'uncertainties.pressure={kind = "ramp", from = 0.0, to = 0.04, years = 13}'


@pytest.mark.parametrize("rule", [STEP, RAMP])
@pytest.mark.parametrize(("first", "then"), [(24, 144), (24, 60), (144, 24), (30, 130), (60, 60)])
def test_another_horizon_in_python_is_the_one_of_the_file(rule: str, first: int, then: int) -> None:
    """A step that was cut was for ever, a ramp stopped half way."""
    cut = load("village", [rule, f"run.months={first}"])
    assert with_run_values(cut, months=then) == load("village", [rule, f"run.months={then}"])


def test_the_limit_of_the_domain_holds_over_another_horizon() -> None:
    short = load("village", [HIGH, "run.months=96"])
    with pytest.raises(ScenarioInvalidError, match=r"asks for more than 0\.02 in 5 years"):
        make_plan(with_run_values(short, months=144))
    with pytest.raises(ScenarioInvalidError, match=r"asks for more than 0\.02 in 5 years"):
        load("village", [HIGH, "run.months=144"])


def test_of_a_stored_scenario_no_longer_horizon_is_known() -> None:
    stored = scenario_from_json(resolved_to_json(load("village", [STEP, "run.months=24"])))
    assert with_run_values(stored, months=12).pressure == (0.0,)
    with pytest.raises(PlanError, match=r"months is 60, .* is known for 2 years: load it from"):
        with_run_values(stored, months=60)


def test_a_pressure_given_in_python_is_not_dropped_over_a_longer_horizon() -> None:
    """It went back to the file's, without a word."""
    village = load("village", ["run.months=24"])
    other = replace(village, pressure=(0.02, 0.0))
    with pytest.raises(PlanError, match=r"months is 60, .* is known for 2 years: load it from"):
        with_run_values(other, months=60)
    assert with_run_values(other, months=24, seed=3).pressure == (0.02, 0.0)
    assert with_run_values(other, months=12).pressure == (0.02,)
    with pytest.raises(PlanError, match="is known for 1 year:"):
        with_run_values(with_run_values(other, months=12), months=24)
    late = replace(village, pressure=(village.pressure[0], 0.02))
    with pytest.raises(PlanError, match="is known for 1 year:"):
        with_run_values(with_run_values(late, months=12), months=24)
    numbers = replace(village, pressure=[0.01, 0.01])
    assert with_run_values(numbers, months=60) == with_run_values(village, months=60)


def _other(scenario: Scenario, **values: object) -> Scenario:
    return replace(scenario, values={**scenario.values, **values})


def _levers(scenario: Scenario, **levers: object) -> Scenario:
    framed = scenario.regimes["framed"]
    regime = replace(framed, levers={**framed.levers, **levers})
    return replace(scenario, regimes={**scenario.regimes, "framed": regime})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: _other(s, premium=-1.0), r"^village: \S+premium is -1.0, less than"),
        (lambda s: _other(s, premium=float("nan")), "premium is nan, not a finite number"),
        (lambda s: _other(s, units=5.5), "units is 5.5, not a whole number"),
        (lambda s: _other(s, units="5"), 'units is the text "5"'),
        (lambda s: _other(s, premum=1.0), "premum is no parameter; did you mean premium"),
        (lambda s: _other(s, months=960), "pressure has 12 years, and the run 80"),
        (lambda s: _other(s, majority_seats=4, minority_seats=5), "majority of 4 against 5"),
        (lambda s: _other(s, merger_month=200), "merger comes in month 200, .* month 143; write"),
        (lambda s: replace(s, pressure=(0.9,) * 12), r"pressure\[0\] is 0\.9, more than 0\.04"),
        (lambda s: replace(s, pressure=(0.03,) * 12), r"more than 0\.02 in 12 years"),
        (lambda s: _levers(s, pool=1e9), r"regime\.framed\.pool is 1000000000"),
        (lambda s: _levers(s, pol=0.1), "regime.framed.pol|pol is no lever; did you mean pool"),
        (lambda s: replace(s, baseline="framd"), "baseline is framd, .*did you mean framed"),
        (lambda s: replace(s, regimes={}), "regime is not there"),
        (
            lambda s: replace(s, regimes={**s.regimes, "framed": s.regimes["randers"]}),
            r"regime\.framed is the place of a regime that is named 'randers'",
        ),
        (lambda s: replace(s, contrasts=(("a", "framed", "power_lost"),)), "names a, which is not"),
    ],
)
def test_a_scenario_changed_in_python_is_checked_as_a_file_is(change, said: str) -> None:
    with pytest.raises(ScenarioInvalidError, match=said):
        make_plan(change(load("village")))


def test_a_lever_that_a_change_brings_is_checked_too() -> None:
    scenario = load("village")
    framed = scenario.regimes["framed"]
    for change, said in (
        (Change(200, {"pool": 0.1}, {}), r"change\[0\]\.month is 200, .* ends with month 143"),
        (Change(20, {"pool": -0.1}, {}), r"framed\.change0\.pool is -0\.1"),
    ):
        regime = replace(framed, changes=(change,))
        changed = replace(scenario, regimes={**scenario.regimes, "framed": regime})
        with pytest.raises(ScenarioInvalidError, match=said):
            make_plan(changed)


def test_numbers_of_a_sampler_become_python_s_own() -> None:
    scenario = load("village")
    sampled = _other(scenario, premium=np.float64(0.2), units=np.int64(6), startup_months=12.0)
    plan = make_plan(sampled)
    taken = {name: plan.scenario.values[name] for name in ("premium", "units", "startup_months")}
    assert taken == {"premium": 0.2, "units": 6, "startup_months": 12}
    assert [type(each) for each in taken.values()] == [float, int, int]
    assert make_plan(scenario).scenario == scenario


def test_values_over_a_loaded_scenario_are_laid_over_it() -> None:
    scenario = load("village")
    assert innosim.load(scenario) is scenario
    for laid in (["uncertainties.pressure=0.02"], "uncertainties.pressure=0.02"):
        assert innosim.load(scenario, laid).pressure[0] == 0.02
    with pytest.raises(ScenarioInvalidError, match="cannot be laid over a scenario that is"):
        innosim.load(scenario, "title=x")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"replications": 0}, "replications is 0"),
        ({"months": 5000}, "months is 5000"),
        ({"seed": -1}, "seed is -1"),
        ({"months": 1.5}, "months is 1.5"),
        ({"replications": True}, "replications is True"),
    ],
)
def test_run_values_outside_their_limits(value, said) -> None:
    with pytest.raises(PlanError, match=said):
        with_run_values(load("village"), **value)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"regimes": ("framd",)}, "There is no regime 'framd': did you mean framed?"),
        ({"costs": ("free",)}, "There is no cost mode 'free': there are as_costed"),
        ({"keep": "ideas:-1"}, "keep is 'ideas:-1'"),
    ],
)
def test_what_cannot_be_planned(planned, asked, said) -> None:
    with pytest.raises(PlanError) as error:
        planned(**asked)
    assert str(error.value).startswith(said)


def test_no_more_is_kept_than_is_run(planned) -> None:
    assert planned(keep="ideas").keep == planned(keep="ideas:50").keep == Keep(False, 12)
