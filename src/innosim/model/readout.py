"""A replication's tables as columns, named as in the catalogue."""

from __future__ import annotations

from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.chance import COPYING_UNITS
from innosim.model.ledger import ACCOUNTS
from innosim.scenario.catalogue import INDICATORS, codes
from innosim.scenario.catalogue.indicator_columns import BY_DECIDER

Array = np.ndarray[Any, Any]
Columns = dict[str, Array]
COPIERS = COPYING_UNITS + 1  # an original's identity has no copying unit in its lowest digits

LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "ideas": {
        "origin": codes.ORIGINS.names,
        "end": codes.ENDS.names,
        "phase": codes.PHASES.names,
        "end_cause": codes.CAUSES.names,
        "decider": codes.DECIDERS.names,
    },
    "gates": {
        "gate": codes.GATES.names,
        "origin": codes.ORIGINS.names,
        "decider": codes.DECIDERS.names,
    },
    "ledger": {"debit": ACCOUNTS.names, "credit": ACCOUNTS.names},
    "events": {
        "event": codes.EVENTS.names,
        "decider": codes.DECIDERS.names,
        "phase": codes.PHASES.names,
    },
}


def _code(array: Array) -> Array:
    return array.astype(np.int8)


def metric_columns(town: tables.Town) -> Columns:
    """Return the metrics, arrays of one."""
    return {name: town.metrics[name].copy() for name in town.metrics.dtype.names}


def indicator_column(town: tables.Town, months: Array, name: str) -> Array:
    """Return one indicator of these months, those before 0 negative; what deciders are counted by is summed over those of a queue.

    Raises:
        KeyError: when no indicator has that name.
    """
    if name in (tables.INDICATOR_ROW.fields or {}):
        column: Array = town.indicators[name][months]
        return column
    names = codes.DECIDERS.names
    table, queue = BY_DECIDER[name]
    places = [names.index(each) for each in codes.DECIDERS.queues[queue]]
    counted: Array = getattr(town, table)[months][:, places].sum(axis=1)
    return counted.astype(np.float64)


def indicator_columns(town: tables.Town, first: int, stop: int) -> Columns:
    """Return the indicators of months ``first`` to ``stop`` - 1, a row a month."""
    months = np.arange(first, stop)
    return {"month": months, **{name: indicator_column(town, months, name) for name in INDICATORS}}


def gate_columns(town: tables.Town) -> Columns:
    """Return what was judged and passed, by gate, origin and decider; rows of nothing are left out."""
    did = (town.gates["judged"] > 0) | (town.gates["turned_away_worth_mdkk"] > 0.0)
    found = town.gates[did]
    return {
        "gate": _code(found["gate"]),
        "origin": _code(found["origin"]),
        "decider": _code(found["decider"]),
        "judged": found["judged"].copy(),
        "passed": found["passed"].copy(),
        "turned_away_worth_mdkk": found["turned_away_worth_mdkk"].copy(),
    }


def ledger_columns(town: tables.Town, years: int) -> Columns:
    """Return the yearly entries by account pair that are not zero."""
    entries = town.arrays()["entries"][:years, town.arrays()["pair_of"]]
    year, debit, credit = np.nonzero(entries)
    return {
        "year": year.astype(np.int64),
        "debit": _code(debit),
        "credit": _code(credit),
        "amount_mdkk": entries[year, debit, credit],
    }


def booking_columns(town: tables.Town) -> Columns:
    """Return every booked saving; of one not due by the end the outcome is undefined."""
    rows = town.bookings[: int(town.state["bookings"][0])]
    due = rows["settled"] == 1
    return {
        "idea": town.ideas["identity"][rows["idea"]],
        "year": rows["year"].copy(),
        "booked": rows["booked"].copy(),
        "harvested": np.where(due, rows["harvested"], np.nan),
        "emergency": np.where(due, rows["emergency"], np.nan),
        "never_came": np.where(due, rows["never_came"], np.nan),
    }


def _where_seen(rows: Chosen, month: str, belief: str) -> Array:
    """Return a belief, undefined where the idea never came so far."""
    return np.where(rows[month] != codes.NEVER, rows[belief], np.nan)


def _beliefs(rows: Chosen) -> Columns:
    implemented = rows["month_implementation"] != codes.NEVER
    return {
        "believed_spark": rows["believed_spark"],
        "believed_model": _where_seen(rows, "month_model", "believed_model"),
        "believed_implementation": _where_seen(
            rows, "month_implementation", "believed_implementation"
        ),
        "believed_operation": _where_seen(rows, "month_operation", "believed_operation"),
        "promised": np.where(implemented, rows["promised"], np.nan),
        "piloted": np.where(rows["piloted"] != 0.0, rows["piloted"], np.nan),
        "realised": _where_seen(rows, "month_operation", "realised"),
    }


