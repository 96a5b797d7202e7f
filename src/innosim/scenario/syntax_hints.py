"""What a line that is not TOML was probably meant to be."""

from __future__ import annotations

import re

from innosim.scenario.fields import number_meant, unit_words

_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ä": "ae", "ö": "oe"}
)


def hint(line: str, section: str, message: str) -> tuple[str, str, str]:
    """The field, what is wrong with it, and what would be right, for a line and the parser's words."""
    key, equals, value = (part.strip() for part in line.partition("="))
    bare = key.strip("[] ")
    if not bare.isascii() and '"' not in bare and "'" not in bare:
        right = f'put it in quotes, "{bare}", or write {bare.translate(_DANISH)}'
        return _field(section, bare), "is not a TOML key, which has only a-z, 0-9, _ and -", right
    if equals and value:
        meant = _value_meant(value, bare)
        if meant:
            shown = value.split("#")[0].strip()
            return _field(section, bare), f"is {shown}, which is not TOML", f"write {meant}"
    words = re.sub(r"\s*\(at .*\)$", "", message)
    words = words[:1].lower() + words[1:]
    return _field(section, bare) if equals else "", f"not TOML ({words})", "correct this line"


def _field(section: str, key: str) -> str:
    return f"{section}.{key}" if section and key else key


def _value_meant(value: str, key: str) -> str:
    bare = value.split("#")[0].strip().rstrip(",;")
    if bare[:1] in "\"'[{":
        return ""
    number = number_meant(bare)
    if number:
        unit = unit_words(key)
        return f"{number} ({unit})" if unit else number
    if bare.casefold() in ("true", "false", "yes", "no", "ja", "nej", "on", "off"):
        return "true" if bare.casefold() in ("true", "yes", "ja", "on") else "false"
    return f'"{bare}" in quotes' if re.fullmatch(r"[^\W\d][\w .,-]*", bare) else ""
