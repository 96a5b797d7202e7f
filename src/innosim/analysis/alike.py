"""When two regimes are one and the same as they were run: then they differ in no replication, and that is no luck that an interval could tell of."""

from __future__ import annotations

from innosim.scenario.resolved import Regime, Scenario

_UNFELT = frozenset({"replications", "envelope_mdkk"})
"""Values that no replication feels: how many there are, and what levers were scaled to, which show it themselves."""


def levers_of(regime: Regime) -> object:
    """Return all that a regime is, whatever it is called: its levers, and their dated changes."""
    return dict(regime.levers), tuple((each.month, dict(each.levers)) for each in regime.changes)


def felt(scenario: Scenario) -> object:
    """Return all of a scenario that a replication feels, but its regimes."""
    values = {name: value for name, value in scenario.values.items() if name not in _UNFELT}
    return values, tuple(scenario.pressure), dict(scenario.start_up)
