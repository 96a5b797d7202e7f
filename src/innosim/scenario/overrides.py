"""Fields set on the command line: ``section.field=value``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from innosim.scenario.document import Document, take_apart
from innosim.scenario.errors import SET, Problem, short
from innosim.scenario.positions import KeyPath

_EXAMPLE = "write section.field=value, such as uncertainties.pressure=0.02"


@dataclass(frozen=True)
class Override:
    """One ``--set``, as it was typed."""

    typed: str

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""
        return Problem(SET, None, short(".".join(map(str, path))), what, right)


def take_overrides(overrides: Iterable[str]) -> list[Document]:
    """Check each override as if it were a file of one line."""
    return [_document(Override(typed)) for typed in overrides]


def _document(override: Override) -> Document:
    data = _data(override.typed)
    if data is None:
        document = Document(override)
        document.problems.append(
            Problem(SET, None, "", f"{short(override.typed)!r} sets no field", _EXAMPLE)
        )
        return document
    if "extends" in data:
        document = Document(override)
        what, right = "cannot be set here", "write it in a file"
        document.problems.append(override.problem(("extends",), what, right))
        return document
    return take_apart(data, override)


def _data(typed: str) -> dict[str, Any] | None:
    """The field and its value as TOML, or with the value as text where it is not TOML."""
    key, equals, value = typed.partition("=")
    if not equals or "\n" in typed or key.count(".") > 5 or value.count("[") > 50:
        return None
    for text in (value, json.dumps(value.strip(), ensure_ascii=False)):
        try:
            return tomllib.loads(f"{key} = {text}")
        except ValueError:
            continue
    return None
