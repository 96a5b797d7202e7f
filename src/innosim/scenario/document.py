"""One file (or one ``--set``) taken apart: each field checked against the catalogue, on its own.

What comes out is flat: the path of a field to its value and where it stands. So one file laid over
another is one dictionary laid over another, and any later complaint still knows its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from innosim.scenario.belonging import (
    CHANGE,
    LINE,
    REGIME,
    SECTION_NAMES,
    SELECTION,
    TOP_LEVEL,
    belongs,
)
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS, START_UP
from innosim.scenario.contrasts import CONTRASTS, check_contrasts
from innosim.scenario.danish import field_meant
from innosim.scenario.errors import Complaint, Problem, describe, short
from innosim.scenario.fields import (
    MOST_EFFECT,
    check_number,
    check_parameter,
    check_said,
    check_text,
)
from innosim.scenario.positions import KeyPath
from innosim.scenario.pressure import EARLIER, PRESSURE, check_pressure, check_share
from innosim.scenario.regime_table import check_changes, check_lever_field

SAID = frozenset({"title", "question"})
"""Fields that may be said in both languages."""

MOST_PROBLEMS = 100
"""A file with more problems is not a scenario with slips, and nobody reads on."""

MOST_REGIMES = 100


class Source(Protocol):
    """Where fields stand: a file, or the command line."""

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""


@dataclass(frozen=True)
class Entry:
    """A field's checked value and where it stands."""

    value: Any
    source: Source
    path: KeyPath

    def problem(self, what: str, right: str = "", inner: KeyPath = ()) -> Problem:
        """A problem with this field, or with a part of it."""
        return self.source.problem((*self.path, *inner), what, right)


@dataclass
class Document:
    """The fields of one source that are right, and all that is wrong with the others."""

    source: Source
    entries: dict[KeyPath, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    bad: set[KeyPath] = field(default_factory=set)

    def accept(self, path: KeyPath, value: object) -> None:
        """Keep a checked value, or note the complaint that came in its stead."""
        if isinstance(value, Complaint):
            self.refuse(path, value)
        else:
            self.entries[path] = Entry(value, self.source, path)

    def full(self) -> bool:
        """Whether so much is wrong that no more is looked at; says so once."""
        if len(self.problems) < MOST_PROBLEMS:
            return False
        what = f"the file has more than {MOST_PROBLEMS} problems, of which these are the first"
        said = self.source.problem((), what)
        if self.problems[-1] != said:
            self.problems.append(said)
        return True

    def refuse(self, path: KeyPath, complaint: Complaint, inner: KeyPath = ()) -> None:
        """Note what is wrong with a field, or with a part of it."""
        self.bad.add(path)
        self.problems.append(self.source.problem((*path, *inner), complaint.what, complaint.right))


def take_apart(data: dict[str, Any], source: Source) -> Document:
    """Check every field of a parsed file."""
    document = Document(source)
    for key, value in data.items():
        if document.full():
            break
        if key in TOP_LEVEL:
            check = check_said if key in SAID else check_text
            document.accept((key,), check(value, TOP_LEVEL[key]))
        elif key == CONTRASTS:
            document.accept((key,), check_contrasts(value))
        elif key == "regime":
            _regimes(document, value)
        elif key not in SECTION_NAMES:
            tables = key.startswith("regime") and isinstance(value, dict)
            right = "did you mean [regime.NAME]?" if tables else belongs(key)
            document.refuse((key,), Complaint("is not a field or section", right))
        elif not isinstance(value, dict):
            document.refuse((key,), _not_a_table(value, f"[{key}]"))
        else:
            for name, each in value.items():
                if document.full():
                    break
                _field(document, key, name, each)
    return document


def _field(document: Document, section: str, name: str, value: object) -> None:
    path: KeyPath = (section, name)
    parameter = PARAMETERS.get(name)
    if parameter is not None and parameter.section == section:
        is_share = name == EARLIER
        document.accept(path, check_share(value) if is_share else check_parameter(parameter, value))
    elif path == ("uncertainties", PRESSURE.name):
        _pressure(document, path, value)
    elif path == SELECTION:
        document.accept(path, _names(value))
    elif section == "metrics" and name in OUTCOMES:
        document.accept(path, check_number(value, 0.0, MOST_EFFECT, OUTCOMES[name].unit))
    else:
        document.refuse(path, Complaint("is not a field here", belongs(name, section)))


def _pressure(document: Document, path: KeyPath, value: object) -> None:
    checked = check_pressure(value)
    if not isinstance(checked, list):
        document.accept(path, checked)
        return
    for inner, complaint in checked:
        document.refuse(path, complaint, inner)


def _regimes(document: Document, value: object) -> None:
    if not isinstance(value, dict):
        document.refuse(("regime",), _not_a_table(value, "[regime.NAME]"))
        return
    if len(value) > MOST_REGIMES:
        what = f"has {len(value)} regimes"
        document.refuse(("regime",), Complaint(what, f"write at most {MOST_REGIMES}"))
        return
    for name, table in value.items():
        if document.full():
            return
        path: KeyPath = ("regime", name)
        if not is_name(name):
            what = "is not a name for a regime"
            right = "use 1 to 40 letters, digits, - and _"
            document.refuse(path, Complaint(what, right))
        elif name == START_UP:
            what = "is what the months before month 0 are called"
            document.refuse(path, Complaint(what, "choose another name"))
        elif not isinstance(table, dict):
            where = belongs(name) if name in LEVERS else ""
            document.refuse(path, Complaint(f"is {describe(table)}", where or "write a table"))
        else:
            document.entries[path] = Entry(None, document.source, path)
            for key, each in table.items():
                _regime_field(document, path, key, each)


def _regime_field(document: Document, regime: KeyPath, key: str, value: object) -> None:
    path = (*regime, key)
    if key in ("preset", "title"):
        document.accept(path, (check_said if key in SAID else check_text)(value, LINE))
    elif key == "sources":
        if not isinstance(value, dict):
            document.refuse(path, _not_a_table(value, "lever = source"))
            return
        for lever, text in value.items():
            known = lever in LEVERS
            near = field_meant(lever, LEVERS) or "name a lever"
            checked = check_text(text, LINE) if known else Complaint("is not a lever", near)
            document.accept((*path, lever), checked)
    elif key == CHANGE:
        changes, wrong = check_changes(value)
        for inner, complaint in wrong:
            document.refuse(path, complaint, inner)
        if not wrong:
            document.accept(path, changes)
    elif key in LEVERS:
        document.accept(path, check_lever_field(key, value))
    else:
        document.refuse(path, Complaint("is not a lever", belongs(key, REGIME)))


def _names(value: object) -> list[str] | Complaint:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        example = f'["{short(value, 40)}"]' if isinstance(value, str) else '["shaving", "framed"]'
        return Complaint("is not a list of names of regimes", f"write {example}")
    if len(set(value)) < len(value):
        return Complaint("names a regime twice", "name each once")
    return value


def is_name(name: str) -> bool:
    """Whether a regime may be called so."""
    return 1 <= len(name) <= 40 and all(c.isalnum() or c in "-_" for c in name)


def _not_a_table(value: object, right: str) -> Complaint:
    return Complaint(f"is {describe(value)}, not a table", f"write {right}")
