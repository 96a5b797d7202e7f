"""A scenario, resolved: every parameter, every regime, every lever has its value; as JSON and back, exactly."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS, Text
from innosim.scenario.catalogue.declare import Said
from innosim.scenario.errors import ArgumentError, Problem, ScenarioInvalidError, as_given, short
from innosim.scenario.held import hold
from innosim.scenario.numbers import number_of


class WrittenPressure(dict[str, Any]):
    """A pressure as a file says it; one that Python gives is a share for each year, and no rule."""


@dataclass(frozen=True)
class Change:
    """Levers that take a new value from ``month`` (months from the start) on; ``written`` is its place in the list of its regime."""

    month: int
    levers: Mapping[str, float]
    sources: Mapping[str, str]
    written: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        """Let nobody write into it."""
        hold(self, ("levers", "sources"))


@dataclass(frozen=True)
class Regime:
    """A way of governing innovation: a setting of all levers, with dated changes [N §3.3]."""

    name: str
    title: Said
    preset: str | None
    levers: Mapping[str, float]
    changes: tuple[Change, ...]
    sources: Mapping[str, str]

    def __post_init__(self) -> None:
        """Let nobody write into it."""
        hold(self, ("levers", "sources"))


@dataclass(frozen=True)
class Given:
    """Where a field was given a value: a file and a line of it, or an option of the command line."""

    file: str
    line: int | None
    value: Any


@dataclass(frozen=True)
class Scenario:
    """All that decides a run, apart from chance.

    ``values`` holds every parameter of the catalogue by its (unique) name; ``pressure`` the share of B
    asked for each January, one entry a year of the horizon. ``start_up`` are the levers in force before
    month 0, where the run has such months. ``asked`` is how it was asked for: the installed scenario's name or
    the file's, and the fields set over it; it decides nothing, and ``as_asked`` tells whether it still is so. ``sesoi`` holds the smallest effects of interest that were
    given, in each metric's own unit; `effects` are all of them. ``contrasts`` are what is asked: two regimes and a
    metric each. ``pressure_rule`` is the pressure as the file says it, from which it follows over any horizon; a stored scenario has none.
    ``places`` says where a field got its value, for what turns out to be wrong with it later on.
    """

    name: str
    title: Said
    question: Said
    baseline: str
    values: Mapping[str, bool | int | float | str]
    pressure: tuple[float, ...]
    regimes: Mapping[str, Regime]
    sesoi: Mapping[str, float]
    start_up: Mapping[str, float]
    contrasts: tuple[tuple[str, str, str], ...] = ()
    asked: tuple[str, ...] = field(default=(), compare=False)
    as_asked: str = field(default="", compare=False, repr=False)
    pressure_rule: Mapping[str, Any] | None = field(default=None, compare=False)
    places: Mapping[str, Given] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Let nobody write into it."""
        hold(self, ("values", "regimes", "sesoi", "start_up", "places"))
        given: Any = self.pressure
        if isinstance(given, list) or getattr(given, "ndim", 0) == 1:  # an array, a Series
            object.__setattr__(self, "pressure", tuple(given))

    @property
    def effects(self) -> dict[str, float]:
        """The smallest effect of interest of each outcome that has one: the one given, else what is usual in a town of these values."""
        return {**usual_effects(self.values), **self.sesoi}

    def wrote(self, name: str, value: object) -> bool:
        """Whether a field has this ``value`` from a place that is known, and nobody has changed it since."""
        place = self.places.get(_text("name", name))
        if place is None or isinstance(value, str):
            return place is not None and place.value == value
        number = number_of(value)
        try:
            return bool(place.value == (value if number is None else number))
        except (TypeError, ValueError):  # of an array, or NA, nobody can say whether it is equal
            return False

    def problem(self, name: str, value: object, what: str, right: str = "") -> Problem:
        """A problem with the ``value`` of a field, where it was given if that is known."""
        if not self.wrote(name, value):
            return Problem(self.name, None, name, _text("what", what), _text("right", right))
        place = self.places[name]
        return Problem(place.file, place.line, name, _text("what", what), _text("right", right))


