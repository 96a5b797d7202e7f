"""What was meant by a line that is not TOML: a value without quotes, a decimal comma, a name with a space or an ø, a colon."""

from __future__ import annotations

import re
import tomllib

from innosim.scenario.belonging import (
    CHANGE,
    LINE,
    REGIME,
    SELECTION,
    belongs,
    meant,
)
from innosim.scenario.contrasts import CONTRASTS, check_contrasts
from innosim.scenario.danish import called_so, nearest_field, no_field
from innosim.scenario.errors import Complaint, describe, short
from innosim.scenario.numerals import Written
from innosim.scenario.pressure import FIELDS, PRESSURE
from innosim.scenario.taking import may_stand, place, refused

_SPELT = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "Æ": "Ae",
        "Ø": "Oe",
        "Å": "Aa",
        "ä": "ae",
        "ö": "oe",
        " ": "_",
    }
)

_SAYINGS = (
    ("Illegal character '\\n'", "is a text whose quotes are not closed", "close them"),
    ("nvalid character '\\n'", "is a text whose quotes are not closed", "close them"),
    ("Unterminated string", "is a text whose quotes are not closed", "close them"),
    ('Expected "\'"', "is a text whose quotes are not closed", "close them"),
    ("nclosed array", "is a list that is not closed", "close it with ]"),
    ("nclosed inline table", "is a table that is not closed", "close it with }"),
    ("Cannot overwrite a value", "stands twice", "write it once"),
    ("twice", "stands twice", "write it once"),
    (
        "Invalid value",
        "has no value that TOML knows",
        "write a number, true, false or text in quotes",
    ),
)
"""What the parser says, and what that means for the field."""

_BARE = r"[A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*"
"""A key that needs no quotes."""

_CURLED = "“”„‟«»‘’‚"

Hint = tuple[str, str, str]
"""The field, what is wrong with it, and what would be right."""


def hint(line: str, section: str, message: str) -> Hint:
    """What is wrong with a line, from the section it stands in and the parser's words."""
    key, equals, value = (part.strip() for part in line.partition("#")[0].partition("="))
    if not equals or not key.strip(" ."):
        return _no_pair(line.partition("#")[0].strip(), section, message)
    if not re.fullmatch(_BARE, key) and re.fullmatch(r"[\w .-]+", key):
        return (
            _full(section, key),
            "is not a TOML key, which has only a-z, 0-9, _ and -",
            _key(section, key),
        )
    if "Cannot overwrite a value" in message:  # the value itself may be right
        return _full(section, key), "stands twice", "write it once"
    wrong = _value(section, key, value) if value else None
    if wrong is not None:
        return _full(section, key), wrong.what, wrong.right
    for said, what, right in _SAYINGS:
        if said in message:
            return _full(section, key), what, right
    return _full(section, key), f"is not TOML ({_parser_words(message)})", "correct this line"


def _parser_words(message: str) -> str:
    words = re.sub(r"\s*\(at .*\)$", "", message)
    return words[:1].lower() + words[1:]


def _no_pair(line: str, section: str, message: str) -> Hint:
    """A header, or a line without an equals sign."""
    header = re.fullmatch(r"(\[+)\s*([^\[\]]*?)\s*(\]+)", line)
    if header is not None:
        opens, name, closes = header.groups()
        if name and not re.fullmatch(_BARE, name) and re.fullmatch(r"[\w .-]+", name):
            right = _heading(name, opens, closes)
            return name, "is not a TOML key, which has only a-z, 0-9, _ and -", right
    if line.startswith("[") and line.count("[") != line.count("]"):
        name = short(line.strip("[] "), 40)
        right = f"write [[{name}]]" if name.endswith(f".{CHANGE}") else f"write [{name}]"
        return "this", "has brackets that do not match", right
    if re.match(r"//|;|--|/\*|<!|%|\*", line):
        return "", "this is not TOML", "begin a comment with #"
    colon = re.fullmatch(r"([\w.\" -]+?)\s*:\s*(.+)", line)
    if colon is not None:
        right = _after_colon(section, colon[1].strip(), colon[2])
        return short(colon[1]), "is followed by a colon, which is not TOML", right
    for said, what, right in _SAYINGS:
        if said in message:
            return "this", what, right
    return "", f"this is not TOML ({_parser_words(message)})", "write field = value"


def _after_colon(section: str, key: str, value: str) -> str:
    """What to write for "staff: 5.500 ansatte": a value that its field takes, not only TOML."""
    where, name = place(section, key)
    if not may_stand(where, name):
        return belongs(name, where)
    wrong = None if _is_toml(value) else _value(section, key, value)
    if wrong is None and _is_toml(value):
        wrong = refused(where, name, tomllib.loads(f"a = {value}", parse_float=Written)["a"])
    return wrong.right if wrong else f"write {short(key, 40)} = {short(value, 40)}"


def _heading(name: str, opens: str, closes: str) -> str:
    """What to write for a header that is no bare key: the section meant, or the regime's name without what it cannot hold."""
    first, dot, rest = name.partition(".")
    if not dot:
        own, _ = meant(name)
        return f"write {opens}{own}{closes}" if own else _quoted(name)
    *around, last = name.split(".")
    own = meant(last, REGIME)[0] if len(around) == 2 else ""
    if own:
        return f"write {opens}{'.'.join([*around, own])}{closes}"
    if any(c.isspace() for c in name):
        name = name.replace(" ", "-")
        return f"write {opens}{name if name.isascii() else name.translate(_SPELT)}{closes}"
    return f'write {opens}{first}."{rest}"{closes} or {opens}{name.translate(_SPELT)}{closes}'


