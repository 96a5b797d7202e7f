"""Regimes of the presets that come with innosim, in a town that need not hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.fields import as_expected
from innosim.scenario.places import PRESETS, installed_folder
from innosim.scenario.regime_table import AT_ZERO, read_preset
from innosim.scenario.resolved import Regime

PROGRAMMES = ("top-down", "bottom-up", "framed", "randers")
"""The presets whose use sets the envelope of equal resources, where a scenario names none (ODD, Levers)."""


def shipped(preset: str, values: Mapping[str, Any]) -> Regime:
    """The regime of an installed preset; one of that name beside a scenario's file does not count."""
    found, _ = read_preset(installed_folder() / PRESETS / f"{preset}.toml")
    levers = as_expected(dict.fromkeys(LEVERS, 0.0) | found.levers, values)
    return Regime(
        preset, found.title, preset, levers, (), dict.fromkeys(LEVERS, AT_ZERO) | found.sources
    )