def _origins(rows: Chosen) -> Columns:
    copied = rows["origin"] == codes.COPIED
    parents = rows["identity"] - rows["identity"] % COPIERS
    return {
        "idea": rows["identity"],
        "copied_from": np.where(copied, parents, -1),
        "origin": _code(rows["origin"]),
        "slot": rows["slot"],
        "unit": np.where(rows["wide"] == 1, -1, rows["unit"]),
        "department": rows["department"],
        "question": rows["question"],
        "month_sparked": rows["month_sparked"],
    }


def _course(rows: Chosen) -> Columns:
    operating = rows["month_operation"] != codes.NEVER
    return {
        "month_model": rows["month_model"],
        "month_implementation": rows["month_implementation"],
        "month_operation": rows["month_operation"],
        "months_work": rows["months_work"].astype(np.float64),
        "months_waiting": (rows["months_waiting_gate"] + rows["months_waiting_hours"]).astype(
            np.float64
        ),
        "months_waiting_gate": rows["months_waiting_gate"].astype(np.float64),
        "months_waiting_hours": rows["months_waiting_hours"].astype(np.float64),
        "months_on_shelf": rows["months_on_shelf"].astype(np.float64),
        "end": _code(rows["end"]),
        "end_month": rows["end_month"],
        "phase": _code(rows["phase"]),
        "end_cause": _code(rows["end_cause"]),
        "decider": _code(rows["decider"]),
        "spent_money": rows["spent_money"],
        "spent_hours": rows["spent_hours"],
        "anchoring": np.where(operating, rows["anchoring"], np.nan),
        "ramp_months": np.where(operating, rows["ramp"], np.nan),
        "case": rows["case"] == 1,
        "months_hidden": rows["hidden"].astype(np.float64),
        "told": rows["told"] == 1,
        "spent_before_mdkk": rows["spent_before"],
        "believed_end": rows["belief"],
        "month_harvested": rows["month_harvested"],
        "lost_mdkk": rows["lost"],
    }


class Chosen:
    """The fields of the ideas that are chosen, each read from their rows once, when it is asked for.

    To copy the rows first would take twice the time: nearly half of their fields are told nobody.
    """

    def __init__(self, rows: Array, chosen: Array) -> None:
        """Keep which rows are chosen."""
        self._rows, self._places = rows, np.flatnonzero(chosen)
        self._read: Columns = {}

    def __getitem__(self, field: str) -> Array:
        """Return a field of the rows, a copy."""
        if field not in self._read:
            self._read[field] = np.asarray(self._rows[field]).take(self._places)
        return self._read[field]


def _ended_before(rows: Array) -> Array:
    """Say of each idea whether it had ended when month 0 began."""
    month = rows["end_month"]
    ended: Array = (month < 0) & (month != codes.NEVER)
    return ended


def ideas_of_run(town: tables.Town) -> Chosen:
    """Return the ideas that lived in month 0 or later."""
    rows = town.ideas[: int(town.state["ideas"][0])]
    return Chosen(rows, ~_ended_before(rows))


def ideas_before(town: tables.Town) -> Chosen:
    """Return the ideas that had ended when month 0 began."""
    rows = town.ideas[: int(town.state["ideas"][0])]
    return Chosen(rows, _ended_before(rows))


def idea_columns(rows: Chosen) -> Columns:
    """Return the biographies: one row per idea, in the order they sparked."""
    return {
        **_origins(rows),
        "stake": rows["stake"],
        "radicality": rows["radicality"],
        "luck": rows["luck"],
        "luck_quality": rows["luck_quality"],
        "true_worth": rows["theta"] * rows["stake"],
        **_beliefs(rows),
        **_course(rows),
    }


def table_columns(town: tables.Town, months: int, *, ideas: bool) -> dict[str, Columns]:
    """Return all tables of the replication."""
    found = {
        "metrics": metric_columns(town),
        "indicators": indicator_columns(town, 0, months),
        "gates": gate_columns(town),
        "ledger": ledger_columns(town, (months + 11) // 12),
        "bookings": booking_columns(town),
    }
    if ideas:
        found["ideas"] = idea_columns(ideas_of_run(town))
    return found


def columns_before(town: tables.Town, months: int, *, ideas: bool) -> dict[str, Columns]:
    """Return what tables hold of so many months before month 0; ideas are those that ended then."""
    found = {"indicators": indicator_columns(town, -months, 0)}
    if ideas:
        found["ideas"] = idea_columns(ideas_before(town))
    return found


def event_columns(town: tables.Town) -> Columns:
    """Return the events of a traced replication."""
    rows = town.events[: int(town.state["events"][0])]
    return {
        "month": rows["month"].copy(),
        "idea": rows["idea"].copy(),
        "event": _code(rows["event"]),
        "decider": _code(rows["decider"]),
        "decider_row": rows["decider_row"].copy(),
        "phase": _code(rows["phase"]),
        "belief": rows["belief"].copy(),
        "sd": rows["sd"].copy(),
        "signal": rows["signal"].copy(),
        "bar": rows["bar"].copy(),
        "amount": rows["amount"].copy(),
    }
