"""From a scenario file to a Scenario, or to every sentence on why not.

How files lie over one another: a file that ``extends`` another keeps all of its fields and replaces
those it names itself, field by field; in a regime lever by lever. A pressure and a regime's list of
dated changes are each one field. Regimes of the base stay, new ones come after them; ``regimes`` under
``[run]`` keeps only those it names, in its order, and what it leaves out is gone for files that extend
this one. A regime is its preset, then its own levers, then its dated changes; levers that none of
these names are zero. A field set on the command line is the last to be laid.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innosim.scenario.asked import as_loaded
from innosim.scenario.belonging import STUDY, full_name, section_of
from innosim.scenario.document import Document, take_apart
from innosim.scenario.errors import (
    SET,
    Complaint,
    Problem,
    ScenarioError,
    ScenarioInvalidError,
    ScenarioUnreadableError,
    nearest_file,
    several,
    short,
)
from innosim.scenario.not_toml import Hint, hint
from innosim.scenario.numerals import Written
from innosim.scenario.places import beside_or_installed, called, find, installed_files
from innosim.scenario.positions import KeyPath, field_name
from innosim.scenario.resolve import Layers, resolve
from innosim.scenario.resolved import Scenario
from innosim.scenario.toml_file import TomlFile, read

LONGEST_CHAIN = 20
"""Most files that may extend one another."""


def load(
    path_or_name: str | os.PathLike[str], overrides: str | Iterable[str | Override] = ()
) -> Scenario:
    """Read a scenario from a file, or an installed one by its name.

    ``overrides`` are fields set as on the command line, such as ``"uncertainties.pressure=0.02"``.
    Raises a ScenarioError that holds every problem found.
    """
    path, laid = find(path_or_name), [_override(each) for each in several(overrides)]
    chain = _Chain()
    chain.follow(path)
    if STUDY in chain.files[0].data:
        what, right = "makes this a study, which is no scenario", "run it with innosim sweep"
        raise ScenarioInvalidError([chain.files[0].problem((STUDY,), what, right)])
    layers = Layers(problems=chain.problems, whole=chain.whole)
    for document in reversed(chain.documents):
        layers.lay(document)
    for override in take_overrides(laid):
        layers.lay_override(override)
    if any(file.problems for file in chain.files):
        raise ScenarioUnreadableError(_in_order(layers.problems, chain.files))
    scenario = resolve(layers, path.stem, chain.files[0].shown)
    if scenario is None:
        raise ScenarioInvalidError(_in_order(layers.problems, chain.files))
    return as_loaded(scenario, (called(path), *(each.typed for each in laid)))


@dataclass
class _Chain:
    """A file, the one it extends, and so on; ``whole`` unless one of them could not be had."""

    files: list[TomlFile] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def follow(self, path: Path) -> None:
        """Read the file and all it builds on; the first must be readable."""
        following: Path | None = path
        while following is not None:
            try:
                file = read(following)
            except ScenarioError as error:
                if not self.files:
                    raise
                self.problems += error.problems
                self.whole = False
                return
            self.files.append(file)
            self.problems += file.problems
            self.documents.append(take_apart(file.data, file))
            following = self._next(self.documents[-1])

    def _next(self, document: Document) -> Path | None:
        entry = document.entries.pop(("extends",), None)
        if entry is None:
            self.whole = self.whole and ("extends",) not in document.bad
            return None
        path = extended(str(entry.value), self.files[-1].path.parent)
        complaint = path if isinstance(path, Complaint) else self._repeats(path)
        if complaint is not None:
            self.problems.append(entry.problem(complaint.what, complaint.right))
            self.whole = False
            return None
        return path if isinstance(path, Path) else None

    def _repeats(self, path: Path) -> Complaint | None:
        """What is wrong with reading this file next, if anything."""
        read_already = [file.path.resolve() for file in self.files]
        if path.resolve() in read_already:
            start = read_already.index(path.resolve())
            circle = [file.path.name for file in self.files[start:]] + [path.name]
            what = "goes in a circle: " + " -> ".join(circle)
            return Complaint(short(what, 200), "let one of them extend nothing")
        if len(self.files) == LONGEST_CHAIN:
            what = f"makes a chain of more than {LONGEST_CHAIN} files"
            return Complaint(what, "shorten it")
        return None


def extended(wanted: str, folder: Path) -> Path | Complaint:
    """The file that ``wanted`` names from ``folder``, if it may be read."""
    names = [wanted] if wanted.endswith(".toml") else [wanted, f"{wanted}.toml"]
    found = [beside_or_installed(name, folder) for name in names]
    if found[0] is None:
        what = f"names {short(wanted)}, outside the scenario's folder and the installed scenarios"
        return Complaint(what, "name a file beside this one, or an installed scenario")
    path = next((each for each in found if each is not None and each.exists()), None)
    if path is not None:
        return path
    known = [*(each.name for each in folder.glob("*.toml")), *installed_files()]
    what = f"names {short(wanted)}, which is neither beside this file nor installed"
    near = nearest_file(wanted, known)
    return Complaint(what, f"did you mean {near}?" if near else "name a file that is there")


def _in_order(problems: list[Problem], files: list[TomlFile]) -> list[Problem]:
    """Each problem once, the file that was asked for first, in order of lines.

    Of a field whose line is not TOML nothing more is said: it is not missing, and its value was not read.
    """
    unread = [problem for file in files for problem in file.problems if problem.field]
    places = {(each.file, each.line, each.field) for each in unread}
    unique = [
        each
        for each in dict.fromkeys(problems)
        if each in unread or (each.file, each.line, each.field) not in places
    ]
    names = list(dict.fromkeys([*(file.shown for file in files), *(p.file for p in unique)]))
    return sorted(unique, key=lambda problem: (names.index(problem.file), problem.line or 0))


_EXAMPLE = "write section.field=value, such as uncertainties.pressure=0.02"


@dataclass(frozen=True)
class Override:
    """One ``--set``, as it was typed, or what another ``option`` of the command line sets."""

    typed: str
    option: str = SET

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""
        return Problem(self.option, None, short(field_name(path)), what, right)


def _override(given: str | Override) -> Override:
    return given if isinstance(given, Override) else Override(given)


def take_overrides(overrides: Iterable[Override]) -> list[Document]:
    """Check each override as if it were a file of one line."""
    return [_document(override) for override in overrides]


def _document(override: Override) -> Document:
    data = _data(override.typed)
    if not data:
        document = Document(override)
        document.problems.append(
            Problem(override.option, None, "", f"{short(override.typed)!r} sets no field", _EXAMPLE)
        )
        return document
    if "extends" in data:
        document = Document(override)
        what, right = "cannot be set here", "write it in a file"
        document.problems.append(override.problem(("extends",), what, right))
        return document
    wrong = _not_closed_or_quoted(override.typed)
    if wrong is not None:
        document = Document(override)
        document.problems.append(Problem(override.option, None, *wrong))
        return document
    bare = next(iter(data), "")
    section = section_of(bare)
    document = take_apart({section: data} if section else data, override)
    if document.bad == {(bare,)} and full_name(bare):
        what, right = "needs its section here", f"write {full_name(bare)}=VALUE"
        document.problems = [override.problem((bare,), what, right)]
    return document


def _data(typed: str) -> dict[str, Any] | None:
    """The field and its value as TOML, or with the value as text where it is not TOML."""
    key, equals, value = typed.partition("=")
    if not equals or "\n" in typed or key.count(".") > 5 or value.count("[") > 50:
        return None
    # a name in Danish, to be told the right one
    if not key.isascii() and re.fullmatch(r"[\w .-]+", key):
        key = ".".join(f'"{part.strip()}"' for part in key.split("."))
    for text in (value, json.dumps(value.strip(), ensure_ascii=False)):
        try:
            return tomllib.loads(f"{key} = {text}", parse_float=Written)
        except ValueError:
            continue
    return None


def _not_closed_or_quoted(typed: str) -> Hint | None:
    """What is wrong with a list or a table that is not TOML, as whose text it would make no sense; None of all else."""
    key, _, value = typed.partition("=")
    if not value.strip().startswith(("[", "{")):
        return None
    line = f"{key.strip()} = {value.strip()}"
    try:
        tomllib.loads(line)
    except ValueError as error:
        return hint(line, "", str(error))
    return None
