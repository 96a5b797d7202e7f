"""A scenario file becomes a scenario: defaults, extends, regimes, pressure, --set."""

from dataclasses import replace
from pathlib import Path

import pytest

from innosim.analysis.compare import smallest_effects
from innosim.scenario.catalogue import LEVERS, METRICS, PARAMETERS, Text
from innosim.scenario.errors import ScenarioError
from innosim.scenario.places import installed_folder, installed_names, preset_names
from innosim.scenario.reader import load
from innosim.scenario.regime_table import read_preset
from innosim.scenario.resolved import resolved_to_json, scenario_from_json, usual_baseline
from innosim.scenario.write import show

BASE = 'extends = "randers.toml"\n'


@pytest.mark.parametrize("name", installed_names())
def test_an_installed_scenario_is_whole(name: str) -> None:
    scenario = load(name)
    assert scenario.name == name
    for said in (scenario.title, *(regime.title for regime in scenario.regimes.values())):
        assert isinstance(said, Text)
        assert said.da != said.en
    assert isinstance(scenario.question, Text)
    assert scenario.question.en.endswith("?")
    assert scenario.question.da.endswith("?")
    assert list(scenario.values) == list(PARAMETERS)
    assert scenario.baseline == "routine"
    for regime in scenario.regimes.values():
        assert list(regime.levers) == list(LEVERS)
        assert list(regime.sources) == list(LEVERS)
        assert all(regime.sources.values())


@pytest.mark.parametrize("name", installed_names())
def test_a_parameter_has_the_type_of_its_default(name: str) -> None:
    for parameter, value in load(name).values.items():
        assert type(value) is type(PARAMETERS[parameter].default), parameter


def test_the_front_door() -> None:
    randers = load("randers")
    assert list(randers.regimes) == [
        "routine",
        "shaving",
        "top-down",
        "bottom-up",
        "framed",
        "randers",
    ]
    assert randers.values == {name: p.default for name, p in PARAMETERS.items()}
    assert randers.pressure == (0.01,) * 12
    assert randers.effects == {
        m.name: m.sesoi.size for m in METRICS.values() if m.sesoi is not None
    }
    assert randers.effects["throughput_per_year"] == 5.0


def test_smallest_effects_grow_with_the_town_and_shares_do_not() -> None:
    village, randers = load("village"), load("randers")
    staff, money = 120 / 8_500, 55 / 3_900
    assert village.effects["throughput_per_year"] == pytest.approx(5.0 * staff)
    assert village.effects["ildsjaele_active_end"] == pytest.approx(5.0 * staff)
    assert village.effects["value_per_year"] == pytest.approx(money)
    assert village.effects["failure_cost_mdkk_per_year"] == pytest.approx(money)
    for name, metric in METRICS.items():
        if metric.sesoi is not None and metric.unit in ("share", "index"):
            assert village.effects[name] == randers.effects[name] == metric.sesoi.size


def test_a_files_own_smallest_effect_is_in_the_metrics_unit() -> None:
    own = load("village", ["metrics.throughput_per_year=2", "municipality.staff=60"])
    assert own.effects["throughput_per_year"] == 2.0
    assert own.effects["ildsjaele_active_end"] == pytest.approx(5.0 * 60 / 8_500)


def test_money_in_another_unit_moves_only_what_is_money() -> None:
    """Eight times all money is eight times the smallest effects in mDKK."""
    one, eight = load("randers"), load("randers", ["municipality.budget_mdkk=31200"])
    for name, size in one.effects.items():
        assert eight.effects[name] == size * (8.0 if METRICS[name].unit.startswith("mDKK") else 1.0)


def test_shaving_is_cuts_and_nothing_else() -> None:
    levers = load("randers").regimes["shaving"].levers
    assert {name for name, value in levers.items() if value} == {"cuts_only"}


def test_a_town_changed_in_python_has_its_own_smallest_effects(write) -> None:
    """They stayed the old town's, and other verdicts came out than of the same town in a file."""
    given = write('extends = "randers.toml"\n[metrics]\nsupport_mean = 0.5\n')
    randers, smaller = load(given), load(given, ["municipality.staff=7000"])
    changed = replace(randers, values={**randers.values, "staff": 7000})
    assert changed.effects == smaller.effects != randers.effects
    assert changed.effects["support_mean"] == 0.5
    assert smallest_effects(changed, {}) == smallest_effects(smaller, {})
    assert scenario_from_json(resolved_to_json(changed)).effects == smaller.effects
    shown = load(write(show(changed), "shown.toml"))
    assert (shown.values, shown.sesoi) == (changed.values, changed.sesoi)


