"""How headline metrics are said aloud: in kroner, ideas, months and øre, not in the model's units."""

from innosim.scenario.catalogue.declare import Aloud, Text, Values


def _as_is(_values: Values) -> float:
    return 1.0


def in_hundred(_values: Values) -> float:
    """What a share is multiplied by to be per cent, or øre of a krone."""
    return 100.0


def _in_months(values: Values) -> float:
    return float(values["months"])


WORTH_TAKEN_IN = Aloud(
    Text(
        "each year {0} launches own ideas worth DKK {1} million a year",
        "{0} iværksætter hvert år egne idéer til en årlig værdi af {1} mio. kr.",
    ),
    Text("worth", "værdi"),
    Text("mDKK/y", "mio./år"),
    _as_is,
    1,
    Text("worth", "værdi"),
)
IDEAS_TAKEN_IN = Aloud(
    Text(
        "{0} puts {1} own ideas a year into operation", "{0} sætter hvert år {1} egne idéer i drift"
    ),
    Text("ideas", "idéer"),
    Text("a year", "pr. år"),
    _as_is,
    0,
    Text("ideas", "idéer"),
)
LOST_ON_FAILURES = Aloud(
    Text(
        "{0} loses DKK {1} million a year on ideas that fail or do harm",
        "{0} taber {1} mio. kr. om året på idéer, der slår fejl eller gør skade",
    ),
    Text("failed", "fejl"),
    Text("mDKK/y", "mio./år"),
    _as_is,
    1,
    Text("failure cost", "pris for fejl"),
)
LOST_PER_KRONE = Aloud(
    Text(
        "under {0} failure and harm cost {1} øre a krone used on ideas",
        "under {0} koster fejl og skade {1} øre pr. krone til idéer",
    ),
    Text("lost", "tabt"),
    Text("øre/DKK", "øre/kr."),
    in_hundred,
    0,
    Text("loss per krone", "tab pr. krone"),
)
MANDATE_HELD = Aloud(
    Text(
        "under {0} the agenda has its mandate in {1} of {months} months",
        "under {0} har dagsordenen mandat i {1} af {months} måneder",
    ),
    Text("mandate", "mandat"),
    Text("months", "mdr."),
    _in_months,
    0,
    Text("mandate", "mandat"),
)
MAJORITY_HELD = Aloud(
    Text(
        "under {0} a majority trusts the leadership's line in {1} of {months} months",
        "under {0} har et flertal tillid til ledelsens linje i {1} af {months} måneder",
    ),
    Text("trust", "tillid"),
    Text("months", "mdr."),
    _in_months,
    0,
    Text("trust", "tillid"),
)
PRESSURE_MET = Aloud(
    Text(
        "{0} meets {1}% of the pressure without cuts",
        "{0} dækker {1} % af presset uden nedskæringer",
    ),
    Text("met", "dækket"),
    Text("%", "pct."),
    in_hundred,
    0,
    Text("pressure met", "dækket pres"),
)
QUALITY_LEFT = Aloud(
    Text(
        "under {0} service quality ends at index {1}, 100 at the start",
        "under {0} ender servicekvaliteten på indeks {1}, 100 ved starten",
    ),
    Text("quality", "kvalitet"),
    Text("index", "indeks"),
    in_hundred,
    1,
    Text("quality", "kvalitet"),
)
