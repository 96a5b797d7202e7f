"""A scenario from anywhere, checked as a file is: one changed in Python, one whose numbers come from a sampler."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from innosim.scenario.belonging import LAST_MONTH
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS
from innosim.scenario.contrasts import unknown_in
from innosim.scenario.errors import Complaint, ScenarioInvalidError, as_given, instead, short
from innosim.scenario.fields import (
    MOST_EFFECT,
    RELATIONS,
    as_expected,
    check_lever,
    check_number,
    check_parameter,
)
from innosim.scenario.kinds import refuse_other_kinds
from innosim.scenario.numbers import number_of, whole_number
from innosim.scenario.pressure import PRESSURE, never_comes, rule_of, too_much
from innosim.scenario.regime_table import after_the_end, field_of
from innosim.scenario.resolved import Change, Regime, Scenario


def fit_to_run(scenario: Scenario) -> Scenario:
    """Return the scenario with its numbers as Python's own, where all of it may be run.

    Raises:
        ScenarioInvalidError: it may not; every fault is listed, as of a file.
    """
    refuse_other_kinds(scenario)
    values = {
        name: check_parameter(PARAMETERS[name], value)
        for name, value in scenario.values.items()
        if name in PARAMETERS
    }
    problems = [
        scenario.problem(field, _value(scenario, field), complaint.what, complaint.right)
        for field, complaint in (
            *_names(scenario.values, PARAMETERS, "parameter"),
            *_wrong(
                {f"{PARAMETERS[name].section}.{name}": value for name, value in values.items()}
            ),
            *_relations(scenario, values),
            *_pressure(scenario, values),
            *_smallest(scenario),
            *_known_levers("start_up", {"": scenario.start_up}),
            *(
                each
                for regime in scenario.regimes.values()
                for each in _regime(regime, _months(values))
            ),
            *_between(scenario),
        )
    ]
    if problems:
        raise ScenarioInvalidError(problems)
    return _as_own(scenario, values)


def _as_own(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """The scenario, in which nothing is wrong, with these values and all other numbers as Python's own, as of a file."""
    return replace(
        scenario,
        values=values,
        pressure=tuple(_float(each) for each in scenario.pressure),
        regimes={
            name: replace(
                regime,
                levers=_levers(regime.levers, values),
                changes=tuple(_change(change, values) for change in regime.changes),
            )
            for name, regime in scenario.regimes.items()
        },
        sesoi={name: _float(each) for name, each in scenario.sesoi.items()},
        start_up=_levers(scenario.start_up, values),
    )


def _change(change: Change, values: Mapping[str, Any]) -> Change:
    month = whole_number(change.month) or 0
    return replace(change, month=month, levers=_levers(change.levers, values))


def _levers(levers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, float]:
    checked = {name: _lever(name, value) for name, value in levers.items()}
    fit = {name: each for name, each in checked.items() if not isinstance(each, Complaint)}
    return as_expected(fit, values)


def _float(value: object) -> float:
    return float(number_of(value) or 0.0)


def _names(
    held: Iterable[str], known: Mapping[str, Any], kind: str
) -> Iterator[tuple[str, Complaint]]:
    held = set(held)
    for name in sorted(held - set(known), key=str):
        yield short(str(name)), Complaint(f"is no {kind}", instead(str(name), known))
    for name in sorted(set(known) - held):
        yield name, Complaint(f"is a {kind} it lacks", "give it a value")


def _wrong(answers: Mapping[str, object]) -> Iterator[tuple[str, Complaint]]:
    return ((name, each) for name, each in answers.items() if isinstance(each, Complaint))


def _value(scenario: Scenario, field: str) -> object:
    """The value that a field has now, by the name under which it stands in a file; None of what is no field."""
    if field == f"{PRESSURE.section}.{PRESSURE.name}":
        return rule_of(scenario.pressure_rule, scenario.pressure)
    for regime in scenario.regimes.values():
        for change in regime.changes:
            if field == field_of(regime.name, change):
                return change.month
    return scenario.values.get(field.rpartition(".")[2])


