"""A TOML file read with care: its size first, then its encoding, its depth and its syntax."""

from __future__ import annotations

import re
import stat
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from innosim.scenario.errors import Problem, ScenarioUnreadableError, short
from innosim.scenario.not_toml import hint
from innosim.scenario.numerals import Written
from innosim.scenario.places import shown
from innosim.scenario.positions import KeyPath, Positions, field_name, first_deeper

LARGEST_BYTES = 1_000_000
"""A larger file is refused unread: parsing time grows with size, and no scenario is that long."""

DEEPEST = 40
"""More levels of syntax than any scenario needs, and few enough for every parser."""

MOST_SYNTAX_PROBLEMS = 20

_TOO_DEEP = ("is nested too deep for a scenario", "write sections, fields and plain lists")


@dataclass(frozen=True)
class TomlFile:
    """What a file holds; ``problems`` are its syntax errors, whose lines are left out of ``data``."""

    path: Path
    text: str
    data: dict[str, Any]
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def shown(self) -> str:
        """The file's name in messages."""
        return shown(self.path)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.text)

    def line(self, path: KeyPath) -> int | None:
        """The line of a key; where the syntax around it is broken, the first that looks like it."""
        found = self._positions.line(path)
        if found is None and self.problems:
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            found = _line_of(rf"(?m)^[ \t]*{re.escape(key)}[ \t]*=", self.text)
        return found

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""
        return Problem(self.shown, self.line(path), short(field_name(path)), what, right)


def read(path: Path) -> TomlFile:
    """Read a file, or say in one sentence why it cannot be read."""
    name = shown(path)
    text = _decoded(_bytes(path, name), name)
    deep = first_deeper(text, DEEPEST)
    if deep is not None:
        raise _unreadable(name, *_TOO_DEEP, deep)
    data, problems = _parsed(text, name)
    return TomlFile(path, text, data, problems)


def _unreadable(
    name: str, what: str, right: str, line: int | None = None
) -> ScenarioUnreadableError:
    return ScenarioUnreadableError([Problem(name, line, "the file", what, right)])


def _bytes(path: Path, name: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            files = sorted(each.name for each in path.glob("*.toml"))
            right = "name one of its files: " + short(", ".join(files)) if files else "name a file"
            raise ScenarioUnreadableError([Problem(name, None, "", "this is a folder", right)])
        if not stat.S_ISREG(mode):
            raise _unreadable(name, "is not an ordinary file", "name a .toml file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioUnreadableError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(name, f"cannot be read ({reason})", "check its name and rights") from None
    if len(raw) > LARGEST_BYTES:
        raise _unreadable(name, "is larger than 1 MB", "a scenario is a few kB")
    return raw


_OF_PROGRAMS = {
    b"PK\x03\x04": "a workbook of Excel, a document of Word or another packed file",
    b"\xd0\xcf\x11\xe0": "a workbook of Excel or a document of Word",
    b"{\\rtf": "a document of a word processor (RTF)",
    b"%PDF": "a PDF",
}
"""How files begin that programs write, and nobody can read as text."""


def _decoded(raw: bytes, name: str) -> str:
    for begins, program in _OF_PROGRAMS.items():
        if raw.startswith(begins):
            raise _unreadable(
                name, f"is {program}, not a text file", "save what is in it as plain text"
            )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(name, "is UTF-16, not UTF-8", "save it as UTF-8", 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 (byte 0x{raw[error.start]:02X})"
        raise _unreadable(name, what, "save it as UTF-8", line) from None
    if not text.strip():
        raise _unreadable(name, "is empty", 'a scenario needs at least extends = "randers.toml"')
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_csv(text):
        raise _unreadable(
            name,
            "is a table of a spreadsheet (CSV), not TOML",
            "write a line a field, as staff = 8500",
        )
    return text


def _is_csv(text: str) -> bool:
    """Whether all of the lines that say something are divided by the same mark into as many cells, and none is a field or a header."""
    lines = [line for line in text.split("\n") if line.strip() and line.strip()[0] not in "#["]
    cells = [{mark: line.count(mark) for mark in ";\t,"} for line in lines]
    plain = len(lines) > 1 and not any("=" in line for line in lines)
    return plain and any(
        cells[0][mark] > 0 and all(each[mark] == cells[0][mark] for each in cells)
        for mark in cells[0]
    )


def _parsed(text: str, name: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The tables, and every line that is not TOML; such a line is blanked and reading goes on."""
    problems: list[Problem] = []
    lines = text.split("\n")
    while True:
        try:
            return tomllib.loads("\n".join(lines), parse_float=Written), tuple(problems)
        except tomllib.TOMLDecodeError as error:
            at = _error_line(str(error), len(lines))
            after = problems and at <= (problems[-1].line or 0)
            if after or len(problems) == MOST_SYNTAX_PROBLEMS:
                raise ScenarioUnreadableError(problems) from None
            problems.append(_syntax_problem(name, at, lines, str(error)))
            at = problems[-1].line or at
            if not _stands_alone(lines[at - 1]):
                raise ScenarioUnreadableError(problems) from None
            lines[at - 1] = ""
        except RecursionError:
            raise _unreadable(name, *_TOO_DEEP, _line_of(r"[\[{]{40}", text)) from None
        except ValueError:  # an integer with thousands of digits
            line = _line_of(r"[0-9_]{1000}", text)
            raise _unreadable(
                name, "holds a number with too many digits", "shorten it", line
            ) from None


def _line_of(pattern: str, text: str) -> int | None:
    """The line on which the pattern first stands."""
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _error_line(message: str, lines: int) -> int:
    found = re.search(r"at line (\d+)", message)
    return min(int(found[1]), lines) if found else lines


def _stands_alone(line: str) -> bool:
    """Whether blanking the line leaves the lines around it as they were."""
    is_pair = re.match(r"\s*[^\s=\[#][^=]*=", line) is not None
    opens = line.count("[") - line.count("]") or line.count("{") - line.count("}")
    return is_pair and not opens and '"""' not in line and "'''" not in line


def _syntax_problem(name: str, at: int, lines: list[str], message: str) -> Problem:
    if "Unterminated" in message:  # found out at the end; begun where the last quotes stand
        at = next((n for n in range(at, 0, -1) if re.search("\"{3}|'{3}", lines[n - 1])), at)
    elif "nclosed" in message or 'Expected "\'"' in message:
        opened = (n for n in range(at, 0, -1) if _is_open(lines[n - 1]))
        at = next(opened, at)
    header = next((x for x in reversed(lines[:at]) if re.match(r"\s*\[", x)), "")
    section = header.strip().strip("[]").strip() if lines[at - 1] != header else ""
    key, what, right = hint(lines[at - 1], section, message)
    return Problem(name, at, short(key), what, right)


def _is_open(line: str) -> bool:
    """Whether a line opens a list, a table or a text that it does not close; what a comment or a text holds opens nothing."""
    code = re.sub(r"\"[^\"]*\"|'[^']*'", "", line).partition("#")[0]
    pairs = (code.count("[") - code.count("]"), code.count("{") - code.count("}"))
    return any(more > 0 for more in pairs) or "'" in code
