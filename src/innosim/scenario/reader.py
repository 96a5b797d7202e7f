"""From a scenario file to a Scenario, or to every sentence on why not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from innosim.scenario.document import Document, take_apart
from innosim.scenario.errors import (
    Problem,
    ScenarioError,
    ScenarioInvalid,
    ScenarioUnreadable,
    did_you_mean,
)
from innosim.scenario.overrides import take_overrides
from innosim.scenario.places import beside_or_installed, find, installed_names
from innosim.scenario.resolve import Layers, resolve
from innosim.scenario.resolved import Scenario
from innosim.scenario.toml_file import TomlFile, read, short

LONGEST_CHAIN = 20
"""Most files that may extend one another."""


def load(path_or_name: str | os.PathLike[str], overrides: Iterable[str] = ()) -> Scenario:
    """Read a scenario from a file, or an installed one by its name.

    ``overrides`` are fields set as on the command line, such as ``"uncertainties.pressure=0.02"``.
    Raises a ScenarioError that holds every problem found.
    """
    path = find(path_or_name)
    layers = Layers()
    unreadable = False
    documents = _chain(path, layers.problems)
    for file, document in reversed(documents):
        layers.lay(document)
        layers.problems += file.problems
        unreadable = unreadable or bool(file.problems)
    for override in take_overrides(overrides):
        layers.lay_override(override)
    scenario = None if unreadable else resolve(layers, path.stem)
    if scenario is None:
        problems = _in_order(layers.problems)
        raise ScenarioUnreadable(problems) if unreadable else ScenarioInvalid(problems)
    return scenario


def _chain(path: Path, problems: list[Problem]) -> list[tuple[TomlFile, Document]]:
    """The file, the one it extends, and so on."""
    chain: list[tuple[TomlFile, Document]] = []
    following: Path | None = path
    while following is not None:
        file = _read_next(following, chain, problems)
        if file is None:
            break
        document = take_apart(file.data, file)
        chain.append((file, document))
        following = _extended(document, chain, problems)
    return chain


def _read_next(
    path: Path, chain: list[tuple[TomlFile, Document]], problems: list[Problem]
) -> TomlFile | None:
    if not chain:
        return read(path)
    try:
        return read(path)
    except ScenarioError as error:
        problems += error.problems
        return None


def _extended(
    document: Document, chain: list[tuple[TomlFile, Document]], problems: list[Problem]
) -> Path | None:
    """The file that a file extends, if it names one that may be read."""
    entry = document.entries.pop(("extends",), None)
    if entry is None:
        return None
    wanted, folder = str(entry.value), chain[-1][0].path.parent
    names = [wanted] if wanted.endswith(".toml") else [wanted, f"{wanted}.toml"]
    found = [beside_or_installed(name, folder) for name in names]
    named = f"names {short(wanted)}"
    if found[0] is None:
        what = f"{named}, outside the scenario's folder and the installed scenarios"
        problems.append(entry.problem(what, "name a file beside this one or an installed one"))
        return None
    path = next((each for each in found if each is not None and each.exists()), None)
    if path is None:
        beside = [each.name for each in folder.glob("*.toml")]
        near = did_you_mean(wanted, [*beside, *(f"{name}.toml" for name in installed_names())])
        what = f"{named}, which is neither beside this file nor installed"
        problems.append(entry.problem(what, near or "name a file that is there"))
        return None
    read_already = [file.path.resolve() for file, _ in chain]
    if path.resolve() in read_already:
        around = [file.path.name for file, _ in chain[read_already.index(path.resolve()) :]]
        what = "goes in a circle: " + " -> ".join([*around, path.name])
        problems.append(entry.problem(what, "let one of them extend nothing"))
        return None
    if len(chain) == LONGEST_CHAIN:
        what = f"makes a chain of more than {LONGEST_CHAIN} files"
        problems.append(entry.problem(what, "shorten it"))
        return None
    return path


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Each problem once, file by file in order of lines."""
    files = list(dict.fromkeys(problem.file for problem in reversed(problems)))
    unique = list(dict.fromkeys(problems))
    return sorted(unique, key=lambda problem: (files.index(problem.file), problem.line or 0))
