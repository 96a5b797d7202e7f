"""What varies, in fixed order, whatever the number of jobs."""

import pytest

from innosim.experiment.errors import PlanError
from innosim.experiment.plan import Block, make_plan, with_run_values
from innosim.scenario.reader import load


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
        ({"ideas": -1}, "ideas is -1"),
        ({"ideas": "some"}, "ideas is 'some'"),
    ],
)
def test_what_cannot_be_planned(planned, asked, said) -> None:
    with pytest.raises(PlanError) as error:
        planned(**asked)
    assert str(error.value).startswith(said)


def test_biographies(planned) -> None:
    assert planned(ideas="all").ideas == 12
    assert planned(ideas="none").ideas == 0
    assert planned(ideas=50).ideas == 12
