"""Regimes made in Python: checked as a file's are, and put beside those of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from innosim.scenario.belonging import REGIME
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.document import take_apart
from innosim.scenario.errors import Problem, ScenarioInvalidError
from innosim.scenario.fields import as_expected
from innosim.scenario.numbers import whole_number
from innosim.scenario.regime_table import ASSUMED, AT_ZERO, Preset, find_preset, read_preset
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.varying import Typed

_OPTION = "regime"


def own_regime(
    name: str,
    levers: Mapping[str, Any],
    *,
    preset: str = "",
    title: str = "",
    changes: Mapping[int, Mapping[str, Any]] | None = None,
) -> Regime:
    """Return a regime: a preset, or nothing at all, with levers over it, and dated changes.

    Raises:
        ScenarioInvalidError: a name, lever, value, preset or month that may not be; with every problem found.
    """
    table: dict[str, Any] = dict(levers)
    table |= {key: value for key, value in (("preset", preset), ("title", title)) if value}
    if changes:
        table["change"] = [{"month": _month(at), **each} for at, each in changes.items()]
    document = take_apart({REGIME: {name: table}}, Typed(_OPTION))
    problems = list(document.problems)
    found = _preset(preset, problems) if preset else Preset("", name, {}, {})
    if problems:
        raise ScenarioInvalidError(problems)
    own = {
        str(path[2]): float(entry.value)
        for path, entry in document.entries.items()
        if len(path) == 3 and path[2] in LEVERS
    }
    dated = document.entries.get((REGIME, name, "change"))
    sources = dict.fromkeys(LEVERS, AT_ZERO) | found.sources | dict.fromkeys(own, ASSUMED)
    return Regime(
        name=name,
        title=title or found.title or name,
        preset=preset or None,
        levers=dict.fromkeys(LEVERS, 0.0) | found.levers | own,
        changes=() if dated is None else tuple(dated.value),
        sources=sources,
    )


def _month(given: object) -> object:
    found = whole_number(given)
    return given if found is None else found


def _preset(name: str, problems: list[Problem]) -> Preset:
    path = find_preset(name, Path())
    if not isinstance(path, Path):
        problems.append(Problem(_OPTION, None, "preset", path.what, path.right))
        return Preset("", "", {}, {})
    found, wrong = read_preset(path)
    problems += wrong
    return found


def with_regimes(scenario: Scenario, regimes: Iterable[Regime]) -> Scenario:
    """Return the scenario with regimes of one's own after those it has; what they leave to what is expected is known here.

    Raises:
        ScenarioInvalidError: one is called as another that it has.
    """
    there = dict(scenario.regimes)
    for regime in regimes:
        made = replace(
            regime,
            levers=as_expected(regime.levers, scenario.values),
            changes=tuple(
                replace(each, levers=as_expected(each.levers, scenario.values))
                for each in regime.changes
            ),
        )
        if there.get(regime.name, made) != made:
            what = f"is called {regime.name}, as another regime of {scenario.name}"
            right = "give it a name of its own"
            raise ScenarioInvalidError([Problem(_OPTION, None, regime.name, what, right)])
        there[regime.name] = made
    return replace(scenario, regimes=there)
