"""Where months and hours go, as tables: the road's months, the waits, the hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from innosim.analysis.bottlenecks import HOURS, LEAD_PARTS, Bottlenecks
from innosim.present.tables import Sheet
from innosim.present.wait_tables import wait_sheets
from innosim.present.words.basis import kept
from innosim.present.words.language import Language, say, with_half
from innosim.scenario.catalogue import AS_COSTED, COSTS, INDICATORS, METRICS, Text

if TYPE_CHECKING:
    import pandas as pd

_LEAD = {
    "ideas": Text("ideas a run", "idéer pr. kørsel"),
    "months": Text("months", "måneder"),
    "months_work": Text("work", "arbejde"),
    "months_waiting_gate": Text("for a gate", "på port"),
    "months_waiting_hours": Text("for hours, money", "på timer, penge"),
    "months_on_shelf": Text("on shelf", "på hylde"),
    "other": Text("other", "andet"),
}
_NOT_LEAD_TIME = Text(
    "Of all that reached operation, the first and the last month both counted; the metric “{0}” is a median, of those"
    " sparked early enough to be followed.",
    "Af alle, der nåede drift, første og sidste måned talt med; målet »{0}« er en median af dem, der opstod tidligt nok"
    " til at kunne følges.",
)


_HALF = Text(
    "Months an idea: the sum of months over the sum of ideas. ±half a 95 % interval over these runs.",
    "Måneder pr. idé: summen af måneder delt med summen af idéer. ±halvdelen af et 95 %-interval over disse kørsler.",
)
_HOUR = 0.0005
"""Half an hour a year, in thousands: runs that are no further apart have the same hours."""
_HOURS_HALF = Text(
    "Means of runs, ±half a 95 % interval.",
    "Kørslernes gennemsnit, ±halvdelen af et 95 %-interval.",
)


def bottleneck_sheets(found: Bottlenecks, lang: Language = "en") -> tuple[Sheet, ...]:
    """What is the bottleneck, with waits, queues and decisions; the road's months; the hours of each cost mode."""
    return (
        *wait_sheets(found.waits, lang),
        _lead_time_sheet(found, lang),
        _waiting_sheet(found, lang),
        *(_hours_sheet(found, cost, lang) for cost in found.hours["cost"].unique()),
    )


def _lead_time_sheet(found: Bottlenecks, lang: Language) -> Sheet:
    """Months from spark to operation of home-grown ideas, split into work and waiting."""
    title = Text(
        "Where the months went, own ideas in operation: work and waiting, means",
        "Hvor månederne gik hen, egne idéer i drift: arbejde og ventetid, gennemsnit",
    )
    note = say(_NOT_LEAD_TIME, lang).format(say(METRICS["lead_time_months"].short, lang))
    notes = (kept(found.replications, lang), note, say(_HALF, lang))
    names = ("ideas", "months", *LEAD_PARTS, "other")
    shown = {name: _LEAD[name] for name in names}
    return _sheet(found.lead_time, say(title, lang), shown, lang, notes)


def _waiting_sheet(found: Bottlenecks, lang: Language) -> Sheet:
    """Months of all home-grown ideas, whatever became of them: those that wait longest never arrive."""
    title = Text(
        "Months of all own ideas, whatever became of them",
        "Måneder for alle egne idéer, uanset hvad der blev af dem",
    )
    shown = {name: _LEAD[name] for name in ("ideas", *LEAD_PARTS)}
    notes = (kept(found.replications, lang), say(_HALF, lang))
    return _sheet(found.waiting, say(title, lang), shown, lang, notes)


def _hours_sheet(found: Bottlenecks, cost: str = AS_COSTED, lang: Language = "en") -> Sheet:
    """Thousand hours a year in one cost mode: kinds down, regimes across."""
    frame = found.hours[found.hours["cost"] == cost]
    title = Text(
        f"Thousand hours a year by kind, {COSTS[cost].short.en}",
        f"Tusind timer pr. år efter art, {COSTS[cost].short.da}",
    )
    rows = tuple(
        (
            say(INDICATORS[kind].called, lang),
            *(_spread(line, kind, lang, _HOUR) for line in frame.to_dict("records")),
        )
        for kind in HOURS
    )
    head = ("", *(str(regime) for regime in frame["regime"]))
    return Sheet(say(title, lang), head, rows, (say(_HOURS_HALF, lang),))


def _sheet(
    frame: pd.DataFrame,
    title: str,
    names: dict[str, Text],
    lang: Language,
    notes: tuple[str, ...] = (),
) -> Sheet:
    """A row per cost mode and regime, the named columns as numbers."""
    head = (
        say(Text("cost", "pris"), lang),
        "regime",
        *(say(text, lang) for text in names.values()),
    )
    rows = tuple(
        (
            say(COSTS[str(line["cost"])].head, lang),
            str(line["regime"]),
            *(_spread(line, name, lang) for name in names),
        )
        for line in frame.to_dict("records")
    )
    return Sheet(title, head, rows, notes, left=frozenset({0, 1}), keys=2)


def _spread(line: Mapping[Any, Any], name: str, lang: Language, least: float = 0.0) -> str:
    """A number of a frame's row with half of its interval, unless that is below ``least``."""
    mean, low, high = (float(line[column]) for column in (name, f"{name}_low", f"{name}_high"))
    if (high - low) / 2.0 < least:
        low = high = mean
    return with_half(mean, low, high, lang)