@pytest.mark.parametrize("name", ["village", "fredericia", "silkeborg", "odense"])
def test_wages_are_randers_share_of_the_budget(name: str) -> None:
    v = load(name).values
    wages = v["staff"] * v["fte_share"] * v["effective_hours"] * v["wage_mdkk"]
    assert wages / v["budget_mdkk"] == pytest.approx(0.76, abs=0.005)


def test_the_couplings_differ_in_nothing_else() -> None:
    regimes = load("budget-coupling").regimes
    three = [dict(regimes[name].levers) for name in ("uncoupled", "half-coupled", "fully-coupled")]
    assert [levers.pop("coupling") for levers in three] == [0.0, 0.5, 1.0]
    assert three[0] == three[1] == three[2]


def test_the_shock_comes_in_year_4() -> None:
    assert load("pressure-shock").pressure == (0.01,) * 3 + (0.03,) * 3 + (0.01,) * 6


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_says_where_each_lever_comes_from(name: str) -> None:
    preset, problems = read_preset(installed_folder() / "presets" / f"{name}.toml")
    assert not problems
    assert preset.levers.keys() == preset.sources.keys()
    if name != "shaving":
        assert set(preset.levers) == set(LEVERS) - {"cuts_only"}


def test_a_lever_may_be_as_much_as_is_expected(write) -> None:
    text = (
        '[uncertainties]\nexpected_involvement = 0.65\n[regime.asked]\ninvolvement = "expected"\n'
    )
    change = "[[regime.asked.change]]\nmonth = 12\ninvolvement = 0.1\n"
    later = '[[regime.asked.change]]\nmonth = 24\ninvolvement = "expected"\n'
    scenario = load(write(BASE + text + change + later))
    asked = scenario.regimes["asked"]
    assert asked.levers["involvement"] == scenario.start_up["involvement"] == 0.65
    assert [dict(each.levers) for each in asked.changes] == [
        {"involvement": 0.1},
        {"involvement": 0.65},
    ]


def test_routine_is_as_much_as_this_council_expects_and_sets_nothing_aside() -> None:
    scenario = load("village")
    assert {name: value for name, value in scenario.start_up.items() if value} == {
        "involvement": scenario.values["expected_involvement"],
        "local_approval": 0.5,
        "partners": 0.35,
    }


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_writes_its_sources(name: str) -> None:
    text = (installed_folder() / "presets" / f"{name}.toml").read_text(encoding="utf-8")
    levers, sources = text.split("[sources]")
    for line in levers.split("[levers]")[1].splitlines():
        lever = line.split("=")[0].strip()
        assert not lever or f"\n{lever} = " in sources, lever


def test_a_file_lies_over_the_one_it_extends(write) -> None:
    write(BASE + "[municipality]\npopulation = 5000\nstaff = 9000\n", "other.toml")
    scenario = load(write('extends = "other.toml"\n[municipality]\nstaff = 9500\n'))
    assert scenario.values["population"] == 5000
    assert scenario.values["staff"] == 9500
    assert scenario.title == load("randers").title
    assert list(scenario.regimes) == list(load("randers").regimes)


def test_a_regime_of_the_base_is_changed_lever_by_lever(write) -> None:
    framed = load("randers").regimes["framed"]
    mine = load(write(BASE + "[regime.framed]\nvision = 0.1\n")).regimes["framed"]
    assert mine.levers == {**framed.levers, "vision": 0.1}
    assert mine.sources == {**framed.sources, "vision": "assumed"}


def test_regimes_are_chosen_and_ordered(write) -> None:
    lines = '[run]\nregimes = ["mine", "framed"]\n[regime.mine]\nvision = 1\n'
    scenario = load(write(BASE + lines))
    assert list(scenario.regimes) == ["mine", "framed"]
    assert scenario.baseline == "mine"


def test_a_new_regime_comes_after_those_of_the_base(write) -> None:
    scenario = load(write(BASE + '[regime.mine]\ntitle = "Mine"\nvision = 1\n'))
    mine = list(scenario.regimes.values())[-1]
    assert (mine.name, mine.title, mine.preset) == ("mine", "Mine", None)
    assert mine.levers == dict.fromkeys(LEVERS, 0.0) | {"vision": 1.0}
    assert mine.sources["tracks"] == "left at zero"


