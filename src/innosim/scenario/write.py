"""Scenario files written: a new one to start from, and a resolved one shown in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Item, Table

from innosim.scenario.belonging import CHANGE
from innosim.scenario.catalogue import HEADLINES, LEVERS, OUTCOMES, SECTIONS
from innosim.scenario.catalogue.declare import Parameter, Said, Section, Text, Value
from innosim.scenario.contrasts import CONTRASTS
from innosim.scenario.fields import AS_EXPECTED, EXPECTED, plain_number
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.resolved import Change, Regime, Scenario
from innosim.scenario.schema import SCHEMA_FILE

_SECTION_WORDS: dict[Section, str] = {
    "municipality": "facts of the town",
    "uncertainties": "the world outside",
    "relationships": "constants of the mechanisms",
    "switches": "mechanisms on or off",
    "run": "how it is run",
}


def new(name: str, base: Scenario, extends: str) -> str:
    """The text of a new scenario that builds on ``base``, found in the file ``extends``.

    It changes nothing yet. What may be changed stands in it with the base's values: facts of the town and what is uncertain in comments,
    since what is not named follows the base; regimes as they are, every lever with its meaning, unit and range.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(f"SCHEMA ./{SCHEMA_FILE}"))
    document.add("title", tomlkit.item(name))
    document.add("question", _said(base.question or _ASK))
    document.add("extends", tomlkit.item(extends))
    document.add(tomlkit.nl())
    document.add(tomlkit.comment("Remove the # before a line to change it; all else is as in"))
    document.add(tomlkit.comment(f"{extends}. `innosim show` prints every field that may be set."))
    for section in ("municipality", "uncertainties"):
        table = tomlkit.table()
        for line in _LOOK_UP if section == "municipality" else ():
            table.add(tomlkit.comment(line))
        if section == "uncertainties":
            table.add(tomlkit.comment(_pressure_line(base)))
            table.add(tomlkit.comment('an amount will do as well: pressure = "25 mDKK"'))
        for parameter in SECTIONS[section]:
            table.add(tomlkit.comment(_line(parameter, base.values[parameter.name])))
        document.add(section, table)
    document.add("metrics", _smallest(base))
    document.add("run", _run(base))
    document.add(
        tomlkit.comment(
            "A regime is its preset, and then its own levers: without a line here one is as in the preset."
        )
    )
    document.add(tomlkit.nl())
    _add_regimes(document, _as_written(base), sources=False, ranges=True)
    return tomlkit.dumps(document).replace("# SCHEMA ", "#:schema ", 1)


_LOOK_UP = (
    "Look up for your own town: inhabitants at Statistics Denmark; employees, their full-time share and",
    "wages at Kommunernes og Regionernes Løndatakontor; the operating budget (service spending, not",
    "transfers) and the seats of the council in the municipality's own budget and minutes. What belongs",
    "together is changed together: population, staff, units and budget_mdkk.",
)
"""Where the facts of a town stand."""


def _smallest(base: Scenario) -> Table:
    """The smallest effects of the headline metrics, in comments: without a line here they follow the town's size."""
    table = tomlkit.table()
    table.add(
        tomlkit.comment(
            "The smallest difference that matters to you; without a line it follows the town's size."
        )
    )
    for name in HEADLINES:
        value = tomlkit.item(base.effects[name]).as_string()
        table.add(
            tomlkit.comment(
                f"{name} = {value}  # {OUTCOMES[name].unit}: {OUTCOMES[name].meaning.en}"
            )
        )
    return table


def _run(base: Scenario) -> Table:
    """How it is run: which regimes, in comments, and all else as the base has it."""
    table = tomlkit.table()
    kept = tomlkit.item(list(base.regimes)).as_string()
    table.add(tomlkit.comment(f"regimes = {kept}  # only these, in this order"))
    for parameter in SECTIONS["run"]:
        table.add(tomlkit.comment(_line(parameter, base.values[parameter.name])))
    return table


def show(scenario: Scenario, *, sources: bool = False) -> str:
    """The resolved scenario as a scenario file of its own, each number with its unit.

    With ``sources`` also where each number comes from; that text loads as the same scenario.
    """
    document = tomlkit.document()
    document.add("title", _said(scenario.title))
    if scenario.question:
        document.add("question", _said(scenario.question))
    document.add("baseline", tomlkit.item(scenario.baseline))
    if scenario.contrasts:
        asked = [f"{one} - {other} on {metric}" for one, other, metric in scenario.contrasts]
        document.add(CONTRASTS, tomlkit.item(asked))
    for section, parameters in SECTIONS.items():
        table = tomlkit.table()
        table.comment(_SECTION_WORDS[section])
        if section == PRESSURE.section:
            table.add(PRESSURE.name, _pressure(scenario))
        for parameter in parameters:
            value = tomlkit.item(scenario.values[parameter.name])
            value.comment(_comment(parameter, sources=sources))
            table.add(parameter.name, value)
        document.add(section, table)
    document.add("metrics", _metrics(scenario))
    _add_regimes(document, scenario.regimes, sources=sources)
    return tomlkit.dumps(document)


