"""Numbers do not change unnoticed: headline metrics of three scenarios stand in tests/baseline.toml."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


def _maker():
    spec = importlib.util.spec_from_file_location("make_baseline", HERE / "make_baseline.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BASELINE = tomllib.loads((HERE / "baseline.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["randers", "fredericia", "village"])
def test_the_numbers_are_those_of_the_baseline(name):
    """Bit for bit: draws, portable functions and rules are the same on every system."""
    assert _maker().measured(name) == BASELINE[name], (
        "results changed: run `python start.py baseline` and say why in CHANGELOG.md"
    )
