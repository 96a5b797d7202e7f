"""The house's words in English and Danish: short names of metrics and levers, verdicts, reasons, numbers.

The catalogue holds the full meanings; these are the short forms that fit a table or a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from innosim.analysis.verdicts import Verdict
from innosim.present.style import Language, number
from innosim.scenario.catalogue.columns import METRICS
from innosim.scenario.catalogue.declare import Text

LANGUAGES: tuple[Language, ...] = ("en", "da")


def say(text: Text, lang: Language) -> str:
    """``text`` in one language."""
    return text.da if lang == "da" else text.en


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

VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("better", "bedre"),
    Verdict.WORSE: Text("worse", "dårligere"),
    Verdict.HIGHER: Text("higher", "højere"),
    Verdict.LOWER: Text("lower", "lavere"),
    Verdict.ZERO: Text("no difference", "ingen forskel"),
    Verdict.NEGLIGIBLE: Text("no difference that matters", "ingen forskel af betydning"),
    Verdict.UNDECIDED: Text("undecided", "uafgjort"),
    Verdict.UNDEFINED: Text("undefined", "ikke defineret"),
    Verdict.NOT_RANKED: Text("not ranked", "ikke sammenlignet"),
    Verdict.DEPENDS: Text("depends on who pays", "afhænger af, hvem der betaler"),
}
"""The verdicts."""

COST_NAMES: Mapping[str, Text] = {
    "as_costed": Text("as costed", "til egen pris"),
    "equal_resources": Text("at equal resources", "ved lige ressourcer"),
}
"""The cost modes, as they stand in a sentence."""

COST_HEADS: Mapping[str, Text] = {
    "as_costed": Text("as costed", "egen pris"),
    "equal_resources": Text("equal resources", "lige ressourcer"),
}
"""The cost modes, as they head a column."""

REASON_NAMES: Mapping[str, Text] = {
    "too_short": Text("the run is too short", "kørslen er for kort"),
    "no_ideas": Text(
        "a regime of cuts only has no ideas", "et regime med kun nedskæringer har ingen idéer"
    ),
    "none_in_time": Text("no idea reached operation in time", "ingen idé nåede drift i tide"),
    "none_sparked": Text("no idea sparked early enough", "ingen idé opstod tidligt nok"),
    "nothing_failed": Text(
        "nothing was stopped or rolled back", "intet blev stoppet eller rullet tilbage"
    ),
    "nothing_spent": Text("nothing was spent on ideas", "intet blev brugt på idéer"),
    "nothing_required": Text("no saving was required", "ingen besparelse blev krævet"),
    "no_replication": Text("no replication", "ingen gentagelse"),
    "not_defined": Text("it has no value in these runs", "den har ingen værdi i disse kørsler"),
}
"""Why a metric is undefined (the keys of `analysis.undefined`)."""

UNITS: Mapping[str, str] = {column.name: str(column.unit) for column in METRICS}


def unit(name: str, lang: Language) -> str:
    """A unit of the catalogue in ``lang``; one without words of its own stands as it is."""
    return say(UNIT_NAMES[name], lang) if name in UNIT_NAMES else name


def listed(items: Sequence[str], lang: Language) -> str:
    """``items`` as a list in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + (" og " if lang == "da" else " and ") + items[-1]


def decimals(value: float, half: float = math.nan) -> int:
    """Decimals that show two figures of the half-width, or three of the value where there is none.

    Three at most, so that a column stays narrow, unless nothing would be left of the number.
    """
    size, figures = (abs(half), 2) if math.isfinite(half) and half != 0.0 else (abs(value), 3)
    if not math.isfinite(size) or size == 0.0:
        return 0
    most = 3 if size >= 0.001 else 5
    return min(max(figures - 1 - math.floor(math.log10(size)), 0), most)


def figure(value: float, lang: Language, *, half: float = math.nan, signed: bool = False) -> str:
    """``value`` with as many decimals as it is known to."""
    return number(value, decimals(value, half), lang, signed=signed)


def with_half(
    value: float, low: float, high: float, lang: Language, *, signed: bool = False
) -> str:
    """Mean and half-width of a symmetric interval: 24.3 ±1.2; without an interval the mean alone.

    An exact zero with an interval of no width is written 0, so that it cannot be read as a small one.
    """
    half = (high - low) / 2.0
    if math.isnan(half):
        return figure(value, lang, signed=signed)
    if half == 0.0:
        return figure(value, lang, signed=signed and value != 0.0)
    places = decimals(value, half)
    return f"{number(value, places, lang, signed=signed)} ±{number(half, places, lang)}"


_PLAIN = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "à": "a", "É": "E",
        "±": "+-", "≥": ">=", "≤": "<=", "–": "-", "—": "-", "−": "-", "×": "x", "→": "->",
        "“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "\u00a0": " ",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """``text`` in ASCII, for a console that can hold no more; what has no spelling becomes "?"."""
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def fitting(text: str, encoding: str) -> str:
    """``text`` as it is where ``encoding`` can hold it, else with what it cannot hold spelt out."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return plain(text)
    return text
