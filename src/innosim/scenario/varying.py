"""What is varied: a field of a scenario and the values it takes, as typed, as in a study file, or as given in Python.

Written ``SECTION.FIELD=a,b,c`` or ``SECTION.FIELD=lo:hi:n`` (n values at equal steps, both ends among them). Each value is checked
as if a file said it, and all that is wrong is said at once.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from innosim.scenario.belonging import REGIME, REGIME_FIELDS, full_name, section_of
from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.document import Source, take_apart
from innosim.scenario.errors import (
    Complaint,
    Problem,
    ScenarioInvalidError,
    as_given,
    describe,
    did_you_mean,
    short,
)
from innosim.scenario.numbers import number_of, yes_or_no
from innosim.scenario.numerals import Written, plainly
from innosim.scenario.positions import KeyPath, field_name
from innosim.scenario.pressure import PRESSURE

VARY = "--vary"
"""Stands where a file's name would, for what is varied on the command line."""

MOST_VALUES = 10_000
"""Values of one field."""

_EXAMPLE = "write SECTION.FIELD=VALUES, such as uncertainties.pressure=0,0.01,0.02 or uncertainties.pressure=0:0.02:5"


@dataclass(frozen=True)
class Varied:
    """A field by its full name, and the values it takes, in the order given."""

    name: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Typed:
    """What is typed behind an ``option``, or given as an argument of Python's: a source without lines."""

    option: str = VARY

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path``."""
        return Problem(self.option, None, short(field_name(path)), what, right)


@dataclass(frozen=True)
class _Within:
    """A source in which a field stands at ``path``, whatever it is called in a scenario; a value at its place in the list."""

    source: Source
    path: KeyPath

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field, or with a part of it; without a place of its own by its name."""
        return self.source.problem(self.path or path, what, right)


def read_typed(
    texts: Iterable[str], option: str = VARY, regimes: Iterable[str] | None = None
) -> tuple[Varied, ...]:
    """What is varied, each as typed; levers are those of ``regimes``, where these are known.

    Raises:
        ScenarioInvalidError: with every problem found.
    """
    source, problems = Typed(option), list[Problem]()
    found = [read_text(text, source, problems) for text in texts]
    if regimes is not None:
        names = [Varied(full_of(each.partition("=")[0].strip()), ()) for each in texts]
        problems += unknown_regimes(names, regimes, source)
    return _whole([each for each in found if each is not None], source, problems)


def read_mapping(
    given: Mapping[str, Any], option: str = "vary", regimes: Iterable[str] | None = None
) -> tuple[Varied, ...]:
    """What is varied, as Python gives it: a field's name to its values, or to text as typed.

    Raises:
        ScenarioInvalidError: with every problem found.
    """
    source, problems = Typed(option), list[Problem]()
    found = [read_values(str(name), each, source, problems) for name, each in given.items()]
    if regimes is not None:
        names = [Varied(full_of(str(name)), ()) for name in given]
        problems += unknown_regimes(names, regimes, source)
    return _whole([each for each in found if each is not None], source, problems)


def _whole(found: list[Varied], source: Source, problems: list[Problem]) -> tuple[Varied, ...]:
    problems += twice(found, source)
    if problems:
        raise ScenarioInvalidError(problems)
    return tuple(found)


def twice(found: Iterable[Varied], source: Source) -> Iterator[Problem]:
    """A problem for each field that is varied more than once."""
    names = [each.name for each in found]
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield source.problem((name,), "is varied twice", "name it once, with all its values")


def read_text(
    text: str, source: Source, problems: list[Problem], at: KeyPath = ()
) -> Varied | None:
    """One that is typed, ``NAME=VALUES``; what is wrong is added to ``problems``."""
    name, equals, values = text.partition("=")
    if not equals or not name.strip() or not values.strip():
        what = f"{short(text)!r} varies nothing"
        problems.append(source.problem(at, what if not at else f"is {short(text)!r}", _EXAMPLE))
        return None
    return read_values(name.strip(), values.strip(), source, problems, at)


def read_values(
    name: str, given: Any, source: Source, problems: list[Problem], at: KeyPath = ()
) -> Varied | None:
    """The values of a field of this name, in a list or as typed; what is wrong is added to ``problems``."""
    full = full_of(name)
    refused = _no_field(full)
    if refused is not None:
        problems.append(source.problem(at or (name,), refused.what, refused.right))
        return None
    values = _listed(given)
    if isinstance(values, Complaint):
        problems.append(source.problem(at or (full,), values.what, values.right))
        return None
    before, in_list = len(problems), not isinstance(given, str) and bool(at)
    checked = [
        _checked(full, each, source, problems, (*at, place) if in_list else at)
        for place, each in enumerate(values)
    ]
    if len(problems) == before:
        again = next((v for i, v in enumerate(checked) if v in checked[:i]), None)
        if again is not None:
            what = f"has {told_values(again)} twice"
            problems.append(source.problem(at or (full,), what, "write each value once"))
    return Varied(full, tuple(checked)) if len(problems) == before else None


