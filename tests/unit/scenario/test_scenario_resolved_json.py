"""A resolved scenario goes to JSON and to a scenario file, and comes back the same."""

import json
import math
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innosim.scenario.catalogue import HEADLINES, LEVERS, METRICS, PARAMETERS, SECTIONS
from innosim.scenario.catalogue.declare import Lever, Parameter, Text, Value
from innosim.scenario.errors import ScenarioError, ScenarioInvalidError
from innosim.scenario.fields import RELATIONS
from innosim.scenario.places import installed_names
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change, Regime, Scenario, resolved_to_json, scenario_from_json
from innosim.scenario.write import new, show

TEXT = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=30)
SAID = TEXT | st.builds(Text, TEXT, TEXT)
ORDINARY = load("village").start_up
TIED = {name for relation in RELATIONS for name in relation.names}


def _value(parameter: Parameter) -> st.SearchStrategy[Value]:
    least, most = parameter.limits
    if parameter.name in TIED or parameter.name == "months":
        return st.just(parameter.default)
    if isinstance(parameter.default, bool):
        return st.booleans()
    if isinstance(parameter.default, int):
        return st.integers(math.ceil(least), math.floor(most))
    return st.floats(least, most)


def _setting(lever: Lever) -> st.SearchStrategy[float]:
    if lever.kind == "number":
        return st.floats(lever.low, lever.high)
    return st.integers(int(lever.low), int(lever.high)).map(float)


def _some_levers() -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(
        {}, optional={name: _setting(lever) for name, lever in LEVERS.items()}
    ).filter(bool)


@st.composite
def _regimes(draw: st.DrawFn, name: str) -> Regime:
    levers = {lever.name: draw(_setting(lever)) for lever in LEVERS.values()}
    changes = []
    for month in sorted(
        draw(st.sets(st.integers(1, int(PARAMETERS["months"].default) - 1), max_size=3))
    ):
        changed = draw(_some_levers())
        changes.append(Change(month, changed, {lever: draw(TEXT) for lever in changed}))
    preset = draw(st.sampled_from([None, "framed", "shaving"]))
    sources = {lever: draw(TEXT) for lever in LEVERS}
    return Regime(name, draw(SAID), preset, levers, tuple(changes), sources)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that the reader could have made."""
    names = draw(
        st.lists(st.sampled_from(["a", "b-1", "c_æ"]), min_size=1, max_size=2, unique=True)
    )
    regimes = {name: draw(_regimes(name)) for name in names}
    smallest = st.floats(0, 1e6)
    values = {p.name: draw(_value(p)) for p in PARAMETERS.values()}
    return Scenario(
        name="mine",
        title=draw(SAID),
        question=draw(st.just("") | SAID),
        baseline=names[-1],
        values=values,
        pressure=tuple(draw(st.lists(st.floats(0, 0.02), min_size=12, max_size=12))),
        regimes=regimes,
        sesoi={m.name: draw(smallest) for m in METRICS.values() if m.sesoi is not None},
        start_up={**ORDINARY, "involvement": float(values["expected_involvement"])},
    )


@settings(max_examples=50)
@given(scenarios())
def test_json_and_back_is_exact(scenario: Scenario) -> None:
    again = scenario_from_json(json.loads(json.dumps(resolved_to_json(scenario))))
    assert again == scenario
    assert list(again.regimes) == list(scenario.regimes)
    types = {name: type(value) for name, value in again.values.items()}
    assert types == {name: type(value) for name, value in scenario.values.items()}


@settings(max_examples=30)  # each is a file of some 600 lines, written and read
@given(scenarios())
def test_what_is_shown_with_its_sources_loads_as_the_same(scenario: Scenario) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_text(show(scenario, sources=True), encoding="utf-8")
        again = load(path)
    assert again == scenario
    assert list(again.regimes) == list(scenario.regimes)


@pytest.mark.parametrize("name", installed_names())
def test_a_shown_scenario_says_units_and_where_asked_sources(name: str) -> None:
    scenario = load(name)
    plain, sourced = show(scenario), show(scenario, sources=True)
    assert "# share: involvement that the council expects\n" in plain
    assert "# share: involvement that the council expects | [N §3.4, A6]" in sourced
    assert len(plain) < len(sourced)


@pytest.mark.parametrize("name", installed_names())
def test_a_new_scenario_changes_nothing_yet(name: str, write) -> None:
    base = load(name)
    mine = load(write(new("Mine", base, f"{name}.toml")))
    assert mine.title == "Mine"
    assert (mine.values, mine.pressure, mine.regimes) == (base.values, base.pressure, base.regimes)


def test_a_new_scenarios_lines_can_be_uncommented(write) -> None:
    base = load("randers")
    text = new("Mine", base, "randers.toml")
    live, count = re.subn(r"(?m)^# (?=\w+ = )", "", text)
    assert count > len(SECTIONS["municipality"]) + len(SECTIONS["uncertainties"]) + len(HEADLINES)
    mine = load(write(live))
    assert (mine.values, mine.pressure, mine.effects) == (base.values, base.pressure, base.effects)
    for name, regime in mine.regimes.items():
        assert regime.levers == base.regimes[name].levers


def test_a_record_of_another_catalogue_is_refused() -> None:
    stored = resolved_to_json(load("village"))
    del stored["values"]["memo_sd"]
    stored["regimes"][0]["levers"]["charm"] = 1.0
    with pytest.raises(ScenarioInvalidError) as caught:
        scenario_from_json(stored, "manifest.json")
    right = "it was made by another version of innosim: install that one, or run it again."
    assert [str(problem) for problem in caught.value.problems] == [
        f"manifest.json: memo_sd is a parameter it lacks; {right}",
        f"manifest.json: charm is a lever not known here; {right}",
    ]


@pytest.mark.parametrize("stored", [{}, {"regimes": 3}, {"regimes": [{}]}])
def test_a_broken_record_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match="does not hold a whole scenario"):
        scenario_from_json(stored)