def _key(section: str, key: str) -> str:
    """What to write for a name that is no bare key: the field that it means, where one is near."""
    where, name = place(section, key)
    own, other = meant(name, where)
    if no_field(name):
        return belongs(name, where)
    if own and own in (called_so(name, (own,)), name.translate(_SPELT)):
        return f"write {own}"
    return belongs(name, where) if own or other else _quoted(key)


def _quoted(name: str) -> str:
    return f'put it in quotes, "{name}", or write {name.translate(_SPELT)}'


def _full(section: str, key: str) -> str:
    return f"{section}.{key}" if section and key else key


def _value(section: str, key: str, value: str) -> Complaint | None:
    """What is wrong with a value that is not TOML, by what its field wants; None where the parser knows better."""
    bare = value.rstrip(",; ")
    if bare[:1] in _CURLED:
        inner = bare.strip(_CURLED + "\"'")
        right = _quoted_right(section, key, inner)
        return Complaint("is in curly quotes, which is not TOML", right)
    if bare[:1] in ("[", "{"):
        return _inside(bare, is_pressure=PRESSURE.name in place(section, key))
    if bare[:1] in ('"', "'"):
        return _ill_quoted(section, key, bare)
    if bare[:1] in ("", "="):
        return None
    if bare[-1] in "\"'" and bare.count(bare[-1]) == 1:
        return Complaint("lacks its first quote", _quoted_right(section, key, bare[:-1]))
    where, name = place(section, key)
    what = f"is {short(bare)}, which is not TOML"
    if not may_stand(where, name):
        return Complaint(f"{what}, and it is not a field here", belongs(name, where))
    if name == SELECTION[1]:
        names = ", ".join(f'"{each.strip()}"' for each in bare.split(","))
        return Complaint(what, f"write {key} = [{short(names)}]")
    if name == CONTRASTS:
        asked = [each.strip() for each in bare.split(",")]
        no = check_contrasts(asked)
        listed = ", ".join(f'"{each}"' for each in asked)
        right = no.right if isinstance(no, Complaint) else f"write {key} = [{listed}]"
        return Complaint(what, right)
    wrong = refused(where, name, bare)
    if wrong is None:
        return Complaint(what, f"put it in quotes, {key} = {_in_quotes(bare)}")
    is_told = wrong.what != f"is {describe(bare)}"
    return wrong if is_told else Complaint(what, wrong.right)


def _ill_quoted(section: str, key: str, value: str) -> Complaint | None:
    """What is wrong within quotes that are closed: the same mark, or a backslash, in the text."""
    mark, inner = value[0], value[1:-1]
    if len(value) < 2 or value[-1] != mark or value.startswith(3 * mark):
        return None
    if mark in inner:
        what = f"holds the mark {mark} that its text is closed with"
    elif mark == '"' and "\\" in inner:
        what = "holds a backslash, which in double quotes begins a special sign"
    else:
        return None
    return Complaint(what, _quoted_right(section, key, inner))


def _quoted_right(section: str, key: str, text: str) -> str:
    """What to write where a text was meant: the text in right quotes, or what its field takes instead."""
    where, name = place(section, key)
    if not may_stand(where, name):
        return belongs(name, where)
    listed = {SELECTION[1]: [text], CONTRASTS: [text]}
    wrong = refused(where, name, listed.get(name, text))
    if wrong is not None:
        return wrong.right
    quoted = _in_quotes(short(text, LINE))
    return f"write {key} = {f'[{quoted}]' if name in listed else quoted}"


def _in_quotes(text: str) -> str:
    if not set('"\\') & set(text):
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _inside(value: str, *, is_pressure: bool) -> Complaint | None:
    """The first thing in a list or an inline table that lacks its quotes, or has a decimal comma."""
    plain = re.sub(
        r"\"[^\"]*\"|'[^']*'", lambda found: re.sub(r"[=,;{}\[\]]", "_", found[0]), value
    )
    for key in re.findall(r"[{,]\s*([^=\[\]{},\"']+?)\s*=", plain):
        if not re.fullmatch(_BARE, key):
            what = f"holds {short(key)}, which is not a TOML key"
            return Complaint(what, _key_inside(key, value))
    comma = re.search(r"(?<![\d.])(0\s*,0\d*|\d+,\d+\s*%)", plain)
    if comma is not None:
        right = "write decimals with a point, as 0.01"
        return Complaint(f"holds {comma[0]}, a decimal comma, which is not TOML", right)
    if ";" in plain:
        return Complaint("holds a semicolon, which is not TOML", "put commas between")
    if re.search(r"[\"']\s+[\"']", plain):
        return Complaint("lacks a comma between two texts", "put commas between")
    for key, piece in re.findall(r"(?:([\w-]+)\s*=|[\[,])\s*([^=\[\]{},]+?)\s*(?=[,\]}]|$)", plain):
        if not _is_toml(piece):
            wrong = (
                refused(PRESSURE.name, key, piece) if is_pressure and _has_digit(piece) else None
            )
            right = wrong.right if wrong else f"put it in quotes, {_in_quotes(short(piece))}"
            return Complaint(f"holds {short(piece)}, which is not TOML", right)
    return None


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _key_inside(key: str, table: str) -> str:
    """What to write for a key of a pressure's table that is no bare key."""
    kind = re.search(r"kind\s*=\s*[\"'](\w+)", table)
    kinds = [kind[1]] if kind and kind[1] in FIELDS else [*FIELDS]
    own = nearest_field(key, [each for of in kinds for each in FIELDS[of]])
    return f"write {own}" if own else _quoted(key)


def _is_toml(piece: str) -> bool:
    try:
        tomllib.loads(f"a = {piece}")
    except ValueError:
        return False
    return True