def full_of(name: str) -> str:
    """The full name of a field that may be called without its section, as ``pressure``."""
    section = section_of(name)
    return f"{section}.{name}" if section else name


def declaration_of(name: str) -> Any:
    """The parameter or the lever that a full name stands for; None of what is neither."""
    last = name.rpartition(".")[2]
    if name.startswith(f"{REGIME}."):
        return LEVERS.get(last)
    if name == f"{PRESSURE.section}.{PRESSURE.name}":
        return PRESSURE
    found = PARAMETERS.get(last)
    return found if found is not None and name == f"{found.section}.{last}" else None


def regime_in(name: str) -> str:
    """The regime whose lever a full name stands for; "" of another field."""
    parts = name.split(".")
    return parts[1] if parts[0] == REGIME and len(parts) == 3 else ""


def is_yes_no(name: str) -> bool:
    """Whether a field says yes or no."""
    found = declaration_of(name)
    return getattr(found, "kind", "") == "yes/no" or isinstance(
        getattr(found, "default", None), bool
    )


def is_whole(name: str) -> bool:
    """Whether a field is a whole number."""
    found = declaration_of(name)
    default = getattr(found, "default", None)
    return getattr(found, "kind", "") == "whole" or (
        isinstance(default, int) and not isinstance(default, bool)
    )


def unknown_regimes(
    found: Iterable[Varied], regimes: Iterable[str], source: Source
) -> list[Problem]:
    """A problem for each field of a regime that is not there."""
    known = tuple(regimes)
    names = dict.fromkeys(each.name for each in found if regime_in(each.name))
    return [
        source.problem(
            (name,),
            f"names {regime_in(name)}, which is not a regime",
            did_you_mean(regime_in(name), known) or f"the regimes are {', '.join(known) or 'none'}",
        )
        for name in names
        if regime_in(name) not in known
    ]


def told_values(value: object) -> str:
    """A value as a file writes it."""
    yes = yes_or_no(value)
    if yes is not None and not isinstance(value, int | float):
        return "true" if yes else "false"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return plainly(value)
    if isinstance(value, str):
        return value
    return as_toml(value)


def as_toml(value: Any) -> str:
    """A value in the words of TOML, on one line.

    Raises:
        ValueError: it is of no kind that a file can hold.
    """
    if isinstance(value, Written):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(key))} = {as_toml(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(as_toml(each) for each in value)}]"
    found, yes = number_of(value), yes_or_no(value)
    if found is not None:
        return repr(found)
    if yes is not None:
        return "true" if yes else "false"
    raise ValueError(f"{as_given(value)} is nothing that a scenario file can hold")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


_NOT_VARIED = {
    "run.seed": "all points share it, so that their ideas are the same: set it with --seed",
    "run.replications": "all points have as many: say them with --replications",
    "run.regimes": "name the regimes that are run with --regime",
}


def _no_field(name: str) -> Complaint | None:
    """What is wrong with varying a field of this name; None where it may be."""
    parts = name.split(".")
    if name in _NOT_VARIED:
        return Complaint("cannot be varied", _NOT_VARIED[name])
    if parts[0] == "metrics":
        return Complaint(
            "cannot be varied",
            "a smallest effect changes no run: set it in the scenario, or judge by another with compare",
        )
    if len(parts) == 1 and full_name(name):
        return Complaint("needs its section here", f"write {full_name(name)}=VALUES")
    if parts[0] == REGIME and len(parts) == 3 and parts[2] in REGIME_FIELDS:
        return Complaint("cannot be varied", "name a lever, such as regime.framed.protected_time")
    if declaration_of(name) is not None and len(parts) == (3 if parts[0] == REGIME else 2):
        return None
    nested: Any = 0
    for part in reversed(parts):
        nested = {part: nested}
    held = take_apart(nested, Typed())
    told = held.problems[0] if held.problems else None
    return Complaint(told.what if told else "is not a field", (told.right if told else _EXAMPLE))


def _listed(given: Any) -> list[Any] | Complaint:
    """Values in a list, from text as it is typed too."""
    if isinstance(given, str):
        return _from_text(given)
    if isinstance(given, Mapping) or number_of(given) is not None or yes_or_no(given) is not None:
        return [given]
    if not isinstance(given, Iterable) or isinstance(given, bytes):
        return Complaint(f"is {describe(given)}", "write a list of values, or lo:hi:n as text")
    values = list(given)
    if not values:
        return Complaint("has no value", "write one value at least")
    if len(values) > MOST_VALUES:
        return Complaint(f"has {len(values)} values", f"write at most {MOST_VALUES}")
    return values


