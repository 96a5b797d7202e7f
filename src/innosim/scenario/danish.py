"""Fields by what they are called in Danish, for whoever types them so: the catalogue's own words, and what else Danes call the commonest."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS
from innosim.scenario.catalogue.declare import UNITS
from innosim.scenario.errors import nearest

_ALSO = {
    "municipality": ("kommune", "kommunen", "by"),
    "uncertainties": ("omverden", "usikkerheder"),
    "relationships": ("sammenhænge", "mekanik"),
    "switches": ("mekanismer", "kontakter"),
    "metrics": ("mål", "målinger"),
    "run": ("kørsel", "kørsler", "simulering"),
    "regime": ("styringsform", "regimer"),
    "title": ("titel", "navn", "overskrift"),
    "question": ("spørgsmål",),
    "extends": ("bygger på", "udvider", "udgangspunkt"),
    "baseline": ("grundlag", "sammenligningsgrundlag", "basis"),
    "contrasts": ("sammenligninger", "kontraster"),
    "preset": ("udgangspunkt", "forudindstilling", "skabelon"),
    "sources": ("kilder", "kilde"),
    "change": ("ændring", "ændringer"),
    "regimes": ("regimer", "styringsformer"),
    "pressure": ("pres", "besparelse", "besparelser", "sparekrav", "besparelseskrav", "effektiviseringskrav", "omprioriteringsbidrag"),
    "population": ("befolkning", "indbyggertal", "folketal", "borgere", "inhabitants", "residents"),
    "staff": ("personale", "medarbejdere", "ansat", "employees"),
    "council_seats": ("mandater", "byrådspladser", "byrådsmedlemmer", "byråd", "byrådet", "kommunalbestyrelse", "pladser", "seats"),
    "majority_seats": ("flertal", "flertallet", "flertallets mandater", "flertalspladser", "koalition"),
    "minority_seats": ("mindretal", "mindretallet", "mindretallets mandater", "mindretalspladser", "opposition"),
    "departments": ("afdelinger", "magistratsafdelinger", "direktørområder", "direktører"),
    "units": ("institutioner", "arbejdspladser", "ledere"),
    "fte_share": ("beskæftigelsesgrad", "fuldtidsandel", "deltid"),
    "effective_hours": ("arbejdstid", "årsnorm"),
    "budget_mdkk": ("budget", "serviceudgifter", "serviceramme", "udgifter"),
    "wage_mdkk": ("timeløn", "løn", "lønninger", "lønandel", "lønudgift", "lønudgifter", "lønsum", "timepris"),
    "merger_month": ("kommunesammenlægning", "sammenlægning"),
    "chief_exit": ("kommunaldirektør",),
    "months": ("måneder", "varighed", "periode", "tidshorisont"),
    "replications": ("gentagelser", "kørsler", "replikationer", "runs"),
    "seed": ("frø", "startværdi"),
    "envelope_mdkk": ("ramme", "ressourceramme", "innovationsramme"),
    "startup_months": ("opstart", "indkøring"),
    "coupling": ("kobling", "indarbejdning"),
    "sorting_staff": ("sortering",),
    "partners": ("partnerskaber", "samarbejdspartnere"),
    "elections": ("valg", "kommunalvalg"),
    "spread_of_culture": ("kultur", "innovationskultur"),
    "copying": ("efterligning", "kopiering"),
    "windows": ("vinduer",),
    "kind": ("type", "slags", "art"),
    "value": ("værdi",),
    "values": ("værdier", "tal"),
    "from": ("fra",),
    "to": ("til",),
    "before": ("før",),
    "after": ("efter",),
    "year": ("år",),
    "years": ("år",),
    "month": ("måned",),
    "ramp": ("rampe", "stigning"),
    "step": ("trin", "spring", "skridt"),
    "series": ("serie", "række"),
    "constant": ("konstant", "fast"),
}  # fmt: skip
"""Names that no declaration holds, and what the commonest fields are called too."""

_LIKE = 0.8
"""How like a Danish name what was typed must be: assumed, so that a slip of a letter or two still is."""


def field_meant(name: object, wanted: Iterable[str]) -> str:
    """A question that names the field meant, by its own name or its Danish one; or nothing where none is near."""
    field = nearest_field(name, wanted)
    return f"did you mean {field}?" if field else ""


def nearest_field(name: object, wanted: Iterable[str]) -> str:
    """The field called so in Danish, else the one to whose own name or Danish name this one is nearer; "" where none is near."""
    fields = tuple(wanted)
    return called_so(name, fields) or _nearer(name, fields)


_NO_FIELD = {
    ("kommunenummer", "kommunekode", "kommunenr"): "the official code is no field: leave it out",
    ("årsværk", "fuldtidsstillinger", "fuldtidsansatte", "fuldtid"): (
        "write staff, the people employed, and fte_share, their full-time posts (årsværk) over staff"
    ),
}
"""What municipalities have as a number and no field takes as it is, and what to write instead."""


def no_field(name: object) -> str:
    """What to write for what a municipality has as a number and no field takes as it is; "" of any other name."""
    typed = _plain(name) if isinstance(name, str) else ""
    return next((told for names, told in _NO_FIELD.items() if typed in map(_plain, names)), "")


def called_so(name: object, wanted: Iterable[str]) -> str:
    """The one of the fields ``wanted`` that is called so in Danish, to the letter; "" where none is."""
    if not isinstance(name, str):
        return ""
    fields, typed = set(wanted), _plain(name)
    either = (typed, typed.removeprefix("antal "))
    return next((field for label, field in _labels() if label in either and field in fields), "")


def _nearer(name: object, fields: tuple[str, ...]) -> str:
    english, danish = nearest(name, fields), in_danish(name, fields)
    if not english or not danish:
        return english or danish
    typed = str(name)[:200]
    own = _likeness(typed.casefold(), english.casefold())
    labels = [label for label, field in _labels() if field == danish]
    told = max(_likeness(_plain(typed), label) for label in labels)
    return danish if told > own else english


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def in_danish(name: object, wanted: Iterable[str]) -> str:
    """The one of the fields ``wanted`` whose Danish name ``name`` is, or nearly is; "" where there is none, or more than one."""
    if not isinstance(name, str):
        return ""
    typed, fields = _plain(name), set(wanted)
    exactly = called_so(name, fields)
    if exactly:
        return exactly
    labels = {label: field for label, field in _labels() if field in fields}
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
    found: dict[tuple[str, str], None] = dict.fromkeys((label, field) for field, label in _called())
    begun = [
        (parameter.name, _beginning(parameter.meaning.da)) for parameter in PARAMETERS.values()
    ]
    units = {_plain(each.da) for each in UNITS.values()}  # "år" alone is no field's name
    once = Counter(label for _, label in begun)
    found.update(
        dict.fromkeys(
            (label, field) for field, label in begun if once[label] == 1 and label not in units
        )
    )
    return tuple((label, field) for label, field in found if label)


def _called() -> Iterator[tuple[str, str]]:
    for field, names in _ALSO.items():
        yield from ((field, _plain(name)) for name in names)
    for lever in LEVERS.values():
        yield lever.name, _plain(lever.short.da)
    for metric in OUTCOMES.values():
        yield metric.name, _plain(metric.short.da)
    for parameter in PARAMETERS.values():
        yield parameter.name, _plain(parameter.meaning.da)


def _beginning(meaning: str) -> str:
    """What a meaning is about, before it is told more closely."""
    return _plain(re.split(r"[,(:;]| pr\. | der | som | for | af ", meaning)[0])
