"""How a scenario was asked for, while it still is what that gives."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from innosim.scenario.pressure import rule_of
from innosim.scenario.resolved import Scenario, resolved_to_json

_APART = ("name", "title", "question")
"""What a scenario is called decides nothing."""

_RUN = ("replications", "months", "seed")
"""What is said beside how it was asked for, as options of a command."""


def as_loaded(scenario: Scenario, asked: tuple[str, ...]) -> Scenario:
    """Return a scenario fresh from its file that knows how it was asked for."""
    noted = replace(scenario, asked=asked)
    return replace(noted, as_asked=_digest(noted))


def how_asked(scenario: Scenario) -> tuple[str, ...]:
    """Return how it was asked for; nothing of one that was made or changed in Python since."""
    return scenario.asked if scenario.as_asked == _digest(scenario) else ()


def _digest(scenario: Scenario) -> str:
    """Return a hash of all that decides a run, but for the values of the run and its horizon."""
    whole = {key: each for key, each in resolved_to_json(scenario).items() if key not in _APART}
    whole["values"] = {name: v for name, v in scenario.values.items() if name not in _RUN}
    rule = rule_of(scenario.pressure_rule, scenario.pressure)
    if rule is not None:
        whole["pressure"] = dict(rule)
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()
