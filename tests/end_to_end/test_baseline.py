"""Numbers do not change unnoticed: tests/baseline.toml holds headlines, tests/values.toml a hash of every column."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


def _maker(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _held(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["randers", "fredericia", "village"])
def test_the_numbers_are_those_of_the_baseline(name):
    """Bit for bit: draws, portable functions and rules are the same on every system."""
    found = _maker("make_baseline").measured(name)
    # As text, so that no value is no value on both sides.
    assert repr(found) == repr(_held("baseline.toml")[name]), (
        "results changed: run `python start.py baseline` and say why in CHANGELOG.md"
    )


@pytest.mark.parametrize("name", ["randers", "village"])
def test_no_column_has_moved(name):
    """Every column that is held, under the name it has now; new ones are free to come."""
    maker, held = _maker("make_values"), _held("values.toml")[name]
    found = maker.measured(name)
    moved = []
    for place, value in held.items():
        cost, column = place.split(".", 1)
        now = f"{cost}.{maker.RENAMED.get(column, column)}"
        if found.get(now) != value:
            moved.append(place if now in found else f"{place} (gone)")
    assert not moved, (
        "columns changed: run `python start.py baseline` and say which and why in CHANGELOG.md"
    )


def test_a_renamed_column_is_found_under_its_new_name_alone():
    """The map stays when the values are made again: whoever has an old result looks there."""
    maker = _maker("make_values")
    names = {place.split(".", 1)[1] for place in _held("values.toml")["village"]}
    assert maker.RENAMED.keys().isdisjoint(names & set(maker.RENAMED.values()))
    found = {place.split(".", 1)[1] for place in maker.measured("village")}
    assert set(maker.RENAMED.values()) <= found
    assert maker.RENAMED.keys().isdisjoint(found)
