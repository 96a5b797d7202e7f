"""What is varied: as typed and as Python gives it, each value checked as a file's, with a sentence on what would be right."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from innosim.scenario.errors import ScenarioInvalidError
from innosim.scenario.varying import (
    Typed,
    as_toml,
    read_mapping,
    read_range,
    read_typed,
    told_values,
)


def typed(*texts: str) -> list[tuple[str, tuple[Any, ...]]]:
    return [(each.name, each.values) for each in read_typed(texts)]


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("uncertainties.pressure=0,.01,.02", "uncertainties.pressure", (0.0, 0.01, 0.02)),
        ("pressure=0:0.02:5", "uncertainties.pressure", (0.0, 0.005, 0.01, 0.015, 0.02)),
        ("regime.framed.protected_time= 0, 0.002", "regime.framed.protected_time", (0.0, 0.002)),
        ("switches.elections=true,false", "switches.elections", (True, False)),
        ("municipality.units=10:20:3", "municipality.units", (10, 15, 20)),
        ("pressure=25 mDKK,0.01", "uncertainties.pressure", ("25 mDKK", 0.01)),
        ("regime.framed.involvement=expected,0.2", "regime.framed.involvement", ("expected", 0.2)),
        ("run.months=24,36", "run.months", (24, 36)),
    ],
)
def test_what_is_typed(text: str, name: str, values: tuple[Any, ...]) -> None:
    [(found, taken)] = typed(text)
    assert (found, taken) == (name, values)
    assert [type(each) for each in taken] == [type(each) for each in values]


def test_a_pressure_may_be_a_table_of_its_own() -> None:
    [(_, values)] = typed('pressure={kind = "ramp", from = 0, to = 0.02, years = 6},0.01')
    assert isinstance(values[0], Mapping)
    assert values[0]["years"] == 6
    assert values[1] == 0.01


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pressure", "'pressure' varies nothing; write SECTION.FIELD=VALUES"),
        ("pressure=", "varies nothing"),
        ("pressure=0,01", "has 01, which is no number; commas stand between values"),
        ("pressure=1:2", "is '1:2'; write LOWEST:HIGHEST:COUNT"),
        ("pressure=0:0.02:1", "asks for 1 values; write 2 to"),
        ("pressure=0.01:0.01:3", "write two ends that differ"),
        ("pressure=0,,0.01", "write a value between any two commas"),
        ("pressure=0,0", "has 0 twice; write each value once"),
        ("pressure=0,5", "is 5, more than 0.04"),
        ("uncertainties.presure=0", "is not a field here; did you mean pressure?"),
        ("protected_time=0", "needs its section here; write regime.NAME.protected_time=VALUES"),
        ("regime.framed.protected=0", "is not a lever; did you mean protected_time?"),
        ("regime.framed.preset=routine", "cannot be varied; name a lever"),
        ("run.seed=1,2", "cannot be varied; all points share it"),
        ("run.replications=1,2", "cannot be varied; all points have as many"),
        ("metrics.value_per_year=3", "cannot be varied; a smallest effect changes no run"),
        ("municipality.units=10:20:4", "is 13.3333333333, not a whole number"),
        ("switches.elections=ja", 'is the text "ja"; write true'),
        ("nonsense.field=1", "is not a field or section"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises(ScenarioInvalidError, match=r"^--vary: ") as error:
        typed(text)
    assert sentence in str(error.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ScenarioInvalidError) as error:
        read_typed(
            ["pressure=5", "regime.framd.pool=1", "staff=120,130", "staff=140"], regimes=["framed"]
        )
    assert len(error.value.problems) == 3
    assert "names framd, which is not a regime; did you mean framed?" in str(error.value)
    assert "staff is varied twice" in str(error.value)


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ([0, 0.01], (0.0, 0.01)),
        (np.linspace(0, 0.02, 3), (0.0, 0.01, 0.02)),
        (range(1), (0.0,)),
        ("0:0.01:3", (0.0, 0.005, 0.01)),
        (0.01, (0.01,)),
        ((np.float32(0.01),), (0.01,)),
    ],
)
def test_python_gives_values_of_any_kind(given: object, values: tuple[float, ...]) -> None:
    [found] = read_mapping({"uncertainties.pressure": given})
    assert found.values == values


@pytest.mark.parametrize("given", [None, [], [True], object(), ["much"], [[0.01]]])
def test_python_is_refused_in_a_sentence(given: object) -> None:
    with pytest.raises(ScenarioInvalidError, match=r"^vary: uncertainties\.pressure"):
        read_mapping({"uncertainties.pressure": given})


def test_ranges_are_the_catalogue_s_where_none_is_given() -> None:
    problems: list[Any] = []
    found = read_range("memo_sd", None, Typed(), problems)
    assert found is not None
    assert (found.name, found.low, found.high) == ("relationships.memo_sd", 0.3, 0.8)
    assert read_range("elections", None, Typed(), problems)
    assert not problems
    for given in ([0.5, 0.2], [1], "0.2", 3, [0, 500]):
        assert read_range("memo_sd", given, Typed(), problems) is None
    assert len(problems) == 5


def test_values_are_written_as_a_file_has_them() -> None:
    assert (
        as_toml({"kind": "ramp", "from": 0, "years": 6}) == '{kind = "ramp", from = 0, years = 6}'
    )
    assert as_toml([True, 0.5, "a"]) == '[true, 0.5, "a"]'
    assert as_toml(np.float64(0.25)) == "0.25"
    assert [told_values(each) for each in (True, 0.010, 3, "expected")] == [
        "true",
        "0.01",
        "3",
        "expected",
    ]
    with pytest.raises(ValueError, match="nothing that a scenario file can hold"):
        as_toml(object())
