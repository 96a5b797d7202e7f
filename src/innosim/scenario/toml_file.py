"""A TOML file read with care: its size first, then its encoding, its depth and its syntax."""

from __future__ import annotations

import re
import stat
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from innosim.scenario.errors import Problem, ScenarioUnreadable
from innosim.scenario.places import shown
from innosim.scenario.positions import KeyPath, Positions, depth
from innosim.scenario.syntax_hints import hint

LARGEST_BYTES = 1_000_000
"""A larger file is refused unread: parsing time grows with size, and no scenario is that long."""

DEEPEST = 40
"""More levels of syntax than any scenario needs, and few enough for every parser."""

MOST_SYNTAX_PROBLEMS = 20


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
        """The line of a key."""
        return self._positions.line(path)

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""
        name = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
        return Problem(self.shown, self.line(path), short(name), what, right)


def short(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is long."""
    plain = "".join(c if c.isprintable() else "?" for c in text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def read(path: Path) -> TomlFile:
    """Read a file, or say in one sentence why it cannot be read."""
    name = shown(path)
    text = _decoded(_bytes(path, name), name)
    if depth(text) > DEEPEST:
        raise _unreadable(name, "is nested too deep for a scenario", "no list holds a list here")
    data, problems = _parsed(text, name)
    return TomlFile(path, text, data, problems)


def _unreadable(name: str, what: str, right: str, line: int | None = None) -> ScenarioUnreadable:
    return ScenarioUnreadable([Problem(name, line, "the file", what, right)])


def _bytes(path: Path, name: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            files = sorted(each.name for each in path.glob("*.toml"))
            right = "name one of its files: " + short(", ".join(files)) if files else "name a file"
            raise ScenarioUnreadable([Problem(name, None, "", "this is a folder", right)])
        if not stat.S_ISREG(mode):
            raise _unreadable(name, "is not an ordinary file", "name a .toml file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioUnreadable):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(name, f"cannot be read ({reason})", "check its name and rights") from None
    if len(raw) > LARGEST_BYTES:
        raise _unreadable(name, "is larger than 1 MB", "a scenario is a few kB")
    return raw


def _decoded(raw: bytes, name: str) -> str:
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
    return text.replace("\r\n", "\n")


def _parsed(text: str, name: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The tables, and every line that is not TOML; such a line is blanked and reading goes on."""
    problems: list[Problem] = []
    lines = text.split("\n")
    while True:
        try:
            return tomllib.loads("\n".join(lines)), tuple(problems)
        except tomllib.TOMLDecodeError as error:
            at = _error_line(str(error), len(lines))
            after = problems and at <= (problems[-1].line or 0)
            if after or len(problems) == MOST_SYNTAX_PROBLEMS:
                raise ScenarioUnreadable(problems) from None
            problems.append(_syntax_problem(name, at, lines, str(error)))
            if not _stands_alone(lines[at - 1]):
                raise ScenarioUnreadable(problems) from None
            lines[at - 1] = ""
        except RecursionError:
            raise _unreadable(name, "is nested too deep for a scenario", "unnest it") from None
        except ValueError:  # an integer with thousands of digits
            raise _unreadable(name, "holds a number with too many digits", "shorten it") from None


def _error_line(message: str, lines: int) -> int:
    found = re.search(r"at line (\d+)", message)
    return min(int(found[1]), lines) if found else lines


def _stands_alone(line: str) -> bool:
    """Whether blanking the line leaves the lines around it as they were."""
    is_pair = re.match(r"\s*[^\s=\[#][^=]*=", line) is not None
    opens = line.count("[") - line.count("]") or line.count("{") - line.count("}")
    return is_pair and not opens and '"""' not in line and "'''" not in line


def _syntax_problem(name: str, at: int, lines: list[str], message: str) -> Problem:
    header = next((x for x in reversed(lines[:at]) if re.match(r"\s*\[", x)), "")
    section = header.strip().strip("[]").strip() if lines[at - 1] != header else ""
    key, what, right = hint(lines[at - 1], section, message)
    return Problem(name, at, short(key), what, right)
