"""Fields laid over a scenario that is loaded already, or was made in Python, each checked as a file's are; and overrides as a mapping."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from innosim.scenario.belonging import REGIME
from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.document import Document, take_apart
from innosim.scenario.errors import ArgumentError, Problem, ScenarioInvalidError, as_given, several
from innosim.scenario.fields import as_expected
from innosim.scenario.pressure import (
    EARLIER,
    PRESSURE,
    Pressure,
    in_shares,
    rule_of,
    yearly,
)
from innosim.scenario.reader import Override, take_overrides
from innosim.scenario.resolved import Regime, Scenario, WrittenPressure
from innosim.scenario.varying import Typed, Varied, as_toml, full_of, unknown_regimes

OVERRIDES = "overrides"
"""Stands where a file's name would, for what is laid over a scenario in Python."""

Overrides = str | Iterable[str] | Mapping[str, Any]
"""Fields as typed behind ``--set``, or full names with values: numbers as numbers."""

_MONTHS_A_YEAR = 12


def as_overrides(given: Overrides, option: str = OVERRIDES) -> list[Override]:
    """Return what is to be laid over a scenario, from texts or from a mapping.

    Raises:
        ArgumentError: a value of no kind that a file can hold.
    """
    if not isinstance(given, Mapping):
        return [Override(each, option) for each in several(given)]
    found = []
    for name, value in given.items():
        try:
            found.append(Override(f"{name}={as_toml(value)}", option))
        except ValueError:
            raise ArgumentError(
                f"{option} has {name} = {as_given(value)}; it takes numbers, True or False, texts, lists and tables."
            ) from None
    return found


@dataclass(frozen=True)
class Followers:
    """Levers that a file sets to what is expected, by the parameter that says what that is: known to who reads the file.

    ``regimes`` holds (regime, lever), ``changes`` (regime, place of the change, lever), ``start_up`` levers before month 0.
    """

    regimes: frozenset[tuple[str, str]] = frozenset()
    changes: frozenset[tuple[str, int, str]] = frozenset()
    start_up: frozenset[str] = frozenset()


def followers(one: Scenario, other: Scenario) -> Followers:
    """Return the levers that differ between two readings of a file that differ in what is expected alone."""
    return Followers(
        frozenset(
            (name, lever)
            for name, regime in one.regimes.items()
            for lever, value in regime.levers.items()
            if other.regimes[name].levers[lever] != value
        ),
        frozenset(
            (name, place, lever)
            for name, regime in one.regimes.items()
            for place, change in enumerate(regime.changes)
            for lever, value in change.levers.items()
            if other.regimes[name].changes[place].levers[lever] != value
        ),
        frozenset(lever for lever, value in one.start_up.items() if other.start_up[lever] != value),
    )


def laid_over(
    scenario: Scenario,
    given: Overrides,
    option: str = OVERRIDES,
    follow: Mapping[str, Followers] | None = None,
) -> Scenario:
    """Return the scenario with fields set: what hangs on them by the file alone, such as an amount of kroner, stays as it was reckoned.

    ``follow`` are the levers that go with a parameter, where that is known; else such a parameter is refused.

    Raises:
        ScenarioInvalidError: a field or a value that may not be; with every problem found.
    """
    documents = _checked(given, option)
    problems = [each for document in documents for each in document.problems]
    work = _Over(scenario, option, follow or {})
    for document in documents:
        for path, entry in document.entries.items():
            work.lay(tuple(map(str, path)), entry.value)
    problems += work.problems
    if problems:
        raise ScenarioInvalidError(dict.fromkeys(problems))
    return work.made()


def _checked(given: Overrides, option: str) -> list[Document]:
    """What is to be laid, field by field, as a file's fields are: those of a mapping as they are, others as typed."""
    if not isinstance(given, Mapping):
        return take_overrides(as_overrides(given, option))
    plain: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, value in given.items():
        parts = str(name).split(".")
        if len(parts) == 1 or isinstance(value, str | Mapping | list | tuple):
            others[name] = value
            continue
        table = plain
        for part in parts[:-1]:
            table = table.setdefault(part, {})
        table[parts[-1]] = value
    return [take_apart(plain, Typed(option)), *take_overrides(as_overrides(others, option))]


