"""A scenario, resolved: every parameter, every regime, every lever has its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Levers that take a new value from ``month`` (months from the start) on."""

    month: int
    levers: Mapping[str, float]
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Regime:
    """A way of governing innovation: a setting of all levers, with dated changes [N §3.3]."""

    name: str
    title: str
    preset: str | None
    levers: Mapping[str, float]
    changes: tuple[Change, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Scenario:
    """All that decides a run, apart from chance.

    ``values`` holds every parameter of the catalogue by its (unique) name; ``pressure`` the share of B
    asked for each January, one entry a year of the horizon.
    """

    name: str
    title: str
    question: str
    baseline: str
    values: Mapping[str, bool | int | float | str]
    pressure: tuple[float, ...]
    regimes: Mapping[str, Regime]
    sesoi: Mapping[str, float]