def _from_text(text: str) -> list[Any] | Complaint:
    pieces = [each.strip() for each in _split(text)]
    if len(pieces) == 1 and pieces[0].count(":") and pieces[0][:1] not in "{[\"'":
        return _steps(pieces[0])
    if not all(pieces):
        return Complaint(f"is {short(text)!r}", "write a value between any two commas")
    for piece in pieces:
        if re.fullmatch(r"-?0\d+", piece):
            meant = f"{pieces[0]}.{piece}" if piece != pieces[0] else f"0.{piece.lstrip('-0')}"
            return Complaint(
                f"has {piece}, which is no number",
                f"commas stand between values, and a point marks decimals: write {meant}",
            )
    return [_value(each) for each in pieces]


def _steps(text: str) -> list[Any] | Complaint:
    """Values at equal steps, both ends among them."""
    parts = [each.strip() for each in text.split(":")]
    wanted = "write LOWEST:HIGHEST:COUNT, such as 0:0.02:5"
    if len(parts) != 3:
        return Complaint(f"is {short(text)!r}", wanted)
    low, high = (number_of(_value(each)) for each in parts[:2])
    if low is None or high is None or not re.fullmatch(r"\d{1,6}", parts[2]):
        return Complaint(f"is {short(text)!r}", wanted)
    count = int(parts[2])
    if not 2 <= count <= MOST_VALUES:
        return Complaint(f"asks for {count} values", f"write 2 to {MOST_VALUES}")
    if low == high:
        return Complaint(f"goes from {parts[0]} to {parts[1]}", "write two ends that differ")
    found = [low + (high - low) * place / (count - 1) for place in range(count)]
    found[-1] = high
    return [_tidy(each) for each in found]


def _tidy(value: float) -> float | int:
    """A number without the dust of arithmetic; a whole one as such."""
    found = float(f"{value:.12g}")
    return int(found) if found.is_integer() else found


def _value(text: str) -> Any:
    """A value as it is typed: a number, true or false, a table, else text."""
    if re.fullmatch(r"[+-]?\.\d+(?:[eE][+-]?\d+)?", text):
        text = re.sub(r"^([+-]?)\.", r"\g<1>0.", text)
    try:
        return tomllib.loads(f"it = {text}", parse_float=Written)["it"]
    except (ValueError, RecursionError):
        return text


def _split(text: str) -> list[str]:
    """The text parted at commas that stand in no table, list or quotes."""
    pieces, depth, quoted = [""], 0, ""
    for letter in text:
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "\"'":
            quoted = letter
        else:
            depth += (letter in "[{") - (letter in "]}")
        if letter == "," and depth <= 0 and not quoted:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _checked(name: str, value: Any, source: Source, problems: list[Problem], at: KeyPath) -> Any:
    """The value as Python's own where a file may hold it; what is wrong is added to ``problems``."""
    number = number_of(value)
    plain = value if number is None or isinstance(value, Written) else number
    nested: Any = plain
    for part in reversed(name.split(".")):
        nested = {part: nested}
    found = take_apart(nested, _Within(source, at))
    problems += found.problems
    if found.problems or isinstance(value, str | Mapping):
        return value
    entry = next((each.value for path, each in found.entries.items() if ".".join(map(str, path)) == name), plain)  # fmt: skip
    if is_yes_no(name):
        return bool(entry)
    if isinstance(entry, Mapping):  # a pressure that is one number
        return _own(number)
    return int(entry) if is_whole(name) else _own(number_of(entry))


def _own(number: float | None) -> float | int | None:
    return None if number is None else float(number) + 0.0


@dataclass(frozen=True)
class Range:
    """A field by its full name, and the ends between which a sample takes it; yes and no where it is one of those."""

    name: str
    low: float
    high: float


def read_range(
    name: str, given: Any, source: Source, problems: list[Problem], at: KeyPath = ()
) -> Range | None:
    """The range of a field: two numbers, ``lo:hi`` as text, or with None the catalogue's plausible range."""
    full = full_of(name)
    refused = _no_field(full)
    if refused is not None:
        problems.append(source.problem(at or (name,), refused.what, refused.right))
        return None
    if is_yes_no(full):
        ends: Any = [False, True] if given is None else given
    elif given is None:
        found = declaration_of(full)
        ends = [found.low, found.high]
    else:
        ends = [_value(each.strip()) for each in given.split(":")] if isinstance(given, str) else given  # fmt: skip
    values = list(ends) if isinstance(ends, list | tuple) else []
    if len(values) != 2:
        what = f"is {short(given) if isinstance(given, str) else describe(given)}"
        problems.append(source.problem(at or (full,), what, "write two ends, such as [0, 0.02]"))
        return None
    before = len(problems)
    low, high = (_checked(full, each, source, problems, at) for each in values)
    if len(problems) > before:
        return None
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        problems.append(source.problem(at or (full,), "has no range", "write two numbers"))
        return None
    if not low < high:
        what = f"goes from {told_values(low)} to {told_values(high)}"
        problems.append(source.problem(at or (full,), what, "let the first be the smaller"))
        return None
    return Range(full, float(low), float(high))
