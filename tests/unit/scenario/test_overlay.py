"""Fields laid over a scenario that is loaded: the same as when the file is read with them."""

import numpy as np
import pytest

import innosim
from innosim.experiment.study import points_of
from innosim.scenario.catalogue import LEVERS, SECTIONS
from innosim.scenario.errors import ScenarioError, ScenarioInvalidError
from innosim.scenario.overlay import as_overrides, laid_over
from innosim.scenario.own_regime import own_regime, with_regimes
from innosim.scenario.reader import load
from innosim.scenario.varying import as_toml


def some_setting(number: int) -> dict[str, object]:
    """Some parameters and levers at values of their plausible ranges."""
    chance = np.random.default_rng(number)
    every = [
        each
        for name in ("uncertainties", "relationships", "municipality")
        for each in SECTIONS[name]
    ]
    setting: dict[str, object] = {}
    for each in (every[at] for at in chance.choice(len(every), 8, replace=False)):
        value = each.low + float(chance.random()) * (each.high - each.low)
        whole = isinstance(each.default, int) and not isinstance(each.default, bool)
        setting[f"{each.section}.{each.name}"] = round(value) if whole else value
    for lever in (
        tuple(LEVERS.values())[at] for at in chance.choice(len(LEVERS), 3, replace=False)
    ):
        value = lever.low + float(chance.random()) * (lever.high - lever.low)
        shown: object = value > lever.low if lever.kind == "yes/no" else round(value) if lever.kind == "whole" else value  # fmt: skip
        setting[f"regime.framed.{lever.name}"] = shown
    if number % 3 == 0:
        setting["uncertainties.expected_involvement"] = round(float(chance.random()), 3)
    if number % 4 == 0:
        setting["uncertainties.pressure"] = {"kind": "ramp", "from": 0, "to": 0.02, "years": 5}
    return setting


@pytest.mark.parametrize("name", ["village", "pressure-shock"])
def test_points_are_as_the_file_is_with_their_settings(name: str) -> None:
    settings = [some_setting(number) for number in range(12)]
    for setting, point in zip(settings, points_of(name, settings), strict=True):
        typed = [f"{field}={as_toml(value)}" for field, value in setting.items()]
        try:
            read = load(name, typed)
        except ScenarioError:
            assert point.scenario is None
            assert point.failure
            continue
        assert point.scenario == read


def test_points_of_a_loaded_scenario_are_the_same() -> None:
    settings = [some_setting(number) for number in range(6)]
    scenario = load("village")
    for one, other in zip(points_of("village", settings), points_of(scenario, settings), strict=True):  # fmt: skip
        assert one.scenario == other.scenario


def test_a_budget_changes_what_is_said_in_kroner(write) -> None:
    path = write('extends = "village.toml"\n[uncertainties]\npressure = "0.5 mDKK"\n')
    [point] = points_of(path, [{"municipality.budget_mdkk": 60}])
    assert point.scenario is not None
    assert point.scenario.pressure[0] == pytest.approx(0.5 / 60)


def test_numbers_are_numbers_wherever_overrides_are_taken() -> None:
    asked = {"uncertainties.pressure": 0.02, "switches.elections": False, "run.months": 24}
    scenario = innosim.load("village", asked)
    assert scenario.pressure[0] == 0.02
    assert scenario.values["elections"] is False
    assert scenario == load("village", ["uncertainties.pressure=0.02", "switches.elections=false", "run.months=24"])  # fmt: skip
    over = innosim.load(load("village"), asked)
    assert over.pressure[:2] == scenario.pressure[:2]
    assert over.values == scenario.values


@pytest.mark.parametrize(
    ("laid", "sentence"),
    [
        ({"staff": -1}, "municipality.staff is -1"),
        ({"regime.frmd.pool": 1}, "names frmd, which is not a regime; did you mean framed?"),
        ({"title": "x"}, "title cannot be laid over a scenario that is loaded already"),
        ({"run.regimes": ["framed"]}, "cannot be laid over a scenario that is loaded already"),
        ({"uncertainties.expected_involvement": 0.5}, "is what involvement may follow"),
        ({"uncertainties.pressure": "25 mDKK"}, "45.5 % of the budget"),
    ],
)
def test_what_cannot_be_laid_is_refused(laid: dict[str, object], sentence: str) -> None:
    with pytest.raises(ScenarioInvalidError, match=r"^overrides: ") as error:
        laid_over(load("village"), laid)
    assert sentence in str(error.value)


def test_a_longer_run_goes_on_as_the_file_says() -> None:
    longer = laid_over(load("village"), {"run.months": 240})
    assert len(longer.pressure) == 20
    assert len(laid_over(longer, {"run.months": 24}).pressure) == 2


def test_texts_and_mappings_say_the_same() -> None:
    assert [each.typed for each in as_overrides({"a.b": 0.1})] == ["a.b=0.1"]
    assert as_overrides("a.b=0.1") == as_overrides({"a.b": 0.1})


def test_a_regime_of_one_s_own_is_its_preset_with_levers_over_it() -> None:
    mine = own_regime("mine", {"pool": 2.0}, preset="framed", changes={24: {"pool": 1.0}})
    framed = load("village").regimes["framed"]
    assert mine.levers["pool"] == 2.0
    assert mine.levers["vision"] == framed.levers["vision"]
    assert mine.changes[0].month == 24
    scenario = with_regimes(load("village"), [mine])
    assert list(scenario.regimes)[-1] == "mine"
    assert scenario.regimes["mine"].levers["involvement"] >= 0.0  # what is expected is known now
    with pytest.raises(ScenarioInvalidError, match="is called framed, as another regime of village"):  # fmt: skip
        with_regimes(scenario, [own_regime("framed", {})])


def test_faults_of_a_regime_are_told_at_once() -> None:
    with pytest.raises(ScenarioInvalidError) as error:
        own_regime("x", {"pol": 1, "pool": 999}, preset="fram", changes={0: {"x": 1}})
    assert len(error.value.problems) == 5