def _text(argument: str, given: object) -> str:
    """Return a text as it is.

    Raises:
        ArgumentError: it is none. (`arguments.argued` says the same, but is built on scenarios.)
    """
    if not isinstance(given, str):
        raise ArgumentError(f"{argument} is {as_given(given)}; it takes a text.")
    return given


Json = dict[str, Any]


ORDINARY, EXTREME = "routine", "shaving"
"""Names of the regime of an ordinary town and of the extreme reference, cuts alone: what others are compared with."""


def usual_baseline(regimes: Sequence[str], named: str = "") -> str:
    """What ``regimes`` are compared with: ``named`` where it is one of them, else an ordinary town, else cuts alone, else the first."""
    return next((name for name in (named, ORDINARY, EXTREME) if name in regimes), regimes[0])


def usual_effects(values: Mapping[str, Any]) -> dict[str, float]:
    """The smallest effect of interest of each outcome that has one, in its own unit, in the town of these values."""
    return {
        name: metric.sesoi.of(values)
        for name, metric in OUTCOMES.items()
        if metric.sesoi is not None
    }


def resolved_to_json(scenario: Scenario) -> Json:
    """The scenario as plain dictionaries, lists, text and numbers, regimes in their order."""
    return {
        "name": scenario.name,
        "title": said_to_json(scenario.title),
        "question": said_to_json(scenario.question),
        "baseline": scenario.baseline,
        "values": dict(scenario.values),
        "pressure": list(scenario.pressure),
        "regimes": [_regime_to_json(regime) for regime in scenario.regimes.values()],
        "sesoi": dict(scenario.sesoi),
        "start_up": dict(scenario.start_up),
        "contrasts": [list(each) for each in scenario.contrasts],
    }


def scenario_from_json(stored: Mapping[str, Any], file: str = "the manifest") -> Scenario:
    """The scenario as it was stored; refuses one of another catalogue, naming what differs."""
    try:
        regimes = [_regime_from_json(each) for each in stored["regimes"]]
        scenario = Scenario(
            name=stored["name"],
            title=_said(stored["title"]),
            question=_said(stored["question"]),
            baseline=stored["baseline"],
            values=dict(stored["values"]),
            pressure=tuple(map(float, stored["pressure"])),
            regimes={regime.name: regime for regime in regimes},
            sesoi={name: float(value) for name, value in stored["sesoi"].items()},
            start_up={name: float(value) for name, value in stored["start_up"].items()},
            contrasts=tuple((one, other, metric) for one, other, metric in stored["contrasts"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"does not hold a whole scenario ({short(str(error))})"
        raise ScenarioInvalidError([Problem(file, None, "it", what, "run it again")]) from None
    _check_names(scenario, file)
    return scenario


def _check_names(scenario: Scenario, file: str) -> None:
    problems = _difference(set(scenario.values), set(PARAMETERS), "parameter", file)
    for levers in (scenario.start_up, *(regime.levers for regime in scenario.regimes.values())):
        problems += _difference(set(levers), set(LEVERS), "lever", file)
    if problems:
        raise ScenarioInvalidError(dict.fromkeys(problems))


def _difference(there: set[str], known: set[str], kind: str, file: str) -> list[Problem]:
    right = "it was made by another version of innosim: install that one, or run it again"
    lacking = [Problem(file, None, n, f"is a {kind} it lacks", right) for n in known - there]
    unknown = [
        Problem(file, None, short(n), f"is a {kind} not known here", right) for n in there - known
    ]
    return sorted(lacking + unknown, key=lambda problem: problem.field)


def said_to_json(said: Said) -> Json | str:
    """What a file calls something, as it may stand in one: a text, or a table of the two languages."""
    return said if isinstance(said, str) else asdict(said)


def _said(stored: object) -> Said:
    return Text(**stored) if isinstance(stored, dict) else str(stored)


ScenarioLike: TypeAlias = Scenario | str | os.PathLike[str]
"""A resolved scenario, the path of a scenario file, or the name of an installed scenario."""


def _regime_to_json(regime: Regime) -> Json:
    return {
        "name": regime.name,
        "title": said_to_json(regime.title),
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
        title=_said(stored["title"]),
        preset=stored["preset"],
        levers=dict(stored["levers"]),
        changes=changes,
        sources=dict(stored["sources"]),
    )
