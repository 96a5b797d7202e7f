"""The parts of a result's folder that explain the others: README, codebook, readers, data package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from innosim.experiment.keep import MONTHLY_TABLES
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.manifest import TableFacts
from innosim.experiment.plan import Plan
from innosim.experiment.schema import every_column
from innosim.experiment.summary import SUMMARY
from innosim.scenario.catalogue import INDICATORS, PURPOSE, START_UP, TABLES, Column, Text
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.resolved import Scenario
from innosim.scenario.spoken import how_much_is_run

_TYPES = {"int": "integer", "float": "number", "bool": "boolean", "text": "string"}


def explanations(plan: Plan, facts: Mapping[str, TableFacts]) -> dict[str, str]:
    """Return the text of all of them, by name; they hold no clock, host or path."""
    reading = resources.files("innosim.experiment") / "reading"
    texts = {name: (reading / name).read_text(encoding="utf-8") for name in ("read.R", "read.do")}
    return {
        "README.md": readme(plan, facts),
        "codebook.csv": codebook(plan),
        "datapackage.json": datapackage(plan, facts),
        **{name: text.replace("\r\n", "\n") for name, text in texts.items()},
    }


def codebook(plan: Plan) -> str:
    """Return every column of every table as CSV: table, column, unit, least, most, meaning_en, meaning_da."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", "column", "unit", "least", "most", "meaning_en", "meaning_da"])
    for table, column in _all_columns():
        ends = (column.lies.least.rule, column.lies.most.rule)
        meaning = _meaning(plan, table, column)
        writer.writerow([table, column.name, column.unit, *ends, meaning.en, meaning.da])
    return text.getvalue()