class _Over:
    """Fields being laid over a scenario: gathered, then put in force at once."""

    def __init__(self, scenario: Scenario, option: str, follow: Mapping[str, Followers]) -> None:
        self._scenario, self._option, self._follow = scenario, option, follow
        self._values: dict[str, Any] = {}
        self._levers: dict[str, dict[str, float]] = {}
        self._sesoi: dict[str, float] = {}
        self._pressure: Pressure | None = None
        self.problems: list[Problem] = []

    def lay(self, path: tuple[str, ...], value: Any) -> None:
        """Take one field, or note why it cannot be laid."""
        name = ".".join(path)
        if path[0] == REGIME and len(path) == 2:
            return  # the regime itself
        if path[0] == REGIME and len(path) == 3 and path[2] in LEVERS:
            strange = unknown_regimes([Varied(name, ())], self._scenario.regimes, Typed(self._option))  # fmt: skip
            self.problems += strange
            if not strange:
                self._levers.setdefault(path[1], {})[path[2]] = float(value)
        elif path == (PRESSURE.section, PRESSURE.name):
            self._pressure = value
        elif path[0] == "metrics":
            self._sesoi[path[1]] = float(value)
        elif path[-1] in PARAMETERS and len(path) == 2:
            self._value(path[-1], value)
        else:
            what = "cannot be laid over a scenario that is loaded already"
            self._refuse(name, what, "set it where the scenario is loaded, as innosim.load(FILE, overrides)")  # fmt: skip

    def _refuse(self, name: str, what: str, right: str) -> None:
        self.problems.append(Problem(self._option, None, name, what, right))

    def _value(self, name: str, value: Any) -> None:
        hang = [lever.name for lever in LEVERS.values() if lever.expected == name]
        if hang and name not in self._follow and value != self._scenario.values[name]:
            what = f"is what {hang[0]} may follow, which is known where the scenario is loaded"
            self._refuse(full_of(name), what, "set it there, as innosim.load(FILE, overrides)")
        self._values[name] = value

    def made(self) -> Scenario:
        """Return the scenario with all of it.

        Raises:
            ScenarioInvalidError: a pressure that is none over this horizon or of this budget.
        """
        found = self._scenario
        values = {**found.values, **self._values}
        if EARLIER in self._values:
            rule = {"kind": "constant", "value": self._values[EARLIER]}
            values[EARLIER] = float(self._in_shares(EARLIER, rule, values)["value"])
        years = math.ceil(int(values["months"]) / _MONTHS_A_YEAR)
        pressure, rule_ = found.pressure, rule_of(found.pressure_rule, found.pressure)
        if self._pressure is not None:
            rule_ = self._in_shares(PRESSURE.name, self._pressure, values)
            pressure = yearly(rule_, max(years, len(pressure)))
        elif "months" in self._values and years > len(pressure):
            if rule_ is None:
                what = f"is {values['months']}, and the pressure is known for {len(pressure)} years"
                right = "give the pressure too, or load the scenario from its file"
                raise ScenarioInvalidError([Problem(self._option, None, "run.months", what, right)])
            pressure = yearly(rule_, years)
        if "months" in self._values:
            pressure = pressure[:years]
        regimes, start_up = self._regimes(values)
        return replace(
            found,
            values=values,
            pressure=pressure,
            pressure_rule=None if rule_ is None else WrittenPressure(rule_),
            regimes=regimes,
            start_up=start_up,
            sesoi={**found.sesoi, **self._sesoi},
        )

    def _in_shares(self, name: str, said: Pressure, values: Mapping[str, Any]) -> Pressure:
        shares = in_shares(said, float(values["budget_mdkk"]))
        if isinstance(shares, list):
            what = [Problem(self._option, None, full_of(name), each.what, each.right) for each in shares]  # fmt: skip
            raise ScenarioInvalidError(what)
        return shares

    def _regimes(
        self, values: Mapping[str, Any]
    ) -> tuple[Mapping[str, Regime], Mapping[str, float]]:
        """The regimes and the levers before month 0: those that follow what is expected first, then what was set."""
        found = self._scenario
        for name in self._values:
            if name in self._follow:
                found = _followed(found, self._follow[name], float(values[name]))
        regimes = dict(found.regimes)
        for name, levers in self._levers.items():
            own = regimes[name]
            now = as_expected(levers, values)
            new = {lever: each for lever, each in now.items() if own.levers[lever] != each}
            if new:
                sources = {**own.sources, **dict.fromkeys(new, "assumed")}
                regimes[name] = replace(own, levers={**own.levers, **new}, sources=sources)
        return regimes, found.start_up


def _followed(scenario: Scenario, which: Followers, value: float) -> Scenario:
    """The scenario with levers that are as expected at what is expected now."""
    regimes = {
        name: replace(
            regime,
            levers={
                lever: value if (name, lever) in which.regimes else own
                for lever, own in regime.levers.items()
            },
            changes=tuple(
                replace(
                    change,
                    levers={
                        lever: value if (name, place, lever) in which.changes else own
                        for lever, own in change.levers.items()
                    },
                )
                for place, change in enumerate(regime.changes)
            ),
        )
        for name, regime in scenario.regimes.items()
    }
    start_up = {
        lever: value if lever in which.start_up else own for lever, own in scenario.start_up.items()
    }
    return replace(scenario, regimes=regimes, start_up=start_up)
