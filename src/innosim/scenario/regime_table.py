"""The levers of a regime, its dated changes, and presets: values with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innosim.scenario.belonging import CHANGE, LAST_MONTH
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.declare import Said, in_both
from innosim.scenario.danish import field_meant
from innosim.scenario.errors import Complaint, Problem, describe, did_you_mean
from innosim.scenario.fields import check_lever, check_number, check_said, check_text
from innosim.scenario.places import PRESETS, beside_or_installed, installed_folder, preset_names
from innosim.scenario.positions import KeyPath
from innosim.scenario.resolved import Change
from innosim.scenario.toml_file import TomlFile, read

ASSUMED = "assumed"
"""The source of a value that names none."""

AT_ZERO = "left at zero"
"""The source of a lever that neither preset nor regime names."""

Wrong = list[tuple[KeyPath, Complaint]]


@dataclass(frozen=True)
class Preset:
    """A way of governing innovation with a citation, or "assumed", for each lever."""

    name: str
    title: Said
    levers: dict[str, float]
    sources: dict[str, str]


def check_lever_field(name: str, value: object) -> float | Complaint:
    """The value of a lever, or what is wrong with it."""
    return check_lever(LEVERS[name], value)


def check_changes(value: object) -> tuple[tuple[Change, ...], Wrong]:
    """The dated changes in order of time, and all that is wrong with them."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        what = f"is {describe(value)}, not a list of tables"
        return (), [((), Complaint(what, "write [[regime.NAME.change]]"))]
    wrong: Wrong = []
    changes = [_change(table, at, wrong) for at, table in enumerate(value)]
    months = [change.month for change in changes]
    for at, month in enumerate(months):
        if month in months[:at] and not wrong:
            wrong.append(((at, "month"), Complaint(f"{month} comes twice", "join the two changes")))
    return tuple(sorted(changes, key=lambda change: change.month)), wrong


def after_the_end(changes: Iterable[Change], months: int) -> Iterator[tuple[Change, Complaint]]:
    """The changes that come when the run has ended, each with what is wrong with it."""
    for change in changes:
        if change.month >= months:
            what = f"is {change.month}, and the run ends with month {months - 1}"
            fits = f"a month of 1 to {months - 1}, or " if months > 1 else ""
            yield change, Complaint(what, f"write {fits}a longer run (run.months)")


def field_of(regime: str, change: Change) -> str:
    """The name of the field that dates a change."""
    return f"regime.{regime}.{CHANGE}[{change.written}].month"


def _change(table: dict[str, Any], at: int, wrong: Wrong) -> Change:
    month = check_number(table.get("month", ""), 1, LAST_MONTH, "months", whole=True)
    if "month" not in table:
        month = Complaint("is missing", "write month = 12 for a change after a year")
    if isinstance(month, Complaint):
        wrong.append(((at, "month"), month))
    rest = {key: value for key, value in table.items() if key not in ("month", "sources")}
    levers, sources = values_and_sources(
        rest, table.get("sources", {}), (at,), (at, "sources"), wrong
    )
    if not rest:
        wrong.append(((at,), Complaint("changes nothing", "name a lever and its new value")))
    return Change(month if isinstance(month, int) else 0, levers, sources, at)


def values_and_sources(
    levers: object, sources: object, levers_at: KeyPath, sources_at: KeyPath, wrong: Wrong
) -> tuple[dict[str, float], dict[str, str]]:
    """Values of levers and the source of each; what is wrong is added to ``wrong``."""
    values: dict[str, float] = {}
    texts: dict[str, str] = {}
    for table, at in ((levers, levers_at), (sources, sources_at)):
        if not isinstance(table, dict):
            wrong.append((at, Complaint(f"is {describe(table)}, not a table", "write a table")))
            continue
        for key, value in table.items():
            if key not in LEVERS:
                right = field_meant(key, LEVERS) or "innosim schema lists all levers"
                wrong.append(((*at, key), Complaint("is not a lever", right)))
                continue
            checked = check_lever_field(key, value) if table is levers else check_text(value, 200)
            if isinstance(checked, Complaint):
                wrong.append(((*at, key), checked))
            elif isinstance(checked, str):
                texts[key] = checked
            else:
                values[key] = checked
    return values, {key: texts.get(key, ASSUMED) for key in values}


def find_preset(name: str, folder: Path) -> Path | Complaint:
    """The preset's file: beside the scenario that names it, else among the installed."""
    path = None if set(name) & set("/\\") else beside_or_installed(f"{PRESETS}/{name}.toml", folder)
    if path is not None and path.is_file():
        return path
    names = preset_names(folder)
    titled = next((each for each in preset_names() if name.strip().casefold() in _titles(each)), "")
    near = f"did you mean {titled}?" if titled else did_you_mean(name, names)
    right = near or "the presets are " + ", ".join(names)
    return Complaint(f"is {describe(name)}, which is no preset", right)


def _titles(preset: str) -> tuple[str, ...]:
    """What an installed preset is called in each language, in small letters, without what tells it more closely."""
    found, _ = read_preset(installed_folder() / PRESETS / f"{preset}.toml")
    said = in_both(found.title)
    return tuple(re.split("[:(]", each)[0].strip().casefold() for each in (said.en, said.da))


def read_preset(path: Path) -> tuple[Preset, list[Problem]]:
    """A preset from its file, and all that is wrong with it."""
    file = read(path)
    wrong: Wrong = []
    known = ("title", "levers", "sources")
    for key in file.data:
        if key not in known:
            right = field_meant(key, known) or "a preset has a title, [levers] and [sources]"
            if key in LEVERS:
                right = "it is a lever and belongs in [levers]"
            wrong.append(((key,), Complaint("is not a field of a preset", right)))
    title = check_said(file.data.get("title", path.stem), 200)
    if isinstance(title, Complaint):
        wrong.append((("title",), title))
        title = path.stem
    levers, sources = values_and_sources(
        file.data.get("levers", {}), file.data.get("sources", {}), ("levers",), ("sources",), wrong
    )
    return Preset(path.stem, title, levers, sources), [*file.problems, *_problems(file, wrong)]


def _problems(file: TomlFile, wrong: Wrong) -> list[Problem]:
    return [file.problem(path, each.what, each.right) for path, each in wrong]