_ASK = Text("What do you want to know?", "Hvad vil du vide?")


def _said(said: Said) -> Item:
    """A text, or an inline table of the two languages."""
    if isinstance(said, str):
        return tomlkit.item(said)
    both = tomlkit.inline_table()
    both.update(asdict(said))
    return both


def _comment(parameter: Parameter, *, sources: bool) -> str:
    words = f"{parameter.unit}: {parameter.meaning.en}"
    if not sources:
        return words
    how = f" ({parameter.how})" if parameter.how else ""
    return f"{words} | {parameter.source}{how}"


def _line(parameter: Parameter, value: Value) -> str:
    shown = tomlkit.item(value).as_string()
    return f"{parameter.name} = {shown}  # {parameter.unit}: {parameter.meaning.en}"


def _pressure_line(scenario: Scenario) -> str:
    shares = set(scenario.pressure)
    value = f"{scenario.pressure[0]!r}" if len(shares) == 1 else _pressure(scenario).as_string()
    return f"{PRESSURE.name} = {value}  # {PRESSURE.meaning.en}"


def _pressure(scenario: Scenario) -> Item:
    series = tomlkit.inline_table()
    series.update({"kind": "series", "values": list(scenario.pressure)})
    return series


def _metrics(scenario: Scenario) -> Table:
    table = tomlkit.table()
    table.comment("smallest differences that matter; those in comments follow the town's size")
    for name, smallest in scenario.effects.items():
        value, words = tomlkit.item(smallest), f"{OUTCOMES[name].unit}: {OUTCOMES[name].meaning.en}"
        if name in scenario.sesoi:
            table.add(name, value.comment(words))
        else:
            table.add(tomlkit.comment(f"{name} = {value.as_string()}  # {words}"))
    return table


def _add_regimes(
    document: TOMLDocument, regimes: Mapping[str, Regime], *, sources: bool, ranges: bool = False
) -> None:
    """Add a table a regime; with ``ranges`` each lever's least and most stand beside it, and later changes stay with the base."""
    tables = tomlkit.table(is_super_table=True)
    for name, regime in regimes.items():
        table = tomlkit.table()
        if regime.preset is not None:
            table.add("preset", tomlkit.item(regime.preset))
        table.add("title", _said(regime.title))
        _add_levers(table, regime.levers, ranges=ranges)
        if sources:
            table.add("sources", _sources(regime.sources))
        if regime.changes and not ranges:
            table.add(CHANGE, _changes(regime.changes, sources=sources))
        tables.add(name, table)
    document.add("regime", tables)


def _add_levers(table: Table, levers: Mapping[str, float], *, ranges: bool = False) -> None:
    for name, value in levers.items():
        item = tomlkit.item(_typed(name, value))
        lever = LEVERS[name]
        limits = f", {plain_number(lever.low)} to {plain_number(lever.high)}"
        range_ = limits if ranges and lever.kind != "yes/no" else ""
        item.comment(f"{lever.unit}{range_}: {lever.meaning.en}")
        table.add(name, item)


def _sources(sources: Mapping[str, str]) -> Table:
    table = tomlkit.table()
    table.update(dict(sources))
    return table


def _changes(changes: tuple[Change, ...], *, sources: bool) -> Item:
    tables = tomlkit.aot()
    for change in changes:
        table = tomlkit.table()
        table.add("month", change.month)
        _add_levers(table, change.levers)
        if sources:
            table.add("sources", _sources(change.sources))
        tables.append(table)
    return tables


def _as_written(base: Scenario) -> dict[str, Regime]:
    """The regimes, with what is as much as is expected written so, as it then follows what is expected."""
    return {
        name: replace(
            regime,
            levers={
                lever: AS_EXPECTED
                if LEVERS[lever].expected and value == base.values[LEVERS[lever].expected]
                else value
                for lever, value in regime.levers.items()
            },
        )
        for name, regime in base.regimes.items()
    }


def _typed(name: str, value: float) -> bool | int | float | str:
    """A lever's value as a scenario file writes it."""
    kind = LEVERS[name].kind
    if value == AS_EXPECTED and LEVERS[name].expected:
        return EXPECTED
    if kind == "yes/no":
        return bool(value)
    return int(value) if kind == "whole" else value
