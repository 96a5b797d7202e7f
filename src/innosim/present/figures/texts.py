"""The words on the figures, in English and Danish; what a column means comes from the catalogue."""

from __future__ import annotations

from innosim.scenario.catalogue.columns import INDICATORS, METRICS
from innosim.scenario.catalogue.declare import Column, Text

PURPOSE = Text("explanation, not prediction", "forklaring, ikke forudsigelse")
SEED = Text("seed", "frø")
COMMAND = Text("made by", "lavet med")
NO_DIFFERENCE = Text("no difference", "ingen forskel")
UNDEFINED = Text("undefined", "ikke defineret")
NO_RUNS = Text("no runs to show", "ingen kørsler at vise")
NO_IDEAS = Text("no ideas", "ingen idéer")

AS_COSTED = Text("as costed", "med egen pris")
EQUAL_RESOURCES = Text("at equal resources", "med lige ressourcer")
COST = {"as_costed": AS_COSTED, "equal_resources": EQUAL_RESOURCES}

METRIC_NAMES: dict[str, Text] = {
    "throughput_per_year": Text("Own ideas into operation", "Egne idéer i drift"),
    "spread_per_year": Text("Copies and imports", "Efterligninger og import"),
    "lead_time_months": Text("From spark to operation", "Fra idé til drift"),
    "conversion": Text("Sparked ideas that operate", "Idéer, der når drift"),
    "failure_cost_mdkk_per_year": Text("Cost of failure", "Fejlomkostninger"),
    "failure_cost_share": Text("Failure cost of spending", "Fejlomkostningens andel"),
    "late_failure_share": Text("Late part of failure cost", "Sene fejls andel"),
    "missed_value_mdkk_per_year": Text("Value turned away", "Værdi afvist"),
    "support_mean": Text("Political support", "Politisk opbakning"),
    "support_lowest": Text("Support at its lowest", "Opbakning, laveste"),
    "support_majority_share": Text("Months with a majority", "Måneder med flertal"),
    "realised_savings_mdkk_per_year": Text("Savings by ideas", "Besparelser fra idéer"),
    "cuts_mdkk_per_year": Text("Cuts", "Nedskæringer"),
    "pressure_met_without_cuts": Text("Pressure met without cuts", "Pres mødt uden skæring"),
    "service_quality_end": Text("Service quality at the end", "Servicekvalitet til slut"),
    "ildsjaele_active_end": Text("Active ildsjæle at the end", "Aktive ildsjæle til slut"),
    "ildsjaele_lost": Text("Ildsjæle lost", "Tabte ildsjæle"),
    "overhead_mdkk_per_year": Text("Overhead of levers", "Virkemidlers overhead"),
    "both_at_once": Text("Quality and novelty at once", "Kvalitet og nyt på én gang"),
    "standing_price_mdkk_per_year": Text("Standing price", "Fast pris"),
    "realised_spend_mdkk_per_year": Text("Realised spend", "Faktisk forbrug"),
    "cut_in_all_share": Text("Budget cut in all", "Budget skåret i alt"),
}
"""Names short enough for a slide; their full meaning is the catalogue's."""

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

UNITS: dict[str, Text] = {
    "mDKK": Text("mDKK", "mio. kr."),
    "mDKK a year": Text("mDKK a year", "mio. kr. pr. år"),
    "per mille of B": Text("per mille of the budget", "promille af budgettet"),
    "months": Text("months", "måneder"),
    "a year": Text("a year", "pr. år"),
    "count": Text("number", "antal"),
    "hours": Text("hours", "timer"),
    "index": Text("index", "indeks"),
    "share": Text("", ""),  # drawn as per cent
    "yes/no": Text("share of runs", "andel af kørsler"),
}

COLUMNS: dict[str, dict[str, Column]] = {
    "metrics": {column.name: column for column in METRICS},
    "indicators": {column.name: column for column in INDICATORS},
}
HEADLINES = tuple(column.name for column in METRICS if column.headline)


ENDS: dict[str, Text] = {
    "operation": Text("in operation", "i drift"),
    "living": Text("still on its way", "stadig på vej"),
    "rolled_back": Text("rolled back", "rullet tilbage"),
    "stopped": Text("stopped", "stoppet"),
    "lapsed": Text("lapsed", "bortfaldet"),
    "rejected": Text("rejected", "afvist"),
    "not_sparked": Text("not sparked", "ikke opstået"),
}
"""Fates of an idea; the last is no end but that it never began under that regime."""

DECIDERS: dict[str, Text] = {
    "author": Text("its author", "ophavet"),
    "manager": Text("a manager", "en leder"),
    "sorting": Text("the sorting unit", "sorteringsenheden"),
    "chief_executive": Text("the chief executive", "kommunaldirektøren"),
    "director": Text("a director", "en direktør"),
    "board": Text("the board", "direktionen"),
    "council": Text("the council", "byrådet"),
    "board_place": Text("want of a board place", "mangel på plads i direktionen"),
}

ORIGINS: dict[str, Text] = {
    "ildsjael": Text("an ildsjæl", "en ildsjæl"),
    "employee": Text("an employee", "en medarbejder"),
    "manager": Text("a manager", "en leder"),
    "director": Text("a director", "en direktør"),
    "politician": Text("a politician", "en politiker"),
    "citizen": Text("a citizen", "en borger"),
    "import": Text("another municipality", "en anden kommune"),
    "copy": Text("a copy", "en efterligning"),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def name_of(table: str, column: str) -> Text:
    """Short name of a column where there is one, else the catalogue's meaning."""
    names = METRIC_NAMES if table == "metrics" else INDICATOR_NAMES
    if column in names:
        return names[column]
    declared = COLUMNS[table].get(column)
    if declared is None:
        return Text(column, column)
    return Text(_capital(declared.meaning.en), _capital(declared.meaning.da))


def unit_of(table: str, column: str) -> str:
    """The catalogue's unit of a column; empty for a column it does not know."""
    declared = COLUMNS[table].get(column)
    return declared.unit if declared is not None else ""


def unit_text(unit: str) -> Text:
    """A unit as written on a figure."""
    return UNITS.get(unit, Text(unit, unit))
