"""What can be wrong with a scenario, said in sentences.

::

    ScenarioError               holds one Problem or more, each a sentence
    ├── ScenarioNotFoundError   no file and no installed scenario of that name
    ├── ScenarioUnreadableError a folder, too large, not UTF-8, not TOML, nested too deep
    └── ScenarioInvalidError    readable, but a field is unknown, wrong, out of range or at odds

All problems of a file are gathered before one error is raised.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

SET = "--set"
"""Stands where a file's name would, for a field set on the command line."""


LONGEST_SENTENCE = 500
"""Characters; what a file holds may be quoted in a sentence, and may be long or unprintable."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, and what would be right."""

    file: str
    line: int | None
    field: str
    what: str
    right: str = ""

    def __str__(self) -> str:
        """The problem as one sentence."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        said = f"{self.field} {self.what}" if self.field else self.what
        sentence = f"{place}: {said}" + (f"; {self.right}" if self.right else "")
        return short(sentence if sentence.endswith("?") else sentence + ".", LONGEST_SENTENCE)


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a value, and what would be right."""

    what: str
    right: str


class ScenarioError(ValueError):
    """A scenario that cannot be used; ``problems`` says why, a sentence each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Cross a process border, or be copied, with its problems."""
        return type(self), (self.problems,)


class ScenarioNotFoundError(ScenarioError):
    """No file and no installed scenario has that name."""


class ScenarioUnreadableError(ScenarioError):
    """The file could not be read as TOML text."""


class ScenarioInvalidError(ScenarioError):
    """The file is TOML, but not a scenario that can be run."""


class ArgumentError(TypeError, ValueError, KeyError):
    """An argument in Python that is not what the function takes: of another kind, out of range, or no name of what there is.

    It is a TypeError, a ValueError and a KeyError, whichever a caller looks for.
    """

    def __str__(self) -> str:
        """The sentence as it is; a KeyError would put it in quotes."""
        return str(self.args[0]) if self.args else ""


_Name = TypeVar("_Name")


def several(given: str | Iterable[_Name]) -> tuple[str | _Name, ...]:
    """What was given where names may be: a text is one name, and no list of its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def describe(value: object) -> str:
    """A value in words, short enough for a sentence."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < 100 else "a number of very many digits"
    if isinstance(value, str):
        return f'the text "{short(value, 40)}"'
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, dt.date | dt.time):
        return f"the date or time {value}"
    return short(str(value), 40) if not isinstance(value, float) else str(value)


def nearest(name: object, names: Iterable[str]) -> str:
    """The one of ``names`` most like ``name``, or nothing where none is; what is no text is like none."""
    if not isinstance(name, str):
        return ""
    known = {each.casefold(): each for each in names}
    found = difflib.get_close_matches(name.casefold()[:200], known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def short(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is long."""
    plain = "".join(c if c.isprintable() else "?" for c in text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def as_given(value: object) -> str:
    """A value as it was given, on one line and cut where it is long."""
    try:
        return short(repr(value))
    except ValueError:  # a whole number of thousands of digits, which Python does not write out
        return "a number of thousands of digits"


def nearest_file(name: str, files: Iterable[str]) -> str:
    """The one of these .toml files whose name is most like ``name``; their ending says nothing."""
    stems = {file.removesuffix(".toml"): file for file in files}
    return stems.get(nearest(name.removesuffix(".toml"), stems), "")


def did_you_mean(name: object, names: Iterable[str]) -> str:
    """A question that names the nearest right name, or nothing where none is near."""
    near = nearest(name, names)
    return f"did you mean {near}?" if near else ""


MOST_NAMES = 12
"""Names that a sentence lists."""


def instead(name: object, names: Iterable[str]) -> str:
    """What to write in place of ``name``: the nearest right name, or all of them where none is near; of very many the first."""
    known = tuple(names)
    near = did_you_mean(name, known)
    if near:
        return near
    more = len(known) - MOST_NAMES
    listed = ", ".join(known[:MOST_NAMES] if more > 0 else known)
    return f"there are {listed}" + (f" and {more} more" if more > 0 else "")


def known(what: str, names: Iterable[str], asked: str) -> str:
    """Return ``asked`` where it is one of ``names``.

    Raises:
        ArgumentError: it is not; the sentence says what it is no name of, and what to write.
    """
    names = tuple(names)
    if asked not in names:
        raise ArgumentError(f"no {what} {as_given(asked)}: {instead(asked, names)}")
    return asked


def some(what: str, names: Sequence[str]) -> Sequence[str]:
    """Return ``names`` where there are any.

    Raises:
        ArgumentError: there are none.
    """
    if not names:
        raise ArgumentError(f"columns are {as_given(names)}; name one {what} at least.")
    return names