def _relations(scenario: Scenario, values: Mapping[str, Any]) -> Iterator[tuple[str, Complaint]]:
    """Relations that are broken, each by the last of its fields that is as the file says, else by its last."""
    for relation in RELATIONS:
        taken = [values.get(name) for name in relation.names]
        if any(value is None or isinstance(value, Complaint) for value in taken):
            continue  # said already
        complaint = relation.complaint(*taken)
        if complaint is not None:
            fields = [f"{PARAMETERS[name].section}.{name}" for name in relation.names]
            written = [f for f in fields if scenario.wrote(f, _value(scenario, f))]
            yield (written or fields)[-1], complaint


def _pressure(scenario: Scenario, values: Mapping[str, Any]) -> Iterator[tuple[str, Complaint]]:
    name = f"{PRESSURE.section}.{PRESSURE.name}"
    years = math.ceil(_months(values) / 12)
    if len(scenario.pressure) < years:
        there = len(scenario.pressure)
        what = f"has {there} year{'s' * (there != 1)}, and the run {years}"
        yield name, Complaint(what, "give one share a year, or change months with months=")
    shares = [check_number(each, *PRESSURE.limits, "share") for each in scenario.pressure]
    yield from _wrong({f"{name}[{year}]": each for year, each in enumerate(shares)})
    known = tuple(each for each in shares if not isinstance(each, Complaint))
    together = too_much(known)
    rule = rule_of(scenario.pressure_rule, known)
    if together is None and rule is not None:
        together = never_comes(rule, years)
    if together is not None:
        yield name, together


def _smallest(scenario: Scenario) -> Iterator[tuple[str, Complaint]]:
    for name, size in scenario.sesoi.items():
        if name not in OUTCOMES:
            yield f"metrics.{name}", Complaint("is no metric", instead(name, OUTCOMES))
            continue
        yield from _wrong(
            {f"metrics.{name}": check_number(size, 0.0, MOST_EFFECT, OUTCOMES[name].unit)}
        )


def _regime(regime: Regime, months: int) -> Iterator[tuple[str, Complaint]]:
    where = f"regime.{regime.name}"
    dated_levers = {f".change{n}": each.levers for n, each in enumerate(regime.changes)}
    yield from _known_levers(where, {"": regime.levers, **dated_levers})
    dated = {
        field_of(regime.name, change): check_number(
            change.month, 1, LAST_MONTH, "months", whole=True
        )
        for change in regime.changes
    }
    yield from _wrong(dated)
    if not any(isinstance(month, Complaint) for month in dated.values()):
        for change, late in after_the_end(regime.changes, months):
            yield field_of(regime.name, change), late


def _known_levers(
    where: str, held: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Complaint]]:
    """What is wrong with levers: those in force from the first, under "", are all there; a change brings some."""
    for at, levers in held.items():
        for name, complaint in _names(levers, LEVERS, "lever"):
            if not at or name not in LEVERS:
                yield f"{where}{at}.{name}", complaint
        known = {name: value for name, value in levers.items() if name in LEVERS}
        yield from _wrong(
            {f"{where}{at}.{name}": _lever(name, value) for name, value in known.items()}
        )


def _lever(name: str, value: object) -> float | Complaint:
    """The answer on a resolved lever, in which yes and no are 1 and 0."""
    lever = LEVERS[name]
    number = number_of(value)
    resolved = bool(number) if lever.kind == "yes/no" and number in (0, 1) else value
    return check_lever(lever, resolved)


def _between(scenario: Scenario) -> Iterator[tuple[str, Complaint]]:
    if not scenario.regimes:
        yield "regime", Complaint("is not there", "give at least one")
    elif scenario.baseline not in scenario.regimes:
        what = f"is {scenario.baseline}, which is not a regime"
        yield "baseline", Complaint(what, instead(scenario.baseline, scenario.regimes))
    for name, regime in scenario.regimes.items():
        if regime.name != name:  # names are how regimes are told apart, in every table
            what = f"is the place of a regime that is named {as_given(regime.name)}"
            yield (
                f"regime.{short(str(name))}",
                Complaint(what, f"name it {as_given(name)}, or give it that place"),
            )
    missing = unknown_in(scenario.contrasts, tuple(scenario.regimes))
    if missing:
        yield (
            "contrasts",
            Complaint(
                f"names {missing}, which is not a regime", instead(missing, scenario.regimes)
            ),
        )


def _months(values: Mapping[str, Any]) -> int:
    months = values.get("months", 0)
    return 0 if isinstance(months, Complaint) else int(months)