def test_changes_come_in_order_of_time(write) -> None:
    change = "[[regime.framed.change]]\nmonth = {}\n{}\n"
    lines = change.format(24, "contract = true") + change.format(12, "vision = 1")
    source = '[regime.framed.change.sources]\nvision = "[N A6]"\n'
    changes = load(write(BASE + lines + source)).regimes["framed"].changes
    assert [(c.month, c.levers, c.sources) for c in changes] == [
        (12, {"vision": 1.0}, {"vision": "[N A6]"}),
        (24, {"contract": 1.0}, {"contract": "assumed"}),
    ]


def test_a_preset_of_ones_own_stands_before_an_installed_one(write) -> None:
    write('title = "Mine"\n[levers]\nvision = 0.3\n', "presets/framed.toml")
    framed = load(write('[regime.framed]\npreset = "framed"\n')).regimes["framed"]
    assert framed.title == "Mine"
    assert framed.levers["vision"] == 0.3
    assert framed.sources["vision"] == "assumed"


def test_a_byte_order_mark_and_crlf_are_read(write) -> None:
    plain = write(BASE + "[run]\nseed = 7\n")
    windows = write(b"\xef\xbb\xbf" + plain.read_bytes().replace(b"\n", b"\r\n"), "my2.toml")
    assert load(windows).values == load(plain).values


@pytest.mark.parametrize(
    ("pressure", "shares"),
    [
        ("0.005", (0.005,) * 5),
        ("0", (0.0,) * 5),
        ('{ kind = "constant", value = 0.01 }', (0.01,) * 5),
        ('{ kind = "ramp", from = 0.0, to = 0.02, years = 3 }', (0.0, 0.01, 0.02, 0.02, 0.02)),
        ('{ kind = "ramp", from = 0.0, to = 0.02, years = 1 }', (0.02,) * 5),
        ('{ kind = "step", before = 0.0, after = 0.02, year = 3 }', (0.0, 0.0, 0.02, 0.02, 0.02)),
        (
            '{ kind = "step", before = 0.0, after = 0.04, year = 2, years = 2 }',
            (0.0, 0.04, 0.04, 0.0, 0.0),
        ),
        ('{ kind = "series", values = [0.04, 0.01] }', (0.04, 0.01, 0.01, 0.01, 0.01)),
    ],
)
def test_pressure_by_year(write, pressure: str, shares: tuple[float, ...]) -> None:
    path = write(f"{BASE}[uncertainties]\npressure = {pressure}\n[run]\nmonths = 49\n")
    assert load(path).pressure == shares


def test_overrides(write) -> None:
    overrides = [
        "uncertainties.pressure=0.02",
        "regime.framed.vision=1",
        "relationships.memo_sd=0.4",
        "run.seed=3",
        "run.months=25",
        "switches.elections=false",
        "metrics.support_mean=0.02",
        "title=What if",
        "regime.framed.contract = true",
    ]
    scenario = load(write(BASE), overrides)
    assert scenario.pressure == (0.02,) * 3
    assert scenario.regimes["framed"].levers["vision"] == 1.0
    assert scenario.regimes["framed"].levers["contract"] == 1.0
    assert scenario.values["memo_sd"] == 0.4
    assert scenario.values["seed"] == 3
    assert scenario.values["elections"] is False
    assert scenario.effects["support_mean"] == 0.02
    assert scenario.title == "What if"


def test_overrides_are_judged_together() -> None:
    seats = ["council_seats=29", "majority_seats=16", "minority_seats=13"]
    values = load("randers", [f"municipality.{each}" for each in seats]).values
    assert values["council_seats"] == 29


def test_a_name_is_an_installed_scenario_and_a_path_is_a_file(write, folder: Path) -> None:
    write(BASE + "[run]\nseed = 7\n", "randers.toml".replace("randers", "mine"))
    assert load("mine").values["seed"] == 7
    write("title = 'not it'\n", "village.toml")
    assert load("village").values["units"] == 5
    with pytest.raises(ScenarioError, match="there is no regime"):
        load("village.toml")


@pytest.mark.parametrize(
    ("regimes", "named", "expected"),
    [
        (["framed", "shaving", "routine"], "", "routine"),
        (["framed", "shaving"], "", "shaving"),
        (["framed", "bottom-up"], "", "framed"),
        (["framed", "routine"], "framed", "framed"),
        (["framed", "routine"], "shaving", "routine"),
    ],
    ids=["ordinary town", "cuts alone", "first", "as named", "named and not run"],
)
def test_what_regimes_are_compared_with(regimes: list[str], named: str, expected: str) -> None:
    assert usual_baseline(regimes, named) == expected
