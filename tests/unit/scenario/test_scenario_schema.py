"""The JSON Schema agrees with the reader: on every shipped file, and on what each refuses."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from innosim.scenario.catalogue import LEVERS, PARAMETERS, SECTIONS
from innosim.scenario.errors import ScenarioError
from innosim.scenario.places import installed_folder
from innosim.scenario.reader import load
from innosim.scenario.schema import SCHEMA_FILE, preset_schema, scenario_schema
from innosim.scenario.write import new, show

SCENARIOS = sorted(installed_folder().glob("*.toml"))
PRESETS = sorted(installed_folder().glob("presets/*.toml"))
VALIDATOR = Draft202012Validator(scenario_schema())


def problems(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))]


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(scenario_schema())
    Draft202012Validator.check_schema(preset_schema())


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_is_valid(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_shipped_preset_is_valid(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(preset_schema()).iter_errors(data)) == []


def test_what_innosim_writes_is_valid() -> None:
    randers = load("randers")
    assert problems(new("mine", randers, "randers.toml")) == []
    assert problems(show(randers, sources=True)) == []


def test_every_parameter_is_described_in_both_languages() -> None:
    sections = scenario_schema()["properties"]
    for section, parameters in SECTIONS.items():
        for parameter in parameters:
            field = sections[section]["properties"][parameter.name]
            assert parameter.meaning.en in field["description"]
            assert f"Dansk: {parameter.meaning.da}" in field["description"]
            assert parameter.source in field["description"]
            assert field["default"] == parameter.default
            assert field["x-unit"] == parameter.unit


def test_every_lever_is_there() -> None:
    regime = scenario_schema()["properties"]["regime"]["additionalProperties"]["properties"]
    assert set(LEVERS) < set(regime)
    assert set(LEVERS) < set(regime["change"]["items"]["properties"])


def _beyond() -> list[str]:
    lines = []
    for parameter in PARAMETERS.values():
        if isinstance(parameter.default, bool):
            lines.append(f"{parameter.section}.{parameter.name} = 1")
        elif not isinstance(parameter.default, str):
            beyond = type(parameter.default)(parameter.limits[1] + 1)
            lines.append(f"{parameter.section}.{parameter.name} = {beyond}")
    lines += [f"regime.framed.{lever.name} = {lever.high + 1}" for lever in LEVERS.values()]
    return lines


@pytest.mark.parametrize("line", _beyond())
def test_what_the_reader_refuses_the_schema_refuses(write, line: str) -> None:
    assert problems(line)
    with pytest.raises(ScenarioError):
        load(write(f'extends = "randers.toml"\n{line}\n'))


@pytest.mark.parametrize(
    "line", ["x = 1", "run.x = 1", "regime.x.y = 1", "uncertainties.pressure = 0.05"]
)
def test_an_unknown_field_is_refused_by_both(write, sentences, line: str) -> None:
    assert problems(line)
    assert sentences(write(f'extends = "randers.toml"\n{line}\n'))


def test_a_new_scenario_names_its_schema() -> None:
    text = new("mine", load("randers"), "randers.toml")
    assert text.splitlines()[0] == f"#:schema ./{SCHEMA_FILE}"
