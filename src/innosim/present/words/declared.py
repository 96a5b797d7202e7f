"""Short names of what the catalogue declares: metrics, indicators, levers, units.

The catalogue holds the full meanings; these are the short forms that fit a table, a panel or a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from innosim.present.words.language import Language, capital, say
from innosim.scenario.catalogue.columns import INDICATORS, METRICS
from innosim.scenario.catalogue.declare import Column, Text

METRIC_NAMES: Mapping[str, Text] = {
    "throughput_per_year": Text("own ideas in operation, a year", "egne idéer i drift pr. år"),
    "spread_per_year": Text(
        "copies and imports in operation, a year", "efterligninger og import i drift pr. år"
    ),
    "lead_time_months": Text("months from spark to operation", "måneder fra idé til drift"),
    "conversion": Text("own ideas that reach operation", "egne idéer, der når drift"),
    "failure_cost_mdkk_per_year": Text("cost of failure", "pris for fejl"),
    "failure_cost_share": Text("cost of failure per krone spent", "pris for fejl pr. brugt krone"),
    "late_failure_share": Text("part of failed cost that came late", "sen del af fejlomkostningen"),
    "missed_value_mdkk_per_year": Text("value of good ideas lost", "værdi af tabte gode idéer"),
    "support_mean": Text("political support", "politisk opbakning"),
    "support_lowest": Text("lowest political support", "laveste politiske opbakning"),
    "support_majority_share": Text("months with a majority in support", "måneder med flertal bag"),
    "realised_savings_mdkk_per_year": Text("savings realised", "realiserede besparelser"),
    "cuts_mdkk_per_year": Text("cuts", "nedskæringer"),
    "pressure_met_without_cuts": Text("pressure met without cuts", "pres mødt uden nedskæringer"),
    "service_quality_end": Text("service quality at the end", "servicekvalitet til slut"),
    "ildsjaele_active_end": Text("active ildsjæle at the end", "aktive ildsjæle til slut"),
    "ildsjaele_lost": Text("ildsjæle lost", "tabte ildsjæle"),
    "overhead_mdkk_per_year": Text("overhead of levers", "virkemidlernes faste pris"),
    "both_at_once": Text(
        "months with both service and innovation", "måneder med både drift og innovation"
    ),
    "standing_price_mdkk_per_year": Text("standing price", "fast pris"),
    "realised_spend_mdkk_per_year": Text("realised spend", "realiseret forbrug"),
    "cut_in_all_share": Text("share of the budget cut in all", "samlet andel skåret"),
    "operated_in_time": Text(
        "own ideas that reached operation in time", "egne idéer i drift i tide"
    ),
    "sparked_in_time": Text("own ideas followed for 48 months", "egne idéer fulgt i 48 måneder"),
    "failed_mdkk": Text("cost of failure in all", "omkostning ved fejl i alt"),
    "spent_on_ideas_mdkk": Text("used on ideas in all", "brugt på idéer i alt"),
    "late_failed_mdkk": Text("cost of late failure in all", "omkostning ved sene fejl i alt"),
    "halted_mdkk": Text("cost of ideas halted in all", "omkostning ved standsede idéer i alt"),
}
"""Short names of the metrics."""

INDICATOR_NAMES: Mapping[str, Text] = {
    "quality_mean": Text("Service quality", "Servicekvalitet"),
    "support_mean": Text("Political support", "Politisk opbakning"),
    "support_majority": Text("Support in the majority bloc", "Opbakning i flertalsblokken"),
    "support_minority": Text("Support in the minority bloc", "Opbakning i mindretalsblokken"),
    "realised_savings_mdkk": Text("Recurring savings by ideas", "Varige besparelser fra idéer"),
    "in_operation": Text("Ideas in operation", "Idéer i drift"),
    "ildsjaele_active": Text("Active ildsjæle", "Aktive ildsjæle"),
    "workload_mean": Text("Workload", "Arbejdspres"),
}
"""Short names of the indicators that are drawn."""

LEVER_NAMES: Mapping[str, Text] = {
    "vision": Text("vision", "vision"),
    "tracks": Text("tracks", "spor"),
    "mystery_months": Text("months in mystery", "måneder i mysteriefasen"),
    "ambition": Text("ambition", "ambition"),
    "protected_time": Text("protected time", "beskyttet tid"),
    "pool": Text("pool", "pulje"),
    "laboratories": Text("laboratories", "laboratorier"),
    "protection": Text("protection of ildsjæle", "beskyttelse af ildsjæle"),
    "local_approval": Text("local approval", "lokal godkendelse"),
    "sorting_staff": Text("sorting staff", "sorteringsenhed"),
    "involvement": Text("involvement of the council", "byrådets deltagelse"),
    "contract": Text("contract with the board", "kontrakt med direktionen"),
    "coupling": Text("savings booked in advance", "besparelser indregnet på forhånd"),
    "tolerance": Text("tolerance of failure", "tolerance over for fejl"),
    "measurement_staff": Text("measurement staff", "effektmåling"),
    "training": Text("training", "uddannelse"),
    "partners": Text("partners", "partnere"),
    "spread_staff": Text("spread staff", "spredning"),
    "cuts_only": Text("cuts only", "kun nedskæringer"),
}
"""Short names of the levers."""

UNIT_NAMES: Mapping[str, Text] = {
    "a year": Text("a year", "pr. år"),
    "mDKK a year": Text("mDKK a year", "mio. kr. pr. år"),
    "mDKK": Text("mDKK", "mio. kr."),
    "months": Text("months", "måneder"),
    "hours": Text("hours", "timer"),
    "count": Text("number", "antal"),
    "share": Text("share", "andel"),
    "index": Text("index", "indeks"),
    "per mille of B": Text("per mille of the budget", "promille af budgettet"),
    "per 1,000 staff": Text("per 1,000 staff", "pr. 1.000 ansatte"),
    "FTE per 1,000 staff": Text("FTE per 1,000 staff", "årsværk pr. 1.000 ansatte"),
    "coefficient": Text("", ""),
    "yes/no": Text("yes/no", "ja/nej"),
}
"""Units, as they stand behind a number."""

_UNSAID = frozenset({"share", "count", "a year", "months", "yes/no"})
"""Units that the name or the axis already says."""

COLUMNS: dict[str, dict[str, Column]] = {
    "metrics": {column.name: column for column in METRICS},
    "indicators": {column.name: column for column in INDICATORS},
}

UNITS: Mapping[str, str] = {column.name: str(column.unit) for column in METRICS}


def unit(name: str, lang: Language) -> str:
    """A unit of the catalogue in ``lang``; one without words of its own stands as it is."""
    return say(UNIT_NAMES[name], lang) if name in UNIT_NAMES else name


def name_of(table: str, column: str) -> Text:
    """Short name of a column where there is one, else the catalogue's meaning."""
    known = METRIC_NAMES if table == "metrics" else INDICATOR_NAMES
    declared = COLUMNS[table].get(column)
    text = known.get(column) or (declared.meaning if declared else Text(column, column))
    return capital(text)


def unit_of(table: str, column: str) -> str:
    """The catalogue's unit of a column; empty for a column it does not know."""
    declared = COLUMNS[table].get(column)
    return str(declared.unit) if declared is not None else ""


def heading(table: str, column: str, lang: Language) -> str:
    """A panel's title: name and, where it is not plain from the name or the axis, the unit."""
    name, measure = say(name_of(table, column), lang), unit_of(table, column)
    return name if measure in _UNSAID or not measure else f"{name}, {unit(measure, lang)}"
