"""What a line that is not TOML was probably meant to be."""

from __future__ import annotations

import re

from innosim.scenario.errors import short
from innosim.scenario.fields import number_meant, unit_words

_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ä": "ae", "ö": "oe"}
)

_SAYINGS = (
    ("Illegal character '\\n'", "is a text whose quotes are not closed", "close them"),
    ("Unterminated string", "is a text whose quotes are not closed", "close them"),
    ("Cannot overwrite a value", "stands twice", "write it once"),
    ("twice", "stands twice", "write it once"),
    (
        "Invalid value",
        "has no value that TOML knows",
        "write a number, true, false or text in quotes",
    ),
)
"""What the parser says, and what that means for the field."""


def hint(line: str, section: str, message: str) -> tuple[str, str, str]:
    """The field, what is wrong with it, and what would be right, for a line and the parser's words."""
    key, equals, value = (part.strip() for part in line.partition("="))
    bare = key.strip("[] ")
    if not bare.isascii() and re.fullmatch(r"[\w .-]+", bare):
        right = f'put it in quotes, "{bare}", or write {bare.translate(_DANISH)}'
        return _field(section, bare), "is not a TOML key, which has only a-z, 0-9, _ and -", right
    if equals and value:
        meant = _value_meant(value, bare)
        if meant:
            shown = value.partition("#")[0].strip()
            return _field(section, bare), f"is {short(shown)}, which is not TOML", f"write {meant}"
    for said, what, right in _SAYINGS:
        if said in message:
            return _field(section, bare) if equals else "this", what, right
    words = re.sub(r"\s*\(at .*\)$", "", message)
    words = words[:1].lower() + words[1:]
    if equals:
        return _field(section, bare), f"is not TOML ({words})", "correct this line"
    return "", f"this is not TOML ({words})", "correct this line"


def _field(section: str, key: str) -> str:
    return f"{section}.{key}" if section and key else key


def _value_meant(value: str, key: str) -> str:
    bare = value.partition("#")[0].strip().rstrip(",;")
    if bare[:1] in "\"'[{":
        return ""
    number = number_meant(bare)
    if number:
        unit = unit_words(key)
        return f"{number} ({unit})" if unit else number
    if bare.casefold() in ("true", "false", "yes", "no", "ja", "nej", "on", "off"):
        return "true" if bare.casefold() in ("true", "yes", "ja", "on") else "false"
    return f'"{bare}" in quotes' if re.fullmatch(r"[^\W\d][\w .,-]*", bare) else ""
