"""Every column of every output table: unit and meaning; the codebook of a result folder is made from it."""

from innosim.scenario.catalogue.bounds import FROM_ZERO, OF_THE_BUDGET, Bounds
from innosim.scenario.catalogue.codes import GATES, JUDGES, coded
from innosim.scenario.catalogue.declare import (
    Column,
    CostMode,
    Dtype,
    OutputTable,
    Text,
    Unit,
    by_name,
)
from innosim.scenario.catalogue.idea_columns import BIOGRAPHY
from innosim.scenario.catalogue.indicator_columns import INDICATORS
from innosim.scenario.catalogue.metric_columns import METRICS

AS_COSTED = "as_costed"
EQUAL_RESOURCES = "equal_resources"

COSTS: dict[str, CostMode] = by_name(
    (
        CostMode(AS_COSTED, Text("as costed", "til egen pris"), Text("as costed", "egen pris")),
        CostMode(
            EQUAL_RESOURCES,
            Text("at equal resources", "ved lige ressourcer"),
            Text("equal resources", "lige ressourcer"),
        ),
    )
)
"""The cost modes by name, in the order of every table."""


def cost_named(asked: str) -> str:
    """The cost mode of a name as it may be typed: with ``-`` or ``_``."""
    return asked.replace("-", "_")


COST_BY_FLAG: dict[str, str] = {mode.flag: name for name, mode in COSTS.items()}
"""Their names by what they are called on the command line."""


START_UP = "start-up"
"""What stands in the regime's place before month 0; no regime may be called so."""


def _col(
    name: str,
    unit: Unit,
    en: str,
    da: str,
    dtype: Dtype = "float",
    bounds: Bounds | None = None,
) -> Column:
    return Column(name, unit, Text(en, da), dtype, bounds=bounds)


KEY_COLUMNS: tuple[Column, ...] = (
    _col(
        "cost",
        "text",
        f"cost mode: {AS_COSTED} or {EQUAL_RESOURCES}",
        f"omkostningsform: {AS_COSTED} eller {EQUAL_RESOURCES}",
        "text",
    ),
    _col(
        "regime",
        "text",
        f"the regime's name in the scenario; {START_UP} for months before month 0, the same under every regime, "
        "which stand once, in the run's first cost mode",
        f"regimets navn i scenariet; {START_UP} for måneder før måned 0, ens under hvert regime, som står én "
        "gang, i kørslens første omkostningsform",
        "text",
    ),
    _col(
        "replication",
        "count",
        "number of the replication, from 0",
        "kørslens nummer, fra 0",
        "int",
    ),
)
"""Columns that stand first in every table."""

START_YEAR = 2014
"""The year whose January is month 0."""

MONTH = _col(
    "month",
    "month",
    f"month of the run, from 0, January {START_YEAR}; before that negative",
    f"måned i kørslen, fra 0, januar {START_YEAR}; før det negativ",
    "int",
)
"""Leads the indicators."""

_GATES = (
    Column("gate", "text", coded("the gate", "porten", GATES), "text"),
    _col("origin", "text", "the ideas' origin", "idéernes ophav", "text"),
    Column("decider", "text", coded("who decided", "beslutningstageren", JUDGES), "text"),
    _col("judged", "count", "ideas judged", "idéer bedømt", "int"),
    _col("passed", "count", "ideas passed", "idéer godkendt", "int"),
    _col(
        "turned_away_worth_mdkk",
        "mDKK a year",
        "positive true worth turned away",
        "positiv sand værdi afvist",
        bounds=FROM_ZERO,
    ),
)

_LEDGER = (
    _col(
        "year",
        "year",
        "year of the run, from 0",
        "år i kørslen, fra 0",
        "int",
    ),
    _col("debit", "text", "account that receives", "konto, der modtager", "text"),
    _col("credit", "text", "account that gives", "konto, der afgiver", "text"),
    _col("amount_mdkk", "mDKK", "amount, hours at the wage", "beløb, timer til lønnen"),
)

_BOOKINGS = (
    _col("idea", "identity", "identity of the idea", "idéens identitet", "int"),
    _col(
        "year",
        "year",
        "budget year it was booked for, from 0",
        "budgetår, fra 0",
        "int",
    ),
    _col(
        "booked",
        "mDKK a year",
        "saving counted on in advance",
        "besparelse indarbejdet på forhånd",
        bounds=OF_THE_BUDGET,
    ),
    _col(
        "harvested",
        "mDKK a year",
        "what came in time",
        "hvad der kom til tiden",
        bounds=OF_THE_BUDGET,
    ),
    _col(
        "emergency",
        "mDKK a year",
        "emergency cut for what did not",
        "akut nedskæring for det, der udeblev",
        bounds=OF_THE_BUDGET,
    ),
    _col(
        "never_came",
        "mDKK a year",
        "part of that which never came",
        "heraf aldrig kommet",
        bounds=OF_THE_BUDGET,
    ),
)
"""What is not due by the end is outstanding."""

TABLES: dict[str, OutputTable] = {
    "metrics": OutputTable(
        tuple(METRICS.values()),
        Text("cost mode, regime and replication", "omkostningsform, regime og kørsel"),
    ),
    "indicators": OutputTable(
        (MONTH, *INDICATORS.values()),
        Text(
            "cost mode, regime, replication and month",
            "omkostningsform, regime, kørsel og måned",
        ),
    ),
    "ideas": OutputTable(
        BIOGRAPHY,
        Text(
            "idea, in the replications whose biographies were kept",
            "idé, i de kørsler hvis biografier er gemt",
        ),
    ),
    "gates": OutputTable(
        _GATES,
        Text(
            "cost mode, regime, replication, gate, origin and decider",
            "omkostningsform, regime, kørsel, port, ophav og beslutningstager",
        ),
    ),
    "ledger": OutputTable(_LEDGER, Text("year and pair of accounts", "år og par af konti")),
    "bookings": OutputTable(
        _BOOKINGS,
        Text("idea and year a saving was booked for", "idé og år, en besparelse er indarbejdet i"),
    ),
}
"""Every output table by name."""