def datapackage(plan: Plan, facts: Mapping[str, TableFacts]) -> str:
    """Return a description of the tables that data tools read (Frictionless Data Package)."""
    package = {
        "name": f"innosim-{_slug(plan.scenario.name)}",
        "title": in_both(plan.scenario.title).en,
        "description": f"{in_both(plan.scenario.question).en} {_PURPOSE}".strip(),
        "resources": [_resource(plan, table, facts[table]) for table in TABLES]
        + [_summary_resource()],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def readme(plan: Plan, facts: Mapping[str, TableFacts]) -> str:
    """Return the page that a reader who got the folder from someone else opens first."""
    scenario = plan.scenario
    replications = how_much_is_run(plan.replications, int(scenario.values["months"])).en
    lines = [
        f"# {in_both(scenario.title).en}",
        "",
        *([in_both(scenario.question).en, ""] if scenario.question else []),
        f"A result of innosim: {replications}, seed {scenario.values['seed']}. {_PURPOSE}",
        (
            f"Regimes: {', '.join(plan.regimes)}; compared with {plan.baseline}. "
            f"Cost modes: {', '.join(plan.costs)}."
        ),
        f"Biographies of ideas and their bookings: {_kept(plan)}.",
        *_monthly(plan),
        *_before(plan),
        *_beside(plan),
        "",
        "| file | a row is a | rows |",
        "|---|---|---|",
        *(f"| `{TABLE_FILES[t]}` | {_row(plan, t).en} | {facts[t].rows:,} |" for t in TABLES),
        "| `summary.csv` | cost mode, regime and metric: mean, 95 % interval, difference | |",
        "",
        *_READING.splitlines(),
        "",
        "## På dansk",
        "",
        *_in_danish(scenario),
        (
            f"Et resultat fra innosim: {plan.replications} kørsler à {scenario.values['months']} "
            f"måneder, startværdi (seed) {scenario.values['seed']}. Formålet er {PURPOSE.da}."
        ),
        "",
        *([_YEARS.da] if plan.keep.yearly else []),
        *(f"- `{TABLE_FILES[t]}`: en række pr. {_row(plan, t).da}" for t in TABLES),
        "- `summary.csv`: middeltal, 95 %-interval og forskel pr. omkostningsform, regime og mål",
        "- `codebook.csv`: hver kolonnes enhed og betydning på dansk og engelsk",
        "",
        "CSV med decimalkomma til et dansk regneark: `innosim export DIR --to csv --decimal comma`.",
    ]
    return "\n".join(lines) + "\n"


_PURPOSE = f"Its purpose is {PURPOSE.en}."

_READING = """\
`codebook.csv` gives the unit and the meaning of every column, in English and Danish; `manifest.json` the
whole scenario, the versions and a hash of each table's values; `timings.json` how long it took (the only
file that differs when the same run is made again).

- Python: `import innosim; result = innosim.open("DIR"); result.metrics`
- R: `source("read.R", chdir = TRUE)`, then `result$metrics`
- Stata: `innosim export DIR --to dta`, then `do read.do`
- Spreadsheet: `summary.csv`, or `innosim export DIR --to csv`

Undefined values are missing (null), never zero. Money is in million DKK at fixed prices."""


def _before(plan: Plan) -> list[str]:
    """Say what stands in the tables of the months before month 0."""
    if not plan.begins_at_work:
        return []
    before = plan.scenario.values["startup_months"]
    return [
        (
            f"Each replication begins {before} months before month 0, as an ordinary town and the same under every "
            f"regime; these months, and the ideas that ended in them, stand once, as regime `{START_UP}`."
        )
    ]


def _beside(plan: Plan) -> list[str]:
    """Say what stands in the metrics and is no regime of the scenario."""
    if not plan.twins:
        return []
    return [
        (
            f"Of politics twins (an ordinary town with a regime's politics, as costed) the metrics stand beside those of the "
            f"regimes, as {', '.join(f'`{twin.name}`' for twin in plan.twins)}."
        )
    ]


def _meaning(plan: Plan, table: str, column: Column) -> Text:
    """Return what a column holds, in this run."""
    meant = column.meaning
    if not plan.keep.yearly or column.name not in INDICATORS or table != "indicators":
        return meant
    return Text(
        f"mean over the year's months: {meant.en}", f"middel over årets måneder: {meant.da}"
    )


_A_YEAR = Text("cost mode, regime, replication and year", "omkostningsform, regime, kørsel og år")


def _row(plan: Plan, table: str) -> Text:
    """Return what a table's row is of, in this run."""
    return _A_YEAR if plan.keep.yearly and table == "indicators" else TABLES[table].row


_YEARS = Text(
    f"Years were kept, not months: `{TABLE_FILES['indicators']}` has a row a year, in which `month` is the first of its months and each indicator its mean over "
    "those months in which it is defined; the sum of a flow is that times the number of months.",
    f"Der er gemt år, ikke måneder: `{TABLE_FILES['indicators']}` har en række pr. år, hvor `month` er årets første måned og hver indikator sit middel over "
    "de måneder, hvor den er defineret; summen af en strøm er dét gange antallet af måneder.",
)


def _monthly(plan: Plan) -> list[str]:
    """Say what of months was not kept."""
    if plan.keep.monthly:
        return []
    if plan.keep.yearly:
        return [_YEARS.en]
    empty = ", ".join(f"`{TABLE_FILES[table]}`" for table in TABLES if table in MONTHLY_TABLES)
    return [f"Months were not kept: {empty} have their columns and no rows."]


def _kept(plan: Plan) -> str:
    if plan.keep.ideas == 0:
        return "none was kept"
    if plan.keep.ideas == plan.replications:
        return "of all replications"
    return f"of replications 0 to {plan.keep.ideas - 1}"


def _all_columns() -> Iterator[tuple[str, Column]]:
    for table in TABLES:
        for column in every_column(table):
            yield table, column
    for column in SUMMARY:
        yield "summary", column


def _resource(plan: Plan, table: str, facts: TableFacts) -> dict[str, Any]:
    return {
        "name": table,
        "path": TABLE_FILES[table],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": f"One row per {_row(plan, table).en}.",
        "rows": facts.rows,
        "schema": {
            "fields": [
                {**_described(column), **_said(_meaning(plan, table, column))}
                for column in every_column(table)
            ]
        },
    }


def _summary_resource() -> dict[str, Any]:
    return {
        "name": "summary",
        "path": "summary.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": "One row per cost mode, regime and metric.",
        "schema": {"fields": [_described(column) for column in SUMMARY]},
    }


def _said(meaning: Text) -> dict[str, str]:
    return {"description": meaning.en, "description_da": meaning.da}


def _described(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": _TYPES[column.dtype],
        "unit": column.unit,
        "description": column.meaning.en,
        "description_da": column.meaning.da,
    }


def _in_danish(scenario: Scenario) -> list[str]:
    """Title and question, where the file has them in Danish."""
    said = [each.da for each in (scenario.title, scenario.question) if isinstance(each, Text)]
    return [line for each in said for line in (each, "")]


def _slug(name: str) -> str:
    """Return the name as data packages allow it: small letters, digits, ``.``, ``_`` and ``-``."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
