"""How a study's points are named: fields by their short names, values as a file writes them, in the reader's decimal mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from innosim.analysis.study import Setting, short_names
from innosim.present.words.language import LANGUAGES, Language, listed, number, say, with_marks
from innosim.scenario.catalogue import LEVERS, Text
from innosim.scenario.numbers import number_of
from innosim.scenario.numerals import plainly
from innosim.scenario.pressure import FIELDS, PRESSURE
from innosim.scenario.varying import as_toml, declaration_of, full_of, is_yes_no, regime_in

_YES, _NO = Text("yes", "ja"), Text("no", "nej")
NOWHERE = Text("–", "–")
"""In place of a value that a point does not have."""


def value_words(name: str, value: Any, lang: Language) -> str:
    """A value of a varied field, short enough for a cell."""
    if value is None:
        return say(NOWHERE, lang)
    if isinstance(value, Mapping):
        return _rule(value, lang)
    found = number_of(value)
    if is_yes_no(name):
        return say(_YES if value else _NO, lang)
    if found is None:
        return str(value) if isinstance(value, str) else as_toml(value)
    return number_words(float(found), lang)


def number_words(value: float, lang: Language, digits: int = 4) -> str:
    """A number with as many decimals as it needs, ``digits`` that count at most."""
    plain = plainly(value, digits)
    places = len(plain.partition(".")[2])
    return number(float(plain), places, lang)


def _rule(value: Mapping[str, Any], lang: Language) -> str:
    """A pressure's own table: its kind and the numbers in it."""
    kind = str(value.get("kind", ""))
    named = [value[key] for key in FIELDS.get(kind, {}) if key in value]
    listed_ = value.get("values", [])
    words = [
        number_words(float(each), lang) if number_of(each) is not None else str(each)
        for each in [*named, *(listed_ if isinstance(listed_, list | tuple) else [])]
    ]
    return " ".join([kind, *words]).strip() or as_toml(value)


def point_words(point: Setting, names: tuple[str, ...], lang: Language) -> str:
    """A point in a sentence: ``pressure 0.02, framed.protected_time 0.004``."""
    short = names_said(names, lang)
    return ", ".join(
        f"{short[name]} {value_words(name, point[name], lang)}" for name in names if name in point
    )


def field_words(name: str, lang: Language) -> str:
    """What a field means, as an axis says it: the catalogue's words, with the regime whose lever it is."""
    found = declaration_of(name)
    if found is None:
        return name
    meaning = say(getattr(found, "short", None) or found.meaning, lang)
    return f"{regime_in(name)}: {meaning}" if regime_in(name) else meaning


_CALLED = {PRESSURE.name: Text("pressure", "pres")}


def called_words(name: str, lang: Language) -> str:
    """What a field is called in a title: in words where there are few, else by its name."""
    last = name.rpartition(".")[2]
    if last in _CALLED:
        return say(_CALLED[last], lang)
    words = field_words(name, lang)
    return words if len(words) <= _FEW_WORDS else last


def names_said(names: tuple[str, ...], lang: Language) -> dict[str, str]:
    """Each varied field as a sentence or a table's head has it: in English as it is typed, else in the catalogue's words, where there are few and no two say the same."""
    typed = short_names(names)
    if lang == LANGUAGES[0]:
        return typed
    said = {name: called_words(name, lang) for name in names}
    every = list(said.values())
    return {
        name: words if len(words) <= _FEW_IN_A_CELL and every.count(words) == 1 else typed[name]
        for name, words in said.items()
    }


_FEW_IN_A_CELL = 26
_FEW_WORDS = 48


def what_differs_words(told: str, lang: Language) -> str:
    """``field a -> b``, as two scenarios are told apart, in the catalogue's words and the language's decimal mark."""
    if lang == LANGUAGES[0]:
        return told
    if told.endswith(_DATED):
        return f"{told.removesuffix(_DATED)}: daterede ændringer"
    name, _, values = told.partition(" ")
    regime, dot, lever = name.rpartition(".")
    full = f"regime.{name}" if dot else full_of(name)
    found = LEVERS.get(lever) if dot else None
    called = (
        f"{regime}: {say(found.short, lang)}" if found is not None else called_words(full, lang)
    )
    return f"{called} {_DECIMAL.sub(lambda found: with_marks(found.group(), lang), values).replace(' to ', ' til ')}"


_DATED = "'s dated changes"
_DECIMAL = re.compile(r"\b\d+\.\d+\b")
FEW_NAMES = 6
"""So many varied fields are told by name, and have a column each."""


def names_words(names: tuple[str, ...], lang: Language) -> str:
    """The varied fields in a sentence: by their names where these are few, else how many."""
    if len(names) > FEW_NAMES:
        many = number(len(names), 0, lang)
        return say(Text(f"{many} fields", f"{many} felter"), lang)
    short = names_said(names, lang)
    return listed([short[name] for name in names], lang)
