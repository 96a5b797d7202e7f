"""The words on the figures, in English and Danish; what a column means comes from the catalogue."""

from __future__ import annotations

from innosim.present.style import Language
from innosim.present.words import METRIC_NAMES, say, unit
from innosim.scenario.catalogue.columns import INDICATORS, METRICS
from innosim.scenario.catalogue.declare import Column, Text

PURPOSE = Text("explanation, not prediction", "forklaring, ikke forudsigelse")
SEED = Text("seed", "frø")
COMMAND = Text("made by", "lavet med")
NO_DIFFERENCE = Text("no difference", "ingen forskel")
UNDEFINED = Text("undefined", "ikke defineret")
NO_RUNS = Text("no runs to show", "ingen kørsler at vise")
NO_IDEAS = Text("no ideas", "ingen idéer")

INDICATOR_NAMES: dict[str, Text] = {
    "quality_mean": Text("Service quality", "Servicekvalitet"),
    "support_mean": Text("Political support", "Politisk opbakning"),
    "support_majority": Text("Support in the majority bloc", "Opbakning i flertalsblokken"),
    "support_minority": Text("Support in the minority bloc", "Opbakning i mindretalsblokken"),
    "realised_savings_mdkk": Text("Recurring savings by ideas", "Varige besparelser fra idéer"),
    "in_operation": Text("Ideas in operation", "Idéer i drift"),
    "ildsjaele_active": Text("Active ildsjæle", "Aktive ildsjæle"),
    "workload_mean": Text("Workload", "Arbejdspres"),
}

_UNSAID = frozenset({"share", "count", "a year", "months", "yes/no"})
"""Units that the name or the axis already says."""

COLUMNS: dict[str, dict[str, Column]] = {
    "metrics": {column.name: column for column in METRICS},
    "indicators": {column.name: column for column in INDICATORS},
}
HEADLINES = tuple(column.name for column in METRICS if column.headline)


_RUNS = Text("n = {0} runs of each regime", "n = {0} kørsler af hvert regime")
_ONE_RUN = Text("n = 1 run of each regime", "n = 1 kørsel af hvert regime")
_KEPT = Text("biographies of n = {0} runs", "biografier fra n = {0} kørsler")
_ONE_KEPT = Text("biographies of n = 1 run", "biografier fra n = 1 kørsel")
NO_INTERVAL = Text("means without interval", "gennemsnit uden interval")


def runs(count: int, lang: Language) -> str:
    """What a figure made from every run rests on."""
    return say(_ONE_RUN if count == 1 else _RUNS, lang).format(count)


def kept(count: int, lang: Language) -> str:
    """What a figure made from ideas rests on: the runs whose biographies were kept."""
    return say(_ONE_KEPT if count == 1 else _KEPT, lang).format(count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def name_of(table: str, column: str) -> Text:
    """Short name of a column where there is one, else the catalogue's meaning."""
    known = METRIC_NAMES if table == "metrics" else INDICATOR_NAMES
    declared = COLUMNS[table].get(column)
    text = known.get(column) or (declared.meaning if declared else Text(column, column))
    return Text(_capital(text.en), _capital(text.da))


def unit_of(table: str, column: str) -> str:
    """The catalogue's unit of a column; empty for a column it does not know."""
    declared = COLUMNS[table].get(column)
    return str(declared.unit) if declared is not None else ""


def heading(table: str, column: str, lang: Language) -> str:
    """A panel's title: name and, where it is not plain from the name or the axis, the unit."""
    name, measure = say(name_of(table, column), lang), unit_of(table, column)
    return name if measure in _UNSAID or not measure else f"{name}, {unit(measure, lang)}"
