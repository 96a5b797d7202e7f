"""Every column of every output table: unit and meaning; the codebook of a result folder is made from it."""

from innosim.scenario.catalogue.declare import Column, Text
from innosim.scenario.catalogue.idea_columns import IDEAS
from innosim.scenario.catalogue.indicator_columns import INDICATORS
from innosim.scenario.catalogue.metric_columns import METRICS

__all__ = ["BOOKINGS", "GATES", "IDEAS", "INDICATORS", "LEDGER", "METRICS", "REGIME", "TABLES"]

REGIME = (
    Column(
        "*",
        "cost",
        "text",
        Text(
            "cost mode: as_costed or equal_resources",
            "omkostningsform: as_costed eller equal_resources",
        ),
        "text",
    ),
    Column(
        "*",
        "regime",
        "text",
        Text("the regime's name in the scenario", "regimets navn i scenariet"),
        "text",
    ),
    Column(
        "*",
        "replication",
        "count",
        Text("number of the replication, from 0", "gentagelsens nummer, fra 0"),
        "int",
    ),
)
"""Key columns that stand first in every table."""


def _col(table: str, name: str, unit: str, en: str, da: str, dtype: str = "float") -> Column:
    return Column(table, name, unit, Text(en, da), dtype)  # type: ignore[arg-type]


GATES: tuple[Column, ...] = (
    _col("gates", "gate", "text", "to_model or to_implementation", "porten", "text"),
    _col("gates", "origin", "text", "the ideas' origin", "idéernes ophav", "text"),
    _col(
        "gates",
        "decider",
        "text",
        "author, manager, sorting, chief_executive, director, board or council",
        "beslutningstageren",
        "text",
    ),
    _col("gates", "judged", "count", "ideas judged", "idéer bedømt", "int"),
    _col("gates", "passed", "count", "ideas passed", "idéer godkendt", "int"),
    _col(
        "gates",
        "turned_away_worth_mdkk",
        "mDKK a year",
        "positive true worth turned away",
        "positivt sandt udbytte afvist",
    ),
)
"""One row per regime, replication, gate, origin and decider that judged anything."""

LEDGER: tuple[Column, ...] = (
    _col("ledger", "year", "year", "year of the run, from 0", "år i kørslen, fra 0", "int"),
    _col("ledger", "debit", "text", "account that receives", "konto, der modtager", "text"),
    _col("ledger", "credit", "text", "account that gives", "konto, der afgiver", "text"),
    _col("ledger", "amount_mdkk", "mDKK", "amount, hours at the wage", "beløb, timer til lønnen"),
)
"""Yearly entries by account pair."""

BOOKINGS: tuple[Column, ...] = (
    _col("bookings", "idea", "identity", "identity of the idea", "idéens identitet", "int"),
    _col(
        "bookings",
        "year",
        "year",
        "budget year it was booked for, from 0",
        "budgetår, fra 0",
        "int",
    ),
    _col(
        "bookings",
        "booked",
        "mDKK a year",
        "saving counted on in advance",
        "besparelse indregnet på forhånd",
    ),
    _col("bookings", "harvested", "mDKK a year", "what came in time", "hvad der kom til tiden"),
    _col(
        "bookings",
        "emergency",
        "mDKK a year",
        "emergency cut for what did not",
        "nødbesparelse for det, der udeblev",
    ),
    _col(
        "bookings",
        "never_came",
        "mDKK a year",
        "part of that which never came",
        "heraf aldrig kommet",
    ),
)
"""One row per idea and year in which a saving was booked; what is not due by the end is outstanding."""

TABLES: dict[str, tuple[Column, ...]] = {
    "metrics": METRICS,
    "indicators": INDICATORS,
    "ideas": IDEAS,
    "gates": GATES,
    "ledger": LEDGER,
    "bookings": BOOKINGS,
}
"""Columns of each table after the key columns."""
