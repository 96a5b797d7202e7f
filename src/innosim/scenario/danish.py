"""Fields by what they are called in Danish, for whoever types them so: the catalogue's own words, as no second list of them would last."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS
from innosim.scenario.errors import did_you_mean

_ALSO = {
    "municipality": "kommune",
    "uncertainties": "omverden",
    "relationships": "sammenhænge",
    "switches": "mekanismer",
    "metrics": "mål",
    "run": "kørsel",
    "regime": "styringsform",
    "title": "titel",
    "question": "spørgsmål",
    "baseline": "grundlag",
    "contrasts": "sammenligninger",
    "pressure": "pres",
    "population": "befolkning",
    "budget_mdkk": "budget",
    "wage_mdkk": "timeløn",
    "months": "måneder",
    "replications": "gentagelser",
}
"""Names that no declaration holds, and what the commonest fields are called too."""

_LIKE = 0.8
"""How like a Danish name what was typed must be: assumed, so that a slip of a letter or two still is."""


def field_meant(name: object, wanted: Iterable[str]) -> str:
    """A question that names the field meant, by its own name or its Danish one; or nothing where none is near."""
    fields = tuple(wanted)
    near = did_you_mean(name, fields)
    danish = "" if near else in_danish(name, fields)
    return near or (f"did you mean {danish}?" if danish else "")


def in_danish(name: object, wanted: Iterable[str]) -> str:
    """The one of the fields ``wanted`` whose Danish name ``name`` is, or nearly is; "" where there is none, or more than one."""
    if not isinstance(name, str):
        return ""
    typed, fields = _plain(name), set(wanted)
    labels = {label: field for label, field in _labels() if field in fields}
    if typed in labels:
        return labels[typed]
    found = difflib.get_close_matches(typed[:200], labels, n=1, cutoff=_LIKE)
    if found:
        return labels[found[0]]
    holding = {field for label, field in labels.items() if typed in label.split()}
    return holding.pop() if len(holding) == 1 else ""


def _plain(text: str) -> str:
    """A name as it is looked up: small letters, spaces for what stands between words, æ, ø and å spelt out."""
    spelt = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return " ".join(re.findall(r"[^\W\d_]+", spelt))


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Danish names with the field of each: whole names, then the beginnings of meanings that no other field's begins with."""
    found: dict[str, str] = {}
    for field, label in _called():
        found.setdefault(label, field)
    begun = [
        (parameter.name, _beginning(parameter.meaning.da)) for parameter in PARAMETERS.values()
    ]
    once = Counter(label for _, label in begun)
    for field, label in begun:
        if once[label] == 1:
            found.setdefault(label, field)
    return tuple((label, field) for label, field in found.items() if label)


def _called() -> Iterator[tuple[str, str]]:
    for field, name in _ALSO.items():
        yield field, _plain(name)
    for lever in LEVERS.values():
        yield lever.name, _plain(lever.short.da)
    for metric in OUTCOMES.values():
        yield metric.name, _plain(metric.short.da)
    for parameter in PARAMETERS.values():
        yield parameter.name, _plain(parameter.meaning.da)


def _beginning(meaning: str) -> str:
    """What a meaning is about, before it is told more closely."""
    return _plain(re.split(r"[,(:;]| pr\. | der | som | for | af ", meaning)[0])
