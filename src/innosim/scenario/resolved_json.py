"""A resolved scenario as JSON and back, exactly: what a result's manifest keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.errors import Problem, ScenarioInvalidError, short
from innosim.scenario.resolved import Change, Regime, Scenario

Json = dict[str, Any]


def resolved_to_json(scenario: Scenario) -> Json:
    """The scenario as plain dictionaries, lists, text and numbers, regimes in their order."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "baseline": scenario.baseline,
        "values": dict(scenario.values),
        "pressure": list(scenario.pressure),
        "regimes": [_regime_to_json(regime) for regime in scenario.regimes.values()],
        "sesoi": dict(scenario.sesoi),
    }


def scenario_from_json(stored: Mapping[str, Any], file: str = "the manifest") -> Scenario:
    """The scenario as it was stored; refuses one of another catalogue, naming what differs."""
    try:
        regimes = [_regime_from_json(each) for each in stored["regimes"]]
        scenario = Scenario(
            name=stored["name"],
            title=stored["title"],
            question=stored["question"],
            baseline=stored["baseline"],
            values=dict(stored["values"]),
            pressure=tuple(map(float, stored["pressure"])),
            regimes={regime.name: regime for regime in regimes},
            sesoi={name: float(value) for name, value in stored["sesoi"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"does not hold a whole scenario ({short(str(error))})"
        raise ScenarioInvalidError([Problem(file, None, "it", what, "run it again")]) from None
    _check_names(scenario, file)
    return scenario


def _check_names(scenario: Scenario, file: str) -> None:
    problems = _difference(set(scenario.values), set(PARAMETERS), "parameter", file)
    for regime in scenario.regimes.values():
        problems += _difference(set(regime.levers), set(LEVERS), "lever", file)
    if problems:
        raise ScenarioInvalidError(dict.fromkeys(problems))


def _difference(there: set[str], known: set[str], kind: str, file: str) -> list[Problem]:
    right = "it was made by another version of innosim: install that one, or run it again"
    lacking = [Problem(file, None, n, f"is a {kind} it lacks", right) for n in known - there]
    unknown = [
        Problem(file, None, short(n), f"is a {kind} not known here", right) for n in there - known
    ]
    return sorted(lacking + unknown, key=lambda problem: problem.field)


def _regime_to_json(regime: Regime) -> Json:
    return {
        "name": regime.name,
        "title": regime.title,
        "preset": regime.preset,
        "levers": dict(regime.levers),
        "sources": dict(regime.sources),
        "changes": [
            {"month": change.month, "levers": dict(change.levers), "sources": dict(change.sources)}
            for change in regime.changes
        ],
    }


def _regime_from_json(stored: Mapping[str, Any]) -> Regime:
    changes = tuple(
        Change(int(each["month"]), dict(each["levers"]), dict(each["sources"]))
        for each in stored["changes"]
    )
    return Regime(
        name=stored["name"],
        title=stored["title"],
        preset=stored["preset"],
        levers=dict(stored["levers"]),
        changes=changes,
        sources=dict(stored["sources"]),
    )
