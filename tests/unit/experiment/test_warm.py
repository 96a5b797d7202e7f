"""A simulator that is kept: the numbers of a run, a few replications first, and nothing that goes on unasked."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

import innosim
from innosim.experiment.errors import PlanError
from innosim.experiment.plan import with_run_values
from innosim.experiment.temporary import run_temporarily
from innosim.experiment.warm import WarmSimulator
from innosim.scenario.catalogue import METRICS
from innosim.scenario.errors import ArgumentError
from innosim.scenario.reader import load


@pytest.fixture
def town(planned):
    return planned().scenario


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("before", [0, 24])
def test_the_replications_are_those_of_a_run(planned, engine, jobs, before) -> None:
    plan = planned(replications=11, before=before, costs=("as_costed",))
    ran = run_temporarily(plan, engine).metrics.query("regime == 'framed'")
    with WarmSimulator(plan.scenario, engine, jobs=jobs, ahead=5) as kept:
        *partial, whole = kept.run("framed", replications=11)
    assert [each.replications for each in (*partial, whole)] == [4, 8, 11]
    assert {each.wanted for each in (*partial, whole)} == {11}
    for name in METRICS:
        stored = ran[name].to_numpy(dtype=float, na_value=np.nan)
        assert np.array_equal(whole.metrics[name], stored, equal_nan=True), name
        assert np.array_equal(partial[0].metrics[name], stored[:4], equal_nan=True), name


def test_the_model_itself_gives_the_same_numbers_kept_or_run() -> None:
    asked = with_run_values(load("village"), replications=5, months=18)
    ran = innosim.run(asked, regimes="framed", cost="as_costed")
    with innosim.simulator(asked, jobs=2) as kept:
        (*_, whole) = kept.run("framed", replications=5)
        again = list(kept.run("framed", replications=5))[-1]
    for name in METRICS:
        stored = ran.metrics[name].to_numpy(dtype=float, na_value=np.nan)
        assert np.array_equal(whole.metrics[name], stored, equal_nan=True), name
        assert np.array_equal(again.metrics[name], stored, equal_nan=True), name
    level = whole.level("value_per_year")
    assert level.n == 5
    assert level.mean == pytest.approx(ran.metrics["value_per_year"].mean())


def test_equal_resources_are_those_of_a_run() -> None:
    asked = with_run_values(load("village"), replications=4, months=18)
    ran = innosim.run(asked, regimes="framed", cost="equal_resources")
    with innosim.simulator(asked) as kept:
        (found,) = kept.run("framed", cost="equal-resources", replications=4)
    assert found.cost == "equal_resources"
    stored = ran.metrics["used_mdkk_per_year"].to_numpy()
    assert found.metrics["used_mdkk_per_year"].tolist() == stored.tolist()


def test_a_changed_scenario_answers_as_itself(town, engine) -> None:
    framed = town.regimes["framed"]
    levers = {**framed.levers, "pool": framed.levers["pool"] * 3.0}
    changed = replace(town, regimes={**town.regimes, "framed": replace(framed, levers=levers)})
    with WarmSimulator(town, engine) as kept, WarmSimulator(changed, engine) as of_its_own:
        first = list(kept.run("framed", replications=4))[-1]
        then = list(kept.run("framed", changed, replications=4))[-1]
        alone = list(of_its_own.run("framed", replications=4))[-1]
    assert (
        then.metrics["used_mdkk_per_year"].tolist() == alone.metrics["used_mdkk_per_year"].tolist()
    )
    assert (
        then.metrics["used_mdkk_per_year"].tolist() != first.metrics["used_mdkk_per_year"].tolist()
    )


def test_pasts_are_lived_once_and_another_town_has_its_own(town, engine, monkeypatch) -> None:
    lived: list[int] = []
    fake = type(engine.simulator(town, town.regimes["framed"]))
    past = fake.past
    monkeypatch.setattr(fake, "past", lambda run, number: lived.append(number) or past(run, number))
    short, long = (replace(town, values={**town.values, "startup_months": n}) for n in (12, 24))
    with WarmSimulator(short, engine, jobs=2) as kept:
        for regime in ("framed", "shaving", "framed"):
            list(kept.run(regime, replications=4))
        assert sorted(lived) == [0, 1, 2, 3]
        list(kept.run("framed", long, replications=4))
    assert sorted(lived) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_what_is_not_gone_over_is_given_up(planned, fake) -> None:
    scenario = planned().scenario
    begun = threading.active_count()
    with WarmSimulator(scenario, fake.fake_engine(pause=0.02), jobs=2) as kept:
        answers = kept.run("framed", replications=2000)
        next(answers)
        answers.close()
        since = time.perf_counter()
        list(kept.run("framed", replications=4))
        assert time.perf_counter() - since < 5.0, "the 2,000 were run on"
    with pytest.raises(PlanError, match="closed"):
        kept.run("framed")
    assert threading.active_count() <= begun + 2


def test_an_error_of_the_model_comes_out(town, engine, monkeypatch) -> None:
    fake = type(engine.simulator(town, town.regimes["framed"]))
    run = fake.run

    def broken(self, number, *, past=None):
        if number == 2:
            raise ValueError("it broke")
        run(self, number, past=past)

    with WarmSimulator(town, engine) as kept:
        monkeypatch.setattr(fake, "run", broken)
        with pytest.raises(ValueError, match="it broke"):
            list(kept.run("framed"))


def test_what_cannot_be_is_refused_at_once(town, engine) -> None:
    with WarmSimulator(town, engine) as kept:
        with pytest.raises(PlanError, match="framed"):
            kept.run("framd")
        with pytest.raises(PlanError, match="replications is 0"):
            kept.run("framed", replications=0)
        with pytest.raises(PlanError, match="cost mode"):
            kept.run("framed", cost="free")
        with pytest.raises(ArgumentError, match="regime"):
            kept.run(3)
    with pytest.raises(PlanError, match="jobs is 0"):
        innosim.simulator("village", jobs=0)
    with pytest.raises(ArgumentError, match="ahead"):
        innosim.simulator("village", ahead="many")
